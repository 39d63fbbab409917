/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-backup.h"
#include "tg-clock.h"
#include "tg-restore-change.h"
#include "tg-sealer.h"

G_BEGIN_DECLS

/* A restore in steps: unpack (which compares every byte with the manifest), compare, settle,
 * commit (tg-swap.h). Until the last one nothing of the workspace has changed. Each waits for the
 * disk. */

/* The backup's parts into the folder that tg_swap_prepare made. */
gboolean          tg_restore_unpack   (const char        *folder,
                                       const char        *backup,
                                       GError           **error);
/* What is here now against what was unpacked. Of an empty folder: everything comes back. `vfs` is
 * (nullable). */
TgRestorePreview *tg_restore_compare  (const char        *folder,
                                       const char        *vfs,
                                       GError           **error);
/* Makes what was unpacked ready to be used: the newest schema, and a sync that knows that it went
 * back: what waited is asked for again under its own id, and all that the window has is listed
 * anew. */
gboolean          tg_restore_settle   (const char        *folder,
                                       const char        *vfs,
                                       TgSealer          *sealer,
                                       TgClock           *clock,
                                       GError           **error);

G_END_DECLS
