/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-window-codes.h"

#include <glib/gstdio.h>
#include <string.h>

#include "tg-code-table.h"
#include "tg-dated-code.h"
#include "tg-db-statement.h"
#include "tg-error.h"
#include "tg-json.h"

/* Rows are kept as their canonical JSON, so that a digest is taken over the very bytes that the
 * window took it over. What the program has itself is made into the same form: if the digest is
 * that of the list, nothing need be fetched, and if not, a delta may lead on from there. */

#define APPLICATION_ID 0x54475743u   /* "TGWC" */

#define SCHEMA \
  "CREATE TABLE IF NOT EXISTS about (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;" \
  "CREATE TABLE IF NOT EXISTS code_table (" \
  "  name TEXT PRIMARY KEY, version TEXT NOT NULL, sha256 TEXT NOT NULL," \
  "  is_own INTEGER NOT NULL) WITHOUT ROWID;" \
  "CREATE TABLE IF NOT EXISTS code_row (" \
  "  table_name TEXT NOT NULL, code TEXT NOT NULL, valid_from TEXT NOT NULL, row TEXT NOT NULL," \
  "  PRIMARY KEY (table_name, code, valid_from)) WITHOUT ROWID;"

void
tg_code_want_free (TgCodeWant *self)
{
  g_clear_pointer (&self->mark, tg_code_mark_free);
  g_free (self->from);
  g_free (self);
}

/* ---- what is noted ---- */

static char *
get_about (TgDb        *db,
           const char  *name,
           GError     **error)
{
  g_autoptr (TgDbStatement) st =
    tg_db_prepare (db, "SELECT value FROM about WHERE name = :name", error);
  gboolean has_row;

  if (st == NULL)
    return NULL;
  tg_db_bind_text (st, ":name", name);
  if (!tg_db_step (st, &has_row, error))
    return NULL;
  return has_row ? tg_db_column_dup_text (st, 0) : g_strdup ("");
}

static gboolean
set_about (TgDb        *db,
           const char  *name,
           const char  *value,
           GError     **error)
{
  g_autoptr (TgDbStatement) st =
    tg_db_prepare (db, "INSERT OR REPLACE INTO about (name, value) VALUES (:name, :value)", error);

  if (st == NULL)
    return FALSE;
  tg_db_bind_text (st, ":name", name);
  tg_db_bind_text (st, ":value", value);
  return tg_db_run (st, error);
}

/* The file of the program, as it is now. */
static char *
make_stamp (const char *base)
{
  GStatBuf info = { 0 };

  g_stat (base, &info);
  return g_strdup_printf ("%" G_GINT64_FORMAT " %" G_GINT64_FORMAT, (gint64) info.st_size,
                          (gint64) info.st_mtime);
}

/* What another key signed counts no more; what was the same as the program's is to be looked at
 * again when the program is another. */
static gboolean
settle (const TgWindowCodes  *self,
        TgDb                 *db,
        GError              **error)
{
  g_autofree char *stamp = make_stamp (self->base);
  g_autofree char *key = get_about (db, "key", error);
  g_autofree char *known = key != NULL ? get_about (db, "base", error) : NULL;
  gboolean is_same_key = g_strcmp0 (key, self->key) == 0;

  if (known == NULL)
    return FALSE;
  if (is_same_key && g_str_equal (known, stamp))
    return TRUE;
  if (!is_same_key && !tg_db_exec (db, "DELETE FROM code_row; DELETE FROM code_table;", error))
    return FALSE;
  return tg_db_exec (db, "DELETE FROM code_table WHERE is_own;", error) &&
         set_about (db, "tag", "", error) && set_about (db, "key", self->key, error) &&
         set_about (db, "base", stamp, error);
}

/* In a transaction. */
static TgDb *
open_for_change (const TgWindowCodes  *self,
                 GError              **error)
{
  const TgDbOptions options = { .path = self->path, .vfs = self->vfs, .is_cache = TRUE,
                                .application_id = APPLICATION_ID };
  g_autoptr (TgDb) db = tg_db_open (&options, error);

  if (db == NULL || !tg_db_begin (db, error))
    return NULL;
  if (tg_db_exec (db, SCHEMA, error) && settle (self, db, error))
    return g_steal_pointer (&db);
  tg_db_rollback (db);
  return NULL;
}

char *
tg_window_codes_dup_tag (const TgWindowCodes  *self,
                         GError              **error)
{
  g_autoptr (TgDb) db = open_for_change (self, error);
  g_autofree char *tag = db != NULL ? get_about (db, "tag", error) : NULL;

  if (tag != NULL && tg_db_commit (db, error))
    return g_steal_pointer (&tag);
  if (db != NULL)
    tg_db_rollback (db);
  return NULL;
}

gboolean
tg_window_codes_keep_tag (const TgWindowCodes  *self,
                          const char           *tag,
                          GError              **error)
{
  g_autoptr (TgDb) db = open_for_change (self, error);

  if (db == NULL)
    return FALSE;
  if (set_about (db, "tag", tag, error) && tg_db_commit (db, error))
    return TRUE;
  tg_db_rollback (db);
  return FALSE;
}

/* ---- the program's own tables ---- */

static TgDb *
open_base (const TgWindowCodes  *self,
           GError              **error)
{
  const TgDbOptions options = { .path = self->base, .is_read_only = TRUE,
                                .application_id = TG_CODES_APPLICATION_ID };

  return tg_db_open (&options, error);
}

static char *
find_base_version (TgDb        *base,
                   const char  *table,
                   GError     **error)
{
  g_autoptr (TgDbStatement) st =
    tg_db_prepare (base, "SELECT version FROM code_table WHERE name = :table", error);
  gboolean has_row;

  if (st == NULL)
    return NULL;
  tg_db_bind_text (st, ":table", table);
  return tg_db_step (st, &has_row, error) && has_row ? tg_db_column_dup_text (st, 0) : NULL;
}

/* As a window says it. */
static char *
make_row (TgDbStatement *st)
{
  g_autoptr (JsonNode) node = tg_json_parse (tg_db_column_text (st, 5), -1, NULL, NULL);
  JsonObject *row;

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return NULL;
  row = json_node_get_object (node);
  json_object_set_string_member (row, "code", tg_db_column_text (st, 0));
  json_object_set_string_member (row, "valid_from", tg_db_column_text (st, 1));
  json_object_set_string_member (row, "valid_to", tg_db_column_text (st, 2));
  json_object_set_string_member (row, "name_zh", tg_db_column_text (st, 3));
  json_object_set_string_member (row, "name_en", tg_db_column_text (st, 4));
  return tg_json_to_canonical (node, NULL);
}

typedef gboolean (*TakeRow) (gpointer       data,
                             TgDbStatement *st,
                             const char    *row,
                             GError       **error);

static gboolean
walk_base (TgDb        *base,
           const char  *table,
           TakeRow      take,
           gpointer     data,
           GError     **error)
{
  g_autoptr (TgDbStatement) st =
    tg_db_prepare (base,
                   "SELECT code, valid_from, valid_to, name_zh, name_en, extra FROM code"
                   " WHERE table_name = :table ORDER BY code, valid_from", error);
  gboolean has_row;

  if (st == NULL)
    return FALSE;
  tg_db_bind_text (st, ":table", table);
  while (tg_db_step (st, &has_row, error))
    {
      g_autofree char *row = has_row ? make_row (st) : NULL;

      if (!has_row)
        return TRUE;
      if (row != NULL && !take (data, st, row, error))
        return FALSE;
    }
  return FALSE;
}

static gboolean
digest_row (gpointer        data,
            TgDbStatement  *st,
            const char     *row,
            GError        **error)
{
  g_checksum_update (data, (const guchar *) row, -1);
  g_checksum_update (data, (const guchar *) "\n", 1);
  return TRUE;
}

static gboolean
is_as_in_base (TgDb              *base,
               const TgCodeMark  *mark,
               gboolean          *out,
               GError           **error)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);

  if (!walk_base (base, mark->table, digest_row, checksum, error))
    return FALSE;
  *out = g_str_equal (g_checksum_get_string (checksum), mark->sha256);
  return TRUE;
}

/* ---- comparing ---- */

typedef struct
{
  TgDb      *db;
  TgDb      *base;
  GPtrArray *wants;
} Comparison;

static void
add_want (Comparison       *self,
          const TgCodeMark *mark,
          const char       *from)
{
  TgCodeWant *want = g_new0 (TgCodeWant, 1);

  want->mark = tg_code_mark_new (mark->table, mark->version, mark->sha256);
  want->mark->rows = mark->rows;
  want->mark->bytes = mark->bytes;
  want->from = g_strdup (from);
  g_ptr_array_add (self->wants, want);
}

static gboolean
put_table (TgDb              *db,
           const TgCodeMark  *mark,
           gboolean           is_own,
           GError           **error)
{
  g_autoptr (TgDbStatement) st =
    tg_db_prepare (db,
                   "INSERT OR REPLACE INTO code_table (name, version, sha256, is_own)"
                   " VALUES (:name, :version, :sha256, :own)", error);

  if (st == NULL)
    return FALSE;
  tg_db_bind_text (st, ":name", mark->table);
  tg_db_bind_text (st, ":version", mark->version);
  tg_db_bind_text (st, ":sha256", mark->sha256);
  tg_db_bind_int (st, ":own", is_own);
  return tg_db_run (st, error);
}

static gboolean
compare_new (Comparison        *self,
             const TgCodeMark  *mark,
             GError           **error)
{
  g_autofree char *version = find_base_version (self->base, mark->table, NULL);
  gboolean is_same = FALSE;

  if (version != NULL && !is_as_in_base (self->base, mark, &is_same, error))
    return FALSE;
  if (is_same)
    return put_table (self->db, mark, TRUE, error);
  add_want (self, mark, version);
  return TRUE;
}

typedef struct
{
  char     *version;     /* nullable: there is none */
  char     *sha256;
  gboolean  is_own;
} Known;

static void
known_clear (Known *known)
{
  g_free (known->version);
  g_free (known->sha256);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Known, known_clear)

static gboolean
find_known (TgDb        *db,
            const char  *table,
            Known       *known,
            GError     **error)
{
  g_autoptr (TgDbStatement) st =
    tg_db_prepare (db, "SELECT version, sha256, is_own FROM code_table WHERE name = :table", error);
  gboolean has_row;

  if (st == NULL)
    return FALSE;
  tg_db_bind_text (st, ":table", table);
  if (!tg_db_step (st, &has_row, error))
    return FALSE;
  if (has_row)
    {
      known->version = tg_db_column_dup_text (st, 0);
      known->sha256 = tg_db_column_dup_text (st, 1);
      known->is_own = tg_db_column_int (st, 2) != 0;
    }
  return TRUE;
}

static gboolean
refuse (guint             position,
        const TgCodeMark *mark,
        const Known      *known,
        gboolean          is_older,
        GError          **error)
{
  if (is_older)
    g_set_error (error, TG_ERROR, TG_ERROR_REFUSED,
                 "/tables/%u/version: %s of table %s is older than %s, which is here", position,
                 mark->version, mark->table, known->version);
  else
    g_set_error (error, TG_ERROR, TG_ERROR_REFUSED,
                 "/tables/%u/sha256: version %s of table %s was another before", position,
                 mark->version, mark->table);
  return FALSE;
}

static gboolean
compare (Comparison        *self,
         guint              position,
         const TgCodeMark  *mark,
         GError           **error)
{
  g_auto (Known) known = { NULL, NULL, FALSE };
  gboolean is_same;
  int order;

  if (!find_known (self->db, mark->table, &known, error))
    return FALSE;
  if (known.version == NULL)
    return compare_new (self, mark, error);
  is_same = g_str_equal (known.sha256, mark->sha256);
  order = tg_code_delta_compare_versions (mark->version, known.version);
  if (order < 0 || (order == 0 && !is_same))
    return refuse (position, mark, &known, order < 0, error);
  if (is_same)
    return order == 0 || put_table (self->db, mark, known.is_own, error);
  add_want (self, mark, known.version);
  return TRUE;
}

static gboolean
compare_all (Comparison  *self,
             GPtrArray   *marks,
             GError     **error)
{
  for (guint i = 0; i < marks->len; i++)
    if (!compare (self, i, marks->pdata[i], error))
      return FALSE;
  return TRUE;
}

GPtrArray *
tg_window_codes_compare (const TgWindowCodes  *self,
                         GPtrArray            *marks,
                         GError              **error)
{
  g_autoptr (GPtrArray) wants =
    g_ptr_array_new_with_free_func ((GDestroyNotify) tg_code_want_free);
  g_autoptr (TgDb) base = open_base (self, error);
  g_autoptr (TgDb) db = base != NULL ? open_for_change (self, error) : NULL;
  Comparison comparison = { db, base, wants };

  if (db == NULL)
    return NULL;
  if (compare_all (&comparison, marks, error) && tg_db_commit (db, error))
    return g_steal_pointer (&wants);
  tg_db_rollback (db);
  return NULL;
}

/* ---- applying ---- */

static gboolean
drop_rows (TgDb        *db,
           const char  *table,
           GError     **error)
{
  g_autoptr (TgDbStatement) st =
    tg_db_prepare (db, "DELETE FROM code_row WHERE table_name = :table", error);

  if (st == NULL)
    return FALSE;
  tg_db_bind_text (st, ":table", table);
  return tg_db_run (st, error);
}

static gboolean
put_row (TgDb        *db,
         const char  *table,
         const char  *code,
         const char  *valid_from,
         const char  *row,
         GError     **error)
{
  g_autoptr (TgDbStatement) st =
    tg_db_prepare (db,
                   "INSERT OR REPLACE INTO code_row (table_name, code, valid_from, row)"
                   " VALUES (:table, :code, :from, :row)", error);

  if (st == NULL)
    return FALSE;
  tg_db_bind_text (st, ":table", table);
  tg_db_bind_text (st, ":code", code);
  tg_db_bind_text (st, ":from", valid_from);
  tg_db_bind_text (st, ":row", row);
  return tg_db_run (st, error);
}

static gboolean
drop_row (TgDb                *db,
          const char          *table,
          const TgCodeChange  *change,
          GError             **error)
{
  g_autoptr (TgDbStatement) st =
    tg_db_prepare (db,
                   "DELETE FROM code_row WHERE table_name = :table AND code = :code"
                   " AND valid_from = :from", error);

  if (st == NULL)
    return FALSE;
  tg_db_bind_text (st, ":table", table);
  tg_db_bind_text (st, ":code", change->code);
  tg_db_bind_text (st, ":from", change->valid_from);
  return tg_db_run (st, error);
}

typedef struct
{
  TgDb       *db;
  const char *table;
} Copying;

static gboolean
copy_row (gpointer        data,
          TgDbStatement  *st,
          const char     *row,
          GError        **error)
{
  const Copying *copying = data;

  return put_row (copying->db, copying->table, tg_db_column_text (st, 0),
                  tg_db_column_text (st, 1), row, error);
}

/* What a delta begins with. The program's own rows are taken over when the first one comes. */
static gboolean
prepare_rows (const TgWindowCodes  *self,
              TgDb                 *db,
              const TgCodeDelta    *delta,
              GError              **error)
{
  g_auto (Known) known = { NULL, NULL, FALSE };
  Copying copying = { db, delta->table };
  g_autoptr (TgDb) base = NULL;

  if (!find_known (db, delta->table, &known, error))
    return FALSE;
  if (delta->from != NULL && known.version != NULL && !known.is_own)
    return TRUE;
  if (!drop_rows (db, delta->table, error))
    return FALSE;
  if (delta->from == NULL)
    return TRUE;
  base = open_base (self, error);
  return base != NULL && walk_base (base, delta->table, copy_row, &copying, error);
}

static gboolean
change_rows (TgDb               *db,
             const TgCodeDelta  *delta,
             GError            **error)
{
  for (guint i = 0; i < delta->changes->len; i++)
    {
      const TgCodeChange *change = delta->changes->pdata[i];
      gboolean is_done =
        change->row != NULL
          ? put_row (db, delta->table, change->code, change->valid_from, change->row, error)
          : drop_row (db, delta->table, change, error);

      if (!is_done)
        return FALSE;
    }
  return TRUE;
}

static gboolean
check_rows (TgDb              *db,
            const TgCodeMark  *mark,
            GError           **error)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autoptr (TgDbStatement) st =
    tg_db_prepare (db,
                   "SELECT row FROM code_row WHERE table_name = :table ORDER BY code, valid_from",
                   error);
  gboolean has_row = TRUE;

  if (st != NULL)
    tg_db_bind_text (st, ":table", mark->table);
  while (st != NULL && has_row)
    {
      if (!tg_db_step (st, &has_row, error))
        return FALSE;
      if (has_row)
        digest_row (checksum, st, tg_db_column_text (st, 0), NULL);
    }
  if (st == NULL || g_str_equal (g_checksum_get_string (checksum), mark->sha256))
    return st != NULL;
  g_set_error (error, TG_ERROR, TG_ERROR_CONFLICT,
               "The rows of table %s are not those of version %s: their SHA-256 is %s, not %s",
               mark->table, mark->version, g_checksum_get_string (checksum), mark->sha256);
  return FALSE;
}

static gboolean
is_for (const TgCodeMark   *mark,
        const TgCodeDelta  *delta,
        GError            **error)
{
  gboolean is_table = g_str_equal (mark->table, delta->table);

  if (is_table && g_str_equal (mark->version, delta->version) &&
      g_str_equal (mark->sha256, delta->sha256))
    return TRUE;
  g_set_error (error, TG_ERROR, is_table ? TG_ERROR_BUSY : TG_ERROR_INVALID,
               "Version %s of table %s was asked for, version %s of table %s came", mark->version,
               mark->table, delta->version, delta->table);
  return FALSE;
}

gboolean
tg_window_codes_apply (const TgWindowCodes  *self,
                       const TgCodeMark     *mark,
                       const TgCodeDelta    *delta,
                       GError              **error)
{
  g_autoptr (TgDb) db = is_for (mark, delta, error) ? open_for_change (self, error) : NULL;

  if (db == NULL)
    return FALSE;
  if (prepare_rows (self, db, delta, error) && change_rows (db, delta, error) &&
      check_rows (db, mark, error) && put_table (db, mark, FALSE, error) &&
      tg_db_commit (db, error))
    return TRUE;
  tg_db_rollback (db);
  return FALSE;
}

/* ---- reading ---- */

static TgDb *
open_for_reading (const char  *path,
                  GError     **error)
{
  const TgDbOptions options = { .path = path, .application_id = APPLICATION_ID,
                                .is_read_only = TRUE };

  return tg_db_open (&options, error);
}

GPtrArray *
tg_window_codes_list (const char  *path,
                      GError     **error)
{
  g_autoptr (GPtrArray) marks =
    g_ptr_array_new_with_free_func ((GDestroyNotify) tg_code_mark_free);
  g_autoptr (TgDb) db = NULL;
  g_autoptr (TgDbStatement) st = NULL;
  gboolean has_row;

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return g_steal_pointer (&marks);
  db = open_for_reading (path, error);
  if (db != NULL)
    st = tg_db_prepare (db,
                        "SELECT name, version, sha256 FROM code_table WHERE NOT is_own"
                        " ORDER BY name", error);
  while (st != NULL && tg_db_step (st, &has_row, error))
    {
      if (!has_row)
        return g_steal_pointer (&marks);
      g_ptr_array_add (marks, tg_code_mark_new (tg_db_column_text (st, 0),
                                                tg_db_column_text (st, 1),
                                                tg_db_column_text (st, 2)));
    }
  return NULL;
}

/* What the program's tables have as columns of their own; the rest that is text stands beside. */
static TgDatedCode *
read_row (const char *text)
{
  static const char * const own[] = { "code", "name_zh", "name_en", "valid_from", "valid_to",
                                      NULL };
  g_autoptr (JsonNode) node = tg_json_parse (text, -1, NULL, NULL);
  JsonObject *row = node != NULL ? json_node_get_object (node) : NULL;
  GHashTable *extra;
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  if (row == NULL)
    return NULL;
  extra = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  json_object_iter_init (&iter, row);
  while (json_object_iter_next (&iter, &name, &value))
    if (!g_strv_contains (own, name) && json_node_get_value_type (value) == G_TYPE_STRING)
      g_hash_table_insert (extra, g_strdup (name), json_node_dup_string (value));
  return tg_dated_code_new (tg_code_row_new (tg_json_get_string (row, "code", ""),
                                             tg_json_get_string (row, "name_zh", ""),
                                             tg_json_get_string (row, "name_en", ""), extra),
                            tg_json_get_string (row, "valid_from", ""),
                            tg_json_get_string (row, "valid_to", ""));
}

GPtrArray *
tg_window_codes_load (const char  *path,
                      const char  *table,
                      GError     **error)
{
  g_autoptr (GPtrArray) rows =
    g_ptr_array_new_with_free_func ((GDestroyNotify) tg_dated_code_free);
  g_autoptr (TgDb) db = open_for_reading (path, error);
  g_autoptr (TgDbStatement) st =
    db != NULL ? tg_db_prepare (db,
                                "SELECT row FROM code_row WHERE table_name = :table"
                                " ORDER BY code, valid_from", error) : NULL;
  gboolean has_row;

  if (st != NULL)
    tg_db_bind_text (st, ":table", table);
  while (st != NULL && tg_db_step (st, &has_row, error))
    {
      TgDatedCode *row = has_row ? read_row (tg_db_column_text (st, 0)) : NULL;

      if (!has_row)
        return g_steal_pointer (&rows);
      if (row != NULL)
        g_ptr_array_add (rows, row);
    }
  return NULL;
}
