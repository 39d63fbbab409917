/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-filing-list-page.h"

#include "tg-decimal.h"
#include "tg-filing-row.h"

#include <glib/gi18n-lib.h>

struct _TgFilingListPage
{
  TgListPage  parent_instance;
  char       *family;
};

G_DEFINE_FINAL_TYPE (TgFilingListPage, tg_filing_list_page, TG_TYPE_LIST_PAGE)

static const TgListTab filing_groups[] = {
  { "", N_("All") },
  { "draft", N_("Drafts") },
  { "under-way", N_("Under way") },
  { "attention", N_("Needs you") },
  { "done", N_("Done") },
};

/* Columns */

static char *
get_number (gpointer row)
{
  const char *number = tg_filing_row_get_fields (row)->number;

  return g_strdup (*number != '\0' || !tg_stored_row_is_loaded (row) ? number : _("No number yet"));
}

static char *
get_title (gpointer row)
{
  return g_strdup (tg_filing_row_get_fields (row)->title);
}

static char *
get_summary (gpointer row)
{
  return g_strdup (tg_filing_row_get_fields (row)->summary);
}

static char *
get_amount (gpointer row)
{
  const TgFilingRowFields *fields = tg_filing_row_get_fields (row);
  TgDecimal amount;
  g_autofree char *grouped = NULL;

  if (!tg_decimal_parse (fields->amount, &amount, NULL))
    return g_strdup (fields->amount);
  grouped = tg_decimal_to_grouped (amount, 2);
  return *fields->currency == '\0' ? g_steal_pointer (&grouped)
         : g_strconcat (grouped, " ", fields->currency, NULL);
}

static char *
get_state (gpointer row)
{
  return g_strdup (tg_stored_row_is_loaded (row) ? tg_filing_row_get_label (row) : "");
}

static const char *
get_state_class (gpointer row)
{
  const TgFilingRowFields *fields = tg_filing_row_get_fields (row);

  switch (tg_state_get_actor (fields->filing_state, fields->attempt_state))
    {
    case TG_ACTOR_NOBODY:
      return "state-done";
    case TG_ACTOR_PERSON:
      return fields->filing_state == TG_FILING_DRAFT ? "state-draft" : "state-attention";
    case TG_ACTOR_PROGRAM:
    case TG_ACTOR_AGENCY:
      return "state-under-way";
    }
  return "state-draft";
}

static char *
get_next_step (gpointer row)
{
  const TgFilingRowFields *fields = tg_filing_row_get_fields (row);

  if (!tg_stored_row_is_loaded (row))
    return g_strdup ("");
  if (*fields->due == '\0')
    return g_strdup (tg_filing_row_get_next_step (row));
  /* Translators: the next step, and the date by which it is due */
  return g_strdup_printf (_("%s, by %s"), tg_filing_row_get_next_step (row), fields->due);
}

static char *
get_updated (gpointer row)
{
  gint64 updated = tg_filing_row_get_fields (row)->updated;
  g_autoptr (GDateTime) time = NULL;
  g_autoptr (GDateTime) local = NULL;

  if (updated == 0)
    return g_strdup ("");
  time = g_date_time_new_from_unix_utc (updated / G_USEC_PER_SEC);
  local = g_date_time_to_local (time);
  return g_date_time_format (local, "%m-%d %H:%M");
}

static const TgRecordColumn filing_columns[] = {
  { "number", N_("Number"), TG_CARD_TITLE, TRUE, FALSE, 20, get_number, NULL },
  { "form", N_("Form"), TG_CARD_NOWHERE, FALSE, FALSE, 10, get_title, NULL },
  { "summary", N_("Contents"), TG_CARD_SUBTITLE, TRUE, TRUE, 20, get_summary, NULL },
  { "amount", N_("Amount"), TG_CARD_FIGURE, TRUE, FALSE, 14, get_amount, NULL },
  { "state", N_("State"), TG_CARD_PILL, TRUE, FALSE, 10, get_state, get_state_class },
  { "due", N_("Next step"), TG_CARD_NOWHERE, TRUE, TRUE, 20, get_next_step, NULL },
  { "updated", N_("Changed"), TG_CARD_NOWHERE, TRUE, FALSE, 11, get_updated, NULL },
};

/* Overrides */

static GListModel *
tg_filing_list_page_list (TgListPage *page,
                          const char *tab,
                          const char *words)
{
  return tg_workspace_list_filings (tg_list_page_get_workspace (page),
                                    TG_FILING_LIST_PAGE (page)->family, tab, words);
}

static int
tg_filing_list_page_count (TgListPage *page,
                           const char *tab)
{
  return (int) tg_workspace_get_count (tg_list_page_get_workspace (page),
                                       TG_FILING_LIST_PAGE (page)->family, tab);
}

static void
tg_filing_list_page_open (TgListPage *page,
                          GObject    *row)
{
  gtk_widget_activate_action (GTK_WIDGET (page), "win.open", "s",
                              tg_stored_row_get_id (TG_STORED_ROW (row)));
}

static void
tg_filing_list_page_finalize (GObject *object)
{
  g_free (TG_FILING_LIST_PAGE (object)->family);
  G_OBJECT_CLASS (tg_filing_list_page_parent_class)->finalize (object);
}

static void
tg_filing_list_page_class_init (TgFilingListPageClass *klass)
{
  TgListPageClass *list_class = TG_LIST_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = tg_filing_list_page_finalize;
  list_class->columns = filing_columns;
  list_class->n_columns = G_N_ELEMENTS (filing_columns);
  list_class->empty_icon = "document-new-symbolic";
  list_class->empty_title = N_("Nothing filed here yet");
  list_class->empty_description = N_("Start from scratch, or draw a filing from an order.");
  list_class->changes = TG_CHANGE_FILINGS | TG_CHANGE_OUTBOX;
  list_class->list = tg_filing_list_page_list;
  list_class->count = tg_filing_list_page_count;
  list_class->open = tg_filing_list_page_open;
  list_class->sort = tg_filing_list_sort;
}

static void
tg_filing_list_page_init (TgFilingListPage *self)
{
}

GtkWidget *
tg_filing_list_page_new (TgWorkspace *workspace,
                         const char  *family,
                         const char  *title)
{
  TgFilingListPage *self = g_object_new (TG_TYPE_FILING_LIST_PAGE, "title", title, NULL);

  self->family = g_strdup (family);
  tg_list_page_begin (TG_LIST_PAGE (self), workspace, filing_groups, G_N_ELEMENTS (filing_groups));
  tg_list_page_set_new (TG_LIST_PAGE (self), family);
  return GTK_WIDGET (self);
}
