/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "tg-text.h"

G_BEGIN_DECLS

/* A dated pack of forms, facts, rule sets and code tables: one signed file (docs/packs.md).
 * Immutable, reference-counted, any thread. */
typedef struct
{
  char  *path;         /* "forms/<id>/<version>/form.json", "codes/<table>.csv", … */
  char  *text;
} TgPackFile;

typedef struct
{
  gatomicrefcount  refs;
  char            *key;         /* id of the key that signed it */
  char            *id;          /* the series that the version counts in */
  guint            version;
  char            *date;
  char            *valid_from;  /* "" open; said to the person, nothing expires by it */
  char            *valid_to;
  TgText          *title;
  char           **sources;
  char            *successor;   /* public key in hex, "" none */
  GHashTable      *tables;      /* name of a code table → TgText, its title */
  GPtrArray       *files;       /* of TgPackFile, by path */
} TgPack;

#define TG_PACK_SUFFIX    ".tgpack"
#define TG_PACK_MAX_BYTES (16 * 1024 * 1024)
#define TG_PACK_MAX_FILES 2000

/* Whether the key of this id signed these bytes; sets the error where it did not. */
typedef gboolean (*TgPackVerify) (const char  *key,
                                  const char  *signature,
                                  GBytes      *body,
                                  gpointer     user_data,
                                  GError     **error);

/* Nothing of the body is looked at before `verify` said yes. */
TgPack   *tg_pack_read          (GBytes        *file,
                                 TgPackVerify   verify,
                                 gpointer       user_data,
                                 GError       **error);
/* What is signed: strictly read, and refused where it is not in canonical form. */
TgPack   *tg_pack_read_body     (GBytes        *body,
                                 GError       **error);
TgPack   *tg_pack_ref           (TgPack        *self);
void      tg_pack_unref         (TgPack        *self);
/* "codes, forms": what it holds. (transfer full) */
char     *tg_pack_dup_kinds     (const TgPack  *self);
/* "official 3". (transfer full) */
char     *tg_pack_dup_name      (const TgPack  *self);
gboolean  tg_pack_is_id         (const char    *id);
gboolean  tg_pack_is_path       (const char    *path);
/* The head and the body as one file. */
GBytes   *tg_pack_join          (const char    *key,
                                 const char    *signature,
                                 GBytes        *body);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TgPack, tg_pack_unref)

G_END_DECLS
