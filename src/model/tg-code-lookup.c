/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-code-lookup.h"

#include <string.h>

#include "tg-json.h"

/* TgCodeLookup: the interface through which rules ask for codes, and the row that it answers with.
 * A row is immutable and may be read by any thread. */

struct _TgCodeRow
{
  gatomicrefcount  refs;
  char            *code;
  TgText          *name;
  GHashTable      *extra;      /* nullable */
};

G_DEFINE_INTERFACE (TgCodeLookup, tg_code_lookup, G_TYPE_OBJECT)

static void
tg_code_lookup_default_init (TgCodeLookupInterface *iface)
{
}

TgCodeRow *
tg_code_row_new (const char *code,
                 const char *name_zh,
                 const char *name_en,
                 GHashTable *extra)
{
  TgCodeRow *self = g_new0 (TgCodeRow, 1);

  g_atomic_ref_count_init (&self->refs);
  self->code = g_strdup (code);
  self->name = tg_text_new (name_zh, name_en);
  self->extra = extra;
  return self;
}

TgCodeRow *
tg_code_row_ref (TgCodeRow *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
tg_code_row_unref (TgCodeRow *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  g_clear_pointer (&self->extra, g_hash_table_unref);
  tg_text_unref (self->name);
  g_free (self->code);
  g_free (self);
}

const char *
tg_code_row_get_code (TgCodeRow *self)
{
  g_return_val_if_fail (self != NULL, "");

  return self->code;
}

const char *
tg_code_row_get_name (TgCodeRow *self)
{
  const char *name;

  g_return_val_if_fail (self != NULL, "");

  name = tg_text_get (self->name);
  return name[0] != '\0' ? name : tg_text_get_in (self->name, "zh");
}

const char *
tg_code_row_get_column (TgCodeRow  *self,
                        const char *column)
{
  const char *value = NULL;

  g_return_val_if_fail (self != NULL && column != NULL, "");

  if (strcmp (column, "code") == 0)
    return self->code;
  if (strcmp (column, "name_zh") == 0)
    return tg_text_get_in (self->name, "zh");
  if (strcmp (column, "name_en") == 0)
    return tg_text_get_in (self->name, "en");
  if (self->extra != NULL)
    value = g_hash_table_lookup (self->extra, column);
  return value == NULL ? "" : value;
}

char *
tg_code_row_dup_extra (TgCodeRow *self)
{
  g_autoptr (JsonObject) object = json_object_new ();
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  GHashTableIter iter;
  gpointer name;
  gpointer value;

  g_return_val_if_fail (self != NULL, NULL);

  if (self->extra != NULL)
    {
      g_hash_table_iter_init (&iter, self->extra);
      while (g_hash_table_iter_next (&iter, &name, &value))
        json_object_set_string_member (object, name, value);
    }
  json_node_set_object (node, object);
  return tg_json_to_canonical (node, NULL);
}

TgCodeRow *
tg_code_lookup_find (TgCodeLookup *self,
                     const char   *table,
                     const char   *code,
                     const char   *date)
{
  g_return_val_if_fail (TG_IS_CODE_LOOKUP (self), NULL);

  return TG_CODE_LOOKUP_GET_IFACE (self)->find (self, table, code, date);
}

gboolean
tg_code_lookup_has_table (TgCodeLookup *self,
                          const char   *table)
{
  g_return_val_if_fail (TG_IS_CODE_LOOKUP (self), FALSE);

  return TG_CODE_LOOKUP_GET_IFACE (self)->has_table (self, table);
}
