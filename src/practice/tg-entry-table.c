/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-entry-table.h"

/* What the window files itself: 403 and 505 for the partners, and the declarations that it
 * merges lists into, with the item in which each line of a list went. */

gboolean
tg_entry_table_put_partner (TgBook      *book,
                            const char  *account,
                            const char  *message,
                            const char  *match_key,
                            const char  *number,
                            GError     **error)
{
  g_autoptr (TgDbStatement) st =
    tg_db_prepare (tg_book_get_db (book),
                   "INSERT INTO partner (account, message, match_key, number, at)"
                   " VALUES (:account, :message, :match_key, :number, :at)"
                   " ON CONFLICT DO NOTHING", error);

  if (st == NULL)
    return FALSE;
  tg_db_bind_text (st, ":account", account);
  tg_db_bind_text (st, ":message", message);
  tg_db_bind_text (st, ":match_key", match_key);
  tg_db_bind_text (st, ":number", number);
  tg_db_bind_int (st, ":at", tg_book_get_time (book));
  return tg_db_run (st, error);
}

gboolean
tg_entry_table_has_partner (TgBook      *book,
                            const char  *account,
                            const char  *message,
                            const char  *match_key,
                            GError     **error)
{
  g_autoptr (TgDbStatement) st =
    tg_db_prepare (tg_book_get_db (book),
                   "SELECT 1 FROM partner WHERE account = :account AND message = :message"
                   " AND match_key = :match_key", error);
  gboolean has_row;

  if (st == NULL)
    return FALSE;
  tg_db_bind_text (st, ":account", account);
  tg_db_bind_text (st, ":message", message);
  tg_db_bind_text (st, ":match_key", match_key);
  return tg_db_step (st, &has_row, error) && has_row;
}

gint64
tg_entry_table_get_serial (TgBook  *book,
                           GError **error)
{
  gint64 count;

  if (!tg_db_query_int (tg_book_get_db (book), "SELECT count (*) FROM entry", &count, error))
    return -1;
  return count + 1;
}

gboolean
tg_entry_table_add_entry (TgBook      *book,
                          const char  *account,
                          const char  *number,
                          GError     **error)
{
  g_autoptr (TgDbStatement) st =
    tg_db_prepare (tg_book_get_db (book),
                   "INSERT INTO entry (number, account, at) VALUES (:number, :account, :at)"
                   " ON CONFLICT DO NOTHING", error);

  if (st == NULL)
    return FALSE;
  tg_db_bind_text (st, ":number", number);
  tg_db_bind_text (st, ":account", account);
  tg_db_bind_int (st, ":at", tg_book_get_time (book));
  return tg_db_run (st, error);
}

gboolean
tg_entry_table_add_list (TgBook      *book,
                         const char  *account,
                         const char  *filing,
                         const char  *entry,
                         const char  *items,
                         GError     **error)
{
  g_autoptr (TgDbStatement) st =
    tg_db_prepare (tg_book_get_db (book),
                   "INSERT INTO entry_list (account, filing, entry, items)"
                   " VALUES (:account, :filing, :entry, :items)", error);

  if (st == NULL)
    return FALSE;
  tg_db_bind_text (st, ":account", account);
  tg_db_bind_text (st, ":filing", filing);
  tg_db_bind_text (st, ":entry", entry);
  tg_db_bind_text (st, ":items", items);
  return tg_db_run (st, error);
}

gboolean
tg_entry_table_has_list (TgBook      *book,
                         const char  *account,
                         const char  *filing,
                         GError     **error)
{
  g_autoptr (TgDbStatement) st =
    tg_db_prepare (tg_book_get_db (book),
                   "SELECT 1 FROM entry_list WHERE account = :account AND filing = :filing", error);
  gboolean has_row;

  if (st == NULL)
    return FALSE;
  tg_db_bind_text (st, ":account", account);
  tg_db_bind_text (st, ":filing", filing);
  return tg_db_step (st, &has_row, error) && has_row;
}

char *
tg_entry_table_dup_entry (TgBook      *book,
                          const char  *account,
                          const char  *filing,
                          GError     **error)
{
  g_autoptr (TgDbStatement) st =
    tg_db_prepare (tg_book_get_db (book),
                   "SELECT entry FROM entry_list WHERE account = :account AND filing = :filing",
                   error);
  gboolean has_row;

  if (st == NULL)
    return NULL;
  tg_db_bind_text (st, ":account", account);
  tg_db_bind_text (st, ":filing", filing);
  if (!tg_db_step (st, &has_row, error))
    return NULL;
  return has_row ? tg_db_column_dup_text (st, 0) : g_strdup ("");
}
