/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-receipt-files.h"

#include <glib/gi18n-lib.h>

#include "tg-error.h"

/* A file that cannot be read stops no other. */

#define MAX_BYTES (16 * 1024 * 1024)   /* what the parser takes */

static void
read_receipt_free (gpointer data)
{
  TgReadReceipt *self = data;

  g_free (self->file);
  g_free (self->fault);
  tg_customs_answer_free (self->answer);
  g_free (self);
}

static TgReadReceipt *
add (GPtrArray *reads,
     GFile     *file)
{
  TgReadReceipt *read = g_new0 (TgReadReceipt, 1);

  read->file = g_file_get_basename (file);
  g_ptr_array_add (reads, read);
  return read;
}

/* The maps of all forms that have one. */
static GPtrArray *
load_maps (TgCatalogue  *catalogue,
           GError      **error)
{
  g_autoptr (GPtrArray) forms = tg_catalogue_list_family (catalogue, TG_FAMILY_DECLARATION, NULL);
  g_autoptr (GPtrArray) maps =
    g_ptr_array_new_with_free_func ((GDestroyNotify) tg_xml_map_unref);

  for (guint i = 0; i < forms->len; i++)
    {
      g_autoptr (GError) local = NULL;
      TgXmlMap *map = tg_xml_map_load (forms->pdata[i], NULL, &local);

      if (map != NULL)
        g_ptr_array_add (maps, map);
      else if (!g_error_matches (local, TG_ERROR, TG_ERROR_NOT_FOUND))
        {
          g_propagate_error (error, g_steal_pointer (&local));
          return NULL;
        }
    }
  return g_steal_pointer (&maps);
}

static GBytes *
load_bytes (GFile   *file,
            gint64  *changed,
            GError **error)
{
  g_autoptr (GFileInfo) info =
    g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_SIZE "," G_FILE_ATTRIBUTE_TIME_MODIFIED,
                       G_FILE_QUERY_INFO_NONE, NULL, error);
  g_autoptr (GDateTime) time = NULL;

  if (info == NULL)
    return NULL;
  if (g_file_info_get_size (info) > MAX_BYTES)
    {
      g_set_error_literal (error, TG_ERROR, TG_ERROR_TOO_LARGE, _("it is larger than 16 MB"));
      return NULL;
    }
  time = g_file_info_get_modification_date_time (info);
  *changed = time != NULL ? g_date_time_to_unix (time) * G_USEC_PER_SEC : 0;
  return g_file_load_bytes (file, NULL, NULL, error);
}

static char *
describe_fault (const char   *name,
                const GError *error)
{
  if (g_error_matches (error, TG_ERROR, TG_ERROR_UNSUPPORTED))
    return g_strdup_printf (_("“%s” is no receipt that Tongguan knows (%s). Choose a file from the "
                              "folder in which customs' client keeps its receipts."), name,
                            error->message);
  return g_strdup_printf (_("“%s” cannot be read: %s. Nothing was changed by it; fetch the receipt "
                            "from customs' client again, and open that file."), name,
                          error->message);
}

static void
read_file (GFile              *file,
           GPtrArray          *maps,
           const TgXmlContext *context,
           GPtrArray          *reads)
{
  g_autoptr (GError) error = NULL;
  gint64 changed = 0;
  g_autoptr (GBytes) bytes = load_bytes (file, &changed, &error);
  g_autoptr (GPtrArray) answers = bytes != NULL
                                  ? tg_customs_answer_read (bytes, maps, context, &error) : NULL;

  if (answers == NULL)
    {
      TgReadReceipt *read = add (reads, file);

      read->fault = describe_fault (read->file, error);
      return;
    }
  g_ptr_array_set_free_func (answers, NULL);
  for (guint i = 0; i < answers->len; i++)
    {
      TgReadReceipt *read = add (reads, file);

      read->answer = answers->pdata[i];
      read->at = tg_receipt_get_at (read->answer->receipt);
      if (read->at == 0)
        read->at = changed;
    }
}

/* Faults first; what was said at one time stays in its order. */
static int
compare (gconstpointer a,
         gconstpointer b)
{
  const TgReadReceipt *first = *(TgReadReceipt * const *) a;
  const TgReadReceipt *second = *(TgReadReceipt * const *) b;

  return (first->at > second->at) - (first->at < second->at);
}

GPtrArray *
tg_receipt_files_read (GPtrArray     *files,
                       TgCatalogue   *catalogue,
                       TgCodeLookup  *codes,
                       const char    *today,
                       GError       **error)
{
  const TgXmlContext context = { codes, today, NULL };
  g_autoptr (GPtrArray) maps = load_maps (catalogue, error);
  g_autoptr (GPtrArray) reads = g_ptr_array_new_with_free_func (read_receipt_free);

  if (maps == NULL)
    return NULL;
  for (guint i = 0; i < files->len; i++)
    read_file (files->pdata[i], maps, &context, reads);
  g_ptr_array_sort (reads, compare);
  return g_steal_pointer (&reads);
}
