/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-derivation.h"
#include "tg-touch.h"

/* A small list drawn from an order, a waybill and goods. */

static void
add_field (GPtrArray  *fields,
           const char *key,
           const char *from)
{
  TgField *field = tg_field_new (key, TG_FIELD_TEXT);

  field->from = g_strdup (from);
  g_ptr_array_add (fields, field);
}

static TgForm *
make_form (void)
{
  TgForm *form = tg_form_new ();
  TgSection *head = tg_section_new ("head");
  TgSection *goods = tg_section_new ("goods");

  form->id = g_strdup ("customs.export-list");
  add_field (head->fields, "cop_no", NULL);
  add_field (head->fields, "order_no", "order.order_no");
  add_field (head->fields, "country", "order.country");
  add_field (head->fields, "logistics_no", "waybill.logistics_no");
  goods->table = tg_table_new ("goods");
  goods->table->from = g_strdup ("order.goods");
  goods->table->join_fact = g_strdup ("goods");
  goods->table->join_field = g_strdup ("item_no");
  add_field (goods->table->fields, "item_no", "order.goods.item_no");
  add_field (goods->table->fields, "qty", "order.goods.qty");
  add_field (goods->table->fields, "g_code", "goods.hs_code");
  add_field (goods->table->fields, "country", "order.country");
  add_field (goods->table->fields, "wrap", "waybill.wrap_type");
  g_ptr_array_add (form->sections, head);
  g_ptr_array_add (form->sections, goods);
  tg_form_index (form);
  return form;
}

static TgDocument *
parse (const char *json)
{
  g_autoptr (GError) error = NULL;
  TgDocument *document = tg_document_new_from_json (json, -1, &error);

  g_assert_no_error (error);
  return document;
}

static char *
new_line (gpointer data)
{
  guint *count = data;

  return g_strdup_printf ("n%u", ++*count);
}

typedef struct
{
  TgForm       *form;
  TgSource      sources[4];
  guint         lines;
  GPtrArray    *links;
  TgDerivation  derivation;
} Fixture;

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  fixture->form = make_form ();
  fixture->links = g_ptr_array_new_with_free_func ((GDestroyNotify) tg_derived_link_free);
  fixture->sources[0] = (TgSource) { "o1", "order", parse (
                                       "{\"country\":\"USA\",\"order_no\":\"A-1\",\"goods\":["
                                       "{\"_line\":\"l1\",\"item_no\":\"CUP\",\"qty\":\"2\"},"
                                       "{\"_line\":\"l2\",\"item_no\":\"TOY\",\"qty\":\"5\"}]}") };
  fixture->sources[1] = (TgSource) { "w1", "waybill", parse (
                                       "{\"logistics_no\":\"W-1\",\"wrap_type\":\"2\"}") };
  fixture->sources[2] = (TgSource) { "g1", "goods", parse (
                                       "{\"hs_code\":\"9617001100\",\"item_no\":\"CUP\"}") };
  fixture->sources[3] = (TgSource) { "g2", "goods", parse (
                                       "{\"hs_code\":\"9503008900\",\"item_no\":\"TOY\"}") };
  fixture->derivation = (TgDerivation) {
    fixture->form, fixture->sources, 4, new_line, &fixture->lines, fixture->links,
  };
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  for (guint i = 0; i < 4; i++)
    tg_document_unref ((TgDocument *) fixture->sources[i].document);
  g_ptr_array_unref (fixture->links);
  tg_form_unref (fixture->form);
}

static void
test_make (Fixture      *fixture,
           gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TgDocument) list = tg_derivation_make (&fixture->derivation, &error);
  g_autofree char *json = NULL;

  g_assert_no_error (error);
  json = tg_document_to_json (list);
  g_assert_cmpstr (json, ==,
                   "{\"country\":\"USA\",\"goods\":["
                   "{\"_line\":\"n1\",\"country\":\"USA\",\"g_code\":\"9617001100\","
                   "\"item_no\":\"CUP\",\"qty\":\"2\",\"wrap\":\"2\"},"
                   "{\"_line\":\"n2\",\"country\":\"USA\",\"g_code\":\"9503008900\","
                   "\"item_no\":\"TOY\",\"qty\":\"5\",\"wrap\":\"2\"}],"
                   "\"logistics_no\":\"W-1\",\"order_no\":\"A-1\"}");
  /* Two headers, two rows, two joined goods. */
  g_assert_cmpuint (fixture->links->len, ==, 6);
}

static void
test_no_source (Fixture      *fixture,
                gconstpointer data)
{
  g_autoptr (TgDocument) list = NULL;

  fixture->derivation.n_sources = 1;
  list = tg_derivation_make (&fixture->derivation, NULL);
  g_assert_cmpstr (tg_document_get (list, "logistics_no"), ==, "");
  g_assert_cmpstr (tg_document_get (list, "goods/n1/g_code"), ==, "");
  g_assert_cmpstr (tg_document_get (list, "goods/n1/qty"), ==, "2");
}

static void
test_touch (Fixture      *fixture,
            gconstpointer data)
{
  g_autoptr (TgDocument) list = tg_derivation_make (&fixture->derivation, NULL);
  g_autoptr (GPtrArray) before = NULL;
  g_autoptr (GPtrArray) after = NULL;
  g_autoptr (GPtrArray) other = NULL;
  TgDocument *order = (TgDocument *) fixture->sources[0].document;
  TgTouched *touched;

  before = tg_touch_find (fixture->form, list, fixture->links, &fixture->sources[0], NULL);
  g_assert_cmpuint (before->len, ==, 0);

  tg_document_set (order, "goods/l2/qty", "6", NULL);
  after = tg_touch_find (fixture->form, list, fixture->links, &fixture->sources[0], "goods/l2/qty");
  other = tg_touch_find (fixture->form, list, fixture->links, &fixture->sources[0], "goods/l1/qty");
  g_assert_cmpuint (after->len, ==, 1);
  touched = g_ptr_array_index (after, 0);
  g_assert_cmpstr (touched->path, ==, "goods/n2/qty");
  g_assert_cmpstr (touched->filed, ==, "5");
  g_assert_cmpstr (touched->present, ==, "6");
  g_assert_cmpuint (other->len, ==, 0);
}

static void
test_touch_joined (Fixture      *fixture,
                   gconstpointer data)
{
  g_autoptr (TgDocument) list = tg_derivation_make (&fixture->derivation, NULL);
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (GPtrArray) removed = NULL;

  tg_document_set ((TgDocument *) fixture->sources[2].document, "hs_code", "9617009000", NULL);
  found = tg_touch_find (fixture->form, list, fixture->links, &fixture->sources[2], NULL);
  g_assert_cmpuint (found->len, ==, 1);
  g_assert_cmpstr (((TgTouched *) g_ptr_array_index (found, 0))->path, ==, "goods/n1/g_code");

  tg_document_remove_line (list, "goods", "n1", NULL);
  removed = tg_touch_find (fixture->form, list, fixture->links, &fixture->sources[2], NULL);
  g_assert_cmpuint (removed->len, ==, 0);
}

#define ADD(path, function) g_test_add ("/chain/" path, Fixture, NULL, set_up, function, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("derivation/make", test_make);
  ADD ("derivation/no-source", test_no_source);
  ADD ("touch/line", test_touch);
  ADD ("touch/joined", test_touch_joined);

  return g_test_run ();
}
