/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-import-sheet-private.h"

#include <glib/gi18n-lib.h>

#include "tg-import-trial-private.h"

/* `rows` are all that came, the headings too where the first of them is that; all are as long as
 * the longest. A change forgets the trial. */
struct _TgImportSheet
{
  GObject        parent_instance;

  TgCatalogue   *catalogue;      /* holds the form */
  TgForm        *form;
  char          *name;
  GPtrArray     *rows;           /* of GPtrArray of char * */
  GPtrArray     *paths;          /* of char *, by column */
  gboolean       has_headings;
  guint          serial;
  TgImportTrial *trial;          /* nullable */
  GHashTable    *good;           /* rows of the trial, from 0 */
  GHashTable    *faults;         /* (row, column) → TgImportFault of the trial */
};

G_DEFINE_FINAL_TYPE (TgImportSheet, tg_import_sheet, G_TYPE_OBJECT)

enum { CHANGED, N_SIGNALS };

static guint signals[N_SIGNALS];

static void
tg_import_sheet_finalize (GObject *object)
{
  TgImportSheet *self = TG_IMPORT_SHEET (object);

  g_clear_object (&self->trial);
  g_clear_pointer (&self->catalogue, tg_catalogue_unref);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_ptr_array_unref (self->paths);
  g_hash_table_unref (self->good);
  g_hash_table_unref (self->faults);
  g_free (self->name);
  G_OBJECT_CLASS (tg_import_sheet_parent_class)->finalize (object);
}

static void
tg_import_sheet_class_init (TgImportSheetClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tg_import_sheet_finalize;
  signals[CHANGED] = g_signal_new ("changed", TG_TYPE_IMPORT_SHEET, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
tg_import_sheet_init (TgImportSheet *self)
{
  self->paths = g_ptr_array_new_with_free_func (g_free);
  self->good = g_hash_table_new (NULL, NULL);
  self->faults = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
}

/* ---- the table ---- */

static guint
get_first (TgImportSheet *self)
{
  return self->has_headings ? 1 : 0;
}

static gboolean
is_blank (GPtrArray *row)
{
  for (guint i = 0; i < row->len; i++)
    if (((char *) row->pdata[i])[0] != '\0')
      return FALSE;
  return TRUE;
}

static void
make_even (GPtrArray *rows)
{
  guint n_columns = 0;

  for (guint i = rows->len; i > 0; i--)
    if (is_blank (rows->pdata[i - 1]))
      g_ptr_array_remove_index (rows, i - 1);
  for (guint i = 0; i < rows->len; i++)
    n_columns = MAX (n_columns, ((GPtrArray *) rows->pdata[i])->len);
  for (guint i = 0; i < rows->len; i++)
    while (((GPtrArray *) rows->pdata[i])->len < n_columns)
      g_ptr_array_add (rows->pdata[i], g_strdup (""));
}

static void
change (TgImportSheet *self)
{
  self->serial++;
  g_clear_object (&self->trial);
  g_signal_emit (self, signals[CHANGED], 0);
}

/* What the headings name; columns without one are left out. */
static guint
guess_paths (TgImportSheet *self)
{
  g_auto (GStrv) paths = self->rows->len > 0
                         ? tg_import_find_paths (self->form, self->rows->pdata[0]) : NULL;
  guint known = 0;

  g_ptr_array_set_size (self->paths, 0);
  for (guint i = 0; paths != NULL && paths[i] != NULL; i++)
    {
      known += paths[i][0] != '\0';
      g_ptr_array_add (self->paths, g_strdup (paths[i]));
    }
  return known;
}

TgImportSheet *
tg_import_sheet_new (TgCatalogue *catalogue,
                     TgForm      *form,
                     GPtrArray   *rows)
{
  TgImportSheet *self = g_object_new (TG_TYPE_IMPORT_SHEET, NULL);

  self->catalogue = tg_catalogue_ref (catalogue);
  self->form = form;
  self->name = form->family == TG_FAMILY_FACT ? g_strconcat ("fact:", form->id, NULL)
               : g_strdup (form->id);
  self->rows = rows;
  make_even (rows);
  self->has_headings = guess_paths (self) > 0;
  return self;
}

TgForm *
tg_import_sheet_get_form (TgImportSheet *self)
{
  return self->form;
}

guint
tg_import_sheet_get_serial (TgImportSheet *self)
{
  return self->serial;
}

GPtrArray *
tg_import_sheet_dup_rows (TgImportSheet *self)
{
  GPtrArray *copy = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  GPtrArray *headings = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < self->paths->len; i++)
    g_ptr_array_add (headings, g_strdup (tg_import_sheet_get_heading (self, i)));
  g_ptr_array_add (copy, headings);
  for (guint i = get_first (self); i < self->rows->len; i++)
    {
      GPtrArray *cells = self->rows->pdata[i];
      GPtrArray *row = g_ptr_array_new_full (cells->len, g_free);

      for (guint j = 0; j < cells->len; j++)
        g_ptr_array_add (row, g_strdup (cells->pdata[j]));
      g_ptr_array_add (copy, row);
    }
  return copy;
}

char **
tg_import_sheet_dup_paths (TgImportSheet *self)
{
  char **paths = g_new0 (char *, self->paths->len + 1);

  for (guint i = 0; i < self->paths->len; i++)
    paths[i] = g_strdup (self->paths->pdata[i]);
  return paths;
}

/* ---- public: the table ---- */

const char *
tg_import_sheet_get_name (TgImportSheet *self)
{
  g_return_val_if_fail (TG_IS_IMPORT_SHEET (self), NULL);

  return self->name;
}

const char *
tg_import_sheet_get_title (TgImportSheet *self)
{
  g_return_val_if_fail (TG_IS_IMPORT_SHEET (self), NULL);

  return tg_text_get (self->form->title);
}

guint
tg_import_sheet_get_n_rows (TgImportSheet *self)
{
  g_return_val_if_fail (TG_IS_IMPORT_SHEET (self), 0);

  return self->rows->len > 0 ? self->rows->len - get_first (self) : 0;
}

guint
tg_import_sheet_get_n_columns (TgImportSheet *self)
{
  g_return_val_if_fail (TG_IS_IMPORT_SHEET (self), 0);

  return self->paths->len;
}

gboolean
tg_import_sheet_has_headings (TgImportSheet *self)
{
  g_return_val_if_fail (TG_IS_IMPORT_SHEET (self), FALSE);

  return self->has_headings;
}

void
tg_import_sheet_set_has_headings (TgImportSheet *self,
                                  gboolean       has_headings)
{
  g_return_if_fail (TG_IS_IMPORT_SHEET (self));

  if (self->has_headings == has_headings)
    return;
  self->has_headings = has_headings;
  change (self);
}

const char *
tg_import_sheet_get_heading (TgImportSheet *self,
                             guint          column)
{
  GPtrArray *first;

  g_return_val_if_fail (TG_IS_IMPORT_SHEET (self), NULL);

  first = self->has_headings && self->rows->len > 0 ? self->rows->pdata[0] : NULL;
  return first != NULL && column < first->len ? first->pdata[column] : "";
}

static char **
find_cell (TgImportSheet *self,
           guint          row,
           guint          column)
{
  GPtrArray *cells = row + get_first (self) < self->rows->len
                     ? self->rows->pdata[row + get_first (self)] : NULL;

  return cells != NULL && column < cells->len ? (char **) &cells->pdata[column] : NULL;
}

const char *
tg_import_sheet_get_cell (TgImportSheet *self,
                          guint          row,
                          guint          column)
{
  char **cell;

  g_return_val_if_fail (TG_IS_IMPORT_SHEET (self), NULL);

  cell = find_cell (self, row, column);
  return cell != NULL ? *cell : "";
}

static gboolean
put (TgImportSheet *self,
     guint          row,
     guint          column,
     const char    *text)
{
  char **cell = find_cell (self, row, column);

  if (cell == NULL || g_str_equal (*cell, text))
    return FALSE;
  g_free (*cell);
  *cell = g_strdup (text);
  return TRUE;
}

void
tg_import_sheet_set_cell (TgImportSheet *self,
                          guint          row,
                          guint          column,
                          const char    *text)
{
  g_return_if_fail (TG_IS_IMPORT_SHEET (self));

  if (put (self, row, column, text))
    change (self);
}

void
tg_import_sheet_fill_down (TgImportSheet *self,
                           guint          row,
                           guint          column)
{
  g_autofree char *text = NULL;
  gboolean changed = FALSE;

  g_return_if_fail (TG_IS_IMPORT_SHEET (self));

  text = g_strdup (tg_import_sheet_get_cell (self, row, column));
  for (guint i = row + 1; i < tg_import_sheet_get_n_rows (self); i++)
    changed = put (self, i, column, text) || changed;
  if (changed)
    change (self);
}

void
tg_import_sheet_add_column (TgImportSheet *self)
{
  g_return_if_fail (TG_IS_IMPORT_SHEET (self));

  for (guint i = 0; i < self->rows->len; i++)
    g_ptr_array_add (self->rows->pdata[i], g_strdup (""));
  g_ptr_array_add (self->paths, g_strdup (""));
  change (self);
}

/* ---- public: what the columns mean ---- */

static void
add_target (GListStore *targets,
            const char *path,
            const char *label)
{
  TgImportTargetFields fields = { path, label };
  g_autoptr (TgImportTarget) target = tg_import_target_new (&fields);

  g_list_store_append (targets, target);
}

static void
add_fields (GListStore      *targets,
            const TgSection *section,
            const TgTable   *table)
{
  GPtrArray *fields = table != NULL ? table->fields : section->fields;

  for (guint i = 0; i < fields->len; i++)
    {
      const TgField *field = fields->pdata[i];
      g_autofree char *path = table == NULL ? g_strdup (field->key)
                              : g_strjoin ("/", table->key, field->key, NULL);
      g_autofree char *label = table == NULL ? g_strdup (tg_text_get (field->label))
                               : g_strdup_printf (_("%s: %s"), tg_text_get (section->title),
                                                  tg_text_get (field->label));

      if (!field->read_only)
        add_target (targets, path, label);
    }
}

GListModel *
tg_import_sheet_list_targets (TgImportSheet *self)
{
  GListStore *targets;

  g_return_val_if_fail (TG_IS_IMPORT_SHEET (self), NULL);

  targets = g_list_store_new (TG_TYPE_IMPORT_TARGET);
  add_target (targets, "", _("Leave out"));
  for (guint i = 0; i < self->form->sections->len; i++)
    {
      const TgSection *section = self->form->sections->pdata[i];

      add_fields (targets, section, NULL);
      if (section->table != NULL)
        add_fields (targets, section, section->table);
    }
  return G_LIST_MODEL (targets);
}

const char *
tg_import_sheet_get_path (TgImportSheet *self,
                          guint          column)
{
  g_return_val_if_fail (TG_IS_IMPORT_SHEET (self) && column < self->paths->len, "");

  return self->paths->pdata[column];
}

static void
put_path (TgImportSheet *self,
          guint          column,
          const char    *path)
{
  g_free (self->paths->pdata[column]);
  self->paths->pdata[column] = g_strdup (path);
}

void
tg_import_sheet_set_path (TgImportSheet *self,
                          guint          column,
                          const char    *path)
{
  g_return_if_fail (TG_IS_IMPORT_SHEET (self) && column < self->paths->len);

  if (g_str_equal (self->paths->pdata[column], path))
    return;
  for (guint i = 0; path[0] != '\0' && i < self->paths->len; i++)
    if (g_str_equal (self->paths->pdata[i], path))
      put_path (self, i, "");
  put_path (self, column, path);
  change (self);
}

/* ---- public: what a trial found ---- */

static gint64
get_place (guint row,
           int   column)
{
  return ((gint64) row << 32) | (guint32) (column + 1);
}

void
tg_import_sheet_set_trial (TgImportSheet *self,
                           TgImportTrial *trial)
{
  TgImportPlan *plan = tg_import_trial_get_plan (trial);

  g_set_object (&self->trial, trial);
  g_hash_table_remove_all (self->good);
  g_hash_table_remove_all (self->faults);
  /* The trial counts from 1, and its first row are the headings. */
  for (guint i = 0; i < plan->good_rows->len; i++)
    g_hash_table_add (self->good, GUINT_TO_POINTER (g_array_index (plan->good_rows, guint, i) - 2));
  for (guint i = 0; i < plan->faults->len; i++)
    {
      TgImportFault *fault = plan->faults->pdata[i];
      gint64 place = get_place (fault->row - 2, (int) fault->column - 1);

      if (!g_hash_table_contains (self->faults, &place))
        g_hash_table_insert (self->faults, g_memdup2 (&place, sizeof place), fault);
    }
  g_signal_emit (self, signals[CHANGED], 0);
}

TgImportTrial *
tg_import_sheet_get_trial (TgImportSheet *self)
{
  g_return_val_if_fail (TG_IS_IMPORT_SHEET (self), NULL);

  return self->trial;
}

gboolean
tg_import_sheet_is_good (TgImportSheet *self,
                         guint          row)
{
  g_return_val_if_fail (TG_IS_IMPORT_SHEET (self), FALSE);

  return self->trial != NULL && g_hash_table_contains (self->good, GUINT_TO_POINTER (row));
}

const char *
tg_import_sheet_get_fault (TgImportSheet *self,
                           guint          row,
                           int            column)
{
  gint64 place = get_place (row, column);
  const TgImportFault *fault;

  g_return_val_if_fail (TG_IS_IMPORT_SHEET (self), NULL);

  fault = self->trial != NULL ? g_hash_table_lookup (self->faults, &place) : NULL;
  return fault != NULL ? fault->reason : NULL;
}

int
tg_import_sheet_find_fault (TgImportSheet *self,
                            guint          row,
                            int           *column)
{
  guint n_rows;

  g_return_val_if_fail (TG_IS_IMPORT_SHEET (self), -1);

  n_rows = tg_import_sheet_get_n_rows (self);
  for (guint i = 0; self->trial != NULL && i < n_rows; i++)
    for (int c = 0; c <= (int) self->paths->len; c++)
      {
        /* The row as a whole comes after its cells. */
        int place = c < (int) self->paths->len ? c : -1;

        if (tg_import_sheet_get_fault (self, (row + i) % n_rows, place) == NULL)
          continue;
        *column = place;
        return (int) ((row + i) % n_rows);
      }
  return -1;
}

void
tg_import_sheet_take_out (TgImportSheet *self)
{
  g_return_if_fail (TG_IS_IMPORT_SHEET (self));

  for (guint i = tg_import_sheet_get_n_rows (self); i > 0; i--)
    if (tg_import_sheet_is_good (self, i - 1))
      g_ptr_array_remove_index (self->rows, i - 1 + get_first (self));
  change (self);
}
