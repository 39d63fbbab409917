/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-pack-maker.h"

#include <glib/gi18n-lib.h>

#include "tg-data-dir.h"
#include "tg-error.h"
#include "tg-form-trial.h"
#include "tg-pack-codes.h"
#include "tg-pack-folder.h"
#include "tg-pack-signer.h"

/* What could not be installed is not signed: forms are read as the program reads them and their
 * cases are run, code tables are read. */

/* Each folder forms/<id>/<version> once; the cases of a rule set come with facts of others and are
 * the suite's. */
static gboolean
try_cases (const char    *folder,
           const TgPack  *pack,
           GError       **error)
{
  for (guint i = 0; i < pack->files->len; i++)
    {
      const char *path = ((TgPackFile *) pack->files->pdata[i])->path;
      g_autofree char *full = g_build_filename (folder, path, NULL);
      g_autofree char *version = g_path_get_dirname (full);
      g_autoptr (GPtrArray) failures = NULL;
      guint n_cases = 0;

      if (!g_str_has_suffix (path, "/form.json"))
        continue;
      failures = tg_form_trial_run (version, &n_cases);
      if (failures->len == 0)
        continue;
      g_set_error (error, TG_ERROR, TG_ERROR_INVALID, "%s", (const char *) failures->pdata[0]);
      return FALSE;
    }
  return TRUE;
}

static gboolean
try_codes (const TgPack  *pack,
           GError       **error)
{
  for (guint i = 0; i < pack->files->len; i++)
    {
      const TgPackFile *file = pack->files->pdata[i];
      g_autoptr (GPtrArray) rows = NULL;

      if (!g_str_has_prefix (file->path, "codes/"))
        continue;
      rows = tg_pack_codes_read (file->text, error);
      if (rows == NULL)
        {
          g_prefix_error (error, "%s: ", file->path);
          return FALSE;
        }
    }
  return TRUE;
}

static gboolean
try_forms (const char    *folder,
           const TgPack  *pack,
           GError       **error)
{
  g_autofree char *root = tg_data_dir_dup_packs ();
  g_autofree char *name = tg_pack_dup_name (pack);
  g_autoptr (TgCatalogue) before = tg_pack_folder_catalogue (root, error);
  g_autoptr (TgCatalogue) after = before != NULL
                                  ? tg_catalogue_extend (before, folder, name, error) : NULL;

  return after != NULL;
}

static gboolean
try_contents (const char    *folder,
              const TgPack  *pack,
              GError       **error)
{
  g_autofree char *kinds = tg_pack_dup_kinds (pack);

  if (!try_codes (pack, error))
    return FALSE;
  return g_str_equal (kinds, "codes") ||
         (try_forms (folder, pack, error) && try_cases (folder, pack, error));
}

char *
tg_pack_maker_make (const char  *folder,
                    const char  *key_file,
                    const char  *target,
                    GError     **error)
{
  g_autoptr (GBytes) body = tg_pack_folder_collect (folder, error);
  g_autoptr (TgPack) pack = body != NULL ? tg_pack_read_body (body, error) : NULL;
  g_autoptr (GBytes) file = NULL;
  g_autofree char *key = NULL;
  g_autofree char *signature = NULL;
  g_autofree char *name = NULL;
  g_autofree char *path = NULL;

  if (pack == NULL || !try_contents (folder, pack, error) ||
      !tg_pack_signer_sign (key_file, body, &key, &signature, error))
    return NULL;
  file = tg_pack_join (key, signature, body);
  name = g_strdup_printf ("%s-%u" TG_PACK_SUFFIX, pack->id, pack->version);
  path = g_build_filename (target, name, NULL);
  return tg_pack_folder_write (path, file, error) ? g_steal_pointer (&path) : NULL;
}

char *
tg_pack_maker_make_key (const char  *key_file,
                        GError     **error)
{
  return tg_pack_signer_make_key (key_file, error);
}
