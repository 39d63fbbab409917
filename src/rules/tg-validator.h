/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Check digits and the like, by name: "uscc", "resident-id", "iso6346", … Values are canonical
 * (upper case, no blanks). Pure, any thread. */

gboolean            tg_validator_exists (const char *kind);
gboolean            tg_validator_check  (const char *kind,
                                         const char *value);
const char * const *tg_validator_list  (void);

G_END_DECLS
