/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a gate lets in, and how long it has patience. */
typedef struct
{
  guint connections;        /* at the same time; more wait until one ends */
  guint head_seconds;       /* until a request's head is there */
  guint idle_seconds;       /* without a byte of its body, or of its answer being read */
  guint total_seconds;      /* for its whole body, and for its whole answer */
  gsize held_bytes;         /* bodies that are arriving, all together */
} TgGateBounds;

/* Each client of a class of 200 has a long poll, a request and some to spare. */
#define TG_GATE_USUAL_BOUNDS { 4000, 20, 30, 300, 256 * 1024 * 1024 }

G_END_DECLS
