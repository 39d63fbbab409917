/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-book.h"
#include "tg-wire-draft.h"

G_BEGIN_DECLS

/* An account's drafts as the window keeps them. A deleted one has no body. */
typedef struct
{
  gint64  seq;           /* of its last change: the position in the list */
  char   *filing;
  char   *etag;          /* with quotes; never used before or again */
  char   *body;          /* nullable */
  gint64  at;
} TgShelvedDraft;

void            tg_shelved_draft_free (TgShelvedDraft        *self);
/* `out` is NULL if there never was one. */
gboolean        tg_draft_shelf_find   (TgBook                *book,
                                       const char            *account,
                                       const char            *filing,
                                       TgShelvedDraft       **out,
                                       GError               **error);
/* `body` NULL deletes it. Gives the new tag. */
char           *tg_draft_shelf_put    (TgBook                *book,
                                       const char            *account,
                                       const char            *filing,
                                       const char            *body,
                                       GError               **error);
/* Of TgShelvedDraft: what changed after a position, in the order of change. */
GPtrArray      *tg_draft_shelf_list   (TgBook                *book,
                                       const char            *account,
                                       gint64                 after,
                                       guint                  limit,
                                       GError               **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TgShelvedDraft, tg_shelved_draft_free)

G_END_DECLS
