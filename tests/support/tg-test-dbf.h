/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Small DBF files and their files of long texts, made from UTF-8. */
typedef struct
{
  const char *name;
  char        type;
  guint8      length;
} TgTestDbfField;

/* `cells`: a row after the other, each with as many cells as there are fields; a row whose first
 * cell begins with an asterisk is marked as deleted, without the asterisk. */
GBytes *tg_test_dbf_new (const TgTestDbfField *fields,
                         guint                 n_fields,
                         const char * const   *cells,
                         guint                 n_rows);
/* The n-th text, from 0, stands at block TG_TEST_FPT_FIRST + n. */
#define TG_TEST_FPT_FIRST 8
GBytes *tg_test_fpt_new (const char * const   *texts);

G_END_DECLS
