/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-salvage-report.h"

#include <string.h>

/* Plain values, handed from the store to whoever shows them. */

static void
table_free (gpointer data)
{
  TgSalvagedTable *table = data;

  g_free (table->table);
  g_free (table);
}

TgSalvageReport *
tg_salvage_report_new (void)
{
  TgSalvageReport *self = g_new0 (TgSalvageReport, 1);

  self->tables = g_ptr_array_new_with_free_func (table_free);
  self->lost = g_ptr_array_new_with_free_func (g_free);
  return self;
}

void
tg_salvage_report_free (TgSalvageReport *self)
{
  g_ptr_array_unref (self->tables);
  g_ptr_array_unref (self->lost);
  g_free (self);
}

void
tg_salvage_report_add (TgSalvageReport *self,
                       const char      *table,
                       gint64           n_saved,
                       gint64           n_lost)
{
  TgSalvagedTable *row = g_new0 (TgSalvagedTable, 1);

  row->table = g_strdup (table);
  row->n_saved = n_saved;
  row->n_lost = n_lost;
  g_ptr_array_add (self->tables, row);
}

const TgSalvagedTable *
tg_salvage_report_find (const TgSalvageReport *self,
                        const char            *table)
{
  for (guint i = 0; i < self->tables->len; i++)
    if (strcmp (((TgSalvagedTable *) self->tables->pdata[i])->table, table) == 0)
      return self->tables->pdata[i];
  return NULL;
}

gboolean
tg_salvage_report_is_complete (const TgSalvageReport *self)
{
  for (guint i = 0; i < self->tables->len; i++)
    if (((TgSalvagedTable *) self->tables->pdata[i])->n_lost != 0)
      return FALSE;
  return TRUE;
}
