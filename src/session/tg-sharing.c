/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-sharing.h"

#include <json-glib/json-glib.h>

/* "Registered once, shared with all": the form says which agencies get a block. What an authority
 * gave (read-only fields) is no change of ours and opens nothing again. */

static void
block_free (gpointer data)
{
  TgSharedBlock *block = data;

  g_free (block->key);
  g_free (block);
}

static gboolean
is_apart (const TgField *field)
{
  return field->agencies != NULL || field->agencies_may != NULL;
}

/* A document that is not there has no lines and no values. */
static guint
count_lines (const TgDocument *document,
             const char       *table)
{
  if (document == NULL)
    return 0;
  return table != NULL ? tg_document_get_n_lines (document, table) : 1;
}

static const char *
read_value (const TgDocument *document,
            const char       *table,
            guint             line,
            const char       *key)
{
  if (line >= count_lines (document, table))
    return "";
  return table != NULL ? tg_document_get_cell (document, table, line, key)
         : tg_document_get (document, key);
}

typedef struct
{
  const TgDocument *sent;
  const TgDocument *before;
  gboolean          filled;     /* in either */
  gboolean          differs;
} Comparison;

static void
compare_field (Comparison    *self,
               const char    *table,
               const TgField *field)
{
  guint n_lines = MAX (count_lines (self->sent, table), count_lines (self->before, table));

  for (guint i = 0; i < n_lines; i++)
    {
      const char *now = read_value (self->sent, table, i, field->key);
      const char *then = read_value (self->before, table, i, field->key);

      self->filled = self->filled || now[0] != '\0' || then[0] != '\0';
      self->differs = self->differs || (!field->read_only && g_strcmp0 (now, then) != 0);
    }
}

static void
add_block (GPtrArray         *blocks,
           char              *key,
           const TgText      *title,
           char             **agencies,
           char             **agencies_may,
           const Comparison  *compared)
{
  TgSharedBlock *block;
  g_autofree char *owned = key;

  if (!compared->filled || (agencies == NULL && agencies_may == NULL))
    return;
  block = g_new0 (TgSharedBlock, 1);
  block->key = g_steal_pointer (&owned);
  block->title = title;
  block->agencies = agencies;
  block->agencies_may = agencies_may;
  block->changed = compared->before != NULL && compared->differs;
  g_ptr_array_add (blocks, block);
}

static void
add_section (GPtrArray        *blocks,
             const TgSection  *section,
             const TgDocument *sent,
             const TgDocument *before)
{
  GPtrArray *fields = section->table != NULL ? section->table->fields : section->fields;
  const char *table = section->table != NULL ? section->table->key : NULL;
  g_autoptr (GPtrArray) apart = g_ptr_array_new_with_free_func (block_free);
  Comparison whole = { sent, before, FALSE, FALSE };

  for (guint i = 0; i < fields->len; i++)
    {
      const TgField *field = fields->pdata[i];
      Comparison own = { sent, before, FALSE, FALSE };

      if (!is_apart (field))
        {
          compare_field (&whole, table, field);
          continue;
        }
      compare_field (&own, table, field);
      add_block (apart, table != NULL ? g_strjoin ("/", table, field->key, NULL)
                                      : g_strdup (field->key),
                 field->label, field->agencies, field->agencies_may, &own);
    }
  add_block (blocks, g_strdup (section->key), section->title, section->agencies,
             section->agencies_may, &whole);
  g_ptr_array_extend_and_steal (blocks, g_steal_pointer (&apart));
}

GPtrArray *
tg_sharing_list_blocks (const TgForm     *form,
                        const TgDocument *sent,
                        const TgDocument *before)
{
  GPtrArray *blocks = g_ptr_array_new_with_free_func (block_free);

  g_return_val_if_fail (form != NULL && sent != NULL, blocks);

  for (guint i = 0; i < form->sections->len; i++)
    add_section (blocks, form->sections->pdata[i], sent, before);
  return blocks;
}

static void
add_codes (JsonBuilder  *builder,
           const char   *member,
           char        **codes)
{
  json_builder_set_member_name (builder, member);
  json_builder_begin_array (builder);
  for (guint i = 0; codes != NULL && codes[i] != NULL; i++)
    json_builder_add_string_value (builder, codes[i]);
  json_builder_end_array (builder);
}

char *
tg_sharing_to_json (GPtrArray  *blocks,
                    const char *attempt)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "attempt");
  json_builder_add_string_value (builder, attempt);
  json_builder_set_member_name (builder, "blocks");
  json_builder_begin_array (builder);
  for (guint i = 0; i < blocks->len; i++)
    {
      const TgSharedBlock *block = blocks->pdata[i];

      json_builder_begin_object (builder);
      json_builder_set_member_name (builder, "block");
      json_builder_add_string_value (builder, block->key);
      add_codes (builder, "agencies", block->agencies);
      add_codes (builder, "agencies_may", block->agencies_may);
      json_builder_set_member_name (builder, "changed");
      json_builder_add_boolean_value (builder, block->changed);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  return json_to_string (root, FALSE);
}
