/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-sim-network.h"

#include <string.h>

#include "tg-error.h"
#include "tg-wire-codec.h"

struct _TgSimNetwork
{
  GObject     parent_instance;

  TgSimWorld *world;          /* not owned */
  TgSimStore *store;
  GTask      *under_way;      /* nullable, not owned */
};

typedef enum
{
  FAULT_LOST_REQUEST,
  FAULT_LOST_ANSWER,
  FAULT_CRASH,            /* the window, somewhere in the batch */
  FAULT_TWICE,            /* the request arrives twice */
  FAULT_TOO_MANY,
  FAULT_BUSY,
  FAULT_BROKEN,
  FAULT_PORTAL,           /* HTML with status 200 */
  FAULT_REDIRECT,
  FAULT_CUT,              /* half of the answer */
  FAULT_RESTART,          /* the window's tokens are gone */
  FAULT_RESTORE,          /* the window is put back from a copy */
  FAULT_KILL_BEFORE,      /* the client, before the request left, or after it arrived */
  FAULT_KILL_AFTER,
  N_FAULTS,
} Fault;

#define FAULT_PERCENT 40

static void tg_sim_network_transport_init (TgTransportInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TgSimNetwork, tg_sim_network, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (TG_TYPE_TRANSPORT,
                                                      tg_sim_network_transport_init))

/* An answer of something that stands in between, or of the window when it is unwell. */
static TgResponse *
make_foreign (guint       status,
              const char *body)
{
  g_autoptr (GBytes) bytes = g_bytes_new (body, strlen (body));

  return tg_response_new (status, bytes);
}

static TgResponse *
make_unwell (guint       status,
             const char *retry_after)
{
  const TgProblem problem = { .code = (char *) "unwell", .title = (char *) "",
                              .detail = (char *) "", .status = status };
  g_autofree char *body = tg_wire_write_problem (&problem);
  TgResponse *response = make_foreign (status, body);

  /* Nothing is known of the epoch where a gateway speaks for the window. */
  if (retry_after != NULL)
    tg_response_set_header (response, "Retry-After", retry_after);
  return response;
}

static TgResponse *
cut_short (TgResponse *response)
{
  g_autoptr (GBytes) half = g_bytes_new_from_bytes (response->body, 0,
                                                    g_bytes_get_size (response->body) / 2);
  TgResponse *cut = tg_response_new (response->status, half);

  /* The headers had come. */
  g_hash_table_unref (cut->headers);
  cut->headers = g_hash_table_ref (response->headers);
  tg_response_free (response);
  return cut;
}

static void
forget (TgResponse *response)
{
  g_clear_pointer (&response, tg_response_free);
}

/* NULL: no answer. */
static TgResponse *
fail (TgSimNetwork    *self,
      const TgRequest *request,
      Fault            fault)
{
  TgSimWorld *world = self->world;
  TgSimWindow *window = world->window;

  switch (fault)
    {
    case FAULT_LOST_REQUEST:
      return NULL;
    case FAULT_LOST_ANSWER:
      forget (tg_sim_window_answer (window, request, -1));
      return NULL;
    case FAULT_CRASH:
      forget (tg_sim_window_answer (window, request, (int) tg_chance_below (world->chance, 4)));
      tg_sim_window_restart (window);
      return NULL;
    case FAULT_TWICE:
      forget (tg_sim_window_answer (window, request, -1));
      return tg_sim_window_answer (window, request, -1);
    case FAULT_TOO_MANY:
      return make_unwell (429, "7");
    case FAULT_BUSY:
      return make_unwell (503, NULL);
    case FAULT_BROKEN:
      return make_foreign (500, "<html>oops</html>");
    case FAULT_PORTAL:
      return make_foreign (200, "<html>Welcome to the airport</html>");
    case FAULT_REDIRECT:
      return make_foreign (302, "");
    case FAULT_CUT:
      return cut_short (tg_sim_window_answer (window, request, -1));
    case FAULT_RESTART:
      tg_sim_window_restart (window);
      return tg_sim_window_answer (window, request, -1);
    case FAULT_RESTORE:
      if (world->restores > 0)
        {
          world->restores--;
          tg_sim_window_restore (window, (guint) tg_chance_below (world->chance, 5));
        }
      return tg_sim_window_answer (window, request, -1);
    case FAULT_KILL_BEFORE:
      tg_sim_store_kill (self->store);
      return NULL;
    case FAULT_KILL_AFTER:
      tg_sim_store_kill (self->store);
      forget (tg_sim_window_answer (window, request, -1));
      return NULL;
    case N_FAULTS:
      break;
    }
  g_assert_not_reached ();
}

static TgResponse *
exchange (TgSimNetwork    *self,
          const TgRequest *request)
{
  TgSimWorld *world = self->world;

  tg_sim_window_pass_time (world->window, (guint) tg_chance_below (world->chance, 3));
  tg_test_clock_advance (world->clock, G_USEC_PER_SEC / 5);
  if (world->faults == 0 || tg_chance_below (world->chance, 100) >= FAULT_PERCENT)
    return tg_sim_window_answer (world->window, request, -1);
  world->faults--;
  return fail (self, request, (Fault) tg_chance_below (world->chance, N_FAULTS));
}

static void
return_response (GTask      *task,
                 TgResponse *response)
{
  if (response != NULL)
    g_task_return_pointer (task, response, (GDestroyNotify) tg_response_free);
  else
    g_task_return_new_error (task, TG_ERROR, TG_ERROR_OFFLINE, "nothing came");
}

static void
return_death (GTask *task)
{
  g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "dead");
}

/* One thing at a time; one that was cancelled does not count. */
static void
begin (TgSimNetwork *self,
       GTask        *task)
{
  if (self->under_way != NULL &&
      !g_cancellable_is_cancelled (g_task_get_cancellable (self->under_way)))
    self->world->n_overlaps++;
  self->under_way = task;
}

static void
end (TgSimNetwork *self,
     GAsyncResult *result)
{
  if (self->under_way == G_TASK (result))
    self->under_way = NULL;
}

static void
tg_sim_network_send_async (TgTransport         *transport,
                           const TgRequest     *request,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  TgSimNetwork *self = TG_SIM_NETWORK (transport);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  TgResponse *response = NULL;

  begin (self, task);
  if (!tg_sim_store_is_dead (self->store))
    response = exchange (self, request);
  if (!tg_sim_store_is_dead (self->store))
    return_response (task, response);
  else
    return_death (task);
}

static TgResponse *
tg_sim_network_send_finish (TgTransport   *transport,
                            GAsyncResult  *result,
                            GError       **error)
{
  end (TG_SIM_NETWORK (transport), result);
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
tg_sim_network_wait_async (TgTransport         *transport,
                           gint64               duration,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  TgSimNetwork *self = TG_SIM_NETWORK (transport);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  begin (self, task);
  if (tg_sim_store_is_dead (self->store))
    {
      return_death (task);
      return;
    }
  tg_test_clock_advance (self->world->clock, duration);
  g_task_return_boolean (task, TRUE);
}

static gboolean
tg_sim_network_wait_finish (TgTransport   *transport,
                            GAsyncResult  *result,
                            GError       **error)
{
  end (TG_SIM_NETWORK (transport), result);
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
tg_sim_network_transport_init (TgTransportInterface *iface)
{
  iface->send_async = tg_sim_network_send_async;
  iface->send_finish = tg_sim_network_send_finish;
  iface->wait_async = tg_sim_network_wait_async;
  iface->wait_finish = tg_sim_network_wait_finish;
}

static void
tg_sim_network_finalize (GObject *object)
{
  g_clear_object (&TG_SIM_NETWORK (object)->store);
  G_OBJECT_CLASS (tg_sim_network_parent_class)->finalize (object);
}

static void
tg_sim_network_class_init (TgSimNetworkClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tg_sim_network_finalize;
}

static void
tg_sim_network_init (TgSimNetwork *self)
{
}

TgSimNetwork *
tg_sim_network_new (TgSimWorld *world,
                    TgSimStore *store)
{
  TgSimNetwork *self = g_object_new (TG_TYPE_SIM_NETWORK, NULL);

  self->world = world;
  self->store = g_object_ref (store);
  return self;
}
