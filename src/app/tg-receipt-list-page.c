/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-receipt-list-page.h"

#include "tg-receipt.h"

#include <glib/gi18n-lib.h>

struct _TgReceiptListPage
{
  TgListPage parent_instance;
};

G_DEFINE_FINAL_TYPE (TgReceiptListPage, tg_receipt_list_page, TG_TYPE_LIST_PAGE)

static const TgListTab receipt_tabs[] = { { "", N_("All") } };

/* Columns */

static char *
get_time (gpointer row)
{
  gint64 at = tg_receipt_get_at (row) / G_USEC_PER_SEC;
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (at);
  g_autoptr (GDateTime) local = g_date_time_to_local (time);

  return g_date_time_format (local, "%m-%d %H:%M");
}

static char *
get_agency (gpointer row)
{
  static const TgListTab agencies[] = {
    { "customs", N_("Customs") },
    { "tax", N_("Tax authority") },
    { "forex", N_("Forex authority") },
    { "commerce", N_("Commerce") },
    { "bank", N_("Bank") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (agencies); i++)
    if (g_str_equal (agencies[i].name, tg_receipt_get_agency (row)))
      return g_strdup (_(agencies[i].title));
  return g_strdup (tg_receipt_get_agency (row));
}

static char *
get_state (gpointer row)
{
  return g_strdup (tg_state_get_label (tg_receipt_get_status (row), TG_ATTEMPT_RECEIVED));
}

static const char *
get_state_class (gpointer row)
{
  switch (tg_state_get_actor (tg_receipt_get_status (row), TG_ATTEMPT_RECEIVED))
    {
    case TG_ACTOR_NOBODY:
      return "state-done";
    case TG_ACTOR_PERSON:
      return "state-attention";
    case TG_ACTOR_PROGRAM:
    case TG_ACTOR_AGENCY:
      return "state-under-way";
    }
  return "state-under-way";
}

static char *
get_code (gpointer row)
{
  return g_strdup (tg_receipt_get_code (row));
}

static char *
get_message (gpointer row)
{
  return g_strdup (tg_receipt_get_message (row));
}

static char *
get_number (gpointer row)
{
  return g_strdup (tg_receipt_get_number (row));
}

static const TgRecordColumn receipt_columns[] = {
  { "at", N_("Time"), TG_CARD_FIGURE, FALSE, FALSE, 11, get_time, NULL },
  { "agency", N_("From"), TG_CARD_TITLE, FALSE, FALSE, 10, get_agency, NULL },
  { "state", N_("State"), TG_CARD_PILL, FALSE, FALSE, 10, get_state, get_state_class },
  { "code", N_("Code"), TG_CARD_NOWHERE, FALSE, FALSE, 8, get_code, NULL },
  { "message", N_("What it says"), TG_CARD_SUBTITLE, FALSE, TRUE, 40, get_message, NULL },
  { "number", N_("Number given"), TG_CARD_NOWHERE, FALSE, FALSE, 24, get_number, NULL },
};

/* Overrides */

static GListModel *
tg_receipt_list_page_list (TgListPage *page,
                           const char *tab,
                           const char *words)
{
  return tg_workspace_list_receipts (tg_list_page_get_workspace (page));
}

static int
tg_receipt_list_page_count (TgListPage *page,
                            const char *tab)
{
  return -1;
}

static void
tg_receipt_list_page_open (TgListPage *page,
                           GObject    *row)
{
  gtk_widget_activate_action (GTK_WIDGET (page), "win.open", "s",
                              tg_receipt_get_filing (TG_RECEIPT (row)));
}

static void
tg_receipt_list_page_class_init (TgReceiptListPageClass *klass)
{
  TgListPageClass *list_class = TG_LIST_PAGE_CLASS (klass);

  list_class->columns = receipt_columns;
  list_class->n_columns = G_N_ELEMENTS (receipt_columns);
  list_class->empty_icon = "mail-unread-symbolic";
  list_class->empty_title = N_("No receipts yet");
  list_class->empty_description =
    N_("What the agencies answer to your filings comes here, newest first.");
  list_class->list = tg_receipt_list_page_list;
  list_class->count = tg_receipt_list_page_count;
  list_class->open = tg_receipt_list_page_open;
}

static void
tg_receipt_list_page_init (TgReceiptListPage *self)
{
}

GtkWidget *
tg_receipt_list_page_new (TgWorkspace *workspace,
                          const char  *title)
{
  TgListPage *self = g_object_new (TG_TYPE_RECEIPT_LIST_PAGE, "title", title, NULL);

  tg_list_page_begin (self, workspace, receipt_tabs, G_N_ELEMENTS (receipt_tabs));
  tg_list_page_set_new (self, NULL);
  return GTK_WIDGET (self);
}
