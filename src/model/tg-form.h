/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-field.h"
#include "tg-movement.h"
#include "tg-usual.h"

G_BEGIN_DECLS

typedef enum
{
  TG_FAMILY_REGISTRATION,
  TG_FAMILY_DECLARATION,
  TG_FAMILY_REFUND,
  TG_FAMILY_FOREX,
  TG_FAMILY_SERVICE,       /* origin, insurance, credit, disputes and the like */
  TG_FAMILY_FACT,          /* not filed: what filings are drawn from */
} TgFamily;
#define TG_N_FILED_FAMILIES 5

typedef enum
{
  TG_LEVEL_BLOCKING,
  TG_LEVEL_WARNING,
  TG_LEVEL_INFORMATION,
} TgLevel;

typedef struct
{
  char       *key;
  guint       min_lines;
  guint       max_lines;      /* 0: no limit */
  GPtrArray  *fields;         /* of TgField, the columns */
  char      **totals;         /* columns with a total in the footer */
  char       *from;           /* fact table, nullable */
  char       *join_fact;      /* fact type joined per line, nullable */
  char       *join_field;     /* by this column */
} TgTable;

typedef struct
{
  char       *key;
  TgText     *title;
  char       *visible;        /* expression, nullable */
  GPtrArray  *fields;         /* of TgField; empty where there is a table */
  TgTable    *table;          /* nullable */
  char      **agencies;       /* codes of those that get it; nullable: it is not shared */
  char      **agencies_may;   /* of those that may get it; nullable */
} TgSection;

typedef struct
{
  char       *id;
  TgLevel     level;
  char       *scope;          /* table, nullable: the header */
  char       *when;           /* nullable */
  char       *assertion;
  char      **at;             /* fields, the first is the place */
  TgText     *message;
  char       *source;
} TgCheck;

/* Something that has to be done by a day that follows from a document. */
typedef struct
{
  char       *id;
  char       *due;            /* expression: the last day; empty while there is none */
  TgText     *title;
  char       *source;
} TgDue;

/* A part in a rule set: "other.<relation>" is a document of one of these kinds. */
typedef struct
{
  char       *relation;
  char      **kinds;          /* forms and fact types */
} TgPart;

/* A form or fact type in one version. Immutable after loading, reference-counted, any thread. */
typedef struct _TgForm TgForm;
struct _TgForm
{
  gatomicrefcount refs;
  char       *id;
  guint       version;
  TgFamily    family;
  char       *agency;         /* nullable */
  char      **aliases;
  TgText     *title;
  char       *valid_from;     /* date; "" open */
  char       *valid_to;
  char       *dated_by;       /* path of the date that says which version governs, nullable */
  TgUsual    *usual;          /* nullable */
  TgText     *ended;          /* why it is no longer filed after valid_to, nullable */
  char      **subjects;       /* "enterprise", "seller" */
  char       *list_number;    /* paths for the list columns, nullable each */
  char       *list_summary;
  char       *list_amount;
  char       *list_currency;
  char       *list_date;
  GPtrArray  *sections;       /* of TgSection */
  GPtrArray  *checks;         /* of TgCheck */
  GPtrArray  *dues;           /* of TgDue */
  GPtrArray  *moves;          /* of TgMove */
  GPtrArray  *parts;          /* of TgPart: of a rule set, what it compares */
  char      **once;           /* kinds of documents that one is drawn from, once; nullable */
  char      **settles;        /* dues, also of what it was drawn from, that filing it settles */
  GHashTable *by_path;        /* "field" or "table/field" → TgField */
};

TgForm          *tg_form_new          (void);
TgForm          *tg_form_ref          (TgForm        *self);
void             tg_form_unref        (TgForm        *self);
void             tg_form_index        (TgForm        *self);  /* after the sections are filled */
const TgField   *tg_form_find_field   (const TgForm  *self,
                                       const char    *path);   /* of a document, or "table/field" */
const TgTable   *tg_form_find_table   (const TgForm  *self,
                                       const char    *key);
const TgSection *tg_form_find_section (const TgForm  *self,
                                       const char    *path);   /* the one that holds the path */
const char      *tg_form_get_alias    (const TgForm  *self);  /* official number, or the id */
gboolean         tg_form_is_in_force  (const TgForm  *self,
                                       const char    *date);
gboolean         tg_form_has_ended    (const TgForm  *self,    /* abolished, not merely followed */
                                       const char    *date);
gboolean         tg_family_parse      (const char *name, TgFamily *out);
const char      *tg_family_to_name    (TgFamily       family);

TgTable   *tg_table_new    (const char *key);
void       tg_table_free   (TgTable    *self);
TgSection *tg_section_new  (const char *key);
void       tg_section_free (TgSection  *self);
TgCheck   *tg_check_new    (const char *id);
void       tg_check_free   (TgCheck    *self);
TgPart    *tg_part_new     (const char *relation);
void       tg_part_free    (TgPart     *self);
/* What a document of this kind is in a rule set; NULL where the set does not concern it. */
const char *tg_form_find_relation (const TgForm *self, const char *kind);
TgDue     *tg_due_new      (const char *id);
void       tg_due_free     (TgDue      *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TgForm, tg_form_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TgTable, tg_table_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TgSection, tg_section_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TgCheck, tg_check_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TgDue, tg_due_free)

G_END_DECLS
