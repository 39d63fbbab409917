/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-beside.h"

G_BEGIN_DECLS

/* Between the files that gather what stands beside a document. */

/* The newest filing of a form that has this number, with its document; one that was withdrawn only
 * where there is no other. NULL without an error if there is none. */
TgFilingRecord *tg_beside_find_filing (TgBeside          *self,
                                       const char        *form,
                                       const char        *key,
                                       const char        *number,
                                       GError           **error);
/* The newest fact of a type with this number in a field. (nullable) (transfer full) */
TgDocument     *tg_beside_find_fact   (TgBeside          *self,
                                       const char        *type,
                                       const char        *key,
                                       const char        *number,
                                       GError           **error);
/* As "other.<relation>/<line>", frozen. */
void            tg_beside_put_row     (TgBeside          *self,
                                       const char        *relation,
                                       const char        *line,
                                       TgDocument        *document);
/* What was claimed already, by row; part of tg_beside_gather(). */
gboolean        tg_beside_add_claims  (TgBeside          *self,
                                       GError           **error);
/* Whether the value at "table/field" says what was. */
gboolean        tg_beside_claims_by   (const TgForm      *form,
                                       const char        *column);
/* The last lines of the same goods, by row; part of tg_beside_gather(). */
gboolean        tg_beside_add_usual   (TgBeside          *self,
                                       GError           **error);
/* Whether the value at "table/field" says which goods they are. */
gboolean        tg_beside_is_usual_by (const TgForm      *form,
                                       const char        *column);

G_END_DECLS
