/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-transport.h"

/* The interface, and what is handed over it. */

#define MAX_ANSWER (16 * 1024 * 1024)

G_DEFINE_INTERFACE (TgTransport, tg_transport, G_TYPE_OBJECT)

static void
tg_transport_default_init (TgTransportInterface *iface)
{
}

void
tg_transport_send_async (TgTransport         *self,
                         const TgRequest     *request,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  g_return_if_fail (TG_IS_TRANSPORT (self));
  g_return_if_fail (request != NULL);

  TG_TRANSPORT_GET_IFACE (self)->send_async (self, request, cancellable, callback, user_data);
}

TgResponse *
tg_transport_send_finish (TgTransport   *self,
                          GAsyncResult  *result,
                          GError       **error)
{
  g_return_val_if_fail (TG_IS_TRANSPORT (self), NULL);

  return TG_TRANSPORT_GET_IFACE (self)->send_finish (self, result, error);
}

void
tg_transport_wait_async (TgTransport         *self,
                         gint64               duration,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  g_return_if_fail (TG_IS_TRANSPORT (self));

  TG_TRANSPORT_GET_IFACE (self)->wait_async (self, duration, cancellable, callback, user_data);
}

gboolean
tg_transport_wait_finish (TgTransport   *self,
                          GAsyncResult  *result,
                          GError       **error)
{
  g_return_val_if_fail (TG_IS_TRANSPORT (self), FALSE);

  return TG_TRANSPORT_GET_IFACE (self)->wait_finish (self, result, error);
}

TgRequest *
tg_request_new (const char *method,
                const char *path)
{
  TgRequest *self = g_new0 (TgRequest, 1);

  self->method = method;
  self->path = g_strdup (path);
  self->max_bytes = MAX_ANSWER;
  self->seconds = 60;
  return self;
}

TgRequest *
tg_request_copy (const TgRequest *self)
{
  TgRequest *copy = tg_request_new (self->method, self->path);

  copy->authorization = g_strdup (self->authorization);
  copy->content_type = g_strdup (self->content_type);
  copy->body = self->body != NULL ? g_bytes_ref (self->body) : NULL;
  copy->headers = self->headers != NULL ? g_hash_table_ref (self->headers) : NULL;
  copy->max_bytes = self->max_bytes;
  copy->seconds = self->seconds;
  copy->is_poll = self->is_poll;
  copy->is_idempotent = self->is_idempotent;
  return copy;
}

void
tg_request_set_header (TgRequest  *self,
                       const char *name,
                       const char *value)
{
  if (self->headers == NULL)
    self->headers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_hash_table_replace (self->headers, g_strdup (name), g_strdup (value));
}

const char *
tg_request_get_header (const TgRequest *self,
                       const char      *name)
{
  return self->headers != NULL ? g_hash_table_lookup (self->headers, name) : NULL;
}

void
tg_request_free (TgRequest *self)
{
  g_clear_pointer (&self->headers, g_hash_table_unref);
  g_free (self->path);
  g_free (self->authorization);
  g_free (self->content_type);
  g_clear_pointer (&self->body, g_bytes_unref);
  g_free (self);
}

TgResponse *
tg_response_new (guint   status,
                 GBytes *body)
{
  TgResponse *self = g_new0 (TgResponse, 1);

  self->status = status;
  self->headers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->body = body != NULL ? g_bytes_ref (body) : g_bytes_new (NULL, 0);
  return self;
}

void
tg_response_set_header (TgResponse *self,
                        const char *name,
                        const char *value)
{
  g_hash_table_replace (self->headers, g_ascii_strdown (name, -1), g_strdup (value));
}

const char *
tg_response_get_header (const TgResponse *self,
                        const char       *name)
{
  g_autofree char *lower = g_ascii_strdown (name, -1);

  return g_hash_table_lookup (self->headers, lower);
}

void
tg_response_free (TgResponse *self)
{
  g_hash_table_unref (self->headers);
  g_bytes_unref (self->body);
  g_free (self);
}
