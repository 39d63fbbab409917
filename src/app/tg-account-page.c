/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-account-page.h"

#include <glib/gi18n-lib.h>

#include "tg-account-words.h"
#include "tg-posting-row.h"
#include "tg-record-view.h"
#include "tg-workspace-accounts.h"

/* The account is a list of one row, so that it is told of its changes as any other. */
struct _TgAccountPage
{
  TgPage          parent_instance;

  AdwWindowTitle *window_title;
  GtkButton      *new_button;
  GtkButton      *opened_button;
  GtkLabel       *balance;
  GtkLabel       *details;
  GtkLabel       *stated;
  GtkStack       *stack;
  AdwBin         *list_place;
  TgRecordView   *view;
  TgWorkspace    *workspace;
  char           *id;
  GListModel     *accounts;
  GListModel     *postings;
  gboolean        awaits;        /* the caret goes to the rows as soon as there are any */
};

G_DEFINE_FINAL_TYPE (TgAccountPage, tg_account_page, TG_TYPE_PAGE)

/* Columns */

static char *
get_date (gpointer row)
{
  return g_strdup (tg_posting_row_get_fields (row)->date);
}

static char *
get_kind (gpointer row)
{
  return g_strdup (tg_posting_row_get_fields (row)->kind);
}

static char *
get_counterparty (gpointer row)
{
  const TgPostingRowFields *fields = tg_posting_row_get_fields (row);

  if (fields->counterparty[0] == '\0' || fields->reference[0] == '\0')
    return g_strconcat (fields->counterparty, fields->reference, NULL);
  return g_strdup_printf ("%s · %s", fields->counterparty, fields->reference);
}

static char *
get_amount (gpointer row)
{
  const TgPostingRowFields *fields = tg_posting_row_get_fields (row);

  return tg_account_words_dup_amount (fields->amount, fields->currency);
}

static char *
get_balance (gpointer row)
{
  const TgPostingRowFields *fields = tg_posting_row_get_fields (row);

  return fields->is_reversed ? g_strdup ("")
         : tg_account_words_dup_amount (fields->balance, fields->currency);
}

static char *
get_source (gpointer row)
{
  const TgPostingRowFields *fields = tg_posting_row_get_fields (row);

  if (fields->source[0] != '\0')
    return g_strdup (fields->source_title);
  if (!tg_stored_row_is_loaded (TG_STORED_ROW (row)))
    return g_strdup ("");
  return g_strdup (fields->draws[0] != '\0' ? _("Not declared: Return draws it")
                   : _("Told by the bank"));
}

static char *
get_remark (gpointer row)
{
  const TgPostingRowFields *fields = tg_posting_row_get_fields (row);

  return g_strdup (fields->is_reversed ? _("taken back") : fields->quota);
}

static const char *
get_remark_class (gpointer row)
{
  return tg_posting_row_get_fields (row)->is_reversed ? "state-attention" : "state-draft";
}

static const TgRecordColumn posting_columns[] = {
  { "date", N_("Day"), TG_CARD_NOWHERE, FALSE, FALSE, 10, get_date, NULL },
  { "kind", N_("Kind"), TG_CARD_TITLE, FALSE, FALSE, 12, get_kind, NULL },
  { "counterparty", N_("Other party"), TG_CARD_SUBTITLE, FALSE, TRUE, 16, get_counterparty, NULL },
  { "amount", N_("Amount"), TG_CARD_FIGURE, FALSE, FALSE, 17, get_amount, NULL },
  { "balance", N_("Balance after it"), TG_CARD_NOWHERE_FIGURE, FALSE, FALSE, 17, get_balance,
    NULL },
  { "source", N_("From"), TG_CARD_NOWHERE, FALSE, TRUE, 16, get_source, NULL },
  { "remark", N_("Remark"), TG_CARD_PILL, FALSE, FALSE, 14, get_remark, get_remark_class },
};

/* ---- the account ---- */

static void
show_account (TgAccountPage      *self,
              TgAccountRow       *row)
{
  const TgAccountRowFields *fields = tg_account_row_get_fields (row);
  g_autofree char *title = g_strdup_printf (_("Account %s %s"), fields->number, fields->currency);
  g_autofree char *balance = tg_account_words_dup_balance (fields);
  g_autofree char *stated = tg_account_words_dup_stated (fields);

  tg_page_set_title (TG_PAGE (self), title);
  adw_window_title_set_title (self->window_title, title);
  adw_window_title_set_subtitle (self->window_title, fields->bank);
  gtk_label_set_label (self->balance, balance);
  gtk_label_set_label (self->details, fields->kind);
  gtk_label_set_label (self->stated, stated);
  gtk_widget_set_visible (GTK_WIDGET (self->stated), stated[0] != '\0');
  gtk_widget_set_visible (GTK_WIDGET (self->opened_button), fields->filing[0] != '\0');
  if (fields->filing[0] != '\0')
    {
      gtk_actionable_set_action_target (GTK_ACTIONABLE (self->opened_button), "s", fields->filing);
      gtk_actionable_set_action_name (GTK_ACTIONABLE (self->opened_button), "win.open");
    }
}

static void
on_account_loaded (TgAccountRow  *row,
                   GParamSpec    *pspec,
                   TgAccountPage *self)
{
  show_account (self, row);
}

static void
on_account_changed (TgAccountPage *self)
{
  g_autoptr (TgAccountRow) row = g_list_model_get_item (self->accounts, 0);

  if (row == NULL)
    return;
  g_signal_handlers_disconnect_by_func (row, on_account_loaded, self);
  g_signal_connect_object (row, "notify::loaded", G_CALLBACK (on_account_loaded), self, 0);
  if (tg_stored_row_is_loaded (TG_STORED_ROW (row)))
    show_account (self, row);
}

/* ---- the postings ---- */

static gboolean
enter_rows (GtkWidget     *widget,
            GdkFrameClock *clock,
            gpointer       data)
{
  TgAccountPage *self = TG_ACCOUNT_PAGE (widget);

  if (self->awaits && gtk_widget_get_mapped (GTK_WIDGET (self->view)))
    self->awaits = !gtk_widget_child_focus (GTK_WIDGET (self->view), GTK_DIR_TAB_FORWARD);
  return self->awaits && gtk_widget_get_mapped (widget) ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

static void
on_postings_changed (TgAccountPage *self)
{
  guint n_postings = g_list_model_get_n_items (self->postings);

  gtk_stack_set_visible_child_name (self->stack, n_postings > 0 ? "list" : "empty");
  if (self->awaits && n_postings > 0)
    gtk_widget_add_tick_callback (GTK_WIDGET (self), enter_rows, NULL, NULL);
}

static void
on_open (TgRecordView  *view,
         TgPostingRow  *row,
         TgAccountPage *self)
{
  const TgPostingRowFields *fields = tg_posting_row_get_fields (row);
  const char *ids[] = { tg_stored_row_get_id (TG_STORED_ROW (row)), NULL };

  if (fields->source[0] != '\0')
    gtk_widget_activate_action (GTK_WIDGET (self), "win.open", "s", fields->source);
  else if (fields->draws[0] != '\0')
    gtk_widget_activate_action (GTK_WIDGET (self), "win.make", "(s^as)", fields->draws, ids);
  else
    tg_page_toast (TG_PAGE (self), _("The bank told this; no filing belongs to it."));
}

static void
on_new (GtkWidget  *widget,
        const char *name,
        GVariant   *parameter)
{
  const char *ids[] = { TG_ACCOUNT_PAGE (widget)->id, NULL };

  gtk_widget_activate_action (widget, "win.make", "(s^as)", "fact:forex-posting", ids);
}

/* ---- the page ---- */

static void
tg_account_page_resized (TgPage *page,
                         int     width)
{
  TgAccountPage *self = TG_ACCOUNT_PAGE (page);

  if (self->view != NULL)
    tg_record_view_set_narrow (self->view, tg_page_is_narrow (page));
}

static gboolean
tg_account_page_grab_caret (TgPage *page)
{
  TgAccountPage *self = TG_ACCOUNT_PAGE (page);

  if (self->view == NULL)
    return FALSE;
  self->awaits = !gtk_widget_child_focus (GTK_WIDGET (self->view), GTK_DIR_TAB_FORWARD);
  return !self->awaits;
}

static void
tg_account_page_dispose (GObject *object)
{
  TgAccountPage *self = TG_ACCOUNT_PAGE (object);

  g_clear_object (&self->accounts);
  g_clear_object (&self->postings);
  g_clear_object (&self->workspace);
  g_clear_pointer (&self->id, g_free);
  G_OBJECT_CLASS (tg_account_page_parent_class)->dispose (object);
}

static void
tg_account_page_class_init (TgAccountPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tg_account_page_dispose;
  TG_PAGE_CLASS (klass)->resized = tg_account_page_resized;
  TG_PAGE_CLASS (klass)->grab_caret = tg_account_page_grab_caret;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/tongguan/Tongguan/tg-account-page.ui");
  gtk_widget_class_bind_template_child (widget_class, TgAccountPage, window_title);
  gtk_widget_class_bind_template_child (widget_class, TgAccountPage, new_button);
  gtk_widget_class_bind_template_child (widget_class, TgAccountPage, opened_button);
  gtk_widget_class_bind_template_child (widget_class, TgAccountPage, balance);
  gtk_widget_class_bind_template_child (widget_class, TgAccountPage, details);
  gtk_widget_class_bind_template_child (widget_class, TgAccountPage, stated);
  gtk_widget_class_bind_template_child (widget_class, TgAccountPage, stack);
  gtk_widget_class_bind_template_child (widget_class, TgAccountPage, list_place);
  gtk_widget_class_install_action (widget_class, "page.main", NULL, on_new);
}

static void
tg_account_page_init (TgAccountPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
tg_account_page_new (TgWorkspace *workspace,
                     const char  *id)
{
  TgAccountPage *self = g_object_new (TG_TYPE_ACCOUNT_PAGE, "title", _("Account"), NULL);

  self->workspace = g_object_ref (workspace);
  self->id = g_strdup (id);
  self->view = TG_RECORD_VIEW (tg_record_view_new (posting_columns, G_N_ELEMENTS (posting_columns),
                                                   _("Postings")));
  g_signal_connect_object (self->view, "open", G_CALLBACK (on_open), self, 0);
  adw_bin_set_child (self->list_place, GTK_WIDGET (self->view));
  self->accounts = tg_workspace_list_account (workspace, id);
  g_signal_connect_object (self->accounts, "items-changed", G_CALLBACK (on_account_changed), self,
                           G_CONNECT_SWAPPED);
  self->postings = tg_workspace_list_postings (workspace, id);
  g_signal_connect_object (self->postings, "items-changed", G_CALLBACK (on_postings_changed), self,
                           G_CONNECT_SWAPPED);
  tg_record_view_set_model (self->view, self->postings);
  on_account_changed (self);
  on_postings_changed (self);
  return GTK_WIDGET (self);
}
