/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-workspace-fixture.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#include "tg-agency-number.h"
#include "tg-db.h"
#include "tg-doctor.h"
#include "tg-draft-host.h"
#include "tg-id.h"
#include "tg-inbox.h"
#include "tg-test.h"
#include "tg-workspace-private.h"

/* What a copy of a workspace tells an outsider. Every form and every fact is filled with marks in
 * its sensitive fields, saved, half-typed, queued and backed up, in a process of its own that logs
 * everything; then no file of the folder, nothing that it printed, no command line and no
 * environment may have a mark in it. That a plain field's mark is found shows that the search
 * works. */

#define SECRET   "QZLEAK"
#define PLAIN    "QZPLAIN"
#define FOLDER   "TG_TEST_LEAK_FOLDER"

typedef struct
{
  TgWorkspace *workspace;
  guint        n_secret;
} Filler;

static char *
make_mark (Filler *filler)
{
  return g_strdup_printf (SECRET "%05u", ++filler->n_secret);
}

static gboolean
is_text (const TgField *field)
{
  return field->kind == TG_FIELD_TEXT || field->kind == TG_FIELD_NUMBER ||
         field->kind == TG_FIELD_MULTILINE;
}

static void
fill_field (Filler        *filler,
            TgDraft       *draft,
            const TgField *field,
            const char    *path)
{
  g_autofree char *mark = NULL;

  if (!field->sensitive || !is_text (field) || (field->computed != NULL && !field->override))
    return;
  mark = make_mark (filler);
  tg_draft_set_value (draft, path, mark);
  g_assert_cmpstr (tg_draft_get_value (draft, path), ==, mark);
}

static void
fill_table (Filler        *filler,
            TgDraft       *draft,
            const TgTable *table)
{
  const char *line = tg_draft_get_n_lines (draft, table->key) > 0
    ? tg_draft_get_line_id (draft, table->key, 0) : tg_draft_add_line (draft, table->key, -1);

  for (guint i = 0; line != NULL && i < table->fields->len; i++)
    {
      const TgField *field = table->fields->pdata[i];
      g_autofree char *path = tg_path_new (table->key, line, field->key);

      fill_field (filler, draft, field, path);
    }
}

/* One plain text gets a mark that must be found. */
static void
fill_plain (TgDraft         *draft,
            const TgSection *section)
{
  for (guint i = 0; i < section->fields->len; i++)
    {
      const TgField *field = section->fields->pdata[i];

      if (field->sensitive || field->kind != TG_FIELD_TEXT || field->computed != NULL)
        continue;
      tg_draft_set_value (draft, field->key, PLAIN);
      return;
    }
}

static void
fill (Filler  *filler,
      TgDraft *draft)
{
  const TgForm *form = tg_draft_get_form (draft);

  for (guint i = 0; i < form->sections->len; i++)
    {
      const TgSection *section = form->sections->pdata[i];

      for (guint f = 0; f < section->fields->len; f++)
        fill_field (filler, draft, section->fields->pdata[f],
                    ((const TgField *) section->fields->pdata[f])->key);
      if (section->table != NULL)
        fill_table (filler, draft, section->table);
      fill_plain (draft, section);
    }
}

/* Half-typed, changed and taken back: what the journal and `editing` keep. */
static void
work_on (Filler  *filler,
         TgDraft *draft)
{
  const TgForm *form = tg_draft_get_form (draft);

  for (guint i = 0; i < form->sections->len; i++)
    {
      const TgSection *section = form->sections->pdata[i];

      for (guint f = 0; f < section->fields->len; f++)
        {
          const TgField *field = section->fields->pdata[f];
          g_autofree char *mark = NULL;

          if (!field->sensitive || !is_text (field) || field->computed != NULL)
            continue;
          mark = make_mark (filler);
          tg_draft_set_value (draft, field->key, mark);
          tg_draft_undo (draft);
          tg_draft_type_value (draft, field->key, mark);
          return;
        }
    }
}

/* As it stands, problems or not: the attempt's frozen bytes have the marks. */
static void
queue (Filler  *filler,
       TgDraft *draft)
{
  TgDraftSaver *saver = TG_DRAFT_SAVER (filler->workspace->saver);
  TgDraftSaverInterface *iface = TG_DRAFT_SAVER_GET_IFACE (saver);
  g_autoptr (TgDocument) sent = tg_draft_dup_document (draft);
  GAsyncResult *result = NULL;
  g_autoptr (GError) error = NULL;

  iface->queue_async (saver, draft, sent, NULL, tg_test_keep_result, &result);
  tg_test_wait_result (&result);
  iface->queue_finish (saver, result, &error);
  g_assert_no_error (error);
  g_object_unref (result);
}

typedef struct
{
  Filler     *filler;
  const char *filing;
  const char *number;
} Answer;

static gpointer
run_answer (TgStoreConnection  *conn,
            gpointer            data,
            GError            **error)
{
  const Answer *answer = data;
  TgWorkspace *workspace = answer->filler->workspace;
  TgInboxFollow follow = { tg_agency_number_take, workspace->catalogue };
  g_autofree char *id = tg_id_new (workspace->clock, workspace->chance);
  const TgReceiptFields fields = {
    .id = id, .filing = answer->filing, .submission = id, .revision = 1, .agency = "BANK",
    .status = TG_FILING_ACCEPTED, .status_text = "accepted", .code = "30", .message = "m",
    .number = answer->number, .at = 1,
  };
  g_autoptr (TgReceipt) receipt = tg_receipt_new (&fields);
  g_autoptr (TgEvent) event =
    tg_event_new (TG_EVENT_RECEIPT, id, "receipt", 1, answer->filing, "{}");
  gboolean is_new = FALSE;

  tg_event_set_receipt (event, receipt);
  if (tg_inbox_take_receipt (conn, event, &follow, &is_new, error))
    g_assert_true (is_new);
  return NULL;
}

/* An agency's number that goes into an open field, such as a declaration's, is no secret. */
static gboolean
gives_open_number (const TgForm *form)
{
  for (guint i = 0; i < form->sections->len; i++)
    {
      const TgSection *section = form->sections->pdata[i];

      for (guint f = 0; f < section->fields->len; f++)
        {
          const TgField *field = section->fields->pdata[f];

          if (field->given != NULL && !field->sensitive)
            return TRUE;
        }
    }
  return FALSE;
}

/* The number that an agency gives may be that of an account. */
static void
be_answered (Filler  *filler,
             TgDraft *draft)
{
  g_autofree char *mark = gives_open_number (tg_draft_get_form (draft))
    ? g_strdup (PLAIN) : make_mark (filler);
  Answer answer = { filler, tg_draft_get_id (draft), mark };
  g_autoptr (GError) error = NULL;

  tg_store_write (filler->workspace->store, run_answer, &answer, &error);
  g_assert_no_error (error);
}

static void
enter (Filler     *filler,
       const char *name)
{
  TgDraft *draft = tg_workspace_fixture_new_draft (filler->workspace, name, NULL);

  fill (filler, draft);
  tg_workspace_fixture_flush (draft);
  work_on (filler, draft);
  tg_workspace_fixture_flush (draft);
  if (!tg_draft_is_fact (draft))
    {
      queue (filler, draft);
      be_answered (filler, draft);
    }
  g_object_unref (draft);
}

static void
enter_family (Filler   *filler,
              TgFamily  family)
{
  g_autoptr (GPtrArray) forms =
    tg_catalogue_list_family (filler->workspace->catalogue, family, NULL);

  for (guint i = 0; i < forms->len; i++)
    {
      const TgForm *form = forms->pdata[i];
      g_autofree char *name = family == TG_FAMILY_FACT ? g_strconcat ("fact:", form->id, NULL)
                                                       : g_strdup (form->id);

      enter (filler, name);
    }
}

static void
back_up (TgWorkspace *workspace)
{
  GAsyncResult *result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;

  tg_workspace_backup_async (workspace, NULL, tg_test_keep_result, &result);
  tg_test_wait_result (&result);
  path = tg_workspace_backup_finish (workspace, result, &error);
  g_assert_no_error (error);
  g_object_unref (result);
}

/* Looking */

static void
look_at_file (const char *path,
              guint      *n_plain)
{
  if (tg_test_file_has (path, SECRET))
    g_error ("%s tells a sealed value", path);
  if (tg_test_file_has (path, PLAIN))
    (*n_plain)++;
}

/* Every file and folder below, and its mode. */
static void
look_through (const char *folder,
              guint      *n_plain)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      gboolean is_folder = g_file_test (path, G_FILE_TEST_IS_DIR);
      GStatBuf info;

      g_assert_cmpint (g_stat (path, &info), ==, 0);
      if ((info.st_mode & 0777) != (is_folder ? 0700 : 0600))
        g_error ("%s has mode %03o", path, info.st_mode & 0777);
      if (is_folder)
        look_through (path, n_plain);
      else
        look_at_file (path, n_plain);
    }
}

static void
run_inside (const char *folder)
{
  Filler filler = { tg_workspace_fixture_open (folder), 0 };
  guint n_plain = 0;

  enter_family (&filler, TG_FAMILY_FACT);
  for (guint family = 0; family < TG_N_FILED_FAMILIES; family++)
    enter_family (&filler, (TgFamily) family);
  g_assert_cmpuint (filler.n_secret, >, 60);
  back_up (filler.workspace);
  tg_workspace_fixture_wait (1200);      /* what was typed goes to the store within a second */
  look_through (folder, &n_plain);       /* the WAL is there while it is open */
  g_assert_cmpuint (n_plain, >, 0);
  look_at_file ("/proc/self/cmdline", &n_plain);
  look_at_file ("/proc/self/environ", &n_plain);
  tg_workspace_fixture_close (filler.workspace);
}

static void
test_copy (void)
{
  g_autofree char *made = NULL;
  g_autofree char *folder = NULL;
  guint n_plain = 0;

  if (g_test_subprocess ())
    {
      run_inside (g_getenv (FOLDER));
      return;
    }
  made = tg_test_make_folder ();
  folder = g_build_filename (made, "w", NULL);
  g_setenv (FOLDER, folder, TRUE);
  g_setenv ("G_MESSAGES_DEBUG", "all", TRUE);
  g_test_trap_subprocess (NULL, 0, 0);
  g_unsetenv ("G_MESSAGES_DEBUG");
  g_test_trap_assert_passed ();
  g_test_trap_assert_stdout_unmatched ("*" SECRET "*");
  g_test_trap_assert_stderr_unmatched ("*" SECRET "*");
  look_through (folder, &n_plain);
  g_assert_cmpuint (n_plain, >=, 2);     /* the store and its backup */
  tg_test_remove_folder (made);
}

/* What a program of version 4 of the store would have left: numbers in clear in columns, lists and
 * search, and what was written over. */
static void
make_old (const char *folder)
{
  static const char * const sql =
    "UPDATE enterprise SET code = '" SECRET "a' WHERE kind = 'seller';"
    "UPDATE filing SET official_number = '" SECRET "b', number = '" SECRET "c';"
    "UPDATE fact SET number = '" SECRET "d', summary = '" SECRET "e';"
    "INSERT INTO search (search, rowid, words) SELECT 'delete', rid, words FROM search_text;"
    "UPDATE search_text SET words = words || char (10) || '" SECRET "f';"
    "INSERT INTO search (rowid, words) SELECT rid, words FROM search_text;"
    "ALTER TABLE agreed DROP COLUMN attempt; PRAGMA user_version = 4;";
  g_autofree char *path = g_build_filename (folder, TG_STORE_FILE, NULL);
  TgDbOptions options = { .path = path, .application_id = TG_STORE_APPLICATION_ID };
  g_autoptr (GError) error = NULL;
  g_autoptr (TgDb) db = tg_db_open (&options, &error);

  g_assert_no_error (error);
  tg_db_exec (db, sql, &error);
  g_assert_no_error (error);
  g_clear_pointer (&db, tg_db_close);
  g_assert_true (tg_test_file_has (path, SECRET));
}

/* The one that is made before the store is changed is as the old store was. */
static void
remove_old_backup (const char *folder)
{
  g_autofree char *backups = g_build_filename (folder, TG_STORE_BACKUPS, NULL);
  g_autoptr (GDir) dir = g_dir_open (backups, 0, NULL);
  const char *name;
  guint n_removed = 0;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (backups, name, NULL);

      if (strstr (name, "-upgrade") == NULL)
        continue;
      g_assert_cmpint (g_unlink (path), ==, 0);
      n_removed++;
    }
  g_assert_cmpuint (n_removed, ==, 1);
}

static gboolean
doctor_finds (TgWorkspace *workspace,
              const char  *id)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = NULL;

  tg_doctor_examine_async (workspace, NULL, tg_test_keep_result, &result);
  tg_test_wait_result (&result);
  rows = tg_doctor_examine_finish (workspace, result, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < rows->len; i++)
    if (g_str_equal (tg_checkup_get_id (rows->pdata[i]), id))
      return tg_checkup_get_state (rows->pdata[i]) == TG_CHECKUP_WARNING;
  return FALSE;
}

static TgDraft *
enter_value (TgWorkspace *workspace,
             const char  *form,
             const char  *field,
             const char  *value)
{
  TgDraft *draft = tg_workspace_fixture_new_draft (workspace, form, NULL);

  tg_draft_set_value (draft, field, value);
  tg_workspace_fixture_flush (draft);
  return draft;
}

static void
test_migrated (void)
{
  g_autofree char *made = tg_test_make_folder ();
  g_autofree char *folder = g_build_filename (made, "w", NULL);
  Filler filler = { tg_workspace_fixture_open (folder), 0 };
  TgDraft *enterprise = enter_value (filler.workspace, "fact:enterprise", "uscc",
                                     "91410100MA0000015B");
  TgDraft *seller = enter_value (filler.workspace, "fact:seller", "id_no", SECRET "0");
  TgDraft *filing = enter_value (filler.workspace, "registration.export-refund", "taxpayer_id",
                                 SECRET "0");
  g_autofree char *id = g_strdup (tg_draft_get_id (seller));
  const TgEnterprise *found;
  guint n_plain = 0;

  queue (&filler, filing);
  be_answered (&filler, filing);
  g_object_unref (enterprise);
  g_object_unref (seller);
  g_object_unref (filing);
  tg_workspace_fixture_close (filler.workspace);
  make_old (folder);
  filler.workspace = tg_workspace_fixture_open (folder);
  g_assert_true (doctor_finds (filler.workspace, "old-backups"));
  g_assert_false (doctor_finds (filler.workspace, "store"));
  remove_old_backup (folder);
  g_assert_false (doctor_finds (filler.workspace, "old-backups"));
  look_through (folder, &n_plain);
  found = tg_workspace_find_enterprise (filler.workspace, id);
  g_assert_nonnull (found);
  g_assert_cmpstr (found->code, ==, SECRET "a");
  tg_workspace_fixture_close (filler.workspace);
  look_through (folder, &n_plain);
  tg_test_remove_folder (made);
}

/* A seller is known to the window by an identity number, and found by it. */
static void
test_seller_is_found (TgWorkspaceFixture *fixture,
                      gconstpointer       data)
{
  TgDraft *draft = tg_workspace_fixture_new_draft (fixture->workspace, "fact:seller", NULL);
  const TgEnterprise *found;
  g_autofree char *id = g_strdup (tg_draft_get_id (draft));

  tg_draft_set_value (draft, "id_no", SECRET);
  tg_workspace_fixture_flush (draft);
  g_object_unref (draft);
  tg_workspace_fixture_restart (fixture);
  found = tg_workspace_find_enterprise (fixture->workspace, id);
  g_assert_nonnull (found);
  g_assert_cmpstr (found->code, ==, SECRET);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/session/leaks/copy", test_copy);
  g_test_add_func ("/session/leaks/migrated", test_migrated);
  g_test_add ("/session/leaks/seller-is-found", TgWorkspaceFixture, NULL,
              tg_workspace_fixture_set_up, test_seller_is_found, tg_workspace_fixture_tear_down);
  return g_test_run ();
}
