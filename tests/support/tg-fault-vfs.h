/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-chance.h"

G_BEGIN_DECLS

/* An SQLite VFS over the usual one that fails when told to. Open with `.vfs = TG_FAULT_VFS`. What
 * the program writes by itself (TgDiskFile and its kin) is counted and fails with it. */
#define TG_FAULT_VFS "tg-fault"

typedef enum
{
  TG_FAULT_NO_SPACE,   /* one write finds the disk full */
  TG_FAULT_IO_ERROR,   /* one read, write, truncation, sync, move or removal fails */
  TG_FAULT_DEATH,      /* from then on nothing is written: what a process that was killed leaves */
  TG_FAULT_POWER,      /* the same, and what was not flushed is lost, kept or torn, each file for
                          itself, in sectors of 512 bytes; names are never lost */
} TgDiskFault;

void     tg_fault_vfs_register (void);
/* The `number`-th call from now (1 is the next) that the fault can hit. */
void     tg_fault_vfs_arm      (TgDiskFault  fault,
                                guint        number);
/* No more faults. After a power cut all files must be closed by now; what became of them is
 * drawn from `chance` (nullable for other faults). Returns: whether the fault came to pass */
gboolean tg_fault_vfs_disarm   (TgChance    *chance);

/* How many calls the fault could have hit since it was armed. */
guint    tg_fault_vfs_count    (void);

G_END_DECLS
