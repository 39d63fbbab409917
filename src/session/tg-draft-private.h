/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-draft-host.h"
#include "tg-page-layout.h"
#include "tg-receipt.h"
#include "tg-rules.h"

G_BEGIN_DECLS

/* The inside of a draft, shared by the files named tg-draft-*.c and by nobody else. */

struct _TgDraft
{
  GObject         parent_instance;

  char           *id;
  TgRules        *rules;
  TgForm         *form;          /* the rules' */
  TgDocument     *document;
  TgClock        *clock;
  TgChance       *chance;
  TgDraftSaver   *saver;         /* nullable */
  TgCodeLookup   *codes;         /* nullable */
  GHashTable     *others;        /* nullable */
  GPtrArray      *sets;          /* (nullable) of TgRules */
  char           *today;

  /* History: steps of TgStep. What is on `redo` was undone and not followed by an edit. */
  GPtrArray      *undo;
  GPtrArray      *redo;
  TgStep         *open;          /* (nullable) the step that is being made */
  guint           depth;
  GPtrArray      *unsaved;       /* steps that the saver has not been given */
  guint           save_source;
  gint64          saved_at;
  char           *save_error;

  /* Typing: path → text. */
  GHashTable     *typing;
  guint           typing_source;

  /* Whether fields and sections are shown and needed, as last told: key → GUINT of bits. */
  GHashTable     *shown;

  /* Issues. `found` is the newest result, `by_path` lends from it. */
  GPtrArray      *found;
  GHashTable     *by_path;       /* path → GPtrArray of TgIssue */
  GHashTable     *visits;        /* path → GUINT */
  GListStore     *issues;        /* what the pane shows */
  gboolean        checked;
  gboolean        looked_over;   /* what is missing is known */
  guint64         serial;        /* of the document: counts commits */
  gboolean        checking;
  GPtrArray      *waiting;       /* GTasks that wait for a result at least as new as their serial */
  guint           n_blocking;
  guint           n_warnings;
  GPtrArray      *conflicts;     /* of TgIssue: what a merge left open */

  /* The agency's side. */
  TgFilingState   filing_state;
  TgAttemptState  attempt_state;
  GListStore     *receipts;
  TgDocument     *sent;          /* nullable */
  GHashTable     *faults;        /* path → TgIssue */

  gboolean        is_practice;
  char           *pack;            /* nullable: none was said */
  TgPageLayout   *pages;         /* (nullable) as last set out */
};

enum
{
  TG_DRAFT_VALUE_CHANGED,
  TG_DRAFT_FIELD_CHANGED,
  TG_DRAFT_LINES_CHANGED,
  TG_DRAFT_ISSUES_CHANGED,
  TG_DRAFT_RECEIPTS_CHANGED,
  TG_DRAFT_N_SIGNALS
};

TgRulesContext tg_draft_get_context        (TgDraft       *self);
void           tg_draft_emit_value         (TgDraft       *self,
                                            const char    *path);
void           tg_draft_emit_field         (TgDraft       *self,
                                            const char    *path);
void           tg_draft_emit_lines         (TgDraft       *self,
                                            const char    *table,
                                            guint          position,
                                            guint          removed,
                                            guint          added);
void           tg_draft_emit_issues        (TgDraft       *self);
void           tg_draft_notify             (TgDraft       *self,
                                            const char    *property);

/* One commit: begin, any number of edits, end. Nests; the outermost end computes, saves and
 * tells. */
void           tg_draft_begin              (TgDraft       *self);
void           tg_draft_do_set             (TgDraft       *self,
                                            const char    *path,
                                            const char    *value);
void           tg_draft_do_edit            (TgDraft       *self,
                                            TgEdit        *edit);     /* (transfer full) */
void           tg_draft_end                (TgDraft       *self);
/* computes and tells what follows */
void           tg_draft_settle             (TgDraft       *self);
void           tg_draft_record             (TgDraft       *self,
                                            TgStep        *step);     /* hands it to the saver */
void           tg_draft_tell_edit          (TgDraft       *self,
                                            const TgEdit  *edit);
void           tg_draft_hand_over          (TgDraft       *self);     /* what is unsaved, now */
void           tg_draft_forget_typing      (TgDraft       *self,
                                            const char    *path);

/* The empty cells of a line from the fact that its number at `path` names. */
void           tg_draft_fill_line          (TgDraft       *self,
                                            const char    *path);
/* What goes on paper. (transfer full) */
TgPageContent *tg_draft_make_content       (TgDraft       *self);

/* The same as tg_draft_set_others() of a draft that is in use: if anything differs, it is computed
 * and checked again. */
void           tg_draft_change_others      (TgDraft       *self,
                                            GHashTable    *others);

void           tg_draft_init_issues        (TgDraft       *self);
void           tg_draft_clear_issues       (TgDraft       *self);
void           tg_draft_count_visit        (TgDraft       *self,
                                            const char    *path);
void           tg_draft_start_check        (TgDraft       *self);
void           tg_draft_refresh_issues     (TgDraft       *self);

G_END_DECLS
