/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* An SQLite VFS over the usual one that fails when told to. Open with `.vfs = TG_FAULT_VFS`. */
#define TG_FAULT_VFS "tg-fault"

typedef enum
{
  TG_FAULT_NO_SPACE,   /* one write finds the disk full */
  TG_FAULT_IO_ERROR,   /* one read, write, truncation or sync fails */
  TG_FAULT_DEATH,      /* from then on nothing is written: what a process that was killed leaves */
} TgFault;

void     tg_fault_vfs_register (void);
/* The `number`-th call from now (1 is the next) that the fault can hit. */
void     tg_fault_vfs_arm      (TgFault fault,
                                guint   number);
/* No more faults. Returns: whether the fault came to pass */
gboolean tg_fault_vfs_disarm   (void);

G_END_DECLS
