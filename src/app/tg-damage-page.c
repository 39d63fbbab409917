/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-damage-page.h"

#include <glib/gi18n-lib.h>

#include "tg-backup-list.h"
#include "tg-backup-words.h"
#include "tg-rescue.h"
#include "tg-words.h"

/* Three doors, the safest first; the first shows itself when a good backup was found, which means
 * that it was read to its end. */
struct _TgDamagePage
{
  TgPage         parent_instance;

  GtkStack      *stack;
  AdwActionRow  *restore;
  GtkSpinner    *searching;
  AdwActionRow  *rescue;
  GtkLabel      *detail;
  GtkLabel      *report;
  GCancellable  *cancellable;   /* cancelled in dispose */
};

G_DEFINE_FINAL_TYPE (TgDamagePage, tg_damage_page, TG_TYPE_PAGE)

static void
offer (TgDamagePage *self,
       TgBackup     *backup)
{
  const TgBackupFields *fields = tg_backup_get_fields (backup);
  g_autofree char *time = tg_words_dup_time (fields->time);
  g_autofree char *contents = tg_backup_words_dup_contents (backup);
  g_autofree char *subtitle = g_strjoin (" · ", time, contents, NULL);

  adw_action_row_set_subtitle (self->restore, subtitle);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->restore), "s", fields->path);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->restore), "app.restore-file");
  gtk_widget_set_sensitive (GTK_WIDGET (self->restore), TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->restore));
}

static void
on_found (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  g_autoptr (TgDamagePage) self = data;
  g_autoptr (TgBackup) backup = tg_backup_list_find_finish (result, NULL);

  if (self->cancellable == NULL)
    return;
  gtk_widget_set_visible (GTK_WIDGET (self->searching), FALSE);
  if (backup != NULL)
    offer (self, backup);
  else
    adw_action_row_set_subtitle (self->restore, _("There is no backup that is whole."));
}

void
tg_damage_page_show_wait (TgDamagePage *self)
{
  g_return_if_fail (TG_IS_DAMAGE_PAGE (self));

  gtk_stack_set_visible_child_name (self->stack, "waiting");
}

void
tg_damage_page_show_report (TgDamagePage          *self,
                            const TgSalvageReport *report)
{
  g_auto (GStrv) lines = NULL;
  g_autofree char *text = NULL;

  g_return_if_fail (TG_IS_DAMAGE_PAGE (self));

  lines = tg_rescue_describe (report);
  text = g_strjoinv ("\n", lines);
  gtk_label_set_label (self->report, text);
  gtk_stack_set_visible_child_name (self->stack, "report");
}

static void
tg_damage_page_dispose (GObject *object)
{
  TgDamagePage *self = TG_DAMAGE_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  G_OBJECT_CLASS (tg_damage_page_parent_class)->dispose (object);
}

static void
tg_damage_page_class_init (TgDamagePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tg_damage_page_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/tongguan/Tongguan/tg-damage-page.ui");
  gtk_widget_class_bind_template_child (widget_class, TgDamagePage, stack);
  gtk_widget_class_bind_template_child (widget_class, TgDamagePage, restore);
  gtk_widget_class_bind_template_child (widget_class, TgDamagePage, searching);
  gtk_widget_class_bind_template_child (widget_class, TgDamagePage, rescue);
  gtk_widget_class_bind_template_child (widget_class, TgDamagePage, detail);
  gtk_widget_class_bind_template_child (widget_class, TgDamagePage, report);
}

static void
tg_damage_page_init (TgDamagePage *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
tg_damage_page_new (const char   *folder,
                    const GError *error)
{
  TgDamagePage *self = g_object_new (TG_TYPE_DAMAGE_PAGE, "title",
                                     _("The Workspace Is Damaged"), NULL);

  gtk_label_set_label (self->detail, error->message);
  tg_backup_list_find_async (folder, self->cancellable, on_found, g_object_ref (self));
  return GTK_WIDGET (self);
}
