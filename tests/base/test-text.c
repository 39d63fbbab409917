/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-text.h"

static void
test_languages (void)
{
  g_autoptr (TgText) both = tg_text_new ("出口清单", "Export list");
  g_autoptr (TgText) chinese = tg_text_new ("出口清单", NULL);

  g_assert_cmpstr (tg_language_get (), ==, "zh");
  g_assert_cmpstr (tg_text_get (both), ==, "出口清单");
  tg_language_set ("en_GB");
  g_assert_cmpstr (tg_language_get (), ==, "en");
  g_assert_cmpstr (tg_text_get (both), ==, "Export list");
  g_assert_cmpstr (tg_text_get (chinese), ==, "出口清单");
  g_assert_cmpstr (tg_text_get_in (both, "zh"), ==, "出口清单");
  g_assert_cmpstr (tg_text_get (NULL), ==, "");
  tg_language_set ("zh_CN");
  g_assert_cmpstr (tg_language_get (), ==, "zh");
}

static void
test_fold_width (void)
{
  g_autofree char *folded = tg_text_fold_width ("　ＡＢｃ１２３，（保温杯）\xe2\x80\x8b ");
  g_autofree char *broken = tg_text_fold_width ("a\xff" "b");

  g_assert_cmpstr (folded, ==, "ABc123,(保温杯)");
  g_assert_cmpstr (broken, ==, "a\xef\xbf\xbd" "b");
}

static void
test_fold_number (void)
{
  g_autofree char *number = tg_text_fold_number (" 9141－0100 ＭＡ–４６　Ｘ ");

  g_assert_cmpstr (number, ==, "91410100MA46X");
}

static void
test_initials (void)
{
  static const struct
  {
    const char *text;
    const char *initials;
  } cases[] = {
    { "保温杯", "bwb" }, { "郑州海关", "zzhg" }, { "不锈钢 LED灯（20W）", "bxgledd20w" },
    { "二〇二六", "elel" }, { "", "" }, { "、。", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *initials = tg_text_initials (cases[i].text);

      g_assert_cmpstr (initials, ==, cases[i].initials);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/text/languages", test_languages);
  g_test_add_func ("/base/text/fold-width", test_fold_width);
  g_test_add_func ("/base/text/fold-number", test_fold_number);
  g_test_add_func ("/base/text/initials", test_initials);
  return g_test_run ();
}
