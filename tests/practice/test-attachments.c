/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "tg-practice-fixture.h"

#include "tg-json.h"
#include "tg-wire-codec.h"

/* The window's side of attachments: pieces, offsets, the digest, ranges, and the submission that
 * names one. */

#define TEXT "%PDF-1.7 twenty-five bytes"     /* 26 */
#define FORM "registration.goods"

static char *
make_path (const char *content)
{
  g_autofree char *sha256 = g_compute_checksum_for_string (G_CHECKSUM_SHA256, content, -1);

  return g_strconcat ("/v1/attachments/", sha256, NULL);
}

static TgPracticeAnswer *
put (TgPracticeFixture *fixture,
     const char        *path,
     const char        *piece,
     const char        *offset,
     const char        *length)
{
  g_autoptr (GBytes) body = g_bytes_new (piece, strlen (piece));
  const char *headers[] = { "Upload-Offset", offset, "Upload-Length", length, NULL };
  const TgPracticeRequest request = {
    "PUT", path, fixture->token, body, "application/octet-stream", headers
  };

  return tg_practice_fixture_ask (fixture, &request);
}

static void
assert_offset (TgPracticeAnswer *answer,
               guint             status,
               const char       *offset)
{
  g_assert_cmpuint (answer->status, ==, status);
  g_assert_cmpstr (tg_practice_answer_header (answer, "upload-offset"), ==, offset);
  g_assert_nonnull (answer->epoch);
}

static void
expect_state (TgPracticeFixture *fixture,
              const char        *path,
              guint              status,
              const char        *offset)
{
  g_autoptr (TgPracticeAnswer) answer =
    tg_practice_fixture_request (fixture, "HEAD", path, fixture->token, NULL);

  assert_offset (answer, status, offset);
  g_assert_cmpuint (answer->size, ==, 0);
}

static void
expect_put (TgPracticeFixture *fixture,
            const char        *path,
            const char        *piece,
            const char        *from,
            guint              status,
            const char        *offset)
{
  g_autoptr (TgPracticeAnswer) answer = put (fixture, path, piece, from, "26");

  assert_offset (answer, status, offset);
}

/* What arrived stays over a restart; a wrong offset names the right one; the whole is served, also
 * in ranges, and only to the account that sent it. */
static void
test_resume (void)
{
  g_autoptr (TgPracticeFixture) fixture = tg_practice_fixture_new (1);
  g_autofree char *path = make_path (TEXT);
  g_autofree char *other = NULL;
  g_autoptr (TgPracticeAnswer) whole = NULL;
  g_autoptr (TgPracticeAnswer) range = NULL;
  g_autoptr (TgPracticeAnswer) foreign = NULL;
  g_autoptr (TgPracticeAnswer) end = NULL;
  g_autoptr (TgPracticeAnswer) beyond = NULL;
  const char *headers[] = { "Range", "bytes=5-8", NULL };
  TgPracticeRequest request = { "GET", path, fixture->token, NULL, NULL, headers };

  expect_state (fixture, path, 404, "0");
  expect_put (fixture, path, "%PDF-1.7", "0", 202, "8");
  tg_practice_fixture_restart (fixture);
  expect_state (fixture, path, 404, "8");
  expect_put (fixture, path, "%PDF-1.7", "0", 409, "8");
  expect_put (fixture, path, &TEXT[8], "8", 201, "26");
  expect_put (fixture, path, &TEXT[8], "8", 201, "26");
  expect_state (fixture, path, 200, "26");
  whole = tg_practice_fixture_request (fixture, "GET", path, fixture->token, NULL);
  g_assert_cmpuint (whole->status, ==, 200);
  g_assert_cmpstr (whole->text, ==, TEXT);
  range = tg_practice_fixture_ask (fixture, &request);
  g_assert_cmpuint (range->status, ==, 206);
  g_assert_cmpstr (range->text, ==, "1.7 ");
  g_assert_cmpstr (tg_practice_answer_header (range, "content-range"), ==, "bytes 5-8/26");
  headers[1] = "bytes=20-99";
  end = tg_practice_fixture_ask (fixture, &request);
  g_assert_cmpuint (end->status, ==, 206);
  g_assert_cmpstr (end->text, ==, &TEXT[20]);
  headers[1] = "bytes=26-";
  beyond = tg_practice_fixture_ask (fixture, &request);
  g_assert_cmpuint (beyond->status, ==, 416);

  other = tg_practice_fixture_log_in (fixture, "other", "secret: of+it%");
  foreign = tg_practice_fixture_request (fixture, "GET", path, other, NULL);
  g_assert_cmpuint (foreign->status, ==, 404);
}

static void
expect_refused (TgPracticeAnswer *answer,
                guint             status,
                const char       *code)
{
  g_autofree char *type = g_strconcat ("urn:single-window:problem:", code, NULL);

  g_assert_cmpuint (answer->status, ==, status);
  g_assert_cmpstr (tg_json_get_string (tg_practice_answer_get (answer), "type", ""), ==, type);
}

/* What is not what its address says is dropped. */
static void
test_mismatch (void)
{
  g_autoptr (TgPracticeFixture) fixture = tg_practice_fixture_new (1);
  g_autofree char *path = make_path (TEXT);
  g_autoptr (TgPracticeAnswer) wrong = NULL;

  expect_put (fixture, path, "%PDF-1.6", "0", 202, "8");
  wrong = put (fixture, path, &TEXT[8], "8", "26");
  expect_refused (wrong, 422, "digest-mismatch");
  assert_offset (wrong, 422, "0");
  expect_state (fixture, path, 404, "0");
  expect_put (fixture, path, TEXT, "0", 201, "26");
}

static void
test_bad (void)
{
  g_autoptr (TgPracticeFixture) fixture = tg_practice_fixture_new (1);
  g_autofree char *path = make_path (TEXT);
  g_autofree char *large = g_strnfill (1024 * 1024 + 1, 'x');
  g_autoptr (TgPracticeAnswer) name =
    tg_practice_fixture_request (fixture, "GET", "/v1/attachments/ABC", fixture->token, NULL);
  g_autoptr (TgPracticeAnswer) no_offset =
    tg_practice_fixture_request (fixture, "PUT", path, fixture->token, "x");
  g_autoptr (TgPracticeAnswer) no_length = put (fixture, path, "x", "0", "0");
  g_autoptr (TgPracticeAnswer) beyond = put (fixture, path, "xyz", "0", "2");
  g_autoptr (TgPracticeAnswer) empty = put (fixture, path, "", "0", "2");
  g_autoptr (TgPracticeAnswer) piece = put (fixture, path, large, "0", "2000000");
  g_autoptr (TgPracticeAnswer) whole = put (fixture, path, "x", "0", "20971521");
  g_autoptr (TgPracticeAnswer) first = put (fixture, path, "x", "0", "26");
  g_autoptr (TgPracticeAnswer) changed = put (fixture, path, "x", "1", "27");

  expect_refused (name, 404, "not-found");
  expect_refused (no_offset, 400, "invalid");
  expect_refused (no_length, 400, "invalid");
  expect_refused (beyond, 400, "invalid");
  expect_refused (empty, 400, "invalid");
  expect_refused (piece, 413, "too-large");
  expect_refused (whole, 413, "too-large");
  g_assert_cmpuint (first->status, ==, 202);
  expect_refused (changed, 400, "invalid");
}

/* The connection ends in the middle of a piece: what came of it counts. */
static void
test_broken (void)
{
  g_autoptr (TgPracticeFixture) fixture = tg_practice_fixture_new (1);
  g_autofree char *path = make_path (TEXT);
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GUri) uri = g_uri_parse (tg_practice_server_get_url (fixture->server),
                                      G_URI_FLAGS_NONE, NULL);
  g_autoptr (GSocketConnection) connection =
    g_socket_client_connect_to_host (client, "127.0.0.1", (guint16) g_uri_get_port (uri), NULL,
                                     NULL);
  g_autofree char *head =
    g_strdup_printf ("PUT %s HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer %s\r\n"
                     "Upload-Offset: 0\r\nUpload-Length: 26\r\n"
                     "Content-Type: application/octet-stream\r\nContent-Length: 26\r\n\r\n"
                     "%.11s", path, fixture->token, TEXT);

  g_assert_nonnull (connection);
  g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (connection)), head,
                             strlen (head), NULL, NULL, NULL);
  for (int i = 0; i < 50; i++)
    {
      g_main_context_iteration (NULL, FALSE);
      g_usleep (2000);
    }
  g_io_stream_close (G_IO_STREAM (connection), NULL, NULL);
  for (int i = 0; i < 50; i++)
    {
      g_main_context_iteration (NULL, FALSE);
      g_usleep (2000);
    }
  expect_state (fixture, path, 404, "11");
  expect_put (fixture, path, &TEXT[11], "11", 201, "26");
}

static char *
make_item (const char *id,
           const char *filing,
           gint64      bytes)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TgDocument) document = tg_document_new ();
  g_autofree char *sha256 = g_compute_checksum_for_string (G_CHECKSUM_SHA256, TEXT, -1);
  TgAttachmentRef ref = {
    .sha256 = sha256, .name = (char *) "invoice.pdf", .media_type = (char *) "application/pdf",
    .bytes = bytes,
  };
  g_autoptr (GPtrArray) refs = g_ptr_array_new ();
  g_autoptr (GBytes) frozen = NULL;
  TgSubmission item = {
    .id = (char *) id, .action = TG_ACTION_FILE, .filing = (char *) filing,
    .form = (char *) FORM, .form_version = 1, .enterprise = (char *) TG_PRACTICE_ENTERPRISE,
    .document = tg_document_freeze (document), .attachments = refs,
  };

  g_ptr_array_add (refs, &ref);
  frozen = tg_wire_freeze_submission (&item, &error);
  g_assert_no_error (error);
  g_free (item.digest);
  return g_strndup (g_bytes_get_data (frozen, NULL), g_bytes_get_size (frozen));
}

static const char *
get_code (JsonObject *result)
{
  return tg_json_get_string (tg_json_get_object (result, "problem"), "type", "") +
         strlen ("urn:single-window:problem:");
}

/* A missing one is no judgement: the same id comes again after the upload. */
static void
test_submission (void)
{
  g_autoptr (TgPracticeFixture) fixture = tg_practice_fixture_new (1);
  g_autofree char *path = make_path (TEXT);
  g_autofree char *id = tg_practice_fixture_new_id (fixture);
  g_autofree char *other = tg_practice_fixture_new_id (fixture);
  g_autofree char *filing = tg_practice_fixture_new_id (fixture);
  g_autofree char *item = make_item (id, filing, 26);
  g_autofree char *lying = make_item (other, filing, 27);
  g_autoptr (JsonObject) missing = tg_practice_fixture_send (fixture, item);
  g_autoptr (JsonObject) received = NULL;
  g_autoptr (JsonObject) wrong = NULL;

  g_assert_cmpstr (get_code (missing), ==, "attachment-missing");
  expect_put (fixture, path, TEXT, "0", 201, "26");
  wrong = tg_practice_fixture_send (fixture, lying);
  g_assert_cmpstr (get_code (wrong), ==, "invalid");
  received = tg_practice_fixture_send (fixture, item);
  g_assert_cmpstr (tg_json_get_string (received, "outcome", ""), ==, "received");
  g_assert_false (tg_json_get_boolean (received, "duplicate", TRUE));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/practice/attachments/resume", test_resume);
  g_test_add_func ("/practice/attachments/mismatch", test_mismatch);
  g_test_add_func ("/practice/attachments/bad", test_bad);
  g_test_add_func ("/practice/attachments/broken", test_broken);
  g_test_add_func ("/practice/attachments/submission", test_submission);
  return g_test_run ();
}
