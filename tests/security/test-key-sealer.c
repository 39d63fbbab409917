/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-key-sealer.h"

#include "tg-error.h"

#define PLACE "filing/01a2068f-8a7b-7abc-8def-0123456789ab/document"

static TgSealer *
new_sealer (void)
{
  g_autoptr (TgDataKey) key = tg_data_key_new_random ();

  return tg_key_sealer_new (key);
}

static GBytes *
seal (TgSealer   *sealer,
      const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) plain = g_bytes_new (text, strlen (text));
  GBytes *sealed = tg_sealer_seal (sealer, PLACE, plain, &error);

  g_assert_no_error (error);
  return sealed;
}

static void
assert_refused (TgSealer   *sealer,
                const char *place,
                GBytes     *sealed,
                TgError     code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (tg_sealer_open (sealer, place, sealed, &error));
  g_assert_error (error, TG_ERROR, (int) code);
}

static void
test_round_trip (void)
{
  static const char * const texts[] = { "", "x", "410105199001010013", "保温杯" };
  g_autoptr (TgSealer) sealer = new_sealer ();

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) plain = g_bytes_new (texts[i], strlen (texts[i]));
      g_autoptr (GBytes) sealed = seal (sealer, texts[i]);
      g_autoptr (GBytes) again = seal (sealer, texts[i]);
      g_autoptr (GBytes) opened = tg_sealer_open (sealer, PLACE, sealed, &error);

      g_assert_no_error (error);
      g_assert_true (g_bytes_equal (opened, plain));
      g_assert_false (g_bytes_equal (sealed, again));
    }
}

static void
test_hides (void)
{
  g_autoptr (TgSealer) sealer = new_sealer ();
  g_autoptr (GBytes) sealed = seal (sealer, "410105199001010013");

  g_assert_null (memmem (g_bytes_get_data (sealed, NULL), g_bytes_get_size (sealed), "4101", 4));
}

static void
test_moved (void)
{
  g_autoptr (TgSealer) sealer = new_sealer ();
  g_autoptr (GBytes) sealed = seal (sealer, "x");

  assert_refused (sealer, "filing/01a2068f-8a7b-7abc-8def-0123456789ac/document", sealed,
                  TG_ERROR_CORRUPT);
  assert_refused (sealer, "filing/01a2068f-8a7b-7abc-8def-0123456789ab/answer", sealed,
                  TG_ERROR_CORRUPT);
  assert_refused (sealer, "", sealed, TG_ERROR_CORRUPT);
}

static void
test_other_key (void)
{
  g_autoptr (TgSealer) sealer = new_sealer ();
  g_autoptr (TgSealer) other = new_sealer ();
  g_autoptr (GBytes) sealed = seal (sealer, "x");

  assert_refused (other, PLACE, sealed, TG_ERROR_CORRUPT);
}

static void
test_tampered (void)
{
  g_autoptr (TgSealer) sealer = new_sealer ();
  g_autoptr (GBytes) sealed = seal (sealer, "1280.00");
  gsize size = g_bytes_get_size (sealed);

  for (gsize i = 0; i < size; i++)
    {
      guint8 *data = g_memdup2 (g_bytes_get_data (sealed, NULL), size);
      g_autoptr (GBytes) changed = NULL;
      g_autoptr (GBytes) shorter = g_bytes_new_from_bytes (sealed, 0, i);

      data[i] ^= 1;
      changed = g_bytes_new_take (data, size);
      assert_refused (sealer, PLACE, changed, i == 0 ? TG_ERROR_UNSUPPORTED : TG_ERROR_CORRUPT);
      assert_refused (sealer, PLACE, shorter, TG_ERROR_CORRUPT);
    }
}

static void
test_hash (void)
{
  g_autoptr (TgSealer) sealer = new_sealer ();
  g_autoptr (TgSealer) other = new_sealer ();
  g_autofree char *hash = tg_sealer_hash (sealer, "id-card", "410105199001010013");
  g_autofree char *again = tg_sealer_hash (sealer, "id-card", "410105199001010013");
  g_autofree char *other_kind = tg_sealer_hash (sealer, "passport", "410105199001010013");
  g_autofree char *other_key = tg_sealer_hash (other, "id-card", "410105199001010013");
  g_autofree char *shifted = tg_sealer_hash (sealer, "id-card4", "10105199001010013");

  g_assert_cmpuint (strlen (hash), ==, 64);
  g_assert_cmpstr (hash, ==, again);
  g_assert_cmpstr (hash, !=, other_kind);
  g_assert_cmpstr (hash, !=, other_key);
  g_assert_cmpstr (hash, !=, shifted);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/security/key-sealer/round-trip", test_round_trip);
  g_test_add_func ("/security/key-sealer/hides", test_hides);
  g_test_add_func ("/security/key-sealer/moved", test_moved);
  g_test_add_func ("/security/key-sealer/other-key", test_other_key);
  g_test_add_func ("/security/key-sealer/tampered", test_tampered);
  g_test_add_func ("/security/key-sealer/hash", test_hash);
  return g_test_run ();
}
