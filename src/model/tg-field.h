/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-decimal.h"
#include "tg-text.h"

G_BEGIN_DECLS

typedef enum
{
  TG_FIELD_TEXT,
  TG_FIELD_MULTILINE,
  TG_FIELD_NUMBER,       /* digits and letters of a document's number, blanks forgiven */
  TG_FIELD_CODE,
  TG_FIELD_MULTI_CODE,
  TG_FIELD_DATE,
  TG_FIELD_MONTH,
  TG_FIELD_TIME,
  TG_FIELD_DECIMAL,
  TG_FIELD_INTEGER,
  TG_FIELD_BOOLEAN,
  TG_FIELD_FILE,
} TgFieldKind;

/* A field's definition as its form file gives it. Immutable after loading. Expressions are text
 * here; `rules` compiles them. Strings are "" or NULL where the file says nothing. */
typedef struct
{
  char        *key;
  TgFieldKind  kind;
  TgText      *label;
  TgText      *help;
  TgText      *formula;
  char       **aliases;
  guint        min_length;         /* characters; 0: none */
  guint        max_length;         /* characters; 0: none */
  guint        max_bytes_gb18030;  /* 0: none */
  guint        digits;             /* decimal: digits in all; 0: none */
  guint        decimals;           /* decimal: places at most */
  char        *minimum;            /* decimal text, nullable */
  char        *maximum;
  char        *pattern;            /* nullable; the whole value */
  char        *list;               /* code table, nullable */
  char        *required;           /* expression; "true" when always; nullable */
  char        *visible;            /* expression, nullable: always */
  char        *initial;            /* expression of the default value, nullable */
  char        *computed;           /* expression, nullable */
  char        *from;               /* fact path that derivation copies, nullable */
  char        *check;              /* check-digit validators, "|" between, nullable */
  char        *unit;
  char        *source;
  char       **given;              /* (nullable) "STATE" or "STATE:CODE": of which receipts it takes
                                    * the number */
  char       **agencies;           /* that get it, where others than the section's; nullable */
  char       **agencies_may;       /* that may get it; nullable */
  gboolean     override;           /* a computed field that a person may override */
  gboolean     read_only;          /* given by the authority */
  gboolean     sensitive;
} TgField;

TgField    *tg_field_new          (const char   *key,
                                   TgFieldKind   kind);
void        tg_field_free         (TgField      *self);
gboolean    tg_field_kind_parse   (const char   *name,
                                   TgFieldKind  *out);
const char *tg_field_kind_to_name (TgFieldKind   kind);
gboolean    tg_field_is_numeric   (const TgField *self);
gboolean    tg_field_is_required_always (const TgField *self);

/* The canonical text of what was typed for this kind of field (width, blanks, separators; dates;
 * sums such as 12*50), or the text as typed where it does not parse. `today` for dates. (transfer
 * full) */
char       *tg_field_normalise    (const TgField *self,
                                   const char    *typed,
                                   const char    *today);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TgField, tg_field_free)

G_END_DECLS
