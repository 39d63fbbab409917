/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef enum
{
  TG_TOKEN_END,
  TG_TOKEN_WORD,
  TG_TOKEN_TEXT,
  TG_TOKEN_NUMBER,
  TG_TOKEN_SYMBOL,     /* ( ) , . + - * / ~ and == != < <= > >= */
} TgTokenKind;

typedef struct
{
  TgTokenKind  kind;
  char        *text;        /* of a text: without its quotes */
  guint        position;    /* characters from the start, for messages */
} TgToken;

/* Cuts an expression into tokens, the last of kind END. Of TgToken. */
GArray *tg_expression_cut (const char  *text,
                           GError     **error);

G_END_DECLS
