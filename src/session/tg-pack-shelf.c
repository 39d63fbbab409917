/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-pack-shelf.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <time.h>
#include <unistd.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <sys/file.h>

#include "tg-disk.h"
#include "tg-error.h"

/* A pack is unpacked under a name that is no pack's, and renamed when all of it is on the disk: the
 * name is the commit. Which keys count follows from what is installed, so there is no state of it
 * that could be lost or made up. */

#define LOCK_FILE    ".lock"
#define STAGE_PREFIX ".new-"
#define STAGE_AGE    (24 * 60 * 60)

static gboolean
fail_file (const char  *path,
           GError     **error)
{
  g_set_error (error, TG_ERROR, errno == ENOSPC ? TG_ERROR_NO_SPACE : TG_ERROR_READ_ONLY,
               _("%s can't be written: %s"), path, g_strerror (errno));
  return FALSE;
}

/* What the disk said is in English, for whoever has to look into it. */
static gboolean
fail_disk (const char   *path,
           const GError *reason,
           GError      **error)
{
  g_set_error (error, reason->domain, reason->code, _("%s can't be written: %s"), path,
               reason->message);
  return FALSE;
}

/* ---- opening ---- */

typedef struct
{
  TgPackKeys *keys;         /* (nullable) */
  gboolean    is_signed;
} Looking;

/* What is installed may be signed by a key that was replaced since: that is noted, not refused. */
static gboolean
note_signature (const char  *key,
                const char  *signature,
                GBytes      *body,
                gpointer     user_data,
                GError     **error)
{
  Looking *looking = user_data;

  looking->is_signed = looking->keys != NULL &&
                       tg_pack_keys_verify (key, signature, body, looking->keys, NULL);
  return TRUE;
}

TgPack *
tg_pack_shelf_load (const char  *folder,
                    GError     **error)
{
  Looking looking = { NULL, FALSE };

  return tg_pack_folder_load (folder, note_signature, &looking, error);
}

/* An hour-old one may still be somebody's; a day-old one is nobody's. */
static void
remove_leftovers (const char *root)
{
  g_autoptr (GDir) dir = g_dir_open (root, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (root, name, NULL);
      GStatBuf info;

      if (g_str_has_prefix (name, STAGE_PREFIX) && g_stat (path, &info) == 0 &&
          info.st_mtime < time (NULL) - STAGE_AGE)
        tg_pack_shelf_remove (path);
    }
}

TgPackShelf *
tg_pack_shelf_open (const char  *root,
                    GError     **error)
{
  g_autoptr (TgPackShelf) self = g_new0 (TgPackShelf, 1);
  g_autoptr (GPtrArray) folders = tg_pack_folder_list (root);

  self->root = g_strdup (root);
  self->packs = g_ptr_array_new_with_free_func ((GDestroyNotify) tg_pack_unref);
  self->keys = tg_pack_keys_load (error);
  if (self->keys == NULL)
    return NULL;
  remove_leftovers (root);
  for (guint i = 0; i < folders->len; i++)
    {
      Looking looking = { self->keys, FALSE };
      const TgPackFolder *folder = folders->pdata[i];
      TgPack *pack = tg_pack_folder_load (folder->path, note_signature, &looking, error);

      if (pack == NULL)
        return NULL;
      g_ptr_array_add (self->packs, pack);
      if (looking.is_signed)
        tg_pack_keys_follow (self->keys, pack->key, pack->successor);
    }
  return g_steal_pointer (&self);
}

void
tg_pack_shelf_free (TgPackShelf *self)
{
  g_free (self->root);
  g_clear_pointer (&self->keys, tg_pack_keys_free);
  g_clear_pointer (&self->packs, g_ptr_array_unref);
  g_free (self);
}

/* ---- admitting ---- */

TgPack *
tg_pack_shelf_read (TgPackShelf  *self,
                    GBytes       *file,
                    GError      **error)
{
  return tg_pack_read (file, tg_pack_keys_verify, self->keys, error);
}

static gboolean
is_newer (TgPackShelf   *self,
          const TgPack  *pack,
          GError       **error)
{
  for (guint i = self->packs->len; i > 0; i--)
    {
      const TgPack *other = self->packs->pdata[i - 1];

      if (!g_str_equal (other->id, pack->id) || other->version < pack->version)
        continue;
      if (other->version == pack->version)
        g_set_error (error, TG_ERROR, TG_ERROR_EXISTS,
                     _("The pack “%s” is installed in version %u already. There is nothing to do"),
                     pack->id, pack->version);
      else
        g_set_error (error, TG_ERROR, TG_ERROR_EXISTS,
                     _("This is version %u of the pack “%s”, older than version %u, which is "
                       "installed. Get the newest one from the project"),
                     pack->version, pack->id, other->version);
      return FALSE;
    }
  return TRUE;
}

/* The newest decides. */
TgPackStanding
tg_pack_shelf_compare (TgPackShelf  *self,
                       const TgPack *pack)
{
  TgPackStanding standing = TG_PACK_NEWER;

  for (guint i = 0; i < self->packs->len; i++)
    {
      const TgPack *other = self->packs->pdata[i];

      if (!g_str_equal (other->id, pack->id) || other->version < pack->version)
        continue;
      if (other->version == pack->version)
        return TG_PACK_THERE;
      standing = TG_PACK_OLDER;
    }
  return standing;
}

/* The folder of the same version where that is here already. (nullable) (transfer full) */
static char *
find_folder (TgCatalogue *catalogue,
             char       **parts)
{
  g_autoptr (GPtrArray) all = tg_catalogue_list_all (catalogue);

  for (guint i = 0; i < all->len; i++)
    {
      TgForm *form = all->pdata[i];
      g_autofree char *version = g_strdup_printf ("%u", form->version);
      g_autofree char *folder = NULL;

      if (!g_str_equal (form->id, parts[1]) || !g_str_equal (version, parts[2]))
        continue;
      folder = g_build_filename (tg_catalogue_get_directory (catalogue, form), parts[0], parts[1],
                                 parts[2], NULL);
      if (g_file_test (folder, G_FILE_TEST_IS_DIR))
        return g_steal_pointer (&folder);
    }
  return NULL;
}

static gboolean
admits_file (const TgPackFile  *file,
             TgCatalogue       *catalogue,
             GError           **error)
{
  g_auto (GStrv) parts = g_strsplit (file->path, "/", -1);
  g_autofree char *folder = NULL;
  g_autofree char *path = NULL;

  if (g_strv_length (parts) != 4 || !g_str_has_suffix (parts[3], ".json"))
    return TRUE;
  folder = find_folder (catalogue, parts);
  if (folder == NULL)
    return TRUE;
  path = g_build_filename (folder, parts[3], NULL);
  if (tg_pack_folder_has_same (path, file))
    return TRUE;
  g_set_error (error, TG_ERROR, TG_ERROR_CONFLICT,
               _("The pack says otherwise of “%s”, version %s, which is here already. A version "
                 "that was released is never changed: ask the project for a pack with the next "
                 "one"), parts[1], parts[2]);
  return FALSE;
}

gboolean
tg_pack_shelf_agrees (const TgPack  *pack,
                      TgCatalogue   *catalogue,
                      GError       **error)
{
  for (guint i = 0; i < pack->files->len; i++)
    if (!admits_file (pack->files->pdata[i], catalogue, error))
      return FALSE;
  return TRUE;
}

static gboolean
has_new_version (const TgPack *pack,
                 TgCatalogue  *catalogue)
{
  for (guint i = 0; i < pack->files->len; i++)
    {
      const TgPackFile *file = pack->files->pdata[i];
      g_auto (GStrv) parts = g_strsplit (file->path, "/", -1);
      g_autofree char *folder = NULL;

      if (g_strv_length (parts) != 4)
        continue;
      folder = find_folder (catalogue, parts);
      if (folder == NULL)
        return TRUE;
    }
  return FALSE;
}

gboolean
tg_pack_shelf_lacks (TgPackShelf  *self,
                     const TgPack *pack,
                     TgCatalogue  *catalogue)
{
  for (guint i = 0; i < self->packs->len; i++)
    {
      const TgPack *other = self->packs->pdata[i];

      if (g_str_equal (other->id, pack->id) && other->version > pack->version &&
          strcmp (other->date, pack->date) <= 0)
        return FALSE;
    }
  return has_new_version (pack, catalogue);
}

void
tg_pack_shelf_note (TgPackShelf *self,
                    TgPack      *pack)
{
  g_ptr_array_add (self->packs, tg_pack_ref (pack));
  tg_pack_keys_follow (self->keys, pack->key, pack->successor);
}

gboolean
tg_pack_shelf_admits (TgPackShelf   *self,
                      const TgPack  *pack,
                      TgCatalogue   *catalogue,
                      GError       **error)
{
  return is_newer (self, pack, error) && tg_pack_shelf_agrees (pack, catalogue, error);
}

/* ---- installing ---- */

int
tg_pack_shelf_lock (const char  *root,
                    GError     **error)
{
  g_autofree char *path = g_build_filename (root, LOCK_FILE, NULL);
  int fd;

  if (g_mkdir_with_parents (root, 0700) != 0)
    {
      fail_file (root, error);
      return -1;
    }
  fd = open (path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (fd >= 0 && flock (fd, LOCK_EX) == 0)
    return fd;
  g_set_error (error, TG_ERROR, TG_ERROR_BUSY, _("%s can't be written: %s"), path,
               g_strerror (errno));
  if (fd >= 0)
    close (fd);
  return -1;
}

/* What is left over is found and removed the next time. */
void
tg_pack_shelf_remove (const char *folder)
{
  g_autoptr (GError) error = NULL;

  if (!tg_disk_remove (folder, &error))
    g_debug ("%s", error->message);
}

char *
tg_pack_shelf_stage (TgPackShelf   *self,
                     const TgPack  *pack,
                     GBytes        *file,
                     GError       **error)
{
  g_autofree char *stage = g_build_filename (self->root, TG_PACK_STAGE, NULL);

  if (g_mkdir_with_parents (self->root, 0700) != 0 || g_mkdtemp (stage) == NULL)
    {
      fail_file (self->root, error);
      return NULL;
    }
  if (tg_pack_folder_unpack (pack, file, stage, error))
    return g_steal_pointer (&stage);
  tg_pack_shelf_remove (stage);
  return NULL;
}

gboolean
tg_pack_shelf_commit (const char    *root,
                      const TgPack  *pack,
                      const char    *stage,
                      GError       **error)
{
  g_autofree char *name = tg_pack_folder_dup_name (pack);
  g_autofree char *path = g_build_filename (root, name, NULL);
  g_autoptr (GError) local = NULL;

  return (tg_disk_sync (stage, &local) && tg_disk_move (stage, path, &local)) ||
         fail_disk (path, local, error);
}
