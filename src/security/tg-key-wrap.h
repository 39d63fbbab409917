/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-data-key.h"

G_BEGIN_DECLS

/* A data key under a passphrase, so that a backup can be opened on another computer: a small text
 * that may lie anywhere. Takes about a second and 256 MiB, on purpose: not on a thread with a
 * window. */
#define TG_KEY_WRAP_LEAST 8     /* characters of a passphrase */

/* TG_ERROR_INVALID for a passphrase that is too short. (transfer full) */
char      *tg_key_wrap_seal (TgDataKey   *key,
                             const char  *passphrase,
                             GError     **error);
/* TG_ERROR_AUTH for another passphrase; TG_ERROR_CORRUPT for what is no wrapped key. */
TgDataKey *tg_key_wrap_open (const char  *text,
                             const char  *passphrase,
                             GError     **error);

G_END_DECLS
