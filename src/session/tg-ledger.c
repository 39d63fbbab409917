/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-ledger.h"

#include <string.h>

#include "tg-account-table.h"
#include "tg-agency-number.h"
#include "tg-clock.h"
#include "tg-date.h"
#include "tg-decimal.h"
#include "tg-filing-table.h"
#include "tg-posting-table.h"

#define SHORTEST_NUMBER 4

/* The form says what is moved (`moves`); here it is written down. */

typedef struct
{
  TgStoreConnection *conn;
  const TgForm      *form;
  const char        *subject;
  const char        *enterprise;
  const char        *status;     /* NULL of a fact */
  gint64             at;
  GStrvBuilder      *kept;       /* parts that hold */
  GPtrArray         *accounts;   /* ids that are named */
} Ledger;

static char *
to_day (gint64 at)
{
  return tg_date_from_days ((at / G_USEC_PER_SEC + 8 * 3600) / (24 * 3600));
}

static gboolean
is_zero (const char *amount)
{
  TgDecimal number;

  return !tg_decimal_parse (amount, &number, NULL) || tg_decimal_is_zero (number);
}

static gboolean
name_account (Ledger            *self,
              const TgMovement  *movement,
              const char        *currency,
              TgAccount         *account,
              GError           **error)
{
  const char *own = movement->parts[TG_MOVE_ACCOUNT_CURRENCY];

  account->number = g_strdup (movement->parts[TG_MOVE_ACCOUNT]);
  account->currency = g_strdup (own[0] != '\0' ? own : currency);
  account->kind = g_strdup (movement->parts[TG_MOVE_ACCOUNT_KIND]);
  account->bank = g_strdup (movement->parts[TG_MOVE_BANK]);
  account->filing = g_strdup (self->subject);
  account->enterprise = g_strdup (self->enterprise);
  account->is_begun = g_str_equal (movement->parts[TG_MOVE_KIND], "opened");
  if (!tg_account_table_put (self->conn, account, NULL, error))
    return FALSE;
  g_ptr_array_add (self->accounts, g_strdup (account->id));
  return TRUE;
}

static TgPosting *
make_posting (Ledger           *self,
              const TgMovement *movement,
              const char       *account,
              const char       *currency,
              const char       *part)
{
  TgPosting *posting = g_new0 (TgPosting, 1);
  const char *date = movement->parts[TG_MOVE_DATE];

  posting->id = g_strdup_printf ("%s/%s", self->subject, part);
  posting->account = g_strdup (account);
  posting->kind = g_strdup (movement->parts[TG_MOVE_KIND]);
  posting->currency = g_strdup (currency);
  posting->amount = g_strdup (movement->parts[TG_MOVE_AMOUNT]);
  posting->counterparty = g_strdup (movement->parts[TG_MOVE_COUNTERPARTY]);
  posting->reference = g_strdup (movement->parts[TG_MOVE_REFERENCE]);
  posting->date = tg_date_is_valid (date) ? g_strdup (date) : to_day (self->at);
  posting->subject = g_strdup (self->subject);
  posting->part = g_strdup (part);
  posting->enterprise = g_strdup (self->enterprise);
  posting->quota = g_strdup (movement->parts[TG_MOVE_QUOTA]);
  posting->exempt = g_str_equal (movement->parts[TG_MOVE_EXEMPT], "true");
  posting->usd = g_strdup (movement->parts[TG_MOVE_USD]);
  posting->rate = g_strdup (movement->parts[TG_MOVE_RATE]);
  posting->at = self->at;
  return posting;
}

static gboolean
write_movement (Ledger            *self,
                const TgMovement  *movement,
                const char        *currency,
                const char        *part,
                GError           **error)
{
  g_autoptr (TgAccount) account = g_new0 (TgAccount, 1);
  g_autoptr (TgPosting) posting = NULL;
  gboolean moves = !is_zero (movement->parts[TG_MOVE_AMOUNT]);

  /* An account is opened without money; nothing else is worth one. */
  if (!moves && !g_str_equal (movement->parts[TG_MOVE_KIND], "opened"))
    return TRUE;
  if (!name_account (self, movement, currency, account, error))
    return FALSE;
  if (!moves)
    return TRUE;
  posting = make_posting (self, movement, account->id, currency, part);
  g_strv_builder_add (self->kept, part);
  return tg_posting_table_put (self->conn, posting, error);
}

static gboolean
is_on (const Ledger *self,
       const char   *id)
{
  for (guint i = 0; i < self->form->moves->len; i++)
    {
      const TgMove *move = self->form->moves->pdata[i];

      if (g_str_equal (move->id, id))
        return self->status == NULL ||
               g_strv_contains ((const char * const *) move->on, self->status);
    }
  return FALSE;
}

static gboolean
apply_movement (Ledger            *self,
                const TgMovement  *movement,
                GError           **error)
{
  g_auto (GStrv) currencies = g_strsplit (movement->parts[TG_MOVE_CURRENCY], ",", -1);

  if (!is_on (self, movement->id))
    {
      g_strv_builder_add (self->kept, movement->id);
      return TRUE;
    }
  /* What is shorter is no account number, or is not typed to its end. */
  if (strlen (movement->parts[TG_MOVE_ACCOUNT]) < SHORTEST_NUMBER)
    return TRUE;
  for (guint i = 0; currencies[i] != NULL; i++)
    {
      g_autofree char *part = i == 0 ? g_strdup (movement->id)
                              : g_strdup_printf ("%s-%s", movement->id, currencies[i]);

      if (!write_movement (self, movement, currencies[i], part, error))
        return FALSE;
    }
  return TRUE;
}

/* An account that the subject named by a number that it names no more. */
static gboolean
drop_accounts (Ledger  *self,
               GError **error)
{
  g_autoptr (GPtrArray) opened = tg_account_table_list_opened (self->conn, self->subject, error);

  for (guint i = 0; opened != NULL && i < opened->len; i++)
    if (!g_ptr_array_find_with_equal_func (self->accounts, opened->pdata[i], g_str_equal, NULL) &&
        !tg_account_table_drop (self->conn, opened->pdata[i], self->subject, error))
      return FALSE;
  return opened != NULL;
}

static gboolean
apply (Ledger      *self,
       GPtrArray   *movements,
       GError     **error)
{
  g_autoptr (GStrvBuilder) kept = g_strv_builder_new ();
  g_autoptr (GPtrArray) accounts = g_ptr_array_new_with_free_func (g_free);
  g_auto (GStrv) parts = NULL;

  self->kept = kept;
  self->accounts = accounts;
  for (guint i = 0; i < movements->len; i++)
    if (!apply_movement (self, movements->pdata[i], error))
      return FALSE;
  parts = g_strv_builder_end (kept);
  return tg_posting_table_reverse (self->conn, self->subject, (const char * const *) parts,
                                   error) &&
         drop_accounts (self, error);
}

static GPtrArray *
list_movements (Ledger           *self,
                TgCatalogue      *catalogue,
                const TgDocument *document)
{
  g_autofree char *today = to_day (self->at);
  TgRulesContext context = { today, tg_store_connection_get_codes (self->conn), NULL };

  return tg_rules_list_movements (tg_catalogue_get_rules (catalogue, (TgForm *) self->form),
                                  document, &context);
}

/* ---- filings ---- */

static gboolean
is_taken_back (TgFilingState state)
{
  return state == TG_FILING_RETURNED || state == TG_FILING_REFUSED || state == TG_FILING_WITHDRAWN;
}

static gboolean
has_move_on (const TgForm *form,
             const char   *status)
{
  for (guint i = 0; i < form->moves->len; i++)
    if (g_strv_contains ((const char * const *) ((TgMove *) form->moves->pdata[i])->on, status))
      return TRUE;
  return FALSE;
}

static gboolean
follow_filing (TgStoreConnection     *conn,
               TgCatalogue           *catalogue,
               const TgFilingRecord  *filing,
               TgReceipt             *receipt,
               GError               **error)
{
  const TgForm *form = tg_catalogue_find (catalogue, filing->form, filing->version);
  const char *status = tg_receipt_get_status_text (receipt);
  Ledger ledger = { conn, form, filing->id, filing->enterprise, status,
                    tg_receipt_get_at (receipt), NULL, NULL };
  g_autoptr (GPtrArray) movements = NULL;

  if (form == NULL || form->moves->len == 0)
    return TRUE;
  if (is_taken_back (tg_receipt_get_status (receipt)))
    return tg_ledger_remove (conn, filing->id, error);
  if (!has_move_on (form, status))
    return TRUE;
  movements = list_movements (&ledger, catalogue, filing->document);
  return apply (&ledger, movements, error);
}

gboolean
tg_ledger_follow_receipt (TgStoreConnection  *conn,
                          TgReceipt          *receipt,
                          gpointer            catalogue,
                          GError            **error)
{
  g_autoptr (TgFilingRecord) filing = NULL;

  if (!tg_agency_number_take (conn, receipt, catalogue, error))
    return FALSE;
  filing = tg_filing_table_load (conn, tg_receipt_get_filing (receipt), error);
  return filing != NULL && follow_filing (conn, catalogue, filing, receipt, error);
}

/* ---- facts ---- */

gboolean
tg_ledger_follow_save (TgStoreConnection  *conn,
                       TgCatalogue        *catalogue,
                       const TgSave       *save,
                       GError            **error)
{
  const TgForm *form = tg_catalogue_find_fact (catalogue, save->form, 0);
  g_autoptr (TgClock) clock = tg_system_clock_new ();
  Ledger ledger = { conn, form, save->subject, save->enterprise != NULL ? save->enterprise : "",
                    NULL, tg_clock_get_time (clock), NULL, NULL };
  g_autoptr (GPtrArray) movements = NULL;

  if (form == NULL || form->moves->len == 0)
    return TRUE;
  movements = list_movements (&ledger, catalogue, save->document);
  return apply (&ledger, movements, error);
}

gboolean
tg_ledger_remove (TgStoreConnection  *conn,
                  const char         *subject,
                  GError            **error)
{
  g_autoptr (GPtrArray) opened = NULL;

  if (!tg_posting_table_reverse (conn, subject, NULL, error))
    return FALSE;
  opened = tg_account_table_list_opened (conn, subject, error);
  for (guint i = 0; opened != NULL && i < opened->len; i++)
    if (!tg_account_table_drop (conn, opened->pdata[i], subject, error))
      return FALSE;
  return opened != NULL;
}
