/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-account-key.h"

#include "tg-jws.h"

/* One setting an account, with its certificates in base64, blanks between: they are few and never
 * searched by. */

#define SETTING "certificates/"

static char *
make_name (const char *account)
{
  return g_strconcat (SETTING, account, NULL);
}

gboolean
tg_account_key_add (TgBook      *book,
                    const char  *account,
                    GBytes      *certificate,
                    GError     **error)
{
  g_autofree char *name = make_name (account);
  g_autofree char *base64 = g_base64_encode (g_bytes_get_data (certificate, NULL),
                                             g_bytes_get_size (certificate));
  g_autofree char *old = NULL;
  g_autofree char *both = NULL;
  g_autoptr (GError) local = NULL;

  old = tg_book_dup_setting (book, name, &local);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (old != NULL && strstr (old, base64) != NULL)
    return TRUE;
  both = g_strjoin (" ", base64, old, NULL);
  return tg_book_set_setting (book, name, both, error);
}

GPtrArray *
tg_account_key_list (TgBook      *book,
                     const char  *account,
                     GError     **error)
{
  g_autoptr (GPtrArray) keys = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_autofree char *name = make_name (account);
  g_autofree char *text = NULL;
  g_auto (GStrv) parts = NULL;
  g_autoptr (GError) local = NULL;

  text = tg_book_dup_setting (book, name, &local);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  parts = g_strsplit (text != NULL ? text : "", " ", -1);
  for (guint i = 0; parts[i] != NULL; i++)
    {
      gsize length = 0;
      guchar *der = *parts[i] != '\0' ? g_base64_decode (parts[i], &length) : NULL;

      if (der != NULL)
        g_ptr_array_add (keys, g_bytes_new_take (der, length));
    }
  return g_steal_pointer (&keys);
}

GBytes *
tg_account_key_find (GPtrArray  *keys,
                     const char *key_id)
{
  for (guint i = 0; key_id != NULL && i < keys->len; i++)
    {
      g_autofree char *found = tg_jws_make_key_id (keys->pdata[i]);

      if (g_str_equal (found, key_id))
        return g_bytes_ref (keys->pdata[i]);
    }
  return NULL;
}
