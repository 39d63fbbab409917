/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-listed-filing.h"

#include "tg-catalogue.h"
#include "tg-save.h"

/* The document as it was filed, with one entry in its history that says where it came from. On
 * the writer; the catalogue is immutable. */

gpointer
tg_listed_filing_make_save (const TgListed *listed,
                            gpointer        catalogue)
{
  TgForm *form = tg_catalogue_find (catalogue, listed->form, listed->version);
  g_autofree char *json = NULL;
  g_autoptr (TgDocument) document = NULL;
  TgJournalEntry *entry;
  TgSave *save;

  if (form == NULL)
    return NULL;
  json = tg_document_to_json (listed->document);
  document = tg_document_new_from_json (json, -1, NULL);
  if (document == NULL)
    return NULL;
  tg_document_freeze (document);
  save = tg_save_new (FALSE, listed->filing, listed->form, listed->version);
  tg_save_set_document (save, form, document);
  entry = tg_journal_entry_new (TG_JOURNAL_CREATED, "", NULL, json);
  entry->origin = TG_ORIGIN_EVENT;
  tg_save_add_entry (save, entry);
  return save;
}
