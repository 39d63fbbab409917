/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-code-lookup.h"

G_BEGIN_DECLS

/* The codes of data/codes, from the codes.db of this build. */
#define TG_TYPE_TEST_CODES (tg_test_codes_get_type ())
G_DECLARE_FINAL_TYPE (TgTestCodes, tg_test_codes, TG, TEST_CODES, GObject)

TgCodeLookup *tg_test_codes_new (void);

G_END_DECLS
