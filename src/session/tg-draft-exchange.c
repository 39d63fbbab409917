/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-draft-exchange.h"

#include <glib/gi18n-lib.h>

#include "tg-error.h"
#include "tg-feed-table.h"
#include "tg-filing-table.h"
#include "tg-merging.h"
#include "tg-setting-table.h"
#include "tg-shared-draft-table.h"
#include "tg-wire-codec.h"
#include "tg-workspace-private.h"

/* One round: first what changed on the window, page by page, then what changed here, then the
 * drafts that are filed by now and go from the window. Every request is an errand of the engine,
 * and what comes of it is one job of the store before the next request; so it can end anywhere and
 * go on later. The task's data is the round; each function goes on in the next. */

#define PAGE  100
#define BATCH 200

typedef enum { STEP_LIST, STEP_LISTED, STEP_SEND, STEP_REMOVE } Step;

typedef struct
{
  Step        step;
  char       *cursor;
  gboolean    is_fresh;      /* the list was begun anew: its cursor was not good any more */
  char       *epoch;         /* history that the list is of; "": not known */
  gboolean    is_restored;   /* another one than what is shared comes from */
  GHashTable *listed;        /* ids, where it is so */
  gboolean    has_more;
  GQueue      marks;         /* of TgDraftMark: changed there */
  GQueue      due;           /* of char *: ids to send or remove */
  GHashTable *tried;         /* ids that were sent in this round */
  char       *filing;        /* the one in hand */
  gint64      revision;      /* of our own save that is being sent */
  TgDocument *document;      /* that is being sent */
} Round;

/* What is to be sent, read in one job and noted as sent in the same. */
typedef struct
{
  char        *etag;
  gint64       revision;
  TgWireDraft *draft;        /* nullable: nothing to send after all */
} Outgoing;

/* What came, for a job. */
typedef struct
{
  TgCatalogue *catalogue;
  char        *filing;
  char        *etag;
  TgWireDraft *draft;        /* nullable: it is gone */
  gboolean     is_restored;
} Incoming;

/* The end of the list, for a job. */
typedef struct
{
  char       *cursor;
  char       *epoch;
  GHashTable *listed;        /* nullable */
} ListEnd;

static void go_on (GTask *task);
static void ask_page (GTask *task);

static void
round_free (gpointer data)
{
  Round *round = data;

  g_free (round->cursor);
  g_free (round->epoch);
  g_free (round->filing);
  g_clear_pointer (&round->document, tg_document_unref);
  g_queue_clear_full (&round->marks, (GDestroyNotify) tg_draft_mark_free);
  g_queue_clear_full (&round->due, g_free);
  g_hash_table_unref (round->tried);
  g_hash_table_unref (round->listed);
  g_free (round);
}

static void
outgoing_free (Outgoing *outgoing)
{
  g_free (outgoing->etag);
  g_clear_pointer (&outgoing->draft, tg_wire_draft_free);
  g_free (outgoing);
}

static void
incoming_free (gpointer data)
{
  Incoming *incoming = data;

  tg_catalogue_unref (incoming->catalogue);
  g_free (incoming->filing);
  g_free (incoming->etag);
  g_clear_pointer (&incoming->draft, tg_wire_draft_free);
  g_free (incoming);
}

static void
list_end_free (gpointer data)
{
  ListEnd *end = data;

  g_free (end->cursor);
  g_free (end->epoch);
  g_clear_pointer (&end->listed, g_hash_table_unref);
  g_free (end);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Outgoing, outgoing_free)

static Round *
get_round (GTask *task)
{
  return g_task_get_task_data (task);
}

static void
set_filing (Round      *round,
            const char *filing)
{
  g_free (round->filing);
  round->filing = g_strdup (filing);
}

/* Takes `request`. */
static void
ask (GTask               *task,
     TgRequest           *request,
     GAsyncReadyCallback  callback)
{
  TgWorkspace *self = g_task_get_source_object (task);

  tg_sync_engine_ask_async (self->engine, request, g_task_get_cancellable (task), callback,
                            g_object_ref (task));
}

static TgRequest *
new_request (const char *method,
             const char *filing)
{
  g_autofree char *path = g_strconcat ("/drafts/", filing, NULL);
  TgRequest *request = tg_request_new (method, path);

  request->is_idempotent = TRUE;
  return request;
}

/* What no row of the contract foresees ends the round; nothing is concluded from it. */
static void
fail (GTask            *task,
      const TgResponse *response)
{
  g_autoptr (TgProblem) problem = NULL;

  g_assert (response != NULL);
  problem = tg_wire_read_problem (response->body, NULL);
  g_task_return_new_error (task, TG_ERROR, TG_ERROR_REFUSED,
                           _("The single window does not keep drafts (%u): %s"), response->status,
                           problem != NULL ? problem->title : "");
}

static void
on_stored (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  tg_store_write_finish (TG_STORE (source), result, &error);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    go_on (task);
}

static void
write_job (GTask          *task,
           TgStoreFunc     func,
           gpointer        data,
           GDestroyNotify  free_data)
{
  TgWorkspace *self = g_task_get_source_object (task);
  const TgStoreJob job = { func, data, free_data, NULL };

  tg_store_write_async (self->store, &job, NULL, on_stored, g_object_ref (task));
}

/* ---- the window's history ---- */

static const char *
get_epoch (const TgResponse *response)
{
  const char *epoch = tg_response_get_header (response, "Single-Window-Epoch");

  return epoch != NULL ? epoch : "";
}

/* The window came back from a copy in the midst of it: what it says of a draft may be older than
 * what is here. The list says so, as its cursor is not good any more. TRUE: it is begun. */
static gboolean
begin_again (GTask            *task,
             const TgResponse *response)
{
  Round *round = get_round (task);

  if (g_str_equal (get_epoch (response), round->epoch))
    return FALSE;
  g_queue_clear_full (&round->marks, (GDestroyNotify) tg_draft_mark_free);
  g_queue_clear_full (&round->due, g_free);
  round->step = STEP_LIST;
  round->is_fresh = FALSE;
  ask_page (task);
  return TRUE;
}

/* ---- what came ---- */

static gpointer
run_take (TgStoreConnection  *conn,
          gpointer            data,
          GError            **error)
{
  const Incoming *incoming = data;
  const TgTheirDraft theirs = { incoming->filing, incoming->etag, incoming->draft,
                                incoming->is_restored };

  if (incoming->draft == NULL)
    tg_merging_take_removal (conn, incoming->filing, error);
  else
    tg_merging_take_draft (conn, incoming->catalogue, &theirs, error);
  return NULL;
}

/* Takes `draft`. */
static void
take (GTask       *task,
      const char  *etag,
      TgWireDraft *draft)
{
  TgWorkspace *self = g_task_get_source_object (task);
  Incoming *incoming = g_new0 (Incoming, 1);

  incoming->catalogue = tg_catalogue_ref (self->catalogue);
  incoming->filing = g_strdup (get_round (task)->filing);
  incoming->etag = g_strdup (etag);
  incoming->draft = draft;
  incoming->is_restored = get_round (task)->is_restored && get_round (task)->step == STEP_LIST;
  write_job (task, run_take, incoming, incoming_free);
}

static void
on_draft (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (TgResponse) response =
    tg_sync_engine_ask_finish (TG_SYNC_ENGINE (source), result, &error);
  const char *etag = response != NULL ? tg_response_get_header (response, "ETag") : NULL;
  TgWireDraft *draft = NULL;

  if (response == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  if (begin_again (task, response))
    return;
  if (response->status == 404)
    take (task, "", NULL);
  else if (response->status != 200 || etag == NULL)
    fail (task, response);
  else if ((draft = tg_wire_read_draft (response->body, &error)) == NULL)
    g_task_return_error (task, error);
  else
    take (task, etag, draft);
}

static gpointer
run_is_new (TgStoreConnection  *conn,
            gpointer            data,
            GError            **error)
{
  const TgDraftMark *mark = data;
  g_autoptr (TgSharedDraft) shared = tg_shared_draft_table_find (conn, mark->filing, error);

  return shared != NULL && g_str_equal (shared->etag, mark->etag) ? NULL : g_strdup (mark->filing);
}

/* What we put there ourselves is in the list as well. */
static void
on_compared (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Round *round = get_round (task);
  g_autoptr (TgDraftMark) mark = g_queue_pop_head (&round->marks);
  GError *error = NULL;
  g_autofree char *filing = tg_store_read_finish (TG_STORE (source), result, &error);

  if (error != NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  set_filing (round, mark->filing);
  if (filing == NULL)
    go_on (task);
  else if (mark->is_deleted)
    take (task, "", NULL);
  else
    ask (task, new_request ("GET", filing), on_draft);
}

static void
compare (GTask *task)
{
  TgWorkspace *self = g_task_get_source_object (task);
  const TgStoreJob job = { run_is_new, g_queue_peek_head (&get_round (task)->marks), NULL, g_free };

  tg_store_read_async (self->store, &job, NULL, on_compared, g_object_ref (task));
}

/* ---- the list ---- */

static gpointer
run_end_list (TgStoreConnection  *conn,
              gpointer            data,
              GError            **error)
{
  ListEnd *end = data;
  const TgFeedPosition position = { .cursor = end->cursor, .resume = (char *) "",
                                    .epoch = end->epoch };

  if (end->listed == NULL || tg_merging_take_losses (conn, end->listed, error))
    tg_feed_table_put (conn, TG_FEED_DRAFTS, &position, error);
  return NULL;
}

static void
take_page (GTask       *task,
           TgDraftPage *page)
{
  Round *round = get_round (task);
  gboolean is_stuck = page->more && g_str_equal (page->cursor, round->cursor);

  for (guint i = 0; i < page->drafts->len; i++)
    {
      TgDraftMark *mark = page->drafts->pdata[i];

      g_hash_table_add (round->listed, g_strdup (mark->filing));
      g_queue_push_tail (&round->marks, mark);
    }
  g_ptr_array_set_free_func (page->drafts, NULL);
  round->has_more = page->more && !is_stuck;
  g_free (round->cursor);
  round->cursor = g_strdup (page->cursor);
  go_on (task);
}

static void
begin_fresh (GTask            *task,
             const TgResponse *response)
{
  Round *round = get_round (task);

  round->is_fresh = TRUE;
  round->is_restored |= !g_str_equal (get_epoch (response), round->epoch);
  g_hash_table_remove_all (round->listed);
  g_free (round->cursor);
  round->cursor = g_strdup ("");
  ask_page (task);
}

static void
on_page (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Round *round = get_round (task);
  GError *error = NULL;
  g_autoptr (TgResponse) response =
    tg_sync_engine_ask_finish (TG_SYNC_ENGINE (source), result, &error);
  g_autoptr (TgDraftPage) page = NULL;

  if (response != NULL && response->status == 410 && !round->is_fresh)
    {
      begin_fresh (task, response);
      return;
    }
  if (response != NULL && response->status == 200)
    page = tg_wire_read_draft_page (response->body, &error);
  if (page != NULL)
    {
      g_free (round->epoch);
      round->epoch = g_strdup (get_epoch (response));
      take_page (task, page);
    }
  else if (error != NULL)
    g_task_return_error (task, error);
  else
    fail (task, response);
}

static void
ask_page (GTask *task)
{
  Round *round = get_round (task);
  g_autoptr (GString) path = g_string_new (NULL);

  g_string_printf (path, "/drafts?limit=%d", PAGE);
  if (*round->cursor != '\0')
    {
      g_string_append (path, "&cursor=");
      g_string_append_uri_escaped (path, round->cursor, NULL, FALSE);
    }
  round->has_more = FALSE;
  ask (task, tg_request_new ("GET", path->str), on_page);
}

/* ---- what was changed here ---- */

static gpointer
run_sent (TgStoreConnection  *conn,
          gpointer            data,
          GError            **error)
{
  tg_shared_draft_table_put (conn, data, error);
  return NULL;
}

/* Somebody was faster: theirs is merged, and what comes of it is sent in the next round. */
static void
take_conflict (GTask            *task,
               const TgResponse *response)
{
  const char *etag = tg_response_get_header (response, "ETag");
  TgWireDraft *current = NULL;
  GError *error = NULL;

  if (begin_again (task, response))
    return;
  if (!tg_wire_read_draft_problem (response->body, &current, &error))
    g_task_return_error (task, error);
  else if (current != NULL && etag == NULL)
    {
      tg_wire_draft_free (current);
      fail (task, response);
    }
  else
    {
      /* A second time round it is what we make of it. */
      g_queue_push_tail (&get_round (task)->due, g_strdup (get_round (task)->filing));
      take (task, etag != NULL ? etag : "", current);
    }
}

static void
on_sent (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Round *round = get_round (task);
  GError *error = NULL;
  g_autoptr (TgResponse) response =
    tg_sync_engine_ask_finish (TG_SYNC_ENGINE (source), result, &error);
  const char *etag = response != NULL ? tg_response_get_header (response, "ETag") : NULL;

  if (response == NULL)
    g_task_return_error (task, error);
  else if ((response->status == 200 || response->status == 201) && etag != NULL)
    write_job (task, run_sent,
               tg_shared_draft_new (round->filing, etag, round->document, round->revision),
               (GDestroyNotify) tg_shared_draft_free);
  else if (response->status == 412)
    take_conflict (task, response);
  else if (response->status == 404)
    go_on (task);      /* an enterprise that the account does not have: this one stays here */
  else
    fail (task, response);
}

static void
send (GTask          *task,
      const Outgoing *outgoing)
{
  Round *round = get_round (task);
  TgRequest *request = new_request ("PUT", round->filing);
  char *body = tg_wire_write_draft (outgoing->draft, NULL);

  g_clear_pointer (&round->document, tg_document_unref);
  round->document = tg_document_ref (outgoing->draft->document);
  round->revision = outgoing->revision;
  request->content_type = g_strdup ("application/json");
  request->body = g_bytes_new_take (body, strlen (body));
  if (*outgoing->etag == '\0')
    tg_request_set_header (request, "If-None-Match", "*");
  else
    tg_request_set_header (request, "If-Match", outgoing->etag);
  ask (task, request, on_sent);
}

static gpointer
run_outgoing (TgStoreConnection  *conn,
              gpointer            data,
              GError            **error)
{
  g_autoptr (TgFilingRecord) filing = tg_filing_table_load (conn, data, error);
  g_autoptr (GError) local = NULL;
  g_autoptr (TgSharedDraft) shared = NULL;
  g_autoptr (TgPendingMerge) pending = NULL;
  g_autoptr (TgEnterprise) enterprise = NULL;
  g_autoptr (Outgoing) outgoing = g_new0 (Outgoing, 1);

  if (filing == NULL)
    return NULL;
  shared = tg_shared_draft_table_find (conn, data, &local);
  if (local == NULL)
    pending = tg_pending_merge_table_find (conn, data, &local);
  if (local == NULL)
    enterprise = tg_enterprise_table_load (conn, filing->enterprise, &local);
  outgoing->etag = g_strdup (shared != NULL ? shared->etag : "");
  outgoing->revision = filing->revision;
  if (local == NULL && pending == NULL &&
      (shared == NULL || shared->local_revision != filing->revision) &&
      tg_shared_draft_table_note_sent (conn, data, filing->document, &local))
    outgoing->draft = tg_wire_draft_new (filing->form, filing->version, enterprise->code,
                                         filing->document);
  if (local == NULL)
    return g_steal_pointer (&outgoing);
  g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}

static void
on_removed (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data);

static void
on_outgoing (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Round *round = get_round (task);
  GError *error = NULL;
  g_autoptr (Outgoing) outgoing = tg_store_write_finish (TG_STORE (source), result, &error);

  if (outgoing == NULL)
    g_task_return_error (task, error);
  else if (round->step == STEP_REMOVE)
    {
      TgRequest *request = new_request ("DELETE", round->filing);

      tg_request_set_header (request, "If-Match", outgoing->etag);
      ask (task, request, on_removed);
    }
  else if (outgoing->draft != NULL)
    send (task, outgoing);
  else
    go_on (task);
}

static gpointer
run_forget (TgStoreConnection  *conn,
            gpointer            data,
            GError            **error)
{
  tg_shared_draft_table_remove (conn, data, error);
  return NULL;
}

/* It was filed, so it is a draft no more. An edit made elsewhere since stays there: that computer
 * is told by the feed what became of the filing. */
static void
on_removed (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (TgResponse) response =
    tg_sync_engine_ask_finish (TG_SYNC_ENGINE (source), result, &error);

  if (response == NULL)
    g_task_return_error (task, error);
  else if (response->status == 204 || response->status == 404 || response->status == 412)
    write_job (task, run_forget, g_strdup (get_round (task)->filing), g_free);
  else
    fail (task, response);
}

static void
take_next (GTask *task)
{
  TgWorkspace *self = g_task_get_source_object (task);
  Round *round = get_round (task);
  g_autofree char *filing = g_queue_pop_head (&round->due);
  TgStoreJob job = { run_outgoing, g_strdup (filing), g_free, (GDestroyNotify) outgoing_free };

  set_filing (round, filing);
  tg_store_write_async (self->store, &job, NULL, on_outgoing, g_object_ref (task));
}

/* ---- the order of it ---- */

static gpointer
run_list_due (TgStoreConnection  *conn,
              gpointer            data,
              GError            **error)
{
  return GPOINTER_TO_INT (data) == STEP_SEND
         ? tg_shared_draft_table_list_due (conn, BATCH, error)
         : tg_shared_draft_table_list_done (conn, BATCH, error);
}

static void
on_due (GObject      *source,
        GAsyncResult *result,
        gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Round *round = get_round (task);
  GError *error = NULL;
  g_autoptr (GPtrArray) ids = tg_store_read_finish (TG_STORE (source), result, &error);

  if (ids == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  for (guint i = 0; i < ids->len; i++)
    if (g_hash_table_add (round->tried, g_strdup (ids->pdata[i])))
      g_queue_push_tail (&round->due, g_strdup (ids->pdata[i]));
  if (!g_queue_is_empty (&round->due))
    take_next (task);
  else
    go_on (task);
}

static void
begin_step (GTask *task,
            Step   step)
{
  TgWorkspace *self = g_task_get_source_object (task);
  const TgStoreJob job = { run_list_due, GINT_TO_POINTER (step), NULL,
                           (GDestroyNotify) g_ptr_array_unref };

  get_round (task)->step = step;
  tg_store_read_async (self->store, &job, NULL, on_due, g_object_ref (task));
}

/* The cursor is kept when all before it was taken. */
static void
end_page (GTask *task)
{
  Round *round = get_round (task);
  ListEnd *end;

  if (round->has_more)
    {
      round->has_more = FALSE;
      ask_page (task);
      return;
    }
  end = g_new0 (ListEnd, 1);
  end->cursor = g_strdup (round->cursor);
  end->epoch = g_strdup (round->epoch);
  end->listed = round->is_restored ? g_hash_table_ref (round->listed) : NULL;
  round->step = STEP_LISTED;
  write_job (task, run_end_list, end, list_end_free);
}

static void
go_on (GTask *task)
{
  Round *round = get_round (task);

  if (!g_queue_is_empty (&round->marks))
    compare (task);
  else if (!g_queue_is_empty (&round->due))
    take_next (task);
  else if (round->step == STEP_LIST)
    end_page (task);
  else if (round->step == STEP_LISTED)
    begin_step (task, STEP_SEND);
  else if (round->step == STEP_SEND)
    begin_step (task, STEP_REMOVE);
  else
    g_task_return_boolean (task, TRUE);
}

/* ---- begin ---- */

typedef struct
{
  gboolean  is_wanted;
  char     *cursor;
  char     *epoch;
} Position;

static void
position_free (Position *position)
{
  g_free (position->cursor);
  g_free (position->epoch);
  g_free (position);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Position, position_free)

static gpointer
run_position (TgStoreConnection  *conn,
              gpointer            data,
              GError            **error)
{
  g_autoptr (Position) position = g_new0 (Position, 1);
  g_autofree char *wanted = tg_setting_table_get (conn, TG_KEEP_DRAFTS, error);
  g_autoptr (TgFeedPosition) feed = NULL;

  if (wanted == NULL)
    return NULL;
  feed = tg_feed_table_load (conn, TG_FEED_DRAFTS, error);
  if (feed == NULL)
    return NULL;
  position->is_wanted = g_str_equal (wanted, "1");
  position->cursor = g_strdup (feed->cursor);
  position->epoch = g_strdup (feed->epoch);
  return g_steal_pointer (&position);
}

static void
on_position (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Round *round = get_round (task);
  GError *error = NULL;
  g_autoptr (Position) position = tg_store_read_finish (TG_STORE (source), result, &error);

  if (position == NULL)
    g_task_return_error (task, error);
  else if (!position->is_wanted)
    g_task_return_boolean (task, TRUE);
  else
    {
      round->cursor = g_steal_pointer (&position->cursor);
      round->epoch = g_steal_pointer (&position->epoch);
      ask_page (task);
    }
}

void
tg_draft_exchange_run_async (TgWorkspace         *workspace,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  const TgStoreJob job = { run_position, NULL, NULL, (GDestroyNotify) position_free };
  GTask *task = g_task_new (workspace, cancellable, callback, user_data);
  Round *round = g_new0 (Round, 1);

  g_task_set_source_tag (task, tg_draft_exchange_run_async);
  round->listed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  round->tried = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_queue_init (&round->marks);
  g_queue_init (&round->due);
  g_task_set_task_data (task, round, round_free);
  tg_store_read_async (workspace->store, &job, NULL, on_position, task);
}

gboolean
tg_draft_exchange_run_finish (TgWorkspace   *workspace,
                              GAsyncResult  *result,
                              GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, workspace), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
