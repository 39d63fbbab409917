/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A table as dBASE and FoxPro keep it (.dbf), with its long texts (.fpt), text in GB18030: what the
 * tax offices publish. Strict: a file that does not add up is refused with the place. Reads what it
 * was handed and nothing else. Immutable, any thread. */
typedef struct _TgDbf TgDbf;

#define TG_DBF_MAX_BYTES      (256 * 1024 * 1024)
#define TG_DBF_MAX_ROWS       1000000
#define TG_DBF_MAX_FIELDS     255
#define TG_DBF_MAX_MEMO_BYTES 65536

/* `memo` NULL where there is no such file: then a text in it cannot be read. */
TgDbf      *tg_dbf_new            (GBytes       *table,
                                   GBytes       *memo,
                                   GError      **error);
void        tg_dbf_free           (TgDbf        *self);

guint       tg_dbf_get_n_fields   (const TgDbf  *self);
/* In capitals. */
const char *tg_dbf_get_field_name (const TgDbf  *self,
                                   guint         field);
/* By its name in capitals; -1: there is none. */
int         tg_dbf_find_field     (const TgDbf  *self,
                                   const char   *name);
guint       tg_dbf_get_n_rows     (const TgDbf  *self);   /* with those that are deleted */
gboolean    tg_dbf_is_deleted     (const TgDbf  *self,
                                   guint         row);
/* In UTF-8 without blanks at its ends. (transfer full) */
char       *tg_dbf_dup_value      (const TgDbf  *self,
                                   guint         row,
                                   guint         field,
                                   GError      **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TgDbf, tg_dbf_free)

G_END_DECLS
