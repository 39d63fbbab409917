/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-pack-lookup.h"

#include "tg-code-table.h"

/* TgPackLookup: two look-ups as one, told apart by the table. */

struct _TgPackLookup
{
  GObject       parent_instance;

  TgPack       *pack;
  TgCodeTable  *table;
  TgCodeLookup *others;
};

static void lookup_init (TgCodeLookupInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TgPackLookup, tg_pack_lookup, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (TG_TYPE_CODE_LOOKUP, lookup_init))

gboolean
tg_pack_lookup_has (const TgPack *pack,
                    const char   *table)
{
  g_autofree char *path = g_strdup_printf ("codes/%s.csv", table);

  for (guint i = 0; i < pack->files->len; i++)
    if (g_str_equal (((TgPackFile *) pack->files->pdata[i])->path, path))
      return TRUE;
  return FALSE;
}

static TgCodeLookup *
get_side (TgPackLookup *self,
          const char   *table)
{
  return tg_pack_lookup_has (self->pack, table) ? TG_CODE_LOOKUP (self->table) : self->others;
}

static TgCodeRow *
find (TgCodeLookup *lookup,
      const char   *table,
      const char   *code,
      const char   *date)
{
  return tg_code_lookup_find (get_side (TG_PACK_LOOKUP (lookup), table), table, code, date);
}

static gboolean
has_table (TgCodeLookup *lookup,
           const char   *table)
{
  return tg_code_lookup_has_table (get_side (TG_PACK_LOOKUP (lookup), table), table);
}

static void
lookup_init (TgCodeLookupInterface *iface)
{
  iface->find = find;
  iface->has_table = has_table;
}

static void
tg_pack_lookup_finalize (GObject *object)
{
  TgPackLookup *self = TG_PACK_LOOKUP (object);

  tg_pack_unref (self->pack);
  g_clear_object (&self->table);
  g_clear_object (&self->others);
  G_OBJECT_CLASS (tg_pack_lookup_parent_class)->finalize (object);
}

static void
tg_pack_lookup_class_init (TgPackLookupClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tg_pack_lookup_finalize;
}

static void
tg_pack_lookup_init (TgPackLookup *self)
{
}

TgPackLookup *
tg_pack_lookup_open (TgPack        *pack,
                     const char    *path,
                     TgCodeLookup  *others,
                     GError       **error)
{
  g_autoptr (TgCodeTable) table = tg_code_table_open (path, error);
  TgPackLookup *self;

  if (table == NULL)
    return NULL;
  self = g_object_new (TG_TYPE_PACK_LOOKUP, NULL);
  self->pack = tg_pack_ref (pack);
  self->table = g_steal_pointer (&table);
  self->others = g_object_ref (others);
  return self;
}
