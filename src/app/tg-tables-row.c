/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-tables-row.h"

#include <glib/gi18n-lib.h>

#include "tg-workspace-tables.h"

/* The words are read anew whenever the workspace says that its tables changed. */
struct _TgTablesRow
{
  AdwActionRow  parent_instance;

  GtkSpinner   *spinner;
  GtkButton    *fetch_button;
  TgWorkspace  *workspace;      /* nullable */
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (TgTablesRow, tg_tables_row, ADW_TYPE_ACTION_ROW)

static void
show_busy (TgTablesRow *self,
           gboolean     is_busy)
{
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), is_busy);
  gtk_spinner_set_spinning (self->spinner, is_busy);
  gtk_widget_set_sensitive (GTK_WIDGET (self->fetch_button), !is_busy);
}

static char *
describe (GPtrArray *states)
{
  const char *newest = "";
  guint n_of_window = 0;

  for (guint i = 0; i < states->len; i++)
    {
      const TgTableState *state = states->pdata[i];

      n_of_window += state->is_of_window;
      if (state->is_of_window && strcmp (state->version, newest) > 0)
        newest = state->version;
    }
  if (n_of_window == 0)
    return g_strdup_printf (ngettext ("%u table, as it came with the program",
                                      "%u tables, as they came with the program", states->len),
                            states->len);
  /* Translators: the second number is of tables as well, the last is a version such as 2026-11 */
  return g_strdup_printf (ngettext ("%u table, %u of the window; the newest is of %s",
                                    "%u tables, %u of the window; the newest is of %s",
                                    states->len), states->len, n_of_window, newest);
}

static void
on_listed (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (TgTablesRow) self = data;
  TgWorkspace *workspace = TG_WORKSPACE (source);
  g_autoptr (GPtrArray) states = tg_workspace_list_tables_finish (workspace, result, NULL);
  const char *fault = tg_workspace_get_tables_fault (workspace);
  g_autofree char *words = states != NULL ? describe (states) : NULL;
  g_autofree char *both = NULL;

  if (words == NULL || workspace != self->workspace)
    return;
  both = *fault != '\0' ? g_strdup_printf ("%s\n%s", fault, words) : g_strdup (words);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), both);
}

static void
show_state (TgTablesRow *self)
{
  if (self->workspace != NULL)
    tg_workspace_list_tables_async (self->workspace, self->cancellable, on_listed,
                                    g_object_ref (self));
}

static void
on_changed (TgWorkspace *workspace,
            guint        changes,
            TgTablesRow *self)
{
  if ((changes & TG_CHANGE_TABLES) != 0)
    show_state (self);
}

static void
on_fetched (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr (TgTablesRow) self = data;
  g_autoptr (GError) error = NULL;

  show_busy (self, FALSE);
  if (!tg_workspace_update_tables_finish (TG_WORKSPACE (source), result, &error))
    adw_action_row_set_subtitle (ADW_ACTION_ROW (self), error->message);
}

static void
on_fetch (TgTablesRow *self)
{
  if (self->workspace == NULL)
    return;
  show_busy (self, TRUE);
  tg_workspace_update_tables_async (self->workspace, NULL, on_fetched, g_object_ref (self));
}

static void
tg_tables_row_dispose (GObject *object)
{
  TgTablesRow *self = TG_TABLES_ROW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (tg_tables_row_parent_class)->dispose (object);
}

static void
tg_tables_row_class_init (TgTablesRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tg_tables_row_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/tongguan/Tongguan/tg-tables-row.ui");
  gtk_widget_class_bind_template_child (widget_class, TgTablesRow, spinner);
  gtk_widget_class_bind_template_child (widget_class, TgTablesRow, fetch_button);
  gtk_widget_class_bind_template_callback (widget_class, on_fetch);
}

static void
tg_tables_row_init (TgTablesRow *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
tg_tables_row_set_workspace (TgTablesRow *self,
                             TgWorkspace *workspace)
{
  g_return_if_fail (TG_IS_TABLES_ROW (self));

  if (!g_set_object (&self->workspace, workspace) || workspace == NULL)
    return;
  g_signal_connect_object (workspace, "changed", G_CALLBACK (on_changed), self, 0);
  show_state (self);
}
