/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-save.h"

#include <string.h>

#include "tg-text.h"

/* What a save shows of its document: list columns as its form names them, words for search, keys
 * for exact look-up. A value of a sensitive field becomes a key and nothing else. Pure; any
 * thread. */

/* A document of thousands of lines is found in a search by its header and its first lines; by the
 * numbers in them, which tie documents together, by nearly all. */
#define MOST_LINES 100
#define MOST_KEYED_LINES 2000
#define MOST_WORDS (16 * 1024)

static gboolean
is_sensitive (const TgForm *form,
              const char   *path)
{
  const TgField *field = tg_form_find_field (form, path);

  return field != NULL && field->sensitive;
}

/* The value at a list path: a header field, or "table/field" of the first line. */
static char *
dup_listed (const TgForm     *form,
            const TgDocument *document,
            const char       *path)
{
  g_auto (GStrv) parts = NULL;

  if (path == NULL || is_sensitive (form, path))
    return g_strdup ("");

  parts = g_strsplit (path, "/", 2);
  if (parts[0] == NULL || parts[1] == NULL)
    return g_strdup (tg_document_get (document, path));
  if (tg_document_get_n_lines (document, parts[0]) == 0)
    return g_strdup ("");
  return g_strdup (tg_document_get_cell (document, parts[0], 0, parts[1]));
}

/* Lines often name the same: each key once. */
static void
add_key (TgSave     *save,
         const char *kind,
         const char *value,
         GHashTable *seen)
{
  if (g_hash_table_add (seen, g_strjoin ("\n", kind, value, NULL)))
    g_ptr_array_add (save->keys, tg_key_new (kind, value));
}

/* "order_nos" holds several of what "order_no" holds one of. */
static void
add_keys_of_list (TgSave        *save,
                  const TgField *field,
                  const char    *value,
                  GHashTable    *seen)
{
  g_autofree char *kind = g_strndup (field->key, strlen (field->key) - 1);
  g_auto (GStrv) numbers = g_strsplit_set (value, ",; \t\n", -1);

  for (guint i = 0; numbers[i] != NULL; i++)
    if (numbers[i][0] != '\0')
      add_key (save, kind, numbers[i], seen);
}

static void
add_field_keys (TgSave        *save,
                const TgField *field,
                const char    *value,
                GHashTable    *seen)
{
  if (field->sensitive || field->kind == TG_FIELD_NUMBER || g_str_has_suffix (field->key, "_no"))
    add_key (save, field->key, value, seen);
  else if (g_str_has_suffix (field->key, "_nos"))
    add_keys_of_list (save, field, value, seen);
}

static gboolean
has_words (const TgField *field)
{
  switch (field->kind)
    {
    case TG_FIELD_TEXT:
    case TG_FIELD_MULTILINE:
    case TG_FIELD_NUMBER:
      return !field->sensitive;
    case TG_FIELD_CODE:
    case TG_FIELD_MULTI_CODE:
    case TG_FIELD_DATE:
    case TG_FIELD_MONTH:
    case TG_FIELD_TIME:
    case TG_FIELD_DECIMAL:
    case TG_FIELD_INTEGER:
    case TG_FIELD_BOOLEAN:
    case TG_FIELD_FILE:
      return FALSE;
    }

  return FALSE;
}

static void
add_word (GString    *words,
          GHashTable *seen,
          const char *value)
{
  g_autofree char *initials = NULL;

  if (words->len >= MOST_WORDS || !g_hash_table_add (seen, g_strdup (value)))
    return;

  if (words->len > 0)
    g_string_append_c (words, '\n');
  g_string_append (words, value);
  initials = tg_text_initials (value);
  if (initials[0] != '\0' && g_ascii_strcasecmp (initials, value) != 0 && strlen (initials) <= 32)
    g_string_append_printf (words, "\n%s", initials);
}

static void
take_value (TgSave        *save,
            const TgField *field,
            const char    *value,
            GString       *words,      /* nullable: keys alone */
            GHashTable    *seen)
{
  if (value[0] == '\0')
    return;

  add_field_keys (save, field, value, seen);
  if (has_words (field) && words != NULL)
    add_word (words, seen, value);
}

static void
take_table (TgSave        *save,
            const TgTable *table,
            GString       *words,
            GHashTable    *seen)
{
  guint n_lines = MIN (tg_document_get_n_lines (save->document, table->key), MOST_KEYED_LINES);

  for (guint line = 0; line < n_lines; line++)
    for (guint i = 0; i < table->fields->len; i++)
      {
        const TgField *field = g_ptr_array_index (table->fields, i);

        take_value (save, field,
                    tg_document_get_cell (save->document, table->key, line, field->key),
                    line < MOST_LINES ? words : NULL, seen);
      }
}

static void
take_section (TgSave          *save,
              const TgSection *section,
              GString         *words,
              GHashTable      *seen)
{
  for (guint i = 0; i < section->fields->len; i++)
    {
      const TgField *field = g_ptr_array_index (section->fields, i);

      take_value (save, field, tg_document_get (save->document, field->key), words, seen);
    }
  if (section->table != NULL)
    take_table (save, section->table, words, seen);
}

char *
tg_save_dup_usual_kind (const TgForm *form,
                        const char   *column)
{
  return g_strjoin (":", "usual", form->id, column, NULL);
}

/* What goods the lines are of: by these the last documents with the same are found. */
static void
take_usual (TgSave        *save,
            const TgForm  *form,
            GHashTable    *seen)
{
  const TgUsual *usual = form->usual;
  guint n_lines = usual != NULL ? tg_document_get_n_lines (save->document, usual->table) : 0;

  for (guint i = 0; n_lines > 0 && usual->same_by[i] != NULL; i++)
    {
      g_autofree char *kind = tg_save_dup_usual_kind (form, usual->same_by[i]);

      for (guint line = 0; line < MIN (n_lines, MOST_LINES); line++)
        {
          const char *goods = tg_document_get_cell (save->document, usual->table, line,
                                                    usual->same_by[i]);

          if (goods[0] != '\0')
            add_key (save, kind, goods, seen);
        }
    }
}

static void
set_list_columns (TgSave       *self,
                  const TgForm *form)
{
  g_free (self->number);
  g_free (self->summary);
  g_free (self->amount);
  g_free (self->currency);
  g_free (self->date);
  self->number = dup_listed (form, self->document, form->list_number);
  self->summary = dup_listed (form, self->document, form->list_summary);
  self->amount = dup_listed (form, self->document, form->list_amount);
  self->currency = dup_listed (form, self->document, form->list_currency);
  self->date = dup_listed (form, self->document, form->list_date);
}

void
tg_save_set_document (TgSave       *self,
                      const TgForm *form,
                      TgDocument   *document)
{
  g_autoptr (GString) words = g_string_new (NULL);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  g_clear_pointer (&self->document, tg_document_unref);
  self->document = tg_document_ref (document);
  self->family = form->family;
  self->version = form->version;
  set_list_columns (self, form);

  g_clear_pointer (&self->keys, g_ptr_array_unref);
  self->keys = g_ptr_array_new_with_free_func ((GDestroyNotify) tg_key_free);
  for (guint i = 0; i < form->sections->len; i++)
    take_section (self, g_ptr_array_index (form->sections, i), words, seen);
  take_usual (self, form, seen);

  g_free (self->words);
  self->words = g_string_free (g_steal_pointer (&words), FALSE);
}
