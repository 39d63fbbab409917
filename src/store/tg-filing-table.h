/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-document.h"
#include "tg-filing-row.h"
#include "tg-form.h"
#include "tg-store-connection.h"

G_BEGIN_DECLS

/* A filing as it is stored. Strings are never NULL. Two revisions: `revision` counts our own saves,
 * `window_revision` is the window's (0: it never received it). */
typedef struct
{
  gint64          rid;
  char           *id;
  char           *form;
  guint           version;
  TgFamily        family;
  char           *enterprise;
  TgFilingState   state;
  TgAttemptState  attempt_state;
  gint64          revision;
  gint64          window_revision;
  TgDocument     *document;         /* frozen; NULL in lists */
  char           *number;
  char           *summary;
  char           *amount;
  char           *currency;
  char           *date;
  char           *due;
  char           *reference;
  char           *official_number;
  char           *agency_code;
  char           *pack;             /* that it was made under; "" for the program's own forms */
  int             n_blocking;       /* -1: never checked */
  int             n_warnings;
  gint64          checked;
  gint64          created;
  gint64          updated;
  gboolean        removed;
} TgFilingRecord;

typedef enum
{
  TG_FILING_SORT_UPDATED,
  TG_FILING_SORT_NUMBER,
  TG_FILING_SORT_SUMMARY,
  TG_FILING_SORT_AMOUNT,
  TG_FILING_SORT_STATE,
  TG_FILING_SORT_DUE,
} TgFilingSort;

typedef enum
{
  TG_GROUP_ALL,
  TG_GROUP_DRAFT,
  TG_GROUP_UNDER_WAY,
  TG_GROUP_ATTENTION,
  TG_GROUP_DONE,
} TgStateGroup;

#define TG_N_STATE_GROUPS 5

/* Which filings; NULL and "" are "any", `limit` 0 all of them. */
typedef struct
{
  const char   *family;
  const char   *enterprise;
  const char   *form;
  const char   *search;
  TgStateGroup  group;
  guint         limit;
} TgFilingFilter;

TgStateGroup    tg_state_group_of               (TgFilingState           filing,
                                                 TgAttemptState          attempt);
const char     *tg_state_group_to_name          (TgStateGroup            group);
gboolean        tg_state_group_parse            (const char             *name,
                                                 TgStateGroup           *out);

/* Of gint64 rids, in the order asked. With a limit the first page comes from an index. */
GArray         *tg_filing_table_list_ids        (TgStoreConnection      *conn,
                                                 const TgFilingFilter   *filter,
                                                 TgFilingSort            sort,
                                                 gboolean                descending,
                                                 GError                **error);
/* Of TgFilingRecord without documents, in the order of `rids`; one that is gone is left out. */
GPtrArray      *tg_filing_table_load_records    (TgStoreConnection      *conn,
                                                 const gint64           *rids,
                                                 guint                   n_rids,
                                                 GError                **error);
/* The same as rows for a list, filled in; their titles are "". */
GPtrArray      *tg_filing_table_load_rows       (TgStoreConnection      *conn,
                                                 const gint64           *rids,
                                                 guint                   n_rids,
                                                 GError                **error);
/* By TgStateGroup; [TG_GROUP_ALL] is the sum. */
gboolean        tg_filing_table_count_groups    (TgStoreConnection      *conn,
                                                 const char             *family,
                                                 const char             *enterprise,
                                                 guint                   counts[TG_N_STATE_GROUPS],
                                                 GError                **error);
/* TG_ERROR_NOT_FOUND if there is none. */
TgFilingRecord *tg_filing_table_load            (TgStoreConnection      *conn,
                                                 const char             *id,
                                                 GError                **error);
/* Without its document. */
TgFilingRecord *tg_filing_table_load_record     (TgStoreConnection      *conn,
                                                 const char             *id,
                                                 GError                **error);
/* The newest other one of that form and enterprise with this number; nullable without an error. */
TgFilingRecord *tg_filing_table_find_number     (TgStoreConnection      *conn,
                                                 const TgForm           *form,
                                                 const char             *enterprise,
                                                 const char             *number,
                                                 const char             *except,   /* id */
                                                 GError                **error);
/* The result of a check; -1 in both forgets it. */
gboolean        tg_filing_table_set_checked     (TgStoreConnection      *conn,
                                                 const char             *id,
                                                 int                     n_blocking,
                                                 int                     n_warnings,
                                                 const char             *codes_version,
                                                 GError                **error);
gboolean        tg_filing_table_set_due         (TgStoreConnection      *conn,
                                                 const char             *id,
                                                 const char             *due,
                                                 GError                **error);
/* The window has this revision of it: the next submission amends that. */
gboolean        tg_filing_table_set_window_revision (TgStoreConnection  *conn,
                                                 const char             *id,
                                                 gint64                  revision,
                                                 GError                **error);
/* Only a draft that was never sent; it can be brought back. */
gboolean        tg_filing_table_set_removed     (TgStoreConnection      *conn,
                                                 const char             *id,
                                                 gboolean                removed,
                                                 GError                **error);

TgFilingRow    *tg_filing_record_to_row         (const TgFilingRecord   *self,
                                                 const char             *title);
void            tg_filing_record_free           (TgFilingRecord         *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TgFilingRecord, tg_filing_record_free)

G_END_DECLS
