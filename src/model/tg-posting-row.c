/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-posting-row.h"

/* A row of a list of postings: what its values are. */

struct _TgPostingRow
{
  TgStoredRow parent_instance;
};

G_DEFINE_TYPE (TgPostingRow, tg_posting_row, TG_TYPE_STORED_ROW)

static const gsize strings[] = {
  G_STRUCT_OFFSET (TgPostingRowFields, date),
  G_STRUCT_OFFSET (TgPostingRowFields, kind),
  G_STRUCT_OFFSET (TgPostingRowFields, amount),
  G_STRUCT_OFFSET (TgPostingRowFields, currency),
  G_STRUCT_OFFSET (TgPostingRowFields, balance),
  G_STRUCT_OFFSET (TgPostingRowFields, counterparty),
  G_STRUCT_OFFSET (TgPostingRowFields, reference),
  G_STRUCT_OFFSET (TgPostingRowFields, source),
  G_STRUCT_OFFSET (TgPostingRowFields, source_title),
  G_STRUCT_OFFSET (TgPostingRowFields, draws),
  G_STRUCT_OFFSET (TgPostingRowFields, quota),
};

static void
tg_posting_row_class_init (TgPostingRowClass *klass)
{
  TgStoredRowClass *row_class = TG_STORED_ROW_CLASS (klass);

  row_class->size = sizeof (TgPostingRowFields);
  row_class->strings = strings;
  row_class->n_strings = G_N_ELEMENTS (strings);
}

static void
tg_posting_row_init (TgPostingRow *self)
{
}

TgPostingRow *
tg_posting_row_new (const char *id)
{
  return g_object_new (TG_TYPE_POSTING_ROW, "id", id, NULL);
}

void
tg_posting_row_fill (TgPostingRow             *self,
                     const TgPostingRowFields *fields)
{
  tg_stored_row_fill (TG_STORED_ROW (self), fields);
}

const TgPostingRowFields *
tg_posting_row_get_fields (TgPostingRow *self)
{
  return tg_stored_row_get_fields (TG_STORED_ROW (self));
}
