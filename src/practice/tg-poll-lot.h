/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

/* Where long polls wait. Each is answered by the function given here, when its time is over or
 * something may have happened for its account. There are bounds: the oldest poll of an
 * account, or of all, is let go for a newer one. */
typedef struct _TgPollLot TgPollLot;

/* A poll that waits; borrowed. */
typedef struct
{
  SoupServerMessage *message;
  const char        *account;
  gint64             after;
  guint              limit;
} TgPoll;

/* Answers the poll, whatever there is, if `is_over`; else only if there is something. TRUE: it
 * was answered. */
typedef gboolean (*TgPollFunc) (const TgPoll *poll,
                                gboolean      is_over,
                                gpointer      user_data);

TgPollLot *tg_poll_lot_new      (TgPollFunc     func,
                                 gpointer       user_data);
void       tg_poll_lot_free     (TgPollLot     *self);
/* Pauses the message. */
void       tg_poll_lot_park     (TgPollLot     *self,
                                 const TgPoll  *poll,
                                 guint          seconds);
/* Something happened to these accounts (a set of char *): their polls are looked at. */
void       tg_poll_lot_wake     (TgPollLot     *self,
                                 GHashTable    *accounts);
/* Lets the oldest poll go, for somebody who has no place. */
void       tg_poll_lot_yield    (TgPollLot     *self);
/* Every poll is answered now. */
void       tg_poll_lot_empty    (TgPollLot     *self);
/* And every later one as it comes. */
void       tg_poll_lot_close    (TgPollLot     *self);
guint      tg_poll_lot_get_size (TgPollLot     *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TgPollLot, tg_poll_lot_free)

G_END_DECLS
