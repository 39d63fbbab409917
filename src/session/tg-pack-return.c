/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-pack-return.h"

#include <glib/gi18n-lib.h>
#include <unistd.h>

#include "tg-code-source.h"
#include "tg-data-dir.h"
#include "tg-error.h"
#include "tg-pack-codes.h"
#include "tg-pack-shelf.h"

/* A backup's word for a pack counts no more than anybody's: each is checked as if a person had
 * chosen the file, in the order of their dates, since one may name the key of the next. It is
 * read as the program will read it, from where the backup was unpacked to. An older pack never
 * takes anything from a newer one: forms are added by version, and rows of code tables are put in
 * by date. */

typedef struct
{
  TgPackShelf *shelf;
  TgCatalogue *catalogue;     /* with all that are accepted */
} Plan;

static void
return_free (gpointer data)
{
  TgPackReturn *self = data;

  g_free (self->name);
  g_free (self->reason);
  g_free (self->path);
  g_free (self);
}

static GBytes *
load_file (const char  *folder,
           GError     **error)
{
  g_autofree char *path = g_build_filename (folder, TG_PACK_FOLDER_FILE, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);

  return g_file_load_bytes (file, NULL, NULL, error);
}

/* The very file may be installed under a key that counts no more. */
static gboolean
is_installed (Plan               *plan,
              const TgPackFolder *folder,
              GBytes             *file)
{
  g_autofree char *name = g_path_get_basename (folder->path);
  g_autofree char *path = g_build_filename (plan->shelf->root, name, NULL);
  g_autoptr (GBytes) there = load_file (path, NULL);

  return there != NULL && g_bytes_equal (there, file);
}

/* ---- finding out ---- */

static gboolean
has_readable_codes (const TgPack  *pack,
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
        return FALSE;
    }
  return TRUE;
}

static gboolean
accept (Plan          *plan,
        TgPack        *pack,
        GBytes        *file,
        const char    *folder,
        GError       **error)
{
  g_autofree char *name = tg_pack_dup_name (pack);
  TgCatalogue *after;

  if (!tg_pack_shelf_agrees (pack, plan->catalogue, error) ||
      !tg_pack_folder_unpack (pack, file, folder, error) || !has_readable_codes (pack, error))
    return FALSE;
  after = tg_catalogue_extend (plan->catalogue, folder, name, error);
  if (after == NULL)
    return FALSE;
  tg_catalogue_unref (plan->catalogue);
  plan->catalogue = after;
  tg_pack_shelf_note (plan->shelf, pack);
  return TRUE;
}

static TgPackReturnKind
choose_kind (TgPackShelf  *shelf,
             const TgPack *pack,
             TgCatalogue  *catalogue)
{
  switch (tg_pack_shelf_compare (shelf, pack))
    {
    case TG_PACK_NEWER:
      return TG_PACK_RETURN_NEW;
    case TG_PACK_THERE:
      return TG_PACK_RETURN_THERE;
    case TG_PACK_OLDER:
      return tg_pack_shelf_lacks (shelf, pack, catalogue) ? TG_PACK_RETURN_BESIDE
                                                          : TG_PACK_RETURN_OLDER;
    }
  g_return_val_if_reached (TG_PACK_RETURN_REFUSED);
}

static gboolean
is_to_install (TgPackReturnKind kind)
{
  return kind == TG_PACK_RETURN_NEW || kind == TG_PACK_RETURN_BESIDE;
}

/* What it is called is its own word, once it is known to be the project's. */
static gboolean
look_at (Plan                *plan,
         const TgPackFolder  *folder,
         TgPackReturn        *self,
         GError             **error)
{
  g_autoptr (GBytes) file = load_file (folder->path, error);
  g_autoptr (TgPack) pack = NULL;

  if (file == NULL)
    return FALSE;
  self->kind = TG_PACK_RETURN_THERE;
  if (is_installed (plan, folder, file))
    return TRUE;
  pack = tg_pack_shelf_read (plan->shelf, file, error);
  if (pack == NULL)
    return FALSE;
  g_free (self->name);
  self->name = tg_pack_dup_name (pack);
  self->kind = choose_kind (plan->shelf, pack, plan->catalogue);
  return !is_to_install (self->kind) || accept (plan, pack, file, folder->path, error);
}

/* Without a catalogue none of them can be looked at, and `why` says the reason. */
static TgPackReturn *
plan_one (Plan               *plan,
          const TgPackFolder *folder,
          const GError       *why)
{
  g_autoptr (GError) local = NULL;
  TgPackReturn *self = g_new0 (TgPackReturn, 1);

  self->name = g_strdup_printf ("%s %u", folder->id, folder->version);
  self->path = g_strdup (folder->path);
  if (plan->catalogue == NULL || !look_at (plan, folder, self, &local))
    self->kind = TG_PACK_RETURN_REFUSED;
  if (local != NULL)
    why = local;
  self->reason = g_strdup (why != NULL ? why->message : "");
  return self;
}

/* Where the packs of this computer can't be read, nothing is put among them. */
GPtrArray *
tg_pack_return_plan (const char *folder)
{
  g_autofree char *root = tg_data_dir_dup_packs ();
  g_autoptr (GPtrArray) folders = tg_pack_folder_list (folder);
  GPtrArray *returns = g_ptr_array_new_with_free_func (return_free);
  g_autoptr (GError) error = NULL;
  g_autoptr (TgPackShelf) shelf = folders->len > 0 ? tg_pack_shelf_open (root, &error) : NULL;
  Plan plan = { shelf, shelf != NULL ? tg_pack_folder_catalogue (root, &error) : NULL };

  for (guint i = 0; i < folders->len; i++)
    g_ptr_array_add (returns, plan_one (&plan, folders->pdata[i], error));
  g_clear_pointer (&plan.catalogue, tg_catalogue_unref);
  return returns;
}

/* ---- doing it ---- */

static gboolean
put (Plan          *plan,
     TgPack        *pack,
     GBytes        *file,
     GError       **error)
{
  g_autofree char *stage = tg_pack_shelf_stage (plan->shelf, pack, file, error);

  if (stage == NULL)
    return FALSE;
  if (tg_pack_shelf_commit (plan->shelf->root, pack, stage, error))
    {
      tg_pack_shelf_note (plan->shelf, pack);
      return tg_pack_folder_add_all (plan->catalogue, plan->shelf->root, error);
    }
  tg_pack_shelf_remove (stage);
  return FALSE;
}

/* Another process may have installed it, or something newer, since. */
static gboolean
install_one (Plan          *plan,
             TgPackReturn  *self,
             gboolean      *has_codes,
             GError       **error)
{
  g_autoptr (GBytes) file = load_file (self->path, error);
  g_autoptr (TgPack) pack = file != NULL ? tg_pack_shelf_read (plan->shelf, file, error) : NULL;

  if (pack == NULL)
    return FALSE;
  if (!is_to_install (choose_kind (plan->shelf, pack, plan->catalogue)))
    return TRUE;
  *has_codes |= tg_pack_codes_exist (self->path);
  return tg_pack_shelf_agrees (pack, plan->catalogue, error) && put (plan, pack, file, error);
}

static gboolean
install_all (const char  *root,
             GPtrArray   *returns,
             GError     **error)
{
  g_autoptr (TgPackShelf) shelf = tg_pack_shelf_open (root, error);
  g_autoptr (TgCatalogue) catalogue = NULL;
  g_autoptr (TgCodeSource) codes = NULL;
  Plan plan = { shelf, NULL };
  gboolean has_codes = FALSE;

  if (shelf != NULL)
    catalogue = tg_pack_folder_catalogue (root, error);
  plan.catalogue = catalogue;
  for (guint i = 0; catalogue != NULL && i < returns->len; i++)
    {
      TgPackReturn *self = returns->pdata[i];

      if (is_to_install (self->kind) && !install_one (&plan, self, &has_codes, error))
        return FALSE;
    }
  /* Opening makes the tables with the new rows. */
  if (has_codes)
    codes = tg_code_source_open (NULL, error);
  return catalogue != NULL && (!has_codes || codes != NULL);
}

gboolean
tg_pack_return_install (GPtrArray  *returns,
                        GError    **error)
{
  g_autofree char *root = tg_data_dir_dup_packs ();
  gboolean is_needed = FALSE;
  gboolean ok;
  int fd;

  for (guint i = 0; i < returns->len; i++)
    is_needed |= is_to_install (((TgPackReturn *) returns->pdata[i])->kind);
  if (!is_needed)
    return TRUE;
  fd = tg_pack_shelf_lock (root, error);
  if (fd < 0)
    return FALSE;
  ok = install_all (root, returns, error);
  close (fd);
  return ok;
}
