/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-page.h"
#include "tg-restoring.h"

G_BEGIN_DECLS

/* What putting a backup back would change, before it is done. The page prepares and shows; the
 * application, which alone can close the workspace, does it (app.put-back). Main thread. */
#define TG_TYPE_RESTORE_PAGE (tg_restore_page_get_type ())
G_DECLARE_FINAL_TYPE (TgRestorePage, tg_restore_page, TG, RESTORE_PAGE, TgPage)

/* `back` is the action of the button that leads away. */
GtkWidget   *tg_restore_page_new           (const char    *folder,    /* of the workspace */
                                            const char    *backup,    /* path */
                                            const char    *back);
/* (transfer full) (nullable): ready to be applied. It is the caller's from then on. */
TgRestoring *tg_restore_page_take          (TgRestorePage *self);

G_END_DECLS
