/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-code-lookup.h"
#include "tg-clock.h"
#include "tg-chance.h"
#include "tg-draft.h"
#include "tg-edit.h"
#include "tg-merge.h"

G_BEGIN_DECLS

typedef struct _TgRules TgRules;

/* The other side of a draft: where it is saved and sent from, and how the workspace tells it what
 * has happened. Main thread. The app uses none of this. */
#define TG_TYPE_DRAFT_SAVER (tg_draft_saver_get_type ())
G_DECLARE_INTERFACE (TgDraftSaver, tg_draft_saver, TG, DRAFT_SAVER, GObject)

struct _TgDraftSaverInterface
{
  GTypeInterface parent_iface;
  /* Steps of TgStep and the frozen document after them; answers with tg_draft_tell_saved or
   * _tell_save_failed. */
  void     (*save)         (TgDraftSaver *self, TgDraft *draft, TgDocument *document,
                            GPtrArray *steps);
  /* Uncommitted text; NULL when it was committed. */
  void     (*type)         (TgDraftSaver *self, TgDraft *draft, const char *path, const char *text);
  void     (*flush_async)  (TgDraftSaver *self, TgDraft *draft, GCancellable *cancellable,
                            GAsyncReadyCallback callback, gpointer user_data);
  gboolean (*flush_finish) (TgDraftSaver *self, GAsyncResult *result, GError **error);
  /* `sent` is what is sent: frozen, without hidden fields. */
  void     (*queue_async)  (TgDraftSaver *self, TgDraft *draft, TgDocument *sent,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback, gpointer user_data);
  gboolean (*queue_finish) (TgDraftSaver *self, GAsyncResult *result, GError **error);
  void     (*cancel_async) (TgDraftSaver *self, TgDraft *draft, GCancellable *cancellable,
                            GAsyncReadyCallback callback, gpointer user_data);
  gboolean (*cancel_finish) (TgDraftSaver *self, GAsyncResult *result, GError **error);
  /* Whether there is an enterprise or seller for whom it would be sent. */
  gboolean (*has_owner)    (TgDraftSaver *self, TgDraft *draft);
};

/* `document` is copied. The rest may be NULL but rules, clock and chance: without a saver nothing
 * is kept. */
TgDraft    *tg_draft_new              (const char    *id,
                                       TgRules       *rules,
                                       TgDocument    *document,
                                       TgClock       *clock,
                                       TgChance      *chance,
                                       TgDraftSaver  *saver);
void        tg_draft_set_codes        (TgDraft       *self,
                                       TgCodeLookup  *codes);
/* What rules may read beside the document; immutable from now on. "other.order",
 * "fact.goods/<line>" → TgDocument */
void        tg_draft_set_others       (TgDraft       *self,
                                       GHashTable    *others);
/* The rule sets that concern it, of TgRules: they are checked with it. Whether they are others than
 * before. */
gboolean    tg_draft_set_sets         (TgDraft       *self,
                                       GPtrArray     *sets);
/* Fills in the defaults of a new document (not undone): of its header, and of the rows that it was
 * drawn with. What has a value keeps it. After tg_draft_set_others(). */
void        tg_draft_fill_initial     (TgDraft       *self,
                                       gboolean       is_drawn);
/* The journal of a document as it was, oldest first: of TgStep. */
void        tg_draft_load_history     (TgDraft       *self,
                                       GPtrArray     *steps);
void        tg_draft_set_states       (TgDraft       *self,
                                       TgFilingState  filing,
                                       TgAttemptState attempt);
/* Receipts, newest first, and the document that the last attempt sent (nullable). */
void        tg_draft_set_receipts     (TgDraft       *self,
                                       GPtrArray     *receipts,
                                       TgDocument    *sent);
void        tg_draft_tell_saved       (TgDraft       *self,
                                       gint64         at);
void        tg_draft_tell_save_failed (TgDraft       *self,
                                       const GError  *error);
/* Somebody else changed the document: shows what was merged; where both changed one value, mine
 * stays and the field says what the other one is. Not a step of this draft's history. */
void        tg_draft_tell_merged      (TgDraft       *self,
                                       TgMerge       *merge);
/* A step made by others (an import, a derivation) as one of this draft's own. Takes `step`'s edits
 * as they are. */
gboolean    tg_draft_apply_step       (TgDraft       *self,
                                       TgStep        *step,
                                       GError       **error);
TgRules    *tg_draft_get_rules        (TgDraft       *self);
/* Whether its pages bear the watermark of practice. */
void        tg_draft_set_practice     (TgDraft       *self,
                                       gboolean       is_practice);
/* The pack that it was made under, "official 3"; "" for a form that came with the program. */
void        tg_draft_set_pack         (TgDraft       *self,
                                       const char    *pack);

G_END_DECLS
