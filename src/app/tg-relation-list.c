/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-relation-list.h"

#include "tg-words.h"
#include "tg-workspace-relations.h"

/* Read again when filings or facts change: their states and numbers are shown. */
struct _TgRelationList
{
  AdwBin        parent_instance;

  GtkWidget    *sources_box;
  GtkListBox   *sources;
  GtkWidget    *targets_box;
  GtkListBox   *targets;
  TgWorkspace  *workspace;
  char         *id;
  GCancellable *cancellable;    /* cancelled in dispose */
};

G_DEFINE_FINAL_TYPE (TgRelationList, tg_relation_list, ADW_TYPE_BIN)

static GtkWidget *
make_label (const char *text,
            const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, css_class);
  return label;
}

static GtkWidget *
make_row (const TgRelationFields *fields)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  g_autofree char *what = g_strjoin (" ", fields->number, fields->summary, NULL);
  g_autofree char *name = g_strjoin (" ", fields->title, what, NULL);

  gtk_box_append (GTK_BOX (words), make_label (fields->title, "caption-heading"));
  gtk_box_append (GTK_BOX (words), make_label (g_strstrip (what), "numeric"));
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (box), words);
  if (!fields->is_fact)
    {
      GtkWidget *pill = gtk_label_new (tg_state_get_label (fields->filing_state,
                                                           fields->attempt_state));

      tg_words_style_pill (pill, fields->filing_state, fields->attempt_state);
      gtk_widget_set_valign (pill, GTK_ALIGN_CENTER);
      gtk_box_append (GTK_BOX (box), pill);
    }
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_widget_set_tooltip_text (row, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "s", fields->id);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "win.open");
  return row;
}

static void
clear (GtkListBox *list)
{
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (list))) != NULL)
    gtk_list_box_remove (list, row);
}

static void
show (TgRelationList *self,
      GListModel     *relations)
{
  guint n_sources = 0;
  guint n_relations = g_list_model_get_n_items (relations);

  clear (self->sources);
  clear (self->targets);
  for (guint i = 0; i < n_relations; i++)
    {
      g_autoptr (TgRelation) relation = g_list_model_get_item (relations, i);
      const TgRelationFields *fields = tg_relation_get_fields (relation);

      n_sources += fields->is_source;
      gtk_list_box_append (fields->is_source ? self->sources : self->targets, make_row (fields));
    }
  gtk_widget_set_visible (self->sources_box, n_sources > 0);
  gtk_widget_set_visible (self->targets_box, n_sources < n_relations);
  gtk_widget_set_visible (GTK_WIDGET (self), n_relations > 0);
}

/* Without them the page works as well: an error is not worth a word. */
static void
on_read (GObject      *source,
         GAsyncResult *result,
         gpointer      data)
{
  g_autoptr (TgRelationList) self = data;
  g_autoptr (GListModel) relations = tg_workspace_list_relations_finish (TG_WORKSPACE (source),
                                                                         result, NULL);

  if (relations != NULL && self->workspace != NULL)
    show (self, relations);
}

static void
read_again (TgRelationList *self)
{
  tg_workspace_list_relations_async (self->workspace, self->id, self->cancellable, on_read,
                                     g_object_ref (self));
}

static void
on_changed (TgWorkspace    *workspace,
            guint           what,
            TgRelationList *self)
{
  if ((what & (TG_CHANGE_FILINGS | TG_CHANGE_FACTS)) != 0)
    read_again (self);
}

static void
tg_relation_list_dispose (GObject *object)
{
  TgRelationList *self = TG_RELATION_LIST (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->workspace);
  g_clear_pointer (&self->id, g_free);
  G_OBJECT_CLASS (tg_relation_list_parent_class)->dispose (object);
}

static void
tg_relation_list_class_init (TgRelationListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tg_relation_list_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/tongguan/Tongguan/tg-relation-list.ui");
  gtk_widget_class_bind_template_child (widget_class, TgRelationList, sources_box);
  gtk_widget_class_bind_template_child (widget_class, TgRelationList, sources);
  gtk_widget_class_bind_template_child (widget_class, TgRelationList, targets_box);
  gtk_widget_class_bind_template_child (widget_class, TgRelationList, targets);
}

static void
tg_relation_list_init (TgRelationList *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
tg_relation_list_set_subject (TgRelationList *self,
                              TgWorkspace    *workspace,
                              const char     *id)
{
  g_return_if_fail (TG_IS_RELATION_LIST (self) && self->workspace == NULL);

  self->workspace = g_object_ref (workspace);
  self->id = g_strdup (id);
  g_signal_connect_object (workspace, "changed", G_CALLBACK (on_changed), self, 0);
  read_again (self);
}
