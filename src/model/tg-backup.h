/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* One backup of a workspace: a file, and what it says of itself. Immutable, any thread. */
#define TG_TYPE_BACKUP (tg_backup_get_type ())
G_DECLARE_FINAL_TYPE (TgBackup, tg_backup, TG, BACKUP, GObject)

typedef enum
{
  TG_BACKUP_CLOSE,        /* by itself, when the workspace is closed */
  TG_BACKUP_HAND,         /* asked for */
  TG_BACKUP_UPGRADE,      /* before the store is brought to a newer version */
  TG_BACKUP_RESTORE,      /* before another backup is put back */
  TG_BACKUP_EXPORT,       /* a file that goes elsewhere */
} TgBackupReason;

typedef enum
{
  TG_BACKUP_KEY_MISSING,  /* restored only where the keyring has it */
  TG_BACKUP_KEY_OPEN,     /* in the backup as it is: practice workspaces */
  TG_BACKUP_KEY_WRAPPED,  /* in the backup, under the person's passphrase */
} TgBackupKey;

typedef enum
{
  TG_BACKUP_UNCHECKED,
  TG_BACKUP_GOOD,         /* every byte is as it was written, and the store in it is whole */
  TG_BACKUP_BAD,
} TgBackupVerdict;

/* What there is to know of one. Texts are never NULL. */
typedef struct
{
  char            *path;
  gint64           time;          /* µs UTC */
  TgBackupReason   reason;
  TgBackupVerdict  verdict;
  char            *problem;       /* what is wrong with it, "" if nothing is known to be */
  gint64           bytes;         /* of the file */
  int              schema;
  char            *title;         /* the enterprise's name */
  char            *environment;
  TgBackupKey      key;
  char            *key_check;     /* the same for the same key */
  gint64           n_filings;
  gint64           n_facts;
  gint64           n_receipts;
  gint64           n_attachments;
} TgBackupFields;

TgBackup             *tg_backup_new             (const TgBackupFields *fields);   /* copied */
const TgBackupFields *tg_backup_get_fields      (TgBackup             *self);
/* The name of the file without its folder. */
char                 *tg_backup_dup_name        (TgBackup             *self);

const char           *tg_backup_reason_to_name  (TgBackupReason        reason);
gboolean              tg_backup_reason_parse    (const char           *name,
                                                 TgBackupReason       *reason);
const char           *tg_backup_key_to_name     (TgBackupKey           key);
TgBackupKey           tg_backup_key_parse       (const char           *name);

void                  tg_backup_fields_clear    (TgBackupFields       *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TgBackupFields, tg_backup_fields_clear)

G_END_DECLS
