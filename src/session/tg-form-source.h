/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-catalogue.h"

G_BEGIN_DECLS

/* What a new document of a form is drawn from, as the form's own `from` paths say. */

/* A fact type or form id; NULL where it is drawn from nothing that could be chosen. `several`:
 * whether it takes more than one, a row or some rows from each. Lent by the forms. */
const char *tg_form_source_find (TgCatalogue   *catalogue,
                                 const TgForm  *form,
                                 gboolean      *several);
/* Whether the form says the same as this fact, so that it takes the whole of it. */
gboolean    tg_form_source_is_same (const TgForm *form,
                                    const TgForm *fact);

G_END_DECLS
