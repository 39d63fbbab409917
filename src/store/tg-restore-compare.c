/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-restore.h"

#include "tg-error.h"
#include "tg-store-private.h"
#include "tg-store.h"
#include "tg-swap.h"

/* What a restore would change: both stores on one read-only connection, the backup's under the
 * name `past`. Plain columns only, so that no key is needed. */

#define MOST_LISTED 200

/* The same columns for each: id, type, number, summary, updated, sent, effect. */
static const char filings[] =
  "SELECT n.id, n.form, n.number, n.summary, n.updated, n.window_revision > 0,"
  " CASE WHEN p.id IS NULL THEN 0 ELSE 1 END"
  " FROM main.filing n LEFT JOIN past.filing p ON p.id = n.id"
  " WHERE p.id IS NULL OR n.revision <> p.revision OR n.state <> p.state"
  " OR n.attempt_state <> p.attempt_state OR n.removed <> p.removed"
  " UNION ALL"
  " SELECT p.id, p.form, p.number, p.summary, p.updated, p.window_revision > 0, 2"
  " FROM past.filing p WHERE p.id NOT IN (SELECT id FROM main.filing)"
  " ORDER BY 7, 5 DESC";

static const char facts[] =
  "SELECT n.id, n.type, n.number, n.summary, n.updated, 0,"
  " CASE WHEN p.id IS NULL THEN 0 ELSE 1 END"
  " FROM main.fact n LEFT JOIN past.fact p ON p.id = n.id"
  " WHERE p.id IS NULL OR n.revision <> p.revision OR n.removed <> p.removed"
  " UNION ALL"
  " SELECT p.id, p.type, p.number, p.summary, p.updated, 0, 2"
  " FROM past.fact p WHERE p.id NOT IN (SELECT id FROM main.fact)"
  " ORDER BY 7, 5 DESC";

static const char receipts[] =
  "SELECT n.id, n.status, n.code, coalesce (f.number, ''), n.at, 1, 0"
  " FROM main.receipt n LEFT JOIN main.filing f ON f.id = n.filing"
  " WHERE n.id NOT IN (SELECT id FROM past.receipt)"
  " UNION ALL"
  " SELECT p.id, p.status, p.code, '', p.at, 1, 2"
  " FROM past.receipt p WHERE p.id NOT IN (SELECT id FROM main.receipt)"
  " ORDER BY 7, 5 DESC";

/* An empty home has nothing: then all of the backup is new. */
static const char empty_filings[] =
  "SELECT id, form, number, summary, updated, window_revision > 0, 2 FROM past.filing"
  " ORDER BY updated DESC";
static const char empty_facts[] =
  "SELECT id, type, number, summary, updated, 0, 2 FROM past.fact ORDER BY updated DESC";
static const char empty_receipts[] =
  "SELECT id, status, code, '', at, 1, 2 FROM past.receipt ORDER BY at DESC";

static const char * const both[] = { filings, facts, receipts };
static const char * const one[] = { empty_filings, empty_facts, empty_receipts };

static void
add_change (TgRestorePreview *preview,
            TgRestoreSubject  subject,
            TgDbStatement    *st)
{
  TgRestoreChange *change;
  gint64 effect = tg_db_column_int (st, 6);
  gboolean is_sent = tg_db_column_int (st, 5) != 0;

  g_return_if_fail (effect >= 0 && effect < TG_N_RESTORE_EFFECTS);

  preview->counts[subject][effect]++;
  if (subject == TG_RESTORE_FILING && effect == TG_RESTORE_LOST && is_sent)
    preview->n_sent++;
  if (preview->changes->len >= MOST_LISTED * (guint) (subject + 1))
    return;
  change = g_new0 (TgRestoreChange, 1);
  change->subject = subject;
  change->effect = (TgRestoreEffect) effect;
  change->id = g_strdup (tg_store_column (st, 0));
  change->type = g_strdup (tg_store_column (st, 1));
  change->number = g_strdup (tg_store_column (st, 2));
  change->summary = g_strdup (tg_store_column (st, 3));
  change->updated = tg_db_column_int (st, 4);
  change->is_sent = is_sent;
  g_ptr_array_add (preview->changes, change);
}

static gboolean
compare_table (TgDb              *db,
               TgRestorePreview  *preview,
               TgRestoreSubject   subject,
               const char        *sql,
               GError           **error)
{
  g_autoptr (TgDbStatement) st = tg_db_prepare (db, sql, error);
  gboolean has_row = FALSE;

  if (st == NULL)
    return FALSE;
  while (tg_db_step (st, &has_row, error))
    {
      if (!has_row)
        return TRUE;
      add_change (preview, subject, st);
    }
  return FALSE;
}

static TgRestorePreview *
compare (TgDb                *db,
         const char          *past,
         const char * const  *queries,
         GError             **error)
{
  g_autoptr (TgRestorePreview) preview = tg_restore_preview_new ();

  if (!tg_db_attach (db, past, "past", error))
    return NULL;
  for (guint i = 0; i < TG_N_RESTORE_SUBJECTS; i++)
    if (!compare_table (db, preview, (TgRestoreSubject) i, queries[i], error))
      return NULL;
  return g_steal_pointer (&preview);
}

TgRestorePreview *
tg_restore_compare (const char  *folder,
                    const char  *vfs,
                    GError     **error)
{
  g_autofree char *present = g_build_filename (folder, TG_STORE_FILE, NULL);
  g_autofree char *past = tg_swap_dup_part (folder, TG_STORE_FILE);
  gboolean is_there = g_file_test (present, G_FILE_TEST_EXISTS);
  const TgDbOptions options = {
    .path = is_there ? present : ":memory:",
    .vfs = vfs,
    .application_id = is_there ? TG_STORE_APPLICATION_ID : 0,
    .is_read_only = is_there,
  };
  g_autoptr (TgDb) db = tg_db_open (&options, error);

  return db != NULL ? compare (db, past, is_there ? both : one, error) : NULL;
}
