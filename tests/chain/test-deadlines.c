/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-deadlines.h"

/* The test vector of B9: exported on 2026-06-20. */
static void
test_declaration (void)
{
  g_autoptr (TgDocument) document = tg_document_new ();
  g_autoptr (GPtrArray) deadlines = NULL;

  tg_document_set (document, "export_date", "2026-06-20", NULL);
  deadlines = tg_deadlines_list ("declaration", "d1", document, NULL, NULL);
  g_assert_cmpuint (deadlines->len, ==, 3);
  g_assert_cmpstr (tg_deadline_get_date (g_ptr_array_index (deadlines, 0)), ==, "2027-04-30");
  g_assert_cmpstr (tg_deadline_get_date (g_ptr_array_index (deadlines, 2)), ==, "2029-06-20");
  g_assert_cmpstr (tg_deadline_get_subject (g_ptr_array_index (deadlines, 0)), ==, "d1");
}

static void
test_clamped (void)
{
  g_autoptr (TgDocument) document = tg_document_new ();
  g_autofree char *last = NULL;

  tg_document_set (document, "export_date", "2024-02-29", NULL);
  last = tg_deadlines_dup_date ("declaration", document, "refund-last");
  g_assert_cmpstr (last, ==, "2027-02-28");
}

static gboolean
is_no_holiday (const char *date,
               gpointer    data)
{
  return g_strcmp0 (date, data) != 0;
}

static void
test_working_days (void)
{
  /* A Friday: the weekend does not count. */
  g_autofree char *plain = tg_deadlines_add_working_days ("2026-11-20", 5, NULL, NULL);
  g_autofree char *holiday =
    tg_deadlines_add_working_days ("2026-11-20", 1, is_no_holiday, (gpointer) "2026-11-21");

  g_assert_cmpstr (plain, ==, "2026-11-27");
  g_assert_cmpstr (holiday, ==, "2026-11-22");
  g_assert_null (tg_deadlines_add_working_days ("soon", 5, NULL, NULL));
}

static void
test_nothing (void)
{
  g_autoptr (TgDocument) document = tg_document_new ();
  g_autoptr (GPtrArray) none = tg_deadlines_list ("declaration", "d1", document, NULL, NULL);
  g_autoptr (GPtrArray) other = tg_deadlines_list ("goods", "g1", document, NULL, NULL);

  g_assert_cmpuint (none->len, ==, 0);
  g_assert_cmpuint (other->len, ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/chain/deadlines/declaration", test_declaration);
  g_test_add_func ("/chain/deadlines/clamped", test_clamped);
  g_test_add_func ("/chain/deadlines/working-days", test_working_days);
  g_test_add_func ("/chain/deadlines/nothing", test_nothing);

  return g_test_run ();
}
