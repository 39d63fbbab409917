/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A value that is remembered of a line. */
typedef struct
{
  char *key;            /* what the rules call it */
  char *of;             /* a column, else a field of the header */
  char *per;            /* a column: the value is what `of` comes to for one of it; nullable */
} TgUsualValue;

/* What is remembered of the lines of a table, so that a rule can say what is unlike the last ones
 * of the same goods. Part of a form, immutable with it. */
typedef struct
{
  char       *table;
  char      **same_by;  /* columns; the first that is filled says which goods they are */
  GPtrArray  *values;   /* of TgUsualValue */
} TgUsual;

TgUsual      *tg_usual_new        (void);
void          tg_usual_free       (TgUsual      *self);
TgUsualValue *tg_usual_value_new  (const char   *key);
void          tg_usual_value_free (TgUsualValue *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TgUsual, tg_usual_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TgUsualValue, tg_usual_value_free)

G_END_DECLS
