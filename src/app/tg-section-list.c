/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-section-list.h"

#include <glib/gi18n-lib.h>

/* One row for each section of the form, in its order; a section that is not shown keeps its row
 * and says so. */
struct _TgSectionList
{
  AdwBin      parent_instance;

  GtkListBox *list;
  TgDraft    *draft;
};

G_DEFINE_FINAL_TYPE (TgSectionList, tg_section_list, ADW_TYPE_BIN)

enum { CHOSEN, N_SIGNALS };

static guint signals[N_SIGNALS];

typedef struct
{
  const char *icon;
  const char *word;
  const char *css_class;
} ProgressLook;

static ProgressLook
get_look (TgProgress progress)
{
  switch (progress)
    {
    case TG_PROGRESS_EMPTY:
      return (ProgressLook) { "tg-empty-symbolic", N_("Not started"), "dim-label" };
    case TG_PROGRESS_STARTED:
      return (ProgressLook) { "tg-started-symbolic", N_("Under way"), "accent" };
    case TG_PROGRESS_DONE:
      return (ProgressLook) { "object-select-symbolic", N_("Done"), "success" };
    case TG_PROGRESS_PROBLEM:
      return (ProgressLook) { "dialog-warning-symbolic", N_("Has problems"), "error" };
    case TG_PROGRESS_HIDDEN:
      return (ProgressLook) { "action-unavailable-symbolic", N_("Not needed yet"), "dim-label" };
    }
  return (ProgressLook) { "tg-empty-symbolic", N_("Not started"), "dim-label" };
}

static GtkWidget *
create_row (const char *key,
            const char *title)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);
  GtkWidget *label = gtk_label_new (title);
  GtkWidget *state = gtk_label_new (NULL);
  GtkWidget *icon = gtk_image_new ();

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_xalign (GTK_LABEL (state), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (words), label);
  gtk_box_append (GTK_BOX (words), state);
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), words);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_widget_set_name (row, key);
  g_object_set_data (G_OBJECT (row), "state", state);
  g_object_set_data (G_OBJECT (row), "icon", icon);
  return row;
}

static void
show_state (GtkListBoxRow *row,
            ProgressLook   look,
            const char    *word)
{
  GtkWidget *state = g_object_get_data (G_OBJECT (row), "state");
  GtkWidget *icon = g_object_get_data (G_OBJECT (row), "icon");
  const char *state_classes[] = { "caption", look.css_class, NULL };
  const char *icon_classes[] = { look.css_class, NULL };

  gtk_label_set_label (GTK_LABEL (state), word);
  gtk_widget_set_css_classes (state, state_classes);
  gtk_image_set_from_icon_name (GTK_IMAGE (icon), look.icon);
  gtk_widget_set_css_classes (icon, icon_classes);
}

/* What is missing says more than that a section was begun. */
static char *
dup_state (TgSectionList   *self,
           const TgSection *section,
           TgProgress       progress)
{
  guint missing = progress == TG_PROGRESS_EMPTY || progress == TG_PROGRESS_STARTED
                  ? tg_draft_count_missing (self->draft, section->key) : 0;

  if (missing > 0)
    return g_strdup_printf (ngettext ("%u to fill in", "%u to fill in", missing), missing);
  return g_strdup (_(get_look (progress).word));
}

/* A table says how many lines it has. */
static char *
dup_word (TgSectionList   *self,
          const TgSection *section,
          TgProgress       progress)
{
  g_autofree char *state = dup_state (self, section, progress);
  guint lines;

  if (section->table == NULL)
    return g_steal_pointer (&state);
  lines = tg_draft_get_n_lines (self->draft, section->table->key);
  return g_strdup_printf (ngettext ("%s · %u line", "%s · %u lines", lines), state, lines);
}

static void
on_row_activated (TgSectionList *self,
                  GtkListBoxRow *row)
{
  g_signal_emit (self, signals[CHOSEN], 0, gtk_widget_get_name (GTK_WIDGET (row)));
}

static void
tg_section_list_dispose (GObject *object)
{
  g_clear_object (&TG_SECTION_LIST (object)->draft);
  G_OBJECT_CLASS (tg_section_list_parent_class)->dispose (object);
}

static void
tg_section_list_class_init (TgSectionListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tg_section_list_dispose;
  signals[CHOSEN] = g_signal_new ("chosen", TG_TYPE_SECTION_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/tongguan/Tongguan/tg-section-list.ui");
  gtk_widget_class_bind_template_child (widget_class, TgSectionList, list);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated);
}

static void
tg_section_list_init (TgSectionList *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
tg_section_list_set_draft (TgSectionList *self,
                           TgDraft       *draft)
{
  const TgForm *form = tg_draft_get_form (draft);

  g_return_if_fail (self->draft == NULL);

  self->draft = g_object_ref (draft);
  for (guint i = 0; i < form->sections->len; i++)
    {
      const TgSection *section = g_ptr_array_index (form->sections, i);

      gtk_list_box_append (self->list, create_row (section->key, tg_text_get (section->title)));
    }
  if (!tg_draft_is_fact (draft))
    gtk_list_box_append (self->list, create_row ("", _("Check and send")));
  tg_section_list_refresh (self);
}

void
tg_section_list_refresh (TgSectionList *self)
{
  const TgForm *form = tg_draft_get_form (self->draft);
  GtkListBoxRow *last = gtk_list_box_get_row_at_index (self->list, (int) form->sections->len);

  for (guint i = 0; i < form->sections->len; i++)
    {
      const TgSection *section = g_ptr_array_index (form->sections, i);
      GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list, (int) i);
      TgProgress progress = tg_draft_get_progress (self->draft, section->key);
      ProgressLook look = get_look (progress);
      g_autofree char *word = dup_word (self, section, progress);

      show_state (row, look, word);
      gtk_widget_set_sensitive (GTK_WIDGET (row), progress != TG_PROGRESS_HIDDEN);
    }
  if (last != NULL)
    show_state (last, (ProgressLook) { "mail-send-symbolic", "", "dim-label" },
                tg_state_get_label (tg_draft_get_filing_state (self->draft),
                                    tg_draft_get_attempt_state (self->draft)));
}

void
tg_section_list_select (TgSectionList *self,
                        const char    *section)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    if (g_str_equal (gtk_widget_get_name (GTK_WIDGET (row)), section))
      gtk_list_box_select_row (self->list, row);
}
