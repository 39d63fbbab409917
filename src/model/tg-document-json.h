/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <json-glib/json-glib.h>

#include "tg-document.h"

G_BEGIN_DECLS

/* A document that came from the network as part of a body: as tg_document_new_from_json(), but a
 * fractional number is refused, since what holds one cannot be signed. */
TgDocument *tg_document_new_from_object (JsonObject  *object,
                                         GError     **error);

G_END_DECLS
