/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-document.h"
#include "tg-fact-row.h"
#include "tg-store-connection.h"

G_BEGIN_DECLS

/* A fact as it is stored. Strings are never NULL. */
typedef struct
{
  gint64      rid;
  char       *id;
  char       *type;
  guint       version;
  char       *enterprise;
  gint64      revision;       /* of our own saves */
  TgDocument *document;       /* frozen; NULL in lists */
  char       *number;
  char       *summary;
  char       *amount;
  char       *currency;
  char       *date;
  gint64      created;
  gint64      updated;
  guint       n_filings;      /* drawn from it; in lists only */
} TgFactRecord;

typedef enum
{
  TG_FACT_SORT_UPDATED,
  TG_FACT_SORT_NUMBER,
} TgFactSort;

/* Which facts; NULL and "" are "any" but for `type`, which is needed. `limit` 0: all. */
typedef struct
{
  const char *type;
  const char *enterprise;
  const char *search;
  guint       limit;
} TgFactFilter;

/* Of gint64 rids. */
GArray       *tg_fact_table_list_ids      (TgStoreConnection    *conn,
                                           const TgFactFilter   *filter,
                                           TgFactSort            sort,
                                           gboolean              descending,
                                           GError              **error);
/* Of TgFactRecord without documents, in the order of `rids`. */
GPtrArray    *tg_fact_table_load_records  (TgStoreConnection    *conn,
                                           const gint64         *rids,
                                           guint                 n_rids,
                                           GError              **error);
TgFactRecord *tg_fact_table_load          (TgStoreConnection    *conn,
                                           const char           *id,
                                           GError              **error);
/* With documents, of one type, oldest first: for derivation and matching. `enterprise` NULL for
 * any. */
GPtrArray    *tg_fact_table_load_all      (TgStoreConnection    *conn,
                                           const char           *type,
                                           const char           *enterprise,
                                           GError              **error);
/* The newest of a type with this number; NULL without an error if there is none. */
TgFactRecord *tg_fact_table_find_number   (TgStoreConnection    *conn,
                                           const char           *type,
                                           const char           *number,
                                           GError              **error);
gboolean      tg_fact_table_set_removed   (TgStoreConnection    *conn,
                                           const char           *id,
                                           gboolean              removed,
                                           GError              **error);
TgFactRow    *tg_fact_record_to_row       (const TgFactRecord   *self,
                                           const char           *title);
void          tg_fact_record_free         (TgFactRecord         *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TgFactRecord, tg_fact_record_free)

G_END_DECLS
