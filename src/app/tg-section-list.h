/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "tg-draft.h"

G_BEGIN_DECLS

/* The sections of a form as a task list: each with its state as icon and word, and the step to
 * sending at the end. Main thread. */
#define TG_TYPE_SECTION_LIST (tg_section_list_get_type ())
G_DECLARE_FINAL_TYPE (TgSectionList, tg_section_list, TG, SECTION_LIST, AdwBin)

/* Signal: chosen (const char *section); "" is checking the answers. */

void tg_section_list_set_draft (TgSectionList *self,
                                TgDraft       *draft);
void tg_section_list_refresh   (TgSectionList *self);
void tg_section_list_select    (TgSectionList *self,
                                const char    *section);

G_END_DECLS
