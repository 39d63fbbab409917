/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-code-lookup.h"

G_BEGIN_DECLS

/* The tax offices' library of refund rates, imported for this computer and all its workspaces. No
 * workspace needs to be open. */
typedef struct
{
  char  *table;         /* the code table that was filled */
  guint  n_rows;        /* in the file */
  guint  n_new;
  guint  n_changed;
  guint  n_deleted;     /* marked as deleted in the file: left out */
  guint  n_skipped;     /* no goods code: left out */
  guint  n_doubtful;    /* codes with two rates from the same day: the person is asked */
} TgCodeLibraryReport;

/* Where it is kept. (transfer full) */
char                *tg_code_library_dup_path      (void);
/* What was imported: the file's name, the day, how many rows; "" for nothing. (transfer full) */
void                 tg_code_library_state_async   (GCancellable          *cancellable,
                                                    GAsyncReadyCallback    callback,
                                                    gpointer               user_data);
char                *tg_code_library_state_finish  (GAsyncResult          *result,
                                                    GError               **error);
/* What an import would do; nothing is kept. */
void                 tg_code_library_try_async     (GFile                 *table,
                                                    GFile                 *memo,
                                                    GCancellable          *cancellable,
                                                    GAsyncReadyCallback    callback,
                                                    gpointer               user_data);
/* `memo` is the file of long texts, NULL for none. */
void                 tg_code_library_import_async  (GFile                 *table,
                                                    GFile                 *memo,
                                                    GCancellable          *cancellable,
                                                    GAsyncReadyCallback    callback,
                                                    gpointer               user_data);
/* Of both. */
TgCodeLibraryReport *tg_code_library_import_finish (GAsyncResult          *result,
                                                    GError               **error);
void                 tg_code_library_report_free   (TgCodeLibraryReport   *self);
/* The rate of a code on a day, by its longest beginning that the library knows; a row without
 * `refund_rate` has several `candidates`. Waits for the disk: for the command line. (transfer
 * full); TG_ERROR_NOT_FOUND where it is unknown, which is not 0: practice rows are not asked. */
TgCodeRow           *tg_code_library_find_rate     (const char            *code,
                                                    const char            *date,
                                                    GError               **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TgCodeLibraryReport, tg_code_library_report_free)

G_END_DECLS
