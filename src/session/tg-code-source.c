/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-code-source.h"

#include "tg-code-goods.h"
#include "tg-code-library.h"
#include "tg-code-overlay.h"
#include "tg-code-table.h"
#include "tg-data-dir.h"
#include "tg-error.h"
#include "tg-pack-codes.h"
#include "tg-pool.h"
#include "tg-rate-lookup.h"

/* Two files: the tables that came with the program, with the rows of the installed packs among
 * them where there are any, and in their place those that the workspace's window gave; and those
 * that somebody imported on this computer. A table that was
 * imported answers alone: where it knows nothing, nothing is known. What is there for practice
 * fills its gaps in a practice workspace only, and says so. Goods are looked for in both.
 *
 * Looking a code up costs a hash look-up the second time; the first time it is one read by key
 * from a local file that nobody writes. A connection belongs to its thread, so each thread keeps
 * one as long as it lives. The memory of what was found is bounded and shared, under one lock. */

#define LIBRARY "refund_library"   /* says whether there is one */

#define MAX_REMEMBERED 50000
#define MAX_FOUND      50

struct _TgCodeSource
{
  GObject     parent_instance;

  char       *base;         /* path of the program's tables */
  char       *window;       /* path of those that the window gave; nullable */
  const char *path;         /* interned: of what is read; atomic */
  char       *imported;     /* path; the file need not be there */
  GMutex      lock;
  GHashTable *rows;     /* "table\ncode\ndate" → TgCodeRow, or NULL for none */
  gboolean    is_practice;
};

typedef struct
{
  char        *path;
  TgCodeTable *table;
} Own;

typedef struct
{
  char       *table;
  char       *words;
  char       *date;
  char      **recent;
  TgCodeFit  *fit;      /* nullable */
} Search;

static void own_free (gpointer data);
static void lookup_init (TgCodeLookupInterface *iface);

static GPrivate own_table = G_PRIVATE_INIT (own_free);
static GPrivate own_imported = G_PRIVATE_INIT (own_free);

G_DEFINE_FINAL_TYPE_WITH_CODE (TgCodeSource, tg_code_source, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (TG_TYPE_CODE_LOOKUP, lookup_init))

static void
own_free (gpointer data)
{
  Own *own = data;

  g_clear_object (&own->table);
  g_free (own->path);
  g_free (own);
}

static void
search_free (Search *self)
{
  g_free (self->table);
  g_free (self->words);
  g_free (self->date);
  g_strfreev (self->recent);
  g_clear_pointer (&self->fit, tg_code_fit_free);
  g_free (self);
}

static void
row_clear (gpointer row)
{
  if (row != NULL)
    tg_code_row_unref (row);
}

/* This thread's connection. (transfer none) */
static TgCodeTable *
get_connection (GPrivate    *kept,
                const char  *path,
                GError     **error)
{
  Own *own = g_private_get (kept);
  g_autoptr (TgCodeTable) table = NULL;

  if (own != NULL && g_str_equal (own->path, path))
    return own->table;
  table = tg_code_table_open (path, error);
  if (table == NULL)
    return NULL;
  own = g_new0 (Own, 1);
  own->path = g_strdup (path);
  own->table = g_steal_pointer (&table);
  g_private_replace (kept, own);
  return own->table;
}

static TgCodeTable *
get_own (TgCodeSource  *self,
         GError       **error)
{
  return get_connection (&own_table, g_atomic_pointer_get (&self->path), error);
}

static TgCodeTable *
get_library (TgCodeSource *self,
             const char   *table)
{
  TgCodeTable *imported = g_file_test (self->imported, G_FILE_TEST_EXISTS)
                          ? get_connection (&own_imported, self->imported, NULL) : NULL;

  return imported != NULL && tg_code_lookup_has_table (TG_CODE_LOOKUP (imported), table)
           ? imported : NULL;
}

/* NULL where the table was not imported. (transfer none) */
static TgCodeTable *
get_imported (TgCodeSource *self,
              const char   *table)
{
  return g_str_has_prefix (table, "refund_") ? get_library (self, table) : NULL;
}

static TgCodeRow *
read_own (TgCodeSource *self,
          const char   *table,
          const char   *code,
          const char   *date)
{
  TgCodeTable *own = get_own (self, NULL);

  return own != NULL ? tg_code_lookup_find (TG_CODE_LOOKUP (own), table, code, date) : NULL;
}

/* Practice rows are not for filing: outside a practice workspace what the library lacks is
 * unknown. */
static TgCodeRow *
read_fallback (TgCodeSource *self,
               const char   *code,
               const char   *date)
{
  static const char * const columns[] = { "refund_rate", "vat_rate", "special_flag", "mark" };
  g_autoptr (TgCodeRow) row =
    self->is_practice ? read_own (self, TG_CODE_LIBRARY_TABLE, code, date) : NULL;
  GHashTable *extra;

  if (row == NULL)
    return NULL;
  extra = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    g_hash_table_insert (extra, g_strdup (columns[i]),
                         g_strdup (tg_code_row_get_column (row, columns[i])));
  g_hash_table_insert (extra, g_strdup ("fallback"), g_strdup ("true"));
  return tg_code_row_new (code, tg_code_row_get_column (row, "name_zh"),
                          tg_code_row_get_column (row, "name_en"), extra);
}

/* What our own table of goods has not, the library may have. */
static TgCodeRow *
read_goods (TgCodeSource *self,
            const char   *code,
            const char   *date)
{
  TgCodeRow *row = read_own (self, TG_CODE_GOODS_TABLE, code, date);
  TgCodeTable *library = row == NULL ? get_library (self, TG_CODE_LIBRARY_TABLE) : NULL;
  g_autoptr (TgCodeRow) found =
    library != NULL ? tg_code_lookup_find (TG_CODE_LOOKUP (library), TG_CODE_LIBRARY_TABLE, code,
                                           date) : NULL;

  return found != NULL ? tg_code_goods_from_library (get_own (self, NULL), found) : row;
}

static TgCodeRow *
read_row (TgCodeSource *self,
          const char   *table,
          const char   *code,
          const char   *date)
{
  TgCodeTable *imported = get_imported (self, table);
  TgCodeRow *row;

  if (g_str_equal (table, TG_CODE_GOODS_TABLE))
    return read_goods (self, code, date);
  if (imported == NULL)
    return read_own (self, table, code, date);
  if (!g_str_equal (table, TG_CODE_LIBRARY_TABLE))
    return tg_code_lookup_find (TG_CODE_LOOKUP (imported), table, code, date);
  row = tg_rate_lookup_find (imported, code, date);
  return row != NULL ? row : read_fallback (self, code, date);
}

static TgCodeRow *
find (TgCodeLookup *lookup,
      const char   *table,
      const char   *code,
      const char   *date)
{
  TgCodeSource *self = TG_CODE_SOURCE (lookup);
  g_autofree char *key = g_strjoin ("\n", table, code, date != NULL ? date : "", NULL);
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  TgCodeRow *row;
  gpointer known;

  if (g_hash_table_lookup_extended (self->rows, key, NULL, &known))
    return known != NULL ? tg_code_row_ref (known) : NULL;
  row = read_row (self, table, code, date);
  if (g_hash_table_size (self->rows) >= MAX_REMEMBERED)
    g_hash_table_remove_all (self->rows);
  g_hash_table_insert (self->rows, g_steal_pointer (&key),
                       row != NULL ? tg_code_row_ref (row) : NULL);
  return row;
}

static gboolean
has_table (TgCodeLookup *lookup,
           const char   *table)
{
  TgCodeTable *own = get_own (TG_CODE_SOURCE (lookup), NULL);

  if (g_str_equal (table, LIBRARY))
    return get_library (TG_CODE_SOURCE (lookup), TG_CODE_LIBRARY_TABLE) != NULL;
  return get_imported (TG_CODE_SOURCE (lookup), table) != NULL ||
         (own != NULL && tg_code_lookup_has_table (TG_CODE_LOOKUP (own), table));
}

static void
lookup_init (TgCodeLookupInterface *iface)
{
  iface->find = find;
  iface->has_table = has_table;
}

static void
tg_code_source_finalize (GObject *object)
{
  TgCodeSource *self = TG_CODE_SOURCE (object);

  g_hash_table_unref (self->rows);
  g_mutex_clear (&self->lock);
  g_free (self->base);
  g_free (self->window);
  g_free (self->imported);
  G_OBJECT_CLASS (tg_code_source_parent_class)->finalize (object);
}

static void
tg_code_source_class_init (TgCodeSourceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tg_code_source_finalize;
}

static void
tg_code_source_init (TgCodeSource *self)
{
  g_mutex_init (&self->lock);
  self->rows = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, row_clear);
}

char *
tg_code_source_dup_path (const char *path)
{
  const char *named = g_getenv ("TONGGUAN_CODES_DB");
  char *installed;

  if (path != NULL)
    return g_strdup (path);
  if (named != NULL)
    return g_strdup (named);
  installed = g_build_filename (TG_DATA_DIR, "codes.db", NULL);
  if (g_file_test (installed, G_FILE_TEST_EXISTS))
    return installed;
  g_free (installed);
  return g_build_filename (TG_BUILD_DIR, "data", "codes.db", NULL);
}

TgCodeSource *
tg_code_source_open (const char  *path,
                     GError     **error)
{
  g_autoptr (TgCodeSource) self = g_object_new (TG_TYPE_CODE_SOURCE, NULL);

  self->base = tg_code_source_dup_path (path);
  self->imported = tg_code_library_dup_path ();
  if (path != NULL)
    g_atomic_pointer_set (&self->path, g_intern_string (self->base));
  else if (!tg_code_source_reload (self, error))
    return NULL;
  if (get_own (self, error) == NULL)
    return NULL;
  return g_steal_pointer (&self);
}

void
tg_code_source_set_practice (TgCodeSource *self,
                             gboolean      is_practice)
{
  g_return_if_fail (TG_IS_CODE_SOURCE (self));

  self->is_practice = is_practice;
}

void
tg_code_source_forget (TgCodeSource *self)
{
  g_return_if_fail (TG_IS_CODE_SOURCE (self));

  g_mutex_lock (&self->lock);
  g_hash_table_remove_all (self->rows);
  g_mutex_unlock (&self->lock);
}

gboolean
tg_code_source_reload (TgCodeSource  *self,
                       GError       **error)
{
  g_autofree char *root = tg_data_dir_dup_packs ();
  g_autofree char *packed = tg_pack_codes_find (root, self->base, error);
  g_autofree char *path = NULL;

  if (packed == NULL)
    return FALSE;
  path = self->window != NULL ? tg_code_overlay_find (self->window, packed, error)
                              : g_strdup (packed);
  if (path == NULL)
    return FALSE;
  g_mutex_lock (&self->lock);
  g_atomic_pointer_set (&self->path, g_intern_string (path));
  g_hash_table_remove_all (self->rows);
  g_mutex_unlock (&self->lock);
  return TRUE;
}

gboolean
tg_code_source_set_window (TgCodeSource  *self,
                           const char    *path,
                           GError       **error)
{
  g_return_val_if_fail (TG_IS_CODE_SOURCE (self), FALSE);

  g_free (self->window);
  self->window = g_strdup (path);
  return tg_code_source_reload (self, error);
}

const char *
tg_code_source_get_window (TgCodeSource *self)
{
  g_return_val_if_fail (TG_IS_CODE_SOURCE (self), NULL);

  return self->window;
}

const char *
tg_code_source_get_base (TgCodeSource *self)
{
  g_return_val_if_fail (TG_IS_CODE_SOURCE (self), NULL);

  return self->base;
}

const char *
tg_code_source_get_path (TgCodeSource *self)
{
  g_return_val_if_fail (TG_IS_CODE_SOURCE (self), NULL);

  return g_atomic_pointer_get (&self->path);
}

static gpointer
run_search (gpointer   source,
            gpointer   data,
            GError   **error)
{
  const Search *search = data;
  TgCodeTable *imported = get_imported (TG_CODE_SOURCE (source), search->table);
  TgCodeTable *own = imported != NULL ? imported : get_own (TG_CODE_SOURCE (source), error);
  GPtrArray *rows = NULL;

  if (own != NULL)
    {
      TgCodeQuery query = {
        search->table, search->words, search->date,
        (const char * const *) search->recent, MAX_FOUND,
        search->fit != NULL ? tg_code_fit_accepts : NULL, search->fit,
      };

      rows = tg_code_table_search (own, &query, error);
      if (rows != NULL && g_str_equal (search->table, TG_CODE_GOODS_TABLE) &&
          get_library (TG_CODE_SOURCE (source), TG_CODE_LIBRARY_TABLE) != NULL)
        tg_code_goods_add (own, get_library (TG_CODE_SOURCE (source), TG_CODE_LIBRARY_TABLE),
                           &query, rows);
    }
  return rows;
}

void
tg_code_source_find_async (TgCodeSource        *self,
                           const TgCodeQuery   *query,
                           TgCodeFit           *fit,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  Search *search;

  g_return_if_fail (TG_IS_CODE_SOURCE (self));

  search = g_new0 (Search, 1);
  search->table = g_strdup (query->table);
  search->words = g_strdup (query->words);
  search->date = g_strdup (query->date);
  search->recent = g_strdupv ((char **) query->recent);
  search->fit = fit;
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, tg_code_source_find_async);
  g_task_set_task_data (task, search, (GDestroyNotify) search_free);
  tg_pool_run (task, run_search, (GDestroyNotify) g_ptr_array_unref);
}

GPtrArray *
tg_code_source_find_finish (TgCodeSource  *self,
                            GAsyncResult  *result,
                            GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
