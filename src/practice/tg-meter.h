/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Counts what the window does, and writes it down as Prometheus reads it (text format 0.0.4).
 * Counters only grow; what can also fall is handed in when it is written. */
typedef struct _TgMeter TgMeter;

typedef enum
{
  TG_METER_RECEIVED,       /* submissions received for the first time */
  TG_METER_REFUSED,
  TG_METER_DUPLICATE,      /* known ones that came again */
  TG_METER_EVENTS,         /* handed out */
  TG_METER_WRONG_SECRET,
  TG_METER_SHUT,           /* secrets that were not looked at */
} TgMeterCounter;

/* What is so at this moment. */
typedef struct
{
  gint64   start;          /* of the program, µs since 1970 */
  guint64  commits;
  guint64  groups;         /* transactions that judged batches */
  guint64  batches;
  guint64  cut;            /* connections that were too slow or brought too much */
  guint    connections;
  guint    parked;
} TgMeterState;

TgMeter *tg_meter_new   (void);
void     tg_meter_free  (TgMeter             *self);
void     tg_meter_add   (TgMeter             *self,
                         TgMeterCounter       counter,
                         guint                number);
/* A request was answered. `route` is one of few, never the path as it came; status 0: nobody was
 * there any more to be answered. */
void     tg_meter_count (TgMeter             *self,
                         const char          *route,
                         const char          *method,
                         guint                status,
                         gint64               microseconds);
/* (transfer full) */
char    *tg_meter_write (TgMeter             *self,
                         const TgMeterState  *state);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TgMeter, tg_meter_free)

G_END_DECLS
