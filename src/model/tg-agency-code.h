/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Agencies have a code of the table `agency` everywhere in the program and its data (CUS); some
 * have a word in the window's messages (customs). What neither knows stays as it is. */
const char *tg_agency_code_from_wire (const char *word);
const char *tg_agency_code_to_wire   (const char *code);

G_END_DECLS
