/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-posting-list.h"

#include <glib/gi18n-lib.h>

#include "tg-decimal.h"
#include "tg-fact-table.h"
#include "tg-filing-table.h"
#include "tg-movement.h"
#include "tg-posting-row.h"
#include "tg-posting-table.h"

/* Postings as rows. The document that each comes from is read with it, for its number. */

typedef struct
{
  TgPosting *posting;
  char      *form;       /* or fact type, "" without a document */
  guint      version;
  gboolean   is_fact;
  char      *number;
} Record;

static void
record_free (gpointer data)
{
  Record *record = data;

  tg_posting_free (record->posting);
  g_free (record->form);
  g_free (record->number);
  g_free (record);
}

static gpointer
copy_text (gpointer data)
{
  return g_strdup (data);
}

static GArray *
list_rids (TgStoreConnection  *conn,
           gpointer            data,
           guint               limit,
           GError            **error)
{
  return tg_posting_table_list_ids (conn, data, limit, error);
}

/* Takes the posting. */
static Record *
read_record (TgStoreConnection *conn,
             TgPosting         *posting)
{
  Record *record = g_new0 (Record, 1);
  g_autoptr (TgFilingRecord) filing = NULL;
  g_autoptr (TgFactRecord) fact = NULL;

  record->posting = posting;
  if (posting->subject[0] != '\0')
    filing = tg_filing_table_load_record (conn, posting->subject, NULL);
  if (posting->subject[0] != '\0' && filing == NULL)
    fact = tg_fact_table_load (conn, posting->subject, NULL);
  record->is_fact = fact != NULL;
  record->form = g_strdup (filing != NULL ? filing->form : fact != NULL ? fact->type : "");
  record->version = filing != NULL ? filing->version : fact != NULL ? fact->version : 0;
  record->number = g_strdup (filing != NULL ? filing->number : fact != NULL ? fact->number : "");
  return record;
}

static GPtrArray *
load (TgStoreConnection  *conn,
      const gint64       *rids,
      guint               n_rids,
      GError            **error)
{
  g_autoptr (GPtrArray) postings = tg_posting_table_load (conn, rids, n_rids, error);
  GPtrArray *records;

  if (postings == NULL)
    return NULL;
  records = g_ptr_array_new_with_free_func (record_free);
  for (guint i = 0; i < postings->len; i++)
    {
      g_ptr_array_add (records, read_record (conn, postings->pdata[i]));
      postings->pdata[i] = NULL;
    }
  g_ptr_array_set_free_func (postings, NULL);
  return records;
}

static gint64
get_rid (gpointer record)
{
  return ((Record *) record)->posting->rid;
}

static GObject *
new_row (void)
{
  return G_OBJECT (tg_posting_row_new (""));
}

/* ---- words ---- */

static char *
dup_kind (TgCodeLookup *codes,
          const char   *kind)
{
  g_autoptr (TgCodeRow) row = tg_code_lookup_find (codes, "forex_posting_kind", kind, NULL);

  return g_strdup (row != NULL ? tg_code_row_get_name (row) : kind);
}

static char *
dup_source (TgCatalogue  *catalogue,
            const Record *record)
{
  const TgForm *form = NULL;

  if (record->form[0] == '\0')
    return g_strdup ("");
  form = record->is_fact ? tg_catalogue_find_fact (catalogue, record->form, record->version)
                         : tg_catalogue_find (catalogue, record->form, record->version);
  if (form == NULL)
    return g_strdup (record->number);
  return g_strdup_printf ("%s %s", record->is_fact ? tg_text_get (form->title)
                          : tg_form_get_alias (form), record->number);
}

static char *
dup_quota (const TgPosting *posting)
{
  TgDecimal usd;
  g_autofree char *grouped = NULL;

  if (posting->quota[0] == '\0' || posting->reversed)
    return g_strdup ("");
  if (posting->exempt)
    return g_strdup (_("outside the quota"));
  if (!tg_decimal_parse (posting->usd, &usd, NULL))
    return g_strdup (_("counts, but its value in USD is not known"));
  grouped = tg_decimal_to_grouped (usd, 2);
  return g_strdup_printf (_("counts %s USD"), grouped);
}

/* A receipt that only the bank has told is declared to SAFE; the other way round the application
 * comes first. */
static const char *
get_drawing (const TgPosting *posting)
{
  return posting->subject[0] == '\0' && g_str_equal (posting->kind, "receipt") &&
         !g_str_equal (posting->currency, "CNY") ? "forex.receipt" : "";
}

static void
fill (GObject  *row,
      gpointer  data,
      gpointer  words_data)
{
  const TgPostingListWords *words = words_data;
  const Record *record = data;
  const TgPosting *posting = record->posting;
  gboolean less = tg_movement_kind_sign (posting->kind) < 0;
  g_autofree char *kind = dup_kind (words->codes, posting->kind);
  g_autofree char *amount = g_strconcat (less ? "-" : "", posting->amount, NULL);
  g_autofree char *title = dup_source (words->catalogue, record);
  g_autofree char *quota = dup_quota (posting);
  TgPostingRowFields fields = {
    .date = posting->date, .kind = kind, .amount = amount, .currency = posting->currency,
    .balance = posting->balance, .counterparty = posting->counterparty,
    .reference = posting->reference, .source = record->form[0] != '\0' ? posting->subject : "",
    .source_title = title, .draws = get_drawing (posting), .quota = quota,
    .is_told = posting->event[0] != '\0', .is_reversed = posting->reversed,
  };

  tg_stored_row_set_id (TG_STORED_ROW (row), posting->id);
  tg_posting_row_fill (TG_POSTING_ROW (row), &fields);
}

GListModel *
tg_posting_list_new (TgStore                  *store,
                     const TgPostingListWords *words,
                     const char               *account)
{
  static TgRowSource source;

  source = (TgRowSource) {
    TG_TYPE_POSTING_ROW, TG_STORE_CHANGE_ACCOUNTS | TG_STORE_CHANGE_FILINGS, list_rids, load,
    get_rid, new_row, fill,
  };
  return G_LIST_MODEL (tg_row_list_new (store, &source, g_strdup (account), copy_text, g_free,
                                        (gpointer) words));
}
