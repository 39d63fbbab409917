/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-limiter.h"
#include "tg-request.h"

G_BEGIN_DECLS

/* What is looked at before a request's body is read. FALSE: answered, it does not come in. */

gboolean tg_door_check_rate  (TgRequest  *request,
                              TgLimiter  *limiter,
                              const char *account);
/* `fits`: by its own words it keeps to the limit. */
gboolean tg_door_check_body  (TgRequest  *request,
                              gsize       limit,
                              gboolean    fits);
/* Of an answer that refuses. */
void     tg_door_ask_to_wait (TgRequest  *request,
                              guint       seconds);
void     tg_door_refuse_size (TgRequest  *request,
                              gsize       limit);

G_END_DECLS
