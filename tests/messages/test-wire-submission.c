/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-error.h"
#include "tg-wire-codec.h"

/* An item is frozen once; what the window reads of it is what was signed. */

#define ID     "01900000-0000-7000-8000-000000000001"
#define FILING "01900000-0000-7000-8000-000000000002"

/* Made by hand from the contract: canonical, digest by `openssl dgst -sha256 -binary | base64`. */
static const char SIGNED[] =
  "{\"action\":\"file\",\"attachments\":[],\"document\":{\"goods\":"
  "[{\"_line\":\"a\",\"qty\":\"2\"}],"
  "\"name\":\"保温杯\"},\"enterprise\":\"91410100MA9K0TEST5\",\"filing\":\"" FILING "\","
  "\"form\":\"customs.order\",\"form_version\":1,\"id\":\"" ID "\"}";
#define UNKNOWN_DIGEST "sha-256=:Y+n+hmBZcGcTrUoFTHtuPN2Kj32ckD0hlDcd4UZJXX8=:"
#define DIGEST         "sha-256=:CpNuQPJSmvROP8wOgfnBp30eAMrHODnAN6ZnkiKVxOs=:"

static TgSubmission *
make_submission (void)
{
  static const char document[] =
    "{\"name\":\"保温杯\",\"goods\":[{\"qty\":\"2\",\"_line\":\"a\"}]}";
  TgSubmission *item = g_new0 (TgSubmission, 1);

  item->id = g_strdup (ID);
  item->action = TG_ACTION_FILE;
  item->filing = g_strdup (FILING);
  item->form = g_strdup ("customs.order");
  item->form_version = 1;
  item->enterprise = g_strdup ("91410100MA9K0TEST5");
  item->document = tg_document_new_from_json (document, -1, NULL);
  return item;
}

static char *
to_text (GBytes *bytes)
{
  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

static void
test_freeze (void)
{
  g_autoptr (TgSubmission) item = make_submission ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) signed_bytes = tg_wire_get_signed_bytes (item, &error);
  g_autoptr (GBytes) frozen = tg_wire_freeze_submission (item, &error);
  g_autofree char *signed_text = to_text (signed_bytes);
  g_autofree char *text = to_text (frozen);

  g_assert_no_error (error);
  g_assert_cmpstr (signed_text, ==, SIGNED);
  g_assert_cmpstr (item->digest, ==, DIGEST);
  g_assert_nonnull (strstr (text, "\"digest\":\"" DIGEST "\""));
  g_assert_null (strstr (text, "signature"));
  g_assert_null (strstr (text, "base_revision"));
}

/* The signature is in the bytes, and not under itself. */
static void
test_signature (void)
{
  g_autoptr (TgSubmission) item = make_submission ();
  g_autoptr (GBytes) frozen = NULL;
  g_autoptr (GPtrArray) batch = g_ptr_array_new ();
  g_autoptr (GBytes) body = NULL;
  g_autoptr (GPtrArray) problems = NULL;
  g_autoptr (GPtrArray) read = NULL;
  g_autoptr (GBytes) signed_bytes = NULL;
  g_autofree char *signed_text = NULL;

  item->signature = g_strdup ("eyJ..sig");
  frozen = tg_wire_freeze_submission (item, NULL);
  g_ptr_array_add (batch, frozen);
  body = tg_wire_join_batch (batch);
  read = tg_wire_read_batch (body, &problems, NULL);
  g_assert_cmpuint (read->len, ==, 1);
  g_assert_null (problems->pdata[0]);
  g_assert_cmpstr (((TgSubmission *) read->pdata[0])->signature, ==, "eyJ..sig");
  signed_bytes = tg_wire_get_signed_bytes (read->pdata[0], NULL);
  signed_text = to_text (signed_bytes);
  g_assert_cmpstr (signed_text, ==, SIGNED);
}

static void
test_join (void)
{
  g_autoptr (GPtrArray) batch = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_autoptr (GBytes) body = NULL;
  g_autofree char *text = NULL;

  g_ptr_array_add (batch, g_bytes_new_static ("{\"a\":1}", 7));
  g_ptr_array_add (batch, g_bytes_new_static ("{ \"b\" : 2 }", 11));
  body = tg_wire_join_batch (batch);
  text = to_text (body);
  g_assert_cmpstr (text, ==, "{\"submissions\":[{\"a\":1},{ \"b\" : 2 }]}");
}

static void
test_incomplete (void)
{
  static const char * const members[] = { "id", "filing", "form", "document", "base_revision" };

  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    {
      g_autoptr (TgSubmission) item = make_submission ();
      g_autoptr (GError) error = NULL;

      if (i == 0)
        item->id[3] = 'x';
      else if (i == 1)
        g_clear_pointer (&item->filing, g_free);
      else if (i == 2)
        item->form[0] = '\0';
      else if (i == 3)
        g_clear_pointer (&item->document, tg_document_unref);
      else
        item->action = TG_ACTION_AMEND;
      g_assert_null (tg_wire_freeze_submission (item, &error));
      g_assert_error (error, TG_ERROR, TG_ERROR_INVALID);
      g_assert_nonnull (strstr (error->message, members[i]));
    }
}

/* What is wrong with one item is its own problem, at its place; the others are read. */
static const struct
{
  const char *from;
  const char *to;
  const char *pointer;     /* NULL: the batch as a whole is refused */
} faults[] = {
  { "\"action\":\"file\"", "\"action\":\"eat\"", "/action" },
  { "\"action\":\"file\"", "\"action\":\"amend\"", "/base_revision" },
  { "\"action\":\"file\"", "\"action\":\"file\",\"base_revision\":2", "/base_revision" },
  { "\"form_version\":1", "\"form_version\":0", "/form_version" },
  { "\"form_version\":1", "\"form_version\":\"1\"", "/form_version" },
  { "\"form_version\":1", "\"form_version\":1.5", "/form_version" },
  { "\"filing\":\"" FILING, "\"filing\":\"F1", "/filing" },
  { "\"form\":\"customs.order\"", "\"form\":7", "/form" },
  { "\"document\":{", "\"document\":[],\"other\":{", "/document" },
  { "\"qty\":\"2\"", "\"qty\":2.5", "/document" },
  { "\"qty\":\"2\"", "\"qty\":\"3\"", "/digest" },
  { "\"attachments\":[]", "\"attachments\":{}", "/attachments" },
  { "\"attachments\":[]", "\"attachments\":[{\"sha256\":\"00\",\"bytes\":1}]", "/attachments/0" },
  { "\"id\":\"" ID "\"", "\"id\":\"1\"", NULL },
  { "\"id\":\"" ID "\"", "\"id\":7", NULL },
};

static char *
replace (const char *text,
         const char *from,
         const char *to)
{
  g_auto (GStrv) parts = g_strsplit (text, from, 2);

  g_assert_nonnull (parts[1]);
  return g_strjoinv (to, parts);
}

static GPtrArray *
read_text (const char *text,
           GPtrArray **problems,
           GError    **error)
{
  g_autofree char *whole = g_strdup_printf ("{\"submissions\":[%s]}", text);
  g_autoptr (GBytes) body = g_bytes_new (whole, strlen (whole));

  return tg_wire_read_batch (body, problems, error);
}

static void
test_faults (void)
{
  g_autoptr (TgSubmission) item = make_submission ();
  g_autoptr (GBytes) frozen = tg_wire_freeze_submission (item, NULL);
  g_autofree char *text = to_text (frozen);

  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autofree char *bad = replace (text, faults[i].from, faults[i].to);
      g_autofree char *both = g_strconcat (text, ",", bad, NULL);
      g_autoptr (GPtrArray) problems = NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) read = read_text (both, &problems, &error);
      const TgProblem *problem;

      g_test_message ("%s", faults[i].to);
      if (faults[i].pointer == NULL)
        {
          g_assert_error (error, TG_ERROR, TG_ERROR_INVALID);
          g_assert_nonnull (strstr (error->message, "submissions/1"));
          continue;
        }
      g_assert_no_error (error);
      g_assert_cmpuint (read->len, ==, 2);
      g_assert_null (problems->pdata[0]);
      problem = problems->pdata[1];
      g_assert_nonnull (problem);
      g_assert_cmpstr (problem->code, ==, "invalid");
      g_assert_cmpstr (((TgFault *) problem->faults->pdata[0])->pointer, ==, faults[i].pointer);
    }
}

/* Members that this version does not know count in the digest, and are kept for the signature. */
static void
test_unknown_members (void)
{
  static const char signed_text[] =
    "{\"action\":\"file\",\"document\":{},\"enterprise\":\"E\",\"filing\":\"" FILING "\","
    "\"form\":\"f\",\"form_version\":1,\"id\":\"" ID "\",\"newer\":[1,{\"x\":null}]}";
  g_autofree char *text = NULL;
  g_autoptr (GPtrArray) problems = NULL;
  g_autoptr (GPtrArray) read = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *kept = NULL;

  text = g_strdup_printf ("%.*s,\"digest\":\"" UNKNOWN_DIGEST "\"}",
                          (int) strlen (signed_text) - 1, signed_text);
  read = read_text (text, &problems, NULL);
  g_assert_null (problems->pdata[0]);
  bytes = tg_wire_get_signed_bytes (read->pdata[0], NULL);
  kept = to_text (bytes);
  g_assert_cmpstr (kept, ==, signed_text);
}

static void
test_no_batch (void)
{
  static const char * const bodies[] = {
    "", "[]", "{}", "{\"submissions\":{}}", "{\"submissions\":[1]}", "{\"submissions\":[[]]}",
    "{\"submissions\":[{}]}", "{\"submissions\":[],\"submissions\":[]}", "<html>",
  };

  for (guint i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      g_autoptr (GBytes) body = g_bytes_new (bodies[i], strlen (bodies[i]));
      g_autoptr (GError) error = NULL;

      g_assert_null (tg_wire_read_batch (body, NULL, &error));
      g_assert_error (error, TG_ERROR, TG_ERROR_INVALID);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/messages/wire-submission/freeze", test_freeze);
  g_test_add_func ("/messages/wire-submission/signature", test_signature);
  g_test_add_func ("/messages/wire-submission/join", test_join);
  g_test_add_func ("/messages/wire-submission/incomplete", test_incomplete);
  g_test_add_func ("/messages/wire-submission/faults", test_faults);
  g_test_add_func ("/messages/wire-submission/unknown-members", test_unknown_members);
  g_test_add_func ("/messages/wire-submission/no-batch", test_no_batch);
  return g_test_run ();
}
