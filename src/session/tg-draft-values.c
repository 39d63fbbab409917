/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-draft-private.h"

#include "tg-code-goods.h"
#include "tg-decimal.h"

/* Values of fields: typed, committed, computed, overridden, and how they read. What does not parse
 * is kept as it was typed; that it is not well-formed is an issue, not a refusal. */

#define TYPING_DELAY_MS 500

static const TgField *
find_field (TgDraft    *self,
            const char *path)
{
  return tg_form_find_field (self->form, path);
}

const char *
tg_draft_get_value (TgDraft    *self,
                    const char *path)
{
  g_return_val_if_fail (TG_IS_DRAFT (self), "");

  return tg_document_get (self->document, path);
}

void
tg_draft_forget_typing (TgDraft    *self,
                        const char *path)
{
  if (g_hash_table_remove (self->typing, path) && self->saver != NULL)
    TG_DRAFT_SAVER_GET_IFACE (self->saver)->type (self->saver, self, path, NULL);
}

void
tg_draft_set_value (TgDraft    *self,
                    const char *path,
                    const char *typed)
{
  const TgField *field;
  g_autofree char *value = NULL;

  g_return_if_fail (TG_IS_DRAFT (self));
  g_return_if_fail (path != NULL);

  field = find_field (self, path);
  if (field == NULL || !tg_draft_can_edit (self))
    return;
  value = tg_field_normalise (field, typed != NULL ? typed : "", self->today);
  tg_draft_count_visit (self, path);
  tg_draft_begin (self);
  if (field->computed != NULL && field->override && !tg_draft_is_overridden (self, path) &&
      g_strcmp0 (value, tg_draft_get_value (self, path)) != 0)
    {
      g_autoptr (TgDocument) marked = tg_document_copy (self->document);

      if (tg_rules_set_manual (marked, path, TRUE, NULL))
        tg_draft_do_set (self, "_manual", tg_document_get (marked, "_manual"));
    }
  tg_draft_do_set (self, path, value);
  tg_draft_end (self);
  tg_draft_forget_typing (self, path);
  tg_draft_refresh_issues (self);
}

static gboolean
on_typing (gpointer data)
{
  TgDraft *self = data;
  GHashTableIter iter;
  gpointer path, text;

  self->typing_source = 0;
  g_hash_table_iter_init (&iter, self->typing);
  while (g_hash_table_iter_next (&iter, &path, &text))
    TG_DRAFT_SAVER_GET_IFACE (self->saver)->type (self->saver, self, path, text);
  return G_SOURCE_REMOVE;
}

void
tg_draft_type_value (TgDraft    *self,
                     const char *path,
                     const char *typed)
{
  g_return_if_fail (TG_IS_DRAFT (self));

  if (find_field (self, path) == NULL || !tg_draft_can_edit (self))
    return;
  g_hash_table_insert (self->typing, g_strdup (path), g_strdup (typed));
  if (self->saver != NULL && self->typing_source == 0)
    self->typing_source = g_timeout_add (TYPING_DELAY_MS, on_typing, self);
}

void
tg_draft_leave (TgDraft    *self,
                const char *path)
{
  g_return_if_fail (TG_IS_DRAFT (self));

  tg_draft_count_visit (self, path);
  tg_draft_refresh_issues (self);
}

/* ---- how a value reads ---- */

/* "USD 美元"; "2 · 31%至50%", for a name that begins with a digit would go on with the code; a name
 * that says the code, as "B级" does, alone, and the name of a code that is a word of ours. */
static void
append_code (GString    *shown,
             const char *code,
             const char *name)
{
  gsize length = strlen (code);

  gboolean says_code = g_ascii_isalpha (code[0]) && g_str_has_prefix (name, code) &&
                       name[length] != '\0' && !g_ascii_isalnum (name[length]);

  if (says_code || (g_ascii_islower (code[0]) && name[0] != '\0'))
    g_string_append (shown, name);
  else if (name[0] != '\0')
    g_string_append_printf (shown, "%s%s%s", code, g_ascii_isdigit (name[0]) ? " · " : " ", name);
  else
    g_string_append (shown, code);
}

static char *
dup_code_shown (TgDraft       *self,
                const TgField *field,
                const char    *codes)
{
  TgRulesContext context = tg_draft_get_context (self);
  g_autofree char *date = NULL;
  g_auto (GStrv) parts = NULL;
  GString *shown;

  if (self->codes == NULL || field->list == NULL)
    return g_strdup (codes);
  date = tg_rules_get_date (self->rules, self->document, &context);
  parts = g_strsplit (codes, ",", -1);
  shown = g_string_new (NULL);
  for (guint i = 0; parts[i] != NULL; i++)
    {
      g_autoptr (TgCodeRow) row = tg_code_lookup_find (self->codes, field->list, parts[i], date);

      if (i > 0)
        g_string_append (shown, ", ");
      append_code (shown, parts[i], row != NULL ? tg_code_row_get_name (row) : "");
    }
  return g_string_free (shown, FALSE);
}

/* Where a list is only offered, what is no code of it reads as it was typed. In a row the name of
 * the goods stands beside their code. */
static char *
dup_text_shown (TgDraft       *self,
                const TgField *field,
                const char    *path,
                const char    *text)
{
  gboolean is_named_beside = g_strcmp0 (field->list, TG_CODE_GOODS_TABLE) == 0 &&
                             strchr (path, '/') != NULL;

  if (field->list == NULL || is_named_beside || strchr (text, ',') != NULL)
    return g_strdup (text);
  return dup_code_shown (self, field, text);
}

static char *
dup_number_shown (const TgField *field,
                  const char    *value)
{
  g_autoptr (GString) shown = NULL;
  TgDecimal number;

  if (!tg_decimal_parse (value, &number, NULL))
    return g_strdup (value);
  shown = g_string_new (NULL);
  {
    /* A year is no 2,019. */
    gboolean is_short = field->kind == TG_FIELD_INTEGER && field->digits > 0 && field->digits <= 4;
    g_autofree char *grouped = is_short ? tg_decimal_to_string (number)
                                        : tg_decimal_to_grouped (number, number.scale);

    g_string_append (shown, grouped);
  }
  if (field->unit != NULL && field->unit[0] != '\0')
    g_string_append_printf (shown, " %s", field->unit);
  return g_strdup (shown->str);
}

char *
tg_draft_dup_value_shown (TgDraft    *self,
                          const char *path,
                          const char *value)
{
  const TgField *field;

  g_return_val_if_fail (TG_IS_DRAFT (self), NULL);

  field = find_field (self, path);
  if (field == NULL || value[0] == '\0')
    return g_strdup (value);

  switch (field->kind)
    {
    case TG_FIELD_CODE:
    case TG_FIELD_MULTI_CODE:
      return dup_code_shown (self, field, value);

    case TG_FIELD_DECIMAL:
    case TG_FIELD_INTEGER:
      return dup_number_shown (field, value);

    case TG_FIELD_BOOLEAN:
      return g_strdup (g_str_equal (value, "true") ? "✓" : "✗");

    case TG_FIELD_TEXT:
    case TG_FIELD_NUMBER:
      return dup_text_shown (self, field, path, value);

    case TG_FIELD_MULTILINE:
    case TG_FIELD_DATE:
    case TG_FIELD_MONTH:
    case TG_FIELD_TIME:
    case TG_FIELD_FILE:
      break;
    }
  return g_strdup (value);
}

char *
tg_draft_dup_shown (TgDraft    *self,
                    const char *path)
{
  g_return_val_if_fail (TG_IS_DRAFT (self), NULL);

  return tg_draft_dup_value_shown (self, path, tg_draft_get_value (self, path));
}

/* ---- what holds for a field ---- */

gboolean
tg_draft_is_visible (TgDraft    *self,
                     const char *path)
{
  TgRulesContext context;

  g_return_val_if_fail (TG_IS_DRAFT (self), FALSE);

  context = tg_draft_get_context (self);
  if (strchr (path, '/') == NULL && tg_form_find_field (self->form, path) == NULL)
    return tg_rules_is_section_visible (self->rules, self->document, &context, path);
  return tg_rules_is_visible (self->rules, self->document, &context, path);
}

gboolean
tg_draft_is_required (TgDraft    *self,
                      const char *path)
{
  TgRulesContext context;

  g_return_val_if_fail (TG_IS_DRAFT (self), FALSE);

  context = tg_draft_get_context (self);
  return tg_rules_is_required (self->rules, self->document, &context, path);
}

gboolean
tg_draft_is_overridden (TgDraft    *self,
                        const char *path)
{
  g_return_val_if_fail (TG_IS_DRAFT (self), FALSE);

  return tg_rules_is_manual (self->document, path);
}

char *
tg_draft_dup_automatic (TgDraft    *self,
                        const char *path)
{
  TgRulesContext context;

  g_return_val_if_fail (TG_IS_DRAFT (self), NULL);

  context = tg_draft_get_context (self);
  return tg_rules_compute_one (self->rules, self->document, &context, path);
}

void
tg_draft_reset_automatic (TgDraft    *self,
                          const char *path)
{
  g_autoptr (TgDocument) marked = NULL;
  g_autofree char *automatic = NULL;

  g_return_if_fail (TG_IS_DRAFT (self));

  if (!tg_draft_is_overridden (self, path) || !tg_draft_can_edit (self))
    return;
  marked = tg_document_copy (self->document);
  if (!tg_rules_set_manual (marked, path, FALSE, NULL))
    return;
  automatic = tg_draft_dup_automatic (self, path);
  tg_draft_begin (self);
  tg_draft_do_set (self, "_manual", tg_document_get (marked, "_manual"));
  tg_draft_do_set (self, path, automatic);
  tg_draft_end (self);
}

static void
set_initial (TgDraft    *self,
             const char *path)
{
  TgRulesContext context = tg_draft_get_context (self);
  g_autofree char *value = NULL;

  if (tg_document_get (self->document, path)[0] != '\0')
    return;
  value = tg_rules_get_initial (self->rules, self->document, &context, path);
  if (value != NULL && value[0] != '\0')
    tg_document_set (self->document, path, value, NULL);
}

/* Rows that a person adds get their defaults when they are added; here are only those that came by
 * drawing. */
static void
set_initial_rows (TgDraft       *self,
                  const TgTable *table)
{
  guint n_lines = table != NULL && table->from != NULL
                  ? tg_document_get_n_lines (self->document, table->key) : 0;

  for (guint f = 0; n_lines > 0 && f < table->fields->len; f++)
    {
      const TgField *field = table->fields->pdata[f];

      for (guint i = 0; field->initial != NULL && i < n_lines; i++)
        {
          g_autofree char *path = tg_path_new (table->key,
                                               tg_document_get_line_id (self->document, table->key,
                                                                        i), field->key);

          set_initial (self, path);
        }
    }
}

void
tg_draft_fill_initial (TgDraft  *self,
                       gboolean  is_drawn)
{
  g_return_if_fail (TG_IS_DRAFT (self));

  for (guint i = 0; i < self->form->sections->len; i++)
    {
      const TgSection *section = self->form->sections->pdata[i];

      for (guint f = 0; section->fields != NULL && f < section->fields->len; f++)
        set_initial (self, ((TgField *) section->fields->pdata[f])->key);
    }
  for (guint i = 0; is_drawn && i < self->form->sections->len; i++)
    set_initial_rows (self, ((TgSection *) self->form->sections->pdata[i])->table);
  tg_draft_settle (self);
}
