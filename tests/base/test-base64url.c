/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-base64url.h"

/* RFC 4648's own examples, the two letters that differ, and texts that are none. */

static void
test_vectors (void)
{
  static const struct
  {
    const char *plain;
    const char *text;
  } cases[] = {
    { "", "" }, { "f", "Zg" }, { "fo", "Zm8" }, { "foo", "Zm9v" }, { "foob", "Zm9vYg" },
    { "fooba", "Zm9vYmE" }, { "foobar", "Zm9vYmFy" }, { "\xfb\xff\xfe", "-__-" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gsize length = strlen (cases[i].plain);
      g_autofree char *text = tg_base64url_encode (cases[i].plain, length);
      g_autoptr (GBytes) plain = tg_base64url_decode (cases[i].text);
      g_autoptr (GBytes) wanted = g_bytes_new (cases[i].plain, length);

      g_assert_cmpstr (text, ==, cases[i].text);
      g_assert_nonnull (plain);
      g_assert_true (g_bytes_equal (plain, wanted));
    }
}

/* "Zh" would be "f" to a reader that overlooks the bits behind it. */
static void
test_others (void)
{
  static const char * const texts[] = { "Z", "Zg==", "Zh", "Zm9v+", "Zm9 v", "Zm9v\n", "/w", "é" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_test_message ("%s", texts[i]);
      g_assert_null (tg_base64url_decode (texts[i]));
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/base64url/vectors", test_vectors);
  g_test_add_func ("/base/base64url/others", test_others);
  return g_test_run ();
}
