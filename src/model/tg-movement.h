/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The parts of a movement on an account, each an expression in its form. */
typedef enum
{
  TG_MOVE_WHEN,             /* whether there is one */
  TG_MOVE_KIND,             /* of forex_posting_kind */
  TG_MOVE_ACCOUNT,          /* its number */
  TG_MOVE_ACCOUNT_KIND,     /* of forex_account_kind */
  TG_MOVE_ACCOUNT_CURRENCY, /* where it is not `currency` */
  TG_MOVE_BANK,
  TG_MOVE_CURRENCY,         /* of the amount; several, joined by commas, are an account each */
  TG_MOVE_AMOUNT,
  TG_MOVE_DATE,
  TG_MOVE_COUNTERPARTY,
  TG_MOVE_REFERENCE,
  TG_MOVE_QUOTA,            /* settlement, purchase; empty: none */
  TG_MOVE_EXEMPT,           /* true: proved by documents, outside the quota */
  TG_MOVE_USD,
  TG_MOVE_RATE,             /* where the value in USD comes from */
  TG_N_MOVE_PARTS,
} TgMovePart;

/* How a form says what its documents move. Part of a TgForm. */
typedef struct
{
  char  *id;
  char **on;                          /* states; NULL of a fact: from its first save */
  char  *expressions[TG_N_MOVE_PARTS];   /* NULL where left out */
} TgMove;

/* What one document moves: the values, "" where there is none. */
typedef struct
{
  char *id;                           /* of the TgMove */
  char *parts[TG_N_MOVE_PARTS];
} TgMovement;

const char *tg_move_part_to_name  (TgMovePart   part);
TgMove     *tg_move_new           (const char  *id);
void        tg_move_free          (TgMove      *self);
TgMovement *tg_movement_new       (const char  *id);
void        tg_movement_free      (TgMovement  *self);
/* 1: more on the account, -1: less, 0: no such kind. */
int         tg_movement_kind_sign (const char  *kind);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TgMove, tg_move_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TgMovement, tg_movement_free)

G_END_DECLS
