/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-signing-key.h"

G_BEGIN_DECLS

/* What the doctor says of certificate, chain, validity, token and PIN: of TgCheckup, added to
 * `rows`. Reads files and asks the token, but gives it no PIN; waits. `now` in µs; NULL `key`: the
 * workspace has no certificate. */
void tg_doctor_card_examine (TgSigningKey *key,
                             gint64        now,
                             GPtrArray    *rows);

G_END_DECLS
