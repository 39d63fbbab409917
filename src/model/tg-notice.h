/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef enum
{
  TG_SEVERITY_INFORMATION,
  TG_SEVERITY_WARNING,
  TG_SEVERITY_URGENT,
} TgSeverity;

/* A notice from the window: a risk, a deadline, a policy. Immutable, any thread. Times in µs UTC,
 * 0: none. */
#define TG_TYPE_NOTICE (tg_notice_get_type ())
G_DECLARE_FINAL_TYPE (TgNotice, tg_notice, TG, NOTICE, GObject)

TgNotice   *tg_notice_new          (const char *id,
                                    TgSeverity  severity,
                                    const char *title,
                                    const char *body,
                                    gint64      at,
                                    gint64      expires);
const char *tg_notice_get_id       (TgNotice   *self);
TgSeverity  tg_notice_get_severity (TgNotice   *self);
const char *tg_notice_get_title    (TgNotice   *self);
const char *tg_notice_get_body     (TgNotice   *self);
gint64      tg_notice_get_at       (TgNotice   *self);
gint64      tg_notice_get_expires  (TgNotice   *self);
const char *tg_severity_to_name    (TgSeverity  severity);
TgSeverity  tg_severity_parse      (const char *name);      /* what is unknown is a warning */

G_END_DECLS
