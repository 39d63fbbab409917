/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-document.h"

G_BEGIN_DECLS

/* How a document lies in memory: for the files tg-document*.c only. A value is a reference-counted
 * string, so that a copy of 10,000 lines copies pointers. One that begins with TG_RAW_MARK holds
 * the JSON of a member that is not text (a number, an object of a newer form): kept as it came. A
 * text cannot begin so, since control characters are refused. */

#define TG_RAW_MARK '\001'
#define TG_MAX_KEY 100
#define TG_MAX_LINE_ID 64
#define TG_MAX_VALUE (256 * 1024)
#define TG_MAX_LINES 100000
#define TG_MAX_TABLES 64
#define TG_MAX_KEYS 4000

typedef struct
{
  char   *id;
  guint   position;
  guint   n_cells;
  char  **cells;          /* by column; NULL: no value */
} TgLine;

typedef struct
{
  char       *key;
  GPtrArray  *columns;    /* of char *, keys in the order of their appearance */
  GHashTable *by_key;     /* key → column + 1 */
  GPtrArray  *lines;      /* of TgLine */
  GHashTable *by_id;      /* id → TgLine */
} TgLines;

struct _TgDocument
{
  gatomicrefcount  refs;
  gboolean         frozen;
  GHashTable      *header;        /* key → value */
  GHashTable      *tables;        /* key → TgLines */
  char           **keys;          /* cache of tg_document_get_keys, nullable */
  char           **table_keys;
};

TgLines *tg_document_find_lines (const TgDocument  *self,
                                 const char        *table);
TgLines *tg_document_make_lines (TgDocument        *self,
                                 const char        *table,
                                 GError           **error);
TgLine  *tg_lines_insert        (TgLines           *self,
                                 const char        *line_id,
                                 int                position,
                                 GError           **error);
gboolean tg_lines_put           (TgLines           *self,
                                 TgLine            *line,
                                 const char        *key,
                                 const char        *value,
                                 GError           **error);
void     tg_document_put_header (TgDocument        *self,
                                 const char        *key,
                                 const char        *value);
gboolean tg_document_check_key  (const char        *key,
                                 GError           **error);
gboolean tg_document_check_text (const char        *value,
                                 const char        *key,
                                 GError           **error);

G_END_DECLS
