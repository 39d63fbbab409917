/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-problem-pane.h"

#include <glib/gi18n-lib.h>

#include "tg-relation-list.h"
#include "tg-timeline.h"

/* The issues are the draft's own live list; rows are made for those on screen. */
struct _TgProblemPane
{
  AdwBin       parent_instance;

  GtkLabel    *count;
  GtkLabel    *none;
  GtkScrolledWindow *scroller;
  GtkListView *issues;
  TgRelationList *relations;
  GtkWidget   *history;
  TgTimeline  *timeline;
  GtkLabel    *made_under;
  GtkWidget   *help;
  GtkLabel    *help_title;
  GtkLabel    *help_text;
  TgDraft     *draft;
  GListModel  *model;
  guint        fit_source;
};

/* So high the list of issues becomes before it scrolls. */
#define MAX_LIST_HEIGHT 320

G_DEFINE_FINAL_TYPE (TgProblemPane, tg_problem_pane, ADW_TYPE_BIN)

enum { JUMP, N_SIGNALS };

static guint signals[N_SIGNALS];

static void
on_setup (GtkSignalListItemFactory *factory,
          GtkListItem              *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *icon = gtk_image_new ();
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *place = gtk_label_new (NULL);
  GtkWidget *message = gtk_label_new (NULL);

  gtk_widget_set_valign (icon, GTK_ALIGN_START);
  gtk_label_set_xalign (GTK_LABEL (place), 0);
  gtk_label_set_ellipsize (GTK_LABEL (place), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (place, "caption-heading");
  gtk_label_set_xalign (GTK_LABEL (message), 0);
  gtk_label_set_wrap (GTK_LABEL (message), TRUE);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (words), place);
  gtk_box_append (GTK_BOX (words), message);
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), words);
  gtk_list_item_set_child (item, box);
}

static void
style_icon (GtkWidget *icon,
            TgLevel    level)
{
  static const char * const names[] = { "dialog-error-symbolic", "dialog-warning-symbolic",
                                        "dialog-information-symbolic" };
  static const char * const css_classes[] = { "error", "warning", "dim-label" };
  const char *classes[] = { css_classes[level], NULL };

  gtk_image_set_from_icon_name (GTK_IMAGE (icon), names[level]);
  gtk_widget_set_css_classes (icon, classes);
}

static void
on_bind (GtkSignalListItemFactory *factory,
         GtkListItem              *item,
         TgProblemPane            *self)
{
  TgIssue *issue = gtk_list_item_get_item (item);
  GtkWidget *icon = gtk_widget_get_first_child (gtk_list_item_get_child (item));
  GtkWidget *words = gtk_widget_get_next_sibling (icon);
  GtkWidget *place = gtk_widget_get_first_child (words);
  g_autofree char *name = tg_draft_dup_place (self->draft, tg_issue_get_path (issue));

  style_icon (icon, tg_issue_get_level (issue));
  gtk_label_set_label (GTK_LABEL (place), name);
  gtk_label_set_label (GTK_LABEL (gtk_widget_get_next_sibling (place)),
                       tg_issue_get_message (issue));
}

static void
on_activate (TgProblemPane *self,
             guint          position)
{
  g_autoptr (TgIssue) issue = g_list_model_get_item (self->model, position);

  if (issue != NULL)
    g_signal_emit (self, signals[JUMP], 0, tg_issue_get_path (issue));
}

/* How high the rows are shows once their words are broken into lines; a scrolled window asks before
 * that. */
static gboolean
fit_list (gpointer data)
{
  TgProblemPane *self = data;
  GtkAdjustment *rows = gtk_scrolled_window_get_vadjustment (self->scroller);

  self->fit_source = 0;
  gtk_scrolled_window_set_min_content_height (self->scroller,
                                              MIN ((int) gtk_adjustment_get_upper (rows),
                                                   MAX_LIST_HEIGHT));
  return G_SOURCE_REMOVE;
}

static void
on_rows_changed (TgProblemPane *self,
                 GtkAdjustment *rows)
{
  if (self->fit_source == 0 &&
      gtk_adjustment_get_upper (rows) > gtk_adjustment_get_page_size (rows))
    self->fit_source = g_idle_add (fit_list, self);
}

static const char *
describe_none (TgProblemPane *self,
               gboolean       checked,
               guint          n_remarks)
{
  if (!checked)
    return _("Not checked yet. F7 checks all fields.");
  if (n_remarks > 0)
    return _("The check finds nothing. These are the agency’s remarks.");
  return tg_draft_is_fact (self->draft) ? _("None found.") : _("None found. Ready to send.");
}

/* What only informs is listed and is no problem. */
static void
show_count (TgProblemPane *self)
{
  g_autofree char *text = NULL;
  guint n_blocking, n_warnings, count;
  guint n_remarks = tg_draft_count_remarks (self->draft);
  gboolean checked;

  g_object_get (self->draft, "checked", &checked, "n-blocking", &n_blocking,
                "n-warnings", &n_warnings, NULL);
  count = n_blocking + n_warnings;
  text = g_strdup_printf (_("Problems %u"), count);
  gtk_label_set_label (self->count, count > 0 ? text : _("Problems"));
  gtk_scrolled_window_set_min_content_height (self->scroller, -1);
  gtk_widget_set_visible (GTK_WIDGET (self->scroller),
                          g_list_model_get_n_items (self->model) > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->none), count == n_remarks);
  gtk_label_set_label (self->none, describe_none (self, checked, n_remarks));
}

static void
show_history (TgProblemPane *self)
{
  g_autoptr (GListModel) receipts = tg_draft_list_receipts (self->draft);

  gtk_widget_set_visible (self->history, g_list_model_get_n_items (receipts) > 0);
  tg_timeline_set_receipts (self->timeline, receipts);
}

static void
tg_problem_pane_dispose (GObject *object)
{
  TgProblemPane *self = TG_PROBLEM_PANE (object);

  g_clear_handle_id (&self->fit_source, g_source_remove);
  g_clear_object (&self->draft);
  g_clear_object (&self->model);
  G_OBJECT_CLASS (tg_problem_pane_parent_class)->dispose (object);
}

static void
tg_problem_pane_class_init (TgProblemPaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (TG_TYPE_RELATION_LIST);
  g_type_ensure (TG_TYPE_TIMELINE);
  G_OBJECT_CLASS (klass)->dispose = tg_problem_pane_dispose;
  signals[JUMP] = g_signal_new ("jump", TG_TYPE_PROBLEM_PANE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL,
                                G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/tongguan/Tongguan/tg-problem-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, TgProblemPane, count);
  gtk_widget_class_bind_template_child (widget_class, TgProblemPane, none);
  gtk_widget_class_bind_template_child (widget_class, TgProblemPane, scroller);
  gtk_widget_class_bind_template_child (widget_class, TgProblemPane, issues);
  gtk_widget_class_bind_template_child (widget_class, TgProblemPane, relations);
  gtk_widget_class_bind_template_child (widget_class, TgProblemPane, history);
  gtk_widget_class_bind_template_child (widget_class, TgProblemPane, timeline);
  gtk_widget_class_bind_template_child (widget_class, TgProblemPane, made_under);
  gtk_widget_class_bind_template_child (widget_class, TgProblemPane, help);
  gtk_widget_class_bind_template_child (widget_class, TgProblemPane, help_title);
  gtk_widget_class_bind_template_child (widget_class, TgProblemPane, help_text);
  gtk_widget_class_bind_template_callback (widget_class, on_setup);
  gtk_widget_class_bind_template_callback (widget_class, on_bind);
  gtk_widget_class_bind_template_callback (widget_class, on_activate);
}

static void
tg_problem_pane_init (TgProblemPane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_scrolled_window_set_max_content_height (self->scroller, MAX_LIST_HEIGHT);
  g_signal_connect_object (gtk_scrolled_window_get_vadjustment (self->scroller), "changed",
                           G_CALLBACK (on_rows_changed), self, G_CONNECT_SWAPPED);
}

static void
show_made_under (TgProblemPane *self)
{
  g_autofree char *version = tg_draft_dup_made_under (self->draft);
  g_autofree char *words = g_strdup_printf (_("Form: %s"), version);

  gtk_label_set_label (self->made_under, words);
  gtk_widget_set_visible (GTK_WIDGET (self->made_under), !tg_draft_is_fact (self->draft));
}

void
tg_problem_pane_set_draft (TgProblemPane *self,
                           TgWorkspace   *workspace,
                           TgDraft       *draft)
{
  g_autoptr (GtkSelectionModel) selection = NULL;

  if (workspace != NULL)
    tg_relation_list_set_subject (self->relations, workspace, tg_draft_get_id (draft));

  self->draft = g_object_ref (draft);
  self->model = tg_draft_list_issues (draft);
  selection = GTK_SELECTION_MODEL (gtk_no_selection_new (g_object_ref (self->model)));
  gtk_list_view_set_model (self->issues, selection);
  g_signal_connect_object (draft, "issues-changed", G_CALLBACK (show_count), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (draft, "notify::checked", G_CALLBACK (show_count), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (draft, "receipts-changed", G_CALLBACK (show_history), self,
                           G_CONNECT_SWAPPED);
  show_count (self);
  show_history (self);
  show_made_under (self);
}

void
tg_problem_pane_show_help (TgProblemPane *self,
                           const TgField *field)
{
  const char *help = field != NULL ? tg_text_get (field->help) : "";

  gtk_widget_set_visible (self->help, field != NULL);
  if (field == NULL)
    return;
  gtk_label_set_label (self->help_title, tg_text_get (field->label));
  gtk_label_set_label (self->help_text, help[0] != '\0' ? help
                       : _("There is no more to say about it."));
}
