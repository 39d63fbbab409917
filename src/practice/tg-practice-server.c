/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-practice-server.h"

#include "tg-account-key.h"
#include "tg-account-table.h"
#include "tg-door.h"
#include "tg-error.h"
#include "tg-event-table.h"
#include "tg-jws.h"
#include "tg-request.h"
#include "tg-sample.h"
#include "tg-visit.h"

/* Owns the book, the clerk and the socket; finds the route for a request and the account for
 * its token; wakes the clerk when a task is due and the parked polls when something happened.
 * Bound to 127.0.0.1, or to another address with TLS; the classroom's verbs, which ask for no
 * token, are this computer's alone. One thread: that of the main context in which it listens. */

/* A sleeping computer or a moved clock makes a timer late, so it is never longer than this. */
#define MAX_SLEEP (10 * G_USEC_PER_SEC)

struct _TgPracticeServer
{
  GObject      parent_instance;
  TgBook      *book;
  TgClerk     *clerk;
  TgIntake    *intake;
  TgPollLot   *lot;
  TgLimiter   *limiter;
  TgSecretGuard *guard;
  TgAudience  *audience;
  TgMeter     *meter;
  gint64       start;
  gint64       last_event;
  TgGateBounds bounds;
  SoupServer  *soup;
  TgGate      *gate;
  char        *url;
  gboolean     has_tls;
  guint        timer;
  gboolean     is_closing;
  guint        closing;
};

enum
{
  SIGNAL_FAULT,
  SIGNAL_CLOSED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

typedef struct
{
  const char  *methods;        /* separated by ", "; HEAD goes with GET */
  const char  *path;
  gboolean     has_more;       /* "/path" and whatever is behind it */
  gboolean     needs_token;
  gsize        body;           /* the largest that is taken */
  TgRouteFunc  func;
} Route;

static const Route routes[] = {
  { "GET", "/.well-known/single-window", FALSE, FALSE, TG_SMALL_BODY_MAX,
    tg_discovery_route_answer },
  { "GET", "/healthz", FALSE, FALSE, TG_SMALL_BODY_MAX,
    tg_operator_route_health },
  { "GET", "/metrics", FALSE, FALSE, TG_SMALL_BODY_MAX,
    tg_operator_route_metrics },
  { "POST", "/oauth/token", FALSE, FALSE, TG_SMALL_BODY_MAX,
    tg_token_route_answer },
  { "POST", "/v1/submissions", FALSE, TRUE, TG_BODY_MAX,
    tg_submissions_route_answer },
  { "GET", "/v1/events", FALSE, TRUE, TG_SMALL_BODY_MAX,
    tg_events_route_answer },
  { "GET", "/v1/filings", FALSE, TRUE, TG_SMALL_BODY_MAX,
    tg_filings_route_answer },
  { "GET", "/v1/code-tables", TRUE, TRUE, TG_SMALL_BODY_MAX,
    tg_code_tables_route_answer },
  { "GET, PUT", "/v1/attachments", TRUE, TRUE, TG_CHUNK_MAX,
    tg_attachments_route_answer },
  { "GET, PUT, DELETE", "/v1/drafts", TRUE, TRUE, TG_BODY_MAX,
    tg_drafts_route_answer },
  { "GET", "/v1/enquiries", TRUE, TRUE, TG_SMALL_BODY_MAX,
    tg_enquiries_route_answer },
  { "POST", "/classroom/", TRUE, FALSE, TG_SMALL_BODY_MAX,
    tg_classroom_route_answer },
};

G_DEFINE_FINAL_TYPE (TgPracticeServer, tg_practice_server, G_TYPE_OBJECT)

static void set_timer (TgPracticeServer *self);
static void wake_polls (TgPracticeServer *self);

static void
report (TgPracticeServer *self,
        const GError     *error)
{
  g_signal_emit (self, signals[SIGNAL_FAULT], 0, error);
}

/* However much is due: between two transactions the counter has its turn. */
static gboolean
timer_cb (gpointer data)
{
  TgPracticeServer *self = data;
  g_autoptr (GError) error = NULL;
  gboolean more;

  self->timer = 0;
  if (tg_clerk_run_some (self->clerk, &more, &error))
    {
      wake_polls (self);
      set_timer (self);
      return G_SOURCE_REMOVE;
    }
  report (self, error);
  self->timer = g_timeout_add_seconds (1, timer_cb, self);
  return G_SOURCE_REMOVE;
}

static void
set_timer (TgPracticeServer *self)
{
  g_autoptr (GError) error = NULL;
  gint64 wait = tg_clerk_get_wait (self->clerk, &error);

  g_clear_handle_id (&self->timer, g_source_remove);
  if (wait == -1)
    return;
  if (wait < 0)
    report (self, error);
  wait = wait < 0 ? G_USEC_PER_SEC : MIN (wait, MAX_SLEEP);
  self->timer = g_timeout_add ((guint) ((wait + 999) / 1000), timer_cb, self);
}

static TgRequest
make_request (TgPracticeServer  *self,
              SoupServerMessage *message)
{
  GUri *uri = soup_server_message_get_uri (message);
  TgRequest request = {
    .message = message,
    .path = uri != NULL ? g_uri_get_path (uri) : "",
    .account = "",
    .clerk = self->clerk,
    .lot = self->lot,
    .intake = self->intake,
    .meter = self->meter,
    .gate = self->gate,
    .guard = self->guard,
    .audience = self->audience,
    .start = self->start,
  };

  return request;
}

static gboolean
poll_cb (const TgPoll *poll,
         gboolean      is_over,
         gpointer      data)
{
  TgPracticeServer *self = data;
  g_autoptr (GError) error = NULL;
  gboolean is_empty = FALSE;
  TgRequest request = make_request (self, poll->message);

  request.account = poll->account;
  if (tg_events_route_page (&request, poll->after, poll->limit, is_over ? NULL : &is_empty, &error))
    return !is_empty;
  report (self, error);
  tg_request_problem (&request, 500, "internal", "The window failed; try again");
  return TRUE;
}

static void
answer_failure (TgPracticeServer *self,
                TgRequest        *request,
                const GError     *error)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (request->message);

  report (self, error);
  if (g_error_matches (error, TG_ERROR, TG_ERROR_BUSY) ||
      g_error_matches (error, TG_ERROR, TG_ERROR_NO_SPACE))
    {
      soup_message_headers_replace (headers, "Retry-After", "5");
      tg_request_problem (request, 503, "unavailable", "The window is busy; try again");
      return;
    }
  tg_request_problem (request, 500, "internal", "The window failed; try again");
}

/* Only those that something happened to: each costs two queries. */
static void
wake_polls (TgPracticeServer *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GHashTable) accounts =
    tg_event_table_find_news (self->book, &self->last_event, &error);

  if (accounts == NULL)
    report (self, error);
  else if (self->lot != NULL)
    tg_poll_lot_wake (self->lot, accounts);
}

static void
batch_cb (const TgIntakeBatch *batch,
          gpointer             data)
{
  TgPracticeServer *self = data;
  TgRequest request = make_request (self, batch->message);

  request.account = batch->account;
  if (batch->results != NULL)
    tg_submissions_route_finish (&request, batch->results);
  else
    answer_failure (self, &request, batch->error);
}

static void
batches_done_cb (gpointer data)
{
  TgPracticeServer *self = data;

  wake_polls (self);
  set_timer (self);
}

static const char *
get_bearer (SoupServerMessage *message)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  const char *value = soup_message_headers_get_one (headers, "Authorization");

  if (value == NULL || g_ascii_strncasecmp (value, "Bearer ", 7) != 0)
    return "";
  return value + 7;
}

static const Route *
find_route (const char *path)
{
  for (guint i = 0; i < G_N_ELEMENTS (routes); i++)
    {
      const Route *route = &routes[i];
      gsize length = strlen (route->path);

      if (g_str_equal (path, route->path))
        return route;
      if (route->has_more && g_str_has_prefix (path, route->path) &&
          (route->path[length - 1] == '/' || path[length] == '/'))
        return route;
    }
  return NULL;
}

/* Only names of this computer, so that no other site's page reaches the window by a name of
 * its own; with TLS the certificate sees to that. */
static gboolean
is_local_host (SoupServerMessage *message)
{
  GUri *uri = soup_server_message_get_uri (message);
  const char *host = g_uri_get_host (uri);

  return host != NULL && (g_str_equal (host, "127.0.0.1") || g_str_equal (host, "localhost"));
}

static gboolean
is_from_here (SoupServerMessage *message)
{
  GSocketAddress *address = soup_server_message_get_remote_address (message);

  return G_IS_INET_SOCKET_ADDRESS (address) &&
         g_inet_address_get_is_loopback (
    g_inet_socket_address_get_address (G_INET_SOCKET_ADDRESS (address)));
}

static gboolean
is_open_to (TgPracticeServer  *self,
            SoupServerMessage *message,
            const Route       *route)
{
  if ((route->func == tg_classroom_route_answer || route->func == tg_operator_route_metrics) &&
      !is_from_here (message))
    return FALSE;
  return self->has_tls || is_local_host (message);
}

static gboolean
is_method (const Route *route,
           const char  *method)
{
  g_auto (GStrv) methods = g_strsplit (route->methods, ", ", -1);

  return g_strv_contains ((const char * const *) methods, method);
}

static gboolean
refuse_early (TgPracticeServer *self,
              TgRequest        *request,
              const Route      *route)
{
  const char *method = soup_server_message_get_method (request->message);
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (request->message);

  if (route == NULL || !is_open_to (self, request->message, route))
    {
      tg_request_problem (request, 404, "not-found", "There is nothing here");
      return TRUE;
    }
  if (is_method (route, g_str_equal (method, "HEAD") ? "GET" : method))
    return FALSE;
  soup_message_headers_replace (headers, "Allow", route->methods);
  tg_request_problem (request, 405, "method-not-allowed", "This is not done here");
  return TRUE;
}

/* Whose token it bears. FALSE: answered. */
static gboolean
find_account (TgPracticeServer *self,
              TgRequest        *request,
              const Route      *route,
              TgVisit          *visit)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (request->message);
  g_autoptr (GError) error = NULL;

  visit->account = tg_account_table_find_token (self->book, get_bearer (request->message), &error);
  if (error == NULL && (visit->account != NULL || !route->needs_token))
    return TRUE;
  if (error != NULL)
    {
      answer_failure (self, request, error);
      return FALSE;
    }
  soup_message_headers_replace (headers, "WWW-Authenticate", "Bearer realm=\"single-window\"");
  tg_request_problem (request, 401, "unauthorized", "A token in force is needed");
  return FALSE;
}

static void
request_cb (SoupServer        *soup,
            SoupServerMessage *message,
            const char        *path,
            GHashTable        *query,
            gpointer           data)
{
  TgPracticeServer *self = data;
  const Route *route = find_route (path);
  TgVisit *visit = tg_visit_get (message);
  TgRequest request = make_request (self, message);
  g_autoptr (GError) error = NULL;

  /* Answered before its body came. */
  if (route == NULL)
    return;
  request.path = path;
  request.query = query;
  if (visit->account != NULL)
    request.account = visit->account;
  visit->is_served = TRUE;
  if (!route->func (&request, &error))
    answer_failure (self, &request, error);
  if (route->func == tg_classroom_route_answer)
    {
      /* A copy that was put back knows fewer events. */
      self->last_event = 0;
      wake_polls (self);
      set_timer (self);
    }
}

static void
too_large_cb (SoupServerMessage *message,
              gpointer           data)
{
  TgRequest request = make_request (data, message);
  TgVisit *visit = tg_visit_get (message);

  tg_door_refuse_size (&request, visit->limit);
  visit->is_served = TRUE;
  tg_visit_note (visit, 413);
}

static void
full_cb (gpointer data)
{
  TgPracticeServer *self = data;

  tg_poll_lot_yield (self->lot);
}

static gboolean
closed_cb (gpointer data)
{
  TgPracticeServer *self = data;

  self->closing = 0;
  g_signal_emit (self, signals[SIGNAL_CLOSED], 0);
  return G_SOURCE_REMOVE;
}

/* Not from within a connection that ends. */
static void
empty_cb (gpointer data)
{
  TgPracticeServer *self = data;

  if (!self->is_closing || self->closing == 0)
    return;
  g_source_remove (self->closing);
  self->closing = g_idle_add (closed_cb, self);
}

/* A piece of an attachment broke off: what arrived of it counts. */
static void
broken_cb (SoupServerMessage *message,
           TgPracticeServer  *self)
{
  const char *path = g_uri_get_path (soup_server_message_get_uri (message));

  if (!tg_visit_get (message)->is_served && self->clerk != NULL &&
      soup_server_message_get_request_body (message)->length > 0)
    request_cb (self->soup, message, path, NULL, self);
}

/* At the door, before the body: what is not for here, bears no token, comes too often or is too
 * large by its own words is not even read in. */
static gboolean
is_admitted (TgPracticeServer *self,
             TgRequest        *request,
             const Route      *route,
             TgVisit          *visit)
{
  gboolean fits = tg_gate_bound_body (self->gate, request->message, visit->limit);

  return !refuse_early (self, request, route) && find_account (self, request, route, visit) &&
         (!route->needs_token || tg_door_check_rate (request, self->limiter, visit->account)) &&
         tg_door_check_body (request, visit->limit, fits);
}

static void
early_cb (SoupServer        *soup,
          SoupServerMessage *message,
          const char        *path,
          GHashTable        *query,
          gpointer           data)
{
  TgPracticeServer *self = data;
  const Route *route = find_route (path);
  TgVisit *visit = tg_visit_get (message);
  TgRequest request = make_request (self, message);

  tg_visit_start (visit);
  visit->limit = route != NULL ? route->body : TG_SMALL_BODY_MAX;
  if (route != NULL)
    visit->route = route->path;
  request.path = path;
  if (!is_admitted (self, &request, route, visit))
    {
      visit->is_served = TRUE;
      tg_visit_note (visit, soup_server_message_get_status (message));
      soup_message_body_set_accumulate (soup_server_message_get_request_body (message), FALSE);
      return;
    }
  if (g_str_equal (soup_server_message_get_method (message), "PUT") &&
      g_str_has_prefix (path, "/v1/attachments/"))
    g_signal_connect_object (message, "finished", G_CALLBACK (broken_cb), self, 0);
}

static void
started_cb (SoupServer        *soup,
            SoupServerMessage *message,
            TgPracticeServer  *self)
{
  tg_visit_begin (message, self->meter);
}

static void
tg_practice_server_finalize (GObject *object)
{
  TgPracticeServer *self = TG_PRACTICE_SERVER (object);

  tg_practice_server_stop (self);
  g_clear_pointer (&self->clerk, tg_clerk_free);
  g_clear_pointer (&self->book, tg_book_close);
  g_clear_pointer (&self->limiter, tg_limiter_free);
  g_clear_pointer (&self->guard, tg_secret_guard_free);
  g_clear_pointer (&self->audience, tg_audience_free);
  g_clear_pointer (&self->meter, tg_meter_free);
  g_free (self->url);
  G_OBJECT_CLASS (tg_practice_server_parent_class)->finalize (object);
}

static void
tg_practice_server_class_init (TgPracticeServerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tg_practice_server_finalize;
  signals[SIGNAL_FAULT] = g_signal_new ("fault", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                        NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
  signals[SIGNAL_CLOSED] = g_signal_new ("closed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
tg_practice_server_init (TgPracticeServer *self)
{
  self->lot = tg_poll_lot_new (poll_cb, self);
  self->meter = tg_meter_new ();
  self->start = g_get_real_time ();
}

TgPracticeServer *
tg_practice_server_open (const TgPracticeOptions  *options,
                         GError                  **error)
{
  g_autoptr (TgPracticeServer) self = g_object_new (TG_TYPE_PRACTICE_SERVER, NULL);
  g_autoptr (TgClock) clock =
    options->clock != NULL ? g_object_ref (options->clock) : tg_system_clock_new ();
  g_autoptr (TgChance) chance =
    options->chance != NULL ? tg_chance_ref (options->chance) : tg_chance_new_system ();
  g_autoptr (TgCourseBook) courses = tg_course_book_load (NULL, error);
  const TgGateBounds bounds = TG_GATE_USUAL_BOUNDS;
  const TgRate usual = { TG_PRACTICE_RATE * TG_PRACTICE_BURST_SECONDS, TG_PRACTICE_RATE };
  TgClerkOptions clerk = {
    .speed = options->speed,
    .wait = options->wait,
    .scenario = options->scenario,
    .judge = options->judge,
    .courses = courses,
    .is_forgetful = options->is_forgetful,
  };

  if (courses == NULL)
    return NULL;
  self->audience = tg_audience_new (options->public_url, error);
  if (self->audience == NULL)
    return NULL;
  self->book = tg_book_open (options->database, clock, chance, error);
  if (self->book == NULL)
    return NULL;
  if (options->is_restored && !tg_book_begin_restored (self->book, error))
    return NULL;
  if (options->shelf != NULL && !tg_code_shelf_publish (options->shelf, self->book, error))
    return NULL;
  if (!tg_db_query_int (tg_book_get_db (self->book), "SELECT coalesce (max (seq), 0) FROM event",
                        &self->last_event, error))
    return NULL;
  self->bounds = options->bounds != NULL ? *options->bounds : bounds;
  self->clerk = tg_clerk_new (self->book, &clerk);
  self->intake = tg_intake_new (self->clerk, batch_cb, batches_done_cb, self);
  self->limiter = tg_limiter_new (clock, options->rate != NULL ? options->rate : &usual);
  self->guard = tg_secret_guard_new (clock);
  return g_steal_pointer (&self);
}

gboolean
tg_practice_server_add_account (TgPracticeServer *self,
                                const char       *account,
                                const char       *secret,
                                GError          **error)
{
  return tg_account_table_put (self->book, account, secret, error);
}

gboolean
tg_practice_server_add_certificate (TgPracticeServer  *self,
                                    const char        *account,
                                    const char        *pem,
                                    GError           **error)
{
  g_autoptr (GBytes) certificate = tg_jws_read_pem (pem, error);

  return certificate != NULL && tg_account_key_add (self->book, account, certificate, error);
}

gboolean
tg_practice_server_add_enterprise (TgPracticeServer *self,
                                   const char       *account,
                                   const char       *code,
                                   GError          **error)
{
  return tg_account_table_add_enterprise (self->book, account, code, error);
}

gboolean
tg_practice_server_load_sample (TgPracticeServer *self,
                                const char       *account,
                                const char       *path,
                                GError          **error)
{
  return tg_sample_load (self->book, account, path, error);
}

static void
leave (TgPracticeServer *self)
{
  if (self->soup != NULL)
    soup_server_disconnect (self->soup);
  g_clear_pointer (&self->gate, tg_gate_free);
  g_clear_object (&self->soup);
}

static gboolean
fail_to_listen (guint    port,
                GError  *local,
                GError **error)
{
  g_autoptr (GError) owned = local;

  g_set_error (error, TG_ERROR,
               g_error_matches (local, G_IO_ERROR, G_IO_ERROR_ADDRESS_IN_USE) ? TG_ERROR_BUSY
                                                                              : TG_ERROR_FAILED,
               "Cannot listen on port %u: %s", port, local->message);
  return FALSE;
}

/* `certificate` (nullable): with TLS. */
static gboolean
listen_at (TgPracticeServer  *self,
           const char        *address,
           guint              port,
           GTlsCertificate   *certificate,
           GError           **error)
{
  const TgGateFuncs funcs = { too_large_cb, full_cb, empty_cb };
  g_autoptr (GError) local = NULL;

  self->soup = soup_server_new ("server-header", "tongguan-practice", NULL);
  self->gate = tg_gate_new (self->soup, &self->bounds, &funcs, self);
  self->has_tls = certificate != NULL;
  g_signal_connect (self->soup, "request-started", G_CALLBACK (started_cb), self);
  soup_server_add_early_handler (self->soup, NULL, early_cb, self, NULL);
  soup_server_add_handler (self->soup, NULL, request_cb, self, NULL);
  if (!tg_gate_listen (self->gate, address, port, certificate, &local))
    {
      leave (self);
      return fail_to_listen (port, g_steal_pointer (&local), error);
    }
  self->url = g_strdup_printf ("%s://%s:%u", self->has_tls ? "https" : "http", address,
                               tg_gate_get_port (self->gate));
  set_timer (self);
  return TRUE;
}

gboolean
tg_practice_server_listen (TgPracticeServer *self,
                           guint             port,
                           GError          **error)
{
  g_return_val_if_fail (self->soup == NULL, FALSE);

  return listen_at (self, "127.0.0.1", port, NULL, error);
}

gboolean
tg_practice_server_listen_tls (TgPracticeServer  *self,
                               const char        *address,
                               guint              port,
                               GTlsCertificate   *certificate,
                               GError           **error)
{
  g_return_val_if_fail (self->soup == NULL, FALSE);
  g_return_val_if_fail (certificate != NULL, FALSE);

  tg_audience_set_certificate (self->audience, certificate);
  return listen_at (self, address, port, certificate, error);
}

const char *
tg_practice_server_get_url (TgPracticeServer *self)
{
  return self->url;
}

gboolean
tg_practice_server_run_due (TgPracticeServer *self,
                            GError          **error)
{
  if (!tg_clerk_run_due (self->clerk, error))
    return FALSE;
  wake_polls (self);
  set_timer (self);
  return TRUE;
}

void
tg_practice_server_close (TgPracticeServer *self)
{
  g_return_if_fail (self->gate != NULL && !self->is_closing);

  self->is_closing = TRUE;
  self->closing = g_timeout_add_seconds (TG_PRACTICE_CLOSE_SECONDS, closed_cb, self);
  tg_gate_close (self->gate);
  tg_poll_lot_close (self->lot);
  if (tg_gate_get_size (self->gate) == 0)
    empty_cb (self);
}

void
tg_practice_server_stop (TgPracticeServer *self)
{
  /* What was read is judged, so that it need not come again; it sets the timer. */
  g_clear_pointer (&self->intake, tg_intake_free);
  g_clear_handle_id (&self->timer, g_source_remove);
  g_clear_handle_id (&self->closing, g_source_remove);
  if (self->lot != NULL)
    tg_poll_lot_empty (self->lot);
  leave (self);
  g_clear_pointer (&self->lot, tg_poll_lot_free);
}
