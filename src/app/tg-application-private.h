/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-application.h"
#include "tg-practice-process.h"
#include "tg-secret-dialog.h"
#include "tg-settings.h"
#include "tg-window.h"
#include "tg-workspace.h"

G_BEGIN_DECLS

/* Shared by tg-application.c and tg-application-recovery.c (restore and rescue). */
struct _TgApplication
{
  AdwApplication     parent_instance;

  TgSettings        *settings;
  TgWorkspace       *workspace;
  TgPracticeProcess *practice;
  char              *folder;        /* --workspace */
  char              *address;       /* --practice */
  gboolean           sample;        /* --sample */
  char              *opening;       /* nullable: folder of what was opened last */
  gboolean           opens_read_only;
  GtkWidget         *upgrade_page;  /* nullable */
  guint              upgrade_wait;
  GtkFileChooserNative *chooser;    /* nullable: a backup is being chosen */
};

/* (nullable) (transfer none) */
TgWindow *tg_application_get_window          (TgApplication *self);
/* `environment` NULL: as the workspace there is. */
void      tg_application_open_folder         (TgApplication *self,
                                              const char    *folder,
                                              const char    *environment);
/* Opens what `opening` names. */
void      tg_application_open_with           (TgApplication *self,
                                              const char    *environment,
                                              const char    *passphrase);
void      tg_application_show_error          (TgApplication *self,
                                              const char    *what,
                                              const GError  *error);
void      tg_application_ask_passphrase      (TgApplication *self,
                                              TgSecretFunc   done);
void      tg_application_add_recovery_actions (TgApplication *self);

G_END_DECLS
