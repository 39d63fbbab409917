/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-dbf.h"

#include "tg-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The header: number of rows at 4 (32 bits), its own length at 8 and that of a row at 10 (16 bits
 * each), the least byte first; then 32 bytes a field, until the byte 0D: name (11 bytes), type at
 * 11, length at 16. A row begins with a blank or, deleted, with an asterisk. The file of long
 * texts: length of a block at 6 (16 bits), and at block × length a text's length at 4 (32 bits) and
 * the text at 8, the greatest byte first. */

#define HEADER_BYTES      32
#define FIELD_BYTES       32
#define NAME_BYTES        11
#define END_OF_FIELDS     0x0d
#define MEMO_HEADER_BYTES 8
#define TEXT_TYPES        "CNFDL"
#define KNOWN_TYPES       "CNFDLMIBYTG0"

typedef struct
{
  char   name[NAME_BYTES + 1];
  char   type;
  gsize  offset;       /* in a row */
  gsize  length;
} Field;

struct _TgDbf
{
  GBytes       *table;
  GBytes       *memo;        /* nullable */
  const guint8 *data;
  const guint8 *memo_data;
  gsize         memo_size;
  gsize         memo_block;
  GArray       *fields;      /* of Field */
  gsize         n_rows;
  gsize         header_length;
  gsize         row_length;
};

static guint
read_u16_low (const guint8 *at)
{
  return (guint) at[0] | (guint) at[1] << 8;
}

static guint32
read_u32_low (const guint8 *at)
{
  return (guint32) at[0] | (guint32) at[1] << 8 | (guint32) at[2] << 16 | (guint32) at[3] << 24;
}

static guint32
read_u32_high (const guint8 *at)
{
  return (guint32) at[0] << 24 | (guint32) at[1] << 16 | (guint32) at[2] << 8 | (guint32) at[3];
}

static gboolean
refuse (GError     **error,
        TgError      code,
        const char  *reason)
{
  g_set_error_literal (error, TG_ERROR, (int) code, reason);
  return FALSE;
}

/* ---- the header ---- */

static gboolean
read_name (Field         *field,
           const guint8  *at,
           GError       **error)
{
  gsize length = 0;

  while (length < NAME_BYTES && at[length] != '\0')
    {
      char letter = g_ascii_toupper ((char) at[length]);

      if (!g_ascii_isalnum (letter) && letter != '_')
        return refuse (error, TG_ERROR_INVALID, _("A field's name has other signs than letters"));
      field->name[length++] = letter;
    }
  return length > 0 || refuse (error, TG_ERROR_INVALID, _("A field has no name"));
}

static gboolean
read_field (TgDbf         *self,
            const guint8  *at,
            gsize         *offset,
            GError       **error)
{
  Field field = { { '\0' }, (char) at[11], *offset, at[16] };

  if (!read_name (&field, at, error))
    return FALSE;
  if (field.type == '\0' || strchr (KNOWN_TYPES, field.type) == NULL)
    return refuse (error, TG_ERROR_UNSUPPORTED, _("A field is of a type that is not known"));
  if (field.length == 0 || (field.type == 'D' && field.length != 8) ||
      (field.type == 'M' && field.length != 10 && field.length != 4) ||
      (field.type == 'L' && field.length != 1))
    return refuse (error, TG_ERROR_INVALID, _("A field's length does not go with its type"));
  if (tg_dbf_find_field (self, field.name) >= 0)
    return refuse (error, TG_ERROR_INVALID, _("Two fields have the same name"));
  *offset += field.length;
  g_array_append_val (self->fields, field);
  return TRUE;
}

static gboolean
read_fields (TgDbf   *self,
             GError **error)
{
  gsize offset = 1;
  gsize at = HEADER_BYTES;

  for (; at < self->header_length && self->data[at] != END_OF_FIELDS; at += FIELD_BYTES)
    {
      if (at + FIELD_BYTES >= self->header_length)
        return refuse (error, TG_ERROR_INVALID, _("The list of fields has no end"));
      if (self->fields->len >= TG_DBF_MAX_FIELDS)
        return refuse (error, TG_ERROR_TOO_LARGE, _("The file has too many fields"));
      if (!read_field (self, self->data + at, &offset, error))
        return FALSE;
    }
  if (at >= self->header_length || self->fields->len == 0)
    return refuse (error, TG_ERROR_INVALID, _("The list of fields has no end"));
  return offset == self->row_length ||
         refuse (error, TG_ERROR_INVALID, _("The fields do not fill a row"));
}

static gboolean
check_rows (TgDbf   *self,
            GError **error)
{
  for (gsize row = 0; row < self->n_rows; row++)
    {
      guint8 mark = self->data[self->header_length + row * self->row_length];

      if (mark == ' ' || mark == '*')
        continue;
      g_set_error (error, TG_ERROR, TG_ERROR_INVALID, _("Row %u does not begin as a row does"),
                   (guint) row + 1);
      return FALSE;
    }
  return TRUE;
}

static gboolean
read_table (TgDbf   *self,
            GError **error)
{
  gsize size = 0;

  self->data = g_bytes_get_data (self->table, &size);
  if (size > TG_DBF_MAX_BYTES)
    return refuse (error, TG_ERROR_TOO_LARGE, _("The file is too large"));
  if (size < HEADER_BYTES)
    return refuse (error, TG_ERROR_INVALID, _("This is no DBF file: it is too short"));
  self->n_rows = read_u32_low (self->data + 4);
  self->header_length = read_u16_low (self->data + 8);
  self->row_length = read_u16_low (self->data + 10);
  if (self->n_rows > TG_DBF_MAX_ROWS)
    return refuse (error, TG_ERROR_TOO_LARGE, _("The file has too many rows"));
  if (self->header_length <= HEADER_BYTES || self->header_length > size || self->row_length < 2)
    return refuse (error, TG_ERROR_INVALID, _("This is no DBF file: its header does not add up"));
  if (self->n_rows > (size - self->header_length) / self->row_length)
    return refuse (error, TG_ERROR_INVALID,
                   _("The file is cut off: it has fewer rows than it says"));
  return read_fields (self, error) && check_rows (self, error);
}

static gboolean
read_memo (TgDbf   *self,
           GError **error)
{
  if (self->memo == NULL)
    return TRUE;
  self->memo_data = g_bytes_get_data (self->memo, &self->memo_size);
  if (self->memo_size > TG_DBF_MAX_BYTES)
    return refuse (error, TG_ERROR_TOO_LARGE, _("The file of long texts is too large"));
  if (self->memo_size < MEMO_HEADER_BYTES)
    return refuse (error, TG_ERROR_INVALID, _("The file of long texts is too short"));
  self->memo_block = (gsize) self->memo_data[6] << 8 | (gsize) self->memo_data[7];
  return self->memo_block > 0 ||
         refuse (error, TG_ERROR_INVALID, _("The file of long texts has blocks of no length"));
}

TgDbf *
tg_dbf_new (GBytes  *table,
            GBytes  *memo,
            GError **error)
{
  g_autoptr (TgDbf) self = g_new0 (TgDbf, 1);

  self->table = g_bytes_ref (table);
  self->memo = memo != NULL ? g_bytes_ref (memo) : NULL;
  self->fields = g_array_new (FALSE, FALSE, sizeof (Field));
  if (!read_table (self, error) || !read_memo (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
tg_dbf_free (TgDbf *self)
{
  g_array_unref (self->fields);
  g_clear_pointer (&self->memo, g_bytes_unref);
  g_bytes_unref (self->table);
  g_free (self);
}

guint
tg_dbf_get_n_fields (const TgDbf *self)
{
  return self->fields->len;
}

const char *
tg_dbf_get_field_name (const TgDbf *self,
                       guint        field)
{
  g_return_val_if_fail (field < self->fields->len, "");

  return g_array_index (self->fields, Field, field).name;
}

int
tg_dbf_find_field (const TgDbf *self,
                   const char  *name)
{
  for (guint i = 0; i < self->fields->len; i++)
    if (g_str_equal (g_array_index (self->fields, Field, i).name, name))
      return (int) i;
  return -1;
}

guint
tg_dbf_get_n_rows (const TgDbf *self)
{
  return (guint) self->n_rows;
}

static const guint8 *
get_row (const TgDbf *self,
         guint        row)
{
  return self->data + self->header_length + (gsize) row * self->row_length;
}

gboolean
tg_dbf_is_deleted (const TgDbf *self,
                   guint        row)
{
  g_return_val_if_fail (row < self->n_rows, TRUE);

  return get_row (self, row)[0] == '*';
}

/* ---- values ---- */

static gboolean
is_ascii (const char *text,
          gsize       length)
{
  for (gsize i = 0; i < length; i++)
    if (text[i] == '\0' || (guint8) text[i] >= 128)
      return FALSE;
  return TRUE;
}

/* Blanks at both ends go before the text is converted: a blank is no part of a wider sign. */
static char *
convert (const char  *text,
         gsize        length,
         GError     **error)
{
  g_autofree char *converted = NULL;

  while (length > 0 && (text[length - 1] == ' ' || text[length - 1] == '\0'))
    length--;
  for (; length > 0 && *text == ' '; text++)
    length--;
  if (is_ascii (text, length))
    return g_strndup (text, length);
  if (memchr (text, '\0', length) == NULL)
    converted = g_convert (text, (gssize) length, "UTF-8", "GB18030", NULL, NULL, NULL);
  if (converted == NULL || !g_utf8_validate (converted, -1, NULL))
    refuse (error, TG_ERROR_INVALID, _("a text is not in GB18030"));
  else
    return g_steal_pointer (&converted);
  return NULL;
}

static char *
read_memo_text (const TgDbf  *self,
                gsize         block,
                GError      **error)
{
  gsize at = block * self->memo_block;
  gsize length;

  if (block == 0)
    return g_strdup ("");
  if (self->memo == NULL)
    refuse (error, TG_ERROR_NOT_FOUND, _("the file of long texts is needed (.fpt)"));
  else if (at > self->memo_size - MEMO_HEADER_BYTES)
    refuse (error, TG_ERROR_INVALID, _("a long text lies beyond the end of its file"));
  else
    {
      length = read_u32_high (self->memo_data + at + 4);
      if (length <= TG_DBF_MAX_MEMO_BYTES && length <= self->memo_size - MEMO_HEADER_BYTES - at)
        return convert ((const char *) self->memo_data + at + MEMO_HEADER_BYTES, length, error);
      refuse (error, TG_ERROR_INVALID, _("a long text does not end within its file"));
    }
  return NULL;
}

static char *
read_memo_value (const TgDbf  *self,
                 const Field  *field,
                 const guint8 *at,
                 GError      **error)
{
  g_autofree char *digits = NULL;
  guint64 block = 0;

  if (field->length == 4)
    return read_memo_text (self, read_u32_low (at), error);
  digits = g_strstrip (g_strndup ((const char *) at, field->length));
  if (digits[0] == '\0' || g_ascii_string_to_unsigned (digits, 10, 0, G_MAXUINT32, &block, NULL))
    return read_memo_text (self, (gsize) block, error);
  refuse (error, TG_ERROR_INVALID, _("what leads to a long text is no number"));
  return NULL;
}

static gboolean
check_value (const Field  *field,
             const char   *value,
             GError      **error)
{
  const char *allowed = field->type == 'L' ? "YyNnTtFf?"
                        : field->type == 'D' ? "0123456789"
                        : field->type == 'C' ? NULL : "0123456789.+-";

  if (allowed == NULL || value[0] == '\0' ||
      (strspn (value, allowed) == strlen (value) && (field->type != 'D' || strlen (value) == 8)))
    return TRUE;
  return refuse (error, TG_ERROR_INVALID, _("a value is not of its field's type"));
}

static char *
read_value (const TgDbf  *self,
            const Field  *field,
            const guint8 *at,
            GError      **error)
{
  g_autofree char *value = NULL;

  if (field->type == 'M')
    return read_memo_value (self, field, at, error);
  if (strchr (TEXT_TYPES, field->type) == NULL)
    {
      refuse (error, TG_ERROR_UNSUPPORTED, _("values of this type are not read"));
      return NULL;
    }
  value = convert ((const char *) at, field->length, error);
  if (value == NULL || !check_value (field, value, error))
    return NULL;
  return g_steal_pointer (&value);
}

char *
tg_dbf_dup_value (const TgDbf  *self,
                  guint         row,
                  guint         field,
                  GError      **error)
{
  const Field *definition;
  char *value;

  g_return_val_if_fail (row < self->n_rows && field < self->fields->len, NULL);

  definition = &g_array_index (self->fields, Field, field);
  value = read_value (self, definition, get_row (self, row) + definition->offset, error);
  if (value == NULL)
    g_prefix_error (error, _("Row %u, field %s: "), row + 1, definition->name);
  return value;
}
