/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-shared-draft-table.h"

#include "tg-deadline-table.h"
#include "tg-filing-table.h"
#include "tg-setting-table.h"
#include "tg-store-private.h"

/* Drafts that are kept on the window too: what both had last, and what waits for the person since.
 * Writer and reader. */

static const char * const kinds[] = { "draft", "revision" };

/* Begins the name of the sealed setting with what was sent and is not answered yet. */
#define SENT "sent-draft:"

TgSharedDraft *
tg_shared_draft_new (const char *filing,
                     const char *etag,
                     TgDocument *document,
                     gint64      local_revision)
{
  TgSharedDraft *self = g_new0 (TgSharedDraft, 1);

  self->filing = g_strdup (filing);
  self->etag = g_strdup (etag);
  self->document = tg_document_ref (document);
  self->local_revision = local_revision;
  return self;
}

void
tg_shared_draft_free (TgSharedDraft *self)
{
  g_free (self->filing);
  g_free (self->etag);
  g_clear_pointer (&self->document, tg_document_unref);
  g_free (self);
}

static gboolean
forget_sent (TgStoreConnection  *conn,
             const char         *filing,
             GError            **error)
{
  g_autofree char *name = g_strconcat (SENT, filing, NULL);

  return tg_setting_table_remove (conn, name, error);
}

gboolean
tg_shared_draft_table_note_sent (TgStoreConnection  *conn,
                                 const char         *filing,
                                 const TgDocument   *document,
                                 GError            **error)
{
  g_autofree char *name = g_strconcat (SENT, filing, NULL);
  g_autofree char *json = tg_document_to_json (document);

  return tg_setting_table_set_sealed (conn, name, json, error);
}

TgDocument *
tg_shared_draft_table_find_sent (TgStoreConnection  *conn,
                                 const char         *filing,
                                 GError            **error)
{
  g_autofree char *name = g_strconcat (SENT, filing, NULL);
  g_autofree char *json = tg_setting_table_get_sealed (conn, name, error);

  return json != NULL && *json != '\0' ? tg_document_new_from_json (json, -1, error) : NULL;
}

gboolean
tg_shared_draft_table_put (TgStoreConnection    *conn,
                           const TgSharedDraft  *draft,
                           GError              **error)
{
  g_autofree char *place = tg_store_place ("shared_draft", draft->filing, "document");
  g_autofree char *json = tg_document_to_json (draft->document);
  g_autoptr (TgDbStatement) st =
    tg_db_prepare (conn->db,
                   "INSERT INTO shared_draft (filing, etag, document, local_revision, at)"
                   " VALUES (:filing, :etag, :document, :local_revision, :now)"
                   " ON CONFLICT (filing) DO UPDATE SET etag = excluded.etag,"
                   " document = excluded.document, local_revision = excluded.local_revision,"
                   " at = excluded.at", error);

  tg_store_connection_assert (conn);

  if (st == NULL)
    return FALSE;
  tg_db_bind_text (st, ":filing", draft->filing);
  tg_db_bind_text (st, ":etag", draft->etag);
  tg_db_bind_int (st, ":local_revision", draft->local_revision);
  tg_db_bind_int (st, ":now", tg_store_connection_get_time (conn));
  return tg_store_bind_sealed (conn, st, ":document", place, json, error) &&
         tg_db_run (st, error) && forget_sent (conn, draft->filing, error);
}

TgSharedDraft *
tg_shared_draft_table_find (TgStoreConnection  *conn,
                            const char         *filing,
                            GError            **error)
{
  g_autofree char *place = tg_store_place ("shared_draft", filing, "document");
  g_autoptr (TgDocument) document = NULL;
  g_autoptr (TgDbStatement) st =
    tg_db_prepare (conn->db,
                   "SELECT document, etag, local_revision FROM shared_draft"
                   " WHERE filing = :filing", error);
  gboolean found;

  tg_store_connection_assert (conn);

  if (st == NULL)
    return NULL;
  tg_db_bind_text (st, ":filing", filing);
  if (!tg_store_find (st, &found, error) || !found)
    return NULL;
  document = tg_store_open_document (conn, st, 0, place, error);
  if (document == NULL)
    return NULL;
  return tg_shared_draft_new (filing, tg_store_column (st, 1), document, tg_db_column_int (st, 2));
}

static gboolean
remove_row (TgStoreConnection  *conn,
            const char         *sql,
            const char         *filing,
            GError            **error)
{
  g_autoptr (TgDbStatement) st = tg_db_prepare (conn->db, sql, error);

  tg_store_connection_assert (conn);

  if (st == NULL)
    return FALSE;
  tg_db_bind_text (st, ":filing", filing);
  return tg_db_run (st, error);
}

gboolean
tg_shared_draft_table_remove (TgStoreConnection  *conn,
                              const char         *filing,
                              GError            **error)
{
  return remove_row (conn, "DELETE FROM shared_draft WHERE filing = :filing", filing, error) &&
         forget_sent (conn, filing, error);
}

static GPtrArray *
list (TgStoreConnection  *conn,
      const char         *sql,
      guint               limit,
      GError            **error)
{
  g_autoptr (TgDbStatement) st = tg_db_prepare (conn->db, sql, error);

  tg_store_connection_assert (conn);

  if (st == NULL)
    return NULL;
  tg_db_bind_int (st, ":limit", limit);
  return tg_store_read_texts (st, error);
}

GPtrArray *
tg_shared_draft_table_list_due (TgStoreConnection  *conn,
                                guint               limit,
                                GError            **error)
{
  return list (conn, "SELECT f.id FROM filing f LEFT JOIN shared_draft s ON s.filing = f.id"
               " WHERE f.removed = 0 AND f.window_revision = 0 AND f.enterprise IS NOT NULL"
               " AND f.state = 'draft' AND f.attempt_state IN ('none', 'refused', 'cancelled')"
               " AND (s.filing IS NULL OR s.local_revision <> f.revision)"
               " AND NOT EXISTS (SELECT 1 FROM pending_merge m WHERE m.filing = f.id)"
               " ORDER BY f.rid LIMIT :limit", limit, error);
}

GPtrArray *
tg_shared_draft_table_list (TgStoreConnection  *conn,
                            GError            **error)
{
  return list (conn, "SELECT filing FROM shared_draft WHERE etag <> '' LIMIT :limit", G_MAXINT,
               error);
}

GPtrArray *
tg_shared_draft_table_list_done (TgStoreConnection  *conn,
                                 guint               limit,
                                 GError            **error)
{
  return list (conn, "SELECT s.filing FROM shared_draft s JOIN filing f ON f.id = s.filing"
               " WHERE s.etag <> '' AND (f.window_revision > 0 OR f.removed = 1)"
               " ORDER BY f.rid LIMIT :limit", limit, error);
}

/* ---- merges that wait ---- */

TgPendingMerge *
tg_pending_merge_new (const char  *filing,
                      TgMergeKind  kind,
                      const char  *mark,
                      TgDocument  *base,
                      TgDocument  *theirs)
{
  TgPendingMerge *self = g_new0 (TgPendingMerge, 1);

  self->filing = g_strdup (filing);
  self->kind = kind;
  self->mark = g_strdup (mark);
  self->base = tg_document_ref (base);
  self->theirs = tg_document_ref (theirs);
  return self;
}

void
tg_pending_merge_free (TgPendingMerge *self)
{
  g_free (self->filing);
  g_free (self->mark);
  g_clear_pointer (&self->base, tg_document_unref);
  g_clear_pointer (&self->theirs, tg_document_unref);
  g_free (self);
}

static gboolean
bind_document (TgStoreConnection  *conn,
               TgDbStatement      *st,
               const char         *filing,
               const char         *column,
               const TgDocument   *document,
               GError            **error)
{
  g_autofree char *place = tg_store_place ("pending_merge", filing, column);
  g_autofree char *name = g_strconcat (":", column, NULL);
  g_autofree char *json = tg_document_to_json (document);

  return tg_store_bind_sealed (conn, st, name, place, json, error);
}

/* It stands on the list of what is to do until the person has said what counts. */
static gboolean
put_duty (TgStoreConnection  *conn,
          const char         *filing,
          GError            **error)
{
  return tg_deadline_table_ask (conn, filing, TG_DUTY_MERGE,
                                "另一台电脑也改动了：请选定以哪边为准",
                                "was changed by somebody else as well: say what counts", error);
}

gboolean
tg_pending_merge_table_put (TgStoreConnection     *conn,
                            const TgPendingMerge  *merge,
                            GError               **error)
{
  g_autoptr (TgDbStatement) st =
    tg_db_prepare (conn->db,
                   "INSERT INTO pending_merge (filing, kind, mark, base, theirs, at)"
                   " VALUES (:filing, :kind, :mark, :base, :theirs, :now)"
                   " ON CONFLICT (filing) DO UPDATE SET kind = excluded.kind,"
                   " mark = excluded.mark, theirs = excluded.theirs, at = excluded.at", error);

  tg_store_connection_assert (conn);

  if (st == NULL)
    return FALSE;
  tg_db_bind_text (st, ":filing", merge->filing);
  tg_db_bind_text (st, ":kind", kinds[merge->kind]);
  tg_db_bind_text (st, ":mark", merge->mark);
  tg_db_bind_int (st, ":now", tg_store_connection_get_time (conn));
  tg_store_connection_changed (conn, TG_STORE_CHANGE_FILINGS);
  return bind_document (conn, st, merge->filing, "base", merge->base, error) &&
         bind_document (conn, st, merge->filing, "theirs", merge->theirs, error) &&
         tg_db_run (st, error) && put_duty (conn, merge->filing, error);
}

static TgDocument *
open_document (TgStoreConnection  *conn,
               TgDbStatement      *st,
               const char         *filing,
               int                 column,
               GError            **error)
{
  g_autofree char *place = tg_store_place ("pending_merge", filing,
                                           column == 0 ? "base" : "theirs");

  return tg_store_open_document (conn, st, column, place, error);
}

TgPendingMerge *
tg_pending_merge_table_find (TgStoreConnection  *conn,
                             const char         *filing,
                             GError            **error)
{
  g_autoptr (TgDocument) base = NULL;
  g_autoptr (TgDocument) theirs = NULL;
  g_autoptr (TgDbStatement) st =
    tg_db_prepare (conn->db,
                   "SELECT base, theirs, kind, mark FROM pending_merge WHERE filing = :filing",
                   error);
  gboolean found;

  tg_store_connection_assert (conn);

  if (st == NULL)
    return NULL;
  tg_db_bind_text (st, ":filing", filing);
  if (!tg_store_find (st, &found, error) || !found)
    return NULL;
  base = open_document (conn, st, filing, 0, error);
  if (base == NULL)
    return NULL;
  theirs = open_document (conn, st, filing, 1, error);
  if (theirs == NULL)
    return NULL;
  return tg_pending_merge_new (filing, strcmp (tg_store_column (st, 2), kinds[0]) == 0
                               ? TG_MERGE_DRAFT : TG_MERGE_REVISION, tg_store_column (st, 3),
                               base, theirs);
}

gboolean
tg_pending_merge_table_remove (TgStoreConnection  *conn,
                               const char         *filing,
                               GError            **error)
{
  tg_store_connection_changed (conn, TG_STORE_CHANGE_FILINGS);
  return remove_row (conn, "DELETE FROM pending_merge WHERE filing = :filing", filing, error) &&
         tg_deadline_table_remove (conn, filing, TG_DUTY_MERGE, error);
}

GPtrArray *
tg_pending_merge_table_list (TgStoreConnection  *conn,
                             GError            **error)
{
  return list (conn, "SELECT filing FROM pending_merge ORDER BY at LIMIT :limit", G_MAXINT32,
               error);
}
