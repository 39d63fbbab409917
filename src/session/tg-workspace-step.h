/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-draft.h"
#include "tg-store.h"
#include "tg-workspace.h"

G_BEGIN_DECLS

/* What the person says of a document at once: a step of its draft, and when that is saved a note in
 * the store. Main thread. */

/* Takes `edits`; none is no step. Undo takes them back as one. `is_drawn`: they come from facts. */
gboolean tg_workspace_take_edits    (TgWorkspace   *self,
                                     TgDraft       *draft,
                                     GPtrArray     *edits,
                                     gboolean       is_drawn,
                                     GError       **error);
/* Saves the draft, then runs `func` with its id on the writer, then ends the task with TRUE, or
 * else with the error. Takes the task, whose source is the workspace. */
void     tg_workspace_save_and_note (TgDraft       *draft,
                                     TgStoreFunc    func,
                                     GTask         *task);
/* Ends a task whose last step was a job of the writer. Takes it. */
void     tg_workspace_on_written    (GObject       *store,
                                     GAsyncResult  *result,
                                     gpointer       task);

G_END_DECLS
