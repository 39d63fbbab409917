/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-event-table.h"

/* The feed. Positions only grow, also after a deletion (AUTOINCREMENT), and an event is never
 * changed, so what a client has read stays as it read it. */

gboolean
tg_event_table_insert (TgBook      *book,
                       const char  *account,
                       TgEvent     *event,
                       const char  *data_en,
                       GError     **error)
{
  g_autoptr (TgDbStatement) st =
    tg_db_prepare (tg_book_get_db (book),
                   "INSERT INTO event (account, id, type, at, filing, data, data_en)"
                   " VALUES (:account, :id, :type, :at, :filing, :data, :data_en)", error);

  if (st == NULL)
    return FALSE;
  tg_db_bind_text (st, ":account", account);
  tg_db_bind_text (st, ":id", tg_event_get_id (event));
  tg_db_bind_text (st, ":type", tg_event_get_type (event));
  tg_db_bind_int (st, ":at", tg_event_get_at (event));
  tg_db_bind_text (st, ":filing", tg_event_get_filing (event));
  tg_db_bind_text (st, ":data", tg_event_get_data (event));
  tg_db_bind_text (st, ":data_en", data_en);
  return tg_db_run (st, error);
}

gboolean
tg_event_table_add (TgBook      *book,
                    const char  *account,
                    const char  *type,
                    const char  *filing,
                    const char  *data,
                    GError     **error)
{
  g_autofree char *id = tg_book_new_id (book);
  g_autoptr (TgEvent) event = tg_event_new (TG_EVENT_UNKNOWN, id, type, tg_book_get_time (book),
                                            filing, data);

  return tg_event_table_insert (book, account, event, NULL, error);
}

static TgEvent *
read_row (TgDbStatement *st,
          gboolean       is_english)
{
  const char *english = is_english ? tg_db_column_text (st, 6) : NULL;

  return tg_event_new (TG_EVENT_UNKNOWN, tg_db_column_text (st, 1), tg_db_column_text (st, 2),
                       tg_db_column_int (st, 3), tg_db_column_text (st, 4),
                       english != NULL ? english : tg_db_column_text (st, 5));
}

static GPtrArray *
list_rows (TgDbStatement  *st,
           gboolean        is_english,
           gint64         *last,
           GError        **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) tg_event_unref);
  gboolean has_row;

  while (tg_db_step (st, &has_row, error))
    {
      if (!has_row)
        return g_steal_pointer (&list);
      *last = tg_db_column_int (st, 0);
      g_ptr_array_add (list, read_row (st, is_english));
    }
  return NULL;
}

GPtrArray *
tg_event_table_list (TgBook              *book,
                     const char          *account,
                     const TgEventQuery  *query,
                     gint64              *last,
                     GError             **error)
{
  g_autoptr (TgDbStatement) st =
    tg_db_prepare (tg_book_get_db (book),
                   "SELECT seq, id, type, at, filing, data, data_en FROM event"
                   " WHERE account = :account AND seq > :after ORDER BY seq LIMIT :limit", error);

  if (st == NULL)
    return NULL;
  tg_db_bind_text (st, ":account", account);
  tg_db_bind_int (st, ":after", query->after);
  tg_db_bind_int (st, ":limit", query->limit);
  return list_rows (st, query->is_english, last, error);
}

GPtrArray *
tg_event_table_list_receipts (TgBook      *book,
                              const char  *account,
                              const char  *filing,
                              gboolean     is_english,
                              GError     **error)
{
  g_autoptr (TgDbStatement) st =
    tg_db_prepare (tg_book_get_db (book),
                   "SELECT seq, id, type, at, filing, data, data_en FROM event"
                   " WHERE account = :account AND filing = :filing AND type = 'receipt'"
                   " ORDER BY seq", error);
  gint64 last;

  if (st == NULL)
    return NULL;
  tg_db_bind_text (st, ":account", account);
  tg_db_bind_text (st, ":filing", filing);
  return list_rows (st, is_english, &last, error);
}

gint64
tg_event_table_get_head (TgBook      *book,
                         const char  *account,
                         GError     **error)
{
  g_autoptr (TgDbStatement) st =
    tg_db_prepare (tg_book_get_db (book),
                   "SELECT coalesce (max (seq), 0) FROM event WHERE account = :account", error);
  gboolean has_row;

  if (st == NULL)
    return -1;
  tg_db_bind_text (st, ":account", account);
  return tg_db_step (st, &has_row, error) ? tg_db_column_int (st, 0) : -1;
}

GHashTable *
tg_event_table_find_news (TgBook  *book,
                          gint64  *after,
                          GError **error)
{
  g_autoptr (GHashTable) accounts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (TgDbStatement) st =
    tg_db_prepare (tg_book_get_db (book),
                   "SELECT account, max (seq) FROM event WHERE seq > :after GROUP BY account",
                   error);
  gint64 last = *after;
  gboolean has_row;

  if (st == NULL)
    return NULL;
  tg_db_bind_int (st, ":after", *after);
  while (tg_db_step (st, &has_row, error))
    {
      if (!has_row)
        {
          *after = last;
          return g_steal_pointer (&accounts);
        }
      g_hash_table_add (accounts, tg_db_column_dup_text (st, 0));
      last = MAX (last, tg_db_column_int (st, 1));
    }
  return NULL;
}
