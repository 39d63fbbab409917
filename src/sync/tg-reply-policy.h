/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef enum
{
  TG_REQUEST_DISCOVERY = 1 << 0,
  TG_REQUEST_TOKEN     = 1 << 1,
  TG_REQUEST_BATCH     = 1 << 2,
  TG_REQUEST_EVENTS    = 1 << 3,
  TG_REQUEST_LISTING   = 1 << 4,
  TG_REQUEST_FILE_STATE = 1 << 5,    /* HEAD of an attachment: its answers have no body */
  TG_REQUEST_FILE      = 1 << 6,     /* a piece of one */
  TG_REQUEST_ERRAND    = 1 << 7,     /* whoever asked reads the answer */
} TgRequestKind;

/* What came back, as far as it decides what to do. */
typedef struct
{
  TgRequestKind  request;
  guint          status;       /* 0: no answer at all (refused, cut, timed out, TLS) */
  gboolean       is_window;    /* the answer has the form that the contract gives it */
  const char    *problem;      /* (nullable) CODE of the problem */
} TgReply;

typedef enum
{
  TG_REPLY_ACCEPT,
  TG_REPLY_HALVE,          /* the batch, until the faulty item stands alone */
  TG_REPLY_STOP,           /* and say so: the person must act */
  TG_REPLY_RENEW,          /* the token, once; then stop */
  TG_REPLY_LIST_AGAIN,
  TG_REPLY_GO_ON_THERE,    /* with the attachment, at the offset that it names */
  TG_REPLY_BEGIN_AGAIN,    /* with the attachment */
  TG_REPLY_REFUSE,         /* the attachment, and with it what names it */
  TG_REPLY_WAIT,           /* as long as the window asks, else back off */
  TG_REPLY_BACK_OFF,       /* nothing is concluded */
} TgReplyAction;

TgReplyAction tg_reply_policy_decide (const TgReply *reply);

G_END_DECLS
