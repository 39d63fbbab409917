/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-agency-number.h"

#include <string.h>

#include "tg-duties.h"
#include "tg-filing-table.h"

/* "released" is any receipt of that state, "released:800" one with that code. */
static gboolean
is_given (const TgField *field,
          TgReceipt     *receipt)
{
  const char *status = tg_receipt_get_status_text (receipt);
  g_autofree char *both = g_strjoin (":", status, tg_receipt_get_code (receipt), NULL);
  const char * const *given = (const char * const *) field->given;

  return given != NULL && (g_strv_contains (given, status) || g_strv_contains (given, both));
}

static void
take_field (TgSave         *save,
            TgDocument     *document,
            const TgField  *field,
            TgReceipt      *receipt)
{
  const char *before = tg_document_get (document, field->key);
  const char *number = tg_receipt_get_number (receipt);
  TgJournalEntry *entry;

  if (!is_given (field, receipt) || strcmp (before, number) == 0)
    return;
  entry = tg_journal_entry_new (TG_JOURNAL_SET, field->key, before, number);
  entry->origin = TG_ORIGIN_EVENT;
  g_free (entry->batch);
  entry->batch = g_strdup (tg_receipt_get_id (receipt));
  tg_save_add_entry (save, entry);
  tg_document_set (document, field->key, number, NULL);
}

static void
take_fields (TgSave        *save,
             TgDocument    *document,
             const TgForm  *form,
             TgReceipt     *receipt)
{
  for (guint i = 0; i < form->sections->len; i++)
    {
      const TgSection *section = form->sections->pdata[i];

      for (guint f = 0; f < section->fields->len; f++)
        take_field (save, document, section->fields->pdata[f], receipt);
    }
}

gboolean
tg_agency_number_take (TgStoreConnection  *conn,
                       TgReceipt          *receipt,
                       gpointer            catalogue,
                       GError            **error)
{
  g_autoptr (TgFilingRecord) filing = NULL;
  g_autoptr (TgDocument) document = NULL;
  g_autoptr (TgSave) save = NULL;
  TgForm *form;
  gint64 revision;

  if (tg_receipt_get_number (receipt)[0] == '\0')
    return TRUE;
  filing = tg_filing_table_load (conn, tg_receipt_get_filing (receipt), error);
  if (filing == NULL)
    return FALSE;
  form = tg_catalogue_find (catalogue, filing->form, filing->version);
  if (form == NULL)
    return TRUE;
  document = tg_document_copy (filing->document);
  save = tg_save_new (FALSE, filing->id, form->id, form->version);
  save->base_revision = filing->revision;
  save->enterprise = g_strdup (filing->enterprise);
  take_fields (save, document, form, receipt);
  if (save->entries->len == 0)
    return TRUE;
  tg_save_set_document (save, form, tg_document_freeze (document));
  return tg_duties_save (conn, catalogue, save, &revision, error);
}
