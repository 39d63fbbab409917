/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-field.h"

static void
test_normalise (void)
{
  static const struct
  {
    TgFieldKind kind;
    const char *check;
    const char *typed;
    const char *canonical;
  } cases[] = {
    { TG_FIELD_TEXT, NULL, "  保温杯（大） ", "保温杯（大）" },
    { TG_FIELD_TEXT, "uscc", " 9141 0100ＭＡ0000015b", "91410100MA0000015B" },
    { TG_FIELD_TEXT, NULL, "   ", "" },
    { TG_FIELD_NUMBER, NULL, "ab０１２ 34-5", "AB01234-5" },
    { TG_FIELD_CODE, NULL, "9617.00.11.00", "9617001100" },
    { TG_FIELD_CODE, NULL, " 4601", "4601" },
    { TG_FIELD_CODE, NULL, "A.1", "A.1" },
    { TG_FIELD_MULTI_CODE, NULL, "b、a, b；c", "a,b,c" },
    { TG_FIELD_DATE, NULL, "=", "2026-11-23" },
    { TG_FIELD_DATE, NULL, "20261105", "2026-11-05" },
    { TG_FIELD_DATE, NULL, "soon", "soon" },
    { TG_FIELD_MONTH, NULL, "2026年7月", "202607" },
    { TG_FIELD_MONTH, NULL, "2026-11", "202611" },
    { TG_FIELD_MONTH, NULL, "=", "202611" },
    { TG_FIELD_MONTH, NULL, "202613", "202613" },
    { TG_FIELD_TIME, NULL, "20261105 1432", "2026-11-05 14:32:00" },
    { TG_FIELD_TIME, NULL, "2026-11-05T14:32:07", "2026-11-05 14:32:07" },
    { TG_FIELD_TIME, NULL, "=", "2026-11-23 00:00:00" },
    { TG_FIELD_TIME, NULL, "2026-11-05 2561", "2026-11-05 2561" },
    { TG_FIELD_TIME, NULL, "2026-11-05 9:05", "2026-11-05 09:05:00" },
    { TG_FIELD_TIME, NULL, "20261105143207", "2026-11-05 14:32:07" },
    { TG_FIELD_TIME, NULL, "202611051432", "2026-11-05 14:32:00" },
    { TG_FIELD_TIME, NULL, "091500", "2026-11-23 09:15:00" },
    { TG_FIELD_TIME, NULL, "0915", "2026-11-23 09:15:00" },
    { TG_FIELD_TIME, NULL, "9:15", "2026-11-23 09:15:00" },
    { TG_FIELD_TIME, NULL, "09：15：30", "2026-11-23 09:15:30" },
    { TG_FIELD_TIME, NULL, "261105", "2026-11-05 00:00:00" },
    { TG_FIELD_TIME, NULL, "101112", "2026-11-23 10:11:12" },
    { TG_FIELD_TIME, NULL, "9:15:61", "9:15:61" },
    { TG_FIELD_TIME, NULL, "1:2:3:4", "1:2:3:4" },
    { TG_FIELD_DECIMAL, NULL, "1,280.50", "1280.5" },
    { TG_FIELD_DECIMAL, NULL, "12*50", "600" },
    { TG_FIELD_DECIMAL, NULL, "１２．５", "12.5" },
    { TG_FIELD_DECIMAL, NULL, "about 5", "about 5" },
    { TG_FIELD_INTEGER, NULL, "007", "7" },
    { TG_FIELD_BOOLEAN, NULL, "是", "true" },
    { TG_FIELD_BOOLEAN, NULL, "No", "false" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (TgField) field = tg_field_new ("f", cases[i].kind);
      g_autofree char *got = NULL;

      field->check = g_strdup (cases[i].check);
      got = tg_field_normalise (field, cases[i].typed, "2026-11-23");
      g_assert_cmpstr (got, ==, cases[i].canonical);
    }
}

/* A text whose pattern is that of a time of day; another pattern leaves what was typed. */
static void
test_time_of_day (void)
{
  static const struct { const char *typed; const char *canonical; } cases[] = {
    { "091500", "09:15:00" }, { "0915", "09:15:00" }, { "9:15", "09:15:00" },
    { " 09：15：07 ", "09:15:07" }, { "2561", "2561" }, { "quarter past", "quarter past" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (TgField) field = tg_field_new ("f", TG_FIELD_TEXT);
      g_autofree char *got = NULL;
      g_autofree char *other = NULL;

      field->pattern = g_strdup ("([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]");
      got = tg_field_normalise (field, cases[i].typed, "2026-11-23");
      g_assert_cmpstr (got, ==, cases[i].canonical);
      g_free (field->pattern);
      field->pattern = g_strdup ("[0-9]+");
      other = tg_field_normalise (field, "0915", "2026-11-23");
      g_assert_cmpstr (other, ==, "0915");
    }
}

static void
test_kinds (void)
{
  for (int kind = TG_FIELD_TEXT; kind <= TG_FIELD_FILE; kind++)
    {
      TgFieldKind parsed;

      g_assert_true (tg_field_kind_parse (tg_field_kind_to_name ((TgFieldKind) kind), &parsed));
      g_assert_cmpint (parsed, ==, kind);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/field/normalise", test_normalise);
  g_test_add_func ("/model/field/time-of-day", test_time_of_day);
  g_test_add_func ("/model/field/kinds", test_kinds);
  return g_test_run ();
}
