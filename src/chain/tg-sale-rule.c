/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-sale-rule.h"

#include <string.h>

#include "tg-date.h"

/* A cell tells of its filing where there is one; else of whether what it would be drawn from is
 * there. What is due within a week needs somebody. */

#define NEAR_DAYS 7

typedef struct
{
  TgSaleStage           stage;
  const TgSaleDocument *document;   /* behind it */
  const char           *text;
  char                 *due;
} Cell;

/* The newest of a kind: ids are made in the order of time. Withdrawn ones count for nothing. */
static const TgSaleDocument *
find (const TgSaleInput *input,
      const char        *kind)
{
  const TgSaleDocument *newest = NULL;

  for (guint i = 0; i < input->n_others; i++)
    {
      const TgSaleDocument *other = &input->others[i];

      if (strcmp (other->kind, kind) == 0 &&
          (other->is_fact || other->state != TG_FILING_WITHDRAWN) &&
          (newest == NULL || strcmp (other->id, newest->id) > 0))
        newest = other;
    }

  return newest;
}

static TgSaleStage
stage_by_state (TgFilingState state)
{
  switch (state)
    {
    case TG_FILING_ACCEPTED:
    case TG_FILING_RELEASED:
    case TG_FILING_PAID:
    case TG_FILING_CLOSED:
      return TG_STAGE_DONE;
    case TG_FILING_INSPECTION:
    case TG_FILING_RETURNED:
    case TG_FILING_REFUSED:
      return TG_STAGE_ATTENTION;
    case TG_FILING_DRAFT:
    case TG_FILING_STORED:
    case TG_FILING_RECEIVED:
    case TG_FILING_UNDER_REVIEW:
      return TG_STAGE_UNDER_WAY;
    case TG_FILING_WITHDRAWN:
      return TG_STAGE_MISSING;
    }

  return TG_STAGE_MISSING;
}

static TgSaleStage
stage_of (const TgSaleDocument *filing)
{
  switch (filing->attempt_state)
    {
    case TG_ATTEMPT_REFUSED:
      return TG_STAGE_ATTENTION;
    case TG_ATTEMPT_QUEUED:
    case TG_ATTEMPT_SENDING:
    case TG_ATTEMPT_UNKNOWN:
      return TG_STAGE_UNDER_WAY;
    case TG_ATTEMPT_NONE:
    case TG_ATTEMPT_RECEIVED:
    case TG_ATTEMPT_CANCELLED:
      break;
    }

  return stage_by_state (filing->state);
}

static const char *
number_of (const TgSaleDocument *document)
{
  if (document->official_number != NULL && document->official_number[0] != '\0')
    return document->official_number;
  return document->number;
}

static void
show_filing (Cell                 *cell,
             const TgSaleDocument *filing)
{
  cell->document = filing;
  cell->stage = stage_of (filing);
  cell->text = number_of (filing);
  g_free (cell->due);
  cell->due = g_strdup (filing->due);
}

/* A filing if there is one; else it can be made once `basis` is there. */
static void
show_filing_or_basis (Cell                 *cell,
                      const TgSaleDocument *filing,
                      const TgSaleDocument *basis)
{
  if (filing != NULL)
    show_filing (cell, filing);
  else if (basis != NULL)
    {
      cell->document = basis;
      cell->stage = TG_STAGE_WAITING;
    }
}

static void
show_order (const TgSaleInput *input,
            Cell              *cell)
{
  show_filing_or_basis (cell, find (input, "customs.order"), input->order);
  cell->text = input->order->number;
}

static void
show_list (const TgSaleInput *input,
           Cell              *cell)
{
  const TgSaleDocument *waybill = find (input, "waybill");
  const TgSaleDocument *payment = find (input, "payment");

  show_filing_or_basis (cell, find (input, "customs.export-list"),
                        payment != NULL ? waybill : NULL);
}

/* Customs makes it of released lists; the person waits. */
static void
show_declaration (const TgSaleInput *input,
                  Cell              *cell)
{
  const TgSaleDocument *declaration = find (input, "declaration");
  const TgSaleDocument *list = find (input, "customs.export-list");

  if (declaration != NULL)
    {
      cell->document = declaration;
      cell->stage = TG_STAGE_DONE;
      cell->text = declaration->number;
    }
  else if (list != NULL && stage_of (list) == TG_STAGE_DONE)
    {
      cell->document = list;
      cell->stage = TG_STAGE_UNDER_WAY;
    }
}

/* What is due by a fact; NULL if nothing of the kind is. */
static const char *
find_due (const TgSaleDocument *fact,
          const char           *kind)
{
  for (guint i = 0; fact != NULL && fact->deadlines != NULL && i < fact->deadlines->len; i++)
    {
      TgDeadline *deadline = g_ptr_array_index (fact->deadlines, i);

      if (strcmp (tg_deadline_get_kind (deadline), kind) == 0)
        return tg_deadline_get_date (deadline);
    }
  return NULL;
}

static void
set_due (Cell       *cell,
         const char *due)
{
  if (cell->stage == TG_STAGE_DONE || (cell->due != NULL && cell->due[0] != '\0'))
    return;
  g_free (cell->due);
  cell->due = g_strdup (due);
}

static void
show_money (const TgSaleInput *input,
            Cell              *cell)
{
  const TgSaleDocument *payment = find (input, "payment");

  show_filing_or_basis (cell, find (input, "forex.receipt"), payment);
  if (payment != NULL)
    cell->text = payment->amount;
  set_due (cell, payment != NULL ? find_due (payment, "bop")
                                 : find_due (find (input, "declaration"), "forex-receipt"));
}

static void
show_refund (const TgSaleInput *input,
             Cell              *cell)
{
  const TgSaleDocument *claim = find (input, "tax.trader-refund");
  const TgSaleDocument *declaration = find (input, "declaration");

  show_filing_or_basis (cell, claim, declaration);
  if (claim != NULL)
    cell->text = claim->number;
  set_due (cell, find_due (declaration, "refund-claim"));
}

static gboolean
is_near (const char *due,
         const char *today)
{
  gint64 end;
  gint64 now;

  return due != NULL && due[0] != '\0' && today != NULL && tg_date_to_days (due, &end) &&
         tg_date_to_days (today, &now) && end - now <= NEAR_DAYS;
}

static void
mark_near (Cell       *cell,
           const char *today)
{
  if ((cell->stage == TG_STAGE_WAITING || cell->stage == TG_STAGE_UNDER_WAY) &&
      is_near (cell->due, today))
    cell->stage = TG_STAGE_ATTENTION;
}

TgSale *
tg_sale_rule_apply (const TgSaleInput *input)
{
  Cell cells[TG_N_SALE_STEPS] = { 0 };
  TgSaleFields fields = {
    .enterprise = input->order->enterprise,
    .order_no = input->order->number,
    .goods = input->order->summary,
    .amount = input->order->amount,
    .currency = input->order->currency,
    .date = input->order->date,
  };
  TgSale *sale = tg_sale_new (input->order->id);

  show_order (input, &cells[TG_SALE_ORDER]);
  show_list (input, &cells[TG_SALE_LIST]);
  show_declaration (input, &cells[TG_SALE_DECLARATION]);
  show_money (input, &cells[TG_SALE_MONEY]);
  show_refund (input, &cells[TG_SALE_REFUND]);
  for (guint i = 0; i < TG_N_SALE_STEPS; i++)
    {
      mark_near (&cells[i], input->today);
      fields.cells[i].stage = cells[i].stage;
      fields.cells[i].filing = cells[i].document != NULL ? cells[i].document->id : NULL;
      fields.cells[i].text = cells[i].text;
      fields.cells[i].due = cells[i].stage != TG_STAGE_DONE ? cells[i].due : NULL;
    }

  tg_sale_fill (sale, &fields);
  for (guint i = 0; i < TG_N_SALE_STEPS; i++)
    g_free (cells[i].due);
  return sale;
}
