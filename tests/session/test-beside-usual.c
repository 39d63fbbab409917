/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-workspace-fixture.h"

#include <string.h>

#include "tg-test.h"

/* What is unlike the last lines of the same goods is said, with what is usual; too few lines say
 * nothing, nor do those of another kind of document. */

#define N_BEFORE 3

/* A line of goods in a new document of its own. */
static TgDraft *
make_line (TgWorkspaceFixture *fixture,
           const char         *form,
           const char         *values)   /* "column=value …" */
{
  TgDraft *draft = tg_workspace_fixture_new_draft (fixture->workspace, form, NULL);
  g_auto (GStrv) pairs = g_strsplit (values, " ", -1);

  tg_draft_add_line (draft, "goods", -1);
  for (guint i = 0; pairs[i] != NULL; i++)
    {
      char *equals = strchr (pairs[i], '=');

      *equals = '\0';
      tg_workspace_fixture_set_cell (draft, "goods", 0, pairs[i], equals + 1);
    }
  tg_workspace_fixture_flush (draft);
  return draft;
}

static void
make_lines (TgWorkspaceFixture *fixture,
            const char         *form,
            const char         *values,
            guint               n)
{
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (TgDraft) draft = make_line (fixture, form, values);

      g_assert_false (tg_workspace_fixture_has_issue (draft, "U-*", "*"));
    }
}

#define ORDER "item_no=NEW-1 unit=011 currency=USD qty=5 price="

static void
test_price (TgWorkspaceFixture *fixture,
            gconstpointer       data)
{
  g_autoptr (TgDraft) draft = NULL;
  g_autoptr (TgDraft) filed = NULL;
  g_autoptr (TgIssue) issue = NULL;

  make_lines (fixture, "fact:order", ORDER "10", N_BEFORE - 1);
  draft = make_line (fixture, "fact:order", ORDER "20");
  g_assert_true (tg_workspace_fixture_comes (draft, "required", "*", TRUE));
  g_assert_false (tg_workspace_fixture_has_issue (draft, "U-price", "*"));
  make_lines (fixture, "fact:order", ORDER "10", 1);
  g_assert_true (tg_workspace_fixture_comes (draft, "U-price", "goods/*/price", TRUE));
  issue = tg_workspace_fixture_find_issue (draft, "U-price", "*");
  g_assert_cmpint (tg_issue_get_level (issue), ==, TG_LEVEL_WARNING);
  g_assert_nonnull (strstr (tg_issue_get_message (issue), "10"));
  g_assert_nonnull (strstr (tg_issue_get_message (issue), "20"));
  tg_workspace_fixture_set_cell (draft, "goods", 0, "price", "15");
  g_assert_true (tg_workspace_fixture_comes (draft, "U-price", "*", FALSE));
  tg_workspace_fixture_set_cell (draft, "goods", 0, "price", "15.01");
  g_assert_true (tg_workspace_fixture_comes (draft, "U-price", "goods/*/price", TRUE));
  /* Other goods have no past; neither have these in another kind of document. */
  tg_workspace_fixture_set_cell (draft, "goods", 0, "item_no", "NEW-2");
  g_assert_true (tg_workspace_fixture_comes (draft, "U-price", "*", FALSE));
  tg_workspace_fixture_flush (draft);
  filed = make_line (fixture, "customs.order", ORDER "99");
  g_assert_true (tg_workspace_fixture_comes (filed, "required", "*", TRUE));
  g_assert_false (tg_workspace_fixture_has_issue (filed, "U-price", "*"));
}

/* Beyond ten the older ones count no more. */
static void
test_last_ten (TgWorkspaceFixture *fixture,
               gconstpointer       data)
{
  g_autoptr (TgDraft) draft = NULL;

  make_lines (fixture, "fact:order", ORDER "1", 1);
  for (guint i = 0; i < 9; i++)
    {
      g_autoptr (TgDraft) other = make_line (fixture, "fact:order", ORDER "10");
    }
  draft = make_line (fixture, "fact:order", ORDER "1");
  g_assert_true (tg_workspace_fixture_comes (draft, "required", "*", TRUE));
  g_assert_false (tg_workspace_fixture_has_issue (draft, "U-price", "*"));
  {
    g_autoptr (TgDraft) other = make_line (fixture, "fact:order", ORDER "10");
  }
  g_assert_true (tg_workspace_fixture_comes (draft, "U-price", "goods/*/price", TRUE));
}

/* Without a number of their own the code says what goods they are; the header and a quotient are
 * kept, too. */
#define LIST "g_code=6704200000 unit=011 currency=USD qty=10 price=100 unit1=035 country="

static void
test_list (TgWorkspaceFixture *fixture,
           gconstpointer       data)
{
  g_autoptr (TgDraft) draft = NULL;
  g_autoptr (TgIssue) issue = NULL;

  make_lines (fixture, "customs.export-list", LIST "USA qty1=2", N_BEFORE);
  draft = make_line (fixture, "customs.export-list", LIST "DEU qty1=2.5");
  g_assert_true (tg_workspace_fixture_comes (draft, "U-country", "goods/*/country", TRUE));
  issue = tg_workspace_fixture_find_issue (draft, "U-country", "*");
  g_assert_cmpint (tg_issue_get_level (issue), ==, TG_LEVEL_INFORMATION);
  g_assert_false (tg_workspace_fixture_has_issue (draft, "U-weight", "*"));
  g_assert_false (tg_workspace_fixture_has_issue (draft, "U-unit", "*"));
  tg_workspace_fixture_set_cell (draft, "goods", 0, "qty1", "2.6");
  g_assert_true (tg_workspace_fixture_comes (draft, "U-weight", "goods/*/qty1", TRUE));
  tg_workspace_fixture_set_cell (draft, "goods", 0, "unit", "007");
  g_assert_true (tg_workspace_fixture_comes (draft, "U-unit", "goods/*/unit", TRUE));
  tg_workspace_fixture_set_cell (draft, "goods", 0, "country", "USA");
  g_assert_true (tg_workspace_fixture_comes (draft, "U-country", "*", FALSE));
  tg_workspace_fixture_flush (draft);
}

#define ADD(name, function) \
  g_test_add ("/session/beside-usual/" name, TgWorkspaceFixture, NULL, \
              tg_workspace_fixture_set_up_sample, function, tg_workspace_fixture_tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("price", test_price);
  ADD ("last-ten", test_last_ten);
  ADD ("list", test_list);
  return g_test_run ();
}
