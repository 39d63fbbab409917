/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-backup-words.h"

#include <glib/gi18n-lib.h>

#include "tg-backup-rule.h"

/* What a person reads of backups, in the window and on the command line. */

char *
tg_backup_words_dup_rule (void)
{
  return g_strdup_printf (_("A backup is made each time the workspace is closed. Of these the last "
                            "of each of the last %d days, %d weeks and %d months is kept; those "
                            "before an upgrade or a restore stay for a year, those that you make "
                            "yourself until you remove them."),
                          TG_BACKUP_DAYS, TG_BACKUP_WEEKS, TG_BACKUP_MONTHS);
}

const char *
tg_backup_words_get_reason (TgBackup *backup)
{
  switch (tg_backup_get_fields (backup)->reason)
    {
    case TG_BACKUP_CLOSE:
      return _("On closing");
    case TG_BACKUP_HAND:
      return _("Made by you");
    case TG_BACKUP_UPGRADE:
      return _("Before an upgrade");
    case TG_BACKUP_RESTORE:
      return _("Before a restore");
    case TG_BACKUP_EXPORT:
      return _("Exported");
    }
  g_return_val_if_reached ("");
}

const char *
tg_backup_words_get_verdict (TgBackup *backup)
{
  switch (tg_backup_get_fields (backup)->verdict)
    {
    case TG_BACKUP_UNCHECKED:
      return _("Not verified");
    case TG_BACKUP_GOOD:
      return _("Verified");
    case TG_BACKUP_BAD:
      return _("Damaged");
    }
  g_return_val_if_reached ("");
}

const char *
tg_backup_words_get_key (TgBackup *backup)
{
  switch (tg_backup_get_fields (backup)->key)
    {
    case TG_BACKUP_KEY_OPEN:
      return _("Can be restored anywhere");
    case TG_BACKUP_KEY_WRAPPED:
      return _("Can be restored anywhere with the passphrase");
    case TG_BACKUP_KEY_MISSING:
      return _("Can be restored on this computer only");
    }
  g_return_val_if_reached ("");
}

char *
tg_backup_words_dup_contents (TgBackup *backup)
{
  const TgBackupFields *fields = tg_backup_get_fields (backup);
  guint n_filings = (guint) fields->n_filings;
  guint n_facts = (guint) fields->n_facts;
  guint n_receipts = (guint) fields->n_receipts;
  guint n_attachments = (guint) fields->n_attachments;

  return g_strdup_printf (_("%u filings, %u facts, %u receipts, %u attachments"), n_filings,
                          n_facts, n_receipts, n_attachments);
}
