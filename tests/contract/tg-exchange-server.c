/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-exchange-server.h"

#include <libsoup/soup.h>
#include <string.h>

#include "tg-exchange.h"

struct _TgExchangeServer
{
  SoupServer         *soup;
  char               *url;
  const char * const *names;    /* still to come */
};

static void
check_request (const TgExchange  *expected,
               SoupServerMessage *message)
{
  GUri *uri = soup_server_message_get_uri (message);
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  SoupMessageBody *body = soup_server_message_get_request_body (message);
  const char *query = g_uri_get_query (uri);
  g_autofree char *path = g_strconcat (g_uri_get_path (uri), query != NULL ? "?" : "",
                                       query != NULL ? query : "", NULL);
  g_autofree char *text = g_strndup (body->data, (gsize) body->length);
  GHashTableIter iter;
  gpointer name, value;

  g_assert_cmpstr (soup_server_message_get_method (message), ==, expected->method);
  g_assert_cmpstr (path, ==, expected->path);
  g_assert_cmpstr (text, ==, expected->request_body);
  g_hash_table_iter_init (&iter, expected->request_headers);
  while (g_hash_table_iter_next (&iter, &name, &value))
    g_assert_cmpstr (soup_message_headers_get_one (headers, name), ==, value);
}

static void
on_request (SoupServer        *server,
            SoupServerMessage *message,
            const char        *path,
            GHashTable        *query,
            gpointer           data)
{
  TgExchangeServer *self = data;
  g_autoptr (TgExchange) expected = NULL;
  GHashTableIter iter;
  gpointer name, value;

  if (self->names == NULL || *self->names == NULL)
    g_error ("%s is asked for, and nothing more was to be", path);
  expected = tg_exchange_load (*self->names++);
  check_request (expected, message);
  g_hash_table_iter_init (&iter, expected->answer_headers);
  while (g_hash_table_iter_next (&iter, &name, &value))
    soup_message_headers_replace (soup_server_message_get_response_headers (message), name, value);
  soup_message_body_append (soup_server_message_get_response_body (message), SOUP_MEMORY_COPY,
                            expected->answer_body, strlen (expected->answer_body));
  soup_server_message_set_status (message, expected->status, NULL);
}

TgExchangeServer *
tg_exchange_server_new (void)
{
  TgExchangeServer *self = g_new0 (TgExchangeServer, 1);
  g_autoptr (GError) error = NULL;
  GSList *uris;

  self->soup = soup_server_new (NULL, NULL);
  soup_server_add_handler (self->soup, NULL, on_request, self, NULL);
  soup_server_listen_local (self->soup, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &error);
  g_assert_no_error (error);
  uris = soup_server_get_uris (self->soup);
  self->url = g_strdup_printf ("http://127.0.0.1:%d", g_uri_get_port (uris->data));
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
  return self;
}

void
tg_exchange_server_free (TgExchangeServer *self)
{
  g_object_unref (self->soup);
  g_free (self->url);
  g_free (self);
}

const char *
tg_exchange_server_get_url (TgExchangeServer *self)
{
  return self->url;
}

void
tg_exchange_server_play (TgExchangeServer   *self,
                         const char * const *names)
{
  self->names = names;
}

void
tg_exchange_server_finish (TgExchangeServer *self)
{
  if (self->names != NULL && *self->names != NULL)
    g_error ("%s was not asked for", *self->names);
}
