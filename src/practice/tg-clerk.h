/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-course.h"
#include "tg-filing-table.h"
#include "tg-judge.h"
#include "tg-scenario.h"
#include "tg-task-table.h"

G_BEGIN_DECLS

/* How fast the agencies are and what they go by. All borrowed; the clerk takes references. */
typedef struct
{
  guint         speed;       /* delays are divided by it; 0: nobody waits */
  gint64        wait;        /* µs after which an agency first looks at what came */
  TgScenario   *scenario;    /* (nullable) */
  TgJudge      *judge;       /* (nullable): forms and documents are not judged */
  TgCourseBook *courses;
  gboolean      is_forgetful; /* ids that came before are taken for new: for tests of clients, which
                                 must notice */
} TgClerkOptions;

/* Does the agencies' work when its time has come. */
typedef struct _TgClerk TgClerk;

TgClerk     *tg_clerk_new          (TgBook                *book,
                                    const TgClerkOptions  *options);
void         tg_clerk_free         (TgClerk               *self);
TgBook      *tg_clerk_get_book     (TgClerk               *self);
TgJudge     *tg_clerk_get_judge    (TgClerk               *self);   /* (nullable) */
gboolean     tg_clerk_is_forgetful (TgClerk               *self);

/* A submission was received: plans the answers. Inside the transaction that stores it. */
gboolean     tg_clerk_begin        (TgClerk               *self,
                                    const TgFiling        *filing,
                                    GError               **error);
/* One transaction of what is due; `more` says that there may be more of it. */
gboolean     tg_clerk_run_some     (TgClerk               *self,
                                    gboolean              *more,
                                    GError               **error);
/* Does all that is due. */
gboolean     tg_clerk_run_due      (TgClerk               *self,
                                    GError               **error);
/* µs until the next task is due: 0 for now, -1 for never, -2 for an error. */
gint64       tg_clerk_get_wait     (TgClerk               *self,
                                    GError               **error);

/* For the acts of the window's own (tg-window-acts.c), inside a transaction. */
gboolean     tg_clerk_schedule     (TgClerk               *self,
                                    const TgFiling        *filing,
                                    TgAgencyStage          stage,
                                    gint64                 delay,
                                    GError               **error);
gboolean     tg_clerk_give_receipt (TgClerk               *self,
                                    const TgFiling        *filing,
                                    const TgAgencyAct     *act,
                                    GError               **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TgClerk, tg_clerk_free)

G_END_DECLS
