/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-window-acts.h"

#include "tg-bank-table.h"
#include "tg-declaration.h"
#include "tg-decimal.h"
#include "tg-entry-table.h"
#include "tg-event-table.h"
#include "tg-json.h"
#include "tg-related.h"

/* A classroom has no payment firm, no carrier, no bank and no buyer: the window plays them.
 * Everything here is written from documents that the student filed. */

#define LIST "customs.export-list"
#define ORDER "customs.order"
#define PAYMENT "customs.payment"
#define WAYBILL "customs.waybill"
#define WITHDRAWAL "customs.withdrawal"
#define SUMMARY "customs.summary"
#define DECLARATION "customs.declaration"
#define ENTERPRISE "registration.enterprise"

typedef struct
{
  const char *kind;
  const char *amount;
  const char *counterparty;
  const char *reference;
} Posting;

static char *
make_notice (const TgText *title,
             const TgText *body,
             const char   *language)
{
  g_autoptr (JsonObject) data = json_object_new ();

  json_object_set_string_member (data, "severity", "information");
  json_object_set_string_member (data, "title", tg_text_get_in (title, language));
  json_object_set_string_member (data, "body", tg_text_get_in (body, language));
  return tg_json_object_to_canonical (data, NULL, NULL);
}

static gboolean
send_notice (TgClerk         *clerk,
             const TgFiling  *filing,
             const TgText    *title,
             const TgText    *body,
             GError         **error)
{
  TgBook *book = tg_clerk_get_book (clerk);
  g_autofree char *id = tg_book_new_id (book);
  g_autofree char *zh = make_notice (title, body, "zh");
  g_autofree char *en = make_notice (title, body, "en");
  g_autoptr (TgEvent) event = tg_event_new (TG_EVENT_UNKNOWN, id, "notice", tg_book_get_time (book),
                                            filing->id, zh);

  return tg_event_table_insert (book, filing->account, event, en, error);
}

static gboolean
tell_partner (TgClerk         *clerk,
              const TgFiling  *list,
              gboolean         is_payment,
              const char      *number,
              GError         **error)
{
  const char *order_no = tg_document_get (list->document, "order_no");
  g_autofree char *zh = g_strdup_printf (is_payment ? "订单 %s：支付交易编号 %s"
                                                    : "订单 %s：运单编号 %s", order_no, number);
  g_autofree char *en = g_strdup_printf (is_payment ? "Order %s: payment transaction %s"
                                                    : "Order %s: waybill %s", order_no, number);
  g_autoptr (TgText) body = tg_text_new (zh, en);
  g_autoptr (TgText) title = is_payment
    ? tg_text_new ("支付企业已发送收款单(403)", "The payment firm has sent its receipt of money (403)")
    : tg_text_new ("物流企业已发送运单(505)", "The carrier has sent its waybill (505)");

  return send_notice (clerk, list, title, body, error);
}

/* Not what the partner, or the person for it, has filed already. */
static gboolean
send_partner (TgClerk         *clerk,
              const TgFiling  *list,
              const char      *message,
              GError         **error)
{
  TgBook *book = tg_clerk_get_book (clerk);
  gboolean is_payment = g_str_equal (message, "403");
  g_autoptr (GError) local = NULL;
  g_autofree char *number = is_payment
    ? g_strdup_printf ("PAY%09" G_GINT64_FORMAT, list->seq)
    : g_strdup (tg_document_get (list->document, "logistics_no"));

  if (tg_entry_table_has_partner (book, list->account, message, list->match_key, &local))
    return TRUE;
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  return tg_entry_table_put_partner (book, list->account, message, list->match_key, number,
                                     error) &&
         tell_partner (clerk, list, is_payment, number, error);
}

gboolean
tg_window_acts_send_partners (TgClerk         *clerk,
                              const TgFiling  *list,
                              GError         **error)
{
  return send_partner (clerk, list, "403", error) &&
         send_partner (clerk, list, "505", error) &&
         tg_clerk_schedule (clerk, list, TG_AGENCY_MATCH, 0, error);
}

/* What follows from an acceptance */

/* Lists that wait for this order are looked at again. */
static gboolean
wake_lists (TgClerk         *clerk,
            const TgFiling  *order,
            GError         **error)
{
  g_autoptr (GPtrArray) lists =
    tg_filing_table_list_matches (tg_clerk_get_book (clerk), order->account, LIST,
                                  order->match_key, error);

  for (guint i = 0; lists != NULL && i < lists->len; i++)
    {
      const TgFiling *list = lists->pdata[i];

      if (list->state == TG_FILING_RECEIVED &&
          !tg_clerk_schedule (clerk, list, TG_AGENCY_MATCH, 0, error))
        return FALSE;
    }
  return lists != NULL;
}

static gboolean
enter_payment (TgClerk         *clerk,
               const TgFiling  *payment,
               GError         **error)
{
  return *payment->match_key == '\0' ||
         tg_entry_table_put_partner (tg_clerk_get_book (clerk), payment->account, "403",
                                     payment->match_key,
                                     tg_document_get (payment->document, "pay_no"), error);
}

/* A waybill need not name the order: its list is then found by the waybill's number. */
static gboolean
enter_waybill (TgClerk         *clerk,
               const TgFiling  *waybill,
               GError         **error)
{
  TgBook *book = tg_clerk_get_book (clerk);
  const char *number = tg_document_get (waybill->document, "logistics_no");
  g_autoptr (TgFiling) list = NULL;

  if (!tg_related_find_list (book, waybill->account, "logistics_no", number, &list, error))
    return FALSE;
  if (list != NULL && *list->match_key != '\0' &&
      !tg_entry_table_put_partner (book, waybill->account, "505", list->match_key, number, error))
    return FALSE;
  return *waybill->match_key == '\0' ||
         tg_entry_table_put_partner (book, waybill->account, "505", waybill->match_key, number,
                                     error);
}

/* 399 on a 606: the list's own course ends here. */
static gboolean
withdraw_list (TgClerk            *clerk,
               const TgFiling     *withdrawal,
               const TgAgencyAct  *act,
               GError            **error)
{
  TgBook *book = tg_clerk_get_book (clerk);
  g_autoptr (TgAgencyPlan) plan = tg_agency_plan_new ();
  g_autoptr (TgText) text = tg_text_new (act->message, act->message_en);
  g_autoptr (TgFiling) list = NULL;

  if (!tg_related_find_list (book, withdrawal->account, "invt_no",
                             tg_document_get (withdrawal->document, "invt_no"), &list, error))
    return FALSE;
  if (list == NULL || list->state == TG_FILING_WITHDRAWN)
    return TRUE;
  return tg_task_table_cancel (book, list->account, list->id, error) &&
         tg_clerk_give_receipt (clerk, list,
                                tg_agency_plan_receipt (plan, 0, TG_FILING_WITHDRAWN, act->code,
                                                        text), error);
}

static gboolean
tell_registered (TgClerk            *clerk,
                 const TgFiling     *filing,
                 const TgAgencyAct  *act,
                 GError            **error)
{
  g_autoptr (JsonObject) data = json_object_new ();
  g_autofree char *text = NULL;

  json_object_set_string_member (data, "enterprise", filing->enterprise);
  json_object_set_string_member (data, "registration_number", act->number);
  text = tg_json_object_to_canonical (data, NULL, NULL);
  return tg_event_table_add (tg_clerk_get_book (clerk), filing->account, "enterprise", NULL, text,
                             error);
}

gboolean
tg_window_acts_follow (TgClerk            *clerk,
                       const TgFiling     *filing,
                       const TgAgencyAct  *act,
                       GError            **error)
{
  if (g_str_equal (filing->form, ORDER))
    return wake_lists (clerk, filing, error);
  if (g_str_equal (filing->form, PAYMENT))
    return enter_payment (clerk, filing, error);
  if (g_str_equal (filing->form, WAYBILL))
    return enter_waybill (clerk, filing, error);
  if (g_str_equal (filing->form, WITHDRAWAL))
    return withdraw_list (clerk, filing, act, error);
  if (g_str_equal (filing->form, ENTERPRISE))
    return tell_registered (clerk, filing, act, error);
  return TRUE;
}

/* Merging */

static gboolean
can_merge (const TgFiling *one,
           const TgFiling *other)
{
  static const char * const same[] = { "customs_code", "ebc_code", "agent_code" };

  if (!g_str_equal (tg_document_get (other->document, "statistics_flag"), "B"))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (same); i++)
    {
      if (!g_str_equal (tg_document_get (one->document, same[i]),
                        tg_document_get (other->document, same[i])))
        return FALSE;
    }
  return TRUE;
}

/* Closed lists like this one that stand in no declaration yet; none if this one does.
 * (transfer full) */
static GPtrArray *
list_mergeable (TgClerk         *clerk,
                const TgFiling  *list,
                GError         **error)
{
  TgBook *book = tg_clerk_get_book (clerk);
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func ((GDestroyNotify) tg_filing_free);
  g_autoptr (GPtrArray) all = NULL;
  g_autoptr (GError) local = NULL;

  if (tg_entry_table_has_list (book, list->account, list->id, &local))
    return g_steal_pointer (&found);
  if (local == NULL)
    all = tg_filing_table_list_unmerged (book, list->account, LIST, &local);
  for (guint i = 0; all != NULL && i < all->len; i++)
    {
      if (!can_merge (list, all->pdata[i]))
        continue;
      g_ptr_array_add (found, all->pdata[i]);
      all->pdata[i] = NULL;
    }
  if (all != NULL)
    return g_steal_pointer (&found);
  g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}

/* The number on the receipt is "<declaration>-<items>": the item of each line of the list, in
 * order. A list that is only released stays so until it has left. */
static gboolean
tell_merged (TgClerk         *clerk,
             const TgFiling  *list,
             const char      *entry,
             const char      *items,
             GError         **error)
{
  const char *own = tg_document_get (list->document, "cop_no");
  g_autoptr (TgAgencyPlan) plan = tg_agency_plan_new ();
  g_autofree char *number = g_strdup_printf ("%s-%s", entry, items);
  g_autofree char *zh = g_strdup_printf ("汇总结果单：报关单号 %s，各商品项号 %s", entry, items);
  g_autofree char *en = g_strdup_printf ("Summary result: declaration %s, items %s", entry, items);
  g_autofree char *body_zh = g_strdup_printf ("清单 %s 已并入报关单 %s", own, entry);
  g_autofree char *body_en = g_strdup_printf ("List %s is part of declaration %s", own, entry);
  g_autoptr (TgText) message = tg_text_new (zh, en);
  g_autoptr (TgText) title = tg_text_new ("清单已汇总申报", "The list is declared in a summary");
  g_autoptr (TgText) body = tg_text_new (body_zh, body_en);
  TgAgencyAct *act = tg_agency_plan_receipt (plan, 0, list->state, "792", message);

  tg_agency_act_set_number (act, number);
  return tg_entry_table_add_list (tg_clerk_get_book (clerk), list->account, list->id, entry, items,
                                  error) &&
         tg_clerk_give_receipt (clerk, list, act, error) &&
         send_notice (clerk, list, title, body, error);
}

/* The applicant is told the declarations that came of it. */
static gboolean
tell_summary (TgClerk         *clerk,
              const TgFiling  *summary,
              const char      *entries,
              GError         **error)
{
  g_autoptr (TgAgencyPlan) plan = tg_agency_plan_new ();
  g_autofree char *zh = g_strdup_printf ("汇总结果单：报关单号 %s", entries);
  g_autofree char *en = g_strdup_printf ("Summary result: declaration %s", entries);
  g_autoptr (TgText) message = tg_text_new (zh, en);
  TgAgencyAct *act = tg_agency_plan_receipt (plan, 0, summary->state, "792", message);

  tg_agency_act_set_number (act, entries);
  return tg_clerk_give_receipt (clerk, summary, act, error);
}

static char *
begin_entry (TgClerk         *clerk,
             const TgFiling  *list,
             GError         **error)
{
  TgBook *book = tg_clerk_get_book (clerk);
  g_autofree char *today = tg_book_dup_today (book);
  gint64 serial = tg_entry_table_get_serial (book, error);
  g_autofree char *number = NULL;

  if (serial < 0)
    return NULL;
  number = tg_declaration_new_number (tg_document_get (list->document, "customs_code"), today,
                                      serial);
  return tg_entry_table_add_entry (book, list->account, number, error) ? g_steal_pointer (&number)
                                                                       : NULL;
}

gboolean
tg_window_acts_merge (TgClerk         *clerk,
                      const TgFiling  *filing,
                      GError         **error)
{
  gboolean is_summary = g_str_equal (filing->form, SUMMARY);
  g_autoptr (GPtrArray) lists = is_summary
    ? tg_related_list_merging (tg_clerk_get_book (clerk), filing, error)
    : list_mergeable (clerk, filing, error);
  g_autoptr (GPtrArray) documents = g_ptr_array_new ();
  g_autoptr (GPtrArray) merged = NULL;
  g_autoptr (GString) entries = g_string_new (NULL);
  g_autofree char *entry = NULL;
  guint declaration = 0;

  if (lists == NULL)
    return FALSE;
  for (guint i = 0; i < lists->len; i++)
    g_ptr_array_add (documents, ((TgFiling *) lists->pdata[i])->document);
  merged = tg_declaration_merge (documents);
  for (guint i = 0; i < merged->len; i++)
    {
      const TgMergedList *one = merged->pdata[i];

      if (entry == NULL || one->declaration != declaration)
        {
          g_free (entry);
          entry = begin_entry (clerk, filing, error);
          declaration = one->declaration;
          g_string_append_printf (entries, entries->len > 0 ? ",%s" : "%s",
                                  entry != NULL ? entry : "");
        }
      if (entry == NULL || !tell_merged (clerk, lists->pdata[i], entry, one->items, error))
        return FALSE;
    }
  return !is_summary || entries->len == 0 || tell_summary (clerk, filing, entries->str, error);
}

static gboolean
tell_posting (TgClerk              *clerk,
              const TgFiling       *filing,
              const TgBankAccount  *bank,
              const Posting        *posting,
              GError              **error)
{
  g_autoptr (JsonObject) data = json_object_new ();
  g_autofree char *text = NULL;

  json_object_set_string_member (data, "account", bank->number);
  json_object_set_string_member (data, "currency", bank->currency);
  json_object_set_string_member (data, "amount", posting->amount);
  json_object_set_string_member (data, "kind", posting->kind);
  if (bank->balance != NULL)
    json_object_set_string_member (data, "balance", bank->balance);
  json_object_set_string_member (data, "counterparty", posting->counterparty);
  json_object_set_string_member (data, "reference", posting->reference);
  json_object_set_string_member (data, "enterprise", filing->enterprise);
  text = tg_json_object_to_canonical (data, NULL, NULL);
  return tg_event_table_add (tg_clerk_get_book (clerk), filing->account, "account", filing->id,
                             text, error);
}

/* The account number that the enterprise registered for this currency; NULL is an error. */
static char *
find_registered (TgClerk         *clerk,
                 const TgFiling  *filing,
                 const char      *currency,
                 GError         **error)
{
  g_autoptr (GPtrArray) records =
    tg_filing_table_list_matches (tg_clerk_get_book (clerk), filing->account, ENTERPRISE, NULL,
                                  error);

  for (guint i = 0; records != NULL && i < records->len; i++)
    {
      const TgFiling *record = records->pdata[i];
      TgDocument *document = record->document;

      if (!g_str_equal (record->enterprise, filing->enterprise))
        continue;
      for (guint j = 0; j < tg_document_get_n_lines (document, "accounts"); j++)
        if (g_str_equal (tg_document_get_cell (document, "accounts", j, "ccy"), currency))
          return g_strdup (tg_document_get_cell (document, "accounts", j, "account_no"));
    }
  return records != NULL ? g_strdup_printf ("6217%014" G_GINT64_FORMAT, filing->seq) : NULL;
}

/* Opens the enterprise's account in this currency unless it has one. */
static gboolean
need_account (TgClerk         *clerk,
              const TgFiling  *filing,
              const char      *currency,
              TgBankAccount  **out,
              GError         **error)
{
  static const Posting opened = { "opened", "0.00", "", "" };
  TgBook *book = tg_clerk_get_book (clerk);
  g_autoptr (TgBankAccount) bank = NULL;

  if (!tg_bank_table_find (book, filing->account, filing->enterprise, currency, &bank, error))
    return FALSE;
  if (bank == NULL)
    {
      bank = g_new0 (TgBankAccount, 1);
      bank->account = g_strdup (filing->account);
      bank->enterprise = g_strdup (filing->enterprise);
      bank->currency = g_strdup (currency);
      bank->number = find_registered (clerk, filing, currency, error);
      bank->balance = g_strdup ("0.00");
      if (bank->number == NULL || !tg_bank_table_put (book, bank, error) ||
          !tell_posting (clerk, filing, bank, &opened, error))
        return FALSE;
    }
  if (out != NULL)
    *out = g_steal_pointer (&bank);
  return TRUE;
}

gboolean
tg_window_acts_open_accounts (TgClerk         *clerk,
                              const TgFiling  *application,
                              GError         **error)
{
  g_auto (GStrv) currencies = g_strsplit (tg_document_get (application->document, "ccy"), ",", -1);

  for (guint i = 0; currencies[i] != NULL; i++)
    {
      if (currencies[i][0] != '\0' &&
          !need_account (clerk, application, currencies[i], NULL, error))
        return FALSE;
    }
  return TRUE;
}

/* Where a document of goods that left has what is paid for them. */
typedef struct
{
  const char *form;
  const char *total;
  const char *currency;
} Priced;

static const Priced priced[] = {
  { LIST, "total_price", "currency" },
  { DECLARATION, "decl_total", "trade_curr" },
};

static const Priced *
find_priced (const TgFiling *filing)
{
  for (guint i = 0; i < G_N_ELEMENTS (priced); i++)
    if (g_str_equal (priced[i].form, filing->form))
      return &priced[i];
  return NULL;
}

/* The total of the lines; nothing where one of them is no number. */
static gboolean
sum_goods (TgDocument *list,
           const char *column,
           TgDecimal  *out)
{
  TgDecimal total = TG_DECIMAL_ZERO;

  for (guint i = 0; i < tg_document_get_n_lines (list, "goods"); i++)
    {
      const char *text = tg_document_get_cell (list, "goods", i, column);
      TgDecimal price;

      if (!tg_decimal_parse (text, &price, NULL) ||
          !tg_decimal_add (total, price, &total, NULL))
        return FALSE;
    }
  *out = total;
  return !tg_decimal_is_zero (total);
}

/* Who pays: the platform through which the order came, the consignee that a declaration names, or
 * an unnamed buyer. */
static char *
find_payer (TgClerk         *clerk,
            const TgFiling  *list,
            GError         **error)
{
  g_autoptr (GPtrArray) orders =
    tg_filing_table_list_matches (tg_clerk_get_book (clerk), list->account, ORDER, list->match_key,
                                  error);
  const char *name = tg_document_get (list->document, "overseas_consignee_ename");

  if (orders == NULL)
    return NULL;
  if (orders->len > 0 && *list->match_key != '\0')
    name = tg_document_get (((TgFiling *) orders->pdata[0])->document, "ebp_name");
  return g_strdup (*name != '\0' && !g_str_equal (name, "无") ? name : "OVERSEAS BUYER");
}

gboolean
tg_window_acts_pay (TgClerk         *clerk,
                    const TgFiling  *list,
                    GError         **error)
{
  g_autoptr (TgBankAccount) bank = NULL;
  g_autofree char *payer = NULL;
  g_autofree char *amount = NULL;
  const Priced *columns = find_priced (list);
  const char *currency = "";
  TgDecimal total, balance;
  Posting posting = { .kind = "receipt" };

  if (columns != NULL)
    currency = tg_document_get_cell (list->document, "goods", 0, columns->currency);
  /* For what comes in the enterprise itself would pay. */
  if (*currency == '\0' || !sum_goods (list->document, columns->total, &total) ||
      g_str_equal (tg_document_get (list->document, "ie_flag"), "I"))
    return TRUE;
  payer = find_payer (clerk, list, error);
  if (payer == NULL || !need_account (clerk, list, currency, &bank, error) ||
      !tg_decimal_parse (bank->balance, &balance, error) ||
      !tg_decimal_add (balance, total, &balance, error))
    return FALSE;
  g_free (bank->balance);
  bank->balance = tg_decimal_to_fixed (balance, 2);
  amount = tg_decimal_to_fixed (total, 2);
  posting.amount = amount;
  posting.counterparty = payer;
  posting.reference = tg_document_get (list->document, "order_no");
  return tg_bank_table_put (tg_clerk_get_book (clerk), bank, error) &&
         tell_posting (clerk, list, bank, &posting, error);
}

/* ---- what a filing orders the bank to do ---- */

static gboolean
is_less (const TgMovement *movement)
{
  return tg_movement_kind_sign (movement->parts[TG_MOVE_KIND]) < 0;
}

/* The account that a movement is on, with its new balance. Of another bank's the number is all that
 * is known. */
static gboolean
find_moved (TgBook            *book,
            const TgFiling    *order,
            const TgMovement  *movement,
            TgBankAccount    **out,
            GError           **error)
{
  const char *currency = movement->parts[TG_MOVE_CURRENCY];
  const char *number = movement->parts[TG_MOVE_ACCOUNT];
  g_autoptr (TgBankAccount) bank = NULL;
  TgDecimal balance, amount;

  if (!tg_bank_table_find (book, order->account, order->enterprise, currency, &bank, error))
    return FALSE;
  if (bank == NULL || !g_str_equal (bank->number, number))
    {
      *out = g_new0 (TgBankAccount, 1);
      (*out)->currency = g_strdup (currency);
      (*out)->number = g_strdup (number);
      return TRUE;
    }
  if (!tg_decimal_parse (bank->balance, &balance, error) ||
      !tg_decimal_parse (movement->parts[TG_MOVE_AMOUNT], &amount, error) ||
      !(is_less (movement) ? tg_decimal_subtract (balance, amount, &balance, error)
                           : tg_decimal_add (balance, amount, &balance, error)))
    return FALSE;
  g_free (bank->balance);
  bank->balance = tg_decimal_to_fixed (balance, 2);
  *out = g_steal_pointer (&bank);
  return TRUE;
}

static gboolean
book_movement (TgClerk           *clerk,
               const TgFiling    *order,
               const TgMovement  *movement,
               GError           **error)
{
  TgBook *book = tg_clerk_get_book (clerk);
  g_autoptr (TgBankAccount) bank = NULL;
  const Posting posting = {
    movement->parts[TG_MOVE_KIND], movement->parts[TG_MOVE_AMOUNT],
    movement->parts[TG_MOVE_COUNTERPARTY], movement->parts[TG_MOVE_REFERENCE],
  };

  return find_moved (book, order, movement, &bank, error) &&
         (bank->balance == NULL || tg_bank_table_put (book, bank, error)) &&
         tell_posting (clerk, order, bank, &posting, error);
}

/* What is bought is told in the foreign currency, and taken from an account in ours: of that the
 * form does not say how much. */
static gboolean
is_booked (const TgMovement *movement)
{
  const char *own = movement->parts[TG_MOVE_ACCOUNT_CURRENCY];
  const char *currency = movement->parts[TG_MOVE_CURRENCY];
  TgDecimal amount;

  return *movement->parts[TG_MOVE_ACCOUNT] != '\0' && *currency != '\0' &&
         (*own == '\0' || g_str_equal (own, currency)) &&
         tg_decimal_parse (movement->parts[TG_MOVE_AMOUNT], &amount, NULL) &&
         !tg_decimal_is_zero (amount);
}

/* The bank does not lend: what an account of its own has not, it moves no part of. */
static gboolean
is_covered (TgClerk         *clerk,
            const TgFiling  *order,
            GPtrArray       *movements,
            gboolean        *covered,
            GError         **error)
{
  *covered = TRUE;
  for (guint i = 0; i < movements->len; i++)
    {
      g_autoptr (TgBankAccount) bank = NULL;

      if (!is_booked (movements->pdata[i]))
        continue;
      if (!find_moved (tg_clerk_get_book (clerk), order, movements->pdata[i], &bank, error))
        return FALSE;
      *covered &= bank->balance == NULL || bank->balance[0] != '-';
    }
  return TRUE;
}

gboolean
tg_window_acts_book (TgClerk         *clerk,
                     const TgFiling  *order,
                     GError         **error)
{
  TgJudge *judge = tg_clerk_get_judge (clerk);
  g_autofree char *today = tg_book_dup_today (tg_clerk_get_book (clerk));
  const TgJudgedDocument shown = {
    order->form, order->form_version, order->document, NULL, today,
  };
  g_autoptr (GPtrArray) movements = NULL;
  gboolean covered = FALSE;

  if (judge == NULL)
    return TRUE;
  movements = tg_judge_list_movements (judge, &shown);
  if (!is_covered (clerk, order, movements, &covered, error))
    return FALSE;
  for (guint i = 0; i < movements->len && covered; i++)
    if (is_booked (movements->pdata[i]) &&
        !book_movement (clerk, order, movements->pdata[i], error))
      return FALSE;
  return TRUE;
}
