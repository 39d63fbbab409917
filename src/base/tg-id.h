/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-chance.h"
#include "tg-clock.h"

G_BEGIN_DECLS

/* UUID version 7 (RFC 9562) in lower case, made before anything is stored or sent. */

char    *tg_id_new      (TgClock    *clock,
                         TgChance   *chance);
gboolean tg_id_is_valid (const char *text);

G_END_DECLS
