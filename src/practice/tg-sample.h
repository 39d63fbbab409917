/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-book.h"

G_BEGIN_DECLS

/* Writes the sample company's filings (data/samples/company/sample.json) into the book of an
 * account that has none yet, as if they had been filed and answered: so the client's sample
 * can go on with them. Nothing of it goes into the feed; the client has the answers from the
 * same file. */
gboolean tg_sample_load (TgBook      *book,
                         const char  *account,
                         const char  *path,
                         GError     **error);

G_END_DECLS
