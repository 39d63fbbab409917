/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Runs an asynchronous verb to its end: begin it with `tg_cli_wait_done` and the wait as data, then
 * take the result. One verb at a time.
 *
 *   TgCliWait wait = { NULL };
 *   tg_x_async (x, NULL, tg_cli_wait_done, &wait);
 *   tg_x_finish (x, tg_cli_wait_result (&wait), &error); */
typedef struct
{
  GAsyncResult *result;
} TgCliWait;

void          tg_cli_wait_done   (GObject      *source,
                                  GAsyncResult *result,
                                  gpointer      user_data);
/* (transfer none): freed by the next call of `clear`. */
GAsyncResult *tg_cli_wait_result (TgCliWait    *self);
void          tg_cli_wait_clear  (TgCliWait    *self);
/* Until all rows of a model have their values. */
void          tg_cli_wait_rows   (GListModel   *model);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TgCliWait, tg_cli_wait_clear)

G_END_DECLS
