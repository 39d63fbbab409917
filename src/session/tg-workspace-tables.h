/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-workspace.h"

G_BEGIN_DECLS

/* The code tables that this workspace reads: of the program, of packs, and of its window. */
typedef struct
{
  char     *name;
  char     *title;          /* in the language in force */
  char     *version;
  char     *source;
  guint     n_rows;
  gboolean  is_of_window;   /* it is another than the program's */
} TgTableState;

void        tg_table_state_free                  (TgTableState         *self);

/* Fetches from the window what differs, now; errors as tg_code_exchange_run_async(). */
void        tg_workspace_update_tables_async     (TgWorkspace          *self,
                                                  GCancellable         *cancellable,
                                                  GAsyncReadyCallback   callback,
                                                  gpointer              user_data);
gboolean    tg_workspace_update_tables_finish    (TgWorkspace          *self,
                                                  GAsyncResult         *result,
                                                  GError              **error);
/* Why the window's tables were not taken the last time, for the person; "": they were, or it was
 * not asked yet. TG_CHANGE_TABLES tells when that changes. */
const char *tg_workspace_get_tables_fault        (TgWorkspace          *self);
/* Of TgTableState, by name. */
void        tg_workspace_list_tables_async       (TgWorkspace          *self,
                                                  GCancellable         *cancellable,
                                                  GAsyncReadyCallback   callback,
                                                  gpointer              user_data);
GPtrArray  *tg_workspace_list_tables_finish      (TgWorkspace          *self,
                                                  GAsyncResult         *result,
                                                  GError              **error);

G_END_DECLS
