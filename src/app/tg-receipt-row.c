/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-receipt-row.h"

struct _TgReceiptRow
{
  GObject    parent_instance;

  TgReceipt *receipt;
  char      *agency;
};

G_DEFINE_FINAL_TYPE (TgReceiptRow, tg_receipt_row, G_TYPE_OBJECT)

static void
tg_receipt_row_finalize (GObject *object)
{
  TgReceiptRow *self = TG_RECEIPT_ROW (object);

  g_object_unref (self->receipt);
  g_free (self->agency);
  G_OBJECT_CLASS (tg_receipt_row_parent_class)->finalize (object);
}

static void
tg_receipt_row_class_init (TgReceiptRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tg_receipt_row_finalize;
}

static void
tg_receipt_row_init (TgReceiptRow *self)
{
}

TgReceiptRow *
tg_receipt_row_new (TgWorkspace *workspace,
                    TgReceipt   *receipt)
{
  TgReceiptRow *self = g_object_new (TG_TYPE_RECEIPT_ROW, NULL);

  self->receipt = g_object_ref (receipt);
  self->agency = tg_workspace_dup_agency (workspace, tg_receipt_get_agency (receipt));
  return self;
}

TgReceipt *
tg_receipt_row_get_receipt (TgReceiptRow *self)
{
  return self->receipt;
}

const char *
tg_receipt_row_get_agency (TgReceiptRow *self)
{
  return self->agency;
}
