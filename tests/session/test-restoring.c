/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-workspace-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

#include "tg-backup-list.h"
#include "tg-data-key.h"
#include "tg-error.h"
#include "tg-fact-row.h"
#include "tg-rescue.h"
#include "tg-restoring.h"
#include "tg-test.h"
#include "tg-workspace-backup.h"

/* A backup goes to a second, empty home and is the same workspace there; in the first home it is
 * shown before what it would change. A damaged store is looked at, and saved from. */

#define PASSPHRASE       "three short words"
#define OTHER_PASSPHRASE "three other words"

static char *
make_order (TgWorkspace *workspace,
            const char  *number)
{
  g_autoptr (TgDraft) draft = tg_workspace_fixture_new_draft (workspace, "fact:order", NULL);

  tg_draft_set_value (draft, "order_no", number);
  tg_draft_set_value (draft, "buyer", "Alice");
  tg_workspace_fixture_flush (draft);
  return g_strdup (tg_draft_get_id (draft));
}

static void
assert_order (TgWorkspace *workspace,
              const char  *id,
              const char  *number)
{
  g_autoptr (TgDraft) draft = tg_workspace_fixture_open_draft (workspace, id);

  g_assert_cmpstr (tg_draft_get_value (draft, "order_no"), ==, number);
  g_assert_cmpstr (tg_draft_get_value (draft, "buyer"), ==, "Alice");
}

static char *
export_all (TgWorkspaceFixture *fixture)
{
  g_autofree char *parent = g_path_get_dirname (fixture->folder);
  char *path = g_build_filename (parent, "all.tgbackup", NULL);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  tg_workspace_export_all_async (fixture->workspace, path, NULL, tg_test_keep_result, &result);
  tg_test_wait_result (&result);
  tg_workspace_export_all_finish (fixture->workspace, result, &error);
  g_assert_no_error (error);
  return path;
}

static TgRestoring *
prepare (const char  *folder,
         const char  *backup,
         const char  *passphrase,
         GError     **error)
{
  const TgRestoringOptions options = { folder, backup, passphrase, FALSE };
  g_autoptr (GAsyncResult) result = NULL;

  tg_restoring_prepare_async (&options, NULL, tg_test_keep_result, &result);
  tg_test_wait_result (&result);
  return tg_restoring_prepare_finish (result, error);
}

static void
apply (TgRestoring *restoring)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  tg_restoring_apply_async (restoring, NULL, tg_test_keep_result, &result);
  tg_test_wait_result (&result);
  tg_restoring_apply_finish (restoring, result, &error);
  g_assert_no_error (error);
}

static TgWorkspace *
make_workspace (const char *folder,
                const char *environment,
                const char *passphrase)
{
  const TgWorkspaceWay way = { folder, environment, passphrase };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  TgWorkspace *workspace;

  tg_workspace_open_by_async (&way, NULL, tg_test_keep_result, &result);
  tg_test_wait_result (&result);
  workspace = tg_workspace_open_finish (result, &error);
  g_assert_no_error (error);
  return workspace;
}

static TgWorkspace *
open_production (const char *folder,
                 const char *passphrase)
{
  return make_workspace (folder, "production", passphrase);
}

static TgWorkspace *
try_open (const char  *folder,
          const char  *passphrase,
          gboolean     is_read_only,
          GError     **error)
{
  const TgWorkspaceWay way = { folder, NULL, passphrase, is_read_only };
  g_autoptr (GAsyncResult) result = NULL;

  tg_workspace_open_by_async (&way, NULL, tg_test_keep_result, &result);
  tg_test_wait_result (&result);
  return tg_workspace_open_finish (result, error);
}

static void
assert_locked (const char *folder)
{
  g_autofree char *open = g_build_filename (folder, "data.key", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_false (g_file_test (open, G_FILE_TEST_EXISTS));
  g_assert_null (try_open (folder, NULL, FALSE, &error));
  g_assert_error (error, TG_ERROR, TG_ERROR_LOCKED);
}

/* ---- elsewhere ---- */

static void
test_second_home (TgWorkspaceFixture *fixture,
                  gconstpointer       data)
{
  g_autofree char *id = make_order (fixture->workspace, "A-1");
  g_autofree char *path = export_all (fixture);
  g_autofree char *parent = g_path_get_dirname (fixture->folder);
  g_autofree char *home = g_build_filename (parent, "second", "w", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (TgRestoring) restoring = prepare (home, path, NULL, &error);
  TgWorkspace *second;

  g_assert_no_error (error);
  g_assert_false (tg_restoring_replaces (restoring));
  g_assert_true (tg_restore_preview_is_harmless (tg_restoring_get_preview (restoring)));
  apply (restoring);
  second = tg_workspace_fixture_open (home);
  assert_order (second, id, "A-1");
  tg_workspace_fixture_close (second);
}

static void
set_passphrase (TgWorkspace *workspace,
                const char  *passphrase)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  tg_workspace_set_passphrase_async (workspace, passphrase, NULL, tg_test_keep_result, &result);
  tg_test_wait_result (&result);
  tg_workspace_set_passphrase_finish (workspace, result, &error);
  g_assert_no_error (error);
}

static void
make_key_file (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "data.key", NULL);
  g_autoptr (TgSecretBox) box = tg_secret_box_new_file (path);
  g_autoptr (GError) error = NULL;
  g_autoptr (TgDataKey) key = NULL;

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  key = tg_data_key_open (box, TRUE, NULL, &error);
  g_assert_no_error (error);
}

/* A workspace that files for real never gives its key away: without a passphrase the backup is of
 * no use elsewhere, with one it is. The key of this one is in a file, since tests have no
 * keyring. */
static void
test_passphrase (TgWorkspaceFixture *fixture,
                 gconstpointer       data)
{
  g_autofree char *parent = g_path_get_dirname (fixture->folder);
  g_autofree char *real = g_build_filename (parent, "real", NULL);
  g_autofree char *home = g_build_filename (parent, "second", NULL);
  TgWorkspaceFixture first = { .folder = real };
  g_autofree char *id = NULL;
  g_autofree char *path = NULL;
  g_autoptr (TgRestoring) restoring = NULL;
  g_autoptr (GError) error = NULL;

  make_key_file (real);
  first.workspace = open_production (real, NULL);
  id = make_order (first.workspace, "A-1");
  path = export_all (&first);
  g_assert_null (prepare (home, path, PASSPHRASE, &error));
  g_assert_error (error, TG_ERROR, TG_ERROR_AUTH);
  g_clear_error (&error);

  set_passphrase (first.workspace, PASSPHRASE);
  g_clear_pointer (&path, g_free);
  path = export_all (&first);
  tg_workspace_fixture_close (first.workspace);
  g_assert_null (prepare (home, path, NULL, &error));
  g_assert_error (error, TG_ERROR, TG_ERROR_AUTH);
  g_clear_error (&error);
  g_assert_null (prepare (home, path, "another passphrase", &error));
  g_assert_error (error, TG_ERROR, TG_ERROR_AUTH);
  g_clear_error (&error);
  restoring = prepare (home, path, PASSPHRASE, &error);
  g_assert_no_error (error);
  apply (restoring);
  /* There it stays under the passphrase. */
  assert_locked (home);
  first.workspace = open_production (home, PASSPHRASE);
  assert_order (first.workspace, id, "A-1");
  tg_workspace_fixture_close (first.workspace);
}

static void
restore (const char *folder,
         const char *path,
         const char *passphrase)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TgRestoring) restoring = prepare (folder, path, NULL, &error);

  g_assert_null (restoring);
  g_assert_error (error, TG_ERROR, TG_ERROR_AUTH);
  g_clear_error (&error);
  restoring = prepare (folder, path, passphrase, &error);
  g_assert_no_error (error);
  apply (restoring);
  assert_locked (folder);
}

/* Its backups open with the passphrase of the workspace, here and elsewhere, without that anything
 * was set; and with another one if that was set. */
static void
test_locked (TgWorkspaceFixture *fixture,
             gconstpointer       data)
{
  g_autofree char *parent = g_path_get_dirname (fixture->folder);
  g_autofree char *real = g_build_filename (parent, "real", NULL);
  g_autofree char *home = g_build_filename (parent, "second", NULL);
  TgWorkspaceFixture first = { .folder = real };
  g_autofree char *id = NULL;
  g_autofree char *path = NULL;

  first.workspace = open_production (real, PASSPHRASE);
  assert_locked (real);
  id = make_order (first.workspace, "A-1");
  path = export_all (&first);
  restore (home, path, PASSPHRASE);
  tg_workspace_fixture_close (first.workspace);
  first.workspace = open_production (home, PASSPHRASE);
  assert_order (first.workspace, id, "A-1");
  tg_workspace_fixture_close (first.workspace);

  restore (real, path, PASSPHRASE);
  first.workspace = open_production (real, PASSPHRASE);
  assert_order (first.workspace, id, "A-1");
  set_passphrase (first.workspace, OTHER_PASSPHRASE);
  g_clear_pointer (&path, g_free);
  path = export_all (&first);
  tg_workspace_fixture_close (first.workspace);
  restore (real, path, OTHER_PASSPHRASE);
  first.workspace = open_production (real, OTHER_PASSPHRASE);
  assert_order (first.workspace, id, "A-1");
  tg_workspace_fixture_close (first.workspace);
}

static void
test_short_passphrase (TgWorkspaceFixture *fixture,
                       gconstpointer       data)
{
  g_autofree char *parent = g_path_get_dirname (fixture->folder);
  g_autofree char *real = g_build_filename (parent, "real", NULL);
  const TgWorkspaceWay way = { real, "production", "x y z" };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  tg_workspace_open_by_async (&way, NULL, tg_test_keep_result, &result);
  tg_test_wait_result (&result);
  g_assert_null (tg_workspace_open_finish (result, &error));
  g_assert_error (error, TG_ERROR, TG_ERROR_INVALID);
}

/* ---- here ---- */

static guint
count_backups (const char     *folder,
               TgBackupReason  reason)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) backups = NULL;
  guint count = 0;

  tg_backup_list_load_async (folder, NULL, tg_test_keep_result, &result);
  tg_test_wait_result (&result);
  backups = tg_backup_list_load_finish (result, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < g_list_model_get_n_items (backups); i++)
    {
      g_autoptr (TgBackup) backup = g_list_model_get_item (backups, i);

      g_assert_cmpint (tg_backup_get_fields (backup)->verdict, ==, TG_BACKUP_GOOD);
      count += tg_backup_get_fields (backup)->reason == reason;
    }
  return count;
}

static void
test_back_in_time (TgWorkspaceFixture *fixture,
                   gconstpointer       data)
{
  g_autofree char *kept = make_order (fixture->workspace, "A-1");
  g_autofree char *path = export_all (fixture);
  g_autofree char *lost = make_order (fixture->workspace, "A-2");
  g_autoptr (TgDraft) draft = tg_workspace_fixture_open_draft (fixture->workspace, kept);
  g_autoptr (TgRestoring) restoring = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) lines = NULL;

  tg_draft_set_value (draft, "order_no", "A-1b");
  tg_workspace_fixture_flush (draft);
  g_clear_object (&draft);
  restoring = prepare (fixture->folder, path, NULL, &error);
  g_assert_no_error (error);
  lines = tg_restoring_describe (restoring);
  g_assert_nonnull (strstr (lines[0], "1 fact: A-2"));
  g_assert_nonnull (strstr (lines[1], "1 fact: A-1b"));
  assert_order (fixture->workspace, lost, "A-2");

  tg_workspace_fixture_close (g_steal_pointer (&fixture->workspace));
  apply (restoring);
  g_assert_cmpuint (count_backups (fixture->folder, TG_BACKUP_RESTORE), ==, 1);
  fixture->workspace = tg_workspace_fixture_open (fixture->folder);
  assert_order (fixture->workspace, kept, "A-1");
}

static gboolean
has_folder (const char *folder,
            const char *beginning)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_prefix (name, beginning))
      return TRUE;
  return FALSE;
}

/* Turning back changes nothing and leaves nothing behind. */
static void
test_turned_back (TgWorkspaceFixture *fixture,
                  gconstpointer       data)
{
  g_autofree char *id = make_order (fixture->workspace, "A-1");
  g_autofree char *path = export_all (fixture);
  g_autoptr (GError) error = NULL;
  TgRestoring *restoring = prepare (fixture->folder, path, NULL, &error);

  g_assert_no_error (error);
  g_assert_true (has_folder (fixture->folder, "restoring"));
  g_object_unref (restoring);
  /* The pool lets go of it in its own time. */
  for (guint i = 0; i < 100 && has_folder (fixture->folder, "restoring"); i++)
    tg_workspace_fixture_wait (20);
  g_assert_false (has_folder (fixture->folder, "restoring"));
  assert_order (fixture->workspace, id, "A-1");
}

/* ---- damage ---- */

/* Pages near the end; the beginning, with the schema, stays: without it only a backup helps. */
static void
damage (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "store.db", NULL);
  g_autofree char *mark = g_build_filename (folder, "open", NULL);
  g_autofree char *contents = NULL;
  gsize length = 0;

  g_assert_true (g_file_get_contents (path, &contents, &length, NULL));
  memset (contents + (length * 3 / 4 / 8192) * 8192, 0x5a, 8 * 8192);
  g_assert_true (g_file_set_contents (path, contents, (gssize) length, NULL));
  tg_test_write_file (mark, "");
}

static TgSalvageReport *
rescue (const char *folder,
        const char *passphrase)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  TgSalvageReport *report;

  tg_rescue_async (folder, passphrase, NULL, tg_test_keep_result, &result);
  tg_test_wait_result (&result);
  report = tg_rescue_finish (result, &error);
  g_assert_no_error (error);
  return report;
}

static void
test_damaged (TgWorkspaceFixture *fixture,
              gconstpointer       data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TgWorkspace) looked_at = NULL;
  g_autoptr (TgSalvageReport) report = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (TgBackup) good = NULL;
  g_auto (GStrv) lines = NULL;

  tg_workspace_fixture_load_sample (fixture->workspace);
  for (guint i = 0; i < 40; i++)
    {
      g_autofree char *number = g_strdup_printf ("D-%u", i);

      g_free (make_order (fixture->workspace, number));
    }
  tg_workspace_fixture_close (g_steal_pointer (&fixture->workspace));
  damage (fixture->folder);
  g_assert_null (try_open (fixture->folder, NULL, FALSE, &error));
  g_assert_error (error, TG_ERROR, TG_ERROR_CORRUPT);
  g_clear_error (&error);

  looked_at = try_open (fixture->folder, NULL, TRUE, &error);
  g_assert_no_error (error);
  g_assert_true (tg_workspace_is_read_only (looked_at));
  tg_workspace_fixture_close (g_steal_pointer (&looked_at));

  tg_backup_list_find_async (fixture->folder, NULL, tg_test_keep_result, &result);
  tg_test_wait_result (&result);
  good = tg_backup_list_find_finish (result, &error);
  g_assert_no_error (error);
  g_assert_nonnull (good);
  g_assert_cmpint (tg_backup_get_fields (good)->n_filings, ==, 8);

  report = rescue (fixture->folder, NULL);
  lines = tg_rescue_describe (report);
  for (guint i = 0; lines[i] != NULL; i++)
    g_test_message ("%s", lines[i]);
  g_assert_true (has_folder (fixture->folder, "replaced-"));
  fixture->workspace = tg_workspace_fixture_open (fixture->folder);
  g_assert_cmpint (tg_workspace_get_count (fixture->workspace, "", ""), ==,
                   tg_salvage_report_find (report, "filing")->n_saved);
}

/* Looking at it and saving from it need its passphrase as well. */
static void
test_damaged_locked (TgWorkspaceFixture *fixture,
                     gconstpointer       data)
{
  g_autofree char *parent = g_path_get_dirname (fixture->folder);
  g_autofree char *folder = g_build_filename (parent, "locked", NULL);
  g_autoptr (TgWorkspace) workspace = make_workspace (folder, "practice", PASSPHRASE);
  g_autoptr (TgSalvageReport) report = NULL;
  g_autoptr (GError) error = NULL;

  tg_workspace_fixture_load_sample (workspace);
  for (guint i = 0; i < 40; i++)
    {
      g_autofree char *number = g_strdup_printf ("D-%u", i);

      g_free (make_order (workspace, number));
    }
  tg_workspace_fixture_close (g_steal_pointer (&workspace));
  damage (folder);
  g_assert_null (try_open (folder, NULL, TRUE, &error));
  g_assert_error (error, TG_ERROR, TG_ERROR_LOCKED);
  g_clear_error (&error);
  workspace = try_open (folder, PASSPHRASE, TRUE, &error);
  g_assert_no_error (error);
  tg_workspace_fixture_close (g_steal_pointer (&workspace));
  g_assert_true (tg_rescue_needs_passphrase (folder));
  report = rescue (folder, PASSPHRASE);
  workspace = try_open (folder, PASSPHRASE, FALSE, &error);
  g_assert_no_error (error);
  tg_workspace_fixture_close (g_steal_pointer (&workspace));
}

#define ADD(path, function) \
  g_test_add ("/session/restoring/" path, TgWorkspaceFixture, NULL, tg_workspace_fixture_set_up, \
              function, tg_workspace_fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  /* Passphrases take seconds by design, and more where the computer has other work. */
  g_setenv ("TG_TEST_SLOWNESS", "6", FALSE);
  g_test_init (&argc, &argv, NULL);
  ADD ("second-home", test_second_home);
  ADD ("passphrase", test_passphrase);
  ADD ("locked", test_locked);
  ADD ("short-passphrase", test_short_passphrase);
  ADD ("back-in-time", test_back_in_time);
  ADD ("turned-back", test_turned_back);
  ADD ("damaged", test_damaged);
  ADD ("damaged-locked", test_damaged_locked);
  return g_test_run ();
}
