/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-code-field-row.h"

#include <glib/gi18n-lib.h>

#include "tg-field-entry.h"

/* The icon in the entry opens the whole list; typing two characters opens what answers to them. */
struct _TgCodeFieldRow
{
  TgFieldRow    parent_instance;

  TgFieldEntry *entry;
};

G_DEFINE_FINAL_TYPE (TgCodeFieldRow, tg_code_field_row, TG_TYPE_FIELD_ROW)

static void
on_icon_press (TgCodeFieldRow *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  tg_field_entry_open_codes (self->entry);
}

static void
show_icon (TgCodeFieldRow *self)
{
  gboolean offers = tg_field_row_can_edit (TG_FIELD_ROW (self));

  gtk_entry_set_icon_from_icon_name (GTK_ENTRY (self->entry), GTK_ENTRY_ICON_SECONDARY,
                                     offers ? "pan-down-symbolic" : NULL);
  if (offers)
    gtk_entry_set_icon_tooltip_text (GTK_ENTRY (self->entry), GTK_ENTRY_ICON_SECONDARY,
                                     _("Show the list (F3)"));
}

static void
tg_code_field_row_build (TgFieldRow *row)
{
  TgCodeFieldRow *self = TG_CODE_FIELD_ROW (row);

  self->entry = TG_FIELD_ENTRY (tg_field_entry_new (tg_field_row_get_workspace (row),
                                                    tg_field_row_get_draft (row),
                                                    tg_field_row_get_field (row)));
  tg_field_entry_set_path (self->entry, tg_field_row_get_path (row));
  g_signal_connect_object (self->entry, "icon-press", G_CALLBACK (on_icon_press), self,
                           G_CONNECT_SWAPPED);
  tg_field_row_set_input (row, GTK_WIDGET (self->entry), GTK_WIDGET (self->entry));
}

static void
tg_code_field_row_refresh (TgFieldRow *row)
{
  tg_field_entry_refresh (TG_CODE_FIELD_ROW (row)->entry);
  show_icon (TG_CODE_FIELD_ROW (row));
}

static void
tg_code_field_row_commit (TgFieldRow *row)
{
  tg_field_entry_commit (TG_CODE_FIELD_ROW (row)->entry);
}

static gboolean
tg_code_field_row_is_typing (TgFieldRow *row)
{
  return tg_field_entry_is_typing (TG_CODE_FIELD_ROW (row)->entry);
}

static void
tg_code_field_row_class_init (TgCodeFieldRowClass *klass)
{
  TgFieldRowClass *row_class = TG_FIELD_ROW_CLASS (klass);

  row_class->build = tg_code_field_row_build;
  row_class->refresh = tg_code_field_row_refresh;
  row_class->commit = tg_code_field_row_commit;
  row_class->is_typing = tg_code_field_row_is_typing;
}

static void
tg_code_field_row_init (TgCodeFieldRow *self)
{
}
