/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-pack.h"

#include <string.h>
#include <glib/gi18n-lib.h>

#include "tg-date.h"
#include "tg-error.h"
#include "tg-json.h"

/* TgPack: a file is a line, the head with key and signature, and the body, whose exact bytes are
 * signed. The body is canonical JSON, so two packs that say the same are the same bytes. Whatever
 * is not understood is refused: a member, a path, a type. */

#define MAX_HEAD 1024
#define MAX_PATH 200

#define ID       "[a-z0-9]+([.-][a-z0-9]+)*"
#define ID_REGEX "^" ID "$"

/* Folders as under data/; no path can leave them. */
#define PATH_REGEX \
  "^((forms|facts|rules)/" ID "/[1-9][0-9]{0,3}/" \
  "(form\\.json|fact\\.json|rules\\.json|message\\.json|course\\.json|README\\.md" \
  "|cases/[A-Za-z0-9_]+([.-][A-Za-z0-9_]+)*\\.json)|codes/[a-z][a-z0-9_]*\\.csv)$"

static const char * const head_members[] = { "key", "signature", "tgpack", NULL };
static const char * const body_members[] = {
  "date", "files", "id", "sources", "successor", "tables", "title", "valid_from", "valid_to",
  "version", NULL,
};

static gboolean
fail (GError     **error,
      const char  *what)
{
  g_set_error (error, TG_ERROR, TG_ERROR_INVALID, _("This is not a whole pack: %s"), what);
  return FALSE;
}

static void
file_free (gpointer data)
{
  TgPackFile *file = data;

  g_free (file->path);
  g_free (file->text);
  g_free (file);
}

static TgPack *
pack_new (void)
{
  TgPack *self = g_new0 (TgPack, 1);

  g_atomic_ref_count_init (&self->refs);
  self->key = g_strdup ("");
  self->files = g_ptr_array_new_with_free_func (file_free);
  self->tables = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                        (GDestroyNotify) tg_text_unref);
  return self;
}

gboolean
tg_pack_is_id (const char *id)
{
  return strlen (id) <= 60 && g_regex_match_simple (ID_REGEX, id, G_REGEX_DOLLAR_ENDONLY, 0);
}

gboolean
tg_pack_is_path (const char *path)
{
  return strlen (path) <= MAX_PATH &&
         g_regex_match_simple (PATH_REGEX, path, G_REGEX_DOLLAR_ENDONLY, 0);
}

/* ---- the body ---- */

static gboolean
read_text (JsonObject  *object,
           TgText     **out,
           GError     **error)
{
  static const char * const languages[] = { "en", "zh", NULL };
  const char *zh;
  const char *en;

  if (!tg_json_only_members (object, languages, error) ||
      !tg_json_need_string (object, "zh", &zh, error) ||
      !tg_json_need_string (object, "en", &en, error))
    return FALSE;
  *out = tg_text_new (zh, en);
  return TRUE;
}

/* A day, or "" where that is allowed. */
static gboolean
read_day (JsonObject  *object,
          const char  *member,
          gboolean     is_needed,
          char       **out,
          GError     **error)
{
  const char *text;

  if (!tg_json_need_string (object, member, &text, error))
    return FALSE;
  if (text[0] == '\0' ? is_needed
                      : strlen (text) != strlen ("2026-01-01") || !tg_date_is_valid (text))
    return fail (error, member);
  *out = g_strdup (text);
  return TRUE;
}

static gboolean
read_version (TgPack      *self,
              JsonObject  *object,
              GError     **error)
{
  const char *id;
  gint64 version;

  if (!tg_json_need_string (object, "id", &id, error) ||
      !tg_json_need_int (object, "version", &version, error))
    return FALSE;
  if (!tg_pack_is_id (id))
    return fail (error, "id");
  if (version < 1 || version > 999999)
    return fail (error, "version");
  self->id = g_strdup (id);
  self->version = (guint) version;
  return TRUE;
}

static gboolean
read_sources (TgPack      *self,
              JsonObject  *object,
              GError     **error)
{
  g_autoptr (GStrvBuilder) sources = g_strv_builder_new ();
  JsonArray *array;

  if (!tg_json_need_array (object, "sources", &array, error))
    return FALSE;
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);

      if (json_node_get_value_type (node) != G_TYPE_STRING)
        return fail (error, "sources");
      g_strv_builder_add (sources, json_node_get_string (node));
    }
  self->sources = g_strv_builder_end (sources);
  return self->sources[0] != NULL || fail (error, "sources");
}

static gboolean
read_successor (TgPack      *self,
                JsonObject  *object,
                GError     **error)
{
  const char *key;

  if (!tg_json_need_string (object, "successor", &key, error))
    return FALSE;
  if (key[0] != '\0' && !g_regex_match_simple ("^[0-9a-f]{64}$", key, G_REGEX_DOLLAR_ENDONLY, 0))
    return fail (error, "successor");
  self->successor = g_strdup (key);
  return TRUE;
}

static gboolean
read_tables (TgPack      *self,
             JsonObject  *object,
             GError     **error)
{
  JsonObject *tables;
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  if (!tg_json_need_object (object, "tables", &tables, error))
    return FALSE;
  json_object_iter_init (&iter, tables);
  while (json_object_iter_next (&iter, &name, &node))
    {
      TgText *title = NULL;

      if (!JSON_NODE_HOLDS_OBJECT (node))
        return fail (error, "tables");
      if (!read_text (json_node_get_object (node), &title, error))
        return FALSE;
      g_hash_table_insert (self->tables, g_strdup (name), title);
    }
  return TRUE;
}

static gboolean
read_file (TgPack      *self,
           const char  *path,
           JsonNode    *node,
           GError     **error)
{
  TgPackFile *file;

  if (!tg_pack_is_path (path))
    {
      g_set_error (error, TG_ERROR, TG_ERROR_INVALID,
                   _("This is not a whole pack: “%s” is no place of a pack's file"), path);
      return FALSE;
    }
  if (json_node_get_value_type (node) != G_TYPE_STRING)
    return fail (error, path);
  file = g_new0 (TgPackFile, 1);
  file->path = g_strdup (path);
  file->text = json_node_dup_string (node);
  g_ptr_array_add (self->files, file);
  return TRUE;
}

static int
compare_files (gconstpointer a,
               gconstpointer b)
{
  return strcmp ((*(TgPackFile * const *) a)->path, (*(TgPackFile * const *) b)->path);
}

/* A title names a table that is there. */
static gboolean
has_its_tables (TgPack  *self,
                GError **error)
{
  GHashTableIter iter;
  gpointer name;

  g_hash_table_iter_init (&iter, self->tables);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    {
      g_autofree char *path = g_strdup_printf ("codes/%s.csv", (const char *) name);
      gboolean found = FALSE;

      for (guint i = 0; i < self->files->len && !found; i++)
        found = g_str_equal (((TgPackFile *) self->files->pdata[i])->path, path);
      if (!found)
        return fail (error, "tables");
    }
  return TRUE;
}

static gboolean
read_files (TgPack      *self,
            JsonObject  *object,
            GError     **error)
{
  JsonObject *files;
  JsonObjectIter iter;
  const char *path;
  JsonNode *node;

  if (!tg_json_need_object (object, "files", &files, error))
    return FALSE;
  if (json_object_get_size (files) == 0 || json_object_get_size (files) > TG_PACK_MAX_FILES)
    return fail (error, "files");
  json_object_iter_init (&iter, files);
  while (json_object_iter_next (&iter, &path, &node))
    if (!read_file (self, path, node, error))
      return FALSE;
  g_ptr_array_sort (self->files, compare_files);
  return has_its_tables (self, error);
}

static gboolean
read_members (TgPack      *self,
              JsonObject  *object,
              GError     **error)
{
  JsonObject *title;

  return tg_json_only_members (object, body_members, error) &&
         read_version (self, object, error) &&
         read_day (object, "date", TRUE, &self->date, error) &&
         read_day (object, "valid_from", FALSE, &self->valid_from, error) &&
         read_day (object, "valid_to", FALSE, &self->valid_to, error) &&
         tg_json_need_object (object, "title", &title, error) &&
         read_text (title, &self->title, error) &&
         read_sources (self, object, error) &&
         read_successor (self, object, error) &&
         read_tables (self, object, error) &&
         read_files (self, object, error);
}

static gboolean
is_canonical (JsonNode   *root,
              const char *text,
              gsize       length)
{
  g_autofree char *canonical = tg_json_to_canonical (root, NULL);

  return canonical != NULL && text != NULL && strlen (canonical) == length &&
         memcmp (canonical, text, length) == 0;
}

TgPack *
tg_pack_read_body (GBytes  *body,
                   GError **error)
{
  gsize length;
  const char *text = g_bytes_get_data (body, &length);
  TgJsonLimits limits = { TG_PACK_MAX_BYTES, 8 };
  g_autoptr (JsonNode) root = tg_json_parse (text != NULL ? text : "", (gssize) length, &limits,
                                             error);
  g_autoptr (TgPack) self = pack_new ();

  if (root == NULL)
    return NULL;
  if (!JSON_NODE_HOLDS_OBJECT (root) || !is_canonical (root, text, length))
    fail (error, "its body is not canonical JSON");
  else if (read_members (self, json_node_get_object (root), error))
    return g_steal_pointer (&self);
  return NULL;
}

/* ---- the file ---- */

static JsonNode *
read_head (const char  *text,
           gsize        length,
           GError     **error)
{
  TgJsonLimits limits = { MAX_HEAD, 2 };
  g_autoptr (JsonNode) head = NULL;
  gint64 format;

  head = tg_json_parse (text, (gssize) length, &limits, NULL);
  if (head == NULL || !JSON_NODE_HOLDS_OBJECT (head) || !is_canonical (head, text, length))
    {
      fail (error, "its first line is no head");
      return NULL;
    }
  if (!tg_json_need_int (json_node_get_object (head), "tgpack", &format, error))
    return NULL;
  if (format != 1)
    {
      g_set_error (error, TG_ERROR, TG_ERROR_UNSUPPORTED,
                   _("The pack is of a format that a newer program reads; update this one"));
      return NULL;
    }
  if (!tg_json_only_members (json_node_get_object (head), head_members, error))
    return NULL;
  return g_steal_pointer (&head);
}

static TgPack *
read_verified (JsonNode      *head,
               GBytes        *body,
               TgPackVerify   verify,
               gpointer       user_data,
               GError       **error)
{
  JsonObject *object = json_node_get_object (head);
  const char *key;
  const char *signature;
  TgPack *self;

  if (!tg_json_need_string (object, "key", &key, error) ||
      !tg_json_need_string (object, "signature", &signature, error) ||
      !verify (key, signature, body, user_data, error))
    return NULL;
  self = tg_pack_read_body (body, error);
  if (self != NULL)
    {
      g_free (self->key);
      self->key = g_strdup (key);
    }
  return self;
}

TgPack *
tg_pack_read (GBytes        *file,
              TgPackVerify   verify,
              gpointer       user_data,
              GError       **error)
{
  gsize length;
  const char *text = g_bytes_get_data (file, &length);
  const char *end = text != NULL ? memchr (text, '\n', MIN (length, MAX_HEAD)) : NULL;
  g_autoptr (JsonNode) head = NULL;
  g_autoptr (GBytes) body = NULL;
  gsize n_head;

  g_return_val_if_fail (verify != NULL, NULL);

  if (length > TG_PACK_MAX_BYTES)
    {
      g_set_error_literal (error, TG_ERROR, TG_ERROR_TOO_LARGE,
                           _("The file is too large for a pack"));
      return NULL;
    }
  if (end == NULL)
    {
      fail (error, "its first line is no head");
      return NULL;
    }
  n_head = (gsize) (end - text);
  head = read_head (text, n_head, error);
  if (head == NULL)
    return NULL;
  body = g_bytes_new_from_bytes (file, n_head + 1, length - n_head - 1);
  return read_verified (head, body, verify, user_data, error);
}

GBytes *
tg_pack_join (const char *key,
              const char *signature,
              GBytes     *body)
{
  gsize length;
  const char *text = g_bytes_get_data (body, &length);
  GString *out = g_string_new (NULL);

  g_string_append_printf (out, "{\"key\":\"%s\",\"signature\":\"%s\",\"tgpack\":1}\n", key,
                          signature);
  g_string_append_len (out, text, (gssize) length);
  return g_string_free_to_bytes (out);
}

/* ---- the rest ---- */

TgPack *
tg_pack_ref (TgPack *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
tg_pack_unref (TgPack *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  g_free (self->key);
  g_free (self->id);
  g_free (self->date);
  g_free (self->valid_from);
  g_free (self->valid_to);
  g_clear_pointer (&self->title, tg_text_unref);
  g_strfreev (self->sources);
  g_free (self->successor);
  g_hash_table_unref (self->tables);
  g_ptr_array_unref (self->files);
  g_free (self);
}

char *
tg_pack_dup_kinds (const TgPack *self)
{
  GString *kinds = g_string_new (NULL);
  g_autofree char *last = g_strdup ("");

  for (guint i = 0; i < self->files->len; i++)
    {
      const char *path = ((TgPackFile *) self->files->pdata[i])->path;
      g_autofree char *kind = g_strndup (path, (gsize) (strchr (path, '/') - path));

      if (g_str_equal (kind, last))
        continue;
      g_string_append_printf (kinds, "%s%s", kinds->len > 0 ? ", " : "", kind);
      g_free (last);
      last = g_steal_pointer (&kind);
    }
  return g_string_free (kinds, FALSE);
}

char *
tg_pack_dup_name (const TgPack *self)
{
  return g_strdup_printf ("%s %u", self->id, self->version);
}
