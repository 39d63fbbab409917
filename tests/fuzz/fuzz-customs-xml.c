/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-catalogue.h"
#include "tg-customs-answer.h"
#include "tg-dxp.h"
#include "tg-fuzz.h"
#include "tg-xml-reader.h"
#include "tg-xml-writer.h"

/* Any bytes as a message of customs: every mapping's reader and the reader of answers may refuse
 * them, and no worse; what a reader takes, its writer says again in a way that reads the same.
 * There are no code tables here: a message passes whole only where no element asks one. */

static GPtrArray *
load_maps (void)
{
  GPtrArray *maps = g_ptr_array_new_with_free_func ((GDestroyNotify) tg_xml_map_unref);
  g_autoptr (TgCatalogue) catalogue = tg_catalogue_load (NULL, NULL);
  g_autoptr (GPtrArray) forms = NULL;

  g_assert_nonnull (catalogue);
  forms = tg_catalogue_list_all (catalogue);
  for (guint i = 0; i < forms->len; i++)
    {
      TgXmlMap *map = tg_xml_map_load (forms->pdata[i], NULL, NULL);

      if (map != NULL)
        g_ptr_array_add (maps, map);
    }
  return maps;
}

static void
read_data (const TgXmlMap     *map,
           const TgXmlTree    *root,
           const TgXmlContext *context)
{
  g_autoptr (TgXmlMessage) message = tg_xml_reader_read_tree (map->data, root, context, NULL);
  g_autoptr (GBytes) first = NULL;
  g_autoptr (GBytes) second = NULL;
  g_autoptr (TgXmlMessage) again = NULL;
  g_autoptr (GError) error = NULL;

  if (message == NULL)
    return;
  first = tg_xml_writer_write (map->data, message, context, NULL);
  if (first == NULL)
    return;
  again = tg_xml_reader_read (map->data, first, context, &error);
  g_assert_no_error (error);
  second = tg_xml_writer_write (map->data, again, context, &error);
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (first, second));
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  static GPtrArray *maps;
  const TgXmlContext context = { NULL, "2026-03-01", NULL };
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (TgXmlTree) root = tg_xml_tree_parse (bytes, &error);
  g_autoptr (TgDxp) dxp = tg_dxp_read (bytes, NULL);
  g_autoptr (GPtrArray) answers = NULL;

  g_assert ((root == NULL) == (error != NULL));
  if (maps == NULL)
    maps = load_maps ();
  answers = tg_customs_answer_read (bytes, maps, &context, NULL);
  for (guint i = 0; root != NULL && i < maps->len; i++)
    read_data (maps->pdata[i], root, &context);
  return 0;
}
