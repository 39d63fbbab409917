/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Seals what people entrust to the store. A sealed value is bound to its place (table, row,
 * column) and does not open elsewhere. `hash` is a keyed hash for exact look-up. Any thread. */
#define TG_TYPE_SEALER (tg_sealer_get_type ())
G_DECLARE_INTERFACE (TgSealer, tg_sealer, TG, SEALER, GObject)

struct _TgSealerInterface
{
  GTypeInterface parent_iface;
  GBytes *(*seal) (TgSealer *self, const char *place, GBytes *plain, GError **error);
  GBytes *(*open) (TgSealer *self, const char *place, GBytes *sealed, GError **error);
  char   *(*hash) (TgSealer *self, const char *kind, const char *value);
  gboolean (*seal_stream) (TgSealer *self, const char *place, GInputStream *plain,
                           GOutputStream *sealed, GCancellable *cancellable, GError **error);
  gboolean (*open_stream) (TgSealer *self, const char *place, GInputStream *sealed,
                           GOutputStream *plain, GCancellable *cancellable, GError **error);
};

/* (transfer full) each. `place` is "table/row/column". */
GBytes *tg_sealer_seal (TgSealer    *self,
                        const char  *place,
                        GBytes      *plain,
                        GError     **error);
GBytes *tg_sealer_open (TgSealer    *self,
                        const char  *place,
                        GBytes      *sealed,
                        GError     **error);
char   *tg_sealer_hash (TgSealer    *self,
                        const char  *kind,
                        const char  *value);

/* The same for a file of any size, in constant memory. The streams stay open; what was written
 * before a failure is thrown away by the caller. Waits: not on a thread with a window. */
gboolean tg_sealer_seal_stream (TgSealer       *self,
                                const char     *place,
                                GInputStream   *plain,
                                GOutputStream  *sealed,
                                GCancellable   *cancellable,
                                GError        **error);
gboolean tg_sealer_open_stream (TgSealer       *self,
                                const char     *place,
                                GInputStream   *sealed,
                                GOutputStream  *plain,
                                GCancellable   *cancellable,
                                GError        **error);

G_END_DECLS
