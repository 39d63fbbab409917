/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-record-view.h"

#include <glib/gi18n-lib.h>

/* The two views share one selection, so that a turn of the screen keeps the place. Header clicks
 * are found out by letting the view's own sorter compare two markers: the first column asked is
 * the one that sorts. */
struct _TgRecordView
{
  AdwBin                parent_instance;
  const TgRecordColumn *columns;
  guint                 n_columns;
  GtkSingleSelection   *selection;
  GtkWidget            *stack;
  GtkColumnView        *column_view;
  GObject              *marker_a;
  GObject              *marker_b;
  const char           *asked;
};

G_DEFINE_FINAL_TYPE (TgRecordView, tg_record_view, ADW_TYPE_BIN)

enum { OPEN, SORT, N_SIGNALS };
static guint signals[N_SIGNALS];

/* Cells */

static void
show_text (GtkWidget            *cell,
           const TgRecordColumn *column,
           gpointer              row)
{
  g_autofree char *text = column->get_text (row);

  gtk_inscription_set_text (GTK_INSCRIPTION (cell), text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (cell), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  gtk_widget_set_tooltip_text (cell, g_utf8_strlen (text, -1) > column->width ? text : NULL);
}

static void
show_pill (GtkWidget            *cell,
           const TgRecordColumn *column,
           gpointer              row)
{
  g_autofree char *text = column->get_text (row);
  const char *css = column->get_class (row);
  const char *classes[] = { "state-pill", css, NULL };

  gtk_label_set_text (GTK_LABEL (cell), text);
  gtk_widget_set_css_classes (cell, classes);
  gtk_widget_set_visible (cell, *text != '\0');
}

static void
show_cell (GtkWidget            *cell,
           const TgRecordColumn *column,
           gpointer              row)
{
  if (column->get_class != NULL)
    show_pill (cell, column, row);
  else
    show_text (cell, column, row);
}

static void
on_row_loaded (GObject    *row,
               GParamSpec *pspec,
               gpointer    user_data)
{
  GtkWidget *cell = user_data;

  show_cell (cell, g_object_get_data (G_OBJECT (cell), "tg-column"), row);
}

static gboolean
is_figure (const TgRecordColumn *column)
{
  return column->card == TG_CARD_FIGURE || column->card == TG_CARD_NOWHERE_FIGURE;
}

static GtkWidget *
make_cell (const TgRecordColumn *column)
{
  GtkWidget *cell = column->get_class != NULL ? gtk_label_new (NULL) : gtk_inscription_new (NULL);

  g_object_set_data (G_OBJECT (cell), "tg-column", (gpointer) column);
  if (column->get_class != NULL)
    {
      gtk_widget_set_halign (cell, GTK_ALIGN_START);
      gtk_widget_set_valign (cell, GTK_ALIGN_CENTER);
      return cell;
    }
  gtk_inscription_set_text_overflow (GTK_INSCRIPTION (cell),
                                     GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  gtk_inscription_set_nat_chars (GTK_INSCRIPTION (cell), (guint) column->width);
  gtk_inscription_set_min_chars (GTK_INSCRIPTION (cell), (guint) MIN (column->width, 6));
  if (is_figure (column))
    {
      gtk_inscription_set_xalign (GTK_INSCRIPTION (cell), 1.0);
      gtk_widget_add_css_class (cell, "numeric");
    }
  return cell;
}

static void
on_setup (GtkSignalListItemFactory *factory,
          GtkListItem              *item,
          gpointer                  user_data)
{
  gtk_list_item_set_child (item, make_cell (user_data));
}

static void
on_bind (GtkSignalListItemFactory *factory,
         GtkListItem              *item,
         gpointer                  user_data)
{
  GtkWidget *cell = gtk_list_item_get_child (item);
  gpointer row = gtk_list_item_get_item (item);

  show_cell (cell, user_data, row);
  g_signal_connect (row, "notify::loaded", G_CALLBACK (on_row_loaded), cell);
}

static void
on_unbind (GtkSignalListItemFactory *factory,
           GtkListItem              *item,
           gpointer                  user_data)
{
  g_signal_handlers_disconnect_by_func (gtk_list_item_get_item (item), on_row_loaded,
                                        gtk_list_item_get_child (item));
}

/* Cards */

static const TgRecordColumn *
find_column (TgRecordView *self,
             TgCardPlace   place)
{
  for (guint i = 0; i < self->n_columns; i++)
    if (self->columns[i].card == place)
      return &self->columns[i];
  return NULL;
}

static void
add_to_card (TgRecordView *self,
             GtkWidget    *line,
             TgCardPlace   place,
             const char   *css_class)
{
  const TgRecordColumn *column = find_column (self, place);
  GtkWidget *cell = NULL;

  if (column == NULL)
    return;
  cell = make_cell (column);
  gtk_widget_set_hexpand (cell, place == TG_CARD_TITLE || place == TG_CARD_SUBTITLE);
  if (css_class != NULL)
    gtk_widget_add_css_class (cell, css_class);
  gtk_box_append (GTK_BOX (line), cell);
}

static void
on_setup_card (GtkSignalListItemFactory *factory,
               GtkListItem              *item,
               gpointer                  user_data)
{
  TgRecordView *self = user_data;
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *first = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *second = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  gtk_widget_add_css_class (card, "record-card");
  add_to_card (self, first, TG_CARD_TITLE, "heading");
  add_to_card (self, first, TG_CARD_PILL, NULL);
  add_to_card (self, second, TG_CARD_SUBTITLE, "dim-label");
  add_to_card (self, second, TG_CARD_FIGURE, NULL);
  gtk_box_append (GTK_BOX (card), first);
  gtk_box_append (GTK_BOX (card), second);
  gtk_list_item_set_child (item, card);
}

typedef void (*TgCellFunc) (GtkWidget *cell, gpointer row);

static void
for_each_cell (GtkWidget  *card,
               gpointer    row,
               TgCellFunc  func)
{
  GtkWidget *line = gtk_widget_get_first_child (card);

  for (; line != NULL; line = gtk_widget_get_next_sibling (line))
    {
      GtkWidget *cell = gtk_widget_get_first_child (line);

      for (; cell != NULL; cell = gtk_widget_get_next_sibling (cell))
        func (cell, row);
    }
}

static void
bind_cell (GtkWidget *cell,
           gpointer   row)
{
  show_cell (cell, g_object_get_data (G_OBJECT (cell), "tg-column"), row);
  g_signal_connect (row, "notify::loaded", G_CALLBACK (on_row_loaded), cell);
}

static void
unbind_cell (GtkWidget *cell,
             gpointer   row)
{
  g_signal_handlers_disconnect_by_func (row, on_row_loaded, cell);
}

static void
on_bind_card (GtkSignalListItemFactory *factory,
              GtkListItem              *item,
              gpointer                  user_data)
{
  for_each_cell (gtk_list_item_get_child (item), gtk_list_item_get_item (item), bind_cell);
}

static void
on_unbind_card (GtkSignalListItemFactory *factory,
                GtkListItem              *item,
                gpointer                  user_data)
{
  for_each_cell (gtk_list_item_get_child (item), gtk_list_item_get_item (item), unbind_cell);
}

/* Opening and sorting */

static void
on_activate (GtkWidget    *view,
             guint         position,
             TgRecordView *self)
{
  g_autoptr (GObject) row = g_list_model_get_item (G_LIST_MODEL (self->selection), position);

  if (row != NULL)
    g_signal_emit (self, signals[OPEN], 0, row);
}

/* Which of the closures below belongs to which column. */
typedef struct
{
  TgRecordView *view;
  const char   *id;
} TgProbe;

static int
compare_markers (gconstpointer a,
                 gconstpointer b,
                 gpointer      user_data)
{
  TgProbe *probe = user_data;
  TgRecordView *self = probe->view;

  if (a != self->marker_a || b != self->marker_b)
    return 0;
  if (self->asked == NULL)
    self->asked = probe->id;
  return -1;
}

static void
on_sorter_changed (GtkSorter       *sorter,
                   GtkSorterChange  change,
                   TgRecordView    *self)
{
  GtkOrdering order;

  self->asked = NULL;
  order = gtk_sorter_compare (sorter, self->marker_a, self->marker_b);
  if (self->asked != NULL)
    g_signal_emit (self, signals[SORT], 0, self->asked, order == GTK_ORDERING_LARGER);
}

static void
add_column (TgRecordView         *self,
            const TgRecordColumn *column)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkColumnViewColumn) view_column = gtk_column_view_column_new (_(column->title),
                                                                            factory);

  g_signal_connect (factory, "setup", G_CALLBACK (on_setup), (gpointer) column);
  g_signal_connect (factory, "bind", G_CALLBACK (on_bind), (gpointer) column);
  g_signal_connect (factory, "unbind", G_CALLBACK (on_unbind), (gpointer) column);
  gtk_column_view_column_set_expand (view_column, column->expands);
  gtk_column_view_column_set_resizable (view_column, TRUE);
  if (column->is_sortable)
    {
      TgProbe *probe = g_new (TgProbe, 1);
      g_autoptr (GtkSorter) sorter = NULL;

      *probe = (TgProbe) { self, column->id };
      sorter = GTK_SORTER (gtk_custom_sorter_new (compare_markers, probe, g_free));
      gtk_column_view_column_set_sorter (view_column, sorter);
    }
  gtk_column_view_append_column (self->column_view, view_column);
}

/* The title of a column of figures stands above them. GTK 4.8 has no way to ask for it: the titles
 * are the children of the view's first child, each a label in a box. */
static void
align_titles (TgRecordView *self)
{
  GtkWidget *header = gtk_widget_get_first_child (GTK_WIDGET (self->column_view));
  GtkWidget *title = header != NULL ? gtk_widget_get_first_child (header) : NULL;

  for (guint i = 0; title != NULL && i < self->n_columns; i++)
    {
      GtkWidget *box = gtk_widget_get_first_child (title);

      if (box != NULL && is_figure (&self->columns[i]))
        gtk_widget_set_halign (box, GTK_ALIGN_END);
      title = gtk_widget_get_next_sibling (title);
    }
}

static GtkWidget *
make_columns (TgRecordView *self,
              const char   *label)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *view = gtk_column_view_new (GTK_SELECTION_MODEL (g_object_ref (self->selection)));

  self->column_view = GTK_COLUMN_VIEW (view);
  gtk_widget_add_css_class (view, "data-table");
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  for (guint i = 0; i < self->n_columns; i++)
    add_column (self, &self->columns[i]);
  align_titles (self);
  gtk_column_view_set_single_click_activate (self->column_view, TRUE);
  g_signal_connect (view, "activate", G_CALLBACK (on_activate), self);
  g_signal_connect (gtk_column_view_get_sorter (self->column_view), "changed",
                    G_CALLBACK (on_sorter_changed), self);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), view);
  return scroller;
}

static GtkWidget *
make_cards (TgRecordView *self,
            const char   *label)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkWidget *view = NULL;

  g_signal_connect (factory, "setup", G_CALLBACK (on_setup_card), self);
  g_signal_connect (factory, "bind", G_CALLBACK (on_bind_card), self);
  g_signal_connect (factory, "unbind", G_CALLBACK (on_unbind_card), self);
  view = gtk_list_view_new (GTK_SELECTION_MODEL (g_object_ref (self->selection)), factory);
  gtk_list_view_set_show_separators (GTK_LIST_VIEW (view), TRUE);
  gtk_list_view_set_single_click_activate (GTK_LIST_VIEW (view), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_signal_connect (view, "activate", G_CALLBACK (on_activate), self);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), view);
  return scroller;
}

static void
tg_record_view_dispose (GObject *object)
{
  TgRecordView *self = TG_RECORD_VIEW (object);

  g_clear_object (&self->selection);
  g_clear_object (&self->marker_a);
  g_clear_object (&self->marker_b);
  G_OBJECT_CLASS (tg_record_view_parent_class)->dispose (object);
}

static void
tg_record_view_class_init (TgRecordViewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = tg_record_view_dispose;
  signals[OPEN] = g_signal_new ("open", TG_TYPE_RECORD_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 1, G_TYPE_OBJECT);
  signals[SORT] = g_signal_new ("sort", TG_TYPE_RECORD_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_BOOLEAN);
}

static void
tg_record_view_init (TgRecordView *self)
{
  self->selection = gtk_single_selection_new (NULL);
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  self->marker_a = g_object_new (G_TYPE_OBJECT, NULL);
  self->marker_b = g_object_new (G_TYPE_OBJECT, NULL);
  self->stack = gtk_stack_new ();
  gtk_stack_set_hhomogeneous (GTK_STACK (self->stack), FALSE);
  adw_bin_set_child (ADW_BIN (self), self->stack);
  gtk_widget_set_vexpand (GTK_WIDGET (self), TRUE);
}

GtkWidget *
tg_record_view_new (const TgRecordColumn *columns,
                    guint                 n_columns,
                    const char           *label)
{
  TgRecordView *self = g_object_new (TG_TYPE_RECORD_VIEW, NULL);

  self->columns = columns;
  self->n_columns = n_columns;
  gtk_stack_add_named (GTK_STACK (self->stack), make_columns (self, label), "columns");
  gtk_stack_add_named (GTK_STACK (self->stack), make_cards (self, label), "cards");
  return GTK_WIDGET (self);
}

void
tg_record_view_set_model (TgRecordView *self,
                          GListModel   *model)
{
  g_return_if_fail (TG_IS_RECORD_VIEW (self));

  gtk_single_selection_set_model (self->selection, model);
}

void
tg_record_view_set_narrow (TgRecordView *self,
                           gboolean      is_narrow)
{
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), is_narrow ? "cards" : "columns");
}

gpointer
tg_record_view_get_row (TgRecordView *self)
{
  return gtk_single_selection_get_selected_item (self->selection);
}
