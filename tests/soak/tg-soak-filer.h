/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-store.h"

G_BEGIN_DECLS

/* What the person of a soak does: filing number N, with its save, its file now and then and its
 * attempt in one transaction; the same number is always the same filing. */

/* Gives whether it was queued now; an earlier run may have done it. */
gboolean tg_soak_filer_file  (TgStore  *store,
                              guint     number,
                              GError  **error);
/* Sends it once more, changed in nothing but its revision, if it was received and not amended too
 * often. Gives whether it was queued. */
gboolean tg_soak_filer_amend (TgStore  *store,
                              guint     number,
                              GError  **error);
/* Sends one anew that is shown as refused. Gives whether it was queued. */
gboolean tg_soak_filer_mend  (TgStore  *store,
                              GError  **error);

G_END_DECLS
