/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-sealer.h"

G_BEGIN_DECLS

/* A sealer for tests of what is above it: it hides values, binds them to their place and notices
 * changes, the same way in each run. It protects nothing. */
#define TG_TYPE_TEST_SEALER (tg_test_sealer_get_type ())
G_DECLARE_FINAL_TYPE (TgTestSealer, tg_test_sealer, TG, TEST_SEALER, GObject)

TgSealer *tg_test_sealer_new (void);

G_END_DECLS
