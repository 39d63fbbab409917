/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The carrier of a terminal node: a business message in Base64 with from and to (`DxpMsg`). Kept
 * apart from the message that it carries. Plain struct. */
typedef struct
{
  char   *cop_msg_id;       /* our own number; comes back in a CEB900 */
  char   *sender;
  char  **receivers;        /* 1 to 5 */
  char   *time;             /* China's: 2026-03-01 09:30:05 */
  char   *type;             /* CEB303Message */
  GBytes *data;             /* the whole business XML */
} TgDxp;

/* TG_ERROR_INVALID where a part lacks or is too long. Deterministic. */
GBytes *tg_dxp_write (const TgDxp  *self,
                      GError      **error);
TgDxp  *tg_dxp_read  (GBytes       *bytes,
                      GError      **error);
void    tg_dxp_free  (TgDxp        *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TgDxp, tg_dxp_free)

G_END_DECLS
