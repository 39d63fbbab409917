/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-edit.h"

#include "tg-error.h"

/* Edits and the steps that they form. Applying an edit and then its reverse leaves the document as
 * it was, a removed line comes back with its id, its values and its place. */

static const char * const kind_names[] = { "set", "line-added", "line-removed", "line-moved" };

static gboolean
unpack_or_fail (const char  *packed,
                guint       *position,
                const char **json,
                GError     **error)
{
  if (tg_edit_unpack_line (packed, position, json))
    return TRUE;
  g_set_error (error, TG_ERROR, TG_ERROR_INVALID, "A journal entry of a line has no place: %s",
               packed);
  return FALSE;
}

static gboolean
apply_line (const TgEdit  *self,
            const char    *table,
            const char    *line_id,
            TgDocument    *document,
            GError       **error)
{
  const char *json;
  guint position;

  switch (self->kind)
    {
    case TG_EDIT_LINE_ADDED:
      return unpack_or_fail (self->after, &position, &json, error) &&
             tg_document_put_line_json (document, table, (int) position, json, error);

    case TG_EDIT_LINE_REMOVED:
      return tg_document_remove_line (document, table, line_id, error);

    case TG_EDIT_LINE_MOVED:
      return unpack_or_fail (self->after, &position, &json, error) &&
             tg_document_move_line (document, table, line_id, (int) position, error);

    case TG_EDIT_SET:
      break;
    }
  g_return_val_if_reached (FALSE);
}

TgEdit *
tg_edit_new (TgEditKind  kind,
             const char *path,
             const char *before,
             const char *after)
{
  TgEdit *self = g_new0 (TgEdit, 1);

  self->kind = kind;
  self->path = g_strdup (path);
  self->before = g_strdup (before != NULL ? before : "");
  self->after = g_strdup (after != NULL ? after : "");
  return self;
}

void
tg_edit_free (TgEdit *self)
{
  g_free (self->path);
  g_free (self->before);
  g_free (self->after);
  g_free (self);
}

TgEdit *
tg_edit_new_reverse (const TgEdit *self)
{
  TgEditKind kind = self->kind;

  if (self->kind == TG_EDIT_LINE_ADDED)
    kind = TG_EDIT_LINE_REMOVED;
  else if (self->kind == TG_EDIT_LINE_REMOVED)
    kind = TG_EDIT_LINE_ADDED;
  return tg_edit_new (kind, self->path, self->after, self->before);
}

gboolean
tg_edit_apply (const TgEdit  *self,
               TgDocument    *document,
               GError       **error)
{
  g_auto (GStrv) parts = NULL;

  if (self->kind == TG_EDIT_SET)
    return tg_document_set (document, self->path, self->after, error);

  parts = g_strsplit (self->path, "/", 2);
  if (g_strv_length (parts) != 2)
    {
      g_set_error (error, TG_ERROR, TG_ERROR_INVALID, "Not the path of a line: %s", self->path);
      return FALSE;
    }
  return apply_line (self, parts[0], parts[1], document, error);
}

const char *
tg_edit_kind_to_name (TgEditKind kind)
{
  return kind_names[kind];
}

gboolean
tg_edit_kind_parse (const char *name,
                    TgEditKind *out)
{
  for (guint i = 0; i < G_N_ELEMENTS (kind_names); i++)
    if (g_strcmp0 (name, kind_names[i]) == 0)
      {
        *out = (TgEditKind) i;
        return TRUE;
      }
  return FALSE;
}

char *
tg_edit_pack_line (guint       position,
                   const char *json)
{
  return g_strdup_printf ("%u %s", position, json);
}

gboolean
tg_edit_unpack_line (const char  *packed,
                     guint       *position,
                     const char **json)
{
  guint64 number;
  char *end;

  if (!g_ascii_isdigit (packed[0]))
    return FALSE;
  number = g_ascii_strtoull (packed, &end, 10);
  if (number > G_MAXINT || (*end != ' ' && *end != '\0'))
    return FALSE;
  *position = (guint) number;
  *json = *end == ' ' ? end + 1 : end;
  return TRUE;
}

TgStep *
tg_step_new (TgStepKind  kind,
             const char *batch,
             const char *undoes)
{
  TgStep *self = g_new0 (TgStep, 1);

  g_atomic_ref_count_init (&self->refs);
  self->kind = kind;
  self->batch = g_strdup (batch);
  self->undoes = g_strdup (undoes);
  self->edits = g_ptr_array_new_with_free_func ((GDestroyNotify) tg_edit_free);
  return self;
}

/* The step that takes `self` back: its edits reversed, last first. */
TgStep *
tg_step_new_reverse (TgStep     *self,
                     TgStepKind  kind,
                     const char *batch)
{
  TgStep *reverse = tg_step_new (kind, batch, self->batch);

  reverse->is_drawn = self->is_drawn;
  for (guint i = self->edits->len; i > 0; i--)
    g_ptr_array_add (reverse->edits, tg_edit_new_reverse (self->edits->pdata[i - 1]));
  return reverse;
}

TgStep *
tg_step_ref (TgStep *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
tg_step_unref (TgStep *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  g_free (self->batch);
  g_free (self->undoes);
  g_ptr_array_unref (self->edits);
  g_free (self);
}
