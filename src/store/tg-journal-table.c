/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-journal-table.h"

#include "tg-error.h"
#include "tg-store-private.h"

/* The journal: every committed change of every document, only ever added to. It is undo, audit
 * and the memory of imports; old and new values are sealed. Rows are written by tg_save_changes,
 * in its transaction, on the writer; undo and redo are found from entries alone, on any thread. */

static const char * const kind_names[] = {
  [TG_JOURNAL_CREATED] = "created",
  [TG_JOURNAL_SET] = "set",
  [TG_JOURNAL_LINE_ADDED] = "line-added",
  [TG_JOURNAL_LINE_REMOVED] = "line-removed",
  [TG_JOURNAL_LINE_MOVED] = "line-moved",
  [TG_JOURNAL_BATCH] = "batch",
  [TG_JOURNAL_UNDO] = "undo",
  [TG_JOURNAL_SHARED] = "shared",
};

static const char * const origin_names[] = {
  [TG_ORIGIN_PERSON] = "person",
  [TG_ORIGIN_IMPORT] = "import",
  [TG_ORIGIN_EVENT] = "event",
  [TG_ORIGIN_DERIVATION] = "derivation",
};

#define COLUMNS \
  "SELECT seq, subject, kind, path, old, new, origin, batch, undoes, base_revision, revision, at" \
  " FROM journal "

static gboolean
parse_name (const char * const  *names,
            guint                n_names,
            const char          *name,
            guint               *out,
            GError             **error)
{
  for (guint i = 0; i < n_names; i++)
    if (g_strcmp0 (names[i], name) == 0)
      {
        *out = i;
        return TRUE;
      }

  g_set_error (error, TG_ERROR, TG_ERROR_CORRUPT, "The journal has an entry of the kind “%s”",
               name);
  return FALSE;
}

static char *
make_place (gint64      seq,
            const char *column)
{
  g_autofree char *row = g_strdup_printf ("%" G_GINT64_FORMAT, seq);

  return tg_store_place ("journal", row, column);
}

static char *
open_value (TgStoreConnection  *conn,
            TgDbStatement      *st,
            int                 column,
            const char         *name,
            GError            **error)
{
  g_autofree char *place = make_place (tg_db_column_int (st, 0), name);

  return tg_store_open_column (conn, st, column, place, error);
}

static TgJournalEntry *
read_entry (TgStoreConnection  *conn,
            TgDbStatement      *st,
            GError            **error)
{
  g_autoptr (TgJournalEntry) entry = g_new0 (TgJournalEntry, 1);
  guint kind;
  guint origin;

  if (!parse_name (kind_names, G_N_ELEMENTS (kind_names), tg_store_column (st, 2), &kind, error) ||
      !parse_name (origin_names, G_N_ELEMENTS (origin_names), tg_store_column (st, 6), &origin,
                   error))
    return NULL;

  entry->old_value = open_value (conn, st, 4, "old", error);
  if (entry->old_value == NULL)
    return NULL;
  entry->new_value = open_value (conn, st, 5, "new", error);
  if (entry->new_value == NULL)
    return NULL;

  entry->seq = tg_db_column_int (st, 0);
  entry->subject = g_strdup (tg_store_column (st, 1));
  entry->kind = (TgJournalKind) kind;
  entry->path = g_strdup (tg_store_column (st, 3));
  entry->origin = (TgOrigin) origin;
  entry->batch = g_strdup (tg_store_column (st, 7));
  entry->undoes = tg_db_column_int (st, 8);
  entry->base_revision = tg_db_column_int (st, 9);
  entry->revision = tg_db_column_int (st, 10);
  entry->at = tg_db_column_int (st, 11);
  return g_steal_pointer (&entry);
}

static GPtrArray *
read_entries (TgStoreConnection  *conn,
              TgDbStatement      *st,
              GError            **error)
{
  g_autoptr (GPtrArray) entries =
    g_ptr_array_new_with_free_func ((GDestroyNotify) tg_journal_entry_free);
  gboolean has_row = FALSE;

  for (;;)
    {
      TgJournalEntry *entry;

      if (!tg_db_step (st, &has_row, error))
        return NULL;
      if (!has_row)
        return g_steal_pointer (&entries);

      entry = read_entry (conn, st, error);
      if (entry == NULL)
        return NULL;
      g_ptr_array_add (entries, entry);
    }
}

static gboolean
next_seq (TgStoreConnection  *conn,
          gint64             *seq,
          GError            **error)
{
  if (!tg_db_query_int (conn->db, "SELECT coalesce (max (seq), 0) FROM journal", seq, error))
    return FALSE;

  *seq += 1;
  return TRUE;
}

TgJournalEntry *
tg_journal_entry_new (TgJournalKind  kind,
                      const char    *path,
                      const char    *old_value,
                      const char    *new_value)
{
  TgJournalEntry *self = g_new0 (TgJournalEntry, 1);

  self->kind = kind;
  self->path = g_strdup (path != NULL ? path : "");
  self->old_value = g_strdup (old_value);
  self->new_value = g_strdup (new_value);
  self->batch = g_strdup ("");
  return self;
}

void
tg_journal_entry_free (TgJournalEntry *self)
{
  g_free (self->subject);
  g_free (self->path);
  g_free (self->old_value);
  g_free (self->new_value);
  g_free (self->batch);
  g_free (self);
}

const char *
tg_journal_kind_to_name (TgJournalKind kind)
{
  return kind_names[kind];
}

const char *
tg_origin_to_name (TgOrigin origin)
{
  return origin_names[origin];
}

gboolean
tg_journal_table_add (TgStoreConnection  *conn,
                      TgJournalEntry     *entry,
                      GError            **error)
{
  g_autoptr (TgDbStatement) st = NULL;
  g_autofree char *old_place = NULL;
  g_autofree char *new_place = NULL;
  gint64 seq;

  tg_store_connection_assert (conn);

  if (!next_seq (conn, &seq, error))
    return FALSE;
  st = tg_db_prepare (conn->db,
                      "INSERT INTO journal (seq, subject, kind, path, old, new, origin, batch,"
                      " undoes,"
                      " base_revision, revision, at) VALUES (:seq, :subject, :kind, :path, :old,"
                      " :new, :origin,"
                      " :batch, :undoes, :base_revision, :revision, :at)", error);
  if (st == NULL)
    return FALSE;

  old_place = make_place (seq, "old");
  new_place = make_place (seq, "new");
  tg_db_bind_int (st, ":seq", seq);
  tg_db_bind_text (st, ":subject", entry->subject);
  tg_db_bind_text (st, ":kind", kind_names[entry->kind]);
  tg_db_bind_text (st, ":path", entry->path);
  tg_db_bind_text (st, ":origin", origin_names[entry->origin]);
  tg_db_bind_text (st, ":batch", entry->batch != NULL ? entry->batch : "");
  tg_db_bind_int (st, ":undoes", entry->undoes);
  tg_db_bind_int (st, ":base_revision", entry->base_revision);
  tg_db_bind_int (st, ":revision", entry->revision);
  tg_db_bind_int (st, ":at", entry->at);
  if (!tg_store_bind_sealed (conn, st, ":old", old_place, entry->old_value, error) ||
      !tg_store_bind_sealed (conn, st, ":new", new_place, entry->new_value, error) ||
      !tg_db_run (st, error))
    return FALSE;

  entry->seq = seq;
  return TRUE;
}

GPtrArray *
tg_journal_table_list_since (TgStoreConnection  *conn,
                             const char         *subject,
                             gint64              seq,
                             GError            **error)
{
  g_autoptr (TgDbStatement) st = NULL;

  tg_store_connection_assert (conn);

  st = tg_db_prepare (conn->db,
                      COLUMNS "WHERE subject = :subject AND seq > :seq ORDER BY seq", error);
  if (st == NULL)
    return NULL;

  tg_db_bind_text (st, ":subject", subject);
  tg_db_bind_int (st, ":seq", seq);
  return read_entries (conn, st, error);
}

GPtrArray *
tg_journal_table_list_last (TgStoreConnection  *conn,
                            const char         *subject,
                            guint               limit,
                            GError            **error)
{
  g_autoptr (TgDbStatement) st = NULL;

  tg_store_connection_assert (conn);

  st = tg_db_prepare (conn->db,
                      COLUMNS "WHERE seq IN (SELECT seq FROM journal WHERE subject = :subject"
                      " ORDER BY seq DESC LIMIT :limit) ORDER BY seq", error);
  if (st == NULL)
    return NULL;

  tg_db_bind_text (st, ":subject", subject);
  tg_db_bind_int (st, ":limit", limit);
  return read_entries (conn, st, error);
}

GPtrArray *
tg_journal_table_list_batch (TgStoreConnection  *conn,
                             const char         *batch,
                             GError            **error)
{
  g_autoptr (TgDbStatement) st = NULL;

  tg_store_connection_assert (conn);

  st = tg_db_prepare (conn->db,
                      COLUMNS "WHERE batch = :batch AND batch <> '' ORDER BY seq", error);
  if (st == NULL)
    return NULL;

  tg_db_bind_text (st, ":batch", batch);
  return read_entries (conn, st, error);
}

/* An entry stands when no later undo that itself stands takes it back. From the newest back,
 * each entry's fate is known before what it undoes is reached. */
static GHashTable *
find_taken_back (GPtrArray *entries)
{
  GHashTable *taken_back = g_hash_table_new (g_int64_hash, g_int64_equal);

  for (guint i = entries->len; i > 0; i--)
    {
      TgJournalEntry *entry = g_ptr_array_index (entries, i - 1);

      if (entry->kind == TG_JOURNAL_UNDO && !g_hash_table_contains (taken_back, &entry->seq))
        g_hash_table_add (taken_back, &entry->undoes);
    }

  return taken_back;
}

static gboolean
is_undo_of_undo (GPtrArray      *entries,
                 TgJournalEntry *entry)
{
  if (entry->kind != TG_JOURNAL_UNDO)
    return FALSE;

  for (guint i = 0; i < entries->len; i++)
    {
      TgJournalEntry *other = g_ptr_array_index (entries, i);

      if (other->seq == entry->undoes)
        return other->kind == TG_JOURNAL_UNDO;
    }

  return FALSE;
}

/* The step that `last` ends: it alone, or with it the entries before it of the same batch. */
static GPtrArray *
collect_step (GPtrArray  *entries,
              guint       last,
              GHashTable *taken_back)
{
  g_autoptr (GPtrArray) step = g_ptr_array_new ();
  TgJournalEntry *first = g_ptr_array_index (entries, last);

  g_ptr_array_add (step, first);
  for (guint i = last; i > 0 && first->batch[0] != '\0'; i--)
    {
      TgJournalEntry *entry = g_ptr_array_index (entries, i - 1);

      if (g_strcmp0 (entry->batch, first->batch) == 0 && entry->kind != TG_JOURNAL_BATCH &&
          !g_hash_table_contains (taken_back, &entry->seq))
        g_ptr_array_add (step, entry);
    }

  return g_steal_pointer (&step);
}

/* It changed nothing. */
static gboolean
is_note (const TgJournalEntry *entry)
{
  return entry->kind == TG_JOURNAL_BATCH || entry->kind == TG_JOURNAL_SHARED;
}

GPtrArray *
tg_journal_table_find_undo (GPtrArray *entries)
{
  g_autoptr (GHashTable) taken_back = find_taken_back (entries);

  for (guint i = entries->len; i > 0; i--)
    {
      TgJournalEntry *entry = g_ptr_array_index (entries, i - 1);

      if (entry->kind == TG_JOURNAL_CREATED)
        break;
      if (entry->kind == TG_JOURNAL_UNDO || is_note (entry) ||
          g_hash_table_contains (taken_back, &entry->seq))
        continue;
      return collect_step (entries, i - 1, taken_back);
    }

  return g_ptr_array_new ();
}

/* Redo takes back the newest undo that stands, unless something new was done after it. */
GPtrArray *
tg_journal_table_find_redo (GPtrArray *entries)
{
  g_autoptr (GHashTable) taken_back = find_taken_back (entries);

  for (guint i = entries->len; i > 0; i--)
    {
      TgJournalEntry *entry = g_ptr_array_index (entries, i - 1);

      if (is_note (entry) || g_hash_table_contains (taken_back, &entry->seq))
        continue;
      if (entry->kind != TG_JOURNAL_UNDO)
        break;
      if (!is_undo_of_undo (entries, entry))
        return collect_step (entries, i - 1, taken_back);
    }

  return g_ptr_array_new ();
}
