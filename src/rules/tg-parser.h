/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-expression-token.h"
#include "tg-expression.h"

G_BEGIN_DECLS

/* The state of the parser and its hands: for the files tg-parser.c and tg-expression-*.c only. */
typedef struct
{
  GArray         *tokens;
  guint           next;
  guint           nesting;
  const TgForm   *form;
  const TgTable  *scope;            /* nullable */
  gboolean        in_aggregate;
  const char     *row_relation;     /* of the innermost aggregate */
  const char     *row_table;
  const TgTable  *row_form;         /* nullable: of another document */
  GError         *error;
} TgParser;

const TgToken *tg_parser_peek (TgParser *p,
                               guint     ahead);
TgNode *tg_parser_fail (TgParser   *p,
                        const char *format,
                        ...) G_GNUC_PRINTF (2, 3);
const char *tg_parser_need_word (TgParser *p);
TgNode *tg_parser_new_node (TgNodeKind kind);
TgNode *tg_parser_add_child (TgParser *p,
                             TgNode   *node,
                             TgNode   *child);
TgNode *tg_parser_new_constant (TgValue value);
const TgField *tg_parser_find_column (const TgTable *table,
                                      const char    *key);
TgNode *tg_parser_new_field (TgPlace        place,
                             const char    *relation,
                             const char    *table,
                             const char    *key,
                             const TgField *field);
gboolean tg_expression_is_table_ahead (TgParser *p);
TgNode *tg_expression_parse_aggregate (TgParser    *p,
                                       TgAggregate  aggregate);
TgNode *tg_expression_parse_unique (TgParser *p);
TgNode *tg_expression_parse_previous (TgParser *p);
TgNode *tg_expression_parse_position (TgParser *p);
TgNode *tg_expression_parse_any (TgParser *p);
gboolean tg_parser_is_symbol (TgParser   *p,
                              guint       ahead,
                              const char *text);
gboolean tg_parser_is_word (TgParser   *p,
                            guint       ahead,
                            const char *text);
gboolean tg_parser_take_symbol (TgParser   *p,
                                const char *text);
gboolean tg_parser_take_word (TgParser   *p,
                              const char *text);
gboolean tg_parser_need_symbol (TgParser   *p,
                                const char *text);
void tg_parser_inherit (TgNode       *node,
                        const TgNode *child);
gboolean tg_parser_is_relation (const char *word);

G_END_DECLS
