/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-practice-fixture.h"

#include "tg-data-dir.h"
#include "tg-json.h"

#define ORDER "customs.order"
#define LIST "customs.export-list"

/* The agencies against the forms that the program really has: documents are those of the
 * exercise and of the sample company. */

static JsonNode *
read_data (const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_build_filename (tg_data_dir_get (), name, NULL);
  g_autofree char *text = tg_test_read_file (path);
  JsonNode *node = tg_json_parse (text, -1, NULL, &error);

  g_assert_no_error (error);
  return node;
}

/* The document of the first entry for this form in a list of a data file. (transfer full) */
static TgDocument *
read_document (const char *name,
               const char *list,
               const char *form)
{
  g_autoptr (JsonNode) root = read_data (name);
  JsonArray *entries = tg_json_get_array (json_node_get_object (root), list);

  for (guint i = 0; i < json_array_get_length (entries); i++)
    {
      JsonObject *entry = json_array_get_object_element (entries, i);
      g_autofree char *text = NULL;

      if (!g_str_equal (tg_json_get_string (entry, "form", ""), form))
        continue;
      text = tg_json_to_canonical (json_object_get_member (entry, "document"), NULL);
      return tg_document_new_from_json (text, -1, NULL);
    }
  g_assert_not_reached ();
}

static TgDocument *
read_exercise (const char *form)
{
  return read_document ("training/first-export/1/scenario.json", "expected", form);
}

static TgDocument *
read_sample (const char *form)
{
  return read_document ("samples/company/sample.json", "filings", form);
}

static void
file (TgPracticeFixture *fixture,
      const char        *filing,
      const char        *form,
      gint64             base_revision,
      TgDocument        *document)
{
  g_autofree char *id = tg_practice_fixture_new_id (fixture);
  g_autofree char *json = tg_document_to_json (document);
  g_autofree char *item = tg_practice_fixture_item (id, filing, form, base_revision, json);
  g_autoptr (JsonObject) result = tg_practice_fixture_send (fixture, item);

  g_assert_cmpstr (tg_json_get_string (result, "outcome", ""), ==, "received");
}

static void
withdraw (TgPracticeFixture *fixture,
          const char        *filing,
          const char        *form,
          TgDocument        *document)
{
  g_autofree char *id = tg_practice_fixture_new_id (fixture);
  g_autofree char *json = tg_document_to_json (document);
  g_autofree char *item = tg_practice_fixture_withdrawal (id, filing, form, 1, json);
  g_autoptr (JsonObject) result = tg_practice_fixture_send (fixture, item);

  g_assert_cmpstr (tg_json_get_string (result, "outcome", ""), ==, "received");
}

static void
assert_codes (JsonArray  *events,
              const char *filing,
              const char *expected)
{
  g_autofree char *codes = tg_practice_fixture_codes (events, filing);
  g_autoptr (GString) plain = g_string_new (codes);

  /* A manual review comes or does not, as chance has it. */
  g_string_replace (plain, " 300", "", 0);
  g_assert_cmpstr (plain->str, ==, expected);
}

static void
test_export (void)
{
  g_autoptr (TgPracticeFixture) fixture = tg_practice_fixture_new (1);
  g_autofree char *order = tg_practice_fixture_new_id (fixture);
  g_autofree char *list = tg_practice_fixture_new_id (fixture);
  g_autoptr (TgDocument) order_document = read_exercise (ORDER);
  g_autoptr (TgDocument) list_document = read_exercise (LIST);
  g_autoptr (JsonArray) waiting = NULL;
  g_autoptr (JsonArray) events = NULL;
  JsonObject *posting, *receipt;

  tg_practice_fixture_use_forms (fixture);
  file (fixture, list, LIST, 0, list_document);
  waiting = tg_practice_fixture_events (fixture, 60);
  assert_codes (waiting, list, "1 2 2");
  receipt = tg_practice_fixture_find (waiting, "receipt", list);
  g_assert_nonnull (strstr (tg_json_get_string (receipt, "message", ""), "303"));

  file (fixture, order, ORDER, 0, order_document);
  events = tg_practice_fixture_events (fixture, 300);
  assert_codes (events, order, "1 2 120");
  assert_codes (events, list, "1 2 2 120 800 899 792");
  receipt = tg_practice_fixture_find (events, "receipt", list);
  g_assert_cmpstr (tg_json_get_string (receipt, "status", ""), ==, "closed");
  g_assert_cmpstr (tg_json_get_string (receipt, "number", ""), ==, "461220260000000001-1,2");
  g_assert_nonnull (strstr (tg_json_get_string (tg_practice_fixture_find (events, "notice", list),
                                                "body", ""), "461220260000000001"));
  posting = tg_practice_fixture_find (events, "account", NULL);
  g_assert_cmpstr (tg_json_get_string (posting, "kind", ""), ==, "receipt");
  g_assert_cmpstr (tg_json_get_string (posting, "amount", ""), ==, "534.00");
  g_assert_cmpstr (tg_json_get_string (posting, "balance", ""), ==, "534.00");
  g_assert_cmpstr (tg_json_get_string (posting, "reference", ""), ==,
                   tg_document_get (list_document, "order_no"));
}

static void
test_returned (void)
{
  g_autoptr (TgPracticeFixture) fixture = tg_practice_fixture_new (0);
  g_autofree char *order = tg_practice_fixture_new_id (fixture);
  g_autofree char *list = tg_practice_fixture_new_id (fixture);
  g_autoptr (TgDocument) order_document = read_exercise (ORDER);
  g_autoptr (TgDocument) list_document = read_exercise (LIST);
  g_autoptr (TgDocument) wrong = tg_document_copy (list_document);
  g_autoptr (JsonArray) returned = NULL;
  g_autoptr (JsonArray) events = NULL;
  g_autofree char *path =
    tg_path_new ("goods", tg_document_get_line_id (wrong, "goods", 1), "unit1");
  JsonObject *receipt, *fault;

  tg_practice_fixture_use_forms (fixture);
  /* Lunch boxes are counted in kilograms by the tariff. */
  g_assert_true (tg_document_set (wrong, path, "011", NULL));
  file (fixture, order, ORDER, 0, order_document);
  file (fixture, list, LIST, 0, wrong);
  returned = tg_practice_fixture_events (fixture, 1);
  receipt = tg_practice_fixture_find (returned, "receipt", list);
  g_assert_cmpstr (tg_json_get_string (receipt, "code", ""), ==, "100");
  g_assert_cmpstr (tg_json_get_string (receipt, "status", ""), ==, "returned");
  fault = json_array_get_object_element (tg_json_get_array (receipt, "errors"), 0);
  g_assert_true (g_str_has_prefix (tg_json_get_string (fault, "pointer", ""), "/goods/1/"));

  file (fixture, list, LIST, 1, list_document);
  events = tg_practice_fixture_events (fixture, 1);
  receipt = tg_practice_fixture_find (events, "receipt", list);
  g_assert_cmpstr (tg_json_get_string (receipt, "code", ""), ==, "792");
  g_assert_cmpint (tg_json_get_int (receipt, "revision", 0), ==, 2);

  /* What is closed can no longer be changed, and stays closed. */
  file (fixture, list, LIST, 2, wrong);
  json_array_unref (events);
  events = tg_practice_fixture_events (fixture, 1);
  receipt = tg_practice_fixture_find (events, "receipt", list);
  g_assert_cmpstr (tg_json_get_string (receipt, "status", ""), ==, "refused");
  {
    g_autoptr (TgPracticeAnswer) answer =
      tg_practice_fixture_request (fixture, "GET", "/v1/filings?limit=1&cursor=", fixture->token,
                                   NULL);
    g_autoptr (TgPracticeAnswer) all =
      tg_practice_fixture_request (fixture, "GET", "/v1/filings", fixture->token, NULL);
    JsonArray *filings = tg_json_get_array (tg_practice_answer_get (all), "filings");

    g_assert_cmpuint (answer->status, ==, 410);
    g_assert_cmpstr (tg_json_get_string (json_array_get_object_element (filings, 1), "status", ""),
                     ==, "closed");
  }
}

static void
test_script (void)
{
  g_autoptr (TgPracticeFixture) fixture = tg_practice_fixture_new (1);
  g_autofree char *path = g_build_filename (tg_data_dir_get (), "training", "first-export", "1",
                                            "scenario.json", NULL);
  g_autofree char *list = tg_practice_fixture_new_id (fixture);
  g_autoptr (TgDocument) document = read_exercise (LIST);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonArray) first = NULL;
  g_autoptr (JsonArray) second = NULL;

  fixture->scenario = tg_scenario_load (path, &error);
  g_assert_no_error (error);
  tg_practice_fixture_use_forms (fixture);
  file (fixture, list, LIST, 0, document);
  first = tg_practice_fixture_events (fixture, 4);
  assert_codes (first, list, "1");
  json_array_unref (first);
  first = tg_practice_fixture_events (fixture, 60);
  assert_codes (first, list, "1 2 100");
  file (fixture, list, LIST, 1, document);
  second = tg_practice_fixture_events (fixture, 60);
  assert_codes (second, list, "1 2 100 1 2 120 800 899 792");
}

typedef struct
{
  const char *form;
  const char *codes;
  const char *status;
  const char *event;       /* nullable: a further event that must come */
} Case;

static const Case cases[] = {
  { "registration.enterprise", "00 01 02", "accepted", "enterprise" },
  { "tax.trader-refund", "sent accepted reviewing approved ordered paid", "paid", NULL },
  { "forex.personal-account", "10 20 30", "accepted", "account" },
  { "forex.receipt", "10 20 30", "accepted", NULL },
};

static void
test_families (void)
{
  g_autoptr (TgPracticeFixture) fixture = tg_practice_fixture_new (1);

  tg_practice_fixture_use_forms (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *filing = tg_practice_fixture_new_id (fixture);
      g_autoptr (TgDocument) document = read_sample (cases[i].form);
      g_autoptr (JsonArray) events = NULL;
      JsonObject *receipt;

      g_test_message ("%s", cases[i].form);
      file (fixture, filing, cases[i].form, 0, document);
      events = tg_practice_fixture_events (fixture, 60);
      assert_codes (events, filing, cases[i].codes);
      receipt = tg_practice_fixture_find (events, "receipt", filing);
      g_assert_cmpstr (tg_json_get_string (receipt, "status", ""), ==, cases[i].status);
      g_assert_cmpstr (tg_json_get_string (receipt, "number", ""), !=, "");
      if (cases[i].event != NULL)
        g_assert_nonnull (tg_practice_fixture_find (events, cases[i].event, NULL));
    }
}

/* What was reported of money that came in is deleted again; an account that is open stays so. */
static void
test_withdrawn (void)
{
  static const struct { const char *form; const char *codes; const char *status; } rows[] = {
    { "forex.receipt", "10 20 30 60", "withdrawn" },
    { "forex.personal-account", "10 20 30 50", "refused" },
  };
  g_autoptr (TgPracticeFixture) fixture = tg_practice_fixture_new (1);

  tg_practice_fixture_use_forms (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *filing = tg_practice_fixture_new_id (fixture);
      g_autoptr (TgDocument) document = read_sample (rows[i].form);
      g_autoptr (JsonArray) accepted = NULL;
      g_autoptr (JsonArray) events = NULL;
      JsonObject *receipt;

      g_test_message ("%s", rows[i].form);
      file (fixture, filing, rows[i].form, 0, document);
      accepted = tg_practice_fixture_events (fixture, 60);
      withdraw (fixture, filing, rows[i].form, document);
      events = tg_practice_fixture_events (fixture, 60);
      assert_codes (events, filing, rows[i].codes);
      receipt = tg_practice_fixture_find (events, "receipt", filing);
      g_assert_cmpstr (tg_json_get_string (receipt, "status", ""), ==, rows[i].status);
    }
}

static TgDocument *
read_right_case (const char *form)
{
  g_autofree char *name = g_strdup_printf ("forms/%s/1/cases/right.json", form);
  g_autoptr (JsonNode) root = read_data (name);
  JsonObject *entry = json_node_get_object (root);
  g_autofree char *text = tg_json_to_canonical (json_object_get_member (entry, "document"), NULL);

  return tg_document_new_from_json (text, -1, NULL);
}

/* What the bank did for a filing: "kind amount balance" of each posting with its number. */
static char *
describe_postings (JsonArray  *events,
                   const char *reference)
{
  GString *all = g_string_new ("");

  for (guint i = 0; i < json_array_get_length (events); i++)
    {
      JsonObject *event = json_array_get_object_element (events, i);
      JsonObject *data = json_object_get_object_member (event, "data");

      if (!g_str_equal (tg_json_get_string (event, "type", ""), "account") ||
          !g_str_equal (tg_json_get_string (data, "reference", ""), reference))
        continue;
      g_string_append_printf (all, "%s%s %s %s", all->len > 0 ? "; " : "",
                              tg_json_get_string (data, "kind", ""),
                              tg_json_get_string (data, "amount", ""),
                              tg_json_get_string (data, "balance", "-"));
    }
  return g_string_free (all, FALSE);
}

static char *
order_bank (TgPracticeFixture *fixture,
            const char        *form,
            TgDocument        *document)
{
  g_autofree char *filing = tg_practice_fixture_new_id (fixture);
  g_autoptr (JsonArray) events = NULL;

  file (fixture, filing, form, 0, document);
  events = tg_practice_fixture_events (fixture, 60);
  assert_codes (events, filing, "10 20 30");
  return describe_postings (events, tg_document_get (document, "apply_no"));
}

/* A remittance and a settlement are carried out; of an account of its own the bank tells the
 * balance, and it lends nothing. */
static void
test_booked (void)
{
  g_autoptr (TgPracticeFixture) fixture = tg_practice_fixture_new (1);
  g_autoptr (TgDocument) remittance = read_right_case ("forex.remittance");
  g_autoptr (TgDocument) settlement = read_right_case ("forex.settlement");
  g_autofree char *list = tg_practice_fixture_new_id (fixture);
  g_autofree char *order = tg_practice_fixture_new_id (fixture);
  g_autoptr (TgDocument) order_document = read_exercise (ORDER);
  g_autoptr (TgDocument) list_document = read_exercise (LIST);
  g_autoptr (JsonArray) events = NULL;
  g_autofree char *elsewhere = NULL;
  g_autofree char *too_much = NULL;
  g_autofree char *own = NULL;
  JsonObject *paid;

  tg_practice_fixture_use_forms (fixture);
  tg_document_set (remittance, "apply_date", "2026-11-20", NULL);
  tg_document_set (remittance, "rpt_date", "2026-11-20", NULL);
  tg_document_set (remittance, "tx_amt", "12345", NULL);
  tg_document_set (remittance, "tc1_amt", "12345", NULL);
  tg_document_set (settlement, "apply_date", "2026-11-20", NULL);
  tg_document_set (settlement, "cny", "69524.38", NULL);
  elsewhere = order_bank (fixture, "forex.remittance", remittance);
  g_assert_cmpstr (elsewhere, ==, "payment 12000 -");

  file (fixture, order, ORDER, 0, order_document);
  file (fixture, list, LIST, 0, list_document);
  events = tg_practice_fixture_events (fixture, 300);
  paid = tg_practice_fixture_find (events, "account", NULL);
  g_assert_cmpstr (tg_json_get_string (paid, "balance", ""), ==, "534.00");
  tg_document_set (settlement, "from_acct", tg_json_get_string (paid, "account", ""), NULL);
  tg_document_set (settlement, "ccy", tg_json_get_string (paid, "currency", ""), NULL);
  too_much = order_bank (fixture, "forex.settlement", settlement);
  g_assert_cmpstr (too_much, ==, "");
  tg_document_set (settlement, "apply_no", "JH-OWN", NULL);
  tg_document_set (settlement, "amount", "500", NULL);
  tg_document_set (settlement, "cny", "3561.7", NULL);
  own = order_bank (fixture, "forex.settlement", settlement);
  g_assert_cmpstr (own, ==, "settlement 500 34.00; settled 3561.7 -");
}

/* Other services have the course of a registration, the other forex forms that of a receipt. */
static void
test_right_cases (void)
{
  static const char * const right[][2] = {
    { "service.data-consent", "00 01 02" },
    { "forex.payout", "10 20 30" },
  };
  g_autoptr (TgPracticeFixture) fixture = tg_practice_fixture_new (1);

  tg_practice_fixture_use_forms (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (right); i++)
    {
      g_autofree char *filing = tg_practice_fixture_new_id (fixture);
      g_autoptr (TgDocument) document = read_right_case (right[i][0]);
      g_autoptr (JsonArray) events = NULL;

      file (fixture, filing, right[i][0], 0, document);
      events = tg_practice_fixture_events (fixture, 60);
      assert_codes (events, filing, right[i][1]);
    }
}

/* Every agency names the field that it finds fault with. */
static void
test_faults (void)
{
  static const struct
  {
    const char *form;
    const char *path;
    const char *value;
    const char *code;
  } wrong[] = {
    { "registration.enterprise", "uscc", "91410100MA0000015X", "03" },
    { "tax.trader-refund", "claim_date", "yesterday", "query" },
    { "forex.personal-account", "ccy", "", "40" },
  };
  g_autoptr (TgPracticeFixture) fixture = tg_practice_fixture_new (0);

  tg_practice_fixture_use_forms (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autofree char *filing = tg_practice_fixture_new_id (fixture);
      g_autofree char *pointer = g_strconcat ("/", wrong[i].path, NULL);
      g_autoptr (TgDocument) document = read_sample (wrong[i].form);
      g_autoptr (JsonArray) events = NULL;
      JsonObject *receipt;
      JsonArray *faults;
      gboolean is_named = FALSE;

      g_test_message ("%s", wrong[i].form);
      g_assert_true (tg_document_set (document, wrong[i].path, wrong[i].value, NULL));
      file (fixture, filing, wrong[i].form, 0, document);
      events = tg_practice_fixture_events (fixture, 1);
      receipt = tg_practice_fixture_find (events, "receipt", filing);
      g_assert_cmpstr (tg_json_get_string (receipt, "code", ""), ==, wrong[i].code);
      faults = tg_json_get_array (receipt, "errors");
      for (guint j = 0; j < json_array_get_length (faults); j++)
        is_named |= g_str_equal (tg_json_get_string (json_array_get_object_element (faults, j),
                                                     "pointer", ""), pointer);
      g_assert_true (is_named);
    }
}

/* The tax office names its rule and the cell of the row. */
static void
test_query (void)
{
  g_autoptr (TgPracticeFixture) fixture = tg_practice_fixture_new (0);
  g_autofree char *filing = tg_practice_fixture_new_id (fixture);
  g_autoptr (TgDocument) document = read_sample ("tax.trader-refund");
  g_autoptr (JsonArray) returned = NULL;
  g_autoptr (JsonArray) events = NULL;
  g_autofree char *path =
    tg_path_new ("purchases", tg_document_get_line_id (document, "purchases", 0), "link_no");
  g_autofree char *right = g_strdup (tg_document_get (document, path));
  gboolean is_named = FALSE;
  JsonObject *receipt;
  JsonArray *faults;

  tg_practice_fixture_use_forms (fixture);
  g_assert_true (tg_document_set (document, path, "20261100100000009", NULL));
  file (fixture, filing, "tax.trader-refund", 0, document);
  returned = tg_practice_fixture_events (fixture, 1);
  assert_codes (returned, filing, "sent accepted query");
  receipt = tg_practice_fixture_find (returned, "receipt", filing);
  g_assert_cmpstr (tg_json_get_string (receipt, "status", ""), ==, "returned");
  faults = tg_json_get_array (receipt, "errors");
  for (guint i = 0; i < json_array_get_length (faults); i++)
    {
      JsonObject *fault = json_array_get_object_element (faults, i);

      is_named |= g_str_has_prefix (tg_json_get_string (fault, "code", ""), "E13") &&
                  g_str_equal (tg_json_get_string (fault, "pointer", ""), "/purchases/0/link_no");
    }
  g_assert_true (is_named);

  g_assert_true (tg_document_set (document, path, right, NULL));
  file (fixture, filing, "tax.trader-refund", 1, document);
  events = tg_practice_fixture_events (fixture, 1);
  receipt = tg_practice_fixture_find (events, "receipt", filing);
  g_assert_cmpstr (tg_json_get_string (receipt, "status", ""), ==, "paid");
}

/* The registers, abolished ones too, with the documents that their forms' own cases pass. */
static void
test_registers (void)
{
  static const struct { const char *form; const char *codes; const char *number; } forms[] = {
    { "registration.goods", "00 01 02", "BA2026" },
    { "registration.seller", "00 01 02", "BA2026" },
    { "registration.declaring-unit", "00 01 02", "BA2026" },
    { "registration.e-commerce-enterprise", "00 01 02", "BA2026" },
    { "registration.export-refund", "00 01 02", "BA2026" },
    { "registration.origin-applicant", "00 01 02", "BA2026" },
    { "registration.foreign-trade-operator", "00 01 02", "BA2026" },
    { "forex.directory", "10 20 30", "ML2026" },
  };
  g_autoptr (TgPracticeFixture) fixture = tg_practice_fixture_new (0);

  tg_practice_fixture_use_forms (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      g_autofree char *name = g_strdup_printf ("forms/%s/1/cases/right.json", forms[i].form);
      g_autoptr (JsonNode) root = read_data (name);
      g_autofree char *text = tg_json_to_canonical (
        json_object_get_member (json_node_get_object (root), "document"), NULL);
      g_autoptr (TgDocument) document = tg_document_new_from_json (text, -1, NULL);
      g_autofree char *filing = tg_practice_fixture_new_id (fixture);
      g_autoptr (JsonArray) events = NULL;
      JsonObject *receipt;

      g_test_message ("%s", forms[i].form);
      file (fixture, filing, forms[i].form, 0, document);
      events = tg_practice_fixture_events (fixture, 1);
      assert_codes (events, filing, forms[i].codes);
      receipt = tg_practice_fixture_find (events, "receipt", filing);
      g_assert_true (g_str_has_prefix (tg_json_get_string (receipt, "number", ""),
                                       forms[i].number));
    }
}

static void
test_unknown_form (void)
{
  g_autoptr (TgPracticeFixture) fixture = tg_practice_fixture_new (0);
  g_autofree char *id = tg_practice_fixture_new_id (fixture);
  g_autofree char *item = tg_practice_fixture_item (id, id, "customs.nothing", 0, "{}");
  g_autoptr (JsonObject) result = NULL;

  tg_practice_fixture_use_forms (fixture);
  result = tg_practice_fixture_send (fixture, item);
  g_assert_cmpstr (tg_json_get_string (tg_json_get_object (result, "problem"), "type", ""), ==,
                   "urn:single-window:problem:invalid");
}

/* Ended after every few seconds, the window comes to the same end. */
static void
test_restarts (void)
{
  g_autoptr (TgPracticeFixture) fixture = tg_practice_fixture_new (1);
  g_autofree char *order = tg_practice_fixture_new_id (fixture);
  g_autofree char *list = tg_practice_fixture_new_id (fixture);
  g_autoptr (TgDocument) order_document = read_exercise (ORDER);
  g_autoptr (TgDocument) list_document = read_exercise (LIST);
  g_autoptr (JsonArray) events = NULL;
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);

  tg_practice_fixture_use_forms (fixture);
  file (fixture, order, ORDER, 0, order_document);
  file (fixture, list, LIST, 0, list_document);
  for (int i = 0; i < 60; i++)
    {
      g_clear_pointer (&events, json_array_unref);
      events = tg_practice_fixture_events (fixture, 2);
      tg_practice_fixture_restart (fixture);
    }
  assert_codes (events, order, "1 2 120");
  assert_codes (events, list, "1 2 120 800 899 792");
  for (guint i = 0; i < json_array_get_length (events); i++)
    g_assert_true (g_hash_table_add (ids, (gpointer) tg_json_get_string (
                                       json_array_get_object_element (events, i), "id", "")));
}

/* The same seed gives the same run, to the byte. */
static void
test_seed (void)
{
  char *runs[2] = { NULL, NULL };

  for (guint i = 0; i < G_N_ELEMENTS (runs); i++)
    {
      g_autoptr (TgPracticeFixture) fixture = tg_practice_fixture_new (0);
      g_autoptr (TgDocument) order_document = read_exercise (ORDER);
      g_autoptr (TgDocument) list_document = read_exercise (LIST);
      g_autofree char *order = tg_practice_fixture_new_id (fixture);
      g_autofree char *list = tg_practice_fixture_new_id (fixture);
      g_autoptr (TgPracticeAnswer) answer = NULL;
      g_autoptr (JsonArray) events = NULL;

      tg_practice_fixture_use_forms (fixture);
      file (fixture, order, ORDER, 0, order_document);
      file (fixture, list, LIST, 0, list_document);
      events = tg_practice_fixture_events (fixture, 1);
      g_assert_cmpuint (json_array_get_length (events), >, 8);
      answer = tg_practice_fixture_request (fixture, "GET", "/v1/events", fixture->token, NULL);
      runs[i] = g_steal_pointer (&answer->text);
    }
  g_assert_cmpstr (runs[0], ==, runs[1]);
  g_free (runs[0]);
  g_free (runs[1]);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/practice/agencies/export", test_export);
  g_test_add_func ("/practice/agencies/returned", test_returned);
  g_test_add_func ("/practice/agencies/script", test_script);
  g_test_add_func ("/practice/agencies/families", test_families);
  g_test_add_func ("/practice/agencies/withdrawn", test_withdrawn);
  g_test_add_func ("/practice/agencies/booked", test_booked);
  g_test_add_func ("/practice/agencies/right-cases", test_right_cases);
  g_test_add_func ("/practice/agencies/faults", test_faults);
  g_test_add_func ("/practice/agencies/query", test_query);
  g_test_add_func ("/practice/agencies/registers", test_registers);
  g_test_add_func ("/practice/agencies/unknown-form", test_unknown_form);
  g_test_add_func ("/practice/agencies/restarts", test_restarts);
  g_test_add_func ("/practice/agencies/seed", test_seed);
  return g_test_run ();
}
