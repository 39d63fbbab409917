/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-link-table.h"
#include "tg-sale-input.h"
#include "tg-sale-table.h"
#include "tg-store-fixture.h"

/* Which documents a row is computed from, and when. */

#define ORDER "01900000-0000-7000-8000-00000000000a"
#define PAYMENT "01900000-0000-7000-8000-00000000000b"
#define LIST "01900000-0000-7000-8000-00000000000c"

/* A rule that shows what it was handed. */
static TgSale *
show_rule (const TgSaleInput *input)
{
  TgSale *sale = tg_sale_new (input->order->id);
  g_autoptr (GString) kinds = g_string_new (NULL);
  TgSaleFields fields = { .order_no = input->order->number };

  for (guint i = 0; i < input->n_others; i++)
    g_string_append_printf (kinds, "%s ", input->others[i].kind);
  fields.goods = kinds->str;
  fields.cells[TG_SALE_LIST].stage = TG_STAGE_ATTENTION;
  fields.cells[TG_SALE_LIST].due = "2026-12-01";
  tg_sale_fill (sale, &fields);
  return sale;
}

static void
set_up (TgStoreFixture *fixture,
        gconstpointer   data)
{
  TgStoreOptions options = { .sale_rule = show_rule };
  g_autoptr (GError) error = NULL;

  tg_store_fixture_set_up (fixture, NULL);
  g_clear_object (&fixture->store);
  options.folder = fixture->folder;
  options.sealer = fixture->sealer;
  options.clock = TG_CLOCK (fixture->clock);
  fixture->store = tg_store_open (&options, &error);
  g_assert_no_error (error);
}

static gpointer
load_job (TgStoreConnection  *conn,
          gpointer            data,
          GError            **error)
{
  TgSaleFilter filter = { .only_open = TRUE };
  g_autoptr (GArray) rids = tg_sale_table_list_ids (conn, &filter, error);

  if (rids == NULL)
    return NULL;
  return tg_sale_table_load (conn, (const gint64 *) rids->data, rids->len, error);
}

static void
assert_sale (TgStoreFixture *fixture,
             const char     *expected)
{
  g_autoptr (GPtrArray) sales = tg_store_fixture_read (fixture, load_job, NULL);
  TgSale *sale;

  g_assert_cmpuint (sales->len, ==, 1);
  sale = g_ptr_array_index (sales, 0);
  g_assert_cmpstr (tg_sale_get_id (sale), ==, ORDER);
  g_assert_cmpstr (tg_sale_get_goods (sale), ==, expected);
  g_assert_cmpint (tg_sale_get_cell (sale, TG_SALE_LIST)->stage, ==, TG_STAGE_ATTENTION);
  g_assert_cmpstr (tg_sale_get_cell (sale, TG_SALE_LIST)->due, ==, "2026-12-01");
}

static TgDocument *
make_document (const char *number,
               const char *order_no)
{
  TgDocument *document = tg_document_new ();

  tg_document_set (document, "number", number, NULL);
  tg_document_set (document, "order_no", order_no, NULL);
  return tg_document_freeze (document);
}

static gpointer
link_job (TgStoreConnection  *conn,
          gpointer            data,
          GError            **error)
{
  g_autoptr (TgLink) link = tg_link_new (ORDER, "order", "", LIST, "");

  tg_link_table_add (conn, link, error);
  return NULL;
}

static void
test_membership (TgStoreFixture *fixture,
                 gconstpointer   data)
{
  g_autoptr (TgDocument) order = make_document ("A-1", "A-1");
  g_autoptr (TgDocument) payment = make_document ("P-1", "A-1");
  g_autoptr (TgDocument) stranger = make_document ("P-2", "A-2");
  g_autoptr (TgDocument) list = make_document ("CX-1", "");

  tg_store_fixture_save_fact (fixture, ORDER, "order", order);
  assert_sale (fixture, "");
  /* By the order's number, and by a link. */
  tg_store_fixture_save_fact (fixture, PAYMENT, "payment", payment);
  assert_sale (fixture, "payment ");
  tg_store_fixture_save_fact (fixture, "01900000-0000-7000-8000-00000000000d", "payment", stranger);
  assert_sale (fixture, "payment ");
  tg_store_fixture_write (fixture, link_job, NULL);
  tg_store_fixture_save (fixture, LIST, 0, list);
  assert_sale (fixture, "payment test.form ");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/store/sale-table/membership", TgStoreFixture, NULL, set_up, test_membership,
              tg_store_fixture_tear_down);

  return g_test_run ();
}
