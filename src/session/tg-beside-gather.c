/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-beside-private.h"

#include "tg-date.h"
#include "tg-fact-table.h"
#include "tg-lookup-table.h"
#include "tg-receipt-table.h"

/* What is told of a filing besides its document (state, day of release, who merged it), and many
 * documents gathered in one, which rules can sum and count. */

#define LIST "customs.export-list"
#define SUMMARY "customs.summary"
#define MONTHS_OF_A_WAYBILL 6

static void
put (TgBeside   *self,
     const char *key,
     TgDocument *document)
{
  g_hash_table_insert (self->others, g_strdup (key),
                       tg_document_freeze (tg_document_ref (document)));
}

/* ---- what became of a list ---- */

static char *
to_day (gint64 at)
{
  return tg_date_from_days ((at / G_USEC_PER_SEC + 8 * 3600) / (24 * 3600));
}

/* (nullable) (transfer full) */
static char *
dup_release (TgBeside    *self,
             const char  *filing,
             GError     **error)
{
  g_autoptr (GPtrArray) receipts = tg_receipt_table_list (self->conn, filing, error);

  for (guint i = 0; receipts != NULL && i < receipts->len; i++)
    if (tg_receipt_get_status (receipts->pdata[i]) == TG_FILING_RELEASED)
      return to_day (tg_receipt_get_at (receipts->pdata[i]));
  return NULL;
}

/* The declaration that names a list, by either of its numbers. (nullable) (transfer full) */
static char *
dup_declaration (TgBeside    *self,
                 const char  *list_no,
                 GError     **error)
{
  g_autoptr (GPtrArray) ids = NULL;

  if (list_no[0] == '\0')
    return NULL;
  ids = tg_lookup_table_find (self->conn, "list_no", list_no, error);
  for (guint i = 0; ids != NULL && i < ids->len; i++)
    {
      g_autoptr (TgFactRecord) fact = tg_fact_table_load (self->conn, ids->pdata[i], NULL);

      if (fact != NULL && g_str_equal (fact->type, "declaration"))
        return g_strdup (fact->number);
    }
  return NULL;
}

/* The summary application that customs gave a number, else the declaration that it was merged
 * into. (nullable) (transfer full) */
static char *
dup_merged (TgBeside          *self,
            const TgDocument  *list,
            GError           **error)
{
  const char *invt_no = tg_document_get (list, "invt_no");
  g_autoptr (TgFilingRecord) summary = NULL;
  g_autoptr (GError) local = NULL;
  char *declaration = NULL;

  if (invt_no[0] != '\0')
    summary = tg_beside_find_filing (self, SUMMARY, "invt_no", invt_no, &local);
  if (summary != NULL && summary->state != TG_FILING_WITHDRAWN &&
      tg_document_get (summary->document, "sum_no")[0] != '\0')
    return g_strdup (tg_document_get (summary->document, "sum_no"));
  if (local == NULL)
    declaration = dup_declaration (self, invt_no, &local);
  if (local == NULL && declaration == NULL)
    declaration = dup_declaration (self, tg_document_get (list, "cop_no"), &local);
  if (local != NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  return declaration;
}

static gboolean
tell_list (TgBeside              *self,
           TgDocument            *document,
           const char            *line,        /* nullable: in the header */
           const TgFilingRecord  *list,
           GError               **error)
{
  g_autofree char *state = tg_path_new (line != NULL ? "lists" : NULL, line, "state");
  g_autofree char *released_on = tg_path_new (line != NULL ? "lists" : NULL, line, "released_on");
  g_autofree char *summary_no = tg_path_new (line != NULL ? "lists" : NULL, line, "summary_no");
  g_autoptr (GError) local = NULL;
  g_autofree char *release = dup_release (self, list->id, &local);
  g_autofree char *merged = local == NULL ? dup_merged (self, list->document, &local) : NULL;

  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  return tg_document_set (document, state, tg_filing_state_to_name (list->state), error) &&
         tg_document_set (document, released_on, release, error) &&
         tg_document_set (document, summary_no, merged, error);
}

static gboolean
add_list_filing (TgBeside  *self,
                 GError   **error)
{
  const TgDocument *list = g_hash_table_lookup (self->others, "other.list");
  g_autoptr (TgFilingRecord) record = NULL;
  g_autoptr (TgDocument) told = NULL;

  if (!tg_beside_is_read (self, "list_filing"))
    return TRUE;
  if (g_str_equal (self->about->form->id, LIST))
    record = tg_filing_table_load (self->conn, self->about->id, NULL);
  else if (list != NULL && tg_document_get (list, "cop_no")[0] != '\0')
    record = tg_beside_find_filing (self, LIST, "cop_no", tg_document_get (list, "cop_no"), error);
  if (record == NULL)
    return TRUE;
  told = tg_document_new ();
  if (!tell_list (self, told, NULL, record, error))
    return FALSE;
  put (self, "other.list_filing", told);
  return TRUE;
}

/* ---- many lists in one ---- */

static const struct
{
  const char *table;
  const char *field;
} lists_by[] = {
  { "parcels", "logistics_no" },
  { "lists", "invt_no" },
};

typedef struct
{
  TgDocument *document;
  GString    *list_nos;
  GString    *logistics_nos;
  GHashTable *seen;
} Lists;

static void
join (GString    *joined,
      const char *one)
{
  if (one[0] != '\0')
    g_string_append_printf (joined, "%s%s", joined->len > 0 ? "," : "", one);
}

static gboolean
take_list (TgBeside              *self,
           Lists                 *lists,
           const TgFilingRecord  *list,
           GError               **error)
{
  const char * const *keys = tg_document_get_keys (list->document);

  if (!g_hash_table_add (lists->seen, g_strdup (list->id)))
    return TRUE;
  if (!tg_document_add_line (lists->document, "lists", list->id, -1, error))
    return FALSE;
  for (guint i = 0; keys[i] != NULL; i++)
    {
      g_autofree char *path = tg_path_new ("lists", list->id, keys[i]);

      if (!tg_document_set (lists->document, path, tg_document_get (list->document, keys[i]),
                            error))
        return FALSE;
    }
  join (lists->list_nos, tg_document_get (list->document, "invt_no"));
  join (lists->logistics_nos, tg_document_get (list->document, "logistics_no"));
  return tell_list (self, lists->document, list->id, list, error);
}

static gboolean
take_lists (TgBeside    *self,
            Lists       *lists,
            const char  *table,
            const char  *field,
            GError     **error)
{
  for (guint i = 0; i < tg_document_get_n_lines (self->about->document, table); i++)
    {
      const char *number = tg_document_get_cell (self->about->document, table, i, field);
      g_autoptr (GError) local = NULL;
      g_autoptr (TgFilingRecord) list = NULL;

      if (number[0] != '\0')
        list = tg_beside_find_filing (self, LIST, field, number, &local);
      if (local != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local));
          return FALSE;
        }
      if (list != NULL && !take_list (self, lists, list, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
add_lists (TgBeside  *self,
           GError   **error)
{
  g_autoptr (TgDocument) document = tg_document_new ();
  g_autoptr (GString) list_nos = g_string_new (NULL);
  g_autoptr (GString) logistics_nos = g_string_new (NULL);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Lists lists = { document, list_nos, logistics_nos, seen };

  if (!tg_beside_is_read (self, "lists"))
    return TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (lists_by); i++)
    if (!take_lists (self, &lists, lists_by[i].table, lists_by[i].field, error))
      return FALSE;
  if (!tg_document_set (document, "list_nos", list_nos->str, error) ||
      !tg_document_set (document, "logistics_nos", logistics_nos->str, error))
    return FALSE;
  put (self, "other.lists", document);
  return TRUE;
}

/* ---- earlier returns ---- */

static gboolean
stands (const TgFilingRecord *filing)
{
  switch (filing->state)
    {
    case TG_FILING_DRAFT:
    case TG_FILING_RETURNED:
    case TG_FILING_REFUSED:
    case TG_FILING_WITHDRAWN:
      return FALSE;
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

static gboolean
copy_line (TgDocument        *to,
           const TgDocument  *from,
           guint              position,
           const char        *line,
           GError           **error)
{
  const char * const *columns = tg_document_get_columns (from, "goods");

  if (!tg_document_add_line (to, "goods", line, -1, error))
    return FALSE;
  for (guint i = 0; columns[i] != NULL; i++)
    {
      g_autofree char *path = tg_path_new ("goods", line, columns[i]);

      if (columns[i][0] != '_' &&
          !tg_document_set (to, path, tg_document_get_cell (from, "goods", position, columns[i]),
                            error))
        return FALSE;
    }
  return TRUE;
}

/* A return may be the duplicate of another, so that lines of both have one id. */
static gboolean
copy_lines (TgDocument            *to,
            const TgFilingRecord  *from,
            GError               **error)
{
  for (guint i = 0; i < tg_document_get_n_lines (from->document, "goods"); i++)
    {
      g_autofree char *line = g_strdup_printf ("%s-%u", from->id, i);

      if (!copy_line (to, from->document, i, line, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
add_returns (TgBeside  *self,
             GError   **error)
{
  const char *invt_no = tg_document_get (self->about->document, "invt_no");
  g_autoptr (TgDocument) gathered = tg_document_new ();
  g_autoptr (GPtrArray) ids = NULL;

  if (invt_no[0] == '\0' || !tg_beside_is_read (self, "returns"))
    return TRUE;
  ids = tg_lookup_table_find (self->conn, "invt_no", invt_no, error);
  for (guint i = 0; ids != NULL && i < ids->len; i++)
    {
      g_autoptr (TgFilingRecord) record = tg_filing_table_load (self->conn, ids->pdata[i], NULL);

      if (record != NULL && g_str_equal (record->form, "customs.return") && !record->removed &&
          stands (record) && !g_str_equal (record->id, self->about->id) &&
          !copy_lines (gathered, record, error))
        return FALSE;
    }
  put (self, "other.returns", gathered);
  return ids != NULL;
}

/* ---- goods of an order ---- */

static gboolean
take_goods (TgBeside    *self,
            TgDocument  *gathered,
            const char  *item_no,
            GError     **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (TgFactRecord) found = tg_fact_table_find_number (self->conn, "goods", item_no, &local);
  g_autoptr (TgFactRecord) fact = NULL;
  const char * const *keys;

  if (found != NULL && tg_document_find_line (gathered, "goods", found->id) < 0)
    fact = tg_fact_table_load (self->conn, found->id, &local);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (fact == NULL)
    return TRUE;
  if (!tg_document_add_line (gathered, "goods", fact->id, -1, error))
    return FALSE;
  keys = tg_document_get_keys (fact->document);
  for (guint i = 0; keys[i] != NULL; i++)
    {
      g_autofree char *path = tg_path_new ("goods", fact->id, keys[i]);

      if (!tg_document_set (gathered, path, tg_document_get (fact->document, keys[i]), error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
add_goods (TgBeside  *self,
           GError   **error)
{
  const TgDocument *order = g_hash_table_lookup (self->others, "other.order");
  g_autoptr (TgDocument) gathered = tg_document_new ();

  if (!tg_beside_is_read (self, "goods"))
    return TRUE;
  if (order == NULL || g_str_has_suffix (self->about->form->id, "order"))
    order = self->about->document;
  for (guint i = 0; i < tg_document_get_n_lines (order, "goods"); i++)
    {
      const char *item_no = tg_document_get_cell (order, "goods", i, "item_no");

      if (item_no[0] != '\0' && !take_goods (self, gathered, item_no, error))
        return FALSE;
    }
  put (self, "other.goods", gathered);
  return TRUE;
}

/* ---- the same number again ---- */

static gboolean
add_same_number (TgBeside  *self,
                 GError   **error)
{
  const TgForm *form = self->about->form;
  const char *number = form->list_number != NULL
                       ? tg_document_get (self->about->document, form->list_number) : "";
  g_autoptr (TgFilingRecord) same = NULL;
  g_autoptr (GError) local = NULL;

  if (number[0] == '\0' || form->family == TG_FAMILY_FACT ||
      !tg_beside_is_read (self, "same_number"))
    return TRUE;
  same = tg_filing_table_find_number (self->conn, form, self->about->enterprise, number,
                                      self->about->id, &local);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (same != NULL)
    put (self, "other.same_number", same->document);
  return TRUE;
}

static gboolean
is_recent (const TgBeside       *self,
           const TgFilingRecord *record)
{
  g_autofree char *day = to_day (record->created);
  g_autofree char *end = tg_date_add_months (day, MONTHS_OF_A_WAYBILL);

  return end != NULL && g_strcmp0 (self->about->today, end) <= 0;
}

/* A number is the carrier's: two carriers may both have it. */
static gboolean
add_same_waybill (TgBeside  *self,
                  GError   **error)
{
  const TgDocument *document = self->about->document;
  const char *number = tg_document_get (document, "logistics_no");
  g_autoptr (GError) local = NULL;
  g_autoptr (TgFilingRecord) same = NULL;

  if (number[0] == '\0' || !tg_beside_is_read (self, "same_waybill"))
    return TRUE;
  same = tg_beside_find_filing (self, self->about->form->id, "logistics_no", number, &local);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (same != NULL && same->state != TG_FILING_WITHDRAWN && is_recent (self, same) &&
      g_str_equal (tg_document_get (same->document, "logistics_code"),
                   tg_document_get (document, "logistics_code")))
    put (self, "other.same_waybill", same->document);
  return TRUE;
}

/* ---- public ---- */

gboolean
tg_beside_gather (TgBeside  *self,
                  GError   **error)
{
  return add_list_filing (self, error) && add_lists (self, error) && add_returns (self, error) &&
         add_goods (self, error) && add_same_number (self, error) &&
         add_same_waybill (self, error) && tg_beside_add_claims (self, error) &&
         tg_beside_add_usual (self, error);
}
