/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "tg-practice-fixture.h"

#include "tg-wire-codec.h"

/* The window's side of the contract, byte by byte. exchanges/NN-name.http holds a request, a
 * line "----" and the answer; they are sent in their order over a bare socket to one window.
 * Whatever differs from run to run is named: ids as {uuid-1}, {uuid-2} … in the order in which
 * they first appear, the token as {token}, a signature and the key behind it as {signed}. Both
 * sides share a codec, so what it writes is compared here with what a person wrote. With
 * CONTRACT_WRITE=1 the answers are written instead, to be read before they are committed. */

#define SEPARATOR "\n----\n"

typedef struct
{
  TgPracticeFixture *fixture;
  GHashTable        *names;      /* id → its name */
} Run;

static char *
replace_all (const char *text,
             const char *old,
             const char *new_text)
{
  GString *result = g_string_new (text);

  g_string_replace (result, old, new_text, 0);
  return g_string_free (result, FALSE);
}

static gboolean
name_id (const GMatchInfo *info,
         GString          *result,
         gpointer          data)
{
  Run *run = data;
  g_autofree char *id = g_match_info_fetch (info, 0);
  const char *name = g_hash_table_lookup (run->names, id);

  if (name == NULL)
    {
      char *made = g_strdup_printf ("{uuid-%u}", g_hash_table_size (run->names) + 1);

      g_hash_table_insert (run->names, g_strdup (id), made);
      name = made;
    }
  g_string_append (result, name);
  return FALSE;
}

/* The answer as the file has it: without Date, ids named. Ids that the client made stay. */
static char *
normalise (Run        *run,
           const char *answer)
{
  g_autoptr (GRegex) date = g_regex_new ("^Date: .*\n", G_REGEX_MULTILINE, 0, NULL);
  g_autoptr (GRegex) token = g_regex_new ("(?<=\"access_token\":\")[0-9a-f]{64}", 0, 0, NULL);
  g_autoptr (GRegex) id = g_regex_new ("(?!0190a06c)[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-"
                                       "[89ab][0-9a-f]{3}-[0-9a-f]{12}", 0, 0, NULL);
  g_autoptr (GRegex) key =
    g_regex_new ("Content-Length: \\d+(?=\n[^{]*\\{.*\"code_table_keys\")", 0, 0, NULL);
  g_autoptr (GRegex) signature = g_regex_new ("(?<=\"signature\":\")[^\"]+|"
                                              "(?<=\"code_table_keys\":\\[\")[^\"]+", 0, 0, NULL);
  g_autofree char *plain = replace_all (answer, "\r\n", "\n");
  g_autofree char *undated = g_regex_replace_literal (date, plain, -1, 0, "", 0, NULL);
  g_autofree char *unnamed = g_regex_replace_literal (token, undated, -1, 0, "{token}", 0, NULL);
  g_autofree char *unmeasured = g_regex_replace_literal (key, unnamed, -1, 0,
                                                         "Content-Length: {length}", 0, NULL);
  g_autofree char *unsigned_text = g_regex_replace_literal (signature, unmeasured, -1, 0,
                                                            "{signed}", 0, NULL);

  return g_regex_replace_eval (id, unsigned_text, -1, 0, 0, name_id, run, NULL);
}

/* The names in a request are what they stand for. */
static char *
fill_in (Run        *run,
         const char *request)
{
  char *text = replace_all (request, "{token}", run->fixture->token);
  GHashTableIter iter;
  gpointer id, name;

  g_hash_table_iter_init (&iter, run->names);
  while (g_hash_table_iter_next (&iter, &id, &name))
    {
      char *next = replace_all (text, name, id);

      g_free (text);
      text = next;
    }
  return text;
}

static GString *
make_request (Run        *run,
              const char *request)
{
  g_autofree char *text = fill_in (run, request);
  char *body = strstr (text, "\n\n");
  GString *bytes = g_string_new (NULL);
  g_autofree char *head = NULL;
  g_autofree char *lines = NULL;

  g_assert_nonnull (body);
  *body = '\0';
  body += 2;
  lines = replace_all (text, "\n", "\r\n");
  g_string_append_printf (bytes, "%s\r\nHost: 127.0.0.1\r\n", lines);
  if (*body != '\0')
    g_string_append_printf (bytes, "Content-Length: %" G_GSIZE_FORMAT "\r\n", strlen (body));
  g_string_append_printf (bytes, "\r\n%s", body);
  return bytes;
}

typedef struct
{
  GOutputStream *output;
  gboolean       is_done;
} Reading;

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      data)
{
  Reading *reading = data;
  g_autoptr (GError) error = NULL;

  g_output_stream_splice_finish (G_OUTPUT_STREAM (source), result, &error);
  g_assert_no_error (error);
  reading->is_done = TRUE;
}

static char *
exchange (Run        *run,
          const char *request)
{
  g_autoptr (GUri) uri = g_uri_parse (tg_practice_server_get_url (run->fixture->server), 0, NULL);
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GSocketConnection) connection =
    g_socket_client_connect_to_host (client, "127.0.0.1", (guint16) g_uri_get_port (uri), NULL,
                                     &error);
  GString *bytes = make_request (run, request);
  Reading reading = { g_memory_output_stream_new_resizable (), FALSE };
  char *answer;

  g_assert_no_error (error);
  g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (connection)), bytes->str,
                             bytes->len, NULL, NULL, &error);
  g_assert_no_error (error);
  g_output_stream_splice_async (reading.output,
                                g_io_stream_get_input_stream (G_IO_STREAM (connection)),
                                G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET, G_PRIORITY_DEFAULT, NULL,
                                read_cb, &reading);
  tg_test_wait_for (&reading.is_done);
  answer = g_strndup (g_memory_output_stream_get_data (G_MEMORY_OUTPUT_STREAM (reading.output)),
                      g_memory_output_stream_get_data_size (
                        G_MEMORY_OUTPUT_STREAM (reading.output)));
  g_object_unref (reading.output);
  g_string_free (bytes, TRUE);
  tg_practice_server_run_due (run->fixture->server, &error);
  g_assert_no_error (error);
  return answer;
}

static void
replay (Run        *run,
        const char *path)
{
  g_autofree char *text = tg_test_read_file (path);
  g_auto (GStrv) parts = g_strsplit (text, SEPARATOR, 2);
  g_autofree char *answer = NULL;
  g_autofree char *found = NULL;
  g_autofree char *whole = NULL;

  g_test_message ("%s", path);
  answer = exchange (run, parts[0]);
  found = normalise (run, answer);
  whole = g_strconcat (parts[0], SEPARATOR, found, "\n", NULL);
  if (g_getenv ("CONTRACT_WRITE") != NULL)
    tg_test_write_file (path, whole);
  else
    g_assert_cmpstr (text, ==, whole);
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char * const *) a, *(const char * const *) b);
}

static void
replay_all (TgPracticeFixture *fixture,
            const char        *kind)
{
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autofree char *folder = g_test_build_filename (G_TEST_DIST, kind, NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);
  Run run = { fixture, names };
  const char *name;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, ".http"))
      g_ptr_array_add (paths, g_build_filename (folder, name, NULL));
  g_ptr_array_sort (paths, compare_names);
  g_assert_cmpuint (paths->len, >, 5);
  for (guint i = 0; i < paths->len; i++)
    replay (&run, paths->pdata[i]);
}

static void
test_window (void)
{
  g_autoptr (TgPracticeFixture) fixture = tg_practice_fixture_new (0);

  replay_all (fixture, "exchanges");
}

/* Two versions of a table one after the other, so that there is something between them. */
static void
test_codes (void)
{
  static const TgPracticeCode first[] = {
    { "001", "2018-01-01", "", "台", "set" },
    { "007", "2018-01-01", "", "个", "piece" },
    { "011", "2018-01-01", "", "件", "item" },
    { "012", "2018-01-01", "", "套", "kit" },
    { "025", "2018-01-01", "", "双", "pair" },
    { "035", "2018-01-01", "", "千克", "kilogram" },
  };
  static const TgPracticeCode second[] = {
    { "001", "2018-01-01", "", "台", "set" },
    { "007", "2018-01-01", "2026-10-31", "个", "piece" },
    { "011", "2018-01-01", "", "件", "item" },
    { "012", "2018-01-01", "", "套", "kit" },
    { "025", "2018-01-01", "", "双", "pair" },
    { "999", "2026-11-01", "", "箩筐", "basket" },
  };
  g_autoptr (TgPracticeFixture) fixture = tg_practice_fixture_new (0);

  tg_practice_fixture_use_codes (fixture, "2026-01", first, G_N_ELEMENTS (first));
  tg_practice_fixture_use_codes (fixture, "2026-11", second, G_N_ELEMENTS (second));
  replay_all (fixture, "exchanges-codes");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/contract/exchanges/window", test_window);
  g_test_add_func ("/contract/exchanges/codes", test_codes);
  return g_test_run ();
}
