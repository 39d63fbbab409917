/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-agency-plan.h"
#include "tg-document.h"

G_BEGIN_DECLS

/* How an agency answers a form, as data/agencies/<name>.json or course.json in the form's own
 * folder say (grammar: docs/practice.md). Immutable once read; any thread. */

typedef struct
{
  gint64         after;       /* seconds behind what stands before it */
  char          *until;       /* nullable: a date of the document; not before the day after it */
  guint          one_in;      /* by chance, once in so many; 0: always */
  guint          states;      /* of a rule for changing or withdrawing: bits of states; 0: any */
  gboolean       is_receipt;
  TgAgencyStage  stage;       /* where it is no receipt */
  TgFilingState  state;
  char          *code;
  TgText        *text;        /* `{fault}`: what was found first, `{code}`: its code */
  char          *number;      /* template; "" for none */
} TgCourseAnswer;

/* What is said of a named list that is not as it should be; nullable text: that is no fault. */
typedef struct
{
  char          *code;
  TgText        *text;        /* `{value}`: what was named */
} TgCourseFault;

/* A member that must name a list which the account filed, in one of these states. */
typedef struct
{
  char          *at;          /* "invt_no" or "parcels/logistics_no" */
  guint          states;      /* bits; 0: any */
  TgCourseFault  unknown;
  TgCourseFault  wrong_state;
  TgCourseFault  merged;      /* it stands in a declaration */
} TgCourseReference;

typedef struct
{
  char          *agency;      /* where the form does not name one */
  char         **forms;       /* ids, or beginnings with `*` */
  char          *format;      /* code of what the built-in checks find; nullable: the rule's id */
  char          *business;    /* of all other rules */
  GHashTable    *rules;       /* rule → code, before these two */
  char         **strict;      /* rules that this agency knows to be broken where the form warns */
  GPtrArray     *references;  /* of TgCourseReference */
  GPtrArray     *change;      /* of TgCourseAnswer: when an amendment is not looked at at all */
  GPtrArray     *withdraw;
  GPtrArray     *entry;
  gint64         review;      /* seconds behind the last of `entry` */
  TgCourseAnswer *returned;
  TgCourseAnswer *refused;    /* nullable: instead, where a list named is not as it should be */
  GPtrArray     *answers;     /* of a document in order */
  GHashTable    *named;       /* name → TgCourseAnswer: where C decides which */
} TgCourse;

typedef struct _TgCourseBook TgCourseBook;

void            tg_course_free         (TgCourse          *self);
void            tg_course_answer_free  (TgCourseAnswer    *self);
/* The code that a rule's fault bears on a receipt of this course. (transfer none) */
const char     *tg_course_get_code     (const TgCourse    *self,
                                        const char        *rule);
gboolean        tg_course_is_strict    (const TgCourse    *self,
                                        const char        *rule);
/* NULL where the course has no answer of that name. */
const TgCourseAnswer *tg_course_find_named (const TgCourse *self,
                                        const char        *name);

/* `directory` is the data directory, NULL: the program's. Any fault in any file fails the load,
 * with file and place. */
TgCourseBook   *tg_course_book_load    (const char        *directory,
                                        GError           **error);
TgCourseBook   *tg_course_book_ref     (TgCourseBook      *self);
void            tg_course_book_unref   (TgCourseBook      *self);
/* The form's own course; else one that names the form, with the longest beginning, or all.
 * Never NULL. */
const TgCourse *tg_course_book_find    (TgCourseBook      *self,
                                        const char        *form,
                                        guint              version);

/* (transfer full) */
char           *tg_course_make_number  (const char        *template,
                                        TgDocument        *document,
                                        const char        *today,
                                        gint64             serial);

/* One file's text; for tests. Adds to `courses` (of TgCourse). */
gboolean        tg_course_read         (const char        *text,
                                        const char        *name,
                                        GPtrArray         *courses,
                                        GError           **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TgCourse, tg_course_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TgCourseAnswer, tg_course_answer_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TgCourseBook, tg_course_book_unref)

G_END_DECLS
