/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What a window says that a code table of its is: a line of its manifest. */
typedef struct
{
  char   *table;
  char   *version;
  gint64  rows;
  gint64  bytes;
  char   *sha256;       /* over all rows, in hexadecimal */
} TgCodeMark;

/* A row that is put in place of the one with its code and first day, or goes. */
typedef struct
{
  char *code;
  char *valid_from;
  char *row;            /* canonical JSON; NULL: it goes */
} TgCodeChange;

/* What leads to a version of a table: from an older one, or from nothing. */
typedef struct
{
  char      *table;
  char      *version;
  char      *sha256;
  char      *from;      /* NULL: these are all rows */
  GPtrArray *changes;   /* of TgCodeChange */
} TgCodeDelta;

TgCodeMark   *tg_code_mark_new        (const char   *table,
                                       const char   *version,
                                       const char   *sha256);
void          tg_code_mark_free       (TgCodeMark   *self);
void          tg_code_change_free     (TgCodeChange *self);
void          tg_code_delta_free      (TgCodeDelta  *self);
/* By number where both have digits, so that 2026-01.10 comes after 2026-01.9; as strcmp(). */
int           tg_code_delta_compare_versions (const char *a,
                                              const char *b);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TgCodeMark, tg_code_mark_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TgCodeChange, tg_code_change_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TgCodeDelta, tg_code_delta_free)

G_END_DECLS
