/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-filing-table.h"
#include "tg-practice-resources.h"
#include "tg-submission-table.h"
#include "tg-task-table.h"
#include "tg-test.h"

/* A practice window's database of an earlier version is opened by this one, with everything that
 * was in it. */

#define SCHEMA_PATH "/io/github/tongguan/practice/schema/"
#define APPLICATION_ID 0x54475057

/* One filing that was sent, with an amendment and a task; one of the sample, which had no item. */
static const char old_rows[] =
  "INSERT INTO account (id, salt, hash) VALUES ('a', '', '');"
  "INSERT INTO submission (seq, account, id, filing, digest, item, received, revision, at) VALUES"
  " (1, 'a', 's1', 'f1', 'd1', CAST ('{\"document\":{\"name\":\"old\"}}' AS BLOB), 1, 1, 5),"
  " (4, 'a', 's2', 'f1', 'd2', CAST ('{\"document\":{\"name\":\"new\"}}' AS BLOB), 1, 2, 6),"
  " (7, 'a', 's3', 'f2', 'd3', x'', 1, 1, 7);"
  "INSERT INTO filing (seq, account, id, form, form_version, enterprise, revision, action,"
  " submission, status, document, match_key, number, own_number) VALUES"
  " (3, 'a', 'f1', 'customs.order', 1, 'e', 2, 'amend', 4, 'stored', '{\"name\":\"new\"}', 'm', '',"
  " 'own'), (9, 'a', 'f2', 'customs.order', 1, 'e', 1, 'file', 7, 'accepted',"
  " '{\"name\":\"样品\"}', '', 'n', '');"
  "INSERT INTO task (seq, due, submission, act) VALUES (5, 100, 4, '{\"type\":\"receipt\"}');";

typedef struct
{
  char     *folder;
  char     *path;
  TgClock  *clock;
  TgChance *chance;
  TgBook   *book;
} Fixture;

/* As version 3 of the schema left it. */
static void
make_old (const char *path)
{
  TgDbOptions options = { .path = path, .application_id = APPLICATION_ID };
  const char *names[] = { SCHEMA_PATH "001.sql", SCHEMA_PATH "002.sql", SCHEMA_PATH "003.sql" };
  const char *scripts[G_N_ELEMENTS (names) + 1] = { NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (TgDb) db = tg_db_open (&options, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GBytes) script = g_resource_lookup_data (tg_practice_get_resource (), names[i],
                                                          G_RESOURCE_LOOKUP_FLAGS_NONE, &error);

      g_assert_no_error (error);
      scripts[i] = g_bytes_get_data (script, NULL);
    }
  g_assert_true (tg_db_migrate (db, scripts, NULL, &error));
  g_assert_true (tg_db_exec (db, old_rows, &error));
  g_assert_no_error (error);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = tg_test_make_folder ();
  fixture->path = g_build_filename (fixture->folder, "practice.db", NULL);
  fixture->clock = tg_system_clock_new ();
  fixture->chance = tg_chance_new_seeded (1);
  make_old (fixture->path);
  fixture->book = tg_book_open (fixture->path, fixture->clock, fixture->chance, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  tg_book_close (fixture->book);
  tg_chance_unref (fixture->chance);
  g_object_unref (fixture->clock);
  tg_test_remove_folder (fixture->folder);
  g_free (fixture->path);
  g_free (fixture->folder);
}

static void
test_documents (Fixture       *fixture,
                gconstpointer  data)
{
  static const char * const names[][2] = { { "f1", "new" }, { "f2", "样品" } };
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (TgFiling) filing = NULL;

      g_assert_true (tg_filing_table_find (fixture->book, "a", names[i][0], &filing, &error));
      g_assert_no_error (error);
      g_assert_cmpstr (tg_document_get (filing->document, "name"), ==, names[i][1]);
    }
}

/* What else there was of it, found by its last submission; an older one leads nowhere. */
static void
test_rest (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TgFiling) filing = NULL;
  g_autoptr (TgFiling) former = NULL;
  g_autoptr (GPtrArray) numbered = tg_filing_table_list_numbered (fixture->book, "a",
                                                                  "customs.order", "n", &error);
  g_autoptr (GPtrArray) sent = tg_submission_table_list (fixture->book, "a", "f1", &error);

  g_assert_true (tg_filing_table_find_submission (fixture->book, 4, &filing, &error));
  g_assert_true (tg_filing_table_find_submission (fixture->book, 1, &former, &error));
  g_assert_no_error (error);
  g_assert_null (former);
  g_assert_cmpint (filing->seq, ==, 3);
  g_assert_cmpint (filing->revision, ==, 2);
  g_assert_cmpint (filing->action, ==, TG_ACTION_AMEND);
  g_assert_cmpint (filing->state, ==, TG_FILING_STORED);
  g_assert_cmpstr (filing->match_key, ==, "m");
  g_assert_cmpstr (filing->own_number, ==, "own");
  g_assert_cmpuint (numbered->len, ==, 1);
  g_assert_cmpuint (sent->len, ==, 2);
  g_assert_cmpint (tg_task_table_get_next (fixture->book, &error), ==, 100);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/practice/old-book/documents", Fixture, NULL, set_up, test_documents, tear_down);
  g_test_add ("/practice/old-book/rest", Fixture, NULL, set_up, test_rest, tear_down);
  return g_test_run ();
}
