/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* An answer to an enquiry as a table: whatever members the rows have are its columns. Pure; any
 * thread. */
typedef struct
{
  char      *kind;
  gint64     asked_at;
  GPtrArray *columns;      /* of char *, in alphabetical order */
  GPtrArray *rows;         /* of char **, a cell a column; "" where a row has no such member */
  char      *more;         /* nullable */
} TgWireEnquiry;

TgWireEnquiry *tg_wire_read_enquiry (GBytes        *body,
                                     GError       **error);
void           tg_wire_enquiry_free (TgWireEnquiry *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TgWireEnquiry, tg_wire_enquiry_free)

G_END_DECLS
