/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-fact-list-page.h"

#include "tg-decimal.h"
#include "tg-fact-row.h"

#include <glib/gi18n-lib.h>

struct _TgFactListPage
{
  TgListPage parent_instance;
};

G_DEFINE_FINAL_TYPE (TgFactListPage, tg_fact_list_page, TG_TYPE_LIST_PAGE)

static const TgListTab party_types[] = {
  { "goods", N_("Goods") },
  { "partner", N_("Partners") },
  { "enterprise", N_("Enterprises") },
  { "seller", N_("Individual sellers") },
  { "warehouse", N_("Overseas warehouses") },
};

static const TgListTab document_types[] = {
  { "order", N_("Orders") },
  { "payment", N_("Payments") },
  { "waybill", N_("Waybills") },
  { "purchase-invoice", N_("Purchase invoices") },
  { "declaration", N_("Customs declarations") },
};

/* Columns */

static char *
get_number (gpointer row)
{
  const char *number = tg_fact_row_get_fields (row)->number;

  return g_strdup (*number != '\0' || !tg_stored_row_is_loaded (row) ? number : _("No number yet"));
}

static char *
get_summary (gpointer row)
{
  return g_strdup (tg_fact_row_get_fields (row)->summary);
}

static char *
get_amount (gpointer row)
{
  const TgFactRowFields *fields = tg_fact_row_get_fields (row);
  TgDecimal amount;
  g_autofree char *grouped = NULL;

  if (!tg_decimal_parse (fields->amount, &amount, NULL))
    return g_strdup (fields->amount);
  grouped = tg_decimal_to_grouped (amount, 2);
  return *fields->currency == '\0' ? g_steal_pointer (&grouped)
         : g_strconcat (grouped, " ", fields->currency, NULL);
}

static char *
get_date (gpointer row)
{
  return g_strdup (tg_fact_row_get_fields (row)->date);
}

static char *
get_filings (gpointer row)
{
  guint n_filings = tg_fact_row_get_fields (row)->n_filings;

  if (!tg_stored_row_is_loaded (row) || n_filings == 0)
    return g_strdup ("");
  return g_strdup_printf (ngettext ("%u filing", "%u filings", n_filings), n_filings);
}

static const TgRecordColumn fact_columns[] = {
  { "number", N_("Number"), TG_CARD_TITLE, FALSE, FALSE, 24, get_number, NULL },
  { "summary", N_("Contents"), TG_CARD_SUBTITLE, FALSE, TRUE, 30, get_summary, NULL },
  { "amount", N_("Amount"), TG_CARD_FIGURE, FALSE, FALSE, 16, get_amount, NULL },
  { "date", N_("Date"), TG_CARD_NOWHERE, FALSE, FALSE, 11, get_date, NULL },
  { "filings", N_("Drawn from it"), TG_CARD_NOWHERE, FALSE, FALSE, 10, get_filings, NULL },
};

/* Overrides */

static GListModel *
tg_fact_list_page_list (TgListPage *page,
                        const char *tab,
                        const char *words)
{
  g_autofree char *target = g_strconcat ("fact:", tab, NULL);

  tg_list_page_set_new (page, target);
  tg_list_page_set_import (page, target);
  return tg_workspace_list_facts (tg_list_page_get_workspace (page), tab, words);
}

static int
tg_fact_list_page_count (TgListPage *page,
                         const char *tab)
{
  return -1;
}

static void
tg_fact_list_page_open (TgListPage *page,
                        GObject    *row)
{
  gtk_widget_activate_action (GTK_WIDGET (page), "win.open", "s",
                              tg_stored_row_get_id (TG_STORED_ROW (row)));
}

static void
tg_fact_list_page_class_init (TgFactListPageClass *klass)
{
  TgListPageClass *list_class = TG_LIST_PAGE_CLASS (klass);

  list_class->columns = fact_columns;
  list_class->n_columns = G_N_ELEMENTS (fact_columns);
  list_class->empty_icon = "document-new-symbolic";
  list_class->empty_title = N_("Nothing entered here yet");
  list_class->empty_description = N_("Enter a fact once; every filing is drawn from it.");
  list_class->changes = TG_CHANGE_FACTS;
  list_class->tabs_are_lists = TRUE;
  list_class->list = tg_fact_list_page_list;
  list_class->count = tg_fact_list_page_count;
  list_class->open = tg_fact_list_page_open;
}

static void
tg_fact_list_page_init (TgFactListPage *self)
{
}

GtkWidget *
tg_fact_list_page_new_parties (TgWorkspace *workspace,
                               const char  *title)
{
  TgListPage *self = g_object_new (TG_TYPE_FACT_LIST_PAGE, "title", title, NULL);

  tg_list_page_begin (self, workspace, party_types, G_N_ELEMENTS (party_types));
  return GTK_WIDGET (self);
}

GtkWidget *
tg_fact_list_page_new_documents (TgWorkspace *workspace,
                                 const char  *title)
{
  TgListPage *self = g_object_new (TG_TYPE_FACT_LIST_PAGE, "title", title, NULL);

  tg_list_page_begin (self, workspace, document_types, G_N_ELEMENTS (document_types));
  return GTK_WIDGET (self);
}
