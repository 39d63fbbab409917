/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-catalogue.h"
#include "tg-derivation.h"
#include "tg-store-connection.h"

G_BEGIN_DECLS

/* Money is registered once, and declared once: what a form says to be drawn from one time only
 * (`once`) is refused where a document that stands was drawn from it before, by the same form or by
 * another that says so of that kind. The error names both. On the reader. */
gboolean tg_drawn_once_check (TgStoreConnection  *conn,
                              TgCatalogue        *catalogue,
                              const TgForm       *form,
                              const TgSource     *sources,
                              guint               n_sources,
                              GError            **error);

G_END_DECLS
