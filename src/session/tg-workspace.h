/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-code-hit.h"
#include "tg-draft.h"
#include "tg-workspace-way.h"

G_BEGIN_DECLS

/* One workspace, opened: the store, the forms, the code tables and the sync engine behind one
 * object without a screen. Main thread; whatever touches the disk or the network is _async. The
 * app, the command line and the tests all use this and nothing below it. */
#define TG_TYPE_WORKSPACE (tg_workspace_get_type ())
G_DECLARE_FINAL_TYPE (TgWorkspace, tg_workspace, TG, WORKSPACE, GObject)

/* Properties: title, environment ("practice"/"production"), is-practice, enterprise (id of the one
 *   shown, "" for all), online-state
 *   (TgOnline), online-text, n-pending, backup-at (µs), n-attention.
 * Signals: changed (TgChange flags), receipt (filing id, title, body), notice (text) */

typedef enum
{
  TG_ONLINE_NEVER,          /* no window is set */
  TG_ONLINE_OFFLINE,
  TG_ONLINE_WORKING,
  TG_ONLINE_OK,
  TG_ONLINE_STOPPED,        /* the person must act: the text says why */
} TgOnline;

typedef enum
{
  TG_CHANGE_FILINGS  = 1 << 0,
  TG_CHANGE_FACTS    = 1 << 1,
  TG_CHANGE_RECEIPTS = 1 << 2,
  TG_CHANGE_SALES    = 1 << 3,
  TG_CHANGE_OUTBOX   = 1 << 4,
  TG_CHANGE_NOTICES  = 1 << 5,
  TG_CHANGE_ACCOUNTS = 1 << 6,
  TG_CHANGE_TABLES   = 1 << 7,
} TgChange;

/* Opens the folder, or makes it: `environment` is used when it is made, NULL refuses a missing
 * one. */
void          tg_workspace_open_async      (const char           *folder,
                                            const char           *environment,
                                            GCancellable         *cancellable,
                                            GAsyncReadyCallback   callback,
                                            gpointer              user_data);
/* The same with all that may be said of it. TG_ERROR_LOCKED: a passphrase is needed,
 * TG_ERROR_AUTH: another one. `way` is copied. */
void          tg_workspace_open_by_async   (const TgWorkspaceWay *way,
                                            GCancellable         *cancellable,
                                            GAsyncReadyCallback   callback,
                                            gpointer              user_data);
TgWorkspace  *tg_workspace_open_finish     (GAsyncResult         *result,
                                            GError              **error);
gboolean      tg_workspace_is_read_only    (TgWorkspace          *self);
/* Flushes, backs up and closes. */
void          tg_workspace_close_async     (TgWorkspace          *self,
                                            GCancellable         *cancellable,
                                            GAsyncReadyCallback   callback,
                                            gpointer              user_data);
gboolean      tg_workspace_close_finish    (TgWorkspace          *self,
                                            GAsyncResult         *result,
                                            GError              **error);
/* Whether there is one in the folder; looks at the disk. */
gboolean      tg_workspace_exists          (const char           *folder);
char         *tg_workspace_dup_default_folder (const char        *name);
const char   *tg_workspace_get_folder      (TgWorkspace          *self);
gboolean      tg_workspace_is_practice     (TgWorkspace          *self);

/* What there is. Models are live, rows arrive by notify; owned by the caller. */
/* of TgFormItem: id, title, family, alias */
GListModel   *tg_workspace_list_forms      (TgWorkspace          *self);
GListModel   *tg_workspace_list_enterprises (TgWorkspace         *self);   /* of TgFactRow */
GListModel   *tg_workspace_list_filings    (TgWorkspace          *self,
                                            const char           *family,  /* "" for all */
                                            /* "", draft, under-way, attention, done */
                                            const char           *group,
                                            const char           *search); /* of TgFilingRow */
GListModel   *tg_workspace_list_facts      (TgWorkspace          *self,
                                            const char           *type,
                                            const char           *search); /* of TgFactRow */
/* What a new document can be drawn from, as TgFormItem names it: TgFactRow or TgFilingRow. */
GListModel   *tg_workspace_list_sources    (TgWorkspace          *self,
                                            const char           *source,
                                            const char           *search);
/* of TgReceipt, newest first */
GListModel   *tg_workspace_list_receipts   (TgWorkspace          *self);
/* of TgSale: the chain board */
GListModel   *tg_workspace_list_sales      (TgWorkspace          *self);
/* of TgDeadline, soonest first */
GListModel   *tg_workspace_list_todo       (TgWorkspace          *self);
GListModel   *tg_workspace_list_notices    (TgWorkspace          *self);
/* number, summary, amount, state, updated, due */
void          tg_filing_list_sort          (GListModel           *filings,
                                            const char           *column,
                                            gboolean              descending);
guint         tg_workspace_get_count       (TgWorkspace          *self,
                                            const char           *family,
                                            const char           *group);
/* Sums for the overview's charts: TgMonthTotal rows (month, filed, refund due, money due). */
GListModel   *tg_workspace_list_months     (TgWorkspace          *self);
/* Whether a list of the workspace has been read once: an empty one then has no rows. */
gboolean      tg_workspace_is_list_filled  (GListModel           *list);

/* Its name in the language in force; the code where it has none. (transfer full) */
char         *tg_workspace_dup_agency      (TgWorkspace          *self,
                                            const char           *code);
/* The code tables of this computer changed: what was remembered of them is asked anew. */
void          tg_workspace_forget_codes    (TgWorkspace          *self);

/* A code is looked for: in a field of `form` that has a list, with what was typed. */
typedef struct
{
  const TgForm  *form;
  const TgField *field;
  const char    *words;
} TgCodeSearch;

/* Those used in the field of late come first. `search` is copied. */
void          tg_workspace_find_codes_async (TgWorkspace         *self,
                                            const TgCodeSearch   *search,
                                            GCancellable         *cancellable,
                                            GAsyncReadyCallback   callback,
                                            gpointer              user_data);
/* of TgCodeHit; at most 50 can be chosen */
GPtrArray    *tg_workspace_find_codes_finish (TgWorkspace        *self,
                                            GAsyncResult         *result,
                                            GError              **error);

G_END_DECLS

#include "tg-workspace-verbs.h"
