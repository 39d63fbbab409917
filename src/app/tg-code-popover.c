/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-code-popover.h"

#include <glib/gi18n-lib.h>

/* At most fifty rows, as the workspace gives them; a new look-up cancels the one under way. No
* row is chosen until a key or the pointer chooses one, so that Return takes what was typed. */
struct _TgCodePopover
{
  GtkPopover     parent_instance;

  TgWorkspace   *workspace;
  TgForm        *form;
  const TgField *field;        /* of the form */
  GtkWidget     *scroller;
  GtkListBox    *list;
  GtkLabel      *empty;
  GCancellable  *cancellable;
};

G_DEFINE_FINAL_TYPE (TgCodePopover, tg_code_popover, GTK_TYPE_POPOVER)

enum { PICKED, N_SIGNALS };

/* Between the levels of a path, and characters of one that are shown. */
#define BETWEEN   " › "
#define MAX_LEVEL 14

static guint signals[N_SIGNALS];

static GtkWidget *
create_note (const char *text)
{
  GtkWidget *note = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (note), 0);
  gtk_widget_add_css_class (note, "dim-label");
  gtk_widget_add_css_class (note, "caption");
  return note;
}

static GtkWidget *
create_first_line (const TgCodeHit *hit)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *value = gtk_label_new (tg_code_row_get_code (hit->row));
  GtkWidget *name = gtk_label_new (tg_code_row_get_name (hit->row));

  gtk_label_set_xalign (GTK_LABEL (value), 0);
  gtk_label_set_width_chars (GTK_LABEL (value), 8);
  gtk_widget_add_css_class (value, "numeric");
  gtk_widget_add_css_class (value, hit->can_choose ? "heading" : "dim-label");
  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (name, TRUE);
  gtk_widget_set_tooltip_text (name, tg_code_row_get_name (hit->row));
  if (!hit->can_choose)
    gtk_widget_add_css_class (name, "dim-label");
  gtk_box_append (GTK_BOX (box), value);
  gtk_box_append (GTK_BOX (box), name);
  if (hit->units[0] != '\0')
    gtk_box_append (GTK_BOX (box), create_note (hit->units));
  if (hit->was_used)
    gtk_box_append (GTK_BOX (box), create_note (_("used before")));
  if (!hit->can_choose)
    gtk_box_append (GTK_BOX (box), create_note (_("heading only")));
  return box;
}

/* Names of headings run to a sentence: each is cut, so that every level is seen. */
static char *
shorten_path (const char *path)
{
  g_auto (GStrv) levels = g_strsplit (path, BETWEEN, -1);

  for (guint i = 0; levels[i] != NULL; i++)
    if (g_utf8_strlen (levels[i], -1) > MAX_LEVEL)
      {
        g_autofree char *begin = g_utf8_substring (levels[i], 0, MAX_LEVEL - 1);

        g_free (levels[i]);
        levels[i] = g_strconcat (begin, "…", NULL);
      }
  return g_strjoinv (BETWEEN, levels);
}

/* What stands above the code: its end says more than its beginning. */
static GtkWidget *
create_path (const char *path)
{
  g_autofree char *shortened = shorten_path (path);
  GtkWidget *label = create_note (shortened);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_START);
  gtk_widget_set_tooltip_text (label, path);
  return label;
}

static GtkWidget *
create_row (const TgCodeHit *hit)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  gtk_box_append (GTK_BOX (box), create_first_line (hit));
  if (hit->path[0] != '\0')
    gtk_box_append (GTK_BOX (box), create_path (hit->path));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_selectable (GTK_LIST_BOX_ROW (row), hit->can_choose);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), hit->can_choose);
  gtk_widget_set_name (row, tg_code_row_get_code (hit->row));
  gtk_widget_set_focusable (row, FALSE);
  return row;
}

static void
clear_list (TgCodePopover *self)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
}

static void
show_codes (TgCodePopover *self,
            GPtrArray     *codes)
{
  clear_list (self);
  for (guint i = 0; i < codes->len; i++)
    gtk_list_box_append (self->list, create_row (g_ptr_array_index (codes, i)));
  gtk_widget_set_visible (self->scroller, codes->len > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->empty), codes->len == 0);
  gtk_popover_popup (GTK_POPOVER (self));
}

static void
on_found (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  g_autoptr (TgCodePopover) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) codes = tg_workspace_find_codes_finish (TG_WORKSPACE (source), result,
                                                                &error);

  if (codes != NULL && gtk_widget_get_parent (GTK_WIDGET (self)) != NULL)
    show_codes (self, codes);
  else if (codes == NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", error->message);
}

static void
on_row_activated (TgCodePopover *self,
                  GtkListBoxRow *row)
{
  g_signal_emit (self, signals[PICKED], 0, gtk_widget_get_name (GTK_WIDGET (row)));
}

static void
on_closed (TgCodePopover *self)
{
  g_cancellable_cancel (self->cancellable);
}

static void
tg_code_popover_dispose (GObject *object)
{
  TgCodePopover *self = TG_CODE_POPOVER (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->workspace);
  g_clear_pointer (&self->form, tg_form_unref);
  G_OBJECT_CLASS (tg_code_popover_parent_class)->dispose (object);
}

static void
tg_code_popover_class_init (TgCodePopoverClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tg_code_popover_dispose;
  signals[PICKED] = g_signal_new ("picked", TG_TYPE_CODE_POPOVER, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/tongguan/Tongguan/tg-code-popover.ui");
  gtk_widget_class_bind_template_child (widget_class, TgCodePopover, scroller);
  gtk_widget_class_bind_template_child (widget_class, TgCodePopover, list);
  gtk_widget_class_bind_template_child (widget_class, TgCodePopover, empty);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_closed);
}

static void
tg_code_popover_init (TgCodePopover *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
tg_code_popover_new (TgWorkspace   *workspace,
                     const TgForm  *form,
                     const TgField *field)
{
  TgCodePopover *self = g_object_new (TG_TYPE_CODE_POPOVER, NULL);

  self->workspace = g_object_ref (workspace);
  self->form = tg_form_ref ((TgForm *) form);
  self->field = field;
  return GTK_WIDGET (self);
}

void
tg_code_popover_look_up (TgCodePopover *self,
                         const char    *words)
{
  TgCodeSearch search = { self->form, self->field, words };

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  tg_workspace_find_codes_async (self->workspace, &search, self->cancellable, on_found,
                                 g_object_ref (self));
}

void
tg_code_popover_close (TgCodePopover *self)
{
  g_cancellable_cancel (self->cancellable);
  gtk_popover_popdown (GTK_POPOVER (self));
}

static void
scroll_to (TgCodePopover *self,
           GtkListBoxRow *row)
{
  GtkScrolledWindow *scroller = GTK_SCROLLED_WINDOW (self->scroller);
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (scroller);
  graphene_rect_t bounds;

  if (gtk_widget_compute_bounds (GTK_WIDGET (row), GTK_WIDGET (self->list), &bounds))
    gtk_adjustment_clamp_page (adjustment, bounds.origin.y, bounds.origin.y + bounds.size.height);
}

/* The nearest row from `index` on, or before it, that can be chosen. (nullable) */
static GtkListBoxRow *
find_choice (TgCodePopover *self,
             int            index)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list, index);

  while (row != NULL && !gtk_list_box_row_get_selectable (row))
    row = gtk_list_box_get_row_at_index (self->list, ++index);
  while (row == NULL && index > 0)
    {
      row = gtk_list_box_get_row_at_index (self->list, --index);
      if (row != NULL && !gtk_list_box_row_get_selectable (row))
        row = NULL;
    }
  return row;
}

gboolean
tg_code_popover_move (TgCodePopover *self,
                      int            steps)
{
  GtkListBoxRow *selected = gtk_list_box_get_selected_row (self->list);
  int index = selected != NULL ? gtk_list_box_row_get_index (selected) + steps : 0;
  GtkListBoxRow *row = find_choice (self, MAX (index, 0));

  if (row != NULL)
    {
      gtk_list_box_select_row (self->list, row);
      scroll_to (self, row);
    }
  return TRUE;
}

gboolean
tg_code_popover_take (TgCodePopover *self)
{
  GtkListBoxRow *selected = gtk_list_box_get_selected_row (self->list);

  if (selected == NULL)
    return FALSE;
  on_row_activated (self, selected);
  return TRUE;
}
