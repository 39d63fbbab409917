/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-document.h"

G_BEGIN_DECLS

/* Both changed one value, and differently. `path` of a line that one removed and the other changed
 * ends in `/_line`; the side that removed it has "". */
typedef struct
{
  char *path;
  char *base;
  char *mine;
  char *theirs;
} TgMergeConflict;

typedef struct
{
  TgDocument *document;     /* merged; where both changed one value it has mine */
  GPtrArray  *conflicts;    /* of TgMergeConflict */
} TgMerge;

/* Three-way merge by field and by line. A removal never wins over a change made elsewhere.
 * (transfer full) */
TgMerge *tg_merge_documents     (const TgDocument *base,
                                 const TgDocument *mine,
                                 const TgDocument *theirs);
void     tg_merge_free          (TgMerge          *self);
void     tg_merge_conflict_free (TgMergeConflict  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TgMerge, tg_merge_free)

G_END_DECLS
