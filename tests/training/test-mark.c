/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-mark.h"

#define ORDER "{\"no\":\"A1\",\"total\":\"30\",\"goods\":[{\"_line\":\"a\",\"qty\":\"10\"}," \
  "{\"_line\":\"b\",\"qty\":\"5\"}]}"
#define EXERCISE \
  "{\"scenario\":\"x\",\"version\":1,\"title\":{\"zh\":\"a\",\"en\":\"b\"}," \
  "\"story\":{\"zh\":\"a\",\"en\":\"b\"},\"time_limit\":0,\"expected\":[" \
  "{\"form\":\"order\",\"document\":" ORDER ",\"weights\":{\"goods/qty\":3,\"no\":0}," \
  " \"tolerances\":{\"goods/qty\":\"0.5\"}}," \
  "{\"form\":\"list\",\"document\":{\"order\":\"A1\"},\"weight\":2}]," \
  "\"agreements\":[{\"left\":\"order:no\",\"right\":\"list:order\",\"weight\":1}]," \
  "\"process\":{\"weight\":20,\"free_attempts\":2,\"attempt_penalty\":10,\"aid_penalty\":5}}"

typedef struct
{
  const char *order;         /* nullable: not filed */
  const char *list;
  guint       attempts;
  guint       n_aids;
  guint       field_score;
  guint       agreement_score;
  guint       process_score;
  guint       score;
} Case;

/* Fields weigh 1 + 3 + 3 + 2 = 9, the agreement 1; the content counts 80 of 100, the process 20. */
static const Case cases[] = {
  { ORDER, "{\"order\":\"A1\"}", 1, 0, 10000, 10000, 10000, 10000 },
  /* Numbers are equal as numbers, also within the tolerance; unmarked and further fields count
   * nothing. */
  { "{\"no\":\"A1\",\"total\":\"30.00\",\"more\":\"x\",\"goods\":["
    "{\"_line\":\"q\",\"qty\":\"9.5\"},"
    "{\"_line\":\"r\",\"qty\":\"5.5\"}]}", "{\"order\":\"A1\"}", 2, 0, 10000, 10000, 10000, 10000 },
  /* A quantity beyond the tolerance costs 3 of 9, and 3 of 10. */
  { "{\"no\":\"A1\",\"total\":\"30\",\"goods\":[{\"_line\":\"a\",\"qty\":\"9.49\"},"
    "{\"_line\":\"b\",\"qty\":\"5\"}]}", "{\"order\":\"A1\"}", 1, 0, 6666, 10000, 10000, 7600 },
  /* A missing row is wrong in every field. */
  { "{\"no\":\"A1\",\"total\":\"30\",\"goods\":[{\"_line\":\"a\",\"qty\":\"10\"}]}",
    "{\"order\":\"A1\"}", 1, 0, 6666, 10000, 10000, 7600 },
  /* Both wrong in the same way agree, but are not what is expected. */
  { "{\"no\":\"B2\",\"total\":\"30\",\"goods\":[{\"_line\":\"a\",\"qty\":\"10\"},"
    "{\"_line\":\"b\",\"qty\":\"5\"}]}", "{\"order\":\"B2\"}", 1, 0, 7777, 10000, 10000, 8400 },
  /* Text is no number: 1e1 is not 10. */
  { "{\"no\":\"A1\",\"total\":\"3e1\",\"goods\":[{\"_line\":\"a\",\"qty\":\"10\"},"
    "{\"_line\":\"b\",\"qty\":\"5\"}]}", "{\"order\":\"A1\"}", 1, 0, 8888, 10000, 10000, 9200 },
  /* Two attempts too many and one aid: 25 of 100 of the process. */
  { ORDER, "{\"order\":\"A1\"}", 4, 1, 10000, 10000, 7500, 9500 },
  { ORDER, "{\"order\":\"A1\"}", 40, 0, 10000, 10000, 0, 8000 },
  /* Only the order: the list's field is wrong and nothing agrees with nothing. */
  { ORDER, NULL, 1, 0, 7777, 0, 10000, 7600 },
  { NULL, NULL, 0, 0, 0, 0, 0, 0 },
};

static void
add (GHashTable *filings,
     const char *form,
     const char *json)
{
  g_autoptr (GError) error = NULL;

  if (json == NULL)
    return;
  g_hash_table_insert (filings, (gpointer) form, tg_document_new_from_json (json, -1, &error));
  g_assert_no_error (error);
}

static void
test_scores (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TgScenario) scenario = tg_scenario_parse (EXERCISE, -1, "exercise", &error);

  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const Case *one = &cases[i];
      g_autoptr (GHashTable) filings =
        g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) tg_document_unref);
      g_autoptr (GHashTable) attempts = g_hash_table_new (g_str_hash, g_str_equal);
      TgWork work = { filings, attempts, one->n_aids };
      g_autoptr (TgMark) mark = NULL;

      add (filings, "order", one->order);
      add (filings, "list", one->list);
      g_hash_table_insert (attempts, (gpointer) "order", GUINT_TO_POINTER (one->attempts));
      mark = tg_mark_new (scenario, &work);
      g_test_message ("case %u", i);
      g_assert_cmpuint (mark->field_score, ==, one->field_score);
      g_assert_cmpuint (mark->agreement_score, ==, one->agreement_score);
      g_assert_cmpuint (mark->process_score, ==, one->process_score);
      g_assert_cmpuint (mark->score, ==, one->score);
    }
}

static void
test_lines (void)
{
  g_autoptr (TgScenario) scenario = tg_scenario_parse (EXERCISE, -1, "exercise", NULL);
  g_autoptr (GHashTable) filings =
    g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) tg_document_unref);
  g_autoptr (GHashTable) attempts = g_hash_table_new (g_str_hash, g_str_equal);
  TgWork work = { filings, attempts, 0 };
  g_autoptr (TgMark) mark = NULL;
  const TgMarkLine *line;

  add (filings, "order", "{\"total\":\"31\"}");
  mark = tg_mark_new (scenario, &work);
  /* `no` weighs nothing and is not shown. */
  g_assert_cmpuint (mark->fields->len, ==, 4);
  line = mark->fields->pdata[0];
  g_assert_cmpstr (line->path, ==, "total");
  g_assert_cmpstr (line->expected, ==, "30");
  g_assert_cmpstr (line->given, ==, "31");
  g_assert_false (line->is_right);
  line = mark->fields->pdata[2];
  g_assert_cmpstr (line->path, ==, "goods/2/qty");
  g_assert_cmpuint (line->weight, ==, 3);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/training/mark/scores", test_scores);
  g_test_add_func ("/training/mark/lines", test_lines);
  return g_test_run ();
}
