/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A server in a process of its own, on an empty folder, and bare sockets to it. What fails ends the
 * benchmark. */
typedef struct
{
  char    *folder;
  GPid     pid;
  guint16  port;
} TgWindowProcess;

#define TG_WINDOW_PROCESS_ENTERPRISE "91410100MA0000015B"

/* A practice window with so many accounts. */
void     tg_window_process_start       (TgWindowProcess *self,
                                        const char      *program,
                                        guint            n_accounts);
/* Any program that says where it listens as its last word. */
void     tg_window_process_start_other (TgWindowProcess *self,
                                        char           **argv);
void     tg_window_process_stop        (TgWindowProcess *self);

GSocket *tg_window_process_connect     (TgWindowProcess *self);
/* One request, and all of its answer. From any thread. (transfer full) */
char    *tg_window_process_ask         (TgWindowProcess *self,
                                        const char      *request);
/* The bearer token of an account. (transfer full) */
char    *tg_window_process_log_in      (TgWindowProcess *self,
                                        guint            account);
/* A number of /metrics; -1 where there is none. */
gint64   tg_window_process_get_metric  (TgWindowProcess *self,
                                        const char      *name);
/* Resident memory in KiB. */
gint64   tg_window_process_get_memory  (TgWindowProcess *self);

G_END_DECLS
