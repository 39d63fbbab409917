/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <libsoup/soup.h>

#include "tg-gate-bounds.h"

G_BEGIN_DECLS

/* Lets connections in and bounds them: how many, how long each part of a request may take, how
 * large its body is. What goes beyond is answered at once and then cut, or only cut. */
typedef struct _TgGate TgGate;

typedef struct
{
  /* The body is larger than was said: give the message its answer. */
  void (*too_large) (SoupServerMessage *message,
                     gpointer           user_data);
  /* One more does not fit: let somebody go who only waits. */
  void (*full)      (gpointer           user_data);
  /* The last one has left. */
  void (*empty)     (gpointer           user_data);
} TgGateFuncs;

/* As many connections as are asked for, but no more than files may be open. */
TgGate  *tg_gate_new         (SoupServer           *soup,
                              const TgGateBounds   *bounds,
                              const TgGateFuncs    *funcs,
                              gpointer              user_data);
/* After the server was disconnected. */
void     tg_gate_free        (TgGate               *self);
/* `certificate` (nullable): with TLS. Port 0: any that is free. Once. */
gboolean tg_gate_listen      (TgGate               *self,
                              const char           *address,
                              guint                 port,
                              GTlsCertificate      *certificate,
                              GError              **error);
guint    tg_gate_get_port    (TgGate               *self);
guint    tg_gate_get_size    (TgGate               *self);
/* How many were cut. */
guint64  tg_gate_get_n_cut   (TgGate               *self);
/* The bodies that are arriving are as much as is held. */
gboolean tg_gate_is_crowded  (TgGate               *self);
/* The largest body that is taken, while only the head is there. FALSE: by its own words it is
 * larger; nothing was done. */
gboolean tg_gate_bound_body  (TgGate               *self,
                              SoupServerMessage    *message,
                              gsize                 bytes);
/* Nobody is let in any more, and nobody who has not yet asked is waited for. */
void     tg_gate_close       (TgGate               *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TgGate, tg_gate_free)

G_END_DECLS
