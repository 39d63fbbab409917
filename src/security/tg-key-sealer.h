/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-data-key.h"
#include "tg-sealer.h"

G_BEGIN_DECLS

/* The TgSealer of the program: XChaCha20-Poly1305 with the place as associated data, and BLAKE2b
 * keyed apart from it. What does not open is TG_ERROR_CORRUPT; a later version's value
 * TG_ERROR_UNSUPPORTED. */
#define TG_TYPE_KEY_SEALER (tg_key_sealer_get_type ())
G_DECLARE_FINAL_TYPE (TgKeySealer, tg_key_sealer, TG, KEY_SEALER, GObject)

TgSealer *tg_key_sealer_new (TgDataKey *key);

G_END_DECLS
