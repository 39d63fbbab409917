/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-catalogue.h"
#include "tg-derivation.h"

G_BEGIN_DECLS

/* Which version of a form governs. One is in force today, but what a form says its `dated_by` date
 * to be decides: goods exported last year are claimed under last year's law. */

/* "tax.trader-refund": the one in force today; with ":2" that version, with "@2025-12-31" the one
 * in force on that day. (transfer none) */
TgForm  *tg_form_version_find      (TgCatalogue     *catalogue,
                                    const char      *name,
                                    const char      *today,
                                    GError         **error);
/* Whether the name says which version. */
gboolean tg_form_version_is_chosen (const char      *name);
/* The form itself, or the version that the dates of the sources call for. An error where they call
 * for two, or for another than was chosen. (transfer none) */
TgForm  *tg_form_version_choose    (TgCatalogue     *catalogue,
                                    TgForm          *form,
                                    gboolean         is_chosen,
                                    const TgSource  *sources,
                                    guint            n_sources,
                                    GError         **error);
/* The rule sets that concern a document: those of the date that governs it, of today while that is
 * empty. (transfer container) of TgRules */
GPtrArray *tg_form_version_list_sets (TgCatalogue       *catalogue,
                                      const TgForm      *form,
                                      const TgDocument  *document,
                                      const char        *today);
/* Whether the value at "field" or "table/field" is, or is in, the date that governs. */
gboolean tg_form_version_is_dated_by (const TgForm    *form,
                                      const char      *column);
/* "from 2026-01-01", in the language in force. (transfer full) */
char    *tg_form_version_dup_time  (const char      *valid_from,
                                    const char      *valid_to);

G_END_DECLS
