/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-chain-board.h"

#include "tg-decimal.h"
#include "tg-sale.h"
#include "tg-words.h"

#include <glib/gi18n-lib.h>

/* A list view whose row is a box of the order and five cells: only the rows on screen exist. */
struct _TgChainBoard
{
  AdwBin parent_instance;
};

G_DEFINE_FINAL_TYPE (TgChainBoard, tg_chain_board, ADW_TYPE_BIN)

static const struct { const char *icon; const char *css; } stage_looks[] = {
  [TG_STAGE_MISSING] = { "tg-stage-missing-symbolic", "stage-missing" },
  [TG_STAGE_WAITING] = { "tg-stage-waiting-symbolic", "stage-waiting" },
  [TG_STAGE_UNDER_WAY] = { "tg-stage-under-way-symbolic", "stage-under-way" },
  [TG_STAGE_ATTENTION] = { "tg-stage-attention-symbolic", "stage-attention" },
  [TG_STAGE_DONE] = { "tg-stage-done-symbolic", "stage-done" },
};

/* The first column is as wide in the head as in the rows. */
#define SALE_WIDTH 176

/* A row and the widgets in it that its sale fills. */
typedef struct
{
  GtkWidget *sale;                      /* leads to its documents side by side */
  GtkLabel  *order_no;
  GtkLabel  *goods;
  GtkLabel  *amount;
  GtkWidget *cells[TG_N_SALE_STEPS];
  GtkImage  *icons[TG_N_SALE_STEPS];
  GtkLabel  *words[TG_N_SALE_STEPS];
  GtkLabel  *details[TG_N_SALE_STEPS];
} TgBoardRow;

static GtkLabel *
make_label (const char *css_class,
            int         chars)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_width_chars (GTK_LABEL (label), chars);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return GTK_LABEL (label);
}

/* Filling */

static void
show_amount (TgBoardRow *row,
             TgSale     *sale)
{
  TgDecimal amount;
  g_autofree char *grouped = NULL;
  g_autofree char *text = NULL;

  if (tg_decimal_parse (tg_sale_get_amount (sale), &amount, NULL))
    grouped = tg_decimal_to_grouped (amount, 2);
  text = g_strdup_printf ("%s %s", grouped != NULL ? grouped : "", tg_sale_get_currency (sale));
  gtk_label_set_text (row->amount, text);
}

/* Money is grouped; what is there is worth more than when it is due. */
static char *
dup_detail (const TgSaleCell *cell,
            TgSaleStep        step)
{
  if (cell->text == NULL || *cell->text == '\0')
    return g_strdup (cell->due != NULL ? cell->due : "");
  return step == TG_SALE_MONEY ? tg_words_dup_amount (cell->text, NULL) : g_strdup (cell->text);
}

/* A cell without anything behind it leads nowhere. */
static void
lead_to (GtkWidget  *cell,
         const char *id)
{
  gboolean leads = id != NULL && *id != '\0';

  if (!leads)
    gtk_actionable_set_action_name (GTK_ACTIONABLE (cell), NULL);
  else
    {
      gtk_actionable_set_action_target (GTK_ACTIONABLE (cell), "s", id);
      gtk_actionable_set_action_name (GTK_ACTIONABLE (cell), "win.open");
    }
  gtk_widget_set_sensitive (cell, leads);
}

static void
show_cell (TgBoardRow *row,
           TgSale     *sale,
           TgSaleStep  step)
{
  const TgSaleCell *cell = tg_sale_get_cell (sale, step);
  const char *classes[] = { "flat", "board-cell", stage_looks[cell->stage].css, NULL };
  g_autofree char *detail = dup_detail (cell, step);
  g_autofree char *label = g_strdup_printf ("%s: %s %s", tg_sale_step_get_label (step),
                                            tg_sale_stage_get_label (cell->stage), detail);

  gtk_widget_set_css_classes (row->cells[step], classes);
  gtk_image_set_from_icon_name (row->icons[step], stage_looks[cell->stage].icon);
  gtk_label_set_text (row->words[step], tg_sale_stage_get_label (cell->stage));
  gtk_label_set_text (row->details[step], detail);
  gtk_widget_set_tooltip_text (row->cells[step], label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row->cells[step]), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label, -1);
  lead_to (row->cells[step], cell->filing);
}

static void
show_sale (TgBoardRow *row,
           TgSale     *sale)
{
  gtk_label_set_text (row->order_no, tg_sale_get_order_no (sale));
  gtk_label_set_text (row->goods, tg_sale_get_goods (sale));
  show_amount (row, sale);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row->sale), "s", tg_sale_get_order_no (sale));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row->sale), "win.sale");
  for (TgSaleStep step = 0; step < TG_N_SALE_STEPS; step++)
    show_cell (row, sale, step);
}

static void
on_sale_loaded (TgSale      *sale,
                GParamSpec  *pspec,
                GtkListItem *item)
{
  show_sale (g_object_get_data (G_OBJECT (item), "tg-row"), sale);
}

/* Building a row */

static GtkWidget *
make_cell (TgBoardRow *row,
           TgSaleStep  step)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  row->cells[step] = button;
  row->icons[step] = GTK_IMAGE (gtk_image_new ());
  row->words[step] = make_label ("board-stage", 6);
  row->details[step] = make_label ("board-detail", 9);
  gtk_box_append (GTK_BOX (texts), GTK_WIDGET (row->words[step]));
  gtk_box_append (GTK_BOX (texts), GTK_WIDGET (row->details[step]));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (row->icons[step]));
  gtk_box_append (GTK_BOX (box), texts);
  gtk_button_set_child (GTK_BUTTON (button), box);
  return button;
}

static void
on_setup (GtkSignalListItemFactory *factory,
          GtkListItem              *item,
          gpointer                  user_data)
{
  TgBoardRow *row = g_new0 (TgBoardRow, 1);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *cells = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  row->order_no = make_label ("board-order", 12);
  row->goods = make_label ("dim-label", 12);
  row->amount = make_label ("numeric", 12);
  gtk_box_append (GTK_BOX (texts), GTK_WIDGET (row->order_no));
  gtk_box_append (GTK_BOX (texts), GTK_WIDGET (row->goods));
  gtk_box_append (GTK_BOX (texts), GTK_WIDGET (row->amount));
  row->sale = gtk_button_new ();
  gtk_button_set_child (GTK_BUTTON (row->sale), texts);
  gtk_widget_set_css_classes (row->sale, (const char *[]) { "flat", "board-cell", NULL });
  gtk_widget_set_tooltip_text (row->sale, _("Its documents beside each other"));
  gtk_widget_set_size_request (row->sale, SALE_WIDTH, -1);
  gtk_box_append (GTK_BOX (box), row->sale);
  gtk_box_set_homogeneous (GTK_BOX (cells), TRUE);
  gtk_widget_set_hexpand (cells, TRUE);
  for (TgSaleStep step = 0; step < TG_N_SALE_STEPS; step++)
    gtk_box_append (GTK_BOX (cells), make_cell (row, step));
  gtk_box_append (GTK_BOX (box), cells);
  gtk_widget_add_css_class (box, "board-row");
  gtk_list_item_set_child (item, box);
  gtk_list_item_set_activatable (item, FALSE);
  gtk_list_item_set_selectable (item, FALSE);
  g_object_set_data_full (G_OBJECT (item), "tg-row", row, g_free);
}

static void
on_bind (GtkSignalListItemFactory *factory,
         GtkListItem              *item,
         gpointer                  user_data)
{
  TgSale *sale = gtk_list_item_get_item (item);

  show_sale (g_object_get_data (G_OBJECT (item), "tg-row"), sale);
  g_signal_connect (sale, "notify::loaded", G_CALLBACK (on_sale_loaded), item);
}

static void
on_unbind (GtkSignalListItemFactory *factory,
           GtkListItem              *item,
           gpointer                  user_data)
{
  g_signal_handlers_disconnect_by_func (gtk_list_item_get_item (item), on_sale_loaded, item);
}

/* The steps' names stand once, above the rows. */
static GtkWidget *
make_head (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *cells = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkLabel *first = make_label ("dim-label", 12);

  gtk_widget_set_size_request (GTK_WIDGET (first), SALE_WIDTH, -1);
  gtk_label_set_text (first, _("Sale"));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (first));
  gtk_box_set_homogeneous (GTK_BOX (cells), TRUE);
  gtk_widget_set_hexpand (cells, TRUE);
  for (TgSaleStep step = 0; step < TG_N_SALE_STEPS; step++)
    {
      GtkLabel *label = make_label ("dim-label", 9);

      gtk_label_set_text (label, tg_sale_step_get_label (step));
      gtk_box_append (GTK_BOX (cells), GTK_WIDGET (label));
    }
  gtk_box_append (GTK_BOX (box), cells);
  gtk_widget_add_css_class (box, "board-head");
  return box;
}

/* In a narrow window the board moves sideways, its head with it. */
static GtkWidget *
make_frame (GtkWidget *board)
{
  GtkWidget *frame = gtk_scrolled_window_new ();

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (frame), GTK_POLICY_AUTOMATIC,
                                  GTK_POLICY_NEVER);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (frame), board);
  gtk_widget_add_css_class (frame, "card");
  gtk_widget_set_overflow (frame, GTK_OVERFLOW_HIDDEN);
  return frame;
}

static void
tg_chain_board_class_init (TgChainBoardClass *klass)
{
}

static void
tg_chain_board_init (TgChainBoard *self)
{
}

GtkWidget *
tg_chain_board_new (GListModel *sales)
{
  TgChainBoard *self = g_object_new (TG_TYPE_CHAIN_BOARD, NULL);
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkSelectionModel *selection = GTK_SELECTION_MODEL (gtk_no_selection_new (g_object_ref (sales)));
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *view = NULL;

  g_signal_connect (factory, "setup", G_CALLBACK (on_setup), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (on_bind), NULL);
  g_signal_connect (factory, "unbind", G_CALLBACK (on_unbind), NULL);
  view = gtk_list_view_new (selection, factory);
  gtk_list_view_set_show_separators (GTK_LIST_VIEW (view), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Sales from order to refund"), -1);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), view);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scroller), 210);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), 340);
  gtk_box_append (GTK_BOX (box), make_head ());
  gtk_box_append (GTK_BOX (box), scroller);
  adw_bin_set_child (ADW_BIN (self), make_frame (box));
  return GTK_WIDGET (self);
}
