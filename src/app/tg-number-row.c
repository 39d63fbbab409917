/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-number-row.h"

#include "tg-field-entry.h"

/* Sums such as 12*50 are worked out when they are committed: see tg_field_normalise. */
struct _TgNumberRow
{
  TgFieldRow    parent_instance;

  TgFieldEntry *entry;
};

G_DEFINE_FINAL_TYPE (TgNumberRow, tg_number_row, TG_TYPE_FIELD_ROW)

/* As wide as the longest number that the form lets in, within reason. */
static int
get_width (const TgField *field)
{
  return CLAMP ((int) field->digits + 4, 12, 24);
}

static void
tg_number_row_build (TgFieldRow *row)
{
  TgNumberRow *self = TG_NUMBER_ROW (row);

  self->entry = TG_FIELD_ENTRY (tg_field_entry_new (tg_field_row_get_workspace (row),
                                                    tg_field_row_get_draft (row),
                                                    tg_field_row_get_field (row)));
  tg_field_entry_set_path (self->entry, tg_field_row_get_path (row));
  gtk_editable_set_width_chars (GTK_EDITABLE (self->entry),
                                get_width (tg_field_row_get_field (row)));
  gtk_widget_set_halign (GTK_WIDGET (self->entry), GTK_ALIGN_START);
  gtk_entry_set_input_purpose (GTK_ENTRY (self->entry), GTK_INPUT_PURPOSE_NUMBER);
  tg_field_row_set_input (row, GTK_WIDGET (self->entry), GTK_WIDGET (self->entry));
}

static void
tg_number_row_refresh (TgFieldRow *row)
{
  tg_field_entry_refresh (TG_NUMBER_ROW (row)->entry);
}

static void
tg_number_row_commit (TgFieldRow *row)
{
  tg_field_entry_commit (TG_NUMBER_ROW (row)->entry);
}

static gboolean
tg_number_row_is_typing (TgFieldRow *row)
{
  return tg_field_entry_is_typing (TG_NUMBER_ROW (row)->entry);
}

static void
tg_number_row_class_init (TgNumberRowClass *klass)
{
  TgFieldRowClass *row_class = TG_FIELD_ROW_CLASS (klass);

  row_class->build = tg_number_row_build;
  row_class->refresh = tg_number_row_refresh;
  row_class->commit = tg_number_row_commit;
  row_class->is_typing = tg_number_row_is_typing;
}

static void
tg_number_row_init (TgNumberRow *self)
{
}
