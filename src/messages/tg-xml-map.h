/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-envelope.h"
#include "tg-form.h"

G_BEGIN_DECLS

/* How one form's document stands in an authority's XML, and what its answers look like:
 * message.json beside form.json (grammar: docs/messages.md). Immutable after loading,
 * reference-counted, any thread. */

typedef enum
{
  TG_XML_CONTENT,        /* elements in it */
  TG_XML_FIELD,          /* a field or column of the document */
  TG_XML_ENVELOPE,       /* a fact of the envelope */
  TG_XML_CONSTANT,
} TgXmlSource;

typedef enum
{
  TG_XML_TEXT,
  TG_XML_NUMBER,         /* plain decimal */
  TG_XML_DATE,           /* YYYYMMDD */
  TG_XML_DASHED_DATE,    /* YYYY-MM-DD */
  TG_XML_TIME,           /* YYYYMMDDhhmmss */
  TG_XML_TIME_MS,        /* YYYYMMDDhhmmssSSS */
  TG_XML_TIME_CS,        /* YYYYMMDDhhmmsscc */
  TG_XML_TIME_SPACED,    /* YYYYMMDD hh:mm:ss */
  TG_XML_BASE64,         /* of the file that the value names; not read back */
} TgXmlFormat;

/* Codes of the form ↔ codes of the message: by code tables, or by a list of its own. */
typedef struct
{
  char       *out_table;     /* nullable: as it is */
  char       *out_column;
  char       *in_table;      /* nullable: as it is */
  char       *in_column;
  GHashTable *out_values;    /* nullable */
  GHashTable *in_values;     /* nullable */
} TgXmlCodes;

typedef struct
{
  char             *name;
  TgXmlSource       source;
  char             *value;         /* key of the field, or the constant */
  char             *with;          /* nullable: the field of the time beside that of the date */
  TgEnvelopeFact    fact;
  TgXmlFormat       format;
  const TgXmlCodes *codes;         /* nullable */
  const TgField    *field;         /* nullable: of answers, a name that the form has not */
  gboolean          is_optional;
  char             *empty;         /* nullable: written where there is no value */
  gboolean          is_item;       /* once a document */
  guint             most;          /* of items and rows; 0: no limit */
  char             *each;          /* nullable: once a row of this table */
  char            **join;          /* nullable: column, outer column, … */
  GPtrArray        *content;       /* of TgXmlElement */
} TgXmlElement;

typedef struct
{
  char      *message;              /* name of the root */
  char      *space;                /* namespace; "" in an answer: any */
  char      *prefix;
  GPtrArray *attributes;           /* of TgXmlElement, leaves */
  GPtrArray *content;              /* of TgXmlElement */
  char     **skip;                 /* nullable: parts of the root that are passed over */
  char      *status_table;         /* of answers: code → status; nullable */
  char      *status_message;       /* first part of its codes, such as "604" */
  char     **key;                  /* of answers: names the filing; nullable: the map's */
  char      *report_form;          /* of answers on other filings too: their form; nullable */
  char      *report_message;       /* first part of the codes that move those; nullable */
  char     **numbers;              /* of answers: the first with a value is the number given */
  gboolean   is_answer;            /* read tolerantly */
} TgXmlShape;

typedef struct _TgXmlMap TgXmlMap;
struct _TgXmlMap
{
  gatomicrefcount refs;
  TgForm         *form;
  char          **key;             /* fields that name the document in answers, the last always */
  GHashTable     *codes;           /* name → TgXmlCodes */
  TgXmlShape     *data;
  GPtrArray      *answers;         /* of TgXmlShape */
};

/* `name` is for messages. */
TgXmlMap         *tg_xml_map_parse       (TgForm          *form,
                                          const char      *text,
                                          gssize           length,
                                          const char      *name,
                                          GError         **error);
/* That of the form in this data directory (NULL: tg_data_dir_get()); TG_ERROR_NOT_FOUND where the
 * form has none. */
TgXmlMap         *tg_xml_map_load        (TgForm          *form,
                                          const char      *directory,
                                          GError         **error);
TgXmlMap         *tg_xml_map_ref         (TgXmlMap        *self);
void              tg_xml_map_unref       (TgXmlMap        *self);
/* (nullable) the shape of this answer */
const TgXmlShape *tg_xml_map_find_answer (const TgXmlMap  *self,
                                          const char      *message);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TgXmlMap, tg_xml_map_unref)

G_END_DECLS
