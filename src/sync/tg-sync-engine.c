/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-sync-engine.h"

#include "tg-error.h"
#include "tg-sync-desk.h"
#include "tg-sync-request.h"

/* The hands of tg_sync_step(). Every outer happening becomes an event; the step gives commands;
 * obey() carries them out, and what comes of them is the next event. What must be kept in
 * between lies on the desk.
 * Always holds: one request, wait or job of the store at a time, also where somebody who is told
 * something asks for the next thing at once: that comes after the commands in hand; an attempt is
 * `sending` in the store before its first byte leaves. Owned by the workspace, main thread. */

struct _TgSyncEngine
{
  GObject       parent_instance;

  TgTransport  *transport;
  TgSyncStore  *store;
  TgClock      *clock;
  TgChance     *chance;
  TgSyncState  *state;
  GCancellable *cancellable;     /* of the request or wait under way */
  TgSyncDesk    desk;
  gboolean      is_started;
  gboolean      is_stepping;
  GArray       *later;           /* of TgSyncEvent with words of their own: after this one */
  GQueue        runs;            /* of GTask: tg_sync_engine_run_once_async */
  GQueue        errands;         /* of GTask with its TgRequest: tg_sync_engine_ask_async */
  TgResponse   *response;        /* nullable: the one that is being dealt with */
  TgSyncOnline  online;
  char         *reason;
  TgSigner     *signer;          /* nullable: the account has a secret */
  char         *address;         /* what the signer names as whom it speaks to */
  guint         n_pending;
  gint64        last_contact;
};

/* One command that is being carried out. */
typedef struct
{
  TgSyncEngine  *engine;
  TgSyncCommand  command;
  TgRequestKind  request;
  char         **ids;           /* of a batch */
  GBytes        *claims;        /* of a log-in that is signed */
} Work;

enum { PROP_0, PROP_STATE, PROP_REASON, PROP_N_PENDING, PROP_LAST_CONTACT, N_PROPS };
enum { EVENTS_APPLIED, ANSWERED, HISTORY_LOST, CODE_TABLES, N_SIGNALS };

static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

static void dispatch (TgSyncEngine      *self,
                      const TgSyncEvent *event);

G_DEFINE_FINAL_TYPE (TgSyncEngine, tg_sync_engine, G_TYPE_OBJECT)

static Work *
work_new (TgSyncEngine        *self,
          const TgSyncCommand *command)
{
  Work *work = g_new0 (Work, 1);

  work->engine = g_object_ref (self);
  work->command = *command;
  return work;
}

static void
work_free (Work *work)
{
  g_object_unref (work->engine);
  g_strfreev (work->ids);
  g_clear_pointer (&work->claims, g_bytes_unref);
  g_free (work);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Work, work_free)

/* What the person sees, from where the step stands. */

static TgSyncOnline
find_online (TgSyncEngine *self)
{
  switch (tg_sync_state_get_phase (self->state))
    {
    case TG_SYNC_IDLE:
    case TG_SYNC_WAITING:
      return TG_SYNC_OFFLINE;
    case TG_SYNC_STOPPED:
      return TG_SYNC_HALTED;
    case TG_SYNC_POLLING:
      return TG_SYNC_ONLINE;
    case TG_SYNC_LEASING:
    case TG_SYNC_LOADING:
    case TG_SYNC_DISCOVERING:
    case TG_SYNC_TOKEN:
    case TG_SYNC_CHOOSING:
    case TG_SYNC_UPLOADING:
    case TG_SYNC_STORING_RESULTS:
    case TG_SYNC_RELEASING:
    case TG_SYNC_ASKING:
    case TG_SYNC_ASKING_FILE:
    case TG_SYNC_READING_FILE:
    case TG_SYNC_SENDING_FILE:
    case TG_SYNC_STORING_FILE:
    case TG_SYNC_APPLYING:
    case TG_SYNC_LISTING:
    case TG_SYNC_RECONCILING:
      return TG_SYNC_WORKING;
    }
  g_return_val_if_reached (TG_SYNC_OFFLINE);
}

static void
refresh (TgSyncEngine *self)
{
  TgSyncOnline online = find_online (self);
  const char *reason = tg_sync_state_get_reason (self->state);

  if (online != self->online)
    {
      self->online = online;
      g_object_notify_by_pspec (G_OBJECT (self), props[PROP_STATE]);
    }
  if (strcmp (reason, self->reason) != 0)
    {
      g_free (self->reason);
      self->reason = g_strdup (reason);
      g_object_notify_by_pspec (G_OBJECT (self), props[PROP_REASON]);
    }
}

static void
set_n_pending (TgSyncEngine *self,
               guint         n_pending)
{
  if (n_pending == self->n_pending)
    return;
  self->n_pending = n_pending;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_N_PENDING]);
}

static void
return_runs (TgSyncEngine *self,
             gboolean      is_done)
{
  GTask *task;

  while ((task = g_queue_pop_head (&self->runs)) != NULL)
    {
      if (*tg_sync_state_get_reason (self->state) != '\0')
        g_task_return_new_error (task, TG_ERROR, tg_sync_state_get_error (self->state), "%s",
                                 tg_sync_state_get_reason (self->state));
      else if (is_done)
        g_task_return_boolean (task, TRUE);
      else
        g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "Sync was stopped");
      g_object_unref (task);
    }
}

/* While the engine runs for good, a single run is done when the running one has nothing more to
 * do. */
static void
settle_runs (TgSyncEngine *self)
{
  TgSyncPhase phase = tg_sync_state_get_phase (self->state);

  if (!self->is_started || g_queue_is_empty (&self->runs))
    return;
  if (phase == TG_SYNC_WAITING || phase == TG_SYNC_STOPPED)
    return_runs (self, FALSE);
  else if (phase == TG_SYNC_POLLING && tg_sync_state_is_drained (self->state))
    return_runs (self, TRUE);
}

/* Errands. Whoever asked is told when nothing comes of it now: the step forgot it by then. */

static void
fail_errands (TgSyncEngine *self)
{
  const char *reason = tg_sync_state_get_reason (self->state);
  GTask *task;

  while ((task = g_queue_pop_head (&self->errands)) != NULL)
    {
      if (*reason != '\0')
        g_task_return_new_error (task, TG_ERROR, tg_sync_state_get_error (self->state), "%s",
                                 reason);
      else
        g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "Sync was stopped");
      g_object_unref (task);
    }
}

static void
settle_errands (TgSyncEngine *self)
{
  TgSyncPhase phase = tg_sync_state_get_phase (self->state);

  if (phase == TG_SYNC_WAITING || phase == TG_SYNC_STOPPED || phase == TG_SYNC_IDLE)
    fail_errands (self);
}

static void
hand_over (TgSyncEngine *self)
{
  g_autoptr (GTask) task = g_queue_pop_head (&self->errands);

  g_task_return_pointer (task, g_steal_pointer (&self->response),
                         (GDestroyNotify) tg_response_free);
}

static TgRequest *
make_errand (TgSyncEngine *self)
{
  const TgRequest *wanted = g_task_get_task_data (g_queue_peek_head (&self->errands));
  TgRequest *request = tg_request_copy (wanted);

  g_free (request->path);
  request->path = g_strconcat (self->desk.base, wanted->path, NULL);
  request->authorization = g_strconcat ("Bearer ", self->desk.token, NULL);
  return request;
}

/* Jobs of the store. */

static void
announce_job (TgSyncEngine    *self,
              const TgSyncJob *job)
{
  if (job->kind == TG_SYNC_JOB_RESULTS)
    g_signal_emit (self, signals[ANSWERED], 0, job->results->len);
  if (job->n_applied > 0)
    g_signal_emit (self, signals[EVENTS_APPLIED], 0, job->receipts, job->n_applied);
  if (job->n_resent > 0)
    g_signal_emit (self, signals[HISTORY_LOST], 0, job->n_resent);
  if (job->has_codes || job->kind == TG_SYNC_JOB_END_LISTING)
    g_signal_emit (self, signals[CODE_TABLES], 0);
  set_n_pending (self, job->n_pending);
}

static void
on_job_run (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (Work) work = user_data;
  TgSyncEngine *self = work->engine;
  g_autoptr (GError) error = NULL;
  g_autoptr (TgSyncJob) job = tg_sync_store_run_finish (TG_SYNC_STORE (source), result, &error);
  TgSyncEvent event;

  if (work->command.kind == TG_SYNC_COMMAND_UNLEASE)
    return;
  if (job == NULL)
    event = (TgSyncEvent) {
      .kind = TG_SYNC_EVENT_FAILED, .serial = work->command.serial,
      .is_posted = work->command.is_posted, .text = error->message
    }
  ;
  else
    event = tg_sync_desk_take_job (&self->desk, job, work->command.serial);
  dispatch (self, &event);
  if (job != NULL)
    announce_job (self, job);
}

static void
run_job (TgSyncEngine        *self,
         const TgSyncCommand *command)
{
  TgSyncJob *job = tg_sync_desk_make_job (&self->desk, command, self->state,
                                          tg_clock_get_time (self->clock));

  tg_sync_store_run_async (self->store, job, on_job_run, work_new (self, command));
}

/* Requests and waits. */

static void
on_sent (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (Work) work = user_data;
  TgSyncEngine *self = work->engine;
  gint64 now = tg_clock_get_time (self->clock);
  g_autoptr (GError) error = NULL;
  g_autoptr (TgResponse) response =
    tg_transport_send_finish (TG_TRANSPORT (source), result, &error);
  TgSyncAnswer *answer;
  TgSyncEvent event;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  answer = tg_sync_answer_new (work->request, response, error, (const char * const *) work->ids,
                               now);
  if (answer->reply.is_window)
    {
      self->last_contact = now;
      g_object_notify_by_pspec (G_OBJECT (self), props[PROP_LAST_CONTACT]);
    }
  event = tg_sync_desk_take_answer (&self->desk, answer, work->command.serial);
  self->response = g_steal_pointer (&response);
  dispatch (self, &event);
  g_clear_pointer (&self->response, tg_response_free);
}

/* A PIN that is missing or a token that is gone: as if the window could not be reached. */
static void
fail_unsigned (TgSyncEngine *self,
               Work         *work,
               const GError *error)
{
  gint64 now = tg_clock_get_time (self->clock);
  TgSyncAnswer *answer = tg_sync_answer_new (work->request, NULL, error, NULL, now);
  TgSyncEvent event = tg_sync_desk_take_answer (&self->desk, answer, work->command.serial);

  dispatch (self, &event);
}

static void
on_signed (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (Work) work = user_data;
  TgSyncEngine *self = work->engine;
  g_autoptr (GError) error = NULL;
  g_autofree char *signature = tg_signer_sign_finish (TG_SIGNER (source), result, &error);
  g_autoptr (TgRequest) request = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (signature == NULL)
    {
      fail_unsigned (self, work, error);
      return;
    }
  request = tg_sync_request_assertion (work->claims, signature);
  tg_transport_send_async (self->transport, request, self->cancellable, on_sent,
                           g_steal_pointer (&work));
}

static void
send_request (TgSyncEngine        *self,
              const TgSyncCommand *command)
{
  Work *work = work_new (self, command);
  g_autoptr (TgRequest) request = NULL;

  if (command->kind == TG_SYNC_COMMAND_ASK)
    {
      work->request = TG_REQUEST_ERRAND;
      request = make_errand (self);
    }
  else
    request = tg_sync_desk_make_request (&self->desk, command, &work->request, &work->ids);

  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  if (command->kind != TG_SYNC_COMMAND_GET_TOKEN || self->signer == NULL)
    {
      tg_transport_send_async (self->transport, request, self->cancellable, on_sent, work);
      return;
    }
  work->claims = tg_sync_request_claims (self->desk.client_id, self->address,
                                         tg_clock_get_time (self->clock), self->chance);
  tg_signer_sign_async (self->signer, work->claims, self->cancellable, on_signed, work);
}

static void
on_waited (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (Work) work = user_data;

  if (tg_transport_wait_finish (TG_TRANSPORT (source), result, NULL))
    dispatch (work->engine, &(TgSyncEvent) {
      .kind = TG_SYNC_EVENT_TIMER, .serial = work->command.serial
    });
}

static void
wait_until (TgSyncEngine        *self,
            const TgSyncCommand *command)
{
  gint64 duration = command->until - tg_clock_get_monotonic (self->clock);

  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  tg_transport_wait_async (self->transport, MAX (duration, 0), self->cancellable, on_waited,
                           work_new (self, command));
}

static void
finish (TgSyncEngine *self)
{
  return_runs (self, tg_sync_state_is_drained (self->state));
  if (self->is_started && tg_sync_state_get_phase (self->state) == TG_SYNC_IDLE)
    dispatch (self, &(TgSyncEvent) { .kind = TG_SYNC_EVENT_START });
}

static void
obey (TgSyncEngine        *self,
      const TgSyncCommand *command)
{
  switch (command->kind)
    {
    case TG_SYNC_COMMAND_DISCOVER:
    case TG_SYNC_COMMAND_GET_TOKEN:
    case TG_SYNC_COMMAND_UPLOAD:
    case TG_SYNC_COMMAND_ASK_FILE:
    case TG_SYNC_COMMAND_SEND_FILE:
    case TG_SYNC_COMMAND_ASK:
    case TG_SYNC_COMMAND_POLL:
    case TG_SYNC_COMMAND_LIST:
      send_request (self, command);
      break;
    case TG_SYNC_COMMAND_LEASE:
    case TG_SYNC_COMMAND_UNLEASE:
    case TG_SYNC_COMMAND_LOAD:
    case TG_SYNC_COMMAND_CHOOSE:
    case TG_SYNC_COMMAND_STORE_RESULTS:
    case TG_SYNC_COMMAND_REFUSE:
    case TG_SYNC_COMMAND_RELEASE:
    case TG_SYNC_COMMAND_READ_FILE:
    case TG_SYNC_COMMAND_STORE_FILE:
    case TG_SYNC_COMMAND_REFUSE_FILE:
    case TG_SYNC_COMMAND_APPLY:
    case TG_SYNC_COMMAND_BEGIN_LISTING:
    case TG_SYNC_COMMAND_APPLY_LISTING:
    case TG_SYNC_COMMAND_END_LISTING:
      run_job (self, command);
      break;
    case TG_SYNC_COMMAND_WAIT:
      wait_until (self, command);
      break;
    case TG_SYNC_COMMAND_CANCEL:
      if (self->cancellable != NULL)
        g_cancellable_cancel (self->cancellable);
      break;
    case TG_SYNC_COMMAND_HAND_OVER:
      hand_over (self);
      break;
    case TG_SYNC_COMMAND_FINISH:
      finish (self);
      break;
    }
}

static void
take_step (TgSyncEngine      *self,
           const TgSyncEvent *event)
{
  g_autoptr (GArray) commands = g_array_new (FALSE, FALSE, sizeof (TgSyncCommand));

  tg_sync_step (self->state, event, tg_clock_get_monotonic (self->clock), self->chance, commands);
  for (guint i = 0; i < commands->len; i++)
    obey (self, &g_array_index (commands, TgSyncCommand, i));
}

/* One that must wait has its words for itself: who said them is gone by then. */
static TgSyncEvent
copy_event (const TgSyncEvent *event)
{
  TgSyncEvent copy = *event;

  copy.text = g_strdup (event->text);
  copy.epoch = g_strdup (event->epoch);
  copy.history = g_strdup (event->history);
  copy.environment = g_strdup (event->environment);
  return copy;
}

static void
clear_event (gpointer data)
{
  const TgSyncEvent *event = data;

  g_free ((char *) event->text);
  g_free ((char *) event->epoch);
  g_free ((char *) event->history);
  g_free ((char *) event->environment);
}

/* What the person wants, and a store that fails at once, come while another is dealt with. */
static void
dispatch (TgSyncEngine      *self,
          const TgSyncEvent *event)
{
  G_GNUC_UNUSED g_autoptr (TgSyncEngine) alive = g_object_ref (self);

  if (self->is_stepping)
    {
      TgSyncEvent copy = copy_event (event);

      g_array_append_val (self->later, copy);
      return;
    }
  self->is_stepping = TRUE;
  take_step (self, event);
  while (self->later->len > 0)
    {
      TgSyncEvent next = g_array_index (self->later, TgSyncEvent, 0);

      /* Its words are ours now. */
      g_array_index (self->later, TgSyncEvent, 0) = (TgSyncEvent) { 0 };
      g_array_remove_index (self->later, 0);
      take_step (self, &next);
      clear_event (&next);
    }
  self->is_stepping = FALSE;
  refresh (self);
  settle_errands (self);
  settle_runs (self);
}

static void
tg_sync_engine_get_property (GObject    *object,
                             guint       id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  TgSyncEngine *self = TG_SYNC_ENGINE (object);

  switch (id)
    {
    case PROP_STATE:
      g_value_set_uint (value, self->online);
      break;
    case PROP_REASON:
      g_value_set_string (value, self->reason);
      break;
    case PROP_N_PENDING:
      g_value_set_uint (value, self->n_pending);
      break;
    case PROP_LAST_CONTACT:
      g_value_set_int64 (value, self->last_contact);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
tg_sync_engine_finalize (GObject *object)
{
  TgSyncEngine *self = TG_SYNC_ENGINE (object);

  g_clear_object (&self->transport);
  g_clear_object (&self->store);
  g_clear_object (&self->clock);
  g_clear_pointer (&self->chance, tg_chance_unref);
  g_clear_pointer (&self->state, tg_sync_state_free);
  g_clear_object (&self->cancellable);
  tg_sync_desk_clear (&self->desk);
  g_clear_pointer (&self->later, g_array_unref);
  g_queue_clear_full (&self->runs, g_object_unref);
  g_queue_clear_full (&self->errands, g_object_unref);
  g_free (self->reason);
  g_clear_object (&self->signer);
  g_free (self->address);
  G_OBJECT_CLASS (tg_sync_engine_parent_class)->finalize (object);
}

static void
tg_sync_engine_class_init (TgSyncEngineClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  GType type = G_TYPE_FROM_CLASS (klass);

  object_class->get_property = tg_sync_engine_get_property;
  object_class->finalize = tg_sync_engine_finalize;

  props[PROP_STATE] = g_param_spec_uint ("state", NULL, NULL, 0, TG_SYNC_HALTED, 0, flags);
  props[PROP_REASON] = g_param_spec_string ("reason", NULL, NULL, "", flags);
  props[PROP_N_PENDING] = g_param_spec_uint ("n-pending", NULL, NULL, 0, G_MAXUINT, 0, flags);
  props[PROP_LAST_CONTACT] = g_param_spec_int64 ("last-contact", NULL, NULL, 0, G_MAXINT64, 0,
                                                 flags);
  g_object_class_install_properties (object_class, N_PROPS, props);

  signals[EVENTS_APPLIED] = g_signal_new ("events-applied", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                          NULL, G_TYPE_NONE, 2, G_TYPE_PTR_ARRAY, G_TYPE_UINT);
  signals[ANSWERED] = g_signal_new ("answered", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                    NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[HISTORY_LOST] = g_signal_new ("history-lost", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                        NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[CODE_TABLES] = g_signal_new ("code-tables", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                       NULL, G_TYPE_NONE, 0);
}

static void
tg_sync_engine_init (TgSyncEngine *self)
{
  self->reason = g_strdup ("");
  tg_sync_desk_init (&self->desk);
  self->later = g_array_new (FALSE, FALSE, sizeof (TgSyncEvent));
  g_array_set_clear_func (self->later, clear_event);
  g_queue_init (&self->runs);
  g_queue_init (&self->errands);
}

TgSyncEngine *
tg_sync_engine_new (TgTransport *transport,
                    TgSyncStore *store,
                    TgClock     *clock,
                    TgChance    *chance,
                    const char  *environment)
{
  TgSyncEngine *self = g_object_new (TG_TYPE_SYNC_ENGINE, NULL);

  self->transport = g_object_ref (transport);
  self->store = g_object_ref (store);
  self->clock = g_object_ref (clock);
  self->chance = tg_chance_ref (chance);
  self->state = tg_sync_state_new (environment);
  return self;
}

void
tg_sync_engine_set_account (TgSyncEngine *self,
                            const char   *client_id,
                            const char   *secret)
{
  g_return_if_fail (TG_IS_SYNC_ENGINE (self));

  g_free (self->desk.client_id);
  self->desk.client_id = g_strdup (client_id);
  g_free (self->desk.secret);
  self->desk.secret = g_strdup (secret);
}

void
tg_sync_engine_set_signer (TgSyncEngine *self,
                           TgSigner     *signer,
                           const char   *address)
{
  g_return_if_fail (TG_IS_SYNC_ENGINE (self));

  g_set_object (&self->signer, signer);
  g_free (self->address);
  self->address = g_strdup (address);
  g_strchomp (self->address);
  if (g_str_has_suffix (self->address, "/"))
    self->address[strlen (self->address) - 1] = '\0';
}

void
tg_sync_engine_start (TgSyncEngine *self)
{
  g_return_if_fail (TG_IS_SYNC_ENGINE (self));

  self->is_started = TRUE;
  dispatch (self, &(TgSyncEvent) { .kind = TG_SYNC_EVENT_START });
}

void
tg_sync_engine_stop (TgSyncEngine *self)
{
  g_return_if_fail (TG_IS_SYNC_ENGINE (self));

  self->is_started = FALSE;
  dispatch (self, &(TgSyncEvent) { .kind = TG_SYNC_EVENT_STOP });
}

void
tg_sync_engine_wake (TgSyncEngine *self,
                     gboolean      by_person)
{
  g_return_if_fail (TG_IS_SYNC_ENGINE (self));

  dispatch (self, &(TgSyncEvent) { .kind = TG_SYNC_EVENT_WAKE, .by_person = by_person });
}

static void
on_run_cancelled (GCancellable *cancellable,
                  TgSyncEngine *self)
{
  if (!self->is_started)
    dispatch (self, &(TgSyncEvent) { .kind = TG_SYNC_EVENT_STOP });
}

void
tg_sync_engine_run_once_async (TgSyncEngine        *self,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, tg_sync_engine_run_once_async);
  g_queue_push_tail (&self->runs, task);
  if (cancellable != NULL)
    g_signal_connect_object (cancellable, "cancelled", G_CALLBACK (on_run_cancelled), self, 0);
  dispatch (self, &(TgSyncEvent) { .kind = TG_SYNC_EVENT_WAKE, .by_person = TRUE });
  dispatch (self, &(TgSyncEvent) { .kind = TG_SYNC_EVENT_START, .once = !self->is_started });
}

gboolean
tg_sync_engine_run_once_finish (TgSyncEngine  *self,
                                GAsyncResult  *result,
                                GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

void
tg_sync_engine_ask_async (TgSyncEngine        *self,
                          TgRequest           *request,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, tg_sync_engine_ask_async);
  g_task_set_task_data (task, request, (GDestroyNotify) tg_request_free);
  g_queue_push_tail (&self->errands, task);
  dispatch (self, &(TgSyncEvent) { .kind = TG_SYNC_EVENT_ASK });
}

TgResponse *
tg_sync_engine_ask_finish (TgSyncEngine  *self,
                           GAsyncResult  *result,
                           GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

const char *
tg_sync_engine_get_code_keys (TgSyncEngine *self)
{
  g_return_val_if_fail (TG_IS_SYNC_ENGINE (self), NULL);

  return self->desk.code_keys;
}

TgSyncOnline
tg_sync_engine_get_state (TgSyncEngine *self)
{
  return self->online;
}

const char *
tg_sync_engine_get_reason (TgSyncEngine *self)
{
  return self->reason;
}

guint
tg_sync_engine_get_n_pending (TgSyncEngine *self)
{
  return self->n_pending;
}

gint64
tg_sync_engine_get_last_contact (TgSyncEngine *self)
{
  return self->last_contact;
}
