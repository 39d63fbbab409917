/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-code-lookup.h"
#include "tg-deadline.h"
#include "tg-document.h"
#include "tg-issue.h"
#include "tg-movement.h"

G_BEGIN_DECLS

/* A form's expressions, compiled. Immutable, reference-counted, any thread. What is computed is a
 * pure function of the document and the context. A value of a hidden field reads as empty
 * everywhere. */
typedef struct _TgRules TgRules;

/* What surrounds a document; all borrowed for the call. */
typedef struct
{
  const char   *today;    /* YYYY-MM-DD */
  TgCodeLookup *codes;    /* nullable: codes are not looked up */
  /* (nullable) "other.order", "fact.goods", "fact.goods/<line>" → TgDocument */
  GHashTable   *others;
} TgRulesContext;

TgRules    *tg_rules_compile            (TgForm                *form,
                                         GError               **error);
TgRules    *tg_rules_ref                (TgRules               *self);
void        tg_rules_unref              (TgRules               *self);
TgForm     *tg_rules_get_form           (TgRules               *self);

/* The date that decides which codes hold: the form's list date if filled in, else today. (transfer
 * full) */
char       *tg_rules_get_date           (TgRules               *self,
                                         const TgDocument      *document,
                                         const TgRulesContext  *context);
/* Of TgIssue, in the order of the form. (transfer full) */
GPtrArray  *tg_rules_check              (TgRules               *self,
                                         const TgDocument      *document,
                                         const TgRulesContext  *context);
/* Fills in computed fields but those in `_manual`; TRUE if anything changed; its paths in
 * `changed_paths`. */
gboolean    tg_rules_compute            (TgRules               *self,
                                         TgDocument            *document,
                                         const TgRulesContext  *context,
                                         GPtrArray            **changed_paths);
/* The automatic value of a computed field, also where it is overridden. (transfer full) */
char       *tg_rules_compute_one        (TgRules               *self,
                                         const TgDocument      *document,
                                         const TgRulesContext  *context,
                                         const char            *path);
gboolean    tg_rules_is_computed        (TgRules               *self,
                                         const char            *path);
gboolean    tg_rules_is_visible         (TgRules               *self,
                                         const TgDocument      *document,
                                         const TgRulesContext  *context,
                                         const char            *path);
gboolean    tg_rules_is_section_visible (TgRules               *self,
                                         const TgDocument      *document,
                                         const TgRulesContext  *context,
                                         const char            *section);
gboolean    tg_rules_is_required        (TgRules               *self,
                                         const TgDocument      *document,
                                         const TgRulesContext  *context,
                                         const char            *path);
/* The default value for a new document or line; "" if none. (transfer full) */
char       *tg_rules_get_initial        (TgRules               *self,
                                         const TgDocument      *document,
                                         const TgRulesContext  *context,
                                         const char            *path);
/* A copy without hidden fields and without members beginning with "_" other than `_line`.
 * (transfer full) */
TgDocument *tg_rules_to_sent            (TgRules               *self,
                                         const TgDocument      *document,
                                         const TgRulesContext  *context);
/* Paths of hidden fields that have a value. (transfer full) of char * */
GPtrArray  *tg_rules_list_hidden_values (TgRules               *self,
                                         const TgDocument      *document,
                                         const TgRulesContext  *context);
/* Of TgDeadline with the subject, soonest first: what is due by the document's dates. (transfer
 * full) */
GPtrArray  *tg_rules_list_deadlines     (TgRules               *self,
                                         const TgDocument      *document,
                                         const TgRulesContext  *context,
                                         const char            *subject);
/* Of TgMovement, in the order of the form: what the document moves on accounts. (transfer full) */
GPtrArray  *tg_rules_list_movements     (TgRules               *self,
                                         const TgDocument      *document,
                                         const TgRulesContext  *context);
/* Paths of own fields ("field", "table/field") that a computed or conditional field reads.
 * NULL-terminated. */
const char * const *tg_rules_get_inputs (TgRules               *self,
                                         const char            *path);

/* Whether a condition, a formula, a default or a check reads this other document, "other.order". */
gboolean    tg_rules_reads              (TgRules               *self,
                                         const char            *other);

/* `_manual`: the paths of computed fields that a person overrides, comma-joined in the document. */
gboolean    tg_rules_is_manual          (const TgDocument      *document,
                                         const char            *path);
gboolean    tg_rules_set_manual         (TgDocument            *document,
                                         const char            *path,
                                         gboolean               manual,
                                         GError               **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TgRules, tg_rules_unref)

G_END_DECLS
