/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-sale-input.h"

G_BEGIN_DECLS

/* What a row of the chain board says of a sale: how far its order, list, declaration, money and
 * refund have come, and by when somebody must act. Pure; a TgSaleRule. (transfer full) */
TgSale *tg_sale_rule_apply (const TgSaleInput *input);

G_END_DECLS
