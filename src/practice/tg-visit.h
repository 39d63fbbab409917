/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <libsoup/soup.h>

#include "tg-meter.h"

G_BEGIN_DECLS

/* What the window knows of a request while it is under way; hangs on its message and is counted at
 * its end. */
typedef struct
{
  const char *route;        /* by which it is counted; "other" where there is none */
  char       *account;      /* (nullable): whose token it bears */
  gsize       limit;        /* of its body */
  gboolean    is_served;    /* a route has seen it */
} TgVisit;

/* Of a message that has only just begun. */
void     tg_visit_begin (SoupServerMessage *message,
                         TgMeter           *meter);
/* The head is there: from now on it takes time. */
void     tg_visit_start (TgVisit           *self);
/* Its answer was sent, though libsoup does not know. */
void     tg_visit_note  (TgVisit           *self,
                         guint              status);
TgVisit *tg_visit_get   (SoupServerMessage *message);

G_END_DECLS
