/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-posting-row.h"

/* TgPostingRow: a row of a list of postings; made with its id alone, its values come with
 * tg_posting_row_fill. Owned by the list, main thread. */

struct _TgPostingRow
{
  GObject          parent_instance;
  char            *id;
  gboolean         loaded;
  TgPostingRowFields fields;     /* its strings are ours */
};

enum { PROP_0, PROP_ID, PROP_LOADED, N_PROPS };

static GParamSpec *props[N_PROPS];

G_DEFINE_TYPE (TgPostingRow, tg_posting_row, G_TYPE_OBJECT)

/* The strings, so that copying and freeing is one loop. */
static const gsize strings[] = {
  G_STRUCT_OFFSET (TgPostingRowFields, date),
  G_STRUCT_OFFSET (TgPostingRowFields, kind),
  G_STRUCT_OFFSET (TgPostingRowFields, amount),
  G_STRUCT_OFFSET (TgPostingRowFields, currency),
  G_STRUCT_OFFSET (TgPostingRowFields, balance),
  G_STRUCT_OFFSET (TgPostingRowFields, counterparty),
  G_STRUCT_OFFSET (TgPostingRowFields, reference),
  G_STRUCT_OFFSET (TgPostingRowFields, source),
  G_STRUCT_OFFSET (TgPostingRowFields, source_title),
  G_STRUCT_OFFSET (TgPostingRowFields, draws),
  G_STRUCT_OFFSET (TgPostingRowFields, quota),
};

static void
own_strings (TgPostingRowFields *fields)
{
  for (guint i = 0; i < G_N_ELEMENTS (strings); i++)
    {
      char **place = G_STRUCT_MEMBER_P (fields, strings[i]);

      *place = g_strdup (*place == NULL ? "" : *place);
    }
}

static void
free_strings (TgPostingRowFields *fields)
{
  for (guint i = 0; i < G_N_ELEMENTS (strings); i++)
    g_clear_pointer ((char **) G_STRUCT_MEMBER_P (fields, strings[i]), g_free);
}

static void
tg_posting_row_get_property (GObject    *object,
                             guint       property_id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  TgPostingRow *self = TG_POSTING_ROW (object);

  switch (property_id)
    {
    case PROP_ID:
      g_value_set_string (value, self->id);
      break;
    case PROP_LOADED:
      g_value_set_boolean (value, self->loaded);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
      break;
    }
}

static void
tg_posting_row_finalize (GObject *object)
{
  TgPostingRow *self = TG_POSTING_ROW (object);

  g_free (self->id);
  free_strings (&self->fields);
  G_OBJECT_CLASS (tg_posting_row_parent_class)->finalize (object);
}

static void
tg_posting_row_class_init (TgPostingRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = tg_posting_row_get_property;
  object_class->finalize = tg_posting_row_finalize;
  props[PROP_ID] = g_param_spec_string ("id", NULL, NULL, NULL,
                                        G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  props[PROP_LOADED] = g_param_spec_boolean ("loaded", NULL, NULL, FALSE,
                                             G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
tg_posting_row_init (TgPostingRow *self)
{
  own_strings (&self->fields);
}

TgPostingRow *
tg_posting_row_new (const char *id)
{
  TgPostingRow *self = g_object_new (TG_TYPE_POSTING_ROW, NULL);

  self->id = g_strdup (id);
  return self;
}

/* A list that knows the place of a row before its id hands it out without one. */
void
tg_posting_row_set_id (TgPostingRow *self,
                       const char   *id)
{
  g_return_if_fail (TG_IS_POSTING_ROW (self));

  if (g_strcmp0 (self->id, id) == 0)
    return;
  g_free (self->id);
  self->id = g_strdup (id);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_ID]);
}

void
tg_posting_row_fill (TgPostingRow             *self,
                     const TgPostingRowFields *fields)
{
  TgPostingRowFields old;

  g_return_if_fail (TG_IS_POSTING_ROW (self));
  g_return_if_fail (fields != NULL);

  old = self->fields;
  self->fields = *fields;
  own_strings (&self->fields);
  free_strings (&old);
  self->loaded = TRUE;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_LOADED]);
}

gboolean
tg_posting_row_is_loaded (TgPostingRow *self)
{
  g_return_val_if_fail (TG_IS_POSTING_ROW (self), FALSE);

  return self->loaded;
}

const char *
tg_posting_row_get_id (TgPostingRow *self)
{
  g_return_val_if_fail (TG_IS_POSTING_ROW (self), "");

  return self->id;
}

const TgPostingRowFields *
tg_posting_row_get_fields (TgPostingRow *self)
{
  g_return_val_if_fail (TG_IS_POSTING_ROW (self), NULL);

  return &self->fields;
}
