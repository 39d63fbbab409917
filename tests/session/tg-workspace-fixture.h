/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-issue.h"
#include "tg-workspace.h"

G_BEGIN_DECLS

/* A workspace on a folder of its own, and what a test does with one in a line. Each waits; what is
 * asked for must be there. */
typedef struct
{
  char        *folder;
  TgWorkspace *workspace;
} TgWorkspaceFixture;

TgWorkspace *tg_workspace_fixture_open (const char *folder);
void tg_workspace_fixture_close (TgWorkspace *workspace);
void tg_workspace_fixture_set_up (TgWorkspaceFixture *fixture,
                                  gconstpointer data);
/* With the sample company. */
void tg_workspace_fixture_set_up_sample (TgWorkspaceFixture *fixture,
                                         gconstpointer data);
void tg_workspace_fixture_tear_down (TgWorkspaceFixture *fixture,
                                     gconstpointer data);
void tg_workspace_fixture_restart (TgWorkspaceFixture *fixture);
TgDraft *tg_workspace_fixture_new_draft (TgWorkspace *workspace,
                                         const char *form,
                                         const char *from);
TgDraft *tg_workspace_fixture_open_draft (TgWorkspace *workspace,
                                          const char *id);
void tg_workspace_fixture_flush (TgDraft *draft);
void tg_workspace_fixture_load_rows (GListModel *list);
void tg_workspace_fixture_wait (guint milliseconds);
void tg_workspace_fixture_wait_filled (GListModel *list);
void tg_workspace_fixture_load_sample (TgWorkspace *workspace);
char *tg_workspace_fixture_find_filing (TgWorkspace *workspace,
                                        const char *number);
char *tg_workspace_fixture_find_fact (TgWorkspace *workspace,
                                      const char *type,
                                      const char *number);
gboolean tg_workspace_fixture_has_todo (GListModel *todo,
                                        const char *kind,
                                        const char *subject);

/* Waits until the list has, or has no longer, what is due of a kind; fails after ten seconds. */
void tg_workspace_fixture_wait_todo (GListModel *todo,
                                     const char *kind,
                                     const char *subject,
                                     gboolean    is_wanted);

/* The path is a pattern, such as "goods/?*". (nullable) (transfer full) */
TgIssue *tg_workspace_fixture_find_issue (TgDraft *draft,
                                          const char *id,
                                          const char *path);
gboolean tg_workspace_fixture_has_issue (TgDraft *draft,
                                         const char *id,
                                         const char *path);
/* Whether it comes, or goes; what stands beside the draft is read again meanwhile. */
gboolean tg_workspace_fixture_comes_unasked (TgDraft *draft,
                                             const char *id,
                                             const char *path,
                                             gboolean wanted);
/* After a check. */
gboolean tg_workspace_fixture_comes (TgDraft *draft,
                                     const char *id,
                                     const char *path,
                                     gboolean wanted);
void tg_workspace_fixture_set_cell (TgDraft *draft,
                                    const char *table,
                                    guint position,
                                    const char *field,
                                    const char *value);
const char *tg_workspace_fixture_get_cell (TgDraft *draft,
                                           const char *table,
                                           guint position,
                                           const char *field);

G_END_DECLS
