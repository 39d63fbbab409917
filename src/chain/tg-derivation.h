/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-document.h"
#include "tg-form.h"

G_BEGIN_DECLS

/* Drawing a document from facts: each field of the form that says `from` gets the fact's value,
 * each table that says so gets a row for a row. Pure: facts are handed in, nothing is stored. Any
 * thread. */

/* A fact (or filing) to draw from. Lent. */
typedef struct
{
  const char       *id;
  const char       *type;       /* fact type, or form id */
  const TgDocument *document;
} TgSource;

/* What was drawn from what; a path is "" for the header, or "table/line". */
typedef struct
{
  char *source;
  char *source_kind;
  char *source_path;
  char *target_path;
} TgDerivedLink;

/* Makes the id of a new line. (transfer full) */
typedef char *(*TgNewLine) (gpointer data);

typedef struct
{
  const TgForm   *form;
  const TgSource *sources;      /* several of a type: rows come from all, in this order */
  guint           n_sources;
  TgNewLine       new_line;
  gpointer        data;
  GPtrArray      *links;        /* (nullable): of TgDerivedLink, added to */
} TgDerivation;

/* A new document, not frozen. (transfer full) */
TgDocument    *tg_derivation_make         (const TgDerivation  *self,
                                           GError             **error);
/* Adds one row of `table` drawn from `line` of the source (NULL: from its header), with what it
 * joins. Gives the new line's id. (transfer full) */
char          *tg_derivation_add_row      (const TgDerivation  *self,
                                           TgDocument          *document,
                                           const TgTable       *table,
                                           const TgSource      *source,
                                           const char          *line,
                                           GError             **error);
/* What a `from` gives: "type.field" or "type.table.field". FALSE if it is of another type or
 * table. */
gboolean       tg_derivation_read         (const TgSource      *source,
                                           const char          *line,
                                           const char          *from,
                                           const char         **value);
/* Where in the source that value stands: "field" or "table/line/field". (nullable) (transfer
 * full) */
char          *tg_derivation_dup_path     (const TgSource      *source,
                                           const char          *line,
                                           const char          *from);

TgDerivedLink *tg_derived_link_new        (const char          *source,
                                           const char          *source_kind,
                                           const char          *source_path,
                                           const char          *target_path);
void           tg_derived_link_free       (TgDerivedLink       *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TgDerivedLink, tg_derived_link_free)

G_END_DECLS
