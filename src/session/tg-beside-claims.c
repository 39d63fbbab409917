/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-beside-private.h"

#include <string.h>

#include "tg-decimal.h"
#include "tg-lookup-table.h"

/* What other filings of the same kind have of each row already: a refund is claimed once for a line
 * of a declaration, a list stands in one ledger, goods bought are claimed once. One relation a row,
 * "other.earlier_claim/<line>". A draft counts only for those made after it, so that of two it is
 * the later one that has to give way; a reversal takes back what it reverses. */

static const char * const claims[] = {
  "tax.trader-refund", "tax.producer-refund", "tax.agent-refund", NULL
};
static const char * const ledgers[] = { "tax.retail-exemption", NULL };
static const char * const settlements[] = { "tax.overseas-warehouse", NULL };

typedef struct
{
  const char         *relation;
  const char         *table;      /* here and there */
  const char         *key;        /* its column that names what is claimed */
  const char * const *forms;
  const char * const *same;       /* columns that are alike, too; nullable */
} Claiming;

static const char * const business_type[] = { "business_type", NULL };
static const char * const goods_code[] = { "goods_code", NULL };
static const char * const warehouse[] = { "pre_ref", "warehouse_code", "sku", NULL };

static const Claiming claimings[] = {
  { "earlier_claim", "exports", "declaration_no", claims, business_type },
  { "earlier_purchase", "purchases", "invoice_no", claims, goods_code },
  { "earlier_ledger", "lines", "list_no", ledgers, NULL },
  { "earlier_split", "splits", "declaration_no", settlements, NULL },
  { "earlier_settlement", "lines", "declaration_no", settlements, warehouse },
};

/* One search: filings are read once for all rows. */
typedef struct
{
  TgBeside       *beside;
  const Claiming *claiming;
  gint64          own_rid;     /* G_MAXINT64: not stored yet */
  GHashTable     *filings;     /* id → TgFilingRecord, NULL for one that does not count */
} Search;

/* ---- which filings count ---- */

static gboolean
is_before (const TgFilingRecord *filing,
           gint64                own_rid)
{
  switch (filing->state)
    {
    case TG_FILING_WITHDRAWN:
    case TG_FILING_REFUSED:
      return FALSE;
    case TG_FILING_DRAFT:
    case TG_FILING_RETURNED:
      return filing->rid < own_rid;
    case TG_FILING_STORED:
    case TG_FILING_RECEIVED:
    case TG_FILING_UNDER_REVIEW:
    case TG_FILING_INSPECTION:
    case TG_FILING_ACCEPTED:
    case TG_FILING_RELEASED:
    case TG_FILING_PAID:
    case TG_FILING_CLOSED:
      break;
    }
  return TRUE;
}

static void
free_filing (gpointer data)
{
  if (data != NULL)
    tg_filing_record_free (data);
}

/* (nullable) (transfer none) */
static TgFilingRecord *
load (Search     *self,
      const char *id)
{
  g_autoptr (TgFilingRecord) record = NULL;
  TgFilingRecord *full = NULL;
  gpointer known;

  if (g_hash_table_lookup_extended (self->filings, id, NULL, &known))
    return known;
  record = tg_filing_table_load_record (self->beside->conn, id, NULL);
  if (record != NULL && !record->removed && !g_str_equal (id, self->beside->about->id) &&
      g_strv_contains (self->claiming->forms, record->form) && is_before (record, self->own_rid))
    full = tg_filing_table_load (self->beside->conn, id, NULL);
  g_hash_table_insert (self->filings, g_strdup (id), full);
  return full;
}

/* ---- rows ---- */

static const char *
get_cell (const Search     *self,
          const TgDocument *document,
          guint             row,
          const char       *column)
{
  return tg_document_get_cell (document, self->claiming->table, row, column);
}

static gboolean
is_same (const Search     *self,
         guint             row,
         const TgDocument *other,
         guint             other_row)
{
  const TgDocument *document = self->beside->about->document;
  const char * const *same = self->claiming->same;

  if (!g_str_equal (get_cell (self, document, row, self->claiming->key),
                    get_cell (self, other, other_row, self->claiming->key)))
    return FALSE;
  for (guint i = 0; same != NULL && same[i] != NULL; i++)
    if (!g_str_equal (get_cell (self, document, row, same[i]),
                      get_cell (self, other, other_row, same[i])))
      return FALSE;
  return TRUE;
}

/* What stands of a row in the filings before this one. */
typedef struct
{
  int                   count;      /* claims less reversals */
  TgDecimal             qty;        /* a reversal's is negative */
  const TgFilingRecord *last;
  guint                 last_row;
} Standing;

static void
count_row (const Search      *self,
           const TgDocument  *document,
           guint              row,
           Standing          *standing)
{
  gboolean is_reversal = get_cell (self, document, row, "reverses")[0] != '\0';
  TgDecimal qty;
  TgDecimal sum;

  standing->count += is_reversal ? -1 : 1;
  if (tg_decimal_parse (get_cell (self, document, row, "qty"), &qty, NULL) &&
      tg_decimal_add (standing->qty, qty, &sum, NULL))
    standing->qty = sum;
}

static void
count_filing (const Search          *self,
              guint                  row,
              const TgFilingRecord  *filing,
              Standing              *standing)
{
  guint n_rows = tg_document_get_n_lines (filing->document, self->claiming->table);

  for (guint i = 0; i < n_rows; i++)
    {
      if (!is_same (self, row, filing->document, i))
        continue;
      count_row (self, filing->document, i, standing);
      if (get_cell (self, filing->document, i, "reverses")[0] != '\0')
        continue;
      standing->last = filing;
      standing->last_row = i;
    }
}

/* Of this document, its reversals alone. */
static void
count_own_reversals (const Search *self,
                     guint         row,
                     Standing     *standing)
{
  const TgDocument *document = self->beside->about->document;

  for (guint i = 0; i < tg_document_get_n_lines (document, self->claiming->table); i++)
    if (get_cell (self, document, i, "reverses")[0] != '\0' && is_same (self, row, document, i))
      count_row (self, document, i, standing);
}

/* The row as it stands there, with the number of that filing and the quantity of all. */
static gboolean
hand_over (const Search    *self,
           guint            row,
           const Standing  *standing,
           GError         **error)
{
  const TgDocument *there = standing->last->document;
  const char *table = self->claiming->table;
  const char *line = tg_document_get_line_id (self->beside->about->document, table, row);
  const char * const *columns = tg_document_get_columns (there, table);
  g_autoptr (TgDocument) told = tg_document_new ();
  g_autofree char *qty = tg_decimal_to_string (standing->qty);

  for (guint i = 0; columns[i] != NULL; i++)
    if (columns[i][0] != '_' &&
        !tg_document_set (told, columns[i],
                          tg_document_get_cell (there, table, standing->last_row, columns[i]),
                          error))
      return FALSE;
  if (!tg_document_set (told, "qty", qty, error) ||
      !tg_document_set (told, "claim_no", standing->last->number, error))
    return FALSE;
  tg_beside_put_row (self->beside, self->claiming->relation, line, told);
  return TRUE;
}

static gboolean
search_row (Search   *self,
            guint     row,
            GError  **error)
{
  const char *key = self->claiming->key;
  const char *value = get_cell (self, self->beside->about->document, row, key);
  g_autoptr (GPtrArray) ids = NULL;
  Standing standing = { 0, TG_DECIMAL_ZERO, NULL, 0 };

  if (value[0] == '\0')
    return TRUE;
  ids = tg_lookup_table_find (self->beside->conn, key, value, error);
  if (ids == NULL)
    return FALSE;
  for (guint i = 0; i < ids->len; i++)
    {
      const TgFilingRecord *filing = load (self, ids->pdata[i]);

      if (filing != NULL)
        count_filing (self, row, filing, &standing);
    }
  if (standing.last == NULL)
    return TRUE;
  count_own_reversals (self, row, &standing);
  return standing.count <= 0 || hand_over (self, row, &standing, error);
}

static gint64
find_own_rid (const TgBeside *beside)
{
  g_autoptr (TgFilingRecord) record = NULL;

  if (beside->about->id[0] != '\0')
    record = tg_filing_table_load_record (beside->conn, beside->about->id, NULL);
  return record != NULL ? record->rid : G_MAXINT64;
}

static gboolean
add_earlier (TgBeside        *beside,
             const Claiming  *claiming,
             GError         **error)
{
  g_autoptr (GHashTable) filings = NULL;
  Search search = { beside, claiming, 0, NULL };

  if (!tg_beside_is_read (beside, claiming->relation))
    return TRUE;
  filings = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_filing);
  search.filings = filings;
  search.own_rid = find_own_rid (beside);
  for (guint i = 0; i < tg_document_get_n_lines (beside->about->document, claiming->table); i++)
    if (!search_row (&search, i, error))
      return FALSE;
  return TRUE;
}

/* ---- what a row names ---- */

/* "20260400100000001" is the link number of a row, "20260400000001" its period and serial. */
static gboolean
is_named (const TgDocument *claim,
          guint             row,
          const char       *reference)
{
  const char *period = tg_document_get (claim, "period");
  g_autofree char *numbered = g_strconcat (period, tg_document_get_cell (claim, "exports", row,
                                                                         "serial"), NULL);

  return g_str_equal (reference, tg_document_get_cell (claim, "exports", row, "link_no")) ||
         (period[0] != '\0' && g_str_equal (reference, numbered));
}

static gboolean
take_pre_claim (TgBeside              *beside,
                const TgFilingRecord  *claim,
                const char            *line,
                const char            *reference,
                GError               **error)
{
  for (guint i = 0; i < tg_document_get_n_lines (claim->document, "exports"); i++)
    {
      g_autoptr (TgDocument) told = NULL;

      if (!is_named (claim->document, i, reference))
        continue;
      told = tg_document_new ();
      if (!tg_document_set (told, "claim_no", claim->number, error) ||
          !tg_document_set (told, "declaration_no",
                            tg_document_get_cell (claim->document, "exports", i, "declaration_no"),
                            error) ||
          !tg_document_set (told, "business_type",
                            tg_document_get_cell (claim->document, "exports", i, "business_type"),
                            error))
        return FALSE;
      tg_beside_put_row (beside, "pre_claim", line, told);
      return TRUE;
    }
  return TRUE;
}

/* By the item of the declaration, else by the link number: the one of the two may be wrong. */
static gboolean
find_pre_claim (Search   *self,
                guint     row,
                GError  **error)
{
  const TgDocument *document = self->beside->about->document;
  const char *line = tg_document_get_line_id (document, "lines", row);
  const char *reference = tg_document_get_cell (document, "lines", row, "pre_ref");
  const char *item = tg_document_get_cell (document, "lines", row, "declaration_no");
  const char *keys[][2] = { { "declaration_no", item }, { "link_no", reference } };

  for (guint k = 0; reference[0] != '\0' && k < G_N_ELEMENTS (keys); k++)
    {
      g_autoptr (GPtrArray) ids = NULL;

      if (keys[k][1][0] == '\0')
        continue;
      ids = tg_lookup_table_find (self->beside->conn, keys[k][0], keys[k][1], error);
      if (ids == NULL)
        return FALSE;
      for (guint i = 0; i < ids->len; i++)
        {
          const TgFilingRecord *claim = load (self, ids->pdata[i]);

          if (claim != NULL && !take_pre_claim (self->beside, claim, line, reference, error))
            return FALSE;
        }
    }
  return TRUE;
}

static gboolean
add_pre_claims (TgBeside  *beside,
                GError   **error)
{
  static const Claiming named = { "pre_claim", "lines", "pre_ref", claims, NULL };
  g_autoptr (GHashTable) filings = NULL;
  Search search = { beside, &named, G_MAXINT64, NULL };

  if (!tg_beside_is_read (beside, named.relation))
    return TRUE;
  filings = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_filing);
  search.filings = filings;
  for (guint i = 0; i < tg_document_get_n_lines (beside->about->document, named.table); i++)
    if (!find_pre_claim (&search, i, error))
      return FALSE;
  return TRUE;
}

/* The invoice itself, for what of it is left. */
static gboolean
add_bought (TgBeside  *beside,
            GError   **error)
{
  const TgDocument *document = beside->about->document;

  if (!tg_beside_is_read (beside, "bought"))
    return TRUE;
  for (guint i = 0; i < tg_document_get_n_lines (document, "purchases"); i++)
    {
      const char *number = tg_document_get_cell (document, "purchases", i, "invoice_no");
      g_autoptr (GError) local = NULL;
      g_autoptr (TgDocument) invoice = NULL;

      if (number[0] != '\0')
        invoice = tg_beside_find_fact (beside, "purchase-invoice", "invoice_no", number, &local);
      if (local != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local));
          return FALSE;
        }
      if (invoice != NULL)
        tg_beside_put_row (beside, "bought",
                           tg_document_get_line_id (document, "purchases", i), invoice);
    }
  return TRUE;
}

/* ---- public ---- */

gboolean
tg_beside_add_claims (TgBeside  *self,
                      GError   **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (claimings); i++)
    if (!add_earlier (self, &claimings[i], error))
      return FALSE;
  return add_pre_claims (self, error) && add_bought (self, error);
}

gboolean
tg_beside_claims_by (const TgForm *form,
                     const char   *column)
{
  const char *slash = strchr (column, '/');

  if (slash == NULL || form->family != TG_FAMILY_REFUND)
    return FALSE;
  if (g_str_equal (column, "lines/pre_ref") || g_str_has_suffix (column, "/reverses"))
    return TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (claimings); i++)
    {
      const Claiming *claiming = &claimings[i];
      g_autofree char *table = g_strndup (column, (gsize) (slash - column));

      if (g_str_equal (table, claiming->table) &&
          (g_str_equal (slash + 1, claiming->key) ||
           (claiming->same != NULL && g_strv_contains (claiming->same, slash + 1))))
        return TRUE;
    }
  return FALSE;
}
