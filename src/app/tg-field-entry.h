/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-draft.h"
#include "tg-workspace.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* An entry that shows one value of a draft: as people read it while the caret is elsewhere, as
 * typed while it is here. Typing reaches the draft as it happens; leaving or Return commits.
 * Offers the code list of a code field, steps dates, and shows what is wrong. Whoever owns it
 * tells it when the draft has changed. Main thread. */
#define TG_TYPE_FIELD_ENTRY (tg_field_entry_get_type ())
G_DECLARE_FINAL_TYPE (TgFieldEntry, tg_field_entry, TG, FIELD_ENTRY, GtkEntry)

/* Signal: done (): Return was pressed and the value committed. */

GtkWidget  *tg_field_entry_new        (TgWorkspace    *workspace,   /* nullable: no code lists */
                                       TgDraft        *draft,
                                       const TgField  *field);
const char *tg_field_entry_get_path   (TgFieldEntry   *self);
/* Commits what was typed under the old path first. NULL: shows nothing and takes nothing. */
void        tg_field_entry_set_path   (TgFieldEntry   *self,
                                       const char     *path);
void        tg_field_entry_refresh    (TgFieldEntry   *self);
void        tg_field_entry_commit     (TgFieldEntry   *self);
gboolean    tg_field_entry_is_typing  (TgFieldEntry   *self);
gboolean    tg_field_entry_open_codes (TgFieldEntry   *self);       /* FALSE: it has no code list */

G_END_DECLS
