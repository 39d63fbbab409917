/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-rules.h"

G_BEGIN_DECLS

/* Reads form.json, fact.json and rules.json strictly: an unknown member, a wrong type, an
 * expression that does not compile is TG_ERROR_INVALID with the file and the place. Any thread.
 * Grammar: docs/forms.md. */

/* `name` is for messages and gives the id and version that the file must have:
 * ".../<id>/<version>/form.json". `same_as` is "form:ID:VERSION" where a fact is the same as a
 * form, and then `out` has no sections yet. */
TgForm *tg_form_reader_parse    (const char  *text,
                                 gssize       length,
                                 const char  *name,
                                 char       **same_as,
                                 GError     **error);
TgForm *tg_form_reader_load     (const char  *path,
                                 char       **same_as,
                                 GError     **error);

G_END_DECLS
