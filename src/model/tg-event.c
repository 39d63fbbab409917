/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-event.h"

/* TgEvent: one item of the window's feed. `data` is kept as it came, also of a type that we do not
 * know; a receipt is hung on by the decoder before anyone else sees the event. Immutable after
 * that, any thread. */

struct _TgEvent
{
  gatomicrefcount  refs;
  TgEventKind      kind;
  char            *id;
  char            *type;
  gint64           at;
  char            *filing;      /* nullable */
  char            *data;
  TgReceipt       *receipt;     /* nullable */
};

TgEvent *
tg_event_new (TgEventKind  kind,
              const char  *id,
              const char  *type,
              gint64       at,
              const char  *filing,
              const char  *data)
{
  TgEvent *self = g_new0 (TgEvent, 1);

  g_atomic_ref_count_init (&self->refs);
  self->kind = kind;
  self->id = g_strdup (id == NULL ? "" : id);
  self->type = g_strdup (type == NULL ? "" : type);
  self->at = at;
  self->filing = g_strdup (filing);
  self->data = g_strdup (data == NULL ? "{}" : data);
  return self;
}

TgEvent *
tg_event_ref (TgEvent *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
tg_event_unref (TgEvent *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  g_clear_object (&self->receipt);
  g_free (self->id);
  g_free (self->type);
  g_free (self->filing);
  g_free (self->data);
  g_free (self);
}

TgEventKind
tg_event_get_kind (TgEvent *self)
{
  g_return_val_if_fail (self != NULL, TG_EVENT_UNKNOWN);

  return self->kind;
}

const char *
tg_event_get_id (TgEvent *self)
{
  g_return_val_if_fail (self != NULL, "");

  return self->id;
}

const char *
tg_event_get_type (TgEvent *self)
{
  g_return_val_if_fail (self != NULL, "");

  return self->type;
}

gint64
tg_event_get_at (TgEvent *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->at;
}

const char *
tg_event_get_filing (TgEvent *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->filing;
}

const char *
tg_event_get_data (TgEvent *self)
{
  g_return_val_if_fail (self != NULL, "{}");

  return self->data;
}

TgReceipt *
tg_event_get_receipt (TgEvent *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->receipt;
}

void
tg_event_set_receipt (TgEvent   *self,
                      TgReceipt *receipt)
{
  g_return_if_fail (self != NULL && self->receipt == NULL);
  g_return_if_fail (TG_IS_RECEIPT (receipt));

  self->receipt = g_object_ref (receipt);
}
