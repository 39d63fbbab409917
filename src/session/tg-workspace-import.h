/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-import-sheet.h"
#include "tg-import-trial.h"
#include "tg-workspace.h"

G_BEGIN_DECLS

/* Documents from a CSV file: tried, committed as one batch, taken back as one. `name` is
 * "fact:order" or a form. */
void           tg_workspace_try_import_async     (TgWorkspace          *self,
                                                  const char           *name,
                                                  GFile                *file,
                                                  GCancellable         *cancellable,
                                                  GAsyncReadyCallback   callback,
                                                  gpointer              user_data);
TgImportTrial *tg_workspace_try_import_finish    (TgWorkspace          *self,
                                                  GAsyncResult         *result,
                                                  GError              **error);
/* A table to map and to mend before: from a file, or from text such as the clipboard's. */
void           tg_workspace_read_sheet_async     (TgWorkspace          *self,
                                                  const char           *name,
                                                  GFile                *file,
                                                  GCancellable         *cancellable,
                                                  GAsyncReadyCallback   callback,
                                                  gpointer              user_data);
void           tg_workspace_split_sheet_async    (TgWorkspace          *self,
                                                  const char           *name,
                                                  const char           *text,
                                                  GCancellable         *cancellable,
                                                  GAsyncReadyCallback   callback,
                                                  gpointer              user_data);
TgImportSheet *tg_workspace_read_sheet_finish    (TgWorkspace          *self,   /* of both */
                                                  GAsyncResult         *result,
                                                  GError              **error);
/* Gives the sheet its trial, unless the sheet has changed meanwhile. */
void           tg_workspace_try_sheet_async      (TgWorkspace          *self,
                                                  TgImportSheet        *sheet,
                                                  GCancellable         *cancellable,
                                                  GAsyncReadyCallback   callback,
                                                  gpointer              user_data);
gboolean       tg_workspace_try_sheet_finish     (TgWorkspace          *self,
                                                  GAsyncResult         *result,
                                                  GError              **error);
/* Stores the good documents in one transaction; gives the batch. */
void           tg_workspace_commit_import_async  (TgWorkspace          *self,
                                                  TgImportTrial        *trial,
                                                  GCancellable         *cancellable,
                                                  GAsyncReadyCallback   callback,
                                                  gpointer              user_data);
char          *tg_workspace_commit_import_finish (TgWorkspace          *self,
                                                  GAsyncResult         *result,
                                                  GError              **error);
/* Takes all of a batch away again; refused when a filing was drawn from a part of it. */
void           tg_workspace_undo_import_async    (TgWorkspace          *self,
                                                  const char           *batch,
                                                  GCancellable         *cancellable,
                                                  GAsyncReadyCallback   callback,
                                                  gpointer              user_data);
gboolean       tg_workspace_undo_import_finish   (TgWorkspace          *self,
                                                  GAsyncResult         *result,
                                                  GError              **error);

G_END_DECLS
