/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-agency-plan.h"
#include "tg-book.h"

G_BEGIN_DECLS

/* What the agencies have still to do, each with its time. */
typedef struct
{
  gint64       seq;
  gint64       due;
  gint64       submission;
  TgAgencyAct *act;
} TgTask;

void     tg_task_free          (TgTask             *self);
/* A stage that waits already is not planned twice. */
gboolean tg_task_table_insert  (TgBook             *book,
                                gint64              submission,
                                gint64              due,
                                const TgAgencyAct  *act,
                                GError            **error);
/* FALSE is an error; `*out` stays NULL where nothing is due at `now`. */
gboolean tg_task_table_find_due (TgBook            *book,
                                gint64              now,
                                TgTask            **out,
                                GError            **error);
/* The time of the next one; G_MAXINT64 without one, -1 is an error. */
gint64   tg_task_table_get_next (TgBook            *book,
                                GError            **error);
gboolean tg_task_table_delete  (TgBook             *book,
                                gint64              seq,
                                GError            **error);
/* A newer submission of a filing: what was planned for the older ones no longer happens. */
gboolean tg_task_table_cancel  (TgBook             *book,
                                const char         *account,
                                const char         *filing,
                                GError            **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TgTask, tg_task_free)

G_END_DECLS
