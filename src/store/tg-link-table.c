/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-link-table.h"

#include "tg-store-private.h"

/* What was drawn from what. A link is kept for a header or a line, not for each field: which
 * fields it feeds is said by the form. Written in the transaction of the document. Writer and
 * reader. */

TgLink *
tg_link_new (const char *source,
             const char *source_kind,
             const char *source_path,
             const char *target,
             const char *target_path)
{
  TgLink *self = g_new0 (TgLink, 1);

  self->source = g_strdup (source);
  self->source_kind = g_strdup (source_kind);
  self->source_path = g_strdup (source_path);
  self->target = g_strdup (target);
  self->target_path = g_strdup (target_path);
  return self;
}

void
tg_link_free (TgLink *self)
{
  g_free (self->source);
  g_free (self->source_kind);
  g_free (self->source_path);
  g_free (self->target);
  g_free (self->target_path);
  g_free (self);
}

gboolean
tg_link_table_add (TgStoreConnection  *conn,
                   const TgLink       *link,
                   GError            **error)
{
  g_autoptr (TgDbStatement) st = NULL;

  tg_store_connection_assert (conn);

  st = tg_db_prepare (conn->db,
                      "INSERT INTO link (source, source_kind, source_path, target, target_path,"
                      " created)"
                      " VALUES (:source, :source_kind, :source_path, :target, :target_path,"
                      " :created)"
                      " ON CONFLICT DO NOTHING", error);
  if (st == NULL)
    return FALSE;

  tg_db_bind_text (st, ":source", link->source);
  tg_db_bind_text (st, ":source_kind", link->source_kind);
  tg_db_bind_text (st, ":source_path", link->source_path);
  tg_db_bind_text (st, ":target", link->target);
  tg_db_bind_text (st, ":target_path", link->target_path);
  tg_db_bind_int (st, ":created", tg_store_connection_get_time (conn));
  return tg_db_run (st, error);
}

gboolean
tg_link_table_remove (TgStoreConnection  *conn,
                      const char         *target,
                      const char         *target_path,
                      GError            **error)
{
  g_autoptr (TgDbStatement) st = NULL;

  tg_store_connection_assert (conn);

  st = tg_db_prepare (conn->db,
                      "DELETE FROM link WHERE target = :target AND target_path = :target_path",
                      error);
  if (st == NULL)
    return FALSE;

  tg_db_bind_text (st, ":target", target);
  tg_db_bind_text (st, ":target_path", target_path);
  return tg_db_run (st, error);
}

static GPtrArray *
read_links (TgDbStatement  *st,
            GError        **error)
{
  g_autoptr (GPtrArray) links = g_ptr_array_new_with_free_func ((GDestroyNotify) tg_link_free);
  gboolean has_row = FALSE;

  while (tg_db_step (st, &has_row, error))
    {
      if (!has_row)
        return g_steal_pointer (&links);
      g_ptr_array_add (links,
                       tg_link_new (tg_store_column (st, 0), tg_store_column (st, 1),
                                    tg_store_column (st, 2), tg_store_column (st, 3),
                                    tg_store_column (st, 4)));
    }

  return NULL;
}

GPtrArray *
tg_link_table_list_sources (TgStoreConnection  *conn,
                            const char         *target,
                            GError            **error)
{
  g_autoptr (TgDbStatement) st = NULL;

  tg_store_connection_assert (conn);

  st = tg_db_prepare (conn->db,
                      "SELECT source, source_kind, source_path, target, target_path FROM link"
                      " WHERE target = :target ORDER BY target_path, source, source_path", error);
  if (st == NULL)
    return NULL;

  tg_db_bind_text (st, ":target", target);
  return read_links (st, error);
}

GPtrArray *
tg_link_table_list_targets (TgStoreConnection  *conn,
                            const char         *source,
                            GError            **error)
{
  g_autoptr (TgDbStatement) st = NULL;

  tg_store_connection_assert (conn);

  st = tg_db_prepare (conn->db,
                      "SELECT source, source_kind, source_path, target, target_path FROM link"
                      " WHERE source = :source ORDER BY target, target_path", error);
  if (st == NULL)
    return NULL;

  tg_db_bind_text (st, ":source", source);
  return read_links (st, error);
}
