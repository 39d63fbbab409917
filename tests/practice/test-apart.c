/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-practice-fixture.h"

#include "tg-json.h"
#include "tg-wire-codec.h"

/* Two accounts at one window: whatever the second tries with the first one's identifiers, it is as
 * if the first one were not there, and the first one's things stay as they are. */

#define FORM    "registration.goods"
#define MINE    TG_PRACTICE_ENTERPRISE
#define THEIRS  "91410100MA9K0OTHER"
#define FILING  "0190a06c-0000-7000-9000-000000000001"
#define ITEM    "0190a06c-0000-7000-9000-000000000002"
#define CONTENT "%PDF-1.7 of the first one alone"
#define SECRET  "only the first one knows"

typedef struct
{
  TgPracticeFixture *window;
  char              *mine;          /* tokens */
  char              *theirs;
  char              *attachment;    /* paths */
  char              *draft;
  char              *etag;
  char              *cursor;        /* of the first one, at its feed's beginning */
} Fixture;

static char *
make_item (const char *id,
           const char *filing,
           const char *enterprise,
           TgAction    action,
           gint64      base_revision,
           const char *sha256)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TgDocument) document = tg_document_new_from_json ("{\"name\":\"" SECRET "\"}", -1,
                                                               NULL);
  g_autoptr (GPtrArray) attachments = g_ptr_array_new ();
  g_autoptr (GBytes) frozen = NULL;
  TgAttachmentRef ref = { (char *) sha256, (char *) "a.pdf", (char *) "application/pdf",
                          (gint64) strlen (CONTENT) };
  TgSubmission item = {
    .id = (char *) id, .action = action, .filing = (char *) filing, .form = (char *) FORM,
    .form_version = 1, .enterprise = (char *) enterprise, .document = document,
    .base_revision = base_revision,
  };

  if (sha256 != NULL)
    {
      g_ptr_array_add (attachments, &ref);
      item.attachments = attachments;
    }
  frozen = tg_wire_freeze_submission (&item, &error);
  g_assert_no_error (error);
  g_free (item.digest);
  return g_strdup_printf ("{\"submissions\":[%.*s]}", (int) g_bytes_get_size (frozen),
                          (const char *) g_bytes_get_data (frozen, NULL));
}

static TgPracticeAnswer *
ask (Fixture            *fixture,
     const char         *token,
     const char         *method,
     const char         *path,
     const char         *content,
     const char * const *headers)
{
  g_autoptr (GBytes) body = content != NULL ? g_bytes_new (content, strlen (content)) : NULL;
  const TgPracticeRequest request = { method, path, token, body, "application/json", headers };

  return tg_practice_fixture_ask (fixture->window, &request);
}

static char *
submit (Fixture    *fixture,
        const char *token,
        const char *batch)
{
  g_autoptr (TgPracticeAnswer) answer =
    ask (fixture, token, "POST", "/v1/submissions", batch, NULL);

  g_assert_cmpuint (answer->status, ==, 200);
  return g_strdup (answer->text);
}

static void
put_attachment (Fixture    *fixture,
                const char *content)
{
  const char *headers[] = { "Upload-Offset", "0", "Upload-Length", NULL, NULL };
  g_autofree char *length = g_strdup_printf ("%u", (guint) strlen (content));
  g_autofree char *sha256 = g_compute_checksum_for_string (G_CHECKSUM_SHA256, content, -1);
  g_autoptr (TgPracticeAnswer) answer = NULL;

  headers[3] = length;
  fixture->attachment = g_strconcat ("/v1/attachments/", sha256, NULL);
  answer = ask (fixture, fixture->mine, "PUT", fixture->attachment, content, headers);
  g_assert_cmpuint (answer->status, ==, 201);
}

static char *
make_draft (const char *enterprise,
            const char *name)
{
  return g_strdup_printf ("{\"form\":\"%s\",\"form_version\":1,\"enterprise\":\"%s\","
                          "\"document\":{\"name\":\"%s\"}}", FORM, enterprise, name);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  const char *new_one[] = { "If-None-Match", "*", NULL };
  g_autofree char *batch = make_item (ITEM, FILING, MINE, TG_ACTION_FILE, 0, NULL);
  g_autofree char *body = make_draft (MINE, SECRET);
  g_autofree char *result = NULL;
  g_autoptr (TgPracticeAnswer) start = NULL;
  g_autoptr (TgPracticeAnswer) draft = NULL;

  fixture->window = tg_practice_fixture_new (0);
  fixture->mine = g_strdup (fixture->window->token);
  fixture->theirs = tg_practice_fixture_log_in (fixture->window, "other", "secret: of+it%");
  start = ask (fixture, fixture->mine, "GET", "/v1/events", NULL, NULL);
  fixture->cursor = g_strdup (tg_json_get_string (tg_practice_answer_get (start), "cursor", ""));
  put_attachment (fixture, CONTENT);
  result = submit (fixture, fixture->mine, batch);
  g_assert_nonnull (strstr (result, "\"received\""));
  fixture->draft = g_strdup ("/v1/drafts/" FILING);
  draft = ask (fixture, fixture->mine, "PUT", fixture->draft, body, new_one);
  g_assert_cmpuint (draft->status, ==, 201);
  fixture->etag = g_strdup (tg_practice_answer_header (draft, "etag"));
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_free (fixture->mine);
  g_free (fixture->theirs);
  g_free (fixture->attachment);
  g_free (fixture->draft);
  g_free (fixture->etag);
  g_free (fixture->cursor);
  tg_practice_fixture_free (fixture->window);
}

/* Nothing of the first one's is in it. */
static void
assert_says_nothing (TgPracticeAnswer *answer)
{
  g_assert_null (strstr (answer->text, SECRET));
  g_assert_null (strstr (answer->text, FILING));
  g_assert_null (strstr (answer->text, ITEM));
  g_assert_null (strstr (answer->text, MINE));
}

static void
test_reading (Fixture       *fixture,
              gconstpointer  data)
{
  g_autofree char *feed = g_strconcat ("/v1/events?cursor=", fixture->cursor, NULL);
  const struct
  {
    const char *method;
    const char *path;
    guint       status;
  } requests[] = {
    { "GET", "/v1/events", 200 }, { "GET", feed, 200 }, { "GET", "/v1/filings", 200 },
    { "GET", "/v1/drafts", 200 }, { "GET", fixture->draft, 404 },
    { "HEAD", fixture->attachment, 404 }, { "GET", fixture->attachment, 404 },
    { "GET", "/v1/enquiries/enterprise-credit?q=" MINE, 200 },
    { "GET", "/v1/enquiries/enterprise-credit", 200 },
    { "GET", "/v1/enquiries/shipment", 200 }, { "GET", "/v1/enquiries/trade", 200 },
    { "GET", "/v1/enquiries/statistics", 200 }, { "GET", "/v1/enquiries/trace?q=" FILING, 200 },
    { "GET", "/v1/enquiries/trace", 200 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (requests); i++)
    {
      g_autoptr (TgPracticeAnswer) mine =
        ask (fixture, fixture->mine, requests[i].method, requests[i].path, NULL, NULL);
      g_autoptr (TgPracticeAnswer) theirs =
        ask (fixture, fixture->theirs, requests[i].method, requests[i].path, NULL, NULL);
      g_autoptr (TgPracticeAnswer) nobody =
        ask (fixture, NULL, requests[i].method, requests[i].path, NULL, NULL);

      g_test_message ("%s %s", requests[i].method, requests[i].path);
      g_assert_cmpuint (mine->status, ==, 200);
      g_assert_cmpuint (theirs->status, ==, requests[i].status);
      g_assert_cmpuint (nobody->status, ==, 401);
      assert_says_nothing (theirs);
      assert_says_nothing (nobody);
      if (g_str_has_prefix (requests[i].path, "/v1/attachments/"))
        g_assert_cmpstr (tg_practice_answer_header (theirs, "upload-offset"), ==, "0");
    }
}

/* Of each thing that the second one does with the first one's filing. */
static void
test_filing (Fixture       *fixture,
             gconstpointer  data)
{
  const struct
  {
    const char *enterprise;
    TgAction    action;
    gint64      base_revision;
  } tries[] = {
    { MINE, TG_ACTION_FILE, 0 }, { MINE, TG_ACTION_AMEND, 1 }, { MINE, TG_ACTION_WITHDRAW, 1 },
    { THEIRS, TG_ACTION_AMEND, 1 }, { THEIRS, TG_ACTION_WITHDRAW, 1 },
  };
  g_autoptr (TgPracticeAnswer) mine = NULL;
  JsonObject *filing;

  for (guint i = 0; i < G_N_ELEMENTS (tries); i++)
    {
      g_autofree char *id = tg_practice_fixture_new_id (fixture->window);
      g_autofree char *batch = make_item (id, FILING, tries[i].enterprise, tries[i].action,
                                          tries[i].base_revision, NULL);
      g_autofree char *result = submit (fixture, fixture->theirs, batch);

      g_test_message ("%u", i);
      g_assert_nonnull (strstr (result, "\"refused\""));
      g_assert_nonnull (strstr (result, "urn:single-window:problem:not-found"));
      g_assert_null (strstr (result, SECRET));
    }
  mine = ask (fixture, fixture->mine, "GET", "/v1/filings", NULL, NULL);
  filing = json_array_get_object_element (tg_json_get_array (tg_practice_answer_get (mine),
                                                             "filings"), 0);
  g_assert_cmpint (tg_json_get_int (filing, "revision", 0), ==, 1);
  g_assert_cmpuint (json_array_get_length (tg_json_get_array (filing, "submissions")), ==, 1);
}

/* The same identifiers are other ones there. */
static void
test_same_identifiers (Fixture       *fixture,
                       gconstpointer  data)
{
  g_autofree char *batch = make_item (ITEM, FILING, THEIRS, TG_ACTION_FILE, 0, NULL);
  g_autofree char *again = make_item (ITEM, FILING, MINE, TG_ACTION_FILE, 0, NULL);
  g_autofree char *theirs = submit (fixture, fixture->theirs, batch);
  g_autofree char *mine = submit (fixture, fixture->mine, again);

  g_assert_nonnull (strstr (theirs, "\"received\""));
  g_assert_nonnull (strstr (theirs, "\"duplicate\":false"));
  g_assert_nonnull (strstr (theirs, "\"revision\":1"));
  g_assert_nonnull (strstr (mine, "\"duplicate\":true"));
}

static void
test_drafts (Fixture       *fixture,
             gconstpointer  data)
{
  const char *known[] = { "If-Match", fixture->etag, NULL };
  const char *new_one[] = { "If-None-Match", "*", NULL };
  g_autofree char *named = make_draft (MINE, "x");
  g_autofree char *body = make_draft (THEIRS, "y");
  g_autoptr (TgPracticeAnswer) put =
    ask (fixture, fixture->theirs, "PUT", fixture->draft, body, known);
  g_autoptr (TgPracticeAnswer) deleted =
    ask (fixture, fixture->theirs, "DELETE", fixture->draft, NULL, known);
  g_autoptr (TgPracticeAnswer) foreign =
    ask (fixture, fixture->theirs, "PUT", fixture->draft, named, new_one);
  g_autoptr (TgPracticeAnswer) own =
    ask (fixture, fixture->theirs, "PUT", fixture->draft, body, new_one);
  g_autoptr (TgPracticeAnswer) mine =
    ask (fixture, fixture->mine, "GET", fixture->draft, NULL, NULL);

  g_assert_cmpuint (put->status, ==, 412);
  g_assert_true (json_object_get_null_member (tg_practice_answer_get (put), "current"));
  g_assert_cmpuint (deleted->status, ==, 412);
  g_assert_cmpuint (foreign->status, ==, 404);
  g_assert_cmpuint (own->status, ==, 201);
  assert_says_nothing (put);
  assert_says_nothing (deleted);
  g_assert_cmpuint (mine->status, ==, 200);
  g_assert_cmpstr (tg_practice_answer_header (mine, "etag"), ==, fixture->etag);
  g_assert_nonnull (strstr (mine->text, SECRET));
}

/* Knowing its digest does not make it theirs: neither to name it nor to go on with it. */
static void
test_attachments (Fixture       *fixture,
                  gconstpointer  data)
{
  const char *sha256 = fixture->attachment + strlen ("/v1/attachments/");
  const char *headers[] = { "Upload-Offset", "10", "Upload-Length", "31", NULL };
  g_autofree char *id = tg_practice_fixture_new_id (fixture->window);
  g_autofree char *filing = tg_practice_fixture_new_id (fixture->window);
  g_autofree char *batch = make_item (id, filing, THEIRS, TG_ACTION_FILE, 0, sha256);
  g_autofree char *own = make_item (id, filing, MINE, TG_ACTION_FILE, 0, sha256);
  g_autofree char *refused = submit (fixture, fixture->theirs, batch);
  g_autofree char *received = submit (fixture, fixture->mine, own);
  g_autoptr (TgPracticeAnswer) put =
    ask (fixture, fixture->theirs, "PUT", fixture->attachment, "rest", headers);
  g_autoptr (TgPracticeAnswer) whole =
    ask (fixture, fixture->mine, "GET", fixture->attachment, NULL, NULL);

  g_assert_nonnull (strstr (refused, "urn:single-window:problem:attachment-missing"));
  g_assert_nonnull (strstr (received, "\"received\""));
  g_assert_cmpuint (put->status, ==, 409);
  g_assert_cmpstr (tg_practice_answer_header (put, "upload-offset"), ==, "0");
  g_assert_cmpuint (whole->status, ==, 200);
  g_assert_cmpstr (whole->text, ==, CONTENT);
}

typedef struct
{
  GBytes *body;
} Poll;

static void
poll_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      data)
{
  Poll *poll = data;
  g_autoptr (GError) error = NULL;

  poll->body = soup_session_send_and_read_finish (SOUP_SESSION (source), result, &error);
  g_assert_no_error (error);
}

static void
wait_a_little (void)
{
  gint64 end = g_get_monotonic_time () + 300 * 1000;

  while (g_get_monotonic_time () < end)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (5000);
}

/* Their poll sleeps over what happens to the first one, and wakes for their own. */
static void
test_polls (Fixture       *fixture,
            gconstpointer  data)
{
  g_autofree char *url = g_strconcat (tg_practice_server_get_url (fixture->window->server),
                                      "/v1/events?wait=30", NULL);
  g_autofree char *value = g_strconcat ("Bearer ", fixture->theirs, NULL);
  g_autoptr (SoupMessage) message = soup_message_new ("GET", url);
  g_autofree char *filing = tg_practice_fixture_new_id (fixture->window);
  g_autofree char *mine = make_item (filing, filing, MINE, TG_ACTION_FILE, 0, NULL);
  g_autofree char *theirs = make_item (filing, filing, THEIRS, TG_ACTION_FILE, 0, NULL);
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autoptr (GBytes) body = NULL;
  Poll poll = { NULL };

  soup_message_headers_replace (soup_message_get_request_headers (message), "Authorization", value);
  soup_session_send_and_read_async (fixture->window->session, message, G_PRIORITY_DEFAULT, NULL,
                                    poll_cb, &poll);
  wait_a_little ();
  first = submit (fixture, fixture->mine, mine);
  wait_a_little ();
  g_assert_null (poll.body);
  second = submit (fixture, fixture->theirs, theirs);
  while (poll.body == NULL)
    g_main_context_iteration (NULL, TRUE);
  body = poll.body;
  g_assert_nonnull (g_strstr_len (g_bytes_get_data (body, NULL), (gssize) g_bytes_get_size (body),
                                  filing));
  g_assert_null (g_strstr_len (g_bytes_get_data (body, NULL), (gssize) g_bytes_get_size (body),
                               FILING));
}

static void
add (const char *path,
     void      (*test)(Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("/practice/apart/reading", test_reading);
  add ("/practice/apart/filing", test_filing);
  add ("/practice/apart/same-identifiers", test_same_identifiers);
  add ("/practice/apart/drafts", test_drafts);
  add ("/practice/apart/attachments", test_attachments);
  add ("/practice/apart/polls", test_polls);
  return g_test_run ();
}
