/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-agency.h"
#include "tg-filing-table.h"

G_BEGIN_DECLS

/* What an agency knows of a filing's surroundings. */
typedef struct
{
  GHashTable *others;    /* "other.order" → TgDocument: names as in data/rules/README.md */
  GPtrArray  *faults;    /* of TgAgencyFault: lists named that are not there or not as they should
                          * be */
} TgRelated;

TgRelated *tg_related_load         (TgBook          *book,
                                    const TgFiling  *filing,
                                    const TgCourse  *course,
                                    GError         **error);
void       tg_related_free         (TgRelated       *self);

/* The export list with this waybill, or this number of customs': the latest that stands, else the
 * latest. FALSE is an error; `*out` stays NULL where there is none. */
gboolean   tg_related_find_list    (TgBook          *book,
                                    const char      *account,
                                    const char      *field,
                                    const char      *value,
                                    TgFiling       **out,
                                    GError         **error);
/* Of TgFiling: what a summary application would merge now. (transfer full) */
GPtrArray *tg_related_list_merging (TgBook          *book,
                                    const TgFiling  *summary,
                                    GError         **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TgRelated, tg_related_free)

G_END_DECLS
