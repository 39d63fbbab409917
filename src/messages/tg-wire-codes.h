/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-code-delta.h"

G_BEGIN_DECLS

/* The code tables as the contract carries them: the list of them, which is signed, and a table or
 * what changed in it. Pure; any thread. Readers fail with TG_ERROR_INVALID (the place named) or
 * TG_ERROR_OFFLINE where the body is not the window's at all. */
typedef struct
{
  GPtrArray *tables;         /* of TgCodeMark, each name once */
  GBytes    *signed_bytes;   /* the canonical form of `tables` as it came */
  char      *signature;      /* "": there is none */
} TgManifest;

TgManifest  *tg_wire_read_manifest    (GBytes      *body,
                                       GError     **error);
void         tg_manifest_free         (TgManifest  *self);
/* How large a whole answer with this table may be. */
gsize        tg_wire_get_code_bytes   (const TgCodeMark *mark);
TgCodeDelta *tg_wire_read_code_delta  (GBytes      *body,
                                       GError     **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TgManifest, tg_manifest_free)

G_END_DECLS
