/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-catalogue.h"
#include "tg-figure.h"

/* The computed fields and the check of a refund claim with 1,000 and with 10,000 purchase lines and
 * as many exports, each pair with a link number of its own. The floor adds up one column by a plain
 * loop, and the check asks some fifty things of every line. No code tables: their look-up is the
 * store's figure. */

#define MAX_RATIO 2000

static const TgRulesContext context = { .today = "2026-11-23" };

static void
put (TgDocument *document,
     const char *table,
     const char *line,
     const char *field,
     const char *value)
{
  g_autofree char *path = tg_path_new (table, line, field);

  tg_document_set (document, path, value, NULL);
}

static void
add_pair (TgDocument *document,
          guint       i)
{
  g_autofree char *line = g_strdup_printf ("l%u", i);
  g_autofree char *link = g_strdup_printf ("20261100%09u", i);
  g_autofree char *declaration = g_strdup_printf ("4612202600%08u001", i);
  g_autofree char *invoice = g_strdup_printf ("26352%015u", i);
  const char * const both[][2] = {
    { "link_no", link }, { "goods_code", "4202220000" }, { "goods_name", "涤纶手提包" },
    { "unit", "个" }, { "qty", "300" },
  };
  const char * const export[][2] = {
    { "declaration_no", declaration }, { "export_invoice", "CX2610-03" },
    { "export_date", "2026-10-14" }, { "fob_usd", "5550" }, { "trade_mode", "9610" },
    { "receipt_date", "2026-10-12" },
  };
  const char * const purchase[][2] = {
    { "tax_kind", "V" }, { "voucher_kind", "02" }, { "invoice_no", invoice },
    { "invoice_date", "2026-10-10" }, { "seller_tax_id", "91350100M000100Y43" },
    { "base_amount", "26400" }, { "vat_rate", "13" }, { "invoice_tax", "3432" },
  };

  tg_document_add_line (document, "exports", line, -1, NULL);
  tg_document_add_line (document, "purchases", line, -1, NULL);
  for (guint k = 0; k < G_N_ELEMENTS (both); k++)
    {
      put (document, "exports", line, both[k][0], both[k][1]);
      put (document, "purchases", line, both[k][0], both[k][1]);
    }
  for (guint k = 0; k < G_N_ELEMENTS (export); k++)
    put (document, "exports", line, export[k][0], export[k][1]);
  for (guint k = 0; k < G_N_ELEMENTS (purchase); k++)
    put (document, "purchases", line, purchase[k][0], purchase[k][1]);
}

static TgDocument *
make_claim (guint n_lines)
{
  TgDocument *document = tg_document_new ();

  tg_document_set (document, "claim_month", "202611", NULL);
  tg_document_set (document, "batch", "001", NULL);
  tg_document_set (document, "claim_date", "2026-11-12", NULL);
  tg_document_set (document, "tax_id", "91410100MA0000015B", NULL);
  tg_document_set (document, "usd_rate", "7.1", NULL);
  for (guint i = 0; i < n_lines; i++)
    add_pair (document, i);
  return document;
}

typedef struct
{
  TgRules    *rules;
  TgDocument *document;
} Claim;

static void
compute (gpointer data)
{
  Claim *claim = data;

  tg_rules_compute (claim->rules, claim->document, &context, NULL);
}

static void
check (gpointer data)
{
  Claim *claim = data;
  g_autoptr (GPtrArray) issues = tg_rules_check (claim->rules, claim->document, &context);

  g_assert (issues->len > 0);
}

static void
sum_lines (gpointer data)
{
  Claim *claim = data;
  TgDecimal sum = TG_DECIMAL_ZERO;
  guint n = tg_document_get_n_lines (claim->document, "purchases");

  for (guint i = 0; i < n; i++)
    {
      const char *amount = tg_document_get_cell (claim->document, "purchases", i, "base_amount");
      TgDecimal number;

      if (tg_decimal_parse (amount, &number, NULL))
        tg_decimal_add (sum, number, &sum, NULL);
    }
  g_assert (!tg_decimal_is_zero (sum));
}

static void
run_size (TgRules *rules,
          guint    n_lines)
{
  g_autoptr (TgDocument) document = make_claim (n_lines);
  g_autofree char *first = g_strdup_printf ("compute a claim of %u purchase lines", n_lines);
  g_autofree char *second = g_strdup_printf ("check a claim of %u purchase lines", n_lines);
  Claim claim = { rules, document };
  double computed = tg_figure_time (compute, &claim, 1);
  double checked = tg_figure_time (check, &claim, 5);
  double floor = tg_figure_time (sum_lines, &claim, 5);

  tg_figure_print (first, computed, "sum the lines", floor, MAX_RATIO);
  tg_figure_print (second, checked, "sum the lines", floor, MAX_RATIO);
}

int
main (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TgCatalogue) catalogue = tg_catalogue_load (NULL, &error);
  TgRules *rules;

  if (catalogue == NULL)
    {
      g_printerr ("%s\n", error->message);
      return 1;
    }
  rules = tg_catalogue_get_rules (catalogue, tg_catalogue_find (catalogue, "tax.trader-refund", 0));
  run_size (rules, 1000);
  run_size (rules, 10000);
  return tg_figure_n_over () > 0 ? 1 : 0;
}
