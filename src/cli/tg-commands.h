/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-cli.h"

G_BEGIN_DECLS

/* One function a command, each in its own file. They print what they found and give the exit code;
 * an error is printed by who calls them. */
int tg_command_accounts_run (TgCli *cli, GError **error);
int tg_command_ask_run      (TgCli *cli, GError **error);
int tg_command_attach_run   (TgCli *cli, GError **error);
int tg_command_backup_run   (TgCli *cli, GError **error);
int tg_command_certificate_run (TgCli *cli, GError **error);
int tg_command_check_run    (TgCli *cli, GError **error);
int tg_command_codes_run    (TgCli *cli, GError **error);
int tg_command_connect_run  (TgCli *cli, GError **error);
int tg_command_doctor_run   (TgCli *cli, GError **error);
int tg_command_drafts_run   (TgCli *cli, GError **error);
int tg_command_dxp_run      (TgCli *cli, GError **error);
int tg_command_export_run   (TgCli *cli, GError **error);
int tg_command_facts_run    (TgCli *cli, GError **error);
int tg_command_forms_run    (TgCli *cli, GError **error);
int tg_command_import_run   (TgCli *cli, GError **error);
int tg_command_line_run     (TgCli *cli, GError **error);
int tg_command_list_run     (TgCli *cli, GError **error);
int tg_command_match_run    (TgCli *cli, GError **error);
/* The chain board. */
int tg_command_match_list   (TgCli *cli);
int tg_command_merge_run   (TgCli *cli, GError **error);
int tg_command_new_run      (TgCli *cli, GError **error);
int tg_command_packs_run    (TgCli *cli, GError **error);
int tg_command_print_run    (TgCli *cli, GError **error);
int tg_command_quota_run    (TgCli *cli, GError **error);
int tg_command_receipts_run (TgCli *cli, GError **error);
int tg_command_redraw_run   (TgCli *cli, GError **error);
int tg_command_resend_run   (TgCli *cli, GError **error);
int tg_command_sample_run   (TgCli *cli, GError **error);
int tg_command_set_run      (TgCli *cli, GError **error);
int tg_command_show_run     (TgCli *cli, GError **error);
int tg_command_submit_run   (TgCli *cli, GError **error);
int tg_command_sync_run     (TgCli *cli, GError **error);
int tg_command_tables_run   (TgCli *cli, GError **error);
int tg_command_undo_run     (TgCli *cli, GError **error);
int tg_command_walk_run     (TgCli *cli, GError **error);
int tg_command_withdraw_run (TgCli *cli, GError **error);

G_END_DECLS
