/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-backup.h"

G_BEGIN_DECLS

/* Which backups of backups/ stay: of those made by themselves the last of each of the last
 * TG_BACKUP_DAYS days, TG_BACKUP_WEEKS weeks and TG_BACKUP_MONTHS months in which there is one;
 * those before an upgrade or a restore for TG_BACKUP_MONTHS months; those asked for, always. The
 * session puts it in words. A day is one in China. */
#define TG_BACKUP_DAYS   7
#define TG_BACKUP_WEEKS  4
#define TG_BACKUP_MONTHS 12
#define TG_BACKUP_SUFFIX ".tgbackup"

/* tongguan-20261126-120000-close.tgbackup, the time in UTC. */
char      *tg_backup_rule_make_name     (gint64               time,
                                    TgBackupReason       reason);
gboolean   tg_backup_rule_parse_name    (const char          *name,
                                    gint64              *time,
                                    TgBackupReason      *reason);
/* Which of `names` (as made above) may go, with `now` as the time. (transfer container) */
GPtrArray *tg_backup_rule_list_stale    (GPtrArray           *names,
                                    gint64               now);
/* Removes what may go from `folder`, and what one that was never finished left there. */
gboolean   tg_backup_rule_prune         (const char          *folder,
                                    gint64               now,
                                    GError             **error);
/* Removes all of the latter, of however late: nobody else may have the workspace open. */
void       tg_backup_rule_clear_left_over (const char       *folder);
/* The names of all backups in `folder`, newest first; none if there is no such folder. */
GPtrArray *tg_backup_rule_list_names    (const char          *folder,
                                    GError             **error);

G_END_DECLS
