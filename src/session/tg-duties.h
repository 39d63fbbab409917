/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-catalogue.h"
#include "tg-save.h"

G_BEGIN_DECLS

/* What follows from a save, in its own transaction: what is due by rule, and which filings must be
 * looked at again because a fact that they were drawn from says something else now. */

/* Saves, and keeps the duties up to date. */
gboolean tg_duties_save     (TgStoreConnection  *conn,
                             TgCatalogue        *catalogue,
                             TgSave             *save,
                             gint64             *revision,
                             GError            **error);
/* A filing was queued: what its form settles is done, its own and what it was drawn from. */
gboolean tg_duties_set_done (TgStoreConnection  *conn,
                             const char         *filing,
                             const TgForm       *form,
                             GError            **error);
/* It was drawn again, or is right as it is. */
gboolean tg_duties_set_drawn (TgStoreConnection  *conn,
                              const char         *filing,
                              gboolean            is_drawn,
                              GError            **error);

G_END_DECLS
