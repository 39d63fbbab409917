/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-sync-local-store.h"

G_BEGIN_DECLS

/* How a filing that the window lists and the store lacks (it was restored from a backup, or is
 * new on this computer) is saved: a TgSyncMakeSave whose data is a TgCatalogue. NULL for a form
 * that we do not know. */
gpointer tg_listed_filing_make_save (const TgListed *listed,
                                     gpointer        catalogue);

G_END_DECLS
