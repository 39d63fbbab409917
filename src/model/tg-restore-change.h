/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  TG_RESTORE_LOST,        /* is here now, and not in the backup */
  TG_RESTORE_OLDER,       /* is in both, and was changed since the backup */
  TG_RESTORE_BACK,        /* is in the backup, and not here now */
} TgRestoreEffect;

typedef enum
{
  TG_RESTORE_FILING,
  TG_RESTORE_FACT,
  TG_RESTORE_RECEIPT,
} TgRestoreSubject;

#define TG_N_RESTORE_EFFECTS  3
#define TG_N_RESTORE_SUBJECTS 3

/* What a restore would do to one filing, fact or receipt. Texts are never NULL. */
typedef struct
{
  TgRestoreSubject  subject;
  TgRestoreEffect   effect;
  char             *id;
  char             *type;        /* form, fact type, or the receipt's status */
  char             *number;
  char             *summary;
  gint64            updated;     /* µs UTC, as it stands now */
  gboolean          is_sent;     /* at the window: if lost, it comes back with the next sync */
} TgRestoreChange;

/* All of them counted, the first few hundred listed. Immutable. */
typedef struct
{
  guint      counts[TG_N_RESTORE_SUBJECTS][TG_N_RESTORE_EFFECTS];
  guint      n_sent;             /* of the filings that are lost: at the window */
  GPtrArray *changes;            /* of TgRestoreChange */
} TgRestorePreview;

TgRestorePreview *tg_restore_preview_new  (void);
void              tg_restore_preview_free (TgRestorePreview *self);
/* Whether nothing that is here now would be lost or become older. */
gboolean          tg_restore_preview_is_harmless (const TgRestorePreview *self);
void              tg_restore_change_free  (TgRestoreChange  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TgRestorePreview, tg_restore_preview_free)

G_END_DECLS
