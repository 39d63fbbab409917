/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-settings.h"

#include <glib/gi18n-lib.h>
#include <locale.h>

#include "tg-text.h"

/* Thin words over GSettings; `settings` is NULL where the schema is missing. */
struct _TgSettings
{
  GSettings *settings;
};

static char *
dup_string (TgSettings *self,
            const char *key,
            const char *fallback)
{
  return self->settings != NULL ? g_settings_get_string (self->settings, key) : g_strdup (fallback);
}

static void
set_string (TgSettings *self,
            const char *key,
            const char *value)
{
  if (self->settings != NULL)
    g_settings_set_string (self->settings, key, value);
}

/* The language of the session: English only where it says so, for Chinese is what the forms are
 * in. */
static const char *
session_language (void)
{
  const char * const *names = g_get_language_names ();

  return g_str_has_prefix (names[0], "en") ? "en" : "zh";
}

TgSettings *
tg_settings_new (void)
{
  g_autoptr (GSettingsSchema) schema = NULL;
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  TgSettings *self = g_new0 (TgSettings, 1);

  if (source != NULL)
    schema = g_settings_schema_source_lookup (source, TG_APP_ID, TRUE);
  if (schema != NULL)
    self->settings = g_settings_new (TG_APP_ID);
  return self;
}

void
tg_settings_free (TgSettings *self)
{
  g_clear_object (&self->settings);
  g_free (self);
}

char *
tg_settings_dup_language (TgSettings *self)
{
  return dup_string (self, "language", "system");
}

void
tg_settings_set_language (TgSettings *self,
                          const char *language)
{
  set_string (self, "language", language);
}

char *
tg_settings_dup_last_workspace (TgSettings *self)
{
  return dup_string (self, "last-workspace", "");
}

void
tg_settings_set_last_workspace (TgSettings *self,
                                const char *folder)
{
  set_string (self, "last-workspace", folder);
}

void
tg_settings_restore_window (TgSettings *self,
                            GtkWindow  *window)
{
  if (self->settings == NULL)
    return;
  gtk_window_set_default_size (window, g_settings_get_int (self->settings, "window-width"),
                               g_settings_get_int (self->settings, "window-height"));
  if (g_settings_get_boolean (self->settings, "window-maximized"))
    gtk_window_maximize (window);
}

void
tg_settings_keep_window (TgSettings *self,
                         GtkWindow  *window)
{
  int width;
  int height;

  if (self->settings == NULL)
    return;
  gtk_window_get_default_size (window, &width, &height);
  g_settings_set_boolean (self->settings, "window-maximized", gtk_window_is_maximized (window));
  g_settings_set_int (self->settings, "window-width", width);
  g_settings_set_int (self->settings, "window-height", height);
}

void
tg_settings_apply_language (TgSettings *self)
{
  g_autofree char *set = tg_settings_dup_language (self);
  const char *folder = g_getenv ("TONGGUAN_LOCALE_DIR");
  const char *language = g_str_equal (set, "system") ? session_language () : set;

  g_setenv ("LANGUAGE", g_str_equal (language, "en") ? "en" : "zh_CN", TRUE);
  /* gettext ignores LANGUAGE in the locale "C". */
  if (setlocale (LC_ALL, "") == NULL || g_str_equal (setlocale (LC_MESSAGES, NULL), "C"))
    setlocale (LC_ALL, "C.UTF-8");
  tg_language_set (language);
  bindtextdomain (GETTEXT_PACKAGE, folder != NULL ? folder : TG_LOCALE_DIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}
