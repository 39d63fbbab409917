/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The first key, or a paste, replaces what stands in an entry that the caret has just come to, as a
 * selected text is replaced. The selection alone does not do: on X11 the old entry's, given up a
 * moment ago, may take the new entry's with it. A click puts the caret where the person wants it,
 * and then nothing is replaced. Main thread. */

/* Once, when the entry is made. */
void tg_first_key_attach (GtkEntry *entry);
/* The caret has come to the entry, or stays while another text comes under it. Selects all. */
void tg_first_key_renew  (GtkEntry *entry);

G_END_DECLS
