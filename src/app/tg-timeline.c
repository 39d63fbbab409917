/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-timeline.h"

#include <glib/gi18n-lib.h>

#include "tg-words.h"

/* Rows are made by the list from the model; a filing has a handful of receipts. */
struct _TgTimeline
{
  AdwBin      parent_instance;

  GtkListBox *list;
};

G_DEFINE_FINAL_TYPE (TgTimeline, tg_timeline, ADW_TYPE_BIN)

static GtkWidget *
create_label (const char *text,
              const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_selectable (GTK_LABEL (label), FALSE);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

static char *
dup_message (TgReceipt *receipt)
{
  const char *code = tg_receipt_get_code (receipt);
  const char *message = tg_receipt_get_message (receipt);

  if (code == NULL || code[0] == '\0')
    return g_strdup (message);
  return g_strdup_printf ("%s  %s", code, message);
}

static GtkWidget *
create_row (gpointer item,
            gpointer data)
{
  TgReceipt *receipt = item;
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *top = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *pill = gtk_label_new (tg_state_get_label (tg_receipt_get_status (receipt),
                                                       TG_ATTEMPT_RECEIVED));
  g_autofree char *at = tg_words_dup_time (tg_receipt_get_at (receipt));
  g_autofree char *message = dup_message (receipt);
  const char *number = tg_receipt_get_number (receipt);

  tg_words_style_pill (pill, tg_receipt_get_status (receipt), TG_ATTEMPT_RECEIVED);
  gtk_box_append (GTK_BOX (top), pill);
  gtk_box_append (GTK_BOX (top), create_label (at, "caption"));
  gtk_widget_add_css_class (gtk_widget_get_last_child (top), "numeric");
  gtk_widget_add_css_class (gtk_widget_get_last_child (top), "dim-label");
  gtk_box_append (GTK_BOX (box), top);
  if (message[0] != '\0')
    gtk_box_append (GTK_BOX (box), create_label (message, NULL));
  if (number != NULL && number[0] != '\0')
    gtk_box_append (GTK_BOX (box), create_label (number, "numeric"));
  gtk_widget_add_css_class (box, "event");
  return box;
}

static void
tg_timeline_class_init (TgTimelineClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/tongguan/Tongguan/tg-timeline.ui");
  gtk_widget_class_bind_template_child (widget_class, TgTimeline, list);
}

static void
tg_timeline_init (TgTimeline *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
tg_timeline_set_receipts (TgTimeline *self,
                          GListModel *receipts)
{
  gtk_list_box_bind_model (self->list, receipts, create_row, NULL, NULL);
}
