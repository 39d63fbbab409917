/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-account-row.h"

/* TgAccountRow: a row of a list of accounts; made with its id alone, its values come with
 * tg_account_row_fill. Owned by the list, main thread. */

struct _TgAccountRow
{
  GObject          parent_instance;
  char            *id;
  gboolean         loaded;
  TgAccountRowFields fields;     /* its strings are ours */
};

enum { PROP_0, PROP_ID, PROP_LOADED, N_PROPS };

static GParamSpec *props[N_PROPS];

G_DEFINE_TYPE (TgAccountRow, tg_account_row, G_TYPE_OBJECT)

/* The strings, so that copying and freeing is one loop. */
static const gsize strings[] = {
  G_STRUCT_OFFSET (TgAccountRowFields, enterprise),
  G_STRUCT_OFFSET (TgAccountRowFields, number),
  G_STRUCT_OFFSET (TgAccountRowFields, currency),
  G_STRUCT_OFFSET (TgAccountRowFields, kind),
  G_STRUCT_OFFSET (TgAccountRowFields, bank),
  G_STRUCT_OFFSET (TgAccountRowFields, balance),
  G_STRUCT_OFFSET (TgAccountRowFields, stated),
  G_STRUCT_OFFSET (TgAccountRowFields, last),
  G_STRUCT_OFFSET (TgAccountRowFields, filing),
};

static void
own_strings (TgAccountRowFields *fields)
{
  for (guint i = 0; i < G_N_ELEMENTS (strings); i++)
    {
      char **place = G_STRUCT_MEMBER_P (fields, strings[i]);

      *place = g_strdup (*place == NULL ? "" : *place);
    }
}

static void
free_strings (TgAccountRowFields *fields)
{
  for (guint i = 0; i < G_N_ELEMENTS (strings); i++)
    g_clear_pointer ((char **) G_STRUCT_MEMBER_P (fields, strings[i]), g_free);
}

static void
tg_account_row_get_property (GObject    *object,
                             guint       property_id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  TgAccountRow *self = TG_ACCOUNT_ROW (object);

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
tg_account_row_finalize (GObject *object)
{
  TgAccountRow *self = TG_ACCOUNT_ROW (object);

  g_free (self->id);
  free_strings (&self->fields);
  G_OBJECT_CLASS (tg_account_row_parent_class)->finalize (object);
}

static void
tg_account_row_class_init (TgAccountRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = tg_account_row_get_property;
  object_class->finalize = tg_account_row_finalize;
  props[PROP_ID] = g_param_spec_string ("id", NULL, NULL, NULL,
                                        G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  props[PROP_LOADED] = g_param_spec_boolean ("loaded", NULL, NULL, FALSE,
                                             G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
tg_account_row_init (TgAccountRow *self)
{
  own_strings (&self->fields);
}

TgAccountRow *
tg_account_row_new (const char *id)
{
  TgAccountRow *self = g_object_new (TG_TYPE_ACCOUNT_ROW, NULL);

  self->id = g_strdup (id);
  return self;
}

/* A list that knows the place of a row before its id hands it out without one. */
void
tg_account_row_set_id (TgAccountRow *self,
                       const char   *id)
{
  g_return_if_fail (TG_IS_ACCOUNT_ROW (self));

  if (g_strcmp0 (self->id, id) == 0)
    return;
  g_free (self->id);
  self->id = g_strdup (id);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_ID]);
}

void
tg_account_row_fill (TgAccountRow             *self,
                     const TgAccountRowFields *fields)
{
  TgAccountRowFields old;

  g_return_if_fail (TG_IS_ACCOUNT_ROW (self));
  g_return_if_fail (fields != NULL);

  old = self->fields;
  self->fields = *fields;
  own_strings (&self->fields);
  free_strings (&old);
  self->loaded = TRUE;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_LOADED]);
}

gboolean
tg_account_row_is_loaded (TgAccountRow *self)
{
  g_return_val_if_fail (TG_IS_ACCOUNT_ROW (self), FALSE);

  return self->loaded;
}

const char *
tg_account_row_get_id (TgAccountRow *self)
{
  g_return_val_if_fail (TG_IS_ACCOUNT_ROW (self), "");

  return self->id;
}

const TgAccountRowFields *
tg_account_row_get_fields (TgAccountRow *self)
{
  g_return_val_if_fail (TG_IS_ACCOUNT_ROW (self), NULL);

  return &self->fields;
}
