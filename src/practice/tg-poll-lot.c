/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-poll-lot.h"

/* Parked long polls, oldest first. A poll leaves the lot before it is answered, so answering
 * one never meets it again; a client that hangs up takes its poll out by itself. Owned by the
 * server; on its thread. */

#define MAX_POLLS 2000
#define MAX_POLLS_OF_ACCOUNT 8

struct _TgPollLot
{
  GQueue      places;
  TgPollFunc  func;
  gpointer    user_data;
  gboolean    is_closed;
};

typedef struct
{
  TgPollLot         *lot;
  SoupServerMessage *message;
  char              *account;
  gint64             after;
  guint              limit;
  guint              timeout;
  gulong             finished;
} Place;

static void
place_free (Place *place)
{
  g_clear_handle_id (&place->timeout, g_source_remove);
  g_clear_signal_handler (&place->finished, place->message);
  g_object_unref (place->message);
  g_free (place->account);
  g_free (place);
}

static gboolean
ask (Place    *place,
     gboolean  is_over)
{
  TgPoll poll = { place->message, place->account, place->after, place->limit };

  return place->lot->func (&poll, is_over, place->lot->user_data);
}

static void
let_go (Place *place)
{
  g_queue_remove (&place->lot->places, place);
  ask (place, TRUE);
  soup_server_message_unpause (place->message);
  place_free (place);
}

static gboolean
time_over_cb (gpointer data)
{
  Place *place = data;

  place->timeout = 0;
  let_go (place);
  return G_SOURCE_REMOVE;
}

static void
finished_cb (SoupServerMessage *message,
             Place             *place)
{
  g_queue_remove (&place->lot->places, place);
  place_free (place);
}

/* Room for one more of this account. */
static void
make_room (TgPollLot  *self,
           const char *account)
{
  Place *oldest = NULL;
  guint count = 0;

  for (GList *link = self->places.head; link != NULL; link = link->next)
    {
      Place *place = link->data;

      if (g_str_equal (place->account, account))
        {
          count++;
          if (oldest == NULL)
            oldest = place;
        }
    }
  if (count < MAX_POLLS_OF_ACCOUNT)
    oldest = self->places.length < MAX_POLLS ? NULL : g_queue_peek_head (&self->places);
  if (oldest != NULL)
    let_go (oldest);
}

TgPollLot *
tg_poll_lot_new (TgPollFunc func,
                 gpointer   user_data)
{
  TgPollLot *self = g_new0 (TgPollLot, 1);

  g_queue_init (&self->places);
  self->func = func;
  self->user_data = user_data;
  return self;
}

void
tg_poll_lot_free (TgPollLot *self)
{
  if (self == NULL)
    return;
  tg_poll_lot_empty (self);
  g_free (self);
}

void
tg_poll_lot_park (TgPollLot    *self,
                  const TgPoll *poll,
                  guint         seconds)
{
  Place *place;

  if (self->is_closed)
    {
      self->func (poll, TRUE, self->user_data);
      return;
    }
  make_room (self, poll->account);
  place = g_new0 (Place, 1);
  place->lot = self;
  place->message = g_object_ref (poll->message);
  place->account = g_strdup (poll->account);
  place->after = poll->after;
  place->limit = poll->limit;
  place->timeout = g_timeout_add_seconds (seconds, time_over_cb, place);
  place->finished = g_signal_connect (place->message, "finished", G_CALLBACK (finished_cb), place);
  g_queue_push_tail (&self->places, place);
  soup_server_message_pause (place->message);
}

void
tg_poll_lot_wake (TgPollLot  *self,
                  GHashTable *accounts)
{
  GList *link = self->places.head;

  while (link != NULL)
    {
      Place *place = link->data;
      GList *next = link->next;

      if (g_hash_table_contains (accounts, place->account) && ask (place, FALSE))
        {
          g_queue_delete_link (&self->places, link);
          soup_server_message_unpause (place->message);
          place_free (place);
        }
      link = next;
    }
}

void
tg_poll_lot_yield (TgPollLot *self)
{
  if (self->places.length > 0)
    let_go (self->places.head->data);
}

void
tg_poll_lot_empty (TgPollLot *self)
{
  while (self->places.length > 0)
    let_go (self->places.head->data);
}

void
tg_poll_lot_close (TgPollLot *self)
{
  self->is_closed = TRUE;
  tg_poll_lot_empty (self);
}

guint
tg_poll_lot_get_size (TgPollLot *self)
{
  return self->places.length;
}
