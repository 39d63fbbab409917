/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-error.h"
#include "tg-machine.h"
#include "tg-rules.h"
#include "tg-test.h"

/* A small form made in C: header a (text), n (decimal), m (decimal), d (date), and a table rows of
 * k (text), q (decimal). */
static void
add_field (GPtrArray   *fields,
           const char  *key,
           TgFieldKind  kind)
{
  TgField *field = tg_field_new (key, kind);

  field->label = tg_text_new (key, key);
  g_ptr_array_add (fields, field);
}

static TgForm *
make_form (void)
{
  TgForm *form = tg_form_new ();
  TgSection *head = tg_section_new ("head");
  TgSection *lines = tg_section_new ("lines");

  form->id = g_strdup ("test.form");
  form->version = 1;
  form->title = tg_text_new ("表", "Form");
  add_field (head->fields, "a", TG_FIELD_TEXT);
  add_field (head->fields, "n", TG_FIELD_DECIMAL);
  add_field (head->fields, "m", TG_FIELD_DECIMAL);
  add_field (head->fields, "d", TG_FIELD_DATE);
  head->title = tg_text_new ("头", "Head");
  lines->title = tg_text_new ("行", "Lines");
  lines->table = tg_table_new ("rows");
  add_field (lines->table->fields, "k", TG_FIELD_TEXT);
  add_field (lines->table->fields, "q", TG_FIELD_DECIMAL);
  g_ptr_array_add (form->sections, head);
  g_ptr_array_add (form->sections, lines);
  tg_form_index (form);
  return form;
}

static const TgRulesContext context = { .today = "2026-11-23" };

static TgDocument *
make_document (void)
{
  return tg_document_new_from_json (
    "{\"a\":\"0012\",\"n\":\"12.50\",\"d\":\"2026-01-31\",\"rows\":["
    "{\"_line\":\"x\",\"k\":\"A\",\"q\":\"1.5\"},{\"_line\":\"y\",\"k\":\"B\",\"q\":\"2\"},"
    "{\"_line\":\"z\",\"k\":\"A\",\"q\":\"4\"}]}", -1, NULL);
}

static char *
evaluate (TgForm     *form,
          const char *text,
          TgDocument *document,
          const char *table,
          guint       row)
{
  g_autoptr (GHashTable) conditions = g_hash_table_new (NULL, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (TgNode) node = tg_expression_parse (text, form,
                                                 table == NULL ? NULL
                                                : tg_form_find_table (form, table), &error);
  TgMachine machine;
  TgValue value;
  char *result;

  g_assert_no_error (error);
  tg_machine_init (&machine, document, &context, conditions);
  tg_machine_set_row (&machine, table, row);
  value = tg_machine_evaluate (&machine, node);
  result = value.kind == TG_VALUE_UNKNOWN ? g_strdup ("?") : tg_value_dup_text (value);
  tg_machine_clear (&machine);
  return result;
}

/* Expression, its value in the header. */
static const char * const header_cases[][2] = {
  { "1 + 2 * 3", "7" },
  { "(1 + 2) * 3", "9" },
  { "-n + 1", "-11.5" },
  { "n == 12.5", "true" },
  { "a == '12'", "false" },
  { "a == '0012'", "true" },
  { "a == 12", "true" },
  { "m == null", "true" },
  { "m + 1", "" },
  { "m > 0", "false" },
  { "m != 0", "true" },
  { "not (m > 0)", "true" },
  { "n > 'abc'", "?" },
  { "a + 'abc'", "?" },
  { "n / 0", "?" },
  { "n > 0 or a / 0 > 1", "true" },
  { "n < 0 and a / 0 > 1", "false" },
  { "a in ('0011', '0012')", "true" },
  { "a not in ('0011')", "true" },
  { "m in ('')", "false" },
  { "a ~ '[0-9]{4}'", "true" },
  { "a ~ '[0-9]{3}'", "false" },
  { "d + 1 months", "2026-02-28" },
  { "d + 1 day", "2026-02-01" },
  { "d - 1 years", "2025-01-31" },
  { "d <= today()", "true" },
  { "days(d, '2026-02-01')", "1" },
  { "month_end('2024-02-03')", "2024-02-29" },
  { "year(d) + month(d) + day(d)", "2058" },
  { "working_days('2026-11-20', '2026-11-23')", "1" },
  { "working_days('2026-11-23', '2026-11-30')", "5" },
  { "length('保温杯')", "3" },
  { "bytes_gb18030('保温杯a')", "7" },
  { "left('保温杯', 2)", "保温" },
  { "mid('91410100', 3, 4)", "4101" },
  { "right('91410100', 2)", "00" },
  { "concat(a, '-', n)", "0012-12.50" },
  { "contains('a,b', 'b')", "true" },
  { "has('ab,c', 'b')", "false" },
  { "if(n > 1, 'yes', 'no')", "yes" },
  { "min(3, n, 7)", "3" },
  { "max('2026-01-02', d)", "2026-01-31" },
  { "round(2.345, 2)", "2.35" },
  { "round(-2.345, 2)", "-2.35" },
  { "floor(-2.341, 2)", "-2.35" },
  { "div(10, 3, 4)", "3.3333" },
  { "round(n * 13 / 100, 2)", "1.63" },
  { "abs(-5)", "5" },
  { "'it''s'", "it's" },
  { "sum(rows.q)", "7.5" },
  { "sum(rows.q where row.k == 'A')", "5.5" },
  { "sum(rows, row.q * 2)", "15" },
  { "count(rows)", "3" },
  { "count(rows where row.q >= 2)", "2" },
  { "distinct(rows.k)", "2" },
  { "any(rows where row.k == 'C')", "false" },
  { "all(rows where row.q > 1)", "true" },
  { "min(rows.q)", "1.5" },
  { "max(rows.q where row.k == 'Z')", "" },
  { "sum(other.order.goods.qty)", "0" },
  { "other.order.no", "" },
  { "valid('uscc', '91350100M000100Y43')", "true" },
};

static void
test_header (void)
{
  g_autoptr (TgForm) form = make_form ();
  g_autoptr (TgDocument) document = make_document ();

  for (guint i = 0; i < G_N_ELEMENTS (header_cases); i++)
    {
      g_autofree char *value = evaluate (form, header_cases[i][0], document, NULL, 0);

      g_test_message ("%s", header_cases[i][0]);
      g_assert_cmpstr (value, ==, header_cases[i][1]);
    }
}

/* Expression, its value in the third row. */
static const char * const row_cases[][2] = {
  { "q * 2", "8" },
  { "position()", "3" },
  { "previous(k)", "B" },
  { "unique(k)", "false" },
  { "unique(q)", "true" },
  { "head.a", "0012" },
  { "n + q", "16.5" },
  { "sum(rows.q where row.k == k)", "5.5" },
  { "sum(rows.q where row.k == k and row.q > 2)", "4" },
  { "count(rows where row.q < q)", "2" },
  { "count(rows where row.k == k and row.q < q)", "1" },
  { "_line", "z" },
};

static void
test_row (void)
{
  g_autoptr (TgForm) form = make_form ();
  g_autoptr (TgDocument) document = make_document ();

  for (guint i = 0; i < G_N_ELEMENTS (row_cases); i++)
    {
      g_autofree char *value = evaluate (form, row_cases[i][0], document, "rows", 2);

      g_test_message ("%s", row_cases[i][0]);
      g_assert_cmpstr (value, ==, row_cases[i][1]);
    }
}

static void
test_refused (void)
{
  static const char * const cases[] = {
    "", "1 +", "a b", "(1", "missing", "row.q", "q", "rows", "sum(rows)", "sum(rows.z)",
    "length()", "nothing(1)",
    "'open", "a ~ a", "a ~ '('", "a ~ '(?=a)'", "a ~ '(a)\\1'", "position()", "unique(k)",
    "valid('tea', a)", "1 = 2", "a == 1 == 2",
    "((((((((((((((((((((((((((((((((((1))))))))))))))))))))))))))))))))))", "- - 1", "1 $ 2",
  };
  g_autoptr (TgForm) form = make_form ();
  g_autofree char *long_text = g_strnfill (TG_EXPRESSION_MAX_BYTES + 1, '1');

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", cases[i]);
      g_assert_null (tg_expression_parse (cases[i], form, NULL, &error));
      g_assert_error (error, TG_ERROR, TG_ERROR_INVALID);
    }
  g_assert_null (tg_expression_parse (long_text, form, NULL, NULL));
}

/* A pattern that would run for ages on this value is cut off. */
static void
test_bounded (void)
{
  g_autoptr (TgForm) form = make_form ();
  g_autoptr (TgDocument) document = tg_document_new ();
  g_autofree char *many = g_strnfill (60, 'x');
  g_autofree char *value = NULL;
  gint64 start = g_get_monotonic_time ();

  tg_document_set (document, "a", many, NULL);
  value = evaluate (form, "a ~ '(x+x+)+y'", document, NULL, 0);
  g_assert_cmpstr (value, ==, "false");
  g_assert_cmpint (g_get_monotonic_time () - start, <, G_USEC_PER_SEC * tg_test_get_slowness ());
}

static void
set_text (char       **place,
          const char  *text)
{
  g_free (*place);
  *place = g_strdup (text);
}

static TgField *
get_field (TgForm     *form,
           const char *path)
{
  return (TgField *) tg_form_find_field (form, path);
}

static void
test_compute (void)
{
  g_autoptr (TgForm) form = make_form ();
  g_autoptr (TgDocument) document = make_document ();
  g_autoptr (TgRules) rules = NULL;
  g_autoptr (GPtrArray) changed = NULL;
  g_autofree char *automatic = NULL;

  set_text (&get_field (form, "m")->computed, "n * 2");
  get_field (form, "m")->override = TRUE;
  set_text (&get_field (form, "n")->computed, "sum(rows.q)");
  rules = tg_rules_compile (form, NULL);
  g_assert_nonnull (rules);
  g_assert_true (tg_rules_compute (rules, document, &context, &changed));
  g_assert_cmpstr (tg_document_get (document, "n"), ==, "7.5");
  g_assert_cmpstr (tg_document_get (document, "m"), ==, "15");
  g_assert_cmpuint (changed->len, ==, 2);
  g_assert_true (tg_document_set (document, "m", "99", NULL));
  g_assert_true (tg_rules_set_manual (document, "m", TRUE, NULL));
  g_assert_false (tg_rules_compute (rules, document, &context, NULL));
  g_assert_cmpstr (tg_document_get (document, "m"), ==, "99");
  automatic = tg_rules_compute_one (rules, document, &context, "m");
  g_assert_cmpstr (automatic, ==, "15");
  g_assert_true (tg_rules_set_manual (document, "m", FALSE, NULL));
  g_assert_true (tg_rules_compute (rules, document, &context, NULL));
  g_assert_cmpstr (tg_document_get (document, "m"), ==, "15");
}

static void
test_cycle (void)
{
  g_autoptr (TgForm) form = make_form ();
  g_autoptr (GError) error = NULL;

  set_text (&get_field (form, "m")->computed, "n * 2");
  set_text (&get_field (form, "n")->computed, "m / 2");
  g_assert_null (tg_rules_compile (form, &error));
  g_assert_error (error, TG_ERROR, TG_ERROR_INVALID);
}

/* A hidden field keeps its value, reads as empty, is not checked and not sent. */
static void
test_hidden (void)
{
  g_autoptr (TgForm) form = make_form ();
  g_autoptr (TgDocument) document = make_document ();
  g_autoptr (TgDocument) sent = NULL;
  g_autoptr (TgRules) rules = NULL;
  g_autoptr (GPtrArray) issues = NULL;
  g_autoptr (GPtrArray) hidden = NULL;

  set_text (&get_field (form, "n")->visible, "a == 'show'");
  set_text (&get_field (form, "n")->required, "true");
  set_text (&get_field (form, "m")->computed, "if(empty(n), 1, 2)");
  get_field (form, "n")->max_length = 2;
  rules = tg_rules_compile (form, NULL);
  tg_document_set (document, "_manual", "x", NULL);
  tg_rules_compute (rules, document, &context, NULL);
  g_assert_cmpstr (tg_document_get (document, "m"), ==, "1");
  g_assert_false (tg_rules_is_visible (rules, document, &context, "n"));
  issues = tg_rules_check (rules, document, &context);
  g_assert_cmpuint (issues->len, ==, 0);
  hidden = tg_rules_list_hidden_values (rules, document, &context);
  g_assert_cmpuint (hidden->len, ==, 1);
  sent = tg_rules_to_sent (rules, document, &context);
  g_assert_cmpstr (tg_document_get (sent, "n"), ==, "");
  g_assert_cmpstr (tg_document_get (sent, "_manual"), ==, "");
  g_assert_cmpstr (tg_document_get (document, "n"), ==, "12.50");
}

static void
test_check (void)
{
  g_autoptr (TgForm) form = make_form ();
  g_autoptr (TgDocument) document = make_document ();
  g_autoptr (TgRules) rules = NULL;
  g_autoptr (GPtrArray) issues = NULL;
  TgCheck *check = tg_check_new ("R1");
  TgIssue *issue;

  check->scope = g_strdup ("rows");
  check->when = g_strdup ("k == 'A'");
  check->assertion = g_strdup ("q < 4");
  check->at = g_strsplit ("q", ",", 0);
  check->level = TG_LEVEL_WARNING;
  check->message = tg_text_new ("第{=position()}行 {q}", "Row {=position()}: {q}");
  g_ptr_array_add (form->checks, check);
  set_text (&get_field (form, "m")->required, "n > 0");
  rules = tg_rules_compile (form, NULL);
  tg_document_set (document, "rows/y/q", "two", NULL);
  tg_document_set (document, "strange", "1", NULL);
  issues = tg_rules_check (rules, document, &context);
  g_assert_cmpuint (issues->len, ==, 4);
  g_assert_cmpstr (tg_issue_get_id (issues->pdata[0]), ==, "required");
  g_assert_cmpstr (tg_issue_get_path (issues->pdata[1]), ==, "rows/y/q");
  g_assert_cmpstr (tg_issue_get_id (issues->pdata[1]), ==, "number");
  issue = issues->pdata[2];
  g_assert_cmpstr (tg_issue_get_path (issue), ==, "rows/z/q");
  g_assert_cmpstr (tg_issue_get_message (issue), ==, "第3行 4");
  g_assert_cmpstr (tg_text_get_in (tg_issue_get_text (issue), "en"), ==, "Row 3: 4");
  g_assert_cmpint (tg_issue_get_level (issue), ==, TG_LEVEL_WARNING);
  g_assert_cmpstr (tg_issue_get_id (issues->pdata[3]), ==, "unknown");
}

/* Sums by group over 10,000 rows, asked for by every row: linear. */
static void
test_many (void)
{
  g_autoptr (TgForm) form = make_form ();
  g_autoptr (TgDocument) document = tg_document_new ();
  g_autoptr (TgRules) rules = NULL;
  g_autoptr (GPtrArray) issues = NULL;
  TgCheck *check = tg_check_new ("R1");
  gint64 start;

  check->scope = g_strdup ("rows");
  check->assertion =
    g_strdup ("sum(rows.q where row.k == k) == 4 and count(rows where row.k == k) == 2");
  check->message = tg_text_new ("x", "x");
  g_ptr_array_add (form->checks, check);
  rules = tg_rules_compile (form, NULL);
  for (guint i = 0; i < 10000; i++)
    {
      g_autofree char *id = g_strdup_printf ("l%u", i);
      g_autofree char *k = g_strdup_printf ("key%u", i / 2);
      g_autofree char *path_k = tg_path_new ("rows", id, "k");
      g_autofree char *path_q = tg_path_new ("rows", id, "q");

      tg_document_add_line (document, "rows", id, -1, NULL);
      tg_document_set (document, path_k, k, NULL);
      tg_document_set (document, path_q, "2", NULL);
    }
  start = g_get_monotonic_time ();
  issues = tg_rules_check (rules, document, &context);
  g_assert_cmpuint (issues->len, ==, 0);
  g_assert_cmpint (g_get_monotonic_time () - start, <,
                   3 * G_USEC_PER_SEC * tg_test_get_slowness ());
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rules/rules/header", test_header);
  g_test_add_func ("/rules/rules/row", test_row);
  g_test_add_func ("/rules/rules/refused", test_refused);
  g_test_add_func ("/rules/rules/bounded", test_bounded);
  g_test_add_func ("/rules/rules/compute", test_compute);
  g_test_add_func ("/rules/rules/cycle", test_cycle);
  g_test_add_func ("/rules/rules/hidden", test_hidden);
  g_test_add_func ("/rules/rules/check", test_check);
  g_test_add_func ("/rules/rules/many", test_many);
  return g_test_run ();
}
