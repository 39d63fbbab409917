/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-set-check.h"

/* A list of one field with a check of its own, and a set between it and an order. */

static TgText *
words (void)
{
  return tg_text_new ("不同", "Different");
}

static void
add_check (TgForm     *form,
           const char *id,
           TgLevel     level,
           const char *assertion,
           const char *at)
{
  TgCheck *check = tg_check_new (id);

  check->level = level;
  check->assertion = g_strdup (assertion);
  check->at = g_strsplit (at, ",", -1);
  check->message = words ();
  g_ptr_array_add (form->checks, check);
}

static TgRules *
make_rules (TgForm *form)
{
  g_autoptr (GError) error = NULL;
  TgRules *rules;

  tg_form_index (form);
  rules = tg_rules_compile (form, &error);
  g_assert_no_error (error);
  tg_form_unref (form);
  return rules;
}

static TgRules *
make_list (void)
{
  TgForm *form = tg_form_new ();
  TgSection *section = tg_section_new ("head");
  TgField *field = tg_field_new ("order_no", TG_FIELD_TEXT);

  form->id = g_strdup ("list-form");
  form->valid_from = g_strdup ("");
  form->valid_to = g_strdup ("");
  section->title = words ();
  field->label = words ();
  g_ptr_array_add (section->fields, field);
  g_ptr_array_add (form->sections, section);
  add_check (form, "M1", TG_LEVEL_BLOCKING, "order_no == other.order.order_no", "order_no");
  return make_rules (form);
}

static void
add_part (TgForm     *form,
          const char *relation,
          const char *kind)
{
  TgPart *part = tg_part_new (relation);

  part->kinds = g_strsplit (kind, ",", -1);
  g_ptr_array_add (form->parts, part);
}

static TgRules *
make_set (void)
{
  TgForm *form = tg_form_new ();

  form->id = g_strdup ("set");
  form->family = TG_FAMILY_FACT;
  add_part (form, "list", "list-form");
  add_part (form, "order", "order-form");
  add_check (form, "M1-list", TG_LEVEL_BLOCKING, "other.list.order_no == other.order.order_no",
             "other.list.order_no");
  add_check (form, "M2", TG_LEVEL_BLOCKING, "other.list.order_no == 'A'", "other.list.order_no");
  add_check (form, "M3", TG_LEVEL_BLOCKING, "other.list.order_no == 'A'", "other.order.order_no");
  add_check (form, "M4", TG_LEVEL_WARNING, "other.list.order_no == 'A'", "other.list.hidden");
  return make_rules (form);
}

static void
assert_issue (GPtrArray  *found,
              guint       position,
              const char *id,
              const char *path,
              TgLevel     level)
{
  TgIssue *issue = found->pdata[position];

  g_assert_cmpstr (tg_issue_get_id (issue), ==, id);
  g_assert_cmpstr (tg_issue_get_path (issue), ==, path);
  g_assert_cmpint (tg_issue_get_level (issue), ==, level);
}

static void
test_places (void)
{
  g_autoptr (TgRules) rules = make_list ();
  g_autoptr (TgRules) set = make_set ();
  g_autoptr (GPtrArray) sets = g_ptr_array_new ();
  g_autoptr (GHashTable) others = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (TgDocument) list = tg_document_new_from_json ("{\"order_no\":\"B\"}", -1, NULL);
  g_autoptr (TgDocument) order = tg_document_new_from_json ("{\"order_no\":\"A\"}", -1, NULL);
  TgRulesContext context = { "2026-11-23", NULL, others };
  g_autoptr (GPtrArray) found = NULL;

  g_ptr_array_add (sets, set);
  g_hash_table_insert (others, (gpointer) "other.order", order);
  g_assert_true (tg_rules_reads (rules, "other.order"));
  g_assert_false (tg_rules_reads (rules, "other.list"));
  g_assert_true (tg_rules_reads (set, "other.list"));
  found = tg_rules_check (rules, list, &context);
  g_assert_cmpuint (found->len, ==, 1);
  tg_set_check_run (sets, rules, list, &context, found);
  /* M1-list at the same field is the form's own M1 and is not said twice. */
  g_assert_cmpuint (found->len, ==, 4);
  assert_issue (found, 0, "M1", "order_no", TG_LEVEL_BLOCKING);
  assert_issue (found, 1, "M2", "order_no", TG_LEVEL_BLOCKING);
  assert_issue (found, 2, "M3", "", TG_LEVEL_WARNING);
  assert_issue (found, 3, "M4", "", TG_LEVEL_WARNING);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/chain/set-check/places", test_places);
  return g_test_run ();
}
