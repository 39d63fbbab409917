/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Whose signature of a pack counts: the project's public key and the one that is to follow it
 * (docs/packs.md). Both are Ed25519, 64 hex digits. Used by one thread. */
typedef struct
{
  char *current;      /* "": this build carries none */
  char *successor;    /* "": none is named */
} TgPackKeys;

/* Those that the program was built with, or of the file that TONGGUAN_PACK_KEYS names. */
TgPackKeys *tg_pack_keys_load    (GError           **error);
TgPackKeys *tg_pack_keys_new     (const char        *current,
                                  const char        *successor,
                                  GError           **error);
/* What a pack that is installed says about the keys: its being signed by the successor makes that
 * the key, and the pack may name the next one. Packs in the order of their dates. */
void        tg_pack_keys_follow  (TgPackKeys        *self,
                                  const char        *key,         /* id of the one that signed it */
                                  const char        *successor);  /* "" for none */
/* TgPackVerify's function; `user_data` is a TgPackKeys. */
gboolean    tg_pack_keys_verify  (const char        *key,
                                  const char        *signature,
                                  GBytes            *body,
                                  gpointer           user_data,
                                  GError           **error);
void        tg_pack_keys_free    (TgPackKeys        *self);
/* 16 hex digits by which a public key is named. (transfer full) (nullable) */
char       *tg_pack_keys_dup_id  (const char        *public_key);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TgPackKeys, tg_pack_keys_free)

G_END_DECLS
