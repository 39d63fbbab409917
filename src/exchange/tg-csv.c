/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-csv.h"

#include "tg-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* A reader that goes over the text once, byte by byte; the separators are ASCII, so UTF-8 passes
 * through whole. */
typedef struct
{
  const char *at;
  char        separator;
  guint       line;
  GString    *cell;
  GPtrArray  *row;
  GPtrArray  *rows;
} TgCsvReader;

static void
end_cell (TgCsvReader *reader)
{
  g_ptr_array_add (reader->row, g_strdup (reader->cell->str));
  g_string_truncate (reader->cell, 0);
}

static void
end_row (TgCsvReader *reader)
{
  end_cell (reader);
  g_ptr_array_add (reader->rows, g_steal_pointer (&reader->row));
  reader->row = g_ptr_array_new_with_free_func (g_free);
}

static gboolean
read_quoted (TgCsvReader  *reader,
             GError      **error)
{
  guint first_line = reader->line;

  for (reader->at++; *reader->at != '\0'; reader->at++)
    {
      if (*reader->at == '\n')
        reader->line++;
      if (*reader->at != '"')
        g_string_append_c (reader->cell, *reader->at);
      else if (reader->at[1] == '"')
        g_string_append_c (reader->cell, *reader->at++);
      else
        {
          reader->at++;
          return TRUE;
        }
    }
  g_set_error (error, TG_ERROR, TG_ERROR_INVALID,
               _("Line %u: a quotation mark opens a cell here and none closes it"), first_line);
  return FALSE;
}

static gboolean
is_end_of_cell (TgCsvReader *reader)
{
  return *reader->at == reader->separator || *reader->at == '\n' || *reader->at == '\r' ||
         *reader->at == '\0';
}

static gboolean
read_cell (TgCsvReader  *reader,
           GError      **error)
{
  if (*reader->at == '"')
    {
      if (!read_quoted (reader, error))
        return FALSE;
      if (!is_end_of_cell (reader))
        {
          g_set_error (error, TG_ERROR, TG_ERROR_INVALID,
                       _("Line %u: there is text after the closing quotation mark of a cell"),
                       reader->line);
          return FALSE;
        }
      return TRUE;
    }
  while (!is_end_of_cell (reader))
    g_string_append_c (reader->cell, *reader->at++);
  return TRUE;
}

/* Past the separator or the end of the line that stands here. */
static gboolean
read_separator (TgCsvReader  *reader,
                GError      **error)
{
  if (*reader->at == reader->separator)
    {
      reader->at++;
      end_cell (reader);
      if (reader->row->len < TG_CSV_MAX_COLUMNS)
        return TRUE;
      g_set_error (error, TG_ERROR, TG_ERROR_TOO_LARGE, _("Line %u has more than %d cells"),
                   reader->line, TG_CSV_MAX_COLUMNS);
      return FALSE;
    }
  if (*reader->at == '\r')
    reader->at++;
  if (*reader->at == '\n')
    reader->at++;
  end_row (reader);
  reader->line++;
  return TRUE;
}

static gboolean
is_blank_row (GPtrArray *row)
{
  for (guint i = 0; i < row->len; i++)
    if (*(const char *) row->pdata[i] != '\0')
      return FALSE;
  return TRUE;
}

static void
drop_blank_end (GPtrArray *rows)
{
  while (rows->len > 0 && is_blank_row (rows->pdata[rows->len - 1]))
    g_ptr_array_set_size (rows, (int) rows->len - 1);
}

char *
tg_csv_to_utf8 (GBytes  *bytes,
                GError **error)
{
  gsize size = 0;
  const char *data = g_bytes_get_data (bytes, &size);
  g_autofree char *text = NULL;

  if (size > TG_CSV_MAX_BYTES)
    {
      g_set_error (error, TG_ERROR, TG_ERROR_TOO_LARGE, _("The file has more than %d MiB"),
                   TG_CSV_MAX_BYTES / 1024 / 1024);
      return NULL;
    }
  if (size >= 3 && memcmp (data, "\xEF\xBB\xBF", 3) == 0)
    {
      data += 3;
      size -= 3;
    }
  if (size == 0)
    return g_strdup ("");
  if (g_utf8_validate (data, (gssize) size, NULL))
    return g_strndup (data, size);
  text = g_convert (data, (gssize) size, "UTF-8", "GB18030", NULL, NULL, NULL);
  if (text != NULL && memchr (data, '\0', size) == NULL)
    return g_steal_pointer (&text);
  g_set_error_literal (error, TG_ERROR, TG_ERROR_INVALID,
                       _("The file is text neither in UTF-8 nor in GB18030: save it as CSV UTF-8"));
  return NULL;
}

char
tg_csv_find_separator (const char *text)
{
  guint counts[3] = { 0, 0, 0 };
  const char separators[] = ",;\t";
  gboolean quoted = FALSE;
  guint best = 0;

  for (; *text != '\0' && (quoted || *text != '\n'); text++)
    {
      const char *found = strchr (separators, *text);

      if (*text == '"')
        quoted = !quoted;
      else if (!quoted && found != NULL)
        counts[found - separators]++;
    }
  for (guint i = 1; i < 3; i++)
    if (counts[i] > counts[best])
      best = i;
  return separators[best];
}

GPtrArray *
tg_csv_read (const char  *text,
             char         separator,
             GError     **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  g_autoptr (GPtrArray) row = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) cell = g_string_new (NULL);
  TgCsvReader reader = { text, separator, 1, cell, g_steal_pointer (&row), rows };
  gboolean ok = TRUE;

  while (ok && *reader.at != '\0')
    ok = read_cell (&reader, error) && read_separator (&reader, error);
  if (ok && reader.row->len > 0)
    end_row (&reader);
  g_ptr_array_unref (reader.row);
  if (!ok)
    return NULL;
  drop_blank_end (rows);
  return g_steal_pointer (&rows);
}

void
tg_csv_write_row (GString            *out,
                  const char * const *cells)
{
  for (gsize i = 0; cells[i] != NULL; i++)
    {
      if (i > 0)
        g_string_append_c (out, ',');
      if (strpbrk (cells[i], ",;\"\t\r\n") == NULL)
        {
          g_string_append (out, cells[i]);
          continue;
        }
      g_string_append_c (out, '"');
      for (const char *at = cells[i]; *at != '\0'; at++)
        {
          if (*at == '"')
            g_string_append_c (out, '"');
          g_string_append_c (out, *at);
        }
      g_string_append_c (out, '"');
    }
  g_string_append (out, "\r\n");
}
