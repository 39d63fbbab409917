/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-form-trial.h"

#include "tg-code-source.h"
#include "tg-form-checker.h"
#include "tg-form-item.h"

GPtrArray *
tg_form_trial_run (const char *folder,
                   guint      *n_cases)
{
  g_autoptr (TgCodeSource) codes = tg_code_source_open (NULL, NULL);

  return tg_form_checker_run_folder (folder, (TgCodeLookup *) codes, n_cases);
}

GListModel *
tg_form_trial_list (GError **error)
{
  g_autoptr (TgCatalogue) catalogue = tg_catalogue_load (NULL, error);
  GListStore *items = NULL;

  if (catalogue == NULL)
    return NULL;
  items = g_list_store_new (TG_TYPE_FORM_ITEM);
  for (TgFamily family = 0; family <= TG_FAMILY_FACT; family++)
    {
      g_autoptr (GPtrArray) forms = tg_catalogue_list_family (catalogue, family, NULL);

      for (guint i = 0; i < forms->len; i++)
        {
          g_autoptr (TgFormItem) item = tg_form_item_new (forms->pdata[i], TRUE);

          g_list_store_append (items, item);
        }
    }
  return G_LIST_MODEL (items);
}
