/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What a person fills in: header fields and line tables, every value text. A line has an id
 * (`_line`) that is never reused; a path is `field` or `table/<line>/field`. Reference-counted; a
 * document that others may see is frozen (`tg_document_freeze`) and then immutable on any thread;
 * a copy of it can be changed. Members that the form does not know are kept. NULL and "" are the
 * same: no value. */
typedef struct _TgDocument TgDocument;

TgDocument         *tg_document_new           (void);
TgDocument         *tg_document_new_from_json (const char        *text,
                                               gssize             length,
                                               GError           **error);
TgDocument         *tg_document_ref           (TgDocument        *self);
void                tg_document_unref         (TgDocument        *self);
TgDocument         *tg_document_copy          (const TgDocument  *self);
TgDocument         *tg_document_freeze        (TgDocument        *self);
gboolean            tg_document_equal         (const TgDocument  *a,
                                               const TgDocument  *b);
char               *tg_document_to_json       (const TgDocument  *self);   /* canonical, RFC 8785 */

const char         *tg_document_get           (const TgDocument  *self,
                                               /* "" when there is none */
                                               const char        *path);
gboolean            tg_document_set           (TgDocument        *self,
                                               const char        *path,
                                               const char        *value,
                                               GError           **error);
/* Both lists are lent until the document is changed. */
/* header fields with a value */
const char * const *tg_document_get_keys      (const TgDocument  *self);
const char * const *tg_document_get_tables    (const TgDocument  *self);
/* Columns that any line of a table has or had a value in; valid until the document changes or
 * goes. */
const char * const *tg_document_get_columns   (const TgDocument  *self,
                                               const char        *table);

guint               tg_document_get_n_lines   (const TgDocument  *self,
                                               const char        *table);
const char         *tg_document_get_line_id   (const TgDocument  *self,
                                               const char        *table,
                                               guint              position);
int                 tg_document_find_line     (const TgDocument  *self,
                                               const char        *table,
                                               const char        *line_id); /* -1: none */
const char         *tg_document_get_cell      (const TgDocument  *self,
                                               const char        *table,
                                               guint              position,
                                               const char        *field);
gboolean            tg_document_add_line      (TgDocument        *self,
                                               const char        *table,
                                               const char        *line_id,
                                               int                position,  /* -1: at the end */
                                               GError           **error);
gboolean            tg_document_remove_line   (TgDocument        *self,
                                               const char        *table,
                                               const char        *line_id,
                                               GError           **error);
gboolean            tg_document_move_line     (TgDocument        *self,
                                               const char        *table,
                                               const char        *line_id,
                                               int                position,
                                               GError           **error);
/* One line as JSON, to undo its removal. */
char               *tg_document_line_to_json  (const TgDocument  *self,
                                               const char        *table,
                                               const char        *line_id);
gboolean            tg_document_put_line_json (TgDocument        *self,
                                               const char        *table,
                                               int                position,
                                               const char        *json,
                                               GError           **error);

char               *tg_path_new               (const char        *table,
                                               const char        *line_id,
                                               const char        *field);
/* `table` and `line_id` become NULL for a header field. */
gboolean            tg_path_split             (const char        *path,
                                               char             **table,
                                               char             **line_id,
                                               char             **field);

/* RFC 6901 pointers into the document that was sent: "/goods/2/qty" is "goods/<line>/qty". NULL
 * where it points to nothing that the document could have. (transfer full) */
char               *tg_pointer_to_path        (const TgDocument  *sent,
                                               const char        *pointer);
char               *tg_path_to_pointer        (const TgDocument  *sent,
                                               const char        *path);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TgDocument, tg_document_unref)

G_END_DECLS
