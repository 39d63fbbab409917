/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The numbered scripts of schema/, in order, NULL-terminated; made from them by make-schema.py. */
extern const char * const tg_schema_scripts[];

#define TG_SCHEMA_VERSION 6
/* Of an older store, copies have numbers in clear. */
#define TG_SCHEMA_SEALED  5

G_END_DECLS
