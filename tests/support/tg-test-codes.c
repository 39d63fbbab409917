/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-test-codes.h"

#include "tg-data-dir.h"
#include "tg-db-statement.h"
#include "tg-json.h"

struct _TgTestCodes
{
  GObject  parent_instance;
  TgDb    *db;
};

static TgCodeRow *
find_code (TgCodeLookup *lookup,
           const char   *table,
           const char   *code,
           const char   *date)
{
  const char *sql = "SELECT name_zh, name_en, extra FROM code"
                    " WHERE table_name = :table AND code = :code"
                    " AND (valid_from = '' OR valid_from <= :date)"
                    " AND (valid_to = '' OR valid_to >= :date) ORDER BY valid_from DESC LIMIT 1";
  g_autoptr (TgDbStatement) st = tg_db_prepare (TG_TEST_CODES (lookup)->db, sql, NULL);
  g_autoptr (JsonNode) extra = NULL;
  GHashTable *columns = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  gboolean has_row = FALSE;
  JsonObjectIter iter;
  const char *name;

  tg_db_bind_text (st, ":table", table);
  tg_db_bind_text (st, ":code", code);
  tg_db_bind_text (st, ":date", date);
  g_assert_true (tg_db_step (st, &has_row, NULL));
  if (!has_row)
    {
      g_hash_table_unref (columns);
      return NULL;
    }
  extra = tg_json_parse (tg_db_column_text (st, 2), -1, &TG_JSON_LIMITS_DEFAULT, NULL);
  if (extra != NULL)
    {
      json_object_iter_init (&iter, json_node_get_object (extra));
      while (json_object_iter_next (&iter, &name, NULL))
        g_hash_table_insert (columns, g_strdup (name),
                             g_strdup (tg_json_get_string (json_node_get_object (extra), name,
                                                           "")));
    }
  return tg_code_row_new (code, tg_db_column_text (st, 0), tg_db_column_text (st, 1), columns);
}

static gboolean
has_table (TgCodeLookup *lookup,
           const char   *table)
{
  const char *sql = "SELECT 1 FROM code_table WHERE name = :table";
  g_autoptr (TgDbStatement) st = tg_db_prepare (TG_TEST_CODES (lookup)->db, sql, NULL);
  gboolean has_row = FALSE;

  tg_db_bind_text (st, ":table", table);
  g_assert_true (tg_db_step (st, &has_row, NULL));
  return has_row;
}

static void
tg_test_codes_lookup_init (TgCodeLookupInterface *iface)
{
  iface->find = find_code;
  iface->has_table = has_table;
}

G_DEFINE_TYPE_WITH_CODE (TgTestCodes, tg_test_codes, G_TYPE_OBJECT,
                         G_IMPLEMENT_INTERFACE (TG_TYPE_CODE_LOOKUP, tg_test_codes_lookup_init))

static void
tg_test_codes_finalize (GObject *object)
{
  tg_db_close (TG_TEST_CODES (object)->db);
  G_OBJECT_CLASS (tg_test_codes_parent_class)->finalize (object);
}

static void
tg_test_codes_class_init (TgTestCodesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tg_test_codes_finalize;
}

static void
tg_test_codes_init (TgTestCodes *self)
{
  g_autofree char *path = tg_data_dir_codes ();
  TgDbOptions options = { .path = path, .is_read_only = TRUE, .is_cache = TRUE };
  g_autoptr (GError) error = NULL;

  self->db = tg_db_open (&options, &error);
  g_assert_no_error (error);
}

TgCodeLookup *
tg_test_codes_new (void)
{
  return g_object_new (TG_TYPE_TEST_CODES, NULL);
}
