/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-wire-codes.h"

G_BEGIN_DECLS

/* By which keys a window's list of code tables is trusted: certificates as discovery names them,
 * base64 of DER, blanks between. Pure; any thread. */

/* The setting of the workspace that they are pinned in. */
#define TG_CODE_TRUST_SETTING "code-table-keys"

/* Whether one of the keys signed the list: else TG_ERROR_REFUSED, in words for the person. */
gboolean  tg_code_trust_check     (const char        *keys,
                                   const TgManifest  *manifest,
                                   GError           **error);
/* What tells these keys from others. (transfer full) */
char     *tg_code_trust_make_name (const char        *keys);

G_END_DECLS
