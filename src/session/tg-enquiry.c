/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-enquiry.h"

/* Holds what came, with the columns' names ended by NULL. */

struct _TgEnquiry
{
  GObject        parent_instance;

  TgWireEnquiry *answer;
  char          *offline;
};

G_DEFINE_FINAL_TYPE (TgEnquiry, tg_enquiry, G_TYPE_OBJECT)

static void
tg_enquiry_finalize (GObject *object)
{
  TgEnquiry *self = TG_ENQUIRY (object);

  tg_wire_enquiry_free (self->answer);
  g_free (self->offline);
  G_OBJECT_CLASS (tg_enquiry_parent_class)->finalize (object);
}

static void
tg_enquiry_class_init (TgEnquiryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tg_enquiry_finalize;
}

static void
tg_enquiry_init (TgEnquiry *self)
{
}

TgEnquiry *
tg_enquiry_new (TgWireEnquiry *answer,
                const char    *offline)
{
  TgEnquiry *self = g_object_new (TG_TYPE_ENQUIRY, NULL);

  self->answer = answer;
  self->offline = g_strdup (offline);
  g_ptr_array_add (answer->columns, NULL);
  return self;
}

gint64
tg_enquiry_get_asked_at (TgEnquiry *self)
{
  return self->answer->asked_at;
}

const char *
tg_enquiry_get_offline (TgEnquiry *self)
{
  return self->offline;
}

gboolean
tg_enquiry_has_more (TgEnquiry *self)
{
  return self->answer->more != NULL;
}

const char * const *
tg_enquiry_get_columns (TgEnquiry *self)
{
  return (const char * const *) self->answer->columns->pdata;
}

guint
tg_enquiry_get_n_rows (TgEnquiry *self)
{
  return self->answer->rows->len;
}

const char * const *
tg_enquiry_get_row (TgEnquiry *self,
                    guint      position)
{
  g_return_val_if_fail (position < self->answer->rows->len, NULL);

  return self->answer->rows->pdata[position];
}
