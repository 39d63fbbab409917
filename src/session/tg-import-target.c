/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-import-target.h"

/* For the lists of the import page. */

struct _TgImportTarget
{
  GObject parent_instance;

  TgImportTargetFields fields;   /* its strings are owned, never NULL */
};

G_DEFINE_FINAL_TYPE (TgImportTarget, tg_import_target, G_TYPE_OBJECT)

static void
tg_import_target_finalize (GObject *object)
{
  TgImportTarget *self = TG_IMPORT_TARGET (object);

  g_free ((char *) self->fields.path);
  g_free ((char *) self->fields.label);
  G_OBJECT_CLASS (tg_import_target_parent_class)->finalize (object);
}

static void
tg_import_target_class_init (TgImportTargetClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tg_import_target_finalize;
}

static void
tg_import_target_init (TgImportTarget *self)
{
}

static const char *
copy (const char *text)
{
  return g_strdup (text != NULL ? text : "");
}

TgImportTarget *
tg_import_target_new (const TgImportTargetFields *fields)
{
  TgImportTarget *self = g_object_new (TG_TYPE_IMPORT_TARGET, NULL);

  self->fields = *fields;
  self->fields.path = copy (fields->path);
  self->fields.label = copy (fields->label);
  return self;
}

const TgImportTargetFields *
tg_import_target_get_fields (TgImportTarget *self)
{
  g_return_val_if_fail (TG_IS_IMPORT_TARGET (self), NULL);

  return &self->fields;
}
