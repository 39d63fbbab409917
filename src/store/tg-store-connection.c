/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-store-private.h"

#include <string.h>

#include "tg-decimal.h"
#include "tg-json.h"

/* What the functions of every table need: sealing a value into a statement, opening one from a
 * row, the sortable form of an amount. Lives on the thread of its connection, for one
 * transaction. */

void
tg_store_connection_assert (TgStoreConnection *conn)
{
  g_assert (conn != NULL);
  tg_db_assert_thread (conn->db);
}

void
tg_store_connection_changed (TgStoreConnection *conn,
                             TgStoreChange      change)
{
  conn->changes |= change;
}

gint64
tg_store_connection_get_time (TgStoreConnection *conn)
{
  return tg_clock_get_time (conn->clock);
}

TgCodeLookup *
tg_store_connection_get_codes (TgStoreConnection *conn)
{
  return conn->codes;
}

char *
tg_store_place (const char *table,
                const char *row,
                const char *column)
{
  return g_strjoin ("/", table, row, column, NULL);
}

gboolean
tg_store_bind_sealed (TgStoreConnection  *conn,
                      TgDbStatement      *statement,
                      const char         *name,
                      const char         *place,
                      const char         *text,
                      GError            **error)
{
  g_autoptr (GBytes) plain = NULL;
  g_autoptr (GBytes) sealed = NULL;

  if (text == NULL)
    return TRUE;

  plain = g_bytes_new (text, strlen (text));
  sealed = tg_sealer_seal (conn->sealer, place, plain, error);
  if (sealed == NULL)
    return FALSE;

  tg_db_bind_blob (statement, name, sealed);
  return TRUE;
}

char *
tg_store_open_column (TgStoreConnection  *conn,
                      TgDbStatement      *statement,
                      int                 column,
                      const char         *place,
                      GError            **error)
{
  g_autoptr (GBytes) sealed = tg_db_column_bytes (statement, column);
  g_autoptr (GBytes) plain = NULL;
  const char *data;
  gsize size;

  if (sealed == NULL)
    return g_strdup ("");

  plain = tg_sealer_open (conn->sealer, place, sealed, error);
  if (plain == NULL)
    return NULL;

  data = g_bytes_get_data (plain, &size);
  return g_strndup (data != NULL ? data : "", size);
}

char *
tg_store_seal_text (TgStoreConnection  *conn,
                    const char         *place,
                    const char         *text,
                    GError            **error)
{
  g_autoptr (GBytes) plain = g_bytes_new (text, strlen (text));
  g_autoptr (GBytes) sealed = NULL;
  g_autofree char *base64 = NULL;

  if (*text == '\0')
    return g_strdup ("");
  sealed = tg_sealer_seal (conn->sealer, place, plain, error);
  if (sealed == NULL)
    return NULL;
  base64 = g_base64_encode (g_bytes_get_data (sealed, NULL), g_bytes_get_size (sealed));
  return g_strconcat ("#", base64, NULL);
}

char *
tg_store_open_text (TgStoreConnection  *conn,
                    const char         *place,
                    const char         *sealed,
                    GError            **error)
{
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GBytes) plain = NULL;
  guchar *data;
  gsize length;

  if (*sealed != '#')
    return g_strdup (sealed);
  data = g_base64_decode (sealed + 1, &length);
  bytes = g_bytes_new_take (data, length);
  plain = tg_sealer_open (conn->sealer, place, bytes, error);
  if (plain == NULL)
    return NULL;
  return g_strndup (g_bytes_get_data (plain, NULL), g_bytes_get_size (plain));
}

gint64
tg_store_amount_units (const char *amount)
{
  TgDecimal number;
  TgDecimal rounded;
  __int128 units;

  if (amount == NULL || !tg_decimal_parse (amount, &number, NULL) ||
      !tg_decimal_round (number, 5, &rounded, NULL))
    return 0;

  units = rounded.value;
  for (guint scale = rounded.scale; scale < 5; scale++)
    {
      if (units > G_MAXINT64 || units < G_MININT64)
        break;
      units *= 10;
    }

  return units > G_MAXINT64 ? G_MAXINT64 : units < G_MININT64 ? G_MININT64 : (gint64) units;
}

const char *
tg_store_column (TgDbStatement *statement,
                 int            column)
{
  const char *text = tg_db_column_text (statement, column);

  return text != NULL ? text : "";
}

char *
tg_store_write_list (const char * const *texts)
{
  g_autoptr (GString) list = g_string_new ("[");

  for (guint i = 0; texts[i] != NULL; i++)
    {
      if (i > 0)
        g_string_append_c (list, ',');
      tg_json_append_string (list, texts[i]);
    }
  g_string_append_c (list, ']');
  return g_string_free (g_steal_pointer (&list), FALSE);
}

gboolean
tg_store_find (TgDbStatement  *statement,
               gboolean       *found,
               GError        **error)
{
  gboolean has_row = FALSE;

  if (!tg_db_step (statement, &has_row, error))
    return FALSE;

  *found = has_row;
  return TRUE;
}

TgDocument *
tg_store_open_document (TgStoreConnection  *conn,
                        TgDbStatement      *statement,
                        int                 column,
                        const char         *place,
                        GError            **error)
{
  g_autofree char *json = tg_store_open_column (conn, statement, column, place, error);
  g_autoptr (TgDocument) document = NULL;

  if (json == NULL)
    return NULL;

  document = tg_document_new_from_json (json, -1, error);
  if (document == NULL)
    {
      g_prefix_error (error, "%s: ", place);
      return NULL;
    }

  tg_document_freeze (document);
  return g_steal_pointer (&document);
}

GPtrArray *
tg_store_read_texts (TgDbStatement  *statement,
                     GError        **error)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  gboolean has_row = FALSE;

  while (tg_db_step (statement, &has_row, error))
    {
      if (!has_row)
        return g_steal_pointer (&texts);
      g_ptr_array_add (texts, g_strdup (tg_store_column (statement, 0)));
    }

  return NULL;
}

GArray *
tg_store_read_ints (TgDbStatement  *statement,
                    GError        **error)
{
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (gint64));
  gboolean has_row = FALSE;

  while (tg_db_step (statement, &has_row, error))
    {
      gint64 number;

      if (!has_row)
        return g_steal_pointer (&numbers);
      number = tg_db_column_int (statement, 0);
      g_array_append_val (numbers, number);
    }

  return NULL;
}
