/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-certificate-group.h"

#include <glib/gi18n-lib.h>

#include "tg-place-row.h"
#include "tg-workspace-keys.h"

/* The certificate is read once before it is kept, so that a typing error is told at once, in the
 * row that says how it stands. */
struct _TgCertificateGroup
{
  AdwPreferencesGroup  parent_instance;

  TgPlaceRow          *certificate;
  TgPlaceRow          *key;
  AdwActionRow        *state;
  GtkButton           *use_button;
  TgWorkspace         *workspace;     /* nullable */
  GCancellable        *cancellable;
};

G_DEFINE_FINAL_TYPE (TgCertificateGroup, tg_certificate_group, ADW_TYPE_PREFERENCES_GROUP)

static void
show_state (TgCertificateGroup *self,
            const char         *words)
{
  gtk_widget_remove_css_class (GTK_WIDGET (self->state), "error");
  adw_action_row_set_subtitle (self->state, words);
}

static void
on_set (GObject      *source,
        GAsyncResult *result,
        gpointer      data)
{
  g_autoptr (TgCertificateGroup) self = data;
  g_autoptr (GError) error = NULL;
  gboolean is_set = tg_workspace_set_certificate_finish (TG_WORKSPACE (source), result, &error);

  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  gtk_widget_set_sensitive (GTK_WIDGET (self->use_button), TRUE);
  if (!is_set)
    {
      show_state (self, error->message);
      gtk_widget_add_css_class (GTK_WIDGET (self->state), "error");
    }
  else if (tg_workspace_has_certificate (self->workspace))
    show_state (self, _("Used for what is filed from now on. Connect again to log in with it."));
  else
    show_state (self, _("None: what is filed goes unsigned"));
}

static void
on_use (TgCertificateGroup *self)
{
  if (self->workspace == NULL)
    return;
  gtk_widget_set_sensitive (GTK_WIDGET (self->use_button), FALSE);
  tg_workspace_set_certificate_async (self->workspace, tg_place_row_get_place (self->certificate),
                                      tg_place_row_get_place (self->key), self->cancellable,
                                      on_set, g_object_ref (self));
}

static void
on_doctor (TgCertificateGroup *self)
{
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
  GtkWindow *parent = gtk_window_get_transient_for (window);

  if (parent != NULL)
    gtk_widget_activate_action (GTK_WIDGET (parent), "win.doctor", NULL);
  gtk_window_close (window);
}

static void
tg_certificate_group_dispose (GObject *object)
{
  TgCertificateGroup *self = TG_CERTIFICATE_GROUP (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (tg_certificate_group_parent_class)->dispose (object);
}

static void
tg_certificate_group_finalize (GObject *object)
{
  g_clear_object (&TG_CERTIFICATE_GROUP (object)->cancellable);
  G_OBJECT_CLASS (tg_certificate_group_parent_class)->finalize (object);
}

static void
tg_certificate_group_class_init (TgCertificateGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tg_certificate_group_dispose;
  G_OBJECT_CLASS (klass)->finalize = tg_certificate_group_finalize;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/tongguan/Tongguan/"
                                               "tg-certificate-group.ui");
  gtk_widget_class_bind_template_child (widget_class, TgCertificateGroup, certificate);
  gtk_widget_class_bind_template_child (widget_class, TgCertificateGroup, key);
  gtk_widget_class_bind_template_child (widget_class, TgCertificateGroup, state);
  gtk_widget_class_bind_template_child (widget_class, TgCertificateGroup, use_button);
  gtk_widget_class_bind_template_callback (widget_class, on_use);
  gtk_widget_class_bind_template_callback (widget_class, on_doctor);
}

static void
tg_certificate_group_init (TgCertificateGroup *self)
{
  self->cancellable = g_cancellable_new ();
  g_type_ensure (TG_TYPE_PLACE_ROW);
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
tg_certificate_group_set_workspace (TgCertificateGroup *self,
                                    TgWorkspace        *workspace)
{
  g_return_if_fail (TG_IS_CERTIFICATE_GROUP (self));
  g_return_if_fail (TG_IS_WORKSPACE (workspace));

  g_set_object (&self->workspace, workspace);
  tg_place_row_set_place (self->certificate, tg_workspace_get_certificate (workspace));
  tg_place_row_set_place (self->key, tg_workspace_get_certificate_key (workspace));
  show_state (self, tg_workspace_has_certificate (workspace)
              ? _("Used for what is filed") : _("None: what is filed goes unsigned"));
}
