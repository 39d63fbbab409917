/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-rules.h"

G_BEGIN_DECLS

/* Versions of a form that stand side by side: each must say so, at the date that governs
 * (`dated_by`), where that date falls to another one. `folder` is that of the version; the others
 * are looked for beside it. Adds to `failures`, of char *. */
void tg_version_check_run (TgRules      *rules,
                           const char   *folder,
                           TgCodeLookup *codes,
                           GPtrArray    *failures);

G_END_DECLS
