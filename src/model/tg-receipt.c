/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-receipt.h"

#include "tg-agency-code.h"

/* TgReceipt: one answer of an agency, as it came. Receipts are only ever added and never changed,
 * so this is immutable and any thread may read it. Strings are never NULL. */

struct _TgReceipt
{
  GObject        parent_instance;
  char          *id;
  char          *filing;
  char          *submission;
  gint64         revision;
  char          *agency;
  TgFilingState  status;
  char          *status_text;
  char          *code;
  char          *message;
  char          *number;
  gint64         at;
  GPtrArray     *faults;
};

G_DEFINE_TYPE (TgReceipt, tg_receipt, G_TYPE_OBJECT)

static char *
dup_or_empty (const char *text)
{
  return g_strdup (text == NULL ? "" : text);
}

static void
tg_receipt_finalize (GObject *object)
{
  TgReceipt *self = TG_RECEIPT (object);

  g_free (self->id);
  g_free (self->filing);
  g_free (self->submission);
  g_free (self->agency);
  g_free (self->status_text);
  g_free (self->code);
  g_free (self->message);
  g_free (self->number);
  g_ptr_array_unref (self->faults);
  G_OBJECT_CLASS (tg_receipt_parent_class)->finalize (object);
}

static void
tg_receipt_class_init (TgReceiptClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tg_receipt_finalize;
}

static void
tg_receipt_init (TgReceipt *self)
{
  self->faults = g_ptr_array_new_with_free_func ((GDestroyNotify) tg_fault_free);
}

TgReceipt *
tg_receipt_new (const TgReceiptFields *fields)
{
  TgReceipt *self;

  g_return_val_if_fail (fields != NULL, NULL);

  self = g_object_new (TG_TYPE_RECEIPT, NULL);
  self->id = dup_or_empty (fields->id);
  self->filing = dup_or_empty (fields->filing);
  self->submission = dup_or_empty (fields->submission);
  self->revision = fields->revision;
  self->agency = dup_or_empty (tg_agency_code_from_wire (fields->agency));
  self->status = fields->status;
  self->status_text = dup_or_empty (fields->status_text);
  self->code = dup_or_empty (fields->code);
  self->message = dup_or_empty (fields->message);
  self->number = dup_or_empty (fields->number);
  self->at = fields->at;
  for (guint i = 0; fields->faults != NULL && i < fields->faults->len; i++)
    g_ptr_array_add (self->faults, tg_fault_copy (g_ptr_array_index (fields->faults, i)));
  return self;
}

const char *
tg_receipt_get_id (TgReceipt *self)
{
  g_return_val_if_fail (TG_IS_RECEIPT (self), "");

  return self->id;
}

const char *
tg_receipt_get_filing (TgReceipt *self)
{
  g_return_val_if_fail (TG_IS_RECEIPT (self), "");

  return self->filing;
}

const char *
tg_receipt_get_submission (TgReceipt *self)
{
  g_return_val_if_fail (TG_IS_RECEIPT (self), "");

  return self->submission;
}

gint64
tg_receipt_get_revision (TgReceipt *self)
{
  g_return_val_if_fail (TG_IS_RECEIPT (self), 0);

  return self->revision;
}

const char *
tg_receipt_get_agency (TgReceipt *self)
{
  g_return_val_if_fail (TG_IS_RECEIPT (self), "");

  return self->agency;
}

TgFilingState
tg_receipt_get_status (TgReceipt *self)
{
  g_return_val_if_fail (TG_IS_RECEIPT (self), TG_FILING_DRAFT);

  return self->status;
}

const char *
tg_receipt_get_status_text (TgReceipt *self)
{
  g_return_val_if_fail (TG_IS_RECEIPT (self), "");

  return self->status_text;
}

const char *
tg_receipt_get_code (TgReceipt *self)
{
  g_return_val_if_fail (TG_IS_RECEIPT (self), "");

  return self->code;
}

const char *
tg_receipt_get_message (TgReceipt *self)
{
  g_return_val_if_fail (TG_IS_RECEIPT (self), "");

  return self->message;
}

const char *
tg_receipt_get_number (TgReceipt *self)
{
  g_return_val_if_fail (TG_IS_RECEIPT (self), "");

  return self->number;
}

gint64
tg_receipt_get_at (TgReceipt *self)
{
  g_return_val_if_fail (TG_IS_RECEIPT (self), 0);

  return self->at;
}

GPtrArray *
tg_receipt_get_faults (TgReceipt *self)
{
  g_return_val_if_fail (TG_IS_RECEIPT (self), NULL);

  return self->faults;
}

TgFault *
tg_fault_new (const char *pointer,
              const char *code,
              const char *detail)
{
  TgFault *self = g_new0 (TgFault, 1);

  self->pointer = dup_or_empty (pointer);
  self->code = dup_or_empty (code);
  self->detail = dup_or_empty (detail);
  return self;
}

TgFault *
tg_fault_copy (const TgFault *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return tg_fault_new (self->pointer, self->code, self->detail);
}

void
tg_fault_free (TgFault *self)
{
  if (self == NULL)
    return;
  g_free (self->pointer);
  g_free (self->code);
  g_free (self->detail);
  g_free (self);
}
