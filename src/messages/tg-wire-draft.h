/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-wire.h"

G_BEGIN_DECLS

/* Bodies of `/v1/drafts`, for both sides. Pure; any thread. */

typedef struct
{
  char       *form;
  guint       form_version;
  char       *enterprise;
  TgDocument *document;     /* frozen */
} TgWireDraft;

/* One that changed. `etag` is the value of the header, with its quotes. */
typedef struct
{
  char     *filing;
  char     *etag;
  gint64    at;
  gboolean  is_deleted;
} TgDraftMark;

typedef struct
{
  GPtrArray *drafts;        /* of TgDraftMark */
  char      *cursor;
  gboolean   more;
} TgDraftPage;

TgWireDraft *tg_wire_draft_new           (const char         *form,
                                          guint               form_version,
                                          const char         *enterprise,
                                          TgDocument         *document);
void         tg_wire_draft_free          (TgWireDraft        *self);
void         tg_draft_mark_free          (TgDraftMark        *self);
void         tg_draft_page_free          (TgDraftPage        *self);

/* `epoch` (nullable): it is an answer. */
char        *tg_wire_write_draft         (const TgWireDraft  *draft,
                                          const char         *epoch);
TgWireDraft *tg_wire_read_draft          (GBytes             *body,
                                          GError            **error);
char        *tg_wire_write_draft_page    (const TgDraftPage  *page,
                                          const char         *epoch);
TgDraftPage *tg_wire_read_draft_page     (GBytes             *body,
                                          GError            **error);
/* The problem of a 412; `current` is NULL where it was deleted. */
char        *tg_wire_write_draft_problem (const TgWireDraft  *current,
                                          const char         *title);
gboolean     tg_wire_read_draft_problem  (GBytes             *body,
                                          TgWireDraft       **current,
                                          GError            **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TgWireDraft, tg_wire_draft_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TgDraftMark, tg_draft_mark_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TgDraftPage, tg_draft_page_free)

G_END_DECLS
