/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-sealer.h"

/* The interface through which the store seals payload columns. Implementations live in `security`,
 * tests have their own; the store is handed one and never knows which. */

G_DEFINE_INTERFACE (TgSealer, tg_sealer, G_TYPE_OBJECT)

static void
tg_sealer_default_init (TgSealerInterface *iface)
{
}

GBytes *
tg_sealer_seal (TgSealer    *self,
                const char  *place,
                GBytes      *plain,
                GError     **error)
{
  g_return_val_if_fail (TG_IS_SEALER (self), NULL);
  g_return_val_if_fail (place != NULL && plain != NULL, NULL);

  return TG_SEALER_GET_IFACE (self)->seal (self, place, plain, error);
}

GBytes *
tg_sealer_open (TgSealer    *self,
                const char  *place,
                GBytes      *sealed,
                GError     **error)
{
  g_return_val_if_fail (TG_IS_SEALER (self), NULL);
  g_return_val_if_fail (place != NULL && sealed != NULL, NULL);

  return TG_SEALER_GET_IFACE (self)->open (self, place, sealed, error);
}

char *
tg_sealer_hash (TgSealer   *self,
                const char *kind,
                const char *value)
{
  g_return_val_if_fail (TG_IS_SEALER (self), NULL);
  g_return_val_if_fail (kind != NULL && value != NULL, NULL);

  return TG_SEALER_GET_IFACE (self)->hash (self, kind, value);
}

gboolean
tg_sealer_seal_stream (TgSealer       *self,
                       const char     *place,
                       GInputStream   *plain,
                       GOutputStream  *sealed,
                       GCancellable   *cancellable,
                       GError        **error)
{
  g_return_val_if_fail (TG_IS_SEALER (self), FALSE);
  g_return_val_if_fail (place != NULL && plain != NULL && sealed != NULL, FALSE);
  g_return_val_if_fail (TG_SEALER_GET_IFACE (self)->seal_stream != NULL, FALSE);

  return TG_SEALER_GET_IFACE (self)->seal_stream (self, place, plain, sealed, cancellable, error);
}

gboolean
tg_sealer_open_stream (TgSealer       *self,
                       const char     *place,
                       GInputStream   *sealed,
                       GOutputStream  *plain,
                       GCancellable   *cancellable,
                       GError        **error)
{
  g_return_val_if_fail (TG_IS_SEALER (self), FALSE);
  g_return_val_if_fail (place != NULL && plain != NULL && sealed != NULL, FALSE);
  g_return_val_if_fail (TG_SEALER_GET_IFACE (self)->open_stream != NULL, FALSE);

  return TG_SEALER_GET_IFACE (self)->open_stream (self, place, sealed, plain, cancellable, error);
}
