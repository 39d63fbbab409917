/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-receipt.h"

G_BEGIN_DECLS

typedef enum
{
  TG_EVENT_RECEIPT,
  TG_EVENT_FILING,
  TG_EVENT_NOTICE,
  TG_EVENT_ENTERPRISE,
  TG_EVENT_ACCOUNT,
  TG_EVENT_CODE_TABLE,
  TG_EVENT_EXERCISE,
  TG_EVENT_UNKNOWN,
} TgEventKind;

/* One item of the window's feed. Immutable, reference-counted. */
typedef struct _TgEvent TgEvent;

TgEvent     *tg_event_new          (TgEventKind  kind,
                                    const char  *id,
                                    const char  *type,      /* as sent */
                                    gint64       at,
                                    const char  *filing,    /* nullable */
                                    const char  *data);     /* canonical JSON of `data` */
TgEvent     *tg_event_ref          (TgEvent     *self);
void         tg_event_unref        (TgEvent     *self);
TgEventKind  tg_event_get_kind     (TgEvent     *self);
const char  *tg_event_get_id       (TgEvent     *self);
const char  *tg_event_get_type     (TgEvent     *self);
gint64       tg_event_get_at       (TgEvent     *self);
const char  *tg_event_get_filing   (TgEvent     *self);     /* nullable */
const char  *tg_event_get_data     (TgEvent     *self);
TgReceipt   *tg_event_get_receipt  (TgEvent     *self);     /* (transfer none) (nullable) */
void         tg_event_set_receipt  (TgEvent     *self,
                                    TgReceipt   *receipt);  /* once, by the decoder */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TgEvent, tg_event_unref)

G_END_DECLS
