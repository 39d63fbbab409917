/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-pack-trial-private.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "tg-code-source.h"
#include "tg-data-dir.h"
#include "tg-error.h"
#include "tg-pack-codes.h"
#include "tg-pack-shelf.h"
#include "tg-pool.h"

/* The trial unpacks the pack where it would be installed, under a name that is no pack's, and reads
 * forms and codes from there as the program would. Installing then renames that folder. The lock
 * keeps two processes from installing an older pack over a newer one. */

struct _TgPackTrial
{
  GObject      parent_instance;

  char        *root;
  GBytes      *file;
  TgPack      *pack;
  TgPackItem  *item;
  char        *reason;       /* nullable */
  char        *stage;        /* nullable: the unpacked files */
  char        *work;         /* nullable: a folder for the code tables of the trial */
  char        *codes_path;   /* nullable: the pack has none */
  TgCatalogue *before;
  TgCatalogue *after;        /* nullable */
};

G_DEFINE_FINAL_TYPE (TgPackTrial, tg_pack_trial, G_TYPE_OBJECT)

static void
tg_pack_trial_finalize (GObject *object)
{
  TgPackTrial *self = TG_PACK_TRIAL (object);

  if (self->stage != NULL)
    tg_pack_shelf_remove (self->stage);
  if (self->work != NULL)
    tg_pack_shelf_remove (self->work);
  g_free (self->root);
  g_clear_pointer (&self->file, g_bytes_unref);
  g_clear_pointer (&self->pack, tg_pack_unref);
  g_clear_object (&self->item);
  g_free (self->reason);
  g_free (self->stage);
  g_free (self->work);
  g_free (self->codes_path);
  g_clear_pointer (&self->before, tg_catalogue_unref);
  g_clear_pointer (&self->after, tg_catalogue_unref);
  G_OBJECT_CLASS (tg_pack_trial_parent_class)->finalize (object);
}

static void
tg_pack_trial_class_init (TgPackTrialClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tg_pack_trial_finalize;
}

static void
tg_pack_trial_init (TgPackTrial *self)
{
}

/* ---- what people read ---- */

/* "customs.export-list 4, currency": each once. */
static char *
dup_contents (const TgPack *pack)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  g_autofree char *last = g_strdup ("");
  g_auto (GStrv) all = NULL;

  for (guint i = 0; i < pack->files->len; i++)
    {
      const char *path = ((TgPackFile *) pack->files->pdata[i])->path;
      g_auto (GStrv) parts = g_strsplit (path, "/", -1);
      g_autofree char *name = NULL;

      if (g_str_equal (parts[0], "codes"))
        name = g_strndup (parts[1], strlen (parts[1]) - strlen (".csv"));
      else
        name = g_strjoin (" ", parts[1], parts[2], NULL);
      if (g_str_equal (name, last))
        continue;
      g_strv_builder_add (names, name);
      g_free (last);
      last = g_steal_pointer (&name);
    }
  all = g_strv_builder_end (names);
  return g_strjoinv (", ", all);
}

static TgPackItem *
make_item (const TgPack *pack)
{
  g_autofree char *version = g_strdup_printf ("%u", pack->version);
  g_autofree char *kinds = tg_pack_dup_kinds (pack);
  g_autofree char *contents = dup_contents (pack);
  g_autofree char *sources = g_strjoinv ("\n", pack->sources);
  TgPackItemFields fields = {
    pack->id, version, pack->date, pack->valid_from, pack->valid_to, tg_text_get (pack->title),
    kinds, contents, sources, pack->key,
  };

  return tg_pack_item_new (&fields);
}

/* ---- opening ---- */

static GBytes *
read_file (GFile   *file,
           GError **error)
{
  g_autoptr (GFileInfo) info = g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_SIZE,
                                                  G_FILE_QUERY_INFO_NONE, NULL, error);

  if (info == NULL)
    return NULL;
  if (g_file_info_get_size (info) > TG_PACK_MAX_BYTES)
    {
      g_set_error_literal (error, TG_ERROR, TG_ERROR_TOO_LARGE,
                           _("The file is too large for a pack"));
      return NULL;
    }
  return g_file_load_bytes (file, NULL, NULL, error);
}

static gboolean
try_codes (TgPackTrial  *self,
           GError      **error)
{
  g_autoptr (TgCodeSource) codes = NULL;

  if (!tg_pack_codes_exist (self->stage))
    return TRUE;
  codes = tg_code_source_open (NULL, error);
  if (codes == NULL)
    return FALSE;
  self->work = g_build_filename (self->root, TG_PACK_STAGE, NULL);
  if (g_mkdtemp (self->work) == NULL)
    {
      g_set_error (error, TG_ERROR, TG_ERROR_READ_ONLY, _("%s can't be written: %s"), self->root,
                   g_strerror (errno));
      g_clear_pointer (&self->work, g_free);
      return FALSE;
    }
  self->codes_path = g_build_filename (self->work, "codes.db", NULL);
  return tg_pack_codes_make (tg_code_source_get_path (codes), self->codes_path, self->stage, error);
}

/* What cannot be read as the program reads it is not installed. */
static gboolean
try_contents (TgPackTrial  *self,
              TgPackShelf  *shelf,
              GError      **error)
{
  g_autofree char *name = tg_pack_dup_name (self->pack);

  self->stage = tg_pack_shelf_stage (shelf, self->pack, self->file, error);
  if (self->stage == NULL)
    return FALSE;
  self->after = tg_catalogue_extend (self->before, self->stage, name, error);
  if (self->after != NULL && try_codes (self, error))
    return TRUE;
  g_prefix_error (error, _("The pack can't be read: "));
  return FALSE;
}

static gboolean
open_trial (TgPackTrial  *self,
            GFile        *file,
            GError      **error)
{
  g_autoptr (TgPackShelf) shelf = tg_pack_shelf_open (self->root, error);
  g_autoptr (GError) refusal = NULL;

  self->file = shelf != NULL ? read_file (file, error) : NULL;
  self->pack = self->file != NULL ? tg_pack_shelf_read (shelf, self->file, error) : NULL;
  if (self->pack == NULL)
    return FALSE;
  self->item = make_item (self->pack);
  self->before = tg_pack_folder_catalogue (self->root, error);
  if (self->before == NULL)
    return FALSE;
  if (tg_pack_shelf_admits (shelf, self->pack, self->before, &refusal))
    return try_contents (self, shelf, error);
  self->reason = g_strdup (refusal->message);
  return TRUE;
}

static gpointer
run_open (gpointer   source,
          gpointer   data,
          GError   **error)
{
  g_autoptr (TgPackTrial) self = g_object_new (TG_TYPE_PACK_TRIAL, NULL);

  self->root = tg_data_dir_dup_packs ();
  return open_trial (self, data, error) ? g_steal_pointer (&self) : NULL;
}

void
tg_pack_trial_open_async (GFile               *file,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, tg_pack_trial_open_async);
  g_task_set_task_data (task, g_object_ref (file), g_object_unref);
  tg_pool_run (task, run_open, g_object_unref);
}

TgPackTrial *
tg_pack_trial_open_finish (GAsyncResult  *result,
                           GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* ---- installing ---- */

static gboolean
commit (TgPackTrial  *self,
        GError      **error)
{
  g_autoptr (TgPackShelf) shelf = tg_pack_shelf_open (self->root, error);
  g_autoptr (TgCatalogue) present = NULL;

  if (shelf != NULL)
    present = tg_pack_folder_catalogue (self->root, error);
  if (present == NULL || !tg_pack_shelf_admits (shelf, self->pack, present, error) ||
      !tg_pack_shelf_commit (self->root, self->pack, self->stage, error))
    return FALSE;
  g_clear_pointer (&self->stage, g_free);
  return TRUE;
}

static gboolean
install (TgPackTrial  *self,
         GError      **error)
{
  int fd = tg_pack_shelf_lock (self->root, error);
  g_autoptr (TgCodeSource) codes = NULL;
  gboolean ok;

  if (fd < 0)
    return FALSE;
  ok = commit (self, error);
  /* Opening makes the tables with the new rows. */
  if (ok && self->codes_path != NULL)
    {
      codes = tg_code_source_open (NULL, error);
      ok = codes != NULL;
    }
  close (fd);
  return ok;
}

static gpointer
run_install (gpointer   source,
             gpointer   data,
             GError   **error)
{
  return GINT_TO_POINTER (install (TG_PACK_TRIAL (source), error));
}

void
tg_pack_trial_install_async (TgPackTrial         *self,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (TG_IS_PACK_TRIAL (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, tg_pack_trial_install_async);
  if (self->reason != NULL || self->stage == NULL)
    g_task_return_new_error (task, TG_ERROR, TG_ERROR_EXISTS, "%s",
                             self->reason != NULL ? self->reason : _("It is installed already"));
  else
    tg_pool_run (task, run_install, NULL);
}

gboolean
tg_pack_trial_install_finish (TgPackTrial   *self,
                              GAsyncResult  *result,
                              GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_pointer (G_TASK (result), error) != NULL;
}

/* ---- what is there ---- */

static TgPackShelf *
open_shelf (GError **error)
{
  g_autofree char *root = tg_data_dir_dup_packs ();

  return tg_pack_shelf_open (root, error);
}

static gpointer
run_list (gpointer   source,
          gpointer   data,
          GError   **error)
{
  g_autoptr (TgPackShelf) shelf = open_shelf (error);
  GListStore *items;

  if (shelf == NULL)
    return NULL;
  items = g_list_store_new (TG_TYPE_PACK_ITEM);
  for (guint i = shelf->packs->len; i > 0; i--)
    {
      g_autoptr (TgPackItem) item = make_item (shelf->packs->pdata[i - 1]);

      g_list_store_append (items, item);
    }
  return items;
}

void
tg_pack_trial_list_async (GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, tg_pack_trial_list_async);
  tg_pool_run (task, run_list, g_object_unref);
}

GListModel *
tg_pack_trial_list_finish (GAsyncResult  *result,
                           GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static gpointer
run_keys (gpointer   source,
          gpointer   data,
          GError   **error)
{
  g_autoptr (TgPackShelf) shelf = open_shelf (error);
  g_autofree char *current = NULL;
  g_autofree char *successor = NULL;

  if (shelf == NULL)
    return NULL;
  current = tg_pack_keys_dup_id (shelf->keys->current);
  successor = tg_pack_keys_dup_id (shelf->keys->successor);
  return g_strjoin (current != NULL && successor != NULL ? ", " : "",
                    current != NULL ? current : "", successor != NULL ? successor : "", NULL);
}

void
tg_pack_trial_find_keys_async (GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, tg_pack_trial_find_keys_async);
  tg_pool_run (task, run_keys, g_free);
}

char *
tg_pack_trial_find_keys_finish (GAsyncResult  *result,
                                GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* ---- getters ---- */

TgPackItem *
tg_pack_trial_get_pack (TgPackTrial *self)
{
  return self->item;
}

const char *
tg_pack_trial_get_reason (TgPackTrial *self)
{
  return self->reason;
}

TgPack *
tg_pack_trial_get_read (TgPackTrial *self)
{
  return self->pack;
}

TgCatalogue *
tg_pack_trial_get_before (TgPackTrial *self)
{
  return self->before;
}

TgCatalogue *
tg_pack_trial_get_after (TgPackTrial *self)
{
  return self->after;
}

const char *
tg_pack_trial_get_codes_path (TgPackTrial *self)
{
  return self->codes_path;
}
