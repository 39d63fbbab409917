/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "tg-workspace.h"

G_BEGIN_DECLS

/* What a document was drawn from and what it is used in, each a link that opens it. Invisible while
 * there is neither. Main thread. */
#define TG_TYPE_RELATION_LIST (tg_relation_list_get_type ())
G_DECLARE_FINAL_TYPE (TgRelationList, tg_relation_list, TG, RELATION_LIST, AdwBin)

/* To be called once. */
void tg_relation_list_set_subject (TgRelationList *self,
                                   TgWorkspace    *workspace,
                                   const char     *id);

G_END_DECLS
