/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-practice-fixture.h"

#include "tg-data-dir.h"
#include "tg-db-statement.h"
#include "tg-form-judge.h"
#include "tg-json.h"
#include "tg-wire-codec.h"

/* What the tests of the practice window share. */

static void
open_server (TgPracticeFixture *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TgChance) chance = tg_chance_new_seeded (self->seed);
  TgPracticeOptions options = {
    .database = self->database,
    .speed = self->speed,
    .clock = TG_CLOCK (self->clock),
    .chance = chance,
    .scenario = self->scenario,
    .judge = self->judge,
    .rate = self->rate,
    .bounds = self->bounds,
    .shelf = self->shelf,
  };

  self->server = tg_practice_server_open (&options, &error);
  g_assert_no_error (error);
  tg_practice_server_listen (self->server, 0, &error);
  g_assert_no_error (error);
}

static void
add_account (TgPracticeFixture *self,
             const char        *account,
             const char        *enterprise)
{
  g_autoptr (GError) error = NULL;

  tg_practice_server_add_account (self->server, account, "secret: of+it%", &error);
  g_assert_no_error (error);
  tg_practice_server_add_enterprise (self->server, account, enterprise, &error);
  g_assert_no_error (error);
}

TgPracticeFixture *
tg_practice_fixture_new (guint speed)
{
  TgPracticeFixture *self = g_new0 (TgPracticeFixture, 1);

  self->folder = tg_test_make_folder ();
  self->database = g_build_filename (self->folder, "practice.db", NULL);
  self->clock = tg_test_clock_new (NULL);
  self->speed = speed;
  self->seed = 7;
  self->session = soup_session_new ();
  open_server (self);
  add_account (self, "sample", TG_PRACTICE_ENTERPRISE);
  add_account (self, "other", "91410100MA9K0OTHER");
  self->token = tg_practice_fixture_log_in (self, "sample", "secret: of+it%");
  g_assert_nonnull (self->token);
  return self;
}

void
tg_practice_fixture_free (TgPracticeFixture *self)
{
  g_clear_object (&self->session);
  g_clear_object (&self->server);
  g_clear_pointer (&self->scenario, tg_scenario_unref);
  g_clear_object (&self->clock);
  g_clear_object (&self->judge);
  g_clear_object (&self->shelf);
  tg_test_remove_folder (self->folder);
  g_free (self->folder);
  g_free (self->database);
  g_free (self->token);
  g_free (self);
}

void
tg_practice_fixture_restart (TgPracticeFixture *self)
{
  g_clear_object (&self->server);
  self->seed++;
  open_server (self);
}

void
tg_practice_fixture_use_forms (TgPracticeFixture *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TgCatalogue) catalogue = tg_catalogue_load (NULL, &error);
  g_autofree char *path = tg_data_dir_codes ();
  g_autoptr (TgCodeShelf) shelf = NULL;

  g_assert_no_error (error);
  shelf = tg_code_shelf_open (path, &error);
  g_assert_no_error (error);
  self->judge = TG_JUDGE (tg_form_judge_new (catalogue, TG_CODE_LOOKUP (shelf)));
  tg_practice_fixture_restart (self);
}

/* As data/codes/make-codes-db.py makes it, as far as a window reads it. */
#define CODES_SCHEMA \
  "CREATE TABLE code_table (name TEXT, version TEXT);" \
  "CREATE TABLE code (table_name TEXT, code TEXT, valid_from TEXT, valid_to TEXT, name_zh TEXT," \
  "  name_en TEXT, extra TEXT);"

static void
write_code (TgDb                 *db,
            const TgPracticeCode *code)
{
  g_autoptr (TgDbStatement) st =
    tg_db_prepare (db,
                   "INSERT INTO code VALUES ('units', :code, :from, :to, :zh, :en, '{}')", NULL);

  tg_db_bind_text (st, ":code", code->code);
  tg_db_bind_text (st, ":from", code->valid_from);
  tg_db_bind_text (st, ":to", code->valid_to);
  tg_db_bind_text (st, ":zh", code->name_zh);
  tg_db_bind_text (st, ":en", code->name_en);
  g_assert_true (tg_db_run (st, NULL));
}

static void
write_codes (const char           *path,
             const char           *version,
             const TgPracticeCode *codes,
             guint                 n_codes)
{
  const TgDbOptions options = { .path = path, .application_id = 0x54474344 };
  g_autoptr (GError) error = NULL;
  g_autoptr (TgDb) db = tg_db_open (&options, &error);
  g_autoptr (TgDbStatement) st = NULL;

  g_assert_no_error (error);
  tg_db_exec (db, CODES_SCHEMA, &error);
  g_assert_no_error (error);
  st = tg_db_prepare (db, "INSERT INTO code_table VALUES ('units', :version)", &error);
  g_assert_no_error (error);
  tg_db_bind_text (st, ":version", version);
  g_assert_true (tg_db_run (st, NULL));
  for (guint i = 0; i < n_codes; i++)
    write_code (db, &codes[i]);
}

void
tg_practice_fixture_use_codes (TgPracticeFixture    *self,
                               const char           *version,
                               const TgPracticeCode *codes,
                               guint                 n_codes)
{
  g_autofree char *name = g_strconcat ("codes-", version, ".db", NULL);
  g_autofree char *path = g_build_filename (self->folder, name, NULL);
  g_autoptr (GError) error = NULL;

  write_codes (path, version, codes, n_codes);
  g_clear_object (&self->shelf);
  self->shelf = tg_code_shelf_open (path, &error);
  g_assert_no_error (error);
  tg_practice_fixture_restart (self);
}

static void
finish_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      place)
{
  g_autoptr (GError) error = NULL;

  *(GBytes **) place = soup_session_send_and_read_finish (SOUP_SESSION (source), result, &error);
  g_assert_no_error (error);
}

static void
keep_header (const char *name,
             const char *value,
             gpointer    headers)
{
  g_hash_table_replace (headers, g_ascii_strdown (name, -1), g_strdup (value));
}

static TgPracticeAnswer *
send (TgPracticeFixture *self,
      SoupMessage       *message)
{
  TgPracticeAnswer *answer = g_new0 (TgPracticeAnswer, 1);
  SoupMessageHeaders *headers = soup_message_get_response_headers (message);
  g_autoptr (GBytes) body = NULL;

  soup_session_send_and_read_async (self->session, message, G_PRIORITY_DEFAULT, NULL, finish_cb,
                                    &body);
  while (body == NULL)
    g_main_context_iteration (NULL, TRUE);
  answer->status = soup_message_get_status (message);
  answer->type = g_strdup (soup_message_headers_get_content_type (headers, NULL));
  answer->epoch = g_strdup (soup_message_headers_get_one (headers, "Single-Window-Epoch"));
  answer->size = g_bytes_get_size (body);
  answer->text = g_malloc0 (answer->size + 1);
  if (answer->size > 0)
    memcpy (answer->text, g_bytes_get_data (body, NULL), answer->size);
  answer->headers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  soup_message_headers_foreach (headers, keep_header, answer->headers);
  g_assert_cmpstr (soup_message_headers_get_one (headers, "Connection"), ==, "close");
  if (answer->type != NULL && g_str_has_suffix (answer->type, "json") && *answer->text != '\0')
    answer->json = tg_json_parse (answer->text, -1, NULL, NULL);
  return answer;
}

TgPracticeAnswer *
tg_practice_fixture_request (TgPracticeFixture *self,
                             const char        *method,
                             const char        *path,
                             const char        *token,
                             const char        *body)
{
  g_autoptr (GBytes) bytes = body != NULL ? g_bytes_new (body, strlen (body)) : NULL;
  const TgPracticeRequest request = { method, path, token, bytes, "application/json", NULL };

  return tg_practice_fixture_ask (self, &request);
}

const char *
tg_practice_answer_header (TgPracticeAnswer *self,
                           const char       *name)
{
  return g_hash_table_lookup (self->headers, name);
}

TgPracticeAnswer *
tg_practice_fixture_ask (TgPracticeFixture       *self,
                         const TgPracticeRequest *request)
{
  g_autofree char *url = g_strconcat (tg_practice_server_get_url (self->server), request->path,
                                      NULL);
  g_autoptr (SoupMessage) message = soup_message_new (request->method, url);
  SoupMessageHeaders *headers = soup_message_get_request_headers (message);

  if (self->language != NULL)
    soup_message_headers_replace (headers, "Accept-Language", self->language);
  if (request->token != NULL)
    {
      g_autofree char *value = g_strconcat ("Bearer ", request->token, NULL);

      soup_message_headers_replace (headers, "Authorization", value);
    }
  for (guint i = 0; request->headers != NULL && request->headers[i] != NULL; i += 2)
    soup_message_headers_replace (headers, request->headers[i], request->headers[i + 1]);
  if (request->body != NULL)
    soup_message_set_request_body_from_bytes (message, request->type, request->body);
  return send (self, message);
}

TgPracticeAnswer *
tg_practice_fixture_try_secret (TgPracticeFixture *self,
                                const char        *account,
                                const char        *secret)
{
  g_autofree char *url = g_strconcat (tg_practice_server_get_url (self->server), "/oauth/token",
                                      NULL);
  g_autoptr (SoupMessage) message = soup_message_new ("POST", url);
  g_autoptr (GBytes) bytes = g_bytes_new_static ("grant_type=client_credentials", 29);
  g_autofree char *escaped = g_uri_escape_string (secret, NULL, FALSE);
  g_autofree char *pair = g_strdup_printf ("%s:%s", account, escaped);
  g_autofree char *basic = g_base64_encode ((guchar *) pair, strlen (pair));
  g_autofree char *value = g_strconcat ("Basic ", basic, NULL);

  soup_message_headers_replace (soup_message_get_request_headers (message), "Authorization", value);
  soup_message_set_request_body_from_bytes (message, "application/x-www-form-urlencoded", bytes);
  return send (self, message);
}

char *
tg_practice_fixture_log_in (TgPracticeFixture *self,
                            const char        *account,
                            const char        *secret)
{
  g_autoptr (TgPracticeAnswer) answer = tg_practice_fixture_try_secret (self, account, secret);

  if (answer->status != 200)
    {
      g_assert_cmpuint (answer->status, ==, 401);
      g_assert_cmpstr (tg_json_get_string (tg_practice_answer_get (answer), "error", ""), ==,
                       "invalid_client");
      return NULL;
    }
  return g_strdup (tg_json_get_string (tg_practice_answer_get (answer), "access_token", NULL));
}

void
tg_practice_answer_free (TgPracticeAnswer *self)
{
  g_free (self->type);
  g_free (self->epoch);
  g_free (self->text);
  g_hash_table_unref (self->headers);
  g_clear_pointer (&self->json, json_node_unref);
  g_free (self);
}

JsonObject *
tg_practice_answer_get (TgPracticeAnswer *self)
{
  g_assert_nonnull (self->json);
  g_assert_true (JSON_NODE_HOLDS_OBJECT (self->json));
  return json_node_get_object (self->json);
}

char *
tg_practice_fixture_new_id (TgPracticeFixture *self)
{
  return g_strdup_printf ("0190a06c-0000-7000-8000-%012x", ++self->n_ids);
}

static char *
freeze_item (TgAction    action,
             const char *id,
             const char *filing,
             const char *form,
             gint64      base_revision,
             const char *document)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TgDocument) parsed = tg_document_new_from_json (document, -1, &error);
  g_autoptr (GBytes) frozen = NULL;
  TgSubmission item = {
    .id = (char *) id,
    .action = action,
    .filing = (char *) filing,
    .form = (char *) form,
    .form_version = 1,
    .enterprise = (char *) TG_PRACTICE_ENTERPRISE,
    .document = parsed,
    .base_revision = base_revision,
  };

  g_assert_no_error (error);
  frozen = tg_wire_freeze_submission (&item, &error);
  g_assert_no_error (error);
  g_free (item.digest);
  return g_strndup (g_bytes_get_data (frozen, NULL), g_bytes_get_size (frozen));
}

char *
tg_practice_fixture_item (const char *id,
                          const char *filing,
                          const char *form,
                          gint64      base_revision,
                          const char *document)
{
  return freeze_item (base_revision == 0 ? TG_ACTION_FILE : TG_ACTION_AMEND, id, filing, form,
                      base_revision, document);
}

char *
tg_practice_fixture_withdrawal (const char *id,
                                const char *filing,
                                const char *form,
                                gint64      base_revision,
                                const char *document)
{
  return freeze_item (TG_ACTION_WITHDRAW, id, filing, form, base_revision, document);
}

JsonObject *
tg_practice_fixture_send (TgPracticeFixture *self,
                          const char        *item)
{
  g_autofree char *body = g_strdup_printf ("{\"submissions\":[%s]}", item);
  g_autoptr (TgPracticeAnswer) answer =
    tg_practice_fixture_request (self, "POST", "/v1/submissions", self->token, body);
  JsonArray *results;

  g_assert_cmpuint (answer->status, ==, 200);
  results = tg_json_get_array (tg_practice_answer_get (answer), "results");
  g_assert_cmpuint (json_array_get_length (results), ==, 1);
  return json_object_ref (json_array_get_object_element (results, 0));
}

JsonArray *
tg_practice_fixture_events (TgPracticeFixture *self,
                            guint              seconds)
{
  JsonArray *all = json_array_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_strdup ("/v1/events?limit=7");
  gboolean more = TRUE;

  for (guint i = 0; i < seconds; i++)
    {
      tg_test_clock_advance (self->clock, G_USEC_PER_SEC);
      tg_practice_server_run_due (self->server, &error);
      g_assert_no_error (error);
    }
  while (more)
    {
      g_autoptr (TgPracticeAnswer) answer =
        tg_practice_fixture_request (self, "GET", path, self->token, NULL);
      JsonObject *page = tg_practice_answer_get (answer);
      JsonArray *events = tg_json_get_array (page, "events");

      g_assert_cmpuint (answer->status, ==, 200);
      for (guint i = 0; i < json_array_get_length (events); i++)
        json_array_add_element (all, json_node_ref (json_array_get_element (events, i)));
      more = tg_json_get_boolean (page, "more", FALSE);
      g_free (path);
      path = g_strdup_printf ("/v1/events?limit=7&cursor=%s",
                              tg_json_get_string (page, "cursor", ""));
    }
  return all;
}

char *
tg_practice_fixture_codes (JsonArray  *events,
                           const char *filing)
{
  GString *codes = g_string_new (NULL);

  for (guint i = 0; i < json_array_get_length (events); i++)
    {
      JsonObject *event = json_array_get_object_element (events, i);

      if (g_strcmp0 (tg_json_get_string (event, "type", ""), "receipt") != 0 ||
          g_strcmp0 (tg_json_get_string (event, "filing", ""), filing) != 0)
        continue;
      if (codes->len > 0)
        g_string_append_c (codes, ' ');
      g_string_append (codes, tg_json_get_string (tg_json_get_object (event, "data"), "code", "?"));
    }
  return g_string_free (codes, FALSE);
}

JsonObject *
tg_practice_fixture_find (JsonArray  *events,
                          const char *type,
                          const char *filing)
{
  for (guint i = json_array_get_length (events); i > 0; i--)
    {
      JsonObject *event = json_array_get_object_element (events, i - 1);

      if (g_str_equal (tg_json_get_string (event, "type", ""), type) &&
          (filing == NULL || g_str_equal (tg_json_get_string (event, "filing", ""), filing)))
        return tg_json_get_object (event, "data");
    }
  return NULL;
}
