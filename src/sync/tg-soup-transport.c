/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-soup-transport.h"

#include <glib/gi18n-lib.h>
#include <libsoup/soup.h>
#include <string.h>

#include "tg-error.h"
#include "tg-text.h"
#include "tg-transport-error.h"

/* TgTransport over HTTP. Polls have a session of their own, so that a request never waits behind
 * an open poll.
 * Always holds: no redirect is followed, no cookie is kept, no password is asked for by the
 * library; the body is read from the stream (after decompression) up to the request's cap, never
 * whole at once; a certificate that does not check out ends the exchange, without a way round
 * it. Main thread. */

#define CONNECT_SECONDS 10
#define CHUNK           (64 * 1024)

struct _TgSoupTransport
{
  GObject      parent_instance;

  char        *address;      /* without a slash at the end */
  SoupSession *polls;
  SoupSession *others;

  TgClientIdentity identity;  /* load is NULL: there is none */
};

/* One request under way: the data of its task. */
typedef struct
{
  SoupMessage  *message;
  GCancellable *cancellable;      /* ours: the caller's and the timers cancel it */
  GCancellable *callers;          /* nullable */
  gulong        callers_handler;
  GInputStream *stream;
  GByteArray   *body;
  gsize         max_bytes;
  guint         seconds;
  guint         connect_timer;
  guint         whole_timer;
  gboolean      is_late;
} Exchange;

static void tg_soup_transport_transport_init (TgTransportInterface *iface);
static void read_on                          (GTask                *task);

G_DEFINE_FINAL_TYPE_WITH_CODE (TgSoupTransport, tg_soup_transport, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (TG_TYPE_TRANSPORT,
                                                      tg_soup_transport_transport_init))

static void
exchange_free (Exchange *exchange)
{
  if (exchange->callers != NULL)
    g_signal_handler_disconnect (exchange->callers, exchange->callers_handler);
  g_clear_object (&exchange->callers);
  g_clear_handle_id (&exchange->connect_timer, g_source_remove);
  g_clear_handle_id (&exchange->whole_timer, g_source_remove);
  g_signal_handlers_disconnect_by_data (exchange->message, exchange);
  g_clear_object (&exchange->message);
  g_clear_object (&exchange->cancellable);
  g_clear_object (&exchange->stream);
  g_clear_pointer (&exchange->body, g_byte_array_unref);
  g_free (exchange);
}

static gboolean
on_connect_late (gpointer data)
{
  Exchange *exchange = data;

  exchange->connect_timer = 0;
  exchange->is_late = TRUE;
  g_cancellable_cancel (exchange->cancellable);
  return G_SOURCE_REMOVE;
}

static gboolean
on_whole_late (gpointer data)
{
  Exchange *exchange = data;

  exchange->whole_timer = 0;
  exchange->is_late = TRUE;
  g_cancellable_cancel (exchange->cancellable);
  return G_SOURCE_REMOVE;
}

/* There is a connection: the message begins to be written. */
static void
on_starting (SoupMessage *message,
             Exchange    *exchange)
{
  g_clear_handle_id (&exchange->connect_timer, g_source_remove);
}

static void
fail (GTask        *task,
      const GError *cause)
{
  Exchange *exchange = g_task_get_task_data (task);
  GTlsCertificateFlags flags =
    soup_message_get_tls_peer_certificate_errors (exchange->message);

  if (exchange->callers != NULL && g_cancellable_is_cancelled (exchange->callers))
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "Cancelled");
  else
    g_task_return_error (task, tg_transport_error_new (cause, flags, exchange->is_late));
}

static void
fail_too_large (GTask *task)
{
  Exchange *exchange = g_task_get_task_data (task);

  g_task_return_new_error (task, TG_ERROR, TG_ERROR_OFFLINE,
                           _("The answer is larger than %u MiB"),
                           (guint) (exchange->max_bytes / 1024 / 1024));
}

static void
append_header (const char *name,
               const char *value,
               gpointer    response)
{
  tg_response_set_header (response, name, value);
}

static void
finish (GTask *task)
{
  Exchange *exchange = g_task_get_task_data (task);
  g_autoptr (GBytes) body = g_byte_array_free_to_bytes (g_steal_pointer (&exchange->body));
  TgResponse *response = tg_response_new (soup_message_get_status (exchange->message), body);

  soup_message_headers_foreach (soup_message_get_response_headers (exchange->message),
                                append_header, response);
  g_task_return_pointer (task, response, (GDestroyNotify) tg_response_free);
}

static void
on_read (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Exchange *exchange = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) chunk =
    g_input_stream_read_bytes_finish (G_INPUT_STREAM (source), result, &error);
  gsize length = chunk != NULL ? g_bytes_get_size (chunk) : 0;

  if (chunk == NULL)
    fail (task, error);
  else if (length == 0)
    finish (task);
  else if (exchange->body->len + length > exchange->max_bytes)
    fail_too_large (task);
  else
    {
      g_byte_array_append (exchange->body, g_bytes_get_data (chunk, NULL), (guint) length);
      read_on (task);
    }
}

static void
read_on (GTask *task)
{
  Exchange *exchange = g_task_get_task_data (task);

  g_input_stream_read_bytes_async (exchange->stream, CHUNK, G_PRIORITY_DEFAULT,
                                   exchange->cancellable, on_read, g_object_ref (task));
}

static void
on_headers (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Exchange *exchange = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  exchange->stream = soup_session_send_finish (SOUP_SESSION (source), result, &error);
  if (exchange->stream == NULL)
    fail (task, error);
  else
    read_on (task);
}

/* The window wants to know who connects. */

static void
load_in_thread (GTask        *task,
                gpointer      source,
                gpointer      data,
                GCancellable *cancellable)
{
  TgSoupTransport *self = source;
  GError *error = NULL;
  GTlsCertificate *certificate = self->identity.load (self->identity.data, &error);

  if (certificate != NULL)
    g_task_return_pointer (task, certificate, g_object_unref);
  else
    g_task_return_error (task, error);
}

static void
on_identity (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (SoupMessage) message = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GTlsCertificate) certificate = g_task_propagate_pointer (G_TASK (result), &error);

  if (certificate == NULL)
    g_debug ("The client's certificate can't be used: %s", error->message);
  soup_message_set_tls_client_certificate (message, certificate);
}

static gboolean
on_request_certificate (SoupMessage          *message,
                        GTlsClientConnection *connection,
                        TgSoupTransport      *self)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, on_identity, g_object_ref (message));

  g_task_set_source_tag (task, on_request_certificate);
  g_task_run_in_thread (task, load_in_thread);
  return TRUE;
}

/* The library would ask again and again, and a token locks itself after a few wrong ones. That one
 * was wrong of late (MANY_TRIES) is no hindrance: the PIN that we have has opened the key. */
static gboolean
on_request_pin (SoupMessage     *message,
                GTlsPassword    *password,
                TgSoupTransport *self)
{
  const GTlsPasswordFlags again = G_TLS_PASSWORD_RETRY | G_TLS_PASSWORD_FINAL_TRY;
  char *pin = NULL;

  if ((g_tls_password_get_flags (password) & again) == 0)
    pin = self->identity.dup_pin (self->identity.data);
  if (pin == NULL)
    return FALSE;
  g_tls_password_set_value (password, (const guchar *) pin, -1);
  explicit_bzero (pin, strlen (pin));
  g_free (pin);
  soup_message_tls_client_certificate_password_request_complete (message);
  return TRUE;
}

static void
watch_identity (TgSoupTransport *self,
                SoupMessage     *message)
{
  if (self->identity.load == NULL)
    return;
  g_signal_connect_object (message, "request-certificate", G_CALLBACK (on_request_certificate),
                           self, 0);
  g_signal_connect_object (message, "request-certificate-password", G_CALLBACK (on_request_pin),
                           self, 0);
}

static void
append_headers (SoupMessageHeaders *to,
                GHashTable         *headers)
{
  GHashTableIter iter;
  gpointer name, value;

  g_hash_table_iter_init (&iter, headers);
  while (g_hash_table_iter_next (&iter, &name, &value))
    soup_message_headers_replace (to, name, value);
}

static SoupMessage *
make_message (TgSoupTransport *self,
              const TgRequest *request)
{
  g_autofree char *address = g_strconcat (self->address, request->path, NULL);
  SoupMessage *message = soup_message_new (request->method, address);

  if (message == NULL)
    return NULL;
  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT);
  if (request->is_idempotent)
    soup_message_add_flags (message, SOUP_MESSAGE_IDEMPOTENT);
  soup_message_headers_append (soup_message_get_request_headers (message), "Accept-Language",
                               g_str_equal (tg_language_get (), "en") ? "en, zh;q=0.5"
                                                                      : "zh, en;q=0.5");
  soup_message_headers_append (soup_message_get_request_headers (message), "Accept",
                               "application/json, application/problem+json");
  if (request->authorization != NULL)
    soup_message_headers_append (soup_message_get_request_headers (message), "Authorization",
                                 request->authorization);
  if (request->headers != NULL)
    append_headers (soup_message_get_request_headers (message), request->headers);
  if (request->body != NULL)
    soup_message_set_request_body_from_bytes (message, request->content_type, request->body);
  watch_identity (self, message);
  return message;
}

static Exchange *
exchange_new (SoupMessage     *message,
              const TgRequest *request,
              GCancellable    *callers)
{
  Exchange *exchange = g_new0 (Exchange, 1);

  exchange->message = message;
  exchange->cancellable = g_cancellable_new ();
  exchange->body = g_byte_array_new ();
  exchange->max_bytes = request->max_bytes;
  exchange->connect_timer = g_timeout_add_seconds (CONNECT_SECONDS, on_connect_late, exchange);
  exchange->whole_timer = g_timeout_add_seconds (request->seconds, on_whole_late, exchange);
  g_signal_connect (message, "starting", G_CALLBACK (on_starting), exchange);
  if (callers != NULL)
    {
      exchange->callers = g_object_ref (callers);
      exchange->callers_handler =
        g_signal_connect_swapped (callers, "cancelled", G_CALLBACK (g_cancellable_cancel),
                                  exchange->cancellable);
    }
  return exchange;
}

static void
tg_soup_transport_send_async (TgTransport         *transport,
                              const TgRequest     *request,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  TgSoupTransport *self = TG_SOUP_TRANSPORT (transport);
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, user_data);
  SoupMessage *message = make_message (self, request);
  Exchange *exchange;

  g_task_set_source_tag (task, tg_soup_transport_send_async);
  if (g_cancellable_is_cancelled (cancellable))
    {
      g_clear_object (&message);
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "Cancelled");
      return;
    }
  if (message == NULL)
    {
      g_task_return_new_error (task, TG_ERROR, TG_ERROR_INVALID,
                               _("“%s” is no address"), self->address);
      return;
    }
  exchange = exchange_new (message, request, cancellable);
  g_task_set_task_data (task, exchange, (GDestroyNotify) exchange_free);
  soup_session_send_async (request->is_poll ? self->polls : self->others, message,
                           G_PRIORITY_DEFAULT, exchange->cancellable, on_headers,
                           g_steal_pointer (&task));
}

static TgResponse *
tg_soup_transport_send_finish (TgTransport   *transport,
                               GAsyncResult  *result,
                               GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static gboolean
on_waited (gpointer task)
{
  g_task_return_boolean (task, TRUE);     /* or CANCELLED, if that is why we are here */
  return G_SOURCE_REMOVE;
}

static void
tg_soup_transport_wait_async (TgTransport         *transport,
                              gint64               duration,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  GTask *task = g_task_new (transport, cancellable, callback, user_data);
  g_autoptr (GSource) timer = g_timeout_source_new ((guint) MIN (duration / 1000 + 1, G_MAXINT));

  g_task_set_source_tag (task, tg_soup_transport_wait_async);
  if (cancellable != NULL)
    {
      g_autoptr (GSource) cancelled = g_cancellable_source_new (cancellable);

      g_source_set_dummy_callback (cancelled);
      g_source_add_child_source (timer, cancelled);
    }
  g_source_set_callback (timer, on_waited, task, g_object_unref);
  g_source_attach (timer, g_main_context_get_thread_default ());
}

static gboolean
tg_soup_transport_wait_finish (TgTransport   *transport,
                               GAsyncResult  *result,
                               GError       **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
tg_soup_transport_transport_init (TgTransportInterface *iface)
{
  iface->send_async = tg_soup_transport_send_async;
  iface->send_finish = tg_soup_transport_send_finish;
  iface->wait_async = tg_soup_transport_wait_async;
  iface->wait_finish = tg_soup_transport_wait_finish;
}

static void
clear_identity (TgSoupTransport *self)
{
  if (self->identity.free != NULL)
    self->identity.free (self->identity.data);
  self->identity = (TgClientIdentity) { NULL, NULL, NULL, NULL };
}

static void
tg_soup_transport_finalize (GObject *object)
{
  TgSoupTransport *self = TG_SOUP_TRANSPORT (object);

  clear_identity (self);
  g_free (self->address);
  g_clear_object (&self->polls);
  g_clear_object (&self->others);
  G_OBJECT_CLASS (tg_soup_transport_parent_class)->finalize (object);
}

static void
tg_soup_transport_class_init (TgSoupTransportClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tg_soup_transport_finalize;
}

static SoupSession *
session_new (void)
{
  SoupSession *session =
    soup_session_new_with_options ("user-agent", "tongguan/" TG_VERSION, NULL);

  soup_session_remove_feature_by_type (session, SOUP_TYPE_AUTH_MANAGER);
  soup_session_remove_feature_by_type (session, SOUP_TYPE_COOKIE_JAR);
  return session;
}

static void
tg_soup_transport_init (TgSoupTransport *self)
{
  self->polls = session_new ();
  self->others = session_new ();
}

static gboolean
is_loopback (const char *host)
{
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (host);

  if (address == NULL)
    return g_ascii_strcasecmp (host, "localhost") == 0;
  return g_inet_address_get_is_loopback (address);
}

static gboolean
check_address (const char  *address,
               GError     **error)
{
  g_autoptr (GUri) uri = g_uri_parse (address, G_URI_FLAGS_NONE, NULL);
  gboolean is_https;

  if (uri == NULL || g_uri_get_host (uri) == NULL || *g_uri_get_host (uri) == '\0' ||
      g_uri_get_query (uri) != NULL || g_uri_get_fragment (uri) != NULL ||
      g_uri_get_userinfo (uri) != NULL || strlen (g_uri_get_path (uri)) > 1)
    {
      g_set_error (error, TG_ERROR, TG_ERROR_INVALID,
                   _("“%s” is no address of a single window, such as https://window.example"),
                   address);
      return FALSE;
    }
  is_https = strcmp (g_uri_get_scheme (uri), "https") == 0;
  if (is_https || (strcmp (g_uri_get_scheme (uri), "http") == 0 &&
                   is_loopback (g_uri_get_host (uri))))
    return TRUE;
  g_set_error (error, TG_ERROR, TG_ERROR_REFUSED,
               _("“%s” is not encrypted; only https is used beyond this computer"), address);
  return FALSE;
}

TgTransport *
tg_soup_transport_new (const char  *address,
                       GError     **error)
{
  TgSoupTransport *self;

  g_return_val_if_fail (address != NULL, NULL);

  if (!check_address (address, error))
    return NULL;
  self = g_object_new (TG_TYPE_SOUP_TRANSPORT, NULL);
  self->address = g_strdup (address);
  if (g_str_has_suffix (self->address, "/"))
    self->address[strlen (self->address) - 1] = '\0';
  return TG_TRANSPORT (self);
}

/* `path` must be absolute: GIO would take a relative one for an empty list, and trust nothing. */
gboolean
tg_soup_transport_set_authority (TgSoupTransport  *self,
                                 const char       *path,
                                 GError          **error)
{
  g_autoptr (GTlsDatabase) database = NULL;

  g_return_val_if_fail (TG_IS_SOUP_TRANSPORT (self), FALSE);
  g_return_val_if_fail (g_path_is_absolute (path), FALSE);

  database = g_tls_file_database_new (path, error);
  if (database == NULL)
    return FALSE;
  soup_session_set_tls_database (self->polls, database);
  soup_session_set_tls_database (self->others, database);
  return TRUE;
}

void
tg_soup_transport_set_identity (TgSoupTransport        *self,
                                const TgClientIdentity *identity)
{
  g_return_if_fail (TG_IS_SOUP_TRANSPORT (self));

  clear_identity (self);
  self->identity = *identity;
}
