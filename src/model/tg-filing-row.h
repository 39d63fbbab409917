/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-state.h"
#include "tg-stored-row.h"

G_BEGIN_DECLS

/* What a row of a list of filings says; all copied. Amount: plain decimal; `updated` µs UTC. */
typedef struct
{
  const char     *form;
  guint           version;
  const char     *enterprise;
  const char     *number;
  const char     *summary;
  const char     *amount;
  const char     *currency;
  const char     *title;          /* the form's, in the language in force */
  TgFilingState   filing_state;
  TgAttemptState  attempt_state;
  const char     *code;           /* of the agency */
  gint64          updated;
  const char     *due;            /* date */
  int             n_issues;       /* -1: not checked */
} TgFilingRowFields;

/* A row of a list of filings. */
#define TG_TYPE_FILING_ROW (tg_filing_row_get_type ())
G_DECLARE_FINAL_TYPE (TgFilingRow, tg_filing_row, TG, FILING_ROW, TgStoredRow)

TgFilingRow              *tg_filing_row_new            (const char              *id);
void                      tg_filing_row_fill           (TgFilingRow             *self,
                                                        const TgFilingRowFields *fields);
/* Its values; strings are "" until it is loaded. */
const TgFilingRowFields  *tg_filing_row_get_fields     (TgFilingRow             *self);
/* translated state */
const char               *tg_filing_row_get_label      (TgFilingRow             *self);
/* translated */
const char               *tg_filing_row_get_next_step  (TgFilingRow             *self);

G_END_DECLS
