/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-stored-row.h"

/* Copying and freeing the values is one loop over the places that the kind names. Owned by the
 * list. */

typedef struct
{
  char     *id;
  gboolean  loaded;
  gpointer  fields;     /* its strings are ours */
} TgStoredRowPrivate;

enum { PROP_0, PROP_ID, PROP_LOADED, N_PROPS };

static GParamSpec *props[N_PROPS];

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (TgStoredRow, tg_stored_row, G_TYPE_OBJECT)

static TgStoredRowPrivate *
get_private (TgStoredRow *self)
{
  return tg_stored_row_get_instance_private (self);
}

/* Without `fields` all is empty. */
static gpointer
copy_fields (TgStoredRow   *self,
             gconstpointer  fields)
{
  const TgStoredRowClass *klass = TG_STORED_ROW_GET_CLASS (self);
  gpointer copy = fields != NULL ? g_memdup2 (fields, klass->size) : g_malloc0 (klass->size);

  for (guint i = 0; i < klass->n_strings; i++)
    {
      char **place = G_STRUCT_MEMBER_P (copy, klass->strings[i]);

      *place = g_strdup (*place == NULL ? "" : *place);
    }
  return copy;
}

static void
free_fields (TgStoredRow *self,
             gpointer     fields)
{
  const TgStoredRowClass *klass = TG_STORED_ROW_GET_CLASS (self);

  for (guint i = 0; i < klass->n_strings; i++)
    g_free (G_STRUCT_MEMBER (char *, fields, klass->strings[i]));
  g_free (fields);
}

static void
tg_stored_row_constructed (GObject *object)
{
  TgStoredRow *self = TG_STORED_ROW (object);

  G_OBJECT_CLASS (tg_stored_row_parent_class)->constructed (object);
  get_private (self)->fields = copy_fields (self, NULL);
}

static void
tg_stored_row_get_property (GObject    *object,
                            guint       property_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  TgStoredRowPrivate *private = get_private (TG_STORED_ROW (object));

  switch (property_id)
    {
    case PROP_ID:
      g_value_set_string (value, private->id);
      break;
    case PROP_LOADED:
      g_value_set_boolean (value, private->loaded);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
      break;
    }
}

static void
tg_stored_row_set_property (GObject      *object,
                            guint         property_id,
                            const GValue *value,
                            GParamSpec   *pspec)
{
  if (property_id == PROP_ID)
    tg_stored_row_set_id (TG_STORED_ROW (object), g_value_get_string (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
}

static void
tg_stored_row_finalize (GObject *object)
{
  TgStoredRowPrivate *private = get_private (TG_STORED_ROW (object));

  g_free (private->id);
  free_fields (TG_STORED_ROW (object), private->fields);
  G_OBJECT_CLASS (tg_stored_row_parent_class)->finalize (object);
}

static void
tg_stored_row_class_init (TgStoredRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->constructed = tg_stored_row_constructed;
  object_class->get_property = tg_stored_row_get_property;
  object_class->set_property = tg_stored_row_set_property;
  object_class->finalize = tg_stored_row_finalize;
  props[PROP_ID] = g_param_spec_string ("id", NULL, NULL, NULL,
                                        G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY |
                                        G_PARAM_STATIC_STRINGS);
  props[PROP_LOADED] = g_param_spec_boolean ("loaded", NULL, NULL, FALSE,
                                             G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
tg_stored_row_init (TgStoredRow *self)
{
}

/* A list that knows the place of a row before its id hands it out without one. */
void
tg_stored_row_set_id (TgStoredRow *self,
                      const char  *id)
{
  TgStoredRowPrivate *private;

  g_return_if_fail (TG_IS_STORED_ROW (self));

  private = get_private (self);
  if (g_strcmp0 (private->id, id) == 0)
    return;
  g_free (private->id);
  private->id = g_strdup (id);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_ID]);
}

void
tg_stored_row_fill (TgStoredRow   *self,
                    gconstpointer  fields)
{
  TgStoredRowPrivate *private;
  gpointer old;

  g_return_if_fail (TG_IS_STORED_ROW (self) && fields != NULL);

  private = get_private (self);
  old = private->fields;
  private->fields = copy_fields (self, fields);
  free_fields (self, old);
  private->loaded = TRUE;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_LOADED]);
}

gboolean
tg_stored_row_is_loaded (TgStoredRow *self)
{
  g_return_val_if_fail (TG_IS_STORED_ROW (self), FALSE);

  return get_private (self)->loaded;
}

const char *
tg_stored_row_get_id (TgStoredRow *self)
{
  g_return_val_if_fail (TG_IS_STORED_ROW (self), "");

  return get_private (self)->id;
}

gconstpointer
tg_stored_row_get_fields (TgStoredRow *self)
{
  g_return_val_if_fail (TG_IS_STORED_ROW (self), NULL);

  return get_private (self)->fields;
}
