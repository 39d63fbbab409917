/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-sim-store.h"
#include "tg-sim-window.h"
#include "tg-test-clock.h"

G_BEGIN_DECLS

/* TgTransport to a window in memory, through a network that loses, repeats and falsifies, until
 * `faults` are used up. Waiting moves the clock. It is one process's: dead when its store is. */
#define TG_TYPE_SIM_NETWORK (tg_sim_network_get_type ())
G_DECLARE_FINAL_TYPE (TgSimNetwork, tg_sim_network, TG, SIM_NETWORK, GObject)

typedef struct
{
  TgSimWindow *window;
  TgTestClock *clock;
  TgChance    *chance;
  guint        faults;        /* left */
  guint        restores;      /* left */
  guint        n_overlaps;    /* requests or waits that began while another one went on */
} TgSimWorld;

TgSimNetwork *tg_sim_network_new (TgSimWorld *world,
                                  TgSimStore *store);

G_END_DECLS
