/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-movement.h"

/* What documents move on accounts; the kinds are those of the code table forex_posting_kind and of
 * the window's `account` events. */

static const char * const part_names[TG_N_MOVE_PARTS] = {
  "when", "kind", "account", "account_kind", "account_currency", "bank", "currency", "amount",
  "date", "counterparty", "reference", "quota", "exempt", "usd", "rate",
};

static const struct
{
  const char *kind;
  int         sign;
} signs[] = {
  { "opened", 1 }, { "receipt", 1 }, { "settled", 1 }, { "interest", 1 }, { "transfer-in", 1 },
  { "refund", 1 }, { "credit", 1 }, { "payment", -1 }, { "settlement", -1 }, { "purchase", -1 },
  { "fee", -1 }, { "transfer-out", -1 }, { "debit", -1 },
};

const char *
tg_move_part_to_name (TgMovePart part)
{
  g_return_val_if_fail (part < TG_N_MOVE_PARTS, "");

  return part_names[part];
}

TgMove *
tg_move_new (const char *id)
{
  TgMove *self = g_new0 (TgMove, 1);

  self->id = g_strdup (id);
  return self;
}

void
tg_move_free (TgMove *self)
{
  for (guint i = 0; i < TG_N_MOVE_PARTS; i++)
    g_free (self->expressions[i]);
  g_strfreev (self->on);
  g_free (self->id);
  g_free (self);
}

TgMovement *
tg_movement_new (const char *id)
{
  TgMovement *self = g_new0 (TgMovement, 1);

  self->id = g_strdup (id);
  for (guint i = 0; i < TG_N_MOVE_PARTS; i++)
    self->parts[i] = g_strdup ("");
  return self;
}

void
tg_movement_free (TgMovement *self)
{
  for (guint i = 0; i < TG_N_MOVE_PARTS; i++)
    g_free (self->parts[i]);
  g_free (self->id);
  g_free (self);
}

int
tg_movement_kind_sign (const char *kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (signs); i++)
    if (g_strcmp0 (signs[i].kind, kind) == 0)
      return signs[i].sign;
  return 0;
}
