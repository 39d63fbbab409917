/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-rate-witness.h"

#include <string.h>

/* A form asks for the ten digits, then for shorter and shorter beginnings. A code is without a rate
 * where none of them was found. */

#define RATES     "refund_rates"
#define LIBRARY   "refund_library"
#define FULL      10
#define MAX_NAMED 5

struct _TgRateWitness
{
  GObject       parent_instance;

  TgCodeLookup *codes;
  GHashTable   *missed;      /* codes of ten digits */
  GHashTable   *found;       /* codes and beginnings */
  GHashTable   *practice;    /* those that are for practice alone */
};

static void lookup_init (TgCodeLookupInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TgRateWitness, tg_rate_witness, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (TG_TYPE_CODE_LOOKUP, lookup_init))

static TgCodeRow *
find (TgCodeLookup *lookup,
      const char   *table,
      const char   *code,
      const char   *date)
{
  TgRateWitness *self = TG_RATE_WITNESS (lookup);
  TgCodeRow *row = tg_code_lookup_find (self->codes, table, code, date);

  if (!g_str_equal (table, RATES) || code[0] == '\0')
    return row;
  if (row == NULL && strlen (code) >= FULL)
    g_hash_table_add (self->missed, g_strdup (code));
  if (row != NULL)
    g_hash_table_add (self->found, g_strdup (code));
  if (row != NULL && g_str_equal (tg_code_row_get_column (row, "mark"), "practice"))
    g_hash_table_add (self->practice, g_strdup (code));
  return row;
}

static gboolean
has_table (TgCodeLookup *lookup,
           const char   *table)
{
  return tg_code_lookup_has_table (TG_RATE_WITNESS (lookup)->codes, table);
}

static void
lookup_init (TgCodeLookupInterface *iface)
{
  iface->find = find;
  iface->has_table = has_table;
}

static void
tg_rate_witness_finalize (GObject *object)
{
  TgRateWitness *self = TG_RATE_WITNESS (object);

  g_object_unref (self->codes);
  g_hash_table_unref (self->missed);
  g_hash_table_unref (self->found);
  g_hash_table_unref (self->practice);
  G_OBJECT_CLASS (tg_rate_witness_parent_class)->finalize (object);
}

static void
tg_rate_witness_class_init (TgRateWitnessClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tg_rate_witness_finalize;
}

static void
tg_rate_witness_init (TgRateWitness *self)
{
  self->missed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->found = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->practice = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

TgRateWitness *
tg_rate_witness_new (TgCodeLookup *codes)
{
  TgRateWitness *self = g_object_new (TG_TYPE_RATE_WITNESS, NULL);

  self->codes = g_object_ref (codes);
  return self;
}

static gboolean
was_found (TgRateWitness *self,
           const char    *code)
{
  g_autofree char *beginning = g_strdup (code);

  for (gsize length = strlen (code); length > 0; length--)
    {
      beginning[length] = '\0';
      if (g_hash_table_contains (self->found, beginning))
        return TRUE;
    }
  return FALSE;
}

/* The first few, in order; NULL for none. */
static char *
join (GHashTable *codes)
{
  g_autoptr (GList) sorted = g_list_sort (g_hash_table_get_keys (codes), (GCompareFunc) strcmp);
  GString *text = g_string_new (NULL);
  guint count = 0;

  for (GList *item = sorted; item != NULL && count < MAX_NAMED; item = item->next)
    g_string_append_printf (text, "%s%s", count++ > 0 ? ", " : "", (char *) item->data);
  if (g_hash_table_size (codes) > MAX_NAMED)
    g_string_append (text, " …");
  return g_string_free (text, count == 0);
}

static GHashTable *
list_unknown (TgRateWitness *self)
{
  GHashTable *unknown = g_hash_table_new (g_str_hash, g_str_equal);
  GHashTableIter iter;
  gpointer code;

  g_hash_table_iter_init (&iter, self->missed);
  while (g_hash_table_iter_next (&iter, &code, NULL))
    if (!was_found (self, code))
      g_hash_table_add (unknown, code);
  return unknown;
}

static TgIssue *
complain (TgLevel     level,
          const char *chinese,
          const char *english,
          const char *codes)
{
  g_autofree char *zh = g_strdup_printf ("%s：%s", codes, chinese);
  g_autofree char *en = g_strdup_printf ("%s: %s", codes, english);
  g_autoptr (TgText) words = tg_text_new (zh, en);

  return tg_issue_new (level, "rate-library", "", words);
}

TgIssue *
tg_rate_witness_complain (TgRateWitness *self,
                          gboolean       is_practice)
{
  gboolean has_library = tg_code_lookup_has_table (self->codes, LIBRARY);
  g_autoptr (GHashTable) lacking = list_unknown (self);
  g_autofree char *unknown = join (lacking);
  g_autofree char *practice = join (self->practice);

  if (is_practice && !has_library)
    return NULL;
  if (unknown != NULL && has_library)
    return complain (TG_LEVEL_WARNING,
                     "导入的退税率文库没有该日期的退税率，属未知而非 0；请导入更新的文库，或由您填写并核对。",
                     "the imported library has no refund rate on this date: it is unknown, not 0. "
                     "Import a newer library, or fill it in and verify it.", unknown);
  if (unknown != NULL)
    return complain (TG_LEVEL_WARNING,
                     "退税率未知。请在首选项中导入退税率文库。",
                     "the refund rate is unknown. Import the library of refund rates in the "
                     "preferences.", unknown);
  if (practice != NULL)
    return complain (is_practice ? TG_LEVEL_INFORMATION : TG_LEVEL_WARNING,
                     "退税率取自内置的实训税率表，不得用于申报。请在首选项中导入退税率文库。",
                     "the refund rate is of the built-in practice table, which is not for filing. "
                     "Import the library of refund rates in the preferences.", practice);
  return NULL;
}
