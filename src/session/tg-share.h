/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What one agency gets of a filing, as people read it before it is sent: titles of blocks with
 * commas between, "" for none. Immutable, any thread. */
#define TG_TYPE_SHARE (tg_share_get_type ())
G_DECLARE_FINAL_TYPE (TgShare, tg_share, TG, SHARE, GObject)

TgShare    *tg_share_new          (const char *agency,
                                   const char *name,
                                   const char *blocks,
                                   const char *may,
                                   const char *changed);
const char *tg_share_get_agency   (TgShare    *self);    /* code of `agency` */
const char *tg_share_get_name     (TgShare    *self);
const char *tg_share_get_blocks   (TgShare    *self);    /* that it gets */
const char *tg_share_get_may      (TgShare    *self);    /* that it may ask for */
/* of both, what an amendment opens again; "": nothing, or nothing was sent before */
const char *tg_share_get_changed  (TgShare    *self);
/* all of it in words, one line each */
char       *tg_share_dup_summary  (TgShare    *self);

G_END_DECLS
