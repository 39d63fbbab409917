/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-new-dialog.h"

#include <glib/gi18n-lib.h>

#include "tg-fact-row.h"
#include "tg-filing-row.h"
#include "tg-form-item.h"
#include "tg-search-list.h"
#include "tg-words.h"

/* First what, then from what. Forms that are drawn from something ask for the second: one or, where
 * the form takes several, as many as are chosen. The sources are windows on the store, so that
 * there may be any number of them. */
struct _TgNewDialog
{
  AdwWindow       parent_instance;

  GtkStack       *stack;
  GtkListBox     *forms;
  GtkSearchEntry *form_search;
  GtkListView    *sources;
  GtkSearchEntry *source_search;
  AdwWindowTitle *window_title;
  GtkButton      *back;
  GtkLabel       *no_sources;
  GtkButton      *draw;
  TgWorkspace    *workspace;
  char           *form;       /* chosen, nullable */
  char           *source;     /* fact type or form that it is drawn from, nullable */
  gboolean        several;    /* from more than one */
  char           *words;      /* those that the sources answer to */
  gboolean        taking;     /* Return was pressed before they were there */
};

G_DEFINE_FINAL_TYPE (TgNewDialog, tg_new_dialog, ADW_TYPE_WINDOW)

/* `ids` NULL: from scratch. */
static void
make (TgNewDialog        *self,
      const char * const *ids)
{
  const char * const none[] = { NULL };
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (self));
  g_autofree char *form = g_strdup (self->form);

  gtk_widget_activate_action (GTK_WIDGET (parent), "win.make", "(s^as)", form,
                              ids != NULL ? ids : none);
  gtk_window_close (GTK_WINDOW (self));
}

/* ---- what ---- */

static const char *
get_family_title (TgFamily family)
{
  switch (family)
    {
    case TG_FAMILY_REGISTRATION:
      return _("Registration");
    case TG_FAMILY_DECLARATION:
      return _("Declarations");
    case TG_FAMILY_REFUND:
      return _("Refunds");
    case TG_FAMILY_FOREX:
      return _("Foreign Exchange");
    case TG_FAMILY_SERVICE:
      return _("Other Services");
    case TG_FAMILY_FACT:
      return _("Facts, entered once");
    }
  return "";
}

static void
show_header (GtkListBoxRow *row,
             GtkListBoxRow *before,
             gpointer       data)
{
  const char *family = g_object_get_data (G_OBJECT (row), "family");
  GtkWidget *label;

  if (before != NULL && g_object_get_data (G_OBJECT (before), "family") == (gpointer) family)
    {
      gtk_list_box_row_set_header (row, NULL);
      return;
    }
  label = gtk_label_new (family);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "list-header");
  gtk_list_box_row_set_header (row, label);
}

static void
add_form (TgNewDialog *self,
          TgFormItem  *item)
{
  GtkWidget *row = adw_action_row_new ();
  const char *title = tg_form_item_get_title (item);
  const char *alias = tg_form_item_get_alias (item);
  g_autofree char *end = tg_form_item_dup_end (item);
  g_autofree char *time = tg_form_item_dup_time (item);
  g_autofree char *all = g_strdup_printf ("%s %s %s %s", title, alias, tg_form_item_get_id (item),
                                          time != NULL ? time : "");

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  if (end != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), end);
  else if (time != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), time);
  else if (tg_form_item_get_family (item) != TG_FAMILY_FACT)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), alias);
  gtk_widget_set_sensitive (row, tg_form_item_can_make (item));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_widget_set_name (row, tg_form_item_get_id (item));
  g_object_set_data_full (G_OBJECT (row), "source", g_strdup (tg_form_item_get_source (item)),
                          g_free);
  g_object_set_data (G_OBJECT (row), "several",
                     GINT_TO_POINTER (tg_form_item_takes_several (item)));
  g_object_set_data (G_OBJECT (row), "family",
                     (gpointer) get_family_title (tg_form_item_get_family (item)));
  tg_search_list_set_words (row, all);
  gtk_list_box_append (self->forms, row);
}

static gboolean
is_wanted (TgFormItem *item,
           const char *target)
{
  if (target[0] == '\0' || g_str_equal (tg_form_item_get_id (item), target))
    return TRUE;
  return g_str_equal (tg_family_to_name (tg_form_item_get_family (item)), target);
}

static void
add_forms (TgNewDialog *self,
           const char  *target)
{
  g_autoptr (GListModel) forms = tg_workspace_list_forms (self->workspace);

  for (guint i = 0; i < g_list_model_get_n_items (forms); i++)
    {
      g_autoptr (TgFormItem) item = g_list_model_get_item (forms, i);

      if (is_wanted (item, target))
        add_form (self, item);
    }
}

/* ---- from what ---- */

static void
show_emptiness (TgNewDialog *self)
{
  GtkSelectionModel *model = gtk_list_view_get_model (self->sources);

  gtk_widget_set_visible (GTK_WIDGET (self->no_sources),
                          g_list_model_get_n_items (G_LIST_MODEL (model)) == 0);
}

/* NULL while it is not there. */
static const char *
get_id (gpointer row)
{
  return tg_stored_row_is_loaded (row) ? tg_stored_row_get_id (row) : NULL;
}

static void
take (GObject     *row,
      GParamSpec  *pspec,
      TgNewDialog *self)
{
  const char *ids[] = { get_id (row), NULL };

  if (ids[0] != NULL)
    make (self, ids);
}

static void
make_from (TgNewDialog *self,
           guint        position)
{
  GListModel *model = G_LIST_MODEL (gtk_list_view_get_model (self->sources));
  g_autoptr (GObject) row = g_list_model_get_item (model, position);

  if (row == NULL)
    return;
  if (get_id (row) == NULL)
    g_signal_connect_object (row, "notify::loaded", G_CALLBACK (take), self, 0);
  take (row, NULL, self);
}

/* The first that is chosen. */
static guint
get_position (TgNewDialog *self)
{
  GtkSelectionModel *model = gtk_list_view_get_model (self->sources);
  g_autoptr (GtkBitset) selected = gtk_selection_model_get_selection (model);

  return gtk_bitset_is_empty (selected) ? GTK_INVALID_LIST_POSITION
                                        : gtk_bitset_get_minimum (selected);
}

static void
on_draw (TgNewDialog *self)
{
  GtkSelectionModel *model = gtk_list_view_get_model (self->sources);
  g_autoptr (GtkBitset) selected = gtk_selection_model_get_selection (model);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) ids = NULL;
  GtkBitsetIter iter;
  guint position;

  for (gboolean more = gtk_bitset_iter_init_first (&iter, selected, &position); more;
       more = gtk_bitset_iter_next (&iter, &position))
    {
      g_autoptr (GObject) row = g_list_model_get_item (G_LIST_MODEL (model), position);

      if (get_id (row) != NULL)
        g_strv_builder_add (builder, get_id (row));
    }
  ids = g_strv_builder_end (builder);
  if (ids[0] != NULL)
    make (self, (const char * const *) ids);
}

/* What is chosen, or the first row: Return may come before the store has answered. */
static void
take_chosen (TgNewDialog *self)
{
  GtkSelectionModel *model = gtk_list_view_get_model (self->sources);
  guint position = get_position (self);

  if (!self->taking || g_list_model_get_n_items (G_LIST_MODEL (model)) == 0)
    return;
  self->taking = FALSE;
  if (self->several && position != GTK_INVALID_LIST_POSITION)
    on_draw (self);
  else
    make_from (self, position != GTK_INVALID_LIST_POSITION ? position : 0);
}

static void
on_sources_changed (TgNewDialog *self)
{
  show_emptiness (self);
  take_chosen (self);
}

static void
show_selection (TgNewDialog *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->draw), self->several);
  gtk_widget_set_sensitive (GTK_WIDGET (self->draw),
                            get_position (self) != GTK_INVALID_LIST_POSITION);
}

static GtkSelectionModel *
new_selection (TgNewDialog *self,
               GListModel  *rows)
{
  GtkSingleSelection *one;

  if (self->several)
    return GTK_SELECTION_MODEL (gtk_multi_selection_new (g_object_ref (rows)));
  one = gtk_single_selection_new (g_object_ref (rows));
  gtk_single_selection_set_autoselect (one, FALSE);
  return GTK_SELECTION_MODEL (one);
}

static void
load_sources (TgNewDialog *self)
{
  const char *words = gtk_editable_get_text (GTK_EDITABLE (self->source_search));
  g_autoptr (GListModel) rows = tg_workspace_list_sources (self->workspace, self->source, words);
  g_autoptr (GtkSelectionModel) selection = new_selection (self, rows);

  g_free (self->words);
  self->words = g_strdup (words);
  gtk_list_view_set_single_click_activate (self->sources, !self->several);
  gtk_list_view_set_model (self->sources, selection);
  g_signal_connect_object (rows, "items-changed", G_CALLBACK (on_sources_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (selection, "selection-changed", G_CALLBACK (show_selection), self,
                           G_CONNECT_SWAPPED);
  show_emptiness (self);
  show_selection (self);
}

static void
on_source_search (TgNewDialog *self)
{
  self->taking = FALSE;
  if (self->source != NULL)
    load_sources (self);
}

static void
on_form_activated (TgNewDialog   *self,
                   GtkListBoxRow *row)
{
  g_free (self->form);
  self->form = g_strdup (gtk_widget_get_name (GTK_WIDGET (row)));
  g_free (self->source);
  self->source = g_strdup (g_object_get_data (G_OBJECT (row), "source"));
  self->several = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (row), "several"));
  if (self->source == NULL)
    {
      make (self, NULL);
      return;
    }
  adw_window_title_set_subtitle (self->window_title,
                                 adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)));
  load_sources (self);
  gtk_stack_set_visible_child_name (self->stack, "sources");
  gtk_widget_set_visible (GTK_WIDGET (self->back),
                          gtk_list_box_get_row_at_index (self->forms, 1) != NULL);
  gtk_widget_grab_focus (GTK_WIDGET (self->source_search));
}

static void
on_back (TgNewDialog *self)
{
  if (!gtk_widget_get_visible (GTK_WIDGET (self->back)))
    {
      gtk_window_close (GTK_WINDOW (self));
      return;
    }
  gtk_stack_set_visible_child_name (self->stack, "forms");
  gtk_widget_set_visible (GTK_WIDGET (self->back), FALSE);
  adw_window_title_set_subtitle (self->window_title, NULL);
  gtk_widget_grab_focus (GTK_WIDGET (self->form_search));
}

static void
on_scratch (TgNewDialog *self)
{
  make (self, NULL);
}

/* The key that activates a row draws from all that are chosen. */
static void
on_source_activated (TgNewDialog *self,
                     guint        position)
{
  GtkSelectionModel *model = gtk_list_view_get_model (self->sources);

  if (self->several && gtk_selection_model_is_selected (model, position))
    on_draw (self);
  else
    make_from (self, position);
}

static void
on_source_search_activate (TgNewDialog *self)
{
  const char *words = gtk_editable_get_text (GTK_EDITABLE (self->source_search));

  if (g_strcmp0 (words, self->words) != 0)
    load_sources (self);
  self->taking = TRUE;
  take_chosen (self);
}

/* The caret stays in the entry; Up and Down choose in the list below it. */
static gboolean
on_source_key (TgNewDialog     *self,
               guint            keyval,
               guint            keycode,
               GdkModifierType  state)
{
  GtkSelectionModel *model = gtk_list_view_get_model (self->sources);
  guint count = g_list_model_get_n_items (G_LIST_MODEL (model));
  guint position = get_position (self);

  if ((state & gtk_accelerator_get_default_mod_mask ()) != 0 ||
      (keyval != GDK_KEY_Down && keyval != GDK_KEY_Up))
    return FALSE;
  if (position == GTK_INVALID_LIST_POSITION)
    position = 0;
  else if (keyval == GDK_KEY_Down && position + 1 < count)
    position++;
  else if (keyval == GDK_KEY_Up && position > 0)
    position--;
  if (count > 0)
    {
      gtk_selection_model_select_item (model, position, TRUE);
      gtk_widget_activate_action (GTK_WIDGET (self->sources), "list.scroll-to-item", "u", position);
    }
  return TRUE;
}

static void
show_texts (GtkListItem *item,
            const char  *title,
            const char  *contents,
            const char  *sum,
            const char  *currency)
{
  GtkWidget *words = gtk_widget_get_first_child (gtk_list_item_get_child (item));
  GtkWidget *number = gtk_widget_get_first_child (words);
  g_autofree char *amount = tg_words_dup_amount (sum, currency);

  gtk_label_set_label (GTK_LABEL (number), title);
  gtk_label_set_label (GTK_LABEL (gtk_widget_get_next_sibling (number)), contents);
  gtk_label_set_label (GTK_LABEL (gtk_widget_get_next_sibling (words)), amount);
}

static void
show_source (GtkListItem *item)
{
  gpointer row = gtk_list_item_get_item (item);

  if (TG_IS_FACT_ROW (row))
    {
      const TgFactRowFields *fact = tg_fact_row_get_fields (row);

      show_texts (item, fact->number, fact->summary, fact->amount, fact->currency);
    }
  else
    {
      const TgFilingRowFields *filing = tg_filing_row_get_fields (row);

      show_texts (item, filing->number, filing->summary, filing->amount, filing->currency);
    }
}

static void
on_setup (GtkSignalListItemFactory *factory,
          GtkListItem              *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *number = gtk_label_new (NULL);
  GtkWidget *summary = gtk_label_new (NULL);
  GtkWidget *amount = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (number), 0);
  gtk_label_set_xalign (GTK_LABEL (summary), 0);
  gtk_label_set_ellipsize (GTK_LABEL (summary), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (summary, "dim-label");
  gtk_widget_add_css_class (number, "numeric");
  gtk_widget_add_css_class (amount, "numeric");
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (words), number);
  gtk_box_append (GTK_BOX (words), summary);
  gtk_box_append (GTK_BOX (box), words);
  gtk_box_append (GTK_BOX (box), amount);
  gtk_widget_add_css_class (box, "source");
  gtk_list_item_set_child (item, box);
}

static void
on_bind (GtkSignalListItemFactory *factory,
         GtkListItem              *item)
{
  show_source (item);
  g_signal_connect_swapped (gtk_list_item_get_item (item), "notify::loaded",
                            G_CALLBACK (show_source), item);
}

static void
on_unbind (GtkSignalListItemFactory *factory,
           GtkListItem              *item)
{
  g_signal_handlers_disconnect_by_func (gtk_list_item_get_item (item), show_source, item);
}

static void
tg_new_dialog_dispose (GObject *object)
{
  TgNewDialog *self = TG_NEW_DIALOG (object);

  g_clear_object (&self->workspace);
  g_clear_pointer (&self->form, g_free);
  g_clear_pointer (&self->source, g_free);
  g_clear_pointer (&self->words, g_free);
  G_OBJECT_CLASS (tg_new_dialog_parent_class)->dispose (object);
}

static void
tg_new_dialog_class_init (TgNewDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tg_new_dialog_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/tongguan/Tongguan/tg-new-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, TgNewDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, TgNewDialog, forms);
  gtk_widget_class_bind_template_child (widget_class, TgNewDialog, form_search);
  gtk_widget_class_bind_template_child (widget_class, TgNewDialog, sources);
  gtk_widget_class_bind_template_child (widget_class, TgNewDialog, source_search);
  gtk_widget_class_bind_template_child (widget_class, TgNewDialog, window_title);
  gtk_widget_class_bind_template_child (widget_class, TgNewDialog, back);
  gtk_widget_class_bind_template_child (widget_class, TgNewDialog, no_sources);
  gtk_widget_class_bind_template_child (widget_class, TgNewDialog, draw);
  gtk_widget_class_bind_template_callback (widget_class, on_form_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_back);
  gtk_widget_class_bind_template_callback (widget_class, on_scratch);
  gtk_widget_class_bind_template_callback (widget_class, on_draw);
  gtk_widget_class_bind_template_callback (widget_class, on_source_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_source_search);
  gtk_widget_class_bind_template_callback (widget_class, on_source_search_activate);
  gtk_widget_class_bind_template_callback (widget_class, on_source_key);
  gtk_widget_class_bind_template_callback (widget_class, on_setup);
  gtk_widget_class_bind_template_callback (widget_class, on_bind);
  gtk_widget_class_bind_template_callback (widget_class, on_unbind);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
tg_new_dialog_init (TgNewDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_list_box_set_header_func (self->forms, show_header, NULL, NULL);
  tg_search_list_bind (self->form_search, self->forms);
}

gboolean
tg_new_dialog_asks (TgWorkspace *workspace,
                    const char  *target)
{
  g_autoptr (GListModel) forms = NULL;

  if (!g_str_has_prefix (target, "fact:"))
    return TRUE;
  forms = tg_workspace_list_forms (workspace);
  for (guint i = 0; i < g_list_model_get_n_items (forms); i++)
    {
      g_autoptr (TgFormItem) item = g_list_model_get_item (forms, i);

      if (g_str_equal (tg_form_item_get_id (item), target))
        return tg_form_item_get_source (item) != NULL;
    }
  return FALSE;
}

GtkWindow *
tg_new_dialog_new (GtkWindow   *parent,
                   TgWorkspace *workspace,
                   const char  *target)
{
  TgNewDialog *self = g_object_new (TG_TYPE_NEW_DIALOG, "transient-for", parent, NULL);
  GtkListBoxRow *only;

  self->workspace = g_object_ref (workspace);
  add_forms (self, target);
  /* Where there is nothing to choose, the first question is not asked. */
  only = gtk_list_box_get_row_at_index (self->forms, 0);
  if (only != NULL && gtk_list_box_get_row_at_index (self->forms, 1) == NULL &&
      g_object_get_data (G_OBJECT (only), "source") != NULL)
    on_form_activated (self, only);
  return GTK_WINDOW (self);
}
