/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-field.h"

G_BEGIN_DECLS

/* Which codes of its list a field takes: by its pattern and its lengths. A list may hold codes of
 * several lengths, of which a field takes one. Immutable, any thread. */
typedef struct _TgCodeFit TgCodeFit;

TgCodeFit *tg_code_fit_new     (const TgField *field);
void       tg_code_fit_free    (TgCodeFit     *self);
/* `fit` is a TgCodeFit: a TgCodeAccepts. */
gboolean   tg_code_fit_accepts (const char    *code,
                                gpointer       fit);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TgCodeFit, tg_code_fit_free)

G_END_DECLS
