/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-stored-row.h"

G_BEGIN_DECLS

/* What a row of a list of facts says; all copied. */
typedef struct
{
  const char *type;           /* "order" */
  guint       version;
  const char *enterprise;
  const char *number;
  const char *summary;
  const char *amount;
  const char *currency;
  const char *title;          /* the type's, in the language in force */
  const char *date;
  gint64      updated;        /* µs UTC */
  guint       n_filings;      /* drawn from it */
} TgFactRowFields;

/* A row of a list of facts. */
#define TG_TYPE_FACT_ROW (tg_fact_row_get_type ())
G_DECLARE_FINAL_TYPE (TgFactRow, tg_fact_row, TG, FACT_ROW, TgStoredRow)

TgFactRow              *tg_fact_row_new        (const char            *id);
void                    tg_fact_row_fill       (TgFactRow             *self,
                                                const TgFactRowFields *fields);
/* Its values; strings are "" until it is loaded. */
const TgFactRowFields  *tg_fact_row_get_fields (TgFactRow             *self);

G_END_DECLS
