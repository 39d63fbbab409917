/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-enquiry-page.h"

#include <glib/gi18n-lib.h>

#include "tg-workspace-enquiry.h"

/* The answer is a grid, as its columns are the window's. */
struct _TgEnquiryPage
{
  TgPage          parent_instance;

  GtkDropDown    *kind;
  GtkEntry       *words;
  GtkWidget      *ask_button;
  GtkLabel       *state;          /* of when it is, or why there is none */
  GtkScrolledWindow *scroller;
  TgWorkspace    *workspace;
  GCancellable   *cancellable;    /* cancelled in dispose */
};

G_DEFINE_FINAL_TYPE (TgEnquiryPage, tg_enquiry_page, TG_TYPE_PAGE)

/* In the order of the kinds of the contract. */
static const char * const names[] = {
  N_("Standing of an enterprise"), N_("Restricted goods"), N_("Goods code"),
  N_("Shipment"), N_("Trade"), N_("Exchange rate"), N_("Statistics"), N_("Trace"),
};

static void
add_cell (GtkGrid    *grid,
          const char *text,
          const char *css_class,
          int         column,
          int         row)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 40);
  gtk_widget_set_valign (label, GTK_ALIGN_START);
  gtk_widget_add_css_class (label, css_class);
  gtk_grid_attach (grid, label, column, row, 1, 1);
}

static GtkWidget *
make_grid (TgEnquiry *enquiry)
{
  const char * const *columns = tg_enquiry_get_columns (enquiry);
  GtkWidget *grid = gtk_grid_new ();

  gtk_grid_set_column_spacing (GTK_GRID (grid), 18);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 6);
  gtk_widget_add_css_class (grid, "form");
  for (int c = 0; columns[c] != NULL; c++)
    add_cell (GTK_GRID (grid), columns[c], "caption-heading", c, 0);
  for (guint i = 0; i < tg_enquiry_get_n_rows (enquiry); i++)
    {
      const char * const *row = tg_enquiry_get_row (enquiry, i);

      for (int c = 0; row[c] != NULL; c++)
        add_cell (GTK_GRID (grid), row[c], "numeric", c, (int) i + 1);
    }
  return grid;
}

static void
show_answer (TgEnquiryPage *self,
             TgEnquiry     *enquiry)
{
  gint64 at = tg_enquiry_get_asked_at (enquiry);
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (at / G_USEC_PER_SEC);
  g_autofree char *moment = g_date_time_format (time, "%Y-%m-%d %H:%M");
  g_autoptr (GString) text = g_string_new (NULL);

  g_string_printf (text, _("As of %s"), moment);
  if (tg_enquiry_get_n_rows (enquiry) == 0)
    g_string_append_printf (text, " · %s", _("Nothing was found"));
  if (tg_enquiry_has_more (enquiry))
    g_string_append_printf (text, " · %s", _("There is more: ask with more words."));
  if (*tg_enquiry_get_offline (enquiry) != '\0')
    {
      g_string_append_c (text, '\n');
      g_string_append_printf (text, _("This is the last answer: %s"),
                              tg_enquiry_get_offline (enquiry));
    }
  gtk_label_set_label (self->state, text->str);
  gtk_scrolled_window_set_child (self->scroller, make_grid (enquiry));
}

static void
on_answered (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  g_autoptr (TgEnquiryPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (TgEnquiry) enquiry = tg_workspace_ask_finish (TG_WORKSPACE (source), result, &error);

  if (self->workspace == NULL)
    return;
  gtk_widget_set_sensitive (self->ask_button, TRUE);
  if (enquiry != NULL)
    show_answer (self, enquiry);
  else
    gtk_label_set_label (self->state, error->message);
}

static void
on_main (GtkWidget  *widget,
         const char *name,
         GVariant   *parameter)
{
  TgEnquiryPage *self = TG_ENQUIRY_PAGE (widget);
  const char * const *kinds = tg_workspace_get_enquiry_kinds ();
  guint kind = gtk_drop_down_get_selected (self->kind);

  if (kind >= G_N_ELEMENTS (names) || !gtk_widget_get_sensitive (self->ask_button))
    return;
  gtk_widget_set_sensitive (self->ask_button, FALSE);
  gtk_label_set_label (self->state, _("Asking …"));
  tg_workspace_ask_async (self->workspace, kinds[kind],
                          gtk_editable_get_text (GTK_EDITABLE (self->words)), self->cancellable,
                          on_answered, g_object_ref (self));
}

static gboolean
tg_enquiry_page_grab_caret (TgPage *page)
{
  return gtk_widget_grab_focus (GTK_WIDGET (TG_ENQUIRY_PAGE (page)->words));
}

static void
tg_enquiry_page_dispose (GObject *object)
{
  TgEnquiryPage *self = TG_ENQUIRY_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (tg_enquiry_page_parent_class)->dispose (object);
}

static void
tg_enquiry_page_class_init (TgEnquiryPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tg_enquiry_page_dispose;
  TG_PAGE_CLASS (klass)->grab_caret = tg_enquiry_page_grab_caret;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/tongguan/Tongguan/tg-enquiry-page.ui");
  gtk_widget_class_bind_template_child (widget_class, TgEnquiryPage, kind);
  gtk_widget_class_bind_template_child (widget_class, TgEnquiryPage, words);
  gtk_widget_class_bind_template_child (widget_class, TgEnquiryPage, ask_button);
  gtk_widget_class_bind_template_child (widget_class, TgEnquiryPage, state);
  gtk_widget_class_bind_template_child (widget_class, TgEnquiryPage, scroller);
  gtk_widget_class_install_action (widget_class, "page.main", NULL, on_main);
}

static void
tg_enquiry_page_init (TgEnquiryPage *self)
{
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);

  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    gtk_string_list_append (list, _(names[i]));
  gtk_drop_down_set_model (self->kind, G_LIST_MODEL (list));
}

GtkWidget *
tg_enquiry_page_new (TgWorkspace *workspace)
{
  TgEnquiryPage *self = g_object_new (TG_TYPE_ENQUIRY_PAGE, "title", _("Ask the Window"), NULL);

  self->workspace = g_object_ref (workspace);
  return GTK_WIDGET (self);
}
