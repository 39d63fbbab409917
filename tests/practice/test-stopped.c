/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <signal.h>

#include "tg-json.h"
#include "tg-practice-fixture.h"
#include "tg-practice-program.h"

/* The program itself, asked to end: what runs is answered, what waits is let go, nobody new gets
 * in, and the database is one file when it is gone. */

typedef struct
{
  char              *folder;
  TgPracticeProgram  program;
  GSocketConnection *connection;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->folder = tg_test_make_folder ();
  tg_practice_program_init (&fixture->program, fixture->folder);
  tg_practice_program_start (&fixture->program);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_clear_object (&fixture->connection);
  tg_practice_program_clear (&fixture->program);
  tg_test_remove_folder (fixture->folder);
  g_free (fixture->folder);
}

static GSocketConnection *
connect_to (Fixture *fixture)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  const char *port = strrchr (fixture->program.url, ':') + 1;

  return g_socket_client_connect_to_host (client, "127.0.0.1",
                                          (guint16) g_ascii_strtoull (port, NULL, 10), NULL, NULL);
}

static void
say (Fixture    *fixture,
     const char *text)
{
  g_autoptr (GError) error = NULL;
  GOutputStream *out;

  if (fixture->connection == NULL)
    fixture->connection = connect_to (fixture);
  out = g_io_stream_get_output_stream (G_IO_STREAM (fixture->connection));
  g_output_stream_write_all (out, text, strlen (text), NULL, NULL, &error);
  g_assert_no_error (error);
}

/* All that the window still says. (transfer full) */
static char *
hear (Fixture *fixture)
{
  GInputStream *in = g_io_stream_get_input_stream (G_IO_STREAM (fixture->connection));
  GString *text = g_string_new (NULL);
  char buffer[4096];
  gssize length;

  while ((length = g_input_stream_read (in, buffer, sizeof buffer, NULL, NULL)) > 0)
    g_string_append_len (text, buffer, length);
  return g_string_free (text, FALSE);
}

/* With nothing lost: its log was written back, and it comes to its end by itself. */
static void
assert_ends (Fixture *fixture)
{
  g_autofree char *wal = g_strconcat (fixture->program.database, "-wal", NULL);
  g_autoptr (GError) error = NULL;

  g_subprocess_wait_check (fixture->program.process, NULL, &error);
  g_assert_no_error (error);
  g_clear_object (&fixture->program.process);
  g_assert_false (g_file_test (wal, G_FILE_TEST_EXISTS));
}

static void
ask_to_end (Fixture *fixture)
{
  g_subprocess_send_signal (fixture->program.process, SIGTERM);
}

static void
test_idle (Fixture       *fixture,
           gconstpointer  data)
{
  gint64 start = g_get_monotonic_time ();

  g_subprocess_send_signal (fixture->program.process, SIGINT);
  assert_ends (fixture);
  g_assert_cmpint (g_get_monotonic_time () - start, <,
                   TG_PRACTICE_CLOSE_SECONDS * G_USEC_PER_SEC * tg_test_get_slowness () / 2);
}

static void
test_poll (Fixture       *fixture,
           gconstpointer  data)
{
  g_autofree char *head =
    g_strdup_printf ("GET /v1/events?wait=50 HTTP/1.1\r\nHost: localhost\r\n"
                     "Authorization: %s\r\n\r\n", fixture->program.token);
  g_autofree char *answer = NULL;
  g_autoptr (JsonNode) page = NULL;

  say (fixture, head);
  g_usleep (300 * 1000);
  ask_to_end (fixture);
  answer = hear (fixture);
  g_assert_true (g_str_has_prefix (answer, "HTTP/1.1 200 "));
  page = tg_json_parse (strstr (answer, "\r\n\r\n") + 4, -1, NULL, NULL);
  g_assert_nonnull (page);
  g_assert_cmpuint (json_array_get_length (tg_json_get_array (json_node_get_object (page),
                                                              "events")), ==, 0);
  assert_ends (fixture);
}

/* One that is half said is heard to its end, and kept. */
static void
test_running (Fixture       *fixture,
              gconstpointer  data)
{
  g_autofree char *body = tg_practice_program_batch (1);
  g_autofree char *head =
    g_strdup_printf ("POST /v1/submissions HTTP/1.1\r\nHost: localhost\r\nAuthorization: %s\r\n"
                     "Content-Type: application/json\r\n"
                     "Content-Length: %" G_GSIZE_FORMAT "\r\n\r\n{", fixture->program.token,
                     strlen (body));
  g_autofree char *answer = NULL;
  g_autoptr (GSocketConnection) late = NULL;
  g_autoptr (JsonNode) node = NULL;

  say (fixture, head);
  g_usleep (200 * 1000);
  ask_to_end (fixture);
  g_usleep (300 * 1000);
  late = connect_to (fixture);
  g_assert_null (late);
  say (fixture, body + 1);
  answer = hear (fixture);
  g_assert_true (g_str_has_prefix (answer, "HTTP/1.1 200 "));
  g_assert_nonnull (strstr (answer, "\"received\""));
  assert_ends (fixture);

  tg_practice_program_start (&fixture->program);
  node = tg_practice_program_request (&fixture->program, "/v1/submissions", fixture->program.token,
                                      "application/json", body);
  g_assert_true (tg_json_get_boolean (json_array_get_object_element (
                                        tg_json_get_array (json_node_get_object (node), "results"),
                                        0), "duplicate", FALSE));
  tg_practice_program_end (&fixture->program, SIGTERM);
}

/* Who never comes to an end is not waited for. */
static void
test_stuck (Fixture       *fixture,
            gconstpointer  data)
{
  gint64 start = g_get_monotonic_time ();
  g_autofree char *head =
    g_strdup_printf ("POST /v1/submissions HTTP/1.1\r\nHost: localhost\r\nAuthorization: %s\r\n"
                     "Content-Type: application/json\r\nContent-Length: 999\r\n\r\n{",
                     fixture->program.token);

  say (fixture, head);
  g_usleep (200 * 1000);
  ask_to_end (fixture);
  if (GPOINTER_TO_INT (data) > 1)
    {
      g_usleep (500 * 1000);
      ask_to_end (fixture);
    }
  assert_ends (fixture);
  if (GPOINTER_TO_INT (data) > 1)
    g_assert_cmpint (g_get_monotonic_time () - start, <,
                     TG_PRACTICE_CLOSE_SECONDS * G_USEC_PER_SEC * tg_test_get_slowness () / 2);
  else
    g_assert_cmpint (g_get_monotonic_time () - start, <,
                     2 * TG_PRACTICE_CLOSE_SECONDS * G_USEC_PER_SEC * tg_test_get_slowness ());
}

static void
add (const char *path,
     void      (*test)(Fixture *, gconstpointer),
     int         data)
{
  g_test_add (path, Fixture, GINT_TO_POINTER (data), set_up, test, tear_down);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("/practice/stopped/idle", test_idle, 0);
  add ("/practice/stopped/poll", test_poll, 0);
  add ("/practice/stopped/running", test_running, 0);
  add ("/practice/stopped/stuck", test_stuck, 1);
  add ("/practice/stopped/twice", test_stuck, 2);
  return g_test_run ();
}
