/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-report.h"

#include <json-glib/json-glib.h>

struct _TgReport
{
  char      **keys;
  char      **titles;
  GPtrArray  *rows;      /* of char ** */
};

TgReport *
tg_report_new (const char * const *keys,
               const char * const *titles)
{
  TgReport *self = g_new0 (TgReport, 1);

  self->keys = g_strdupv ((char **) keys);
  self->titles = g_strdupv ((char **) titles);
  self->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  return self;
}

void
tg_report_free (TgReport *self)
{
  g_strfreev (self->keys);
  g_strfreev (self->titles);
  g_ptr_array_unref (self->rows);
  g_free (self);
}

void
tg_report_add_row (TgReport           *self,
                   const char * const *cells)
{
  g_return_if_fail (g_strv_length ((char **) cells) == g_strv_length (self->keys));

  g_ptr_array_add (self->rows, g_strdupv ((char **) cells));
}

/* A Chinese character takes two columns of a terminal. */
static guint
measure (const char *text)
{
  guint width = 0;

  for (; *text != '\0'; text = g_utf8_next_char (text))
    width += g_unichar_iswide (g_utf8_get_char (text)) ? 2 : 1;
  return width;
}

static void
add_line (GString     *out,
          char       **cells,
          const guint *widths)
{
  for (guint i = 0; cells[i] != NULL; i++)
    {
      g_string_append (out, cells[i]);
      if (cells[i + 1] != NULL)
        for (guint pad = measure (cells[i]); pad < widths[i] + 2; pad++)
          g_string_append_c (out, ' ');
    }
  g_string_append_c (out, '\n');
}

char *
tg_report_to_text (TgReport *self)
{
  guint n_columns = g_strv_length (self->keys);
  g_autofree guint *widths = g_new0 (guint, n_columns);
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < n_columns; i++)
    {
      widths[i] = measure (self->titles[i]);
      for (guint row = 0; row < self->rows->len; row++)
        widths[i] = MAX (widths[i], measure (((char **) self->rows->pdata[row])[i]));
    }
  add_line (out, self->titles, widths);
  for (guint row = 0; row < self->rows->len; row++)
    add_line (out, self->rows->pdata[row], widths);
  return g_string_free (out, FALSE);
}

static void
add_object (JsonBuilder  *builder,
            char        **keys,
            char        **cells)
{
  json_builder_begin_object (builder);
  for (guint i = 0; keys[i] != NULL; i++)
    {
      json_builder_set_member_name (builder, keys[i]);
      json_builder_add_string_value (builder, cells[i]);
    }
  json_builder_end_object (builder);
}

char *
tg_report_to_json (TgReport *self)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *text = NULL;

  json_builder_begin_array (builder);
  for (guint row = 0; row < self->rows->len; row++)
    add_object (builder, self->keys, self->rows->pdata[row]);
  json_builder_end_array (builder);
  root = json_builder_get_root (builder);
  text = json_to_string (root, TRUE);
  return g_strconcat (text, "\n", NULL);
}
