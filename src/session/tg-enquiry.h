/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-wire-enquiry.h"
#include "tg-workspace-enquiry.h"

G_BEGIN_DECLS

/* Takes `answer`. */
TgEnquiry *tg_enquiry_new (TgWireEnquiry *answer,
                           const char    *offline);

G_END_DECLS
