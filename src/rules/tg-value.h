/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-decimal.h"

G_BEGIN_DECLS

typedef enum
{
  TG_VALUE_EMPTY,
  TG_VALUE_TEXT,
  TG_VALUE_NUMBER,
  TG_VALUE_BOOLEAN,
  TG_VALUE_SPAN,       /* a number of days, months or years */
  TG_VALUE_UNKNOWN,    /* something malformed went into it: nothing is concluded from it */
} TgValueKind;

/* What a text is meant to be, as the field that it came from says. */
typedef enum
{
  TG_VALUE_PLAIN,
  TG_VALUE_NUMERIC,
  TG_VALUE_DATED,
} TgValueForm;

/* A value of the rule language. Texts are borrowed: from the document, the expression or the
 * machine. */
typedef struct
{
  TgValueKind  kind;
  TgValueForm  form;
  const char  *text;
  TgDecimal    number;    /* of numbers and spans */
  char         unit;      /* of spans: 'd', 'm', 'y' */
  gboolean     truth;
} TgValue;

typedef enum
{
  TG_COMPARE_EQUAL,
  TG_COMPARE_DIFFERENT,
  TG_COMPARE_LESS,
  TG_COMPARE_LESS_EQUAL,
  TG_COMPARE_GREATER,
  TG_COMPARE_GREATER_EQUAL,
} TgComparison;

#define TG_VALUE_NOTHING ((TgValue) { .kind = TG_VALUE_EMPTY })
#define TG_VALUE_MALFORMED ((TgValue) { .kind = TG_VALUE_UNKNOWN })

TgValue  tg_value_from_text    (const char   *text);
TgValue  tg_value_from_number  (TgDecimal     number);
TgValue  tg_value_from_int     (gint64        number);
TgValue  tg_value_from_boolean (gboolean      truth);
gboolean tg_value_is_true      (TgValue       value);
gboolean tg_value_to_number    (TgValue       value,
                                TgDecimal    *out);
/* (transfer full) canonical text. */
char    *tg_value_dup_text     (TgValue       value);
TgValue  tg_value_compare      (TgValue       a,
                                TgValue       b,
                                TgComparison  comparison);
/* Equal values that are of one sort have equal keys. NULL: equal to nothing. (transfer full) */
char    *tg_value_dup_key      (TgValue       value,
                                gboolean      numeric);

G_END_DECLS
