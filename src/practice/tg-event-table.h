/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-book.h"
#include "tg-event.h"

G_BEGIN_DECLS

/* The feed of each account, in the order in which it was written. */

/* What part of a feed is asked for, and in which language. */
typedef struct
{
  gint64   after;
  guint    limit;
  gboolean is_english;    /* else Chinese */
} TgEventQuery;

/* `data_en`: the event's data in English; NULL where they have no words. */
gboolean   tg_event_table_insert      (TgBook             *book,
                                       const char         *account,
                                       TgEvent            *event,
                                       const char         *data_en,
                                       GError            **error);
/* Makes and inserts an event without words; `filing` is nullable, `data` a JSON object. */
gboolean   tg_event_table_add         (TgBook             *book,
                                       const char         *account,
                                       const char         *type,
                                       const char         *filing,
                                       const char         *data,
                                       GError            **error);
/* Of TgEvent; `*last` becomes the position of the last one. (transfer full) */
GPtrArray *tg_event_table_list        (TgBook             *book,
                                       const char         *account,
                                       const TgEventQuery *query,
                                       gint64             *last,
                                       GError            **error);
GPtrArray *tg_event_table_list_receipts (TgBook           *book,
                                       const char         *account,
                                       const char         *filing,
                                       gboolean            is_english,
                                       GError            **error);
/* The position of an account's last event, 0 without one; -1 is an error. */
gint64     tg_event_table_get_head    (TgBook      *book,
                                       const char  *account,
                                       GError     **error);
/* The accounts (char *, a set) that got events after this position, which becomes that of the last
 * event of all. (transfer full) */
GHashTable *tg_event_table_find_news   (TgBook      *book,
                                       gint64      *after,
                                       GError     **error);

G_END_DECLS
