/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-packs-page.h"

#include <glib/gi18n-lib.h>

#include "tg-workspace-packs.h"

/* Groups of rows are made anew when what they show has changed; there are a handful of packs, and
 * of touched places as many as fit, the rest is counted. */

#define MAX_TOUCHED 200

struct _TgPacksPage
{
  TgPage        parent_instance;

  GtkButton    *main_button;
  GtkButton    *choose_button;
  GtkSpinner   *spinner;
  GtkLabel     *fault;
  GtkBox       *file_box;
  GtkBox       *installed_box;
  GtkLabel     *keys;
  TgWorkspace  *workspace;
  TgPackTrial  *trial;          /* nullable: no file is open */
  GCancellable *cancellable;    /* cancelled in dispose */
};

G_DEFINE_FINAL_TYPE (TgPacksPage, tg_packs_page, TG_TYPE_PAGE)

/* ---- rows ---- */

static GtkWidget *
make_row (const char *title,
          const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  return row;
}

static void
clear_box (GtkBox *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))) != NULL)
    gtk_box_remove (box, child);
}

static AdwPreferencesGroup *
add_group (GtkBox     *box,
           const char *title)
{
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  gtk_box_append (box, group);
  return ADW_PREFERENCES_GROUP (group);
}

static char *
dup_name (const TgPackItemFields *fields)
{
  return g_strdup_printf (_("%s · %s, version %s of %s"), fields->title, fields->id,
                          fields->version, fields->date);
}

static char *
dup_details (const TgPackItemFields *fields)
{
  g_autoptr (GString) text = g_string_new (NULL);

  g_string_append_printf (text, _("Holds: %s"), fields->contents);
  if (fields->valid_from[0] != '\0' || fields->valid_to[0] != '\0')
    {
      g_string_append_c (text, '\n');
      g_string_append_printf (text, _("For %s to %s"), fields->valid_from,
                              fields->valid_to[0] != '\0' ? fields->valid_to : "…");
    }
  g_string_append_c (text, '\n');
  g_string_append_printf (text, _("Source: %s"), fields->sources);
  g_string_append_c (text, '\n');
  g_string_append_printf (text, _("Signed with key %s"), fields->key);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static GtkWidget *
make_pack_row (TgPackItem *item)
{
  const TgPackItemFields *fields = tg_pack_item_get_fields (item);
  g_autofree char *name = dup_name (fields);
  g_autofree char *details = dup_details (fields);

  return make_row (name, details);
}

/* ---- what is installed ---- */

static void
on_listed (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (TgPacksPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) items = tg_pack_trial_list_finish (result, &error);
  AdwPreferencesGroup *group;

  if (items == NULL)
    {
      tg_page_toast_error (TG_PAGE (self), error);
      return;
    }
  clear_box (self->installed_box);
  group = add_group (self->installed_box, _("Installed"));
  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (TgPackItem) item = g_list_model_get_item (items, i);

      adw_preferences_group_add (group, make_pack_row (item));
    }
  if (g_list_model_get_n_items (items) == 0)
    adw_preferences_group_add (group, make_row (_("No pack yet"),
                                                _("Forms, rules and codes are those that came "
                                                  "with the program.")));
}

static void
on_keys (GObject      *source,
         GAsyncResult *result,
         gpointer      data)
{
  g_autoptr (TgPacksPage) self = data;
  g_autofree char *ids = tg_pack_trial_find_keys_finish (result, NULL);
  g_autofree char *text = NULL;

  if (ids == NULL || ids[0] == '\0')
    text = g_strdup (_("This program was built without the project's public key, so it takes no "
                       "packs."));
  else
    text = g_strdup_printf (_("Packs are taken if one of these keys signed them: %s"), ids);
  gtk_label_set_label (self->keys, text);
}

static void
show_installed (TgPacksPage *self)
{
  tg_pack_trial_list_async (self->cancellable, on_listed, g_object_ref (self));
  tg_pack_trial_find_keys_async (self->cancellable, on_keys, g_object_ref (self));
}

/* ---- what a file would bring ---- */

static void
set_busy (TgPacksPage *self,
          gboolean     is_busy)
{
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), is_busy);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "page.choose", !is_busy);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "page.main",
                                 !is_busy && self->trial != NULL &&
                                 tg_pack_trial_get_reason (self->trial) == NULL);
}

/* A fault stays to be read; a toast would be gone. */
static void
show_fault (TgPacksPage *self,
            const char  *text)
{
  gtk_label_set_label (self->fault, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->fault), text != NULL);
}

static void
close_file (TgPacksPage *self)
{
  g_clear_object (&self->trial);
  clear_box (self->file_box);
  gtk_widget_set_visible (GTK_WIDGET (self->file_box), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->main_button), FALSE);
  show_fault (self, NULL);
}

static GtkWidget *
make_touch_row (TgPackTouch *touch)
{
  const TgPackTouchFields *fields = tg_pack_touch_get_fields (touch);
  g_autofree char *document = g_strstrip (g_strjoin (" ", fields->title, fields->number, NULL));
  g_autofree char *title = g_strjoin (" · ", document, fields->place, NULL);
  GtkWidget *row = make_row (title, fields->what);

  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "(ss)", fields->id, fields->path);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "win.open-at");
  return row;
}

static void
add_touched (AdwPreferencesGroup *group,
             GListModel          *touched)
{
  guint n = g_list_model_get_n_items (touched);

  for (guint i = 0; i < MIN (n, MAX_TOUCHED); i++)
    {
      g_autoptr (TgPackTouch) touch = g_list_model_get_item (touched, i);

      adw_preferences_group_add (group, make_touch_row (touch));
    }
  if (n > MAX_TOUCHED)
    {
      g_autofree char *more = g_strdup_printf (ngettext ("and %u more place", "and %u more places",
                                                         n - MAX_TOUCHED), n - MAX_TOUCHED);

      adw_preferences_group_add (group, make_row (more, _("tongguanctl packs show lists them "
                                                          "all")));
    }
}

static void
on_touched (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr (TgPacksPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) touched = tg_workspace_list_touched_finish (TG_WORKSPACE (source), result,
                                                                     &error);
  AdwPreferencesGroup *group;

  set_busy (self, FALSE);
  if (touched == NULL)
    {
      tg_page_toast_error (TG_PAGE (self), error);
      return;
    }
  group = add_group (self->file_box, _("Drafts That It Touches"));
  if (g_list_model_get_n_items (touched) == 0)
    adw_preferences_group_add (group, make_row (_("None"),
                                                _("No draft of this workspace uses what it "
                                                  "changes.")));
  else
    add_touched (group, touched);
}

static void
show_trial (TgPacksPage *self)
{
  const char *reason = tg_pack_trial_get_reason (self->trial);
  AdwPreferencesGroup *group = add_group (self->file_box, _("This File"));

  adw_preferences_group_add (group, make_pack_row (tg_pack_trial_get_pack (self->trial)));
  show_fault (self, reason);
  gtk_widget_set_visible (GTK_WIDGET (self->file_box), TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self->main_button), reason == NULL);
  if (reason != NULL)
    set_busy (self, FALSE);
  else
    tg_workspace_list_touched_async (self->workspace, self->trial, self->cancellable, on_touched,
                                     g_object_ref (self));
}

static void
on_opened (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (TgPacksPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (TgPackTrial) trial = tg_pack_trial_open_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->workspace == NULL)
    return;
  if (trial == NULL)
    {
      set_busy (self, FALSE);
      show_fault (self, error->message);
      return;
    }
  self->trial = g_steal_pointer (&trial);
  show_trial (self);
}

void
tg_packs_page_open_file (TgPacksPage *self,
                         GFile       *file)
{
  g_return_if_fail (TG_IS_PACKS_PAGE (self));

  close_file (self);
  set_busy (self, TRUE);
  tg_pack_trial_open_async (file, self->cancellable, on_opened, g_object_ref (self));
}

static void
on_file_named (GtkNativeDialog *dialog,
               int              response,
               TgPacksPage     *self)
{
  g_autoptr (GFile) file = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  g_object_unref (dialog);
  if (file != NULL)
    tg_packs_page_open_file (self, file);
}

static void
on_choose (GtkWidget  *widget,
           const char *name,
           GVariant   *parameter)
{
  GtkFileChooserNative *dialog;
  g_autoptr (GtkFileFilter) packs = gtk_file_filter_new ();

  dialog = gtk_file_chooser_native_new (_("Open a Pack"),
                                        GTK_WINDOW (gtk_widget_get_root (widget)),
                                        GTK_FILE_CHOOSER_ACTION_OPEN, NULL, NULL);
  gtk_file_filter_set_name (packs, _("Packs (.tgpack)"));
  gtk_file_filter_add_suffix (packs, "tgpack");
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), packs);
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_file_named), widget, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

/* ---- installing ---- */

static void
on_taken (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  g_autoptr (TgPacksPage) self = data;
  g_autoptr (GError) error = NULL;

  set_busy (self, FALSE);
  if (!tg_workspace_take_packs_finish (TG_WORKSPACE (source), result, &error))
    {
      tg_page_toast_error (TG_PAGE (self), error);
      return;
    }
  gtk_widget_set_visible (GTK_WIDGET (self->main_button), FALSE);
  tg_page_toast (TG_PAGE (self), _("Installed. New filings are made by it from now on"));
  show_installed (self);
}

static void
on_installed (GObject      *source,
              GAsyncResult *result,
              gpointer      data)
{
  g_autoptr (TgPacksPage) self = data;
  g_autoptr (GError) error = NULL;

  if (!tg_pack_trial_install_finish (TG_PACK_TRIAL (source), result, &error))
    {
      set_busy (self, FALSE);
      show_fault (self, error->message);
    }
  else if (self->workspace != NULL)
    tg_workspace_take_packs_async (self->workspace, NULL, on_taken, g_object_ref (self));
}

static void
on_main (GtkWidget  *widget,
         const char *name,
         GVariant   *parameter)
{
  TgPacksPage *self = TG_PACKS_PAGE (widget);

  if (self->trial == NULL || tg_pack_trial_get_reason (self->trial) != NULL)
    return;
  set_busy (self, TRUE);
  tg_pack_trial_install_async (self->trial, NULL, on_installed, g_object_ref (self));
}

/* ---- the page ---- */

static gboolean
tg_packs_page_grab_caret (TgPage *page)
{
  return gtk_widget_grab_focus (GTK_WIDGET (TG_PACKS_PAGE (page)->choose_button));
}

static void
tg_packs_page_dispose (GObject *object)
{
  TgPacksPage *self = TG_PACKS_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->trial);
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (tg_packs_page_parent_class)->dispose (object);
}

static void
tg_packs_page_finalize (GObject *object)
{
  g_clear_object (&TG_PACKS_PAGE (object)->cancellable);
  G_OBJECT_CLASS (tg_packs_page_parent_class)->finalize (object);
}

static void
tg_packs_page_class_init (TgPacksPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tg_packs_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = tg_packs_page_finalize;
  TG_PAGE_CLASS (klass)->grab_caret = tg_packs_page_grab_caret;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/tongguan/Tongguan/tg-packs-page.ui");
  gtk_widget_class_bind_template_child (widget_class, TgPacksPage, main_button);
  gtk_widget_class_bind_template_child (widget_class, TgPacksPage, choose_button);
  gtk_widget_class_bind_template_child (widget_class, TgPacksPage, spinner);
  gtk_widget_class_bind_template_child (widget_class, TgPacksPage, fault);
  gtk_widget_class_bind_template_child (widget_class, TgPacksPage, file_box);
  gtk_widget_class_bind_template_child (widget_class, TgPacksPage, installed_box);
  gtk_widget_class_bind_template_child (widget_class, TgPacksPage, keys);
  gtk_widget_class_install_action (widget_class, "page.main", NULL, on_main);
  gtk_widget_class_install_action (widget_class, "page.choose", NULL, on_choose);
}

static void
tg_packs_page_init (TgPacksPage *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
tg_packs_page_new (TgWorkspace *workspace)
{
  TgPacksPage *self = g_object_new (TG_TYPE_PACKS_PAGE, "title", _("Packs"), NULL);

  self->workspace = g_object_ref (workspace);
  show_installed (self);
  return GTK_WIDGET (self);
}
