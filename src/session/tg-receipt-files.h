/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-catalogue.h"
#include "tg-code-lookup.h"
#include "tg-customs-answer.h"

G_BEGIN_DECLS

/* Files that customs' client keeps its answers in, read: one or more answers a file, or why there
 * is none. */
typedef struct
{
  char            *file;      /* its name, for messages */
  TgCustomsAnswer *answer;    /* nullable: the file could not be read */
  char            *fault;     /* nullable: a sentence */
  gint64           at;        /* of the answer; of the file where that has no time */
} TgReadReceipt;

/* Of TgReadReceipt, in the order in which customs said them; faults first. Waits for files: for the
 * pool. `files` is of GFile. */
GPtrArray *tg_receipt_files_read  (GPtrArray      *files,
                                   TgCatalogue    *catalogue,
                                   TgCodeLookup   *codes,
                                   const char     *today,
                                   GError        **error);

G_END_DECLS
