/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-draft-host.h"
#include "tg-journal-table.h"
#include "tg-save.h"
#include "tg-store.h"
#include "tg-workspace.h"

G_BEGIN_DECLS

/* Keeps the drafts of one workspace on disk: the saver that TgDraft is handed. It lives as long as
 * a draft does; the workspace outlives the drafts. Main thread. */
#define TG_TYPE_SAVER (tg_saver_get_type ())
G_DECLARE_FINAL_TYPE (TgSaver, tg_saver, TG, SAVER, GObject)

/* What the store has of a draft. */
typedef struct
{
  char       *enterprise;    /* id; "" for none */
  gint64      revision;      /* 0: it is created by the first save */
  TgDocument *base;          /* frozen: as it stands there; nullable when it does not */
  TgOrigin    origin;        /* of the first save */
  GPtrArray  *links;         /* (nullable) of TgLink, added by the first save */
} TgKept;

TgSaver  *tg_saver_new               (TgWorkspace          *workspace);
/* Takes `kept` and its members. */
void      tg_saver_adopt             (TgSaver              *self,
                                      TgDraft              *draft,
                                      TgKept               *kept);
TgKept   *tg_kept_new                (const char           *enterprise,
                                      gint64                revision,
                                      TgDocument           *base);
const char *tg_saver_get_enterprise  (TgSaver              *self,
                                      TgDraft              *draft);
/* Stores a new document as it is now: entry `created`. */
void      tg_saver_create_async      (TgSaver              *self,
                                      TgDraft              *draft,
                                      GAsyncReadyCallback   callback,
                                      gpointer              user_data);
gboolean  tg_saver_create_finish     (TgSaver              *self,
                                      GAsyncResult         *result,
                                      GError              **error);
/* Reads again what the store says of the drafts that are open. */
void      tg_saver_refresh_drafts    (TgSaver              *self);
void      tg_saver_flush_all_async   (TgSaver              *self,
                                      GAsyncReadyCallback   callback,
                                      gpointer              user_data);
gboolean  tg_saver_flush_all_finish  (TgSaver              *self,
                                      GAsyncResult         *result,
                                      GError              **error);

/* The journal of a document as steps, oldest first. */
GPtrArray *tg_saver_read_steps       (GPtrArray            *entries);
/* The document as it stood at a time (µs UTC): what its journal has since then is taken back, as
 * far back as it goes. */
TgDocument *tg_saver_take_back       (TgDocument           *document,
                                      GPtrArray            *entries,
                                      gint64                at);
/* Adds the entries of a step. */
void      tg_saver_add_step           (TgSave               *save,
                                      TgStep               *step,
                                      TgOrigin              origin);
/* The entries that make `after` out of `before` (nullable: it is created), of one batch. */
void      tg_saver_add_changes       (TgSave               *save,
                                      const TgDocument     *before,
                                      const TgDocument     *after,
                                      const char           *batch,
                                      TgOrigin              origin);

G_END_DECLS
