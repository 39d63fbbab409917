/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-catalogue.h"
#include "tg-edit.h"
#include "tg-merge.h"
#include "tg-store-connection.h"
#include "tg-wire-draft.h"

G_BEGIN_DECLS

/* What another computer made of a draft, brought into the store; what is done with what the person
 * then says. Inside a job of the writer. */

/* A draft as the window has it. */
typedef struct
{
  const char        *filing;
  const char        *etag;
  const TgWireDraft *draft;
  gboolean           is_restored;    /* the window has another history: what is common is only
                                      * what is the same in both */
} TgTheirDraft;

/* Theirs is merged over the common base. Where both changed one value mine stays, and both wait for
 * the person. One that is not known here becomes a filing. */
gboolean   tg_merging_take_draft   (TgStoreConnection  *conn,
                                    TgCatalogue        *catalogue,
                                    const TgTheirDraft *theirs,
                                    GError            **error);
/* The window's draft is gone. What was changed here since is kept there anew. */
gboolean   tg_merging_take_removal (TgStoreConnection  *conn,
                                    const char         *filing,
                                    GError            **error);
/* The window has another history: what is not in the set `listed` is put there anew, changed or
 * not. */
gboolean   tg_merging_take_losses  (TgStoreConnection  *conn,
                                    GHashTable         *listed,
                                    GError            **error);
/* The person has said what counts, and it is saved: theirs is the base of what comes. */
gboolean   tg_merging_settle       (TgStoreConnection  *conn,
                                    const char         *filing,
                                    GError            **error);
/* The answer to what was `sent` over `base` never came, so theirs may have it in it: what stands
 * there as it was sent is no change of another's, and belongs to the base. (transfer full) */
TgDocument *tg_merging_make_base   (const TgDocument   *base,
                                    const TgDocument   *sent,
                                    const TgDocument   *theirs);
/* Theirs may be older than `shared`, or newer: only what is the same in both is a base. A value
 * that differs is then changed by both sides, and none of the two is lost. (transfer full) */
TgDocument *tg_merging_make_common (const TgDocument   *shared,
                                    const TgDocument   *theirs);
/* What nobody types is no question: what an agency gives counts as theirs has it, what a formula
 * gives is for the formula, and what either side typed over one stays typed. Such conflicts go out
 * of `merge`, whose document is not frozen yet. Returns: whether something has to be computed */
gboolean   tg_merging_decide       (TgMerge            *merge,
                                    const TgForm       *form);
/* The merged document where at the paths of `theirs` (NULL-terminated) theirs counts. */
TgDocument *tg_merging_choose      (const TgMerge      *merge,
                                    const char * const *theirs);

G_END_DECLS
