/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-deadline-table.h"
#include "tg-lease-table.h"
#include "tg-setting-table.h"
#include "tg-store-fixture.h"

/* The small tables. */

static gpointer
take_job (TgStoreConnection  *conn,
          gpointer            data,
          GError            **error)
{
  gboolean taken = FALSE;

  tg_lease_table_take (conn, "sync", data, 30, &taken, error);
  return GINT_TO_POINTER (taken ? 1 : 2);
}

static gpointer
release_job (TgStoreConnection  *conn,
             gpointer            data,
             GError            **error)
{
  tg_lease_table_release (conn, "sync", data, error);
  return NULL;
}

static gboolean
take (TgStoreFixture *fixture,
      const char     *holder)
{
  return GPOINTER_TO_INT (tg_store_fixture_write (fixture, take_job, (gpointer) holder)) == 1;
}

static void
test_lease (TgStoreFixture *fixture,
            gconstpointer   data)
{
  g_assert_true (take (fixture, "window"));
  g_assert_true (take (fixture, "window"));
  g_assert_false (take (fixture, "command"));
  tg_store_fixture_write (fixture, release_job, (gpointer) "command");
  g_assert_false (take (fixture, "command"));

  tg_store_fixture_write (fixture, release_job, (gpointer) "window");
  g_assert_true (take (fixture, "command"));
  /* Who was killed holds it no longer than it lasts. */
  tg_test_clock_advance (fixture->clock, 31 * G_USEC_PER_SEC);
  g_assert_true (take (fixture, "window"));
}

static gpointer
set_job (TgStoreConnection  *conn,
         gpointer            data,
         GError            **error)
{
  if (tg_setting_table_set (conn, "address", "http://127.0.0.1/", error))
    tg_setting_table_set_sealed (conn, "secret", "s3cret", error);
  return NULL;
}

static gpointer
get_job (TgStoreConnection  *conn,
         gpointer            data,
         GError            **error)
{
  g_autofree char *address = tg_setting_table_get (conn, "address", error);
  g_autofree char *secret = tg_setting_table_get_sealed (conn, "secret", error);
  g_autofree char *none = tg_setting_table_get (conn, "none", error);

  return g_strjoin ("|", address, secret, none, NULL);
}

static void
test_setting (TgStoreFixture *fixture,
              gconstpointer   data)
{
  g_autofree char *all = NULL;

  tg_store_fixture_write (fixture, set_job, NULL);
  tg_store_fixture_reopen (fixture);
  all = tg_store_fixture_read (fixture, get_job, NULL);
  g_assert_cmpstr (all, ==, "http://127.0.0.1/|s3cret|");
}

static gpointer
put_deadline_job (TgStoreConnection  *conn,
                  gpointer            data,
                  GError            **error)
{
  g_autoptr (TgText) text = tg_text_new ("退税", "Refund");
  g_autoptr (TgDeadline) deadline = tg_deadline_new ("refund-claim", data, "d1", text);

  tg_deadline_table_put (conn, deadline, error);
  return NULL;
}

static gpointer
done_job (TgStoreConnection  *conn,
          gpointer            data,
          GError            **error)
{
  tg_deadline_table_set_done (conn, "d1", "refund-claim", TRUE, error);
  return NULL;
}

static gpointer
deadlines_job (TgStoreConnection  *conn,
               gpointer            data,
               GError            **error)
{
  return tg_deadline_table_list_open (conn, data, error);
}

static void
test_deadline (TgStoreFixture *fixture,
               gconstpointer   data)
{
  g_autoptr (GPtrArray) moved = NULL;
  g_autoptr (GPtrArray) far = NULL;
  g_autoptr (GPtrArray) done = NULL;

  tg_store_fixture_write (fixture, put_deadline_job, (gpointer) "2027-04-30");
  tg_store_fixture_write (fixture, put_deadline_job, (gpointer) "2027-05-31");
  moved = tg_store_fixture_read (fixture, deadlines_job, NULL);
  far = tg_store_fixture_read (fixture, deadlines_job, (gpointer) "2027-04-30");
  g_assert_cmpuint (moved->len, ==, 1);
  g_assert_cmpstr (tg_deadline_get_date (g_ptr_array_index (moved, 0)), ==, "2027-05-31");
  g_assert_cmpuint (far->len, ==, 0);
  tg_store_fixture_write (fixture, done_job, NULL);
  done = tg_store_fixture_read (fixture, deadlines_job, NULL);
  g_assert_cmpuint (done->len, ==, 0);
}

#define ADD(path, function) \
  g_test_add ("/store/" path, TgStoreFixture, NULL, tg_store_fixture_set_up, function, \
              tg_store_fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("lease-table/take", test_lease);
  ADD ("setting-table/set", test_setting);
  ADD ("deadline-table/put", test_deadline);

  return g_test_run ();
}
