/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A crash must leave no picture of the memory behind: it has documents, keys and passwords in it.
 * Each program calls this before anything else. */
void tg_core_dump_forbid (void);

G_END_DECLS
