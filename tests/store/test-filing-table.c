/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-error.h"
#include "tg-filing-table.h"
#include "tg-store-fixture.h"

static const struct
{
  const char *id;
  const char *number;
  const char *name;
  const char *amount;
} filings[] = {
  { "f1", "CX-3", "保温杯", "9" },
  { "f2", "CX-1", "锂离子蓄电池", "1280.50" },
  { "f3", "CX-2", "保温袋", "100" },
};

typedef struct
{
  TgFilingFilter filter;
  TgFilingSort   sort;
  gboolean       descending;
} Query;

static gpointer
list_job (TgStoreConnection  *conn,
          gpointer            data,
          GError            **error)
{
  Query *query = data;
  g_autoptr (GArray) rids =
    tg_filing_table_list_ids (conn, &query->filter, query->sort, query->descending, error);

  if (rids == NULL)
    return NULL;
  return tg_filing_table_load_rows (conn, (const gint64 *) rids->data, rids->len, error);
}

static void
assert_list (TgStoreFixture *fixture,
             Query           query,
             const char     *expected)
{
  g_autoptr (GPtrArray) rows = tg_store_fixture_read (fixture, list_job, &query);
  g_autoptr (GString) ids = g_string_new (NULL);

  for (guint i = 0; i < rows->len; i++)
    g_string_append_printf (ids, "%s%s", i > 0 ? " " : "",
                            tg_stored_row_get_id (g_ptr_array_index (rows, i)));
  g_assert_cmpstr (ids->str, ==, expected);
}

static void
save_all (TgStoreFixture *fixture)
{
  for (guint i = 0; i < G_N_ELEMENTS (filings); i++)
    {
      g_autoptr (TgDocument) document =
        tg_store_fixture_document (filings[i].number, filings[i].name, filings[i].amount);

      tg_test_clock_advance (fixture->clock, G_USEC_PER_SEC);
      tg_store_fixture_save (fixture, filings[i].id, 0, document);
    }
}

static void
test_order (TgStoreFixture *fixture,
            gconstpointer   data)
{
  const char *family = "declaration";

  save_all (fixture);
  assert_list (fixture, (Query) { .sort = TG_FILING_SORT_UPDATED, .descending = TRUE }, "f3 f2 f1");
  assert_list (fixture, (Query) { { .limit = 1 }, TG_FILING_SORT_UPDATED, TRUE }, "f3");
  assert_list (fixture, (Query) { { .family = family }, TG_FILING_SORT_NUMBER, FALSE }, "f2 f3 f1");
  /* As numbers, not as text. */
  assert_list (fixture, (Query) { { .family = family }, TG_FILING_SORT_AMOUNT, FALSE }, "f1 f3 f2");
  assert_list (fixture, (Query) { { .family = "refund" }, TG_FILING_SORT_AMOUNT, FALSE }, "");
}

/* The list of all families leaves none out. */
static void
test_families (TgStoreFixture *fixture,
               gconstpointer   data)
{
  for (TgFamily family = 0; family < TG_N_FILED_FAMILIES; family++)
    {
      g_autofree char *id = g_strdup_printf ("f%d", family);
      g_autoptr (TgDocument) document = tg_store_fixture_document (id, "保温杯", "9");

      fixture->form->family = family;
      tg_test_clock_advance (fixture->clock, G_USEC_PER_SEC);
      tg_store_fixture_save (fixture, id, 0, document);
      assert_list (fixture, (Query) { { .family = tg_family_to_name (family) } }, id);
    }
  assert_list (fixture, (Query) { .sort = TG_FILING_SORT_NUMBER }, "f0 f1 f2 f3 f4");
}

static void
test_search (TgStoreFixture *fixture,
             gconstpointer   data)
{
  save_all (fixture);
  assert_list (fixture, (Query) { { .search = "保温" }, TG_FILING_SORT_NUMBER, FALSE }, "f3 f1");
  assert_list (fixture, (Query) { { .search = "保温 CX-3" }, TG_FILING_SORT_NUMBER, FALSE }, "f1");
  assert_list (fixture, (Query) { { .search = "bwb" }, TG_FILING_SORT_NUMBER, FALSE }, "f1");
  assert_list (fixture, (Query) { { .search = "电" }, TG_FILING_SORT_NUMBER, FALSE }, "f2");
  assert_list (fixture, (Query) { { .search = "\"' OR *" }, TG_FILING_SORT_NUMBER, FALSE }, "");
}

static void
test_search_follows (TgStoreFixture *fixture,
                     gconstpointer   data)
{
  g_autoptr (TgDocument) changed = tg_store_fixture_document ("CX-3", "雨伞", "9");

  save_all (fixture);
  tg_store_fixture_save (fixture, "f1", 1, changed);
  assert_list (fixture, (Query) { { .search = "保温" }, TG_FILING_SORT_NUMBER, FALSE }, "f3");
  assert_list (fixture, (Query) { { .search = "雨伞" }, TG_FILING_SORT_NUMBER, FALSE }, "f1");
}

static gpointer
count_job (TgStoreConnection  *conn,
           gpointer            data,
           GError            **error)
{
  tg_filing_table_count_groups (conn, NULL, NULL, data, error);
  return NULL;
}

static gpointer
remove_job (TgStoreConnection  *conn,
            gpointer            data,
            GError            **error)
{
  tg_filing_table_set_removed (conn, data, TRUE, error);
  return NULL;
}

static void
test_groups (TgStoreFixture *fixture,
             gconstpointer   data)
{
  guint counts[TG_N_STATE_GROUPS];
  g_autoptr (GError) error = NULL;

  save_all (fixture);
  tg_store_fixture_queue (fixture, "f2", "a2", 0);
  tg_store_fixture_write (fixture, remove_job, (gpointer) "f3");
  tg_store_fixture_read (fixture, count_job, counts);
  g_assert_cmpuint (counts[TG_GROUP_ALL], ==, 2);
  g_assert_cmpuint (counts[TG_GROUP_DRAFT], ==, 1);
  g_assert_cmpuint (counts[TG_GROUP_UNDER_WAY], ==, 1);
  assert_list (fixture, (Query) { { .group = TG_GROUP_UNDER_WAY }, TG_FILING_SORT_NUMBER }, "f2");

  /* What is on its way cannot be thrown away. */
  tg_store_write (fixture->store, remove_job, (gpointer) "f2", &error);
  g_assert_error (error, TG_ERROR, TG_ERROR_NOT_FOUND);
}

static void
test_state_groups (void)
{
  g_assert_cmpint (tg_state_group_of (TG_FILING_DRAFT, TG_ATTEMPT_NONE), ==, TG_GROUP_DRAFT);
  g_assert_cmpint (tg_state_group_of (TG_FILING_DRAFT, TG_ATTEMPT_REFUSED), ==, TG_GROUP_ATTENTION);
  g_assert_cmpint (tg_state_group_of (TG_FILING_DRAFT, TG_ATTEMPT_RECEIVED), ==,
                   TG_GROUP_UNDER_WAY);
  g_assert_cmpint (tg_state_group_of (TG_FILING_RETURNED, TG_ATTEMPT_RECEIVED), ==,
                   TG_GROUP_ATTENTION);
  g_assert_cmpint (tg_state_group_of (TG_FILING_RELEASED, TG_ATTEMPT_RECEIVED), ==, TG_GROUP_DONE);
}

#define ADD(path, function) \
  g_test_add ("/store/filing-table/" path, TgStoreFixture, NULL, tg_store_fixture_set_up, \
              function, tg_store_fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("order", test_order);
  ADD ("families", test_families);
  ADD ("search", test_search);
  ADD ("search-follows", test_search_follows);
  ADD ("groups", test_groups);
  g_test_add_func ("/store/filing-table/state-groups", test_state_groups);

  return g_test_run ();
}
