/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-rules.h"

G_BEGIN_DECLS

/* A dry run of an import: a table of cells becomes documents of one fact or form, and every cell
 * that does not fit is named with its reason. Nothing is stored here. Rows with the same number
 * (the form's list number) are the lines of one document. The documents are checked by the
 * form's own rules; one with a blocking issue is held back whole, the others are good. */
typedef struct
{
  guint  row;        /* of the table, from 1; 1 is the heading */
  guint  column;     /* from 1; 0: of the row as a whole */
  char  *heading;    /* "" for column 0 */
  char  *value;
  char  *reason;
} TgImportFault;

typedef struct
{
  GPtrArray  *documents;    /* of TgDocument, frozen: those that may be stored */
  GPtrArray  *faults;       /* of TgImportFault */
  GPtrArray  *unknown;      /* of char *: headings that name no field; their cells are left out */
  guint       n_rows;       /* rows of the table without the heading */
  guint       n_good_rows;
  GArray     *good_rows;    /* of guint, numbered as in faults: what the documents come from */
} TgImportPlan;

/* Makes the id of a new line. (transfer full) */
typedef char *(*TgImportLineId) (gpointer user_data);

/* All borrowed for the call. */
typedef struct
{
  GPtrArray             *rows;          /* as tg_csv_read() gives them */
  /* (nullable) what each column holds: "order_no", "goods/qty", or "" to leave it out; without
   * them the headings tell */
  const char * const    *paths;
  TgRules               *rules;
  const TgRulesContext  *context;
  TgImportLineId         new_line_id;
  gpointer               user_data;
} TgImportInput;

TgImportPlan *tg_import_plan       (const TgImportInput  *input,
                                    GError              **error);
/* The paths of the fields that the headings name, as in TgImportInput; "": none. (transfer full) */
char        **tg_import_find_paths (const TgForm         *form,
                                    GPtrArray            *headings);
void          tg_import_plan_free  (TgImportPlan         *self);
void          tg_import_fault_free (TgImportFault        *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TgImportPlan, tg_import_plan_free)

G_END_DECLS
