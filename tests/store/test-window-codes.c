/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-window-codes.h"

#include "tg-code-import.h"
#include "tg-code-overlay.h"
#include "tg-code-table.h"
#include "tg-error.h"
#include "tg-test.h"

/* A program with one small table, and what a window says of it. */

#define OLD_1 "{\"code\":\"1\",\"name_en\":\"\",\"name_zh\":\"甲\",\"valid_from\":\"2020-01-01\"," \
  "\"valid_to\":\"\"}"
#define ENDED_1 "{\"code\":\"1\",\"name_en\":\"\",\"name_zh\":\"甲\"," \
  "\"valid_from\":\"2020-01-01\",\"valid_to\":\"2026-10-31\"}"
#define OLD_2 "{\"code\":\"2\",\"group\":\"b\",\"name_en\":\"two\",\"name_zh\":\"乙\"," \
  "\"valid_from\":\"2020-01-01\",\"valid_to\":\"\"}"
#define NEW_3 "{\"code\":\"3\",\"n\":3,\"name_zh\":\"丙\",\"valid_from\":\"2026-11-01\"}"

typedef struct
{
  char          *folder;
  char          *base;
  char          *path;
  TgWindowCodes  codes;
} Fixture;

static TgDatedCode *
make_code (const char *code,
           const char *zh,
           const char *en,
           const char *group)
{
  GHashTable *extra = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  if (group != NULL)
    g_hash_table_insert (extra, g_strdup ("group"), g_strdup (group));
  return tg_dated_code_new (tg_code_row_new (code, zh, en, extra), "2020-01-01", "");
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr (GPtrArray) rows =
    g_ptr_array_new_with_free_func ((GDestroyNotify) tg_dated_code_free);
  const TgCodeImport import = { .table = "units", .title_zh = "单位", .title_en = "Units",
                                .version = "2026-01", .source = "test", .rows = rows };
  guint n_new, n_changed;
  g_autoptr (GError) error = NULL;

  fixture->folder = tg_test_make_folder ();
  fixture->base = g_build_filename (fixture->folder, "base.db", NULL);
  fixture->path = g_build_filename (fixture->folder, TG_WINDOW_CODES_FILE, NULL);
  g_ptr_array_add (rows, make_code ("1", "甲", "", NULL));
  g_ptr_array_add (rows, make_code ("2", "乙", "two", "b"));
  tg_code_import_run (&import, fixture->base, &n_new, &n_changed, &error);
  g_assert_no_error (error);
  fixture->codes = (TgWindowCodes) { fixture->path, fixture->base, "key", NULL };
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  tg_test_remove_folder (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->base);
  g_free (fixture->path);
}

/* Of rows in their order. */
static TgCodeMark *
make_mark (const char         *version,
           const char * const *rows)
{
  g_autofree char *joined = g_strjoinv ("\n", (char **) rows);
  g_autofree char *text = g_strconcat (joined, "\n", NULL);
  g_autofree char *sha256 = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);

  return tg_code_mark_new ("units", version, sha256);
}

static GPtrArray *
compare (Fixture           *fixture,
         const TgCodeMark  *mark,
         GError           **error)
{
  g_autoptr (GPtrArray) marks = g_ptr_array_new ();

  g_ptr_array_add (marks, (gpointer) mark);
  return tg_window_codes_compare (&fixture->codes, marks, error);
}

/* What is to be fetched of the only table: from which version, "" for the whole, NULL for
 * nothing. */
static char *
find_want (Fixture          *fixture,
           const TgCodeMark *mark)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) wants = compare (fixture, mark, &error);
  const TgCodeWant *want;

  g_assert_no_error (error);
  if (wants->len == 0)
    return NULL;
  want = wants->pdata[0];
  g_assert_cmpstr (want->mark->version, ==, mark->version);
  return g_strdup (want->from != NULL ? want->from : "");
}

static void
add_change (TgCodeDelta *delta,
            const char  *code,
            const char  *from,
            const char  *row)
{
  TgCodeChange *change = g_new0 (TgCodeChange, 1);

  change->code = g_strdup (code);
  change->valid_from = g_strdup (from);
  change->row = g_strdup (row);
  g_ptr_array_add (delta->changes, change);
}

static TgCodeDelta *
make_delta (const TgCodeMark *mark,
            const char       *from)
{
  TgCodeDelta *delta = g_new0 (TgCodeDelta, 1);

  delta->table = g_strdup (mark->table);
  delta->version = g_strdup (mark->version);
  delta->sha256 = g_strdup (mark->sha256);
  delta->from = g_strdup (from);
  delta->changes = g_ptr_array_new_with_free_func ((GDestroyNotify) tg_code_change_free);
  return delta;
}

static int
apply (Fixture           *fixture,
       const TgCodeMark  *mark,
       const TgCodeDelta *delta)
{
  g_autoptr (GError) error = NULL;

  if (tg_window_codes_apply (&fixture->codes, mark, delta, &error))
    return -1;
  g_assert_cmpuint (error->domain, ==, TG_ERROR);
  return error->code;
}

/* The name that a code has on a day; NULL: none. */
static char *
look_up (Fixture    *fixture,
         const char *code,
         const char *day)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = tg_code_overlay_find (fixture->path, fixture->base, &error);
  g_autoptr (TgCodeTable) tables = NULL;
  g_autoptr (TgCodeRow) row = NULL;

  g_assert_no_error (error);
  tables = tg_code_table_open (path, &error);
  g_assert_no_error (error);
  row = tg_code_lookup_find (TG_CODE_LOOKUP (tables), "units", code, day);
  return row != NULL ? g_strdup (tg_code_row_get_column (row, "name_zh")) : NULL;
}

/* The second version by a delta from what came with the program. */
static TgCodeMark *
apply_second (Fixture *fixture)
{
  TgCodeMark *mark = make_mark ("2026-02", (const char *[]) { ENDED_1, OLD_2, NEW_3, NULL });
  g_autofree char *from = find_want (fixture, mark);
  g_autoptr (TgCodeDelta) delta = make_delta (mark, from);

  g_assert_cmpstr (from, ==, "2026-01");
  add_change (delta, "1", "2020-01-01", ENDED_1);
  add_change (delta, "3", "2026-11-01", NEW_3);
  g_assert_cmpint (apply (fixture, mark, delta), ==, -1);
  return mark;
}

static void
test_same (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (TgCodeMark) mark = make_mark ("7", (const char *[]) { OLD_1, OLD_2, NULL });
  g_autofree char *want = find_want (fixture, mark);
  g_autoptr (GPtrArray) listed = tg_window_codes_list (fixture->path, NULL);
  g_autofree char *read = tg_code_overlay_find (fixture->path, fixture->base, NULL);

  g_assert_null (want);
  g_assert_cmpuint (listed->len, ==, 0);
  g_assert_cmpstr (read, ==, fixture->base);
}

static void
test_delta (Fixture       *fixture,
            gconstpointer  data)
{
  g_autofree char *before = look_up (fixture, "1", "2026-11-26");
  g_autoptr (TgCodeMark) mark = apply_second (fixture);
  g_autofree char *want = find_want (fixture, mark);
  g_autofree char *ended = look_up (fixture, "1", "2026-11-26");
  g_autofree char *then = look_up (fixture, "1", "2026-10-31");
  g_autofree char *kept = look_up (fixture, "2", "2026-11-26");
  g_autofree char *fresh = look_up (fixture, "3", "2026-11-26");

  g_assert_cmpstr (before, ==, "甲");
  g_assert_null (want);
  g_assert_null (ended);
  g_assert_cmpstr (then, ==, "甲");
  g_assert_cmpstr (kept, ==, "乙");
  g_assert_cmpstr (fresh, ==, "丙");
}

/* From a version of the window's own; a row goes. */
static void
test_delta_again (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autoptr (TgCodeMark) second = apply_second (fixture);
  g_autoptr (TgCodeMark) third = make_mark ("2026-10", (const char *[]) { OLD_2, NEW_3, NULL });
  g_autofree char *from = find_want (fixture, third);
  g_autoptr (TgCodeDelta) delta = make_delta (third, from);
  g_autofree char *gone = NULL;

  g_assert_cmpstr (from, ==, "2026-02");
  add_change (delta, "1", "2020-01-01", NULL);
  g_assert_cmpint (apply (fixture, third, delta), ==, -1);
  gone = look_up (fixture, "1", "2020-05-01");
  g_assert_null (gone);
}

static void
test_whole (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr (TgCodeMark) second = apply_second (fixture);
  g_autoptr (TgCodeMark) third = make_mark ("2026-03", (const char *[]) { NEW_3, NULL });
  g_autoptr (TgCodeDelta) whole = make_delta (third, NULL);
  g_autofree char *gone = NULL;

  add_change (whole, "3", "2026-11-01", NEW_3);
  g_assert_cmpint (apply (fixture, third, whole), ==, -1);
  gone = look_up (fixture, "2", "2026-11-26");
  g_assert_null (gone);
}

/* Wrong rows, another version, another table: all is as it was. */
static void
test_refused (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (TgCodeMark) second = apply_second (fixture);
  g_autoptr (TgCodeMark) third = make_mark ("2026-03", (const char *[]) { OLD_2, NULL });
  g_autoptr (TgCodeDelta) delta = make_delta (third, "2026-02");
  g_autofree char *kept = NULL;

  add_change (delta, "1", "2020-01-01", NULL);
  g_assert_cmpint (apply (fixture, third, delta), ==, TG_ERROR_CONFLICT);
  g_assert_cmpint (apply (fixture, second, delta), ==, TG_ERROR_BUSY);
  g_free (delta->table);
  delta->table = g_strdup ("others");
  g_assert_cmpint (apply (fixture, third, delta), ==, TG_ERROR_INVALID);
  kept = look_up (fixture, "1", "2026-10-31");
  g_assert_cmpstr (kept, ==, "甲");
}

static void
assert_refused (Fixture          *fixture,
                const TgCodeMark *mark,
                const char       *place)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) wants = compare (fixture, mark, &error);

  g_assert_null (wants);
  g_assert_error (error, TG_ERROR, TG_ERROR_REFUSED);
  g_assert_true (g_str_has_prefix (error->message, place));
}

/* A list from before, or one that says another thing of the same version. */
static void
test_older (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr (TgCodeMark) second = apply_second (fixture);
  g_autoptr (TgCodeMark) older = make_mark ("2026-01", (const char *[]) { OLD_1, OLD_2, NULL });
  g_autoptr (TgCodeMark) other = make_mark ("2026-02", (const char *[]) { OLD_2, NULL });
  g_autoptr (TgCodeMark) newer = make_mark ("2026-2.1", (const char *[]) { OLD_2, NULL });
  g_autofree char *from = NULL;

  assert_refused (fixture, older, "/tables/0/version: ");
  assert_refused (fixture, other, "/tables/0/sha256: ");
  from = find_want (fixture, newer);
  g_assert_cmpstr (from, ==, "2026-02");
}

/* What another window signed does not count; nor the tag of its list. */
static void
test_key (Fixture       *fixture,
          gconstpointer  data)
{
  g_autoptr (TgCodeMark) second = apply_second (fixture);
  g_autoptr (GError) error = NULL;
  g_autofree char *tag = NULL;
  g_autofree char *gone = NULL;
  g_autofree char *from = NULL;
  g_autoptr (TgCodeMark) older = make_mark ("2025-12", (const char *[]) { OLD_1, NULL });

  tg_window_codes_keep_tag (&fixture->codes, "\"a\"", &error);
  g_assert_no_error (error);
  tag = tg_window_codes_dup_tag (&fixture->codes, &error);
  g_assert_cmpstr (tag, ==, "\"a\"");
  fixture->codes.key = "another";
  gone = tg_window_codes_dup_tag (&fixture->codes, &error);
  g_assert_cmpstr (gone, ==, "");
  from = find_want (fixture, older);
  g_assert_cmpstr (from, ==, "2026-01");
}

/* The list is looked at again once the program's own tables are others; what is the window's
 * stays. */
static void
test_program (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (TgCodeMark) second = apply_second (fixture);
  g_autoptr (GPtrArray) rows =
    g_ptr_array_new_with_free_func ((GDestroyNotify) tg_dated_code_free);
  const TgCodeImport import = { .table = "colours", .title_zh = "颜色", .title_en = "Colours",
                                .version = "2026-05", .source = "test", .rows = rows };
  guint n_new, n_changed;
  g_autofree char *tag = NULL;
  g_autofree char *fresh = NULL;

  tg_window_codes_keep_tag (&fixture->codes, "\"a\"", NULL);
  for (guint i = 0; i < 3000; i++)
    {
      g_autofree char *code = g_strdup_printf ("%u", i);

      g_ptr_array_add (rows, make_code (code, "红", "red", NULL));
    }
  tg_code_import_run (&import, fixture->base, &n_new, &n_changed, NULL);
  tag = tg_window_codes_dup_tag (&fixture->codes, NULL);
  g_assert_cmpstr (tag, ==, "");
  fresh = look_up (fixture, "3", "2026-11-26");
  g_assert_cmpstr (fresh, ==, "丙");
}

static void
test_versions (void)
{
  g_assert_cmpint (tg_code_delta_compare_versions ("2026-01", "2026-01"), ==, 0);
  g_assert_cmpint (tg_code_delta_compare_versions ("2026-01", "2026-01.2"), <, 0);
  g_assert_cmpint (tg_code_delta_compare_versions ("2026-01.10", "2026-01.9"), >, 0);
  g_assert_cmpint (tg_code_delta_compare_versions ("2026-02", "2026-01.9"), >, 0);
  g_assert_cmpint (tg_code_delta_compare_versions ("99999999999999999999",
                                                   "100000000000000000000"), <, 0);
  g_assert_cmpint (tg_code_delta_compare_versions ("a", "b"), <, 0);
}

static void
add (const char *path,
     void      (*test)(Fixture       *fixture,
                       gconstpointer  data))
{
  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("/store/window-codes/same", test_same);
  add ("/store/window-codes/delta", test_delta);
  add ("/store/window-codes/delta-again", test_delta_again);
  add ("/store/window-codes/whole", test_whole);
  add ("/store/window-codes/refused", test_refused);
  add ("/store/window-codes/older", test_older);
  add ("/store/window-codes/key", test_key);
  add ("/store/window-codes/program", test_program);
  g_test_add_func ("/store/window-codes/versions", test_versions);
  return g_test_run ();
}
