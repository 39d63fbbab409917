/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-pack-item.h"

G_BEGIN_DECLS

/* A pack's file, looked at: whose it is, what it holds, whether it can be installed. Until then
 * nothing is changed; what was unpacked for the trial goes with it. Main thread. */
#define TG_TYPE_PACK_TRIAL (tg_pack_trial_get_type ())
G_DECLARE_FINAL_TYPE (TgPackTrial, tg_pack_trial, TG, PACK_TRIAL, GObject)

/* Fails where the file is no pack, or none of the project's keys signed it. */
void          tg_pack_trial_open_async      (GFile                *file,
                                             GCancellable         *cancellable,
                                             GAsyncReadyCallback   callback,
                                             gpointer              user_data);
TgPackTrial  *tg_pack_trial_open_finish     (GAsyncResult         *result,
                                             GError              **error);
TgPackItem   *tg_pack_trial_get_pack        (TgPackTrial          *self);
/* Why it can't be installed: it is older than what is there, and so on. NULL: it can. */
const char   *tg_pack_trial_get_reason      (TgPackTrial          *self);
/* On this computer, for all workspaces; a workspace that is open then takes it
 * (tg_workspace_take_packs_async). */
void          tg_pack_trial_install_async   (TgPackTrial          *self,
                                             GCancellable         *cancellable,
                                             GAsyncReadyCallback   callback,
                                             gpointer              user_data);
gboolean      tg_pack_trial_install_finish  (TgPackTrial          *self,
                                             GAsyncResult         *result,
                                             GError              **error);
/* What is installed, the newest first: of TgPackItem. */
void          tg_pack_trial_list_async      (GCancellable         *cancellable,
                                             GAsyncReadyCallback   callback,
                                             gpointer              user_data);
GListModel   *tg_pack_trial_list_finish     (GAsyncResult         *result,
                                             GError              **error);
/* The ids of the keys whose packs are taken now: "a1b2… c3d4…", "" for none. */
void          tg_pack_trial_find_keys_async (GCancellable         *cancellable,
                                             GAsyncReadyCallback   callback,
                                             gpointer              user_data);
char         *tg_pack_trial_find_keys_finish (GAsyncResult        *result,
                                             GError              **error);

G_END_DECLS
