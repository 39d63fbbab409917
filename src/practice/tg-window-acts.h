/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-clerk.h"

G_BEGIN_DECLS

/* What the window does in the place of others, each inside the clerk's transaction. */

/* The payment firm's 403 and the carrier's 505 for the order of a list. */
gboolean tg_window_acts_send_partners (TgClerk         *clerk,
                                       const TgFiling  *list,
                                       GError         **error);
/* Merges lists into declarations (792): those that a summary application (701) names, or, for a
 * list, the closed ones of its consignor and office. */
gboolean tg_window_acts_merge         (TgClerk         *clerk,
                                       const TgFiling  *filing,
                                       GError         **error);
/* The buyer's payment for a list arrives on the enterprise's account. */
gboolean tg_window_acts_pay           (TgClerk         *clerk,
                                       const TgFiling  *list,
                                       GError         **error);
/* The bank opens the accounts that an accepted application asks for. */
gboolean tg_window_acts_open_accounts (TgClerk         *clerk,
                                       const TgFiling  *application,
                                       GError         **error);
/* The bank carries out what an accepted filing orders: it moves what the form says (`moves`) on the
 * accounts that it keeps, and tells it of others without a balance. */
gboolean tg_window_acts_book          (TgClerk         *clerk,
                                       const TgFiling  *order,
                                       GError         **error);
/* What follows for others from an agency's having accepted a filing: lists that wait for an order
 * are looked at again, a payment or waybill counts for its list, a withdrawal withdraws one. */
gboolean tg_window_acts_follow        (TgClerk            *clerk,
                                       const TgFiling     *filing,
                                       const TgAgencyAct  *act,
                                       GError            **error);

G_END_DECLS
