/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-machine.h"

G_BEGIN_DECLS

/* A message of a check with its places: `{field}` and `{=EXPRESSION}`. In both languages.
 * Immutable, any thread. */
typedef struct _TgMessage TgMessage;

TgMessage *tg_message_parse  (const TgText   *text,
                              const TgForm   *form,
                              const TgTable  *scope,      /* nullable */
                              GError        **error);
void       tg_message_free   (TgMessage      *self);
TgText    *tg_message_render (TgMessage      *self,
                              TgMachine      *machine);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TgMessage, tg_message_free)

G_END_DECLS
