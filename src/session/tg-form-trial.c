/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-form-trial.h"

#include "tg-code-source.h"
#include "tg-data-dir.h"
#include "tg-form-checker.h"
#include "tg-form-item.h"
#include "tg-pack-folder.h"
#include "tg-xml-map.h"

/* The form's XML, where it has one. What is wrong with the form itself was said already. */
static void
try_message (const char *folder,
             GPtrArray  *failures)
{
  g_autofree char *version = g_canonicalize_filename (folder, NULL);
  g_autofree char *id = g_path_get_dirname (version);
  g_autofree char *kind = g_path_get_dirname (id);
  g_autofree char *directory = g_path_get_dirname (kind);
  g_autofree char *form = g_build_filename (version, "form.json", NULL);
  g_autofree char *message = g_build_filename (version, "message.json", NULL);
  g_autoptr (TgRules) rules = NULL;
  g_autoptr (TgXmlMap) map = NULL;
  g_autoptr (GError) error = NULL;

  if (!g_file_test (message, G_FILE_TEST_EXISTS))
    return;
  rules = tg_catalogue_load_one (form, NULL);
  if (rules == NULL)
    return;
  map = tg_xml_map_load (tg_rules_get_form (rules), directory, &error);
  if (map == NULL)
    g_ptr_array_add (failures, g_strdup (error->message));
}

GPtrArray *
tg_form_trial_run (const char *folder,
                   guint      *n_cases)
{
  g_autoptr (TgCodeSource) codes = tg_code_source_open (NULL, NULL);
  GPtrArray *failures = tg_form_checker_run_folder (folder, (TgCodeLookup *) codes, n_cases);

  try_message (folder, failures);
  return failures;
}

/* The version in force last, then those before it. */
static void
append_versions (GListStore  *items,
                 TgCatalogue *catalogue,
                 TgForm      *form)
{
  g_autoptr (GPtrArray) versions = tg_catalogue_list_versions (catalogue, form->id);
  g_autoptr (TgFormItem) last = tg_form_item_new (form, TRUE);

  g_list_store_append (items, last);
  for (guint i = versions->len; i > 0; i--)
    if (versions->pdata[i - 1] != form && form->family != TG_FAMILY_FACT)
      {
        g_autoptr (TgFormItem) item = tg_form_item_new_version (versions->pdata[i - 1]);

        g_list_store_append (items, item);
      }
}

GListModel *
tg_form_trial_list (GError **error)
{
  g_autofree char *packs = tg_data_dir_dup_packs ();
  g_autoptr (TgCatalogue) catalogue = tg_pack_folder_catalogue (packs, error);
  GListStore *items = NULL;

  if (catalogue == NULL)
    return NULL;
  items = g_list_store_new (TG_TYPE_FORM_ITEM);
  for (TgFamily family = 0; family <= TG_FAMILY_FACT; family++)
    {
      g_autoptr (GPtrArray) forms = tg_catalogue_list_family (catalogue, family, NULL);

      for (guint i = 0; i < forms->len; i++)
        append_versions (items, catalogue, forms->pdata[i]);
    }
  return G_LIST_MODEL (items);
}
