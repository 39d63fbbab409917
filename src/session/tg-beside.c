/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-beside-private.h"

#include <string.h>

#include "tg-fact-table.h"
#include "tg-link-table.h"
#include "tg-lookup-table.h"

/* How documents name one another stands in one table, by relation and not by form: whatever form
 * has the field names the other by it. The first entry that finds something counts; where none
 * does, a link does (what it was drawn from, or what was drawn from it). A document is never beside
 * itself. */

typedef struct
{
  const char *relation;   /* other.… */
  const char *kind;       /* the form or fact type that it is */
  const char *named_by;   /* here: "field", "table/field", "relation.field" of one found before */
  const char *key;        /* there: the field that holds the number */
} Naming;

static const Naming namings[] = {
  { "order", "customs.order", "order_no", "order_no" },
  { "payment", "customs.payment", "pay_no", "pay_no" },
  { "payment", "customs.payment", "order_no", "order_no" },
  { "waybill", "customs.waybill", "logistics_no", "logistics_no" },
  { "waybill", "customs.waybill", "order_no", "order_no" },
  { "list", "customs.export-list", "invt_no", "invt_no" },
  { "list", "customs.export-list", "order_no", "order_no" },
  { "list", "customs.export-list", "logistics_no", "logistics_no" },
  { "summary", "customs.summary", "invt_no", "invt_no" },
  { "withdrawal", "customs.withdrawal", "invt_no", "invt_no" },
  { "return", "customs.return", "logistics_no", "logistics_no" },
  { "return", "customs.return", "invt_no", "invt_no" },
  { "tally", "customs.return-tally", "logistics_no", "logistics_no" },
  { "tally", "customs.return-tally", "invt_no", "invt_no" },
  { "master_bill", "customs.master-bill", "parcels/logistics_no", "logistics_no" },
  { "master_bill", "customs.master-bill", "bill_no", "bill_no" },
  { "arrival", "customs.arrival", "parcels/logistics_no", "logistics_no" },
  { "arrival", "customs.arrival", "bill_no", "bill_no" },
  { "departure", "customs.departure", "parcels/logistics_no", "logistics_no" },
  { "departure", "customs.departure", "logistics_no", "logistics_no" },
  { "departure", "customs.departure", "list.logistics_no", "logistics_no" },
  { "departure", "customs.departure", "bill_no", "bill_no" },
  { "declaration", "customs.declaration", "order_no", "order_no" },
  { "declaration", "customs.declaration", "order_nos", "order_no" },
  { "declaration", "customs.declaration", "contract_no", "contr_no" },
  { "declaration", "customs.declaration", "contr_no", "contr_no" },
  { "invoice", "purchase-invoice", "contr_no", "contract_no" },
  { "receipt", "forex.receipt", "order_no", "order_no" },
  { "receipt", "forex.receipt", "contr_no", "contr_no" },
  { "claim", "tax.trader-refund", "claim_no", "claim_no" },
  { "claim", "tax.producer-refund", "claim_no", "claim_no" },
  { "claim", "tax.agent-refund", "claim_no", "claim_no" },
  { "index", "tax.document-index", "claim_no", "claim_no" },
  { "settlement", "tax.overseas-warehouse", "exports/declaration_no", "declaration_no" },
};

gboolean
tg_beside_is_read (const TgBeside *self,
                   const char     *relation)
{
  g_autofree char *other = g_strconcat ("other.", relation, NULL);

  if (tg_rules_reads (self->about->rules, other))
    return TRUE;
  for (guint i = 0; i < self->sets->len; i++)
    if (tg_rules_reads (self->sets->pdata[i], other))
      return TRUE;
  return FALSE;
}

/* ---- looking up ---- */

static gboolean
is_newer (const TgFilingRecord *record,
          const TgFilingRecord *than)
{
  if (than == NULL)
    return TRUE;
  if ((record->state == TG_FILING_WITHDRAWN) != (than->state == TG_FILING_WITHDRAWN))
    return than->state == TG_FILING_WITHDRAWN;
  return record->rid > than->rid;
}

/* A claim is numbered by its month and batch: every enterprise has one of that number. */
static gboolean
is_of_another (const TgBeside       *self,
               const TgFilingRecord *record,
               const char           *key)
{
  return g_str_equal (key, "claim_no") &&
         !g_str_equal (record->enterprise, self->about->enterprise);
}

TgFilingRecord *
tg_beside_find_filing (TgBeside    *self,
                       const char  *form,
                       const char  *key,
                       const char  *number,
                       GError     **error)
{
  g_autoptr (GPtrArray) ids = tg_lookup_table_find (self->conn, key, number, error);
  g_autoptr (TgFilingRecord) newest = NULL;

  for (guint i = 0; ids != NULL && i < ids->len; i++)
    {
      g_autoptr (TgFilingRecord) record = tg_filing_table_load_record (self->conn, ids->pdata[i],
                                                                       NULL);

      if (record == NULL || record->removed || !g_str_equal (record->form, form) ||
          g_str_equal (record->id, self->about->id) || is_of_another (self, record, key) ||
          !is_newer (record, newest))
        continue;
      g_clear_pointer (&newest, tg_filing_record_free);
      newest = g_steal_pointer (&record);
    }
  return newest != NULL ? tg_filing_table_load (self->conn, newest->id, error) : NULL;
}

TgDocument *
tg_beside_find_fact (TgBeside    *self,
                     const char  *type,
                     const char  *key,
                     const char  *number,
                     GError     **error)
{
  g_autoptr (GPtrArray) ids = tg_lookup_table_find (self->conn, key, number, error);

  for (guint i = ids != NULL ? ids->len : 0; i > 0; i--)
    {
      g_autoptr (TgFactRecord) fact = tg_fact_table_load (self->conn, ids->pdata[i - 1], NULL);

      if (fact != NULL && g_str_equal (fact->type, type) &&
          !g_str_equal (fact->id, self->about->id))
        return tg_document_ref (fact->document);
    }
  return NULL;
}

static TgDocument *
find_document (TgBeside      *self,
               const Naming  *naming,
               const char    *number,
               GError       **error)
{
  g_autoptr (TgFilingRecord) filing = NULL;

  if (number[0] == '\0')
    return NULL;
  if (tg_catalogue_find_fact (self->about->catalogue, naming->kind, 0) != NULL)
    return tg_beside_find_fact (self, naming->kind, naming->key, number, error);
  filing = tg_beside_find_filing (self, naming->kind, naming->key, number, error);
  return filing != NULL ? tg_document_ref (filing->document) : NULL;
}

/* ---- what names it ---- */

/* "order_nos" may name several: the first that there is counts. */
static TgDocument *
find_by_value (TgBeside      *self,
               const Naming  *naming,
               const char    *value,
               GError       **error)
{
  g_auto (GStrv) numbers = NULL;
  TgDocument *found = NULL;

  if (!g_str_has_suffix (naming->named_by, "_nos"))
    return find_document (self, naming, value, error);
  numbers = g_strsplit_set (value, ",; ", -1);
  for (guint i = 0; numbers[i] != NULL && found == NULL; i++)
    found = find_document (self, naming, numbers[i], error);
  return found;
}

static TgDocument *
find_by_column (TgBeside      *self,
                const Naming  *naming,
                const char    *slash,
                GError       **error)
{
  g_autofree char *table = g_strndup (naming->named_by, (gsize) (slash - naming->named_by));
  const TgDocument *document = self->about->document;
  TgDocument *found = NULL;

  for (guint i = 0; i < tg_document_get_n_lines (document, table) && found == NULL; i++)
    found = find_document (self, naming, tg_document_get_cell (document, table, i, slash + 1),
                           error);
  return found;
}

static TgDocument *
find_named (TgBeside      *self,
            const Naming  *naming,
            GError       **error)
{
  const char *slash = strchr (naming->named_by, '/');
  const char *dot = strchr (naming->named_by, '.');
  g_autofree char *other = NULL;
  const TgDocument *document = self->about->document;

  if (slash != NULL)
    return find_by_column (self, naming, slash, error);
  if (dot != NULL)
    {
      other = g_strdup_printf ("other.%.*s", (int) (dot - naming->named_by), naming->named_by);
      document = g_hash_table_lookup (self->others, other);
    }
  if (document == NULL)
    return NULL;
  return find_by_value (self, naming,
                        tg_document_get (document, dot != NULL ? dot + 1 : naming->named_by),
                        error);
}

static void
put (TgBeside   *self,
     const char *relation,
     TgDocument *document)
{
  g_hash_table_insert (self->others, g_strconcat ("other.", relation, NULL),
                       tg_document_ref (document));
}

void
tg_beside_put_row (TgBeside   *self,
                   const char *relation,
                   const char *line,
                   TgDocument *document)
{
  g_hash_table_insert (self->others, g_strdup_printf ("other.%s/%s", relation, line),
                       tg_document_freeze (tg_document_ref (document)));
}

static gboolean
is_missing (const TgBeside *self,
            const Naming   *naming)
{
  g_autofree char *other = g_strconcat ("other.", naming->relation, NULL);

  return !g_str_equal (naming->kind, self->about->form->id) &&
         !g_hash_table_contains (self->others, other) &&
         tg_beside_is_read (self, naming->relation);
}

/* ---- links ---- */

static gboolean
add_linked_document (TgBeside    *self,
                     const char  *id,
                     GError     **error)
{
  g_autoptr (TgFilingRecord) record = tg_filing_table_load_record (self->conn, id, NULL);
  g_autoptr (TgFilingRecord) full = NULL;

  if (record == NULL || record->removed || g_str_equal (id, self->about->id))
    return TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (namings); i++)
    if (g_str_equal (namings[i].kind, record->form) && is_missing (self, &namings[i]))
      {
        full = tg_filing_table_load (self->conn, id, error);
        if (full == NULL)
          return FALSE;
        put (self, namings[i].relation, full->document);
        return TRUE;
      }
  return TRUE;
}

static gboolean
add_linked (TgBeside  *self,
            GError   **error)
{
  g_autoptr (GPtrArray) sources = NULL;
  g_autoptr (GPtrArray) targets = NULL;

  if (self->about->id[0] == '\0')
    return TRUE;
  sources = tg_link_table_list_sources (self->conn, self->about->id, error);
  if (sources != NULL)
    targets = tg_link_table_list_targets (self->conn, self->about->id, error);
  if (targets == NULL)
    return FALSE;
  for (guint i = 0; i < sources->len; i++)
    if (!add_linked_document (self, ((TgLink *) sources->pdata[i])->source, error))
      return FALSE;
  for (guint i = 0; i < targets->len; i++)
    if (!add_linked_document (self, ((TgLink *) targets->pdata[i])->target, error))
      return FALSE;
  return TRUE;
}

/* ---- public ---- */

static gboolean
add_named (TgBeside  *self,
           GError   **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (namings); i++)
    {
      g_autoptr (TgDocument) found = NULL;
      g_autoptr (GError) local = NULL;

      if (!is_missing (self, &namings[i]))
        continue;
      found = find_named (self, &namings[i], &local);
      if (local != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local));
          return FALSE;
        }
      if (found != NULL)
        put (self, namings[i].relation, found);
    }
  return TRUE;
}

gboolean
tg_beside_add (TgBeside  *self,
               GError   **error)
{
  return add_named (self, error) && add_linked (self, error);
}

gboolean
tg_beside_names (const TgForm *form,
                 const char   *column)
{
  if (g_strcmp0 (form->list_number, column) == 0)
    return TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (namings); i++)
    if (g_str_equal (namings[i].named_by, column))
      return TRUE;
  return g_str_equal (column, "lists/invt_no") || tg_beside_claims_by (form, column) ||
         tg_beside_is_usual_by (form, column);
}
