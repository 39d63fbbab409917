/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-wire-codes.h"

#include <string.h>

#include "tg-date.h"
#include "tg-error.h"
#include "tg-wire-json.h"

/* A table comes as lines, so that a reader needs no more than one of them in pieces. What a row
 * says beside its key and its days is the window's own: it is kept word for word, since the digest
 * is taken over it. */

#define MAX_NAME    64
#define MAX_SIGNATURE 65536
#define MAX_CODE    256
#define MAX_LINE    (64 * 1024)
#define MAX_ROWS    1000000
#define MAX_BYTES   (64 * 1024 * 1024)
#define OP_BYTES    16               /* what `op` adds to a row */

void
tg_manifest_free (TgManifest *self)
{
  g_clear_pointer (&self->tables, g_ptr_array_unref);
  g_clear_pointer (&self->signed_bytes, g_bytes_unref);
  g_free (self->signature);
  g_free (self);
}

/* ---- the list ---- */

static gboolean
is_digest (const char *text)
{
  return strlen (text) == 64 && strspn (text, "0123456789abcdef") == 64;
}

static gboolean
need_digest (JsonObject  *object,
             const char **out,
             GError     **error)
{
  if (!tg_json_need_string (object, "sha256", out, error))
    return FALSE;
  if (is_digest (*out))
    return TRUE;
  g_set_error_literal (error, TG_ERROR, TG_ERROR_INVALID,
                       "The member “sha256” is no SHA-256 in hexadecimal");
  return FALSE;
}

static gboolean
need_count (JsonObject  *object,
            const char  *member,
            gint64       max,
            gint64      *out,
            GError     **error)
{
  if (!tg_json_need_int (object, member, out, error))
    return FALSE;
  if (*out >= 0 && *out <= max)
    return TRUE;
  g_set_error (error, TG_ERROR, TG_ERROR_INVALID,
               "The member “%s” is not between 0 and %" G_GINT64_FORMAT, member, max);
  return FALSE;
}

static TgCodeMark *
read_mark (JsonObject  *object,
           GError     **error)
{
  const char *table, *version, *sha256;
  gint64 rows, bytes;
  TgCodeMark *mark;

  if (!tg_wire_need_bounded (object, "table", MAX_NAME, &table, error) ||
      !tg_wire_need_bounded (object, "version", MAX_NAME, &version, error) ||
      !need_count (object, "rows", MAX_ROWS, &rows, error) ||
      !need_count (object, "bytes", MAX_BYTES, &bytes, error) ||
      !need_digest (object, &sha256, error))
    return NULL;
  mark = tg_code_mark_new (table, version, sha256);
  mark->rows = rows;
  mark->bytes = bytes;
  return mark;
}

static gboolean
read_marks (TgManifest  *self,
            JsonArray   *array,
            GError     **error)
{
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      TgCodeMark *mark = read_mark (tg_wire_get_element (array, i), error);

      if (mark == NULL)
        {
          g_prefix_error (error, "/tables/%u: ", i);
          return FALSE;
        }
      g_ptr_array_add (self->tables, mark);
      if (!g_hash_table_add (names, mark->table))
        {
          g_set_error (error, TG_ERROR, TG_ERROR_INVALID,
                       "/tables/%u/table: “%s” stands there twice", i, mark->table);
          return FALSE;
        }
    }
  return TRUE;
}

static GBytes *
make_signed_bytes (JsonObject  *object,
                   GError     **error)
{
  char *text = tg_json_to_canonical (json_object_get_member (object, "tables"), error);

  return text != NULL ? g_bytes_new_take (text, strlen (text)) : NULL;
}

TgManifest *
tg_wire_read_manifest (GBytes  *body,
                       GError **error)
{
  g_autoptr (JsonNode) root = tg_wire_parse_answer (body, error);
  g_autoptr (TgManifest) self = g_new0 (TgManifest, 1);
  JsonObject *object;
  JsonArray *tables;
  const char *signature;

  if (root == NULL)
    return NULL;
  object = json_node_get_object (root);
  if (!tg_wire_need_list (object, "tables", &tables, error) ||
      !tg_json_need_string (object, "signature", &signature, error))
    return NULL;
  if (strlen (signature) > MAX_SIGNATURE)
    {
      g_set_error_literal (error, TG_ERROR, TG_ERROR_INVALID, "/signature: it is too long");
      return NULL;
    }
  self->signature = g_strdup (signature);
  self->tables = g_ptr_array_new_with_free_func ((GDestroyNotify) tg_code_mark_free);
  self->signed_bytes = make_signed_bytes (object, error);
  if (self->signed_bytes == NULL || !read_marks (self, tables, error))
    return NULL;
  return g_steal_pointer (&self);
}

/* ---- a table ---- */

gsize
tg_wire_get_code_bytes (const TgCodeMark *mark)
{
  return (gsize) (mark->bytes + mark->rows * OP_BYTES + MAX_LINE);
}

static gboolean
fail_member (const char  *member,
             const char  *what,
             GError     **error)
{
  g_set_error (error, TG_ERROR, TG_ERROR_INVALID, "/%s: %s", member, what);
  return FALSE;
}

/* What must be no text with a line's end in it: the key is two lines where it is kept. */
static gboolean
is_plain (const char *text)
{
  for (const char *at = text; *at != '\0'; at++)
    if (g_ascii_iscntrl (*at))
      return FALSE;
  return TRUE;
}

static gboolean
need_day (JsonObject  *row,
          const char  *member,
          const char **out,
          GError     **error)
{
  *out = "";
  if (!json_object_has_member (row, member))
    return TRUE;
  if (!tg_json_need_string (row, member, out, error))
    return FALSE;
  return **out == '\0' || tg_date_is_valid (*out) || fail_member (member, "it is no day", error);
}

static gboolean
read_key (JsonObject    *row,
          TgCodeChange  *change,
          GError       **error)
{
  const char *code, *from, *to;

  if (!tg_wire_need_bounded (row, "code", MAX_CODE, &code, error) ||
      !need_day (row, "valid_from", &from, error) || !need_day (row, "valid_to", &to, error))
    return FALSE;
  if (!is_plain (code))
    return fail_member ("code", "it has a control character in it", error);
  if (*to != '\0' && strcmp (to, from) < 0)
    return fail_member ("valid_to", "it is before the first day", error);
  change->code = g_strdup (code);
  change->valid_from = g_strdup (from);
  return TRUE;
}

/* The row is what it is without `op`. */
static gboolean
read_row (JsonNode      *node,
          TgCodeChange  *change,
          GError       **error)
{
  JsonObject *row = json_node_get_object (node);
  const char *op;
  gboolean is_put;

  if (!read_key (row, change, error) || !tg_json_need_string (row, "op", &op, error))
    return FALSE;
  is_put = g_str_equal (op, "put");
  if (!is_put && !g_str_equal (op, "delete"))
    return fail_member ("op", "it is neither “put” nor “delete”", error);
  if (!is_put)
    return TRUE;
  json_object_remove_member (row, "op");
  change->row = tg_json_to_canonical (node, error);
  return change->row != NULL;
}

static TgCodeChange *
read_change (const char  *line,
             gsize        length,
             GError     **error)
{
  const TgJsonLimits limits = { MAX_LINE, 64 };
  g_autoptr (JsonNode) node = tg_json_parse (line, (gssize) length, &limits, error);
  g_autoptr (TgCodeChange) change = g_new0 (TgCodeChange, 1);

  if (node == NULL)
    return NULL;
  if (!JSON_NODE_HOLDS_OBJECT (node))
    {
      g_set_error_literal (error, TG_ERROR, TG_ERROR_INVALID, "it is no object");
      return NULL;
    }
  return read_row (node, change, error) ? g_steal_pointer (&change) : NULL;
}

static gboolean
read_head (TgCodeDelta  *self,
           GBytes       *line,
           GError      **error)
{
  g_autoptr (JsonNode) root = tg_wire_parse_answer (line, error);
  JsonObject *head = root != NULL ? json_node_get_object (root) : NULL;
  const char *table, *version, *sha256;
  const char *from = NULL;

  if (head == NULL || !tg_wire_need_bounded (head, "table", MAX_NAME, &table, error) ||
      !tg_wire_need_bounded (head, "version", MAX_NAME, &version, error) ||
      !need_digest (head, &sha256, error))
    return FALSE;
  if (!json_object_has_member (head, "from"))
    return fail_member ("from", "it is missing", error);
  if (!json_object_get_null_member (head, "from") &&
      !tg_wire_need_bounded (head, "from", MAX_NAME, &from, error))
    return FALSE;
  self->table = g_strdup (table);
  self->version = g_strdup (version);
  self->sha256 = g_strdup (sha256);
  self->from = g_strdup (from);
  return TRUE;
}

/* Of the line at `at`; without its end. */
static gsize
measure_line (const char *text,
              gsize       length,
              gsize       at)
{
  const char *end = memchr (text + at, '\n', length - at);

  return end != NULL ? (gsize) (end - (text + at)) : length - at;
}

static gboolean
read_rows (TgCodeDelta  *self,
           GBytes       *body,
           gsize         at,
           GError      **error)
{
  gsize length;
  const char *text = g_bytes_get_data (body, &length);

  for (guint number = 2; at < length; number++)
    {
      gsize size = measure_line (text, length, at);
      TgCodeChange *change = NULL;

      if (size > MAX_LINE || number > MAX_ROWS)
        g_set_error_literal (error, TG_ERROR, TG_ERROR_TOO_LARGE, "it is too long");
      else
        change = read_change (text + at, size, error);
      if (change == NULL)
        {
          g_prefix_error (error, "Line %u: ", number);
          return FALSE;
        }
      g_ptr_array_add (self->changes, change);
      at += size + 1;
    }
  return TRUE;
}

TgCodeDelta *
tg_wire_read_code_delta (GBytes  *body,
                         GError **error)
{
  g_autoptr (TgCodeDelta) self = g_new0 (TgCodeDelta, 1);
  g_autoptr (GBytes) line = NULL;
  gsize length;
  const char *text = g_bytes_get_data (body, &length);
  gsize size = text != NULL ? measure_line (text, length, 0) : 0;

  self->changes = g_ptr_array_new_with_free_func ((GDestroyNotify) tg_code_change_free);
  line = g_bytes_new_from_bytes (body, 0, MIN (size, MAX_LINE));
  if (!read_head (self, line, error))
    {
      g_prefix_error (error, "Line 1: ");
      return NULL;
    }
  return read_rows (self, body, size + 1, error) ? g_steal_pointer (&self) : NULL;
}
