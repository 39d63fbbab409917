/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-message.h"

#include <string.h>

#include "tg-error.h"

/* TgMessage: text and expressions by turns, for each language. The expressions are compiled with
 * the form, so that a message that cannot be written is an error of the form file. */

typedef struct
{
  char   *text;      /* nullable */
  TgNode *node;      /* nullable */
} Part;

struct _TgMessage
{
  GArray *zh;
  GArray *en;
};

static void
part_clear (gpointer data)
{
  Part *part = data;

  g_free (part->text);
  tg_node_free (part->node);
}

static gboolean
add_expression (GArray         *parts,
                const char     *start,
                const char     *end,
                const TgForm   *form,
                const TgTable  *scope,
                GError        **error)
{
  g_autofree char *text = NULL;
  Part part = { NULL, NULL };

  if (*start == '=')
    start++;
  text = g_strndup (start, (gsize) (end - start));
  part.node = tg_expression_parse (text, form, scope, error);
  if (part.node == NULL)
    {
      g_prefix_error (error, "message {%s}: ", text);
      return FALSE;
    }
  g_array_append_val (parts, part);
  return TRUE;
}

static GArray *
parse_parts (const char     *text,
             const TgForm   *form,
             const TgTable  *scope,
             GError        **error)
{
  g_autoptr (GArray) parts = g_array_new (FALSE, TRUE, sizeof (Part));

  g_array_set_clear_func (parts, part_clear);
  while (*text != '\0')
    {
      gsize length = strcspn (text, "{");
      Part part = { g_strndup (text, length), NULL };
      const char *end;

      g_array_append_val (parts, part);
      text += length;
      if (*text == '\0')
        break;
      end = strchr (text, '}');
      if (end == NULL)
        {
          g_set_error (error, TG_ERROR, TG_ERROR_INVALID, "message: “%.40s” has no closing brace",
                       text);
          return NULL;
        }
      if (!add_expression (parts, text + 1, end, form, scope, error))
        return NULL;
      text = end + 1;
    }
  return g_steal_pointer (&parts);
}

TgMessage *
tg_message_parse (const TgText   *text,
                  const TgForm   *form,
                  const TgTable  *scope,
                  GError        **error)
{
  g_autoptr (TgMessage) self = g_new0 (TgMessage, 1);

  self->zh = parse_parts (tg_text_get_in (text, "zh"), form, scope, error);
  if (self->zh == NULL)
    return NULL;
  self->en = parse_parts (tg_text_get_in (text, "en"), form, scope, error);
  return self->en == NULL ? NULL : g_steal_pointer (&self);
}

void
tg_message_free (TgMessage *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->zh, g_array_unref);
  g_clear_pointer (&self->en, g_array_unref);
  g_free (self);
}

static char *
render_parts (GArray     *parts,
              TgMachine  *machine,
              const char *language)
{
  GString *out = g_string_new (NULL);

  machine->language = language;
  for (guint i = 0; i < parts->len; i++)
    {
      const Part *part = &g_array_index (parts, Part, i);

      if (part->text != NULL)
        g_string_append (out, part->text);
      else
        {
          g_autofree char *value = tg_value_dup_text (tg_machine_evaluate (machine, part->node));

          g_string_append (out, value);
        }
    }
  machine->language = NULL;
  return g_string_free (out, FALSE);
}

TgText *
tg_message_render (TgMessage *self,
                   TgMachine *machine)
{
  g_autofree char *zh = render_parts (self->zh, machine, "zh");
  g_autofree char *en = render_parts (self->en, machine, "en");

  return tg_text_new (zh, en);
}
