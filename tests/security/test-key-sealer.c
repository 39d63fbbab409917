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

/* Files */

#define CHUNK (64 * 1024)

static GBytes *
make_content (gsize size)
{
  guint8 *data = g_malloc (size + 1);

  for (gsize i = 0; i < size; i++)
    data[i] = (guint8) (i * 31 + i / 251);
  return g_bytes_new_take (data, size);
}

static GBytes *
pass_through (TgSealer   *sealer,
              const char *place,
              GBytes     *content,
              gboolean    opens,
              GError    **error)
{
  g_autoptr (GInputStream) input = g_memory_input_stream_new_from_bytes (content);
  g_autoptr (GOutputStream) output = g_memory_output_stream_new_resizable ();
  gboolean is_done = opens ? tg_sealer_open_stream (sealer, place, input, output, NULL, error)
                           : tg_sealer_seal_stream (sealer, place, input, output, NULL, error);

  g_output_stream_close (output, NULL, NULL);
  return is_done ? g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (output)) : NULL;
}

static void
assert_file_refused (TgSealer   *sealer,
                     const char *place,
                     GBytes     *sealed)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (pass_through (sealer, place, sealed, TRUE, &error));
  g_assert_error (error, TG_ERROR, TG_ERROR_CORRUPT);
}

static void
test_file (void)
{
  static const gsize sizes[] = { 0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK, 1000003 };
  g_autoptr (TgSealer) sealer = new_sealer ();

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) content = make_content (sizes[i]);
      g_autoptr (GBytes) sealed = pass_through (sealer, PLACE, content, FALSE, &error);
      g_autoptr (GBytes) opened = pass_through (sealer, PLACE, sealed, TRUE, &error);

      g_assert_no_error (error);
      g_assert_true (g_bytes_equal (opened, content));
      if (sizes[i] > 64)
        g_assert_null (memmem (g_bytes_get_data (sealed, NULL), g_bytes_get_size (sealed),
                               g_bytes_get_data (content, NULL), 32));
    }
}

/* Cut off at every chunk and in it, continued, changed, moved, under another key. */
static void
test_file_refused (void)
{
  g_autoptr (TgSealer) sealer = new_sealer ();
  g_autoptr (TgSealer) other = new_sealer ();
  g_autoptr (GBytes) content = make_content (2 * CHUNK + 100);
  g_autoptr (GBytes) sealed = pass_through (sealer, PLACE, content, FALSE, NULL);
  gsize size = g_bytes_get_size (sealed);
  const gsize cuts[] = { 0, 10, 25, 25 + CHUNK + 17, 25 + 2 * (CHUNK + 17), size - 1 };
  g_autofree guint8 *longer = g_malloc0 (size + 1);
  g_autoptr (GBytes) continued = NULL;
  g_autoptr (GBytes) changed = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (cuts); i++)
    {
      g_autoptr (GBytes) cut = g_bytes_new_from_bytes (sealed, 0, cuts[i]);

      assert_file_refused (sealer, PLACE, cut);
    }
  memcpy (longer, g_bytes_get_data (sealed, NULL), size);
  continued = g_bytes_new (longer, size + 1);
  assert_file_refused (sealer, PLACE, continued);
  longer[size / 2] ^= 1;
  changed = g_bytes_new (longer, size);
  assert_file_refused (sealer, PLACE, changed);
  assert_file_refused (sealer, "attachment/other/file", sealed);
  assert_file_refused (other, PLACE, sealed);
}

static void
test_file_newer (void)
{
  g_autoptr (TgSealer) sealer = new_sealer ();
  g_autoptr (GBytes) content = make_content (10);
  g_autoptr (GBytes) sealed = pass_through (sealer, PLACE, content, FALSE, NULL);
  gsize size = g_bytes_get_size (sealed);
  g_autofree guint8 *data = g_memdup2 (g_bytes_get_data (sealed, NULL), size);
  g_autoptr (GBytes) newer = NULL;
  g_autoptr (GError) error = NULL;

  data[0] = 2;
  newer = g_bytes_new (data, size);
  g_assert_null (pass_through (sealer, PLACE, newer, TRUE, &error));
  g_assert_error (error, TG_ERROR, TG_ERROR_UNSUPPORTED);
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
  g_test_add_func ("/security/key-sealer/file", test_file);
  g_test_add_func ("/security/key-sealer/file-refused", test_file_refused);
  g_test_add_func ("/security/key-sealer/file-newer", test_file_newer);
  return g_test_run ();
}
