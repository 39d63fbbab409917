/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* One literal HTTP exchange, read from client/NAME.http: a request, a line `----`, an answer.
 * Only the headers that count are written there. Bodies end without a line's end. */
typedef struct
{
  char       *method;
  char       *path;             /* with query */
  GHashTable *request_headers;
  char       *request_body;     /* "" */
  guint       status;
  GHashTable *answer_headers;
  char       *answer_body;
} TgExchange;

TgExchange *tg_exchange_load (const char *name);
void        tg_exchange_free (TgExchange *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TgExchange, tg_exchange_free)

G_END_DECLS
