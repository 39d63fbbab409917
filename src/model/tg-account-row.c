/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-account-row.h"

/* A row of a list of accounts: what its values are. */

struct _TgAccountRow
{
  TgStoredRow parent_instance;
};

G_DEFINE_TYPE (TgAccountRow, tg_account_row, TG_TYPE_STORED_ROW)

static const gsize strings[] = {
  G_STRUCT_OFFSET (TgAccountRowFields, enterprise),
  G_STRUCT_OFFSET (TgAccountRowFields, number),
  G_STRUCT_OFFSET (TgAccountRowFields, currency),
  G_STRUCT_OFFSET (TgAccountRowFields, kind),
  G_STRUCT_OFFSET (TgAccountRowFields, bank),
  G_STRUCT_OFFSET (TgAccountRowFields, balance),
  G_STRUCT_OFFSET (TgAccountRowFields, stated),
  G_STRUCT_OFFSET (TgAccountRowFields, last),
  G_STRUCT_OFFSET (TgAccountRowFields, filing),
};

static void
tg_account_row_class_init (TgAccountRowClass *klass)
{
  TgStoredRowClass *row_class = TG_STORED_ROW_CLASS (klass);

  row_class->size = sizeof (TgAccountRowFields);
  row_class->strings = strings;
  row_class->n_strings = G_N_ELEMENTS (strings);
}

static void
tg_account_row_init (TgAccountRow *self)
{
}

TgAccountRow *
tg_account_row_new (const char *id)
{
  return g_object_new (TG_TYPE_ACCOUNT_ROW, "id", id, NULL);
}

void
tg_account_row_fill (TgAccountRow             *self,
                     const TgAccountRowFields *fields)
{
  tg_stored_row_fill (TG_STORED_ROW (self), fields);
}

const TgAccountRowFields *
tg_account_row_get_fields (TgAccountRow *self)
{
  return tg_stored_row_get_fields (TG_STORED_ROW (self));
}
