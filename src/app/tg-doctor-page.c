/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-doctor-page.h"

#include <glib/gi18n-lib.h>

#include "tg-doctor.h"

/* It looks when it is opened and whenever it is asked to; while it looks the old rows stay. A state
 * is an icon and a word. */
struct _TgDoctorPage
{
  TgPage        parent_instance;

  GtkListBox   *list;
  GtkSpinner   *spinner;
  GtkButton    *again;
  TgWorkspace  *workspace;
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (TgDoctorPage, tg_doctor_page, TG_TYPE_PAGE)

static const struct
{
  const char *icon;
  const char *word;
  const char *css_class;
} looks[] = {
  [TG_CHECKUP_NONE] = { "list-remove-symbolic", N_("Not used"), "dim-label" },
  [TG_CHECKUP_GOOD] = { "object-select-symbolic", N_("In order"), "success" },
  [TG_CHECKUP_WARNING] = { "dialog-warning-symbolic", N_("Look at it"), "warning" },
  [TG_CHECKUP_BAD] = { "dialog-error-symbolic", N_("To be mended"), "error" },
};

static GtkWidget *
create_state (TgCheckupState state)
{
  GtkWidget *label = gtk_label_new (_(looks[state].word));

  gtk_widget_add_css_class (label, looks[state].css_class);
  return label;
}

static GtkWidget *
create_row (TgCheckup *checkup)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *icon = gtk_image_new_from_icon_name (looks[tg_checkup_get_state (checkup)].icon);
  const char *remedy = tg_checkup_get_remedy (checkup);
  g_autofree char *text = *remedy == '\0' ? g_strdup (tg_checkup_get_text (checkup))
                          : g_strdup_printf ("%s\n%s", tg_checkup_get_text (checkup), remedy);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), tg_checkup_get_title (checkup));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), text);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  gtk_widget_add_css_class (icon, looks[tg_checkup_get_state (checkup)].css_class);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), create_state (tg_checkup_get_state (checkup)));
  return row;
}

static void
show_rows (TgDoctorPage *self,
           GPtrArray    *rows)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, child);
  for (guint i = 0; i < rows->len; i++)
    gtk_list_box_append (self->list, create_row (rows->pdata[i]));
}

static void
set_busy (TgDoctorPage *self,
          gboolean      is_busy)
{
  gtk_spinner_set_spinning (self->spinner, is_busy);
  gtk_widget_set_sensitive (GTK_WIDGET (self->again), !is_busy);
}

static void
on_examined (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  g_autoptr (TgDoctorPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows =
    tg_doctor_examine_finish (TG_WORKSPACE (source), result, &error);

  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  set_busy (self, FALSE);
  if (rows != NULL)
    show_rows (self, rows);
  else
    tg_page_toast_error (TG_PAGE (self), error);
}

static void
on_again (TgDoctorPage *self)
{
  set_busy (self, TRUE);
  tg_doctor_examine_async (self->workspace, self->cancellable, on_examined, g_object_ref (self));
}

static void
tg_doctor_page_dispose (GObject *object)
{
  TgDoctorPage *self = TG_DOCTOR_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (tg_doctor_page_parent_class)->dispose (object);
}

static void
tg_doctor_page_finalize (GObject *object)
{
  g_clear_object (&TG_DOCTOR_PAGE (object)->cancellable);
  G_OBJECT_CLASS (tg_doctor_page_parent_class)->finalize (object);
}

static void
tg_doctor_page_class_init (TgDoctorPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tg_doctor_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = tg_doctor_page_finalize;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/tongguan/Tongguan/tg-doctor-page.ui");
  gtk_widget_class_bind_template_child (widget_class, TgDoctorPage, list);
  gtk_widget_class_bind_template_child (widget_class, TgDoctorPage, spinner);
  gtk_widget_class_bind_template_child (widget_class, TgDoctorPage, again);
  gtk_widget_class_bind_template_callback (widget_class, on_again);
}

static void
tg_doctor_page_init (TgDoctorPage *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
tg_doctor_page_new (TgWorkspace *workspace)
{
  TgDoctorPage *self = g_object_new (TG_TYPE_DOCTOR_PAGE, "title", _("Doctor"), NULL);

  self->workspace = g_object_ref (workspace);
  on_again (self);
  return GTK_WIDGET (self);
}
