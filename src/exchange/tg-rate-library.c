/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-rate-library.h"

#include "tg-date.h"
#include "tg-decimal.h"
#include "tg-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* cmcode has rates, stdcm only names and units. Which one a file is, its fields say. A rate is in
 * percent; an empty one is unknown, 0 is a rate. A code that has two rates from the same day stays
 * without one, and the person is asked. Columns whose meaning is not known to us keep their names
 * in small letters. */

#define MIN_DIGITS 4
#define MAX_DIGITS 12
#define OPEN_YEAR  "2099"

static const struct
{
  const char *field;
  const char *column;
} columns[] = {
  { "UNIT", "unit" },
  { "DWCODE", "unit_code" },
  { "SPLB", "goods_kind" },
  { "SZ", "tax_kind" },
  { "ZSSL_SET", "vat_rate" },
  { "TSL", "refund_rate" },
  { "TSFLAG", "special_flag" },
  { "BCFLAG", "bcflag" },
  { "CLDE", "clde" },
  { "CJDL", "cjdl" },
  { "ZHCMCODE", "zhcmcode" },
  { "NOTE", "note" },
};

static gboolean
fail (guint        row,
      const char  *reason,
      GError     **error)
{
  g_set_error (error, TG_ERROR, TG_ERROR_INVALID, _("Row %u: %s"), row + 1, reason);
  return FALSE;
}

/* "" where the file has no such field. */
static char *
dup_value (const TgDbf  *dbf,
           guint         row,
           const char   *name,
           GError      **error)
{
  int field = tg_dbf_find_field (dbf, name);

  return field < 0 ? g_strdup ("") : tg_dbf_dup_value (dbf, row, (guint) field, error);
}

/* 20260101 → 2026-01-01; a last day from 2099 on is none. (transfer full) */
static char *
dup_date (const TgDbf  *dbf,
          guint         row,
          const char   *name,
          GError      **error)
{
  g_autofree char *value = dup_value (dbf, row, name, error);
  g_autofree char *date = NULL;

  if (value == NULL || value[0] == '\0')
    return g_steal_pointer (&value);
  if (strlen (value) == 8)
    date = g_strdup_printf ("%.4s-%.2s-%.2s", value, value + 4, value + 6);
  if (date != NULL && strcmp (date, OPEN_YEAR) >= 0 && g_ascii_isdigit (date[0]) &&
      g_str_equal (name, "END_DATE"))
    return g_strdup ("");
  if (date != NULL && tg_date_is_valid (date))
    return g_steal_pointer (&date);
  fail (row, _("a day is not written as YYYYMMDD"), error);
  return NULL;
}

/* 13.00 → 13. */
static char *
dup_rate (const char  *value,
          guint        row,
          GError     **error)
{
  g_autofree char *text = NULL;
  TgDecimal rate = TG_DECIMAL_ZERO;

  if (!tg_decimal_parse (value, &rate, NULL) || rate.value < 0 ||
      tg_decimal_compare (rate, tg_decimal_from_int (100)) > 0 ||
      (!tg_decimal_is_zero (rate) && tg_decimal_compare (rate, tg_decimal_from_int (1)) < 0))
    {
      fail (row, _("the refund rate is no percentage"), error);
      return NULL;
    }
  text = tg_decimal_to_string (rate);
  if (strchr (text, '.') != NULL)
    {
      gsize length = strlen (text);

      while (text[length - 1] == '0')
        text[--length] = '\0';
      if (text[length - 1] == '.')
        text[--length] = '\0';
    }
  return g_steal_pointer (&text);
}

static gboolean
add_column (GHashTable   *extra,
            const TgDbf  *dbf,
            guint         row,
            guint         column,
            GError      **error)
{
  const char *name = columns[column].column;
  g_autofree char *value = dup_value (dbf, row, columns[column].field, error);

  if (value == NULL)
    return FALSE;
  if (value[0] == '\0' || (g_str_equal (name, "special_flag") && g_str_equal (value, "0")))
    return TRUE;
  if (g_str_equal (name, "refund_rate"))
    {
      char *rate = dup_rate (value, row, error);

      if (rate == NULL)
        return FALSE;
      g_free (value);
      value = rate;
    }
  g_hash_table_insert (extra, g_strdup (name), g_steal_pointer (&value));
  return TRUE;
}

static GHashTable *
read_columns (const TgDbf  *dbf,
              guint         row,
              GError      **error)
{
  g_autoptr (GHashTable) extra = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  g_hash_table_insert (extra, g_strdup ("mark"), g_strdup ("library"));
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    if (!add_column (extra, dbf, row, i, error))
      return NULL;
  return g_steal_pointer (&extra);
}

static TgDatedCode *
read_row (const TgDbf  *dbf,
          guint         row,
          const char   *code,
          GError      **error)
{
  g_autofree char *name = dup_value (dbf, row, "NAME", error);
  g_autofree char *from = name != NULL ? dup_date (dbf, row, "ST_DATE", error) : NULL;
  g_autofree char *to = from != NULL ? dup_date (dbf, row, "END_DATE", error) : NULL;
  g_autoptr (GHashTable) extra = to != NULL ? read_columns (dbf, row, error) : NULL;

  if (extra == NULL)
    return NULL;
  if (to[0] != '\0' && strcmp (to, from) < 0)
    {
      fail (row, _("its last day lies before its first"), error);
      return NULL;
    }
  return tg_dated_code_new (tg_code_row_new (code, name, "", g_steal_pointer (&extra)), from, to);
}

static char *
describe_rate (TgCodeRow *row)
{
  const char *flag = tg_code_row_get_column (row, "special_flag");

  return g_strconcat (tg_code_row_get_column (row, "refund_rate"), flag[0] != '\0' ? "/" : "", flag,
                      NULL);
}

/* A second row of the same code and day: the same, or a doubt. */
static void
add_again (TgRateLibrary *self,
           TgDatedCode   *known,
           TgDatedCode   *again)
{
  g_autofree char *first = describe_rate (known->row);
  g_autofree char *second = describe_rate (again->row);
  const char *before = tg_code_row_get_column (known->row, "candidates");
  GHashTable *extra;
  TgCodeRow *row;

  if (g_str_equal (first, second) && before[0] == '\0')
    return;
  extra = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_hash_table_insert (extra, g_strdup ("mark"), g_strdup ("library"));
  g_hash_table_insert (extra, g_strdup ("candidates"),
                       g_strjoin (" ", before[0] != '\0' ? before : first, second, NULL));
  row = tg_code_row_new (tg_code_row_get_code (known->row),
                         tg_code_row_get_column (known->row, "name_zh"), "", extra);
  self->n_doubtful += before[0] == '\0' ? 1 : 0;
  tg_code_row_unref (known->row);
  known->row = row;
}

static gboolean
is_goods_code (const char *code)
{
  gsize length = strlen (code);

  return length >= MIN_DIGITS && length <= MAX_DIGITS &&
         strspn (code, "0123456789") == length;
}

static gboolean
add_row (TgRateLibrary *self,
         const TgDbf   *dbf,
         guint          row,
         GHashTable    *known,
         GError       **error)
{
  g_autofree char *code = dup_value (dbf, row, "CODE", error);
  g_autoptr (TgDatedCode) dated = NULL;
  g_autofree char *key = NULL;
  TgDatedCode *before;

  if (code == NULL)
    return FALSE;
  if (!is_goods_code (code))
    {
      self->n_skipped++;
      return TRUE;
    }
  dated = read_row (dbf, row, code, error);
  if (dated == NULL)
    return FALSE;
  key = g_strjoin ("\n", code, dated->valid_from, NULL);
  before = g_hash_table_lookup (known, key);
  if (before != NULL)
    {
      add_again (self, before, dated);
      return TRUE;
    }
  g_hash_table_insert (known, g_steal_pointer (&key), dated);
  g_ptr_array_add (self->rows, g_steal_pointer (&dated));
  return TRUE;
}

TgRateLibrary *
tg_rate_library_read (const TgDbf  *dbf,
                      GError      **error)
{
  g_autoptr (TgRateLibrary) self = g_new0 (TgRateLibrary, 1);
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  self->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) tg_dated_code_free);
  self->table = tg_dbf_find_field (dbf, "TSL") >= 0 ? "refund_rates" : "refund_goods";
  if (tg_dbf_find_field (dbf, "CODE") < 0 || tg_dbf_find_field (dbf, "NAME") < 0)
    {
      g_set_error_literal (error, TG_ERROR, TG_ERROR_UNSUPPORTED,
                           _("This is no table of the library of refund rates: it has no fields "
                             "CODE and NAME"));
      return NULL;
    }
  for (guint row = 0; row < tg_dbf_get_n_rows (dbf); row++)
    if (tg_dbf_is_deleted (dbf, row))
      self->n_deleted++;
    else if (!add_row (self, dbf, row, known, error))
      return NULL;
  return g_steal_pointer (&self);
}

void
tg_rate_library_free (TgRateLibrary *self)
{
  g_ptr_array_unref (self->rows);
  g_free (self);
}
