/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-import-grid.h"

#include <glib/gi18n-lib.h>

#include "tg-first-key.h"

/* Slot i shows row `first + i`: its number in the margin, and a cell for each column. The columns
 * are made anew only when their number changes. A cell that is being typed in keeps its text. */
struct _TgImportGrid
{
  AdwBin         parent_instance;

  GtkGrid       *cells;
  GtkScrollbar  *scrollbar;
  GtkLabel      *remark;        /* on the cell that has the caret */
  GtkAdjustment *adjustment;    /* first row on screen */

  TgImportSheet *sheet;
  GListModel    *targets;       /* of TgImportTarget */
  GPtrArray     *headings;      /* of GtkLabel */
  GPtrArray     *choices;       /* of GtkDropDown */
  GPtrArray     *slots;         /* of Slot */
  guint          first;
  gboolean       is_showing;    /* the drop-downs are set, not chosen from */
};

typedef struct
{
  GtkWidget *number;
  GPtrArray *entries;    /* of GtkEntry, by column */
} Slot;

G_DEFINE_FINAL_TYPE (TgImportGrid, tg_import_grid, ADW_TYPE_BIN)

#define MAX_SLOTS   10
#define HEADING_ROW 0
#define CHOICE_ROW  1
#define FIRST_ROW   2

static void
slot_free (gpointer data)
{
  Slot *slot = data;

  g_ptr_array_unref (slot->entries);
  g_free (slot);
}

static Slot *
get_slot (TgImportGrid *self,
          guint         index)
{
  return g_ptr_array_index (self->slots, index);
}

static gboolean
find_cell (TgImportGrid *self,
           GtkWidget    *entry,
           guint        *slot,
           guint        *column)
{
  for (*slot = 0; entry != NULL && *slot < self->slots->len; (*slot)++)
    if (g_ptr_array_find (get_slot (self, *slot)->entries, entry, column))
      return TRUE;
  return FALSE;
}

static gboolean
find_caret (TgImportGrid *self,
            guint        *slot,
            guint        *column)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  GtkWidget *entry = focus != NULL ? gtk_widget_get_ancestor (focus, GTK_TYPE_ENTRY) : NULL;

  return find_cell (self, entry, slot, column);
}

/* ---- what the cells show ---- */

static void
show_remark_on (TgImportGrid *self,
                guint         slot,
                guint         column)
{
  const char *fault = tg_import_sheet_get_fault (self->sheet, self->first + slot, (int) column);

  if (fault == NULL)
    fault = tg_import_sheet_get_fault (self->sheet, self->first + slot, -1);
  gtk_label_set_label (self->remark, fault != NULL ? fault : "");
  gtk_widget_set_visible (GTK_WIDGET (self->remark), fault != NULL);
}

static void
show_remark (TgImportGrid *self)
{
  guint slot;
  guint column;

  if (find_caret (self, &slot, &column))
    show_remark_on (self, slot, column);
  else
    gtk_widget_set_visible (GTK_WIDGET (self->remark), FALSE);
}

static void
show_cell (TgImportGrid *self,
           GtkWidget    *entry,
           guint         row,
           guint         column)
{
  const char *fault = tg_import_sheet_get_fault (self->sheet, row, (int) column);
  const char *text = tg_import_sheet_get_cell (self->sheet, row, column);
  gboolean is_left_out = tg_import_sheet_get_path (self->sheet, column)[0] == '\0';
  gboolean has_caret = (gtk_widget_get_state_flags (entry) & GTK_STATE_FLAG_FOCUS_WITHIN) != 0;

  if (!has_caret && !g_str_equal (gtk_editable_get_text (GTK_EDITABLE (entry)), text))
    gtk_editable_set_text (GTK_EDITABLE (entry), text);
  if (fault != NULL)
    gtk_widget_add_css_class (entry, "error");
  else
    gtk_widget_remove_css_class (entry, "error");
  if (is_left_out)
    gtk_widget_add_css_class (entry, "fixed");
  else
    gtk_widget_remove_css_class (entry, "fixed");
  gtk_widget_set_tooltip_text (entry, fault);
  gtk_accessible_update_state (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_STATE_INVALID,
                               fault != NULL ? GTK_ACCESSIBLE_INVALID_TRUE
                               : GTK_ACCESSIBLE_INVALID_FALSE, -1);
}

static void
show_margin (TgImportGrid *self,
             Slot         *slot,
             guint         row)
{
  const char *fault = tg_import_sheet_get_fault (self->sheet, row, -1);
  gboolean tried = tg_import_sheet_get_trial (self->sheet) != NULL;
  gboolean good = tg_import_sheet_is_good (self->sheet, row);
  const char *classes[] = { "margin", "numeric", tried && !good ? "error" : "dim-label", NULL };
  /* Colour is never alone. */
  g_autofree char *text = g_strdup_printf (tried ? good ? "%u ✓" : "%u !" : "%u", row + 1);

  gtk_label_set_label (GTK_LABEL (slot->number), text);
  gtk_widget_set_css_classes (slot->number, classes);
  gtk_widget_set_tooltip_text (slot->number, fault);
}

static void
show_column (TgImportGrid *self,
             guint         column)
{
  GtkDropDown *choice = g_ptr_array_index (self->choices, column);
  const char *path = tg_import_sheet_get_path (self->sheet, column);
  const char *heading = tg_import_sheet_get_heading (self->sheet, column);
  g_autofree char *number = g_strdup_printf (_("Column %u"), column + 1);

  gtk_label_set_label (g_ptr_array_index (self->headings, column),
                       heading[0] != '\0' ? heading : number);
  gtk_widget_set_tooltip_text (g_ptr_array_index (self->headings, column), heading);
  for (guint i = 0; i < g_list_model_get_n_items (self->targets); i++)
    {
      g_autoptr (TgImportTarget) target = g_list_model_get_item (self->targets, i);

      if (g_str_equal (tg_import_target_get_fields (target)->path, path) &&
          gtk_drop_down_get_selected (choice) != i)
        gtk_drop_down_set_selected (choice, i);
    }
}

static void
show_rows (TgImportGrid *self)
{
  for (guint i = 0; i < self->slots->len; i++)
    {
      Slot *slot = get_slot (self, i);

      for (guint column = 0; column < slot->entries->len; column++)
        show_cell (self, g_ptr_array_index (slot->entries, column), self->first + i, column);
      show_margin (self, slot, self->first + i);
    }
  show_remark (self);
}

static void
scroll_to (TgImportGrid *self,
           guint         first)
{
  guint rows = tg_import_sheet_get_n_rows (self->sheet);
  guint last = rows > self->slots->len ? rows - self->slots->len : 0;

  gtk_adjustment_set_value (self->adjustment, MIN (first, last));
}

/* The caret stays in its slot, which shows another row by now. */
static void
on_scrolled (TgImportGrid *self)
{
  guint first = (guint) gtk_adjustment_get_value (self->adjustment);
  GtkWidget *entry;
  guint slot;
  guint column;

  if (first == self->first || self->sheet == NULL)
    return;
  tg_import_grid_commit (self);
  self->first = first;
  show_rows (self);
  if (!find_caret (self, &slot, &column))
    return;
  entry = g_ptr_array_index (get_slot (self, slot)->entries, column);
  gtk_editable_set_text (GTK_EDITABLE (entry),
                         tg_import_sheet_get_cell (self->sheet, first + slot, column));
  tg_first_key_renew (GTK_ENTRY (entry));
}

static gboolean
on_wheel (TgImportGrid *self,
          double        dx,
          double        dy)
{
  double before = gtk_adjustment_get_value (self->adjustment);

  if (dy == 0 || self->sheet == NULL)
    return FALSE;
  gtk_adjustment_set_value (self->adjustment, before + (dy > 0 ? 3 : -3));
  return gtk_adjustment_get_value (self->adjustment) != before;
}

/* ---- moving the caret ---- */

static void
enter_cell (TgImportGrid *self,
            guint         row,
            guint         column)
{
  if (row < self->first)
    scroll_to (self, row);
  else if (row >= self->first + self->slots->len)
    scroll_to (self, row - self->slots->len + 1);
  gtk_widget_grab_focus (g_ptr_array_index (get_slot (self, row - self->first)->entries, column));
}

/* To the next cell, at the end of a row to the next one's first. */
static void
on_activate (GtkEntry     *entry,
             TgImportGrid *self)
{
  guint slot;
  guint column;

  if (!find_cell (self, GTK_WIDGET (entry), &slot, &column))
    return;
  tg_import_grid_commit (self);
  if (column + 1 < get_slot (self, slot)->entries->len)
    enter_cell (self, self->first + slot, column + 1);
  else if (self->first + slot + 1 < tg_import_sheet_get_n_rows (self->sheet))
    enter_cell (self, self->first + slot + 1, 0);
}

static gboolean
step_row (TgImportGrid *self,
          guint         slot,
          guint         column,
          int           step)
{
  gint64 row = (gint64) self->first + slot + step;

  if (row < 0 || row >= tg_import_sheet_get_n_rows (self->sheet))
    return FALSE;
  enter_cell (self, (guint) row, column);
  return TRUE;
}

static gboolean
on_key (TgImportGrid    *self,
        guint            keyval,
        guint            keycode,
        GdkModifierType  state)
{
  GdkModifierType modifiers = state & gtk_accelerator_get_default_mod_mask ();
  guint slot;
  guint column;

  if (!find_caret (self, &slot, &column))
    return FALSE;
  if (modifiers == 0 && (keyval == GDK_KEY_Down || keyval == GDK_KEY_Up))
    return step_row (self, slot, column, keyval == GDK_KEY_Down ? 1 : -1);
  if (modifiers == GDK_CONTROL_MASK && keyval == GDK_KEY_d)
    {
      tg_import_grid_fill_down (self);
      return TRUE;
    }
  return FALSE;
}

/* The window does not know of the caret yet. */
static void
on_enter (GtkEventControllerFocus *controller,
          TgImportGrid            *self)
{
  GtkWidget *entry = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (controller));
  guint slot;
  guint column;

  tg_first_key_renew (GTK_ENTRY (entry));
  if (self->sheet != NULL && find_cell (self, entry, &slot, &column))
    show_remark_on (self, slot, column);
}

static void
on_leave (GtkEventControllerFocus *controller,
          TgImportGrid            *self)
{
  GtkWidget *entry = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (controller));
  guint slot;
  guint column;

  if (self->sheet != NULL && find_cell (self, entry, &slot, &column))
    tg_import_sheet_set_cell (self->sheet, self->first + slot, column,
                              gtk_editable_get_text (GTK_EDITABLE (entry)));
}

/* ---- making the grid ---- */

static void
on_chosen (GtkDropDown  *choice,
           GParamSpec   *pspec,
           TgImportGrid *self)
{
  g_autoptr (TgImportTarget) target = NULL;
  guint column;

  if (self->is_showing || !g_ptr_array_find (self->choices, choice, &column))
    return;
  target = g_list_model_get_item (self->targets, gtk_drop_down_get_selected (choice));
  if (target != NULL)
    tg_import_sheet_set_path (self->sheet, column, tg_import_target_get_fields (target)->path);
}

static char *
dup_label (TgImportTarget *target)
{
  return g_strdup (tg_import_target_get_fields (target)->label);
}

static void
add_column (TgImportGrid *self,
            guint         column)
{
  GtkExpression *label = gtk_cclosure_expression_new (G_TYPE_STRING, NULL, 0, NULL,
                                                      G_CALLBACK (dup_label), NULL, NULL);
  GtkWidget *heading = gtk_label_new (NULL);
  GtkWidget *choice = gtk_drop_down_new (g_object_ref (self->targets), label);

  gtk_label_set_xalign (GTK_LABEL (heading), 0);
  gtk_label_set_ellipsize (GTK_LABEL (heading), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (heading), 16);
  gtk_widget_add_css_class (heading, "column-title");
  gtk_drop_down_set_enable_search (GTK_DROP_DOWN (choice), TRUE);
  gtk_widget_set_size_request (choice, 148, -1);
  gtk_widget_add_css_class (choice, "import-choice");
  gtk_widget_set_tooltip_text (choice, _("The field that this column goes to"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (choice), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("The field that this column goes to"), -1);
  g_signal_connect_object (choice, "notify::selected", G_CALLBACK (on_chosen), self, 0);
  gtk_grid_attach (self->cells, heading, (int) column + 1, HEADING_ROW, 1, 1);
  gtk_grid_attach (self->cells, choice, (int) column + 1, CHOICE_ROW, 1, 1);
  g_ptr_array_add (self->headings, heading);
  g_ptr_array_add (self->choices, choice);
}

static GtkWidget *
add_entry (TgImportGrid *self,
           int           column,
           int           row)
{
  GtkWidget *entry = gtk_entry_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  tg_first_key_attach (GTK_ENTRY (entry));
  gtk_widget_add_css_class (entry, "cell");
  gtk_editable_set_width_chars (GTK_EDITABLE (entry), 12);
  gtk_widget_set_hexpand (entry, TRUE);
  g_signal_connect (entry, "activate", G_CALLBACK (on_activate), self);
  g_signal_connect (focus, "leave", G_CALLBACK (on_leave), self);
  g_signal_connect (focus, "enter", G_CALLBACK (on_enter), self);
  gtk_widget_add_controller (entry, focus);
  gtk_grid_attach (self->cells, entry, column, row, 1, 1);
  return entry;
}

static void
add_slot (TgImportGrid *self)
{
  Slot *slot = g_new0 (Slot, 1);
  int row = FIRST_ROW + (int) self->slots->len;

  slot->entries = g_ptr_array_new ();
  slot->number = gtk_label_new (NULL);
  gtk_grid_attach (self->cells, slot->number, 0, row, 1, 1);
  for (guint i = 0; i < tg_import_sheet_get_n_columns (self->sheet); i++)
    g_ptr_array_add (slot->entries, add_entry (self, (int) i + 1, row));
  g_ptr_array_add (self->slots, slot);
}

/* A cell must not go with the caret in it. */
static void
drop_caret (TgImportGrid *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  guint slot;
  guint column;

  if (find_caret (self, &slot, &column))
    gtk_root_set_focus (root, NULL);
}

static void
remove_last_slot (TgImportGrid *self)
{
  /* The slot goes first: a cell that loses the caret by it is no cell any more. */
  g_ptr_array_set_size (self->slots, (int) self->slots->len - 1);
  gtk_grid_remove_row (self->cells, FIRST_ROW + (int) self->slots->len);
}

static void
remove_all (TgImportGrid *self)
{
  GtkWidget *child;

  g_ptr_array_set_size (self->slots, 0);
  g_ptr_array_set_size (self->headings, 0);
  g_ptr_array_set_size (self->choices, 0);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->cells))) != NULL)
    gtk_grid_remove (self->cells, child);
}

static void
fit (TgImportGrid *self)
{
  guint n_rows = tg_import_sheet_get_n_rows (self->sheet);
  guint n_columns = tg_import_sheet_get_n_columns (self->sheet);

  if (self->slots->len > n_rows || self->headings->len != n_columns)
    drop_caret (self);
  if (self->headings->len != n_columns)
    remove_all (self);
  while (self->headings->len < n_columns)
    add_column (self, self->headings->len);
  while (self->slots->len > MIN (n_rows, MAX_SLOTS))
    remove_last_slot (self);
  while (self->slots->len < MIN (n_rows, MAX_SLOTS))
    add_slot (self);
  gtk_adjustment_configure (self->adjustment, MIN (self->first, n_rows - self->slots->len), 0,
                            n_rows, 1, self->slots->len, self->slots->len);
  self->first = (guint) gtk_adjustment_get_value (self->adjustment);
  gtk_widget_set_visible (GTK_WIDGET (self->scrollbar), n_rows > self->slots->len);
}

static void
on_changed (TgImportGrid *self)
{
  self->is_showing = TRUE;
  fit (self);
  for (guint i = 0; i < self->headings->len; i++)
    show_column (self, i);
  self->is_showing = FALSE;
  show_rows (self);
}

static void
tg_import_grid_dispose (GObject *object)
{
  TgImportGrid *self = TG_IMPORT_GRID (object);

  if (self->sheet != NULL)
    g_signal_handlers_disconnect_by_data (self->sheet, self);
  g_clear_object (&self->sheet);
  g_clear_object (&self->targets);
  g_clear_pointer (&self->headings, g_ptr_array_unref);
  g_clear_pointer (&self->choices, g_ptr_array_unref);
  g_clear_pointer (&self->slots, g_ptr_array_unref);
  G_OBJECT_CLASS (tg_import_grid_parent_class)->dispose (object);
}

static void
tg_import_grid_class_init (TgImportGridClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tg_import_grid_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/tongguan/Tongguan/tg-import-grid.ui");
  gtk_widget_class_bind_template_child (widget_class, TgImportGrid, cells);
  gtk_widget_class_bind_template_child (widget_class, TgImportGrid, scrollbar);
  gtk_widget_class_bind_template_child (widget_class, TgImportGrid, remark);
  gtk_widget_class_bind_template_child (widget_class, TgImportGrid, adjustment);
  gtk_widget_class_bind_template_callback (widget_class, on_scrolled);
  gtk_widget_class_bind_template_callback (widget_class, on_wheel);
  gtk_widget_class_bind_template_callback (widget_class, on_key);
}

static void
tg_import_grid_init (TgImportGrid *self)
{
  self->headings = g_ptr_array_new ();
  self->choices = g_ptr_array_new ();
  self->slots = g_ptr_array_new_with_free_func (slot_free);
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* ---- public ---- */

void
tg_import_grid_set_sheet (TgImportGrid  *self,
                          TgImportSheet *sheet)
{
  if (self->sheet != NULL)
    g_signal_handlers_disconnect_by_data (self->sheet, self);
  remove_all (self);
  self->first = 0;
  g_set_object (&self->sheet, sheet);
  g_clear_object (&self->targets);
  self->targets = tg_import_sheet_list_targets (sheet);
  g_signal_connect_object (sheet, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  on_changed (self);
}

void
tg_import_grid_commit (TgImportGrid *self)
{
  guint slot;
  guint column;

  if (self->sheet != NULL && find_caret (self, &slot, &column))
    tg_import_sheet_set_cell (self->sheet, self->first + slot, column,
                              gtk_editable_get_text (g_ptr_array_index (get_slot (self, slot)->
                                                                        entries, column)));
}

gboolean
tg_import_grid_next_fault (TgImportGrid *self)
{
  guint slot = 0;
  guint column = 0;
  int next = -1;
  int row;

  if (self->sheet == NULL)
    return FALSE;
  if (find_caret (self, &slot, &column))
    for (int i = (int) column + 1; next < 0 && i < (int) self->headings->len; i++)
      if (tg_import_sheet_get_fault (self->sheet, self->first + slot, i) != NULL)
        next = i;
  if (next >= 0)
    {
      enter_cell (self, self->first + slot, (guint) next);
      return TRUE;
    }
  row = tg_import_sheet_find_fault (self->sheet,
                                    find_caret (self, &slot, &column) ? self->first + slot + 1 : 0,
                                    &next);
  if (row >= 0)
    enter_cell (self, (guint) row, (guint) MAX (next, 0));
  return row >= 0;
}

void
tg_import_grid_fill_down (TgImportGrid *self)
{
  guint slot;
  guint column;

  if (self->sheet == NULL || !find_caret (self, &slot, &column))
    return;
  tg_import_grid_commit (self);
  tg_import_sheet_fill_down (self->sheet, self->first + slot, column);
}

gboolean
tg_import_grid_grab_caret (TgImportGrid *self)
{
  return self->slots->len > 0 && gtk_widget_grab_focus (get_slot (self, 0)->entries->pdata[0]);
}
