/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-store-connection.h"

G_BEGIN_DECLS

/* What search finds: words of filings and facts. Never words of a field marked sensitive; who
 * makes the text sees to that. */

typedef enum
{
  TG_SEARCH_FILINGS = 0,
  TG_SEARCH_FACTS   = 1,
} TgSearchKind;

gboolean tg_search_table_put         (TgStoreConnection  *conn,
                                      TgSearchKind        kind,
                                      gint64              rid,
                                      const char         *words,
                                      GError            **error);
/* Without the index, which goes wrong by it: for many at once, before tg_search_table_index_again,
 * which also lets it forget words that were taken out. `changed` is set where they did. */
gboolean tg_search_table_put_text    (TgStoreConnection  *conn,
                                      TgSearchKind        kind,
                                      gint64              rid,
                                      const char         *words,
                                      gboolean           *changed,
                                      GError            **error);
gboolean tg_search_table_index_again (TgStoreConnection  *conn,
                                      GError            **error);
/* What was typed as a query of the index: each word a phrase, all needed, the last letters open.
 * NULL if there is nothing to look for. */
char    *tg_search_table_make_query  (const char         *typed);

G_END_DECLS
