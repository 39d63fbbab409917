/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "tg-exchange.h"
#include "tg-json.h"
#include "tg-practice-fixture.h"

/* The practice window's side of the literal exchanges: to the same requests it answers with the
 * same status, and with bodies that have every member of the literal ones, of the same type. */

static void check_shape (JsonNode   *expected,
                         JsonNode   *actual,
                         const char *place);

/* Of a list of events, one of the type that is expected. */
static JsonNode *
find_like (JsonNode  *expected,
           JsonArray *actual)
{
  const char *type = JSON_NODE_HOLDS_OBJECT (expected)
                     ? tg_json_get_string (json_node_get_object (expected), "type", NULL) : NULL;

  for (guint i = 0; type != NULL && i < json_array_get_length (actual); i++)
    if (strcmp (tg_json_get_string (json_array_get_object_element (actual, i), "type", ""),
                type) == 0)
      return json_array_get_element (actual, i);
  return json_array_get_element (actual, 0);
}

static void
check_members (JsonObject *expected,
               JsonObject *actual,
               const char *place)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  json_object_iter_init (&iter, expected);
  while (json_object_iter_next (&iter, &name, &node))
    {
      g_autofree char *inner = g_strconcat (place, "/", name, NULL);

      if (!json_object_has_member (actual, name))
        g_error ("%s is missing", inner);
      check_shape (node, json_object_get_member (actual, name), inner);
    }
}

static void
check_shape (JsonNode   *expected,
             JsonNode   *actual,
             const char *place)
{
  if (json_node_get_value_type (expected) != json_node_get_value_type (actual))
    g_error ("%s is of another type", place);
  if (JSON_NODE_HOLDS_OBJECT (expected))
    check_members (json_node_get_object (expected), json_node_get_object (actual), place);
  if (JSON_NODE_HOLDS_ARRAY (expected))
    {
      JsonArray *wanted = json_node_get_array (expected);
      JsonArray *got = json_node_get_array (actual);

      if (json_array_get_length (wanted) == 0)
        return;
      if (json_array_get_length (got) == 0)
        g_error ("%s is empty", place);
      check_shape (json_array_get_element (wanted, 0),
                   find_like (json_array_get_element (wanted, 0), got), place);
    }
}

static void
on_answer (GObject      *source,
           GAsyncResult *result,
           gpointer      place)
{
  g_autoptr (GError) error = NULL;

  *(GBytes **) place = soup_session_send_and_read_finish (SOUP_SESSION (source), result, &error);
  g_assert_no_error (error);
}

/* The request as it is written, but for the token. */
static SoupMessage *
make_message (TgPracticeFixture *fixture,
              const TgExchange  *exchange)
{
  g_autofree char *url = g_strconcat (tg_practice_server_get_url (fixture->server),
                                      exchange->path, NULL);
  g_autofree char *bearer = g_strconcat ("Bearer ", fixture->token, NULL);
  SoupMessage *message = soup_message_new (exchange->method, url);
  const char *type = g_hash_table_lookup (exchange->request_headers, "Content-Type");
  const char *access = g_hash_table_lookup (exchange->request_headers, "Authorization");

  if (access != NULL)
    soup_message_headers_replace (soup_message_get_request_headers (message), "Authorization",
                                  g_str_has_prefix (access, "Bearer ") ? bearer : access);
  if (type != NULL)
    {
      g_autoptr (GBytes) body = g_bytes_new (exchange->request_body,
                                             strlen (exchange->request_body));

      soup_message_set_request_body_from_bytes (message, type, body);
    }
  return message;
}

static void
check_exchange (TgPracticeFixture *fixture,
                const char        *name)
{
  g_autoptr (TgExchange) exchange = tg_exchange_load (name);
  g_autoptr (SoupMessage) message = make_message (fixture, exchange);
  SoupMessageHeaders *headers = soup_message_get_response_headers (message);
  g_autoptr (GBytes) body = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) expected = NULL;
  g_autoptr (JsonNode) actual = NULL;

  soup_session_send_and_read_async (fixture->session, message, G_PRIORITY_DEFAULT, NULL, on_answer,
                                    &body);
  while (body == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (soup_message_get_status (message), ==, exchange->status);
  g_assert_cmpstr (soup_message_headers_get_content_type (headers, NULL), ==,
                   g_hash_table_lookup (exchange->answer_headers, "Content-Type"));
  if (g_str_has_prefix (exchange->path, "/v1/"))
    g_assert_nonnull (soup_message_headers_get_one (headers, "Single-Window-Epoch"));

  expected = tg_json_parse (exchange->answer_body, -1, NULL, &error);
  g_assert_no_error (error);
  actual = tg_json_parse (g_bytes_get_data (body, NULL), (gssize) g_bytes_get_size (body), NULL,
                          &error);
  g_assert_no_error (error);
  check_shape (expected, actual, name);
}

static void
test_exchanges (void)
{
  static const char *const before[] = { "discovery", "token", "submissions" };
  static const char *const after[] = { "events", "cursor-expired", "filings" };
  g_autoptr (TgPracticeFixture) fixture = tg_practice_fixture_new (0);
  g_autoptr (JsonArray) events = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (before); i++)
    check_exchange (fixture, before[i]);
  events = tg_practice_fixture_events (fixture, 5);
  g_assert_cmpuint (json_array_get_length (events), >, 0);
  for (guint i = 0; i < G_N_ELEMENTS (after); i++)
    check_exchange (fixture, after[i]);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/contract/window/exchanges", test_exchanges);
  return g_test_run ();
}
