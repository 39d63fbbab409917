/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-import-trial-private.h"

/* Two values for the import page: the trial holds the plan as `exchange` made it, its cells show
 * the faults. */

struct _TgImportCell
{
  GObject        parent_instance;

  TgImportTrial *trial;      /* holds the fault */
  TgImportFault *fault;
};

struct _TgImportTrial
{
  GObject       parent_instance;

  TgCatalogue  *catalogue;   /* holds the form */
  TgForm       *form;
  TgImportPlan *plan;
};

G_DEFINE_FINAL_TYPE (TgImportCell, tg_import_cell, G_TYPE_OBJECT)
G_DEFINE_FINAL_TYPE (TgImportTrial, tg_import_trial, G_TYPE_OBJECT)

static void
tg_import_cell_finalize (GObject *object)
{
  g_clear_object (&TG_IMPORT_CELL (object)->trial);
  G_OBJECT_CLASS (tg_import_cell_parent_class)->finalize (object);
}

static void
tg_import_cell_class_init (TgImportCellClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tg_import_cell_finalize;
}

static void
tg_import_cell_init (TgImportCell *self)
{
}

static void
tg_import_trial_finalize (GObject *object)
{
  TgImportTrial *self = TG_IMPORT_TRIAL (object);

  g_clear_pointer (&self->plan, tg_import_plan_free);
  g_clear_pointer (&self->catalogue, tg_catalogue_unref);
  G_OBJECT_CLASS (tg_import_trial_parent_class)->finalize (object);
}

static void
tg_import_trial_class_init (TgImportTrialClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tg_import_trial_finalize;
}

static void
tg_import_trial_init (TgImportTrial *self)
{
}

guint
tg_import_cell_get_row (TgImportCell *self)
{
  g_return_val_if_fail (TG_IS_IMPORT_CELL (self), 0);

  return self->fault->row;
}

guint
tg_import_cell_get_column (TgImportCell *self)
{
  g_return_val_if_fail (TG_IS_IMPORT_CELL (self), 0);

  return self->fault->column;
}

const char *
tg_import_cell_get_heading (TgImportCell *self)
{
  g_return_val_if_fail (TG_IS_IMPORT_CELL (self), NULL);

  return self->fault->heading;
}

const char *
tg_import_cell_get_value (TgImportCell *self)
{
  g_return_val_if_fail (TG_IS_IMPORT_CELL (self), NULL);

  return self->fault->value;
}

const char *
tg_import_cell_get_reason (TgImportCell *self)
{
  g_return_val_if_fail (TG_IS_IMPORT_CELL (self), NULL);

  return self->fault->reason;
}

TgImportTrial *
tg_import_trial_new (TgCatalogue  *catalogue,
                     TgForm       *form,
                     TgImportPlan *plan)
{
  TgImportTrial *self = g_object_new (TG_TYPE_IMPORT_TRIAL, NULL);

  self->catalogue = tg_catalogue_ref (catalogue);
  self->form = form;
  self->plan = plan;
  return self;
}

TgForm *
tg_import_trial_get_form (TgImportTrial *self)
{
  return self->form;
}

TgImportPlan *
tg_import_trial_get_plan (TgImportTrial *self)
{
  return self->plan;
}

guint
tg_import_trial_get_n_rows (TgImportTrial *self)
{
  g_return_val_if_fail (TG_IS_IMPORT_TRIAL (self), 0);

  return self->plan->n_rows;
}

guint
tg_import_trial_get_n_good_rows (TgImportTrial *self)
{
  g_return_val_if_fail (TG_IS_IMPORT_TRIAL (self), 0);

  return self->plan->n_good_rows;
}

guint
tg_import_trial_get_n_documents (TgImportTrial *self)
{
  g_return_val_if_fail (TG_IS_IMPORT_TRIAL (self), 0);

  return self->plan->documents->len;
}

GListModel *
tg_import_trial_list_faults (TgImportTrial *self)
{
  GListStore *list;

  g_return_val_if_fail (TG_IS_IMPORT_TRIAL (self), NULL);

  list = g_list_store_new (TG_TYPE_IMPORT_CELL);
  for (guint i = 0; i < self->plan->faults->len; i++)
    {
      g_autoptr (TgImportCell) cell = g_object_new (TG_TYPE_IMPORT_CELL, NULL);

      cell->trial = g_object_ref (self);
      cell->fault = self->plan->faults->pdata[i];
      g_list_store_append (list, cell);
    }
  return G_LIST_MODEL (list);
}

char **
tg_import_trial_dup_unknown (TgImportTrial *self)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();

  g_return_val_if_fail (TG_IS_IMPORT_TRIAL (self), NULL);

  for (guint i = 0; i < self->plan->unknown->len; i++)
    g_strv_builder_add (names, self->plan->unknown->pdata[i]);
  return g_strv_builder_end (names);
}
