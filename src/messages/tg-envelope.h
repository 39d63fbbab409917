/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What stands on a message and not in the document: of the whole message (guid, who transmits) or
 * of one business node (its guid, kind and time of sending; of a receipt: status, time, text).
 * Times are China's: `2026-03-01 09:30:00`, of receipts with `.000` behind. Plain struct. */
typedef enum
{
  TG_ENVELOPE_MESSAGE_GUID,
  TG_ENVELOPE_COP_CODE,
  TG_ENVELOPE_COP_NAME,
  TG_ENVELOPE_DXP_ID,
  TG_ENVELOPE_TRANSFER_NOTE,
  TG_ENVELOPE_GUID,
  TG_ENVELOPE_APP_TYPE,
  TG_ENVELOPE_APP_TIME,
  TG_ENVELOPE_APP_STATUS,
  TG_ENVELOPE_RETURN_STATUS,
  TG_ENVELOPE_RETURN_TIME,
  TG_ENVELOPE_RETURN_INFO,
  TG_ENVELOPE_RETURN_NOTE,
  TG_ENVELOPE_N_FACTS,
} TgEnvelopeFact;

typedef struct
{
  char *values[TG_ENVELOPE_N_FACTS];   /* nullable each */
} TgEnvelope;

TgEnvelope *tg_envelope_new        (void);
void        tg_envelope_free       (TgEnvelope       *self);
/* "" when there is none */
const char *tg_envelope_get        (const TgEnvelope *self,
                                    TgEnvelopeFact    fact);
void        tg_envelope_set        (TgEnvelope       *self,
                                    TgEnvelopeFact    fact,
                                    const char       *value);
gboolean    tg_envelope_parse_fact (const char       *name,
                                    TgEnvelopeFact   *out);
/* The clock's time as the facts have it. */
char       *tg_envelope_format_time (gint64           time);
gboolean    tg_envelope_parse_time (const char       *text,
                                    gint64           *out);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TgEnvelope, tg_envelope_free)

G_END_DECLS
