/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-filing-row.h"

/* A row of a list of filings: what its values are. */

struct _TgFilingRow
{
  TgStoredRow parent_instance;
};

G_DEFINE_TYPE (TgFilingRow, tg_filing_row, TG_TYPE_STORED_ROW)

static const gsize strings[] = {
  G_STRUCT_OFFSET (TgFilingRowFields, form),
  G_STRUCT_OFFSET (TgFilingRowFields, enterprise),
  G_STRUCT_OFFSET (TgFilingRowFields, number),
  G_STRUCT_OFFSET (TgFilingRowFields, summary),
  G_STRUCT_OFFSET (TgFilingRowFields, amount),
  G_STRUCT_OFFSET (TgFilingRowFields, currency),
  G_STRUCT_OFFSET (TgFilingRowFields, title),
  G_STRUCT_OFFSET (TgFilingRowFields, code),
  G_STRUCT_OFFSET (TgFilingRowFields, due),
};

static void
tg_filing_row_class_init (TgFilingRowClass *klass)
{
  TgStoredRowClass *row_class = TG_STORED_ROW_CLASS (klass);

  row_class->size = sizeof (TgFilingRowFields);
  row_class->strings = strings;
  row_class->n_strings = G_N_ELEMENTS (strings);
}

static void
tg_filing_row_init (TgFilingRow *self)
{
}

TgFilingRow *
tg_filing_row_new (const char *id)
{
  return g_object_new (TG_TYPE_FILING_ROW, "id", id, NULL);
}

void
tg_filing_row_fill (TgFilingRow             *self,
                    const TgFilingRowFields *fields)
{
  tg_stored_row_fill (TG_STORED_ROW (self), fields);
}

const TgFilingRowFields *
tg_filing_row_get_fields (TgFilingRow *self)
{
  return tg_stored_row_get_fields (TG_STORED_ROW (self));
}

const char *
tg_filing_row_get_label (TgFilingRow *self)
{
  const TgFilingRowFields *fields;

  g_return_val_if_fail (TG_IS_FILING_ROW (self), "");

  if (!tg_stored_row_is_loaded (TG_STORED_ROW (self)))
    return "";
  fields = tg_filing_row_get_fields (self);
  return tg_state_get_label (fields->filing_state, fields->attempt_state);
}

const char *
tg_filing_row_get_next_step (TgFilingRow *self)
{
  const TgFilingRowFields *fields;

  g_return_val_if_fail (TG_IS_FILING_ROW (self), "");

  if (!tg_stored_row_is_loaded (TG_STORED_ROW (self)))
    return "";
  fields = tg_filing_row_get_fields (self);
  return tg_state_get_next_step (fields->filing_state, fields->attempt_state);
}
