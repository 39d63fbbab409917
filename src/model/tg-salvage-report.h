/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What became of one table of a damaged store. */
typedef struct
{
  char   *table;
  gint64  n_saved;
  gint64  n_lost;       /* -1: not known how many */
} TgSalvagedTable;

/* What was saved of a damaged store, and what was not. Immutable. */
typedef struct
{
  GPtrArray *tables;    /* of TgSalvagedTable, in the order of what people miss first */
  GPtrArray *lost;      /* of char *: numbers of filings that are gone, where still readable */
} TgSalvageReport;

TgSalvageReport       *tg_salvage_report_new  (void);
void                   tg_salvage_report_free (TgSalvageReport       *self);
void                   tg_salvage_report_add  (TgSalvageReport       *self,
                                               const char            *table,
                                               gint64                 n_saved,
                                               gint64                 n_lost);
/* (nullable) */
const TgSalvagedTable *tg_salvage_report_find (const TgSalvageReport *self,
                                               const char            *table);
/* Whether nothing that a person entered or received is known to be lost. */
gboolean               tg_salvage_report_is_complete (const TgSalvageReport *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TgSalvageReport, tg_salvage_report_free)

G_END_DECLS
