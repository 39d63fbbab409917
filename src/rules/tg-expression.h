/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-form.h"
#include "tg-value.h"

G_BEGIN_DECLS

/* The compiled form of one expression: a tree of nodes. Immutable once parsed, freed as a whole,
 * any thread. */

#define TG_EXPRESSION_MAX_BYTES 4096
#define TG_EXPRESSION_MAX_DEPTH 32

typedef enum
{
  TG_NODE_LITERAL,
  TG_NODE_FIELD,
  TG_NODE_NOT,
  TG_NODE_AND,
  TG_NODE_OR,
  TG_NODE_COMPARE,
  TG_NODE_IN,
  TG_NODE_MATCH,
  TG_NODE_ARITHMETIC,
  TG_NODE_NEGATE,
  TG_NODE_SPAN,
  TG_NODE_IF,
  TG_NODE_CALL,
  TG_NODE_POSITION,
  TG_NODE_PREVIOUS,
  TG_NODE_AGGREGATE,
} TgNodeKind;

/* Where a field's value is read. */
typedef enum
{
  TG_PLACE_HEAD,
  TG_PLACE_SCOPE,      /* the row that is being checked */
  TG_PLACE_ROW,        /* the row that a sum runs over */
  TG_PLACE_OTHER,      /* another document */
} TgPlace;

typedef enum
{
  TG_AGGREGATE_SUM,
  TG_AGGREGATE_COUNT,
  TG_AGGREGATE_DISTINCT,
  TG_AGGREGATE_ANY,
  TG_AGGREGATE_ALL,
  TG_AGGREGATE_MIN,
  TG_AGGREGATE_MAX,
} TgAggregate;

typedef struct _TgNode TgNode;
typedef struct _TgFunction TgFunction;

struct _TgNode
{
  TgNodeKind        kind;
  guint             depth;
  gboolean          uses_row;       /* reads the row that a sum runs over */
  gboolean          uses_scope;     /* differs from row to row of the table that is checked */
  gboolean          numeric;        /* gives a number, or text of a numeric field */
  GPtrArray        *children;       /* of TgNode, nullable */
  char             *text;           /* of a literal; the field's key */
  TgValue           value;          /* of a literal */
  TgComparison      comparison;
  char              operator;       /* + - * / of arithmetic; d m y of a span */
  GRegex           *pattern;
  const TgFunction *function;
  /* A field, or the table of an aggregate: */
  TgPlace           place;
  char             *relation;       /* "other.order"; NULL: this document */
  char             *table;          /* nullable */
  const TgField    *field;          /* nullable: of a document whose form is not known here */
  /* An aggregate: */
  TgAggregate       aggregate;
  const TgTable    *row_form;       /* nullable: of another document */
  TgNode           *operand;        /* over the row; nullable for count, any, all */
  GPtrArray        *row_keys;       /* equalities: these over the row … */
  GPtrArray        *outer_keys;     /* … are these outside it */
  GPtrArray        *filters;        /* conditions on the row alone */
  GPtrArray        *rest;           /* conditions that need both */
};

/* `scope`: the table whose rows it is evaluated for, NULL for the header. Fails with
 * TG_ERROR_INVALID and the position. */
TgNode   *tg_expression_parse      (const char         *text,
                                    const TgForm       *form,
                                    const TgTable      *scope,
                                    GError            **error);
void      tg_node_free             (TgNode             *self);
/* Calls back for each own field ("field" or "table/field") that the expression reads. */
typedef void (*TgInputFunc)        (const char         *path,
                                    gpointer            data);
void      tg_node_foreach_input    (const TgNode       *self,
                                    TgInputFunc         func,
                                    gpointer            data);
/* For each other document, "other.order", that it reads. */
void      tg_node_foreach_other    (const TgNode       *self,
                                    TgInputFunc         func,
                                    gpointer            data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TgNode, tg_node_free)

G_END_DECLS
