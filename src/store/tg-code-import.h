/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-dated-code.h"

G_BEGIN_DECLS

/* A code table of this computer that somebody imported: a file of the same schema as codes.db,
 * beside the workspaces. Rows are added and brought up to date, none is removed. Waits; any
 * thread. */
typedef struct
{
  const char *table;
  const char *title_zh;
  const char *title_en;
  const char *version;       /* the day of the import */
  const char *source;        /* name of the file */
  GPtrArray  *rows;          /* of TgDatedCode */
  gboolean    is_trial;      /* only counts: nothing is kept */
  const char *vfs;           /* (nullable) */
} TgCodeImport;

/* In one transaction; makes the file if need be. */
gboolean tg_code_import_run (const TgCodeImport  *self,
                             const char          *path,
                             guint               *n_new,
                             guint               *n_changed,
                             GError             **error);

G_END_DECLS
