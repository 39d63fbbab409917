/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-draft-host.h"

/* The interface through which a draft is kept and sent. The workspace implements it; tests have
 * their own. */

G_DEFINE_INTERFACE (TgDraftSaver, tg_draft_saver, G_TYPE_OBJECT)

static void
tg_draft_saver_default_init (TgDraftSaverInterface *iface)
{
}
