/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* What rows of lists of what is stored have in common. A row is handed out with its id alone; its
 * values come with `notify::loaded`. Its kind says what they are: a struct of its own, all copied.
 * Properties: id, loaded. Main thread. */
#define TG_TYPE_STORED_ROW (tg_stored_row_get_type ())
G_DECLARE_DERIVABLE_TYPE (TgStoredRow, tg_stored_row, TG, STORED_ROW, GObject)

struct _TgStoredRowClass
{
  GObjectClass  parent_class;
  gsize         size;        /* of the struct of values */
  const gsize  *strings;     /* where its strings are; they are copied, NULL to "" */
  guint         n_strings;
};

void          tg_stored_row_set_id     (TgStoredRow   *self,
                                        const char    *id);
gboolean      tg_stored_row_is_loaded  (TgStoredRow   *self);
const char   *tg_stored_row_get_id     (TgStoredRow   *self);

/* For the kinds alone: those of a row have the type of its values. */
void          tg_stored_row_fill       (TgStoredRow   *self,
                                        gconstpointer  fields);
gconstpointer tg_stored_row_get_fields (TgStoredRow   *self);

G_END_DECLS
