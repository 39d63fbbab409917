/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-merging.h"
#include "tg-saver.h"

/* What makes one document out of another, and what choosing makes of a merge. */

static TgDocument *
parse (const char *json)
{
  g_autoptr (GError) error = NULL;
  TgDocument *document = tg_document_new_from_json (json, -1, &error);

  g_assert_no_error (error);
  return document;
}

static void
apply (TgStep     *step,
       TgDocument *document)
{
  for (guint i = 0; i < step->edits->len; i++)
    {
      g_autoptr (GError) error = NULL;

      tg_edit_apply (step->edits->pdata[i], document, &error);
      g_assert_no_error (error);
    }
}

/* Each pair: the edits between the two, applied to the first, give the second. */
static void
test_edits (void)
{
  static const char * const pairs[][2] = {
    { "{}", "{\"a\":\"1\"}" },
    { "{\"a\":\"1\",\"b\":\"2\"}", "{\"a\":\"3\"}" },
    { "{\"goods\":[{\"_line\":\"l1\",\"qty\":\"1\"}]}",
      "{\"goods\":[{\"_line\":\"l1\",\"qty\":\"2\"}]}" },
    { "{\"goods\":[{\"_line\":\"l1\",\"qty\":\"1\"}]}",
      "{\"goods\":[{\"_line\":\"l1\",\"qty\":\"1\"},{\"_line\":\"l2\",\"qty\":\"5\"}]}" },
    { "{\"goods\":[{\"_line\":\"l1\",\"qty\":\"1\"},{\"_line\":\"l2\",\"qty\":\"5\"},"
      "{\"_line\":\"l3\"}]}",
      "{\"goods\":[{\"_line\":\"l2\",\"qty\":\"6\",\"name\":\"x\"}]}" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      g_autoptr (TgDocument) before = parse (pairs[i][0]);
      g_autoptr (TgDocument) after = parse (pairs[i][1]);
      g_autoptr (TgDocument) made = tg_document_copy (before);
      g_autoptr (GPtrArray) edits = tg_edit_list_between (before, after);
      g_autoptr (GPtrArray) none = tg_edit_list_between (after, after);

      for (guint k = 0; k < edits->len; k++)
        {
          g_autoptr (GError) error = NULL;

          tg_edit_apply (edits->pdata[k], made, &error);
          g_assert_no_error (error);
        }
      g_test_message ("pair %u", i);
      g_assert_true (tg_document_equal (made, after));
      g_assert_cmpuint (edits->len, >, 0);
      g_assert_cmpuint (none->len, ==, 0);
    }
}

/* The journal of a change holds every cell of the lines that were there, and the lines that went:
 * read back, it makes the one out of the other, and backwards the other out of the one. */
static void
test_journal (void)
{
  g_autoptr (TgDocument) before =
    parse ("{\"a\":\"1\",\"lines\":["
           "{\"_line\":\"l1\",\"qty\":\"1\",\"unit\":\"035\",\"goods_name\":\"杯\"},"
           "{\"_line\":\"l2\",\"qty\":\"5\"}]}");
  g_autoptr (TgDocument) after =
    parse ("{\"a\":\"2\",\"lines\":["
           "{\"_line\":\"l1\",\"qty\":\"1\",\"unit\":\"007\",\"origin\":\"142\"}]}");
  g_autoptr (TgDocument) made = tg_document_copy (before);
  g_autoptr (TgSave) save = tg_save_new (TRUE, "subject", "declaration", 1);
  g_autoptr (GPtrArray) steps = NULL;
  g_autoptr (TgStep) reverse = NULL;

  tg_saver_add_changes (save, before, after, "b1", TG_ORIGIN_PERSON);
  steps = tg_saver_read_steps (save->entries);
  g_assert_cmpuint (steps->len, ==, 1);
  apply (steps->pdata[0], made);
  g_assert_true (tg_document_equal (made, after));
  reverse = tg_step_new_reverse (steps->pdata[0], TG_STEP_UNDO, "b2");
  apply (reverse, made);
  g_assert_true (tg_document_equal (made, before));
}

/* Mine where nothing is said; a line that one side removed goes only if that side counts. */
static void
test_choose (void)
{
  g_autoptr (TgDocument) base =
    parse ("{\"a\":\"0\",\"b\":\"0\",\"goods\":[{\"_line\":\"l1\",\"qty\":\"1\"}]}");
  g_autoptr (TgDocument) mine =
    parse ("{\"a\":\"1\",\"b\":\"1\",\"goods\":[{\"_line\":\"l1\",\"qty\":\"2\"}]}");
  g_autoptr (TgDocument) theirs = parse ("{\"a\":\"2\",\"b\":\"2\",\"c\":\"new\",\"goods\":[]}");
  g_autoptr (TgMerge) merge = tg_merge_documents (base, mine, theirs);
  const char *none[] = { NULL };
  const char *some[] = { "b", "goods/l1/_line", NULL };
  g_autoptr (TgDocument) kept = tg_merging_choose (merge, none);
  g_autoptr (TgDocument) taken = tg_merging_choose (merge, some);

  g_assert_cmpuint (merge->conflicts->len, ==, 3);
  g_assert_cmpstr (tg_document_get (kept, "a"), ==, "1");
  g_assert_cmpstr (tg_document_get (kept, "c"), ==, "new");
  g_assert_cmpstr (tg_document_get (kept, "goods/l1/qty"), ==, "2");
  g_assert_cmpstr (tg_document_get (taken, "a"), ==, "1");
  g_assert_cmpstr (tg_document_get (taken, "b"), ==, "2");
  g_assert_cmpuint (tg_document_get_n_lines (taken, "goods"), ==, 0);
}

static TgField *
add_field (TgForm     *form,
           const char *key,
           const char *computed)
{
  TgSection *section = tg_section_new (key);
  TgField *field = tg_field_new (key, TG_FIELD_TEXT);

  field->label = tg_text_new (key, key);
  field->computed = g_strdup (computed);
  section->title = tg_text_new (key, key);
  g_ptr_array_add (section->fields, field);
  g_ptr_array_add (form->sections, section);
  return field;
}

static TgForm *
make_form (void)
{
  TgForm *form = tg_form_new ();

  add_field (form, "note", NULL);
  add_field (form, "given", NULL)->read_only = TRUE;
  add_field (form, "sum", "1");
  add_field (form, "rate", "1")->override = TRUE;
  add_field (form, "price", "1")->override = TRUE;
  add_field (form, "weight", "1")->override = TRUE;
  tg_form_index (form);
  return form;
}

/* Nobody is asked what nobody typed; what one side typed over a formula is typed. */
static void
test_decide (void)
{
  g_autoptr (TgForm) form = make_form ();
  g_autoptr (TgDocument) base = parse ("{\"note\":\"0\",\"given\":\"0\",\"sum\":\"0\"}");
  g_autoptr (TgDocument) mine =
    parse ("{\"note\":\"1\",\"given\":\"1\",\"sum\":\"1\","
           "\"rate\":\"1\",\"price\":\"1\",\"weight\":\"1\","
           "\"_manual\":\"price\"}");
  g_autoptr (TgDocument) theirs =
    parse ("{\"note\":\"2\",\"given\":\"2\",\"sum\":\"2\","
           "\"rate\":\"2\",\"price\":\"2\",\"weight\":\"2\","
           "\"_manual\":\"weight\"}");
  g_autoptr (TgMerge) merge = tg_merge_documents (base, mine, theirs);
  const char *left[] = { "note", "price", "weight" };

  g_assert_cmpuint (merge->conflicts->len, ==, 7);
  g_assert_true (tg_merging_decide (merge, form));
  g_assert_cmpuint (merge->conflicts->len, ==, 3);
  for (guint i = 0; i < 3; i++)
    g_assert_cmpstr (((TgMergeConflict *) merge->conflicts->pdata[i])->path, ==, left[i]);
  g_assert_cmpstr (tg_document_get (merge->document, "given"), ==, "2");
  g_assert_cmpstr (tg_document_get (merge->document, "note"), ==, "1");
  g_assert_cmpstr (tg_document_get (merge->document, "_manual"), ==, "price,weight");
  g_assert_false (tg_merging_decide (merge, form));
}

/* What was sent and is seen in theirs is mine, with its lines; what is not seen never arrived. */
static void
test_sent (void)
{
  static const char line[] = "\"goods\":[{\"_line\":\"l1\",\"qty\":\"1\"}]";
  g_autofree char *sent_json = g_strdup_printf ("{\"a\":\"1\",\"b\":\"1\",%s}", line);
  g_autofree char *theirs_json =
    g_strdup_printf ("{\"a\":\"1\",\"b\":\"2\",\"c\":\"3\",%s}", line);
  g_autoptr (TgDocument) base = parse ("{\"a\":\"0\",\"b\":\"0\"}");
  g_autoptr (TgDocument) sent = parse (sent_json);
  g_autoptr (TgDocument) theirs = parse (theirs_json);
  g_autoptr (TgDocument) mine = parse ("{\"a\":\"9\",\"b\":\"0\",\"goods\":[]}");
  g_autoptr (TgDocument) seen = tg_merging_make_base (base, sent, theirs);
  g_autoptr (TgDocument) lost = tg_merging_make_base (base, sent, base);
  g_autoptr (TgMerge) merge = tg_merge_documents (seen, mine, theirs);

  g_assert_cmpstr (tg_document_get (seen, "a"), ==, "1");
  g_assert_cmpstr (tg_document_get (seen, "b"), ==, "0");
  g_assert_cmpstr (tg_document_get (seen, "goods/l1/qty"), ==, "1");
  g_assert_true (tg_document_equal (lost, base));
  g_assert_cmpuint (merge->conflicts->len, ==, 0);
  g_assert_cmpstr (tg_document_get (merge->document, "a"), ==, "9");
  g_assert_cmpstr (tg_document_get (merge->document, "b"), ==, "2");
  g_assert_cmpuint (tg_document_get_n_lines (merge->document, "goods"), ==, 0);
}

/* Theirs may be older than what was shared: where they differ nothing is common, so that neither
 * side's value goes unasked, in lines as well. */
static void
test_common (void)
{
  g_autoptr (TgDocument) shared =
    parse ("{\"a\":\"1\",\"b\":\"2\",\"c\":\"3\","
           "\"goods\":[{\"_line\":\"l1\",\"qty\":\"1\",\"unit\":\"u\"},"
           "{\"_line\":\"l2\",\"qty\":\"2\"}]}");
  g_autoptr (TgDocument) theirs =
    parse ("{\"a\":\"1\",\"b\":\"0\",\"goods\":[{\"_line\":\"l1\",\"qty\":\"0\",\"unit\":\"u\"},"
           "{\"_line\":\"l3\",\"qty\":\"3\"}]}");
  g_autoptr (TgDocument) common = tg_merging_make_common (shared, theirs);
  g_autoptr (TgMerge) merge = tg_merge_documents (common, shared, theirs);

  g_assert_cmpuint (merge->conflicts->len, ==, 2);
  g_assert_cmpstr (tg_document_get (merge->document, "a"), ==, "1");
  g_assert_cmpstr (tg_document_get (merge->document, "b"), ==, "2");
  g_assert_cmpstr (tg_document_get (merge->document, "c"), ==, "3");
  g_assert_cmpstr (tg_document_get (merge->document, "goods/l1/qty"), ==, "1");
  g_assert_cmpstr (tg_document_get (merge->document, "goods/l1/unit"), ==, "u");
  g_assert_cmpstr (tg_document_get (merge->document, "goods/l2/qty"), ==, "2");
  g_assert_cmpstr (tg_document_get (merge->document, "goods/l3/qty"), ==, "3");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/session/merging/edits", test_edits);
  g_test_add_func ("/session/merging/journal", test_journal);
  g_test_add_func ("/session/merging/choose", test_choose);
  g_test_add_func ("/session/merging/decide", test_decide);
  g_test_add_func ("/session/merging/sent", test_sent);
  g_test_add_func ("/session/merging/common", test_common);
  return g_test_run ();
}
