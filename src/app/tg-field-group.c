/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-field-group.h"

/* The rows are in the order of the form. */
struct _TgFieldGroup
{
  AdwBin               parent_instance;

  AdwPreferencesGroup *group;
  TgDraft             *draft;
  const TgSection     *section;   /* of the draft's form, which the draft keeps */
  GPtrArray           *rows;      /* of TgFieldRow, owned by the group */
  TgLineTable         *table;     /* nullable */
};

G_DEFINE_FINAL_TYPE (TgFieldGroup, tg_field_group, ADW_TYPE_BIN)

static void
tg_field_group_dispose (GObject *object)
{
  TgFieldGroup *self = TG_FIELD_GROUP (object);

  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_object (&self->draft);
  G_OBJECT_CLASS (tg_field_group_parent_class)->dispose (object);
}

static void
tg_field_group_class_init (TgFieldGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = tg_field_group_dispose;
}

static void
tg_field_group_init (TgFieldGroup *self)
{
  self->rows = g_ptr_array_new ();
  self->group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->group));
}

static void
add_rows (TgFieldGroup *self,
          TgWorkspace  *workspace)
{
  for (guint i = 0; i < self->section->fields->len; i++)
    {
      GtkWidget *row = tg_field_row_new (workspace, self->draft,
                                         g_ptr_array_index (self->section->fields, i));

      adw_preferences_group_add (self->group, row);
      g_ptr_array_add (self->rows, row);
    }
}

GtkWidget *
tg_field_group_new (TgWorkspace     *workspace,
                    TgDraft         *draft,
                    const TgSection *section)
{
  TgFieldGroup *self = g_object_new (TG_TYPE_FIELD_GROUP, NULL);
  g_autofree char *title = g_markup_escape_text (tg_text_get (section->title), -1);

  self->draft = g_object_ref (draft);
  self->section = section;
  adw_preferences_group_set_title (self->group, title);
  if (section->table != NULL)
    {
      self->table = TG_LINE_TABLE (tg_line_table_new (workspace, draft, section->table));
      adw_preferences_group_add (self->group, GTK_WIDGET (self->table));
    }
  else
    add_rows (self, workspace);
  tg_field_group_refresh (self);
  return GTK_WIDGET (self);
}

const char *
tg_field_group_get_key (TgFieldGroup *self)
{
  return self->section->key;
}

TgFieldRow *
tg_field_group_find_row (TgFieldGroup *self,
                         const char   *path)
{
  for (guint i = 0; i < self->rows->len; i++)
    if (g_str_equal (tg_field_row_get_path (g_ptr_array_index (self->rows, i)), path))
      return g_ptr_array_index (self->rows, i);
  return NULL;
}

/* Return passes by what is worked out by itself, until somebody has overridden it. */
static gboolean
asks (TgFieldGroup *self,
      TgFieldRow   *row)
{
  if (!gtk_widget_get_visible (GTK_WIDGET (row)) || !tg_field_row_can_edit (row))
    return FALSE;
  return tg_field_row_get_field (row)->computed == NULL ||
         tg_draft_is_overridden (self->draft, tg_field_row_get_path (row));
}

TgFieldRow *
tg_field_group_next_row (TgFieldGroup *self,
                         TgFieldRow   *row)
{
  gboolean passed = row == NULL;

  for (guint i = 0; i < self->rows->len; i++)
    {
      TgFieldRow *candidate = g_ptr_array_index (self->rows, i);

      if (passed && asks (self, candidate))
        return candidate;
      passed = passed || candidate == row;
    }
  return NULL;
}

TgLineTable *
tg_field_group_get_table (TgFieldGroup *self)
{
  return self->table;
}

void
tg_field_group_refresh (TgFieldGroup *self)
{
  gboolean shown = tg_draft_get_progress (self->draft, self->section->key) != TG_PROGRESS_HIDDEN;

  for (guint i = 0; i < self->rows->len; i++)
    tg_field_row_refresh (g_ptr_array_index (self->rows, i));
  if (self->table != NULL)
    tg_line_table_refresh (self->table);
  gtk_widget_set_visible (GTK_WIDGET (self), shown);
}

gboolean
tg_field_group_grab_caret (TgFieldGroup *self)
{
  TgFieldRow *row;

  if (!gtk_widget_get_visible (GTK_WIDGET (self)))
    return FALSE;
  if (self->table != NULL)
    return tg_line_table_grab_caret (self->table);
  row = tg_field_group_next_row (self, NULL);
  return row != NULL && tg_field_row_grab_caret (row);
}

gboolean
tg_field_group_is_typing (TgFieldGroup *self)
{
  if (self->table != NULL)
    return tg_line_table_is_typing (self->table);
  for (guint i = 0; i < self->rows->len; i++)
    if (tg_field_row_is_typing (g_ptr_array_index (self->rows, i)))
      return TRUE;
  return FALSE;
}

void
tg_field_group_set_narrow (TgFieldGroup *self,
                           gboolean      narrow)
{
  for (guint i = 0; i < self->rows->len; i++)
    tg_field_row_set_narrow (g_ptr_array_index (self->rows, i), narrow);
}
