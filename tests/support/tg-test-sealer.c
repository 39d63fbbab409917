/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-test-sealer.h"

#include <string.h>

#include "tg-error.h"

/* SHA-256 in counter mode over the place, and a tag of place and value in front. */

#define TAG 32

struct _TgTestSealer
{
  GObject parent_instance;
};

static void tg_test_sealer_iface_init (TgSealerInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TgTestSealer, tg_test_sealer, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (TG_TYPE_SEALER, tg_test_sealer_iface_init))

static void
make_digest (const char   *label,
             const char   *place,
             const guint8 *data,
             gsize         size,
             guint8       *digest)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  gsize length = TAG;

  g_checksum_update (checksum, (const guchar *) label, (gssize) strlen (label) + 1);
  g_checksum_update (checksum, (const guchar *) place, (gssize) strlen (place) + 1);
  if (size > 0)
    g_checksum_update (checksum, data, (gssize) size);
  g_checksum_get_digest (checksum, digest, &length);
}

static void
mask (const char *place,
      guint8     *data,
      gsize       size)
{
  guint8 stream[TAG];

  for (gsize i = 0; i < size; i++)
    {
      if (i % TAG == 0)
        {
          guint64 block = i / TAG;

          make_digest ("stream", place, (const guint8 *) &block, sizeof block, stream);
        }
      data[i] ^= stream[i % TAG];
    }
}

static GBytes *
tg_test_sealer_seal (TgSealer    *sealer,
                     const char  *place,
                     GBytes      *plain,
                     GError     **error)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (plain, &size);
  guint8 *sealed = g_malloc (size + TAG);

  make_digest ("tag", place, data, size, sealed);
  if (size > 0)
    memcpy (sealed + TAG, data, size);
  mask (place, sealed + TAG, size);
  return g_bytes_new_take (sealed, size + TAG);
}

static GBytes *
tg_test_sealer_open (TgSealer    *sealer,
                     const char  *place,
                     GBytes      *sealed,
                     GError     **error)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (sealed, &size);
  g_autofree guint8 *plain = NULL;
  guint8 tag[TAG];

  g_assert_cmpuint (size, >=, TAG);
  plain = g_malloc (size - TAG + 1);
  memcpy (plain, data + TAG, size - TAG);
  mask (place, plain, size - TAG);
  make_digest ("tag", place, plain, size - TAG, tag);
  if (memcmp (tag, data, TAG) != 0)
    {
      g_set_error (error, TG_ERROR, TG_ERROR_CORRUPT, "%s does not open", place);
      return NULL;
    }

  return g_bytes_new_take (g_steal_pointer (&plain), size - TAG);
}

static char *
tg_test_sealer_hash (TgSealer   *sealer,
                     const char *kind,
                     const char *value)
{
  return g_compute_hmac_for_string (G_CHECKSUM_SHA256, (const guchar *) kind, strlen (kind), value,
                                    -1);
}

static void
tg_test_sealer_iface_init (TgSealerInterface *iface)
{
  iface->seal = tg_test_sealer_seal;
  iface->open = tg_test_sealer_open;
  iface->hash = tg_test_sealer_hash;
}

static void
tg_test_sealer_class_init (TgTestSealerClass *klass)
{
}

static void
tg_test_sealer_init (TgTestSealer *self)
{
}

TgSealer *
tg_test_sealer_new (void)
{
  return g_object_new (TG_TYPE_TEST_SEALER, NULL);
}
