/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Putting another store in the place of a workspace's: the new one is made ready in a folder
 * inside the workspace; one rename then decides. What is interrupted after it is gone through
 * with at the next start, what is interrupted before never happened. Waits for the disk. */

/* An empty folder to make ready; what an earlier try left in it is gone. (transfer full) */
char     *tg_swap_prepare  (const char  *folder,
                            GError     **error);
/* The path of a file in it. */
char     *tg_swap_dup_part (const char  *folder,
                            const char  *name);
void      tg_swap_give_up  (const char  *folder);
/* The key of the workspace is not that of what was made ready: its files, and those that are sealed
 * with it, go out with the store. */
gboolean  tg_swap_set_other_key (const char  *folder,
                                 GError     **error);
/* Nobody may have the workspace open: else TG_ERROR_BUSY. What was there before stands in
 * replaced-DATE/ afterwards; it is removed unless `keep_old`. */
gboolean  tg_swap_commit   (const char  *folder,
                            gboolean     keep_old,
                            GError     **error);
/* Before anything of the workspace is read: goes through with a swap that was decided. */
gboolean  tg_swap_resume   (const char  *folder,
                            GError     **error);

G_END_DECLS
