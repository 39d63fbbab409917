/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A workspace that an older version made is brought up to date: `done` of it, 0 to 1, is. On the
 * main thread, before the opening ends. */
typedef void TgUpgradeFunc (double   done,
                            gpointer data);

/* How a workspace is opened. */
typedef struct
{
  const char    *folder;
  const char    *environment;    /* (nullable): with which it is made if there is none */
  const char    *passphrase;     /* (nullable): the key of its documents lies under it */
  /* For looking only: a damaged store that does not open otherwise. What cannot be read is missing
   * in lists; nothing can be saved. */
  gboolean       is_read_only;
  TgUpgradeFunc *upgrading;      /* (nullable) */
  gpointer       upgrading_data; /* lives until it is open */
} TgWorkspaceWay;

G_END_DECLS
