/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The lock on a workspace's folder: shared by every process that has it open, alone by the one
 * that migrates or restores. The file stays; what counts is the lock on it. */
typedef struct _TgStoreLock TgStoreLock;

/* Alone if nobody else has it, else shared; TG_ERROR_BUSY if another stays alone for five
 * seconds. */
TgStoreLock *tg_store_lock_take       (const char   *folder,
                                       GError      **error);
gboolean     tg_store_lock_is_alone   (TgStoreLock  *self);
/* From alone to shared; no matter if it is shared already. */
void         tg_store_lock_share      (TgStoreLock  *self);
/* From shared to alone, at once or not at all. */
gboolean     tg_store_lock_try_alone  (TgStoreLock  *self);
void         tg_store_lock_free       (TgStoreLock  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TgStoreLock, tg_store_lock_free)

G_END_DECLS
