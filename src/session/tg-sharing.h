/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-document.h"
#include "tg-form.h"

G_BEGIN_DECLS

/* A block of a document with the agencies that get it: a section, or a field that goes to others
 * than its section does. It lends from the form. */
typedef struct
{
  char         *key;            /* of the section, or the field's path */
  const TgText *title;
  char        **agencies;       /* nullable each */
  char        **agencies_may;
  gboolean      changed;        /* since it was last sent */
} TgSharedBlock;

/* The blocks of `sent`, what goes out without hidden fields, in the order of the form. `before` is
 * what went out last (nullable); a block that is empty in both is left out. (transfer full) of
 * TgSharedBlock */
GPtrArray *tg_sharing_list_blocks (const TgForm     *form,
                                   const TgDocument *sent,
                                   const TgDocument *before);
/* For the journal: who was given what by this attempt. (transfer full) */
char      *tg_sharing_to_json     (GPtrArray        *blocks,
                                   const char       *attempt);

G_END_DECLS
