/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "tg-catalogue.h"
#include "tg-error.h"
#include "tg-form-reader.h"

/* What is due by the forms and facts that we carry. */

/* A calendar of two days: a worked Saturday and a free Monday. */
#define TEST_TYPE_CALENDAR (test_calendar_get_type ())
G_DECLARE_FINAL_TYPE (TestCalendar, test_calendar, TEST, CALENDAR, GObject)

struct _TestCalendar
{
  GObject parent_instance;
};

static TgCodeRow *
find_day (TgCodeLookup *lookup,
          const char   *table,
          const char   *code,
          const char   *date)
{
  GHashTable *extra;

  if (strcmp (table, "working_calendar") != 0 ||
      (strcmp (code, "2026-11-21") != 0 && strcmp (code, "2026-11-23") != 0))
    return NULL;
  extra = g_hash_table_new (g_str_hash, g_str_equal);
  g_hash_table_insert (extra, (gpointer) "worked",
                       (gpointer) (strcmp (code, "2026-11-21") == 0 ? "yes" : "no"));
  return tg_code_row_new (code, "", "", extra);
}

static gboolean
has_table (TgCodeLookup *lookup,
           const char   *table)
{
  return TRUE;
}

static void
test_calendar_lookup_init (TgCodeLookupInterface *iface)
{
  iface->find = find_day;
  iface->has_table = has_table;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (TestCalendar, test_calendar, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (TG_TYPE_CODE_LOOKUP,
                                                      test_calendar_lookup_init))

static void
test_calendar_class_init (TestCalendarClass *klass)
{
}

static void
test_calendar_init (TestCalendar *self)
{
}

static GPtrArray *
list_deadlines (TgCatalogue  *catalogue,
                TgForm       *form,
                const char   *field,
                const char   *value,
                TgCodeLookup *codes)
{
  TgRulesContext context = { "2026-11-23", codes, NULL };
  g_autoptr (TgDocument) document = tg_document_new ();

  g_assert_nonnull (form);
  tg_document_set (document, field, value, NULL);
  return tg_rules_list_deadlines (tg_catalogue_get_rules (catalogue, form), document, &context,
                                  "s1");
}

static void
assert_date (GPtrArray  *deadlines,
             const char *kind,
             const char *date)
{
  for (guint i = 0; i < deadlines->len; i++)
    {
      TgDeadline *deadline = deadlines->pdata[i];

      if (strcmp (tg_deadline_get_kind (deadline), kind) != 0)
        continue;
      g_assert_cmpstr (tg_deadline_get_date (deadline), ==, date);
      g_assert_cmpstr (tg_deadline_get_subject (deadline), ==, "s1");
      return;
    }
  g_assert_null (date);
}

/* Exported on 2026-06-20; and on a leap day, whose month's end three years later is clamped to. */
static void
test_declaration (void)
{
  g_autoptr (TgCatalogue) catalogue = tg_catalogue_load (NULL, NULL);
  TgForm *fact = tg_catalogue_find_fact (catalogue, "declaration", 0);
  g_autoptr (GPtrArray) dates = list_deadlines (catalogue, fact, "export_date", "2026-06-20", NULL);
  g_autoptr (GPtrArray) leap = list_deadlines (catalogue, fact, "export_date", "2024-02-29", NULL);
  g_autoptr (GPtrArray) none = list_deadlines (catalogue, fact, "export_date", "soon", NULL);

  assert_date (dates, "refund-claim", "2027-04-30");
  assert_date (dates, "forex-receipt", "2027-04-30");
  assert_date (dates, "refund-last", "2029-06-20");
  g_assert_cmpstr (tg_deadline_get_kind (dates->pdata[2]), ==, "refund-last");
  assert_date (leap, "refund-last", "2027-02-28");
  assert_date (none, "refund-last", NULL);
}

/* Received on a Friday: the weekend does not count; the notice moves two days. */
static void
test_working_days (void)
{
  g_autoptr (TgCatalogue) catalogue = tg_catalogue_load (NULL, NULL);
  g_autoptr (TestCalendar) calendar = g_object_new (TEST_TYPE_CALENDAR, NULL);
  TgForm *fact = tg_catalogue_find_fact (catalogue, "payment", 0);
  g_autoptr (GPtrArray) plain =
    list_deadlines (catalogue, fact, "accounting_date", "2026-11-20", NULL);
  g_autoptr (GPtrArray) moved =
    list_deadlines (catalogue, fact, "accounting_date", "2026-11-16", TG_CODE_LOOKUP (calendar));

  assert_date (plain, "bop", "2026-11-27");
  assert_date (moved, "bop", "2026-11-21");
}

static void
test_refused (void)
{
  static const struct { const char *deadlines; const char *said; } files[] = {
    { "{}", "should be a list" },
    { "[{\"id\": \"Up\"}]", "lower case words with hyphens" },
    { "[{\"id\": \"a\", \"due\": \"d\", \"title\": {\"zh\": \"甲\", \"en\": \"A\"}}]", "source" },
    { "[{\"id\": \"a\", \"source\": \"s\", \"title\": {\"zh\": \"甲\", \"en\": \"A\"}}]", "“due”" },
    { "[{\"id\": \"a\", \"until\": \"d\"}]", "until" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *text = g_strdup_printf (
        "{\"fact\": \"f\", \"version\": 1, \"title\": {\"zh\": \"甲\", \"en\": \"A\"},"
        " \"deadlines\": %s, \"sections\": []}", files[i].deadlines);
      g_autoptr (TgForm) form = NULL;

      form = tg_form_reader_parse (text, -1, "facts/f/1/fact.json", NULL, &error);

      g_assert_null (form);
      g_assert_error (error, TG_ERROR, TG_ERROR_INVALID);
      g_assert_nonnull (strstr (error->message, files[i].said));
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/forms/deadlines/declaration", test_declaration);
  g_test_add_func ("/forms/deadlines/working-days", test_working_days);
  g_test_add_func ("/forms/deadlines/refused", test_refused);
  return g_test_run ();
}
