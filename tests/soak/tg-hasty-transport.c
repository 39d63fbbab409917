/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-hasty-transport.h"

#include <stdlib.h>
#include <string.h>

/* Changes what is asked and hands it on; the answer goes straight to who asked, with the patient
 * transport as its source. Main thread. */

#define ANSWER_SECONDS 2
#define POLL_SECONDS   1
#define WAIT_FRACTION  50

struct _TgHastyTransport
{
  GObject      parent_instance;

  TgTransport *patient;
  gboolean     is_hasty;
};

static void tg_hasty_transport_transport_init (TgTransportInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TgHastyTransport, tg_hasty_transport, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (TG_TYPE_TRANSPORT,
                                                      tg_hasty_transport_transport_init))

static void
shorten_poll (TgRequest *request)
{
  static const char name[] = "&wait=";
  char *wait = strstr (request->path, name);
  g_autofree char *before = NULL;
  char *path, *rest;

  g_return_if_fail (wait != NULL);
  before = g_strndup (request->path, (gsize) (wait - request->path));
  strtoul (wait + strlen (name), &rest, 10);
  path = g_strdup_printf ("%s%s%d%s", before, name, POLL_SECONDS, rest);
  g_free (request->path);
  request->path = path;
  request->seconds = POLL_SECONDS + ANSWER_SECONDS;
}

static void
tg_hasty_transport_send_async (TgTransport         *transport,
                               const TgRequest     *request,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  TgHastyTransport *self = TG_HASTY_TRANSPORT (transport);
  g_autoptr (TgRequest) hasty = tg_request_copy (request);

  if (self->is_hasty && request->is_poll)
    shorten_poll (hasty);
  else if (self->is_hasty)
    hasty->seconds = ANSWER_SECONDS;
  tg_transport_send_async (self->patient, hasty, cancellable, callback, user_data);
}

static TgResponse *
tg_hasty_transport_send_finish (TgTransport   *transport,
                                GAsyncResult  *result,
                                GError       **error)
{
  return tg_transport_send_finish (TG_HASTY_TRANSPORT (transport)->patient, result, error);
}

static void
tg_hasty_transport_wait_async (TgTransport         *transport,
                               gint64               duration,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  tg_transport_wait_async (TG_HASTY_TRANSPORT (transport)->patient, duration / WAIT_FRACTION,
                           cancellable, callback, user_data);
}

static gboolean
tg_hasty_transport_wait_finish (TgTransport   *transport,
                                GAsyncResult  *result,
                                GError       **error)
{
  return tg_transport_wait_finish (TG_HASTY_TRANSPORT (transport)->patient, result, error);
}

static void
tg_hasty_transport_transport_init (TgTransportInterface *iface)
{
  iface->send_async = tg_hasty_transport_send_async;
  iface->send_finish = tg_hasty_transport_send_finish;
  iface->wait_async = tg_hasty_transport_wait_async;
  iface->wait_finish = tg_hasty_transport_wait_finish;
}

static void
tg_hasty_transport_finalize (GObject *object)
{
  g_clear_object (&TG_HASTY_TRANSPORT (object)->patient);
  G_OBJECT_CLASS (tg_hasty_transport_parent_class)->finalize (object);
}

static void
tg_hasty_transport_class_init (TgHastyTransportClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tg_hasty_transport_finalize;
}

static void
tg_hasty_transport_init (TgHastyTransport *self)
{
}

TgHastyTransport *
tg_hasty_transport_new (TgTransport *patient)
{
  TgHastyTransport *self = g_object_new (TG_TYPE_HASTY_TRANSPORT, NULL);

  self->patient = g_object_ref (patient);
  return self;
}

void
tg_hasty_transport_set_hasty (TgHastyTransport *self,
                              gboolean          is_hasty)
{
  g_return_if_fail (TG_IS_HASTY_TRANSPORT (self));

  self->is_hasty = is_hasty;
}
