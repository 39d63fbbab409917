/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-gate.h"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/resource.h>

/* SoupServer's own listener stops for good once no file can be opened, and neither counts nor times
 * out what it accepted; so the sockets are accepted here and handed to it. Each connection serves
 * one request, since every answer closes it. Times are of the real clock, not of the classroom's.
 * A guest hangs on the remote address that libsoup gives back with each message, and lives as long
 * as the stream. Owned by the server; on its thread. */

#define GUEST            "tg-guest"
#define BACKLOG          1024
#define RETRY_SECONDS    1
#define FILES_BESIDE     64      /* database, listener, standard streams */
#define WORK_SECONDS     120     /* a long poll waits less than half of it */
#define FAREWELL_SECONDS 1
#define DRAIN_MAX        (32 * 1024 * 1024)

struct _TgGate
{
  SoupServer      *soup;
  TgGateBounds     bounds;
  TgGateFuncs      funcs;
  gpointer         user_data;
  GSocket         *listener;
  GTlsCertificate *certificate;    /* nullable */
  GSource         *accepting;      /* nullable: full, or closed */
  guint            retry;
  guint            sweep;
  GQueue           guests;
  gsize            held;
  guint64          n_cut;
  gboolean         is_closed;
};

typedef enum
{
  PHASE_HEAD,
  PHASE_BODY,
  PHASE_WORK,
  PHASE_ANSWER,
} Phase;

typedef struct
{
  TgGate         *gate;
  GList           link;
  GIOStream      *stream;          /* not owned: its end is ours */
  GSocket        *socket;
  GSocketAddress *remote;
  Phase           phase;
  gint64          deadline;
  gint64          end;             /* of the whole phase */
  gsize           limit;           /* of the body */
  gsize           arrived;
  gboolean        is_answered;     /* before its body was there */
  gboolean        is_cut;
} Guest;

static void start_accepting (TgGate *self);

/* Guests */

static Guest *
find_guest (SoupServerMessage *message)
{
  GSocketAddress *remote = soup_server_message_get_remote_address (message);

  return remote != NULL ? g_object_get_data (G_OBJECT (remote), GUEST) : NULL;
}

static void
enter_phase (Guest *guest,
             Phase  phase,
             guint  idle_seconds,
             guint  total_seconds)
{
  gint64 now = g_get_monotonic_time ();

  guest->phase = phase;
  guest->end = now + total_seconds * G_USEC_PER_SEC;
  guest->deadline = MIN (now + idle_seconds * G_USEC_PER_SEC, guest->end);
}

/* Something moved. */
static void
prolong (Guest *guest)
{
  gint64 now = g_get_monotonic_time ();

  guest->deadline = MIN (now + guest->gate->bounds.idle_seconds * G_USEC_PER_SEC, guest->end);
}

static void
cut (Guest *guest)
{
  if (guest->is_cut)
    return;
  guest->is_cut = TRUE;
  guest->gate->n_cut++;
  g_socket_shutdown (guest->socket, TRUE, TRUE, NULL);
}

static void
release_held (Guest *guest)
{
  guest->gate->held -= guest->arrived;
  guest->arrived = 0;
}

static void
guest_gone_cb (gpointer  data,
               GObject  *stream)
{
  Guest *guest = data;
  TgGate *self = guest->gate;

  release_held (guest);
  g_queue_unlink (&self->guests, &guest->link);
  g_object_set_data (G_OBJECT (guest->remote), GUEST, NULL);
  g_object_unref (guest->remote);
  g_object_unref (guest->socket);
  g_free (guest);
  if (self->guests.length == 0)
    {
      g_clear_handle_id (&self->sweep, g_source_remove);
      self->funcs.empty (self->user_data);
    }
  start_accepting (self);
}

static gboolean
sweep_cb (gpointer data)
{
  TgGate *self = data;
  gint64 now = g_get_monotonic_time ();

  for (GList *link = self->guests.head; link != NULL; link = link->next)
    {
      Guest *guest = link->data;

      if (guest->deadline <= now)
        cut (guest);
    }
  return G_SOURCE_CONTINUE;
}

static void
start_sweep (TgGate *self)
{
  guint shortest = MIN (self->bounds.head_seconds, self->bounds.idle_seconds);

  if (self->sweep == 0)
    self->sweep = g_timeout_add (CLAMP (shortest * 1000 / 8, 50, 2000), sweep_cb, self);
}

/* Accepting */

static GIOStream *
make_stream (TgGate  *self,
             GSocket *socket)
{
  g_autoptr (GSocketConnection) plain = g_socket_connection_factory_create_connection (socket);
  GIOStream *stream;

  if (self->certificate == NULL)
    return G_IO_STREAM (g_steal_pointer (&plain));
  stream = g_tls_server_connection_new (G_IO_STREAM (plain), self->certificate, NULL);
  if (stream != NULL)
    g_tls_connection_set_require_close_notify (G_TLS_CONNECTION (stream), FALSE);
  return stream;
}

static void
admit (TgGate  *self,
       GSocket *socket)
{
  g_autoptr (GSocketAddress) local = g_socket_get_local_address (socket, NULL);
  g_autoptr (GSocketAddress) remote = g_socket_get_remote_address (socket, NULL);
  g_autoptr (GIOStream) stream = NULL;
  Guest *guest;

  /* Somebody who has left already has no address. */
  if (local == NULL || remote == NULL || (stream = make_stream (self, socket)) == NULL)
    return;
  g_socket_set_option (socket, IPPROTO_TCP, TCP_NODELAY, TRUE, NULL);
  guest = g_new0 (Guest, 1);
  guest->gate = self;
  guest->link.data = guest;
  guest->stream = stream;
  guest->socket = g_object_ref (socket);
  guest->remote = g_object_ref (remote);
  enter_phase (guest, PHASE_HEAD, self->bounds.head_seconds, self->bounds.head_seconds);
  g_object_set_data (G_OBJECT (remote), GUEST, guest);
  g_object_weak_ref (G_OBJECT (stream), guest_gone_cb, guest);
  g_queue_push_tail_link (&self->guests, &guest->link);
  start_sweep (self);
  soup_server_accept_iostream (self->soup, stream, local, remote, NULL);
}

static void
stop_accepting (TgGate *self)
{
  if (self->accepting != NULL)
    g_source_destroy (self->accepting);
  g_clear_pointer (&self->accepting, g_source_unref);
}

static gboolean
retry_cb (gpointer data)
{
  TgGate *self = data;

  self->retry = 0;
  start_accepting (self);
  return G_SOURCE_REMOVE;
}

static gboolean
accept_cb (GSocket      *listener,
           GIOCondition  condition,
           gpointer      data)
{
  TgGate *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GSocket) socket = NULL;

  if (self->guests.length >= self->bounds.connections)
    {
      stop_accepting (self);
      self->funcs.full (self->user_data);
      return G_SOURCE_REMOVE;
    }
  socket = g_socket_accept (listener, NULL, &error);
  if (socket != NULL)
    admit (self, socket);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK) &&
           !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CONNECTION_CLOSED))
    {
      /* No file can be opened, most likely: it would fail again at once. */
      stop_accepting (self);
      self->retry = g_timeout_add_seconds (RETRY_SECONDS, retry_cb, self);
      return G_SOURCE_REMOVE;
    }
  return self->accepting != NULL ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

static void
start_accepting (TgGate *self)
{
  if (self->accepting != NULL || self->retry != 0 || self->is_closed || self->listener == NULL)
    return;
  self->accepting = g_socket_create_source (self->listener, G_IO_IN, NULL);
  g_source_set_callback (self->accepting, G_SOURCE_FUNC (accept_cb), self, NULL);
  g_source_attach (self->accepting, g_main_context_get_thread_default ());
}

/* Requests on their way */

static void
got_headers_cb (SoupServerMessage *message,
                TgGate            *self)
{
  Guest *guest = find_guest (message);

  if (guest != NULL)
    enter_phase (guest, PHASE_BODY, self->bounds.idle_seconds, self->bounds.total_seconds);
}

static void
add_header (const char *name,
            const char *value,
            gpointer    text)
{
  if (g_ascii_strcasecmp (name, "Content-Length") != 0)
    g_string_append_printf (text, "%s: %s\r\n", name, value);
}

/* libsoup answers when a body has come to its end, which may be never. The answer that the message
 * was given is written past it, and what still comes is read and thrown away for a while: a
 * connection that is closed while bytes arrive would take the answer with it. */
static void
answer_now (Guest             *guest,
            SoupServerMessage *message)
{
  GOutputStream *out = g_io_stream_get_output_stream (guest->stream);
  g_autoptr (GBytes) body =
    soup_message_body_flatten (soup_server_message_get_response_body (message));
  g_autoptr (GString) text = g_string_new (NULL);
  guint status = soup_server_message_get_status (message);

  g_string_append_printf (text, "HTTP/1.1 %u %s\r\n", status, soup_status_get_phrase (status));
  soup_message_headers_foreach (soup_server_message_get_response_headers (message), add_header,
                                text);
  g_string_append_printf (text, "Content-Length: %" G_GSIZE_FORMAT "\r\n\r\n",
                          g_bytes_get_size (body));
  g_string_append_len (text, g_bytes_get_data (body, NULL), (gssize) g_bytes_get_size (body));
  g_pollable_output_stream_write_nonblocking (G_POLLABLE_OUTPUT_STREAM (out), text->str, text->len,
                                              NULL, NULL);
  g_socket_shutdown (guest->socket, FALSE, TRUE, NULL);
  guest->is_answered = TRUE;
}

static void
got_chunk_cb (SoupServerMessage *message,
              GBytes            *chunk,
              TgGate            *self)
{
  Guest *guest = find_guest (message);

  if (guest == NULL)
    return;
  prolong (guest);
  guest->arrived += g_bytes_get_size (chunk);
  self->held += g_bytes_get_size (chunk);
  if (guest->arrived <= guest->limit)
    return;
  if (!guest->is_answered)
    {
      soup_message_body_set_accumulate (soup_server_message_get_request_body (message), FALSE);
      if (soup_server_message_get_status (message) == 0)
        self->funcs.too_large (message, self->user_data);
      answer_now (guest, message);
    }
  if (guest->arrived > DRAIN_MAX)
    cut (guest);
}

static void
got_body_cb (SoupServerMessage *message,
             TgGate            *self)
{
  Guest *guest = find_guest (message);

  if (guest != NULL)
    enter_phase (guest, PHASE_WORK, WORK_SECONDS, WORK_SECONDS);
}

static void
wrote_headers_cb (SoupServerMessage *message,
                  TgGate            *self)
{
  Guest *guest = find_guest (message);

  if (guest != NULL)
    enter_phase (guest, PHASE_ANSWER, self->bounds.idle_seconds, self->bounds.total_seconds);
}

static void
wrote_data_cb (SoupServerMessage *message,
               guint              size,
               TgGate            *self)
{
  Guest *guest = find_guest (message);

  if (guest != NULL)
    prolong (guest);
}

static void
finished_cb (SoupServerMessage *message,
             TgGate            *self)
{
  Guest *guest = find_guest (message);

  if (guest != NULL)
    release_held (guest);
}

static void
started_cb (SoupServer        *soup,
            SoupServerMessage *message,
            TgGate            *self)
{
  g_signal_connect (message, "got-headers", G_CALLBACK (got_headers_cb), self);
  g_signal_connect (message, "got-chunk", G_CALLBACK (got_chunk_cb), self);
  g_signal_connect (message, "got-body", G_CALLBACK (got_body_cb), self);
  g_signal_connect (message, "wrote-headers", G_CALLBACK (wrote_headers_cb), self);
  g_signal_connect (message, "wrote-body-data", G_CALLBACK (wrote_data_cb), self);
  g_signal_connect (message, "finished", G_CALLBACK (finished_cb), self);
}

/* Public */

TgGate *
tg_gate_new (SoupServer         *soup,
             const TgGateBounds *bounds,
             const TgGateFuncs  *funcs,
             gpointer            user_data)
{
  TgGate *self = g_new0 (TgGate, 1);
  struct rlimit files;

  self->soup = g_object_ref (soup);
  self->bounds = *bounds;
  self->funcs = *funcs;
  self->user_data = user_data;
  g_queue_init (&self->guests);
  if (getrlimit (RLIMIT_NOFILE, &files) == 0 && files.rlim_cur != RLIM_INFINITY &&
      files.rlim_cur < (rlim_t) self->bounds.connections + FILES_BESIDE)
    self->bounds.connections = (guint) MAX (files.rlim_cur, FILES_BESIDE + 1) - FILES_BESIDE;
  g_signal_connect (soup, "request-started", G_CALLBACK (started_cb), self);
  return self;
}

void
tg_gate_free (TgGate *self)
{
  if (self == NULL)
    return;
  tg_gate_close (self);
  while (self->guests.length > 0)
    {
      Guest *guest = self->guests.head->data;

      g_object_weak_unref (G_OBJECT (guest->stream), guest_gone_cb, guest);
      guest_gone_cb (guest, NULL);
    }
  g_signal_handlers_disconnect_by_data (self->soup, self);
  g_clear_handle_id (&self->sweep, g_source_remove);
  g_clear_object (&self->certificate);
  g_object_unref (self->soup);
  g_free (self);
}

gboolean
tg_gate_listen (TgGate           *self,
                const char       *address,
                guint             port,
                GTlsCertificate  *certificate,
                GError          **error)
{
  g_autoptr (GSocketAddress) place = g_inet_socket_address_new_from_string (address, port);
  g_autoptr (GSocket) socket = NULL;

  g_return_val_if_fail (self->listener == NULL, FALSE);

  if (place == NULL)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                   "“%s” is no address of a computer", address);
      return FALSE;
    }
  socket = g_socket_new (g_socket_address_get_family (place), G_SOCKET_TYPE_STREAM,
                         G_SOCKET_PROTOCOL_DEFAULT, error);
  if (socket == NULL)
    return FALSE;
  g_socket_set_blocking (socket, FALSE);
  g_socket_set_listen_backlog (socket, BACKLOG);
  if (!g_socket_bind (socket, place, TRUE, error) || !g_socket_listen (socket, error))
    return FALSE;
  self->listener = g_steal_pointer (&socket);
  g_set_object (&self->certificate, certificate);
  start_accepting (self);
  return TRUE;
}

guint
tg_gate_get_port (TgGate *self)
{
  g_autoptr (GSocketAddress) local = g_socket_get_local_address (self->listener, NULL);

  return local != NULL ? g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (local)) : 0;
}

guint
tg_gate_get_size (TgGate *self)
{
  return self->guests.length;
}

guint64
tg_gate_get_n_cut (TgGate *self)
{
  return self->n_cut;
}

gboolean
tg_gate_is_crowded (TgGate *self)
{
  return self->held >= self->bounds.held_bytes;
}

gboolean
tg_gate_bound_body (TgGate            *self,
                    SoupServerMessage *message,
                    gsize              bytes)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  Guest *guest = find_guest (message);

  if (guest != NULL)
    guest->limit = bytes;
  return soup_message_headers_get_encoding (headers) != SOUP_ENCODING_CONTENT_LENGTH ||
         (guint64) soup_message_headers_get_content_length (headers) <= bytes;
}

void
tg_gate_close (TgGate *self)
{
  gint64 farewell = g_get_monotonic_time () + FAREWELL_SECONDS * G_USEC_PER_SEC;

  self->is_closed = TRUE;
  stop_accepting (self);
  g_clear_handle_id (&self->retry, g_source_remove);
  if (self->listener != NULL)
    g_socket_close (self->listener, NULL);
  g_clear_object (&self->listener);
  for (GList *link = self->guests.head; link != NULL; link = link->next)
    {
      Guest *guest = link->data;

      if (guest->phase == PHASE_HEAD)
        guest->deadline = MIN (guest->deadline, farewell);
    }
}
