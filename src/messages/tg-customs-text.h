/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-form.h"
#include "tg-receipt.h"

G_BEGIN_DECLS

/* The free text of a customs receipt, of which nobody has promised a form: `[Code:2600;Desc:放行]`
 * where it is so, else words. Pure; any thread. */

/* Without the brackets; what stands in several is joined by “；”. */
char      *tg_customs_text_get_plain   (const char   *info);
/* Of TgFault: the parts of the text that name a field of the form, by its Chinese label or its
 * element, and perhaps a line (第2项). None where nothing is named. */
GPtrArray *tg_customs_text_list_faults (const char   *info,
                                        const TgForm *form);

G_END_DECLS
