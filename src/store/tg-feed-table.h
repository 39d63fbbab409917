/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-event.h"
#include "tg-store-connection.h"

G_BEGIN_DECLS

#define TG_FEED_EVENTS  "events"
#define TG_FEED_FILINGS "filings"
#define TG_FEED_DRAFTS  "drafts"

/* Where we stand in one of the window's feeds. Strings are never NULL. */
typedef struct
{
  char *cursor;     /* "" at the beginning */
  char *resume;     /* of a listing: where the events go on afterwards */
  char *epoch;
} TgFeedPosition;

TgFeedPosition *tg_feed_table_load        (TgStoreConnection     *conn,
                                           const char            *name,
                                           GError               **error);
gboolean        tg_feed_table_put         (TgStoreConnection     *conn,
                                           const char            *name,
                                           const TgFeedPosition  *position,
                                           GError               **error);
gboolean        tg_feed_table_remove      (TgStoreConnection     *conn,
                                           const char            *name,
                                           GError               **error);
/* Remembers an event; FALSE in `is_new` if it was there already. `keep_data`: no other table has
 * it. */
gboolean        tg_feed_table_add_event   (TgStoreConnection     *conn,
                                           TgEvent               *event,
                                           gboolean               keep_data,
                                           gboolean              *is_new,
                                           GError               **error);
/* Events of a type that were stored with their data, oldest first. Of TgEvent. */
GPtrArray      *tg_feed_table_list_events (TgStoreConnection     *conn,
                                           const char            *type,
                                           guint                  limit,
                                           GError               **error);
void            tg_feed_position_free     (TgFeedPosition        *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TgFeedPosition, tg_feed_position_free)

G_END_DECLS
