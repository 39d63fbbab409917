/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-test-dbf.h"

#include <string.h>

#define BLOCK 64

static char *
to_gb18030 (const char *text,
            gsize      *length)
{
  char *converted = g_convert (text, -1, "GB18030", "UTF-8", NULL, length, NULL);

  g_assert_nonnull (converted);
  return converted;
}

static void
put_low (GByteArray *out,
         guint64     number,
         guint       n_bytes)
{
  for (guint i = 0; i < n_bytes; i++)
    {
      guint8 byte = (guint8) (number >> (8 * i));

      g_byte_array_append (out, &byte, 1);
    }
}

static void
put_cell (GByteArray *out,
          const char *cell,
          gsize       width)
{
  gsize length = 0;
  g_autofree char *text = to_gb18030 (cell, &length);

  g_assert_cmpuint (length, <=, width);
  g_byte_array_append (out, (const guint8 *) text, (guint) length);
  for (; length < width; length++)
    g_byte_array_append (out, (const guint8 *) " ", 1);
}

static void
put_field (GByteArray           *out,
           const TgTestDbfField *field)
{
  guint8 descriptor[32] = { 0 };

  memcpy (descriptor, field->name, strlen (field->name));
  descriptor[11] = (guint8) field->type;
  descriptor[16] = field->length;
  g_byte_array_append (out, descriptor, sizeof descriptor);
}

GBytes *
tg_test_dbf_new (const TgTestDbfField *fields,
                 guint                 n_fields,
                 const char * const   *cells,
                 guint                 n_rows)
{
  GByteArray *out = g_byte_array_new ();
  guint row_length = 1;

  for (guint i = 0; i < n_fields; i++)
    row_length += fields[i].length;
  put_low (out, 0x010130f5, 4);
  put_low (out, n_rows, 4);
  put_low (out, 32 + 32 * n_fields + 1, 2);
  put_low (out, row_length, 2);
  put_low (out, 0, 8);
  put_low (out, 0, 8);
  put_low (out, 0, 4);
  for (guint i = 0; i < n_fields; i++)
    put_field (out, &fields[i]);
  put_low (out, 0x0d, 1);
  for (guint row = 0; row < n_rows; row++)
    {
      gboolean is_deleted = cells[row * n_fields][0] == '*';

      put_low (out, is_deleted ? '*' : ' ', 1);
      for (guint i = 0; i < n_fields; i++)
        put_cell (out, cells[row * n_fields + i] + (is_deleted && i == 0 ? 1 : 0),
                  fields[i].length);
    }
  put_low (out, 0x1a, 1);
  return g_byte_array_free_to_bytes (out);
}

static void
put_high (GByteArray *out,
          guint32     number)
{
  guint8 bytes[] = { (guint8) (number >> 24), (guint8) (number >> 16), (guint8) (number >> 8),
                     (guint8) number };

  g_byte_array_append (out, bytes, 4);
}

static void
fill (GByteArray *out,
      gsize       size)
{
  guint8 nothing = 0;

  while (out->len < size)
    g_byte_array_append (out, &nothing, 1);
}

/* One block a text, so each has to be short. */
GBytes *
tg_test_fpt_new (const char * const *texts)
{
  GByteArray *out = g_byte_array_new ();
  guint8 block[] = { 0, BLOCK };

  fill (out, 6);
  g_byte_array_append (out, block, 2);
  for (guint i = 0; texts[i] != NULL; i++)
    {
      gsize length = 0;
      g_autofree char *text = to_gb18030 (texts[i], &length);

      g_assert_cmpuint (length, <=, BLOCK - 8);
      fill (out, (gsize) BLOCK * (TG_TEST_FPT_FIRST + i));
      put_high (out, 1);
      put_high (out, (guint32) length);
      g_byte_array_append (out, (const guint8 *) text, (guint) length);
    }
  return g_byte_array_free_to_bytes (out);
}
