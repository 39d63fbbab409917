/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-answer.h"
#include "tg-draft-host.h"
#include "tg-form-reader.h"
#include "tg-receipt.h"
#include "tg-share.h"
#include "tg-test.h"

/* The draft in memory: commits, computed fields, lines, undo, and when an issue is said. */

static const char form_json[] =
  "{\"form\":\"test.order\",\"version\":1,\"family\":\"declaration\",\"agency\":\"customs\","
  "\"title\":{\"zh\":\"订单\",\"en\":\"Order\"},\"valid_to\":null,\"for\":[\"enterprise\"],"
  "\"list\":{\"number\":\"order_no\"},"
  "\"sections\":["
  " {\"key\":\"head\",\"title\":{\"zh\":\"头\",\"en\":\"Head\"},"
  "\"agencies\":[\"CUS\",\"TAX\"],\"agencies_may\":[\"STA\"],\"fields\":["
  "  {\"key\":\"order_no\",\"kind\":\"text\",\"label\":{\"zh\":\"编号\",\"en\":\"Number\"},"
  "\"max_length\":8,\"required\":true},"
  "  {\"key\":\"freight\",\"kind\":\"decimal\",\"label\":{\"zh\":\"运费\",\"en\":\"Freight\"},"
  "\"digits\":19,\"decimals\":2,\"agencies\":[\"FX\"]},"
  "  {\"key\":\"note\",\"kind\":\"text\",\"label\":{\"zh\":\"备注\",\"en\":\"Note\"},"
  "\"visible\":\"filled(freight)\"},"
  "  {\"key\":\"total\",\"kind\":\"decimal\",\"label\":{\"zh\":\"合计\",\"en\":\"Total\"},"
  "\"digits\":19,\"decimals\":2,"
  "   \"computed\":\"sum(goods.amount)\",\"override\":true}]},"
  " {\"key\":\"lines\",\"title\":{\"zh\":\"商品\",\"en\":\"Goods\"},\"agencies\":[\"CUS\"],"
  "\"table\":{\"key\":\"goods\",\"min\":1,\"max\":4,\"totals\":[\"amount\"],"
  "  \"fields\":["
  "  {\"key\":\"name\",\"kind\":\"text\",\"label\":{\"zh\":\"品名\",\"en\":\"Name\"},"
  "\"max_length\":10,\"required\":true},"
  "  {\"key\":\"qty\",\"kind\":\"decimal\",\"label\":{\"zh\":\"数量\",\"en\":\"Quantity\"},"
  "\"digits\":19,\"decimals\":2},"
  "  {\"key\":\"price\",\"kind\":\"decimal\",\"label\":{\"zh\":\"单价\",\"en\":\"Price\"},"
  "\"digits\":19,\"decimals\":2},"
  "  {\"key\":\"amount\",\"kind\":\"decimal\",\"label\":{\"zh\":\"金额\",\"en\":\"Amount\"},"
  "\"digits\":19,\"decimals\":2,"
  "   \"computed\":\"round(qty * price, 2)\"},"
  "  {\"key\":\"gift\",\"kind\":\"text\",\"label\":{\"zh\":\"赠品\",\"en\":\"Gift\"},"
  "\"visible\":\"name == 'gift'\"}]}}],"
  "\"checks\":[]}";

typedef struct
{
  TgRules     *rules;
  TgTestClock *clock;
  TgChance    *chance;
  TgDraft     *draft;
} Fixture;

static TgDraft *
new_draft (Fixture    *fixture,
           TgDocument *document)
{
  return tg_draft_new ("01900000-0000-7000-8000-000000000001", fixture->rules, document,
                       TG_CLOCK (fixture->clock), fixture->chance, NULL);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TgForm) form = NULL;
  g_autofree char *same_as = NULL;

  form = tg_form_reader_parse (form_json, -1, "test.order/1/form.json", &same_as, &error);
  g_assert_no_error (error);
  fixture->rules = tg_rules_compile (form, &error);
  g_assert_no_error (error);
  fixture->clock = tg_test_clock_new (NULL);
  fixture->chance = tg_test_new_chance ();
  fixture->draft = new_draft (fixture, NULL);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_clear_object (&fixture->draft);
  g_clear_object (&fixture->clock);
  g_clear_pointer (&fixture->chance, tg_chance_unref);
  g_clear_pointer (&fixture->rules, tg_rules_unref);
}

static guint
check (TgDraft *draft)
{
  GAsyncResult *result = NULL;
  g_autoptr (GError) error = NULL;
  guint n_blocking = 0;

  tg_draft_check_async (draft, NULL, tg_test_keep_result, &result);
  tg_test_wait_result (&result);
  g_assert_true (tg_draft_check_finish (draft, result, &n_blocking, &error));
  g_assert_no_error (error);
  g_object_unref (result);
  return n_blocking;
}

/* Waits for the check that every commit starts, without asking for one as a person does. */
static void
on_issues_changed (TgDraft  *draft,
                   gboolean *flag)
{
  *flag = TRUE;
}

static void
wait_background (TgDraft *draft)
{
  gint64 until = g_get_monotonic_time () + G_USEC_PER_SEC / 5;

  while (g_get_monotonic_time () < until)
    g_main_context_iteration (NULL, FALSE);
}

static char *
cell_path (TgDraft    *draft,
           guint       position,
           const char *field)
{
  return tg_path_new ("goods", tg_draft_get_line_id (draft, "goods", position), field);
}

static void
set_cell (TgDraft    *draft,
          guint       position,
          const char *field,
          const char *typed)
{
  g_autofree char *path = cell_path (draft, position, field);

  tg_draft_set_value (draft, path, typed);
}

static const char *
get_cell (TgDraft    *draft,
          guint       position,
          const char *field)
{
  g_autofree char *path = cell_path (draft, position, field);

  return tg_draft_get_value (draft, path);
}

static void
test_normalise_and_compute (Fixture       *fixture,
                            gconstpointer  data)
{
  TgDraft *draft = fixture->draft;

  tg_draft_set_value (draft, "freight", " １２．５０ ");
  g_assert_cmpstr (tg_draft_get_value (draft, "freight"), ==, "12.5");
  tg_draft_set_value (draft, "freight", "twelve");
  g_assert_cmpstr (tg_draft_get_value (draft, "freight"), ==, "twelve");

  g_assert_nonnull (tg_draft_add_line (draft, "goods", -1));
  set_cell (draft, 0, "qty", "3");
  set_cell (draft, 0, "price", "1.15");
  g_assert_cmpstr (get_cell (draft, 0, "amount"), ==, "3.45");
  g_assert_cmpstr (tg_draft_get_value (draft, "total"), ==, "3.45");
}

static void
test_undo_brings_back_a_line (Fixture       *fixture,
                              gconstpointer  data)
{
  TgDraft *draft = fixture->draft;
  g_autofree char *line = NULL;

  tg_draft_add_line (draft, "goods", -1);
  tg_draft_add_line (draft, "goods", -1);
  set_cell (draft, 0, "name", "杯");
  set_cell (draft, 0, "qty", "2");
  set_cell (draft, 0, "price", "5");
  line = g_strdup (tg_draft_get_line_id (draft, "goods", 0));
  tg_draft_remove_line (draft, "goods", line);
  g_assert_cmpuint (tg_draft_get_n_lines (draft, "goods"), ==, 1);
  g_assert_cmpstr (tg_draft_get_value (draft, "total"), !=, "10");

  tg_draft_undo (draft);
  g_assert_cmpuint (tg_draft_get_n_lines (draft, "goods"), ==, 2);
  g_assert_cmpstr (tg_draft_get_line_id (draft, "goods", 0), ==, line);
  g_assert_cmpstr (get_cell (draft, 0, "name"), ==, "杯");
  g_assert_cmpstr (tg_draft_get_value (draft, "total"), ==, "10");

  tg_draft_redo (draft);
  g_assert_cmpuint (tg_draft_get_n_lines (draft, "goods"), ==, 1);
  g_assert_false (tg_draft_can_redo (draft));
  tg_draft_undo (draft);
  tg_draft_undo (draft);
  g_assert_cmpstr (get_cell (draft, 0, "price"), ==, "");
  tg_draft_set_value (draft, "order_no", "A1");
  g_assert_false (tg_draft_can_redo (draft));
}

static void
test_history_is_rebuilt (Fixture       *fixture,
                         gconstpointer  data)
{
  g_autoptr (GPtrArray) steps = g_ptr_array_new_with_free_func ((GDestroyNotify) tg_step_unref);
  g_autoptr (TgDocument) document = tg_document_new ();
  g_autoptr (TgDraft) later = NULL;
  TgStep *first = tg_step_new (TG_STEP_EDIT, "b1", NULL);
  TgStep *second = tg_step_new (TG_STEP_EDIT, "b2", NULL);
  TgStep *undo;

  g_ptr_array_add (first->edits, tg_edit_new (TG_EDIT_SET, "order_no", "", "A1"));
  g_ptr_array_add (second->edits, tg_edit_new (TG_EDIT_SET, "order_no", "A1", "A2"));
  undo = tg_step_new_reverse (second, TG_STEP_UNDO, "b3");
  g_ptr_array_add (steps, first);
  g_ptr_array_add (steps, second);
  g_ptr_array_add (steps, undo);
  tg_document_set (document, "order_no", "A1", NULL);

  later = new_draft (fixture, document);
  tg_draft_load_history (later, steps);
  g_assert_true (tg_draft_can_redo (later));
  tg_draft_redo (later);
  g_assert_cmpstr (tg_draft_get_value (later, "order_no"), ==, "A2");
  tg_draft_undo (later);
  tg_draft_undo (later);
  g_assert_cmpstr (tg_draft_get_value (later, "order_no"), ==, "");
  g_assert_false (tg_draft_can_undo (later));
  wait_background (later);
}

static void
test_override (Fixture       *fixture,
               gconstpointer  data)
{
  TgDraft *draft = fixture->draft;
  g_autofree char *automatic = NULL;

  tg_draft_add_line (draft, "goods", -1);
  set_cell (draft, 0, "qty", "3");
  set_cell (draft, 0, "price", "2");
  tg_draft_set_value (draft, "total", "7");
  g_assert_true (tg_draft_is_overridden (draft, "total"));
  set_cell (draft, 0, "qty", "4");
  g_assert_cmpstr (tg_draft_get_value (draft, "total"), ==, "7");
  automatic = tg_draft_dup_automatic (draft, "total");
  g_assert_cmpstr (automatic, ==, "8");
  tg_draft_reset_automatic (draft, "total");
  g_assert_false (tg_draft_is_overridden (draft, "total"));
  g_assert_cmpstr (tg_draft_get_value (draft, "total"), ==, "8");
  tg_draft_undo (draft);
  g_assert_true (tg_draft_is_overridden (draft, "total"));
  g_assert_cmpstr (tg_draft_get_value (draft, "total"), ==, "7");
}

static void
test_paste_is_one_step (Fixture       *fixture,
                        gconstpointer  data)
{
  TgDraft *draft = fixture->draft;
  g_autofree char *total = NULL;

  g_assert_cmpuint (tg_draft_paste_block (draft, "goods", 0, "name",
                                          "cup\t2\t5\r\nbag\t1,000\t1.5\r\n"), ==, 2);
  g_assert_cmpuint (tg_draft_get_n_lines (draft, "goods"), ==, 2);
  g_assert_cmpstr (get_cell (draft, 1, "qty"), ==, "1000");
  total = tg_draft_dup_total (draft, "goods", "amount");
  g_assert_cmpstr (total, ==, "1,510");
  tg_draft_undo (draft);
  g_assert_cmpuint (tg_draft_get_n_lines (draft, "goods"), ==, 0);

  g_assert_cmpuint (tg_draft_paste_block (draft, "goods", 0, "name", "a\nb\nc\nd\ne\nf\n"), ==, 4);
  g_assert_cmpuint (tg_draft_get_n_lines (draft, "goods"), ==, 4);
  g_assert_null (tg_draft_add_line (draft, "goods", -1));
  set_cell (draft, 1, "qty", "9");
  tg_draft_fill_down (draft, "goods", 1, "qty");
  g_assert_cmpstr (get_cell (draft, 0, "qty"), ==, "");
  g_assert_cmpstr (get_cell (draft, 3, "qty"), ==, "9");
}

static void
test_when_issues_are_said (Fixture       *fixture,
                           gconstpointer  data)
{
  TgDraft *draft = fixture->draft;
  g_autoptr (GListModel) issues = tg_draft_list_issues (draft);
  gboolean told = FALSE;

  g_signal_connect (draft, "issues-changed", G_CALLBACK (on_issues_changed), &told);
  tg_draft_set_value (draft, "freight", "many");
  wait_background (draft);
  g_assert_true (told);
  g_assert_cmpuint (g_list_model_get_n_items (issues), ==, 0);
  g_assert_nonnull (tg_draft_get_issue (draft, "freight"));
  g_assert_null (tg_draft_get_issue (draft, "order_no"));
  tg_draft_leave (draft, "order_no");
  g_assert_null (tg_draft_get_issue (draft, "order_no"));
  tg_draft_leave (draft, "order_no");
  g_assert_nonnull (tg_draft_get_issue (draft, "order_no"));
  g_assert_cmpint (tg_draft_get_progress (draft, "head"), ==, TG_PROGRESS_PROBLEM);

  g_assert_cmpuint (check (draft), ==, 3);
  g_assert_cmpuint (g_list_model_get_n_items (issues), ==, 3);
  tg_draft_set_value (draft, "order_no", "A1");
  tg_draft_set_value (draft, "freight", "");
  g_assert_cmpuint (check (draft), ==, 1);
  g_assert_null (tg_draft_get_issue (draft, "order_no"));
  g_assert_cmpint (tg_draft_get_progress (draft, "head"), ==, TG_PROGRESS_DONE);
  g_assert_cmpint (tg_draft_get_progress (draft, "lines"), ==, TG_PROGRESS_PROBLEM);
}

/* Before anything was checked a section is not done; then it says how much is missing. */
static void
test_missing (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (TgDocument) document = tg_document_new ();
  g_autoptr (TgDraft) draft = NULL;

  tg_document_set (document, "freight", "12", NULL);
  draft = new_draft (fixture, document);
  g_assert_cmpint (tg_draft_get_progress (draft, "head"), ==, TG_PROGRESS_STARTED);
  g_assert_cmpuint (tg_draft_count_missing (draft, "head"), ==, 0);
  tg_draft_look_over (draft);
  wait_background (draft);
  g_assert_cmpint (tg_draft_get_progress (draft, "head"), ==, TG_PROGRESS_STARTED);
  g_assert_cmpuint (tg_draft_count_missing (draft, "head"), ==, 1);
  g_assert_null (tg_draft_get_issue (draft, "order_no"));
  tg_draft_set_value (draft, "order_no", "A1");
  wait_background (draft);
  g_assert_cmpuint (tg_draft_count_missing (draft, "head"), ==, 0);
  g_assert_cmpint (tg_draft_get_progress (draft, "head"), ==, TG_PROGRESS_DONE);
}

static const char *
get_first_cell (TgDraft    *draft,
                const char *field)
{
  g_autofree char *path = cell_path (draft, 0, field);

  return tg_draft_get_value (draft, path);
}

/* A column with a condition that no line meets is not there, and a block is not pasted into it. */
static void
test_unused_column (Fixture       *fixture,
                    gconstpointer  data)
{
  TgDraft *draft = fixture->draft;
  const char *line;
  g_autofree char *name = NULL;

  g_assert_true (tg_draft_is_column_used (draft, "goods", "gift"));
  line = tg_draft_add_line (draft, "goods", -1);
  name = tg_path_new ("goods", line, "name");
  g_assert_false (tg_draft_is_column_used (draft, "goods", "gift"));
  tg_draft_paste_block (draft, "goods", 0, "price", "2\tyes");
  g_assert_cmpstr (get_first_cell (draft, "price"), ==, "2");
  g_assert_cmpstr (get_first_cell (draft, "gift"), ==, "");
  tg_draft_set_value (draft, name, "gift");
  g_assert_true (tg_draft_is_column_used (draft, "goods", "gift"));
  tg_draft_paste_block (draft, "goods", 0, "price", "3\tyes");
  g_assert_cmpstr (get_first_cell (draft, "price"), ==, "3");
  g_assert_cmpstr (get_first_cell (draft, "gift"), ==, "yes");
}

static TgReceipt *
new_return (const char *pointer)
{
  g_autoptr (GPtrArray) faults = g_ptr_array_new_with_free_func ((GDestroyNotify) tg_fault_free);
  TgReceiptFields fields = {
    .id = "e1", .filing = "f", .submission = "s", .revision = 1, .agency = "customs",
    .status = TG_FILING_RETURNED, .status_text = "returned", .code = "100", .message =
      "退回", .number = "",
    .faults = faults,
  };

  g_ptr_array_add (faults, tg_fault_new (pointer, "-624012", "编号重复"));
  return tg_receipt_new (&fields);
}

static void
test_agency_fault_stays_until_changed (Fixture       *fixture,
                                       gconstpointer  data)
{
  TgDraft *draft = fixture->draft;
  g_autoptr (GPtrArray) receipts = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (TgDocument) sent = NULL;
  g_autofree char *value = NULL;

  tg_draft_set_value (draft, "order_no", "A1");
  tg_draft_add_line (draft, "goods", -1);
  sent = tg_draft_dup_document (draft);
  g_ptr_array_add (receipts, new_return ("/order_no"));
  tg_draft_set_states (draft, TG_FILING_RETURNED, TG_ATTEMPT_RECEIVED);
  tg_draft_set_receipts (draft, receipts, sent);
  g_assert_nonnull (tg_draft_get_issue (draft, "order_no"));
  g_assert_true (tg_issue_is_agency (tg_draft_get_issue (draft, "order_no")));
  g_assert_cmpuint (tg_draft_count_remarks (draft), ==, 1);
  value = tg_draft_dup_sent_value (draft, "order_no");
  g_assert_cmpstr (value, ==, "A1");
  tg_draft_set_value (draft, "order_no", "A2");
  g_assert_null (tg_draft_get_issue (draft, "order_no"));
  tg_draft_check (draft);
  g_assert_cmpuint (tg_draft_count_remarks (draft), ==, 0);
}

static void
test_hidden_values_are_named (Fixture       *fixture,
                              gconstpointer  data)
{
  TgDraft *draft = fixture->draft;
  g_autoptr (GListModel) hidden = NULL;
  g_autoptr (TgAnswer) answer = NULL;

  tg_draft_set_value (draft, "freight", "1");
  tg_draft_set_value (draft, "note", "fragile");
  tg_draft_set_value (draft, "freight", "");
  g_assert_false (tg_draft_is_visible (draft, "note"));
  g_assert_cmpstr (tg_draft_get_value (draft, "note"), ==, "fragile");
  hidden = tg_draft_list_hidden (draft);
  g_assert_cmpuint (g_list_model_get_n_items (hidden), ==, 1);
  answer = g_list_model_get_item (hidden, 0);
  g_assert_cmpstr (tg_answer_get_value (answer), ==, "fragile");
  g_assert_true (tg_answer_is_hidden (answer));
}

static void
assert_share (TgDraft    *draft,
              guint       position,
              const char *agency,
              const char *blocks,
              const char *may,
              const char *changed)
{
  g_autoptr (GListModel) shares = tg_draft_list_shares (draft);
  g_autoptr (TgShare) share = g_list_model_get_item (shares, position);

  g_assert_cmpstr (tg_share_get_agency (share), ==, agency);
  g_assert_cmpstr (tg_share_get_blocks (share), ==, blocks);
  g_assert_cmpstr (tg_share_get_may (share), ==, may);
  g_assert_cmpstr (tg_share_get_changed (share), ==, changed);
}

/* Who gets which block; on an amendment only those are opened again whose block changed. */
static void
test_shares (Fixture       *fixture,
             gconstpointer  data)
{
  TgDraft *draft = fixture->draft;
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  g_autoptr (TgDocument) sent = NULL;
  g_autoptr (GListModel) shares = NULL;

  tg_draft_set_value (draft, "order_no", "A1");
  assert_share (draft, 0, "CUS", "头", "", "");
  tg_draft_set_value (draft, "freight", "5");
  tg_draft_add_line (draft, "goods", -1);
  set_cell (draft, 0, "name", "杯");
  assert_share (draft, 0, "CUS", "头, 商品", "", "");
  assert_share (draft, 1, "TAX", "头", "", "");
  assert_share (draft, 2, "STA", "", "头", "");
  assert_share (draft, 3, "FX", "运费", "", "");

  sent = tg_draft_dup_document (draft);
  tg_draft_set_receipts (draft, none, sent);
  assert_share (draft, 0, "CUS", "头, 商品", "", "");
  set_cell (draft, 0, "name", "壶");
  assert_share (draft, 0, "CUS", "头, 商品", "", "商品");
  assert_share (draft, 1, "TAX", "头", "", "");
  tg_draft_set_value (draft, "freight", "");
  assert_share (draft, 0, "CUS", "头, 商品", "", "商品");
  assert_share (draft, 3, "FX", "运费", "", "运费");
  tg_draft_set_value (draft, "order_no", "A2");
  assert_share (draft, 2, "STA", "", "头", "头");
  shares = tg_draft_list_shares (draft);
  g_assert_cmpuint (g_list_model_get_n_items (shares), ==, 4);
}

static TgRules *
compile_ended (const char *valid_to)
{
  g_autofree char *until = g_strdup_printf ("\"valid_to\":\"%s\",\"ended\":"
                                            "{\"zh\":\"取消\",\"en\":\"gone\"}", valid_to);
  g_autoptr (GString) json = g_string_new (form_json);
  g_autofree char *same_as = NULL;
  g_autoptr (TgForm) form = NULL;

  g_string_replace (json, "\"valid_to\":null", until, 1);
  form = tg_form_reader_parse (json->str, -1, "test.order/1/form.json", &same_as, NULL);
  return tg_rules_compile (form, NULL);
}

static TgIssue *
find_end (Fixture    *fixture,
          const char *valid_to,
          gboolean    is_practice)
{
  g_autoptr (TgRules) rules = compile_ended (valid_to);
  g_autoptr (TgDraft) draft = tg_draft_new ("01900000-0000-7000-8000-000000000002", rules, NULL,
                                            TG_CLOCK (fixture->clock), fixture->chance, NULL);
  g_autoptr (GListModel) issues = NULL;

  tg_draft_set_practice (draft, is_practice);
  check (draft);
  issues = tg_draft_list_issues (draft);
  for (guint i = 0; i < g_list_model_get_n_items (issues); i++)
    {
      g_autoptr (TgIssue) issue = g_list_model_get_item (issues, i);

      if (g_str_equal (tg_issue_get_id (issue), "ended"))
        return g_steal_pointer (&issue);
    }
  return NULL;
}

/* An abolished form blocks where it counts and warns where it is practised. */
static void
test_ended (Fixture       *fixture,
            gconstpointer  data)
{
  g_autofree char *today = tg_clock_dup_today (TG_CLOCK (fixture->clock));
  g_autoptr (TgIssue) real = find_end (fixture, "2022-12-29", FALSE);
  g_autoptr (TgIssue) practice = find_end (fixture, "2022-12-29", TRUE);

  g_assert_cmpint (tg_issue_get_level (real), ==, TG_LEVEL_BLOCKING);
  g_assert_cmpint (tg_issue_get_level (practice), ==, TG_LEVEL_WARNING);
  g_assert_nonnull (strstr (tg_issue_get_message (real), "2022-12-29"));
  g_assert_null (find_end (fixture, today, FALSE));
}

static void
test_sent_is_read_only (Fixture       *fixture,
                        gconstpointer  data)
{
  TgDraft *draft = fixture->draft;

  tg_draft_set_value (draft, "order_no", "A1");
  tg_draft_set_states (draft, TG_FILING_DRAFT, TG_ATTEMPT_SENDING);
  g_assert_false (tg_draft_can_edit (draft));
  tg_draft_set_value (draft, "order_no", "A2");
  tg_draft_undo (draft);
  g_assert_cmpstr (tg_draft_get_value (draft, "order_no"), ==, "A1");
  g_assert_null (tg_draft_add_line (draft, "goods", -1));
}

#define ADD(name, function) \
  g_test_add ("/session/draft/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("normalise-and-compute", test_normalise_and_compute);
  ADD ("undo-brings-back-a-line", test_undo_brings_back_a_line);
  ADD ("history-is-rebuilt", test_history_is_rebuilt);
  ADD ("override", test_override);
  ADD ("paste-is-one-step", test_paste_is_one_step);
  ADD ("when-issues-are-said", test_when_issues_are_said);
  ADD ("agency-fault-stays-until-changed", test_agency_fault_stays_until_changed);
  ADD ("hidden-values-are-named", test_hidden_values_are_named);
  ADD ("missing", test_missing);
  ADD ("unused-column", test_unused_column);
  ADD ("shares", test_shares);
  ADD ("ended", test_ended);
  ADD ("sent-is-read-only", test_sent_is_read_only);
  return g_test_run ();
}
