/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-areas.h"

#include <glib/gi18n-lib.h>

#include "tg-account-list-page.h"
#include "tg-fact-list-page.h"
#include "tg-filing-list-page.h"
#include "tg-overview-page.h"
#include "tg-practice-page.h"
#include "tg-receipt-list-page.h"

static const TgArea areas[TG_N_AREAS] = {
  { "overview", N_("Overview"), "tg-overview-symbolic", NULL },
  { "registration", N_("Registration"), "tg-registration-symbolic", "registration" },
  { "parties", N_("Goods and Partners"), "tg-goods-symbolic", NULL },
  { "documents", N_("Orders and Documents"), "tg-documents-symbolic", NULL },
  { "declaration", N_("Declarations"), "tg-declaration-symbolic", "declaration" },
  { "refund", N_("Refunds"), "tg-refund-symbolic", "refund" },
  { "forex", N_("Foreign Exchange"), "tg-forex-symbolic", "forex" },
  { "accounts", N_("Accounts"), "tg-accounts-symbolic", NULL },
  { "service", N_("Other Services"), "tg-service-symbolic", "service" },
  { "receipts", N_("Receipts"), "tg-receipts-symbolic", NULL },
  { "practice", N_("Exercises"), "tg-practice-symbolic", NULL },
};

const TgArea *
tg_areas_get (guint index)
{
  g_return_val_if_fail (index < TG_N_AREAS, NULL);

  return &areas[index];
}

const TgArea *
tg_areas_find (const char *name)
{
  for (guint i = 0; i < TG_N_AREAS; i++)
    if (g_str_equal (areas[i].name, name))
      return &areas[i];
  return NULL;
}

GtkWidget *
tg_areas_create (const TgArea *area,
                 TgWorkspace  *workspace)
{
  const char *title = _(area->title);

  if (area->family != NULL)
    return tg_filing_list_page_new (workspace, area->family, title);
  if (g_str_equal (area->name, "parties"))
    return tg_fact_list_page_new_parties (workspace, title);
  if (g_str_equal (area->name, "documents"))
    return tg_fact_list_page_new_documents (workspace, title);
  if (g_str_equal (area->name, "accounts"))
    return tg_account_list_page_new (workspace, title);
  if (g_str_equal (area->name, "receipts"))
    return tg_receipt_list_page_new (workspace, title);
  if (g_str_equal (area->name, "practice"))
    return tg_practice_page_new (workspace, title);
  return tg_overview_page_new (workspace, title);
}
