/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "tg-csv.h"
#include "tg-error.h"

#include <string.h>

static char *
join (GPtrArray *rows)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < rows->len; i++)
    {
      GPtrArray *row = rows->pdata[i];

      for (guint j = 0; j < row->len; j++)
        g_string_append_printf (text, "[%s]", (char *) row->pdata[j]);
      g_string_append_c (text, '\n');
    }
  return g_string_free (text, FALSE);
}

static void
test_read (void)
{
  const struct { const char *text; const char *expected; } cases[] = {
    { "", "" },
    { "a,b\r\nc,d\r\n", "[a][b]\n[c][d]\n" },
    { "a,b\nc,", "[a][b]\n[c][]\n" },
    { "\"a,\"\"b\"\"\",\"c\nd\"\n", "[a,\"b\"][c\nd]\n" },
    { "保温杯,1\n\n,\n", "[保温杯][1]\n" },
    { "a\rb\r", "[a]\n[b]\n" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) rows = tg_csv_read (cases[i].text, ',', &error);
      g_autofree char *joined = NULL;

      g_assert_no_error (error);
      joined = join (rows);
      g_assert_cmpstr (joined, ==, cases[i].expected);
    }
}

static void
test_faults (void)
{
  const struct { const char *text; const char *line; } cases[] = {
    { "a\n\"b", "2" },
    { "a\nb\n\"c\"d,e\n", "3" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (tg_csv_read (cases[i].text, ',', &error));
      g_assert_error (error, TG_ERROR, TG_ERROR_INVALID);
      g_assert_nonnull (strstr (error->message, cases[i].line));
    }
}

static void
test_encodings (void)
{
  const char gb[] = "\xb1\xa3\xce\xc2\xb1\xad";
  const char marked[] = "\xEF\xBB\xBF保温杯";
  const char neither[] = "\xff\xff\xff";
  g_autoptr (GBytes) gb_bytes = g_bytes_new_static (gb, sizeof gb - 1);
  g_autoptr (GBytes) marked_bytes = g_bytes_new_static (marked, sizeof marked - 1);
  g_autoptr (GBytes) neither_bytes = g_bytes_new_static (neither, sizeof neither - 1);
  g_autofree char *from_gb = tg_csv_to_utf8 (gb_bytes, NULL);
  g_autofree char *from_marked = tg_csv_to_utf8 (marked_bytes, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_cmpstr (from_gb, ==, "保温杯");
  g_assert_cmpstr (from_marked, ==, "保温杯");
  g_assert_null (tg_csv_to_utf8 (neither_bytes, &error));
  g_assert_error (error, TG_ERROR, TG_ERROR_INVALID);
}

static void
test_separator (void)
{
  g_assert_cmpint (tg_csv_find_separator ("a,b;c,d\n;;;;"), ==, ',');
  g_assert_cmpint (tg_csv_find_separator ("\"a,b,c\";d\n"), ==, ';');
  g_assert_cmpint (tg_csv_find_separator ("a\tb\tc"), ==, '\t');
}

/* What is written reads back as it was. */
static void
test_round_trip (void)
{
  const char *cells[] = { "plain", "", "a,b", "say \"hi\"", "two\r\nlines", "保温杯", NULL };
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GPtrArray) rows = NULL;

  tg_csv_write_row (text, cells);
  rows = tg_csv_read (text->str, ',', NULL);
  g_assert_cmpuint (rows->len, ==, 1);
  for (guint i = 0; cells[i] != NULL; i++)
    g_assert_cmpstr (((GPtrArray *) rows->pdata[0])->pdata[i], ==, cells[i]);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/exchange/csv/read", test_read);
  g_test_add_func ("/exchange/csv/faults", test_faults);
  g_test_add_func ("/exchange/csv/encodings", test_encodings);
  g_test_add_func ("/exchange/csv/separator", test_separator);
  g_test_add_func ("/exchange/csv/round-trip", test_round_trip);
  return g_test_run ();
}
