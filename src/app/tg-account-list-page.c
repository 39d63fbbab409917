/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-account-list-page.h"

#include <glib/gi18n-lib.h>

#include "tg-account-head.h"
#include "tg-account-row.h"
#include "tg-account-words.h"
#include "tg-workspace-accounts.h"

struct _TgAccountListPage
{
  TgListPage     parent_instance;

  TgAccountHead *head;       /* in the page; NULL while it is built */
};

G_DEFINE_FINAL_TYPE (TgAccountListPage, tg_account_list_page, TG_TYPE_LIST_PAGE)

static const TgListTab all[] = { { "", N_("All") } };

/* Columns */

static char *
get_number (gpointer row)
{
  const TgAccountRowFields *fields = tg_account_row_get_fields (row);

  return g_strdup_printf ("%s %s", fields->number, fields->currency);
}

static char *
get_bank (gpointer row)
{
  return g_strdup (tg_account_row_get_fields (row)->bank);
}

static char *
get_kind (gpointer row)
{
  return g_strdup (tg_account_row_get_fields (row)->kind);
}

static char *
get_balance (gpointer row)
{
  return tg_account_words_dup_balance (tg_account_row_get_fields (row));
}

static char *
get_last (gpointer row)
{
  return g_strdup (tg_account_row_get_fields (row)->last);
}

static char *
get_stated (gpointer row)
{
  return tg_account_words_dup_stated (tg_account_row_get_fields (row));
}

static const char *
get_stated_class (gpointer row)
{
  return "state-attention";
}

static const TgRecordColumn account_columns[] = {
  { "number", N_("Account"), TG_CARD_TITLE, FALSE, FALSE, 14, get_number, NULL },
  { "bank", N_("Bank"), TG_CARD_SUBTITLE, FALSE, TRUE, 18, get_bank, NULL },
  { "kind", N_("Kind"), TG_CARD_NOWHERE, FALSE, TRUE, 16, get_kind, NULL },
  { "balance", N_("Balance"), TG_CARD_FIGURE, FALSE, FALSE, 20, get_balance, NULL },
  { "last", N_("Last posting"), TG_CARD_NOWHERE, FALSE, FALSE, 11, get_last, NULL },
  { "stated", N_("Remark"), TG_CARD_PILL, FALSE, FALSE, 18, get_stated, get_stated_class },
};

/* Overrides */

static GListModel *
tg_account_list_page_list (TgListPage *page,
                           const char *tab,
                           const char *words)
{
  return tg_workspace_list_accounts (tg_list_page_get_workspace (page));
}

static int
tg_account_list_page_count (TgListPage *page,
                            const char *tab)
{
  return -1;
}

static void
tg_account_list_page_open (TgListPage *page,
                           GObject    *row)
{
  gtk_widget_activate_action (GTK_WIDGET (page), "win.account", "s",
                              tg_stored_row_get_id (TG_STORED_ROW (row)));
}

static void
tg_account_list_page_resized (TgPage *page,
                              int     width)
{
  TgAccountListPage *self = TG_ACCOUNT_LIST_PAGE (page);

  TG_PAGE_CLASS (tg_account_list_page_parent_class)->resized (page, width);
  if (self->head != NULL)
    tg_account_head_set_narrow (self->head, width < 800);
}

static void
tg_account_list_page_class_init (TgAccountListPageClass *klass)
{
  TgListPageClass *list_class = TG_LIST_PAGE_CLASS (klass);

  TG_PAGE_CLASS (klass)->resized = tg_account_list_page_resized;
  list_class->columns = account_columns;
  list_class->n_columns = G_N_ELEMENTS (account_columns);
  list_class->empty_icon = "tg-accounts-symbolic";
  list_class->empty_title = N_("No account yet");
  list_class->empty_description = N_("An account stands here when a bank has opened it (FX-11) or "
                                     "told of money on it, or when you enter one.");
  list_class->changes = TG_CHANGE_ACCOUNTS;
  list_class->is_whole = TRUE;
  list_class->list = tg_account_list_page_list;
  list_class->count = tg_account_list_page_count;
  list_class->open = tg_account_list_page_open;
}

static void
tg_account_list_page_init (TgAccountListPage *self)
{
}

GtkWidget *
tg_account_list_page_new (TgWorkspace *workspace,
                          const char  *title)
{
  TgAccountListPage *self = g_object_new (TG_TYPE_ACCOUNT_LIST_PAGE, "title", title, NULL);

  tg_list_page_begin (TG_LIST_PAGE (self), workspace, all, G_N_ELEMENTS (all));
  tg_list_page_set_new (TG_LIST_PAGE (self), "fact:forex-account");
  tg_list_page_set_import (TG_LIST_PAGE (self), "fact:forex-posting");
  self->head = TG_ACCOUNT_HEAD (tg_account_head_new (workspace));
  tg_list_page_set_head (TG_LIST_PAGE (self), GTK_WIDGET (self->head));
  return GTK_WIDGET (self);
}
