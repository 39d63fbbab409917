/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-checkup.h"

#include <glib/gi18n-lib.h>

/* The words are made once, in the language in force. */
struct _TgCheckup
{
  GObject         parent_instance;
  const char     *id;
  TgCheckupState  state;
  char           *text;
  char           *remedy;
};

G_DEFINE_FINAL_TYPE (TgCheckup, tg_checkup, G_TYPE_OBJECT)

static const struct
{
  const char *id;
  const char *title;
} titles[] = {
  { "key", N_("Key of the documents") },
  { "permissions", N_("Access to the files") },
  { "store", N_("Store") },
  { "backup", N_("Backup") },
  { "old-backups", N_("Older backups") },
  { "window", N_("Single window") },
  { "clock", N_("Clock") },
  { "certificate", N_("Certificate") },
  { "chain", N_("Certificates above it") },
  { "expiry", N_("Validity") },
  { "token", N_("Reader and token") },
  { "pin", N_("PIN") },
};

static void
tg_checkup_finalize (GObject *object)
{
  TgCheckup *self = TG_CHECKUP (object);

  g_free (self->text);
  g_free (self->remedy);
  G_OBJECT_CLASS (tg_checkup_parent_class)->finalize (object);
}

static void
tg_checkup_class_init (TgCheckupClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tg_checkup_finalize;
}

static void
tg_checkup_init (TgCheckup *self)
{
}

TgCheckup *
tg_checkup_new (const char     *id,
                TgCheckupState  state,
                const char     *text,
                const char     *remedy)
{
  TgCheckup *self = g_object_new (TG_TYPE_CHECKUP, NULL);

  self->id = g_intern_string (id);
  self->state = state;
  self->text = g_strdup (text);
  self->remedy = g_strdup (remedy != NULL ? remedy : "");
  return self;
}

const char *
tg_checkup_get_id (TgCheckup *self)
{
  return self->id;
}

TgCheckupState
tg_checkup_get_state (TgCheckup *self)
{
  return self->state;
}

const char *
tg_checkup_get_state_name (TgCheckup *self)
{
  switch (self->state)
    {
    case TG_CHECKUP_NONE:
      return "none";
    case TG_CHECKUP_GOOD:
      return "good";
    case TG_CHECKUP_WARNING:
      return "warning";
    case TG_CHECKUP_BAD:
      return "bad";
    }
  g_return_val_if_reached ("none");
}

const char *
tg_checkup_get_title (TgCheckup *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    if (g_str_equal (titles[i].id, self->id))
      return _(titles[i].title);
  g_return_val_if_reached (self->id);
}

const char *
tg_checkup_get_text (TgCheckup *self)
{
  return self->text;
}

const char *
tg_checkup_get_remedy (TgCheckup *self)
{
  return self->remedy;
}
