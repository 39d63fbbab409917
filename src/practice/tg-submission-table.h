/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-book.h"
#include "tg-wire.h"

G_BEGIN_DECLS

/* The first judgement of every submission, kept for ever. */

/* FALSE is an error. `*out` stays NULL where the id is new to the account; `*digest` is the one it
 * first came with. */
gboolean   tg_submission_table_find   (TgBook              *book,
                                       const char          *account,
                                       const char          *id,
                                       TgResult           **out,
                                       char               **digest,
                                       GError             **error);
/* `*seq` is the row, by which tasks and numbers are known. */
gboolean   tg_submission_table_insert (TgBook              *book,
                                       const char          *account,
                                       const TgSubmission  *submission,
                                       const TgResult      *result,
                                       gint64              *seq,
                                       GError             **error);
/* The row stays, under a name that nobody asks for: see tg_clerk_is_forgetful(). */
gboolean   tg_submission_table_forget (TgBook              *book,
                                       const char          *account,
                                       const char          *id,
                                       GError             **error);
/* How many submissions of a filing were received up to this row: 1 for its first. -1 is an
 * error. */
gint64     tg_submission_table_count  (TgBook              *book,
                                       gint64               seq,
                                       GError             **error);
/* Of TgResult with the digest as reference, as the listing wants them. (transfer full) */
GPtrArray *tg_submission_table_list   (TgBook              *book,
                                       const char          *account,
                                       const char          *filing,
                                       GError             **error);

G_END_DECLS
