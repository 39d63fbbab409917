/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-csv.h"
#include "tg-fuzz.h"

/* Whatever is read is written so that it reads back the same. */

static void
write_rows (GString   *out,
            GPtrArray *rows)
{
  for (guint i = 0; i < rows->len; i++)
    {
      GPtrArray *row = rows->pdata[i];
      g_autoptr (GStrvBuilder) cells = g_strv_builder_new ();
      g_auto (GStrv) strings = NULL;

      for (guint j = 0; j < row->len; j++)
        g_strv_builder_add (cells, row->pdata[j]);
      strings = g_strv_builder_end (cells);
      tg_csv_write_row (out, (const char * const *) strings);
    }
}

static void
assert_same (GPtrArray *a,
             GPtrArray *b)
{
  g_assert_cmpuint (a->len, ==, b->len);
  for (guint i = 0; i < a->len; i++)
    {
      GPtrArray *left = a->pdata[i];
      GPtrArray *right = b->pdata[i];

      g_assert_cmpuint (left->len, ==, right->len);
      for (guint j = 0; j < left->len; j++)
        g_assert_cmpstr (left->pdata[j], ==, right->pdata[j]);
    }
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autofree char *text = tg_csv_to_utf8 (bytes, NULL);
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GPtrArray) again = NULL;
  g_autoptr (GString) written = g_string_new (NULL);

  if (text == NULL)
    return 0;
  rows = tg_csv_read (text, tg_csv_find_separator (text), NULL);
  if (rows == NULL)
    return 0;
  write_rows (written, rows);
  again = tg_csv_read (written->str, ',', NULL);
  g_assert_nonnull (again);
  assert_same (rows, again);
  return 0;
}
