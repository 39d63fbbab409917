/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-db.h"
#include "tg-disk.h"
#include "tg-error.h"
#include "tg-store.h"
#include "tg-test.h"
#include "tg-workspace-fixture.h"

/* A workspace that an older version made: who opens it hears how far its upgrade is, and that there
 * is no room for it before anything is done. */

typedef struct
{
  guint  n_told;
  double last;
} Told;

static void
on_upgrading (double   done,
              gpointer data)
{
  Told *told = data;

  g_assert_cmpfloat (done, >=, told->last);
  told->n_told++;
  told->last = done;
}

static void
make_old (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, TG_STORE_FILE, NULL);
  TgDbOptions options = { .path = path, .application_id = TG_STORE_APPLICATION_ID };
  g_autoptr (GError) error = NULL;
  g_autoptr (TgDb) db = tg_db_open (&options, &error);

  g_assert_no_error (error);
  tg_db_exec (db, "ALTER TABLE agreed DROP COLUMN attempt; PRAGMA user_version = 4", &error);
  g_assert_no_error (error);
}

static TgWorkspace *
open_told (const char *folder,
           Told       *told,
           GError    **error)
{
  const TgWorkspaceWay way = {
    .folder = folder,
    .upgrading = on_upgrading,
    .upgrading_data = told,
  };
  g_autoptr (GAsyncResult) result = NULL;

  *told = (Told) { 0 };
  tg_workspace_open_by_async (&way, NULL, tg_test_keep_result, &result);
  tg_test_wait_result (&result);
  return tg_workspace_open_finish (result, error);
}

static void
test_upgrade (TgWorkspaceFixture *fixture,
              gconstpointer       data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TgWorkspace) none = NULL;
  TgDraft *draft = tg_workspace_fixture_new_draft (fixture->workspace, "fact:goods", NULL);
  Told told;

  tg_draft_set_value (draft, "g_name", "保温杯");
  tg_workspace_fixture_flush (draft);
  g_object_unref (draft);
  tg_workspace_fixture_close (fixture->workspace);
  make_old (fixture->folder);

  tg_disk_set_free (1000);
  fixture->workspace = NULL;
  none = open_told (fixture->folder, &told, &error);
  tg_disk_set_free (-1);
  g_assert_null (none);
  g_assert_error (error, TG_ERROR, TG_ERROR_NO_SPACE);
  g_assert_nonnull (strstr (error->message, "older version"));
  g_clear_error (&error);

  fixture->workspace = open_told (fixture->folder, &told, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (told.n_told, >=, 5);
  g_assert_cmpfloat (told.last, >, 0.5);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/session/upgrade/told", TgWorkspaceFixture, NULL, tg_workspace_fixture_set_up,
              test_upgrade, tg_workspace_fixture_tear_down);

  return g_test_run ();
}
