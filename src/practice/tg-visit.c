/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-visit.h"

/* libsoup calls an answer that broke off a 500, so the status is noted when it is sent: without one
 * nobody was there any more to read it. On the server's thread. */

#define VISIT "tg-visit"

typedef struct
{
  TgVisit  visit;
  TgMeter *meter;
  gint64   start;
  guint    status;
} Record;

static void
record_free (Record *self)
{
  g_free (self->visit.account);
  g_free (self);
}

static void
wrote_headers_cb (SoupServerMessage *message,
                  Record            *self)
{
  self->status = soup_server_message_get_status (message);
}

static void
finished_cb (SoupServerMessage *message,
             Record            *self)
{
  gint64 took = self->start > 0 ? g_get_monotonic_time () - self->start : 0;

  tg_meter_count (self->meter, self->visit.route, soup_server_message_get_method (message),
                  self->status, took);
}

void
tg_visit_begin (SoupServerMessage *message,
                TgMeter           *meter)
{
  Record *self = g_new0 (Record, 1);

  self->visit.route = "other";
  self->meter = meter;
  g_object_set_data_full (G_OBJECT (message), VISIT, self, (GDestroyNotify) record_free);
  g_signal_connect (message, "wrote-headers", G_CALLBACK (wrote_headers_cb), self);
  g_signal_connect (message, "finished", G_CALLBACK (finished_cb), self);
}

void
tg_visit_start (TgVisit *self)
{
  Record *record = (Record *) self;

  record->start = g_get_monotonic_time ();
}

void
tg_visit_note (TgVisit *self,
               guint    status)
{
  Record *record = (Record *) self;

  record->status = status;
}

TgVisit *
tg_visit_get (SoupServerMessage *message)
{
  return g_object_get_data (G_OBJECT (message), VISIT);
}
