/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <libsoup/soup.h>

#include "tg-clerk.h"

G_BEGIN_DECLS

/* Batches that arrive together are judged in one transaction, so that the disk is waited for once
 * and not by each. None is answered before that transaction is on the disk. */
typedef struct _TgIntake TgIntake;

/* One batch on its way. Borrowed by who answers it. */
typedef struct
{
  SoupServerMessage *message;
  char              *account;
  GPtrArray         *submissions;
  GPtrArray         *problems;
  GPtrArray         *results;       /* of TgResult; NULL: see `error` */
  GError            *error;
} TgIntakeBatch;

/* Answers it; not called where nobody waits any more. */
typedef void (*TgIntakeAnswerFunc) (const TgIntakeBatch *batch,
                                    gpointer             user_data);
/* After those of one transaction were answered. */
typedef void (*TgIntakeDoneFunc)   (gpointer             user_data);

TgIntake *tg_intake_new            (TgClerk             *clerk,
                                    TgIntakeAnswerFunc   answer,
                                    TgIntakeDoneFunc     done,
                                    gpointer             user_data);
/* What is there is judged and answered first. */
void      tg_intake_free           (TgIntake            *self);
/* Pauses the message until it is answered. */
void      tg_intake_add            (TgIntake            *self,
                                    SoupServerMessage   *message,
                                    const char          *account,
                                    GPtrArray           *submissions,
                                    GPtrArray           *problems);
/* Now, and not when there is a moment's quiet. */
void      tg_intake_flush          (TgIntake            *self);
/* How many transactions it took, and for how many batches. */
guint64   tg_intake_get_n_groups   (TgIntake            *self);
guint64   tg_intake_get_n_batches  (TgIntake            *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TgIntake, tg_intake_free)

G_END_DECLS
