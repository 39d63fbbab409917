/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-error.h"
#include "tg-wire-codec.h"

/* What the window sends, as literal bodies: the contract's own examples, and what a broken or
 * hostile server may send in their place. */

#define ID_1   "01900000-0000-7000-8000-000000000001"
#define ID_2   "01900000-0000-7000-8000-000000000002"
#define FILING "01900000-0000-7000-8000-000000000003"
#define HEAD   "{\"api\":\"1\",\"epoch\":\"E\","

typedef gpointer (*ReadFunc) (GBytes  *body,
                              GError **error);

/* A refusal and its code; the same for every reader of answers. */
typedef struct
{
  const char *body;
  TgError     code;
} Refusal;

static GBytes *
to_bytes (const char *text)
{
  return g_bytes_new (text, strlen (text));
}

static void
check_refusals (ReadFunc       read,
                const Refusal *refusals,
                guint          count)
{
  for (guint i = 0; i < count; i++)
    {
      g_autoptr (GBytes) body = to_bytes (refusals[i].body);
      g_autoptr (GError) error = NULL;

      g_test_message ("%.60s", refusals[i].body);
      g_assert_null (read (body, &error));
      g_assert_error (error, TG_ERROR, (int) refusals[i].code);
    }
}

/* No reader of answers takes these for the window's. */
static const Refusal portals[] = {
  { "", TG_ERROR_OFFLINE },
  { "<html><body>Welcome</body></html>", TG_ERROR_OFFLINE },
  { "null", TG_ERROR_OFFLINE },
  { "[]", TG_ERROR_OFFLINE },
  { "{}", TG_ERROR_OFFLINE },
  { "{\"api\":1,\"epoch\":\"E\"}", TG_ERROR_OFFLINE },
  { "{\"api\":\"2\",\"epoch\":\"E\"}", TG_ERROR_OFFLINE },
  { "{\"api\":\"1\"}", TG_ERROR_OFFLINE },
  { "{\"api\":\"1\",\"epoch\":\"\"}", TG_ERROR_OFFLINE },
  { "{\"api\":\"1\",\"api\":\"1\",\"epoch\":\"E\"}", TG_ERROR_OFFLINE },
  { "{\"api\":\"1\",\"epoch\":\"E\"} trailing", TG_ERROR_OFFLINE },
  { "{\"api\":\"1\",\"epoch\":\"E\\u0000\"}", TG_ERROR_OFFLINE },
  { HEAD "\"events\":[],\"cursor\":\"c\",\"more\":fal", TG_ERROR_OFFLINE },
};

/* Nesting that would crash a lax parser. */
static void
test_depth (void)
{
  g_autoptr (GString) text = g_string_new (HEAD "\"x\":");
  g_autoptr (GBytes) body = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 100000; i++)
    g_string_append_c (text, '[');
  body = to_bytes (text->str);
  g_assert_null (tg_wire_read_event_page (body, &error));
  g_assert_error (error, TG_ERROR, TG_ERROR_OFFLINE);
}

static void
test_discovery (void)
{
  static const char text[] =
    "{\"service\":\"single-window\",\"name\":\"Practice\",\"environment\":\"practice\","
    "\"epoch\":\"0190\",\"history\":\"restored\",\"api\":[{\"version\":\"2\",\"base\":\"/v2\"},"
    "{\"version\":\"1\",\"base\":\"/v1\"}],\"time\":\"2026-11-23T04:00:00.000Z\","
    "\"limits\":{\"batch\":500,\"body_bytes\":8388608,\"wait_seconds\":55},\"new\":[1]}";
  g_autoptr (GBytes) body = to_bytes (text);
  g_autoptr (GError) error = NULL;
  g_autoptr (TgDiscovery) discovery = tg_wire_read_discovery (body, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (discovery->name, ==, "Practice");
  g_assert_cmpstr (discovery->environment, ==, "practice");
  g_assert_cmpstr (discovery->epoch, ==, "0190");
  g_assert_cmpstr (discovery->history, ==, "restored");
  g_assert_cmpstr (discovery->base, ==, "/v1");
  g_assert_cmpuint (discovery->batch, ==, 500);
  g_assert_cmpuint (discovery->body_bytes, ==, 8388608);
  g_assert_cmpuint (discovery->wait_seconds, ==, 55);
  g_assert_cmpint (discovery->time, ==, G_GINT64_CONSTANT (1795406400) * G_USEC_PER_SEC);
}

#define DISCOVERY(service, environment, epoch, base) \
  "{\"service\":\"" service "\",\"environment\":\"" environment "\",\"epoch\":\"" epoch "\"," \
  "\"api\":[{\"version\":\"1\",\"base\":\"" base "\"}]}"

static void
test_discovery_refused (void)
{
  static const Refusal refusals[] = {
    { "<html>", TG_ERROR_OFFLINE },
    { "{}", TG_ERROR_OFFLINE },
    { "{\"service\":\"single-window\"}", TG_ERROR_OFFLINE },
    { DISCOVERY ("single-door", "practice", "E", "/v1"), TG_ERROR_OFFLINE },
    { DISCOVERY ("single-window", "test", "E", "/v1"), TG_ERROR_OFFLINE },
    { DISCOVERY ("single-window", "practice", "", "/v1"), TG_ERROR_OFFLINE },
    { DISCOVERY ("single-window", "practice", "E", "//evil.example/v1"), TG_ERROR_OFFLINE },
    { DISCOVERY ("single-window", "practice", "E", "http://evil.example"), TG_ERROR_OFFLINE },
    { DISCOVERY ("single-window", "practice", "E", "/v1?x="), TG_ERROR_OFFLINE },
    { DISCOVERY ("single-window", "practice", "E", "/../v1"), TG_ERROR_OFFLINE },
    { DISCOVERY ("single-window", "practice", "E", "/v1\\r\\nX: y"), TG_ERROR_OFFLINE },
  };

  check_refusals ((ReadFunc) tg_wire_read_discovery, refusals, G_N_ELEMENTS (refusals));
}

static GPtrArray *
read_two (GBytes  *body,
          GError **error)
{
  static const char * const ids[] = { ID_1, ID_2, NULL };

  return tg_wire_read_results (body, ids, error);
}

#define RECEIVED(id) \
  "{\"id\":\"" id "\",\"outcome\":\"received\",\"duplicate\":true,\"revision\":3," \
  "\"reference\":\"R-7\"}"
#define CONFLICT     "{\"id\":\"" ID_2 "\",\"outcome\":\"refused\",\"problem\":{" \
  "\"type\":\"urn:single-window:problem:revision-conflict\",\"title\":\"t\"," \
  "\"status\":409,\"detail\":\"d\",\"errors\":[{\"pointer\":\"/base_revision\"," \
  "\"code\":\"old\",\"detail\":\"x\"}],\"current\":{\"revision\":4," \
  "\"document\":{\"order_no\":\"A-1\"}}}}"

static void
test_results (void)
{
  g_autoptr (GBytes) body = to_bytes (HEAD "\"results\":[" RECEIVED (ID_1) "," CONFLICT "]}");
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) results = read_two (body, &error);
  const TgResult *first, *second;

  g_assert_no_error (error);
  first = results->pdata[0];
  second = results->pdata[1];
  g_assert_true (first->received);
  g_assert_true (first->duplicate);
  g_assert_cmpint (first->revision, ==, 3);
  g_assert_cmpstr (first->reference, ==, "R-7");
  g_assert_null (first->problem);
  g_assert_false (second->received);
  g_assert_cmpstr (second->problem->code, ==, "revision-conflict");
  g_assert_cmpint (second->problem->current_revision, ==, 4);
  g_assert_cmpstr (tg_document_get (second->problem->current, "order_no"), ==, "A-1");
  g_assert_cmpstr (((TgFault *) second->problem->faults->pdata[0])->pointer, ==, "/base_revision");
}

/* The answer counts as a whole or not at all. */
static void
test_results_refused (void)
{
  static const Refusal refusals[] = {
    { HEAD "\"results\":{}}", TG_ERROR_INVALID },
    { HEAD "\"results\":[]}", TG_ERROR_INVALID },
    { HEAD "\"results\":[" RECEIVED (ID_1) "]}", TG_ERROR_INVALID },
    { HEAD "\"results\":[" CONFLICT "," RECEIVED (ID_1) "]}", TG_ERROR_INVALID },
    { HEAD "\"results\":[" RECEIVED (ID_1) "," RECEIVED (ID_1) "]}", TG_ERROR_INVALID },
    { HEAD "\"results\":[" RECEIVED (ID_1) "," CONFLICT "," CONFLICT "]}", TG_ERROR_INVALID },
    { HEAD "\"results\":[" RECEIVED (ID_1) ",null]}", TG_ERROR_INVALID },
    { HEAD "\"results\":[" RECEIVED (ID_1) ",{\"id\":\"" ID_2 "\"}]}", TG_ERROR_INVALID },
    { HEAD "\"results\":[" RECEIVED (ID_1) ",{\"id\":\"" ID_2 "\",\"outcome\":\"received\"}]}",
      TG_ERROR_INVALID },
    { HEAD "\"results\":[" RECEIVED (ID_1) ",{\"id\":\"" ID_2 "\",\"outcome\":\"received\","
      "\"revision\":0}]}", TG_ERROR_INVALID },
    { HEAD "\"results\":[" RECEIVED (ID_1) ",{\"id\":\"" ID_2 "\",\"outcome\":\"received\","
      "\"revision\":\"3\"}]}", TG_ERROR_INVALID },
    { HEAD "\"results\":[" RECEIVED (ID_1) ",{\"id\":\"" ID_2 "\",\"outcome\":\"maybe\","
      "\"revision\":3}]}", TG_ERROR_INVALID },
    { HEAD "\"results\":[" RECEIVED (ID_1) ",{\"id\":\"" ID_2 "\",\"outcome\":\"refused\"}]}",
      TG_ERROR_INVALID },
    { HEAD "\"results\":[" RECEIVED (ID_1) ",{\"id\":\"" ID_2 "\",\"outcome\":\"refused\","
      "\"problem\":{\"type\":\"about:blank\"}}]}", TG_ERROR_INVALID },
  };

  check_refusals ((ReadFunc) read_two, portals, G_N_ELEMENTS (portals));
  check_refusals ((ReadFunc) read_two, refusals, G_N_ELEMENTS (refusals));
}

/* A conflict whose document we cannot read still is a conflict: it must not hold up the others. */
static void
test_unreadable_current (void)
{
  g_autoptr (GBytes) body = to_bytes (
    "{\"type\":\"urn:single-window:problem:revision-conflict\",\"status\":409,"
    "\"current\":{\"revision\":4,\"document\":[1.5]},\"errors\":[7,{\"pointer\":5}]}");
  g_autoptr (TgProblem) problem = tg_wire_read_problem (body, NULL);

  g_assert_cmpint (problem->current_revision, ==, 4);
  g_assert_null (problem->current);
  g_assert_cmpuint (problem->faults->len, ==, 1);
  g_assert_cmpstr (((TgFault *) problem->faults->pdata[0])->pointer, ==, "");
}

static void
test_problem_refused (void)
{
  static const Refusal refusals[] = {
    { "<html>502</html>", TG_ERROR_OFFLINE },
    { "{}", TG_ERROR_OFFLINE },
    { "{\"error\":\"not found\"}", TG_ERROR_OFFLINE },
    { "{\"type\":\"about:blank\",\"status\":404}", TG_ERROR_OFFLINE },
    { "{\"type\":\"urn:single-window:problem:\",\"status\":404}", TG_ERROR_OFFLINE },
    { "{\"type\":404}", TG_ERROR_OFFLINE },
  };

  check_refusals ((ReadFunc) tg_wire_read_problem, refusals, G_N_ELEMENTS (refusals));
}

#define EVENT(id, type, rest) \
  "{\"id\":\"" id "\",\"type\":\"" type "\",\"at\":\"2026-11-23T04:00:00.000Z\"" rest "}"
#define RECEIPT(status) \
  EVENT ("e1", "receipt", ",\"filing\":\"" FILING "\",\"data\":{\"submission\":\"" ID_1 "\"," \
         "\"revision\":2,\"agency\":\"customs\",\"status\":\"" status "\",\"code\":\"800\"," \
         "\"message\":\"放行\",\"number\":\"N1\",\"errors\":[{\"pointer\":\"/goods/0/qty\"," \
         "\"code\":\"13\",\"detail\":\"d\"}],\"later\":{\"z\":1,\"a\":2}}")
#define PAGE(events) HEAD "\"events\":[" events "],\"cursor\":\"c2\",\"more\":true}"

static TgEventPage *
read_page (const char *text)
{
  g_autoptr (GBytes) body = to_bytes (text);
  g_autoptr (GError) error = NULL;
  TgEventPage *page = tg_wire_read_event_page (body, &error);

  g_assert_no_error (error);
  return page;
}

static void
test_receipt (void)
{
  g_autoptr (TgEventPage) page = read_page (PAGE (RECEIPT ("released")));
  TgEvent *event = page->events->pdata[0];
  TgReceipt *receipt = tg_event_get_receipt (event);

  g_assert_cmpstr (page->cursor, ==, "c2");
  g_assert_cmpstr (page->epoch, ==, "E");
  g_assert_true (page->more);
  g_assert_cmpint (tg_event_get_kind (event), ==, TG_EVENT_RECEIPT);
  g_assert_cmpstr (tg_receipt_get_id (receipt), ==, "e1");
  g_assert_cmpstr (tg_receipt_get_filing (receipt), ==, FILING);
  g_assert_cmpstr (tg_receipt_get_submission (receipt), ==, ID_1);
  g_assert_cmpint (tg_receipt_get_status (receipt), ==, TG_FILING_RELEASED);
  g_assert_cmpstr (tg_receipt_get_message (receipt), ==, "放行");
  g_assert_cmpstr (tg_receipt_get_number (receipt), ==, "N1");
  g_assert_cmpuint (tg_receipt_get_faults (receipt)->len, ==, 1);
  /* What we do not know is kept. */
  g_assert_nonnull (strstr (tg_event_get_data (event), "\"later\":{\"a\":2,\"z\":1}"));
}

/* A status of a later version is shown as it is, and moves nothing. */
static void
test_unknown_status (void)
{
  g_autoptr (TgEventPage) page = read_page (PAGE (RECEIPT ("teleported")));
  TgReceipt *receipt = tg_event_get_receipt (page->events->pdata[0]);

  g_assert_cmpstr (tg_receipt_get_status_text (receipt), ==, "teleported");
  for (int from = TG_FILING_DRAFT; from <= TG_FILING_WITHDRAWN; from++)
    if (from != TG_FILING_DRAFT)
      g_assert_false (tg_filing_state_can_move ((TgFilingState) from,
                                                tg_receipt_get_status (receipt)));
}

/* One odd event does not block those behind it. */
static void
test_odd_events (void)
{
  static const char * const odd[] = {
    EVENT ("e9", "telegram", ",\"data\":{\"x\":1.5}"),
    EVENT ("e9", "receipt", ""),
    EVENT ("e9", "receipt", ",\"data\":null"),
    EVENT ("e9", "receipt", ",\"data\":[]"),
    EVENT ("e9", "receipt", ",\"data\":{}"),
    EVENT ("e9", "receipt", ",\"filing\":\"" FILING "\",\"data\":{\"submission\":7}"),
    EVENT ("e9", "receipt", ",\"filing\":7,\"data\":{\"submission\":\"" ID_1 "\",\"revision\":1,"
           "\"status\":\"released\"}"),
    "{\"id\":\"e9\",\"type\":\"notice\",\"at\":\"yesterday\"}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (odd); i++)
    {
      g_autofree char *text = g_strdup_printf (PAGE ("%s,%s"), odd[i], RECEIPT ("released"));
      g_autoptr (TgEventPage) page = read_page (text);

      g_test_message ("%s", odd[i]);
      g_assert_cmpuint (page->events->len, ==, 2);
      g_assert_cmpint (tg_event_get_kind (page->events->pdata[0]), ==, TG_EVENT_UNKNOWN);
      g_assert_cmpstr (tg_event_get_id (page->events->pdata[0]), ==, "e9");
      g_assert_null (tg_event_get_receipt (page->events->pdata[0]));
      g_assert_nonnull (tg_event_get_receipt (page->events->pdata[1]));
    }
}

static void
test_page_refused (void)
{
  static const Refusal refusals[] = {
    { HEAD "\"events\":[]}", TG_ERROR_INVALID },
    { HEAD "\"events\":[],\"cursor\":\"\"}", TG_ERROR_INVALID },
    { HEAD "\"events\":[],\"cursor\":7}", TG_ERROR_INVALID },
    { HEAD "\"events\":{},\"cursor\":\"c\"}", TG_ERROR_INVALID },
    { HEAD "\"events\":[null],\"cursor\":\"c\"}", TG_ERROR_INVALID },
    { HEAD "\"events\":[{}],\"cursor\":\"c\"}", TG_ERROR_INVALID },
    { HEAD "\"events\":[{\"id\":\"\",\"type\":\"notice\"}],\"cursor\":\"c\"}", TG_ERROR_INVALID },
    { HEAD "\"events\":[{\"id\":\"e\",\"type\":7}],\"cursor\":\"c\"}", TG_ERROR_INVALID },
  };

  check_refusals ((ReadFunc) tg_wire_read_event_page, portals, G_N_ELEMENTS (portals));
  check_refusals ((ReadFunc) tg_wire_read_event_page, refusals, G_N_ELEMENTS (refusals));
}

static void
test_many_events (void)
{
  g_autoptr (GString) text = g_string_new (HEAD "\"cursor\":\"c\",\"events\":[");
  g_autoptr (GBytes) body = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 1001; i++)
    g_string_append_printf (text, "%s{\"id\":\"e%u\",\"type\":\"notice\"}", i > 0 ? "," : "", i);
  g_string_append (text, "]}");
  body = to_bytes (text->str);
  g_assert_null (tg_wire_read_event_page (body, &error));
  g_assert_error (error, TG_ERROR, TG_ERROR_INVALID);
}

#define LISTED(document) \
  "{\"filing\":\"" FILING "\",\"form\":\"customs.order\",\"form_version\":1," \
  "\"enterprise\":\"E1\"," \
  "\"revision\":2,\"status\":\"released\",\"document\":" document ",\"receipts\":[" \
  RECEIPT ("released") "],\"submissions\":[{\"id\":\"" ID_1 "\",\"digest\":\"sha-256=:x:\"," \
  "\"outcome\":\"received\",\"revision\":2},{\"id\":\"" ID_2 "\",\"digest\":\"sha-256=:y:\"," \
  "\"outcome\":\"refused\"}]}"

static void
test_listing (void)
{
  g_autoptr (GBytes) body = to_bytes (HEAD "\"filings\":[" LISTED ("{\"order_no\":\"A\"}") ","
                                      LISTED ("[2.5]") "],\"cursor\":\"c\",\"more\":true,"
                                      "\"feed\":\"f1\"}");
  g_autoptr (GError) error = NULL;
  g_autoptr (TgFilingPage) page = tg_wire_read_filing_page (body, &error);
  const TgListedFiling *filing;

  g_assert_no_error (error);
  g_assert_cmpstr (page->feed, ==, "f1");
  g_assert_true (page->more);
  filing = page->filings->pdata[0];
  g_assert_cmpstr (tg_document_get (filing->document, "order_no"), ==, "A");
  g_assert_cmpuint (filing->receipts->len, ==, 1);
  g_assert_cmpuint (filing->submissions->len, ==, 2);
  g_assert_true (((TgResult *) filing->submissions->pdata[0])->received);
  g_assert_false (((TgResult *) filing->submissions->pdata[1])->received);
  /* A document that we cannot read does not hold up the listing. */
  filing = page->filings->pdata[1];
  g_assert_null (filing->document);
}

static void
test_listing_refused (void)
{
  static const Refusal refusals[] = {
    { HEAD "\"filings\":[{}]}", TG_ERROR_INVALID },
    { HEAD "\"filings\":{}}", TG_ERROR_INVALID },
    { HEAD "\"filings\":[],\"more\":true}", TG_ERROR_INVALID },
  };

  check_refusals ((ReadFunc) tg_wire_read_filing_page, portals, G_N_ELEMENTS (portals) - 1);
  check_refusals ((ReadFunc) tg_wire_read_filing_page, refusals, G_N_ELEMENTS (refusals));
}

static void
test_token (void)
{
  static const struct
  {
    const char *body;
    const char *token;     /* NULL: refused */
    TgError     code;
  } cases[] = {
    { "{\"access_token\":\"a.b-c_~+/=\",\"token_type\":\"bearer\",\"expires_in\":60}",
      "a.b-c_~+/=", 0 },
    { "{\"access_token\":\"abc\",\"token_type\":\"mac\"}", NULL, TG_ERROR_INVALID },
    /* A token that would write headers of its own. */
    { "{\"access_token\":\"a\\r\\nX: y\",\"token_type\":\"Bearer\"}", NULL, TG_ERROR_INVALID },
    { "{\"access_token\":\"\",\"token_type\":\"Bearer\"}", NULL, TG_ERROR_OFFLINE },
    { "{\"token_type\":\"Bearer\"}", NULL, TG_ERROR_OFFLINE },
    { "<html>", NULL, TG_ERROR_OFFLINE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GBytes) body = to_bytes (cases[i].body);
      g_autoptr (GError) error = NULL;
      gint64 seconds = -1;
      g_autofree char *token = tg_wire_read_token (body, &seconds, &error);

      g_assert_cmpstr (token, ==, cases[i].token);
      if (token == NULL)
        g_assert_error (error, TG_ERROR, (int) cases[i].code);
      g_assert_cmpint (seconds, ==, token != NULL ? 60 : -1);
    }
}

int
main (int    argc,
      char **argv)
{
  static const struct
  {
    const char *path;
    GTestFunc   func;
  } tests[] = {
    { "/messages/wire/depth", test_depth },
    { "/messages/wire/discovery", test_discovery },
    { "/messages/wire/discovery-refused", test_discovery_refused },
    { "/messages/wire/results", test_results },
    { "/messages/wire/results-refused", test_results_refused },
    { "/messages/wire/unreadable-current", test_unreadable_current },
    { "/messages/wire/problem-refused", test_problem_refused },
    { "/messages/wire/receipt", test_receipt },
    { "/messages/wire/unknown-status", test_unknown_status },
    { "/messages/wire/odd-events", test_odd_events },
    { "/messages/wire/page-refused", test_page_refused },
    { "/messages/wire/many-events", test_many_events },
    { "/messages/wire/listing", test_listing },
    { "/messages/wire/listing-refused", test_listing_refused },
    { "/messages/wire/token", test_token },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add_func (tests[i].path, tests[i].func);
  return g_test_run ();
}
