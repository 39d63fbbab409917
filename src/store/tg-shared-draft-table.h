/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-document.h"
#include "tg-store-connection.h"

G_BEGIN_DECLS

/* A draft as this computer and the window last had it in common. */
typedef struct
{
  char       *filing;
  char       *etag;              /* "": the window has none */
  TgDocument *document;          /* frozen */
  gint64      local_revision;
} TgSharedDraft;

/* Theirs is another than mine, and the person is to say what counts. */
typedef enum
{
  TG_MERGE_DRAFT,                /* another computer changed the draft */
  TG_MERGE_REVISION,             /* the window has another revision of what was filed */
} TgMergeKind;

/* Kind of the duty that it is. */
#define TG_DUTY_MERGE "merge"

typedef struct
{
  char        *filing;
  TgMergeKind  kind;
  char        *mark;             /* theirs: the draft's etag, or the window's revision */
  TgDocument  *base;
  TgDocument  *theirs;
} TgPendingMerge;

TgSharedDraft  *tg_shared_draft_new            (const char            *filing,
                                                const char            *etag,
                                                TgDocument            *document,
                                                gint64                 local_revision);
void            tg_shared_draft_free           (TgSharedDraft         *self);
/* What was noted as sent is done with. */
gboolean        tg_shared_draft_table_put      (TgStoreConnection     *conn,
                                                const TgSharedDraft   *draft,
                                                GError               **error);
/* NULL without an error if there is none. */
TgSharedDraft  *tg_shared_draft_table_find     (TgStoreConnection     *conn,
                                                const char            *filing,
                                                GError               **error);
/* Before it is sent: while no answer has come, theirs may be this one. */
gboolean        tg_shared_draft_table_note_sent (TgStoreConnection    *conn,
                                                 const char           *filing,
                                                 const TgDocument     *document,
                                                 GError              **error);
/* NULL without an error if nothing was sent that is not answered. */
TgDocument     *tg_shared_draft_table_find_sent (TgStoreConnection    *conn,
                                                 const char           *filing,
                                                 GError              **error);
gboolean        tg_shared_draft_table_remove   (TgStoreConnection     *conn,
                                                const char            *filing,
                                                GError               **error);
/* Ids of filings that were saved here since, or never shared, that nobody has filed yet, and that
 * wait for no merge; at most `limit`. */
GPtrArray      *tg_shared_draft_table_list_due (TgStoreConnection     *conn,
                                                guint                  limit,
                                                GError               **error);
/* Ids of those that the window has, as far as is known here. */
GPtrArray      *tg_shared_draft_table_list     (TgStoreConnection     *conn,
                                                GError               **error);
/* Ids of shared ones that the window has received as filings since: their drafts are done with. */
GPtrArray      *tg_shared_draft_table_list_done (TgStoreConnection    *conn,
                                                guint                  limit,
                                                GError               **error);

TgPendingMerge *tg_pending_merge_new           (const char            *filing,
                                                TgMergeKind            kind,
                                                const char            *mark,
                                                TgDocument            *base,
                                                TgDocument            *theirs);
void            tg_pending_merge_free          (TgPendingMerge        *self);
/* A later one takes the place of one that waits, but keeps its base. */
gboolean        tg_pending_merge_table_put     (TgStoreConnection     *conn,
                                                const TgPendingMerge  *merge,
                                                GError               **error);
/* NULL without an error if nothing waits. */
TgPendingMerge *tg_pending_merge_table_find    (TgStoreConnection     *conn,
                                                const char            *filing,
                                                GError               **error);
gboolean        tg_pending_merge_table_remove  (TgStoreConnection     *conn,
                                                const char            *filing,
                                                GError               **error);
GPtrArray      *tg_pending_merge_table_list    (TgStoreConnection     *conn,
                                                GError               **error);  /* ids */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TgSharedDraft, tg_shared_draft_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TgPendingMerge, tg_pending_merge_free)

G_END_DECLS
