/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-form-page-private.h"

#include <glib/gi18n-lib.h>

#include "tg-deadline.h"
#include "tg-words.h"

/* Drawn from the form: one group a section. The draft's signals go to the rows that they name;
 * what concerns the whole (progress, state, counts) is brought up to date once an idle. */

G_DEFINE_FINAL_TYPE (TgFormPage, tg_form_page, TG_TYPE_PAGE)

/* Below these widths the pane, and then the sections, lie over the fields instead of beside
 * them. */
#define PANE_BESIDE 1000
#define SECTIONS_BESIDE 860
#define LABELS_BESIDE 520

TgFieldGroup *
tg_form_page_find_group (TgFormPage *self,
                         const char *path)
{
  const TgSection *section = tg_form_find_section (tg_draft_get_form (self->draft), path);
  const char *key = section != NULL ? section->key : path;

  for (guint i = 0; i < self->groups->len; i++)
    if (g_str_equal (tg_field_group_get_key (g_ptr_array_index (self->groups, i)), key))
      return g_ptr_array_index (self->groups, i);
  return NULL;
}

/* ---- what is shown of the whole ---- */

static void
show_saved (TgFormPage *self)
{
  g_autofree char *save_error = NULL;
  g_autofree char *text = NULL;
  gint64 at;

  g_object_get (self->draft, "saved-at", &at, "save-error", &save_error, NULL);
  if (save_error != NULL)
    text = g_strdup_printf (_("Not saved: %s"), save_error);
  else if (at > 0)
    {
      g_autofree char *clock = tg_words_dup_clock (at);

      text = g_strdup_printf (_("Saved %s"), clock);
    }
  gtk_label_set_label (self->saved, text != NULL ? text : "");
  if (save_error != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self->saved), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->saved), "error");
}

static void
show_state (TgFormPage *self)
{
  TgFilingState filing = tg_draft_get_filing_state (self->draft);
  TgAttemptState attempt = tg_draft_get_attempt_state (self->draft);
  gboolean is_fact = tg_draft_is_fact (self->draft);
  gboolean can_send;

  g_object_get (self->draft, "can-send", &can_send, NULL);
  gtk_label_set_label (self->pill, is_fact ? _("Fact") : tg_state_get_label (filing, attempt));
  tg_words_style_pill (GTK_WIDGET (self->pill), filing, attempt);
  gtk_widget_set_visible (GTK_WIDGET (self->main_button), is_fact || can_send);
  gtk_widget_set_visible (GTK_WIDGET (self->state_bar), !is_fact && filing != TG_FILING_DRAFT);
  gtk_label_set_label (self->state_bar, tg_state_get_next_step (filing, attempt));
}

static void
show_main_button (TgFormPage *self)
{
  gboolean practice = self->workspace != NULL && tg_workspace_is_practice (self->workspace);
  const char *label;

  if (tg_draft_is_fact (self->draft))
    {
      label = _("_Done");
      gtk_image_set_from_icon_name (self->main_icon, "object-select-symbolic");
      gtk_widget_set_tooltip_text (GTK_WIDGET (self->main_button),
                                   _("Saves and goes back (Ctrl+Return)"));
    }
  else
    label = practice ? _("_Send to Practice Window") : _("_Send to Single Window");
  gtk_label_set_label (self->main_label, label);
}

/* Below the form's name stands the document's own number, once it has one. */
static void
show_title (TgFormPage *self)
{
  const TgForm *form = tg_draft_get_form (self->draft);
  const char *title = tg_text_get (form->title);
  const char *number = NULL;

  if (form->list_number != NULL)
    number = tg_draft_get_value (self->draft, form->list_number);
  adw_window_title_set_title (self->window_title, title);
  adw_window_title_set_subtitle (self->window_title, number);
  tg_page_set_title (TG_PAGE (self), title);
}

/* (nullable) What is to do with this document, of one kind. */
static TgDeadline *
find_todo (TgFormPage *self,
           const char *kind)
{
  for (guint i = 0; i < g_list_model_get_n_items (self->todo); i++)
    {
      g_autoptr (TgDeadline) deadline = g_list_model_get_item (self->todo, i);

      if (g_str_equal (tg_deadline_get_kind (deadline), kind) &&
          g_str_equal (tg_deadline_get_subject (deadline), tg_draft_get_id (self->draft)))
        return g_steal_pointer (&deadline);
    }
  return NULL;
}

/* Something that it was drawn from has changed since, somebody else changed it as well, or the
 * window has lost it. */
static void
show_todo (TgFormPage *self)
{
  g_autoptr (TgDeadline) redraw = find_todo (self, "redraw");
  g_autoptr (TgDeadline) merge = find_todo (self, "merge");
  g_autoptr (TgDeadline) lost = find_todo (self, "lost");
  gboolean can_edit = tg_draft_can_edit (self->draft);
  gboolean can_redraw = redraw != NULL && can_edit;

  if (redraw != NULL)
    gtk_label_set_label (self->redraw_text, tg_deadline_get_text (redraw));
  gtk_widget_set_visible (self->redraw_bar, can_redraw);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "page.redraw", can_redraw);
  gtk_widget_set_visible (self->merge_bar, merge != NULL && can_edit);
  if (lost != NULL)
    gtk_label_set_label (GTK_LABEL (self->lost_text), tg_deadline_get_text (lost));
  gtk_widget_set_visible (self->lost_bar, lost != NULL);
}

static gboolean
refresh_now (gpointer data)
{
  TgFormPage *self = data;

  self->refresh = 0;
  tg_section_list_refresh (self->sections);
  show_state (self);
  show_title (self);
  if (self->todo != NULL)
    show_todo (self);
  tg_form_page_update_actions (self);
  return G_SOURCE_REMOVE;
}

static void
queue_refresh (TgFormPage *self)
{
  if (self->refresh == 0)
    self->refresh = g_idle_add (refresh_now, self);
}

/* ---- what the draft says ---- */

static void
refresh_all (TgFormPage *self)
{
  for (guint i = 0; i < self->groups->len; i++)
    tg_field_group_refresh (g_ptr_array_index (self->groups, i));
  queue_refresh (self);
}

static void
refresh_path (TgFormPage *self,
              const char *path)
{
  TgFieldGroup *group = path[0] != '\0' ? tg_form_page_find_group (self, path) : NULL;
  TgFieldRow *row = group != NULL ? tg_field_group_find_row (group, path) : NULL;

  queue_refresh (self);
  if (path[0] == '\0')
    refresh_all (self);
  else if (row != NULL)
    tg_field_row_refresh (row);
  else if (group != NULL && tg_field_group_get_table (group) != NULL && strchr (path, '/') != NULL)
    tg_line_table_queue_cells (tg_field_group_get_table (group));
  else if (group != NULL)
    tg_field_group_refresh (group);
}

static void
on_value_changed (TgDraft    *draft,
                  const char *path,
                  TgFormPage *self)
{
  refresh_path (self, path);
}

static void
on_field_changed (TgDraft    *draft,
                  const char *path,
                  TgFormPage *self)
{
  refresh_path (self, path);
}

static void
on_lines_changed (TgDraft    *draft,
                  const char *table,
                  guint       position,
                  guint       removed,
                  guint       added,
                  TgFormPage *self)
{
  refresh_path (self, table);
}

static void
on_state_changed (TgFormPage *self)
{
  refresh_all (self);
  if (self->files != NULL)
    tg_file_group_refresh (self->files);
}

static void
on_chosen (TgFormPage *self,
           const char *section)
{
  if (section[0] == '\0')
    gtk_widget_activate_action (GTK_WIDGET (self), "page.main", NULL);
  else
    tg_form_page_go_to (self, section);
  if (adw_flap_get_folded (self->sections_flap))
    adw_flap_set_reveal_flap (self->sections_flap, FALSE);
}

static void
on_jump (TgFormPage *self,
         const char *path)
{
  if (adw_flap_get_folded (self->pane_flap))
    adw_flap_set_reveal_flap (self->pane_flap, FALSE);
  if (!tg_form_page_go_to (self, path))
    tg_page_toast (TG_PAGE (self), _("It concerns the whole document."));
}

/* Help follows the caret, and so does the list of sections. */
static void
on_focus_moved (TgFormPage *self)
{
  const TgField *field = tg_form_page_get_field (self);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  GtkWidget *group = focus != NULL ? gtk_widget_get_ancestor (focus, TG_TYPE_FIELD_GROUP) : NULL;

  if (group != NULL)
    {
      tg_problem_pane_show_help (self->pane, field);
      tg_section_list_select (self->sections, tg_field_group_get_key (TG_FIELD_GROUP (group)));
    }
}

/* ---- the page ---- */

static void
on_done (TgFormPage *self)
{
  tg_form_page_next_field (self);
}

static void
watch_entries (GtkWidget  *widget,
               TgFormPage *self)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      if (TG_IS_FIELD_ENTRY (child))
        g_signal_connect_object (child, "done", G_CALLBACK (on_done), self, G_CONNECT_SWAPPED);
      else if (!TG_IS_LINE_TABLE (child))
        watch_entries (child, self);
    }
}

static void
add_groups (TgFormPage *self)
{
  const TgForm *form = tg_draft_get_form (self->draft);

  for (guint i = 0; i < form->sections->len; i++)
    {
      GtkWidget *group = tg_field_group_new (self->workspace, self->draft,
                                             g_ptr_array_index (form->sections, i));

      gtk_box_append (self->groups_box, group);
      g_ptr_array_add (self->groups, group);
      watch_entries (group, self);
    }
  if (self->workspace == NULL || tg_draft_is_fact (self->draft))
    return;
  self->files = TG_FILE_GROUP (tg_file_group_new (self->workspace, self->draft));
  gtk_box_append (self->groups_box, GTK_WIDGET (self->files));
}

/* What the header has no room for is in the menu. */
static void
show_in_header (TgFormPage *self,
                gboolean    wide)
{
  gtk_widget_set_visible (self->check_button, wide);
  gtk_widget_set_visible (self->undo_button, wide);
  gtk_widget_set_visible (self->redo_button, wide);
  gtk_widget_set_visible (GTK_WIDGET (self->main_label), wide);
  gtk_widget_set_visible (GTK_WIDGET (self->pill), wide);
}

static void
tg_form_page_resized (TgPage *page,
                      int     width)
{
  TgFormPage *self = TG_FORM_PAGE (page);
  gboolean pane_beside = width >= PANE_BESIDE;
  gboolean sections_beside = width >= SECTIONS_BESIDE;

  adw_flap_set_fold_policy (self->pane_flap, pane_beside ? ADW_FLAP_FOLD_POLICY_NEVER
                                                         : ADW_FLAP_FOLD_POLICY_ALWAYS);
  adw_flap_set_fold_policy (self->sections_flap, sections_beside ? ADW_FLAP_FOLD_POLICY_NEVER
                                                                 : ADW_FLAP_FOLD_POLICY_ALWAYS);
  adw_flap_set_reveal_flap (self->pane_flap, pane_beside);
  adw_flap_set_reveal_flap (self->sections_flap, sections_beside);
  gtk_widget_set_visible (GTK_WIDGET (self->sections_toggle), !sections_beside);
  gtk_widget_set_visible (GTK_WIDGET (self->saved), sections_beside);
  show_in_header (self, sections_beside);
  for (guint i = 0; i < self->groups->len; i++)
    tg_field_group_set_narrow (g_ptr_array_index (self->groups, i), width < LABELS_BESIDE);
}

static gboolean
tg_form_page_grab_caret (TgPage *page)
{
  TgFormPage *self = TG_FORM_PAGE (page);
  gboolean refused = tg_draft_get_filing_state (self->draft) == TG_FILING_RETURNED;

  /* What can only be read is read from the top. */
  if (!tg_draft_can_edit (self->draft))
    return gtk_widget_child_focus (GTK_WIDGET (self->groups_box), GTK_DIR_TAB_FORWARD);
  /* What an agency found comes first. */
  if (refused && self->problem < 0 && tg_form_page_step_problem (self, 1))
    return TRUE;
  for (guint i = 0; i < self->groups->len; i++)
    if (tg_field_group_grab_caret (g_ptr_array_index (self->groups, i)))
      return TRUE;
  return FALSE;
}

static void
on_root (TgFormPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (root != NULL)
    g_signal_connect_object (root, "notify::focus-widget", G_CALLBACK (on_focus_moved), self,
                             G_CONNECT_SWAPPED);
}

static void
tg_form_page_dispose (GObject *object)
{
  TgFormPage *self = TG_FORM_PAGE (object);

  g_clear_handle_id (&self->refresh, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->groups, g_ptr_array_unref);
  g_clear_object (&self->todo);
  g_clear_object (&self->workspace);
  g_clear_object (&self->draft);
  G_OBJECT_CLASS (tg_form_page_parent_class)->dispose (object);
}

static void
tg_form_page_class_init (TgFormPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (TG_TYPE_SECTION_LIST);
  g_type_ensure (TG_TYPE_PROBLEM_PANE);
  G_OBJECT_CLASS (klass)->dispose = tg_form_page_dispose;
  TG_PAGE_CLASS (klass)->resized = tg_form_page_resized;
  TG_PAGE_CLASS (klass)->grab_caret = tg_form_page_grab_caret;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/tongguan/Tongguan/tg-form-page.ui");
  gtk_widget_class_bind_template_child (widget_class, TgFormPage, window_title);
  gtk_widget_class_bind_template_child (widget_class, TgFormPage, pill);
  gtk_widget_class_bind_template_child (widget_class, TgFormPage, saved);
  gtk_widget_class_bind_template_child (widget_class, TgFormPage, main_button);
  gtk_widget_class_bind_template_child (widget_class, TgFormPage, main_icon);
  gtk_widget_class_bind_template_child (widget_class, TgFormPage, main_label);
  gtk_widget_class_bind_template_child (widget_class, TgFormPage, sections_toggle);
  gtk_widget_class_bind_template_child (widget_class, TgFormPage, pane_toggle);
  gtk_widget_class_bind_template_child (widget_class, TgFormPage, menu_button);
  gtk_widget_class_bind_template_child (widget_class, TgFormPage, check_button);
  gtk_widget_class_bind_template_child (widget_class, TgFormPage, undo_button);
  gtk_widget_class_bind_template_child (widget_class, TgFormPage, redo_button);
  gtk_widget_class_bind_template_child (widget_class, TgFormPage, sections_flap);
  gtk_widget_class_bind_template_child (widget_class, TgFormPage, pane_flap);
  gtk_widget_class_bind_template_child (widget_class, TgFormPage, scroller);
  gtk_widget_class_bind_template_child (widget_class, TgFormPage, groups_box);
  gtk_widget_class_bind_template_child (widget_class, TgFormPage, sections);
  gtk_widget_class_bind_template_child (widget_class, TgFormPage, pane);
  gtk_widget_class_bind_template_child (widget_class, TgFormPage, state_bar);
  gtk_widget_class_bind_template_child (widget_class, TgFormPage, redraw_bar);
  gtk_widget_class_bind_template_child (widget_class, TgFormPage, redraw_text);
  gtk_widget_class_bind_template_callback (widget_class, on_chosen);
  gtk_widget_class_bind_template_callback (widget_class, on_jump);
  tg_form_page_install_actions (widget_class);
}

/* A line with what there is to say and the buttons for it. */
static GtkWidget *
make_bar (GtkWidget  *label,
          GtkWidget **buttons,
          guint       n_buttons)
{
  GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (bar), label);
  for (guint i = 0; i < n_buttons; i++)
    {
      gtk_widget_set_valign (buttons[i], GTK_ALIGN_CENTER);
      gtk_box_append (GTK_BOX (bar), buttons[i]);
    }
  gtk_widget_add_css_class (bar, "redraw-bar");
  gtk_widget_set_visible (bar, FALSE);
  return bar;
}

static GtkWidget *
make_button (const char *label,
             const char *action)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  return button;
}

/* Above what it was drawn from. */
static void
add_bars (TgFormPage *self)
{
  GtkBox *parent = GTK_BOX (gtk_widget_get_parent (self->redraw_bar));
  GtkWidget *merge[] = { make_button (_("_Both Versions…"), "page.merge") };
  GtkWidget *lost[] = { make_button (_("Send _Again"), "page.resend"),
                        make_button (_("_Let It Be"), "page.leave-lost") };

  self->merge_bar = make_bar (gtk_label_new (_("Somebody else changed this document as well.")),
                              merge, G_N_ELEMENTS (merge));
  self->lost_text = gtk_label_new (NULL);
  self->lost_bar = make_bar (self->lost_text, lost, G_N_ELEMENTS (lost));
  gtk_box_insert_child_after (parent, self->merge_bar, GTK_WIDGET (self->state_bar));
  gtk_box_insert_child_after (parent, self->lost_bar, GTK_WIDGET (self->state_bar));
}

static void
tg_form_page_init (TgFormPage *self)
{
  self->groups = g_ptr_array_new ();
  self->cancellable = g_cancellable_new ();
  self->problem = -1;
  gtk_widget_init_template (GTK_WIDGET (self));
  add_bars (self);
  g_signal_connect (self, "notify::root", G_CALLBACK (on_root), NULL);
}

GtkWidget *
tg_form_page_new (TgWorkspace *workspace,
                  TgDraft     *draft)
{
  TgFormPage *self = g_object_new (TG_TYPE_FORM_PAGE, NULL);
  g_autoptr (GMenuModel) menu = NULL;

  g_set_object (&self->workspace, workspace);
  self->draft = g_object_ref (draft);
  menu = tg_form_page_make_menu (self);
  gtk_menu_button_set_menu_model (self->menu_button, menu);
  add_groups (self);
  tg_section_list_set_draft (self->sections, draft);
  tg_problem_pane_set_draft (self->pane, workspace, draft);
  g_signal_connect_object (draft, "value-changed", G_CALLBACK (on_value_changed), self, 0);
  g_signal_connect_object (draft, "field-changed", G_CALLBACK (on_field_changed), self, 0);
  g_signal_connect_object (draft, "lines-changed", G_CALLBACK (on_lines_changed), self, 0);
  g_signal_connect_object (draft, "issues-changed", G_CALLBACK (queue_refresh), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (draft, "notify::saved-at", G_CALLBACK (show_saved), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (draft, "notify::save-error", G_CALLBACK (show_saved), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (draft, "notify::can-undo", G_CALLBACK (queue_refresh), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (draft, "notify::can-redo", G_CALLBACK (queue_refresh), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (draft, "notify::filing-state", G_CALLBACK (on_state_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (draft, "notify::attempt-state", G_CALLBACK (on_state_changed), self,
                           G_CONNECT_SWAPPED);
  if (workspace != NULL && !tg_draft_is_fact (draft))
    {
      self->todo = tg_workspace_list_todo (workspace);
      g_signal_connect_object (self->todo, "items-changed", G_CALLBACK (queue_refresh), self,
                               G_CONNECT_SWAPPED);
    }
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "page.redraw", FALSE);
  show_main_button (self);
  show_saved (self);
  refresh_now (self);
  tg_draft_look_over (draft);
  return GTK_WIDGET (self);
}

TgDraft *
tg_form_page_get_draft (TgFormPage *self)
{
  return self->draft;
}
