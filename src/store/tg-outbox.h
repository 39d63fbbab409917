/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-attempt-table.h"

G_BEGIN_DECLS

/* What is to be sent, and what came of it. Each function runs inside one transaction of the
 * writer. A refusal never touches the document. */

/* Freezes `attempt` (id, filing, action, frozen, digest, base_revision) for sending; `document`
 * is what it files. TG_ERROR_CONFLICT if the filing was saved since `local_revision`;
 * TG_ERROR_EXISTS if one is unanswered. */
gboolean   tg_outbox_queue           (TgStoreConnection   *conn,
                                      const TgAttempt     *attempt,
                                      const TgDocument    *document,
                                      gint64               local_revision,
                                      GError             **error);
/* Only while its first byte has not left: else TG_ERROR_REFUSED. */
gboolean   tg_outbox_cancel          (TgStoreConnection   *conn,
                                      const char          *id,
                                      GError             **error);
/* Queued or unknown, not to wait beyond `now`, in the order of queueing, one of a filing; with
 * bytes. A queued one waits until the window has its attachments. */
GPtrArray *tg_outbox_list_due        (TgStoreConnection   *conn,
                                      gint64               now,
                                      guint                limit,
                                      GError             **error);
/* When the next one is due; G_MAXINT64 if nothing waits. */
gboolean   tg_outbox_get_next_time   (TgStoreConnection   *conn,
                                      gint64              *time,
                                      GError             **error);
gboolean   tg_outbox_count_waiting   (TgStoreConnection   *conn,
                                      guint               *count,
                                      GError             **error);
/* Before the first byte. `ids` is NULL-terminated. TG_ERROR_CONFLICT if one was taken back
 * meanwhile. */
gboolean   tg_outbox_mark_sending    (TgStoreConnection   *conn,
                                      const char * const  *ids,
                                      GError             **error);
/* No answer came: to be asked again, under the same ids, at `next_try`. */
gboolean   tg_outbox_mark_unknown    (TgStoreConnection   *conn,
                                      const char * const  *ids,
                                      gint64               next_try,
                                      GError             **error);
/* The window certainly took nothing of it (no connection was made): queued again for `next_try`. */
gboolean   tg_outbox_requeue         (TgStoreConnection   *conn,
                                      const char * const  *ids,
                                      gint64               next_try,
                                      GError             **error);
/* At start, by who holds the lease: what a dead process was sending is unknown. */
gboolean   tg_outbox_recover         (TgStoreConnection   *conn,
                                      guint               *recovered,
                                      GError             **error);

/* The window's answer to one item. */
typedef struct
{
  const char *id;
  gboolean    received;
  gint64      revision;         /* when received */
  const char *reference;        /* (nullable) */
  const char *problem_code;     /* when refused */
  const char *problem;          /* the whole problem as JSON, (nullable) */
  gint64      next_try;         /* attachment-missing is no judgement: again then; else 0 */
} TgOutboxAnswer;

/* All answers of one batch together. What was answered before stays as it was. */
gboolean   tg_outbox_take_answers    (TgStoreConnection     *conn,
                                      const TgOutboxAnswer  *answers,
                                      guint                  n_answers,
                                      GError               **error);

/* Kind of the duty to say whether a finished filing is sent again. */
#define TG_DUTY_LOST "lost"

/* After a listing in `epoch` ended, the window having been restored: what it did not name and had
 * received is sent once more, under its own id and in order. Gives how many. Of a filing whose last
 * attempt had a final receipt nothing is sent: it becomes a duty. */
gboolean   tg_outbox_send_unlisted   (TgStoreConnection     *conn,
                                      const char            *epoch,
                                      guint                 *count,
                                      GError               **error);
/* Such a filing is sent again, in order, or left; to queue it anew leaves it too.
 * TG_ERROR_NOT_FOUND of another. */
gboolean   tg_outbox_send_finished   (TgStoreConnection     *conn,
                                      const char            *filing,
                                      GError               **error);
gboolean   tg_outbox_leave_finished  (TgStoreConnection     *conn,
                                      const char            *filing,
                                      GError               **error);

G_END_DECLS
