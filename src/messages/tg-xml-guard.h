/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Looks over a foreign XML text before the parser does, in one pass without memory of its own:
 * refuses what is no UTF-8, what declares another encoding, any DTD, and what is over the limits of
 * tg-xml-tree.h. Whether the rest is well-formed is the parser's to say. Pure; any thread. */
gboolean tg_xml_guard_check (const char  *text,
                             gsize        size,
                             GError     **error);

G_END_DECLS
