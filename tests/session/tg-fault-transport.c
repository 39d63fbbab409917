/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-fault-transport.h"

#include <string.h>

#include "tg-error.h"

typedef enum
{
  FAULT_LOST_REQUEST,
  FAULT_LOST_ANSWER,
  FAULT_TWICE,
  FAULT_BUSY,
  FAULT_PORTAL,           /* HTML with status 200 */
  N_FAULTS,
  FAULT_NONE,
} Fault;

struct _TgFaultTransport
{
  GObject      parent_instance;

  TgTransport *good;
  TgChance    *chance;
  guint        percent;
  guint        count;
};

/* The data of a task. */
typedef struct
{
  TgRequest *request;
  Fault      fault;
} Exchange;

static void tg_fault_transport_transport_init (TgTransportInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TgFaultTransport, tg_fault_transport, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (TG_TYPE_TRANSPORT,
                                                      tg_fault_transport_transport_init))

static void
exchange_free (Exchange *exchange)
{
  tg_request_free (exchange->request);
  g_free (exchange);
}

static void
return_foreign (GTask      *task,
                guint       status,
                const char *text)
{
  g_autoptr (GBytes) body = g_bytes_new (text, strlen (text));

  g_task_return_pointer (task, tg_response_new (status, body), (GDestroyNotify) tg_response_free);
}

static void
return_nothing (GTask *task)
{
  g_task_return_new_error (task, TG_ERROR, TG_ERROR_OFFLINE, "nothing came");
}

static void
on_answer (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Exchange *exchange = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (TgResponse) response =
    tg_transport_send_finish (TG_TRANSPORT (source), result, &error);

  if (response == NULL)
    g_task_return_error (task, error);
  else if (exchange->fault == FAULT_LOST_ANSWER)
    return_nothing (task);
  else if (exchange->fault == FAULT_TWICE)
    {
      exchange->fault = FAULT_NONE;
      tg_transport_send_async (TG_TRANSPORT (source), exchange->request,
                               g_task_get_cancellable (task), on_answer, g_object_ref (task));
    }
  else
    g_task_return_pointer (task, g_steal_pointer (&response), (GDestroyNotify) tg_response_free);
}

static Fault
choose_fault (TgFaultTransport *self)
{
  if (tg_chance_below (self->chance, 100) >= self->percent)
    return FAULT_NONE;
  self->count++;
  return (Fault) tg_chance_below (self->chance, N_FAULTS);
}

static void
tg_fault_transport_send_async (TgTransport         *transport,
                               const TgRequest     *request,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  TgFaultTransport *self = TG_FAULT_TRANSPORT (transport);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  Exchange *exchange = g_new0 (Exchange, 1);

  exchange->request = tg_request_copy (request);
  exchange->fault = choose_fault (self);
  g_task_set_task_data (task, exchange, (GDestroyNotify) exchange_free);
  if (exchange->fault == FAULT_LOST_REQUEST)
    return_nothing (task);
  else if (exchange->fault == FAULT_BUSY)
    return_foreign (task, 503, "<html>Overloaded</html>");
  else if (exchange->fault == FAULT_PORTAL)
    return_foreign (task, 200, "<html>Please log in</html>");
  else
    tg_transport_send_async (self->good, request, cancellable, on_answer, g_object_ref (task));
}

static TgResponse *
tg_fault_transport_send_finish (TgTransport   *transport,
                                GAsyncResult  *result,
                                GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
tg_fault_transport_wait_async (TgTransport         *transport,
                               gint64               duration,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (transport, cancellable, callback, user_data);

  g_task_return_boolean (task, TRUE);
}

static gboolean
tg_fault_transport_wait_finish (TgTransport   *transport,
                                GAsyncResult  *result,
                                GError       **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
tg_fault_transport_transport_init (TgTransportInterface *iface)
{
  iface->send_async = tg_fault_transport_send_async;
  iface->send_finish = tg_fault_transport_send_finish;
  iface->wait_async = tg_fault_transport_wait_async;
  iface->wait_finish = tg_fault_transport_wait_finish;
}

static void
tg_fault_transport_finalize (GObject *object)
{
  TgFaultTransport *self = TG_FAULT_TRANSPORT (object);

  g_clear_object (&self->good);
  g_clear_pointer (&self->chance, tg_chance_unref);
  G_OBJECT_CLASS (tg_fault_transport_parent_class)->finalize (object);
}

static void
tg_fault_transport_class_init (TgFaultTransportClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tg_fault_transport_finalize;
}

static void
tg_fault_transport_init (TgFaultTransport *self)
{
}

TgFaultTransport *
tg_fault_transport_new (TgTransport *good,
                        TgChance    *chance)
{
  TgFaultTransport *self = g_object_new (TG_TYPE_FAULT_TRANSPORT, NULL);

  self->good = g_object_ref (good);
  self->chance = tg_chance_ref (chance);
  return self;
}

void
tg_fault_transport_set_percent (TgFaultTransport *self,
                                guint             percent)
{
  g_return_if_fail (TG_IS_FAULT_TRANSPORT (self));

  self->percent = percent;
}

guint
tg_fault_transport_get_count (TgFaultTransport *self)
{
  return self->count;
}
