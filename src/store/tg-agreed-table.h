/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-document.h"
#include "tg-store-connection.h"

G_BEGIN_DECLS

/* The document last agreed with the window, the base of a three-way merge. */

gboolean    tg_agreed_table_put   (TgStoreConnection  *conn,
                                   const char         *filing,
                                   gint64              revision,
                                   const TgDocument   *document,
                                   GError            **error);
/* What attempts filed that were received, with the revisions they were given. `ids`: a JSON
 * list. */
gboolean    tg_agreed_table_put_attempts (TgStoreConnection *conn,
                                   const char         *ids,
                                   GError            **error);
/* TG_ERROR_NOT_FOUND if the window never received it. Frozen. */
TgDocument *tg_agreed_table_load  (TgStoreConnection  *conn,
                                   const char         *filing,
                                   gint64             *revision,
                                   GError            **error);

G_END_DECLS
