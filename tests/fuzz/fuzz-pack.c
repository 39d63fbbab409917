/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "tg-fuzz.h"
#include "tg-pack.h"

/* Any bytes as a pack that somebody signed: refused with an error, or one whose every file stays in
 * its folder, and which is the same when it is put together again. */

static gboolean
say_yes (const char  *key,
         const char  *signature,
         GBytes      *body,
         gpointer     user_data,
         GError     **error)
{
  GBytes **kept = user_data;

  *kept = g_bytes_ref (body);
  return TRUE;
}

static void
assert_inside (const TgPack *pack)
{
  for (guint i = 0; i < pack->files->len; i++)
    {
      const TgPackFile *file = pack->files->pdata[i];

      g_assert_false (g_path_is_absolute (file->path));
      g_assert_null (strstr (file->path, ".."));
      g_assert_null (strchr (file->path, '\\'));
      g_assert_true (g_utf8_validate (file->text, -1, NULL));
    }
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  g_autoptr (GBytes) file = g_bytes_new (data, size);
  g_autoptr (GBytes) body = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (TgPack) pack = tg_pack_read (file, say_yes, &body, &error);
  g_autoptr (TgPack) again = NULL;

  g_assert ((pack == NULL) == (error != NULL));
  if (pack == NULL)
    return 0;
  assert_inside (pack);
  again = tg_pack_read_body (body, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (again->files->len, ==, pack->files->len);
  return 0;
}
