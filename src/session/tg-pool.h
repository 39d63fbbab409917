/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* On another thread, with the task's source and data; what sets `error` is a failure. What is only
 * done or not gives GINT_TO_POINTER (TRUE). */
typedef gpointer (*TgPoolFunc) (gpointer   source,
                                gpointer   data,
                                GError   **error);

/* Runs `func` in GTask's pool and answers the task with what it gives. `free_result` (nullable): of
 * a result that nobody took. */
void tg_pool_run (GTask          *task,
                  TgPoolFunc      func,
                  GDestroyNotify  free_result);

G_END_DECLS
