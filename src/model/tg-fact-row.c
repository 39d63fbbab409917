/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-fact-row.h"

/* A row of a list of facts: what its values are. */

struct _TgFactRow
{
  TgStoredRow parent_instance;
};

G_DEFINE_TYPE (TgFactRow, tg_fact_row, TG_TYPE_STORED_ROW)

static const gsize strings[] = {
  G_STRUCT_OFFSET (TgFactRowFields, type),
  G_STRUCT_OFFSET (TgFactRowFields, enterprise),
  G_STRUCT_OFFSET (TgFactRowFields, number),
  G_STRUCT_OFFSET (TgFactRowFields, summary),
  G_STRUCT_OFFSET (TgFactRowFields, amount),
  G_STRUCT_OFFSET (TgFactRowFields, currency),
  G_STRUCT_OFFSET (TgFactRowFields, title),
  G_STRUCT_OFFSET (TgFactRowFields, date),
};

static void
tg_fact_row_class_init (TgFactRowClass *klass)
{
  TgStoredRowClass *row_class = TG_STORED_ROW_CLASS (klass);

  row_class->size = sizeof (TgFactRowFields);
  row_class->strings = strings;
  row_class->n_strings = G_N_ELEMENTS (strings);
}

static void
tg_fact_row_init (TgFactRow *self)
{
}

TgFactRow *
tg_fact_row_new (const char *id)
{
  return g_object_new (TG_TYPE_FACT_ROW, "id", id, NULL);
}

void
tg_fact_row_fill (TgFactRow             *self,
                  const TgFactRowFields *fields)
{
  tg_stored_row_fill (TG_STORED_ROW (self), fields);
}

const TgFactRowFields *
tg_fact_row_get_fields (TgFactRow *self)
{
  return tg_stored_row_get_fields (TG_STORED_ROW (self));
}
