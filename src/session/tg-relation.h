/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "tg-state.h"

G_BEGIN_DECLS

/* What a TgRelation says; all copied. */
typedef struct
{
  const char     *id;
  const char     *kind;            /* fact type or form id */
  const char     *title;           /* of the kind, in the language in force */
  const char     *number;
  const char     *summary;
  gboolean        is_source;       /* it was drawn from; else it is used in */
  gboolean        is_fact;         /* has no states */
  TgFilingState   filing_state;
  TgAttemptState  attempt_state;
} TgRelationFields;

/* A document that another one was drawn from, or that was drawn from it. Immutable, main thread. */
#define TG_TYPE_RELATION (tg_relation_get_type ())
G_DECLARE_FINAL_TYPE (TgRelation, tg_relation, TG, RELATION, GObject)

TgRelation *            tg_relation_new        (const TgRelationFields *fields);
const TgRelationFields *tg_relation_get_fields (TgRelation             *self);

G_END_DECLS
