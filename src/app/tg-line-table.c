/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-line-table-private.h"

#include <glib/gi18n-lib.h>

/* What the cells show, where the caret goes, how lines change. The grid itself is made in
 * tg-line-table-grid.c. */

G_DEFINE_FINAL_TYPE (TgLineTable, tg_line_table, ADW_TYPE_PREFERENCES_ROW)

static gboolean
find_cell (TgLineTable  *self,
           TgFieldEntry *cell,
           guint        *slot,
           guint        *column)
{
  for (*slot = 0; *slot < self->slots->len; (*slot)++)
    if (g_ptr_array_find (((Slot *) g_ptr_array_index (self->slots, *slot))->cells, cell, column))
      return TRUE;
  return FALSE;
}

static TgFieldEntry *
get_cell (TgLineTable *self,
          guint        slot,
          guint        column)
{
  return g_ptr_array_index (((Slot *) g_ptr_array_index (self->slots, slot))->cells, column);
}

/* ---- what the cells show ---- */

static void
show_margin (TgLineTable *self,
             Slot        *slot,
             guint        line)
{
  g_autofree char *number = g_strdup_printf ("%u", line + 1);
  gboolean wrong = FALSE;

  for (guint i = 0; i < slot->cells->len && !wrong; i++)
    {
      const char *path = tg_field_entry_get_path (g_ptr_array_index (slot->cells, i));
      TgIssue *issue = path != NULL ? tg_draft_get_issue (self->draft, path) : NULL;

      wrong = issue != NULL;
      if (wrong)
        gtk_widget_set_tooltip_text (slot->number, tg_issue_get_message (issue));
    }
  gtk_label_set_label (GTK_LABEL (slot->number), number);
  gtk_widget_set_css_classes (slot->number,
                              (const char *[]) { "margin", "numeric", wrong ? "error"
                                                 : "dim-label", NULL });
  gtk_widget_set_has_tooltip (slot->number, wrong);
}

static void
show_cell (TgLineTable  *self,
           TgFieldEntry *cell,
           const char   *path)
{
  TgIssue *issue = tg_draft_get_issue (self->draft, path);
  gboolean has = tg_draft_is_visible (self->draft, path);
  const char *tooltip = issue != NULL ? tg_issue_get_message (issue) : NULL;

  tg_field_entry_set_path (cell, path);
  tg_field_entry_refresh (cell);
  /* Translators: in a cell of a column that this line has not */
  gtk_entry_set_placeholder_text (GTK_ENTRY (cell), has ? NULL : _("n/a"));
  gtk_widget_set_tooltip_text (GTK_WIDGET (cell), has ? tooltip
                               : _("Does not apply to this line"));
  gtk_widget_set_sensitive (GTK_WIDGET (cell), has);
}

static void
show_slot (TgLineTable *self,
           guint        index)
{
  Slot *slot = g_ptr_array_index (self->slots, index);
  guint line = self->first + index;
  const char *id = tg_draft_get_line_id (self->draft, self->table->key, line);

  for (guint i = 0; i < slot->cells->len; i++)
    {
      g_autofree char *path = tg_path_new (self->table->key, id,
                                           tg_line_table_get_column (self, i)->key);

      show_cell (self, g_ptr_array_index (slot->cells, i), path);
    }
  show_margin (self, slot, line);
  gtk_widget_set_sensitive (slot->remove, tg_draft_can_edit (self->draft));
}

static void show_remark (TgLineTable *self);

static gboolean
show_totals (gpointer data)
{
  TgLineTable *self = data;

  self->totals_idle = 0;
  show_remark (self);
  for (guint i = 0; i < self->totals->len; i++)
    if (g_ptr_array_index (self->totals, i) != NULL)
      {
        g_autofree char *total = tg_draft_dup_total (self->draft, self->table->key,
                                                     tg_line_table_get_column (self, i)->key);

        gtk_label_set_label (g_ptr_array_index (self->totals, i), total);
      }
  return G_SOURCE_REMOVE;
}

void
tg_line_table_queue_totals (TgLineTable *self)
{
  if (self->totals_idle == 0)
    self->totals_idle = g_idle_add (show_totals, self);
}

static void
show_slots (TgLineTable *self)
{
  for (guint i = 0; i < self->slots->len; i++)
    show_slot (self, i);
  tg_line_table_queue_totals (self);
}

static void
scroll_to (TgLineTable *self,
           guint        first)
{
  guint lines = tg_line_table_get_n_lines (self);
  guint last = lines > self->slots->len ? lines - self->slots->len : 0;

  gtk_adjustment_set_value (self->adjustment, MIN (first, last));
}

static void
on_scrolled (TgLineTable *self)
{
  guint first = (guint) gtk_adjustment_get_value (self->adjustment);

  if (first == self->first)
    return;
  self->first = first;
  tg_line_table_show_columns (self, TRUE);
  show_slots (self);
}

static gboolean
on_wheel (TgLineTable *self,
          double       dx,
          double       dy)
{
  double before = gtk_adjustment_get_value (self->adjustment);

  if (dy == 0 || tg_line_table_get_n_lines (self) <= self->slots->len)
    return FALSE;
  gtk_adjustment_set_value (self->adjustment, before + (dy > 0 ? 3 : -3));
  return gtk_adjustment_get_value (self->adjustment) != before;
}

/* ---- moving the caret ---- */

static void
enter_cell (TgLineTable *self,
            guint        line,
            guint        column)
{
  TgFieldEntry *cell;

  if (line < self->first)
    scroll_to (self, line);
  else if (line >= self->first + self->slots->len)
    scroll_to (self, line - self->slots->len + 1);
  cell = get_cell (self, line - self->first, column);
  gtk_widget_grab_focus (GTK_WIDGET (cell));
  gtk_widget_activate_action (GTK_WIDGET (self), "page.keep-in-sight", NULL);
}

/* What is worked out by itself is passed by, until somebody has overridden it. */
static gboolean
can_enter (TgLineTable *self,
           guint        line,
           guint        column)
{
  const TgField *field = tg_line_table_get_column (self, column);
  const char *id = tg_draft_get_line_id (self->draft, self->table->key, line);
  g_autofree char *path = tg_path_new (self->table->key, id, field->key);

  return !field->read_only && tg_draft_is_visible (self->draft, path) &&
         (field->computed == NULL || tg_draft_is_overridden (self->draft, path));
}

/* To the next cell that can be filled in, the next line's first at the end of one, the button at
 * the end of all. */
void
tg_line_table_cell_done (TgFieldEntry *cell,
                         TgLineTable  *self)
{
  guint slot;
  guint column;
  guint n_lines = tg_line_table_get_n_lines (self);
  guint line;

  if (!find_cell (self, cell, &slot, &column))
    return;
  for (line = self->first + slot; line < n_lines; line++, column = G_MAXUINT)
    while (++column < self->table->fields->len)
      if (can_enter (self, line, column))
        {
          enter_cell (self, line, column);
          return;
        }
  gtk_widget_grab_focus (GTK_WIDGET (self->add_button));
  gtk_widget_activate_action (GTK_WIDGET (self), "page.keep-in-sight", NULL);
}

static gboolean
step_line (TgLineTable  *self,
           TgFieldEntry *cell,
           int           step)
{
  guint slot;
  guint column;
  gint64 line;

  if (!find_cell (self, cell, &slot, &column))
    return FALSE;
  line = (gint64) self->first + slot + step;
  if (line < 0 || line >= tg_line_table_get_n_lines (self))
    return FALSE;
  enter_cell (self, (guint) line, column);
  return TRUE;
}

/* ---- changing lines ---- */

static gboolean
enter_line (TgLineTable *self,
            guint        line)
{
  for (guint i = 0; i < self->table->fields->len; i++)
    if (can_enter (self, line, i))
      {
        enter_cell (self, line, i);
        return TRUE;
      }
  return FALSE;
}

static void
on_add (TgLineTable *self)
{
  if (tg_draft_add_line (self->draft, self->table->key, -1) == NULL)
    return;
  tg_line_table_refresh (self);
  enter_line (self, tg_line_table_get_n_lines (self) - 1);
}

static void
remove_line (TgLineTable *self,
             guint        line)
{
  tg_draft_remove_line (self->draft, self->table->key,
                        tg_draft_get_line_id (self->draft, self->table->key, line));
  tg_line_table_refresh (self);
  gtk_widget_activate_action (GTK_WIDGET (self), "page.removed-line", NULL);
}

/* The caret stays in its column: on the line that came up, or the last one. */
static void
remove_line_here (TgLineTable *self,
                  guint        line,
                  guint        column)
{
  guint lines;

  remove_line (self, line);
  lines = tg_line_table_get_n_lines (self);
  if (lines > 0)
    enter_cell (self, MIN (line, lines - 1), column);
  else
    gtk_widget_grab_focus (GTK_WIDGET (self->add_button));
}

void
tg_line_table_remove_clicked (GtkWidget   *button,
                              TgLineTable *self)
{
  for (guint i = 0; i < self->slots->len; i++)
    if (((Slot *) g_ptr_array_index (self->slots, i))->remove == button)
      {
        remove_line (self, self->first + i);
        return;
      }
}

static TgFieldEntry *
find_focus (TgLineTable *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  GtkWidget *cell = focus != NULL ? gtk_widget_get_ancestor (focus, TG_TYPE_FIELD_ENTRY) : NULL;

  return cell != NULL && gtk_widget_is_ancestor (cell, GTK_WIDGET (self->grid))
         ? TG_FIELD_ENTRY (cell) : NULL;
}

/* A message that is followed by more has its full stop from there. */
static char *
dup_unstopped (const char *message)
{
  char *text = g_strdup (message);

  if (g_str_has_suffix (text, "。"))
    text[strlen (text) - strlen ("。")] = '\0';
  else if (g_str_has_suffix (text, "."))
    text[strlen (text) - 1] = '\0';
  return text;
}

static char *
dup_remark (TgLineTable *self,
            const char  *path)
{
  TgIssue *issue = tg_draft_get_issue (self->draft, path);
  g_autofree char *sent = NULL;
  g_autofree char *message = NULL;

  if (issue == NULL)
    return NULL;
  if (tg_issue_is_agency (issue))
    sent = tg_draft_dup_sent_value (self->draft, path);
  if (sent == NULL)
    return g_strdup (tg_issue_get_message (issue));
  /* Translators: what is wrong, and the value that was sent */
  message = dup_unstopped (tg_issue_get_message (issue));
  return g_strdup_printf (_("%s. You sent: %s"), message, sent);
}

static void
show_remark (TgLineTable *self)
{
  TgFieldEntry *cell = find_focus (self);
  const char *path = cell != NULL ? tg_field_entry_get_path (cell) : NULL;
  g_autofree char *remark = path != NULL ? dup_remark (self, path) : NULL;

  gtk_label_set_label (self->remark, remark != NULL ? remark : "");
  gtk_widget_set_visible (GTK_WIDGET (self->remark), remark != NULL);
}

static void
fill_down (TgLineTable  *self,
           TgFieldEntry *cell)
{
  guint slot;
  guint column;

  if (!find_cell (self, cell, &slot, &column))
    return;
  tg_field_entry_commit (cell);
  tg_draft_fill_down (self->draft, self->table->key, self->first + slot,
                      tg_line_table_get_column (self, column)->key);
  tg_line_table_refresh (self);
}

static void
on_fill_down (TgLineTable *self)
{
  TgFieldEntry *cell = find_focus (self);

  if (cell != NULL)
    fill_down (self, cell);
}

static void
paste_block (TgLineTable *self,
             const char  *text)
{
  TgFieldEntry *cell = find_focus (self);
  guint slot = 0;
  guint column = 0;
  guint line = tg_line_table_get_n_lines (self);

  if (cell != NULL && find_cell (self, cell, &slot, &column))
    line = self->first + slot;
  tg_draft_paste_block (self->draft, self->table->key, line,
                        tg_line_table_get_column (self, column)->key, text);
  tg_line_table_refresh (self);
}

static void
on_text_read (GObject      *source,
              GAsyncResult *result,
              gpointer      data)
{
  g_autoptr (TgLineTable) self = data;
  g_autofree char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);
  TgFieldEntry *cell = find_focus (self);

  if (text == NULL || self->draft == NULL)
    return;
  if (cell != NULL && strpbrk (text, "\t\n") == NULL)
    {
      int position = gtk_editable_get_position (GTK_EDITABLE (cell));

      gtk_editable_delete_selection (GTK_EDITABLE (cell));
      position = gtk_editable_get_position (GTK_EDITABLE (cell));
      gtk_editable_insert_text (GTK_EDITABLE (cell), text, -1, &position);
      gtk_editable_set_position (GTK_EDITABLE (cell), position);
      return;
    }
  paste_block (self, text);
}

static void
on_paste (TgLineTable *self)
{
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (GTK_WIDGET (self)), NULL, on_text_read,
                                 g_object_ref (self));
}

static gboolean
on_key (TgLineTable     *self,
        guint            keyval,
        guint            keycode,
        GdkModifierType  state)
{
  GdkModifierType modifiers = state & gtk_accelerator_get_default_mod_mask ();
  TgFieldEntry *cell = find_focus (self);
  guint slot;
  guint column;

  if (cell == NULL)
    return FALSE;
  if (modifiers == 0 && (keyval == GDK_KEY_Down || keyval == GDK_KEY_Up))
    return step_line (self, cell, keyval == GDK_KEY_Down ? 1 : -1);
  if (modifiers != GDK_CONTROL_MASK || !tg_draft_can_edit (self->draft) ||
      !find_cell (self, cell, &slot, &column))
    return FALSE;
  if (keyval == GDK_KEY_v)
    on_paste (self);
  else if (keyval == GDK_KEY_d)
    fill_down (self, cell);
  else if (keyval == GDK_KEY_Delete)
    remove_line_here (self, self->first + slot, column);
  else
    return FALSE;
  return TRUE;
}

static void
tg_line_table_dispose (GObject *object)
{
  TgLineTable *self = TG_LINE_TABLE (object);

  g_clear_handle_id (&self->totals_idle, g_source_remove);
  g_clear_handle_id (&self->cells_idle, g_source_remove);
  g_clear_object (&self->workspace);
  g_clear_object (&self->draft);
  g_clear_pointer (&self->slots, g_ptr_array_unref);
  g_clear_pointer (&self->totals, g_ptr_array_unref);
  g_clear_pointer (&self->shown, g_free);
  G_OBJECT_CLASS (tg_line_table_parent_class)->dispose (object);
}

static void
tg_line_table_class_init (TgLineTableClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tg_line_table_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/tongguan/Tongguan/tg-line-table.ui");
  gtk_widget_class_bind_template_child (widget_class, TgLineTable, grid);
  gtk_widget_class_bind_template_child (widget_class, TgLineTable, scrollbar);
  gtk_widget_class_bind_template_child (widget_class, TgLineTable, sheet);
  gtk_widget_class_bind_template_child (widget_class, TgLineTable, empty);
  gtk_widget_class_bind_template_child (widget_class, TgLineTable, add_button);
  gtk_widget_class_bind_template_child (widget_class, TgLineTable, tools);
  gtk_widget_class_bind_template_child (widget_class, TgLineTable, remark);
  gtk_widget_class_bind_template_child (widget_class, TgLineTable, adjustment);
  gtk_widget_class_bind_template_callback (widget_class, on_scrolled);
  gtk_widget_class_bind_template_callback (widget_class, on_wheel);
  gtk_widget_class_bind_template_callback (widget_class, on_key);
  gtk_widget_class_bind_template_callback (widget_class, on_add);
  gtk_widget_class_bind_template_callback (widget_class, on_paste);
  gtk_widget_class_bind_template_callback (widget_class, on_fill_down);
}

static void
tg_line_table_init (TgLineTable *self)
{
  tg_line_table_init_grid (self);
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
tg_line_table_new (TgWorkspace   *workspace,
                   TgDraft       *draft,
                   const TgTable *table)
{
  TgLineTable *self = g_object_new (TG_TYPE_LINE_TABLE, "activatable", FALSE, "focusable", FALSE,
                                    NULL);

  g_set_object (&self->workspace, workspace);
  self->draft = g_object_ref (draft);
  self->table = table;
  tg_line_table_add_titles (self);
  return GTK_WIDGET (self);
}

const char *
tg_line_table_get_key (TgLineTable *self)
{
  return self->table->key;
}

void
tg_line_table_refresh (TgLineTable *self)
{
  guint lines = tg_line_table_get_n_lines (self);

  tg_line_table_fit_slots (self);
  gtk_adjustment_configure (self->adjustment, MIN (self->first, lines - self->slots->len), 0, lines,
                            1,
                            self->slots->len, self->slots->len);
  self->first = (guint) gtk_adjustment_get_value (self->adjustment);
  gtk_widget_set_visible (GTK_WIDGET (self->scrollbar), lines > self->slots->len);
  gtk_widget_set_visible (self->sheet, lines > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->empty), lines == 0);
  gtk_widget_set_visible (self->tools, tg_draft_can_edit (self->draft));
  gtk_widget_set_sensitive (GTK_WIDGET (self->add_button),
                            self->table->max_lines == 0 || lines < self->table->max_lines);
  tg_line_table_refresh_cells (self);
}

void
tg_line_table_refresh_cells (TgLineTable *self)
{
  tg_line_table_show_columns (self, FALSE);
  show_slots (self);
}

static gboolean
refresh_cells_now (gpointer data)
{
  TgLineTable *self = data;

  self->cells_idle = 0;
  tg_line_table_refresh_cells (self);
  return G_SOURCE_REMOVE;
}

void
tg_line_table_queue_cells (TgLineTable *self)
{
  if (self->cells_idle == 0)
    self->cells_idle = g_idle_add (refresh_cells_now, self);
}

gboolean
tg_line_table_grab_caret (TgLineTable *self)
{
  if (self->slots->len > 0 && enter_line (self, 0))
    return TRUE;
  return gtk_widget_grab_focus (GTK_WIDGET (self->add_button));
}

gboolean
tg_line_table_go_to (TgLineTable *self,
                     const char  *line_id,
                     const char  *field)
{
  guint lines = tg_line_table_get_n_lines (self);
  guint column = 0;

  for (guint i = 0; i < self->table->fields->len; i++)
    if (g_strcmp0 (tg_line_table_get_column (self, i)->key, field) == 0)
      column = i;
  for (guint i = 0; i < lines; i++)
    if (g_strcmp0 (tg_draft_get_line_id (self->draft, self->table->key, i), line_id) == 0)
      {
        enter_cell (self, i, column);
        return TRUE;
      }
  return FALSE;
}

gboolean
tg_line_table_is_typing (TgLineTable *self)
{
  TgFieldEntry *cell = find_focus (self);

  return cell != NULL && tg_field_entry_is_typing (cell);
}

const TgField *
tg_line_table_get_field (TgLineTable *self)
{
  TgFieldEntry *cell = find_focus (self);
  const char *path = cell != NULL ? tg_field_entry_get_path (cell) : NULL;

  return path != NULL ? tg_form_find_field (tg_draft_get_form (self->draft), path) : NULL;
}
