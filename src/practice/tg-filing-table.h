/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-book.h"
#include "tg-state.h"
#include "tg-wire.h"

G_BEGIN_DECLS

/* A filing as the window has it. Plain, owned strings. */
typedef struct
{
  gint64         seq;
  char          *account;
  char          *id;
  char          *form;
  guint          form_version;
  char          *enterprise;
  gint64         revision;
  TgAction       action;          /* of the last submission */
  gint64         submission;      /* its row */
  char          *submission_id;
  TgFilingState  state;
  TgDocument    *document;
  char          *match_key;
  char          *number;          /* that its agency gave, "" before */
  char          *own_number;      /* that the filer gave; "" without known forms */
} TgFiling;

void       tg_filing_free                 (TgFiling            *self);

/* FALSE is an error; `*out` stays NULL where the account has no such filing. */
gboolean   tg_filing_table_find           (TgBook              *book,
                                           const char          *account,
                                           const char          *id,
                                           TgFiling           **out,
                                           GError             **error);
/* The filing whose last submission is this row. */
gboolean   tg_filing_table_find_submission (TgBook             *book,
                                           gint64               submission,
                                           TgFiling           **out,
                                           GError             **error);
/* Inserts a filing that has no `seq` and gives it one, else changes it. The document is not
 * written: it is that of the submission. */
gboolean   tg_filing_table_put            (TgBook              *book,
                                           TgFiling            *filing,
                                           GError             **error);
gboolean   tg_filing_table_set_state      (TgBook              *book,
                                           gint64               seq,
                                           TgFilingState        state,
                                           GError             **error);
/* Of TgFiling, by row: those of a form with this key; of a whole account from after `after`.
 * (transfer full) */
GPtrArray *tg_filing_table_list_matches   (TgBook              *book,
                                           const char          *account,
                                           const char          *form,
                                           const char          *match_key,   /* NULL: any */
                                           GError             **error);
/* Those of a form with a number that the agency gave, or their filers. (transfer full) */
GPtrArray *tg_filing_table_list_numbered  (TgBook              *book,
                                           const char          *account,
                                           const char          *form,
                                           const char          *number,
                                           GError             **error);
GPtrArray *tg_filing_table_list_own       (TgBook              *book,
                                           const char          *account,
                                           const char          *form,
                                           const char          *own_number,
                                           GError             **error);
gboolean   tg_filing_table_set_number     (TgBook              *book,
                                           gint64               seq,
                                           const char          *number,
                                           GError             **error);
/* Closed ones of a form that stand in no declaration. */
GPtrArray *tg_filing_table_list_unmerged  (TgBook              *book,
                                           const char          *account,
                                           const char          *form,
                                           GError             **error);
GPtrArray *tg_filing_table_list           (TgBook              *book,
                                           const char          *account,
                                           gint64               after,
                                           guint                limit,
                                           GError             **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TgFiling, tg_filing_free)

G_END_DECLS
