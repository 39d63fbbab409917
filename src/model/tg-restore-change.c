/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-restore-change.h"

/* Plain values, handed from the store to whoever shows them. */

void
tg_restore_change_free (TgRestoreChange *self)
{
  g_free (self->id);
  g_free (self->type);
  g_free (self->number);
  g_free (self->summary);
  g_free (self);
}

TgRestorePreview *
tg_restore_preview_new (void)
{
  TgRestorePreview *self = g_new0 (TgRestorePreview, 1);

  self->changes = g_ptr_array_new_with_free_func ((GDestroyNotify) tg_restore_change_free);
  return self;
}

void
tg_restore_preview_free (TgRestorePreview *self)
{
  g_ptr_array_unref (self->changes);
  g_free (self);
}

gboolean
tg_restore_preview_is_harmless (const TgRestorePreview *self)
{
  for (guint i = 0; i < TG_N_RESTORE_SUBJECTS; i++)
    if (self->counts[i][TG_RESTORE_LOST] > 0 || self->counts[i][TG_RESTORE_OLDER] > 0)
      return FALSE;
  return TRUE;
}
