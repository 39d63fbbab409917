/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-code-fit.h"

#include "tg-pattern.h"

struct _TgCodeFit
{
  GRegex *pattern;        /* nullable */
  guint   min_length;
  guint   max_length;
};

/* The pattern and the lengths of a field of many codes speak of all of them together. */
TgCodeFit *
tg_code_fit_new (const TgField *field)
{
  TgCodeFit *self = g_new0 (TgCodeFit, 1);

  if (field->kind == TG_FIELD_MULTI_CODE)
    return self;
  self->min_length = field->min_length;
  self->max_length = field->max_length;
  if (field->pattern != NULL && field->pattern[0] != '\0')
    self->pattern = tg_pattern_compile (field->pattern, NULL);
  return self;
}

void
tg_code_fit_free (TgCodeFit *self)
{
  g_clear_pointer (&self->pattern, g_regex_unref);
  g_free (self);
}

gboolean
tg_code_fit_accepts (const char *code,
                     gpointer    fit)
{
  const TgCodeFit *self = fit;
  long length = g_utf8_strlen (code, -1);

  return length >= (long) self->min_length &&
         (self->max_length == 0 || length <= (long) self->max_length) &&
         (self->pattern == NULL || tg_pattern_matches (self->pattern, code));
}
