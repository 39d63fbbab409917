/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <json-glib/json-glib.h>

#include "tg-form.h"

G_BEGIN_DECLS

/* Parts of the strict reader that tie a form to others: the form that a fact is the same as, what
 * documents a rule set compares (`between`), which receipts fill a field (`given`), which date says
 * what version governs (`dated_by`), what is remembered of its lines (`usual`) and what is moved on
 * accounts (`moves`). Nothing where the member is absent. `dated_by` and `usual` name fields: after
 * the form is indexed. */
gboolean tg_form_parts_read_same_as (JsonObject  *object,
                                     char       **same_as,
                                     GError     **error);
gboolean tg_form_parts_read_between (JsonObject  *object,
                                     TgForm      *form,
                                     GError     **error);
gboolean tg_form_parts_read_given   (JsonObject  *object,
                                     TgField     *field,
                                     GError     **error);
gboolean tg_form_parts_read_dating  (JsonObject  *object,
                                     TgForm      *form,
                                     GError     **error);
gboolean tg_form_parts_read_usual   (JsonObject  *object,
                                     TgForm      *form,
                                     GError     **error);
gboolean tg_form_parts_read_moves   (JsonObject  *object,
                                     TgForm      *form,
                                     GError     **error);

G_END_DECLS
