/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-merge-page.h"

#include <glib/gi18n-lib.h>

#include "tg-window.h"
#include "tg-words.h"
#include "tg-workspace-merge.h"

/* A pair of radio buttons a field. Nothing is chosen beforehand: the button counts what is still
 * open, and is there when nothing is. */
struct _TgMergePage
{
  TgPage          parent_instance;

  AdwWindowTitle *window_title;
  GtkStack       *stack;
  GtkBox         *items;
  GtkLabel       *others;         /* what is taken in any case */
  GtkWidget      *choose_all;
  GtkButton      *main_button;
  GPtrArray      *choices;        /* of Choice */
  TgWorkspace    *workspace;
  TgDraft        *draft;
  GCancellable   *cancellable;    /* cancelled in dispose */
};

typedef struct
{
  char           *path;
  GtkCheckButton *mine;           /* owned by the box */
  GtkCheckButton *theirs;
} Choice;

G_DEFINE_FINAL_TYPE (TgMergePage, tg_merge_page, TG_TYPE_PAGE)

static void
choice_free (Choice *choice)
{
  g_free (choice->path);
  g_free (choice);
}

/* ---- the fields ---- */

static guint
count_open (TgMergePage *self)
{
  guint count = 0;

  for (guint i = 0; i < self->choices->len; i++)
    {
      const Choice *choice = self->choices->pdata[i];

      count += !gtk_check_button_get_active (choice->mine) &&
               !gtk_check_button_get_active (choice->theirs);
    }
  return count;
}

static void
show_button (TgMergePage *self)
{
  guint count = count_open (self);
  g_autofree char *label = count == 0 ? g_strdup (_("_Take Over"))
    : g_strdup_printf (ngettext ("%u Field Open", "%u Fields Open", count), count);

  gtk_button_set_label (self->main_button, label);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "page.main", count == 0);
}

/* `whose` stands before the value, and says with the field what the button is about. */
static GtkCheckButton *
make_button (TgMergePage *self,
             const char  *place,
             const char  *whose,
             const char  *value)
{
  GtkWidget *button = gtk_check_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  g_autofree char *name = g_strjoin (", ", place, whose, tg_words_or_empty (value), NULL);

  gtk_box_append (GTK_BOX (box), tg_words_make_label (whose, "caption"));
  gtk_box_append (GTK_BOX (box), tg_words_make_label (value, NULL));
  gtk_check_button_set_child (GTK_CHECK_BUTTON (button), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect_object (button, "toggled", G_CALLBACK (show_button), self, G_CONNECT_SWAPPED);
  return GTK_CHECK_BUTTON (button);
}

static GtkWidget *
make_item (TgMergePage             *self,
           const TgMergeItemFields *fields)
{
  GtkWidget *grid = gtk_grid_new ();
  Choice *choice = g_new0 (Choice, 1);

  choice->path = g_strdup (fields->path);
  choice->mine = make_button (self, fields->place, _("Mine"), fields->mine);
  choice->theirs = make_button (self, fields->place, _("Theirs"), fields->theirs);
  gtk_check_button_set_group (choice->theirs, choice->mine);
  g_ptr_array_add (self->choices, choice);
  gtk_grid_set_column_homogeneous (GTK_GRID (grid), TRUE);
  gtk_grid_set_column_spacing (GTK_GRID (grid), 18);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 6);
  gtk_widget_add_css_class (grid, "merge-item");
  tg_words_attach (grid, fields->place, "heading", 0, 0, 3);
  tg_words_attach (grid, _("Before"), "caption", 0, 1, 1);
  tg_words_attach (grid, fields->base, "dim-label", 0, 2, 1);
  gtk_grid_attach (GTK_GRID (grid), GTK_WIDGET (choice->mine), 1, 1, 1, 2);
  gtk_grid_attach (GTK_GRID (grid), GTK_WIDGET (choice->theirs), 2, 1, 1, 2);
  return grid;
}

static void
show_others (TgMergePage *self,
             guint        n_others)
{
  g_autofree char *text =
    g_strdup_printf (ngettext ("%u more field is taken over from the other side.",
                               "%u more fields are taken over from the other side.",
                               n_others), n_others);

  gtk_label_set_label (self->others, text);
  gtk_widget_set_visible (GTK_WIDGET (self->others), n_others > 0);
}

static void
on_listed (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (TgMergePage) self = data;
  g_autoptr (GError) error = NULL;
  guint n_others = 0;
  g_autoptr (GListModel) items =
    tg_workspace_list_merge_finish (TG_WORKSPACE (source), result, &n_others, &error);

  if (self->workspace == NULL)
    return;
  if (items == NULL)
    {
      gtk_stack_set_visible_child_name (self->stack, "same");
      return;
    }
  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (TgMergeItem) item = g_list_model_get_item (items, i);

      gtk_box_append (self->items, make_item (self, tg_merge_item_get_fields (item)));
    }
  show_others (self, n_others);
  gtk_widget_set_visible (GTK_WIDGET (self->items), self->choices->len > 0);
  gtk_widget_set_visible (self->choose_all, self->choices->len > 1);
  gtk_widget_set_visible (GTK_WIDGET (self->main_button), TRUE);
  gtk_stack_set_visible_child_name (self->stack, "items");
  show_button (self);
  tg_page_grab_caret (TG_PAGE (self));
}

/* ---- choosing ---- */

static void
choose_all (TgMergePage *self,
            gboolean     is_theirs)
{
  for (guint i = 0; i < self->choices->len; i++)
    {
      const Choice *choice = self->choices->pdata[i];

      gtk_check_button_set_active (is_theirs ? choice->theirs : choice->mine, TRUE);
    }
}

static void
on_all (GtkWidget  *widget,
        const char *name,
        GVariant   *parameter)
{
  choose_all (TG_MERGE_PAGE (widget), g_str_equal (name, "page.all-theirs"));
}

static void
on_settled (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr (TgMergePage) self = data;
  g_autoptr (GError) error = NULL;

  if (!tg_workspace_settle_merge_finish (TG_WORKSPACE (source), result, &error))
    {
      tg_page_toast_error (TG_PAGE (self), error);
      return;
    }
  tg_page_toast (TG_PAGE (self), _("Both versions are brought together"));
  gtk_widget_activate_action (GTK_WIDGET (self), "win.back", NULL);
}

static void
on_main (GtkWidget  *widget,
         const char *name,
         GVariant   *parameter)
{
  TgMergePage *self = TG_MERGE_PAGE (widget);
  g_autoptr (GPtrArray) paths = g_ptr_array_new ();

  for (guint i = 0; i < self->choices->len; i++)
    {
      const Choice *choice = self->choices->pdata[i];

      if (gtk_check_button_get_active (choice->theirs))
        g_ptr_array_add (paths, choice->path);
    }
  g_ptr_array_add (paths, NULL);
  tg_workspace_settle_merge_async (self->workspace, self->draft,
                                   (const char * const *) paths->pdata, self->cancellable,
                                   on_settled, g_object_ref (self));
}

/* ---- the page ---- */

static gboolean
tg_merge_page_grab_caret (TgPage *page)
{
  TgMergePage *self = TG_MERGE_PAGE (page);

  if (self->choices->len == 0)
    return gtk_widget_grab_focus (GTK_WIDGET (self->main_button));
  return gtk_widget_grab_focus (GTK_WIDGET (((Choice *) self->choices->pdata[0])->mine));
}

static void
tg_merge_page_dispose (GObject *object)
{
  TgMergePage *self = TG_MERGE_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->draft);
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (tg_merge_page_parent_class)->dispose (object);
}

static void
tg_merge_page_finalize (GObject *object)
{
  g_ptr_array_unref (TG_MERGE_PAGE (object)->choices);
  G_OBJECT_CLASS (tg_merge_page_parent_class)->finalize (object);
}

static void
tg_merge_page_class_init (TgMergePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tg_merge_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = tg_merge_page_finalize;
  TG_PAGE_CLASS (klass)->grab_caret = tg_merge_page_grab_caret;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/tongguan/Tongguan/tg-merge-page.ui");
  gtk_widget_class_bind_template_child (widget_class, TgMergePage, window_title);
  gtk_widget_class_bind_template_child (widget_class, TgMergePage, stack);
  gtk_widget_class_bind_template_child (widget_class, TgMergePage, items);
  gtk_widget_class_bind_template_child (widget_class, TgMergePage, others);
  gtk_widget_class_bind_template_child (widget_class, TgMergePage, choose_all);
  gtk_widget_class_bind_template_child (widget_class, TgMergePage, main_button);
  gtk_widget_class_install_action (widget_class, "page.main", NULL, on_main);
  gtk_widget_class_install_action (widget_class, "page.all-mine", NULL, on_all);
  gtk_widget_class_install_action (widget_class, "page.all-theirs", NULL, on_all);
}

static void
tg_merge_page_init (TgMergePage *self)
{
  self->cancellable = g_cancellable_new ();
  self->choices = g_ptr_array_new_with_free_func ((GDestroyNotify) choice_free);
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
tg_merge_page_new (TgWorkspace *workspace,
                   TgDraft     *draft)
{
  TgMergePage *self = g_object_new (TG_TYPE_MERGE_PAGE, "title", _("Two Versions"), NULL);
  g_autofree char *subtitle = tg_words_dup_draft (draft);

  self->workspace = g_object_ref (workspace);
  self->draft = g_object_ref (draft);
  adw_window_title_set_subtitle (self->window_title, subtitle);
  gtk_widget_set_visible (GTK_WIDGET (self->main_button), FALSE);
  tg_workspace_list_merge_async (workspace, draft, self->cancellable, on_listed,
                                 g_object_ref (self));
  return GTK_WIDGET (self);
}
