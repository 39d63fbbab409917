/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-backup.h"

/* A value for lists. Reading, checking and removing the files is the store's. */
struct _TgBackup
{
  GObject        parent_instance;
  TgBackupFields fields;
};

G_DEFINE_FINAL_TYPE (TgBackup, tg_backup, G_TYPE_OBJECT)

static const char * const reasons[] = { "close", "hand", "upgrade", "restore", "export" };
static const char * const keys[] = { "missing", "open", "wrapped" };

void
tg_backup_fields_clear (TgBackupFields *self)
{
  g_clear_pointer (&self->path, g_free);
  g_clear_pointer (&self->problem, g_free);
  g_clear_pointer (&self->title, g_free);
  g_clear_pointer (&self->environment, g_free);
  g_clear_pointer (&self->key_check, g_free);
}

static void
tg_backup_finalize (GObject *object)
{
  tg_backup_fields_clear (&TG_BACKUP (object)->fields);
  G_OBJECT_CLASS (tg_backup_parent_class)->finalize (object);
}

static void
tg_backup_class_init (TgBackupClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tg_backup_finalize;
}

static void
tg_backup_init (TgBackup *self)
{
}

static char *
dup_text (const char *text)
{
  return g_strdup (text != NULL ? text : "");
}

TgBackup *
tg_backup_new (const TgBackupFields *fields)
{
  TgBackup *self;

  g_return_val_if_fail (fields != NULL && fields->path != NULL, NULL);

  self = g_object_new (TG_TYPE_BACKUP, NULL);
  self->fields = *fields;
  self->fields.path = g_strdup (fields->path);
  self->fields.problem = dup_text (fields->problem);
  self->fields.title = dup_text (fields->title);
  self->fields.environment = dup_text (fields->environment);
  self->fields.key_check = dup_text (fields->key_check);
  return self;
}

const TgBackupFields *
tg_backup_get_fields (TgBackup *self)
{
  g_return_val_if_fail (TG_IS_BACKUP (self), NULL);

  return &self->fields;
}

char *
tg_backup_dup_name (TgBackup *self)
{
  g_return_val_if_fail (TG_IS_BACKUP (self), NULL);

  return g_path_get_basename (self->fields.path);
}

const char *
tg_backup_reason_to_name (TgBackupReason reason)
{
  g_return_val_if_fail (reason < G_N_ELEMENTS (reasons), "");

  return reasons[reason];
}

gboolean
tg_backup_reason_parse (const char     *name,
                        TgBackupReason *reason)
{
  for (guint i = 0; i < G_N_ELEMENTS (reasons); i++)
    if (g_strcmp0 (name, reasons[i]) == 0)
      {
        *reason = (TgBackupReason) i;
        return TRUE;
      }
  return FALSE;
}

const char *
tg_backup_key_to_name (TgBackupKey key)
{
  g_return_val_if_fail (key < G_N_ELEMENTS (keys), "");

  return keys[key];
}

TgBackupKey
tg_backup_key_parse (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    if (g_strcmp0 (name, keys[i]) == 0)
      return (TgBackupKey) i;
  return TG_BACKUP_KEY_MISSING;
}
