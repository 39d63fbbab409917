/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-document.h"

G_BEGIN_DECLS

/* One change of a document, as the journal keeps it. `path` is a field's path, or `table/<line>`
 * for a change of lines. `before` and `after` are values; of a line added or removed "POSITION
 * JSON", of one moved "POSITION". */
typedef enum
{
  TG_EDIT_SET,
  TG_EDIT_LINE_ADDED,
  TG_EDIT_LINE_REMOVED,
  TG_EDIT_LINE_MOVED,
} TgEditKind;

typedef struct
{
  TgEditKind  kind;
  char       *path;
  char       *before;
  char       *after;
} TgEdit;

typedef enum
{
  TG_STEP_EDIT,
  TG_STEP_UNDO,
  TG_STEP_REDO,
} TgStepKind;

/* Edits that belong together: what one undo takes back. Immutable once it is recorded,
 * reference-counted. */
typedef struct
{
  gatomicrefcount  refs;
  TgStepKind       kind;
  char            *batch;     /* id */
  char            *undoes;    /* (nullable) the batch that an undo or redo is about */
  GPtrArray       *edits;     /* of TgEdit */
  gboolean         is_drawn;  /* its values come from facts, not from a person */
} TgStep;

TgEdit  *tg_edit_new            (TgEditKind   kind,
                                 const char  *path,
                                 const char  *before,
                                 const char  *after);
void     tg_edit_free           (TgEdit      *self);
TgEdit  *tg_edit_new_reverse    (const TgEdit *self);
gboolean tg_edit_apply          (const TgEdit *self,
                                 TgDocument  *document,
                                 GError     **error);
const char *tg_edit_kind_to_name (TgEditKind  kind);
gboolean tg_edit_kind_parse     (const char  *name,
                                 TgEditKind  *out);
/* "3 {…}": a line's JSON with its place. */
char    *tg_edit_pack_line      (guint        position,
                                 const char  *json);
gboolean tg_edit_unpack_line    (const char  *packed,
                                 guint       *position,
                                 const char **json);
/* What makes `after` out of `before`; the order of lines aside. (transfer full) of TgEdit */
GPtrArray *tg_edit_list_between (const TgDocument *before,
                                 const TgDocument *after);

TgStep  *tg_step_new            (TgStepKind   kind,
                                 const char  *batch,
                                 const char  *undoes);
TgStep  *tg_step_new_reverse    (TgStep      *self,
                                 TgStepKind   kind,
                                 const char  *batch);
TgStep  *tg_step_ref            (TgStep      *self);
void     tg_step_unref          (TgStep      *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TgEdit, tg_edit_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TgStep, tg_step_unref)

G_END_DECLS
