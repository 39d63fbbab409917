/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-code-delta.h"

#include <string.h>

/* Plain values. The contract does not say how versions are written, only that there are newer ones:
 * they are compared as people would. */

TgCodeMark *
tg_code_mark_new (const char *table,
                  const char *version,
                  const char *sha256)
{
  TgCodeMark *self = g_new0 (TgCodeMark, 1);

  self->table = g_strdup (table);
  self->version = g_strdup (version);
  self->sha256 = g_strdup (sha256);
  return self;
}

void
tg_code_mark_free (TgCodeMark *self)
{
  g_free (self->table);
  g_free (self->version);
  g_free (self->sha256);
  g_free (self);
}

void
tg_code_change_free (TgCodeChange *self)
{
  g_free (self->code);
  g_free (self->valid_from);
  g_free (self->row);
  g_free (self);
}

void
tg_code_delta_free (TgCodeDelta *self)
{
  g_free (self->table);
  g_free (self->version);
  g_free (self->sha256);
  g_free (self->from);
  g_clear_pointer (&self->changes, g_ptr_array_unref);
  g_free (self);
}

/* Numbers of any length: without the noughts in front, the longer one is greater. */
static int
compare_numbers (const char **a,
                 const char **b)
{
  gsize length_a, length_b;
  int order;

  *a += strspn (*a, "0");
  *b += strspn (*b, "0");
  length_a = strspn (*a, "0123456789");
  length_b = strspn (*b, "0123456789");
  order = length_a != length_b ? (length_a < length_b ? -1 : 1) : strncmp (*a, *b, length_a);
  *a += length_a;
  *b += length_b;
  return order;
}

int
tg_code_delta_compare_versions (const char *a,
                                const char *b)
{
  while (*a != '\0' && *b != '\0')
    {
      int order = 0;

      if (g_ascii_isdigit (*a) && g_ascii_isdigit (*b))
        order = compare_numbers (&a, &b);
      else
        order = (int) (guchar) *a++ - (int) (guchar) *b++;
      if (order != 0)
        return order;
    }
  return (int) (guchar) *a - (int) (guchar) *b;
}
