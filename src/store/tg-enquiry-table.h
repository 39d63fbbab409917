/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-store-connection.h"

G_BEGIN_DECLS

/* The window's answers to questions, the last one of each question. */

gboolean  tg_enquiry_table_put  (TgStoreConnection  *conn,
                                 const char         *kind,
                                 const char         *question,
                                 GBytes             *answer,
                                 GError            **error);
/* As it came; NULL without an error if this was never answered. (transfer full) */
GBytes   *tg_enquiry_table_find (TgStoreConnection  *conn,
                                 const char         *kind,
                                 const char         *question,
                                 GError            **error);

G_END_DECLS
