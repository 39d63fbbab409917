/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "tg-salvage-report.h"

G_BEGIN_DECLS

/* Saves what can be read of a damaged store into a new one, made ready for tg_swap_commit. The
 * damaged file is only read. TG_ERROR_CORRUPT if not even its schema can be read. `vfs` is
 * (nullable). Waits. */
TgSalvageReport *tg_salvage_run (const char  *folder,
                                 const char  *vfs,
                                 GError     **error);

G_END_DECLS
