/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-backup.h"

G_BEGIN_DECLS

/* Which are kept, for how long. */
char       *tg_backup_words_dup_rule     (void);
const char *tg_backup_words_get_reason   (TgBackup *backup);
const char *tg_backup_words_get_verdict  (TgBackup *backup);
/* Whether it can be restored elsewhere, and with what. */
const char *tg_backup_words_get_key      (TgBackup *backup);
/* "12 filings, 40 facts, 3 receipts, 2 attachments" */
char       *tg_backup_words_dup_contents (TgBackup *backup);

G_END_DECLS
