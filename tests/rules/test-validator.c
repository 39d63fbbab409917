/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-validator.h"

/* Every line of vectors.csv: kind,value,valid,note. */
static void
test_vectors (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "vectors.csv", NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  guint n = 0;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  lines = g_strsplit (text, "\n", 0);
  for (guint i = 1; lines[i] != NULL && lines[i][0] != '\0'; i++)
    {
      g_auto (GStrv) cells = g_strsplit (lines[i], ",", 4);

      g_assert_cmpuint (g_strv_length (cells), ==, 4);
      g_test_message ("%s", lines[i]);
      g_assert_true (tg_validator_exists (cells[0]));
      g_assert_cmpint (tg_validator_check (cells[0], cells[1]), ==, cells[2][0] == '1');
      n++;
    }
  g_assert_cmpuint (n, >, 50);
}

static void
test_either (void)
{
  g_assert_true (tg_validator_exists ("uscc|customs-code"));
  g_assert_false (tg_validator_exists ("uscc|tea-leaves"));
  g_assert_true (tg_validator_check ("uscc|customs-code", "4101960A12"));
  g_assert_true (tg_validator_check ("uscc|customs-code", "91350100M000100Y43"));
  g_assert_false (tg_validator_check ("uscc|customs-code", "91350100M000100Y44"));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rules/validator/vectors", test_vectors);
  g_test_add_func ("/rules/validator/either", test_either);
  return g_test_run ();
}
