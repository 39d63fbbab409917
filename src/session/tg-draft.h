/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-document.h"
#include "tg-form.h"
#include "tg-issue.h"
#include "tg-state.h"

G_BEGIN_DECLS

/* One document (a filing, or a fact) while somebody works on it: values as typed, computed fields,
 * issues, undo, saving. Lives on the main thread; the store is reached through the workspace. Every
 * committed field is queued to the writer at once; text still being typed goes to `editing` within
 * a second. */
#define TG_TYPE_DRAFT (tg_draft_get_type ())
G_DECLARE_FINAL_TYPE (TgDraft, tg_draft, TG, DRAFT, GObject)

/* Properties: title, state-label, next-step, n-blocking, n-warnings, checked (bool), can-undo,
 *   can-redo, can-edit, can-send, saved-at (µs), save-error (nullable), attempt-state,
 *   filing-state.
 * Signals: value-changed (path)   also for computed fields and for undo; "" for all
 *          field-changed (path)   visibility, need or issues of one field; "table/field": of a
 *   whole column; a section's key: whether the section is shown
 *          lines-changed (table, position, removed, added), issues-changed, receipts-changed */

typedef enum
{
  TG_PROGRESS_EMPTY,        /* 未开始 */
  TG_PROGRESS_STARTED,      /* 进行中 */
  TG_PROGRESS_DONE,         /* 完成 */
  TG_PROGRESS_PROBLEM,      /* 有问题 */
  TG_PROGRESS_HIDDEN,       /* 尚不可填 */
} TgProgress;

const char    *tg_draft_get_id           (TgDraft      *self);
const TgForm  *tg_draft_get_form         (TgDraft      *self);
gboolean       tg_draft_is_fact          (TgDraft      *self);
/* "Version 4, from the pack official 3": what it was made under and stays with. (transfer full) */
char          *tg_draft_dup_made_under   (TgDraft      *self);
const char    *tg_draft_get_title        (TgDraft      *self);
gboolean       tg_draft_can_edit         (TgDraft      *self);
TgFilingState  tg_draft_get_filing_state (TgDraft      *self);
TgAttemptState tg_draft_get_attempt_state (TgDraft     *self);
TgDocument    *tg_draft_dup_document     (TgDraft      *self);   /* a frozen copy */

/* Values. */
const char    *tg_draft_get_value        (TgDraft      *self,
                                          const char   *path);
/* commits: normalised, journalled, saved */
void           tg_draft_set_value        (TgDraft      *self,
                                          const char   *path,
                                          const char   *typed);
void           tg_draft_type_value       (TgDraft      *self,
                                          const char   *path,
                                          const char   *typed);   /* still typing */
/* the caret left it, nothing was typed */
void           tg_draft_leave            (TgDraft      *self,
                                          const char   *path);
/* with code name, grouping; for reading */
char          *tg_draft_dup_shown        (TgDraft      *self,
                                          const char   *path);
char          *tg_draft_dup_value_shown  (TgDraft      *self,
                                          const char   *path,
                                          const char   *value);   /* another one of that field */
/* the field as people call it: its label, and for a line its number */
char          *tg_draft_dup_place        (TgDraft      *self,
                                          const char   *path);
gboolean       tg_draft_is_visible       (TgDraft      *self,
                                          const char   *path);
gboolean       tg_draft_is_required      (TgDraft      *self,
                                          const char   *path);
gboolean       tg_draft_is_overridden    (TgDraft      *self,
                                          const char   *path);
char          *tg_draft_dup_automatic    (TgDraft      *self,
                                          const char   *path);    /* what the formula gives */
void           tg_draft_reset_automatic  (TgDraft      *self,
                                          const char   *path);
TgProgress     tg_draft_get_progress     (TgDraft      *self,
                                          const char   *section);
/* how many needed values a section lacks; of a table in all its lines */
guint          tg_draft_count_missing    (TgDraft      *self,
                                          const char   *section);
/* finds out what is missing, in the background, once; says nothing at the fields */
void           tg_draft_look_over        (TgDraft      *self);

/* Lines. */
guint          tg_draft_get_n_lines      (TgDraft      *self,
                                          const char   *table);
const char    *tg_draft_get_line_id      (TgDraft      *self,
                                          const char   *table,
                                          guint         position);
const char    *tg_draft_add_line         (TgDraft      *self,
                                          const char   *table,
                                          int           position); /* gives the new line's id */
void           tg_draft_remove_line      (TgDraft      *self,
                                          const char   *table,
                                          const char   *line_id);
void           tg_draft_move_line        (TgDraft      *self,
                                          const char   *table,
                                          const char   *line_id,
                                          int           position);
/* whether any of the lines has it, or there are none; else nobody fills it in */
gboolean       tg_draft_is_column_used   (TgDraft      *self,
                                          const char   *table,
                                          const char   *field);
/* tab and line separated; one undo step */
guint          tg_draft_paste_block      (TgDraft      *self,
                                          const char   *table,
                                          guint         position,
                                          const char   *first_field,
                                          const char   *text);
void           tg_draft_fill_down        (TgDraft      *self,
                                          const char   *table,
                                          guint         position,
                                          const char   *field);
char          *tg_draft_dup_total        (TgDraft      *self,
                                          const char   *table,
                                          const char   *field);

/* Undo survives a restart: it reads the journal. */
gboolean       tg_draft_can_undo         (TgDraft      *self);
gboolean       tg_draft_can_redo         (TgDraft      *self);
void           tg_draft_undo             (TgDraft      *self);
void           tg_draft_redo             (TgDraft      *self);

/* Issues: a GListModel of TgIssue, blocking first; empty until the first check. After that it
 * follows the edits. `get_issue` is the worst one to show at a field now (respecting "neutral while
 * empty"), nullable. Remarks are an agency's, at values that were not changed since. */
GListModel    *tg_draft_list_issues      (TgDraft      *self);
TgIssue       *tg_draft_get_issue        (TgDraft      *self,
                                          const char   *path);
guint          tg_draft_count_remarks    (TgDraft      *self);
void           tg_draft_check            (TgDraft      *self);
/* Of TgAnswer: what is not sent; the check-answers page. */
GListModel    *tg_draft_list_hidden      (TgDraft      *self);
GListModel    *tg_draft_list_answers     (TgDraft      *self);
/* TgShare: which agency gets which blocks of what is sent now; on an amendment which of them
 * changed since it was last sent */
GListModel    *tg_draft_list_shares      (TgDraft      *self);

/* The agency's side: TgReceipt newest first; what was sent at a refused field. */
GListModel    *tg_draft_list_receipts    (TgDraft      *self);
char          *tg_draft_dup_sent_value   (TgDraft      *self,   /* in the last attempt, nullable */
                                          const char   *path);

G_END_DECLS

#include "tg-draft-actions.h"
