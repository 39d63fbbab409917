/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-receipt-taking.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "tg-agency-number.h"
#include "tg-attempt-table.h"
#include "tg-error.h"
#include "tg-filing-table.h"
#include "tg-lookup-table.h"

/* An answer says the number of the firm or the one that customs gave, never ours: the most telling
 * one is looked up, the others must agree. What answers a message by its number alone is found by
 * the attempt that sent it. A receipt of a file has an id made of what it says, so that the same
 * one is known again, whatever the file is called. */

static TgTakenReceipt *
taken_new (const TgReadReceipt *read,
           TgReceiptOutcome     outcome)
{
  TgTakenReceipt *self = g_new0 (TgTakenReceipt, 1);

  self->file = g_strdup (read->file);
  self->filing = g_strdup ("");
  self->outcome = outcome;
  return self;
}

/* ---- which filing ---- */

static gboolean
is_better (const TgFilingRecord *record,
           const TgFilingRecord *than)
{
  if (than == NULL)
    return TRUE;
  if ((record->state == TG_FILING_WITHDRAWN) != (than->state == TG_FILING_WITHDRAWN))
    return than->state == TG_FILING_WITHDRAWN;
  return record->rid > than->rid;
}

/* NULL without an error where there is none. */
static TgFilingRecord *
load_filing (TgStoreConnection  *conn,
             const char         *id,
             GError            **error)
{
  g_autoptr (GError) local = NULL;
  TgFilingRecord *record = tg_filing_table_load (conn, id, &local);

  if (record == NULL && !g_error_matches (local, TG_ERROR, TG_ERROR_NOT_FOUND))
    g_propagate_error (error, g_steal_pointer (&local));
  return record;
}

static gboolean
is_answered (const TgFilingRecord  *record,
             const TgCustomsAnswer *answer)
{
  return record != NULL && !record->removed && g_str_equal (record->form, answer->form) &&
         tg_customs_answer_matches (answer, record->document);
}

static const char *
get_telling (const TgCustomsAnswer *answer)
{
  guint length = answer->key != NULL ? g_strv_length (answer->key) : 0;

  return length > 0 ? answer->key[length - 1] : NULL;
}

static TgFilingRecord *
find_by_key (TgStoreConnection      *conn,
             const TgCustomsAnswer  *answer,
             GError                **error)
{
  const char *kind = get_telling (answer);
  const char *value = kind != NULL ? tg_document_get (answer->document, kind) : "";
  g_autoptr (TgFilingRecord) found = NULL;
  g_autoptr (GPtrArray) ids = NULL;

  if (*value == '\0')
    return NULL;
  ids = tg_lookup_table_find (conn, kind, value, error);
  for (guint i = 0; ids != NULL && i < ids->len; i++)
    {
      g_autoptr (GError) local = NULL;
      g_autoptr (TgFilingRecord) record = load_filing (conn, ids->pdata[i], &local);

      if (local != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local));
          return NULL;
        }
      if (!is_answered (record, answer) || !is_better (record, found))
        continue;
      g_clear_pointer (&found, tg_filing_record_free);
      found = g_steal_pointer (&record);
    }
  return g_steal_pointer (&found);
}

static TgFilingRecord *
find_by_submission (TgStoreConnection  *conn,
                    const char         *submission,
                    GError            **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (TgAttempt) attempt = NULL;

  if (*submission == '\0')
    return NULL;
  attempt = tg_attempt_table_load_head (conn, submission, &local);
  if (attempt != NULL)
    return load_filing (conn, attempt->filing, error);
  if (!g_error_matches (local, TG_ERROR, TG_ERROR_NOT_FOUND))
    g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}

static TgFilingRecord *
find_filing (TgStoreConnection      *conn,
             const TgCustomsAnswer  *answer,
             GError                **error)
{
  g_autofree char *submission = NULL;

  if (get_telling (answer) != NULL)
    return find_by_key (conn, answer, error);
  submission = g_ascii_strdown (tg_receipt_get_submission (answer->receipt), -1);
  return find_by_submission (conn, submission, error);
}

/* ---- the receipt ---- */

static void
add_to (GChecksum  *checksum,
        const char *text)
{
  g_checksum_update (checksum, (const guchar *) text, (gssize) strlen (text) + 1);
}

static char *
make_id (const TgCustomsAnswer *answer)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree char *time = g_strdup_printf ("%" G_GINT64_FORMAT,
                                           tg_receipt_get_at (answer->receipt));

  add_to (checksum, answer->message);
  add_to (checksum, answer->form);
  for (guint i = 0; answer->key != NULL && answer->key[i] != NULL; i++)
    add_to (checksum, tg_document_get (answer->document, answer->key[i]));
  add_to (checksum, tg_receipt_get_id (answer->receipt));
  add_to (checksum, tg_receipt_get_submission (answer->receipt));
  add_to (checksum, tg_receipt_get_code (answer->receipt));
  add_to (checksum, tg_receipt_get_message (answer->receipt));
  add_to (checksum, tg_receipt_get_number (answer->receipt));
  add_to (checksum, time);
  return g_strconcat ("xml-", g_checksum_get_string (checksum), NULL);
}

/* It answers what the window has of the filing: the message does not say which version. */
static TgReceipt *
make_receipt (const TgReadReceipt  *read,
              const TgFilingRecord *filing)
{
  TgReceipt *said = read->answer->receipt;
  g_autofree char *id = make_id (read->answer);
  const TgReceiptFields fields = {
    .id = id, .filing = filing->id, .submission = "", .revision = filing->window_revision,
    .agency = tg_receipt_get_agency (said), .status = tg_receipt_get_status (said),
    .status_text = tg_receipt_get_status_text (said), .code = tg_receipt_get_code (said),
    .message = tg_receipt_get_message (said), .number = tg_receipt_get_number (said),
    .at = read->at, .faults = tg_receipt_get_faults (said),
  };

  return tg_receipt_new (&fields);
}

static TgEvent *
make_event (TgReceipt *receipt)
{
  TgEvent *event = tg_event_new (TG_EVENT_RECEIPT, tg_receipt_get_id (receipt), "receipt",
                                 tg_receipt_get_at (receipt), tg_receipt_get_filing (receipt),
                                 "{}");

  tg_event_set_receipt (event, receipt);
  return event;
}

/* ---- what is said of it ---- */

static char *
dup_status (TgReceipt *receipt)
{
  TgFilingState state;

  if (tg_filing_state_parse (tg_receipt_get_status_text (receipt), &state))
    return g_strdup_printf ("%s (%s)", tg_state_get_label (state, TG_ATTEMPT_RECEIVED),
                            tg_receipt_get_code (receipt));
  return g_strdup (tg_receipt_get_code (receipt));
}

static char *
describe (TgCatalogue          *catalogue,
          const TgReadReceipt  *read,
          const TgFilingRecord *filing,
          gboolean              is_new)
{
  TgForm *form = tg_catalogue_find (catalogue, filing->form, filing->version);
  const char *title = form != NULL ? tg_text_get (form->title) : filing->form;
  g_autofree char *status = dup_status (read->answer->receipt);

  if (is_new)
    /* Translators: kind of filing, its number, what the receipt says, the file */
    return g_strdup_printf (_("%s %s: %s, from “%s”"), title, filing->number, status, read->file);
  return g_strdup_printf (_("%s %s: %s from “%s” was here already, and was not taken again"), title,
                          filing->number, status, read->file);
}

/* The key as it stands in the message: "copNo" says little, the form's label more. */
static char *
describe_key (TgCatalogue           *catalogue,
              const TgCustomsAnswer *answer)
{
  const char *kind = get_telling (answer);
  TgForm *form = *answer->form != '\0' ? tg_catalogue_find (catalogue, answer->form, 0) : NULL;
  const TgField *field = form != NULL && kind != NULL ? tg_form_find_field (form, kind) : NULL;
  const char *value = kind != NULL ? tg_document_get (answer->document, kind)
                      : tg_receipt_get_submission (answer->receipt);

  if (field != NULL)
    return g_strdup_printf ("%s · %s %s", tg_text_get (form->title), tg_text_get (field->label),
                            value);
  return g_strdup_printf ("%s %s", kind != NULL ? kind : _("message"), value);
}

static char *
describe_unmatched (TgCatalogue         *catalogue,
                    const TgReadReceipt *read)
{
  g_autofree char *key = describe_key (catalogue, read->answer);

  return g_strdup_printf (_("“%s”: %s answers a filing that is not here (%s). Nothing of it was "
                            "kept; check the number of the filing, or open its workspace, and read "
                            "the file again."), read->file, read->answer->message, key);
}

/* ---- all of it ---- */

static TgTakenReceipt *
take (TgStoreConnection     *conn,
      TgCatalogue           *catalogue,
      const TgReadReceipt   *read,
      const TgFilingRecord  *filing,
      GPtrArray             *receipts,
      GError               **error)
{
  const TgInboxFollow follow = { tg_agency_number_take, catalogue };
  g_autoptr (TgReceipt) receipt = make_receipt (read, filing);
  g_autoptr (TgEvent) event = make_event (receipt);
  gboolean is_new = FALSE;
  TgTakenReceipt *taken;

  if (!tg_inbox_take_receipt (conn, event, &follow, &is_new, error))
    return NULL;
  taken = taken_new (read, is_new ? TG_RECEIPT_TAKEN : TG_RECEIPT_KNOWN);
  g_free (taken->filing);
  taken->filing = g_strdup (filing->id);
  taken->text = describe (catalogue, read, filing, is_new);
  if (is_new)
    g_ptr_array_add (receipts, g_object_ref (receipt));
  return taken;
}

TgTakenReceipt *
tg_receipt_taking_take (TgStoreConnection    *conn,
                        TgCatalogue          *catalogue,
                        const TgReadReceipt  *read,
                        GPtrArray            *receipts,
                        GError              **error)
{
  g_autoptr (TgFilingRecord) filing = NULL;
  g_autoptr (GError) local = NULL;
  TgTakenReceipt *taken;

  if (read->answer == NULL)
    {
      taken = taken_new (read, TG_RECEIPT_UNREADABLE);
      taken->text = g_strdup (read->fault);
      return taken;
    }
  filing = find_filing (conn, read->answer, &local);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  if (filing != NULL)
    return take (conn, catalogue, read, filing, receipts, error);
  taken = taken_new (read, TG_RECEIPT_UNMATCHED);
  taken->text = describe_unmatched (catalogue, read);
  return taken;
}
