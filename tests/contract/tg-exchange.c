/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-exchange.h"

#include <stdlib.h>
#include <string.h>

#include "tg-test.h"

/* Splits off the headers; gives the body. */
static char *
read_headers (const char *text,
              char      **first,
              GHashTable *headers)
{
  g_auto (GStrv) halves = g_strsplit (text, "\n\n", 2);
  g_auto (GStrv) lines = g_strsplit (halves[0], "\n", -1);

  *first = g_strdup (lines[0]);
  for (guint i = 1; lines[i] != NULL; i++)
    {
      g_auto (GStrv) pair = g_strsplit (lines[i], ": ", 2);

      if (g_strv_length (pair) == 2)
        g_hash_table_insert (headers, g_strdup (pair[0]), g_strdup (pair[1]));
    }
  return g_strchomp (g_strdup (halves[1] != NULL ? halves[1] : ""));
}

TgExchange *
tg_exchange_load (const char *name)
{
  g_autofree char *file = g_strconcat (name, ".http", NULL);
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "client", file, NULL);
  g_autofree char *text = tg_test_read_file (path);
  g_auto (GStrv) sides = g_strsplit (text, "----\n", 2);
  g_autofree char *asked = NULL;
  g_autofree char *answered = NULL;
  g_auto (GStrv) words = NULL;
  TgExchange *self = g_new0 (TgExchange, 1);

  g_assert_cmpuint (g_strv_length (sides), ==, 2);
  self->request_headers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->answer_headers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->request_body = read_headers (sides[0], &asked, self->request_headers);
  self->answer_body = read_headers (sides[1], &answered, self->answer_headers);
  words = g_strsplit (asked, " ", 2);
  self->method = g_strdup (words[0]);
  self->path = g_strdup (words[1]);
  self->status = (guint) atoi (answered);
  return self;
}

void
tg_exchange_free (TgExchange *self)
{
  g_free (self->method);
  g_free (self->path);
  g_hash_table_unref (self->request_headers);
  g_free (self->request_body);
  g_hash_table_unref (self->answer_headers);
  g_free (self->answer_body);
  g_free (self);
}
