/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-practice-fixture.h"

#include "tg-data-dir.h"
#include "tg-json.h"

#define ORDER "customs.order"
#define LIST "customs.export-list"

/* Customs and the documents around an export list: each has its course, its own range of error
 * codes, and its effect on the list that it names. Documents are those that the forms' own cases
 * pass, made to name a list that the window has. */

typedef struct
{
  TgPracticeFixture *fixture;
  TgDocument        *list;       /* as it was filed */
  char              *list_id;
  char              *number;     /* that customs gave it */
} Customs;

static TgDocument *
read_member (const char *name,
             const char *list,
             const char *form)
{
  g_autofree char *path = g_build_filename (tg_data_dir_get (), name, NULL);
  g_autofree char *content = tg_test_read_file (path);
  g_autoptr (JsonNode) root = tg_json_parse (content, -1, NULL, NULL);
  JsonObject *object = json_node_get_object (root);
  JsonArray *entries = list != NULL ? tg_json_get_array (object, list) : NULL;
  g_autofree char *text = NULL;

  for (guint i = 0; entries != NULL && i < json_array_get_length (entries); i++)
    {
      object = json_array_get_object_element (entries, i);
      if (g_str_equal (tg_json_get_string (object, "form", ""), form))
        break;
    }
  text = tg_json_to_canonical (json_object_get_member (object, "document"), NULL);
  return tg_document_new_from_json (text, -1, NULL);
}

static TgDocument *
read_case (const char *form)
{
  g_autofree char *name = g_strdup_printf ("forms/%s/1/cases/right.json", form);

  return read_member (name, NULL, form);
}

static TgDocument *
read_exercise (const char *form)
{
  return read_member ("training/first-export/1/scenario.json", "expected", form);
}

static void
set (TgDocument *document,
     const char *path,
     const char *value)
{
  g_autoptr (GError) error = NULL;

  tg_document_set (document, path, value, &error);
  g_assert_no_error (error);
}

/* (transfer full): the filing's id. */
static char *
file (TgPracticeFixture *fixture,
      const char        *form,
      TgDocument        *document)
{
  char *id = tg_practice_fixture_new_id (fixture);
  g_autofree char *json = tg_document_to_json (document);
  g_autofree char *item = tg_practice_fixture_item (id, id, form, 0, json);
  g_autoptr (JsonObject) result = tg_practice_fixture_send (fixture, item);

  g_assert_cmpstr (tg_json_get_string (result, "outcome", ""), ==, "received");
  return id;
}

/* A list that leaves in some months, so that it stays released; without its order it waits. */
static void
set_up (Customs  *self,
        gboolean  has_order)
{
  g_autoptr (TgDocument) order = read_exercise (ORDER);
  g_autofree char *order_id = NULL;
  g_autoptr (JsonArray) events = NULL;

  self->fixture = tg_practice_fixture_new (1);
  tg_practice_fixture_use_forms (self->fixture);
  self->list = read_exercise (LIST);
  set (self->list, "ie_date", "2027-03-31");
  if (has_order)
    order_id = file (self->fixture, ORDER, order);
  self->list_id = file (self->fixture, LIST, self->list);
  events = tg_practice_fixture_events (self->fixture, 60);
  self->number = g_strdup (tg_json_get_string (
                             tg_practice_fixture_find (events, "receipt", self->list_id), "number",
                             ""));
}

static void
tear_down (Customs *self)
{
  tg_practice_fixture_free (self->fixture);
  tg_document_unref (self->list);
  g_free (self->list_id);
  g_free (self->number);
}

static void
name_parcel (TgDocument *document,
             TgDocument *list)
{
  g_assert_true (tg_document_remove_line (document, "parcels", "l2", NULL));
  set (document, "parcels/l1/logistics_no", tg_document_get (list, "logistics_no"));
}

static void
return_goods (TgDocument *document,
              TgDocument *list)
{
  static const char * const same[] = {
    "g_num", "g_code", "g_name", "g_model", "unit", "unit1", "unit2", "qty", "qty1", "qty2"
  };
  static const char * const head[] = { "ebp_code", "ebc_code", "customs_code" };

  g_assert_true (tg_document_remove_line (document, "goods", "l2", NULL));
  for (guint i = 0; i < G_N_ELEMENTS (same); i++)
    {
      g_autofree char *path = g_strconcat ("goods/l1/", same[i], NULL);

      set (document, path, tg_document_get_cell (list, "goods", 0, same[i]));
    }
  for (guint i = 0; i < G_N_ELEMENTS (head); i++)
    set (document, head[i], tg_document_get (list, head[i]));
}

static void
name_lists (TgDocument *document,
            Customs    *self)
{
  g_assert_true (tg_document_remove_line (document, "lists", "l2", NULL));
  set (document, "lists/l1/invt_no", self->number);
  set (document, "ebc_code", tg_document_get (self->list, "ebc_code"));
  set (document, "customs_code", tg_document_get (self->list, "customs_code"));
}

/* The document of the form's right case, of this list. */
static TgDocument *
make (Customs    *self,
      const char *form)
{
  TgDocument *document = read_case (form);

  if (g_str_equal (form, "customs.return"))
    return_goods (document, self->list);
  if (g_str_equal (form, "customs.summary"))
    name_lists (document, self);
  else if (tg_document_get_n_lines (document, "parcels") > 0)
    name_parcel (document, self->list);
  if (g_str_equal (form, "customs.withdrawal") || g_str_has_prefix (form, "customs.return"))
    set (document, "invt_no", self->number);
  return document;
}

/* Without what comes or does not, as chance has it. (transfer full) */
static char *
get_codes (JsonArray  *events,
           const char *filing)
{
  g_autofree char *codes = tg_practice_fixture_codes (events, filing);
  GString *plain = g_string_new (codes);

  g_string_replace (plain, " 300", "", 0);
  g_string_replace (plain, " 500", "", 0);
  g_string_replace (plain, " C ", " ", 0);
  return g_string_free (plain, FALSE);
}

static void
assert_receipt (JsonArray  *events,
                const char *filing,
                const char *codes,
                const char *status)
{
  g_autofree char *given = get_codes (events, filing);

  g_assert_cmpstr (given, ==, codes);
  g_assert_cmpstr (tg_json_get_string (tg_practice_fixture_find (events, "receipt", filing),
                                       "status", ""), ==, status);
}

static void
assert_fault (JsonObject *receipt,
              const char *code,
              const char *pointer)
{
  JsonArray *faults = tg_json_get_array (receipt, "errors");
  gboolean is_named = FALSE;

  for (guint i = 0; faults != NULL && i < json_array_get_length (faults); i++)
    {
      JsonObject *fault = json_array_get_object_element (faults, i);

      g_test_message ("%s %s %s", tg_json_get_string (fault, "code", ""),
                      tg_json_get_string (fault, "pointer", ""),
                      tg_json_get_string (fault, "detail", ""));
      is_named |= g_str_equal (tg_json_get_string (fault, "code", ""), code) &&
                  g_str_equal (tg_json_get_string (fault, "pointer", ""), pointer);
    }
  g_assert_true (is_named);
}

static void
test_courses (void)
{
  static const struct
  {
    const char *form;
    const char *codes;
    const char *status;
    gsize       digits;    /* of the number on the last receipt that has one */
  } courses[] = {
    { "customs.payment", "1 2 120", "accepted", 0 },
    { "customs.waybill", "1 2 120", "accepted", 0 },
    { "customs.master-bill", "1 2 120 399", "accepted", 0 },
    { "customs.arrival", "1 2 120 399", "accepted", 0 },
    { "customs.departure", "1 2 120 399", "accepted", 0 },
    { "customs.return", "1 2 120 800", "released", 0 },
    { "customs.return-tally", "1 2 120 399", "accepted", 0 },
    { "customs.declaration", "S0 7 L J P R", "closed", 0 },
    { "customs.summary", "1 2 399 792", "accepted", 18 },
  };
  Customs self;

  set_up (&self, TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (courses); i++)
    {
      g_autoptr (TgDocument) document = make (&self, courses[i].form);
      g_autofree char *filing = NULL;
      g_autoptr (JsonArray) events = NULL;
      JsonObject *receipt;

      g_test_message ("%s", courses[i].form);
      filing = file (self.fixture, courses[i].form, document);
      events = tg_practice_fixture_events (self.fixture, 60);
      receipt = tg_practice_fixture_find (events, "receipt", filing);
      if (g_str_equal (tg_json_get_string (receipt, "status", ""), "returned"))
        assert_fault (receipt, "", "");
      assert_receipt (events, filing, courses[i].codes, courses[i].status);
      g_assert_cmpstr (tg_json_get_string (receipt, "agency", ""), ==, "customs");
      if (courses[i].digits > 0)
        g_assert_cmpuint (strlen (tg_json_get_string (receipt, "number", "")), ==,
                          courses[i].digits);
    }
  tear_down (&self);
}

/* What a general declaration took out of the country is paid for too. */
static void
test_paid (void)
{
  g_autoptr (TgPracticeFixture) fixture = tg_practice_fixture_new (0);
  g_autoptr (TgDocument) document = read_case ("customs.declaration");
  g_autofree char *filing = NULL;
  g_autoptr (JsonArray) events = NULL;
  JsonObject *posting;

  tg_practice_fixture_use_forms (fixture);
  filing = file (fixture, "customs.declaration", document);
  events = tg_practice_fixture_events (fixture, 1);
  posting = tg_practice_fixture_find (events, "account", filing);
  g_assert_cmpstr (tg_json_get_string (posting, "amount", ""), ==, "9640.00");
  g_assert_cmpstr (tg_json_get_string (posting, "currency", ""), ==, "USD");
  g_assert_cmpstr (tg_json_get_string (posting, "counterparty", ""), ==, "EXAMPLE BUYER LLC");
}

/* Each message has its own range of codes, and the field at fault. */
static void
test_returned (void)
{
  static const struct
  {
    const char *form;
    const char *path;
    const char *value;
    const char *receipt;
    const char *code;
  } wrong[] = {
    { "customs.payment", "charge", "0", "100", "-403001" },
    { "customs.payment", "currency", "", "100", "-402001" },
    { "customs.waybill", "gross_weight", "0", "100", "-503001" },
    { "customs.waybill", "freight", "x", "100", "-502001" },
    { "customs.master-bill", "gross_weight", "0", "100", "-903001" },
    { "customs.master-bill", "voyage_no", "", "100", "-902001" },
    { "customs.arrival", "ie_flag", "I", "100", "-803001" },
    { "customs.arrival", "customs_code", "", "100", "-802001" },
    { "customs.departure", "leave_time", "2030-01-01 00:00:00", "100", "-507001" },
    { "customs.departure", "leave_time", "", "100", "-506001" },
    { "customs.withdrawal", "reason", "", "100", "-606001" },
    { "customs.return", "trade_mode", "9610", "100", "-625004" },
    { "customs.return", "reason", "", "100", "-625001" },
    { "customs.return", "goods/l1/g_code", "9503008900", "100", "-625010" },
    { "customs.return-tally", "ie_flag", "E", "100", "-625004" },
    { "customs.summary", "agent_name", "", "100", "-702001" },
    { "customs.summary", "end_time", "2026-11-01 00:00:00", "100", "-703001" },
    { "customs.declaration", "gross_wet", "0", "E", "V3-gross" },
  };
  Customs self;

  set_up (&self, TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (TgDocument) document = make (&self, wrong[i].form);
      g_autofree char *filing = NULL;
      g_autofree char *pointer = tg_path_to_pointer (document, wrong[i].path);
      g_autoptr (JsonArray) events = NULL;
      JsonObject *receipt;

      g_test_message ("%s %s", wrong[i].form, wrong[i].path);
      set (document, wrong[i].path, wrong[i].value);
      filing = file (self.fixture, wrong[i].form, document);
      events = tg_practice_fixture_events (self.fixture, 10);
      receipt = tg_practice_fixture_find (events, "receipt", filing);
      g_assert_cmpstr (tg_json_get_string (receipt, "code", ""), ==, wrong[i].receipt);
      g_assert_cmpstr (tg_json_get_string (receipt, "status", ""), ==, "returned");
      assert_fault (receipt, wrong[i].code, pointer);
    }
  tear_down (&self);
}

/* A list that is not there, or not yet so far, is no list. */
static void
test_named_lists (void)
{
  static const struct
  {
    const char *form;
    const char *path;
    const char *unknown;
    const char *code;
    const char *early;     /* nullable: a list that waits has no number yet */
  } naming[] = {
    { "customs.master-bill", "parcels/l1/logistics_no", "RB000000000CN", "-903001", "-903001" },
    { "customs.arrival", "parcels/l1/logistics_no", "RB000000000CN", "-803001", "-803001" },
    { "customs.departure", "parcels/l1/logistics_no", "RB000000000CN", "-507001", "-507001" },
    { "customs.return", "invt_no", "46122026E999999999", "-625016", NULL },
    { "customs.return-tally", "invt_no", "46122026E999999999", "-625016", NULL },
    { "customs.summary", "lists/l1/invt_no", "46122026E999999999", "-703001", NULL },
    { "customs.withdrawal", "invt_no", "46122026E999999999", "-623003", NULL },
  };
  Customs self;

  set_up (&self, FALSE);
  for (guint i = 0; i < G_N_ELEMENTS (naming); i++)
    {
      g_autoptr (TgDocument) document = make (&self, naming[i].form);
      g_autoptr (TgDocument) unknown = tg_document_copy (document);
      g_autofree char *pointer = tg_path_to_pointer (document, naming[i].path);
      g_autofree char *early = file (self.fixture, naming[i].form, document);
      g_autofree char *lost = NULL;
      g_autoptr (JsonArray) events = NULL;

      g_test_message ("%s", naming[i].form);
      set (unknown, naming[i].path, naming[i].unknown);
      lost = file (self.fixture, naming[i].form, unknown);
      events = tg_practice_fixture_events (self.fixture, 10);
      if (naming[i].early != NULL)
        assert_fault (tg_practice_fixture_find (events, "receipt", early), naming[i].early,
                      pointer);
      assert_fault (tg_practice_fixture_find (events, "receipt", lost), naming[i].code, pointer);
    }
  tear_down (&self);
}

static void
test_withdrawn (void)
{
  g_autoptr (JsonArray) events = NULL;
  g_autoptr (TgDocument) document = NULL;
  g_autofree char *filing = NULL;
  g_autofree char *again = NULL;
  g_autofree char *codes = NULL;
  JsonObject *receipt;
  Customs self;

  set_up (&self, TRUE);
  document = make (&self, "customs.withdrawal");
  filing = file (self.fixture, "customs.withdrawal", document);
  events = tg_practice_fixture_events (self.fixture, 30);
  assert_receipt (events, filing, "1 2 120 399", "accepted");
  assert_receipt (events, self.list_id, "1 2 120 800 399", "withdrawn");

  /* Nothing of its course goes on, and it cannot be withdrawn again. */
  set (document, "cop_no", "CX-SECOND");
  again = file (self.fixture, "customs.withdrawal", document);
  json_array_unref (events);
  events = tg_practice_fixture_events (self.fixture, 2700);
  receipt = tg_practice_fixture_find (events, "receipt", again);
  g_assert_cmpstr (tg_json_get_string (receipt, "code", ""), ==, "-623005");
  codes = get_codes (events, self.list_id);
  g_assert_cmpstr (codes, ==, "1 2 120 800 399");
  tear_down (&self);
}

static void
test_withdrawn_late (void)
{
  g_autoptr (JsonArray) events = NULL;
  g_autoptr (TgDocument) summary = NULL;
  g_autoptr (TgDocument) withdrawal = NULL;
  g_autofree char *merging = NULL;
  g_autofree char *filing = NULL;
  JsonObject *receipt;
  Customs self;

  set_up (&self, TRUE);
  summary = make (&self, "customs.summary");
  withdrawal = make (&self, "customs.withdrawal");
  merging = file (self.fixture, "customs.summary", summary);
  events = tg_practice_fixture_events (self.fixture, 30);
  assert_receipt (events, merging, "1 2 399 792", "accepted");
  receipt = tg_practice_fixture_find (events, "receipt", self.list_id);
  g_assert_cmpstr (tg_json_get_string (receipt, "code", ""), ==, "792");
  g_assert_cmpstr (tg_json_get_string (receipt, "status", ""), ==, "released");
  g_assert_cmpstr (tg_json_get_string (receipt, "number", ""), ==, "461220260000000001-1,2");

  filing = file (self.fixture, "customs.withdrawal", withdrawal);
  json_array_unref (events);
  events = tg_practice_fixture_events (self.fixture, 30);
  assert_receipt (events, filing, "1 2 -623005", "refused");
  assert_fault (tg_practice_fixture_find (events, "receipt", filing), "-623005", "/invt_no");
  tear_down (&self);
}

/* With a span the rows do not count; what it does not hold is not merged. */
static void
test_span (void)
{
  g_autoptr (TgDocument) summary = NULL;
  g_autofree char *empty = NULL;
  g_autofree char *full = NULL;
  g_autoptr (JsonArray) events = NULL;
  Customs self;

  set_up (&self, TRUE);
  summary = make (&self, "customs.summary");
  g_assert_true (tg_document_remove_line (summary, "lists", "l1", NULL));
  set (summary, "start_time", "2020-01-01 00:00:00");
  set (summary, "end_time", "2020-02-01 00:00:00");
  empty = file (self.fixture, "customs.summary", summary);
  set (summary, "cop_no", "CX-SPAN");
  set (summary, "end_time", "2040-02-01 00:00:00");
  full = file (self.fixture, "customs.summary", summary);
  events = tg_practice_fixture_events (self.fixture, 30);
  assert_receipt (events, empty, "1 2 100", "returned");
  assert_fault (tg_practice_fixture_find (events, "receipt", empty), "-703001", "/start_time");
  assert_receipt (events, full, "1 2 399 792", "accepted");
  tear_down (&self);
}

/* A number is used once. */
static void
test_same_number (void)
{
  g_autoptr (TgDocument) document = read_case ("customs.payment");
  g_autoptr (TgPracticeFixture) fixture = tg_practice_fixture_new (1);
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autoptr (JsonArray) events = NULL;

  tg_practice_fixture_use_forms (fixture);
  first = file (fixture, "customs.payment", document);
  second = file (fixture, "customs.payment", document);
  events = tg_practice_fixture_events (fixture, 30);
  assert_receipt (events, first, "1 2 120", "accepted");
  assert_receipt (events, second, "1 2 100", "returned");
  assert_fault (tg_practice_fixture_find (events, "receipt", second), "-401007", "/pay_no");
}

/* The window does not send again what a partner has sent. */
static void
test_partners (void)
{
  g_autoptr (TgPracticeFixture) fixture = tg_practice_fixture_new (1);
  g_autoptr (TgDocument) order = read_exercise (ORDER);
  g_autoptr (TgDocument) list = read_exercise (LIST);
  g_autoptr (TgDocument) waybill = read_case ("customs.waybill");
  g_autofree char *ids[3] = { NULL, NULL, NULL };
  g_autoptr (JsonArray) events = NULL;
  guint n_notices = 0;

  tg_practice_fixture_use_forms (fixture);
  set (waybill, "logistics_no", tg_document_get (list, "logistics_no"));
  set (waybill, "logistics_code", tg_document_get (list, "logistics_code"));
  set (waybill, "order_no", "");
  ids[0] = file (fixture, LIST, list);
  ids[1] = file (fixture, "customs.waybill", waybill);
  json_array_unref (tg_practice_fixture_events (fixture, 30));
  ids[2] = file (fixture, ORDER, order);
  events = tg_practice_fixture_events (fixture, 20);
  for (guint i = 0; i < json_array_get_length (events); i++)
    n_notices += g_str_equal (tg_json_get_string (json_array_get_object_element (events, i), "type",
                                                  ""), "notice");
  g_assert_cmpuint (n_notices, ==, 1);
  g_assert_nonnull (strstr (tg_json_get_string (tg_practice_fixture_find (events, "notice", ids[0]),
                                                "title", ""), "403"));
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    g_clear_pointer (&ids[i], g_free);
}

/* The register is one, but who answers is the form's own agency. */
static void
test_agency (void)
{
  static const char * const names[][2] = {
    { "registration.goods", "customs" },
    { "registration.seller", "commerce" },
  };
  g_autoptr (TgPracticeFixture) fixture = tg_practice_fixture_new (0);

  tg_practice_fixture_use_forms (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (TgDocument) document = read_case (names[i][0]);
      g_autofree char *filing = file (fixture, names[i][0], document);
      g_autoptr (JsonArray) events = tg_practice_fixture_events (fixture, 1);
      JsonObject *receipt = tg_practice_fixture_find (events, "receipt", filing);

      assert_receipt (events, filing, "00 01 02", "accepted");
      g_assert_cmpstr (tg_json_get_string (receipt, "agency", ""), ==, names[i][1]);
    }
}

static void
test_languages (void)
{
  static const struct
  {
    const char *wanted;
    const char *message;
  } languages[] = {
    { NULL, "海关退单：" },
    { "fr", "海关退单：" },
    { "zh, en;q=0.5", "海关退单：" },
    { "en, zh;q=0.5", "Returned by customs: " },
    { "de, en-GB;q=0.8", "Returned by customs: " },
  };
  g_autoptr (TgPracticeFixture) fixture = tg_practice_fixture_new (0);
  g_autoptr (TgDocument) document = read_case ("customs.payment");
  g_autofree char *filing = NULL;

  tg_practice_fixture_use_forms (fixture);
  set (document, "charge", "0");
  filing = file (fixture, "customs.payment", document);
  for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
    {
      g_autoptr (JsonArray) events = NULL;
      JsonObject *receipt, *fault;
      gboolean is_english = g_str_has_prefix (languages[i].message, "Returned");

      fixture->language = languages[i].wanted;
      events = tg_practice_fixture_events (fixture, 1);
      receipt = tg_practice_fixture_find (events, "receipt", filing);
      fault = json_array_get_object_element (tg_json_get_array (receipt, "errors"), 0);
      g_assert_true (g_str_has_prefix (tg_json_get_string (receipt, "message", ""),
                                       languages[i].message));
      g_assert_true (g_str_is_ascii (tg_json_get_string (fault, "detail", "")) == is_english);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/practice/customs-forms/courses", test_courses);
  g_test_add_func ("/practice/customs-forms/paid", test_paid);
  g_test_add_func ("/practice/customs-forms/returned", test_returned);
  g_test_add_func ("/practice/customs-forms/named-lists", test_named_lists);
  g_test_add_func ("/practice/customs-forms/withdrawn", test_withdrawn);
  g_test_add_func ("/practice/customs-forms/withdrawn-late", test_withdrawn_late);
  g_test_add_func ("/practice/customs-forms/span", test_span);
  g_test_add_func ("/practice/customs-forms/same-number", test_same_number);
  g_test_add_func ("/practice/customs-forms/partners", test_partners);
  g_test_add_func ("/practice/customs-forms/agency", test_agency);
  g_test_add_func ("/practice/customs-forms/languages", test_languages);
  return g_test_run ();
}
