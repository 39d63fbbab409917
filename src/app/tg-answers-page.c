/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-answers-page.h"

#include <glib/gi18n-lib.h>

#include "tg-answer.h"
#include "tg-error.h"
#include "tg-form-page.h"
#include "tg-secret-dialog.h"
#include "tg-share.h"
#include "tg-window.h"
#include "tg-workspace-keys.h"

/* The answers are taken once, when the page is opened: what is read here is what is sent. */
struct _TgAnswersPage
{
  TgPage          parent_instance;

  AdwWindowTitle *window_title;
  GtkListView    *list;
  GtkButton      *send_button;
  GtkLabel       *target;
  GtkExpander    *shares;
  GtkListBox     *share_list;
  GtkExpander    *hidden;
  GtkListBox     *hidden_list;
  GtkWidget      *spinner;
  TgWorkspace    *workspace;
  TgDraft        *draft;
  GListModel     *answers;
  GCancellable   *cancellable;
};

G_DEFINE_FINAL_TYPE (TgAnswersPage, tg_answers_page, TG_TYPE_PAGE)

static GtkWidget *
create_label (const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

static void
on_setup (GtkSignalListItemFactory *factory,
          GtkListItem              *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *label = create_label ("dim-label");
  GtkWidget *value = create_label ("numeric");

  gtk_box_append (GTK_BOX (box), create_label ("heading"));
  gtk_widget_set_size_request (label, 200, -1);
  gtk_label_set_width_chars (GTK_LABEL (label), 16);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 16);
  gtk_widget_set_hexpand (value, TRUE);
  gtk_box_append (GTK_BOX (line), label);
  gtk_box_append (GTK_BOX (line), value);
  gtk_box_append (GTK_BOX (box), line);
  gtk_list_item_set_child (item, box);
}

/* A section's title stands above its first answer. */
static gboolean
begins_section (TgAnswersPage *self,
                guint          position)
{
  g_autoptr (TgAnswer) answer = g_list_model_get_item (self->answers, position);
  g_autoptr (TgAnswer) before = NULL;

  if (position == 0)
    return TRUE;
  before = g_list_model_get_item (self->answers, position - 1);
  return g_strcmp0 (tg_answer_get_section (answer), tg_answer_get_section (before)) != 0;
}

static void
on_bind (GtkSignalListItemFactory *factory,
         GtkListItem              *item,
         TgAnswersPage            *self)
{
  TgAnswer *answer = gtk_list_item_get_item (item);
  GtkWidget *title = gtk_widget_get_first_child (gtk_list_item_get_child (item));
  GtkWidget *label = gtk_widget_get_first_child (gtk_widget_get_next_sibling (title));
  const char *value = tg_answer_get_value (answer);

  gtk_label_set_label (GTK_LABEL (title), tg_answer_get_section (answer));
  gtk_widget_set_visible (title, begins_section (self, gtk_list_item_get_position (item)));
  gtk_label_set_label (GTK_LABEL (label), tg_answer_get_label (answer));
  gtk_label_set_label (GTK_LABEL (gtk_widget_get_next_sibling (label)), value[0] != '\0' ? value
                       : "–");
}

static void
on_activate (TgAnswersPage *self,
             guint          position)
{
  g_autoptr (TgAnswer) answer = g_list_model_get_item (self->answers, position);
  TgWindow *window = TG_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
  TgPage *page;

  tg_window_back (window);
  page = tg_window_get_page (window);
  if (TG_IS_FORM_PAGE (page))
    tg_form_page_go_to (TG_FORM_PAGE (page), tg_answer_get_path (answer));
}

static GtkWidget *
create_row (const char *title,
            const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  return row;
}

static GtkWidget *
create_share_row (gpointer item,
                  gpointer data)
{
  g_autofree char *summary = tg_share_dup_summary (item);

  return create_row (tg_share_get_name (item), summary);
}

static guint
count_opened (GListModel *shares)
{
  guint n_opened = 0;

  for (guint i = 0; i < g_list_model_get_n_items (shares); i++)
    {
      g_autoptr (TgShare) share = g_list_model_get_item (shares, i);

      n_opened += tg_share_get_changed (share)[0] != '\0';
    }
  return n_opened;
}

static void
show_shares (TgAnswersPage *self)
{
  g_autoptr (GListModel) shares = tg_draft_list_shares (self->draft);
  guint count = g_list_model_get_n_items (shares);
  guint n_opened = count_opened (shares);
  g_autofree char *text = g_strdup_printf (ngettext ("%u agency gets a part of this",
                                                     "%u agencies get a part of this",
                                                     count), count);
  g_autofree char *opened = g_strdup_printf (ngettext ("%u is opened again",
                                                       "%u are opened again",
                                                       n_opened), n_opened);
  g_autofree char *both = g_strdup_printf (_("%s, %s"), text, opened);

  gtk_widget_set_visible (GTK_WIDGET (self->shares), count > 0);
  gtk_expander_set_label (self->shares, n_opened > 0 ? both : text);
  gtk_list_box_bind_model (self->share_list, shares, create_share_row, NULL, NULL);
}

static GtkWidget *
create_hidden_row (gpointer item,
                   gpointer data)
{
  return create_row (tg_answer_get_label (item), tg_answer_get_value (item));
}

static void
show_hidden (TgAnswersPage *self)
{
  g_autoptr (GListModel) hidden = tg_draft_list_hidden (self->draft);
  guint count = g_list_model_get_n_items (hidden);
  g_autofree char *text = NULL;

  text = g_strdup_printf (ngettext ("%u value is kept here, but not sent",
                                    "%u values are kept here, but not sent",
                                    count), count);
  gtk_widget_set_visible (GTK_WIDGET (self->hidden), count > 0);
  gtk_expander_set_label (self->hidden, text);
  gtk_list_box_bind_model (self->hidden_list, hidden, create_hidden_row, NULL, NULL);
}

static void
set_busy (TgAnswersPage *self,
          gboolean       busy)
{
  gtk_widget_set_visible (self->spinner, busy);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "page.main", !busy);
}

/* Without an enterprise nothing can be filed: the way to it is in the same breath. */
static void
offer_enterprise (TgAnswersPage *self,
                  const GError  *error)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  AdwToast *toast = adw_toast_new (error->message);

  adw_toast_set_timeout (toast, 0);
  adw_toast_set_button_label (toast, _("Enter the _Enterprise"));
  adw_toast_set_detailed_action_name (toast, "win.new('fact:enterprise')");
  if (TG_IS_WINDOW (root))
    tg_window_add_toast (TG_WINDOW (root), toast);
}

static void queue (TgAnswersPage *self);

static void
on_unlocked (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  g_autoptr (TgAnswersPage) self = data;
  g_autoptr (GError) error = NULL;

  if (tg_workspace_unlock_key_finish (TG_WORKSPACE (source), result, &error))
    {
      queue (self);
      return;
    }
  set_busy (self, FALSE);
  tg_page_toast_error (TG_PAGE (self), error);
}

/* Given to the token once: a wrong one is told, and trying again is the person's decision. */
static void
on_pin (const char *pin,
        gpointer    data)
{
  g_autoptr (TgAnswersPage) self = data;

  if (pin == NULL || g_cancellable_is_cancelled (self->cancellable))
    return;
  set_busy (self, TRUE);
  tg_workspace_unlock_key_async (self->workspace, pin, self->cancellable, on_unlocked,
                                 g_object_ref (self));
}

static void
on_queued (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (TgAnswersPage) self = data;
  g_autoptr (GError) error = NULL;

  set_busy (self, FALSE);
  if (!tg_draft_queue_finish (TG_DRAFT (source), result, &error))
    {
      if (g_error_matches (error, TG_ERROR, TG_ERROR_NOT_FOUND))
        offer_enterprise (self, error);
      else if (g_error_matches (error, TG_ERROR, TG_ERROR_LOCKED))
        tg_secret_dialog_ask_pin (GTK_WIDGET (self), on_pin, g_object_ref (self));
      else
        tg_page_toast_error (TG_PAGE (self), error);
      /* While it was busy, the button could not keep the caret. */
      gtk_widget_grab_focus (GTK_WIDGET (self->send_button));
      return;
    }
  tg_page_toast (TG_PAGE (self),
                 _("Queued. It goes out as soon as there is a connection."));
  gtk_widget_activate_action (GTK_WIDGET (self), "win.back", NULL);
}

static void
queue (TgAnswersPage *self)
{
  set_busy (self, TRUE);
  tg_draft_queue_async (self->draft, self->cancellable, on_queued, g_object_ref (self));
}

static void
on_send (GtkWidget  *widget,
         const char *name,
         GVariant   *parameter)
{
  queue (TG_ANSWERS_PAGE (widget));
}

static gboolean
tg_answers_page_grab_caret (TgPage *page)
{
  return gtk_widget_grab_focus (GTK_WIDGET (TG_ANSWERS_PAGE (page)->send_button));
}

static void
tg_answers_page_dispose (GObject *object)
{
  TgAnswersPage *self = TG_ANSWERS_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->workspace);
  g_clear_object (&self->draft);
  g_clear_object (&self->answers);
  G_OBJECT_CLASS (tg_answers_page_parent_class)->dispose (object);
}

static void
tg_answers_page_class_init (TgAnswersPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tg_answers_page_dispose;
  TG_PAGE_CLASS (klass)->grab_caret = tg_answers_page_grab_caret;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/tongguan/Tongguan/tg-answers-page.ui");
  gtk_widget_class_bind_template_child (widget_class, TgAnswersPage, window_title);
  gtk_widget_class_bind_template_child (widget_class, TgAnswersPage, list);
  gtk_widget_class_bind_template_child (widget_class, TgAnswersPage, send_button);
  gtk_widget_class_bind_template_child (widget_class, TgAnswersPage, target);
  gtk_widget_class_bind_template_child (widget_class, TgAnswersPage, shares);
  gtk_widget_class_bind_template_child (widget_class, TgAnswersPage, share_list);
  gtk_widget_class_bind_template_child (widget_class, TgAnswersPage, hidden);
  gtk_widget_class_bind_template_child (widget_class, TgAnswersPage, hidden_list);
  gtk_widget_class_bind_template_child (widget_class, TgAnswersPage, spinner);
  gtk_widget_class_bind_template_callback (widget_class, on_setup);
  gtk_widget_class_bind_template_callback (widget_class, on_bind);
  gtk_widget_class_bind_template_callback (widget_class, on_activate);
  gtk_widget_class_install_action (widget_class, "page.main", NULL, on_send);
  gtk_widget_class_install_action (widget_class, "page.queue", NULL, on_send);
}

static void
tg_answers_page_init (TgAnswersPage *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
tg_answers_page_new (TgWorkspace *workspace,
                     TgDraft     *draft)
{
  TgAnswersPage *self = g_object_new (TG_TYPE_ANSWERS_PAGE, "title", _("Check Your Answers"), NULL);
  gboolean practice = workspace != NULL && tg_workspace_is_practice (workspace);
  g_autoptr (GtkSelectionModel) selection = NULL;

  g_set_object (&self->workspace, workspace);
  self->draft = g_object_ref (draft);
  self->answers = tg_draft_list_answers (draft);
  selection = GTK_SELECTION_MODEL (gtk_no_selection_new (g_object_ref (self->answers)));
  gtk_list_view_set_model (self->list, selection);
  adw_window_title_set_title (self->window_title, _("Check Your Answers"));
  adw_window_title_set_subtitle (self->window_title, tg_draft_get_title (draft));
  gtk_button_set_label (self->send_button, practice ? _("_Send to Practice Window")
                                                    : _("_Send to Single Window"));
  gtk_label_set_label (self->target,
                       practice
                       ? _("The practice window answers as the agencies would. Nothing is filed.")
                       : _("This files with the agencies. It cannot be taken back by undo."));
  show_shares (self);
  show_hidden (self);
  return GTK_WIDGET (self);
}
