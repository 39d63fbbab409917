/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-mark.h"

/* Marks an exercise: every expected field by its weight, values that must agree between
 * filings, and the way there. Fields and agreements share what the process leaves of the score
 * by their weights. Whole numbers throughout; rounding is down, once, at each score. */

#define FULL 10000

static void
line_free (TgMarkLine *self)
{
  g_free (self->form);
  g_free (self->path);
  g_free (self->expected);
  g_free (self->given);
  g_free (self);
}

void
tg_mark_free (TgMark *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->fields);
  g_ptr_array_unref (self->agreements);
  g_free (self);
}

/* Numbers as numbers, within the tolerance if there is one; all else as text. */
static gboolean
is_equal (const char *expected,
          const char *given,
          const char *tolerance)
{
  TgDecimal a, b, difference, allowed = TG_DECIMAL_ZERO;

  if (g_str_equal (expected, given))
    return TRUE;
  if (!tg_decimal_parse (expected, &a, NULL) || !tg_decimal_parse (given, &b, NULL) ||
      !tg_decimal_subtract (a, b, &difference, NULL))
    return FALSE;
  if (tolerance != NULL && !tg_decimal_parse (tolerance, &allowed, NULL))
    return FALSE;
  return tg_decimal_compare (tg_decimal_abs (difference), allowed) <= 0;
}

static void
add_line (GPtrArray  *lines,
          const char *form,
          const char *path,
          const char *expected,
          const char *given,
          guint       weight)
{
  TgMarkLine *line = g_new0 (TgMarkLine, 1);

  line->form = g_strdup (form);
  line->path = g_strdup (path);
  line->expected = g_strdup (expected);
  line->given = g_strdup (given);
  line->weight = weight;
  g_ptr_array_add (lines, line);
}

/* `key` is "field" or "table/field". */
static void
mark_value (TgMark                 *self,
            const TgExpectedFiling *expected,
            const char             *key,
            const char             *path,
            const char             *wanted,
            const char             *given)
{
  guint weight = expected->weight;
  TgMarkLine *line;

  if (g_hash_table_contains (expected->weights, key))
    weight = GPOINTER_TO_UINT (g_hash_table_lookup (expected->weights, key));
  if (weight == 0)
    return;
  add_line (self->fields, expected->form, path, wanted, given, weight);
  line = self->fields->pdata[self->fields->len - 1];
  line->is_right = is_equal (wanted, given, g_hash_table_lookup (expected->tolerances, key));
}

/* Rows are compared in their order; one that is missing has empty values. */
static void
mark_row (TgMark                 *self,
          const TgExpectedFiling *expected,
          const TgDocument       *given,
          const char             *table,
          guint                   row)
{
  g_autofree char *json =
    tg_document_line_to_json (expected->document, table,
                              tg_document_get_line_id (expected->document, table, row));
  g_autoptr (TgDocument) line = tg_document_new_from_json (json, -1, NULL);
  const char * const *keys = line != NULL ? tg_document_get_keys (line) : NULL;

  for (guint i = 0; keys != NULL && keys[i] != NULL; i++)
    {
      g_autofree char *key = g_strdup_printf ("%s/%s", table, keys[i]);
      g_autofree char *path = g_strdup_printf ("%s/%u/%s", table, row + 1, keys[i]);
      const char *value = given != NULL && row < tg_document_get_n_lines (given, table)
        ? tg_document_get_cell (given, table, row, keys[i]) : "";

      if (keys[i][0] != '_')
        mark_value (self, expected, key, path, tg_document_get (line, keys[i]), value);
    }
}

static void
mark_filing (TgMark                 *self,
             const TgExpectedFiling *expected,
             const TgDocument       *given)
{
  const char * const *keys = tg_document_get_keys (expected->document);
  const char * const *tables;

  for (guint i = 0; keys[i] != NULL; i++)
    if (keys[i][0] != '_')
      mark_value (self, expected, keys[i], keys[i], tg_document_get (expected->document, keys[i]),
                  given != NULL ? tg_document_get (given, keys[i]) : "");
  tables = tg_document_get_tables (expected->document);
  for (guint i = 0; tables[i] != NULL; i++)
    for (guint row = 0; row < tg_document_get_n_lines (expected->document, tables[i]); row++)
      mark_row (self, expected, given, tables[i], row);
}

/* The value of "form:field"; "" where it is not there. */
static const char *
find_value (const TgWork *work,
            const char   *place)
{
  const char *colon = strchr (place, ':');
  g_autofree char *form = g_strndup (place, (gsize) (colon - place));
  const TgDocument *document = g_hash_table_lookup (work->filings, form);

  return document != NULL ? tg_document_get (document, colon + 1) : "";
}

static void
mark_agreement (TgMark            *self,
                const TgWork      *work,
                const TgAgreement *agreement)
{
  const char *left = find_value (work, agreement->left);
  const char *right = find_value (work, agreement->right);
  g_autofree char *path = g_strdup_printf ("%s = %s", agreement->left, agreement->right);
  TgMarkLine *line;

  add_line (self->agreements, "", path, left, right, agreement->weight);
  line = self->agreements->pdata[self->agreements->len - 1];
  line->is_right = *left != '\0' && is_equal (left, right, NULL);
}

/* Weights that were earned and that there are. */
static void
sum_lines (GPtrArray *lines,
           guint64   *earned,
           guint64   *whole)
{
  *earned = *whole = 0;
  for (guint i = 0; i < lines->len; i++)
    {
      const TgMarkLine *line = lines->pdata[i];

      *whole += line->weight;
      *earned += line->is_right ? line->weight : 0;
    }
}

static guint
score_of (guint64 earned,
          guint64 whole)
{
  return whole == 0 ? FULL : (guint) (earned * FULL / whole);
}

static guint
score_process (TgScenario   *scenario,
               const TgWork *work)
{
  guint64 lost = (guint64) work->n_aids * scenario->aid_penalty;
  GHashTableIter iter;
  gpointer attempts;

  if (g_hash_table_size (work->filings) == 0)
    return 0;
  g_hash_table_iter_init (&iter, work->attempts);
  while (g_hash_table_iter_next (&iter, NULL, &attempts))
    {
      guint n_attempts = GPOINTER_TO_UINT (attempts);

      if (n_attempts > scenario->free_attempts)
        lost += (guint64) (n_attempts - scenario->free_attempts) * scenario->attempt_penalty;
    }
  return lost >= 100 ? 0 : (guint) (100 - lost) * (FULL / 100);
}

static void
sum_up (TgMark     *self,
        TgScenario *scenario)
{
  guint64 earned_fields, whole_fields, earned_agreements, whole_agreements;
  guint content;

  sum_lines (self->fields, &earned_fields, &whole_fields);
  sum_lines (self->agreements, &earned_agreements, &whole_agreements);
  self->field_score = score_of (earned_fields, whole_fields);
  self->agreement_score = score_of (earned_agreements, whole_agreements);
  content = score_of (earned_fields + earned_agreements, whole_fields + whole_agreements);
  self->score = (content * (100 - scenario->process_weight) +
                 self->process_score * scenario->process_weight) / 100;
}

TgMark *
tg_mark_new (TgScenario   *scenario,
             const TgWork *work)
{
  TgMark *self = g_new0 (TgMark, 1);

  self->fields = g_ptr_array_new_with_free_func ((GDestroyNotify) line_free);
  self->agreements = g_ptr_array_new_with_free_func ((GDestroyNotify) line_free);
  for (guint i = 0; i < scenario->expected->len; i++)
    {
      const TgExpectedFiling *expected = scenario->expected->pdata[i];

      mark_filing (self, expected, g_hash_table_lookup (work->filings, expected->form));
    }
  for (guint i = 0; i < scenario->agreements->len; i++)
    mark_agreement (self, work, scenario->agreements->pdata[i]);
  self->process_score = score_process (scenario, work);
  sum_up (self, scenario);
  return self;
}
