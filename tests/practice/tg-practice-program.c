/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-practice-program.h"

#include "tg-json.h"
#include "tg-practice-fixture.h"

/* For the tests that end the program, one way or the other. */

JsonNode *
tg_practice_program_request (TgPracticeProgram *self,
                             const char        *path,
                             const char        *header,
                             const char        *type,
                             const char        *body)
{
  g_autofree char *url = g_strconcat (self->url, path, NULL);
  g_autoptr (SoupMessage) message = soup_message_new (body != NULL ? "POST" : "GET", url);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) answer = NULL;

  soup_message_headers_replace (soup_message_get_request_headers (message), "Authorization",
                                header);
  if (body != NULL)
    {
      g_autoptr (GBytes) bytes = g_bytes_new (body, strlen (body));

      soup_message_set_request_body_from_bytes (message, type, bytes);
    }
  answer = soup_session_send_and_read (self->session, message, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (soup_message_get_status (message), ==, 200);
  return tg_json_parse (g_bytes_get_data (answer, NULL), (gssize) g_bytes_get_size (answer), NULL,
                        NULL);
}

static void
log_in (TgPracticeProgram *self)
{
  g_autoptr (JsonNode) node =
    tg_practice_program_request (self, "/oauth/token", "Basic cHVwaWw6c2VjcmV0",
                                 "application/x-www-form-urlencoded",
                                 "grant_type=client_credentials");
  const char *token = tg_json_get_string (json_node_get_object (node), "access_token", "");

  g_free (self->token);
  self->token = g_strconcat ("Bearer ", token, NULL);
}

void
tg_practice_program_start (TgPracticeProgram *self)
{
  g_autofree char *program =
    g_test_build_filename (G_TEST_BUILT, "..", "src", "programs", "tongguan-practice", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GDataInputStream) output = NULL;
  g_autofree char *line = NULL;

  self->process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, program, "--db",
                                    self->database, "--account", "pupil:secret", "--enterprise",
                                    TG_PRACTICE_PROGRAM_ENTERPRISE, "--speed", "20", NULL);
  g_assert_no_error (error);
  output = g_data_input_stream_new (g_subprocess_get_stdout_pipe (self->process));
  line = g_data_input_stream_read_line (output, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_str_has_prefix (line, "listening on http://127.0.0.1:"));
  g_free (self->url);
  self->url = g_strdup (line + strlen ("listening on "));
  log_in (self);
}

void
tg_practice_program_end (TgPracticeProgram *self,
                         int                signal)
{
  g_subprocess_send_signal (self->process, signal);
  g_subprocess_wait (self->process, NULL, NULL);
  g_clear_object (&self->process);
}

void
tg_practice_program_init (TgPracticeProgram *self,
                          const char        *folder)
{
  *self = (TgPracticeProgram) { .session = soup_session_new () };
  self->database = g_build_filename (folder, "practice.db", NULL);
}

void
tg_practice_program_clear (TgPracticeProgram *self)
{
  g_clear_object (&self->session);
  g_free (self->database);
  g_free (self->url);
  g_free (self->token);
}

char *
tg_practice_program_batch (guint number)
{
  g_autofree char *id = g_strdup_printf ("0190a06c-0000-7000-8000-%012x", number);
  g_autofree char *item = tg_practice_fixture_item (id, id, "registration.goods", 0, "{}");

  return g_strdup_printf ("{\"submissions\":[%s]}", item);
}
