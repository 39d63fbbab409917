/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-fuzz.h"
#include "tg-rate-library.h"

/* The first two bytes are the length of the file of long texts at the end, the greater one first;
 * none where it is 0. What is read is UTF-8, whatever stood there. */

static void
read_all (const TgDbf *dbf)
{
  for (guint row = 0; row < tg_dbf_get_n_rows (dbf); row++)
    for (guint field = 0; field < tg_dbf_get_n_fields (dbf); field++)
      {
        g_autoptr (GError) error = NULL;
        g_autofree char *value = tg_dbf_dup_value (dbf, row, field, &error);

        g_assert_true ((value == NULL) == (error != NULL));
        g_assert_true (value == NULL || g_utf8_validate (value, -1, NULL));
      }
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  gsize n_memo = size >= 2 ? (gsize) data[0] << 8 | (gsize) data[1] : 0;
  g_autoptr (GBytes) table = NULL;
  g_autoptr (GBytes) memo = NULL;
  g_autoptr (TgDbf) dbf = NULL;
  g_autoptr (TgRateLibrary) library = NULL;

  if (size < 2 || n_memo > size - 2)
    return 0;
  table = g_bytes_new (data + 2, size - 2 - n_memo);
  memo = n_memo > 0 ? g_bytes_new (data + size - n_memo, n_memo) : NULL;
  dbf = tg_dbf_new (table, memo, NULL);
  if (dbf == NULL)
    return 0;
  read_all (dbf);
  library = tg_rate_library_read (dbf, NULL);
  return 0;
}
