/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-key-wrap.h"

#include "tg-error.h"

static void
test_round (void)
{
  g_autoptr (TgDataKey) key = tg_data_key_new_random ();
  g_autoptr (GError) error = NULL;
  g_autofree char *text = tg_key_wrap_seal (key, "correct horse", &error);
  g_autoptr (TgDataKey) again = NULL;

  g_assert_no_error (error);
  again = tg_key_wrap_open (text, "correct horse", &error);
  g_assert_no_error (error);
  g_assert_cmpmem (tg_data_key_get_bytes (key), TG_DATA_KEY_BYTES, tg_data_key_get_bytes (again),
                   TG_DATA_KEY_BYTES);
  g_assert_null (tg_key_wrap_open (text, "wrong horse", &error));
  g_assert_error (error, TG_ERROR, TG_ERROR_AUTH);
}

static void
test_short (void)
{
  g_autoptr (TgDataKey) key = tg_data_key_new_random ();
  g_autoptr (GError) error = NULL;

  g_assert_null (tg_key_wrap_seal (key, "七个字不够啊呀", &error));
  g_assert_error (error, TG_ERROR, TG_ERROR_INVALID);
}

static void
test_damaged (void)
{
  static const char * const texts[] = {
    "", "[key]\nversion=1\n",
    /* a cost that would take all memory */
    "[key]\nversion=1\nsteps=3\nmemory=99999999999999\nsalt=AAAAAAAAAAAAAAAAAAAAAA==\n",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (tg_key_wrap_open (texts[i], "correct horse", &error));
      g_assert_error (error, TG_ERROR, TG_ERROR_CORRUPT);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/security/key-wrap/round", test_round);
  g_test_add_func ("/security/key-wrap/short", test_short);
  g_test_add_func ("/security/key-wrap/damaged", test_damaged);
  return g_test_run ();
}
