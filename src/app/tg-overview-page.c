/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-overview-page.h"

#include "tg-chain-board.h"
#include "tg-deadline.h"
#include "tg-filing-row.h"
#include "tg-menus.h"
#include "tg-month-chart.h"
#include "tg-words.h"

#include <glib/gi18n-lib.h>

/* A to-do list longer than this is a list page's business. */
#define MAX_TODO 8
#define FEW_TODO 4

/* Below this the charts stand one above the other. */
#define CHARTS_BESIDE 720

struct _TgOverviewPage
{
  TgPage          parent_instance;
  TgWorkspace    *workspace;
  GListModel     *todo;
  GListModel     *attention;    /* filings that need the person */

  AdwWindowTitle *window_title;
  GtkListBox     *todo_list;
  GtkStack       *board_stack;
  AdwBin         *board_place;
  AdwBin         *filed_place;
  AdwBin         *money_place;
  GtkMenuButton  *menu_button;
  GtkBox         *charts;
  gboolean        shows_all;    /* of what is due */
};

G_DEFINE_FINAL_TYPE (TgOverviewPage, tg_overview_page, TG_TYPE_PAGE)

static char *
dup_today (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();

  return g_date_time_format (now, "%Y-%m-%d");
}

static char *
describe_days (int days)
{
  if (days < 0)
    return g_strdup_printf (ngettext ("%d day late", "%d days late", -days), -days);
  if (days == 0)
    return g_strdup (_("Today"));
  return g_strdup_printf (ngettext ("%d day left", "%d days left", days), days);
}

static GtkWidget *
make_todo_row (TgDeadline *deadline,
               const char *today)
{
  int days = tg_deadline_get_days_left (deadline, today);
  const char *kind = tg_deadline_get_kind (deadline);
  g_autofree char *words = describe_days (days);
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *left = gtk_label_new (words);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), tg_deadline_get_text (deadline));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), tg_deadline_get_date (deadline));
  gtk_widget_add_css_class (left, days < 0 ? "state-attention" : days < 7 ? "state-draft"
                            : "state-under-way");
  gtk_widget_add_css_class (left, "state-pill");
  gtk_widget_set_valign (left, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), left);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "s", tg_deadline_get_subject (deadline));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), g_str_equal (kind, "redraw") ? "win.redraw"
                                  : g_str_equal (kind, "merge") ? "win.merge" : "win.open");
  return row;
}

static GtkWidget *
make_attention_row (TgFilingRow *filing)
{
  const TgFilingRowFields *fields = tg_filing_row_get_fields (filing);
  g_autofree char *title = g_strdup_printf ("%s %s", fields->title, fields->number);
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *pill = gtk_label_new (tg_filing_row_get_label (filing));

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), tg_filing_row_get_next_step (filing));
  tg_words_style_pill (pill, fields->filing_state, fields->attempt_state);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), pill);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "s",
                                    tg_stored_row_get_id (TG_STORED_ROW (filing)));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "win.open");
  return row;
}

static void show_todo (TgOverviewPage *self);

/* Its values come after it: then the list is drawn again. */
static void
add_attention (TgOverviewPage *self,
               guint           position)
{
  g_autoptr (TgFilingRow) filing = g_list_model_get_item (self->attention, position);

  if (tg_stored_row_is_loaded (TG_STORED_ROW (filing)))
    gtk_list_box_append (self->todo_list, make_attention_row (filing));
  else
    {
      g_signal_handlers_disconnect_by_func (filing, show_todo, self);
      g_signal_connect_object (filing, "notify::loaded", G_CALLBACK (show_todo), self,
                               G_CONNECT_SWAPPED);
    }
}

static void
on_more (TgOverviewPage *self)
{
  self->shows_all = TRUE;
  show_todo (self);
  gtk_widget_child_focus (GTK_WIDGET (self->todo_list), GTK_DIR_TAB_FORWARD);
}

/* The rest, which would push the chain board off the screen. */
static GtkWidget *
make_more_row (TgOverviewPage *self,
               guint           more)
{
  g_autofree char *title = g_strdup_printf (ngettext ("%u more", "%u more", more), more);
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             gtk_image_new_from_icon_name ("pan-down-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_signal_connect_object (row, "activated", G_CALLBACK (on_more), self, G_CONNECT_SWAPPED);
  return row;
}

static void
show_nothing (TgOverviewPage *self)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _("Nothing is due"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row),
                               _("What an agency or the calendar asks of you comes here."));
  gtk_list_box_append (self->todo_list, row);
}

static void
show_todo (TgOverviewPage *self)
{
  g_autofree char *today = dup_today ();
  guint filings = MIN (g_list_model_get_n_items (self->attention), MAX_TODO);
  guint all = filings + MIN (g_list_model_get_n_items (self->todo), MAX_TODO);
  guint shown = self->shows_all || all <= FEW_TODO + 1 ? all : FEW_TODO;
  GtkWidget *row = NULL;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->todo_list))) != NULL)
    gtk_list_box_remove (self->todo_list, row);
  for (guint i = 0; i < MIN (filings, shown); i++)
    add_attention (self, i);
  for (guint i = filings; i < shown; i++)
    {
      g_autoptr (TgDeadline) deadline = g_list_model_get_item (self->todo, i - filings);

      gtk_list_box_append (self->todo_list, make_todo_row (deadline, today));
    }
  if (shown < all)
    gtk_list_box_append (self->todo_list, make_more_row (self, all - shown));
  else if (all == 0)
    show_nothing (self);
}

static void
on_todo_changed (GListModel     *todo,
                 guint           position,
                 guint           removed,
                 guint           added,
                 TgOverviewPage *self)
{
  show_todo (self);
}

static void
on_sales_changed (GListModel     *sales,
                  guint           position,
                  guint           removed,
                  guint           added,
                  TgOverviewPage *self)
{
  gtk_stack_set_visible_child_name (self->board_stack, g_list_model_get_n_items (sales) > 0
                                    ? "board" : "empty");
}

static void
tg_overview_page_resized (TgPage *page,
                          int     width)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (TG_OVERVIEW_PAGE (page)->charts),
                                  width < CHARTS_BESIDE ? GTK_ORIENTATION_VERTICAL
                                  : GTK_ORIENTATION_HORIZONTAL);
}

static void
tg_overview_page_dispose (GObject *object)
{
  TgOverviewPage *self = TG_OVERVIEW_PAGE (object);

  g_clear_object (&self->todo);
  g_clear_object (&self->attention);
  g_clear_object (&self->workspace);
  gtk_widget_dispose_template (GTK_WIDGET (self), TG_TYPE_OVERVIEW_PAGE);
  G_OBJECT_CLASS (tg_overview_page_parent_class)->dispose (object);
}

static void
tg_overview_page_class_init (TgOverviewPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tg_overview_page_dispose;
  TG_PAGE_CLASS (klass)->resized = tg_overview_page_resized;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/tongguan/Tongguan/tg-overview-page.ui");
  gtk_widget_class_bind_template_child (widget_class, TgOverviewPage, window_title);
  gtk_widget_class_bind_template_child (widget_class, TgOverviewPage, todo_list);
  gtk_widget_class_bind_template_child (widget_class, TgOverviewPage, board_stack);
  gtk_widget_class_bind_template_child (widget_class, TgOverviewPage, board_place);
  gtk_widget_class_bind_template_child (widget_class, TgOverviewPage, filed_place);
  gtk_widget_class_bind_template_child (widget_class, TgOverviewPage, money_place);
  gtk_widget_class_bind_template_child (widget_class, TgOverviewPage, menu_button);
  gtk_widget_class_bind_template_child (widget_class, TgOverviewPage, charts);
}

static void
tg_overview_page_init (TgOverviewPage *self)
{
  g_autoptr (GMenuModel) menu = tg_menus_load ("main-menu");

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_menu_button_set_menu_model (self->menu_button, menu);
}

GtkWidget *
tg_overview_page_new (TgWorkspace *workspace,
                      const char  *title)
{
  TgOverviewPage *self = g_object_new (TG_TYPE_OVERVIEW_PAGE, "title", title, NULL);
  g_autoptr (GListModel) sales = tg_workspace_list_sales (workspace);
  g_autoptr (GListModel) months = tg_workspace_list_months (workspace);

  self->workspace = g_object_ref (workspace);
  self->todo = tg_workspace_list_todo (workspace);
  self->attention = tg_workspace_list_filings (workspace, "", "attention", "");
  adw_window_title_set_title (self->window_title, title);
  adw_bin_set_child (self->board_place, tg_chain_board_new (sales));
  adw_bin_set_child (self->filed_place, tg_month_chart_new (months, TG_MONTH_CHART_FILED));
  adw_bin_set_child (self->money_place, tg_month_chart_new (months, TG_MONTH_CHART_REFUND));
  g_signal_connect_object (self->todo, "items-changed", G_CALLBACK (on_todo_changed), self, 0);
  g_signal_connect_object (self->attention, "items-changed", G_CALLBACK (on_todo_changed), self, 0);
  g_signal_connect_object (sales, "items-changed", G_CALLBACK (on_sales_changed), self, 0);
  on_sales_changed (sales, 0, 0, 0, self);
  show_todo (self);
  return GTK_WIDGET (self);
}
