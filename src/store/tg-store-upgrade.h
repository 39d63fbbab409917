/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What is told of an upgrade while a store is opened, on a thread of its own. */
typedef struct
{
  double done;                /* 0 to 1 */
  gint64 needed;              /* bytes on the disk that are not there; else 0 */
  gint64 free;                /* bytes on it then */
} TgStoreUpgrade;

typedef void TgStoreUpgrading (gpointer              data,
                               const TgStoreUpgrade *upgrade);

G_END_DECLS
