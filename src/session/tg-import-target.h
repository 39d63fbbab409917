/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What a TgImportTarget says; all copied. */
typedef struct
{
  const char *path;    /* "order_no", "goods/qty"; "" leaves the column out */
  const char *label;   /* in the language in force */
} TgImportTargetFields;

/* A field that a column of an import can go to. Immutable, main thread. */
#define TG_TYPE_IMPORT_TARGET (tg_import_target_get_type ())
G_DECLARE_FINAL_TYPE (TgImportTarget, tg_import_target, TG, IMPORT_TARGET, GObject)

TgImportTarget *            tg_import_target_new        (const TgImportTargetFields *fields);
const TgImportTargetFields *tg_import_target_get_fields (TgImportTarget             *self);

G_END_DECLS
