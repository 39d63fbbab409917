/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-fact-row.h"

/* TgFactRow: a row of a list of facts; made with its id alone, its values come with
 * tg_fact_row_fill. Owned by the list, main thread. */

struct _TgFactRow
{
  GObject          parent_instance;
  char *          id;
  gboolean         loaded;
  TgFactRowFields fields;     /* its strings are ours */
};

enum { PROP_0, PROP_ID, PROP_LOADED, N_PROPS };

static GParamSpec *props[N_PROPS];

G_DEFINE_TYPE (TgFactRow, tg_fact_row, G_TYPE_OBJECT)

/* The strings, so that copying and freeing is one loop. */
static const gsize strings[] = {
  G_STRUCT_OFFSET (TgFactRowFields, type),
  G_STRUCT_OFFSET (TgFactRowFields, enterprise),
  G_STRUCT_OFFSET (TgFactRowFields, number),
  G_STRUCT_OFFSET (TgFactRowFields, summary),
  G_STRUCT_OFFSET (TgFactRowFields, amount),
  G_STRUCT_OFFSET (TgFactRowFields, currency),
  G_STRUCT_OFFSET (TgFactRowFields, title),
  G_STRUCT_OFFSET (TgFactRowFields, date),
};

static void
own_strings (TgFactRowFields *fields)
{
  for (guint i = 0; i < G_N_ELEMENTS (strings); i++)
    {
      char **place = G_STRUCT_MEMBER_P (fields, strings[i]);

      *place = g_strdup (*place == NULL ? "" : *place);
    }
}

static void
free_strings (TgFactRowFields *fields)
{
  for (guint i = 0; i < G_N_ELEMENTS (strings); i++)
    g_clear_pointer ((char **) G_STRUCT_MEMBER_P (fields, strings[i]), g_free);
}

static void
tg_fact_row_get_property (GObject    *object,
                          guint       property_id,
                          GValue     *value,
                          GParamSpec *pspec)
{
  TgFactRow *self = TG_FACT_ROW (object);

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
tg_fact_row_finalize (GObject *object)
{
  TgFactRow *self = TG_FACT_ROW (object);

  g_free (self->id);
  free_strings (&self->fields);
  G_OBJECT_CLASS (tg_fact_row_parent_class)->finalize (object);
}

static void
tg_fact_row_class_init (TgFactRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = tg_fact_row_get_property;
  object_class->finalize = tg_fact_row_finalize;
  props[PROP_ID] = g_param_spec_string ("id", NULL, NULL, NULL,
                                        G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  props[PROP_LOADED] = g_param_spec_boolean ("loaded", NULL, NULL, FALSE,
                                             G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
tg_fact_row_init (TgFactRow *self)
{
  own_strings (&self->fields);
}

TgFactRow *
tg_fact_row_new (const char *id)
{
  TgFactRow *self = g_object_new (TG_TYPE_FACT_ROW, NULL);

  self->id = g_strdup (id);
  return self;
}

/* A list that knows the place of a row before its id hands it out without one. */
void
tg_fact_row_set_id (TgFactRow  *self,
                    const char *id)
{
  g_return_if_fail (TG_IS_FACT_ROW (self));

  if (g_strcmp0 (self->id, id) == 0)
    return;
  g_free (self->id);
  self->id = g_strdup (id);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_ID]);
}

void
tg_fact_row_fill (TgFactRow             *self,
                  const TgFactRowFields *fields)
{
  TgFactRowFields old;

  g_return_if_fail (TG_IS_FACT_ROW (self));
  g_return_if_fail (fields != NULL);

  old = self->fields;
  self->fields = *fields;
  own_strings (&self->fields);
  free_strings (&old);
  self->loaded = TRUE;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_LOADED]);
}

gboolean
tg_fact_row_is_loaded (TgFactRow *self)
{
  g_return_val_if_fail (TG_IS_FACT_ROW (self), FALSE);

  return self->loaded;
}

const char *
tg_fact_row_get_id (TgFactRow *self)
{
  g_return_val_if_fail (TG_IS_FACT_ROW (self), "");

  return self->id;
}

const TgFactRowFields *
tg_fact_row_get_fields (TgFactRow *self)
{
  g_return_val_if_fail (TG_IS_FACT_ROW (self), NULL);

  return &self->fields;
}
