/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* What the program remembers about its window, in GSettings. Where the schema is not installed
 * it forgets and the defaults hold: the program starts all the same. Main thread. */
typedef struct _TgSettings TgSettings;

TgSettings *tg_settings_new                (void);
void        tg_settings_free               (TgSettings *self);
char       *tg_settings_dup_language       (TgSettings *self);   /* "system", "zh" or "en" */
void        tg_settings_set_language       (TgSettings *self,
                                            const char *language);
char       *tg_settings_dup_last_workspace (TgSettings *self);   /* "" for none */
void        tg_settings_set_last_workspace (TgSettings *self,
                                            const char *folder);
void        tg_settings_restore_window     (TgSettings *self,
                                            GtkWindow  *window);
void        tg_settings_keep_window        (TgSettings *self,
                                            GtkWindow  *window);

/* Chooses the language of the process: gettext's, the forms' and GTK's. Before GTK is started. */
void        tg_settings_apply_language     (TgSettings *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TgSettings, tg_settings_free)

G_END_DECLS
