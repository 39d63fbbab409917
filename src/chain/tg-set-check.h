/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-rules.h"

G_BEGIN_DECLS

/* What the rule sets say of one document beside its own form. The document is
 * "other.<its relation>" in each set, the rest is what the context hands in. An issue that a set
 * places in this document lies at its field or table, any other at the document as a whole, and
 * there it only warns: what is wrong in another document is mended there. Pure, any thread. */

/* Adds to `found`, the issues of the form itself. What is in it under the same rule already is not
 * said again. */
void tg_set_check_run (GPtrArray            *sets,       /* of TgRules */
                       TgRules              *rules,      /* of the form */
                       const TgDocument     *document,
                       const TgRulesContext *context,
                       GPtrArray            *found);

G_END_DECLS
