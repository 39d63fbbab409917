/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-chance.h"
#include "tg-clock.h"
#include "tg-code-shelf.h"
#include "tg-gate-bounds.h"
#include "tg-judge.h"
#include "tg-scenario.h"
#include "tg-token-bucket.h"

G_BEGIN_DECLS

/* The practice window: the contract's server side over HTTP on the loopback interface.
 * Everything runs on the main context of the thread that starts it. Signals: fault (GError): a
 * task or an answer failed inside; the server goes on. closed: as tg_practice_server_close says. */
#define TG_TYPE_PRACTICE_SERVER (tg_practice_server_get_type ())
G_DECLARE_FINAL_TYPE (TgPracticeServer, tg_practice_server, TG, PRACTICE_SERVER, GObject)

typedef struct
{
  const char  *database;     /* file name, or ":memory:" */
  guint        speed;        /* delays of the agencies are divided by it; 0: none wait */
  gint64       wait;         /* µs after which an agency first looks at what came */
  TgClock     *clock;        /* (nullable): the system's */
  TgChance    *chance;       /* (nullable): the system's */
  TgScenario  *scenario;     /* (nullable) */
  TgJudge     *judge;        /* (nullable): forms and documents are not judged */
  TgCodeShelf *shelf;        /* (nullable): there are no code tables */
  const TgRate *rate;        /* (nullable): TG_PRACTICE_RATE; requests of an account */
  const TgGateBounds *bounds; /* (nullable): TG_GATE_USUAL_BOUNDS */
  const char  *public_url;   /* (nullable): how others reach it through what stands in front */
  gboolean     is_forgetful; /* a window as none should be: see tg-clerk.h */
} TgPracticeOptions;

/* Requests a second, and for how many seconds' worth of them an account may save up. Far beyond
 * what a client does that keeps to the contract. */
#define TG_PRACTICE_RATE 100
#define TG_PRACTICE_BURST_SECONDS 20
#define TG_PRACTICE_CLOSE_SECONDS 8

/* Opens the database and goes on with what its agencies had to do. */
TgPracticeServer *tg_practice_server_open           (const TgPracticeOptions  *options,
                                                     GError                  **error);
gboolean          tg_practice_server_add_account    (TgPracticeServer         *self,
                                                     const char               *account,
                                                     const char               *secret,
                                                     GError                  **error);
/* In PEM: from now on the account must sign what it files. */
gboolean          tg_practice_server_add_certificate (TgPracticeServer        *self,
                                                     const char               *account,
                                                     const char               *pem,
                                                     GError                  **error);
gboolean          tg_practice_server_add_enterprise (TgPracticeServer         *self,
                                                     const char               *account,
                                                     const char               *code,
                                                     GError                  **error);
/* The sample company's filings, unless the account has some. */
gboolean          tg_practice_server_load_sample    (TgPracticeServer         *self,
                                                     const char               *account,
                                                     const char               *path,
                                                     GError                  **error);
/* Port 0: any that is free. On 127.0.0.1, without TLS. */
gboolean          tg_practice_server_listen         (TgPracticeServer         *self,
                                                     guint                     port,
                                                     GError                  **error);
/* With TLS, on an address of this computer ("0.0.0.0": on all). */
gboolean          tg_practice_server_listen_tls     (TgPracticeServer         *self,
                                                     const char               *address,
                                                     guint                     port,
                                                     GTlsCertificate          *certificate,
                                                     GError                  **error);
/* "http://127.0.0.1:PORT", or with https and its address, once it listens. */
const char       *tg_practice_server_get_url        (TgPracticeServer         *self);
/* Does what is due now; a test with a clock of its own calls it after moving the clock. */
gboolean          tg_practice_server_run_due        (TgPracticeServer         *self,
                                                     GError                  **error);
/* Lets nobody in any more, answers the polls that wait, and emits "closed" once all that runs is
 * answered too, or TG_PRACTICE_CLOSE_SECONDS are over. Then it is to be stopped. */
void              tg_practice_server_close          (TgPracticeServer         *self);
/* Answers parked polls, closes sockets and the database. The last unref does the same. */
void              tg_practice_server_stop           (TgPracticeServer         *self);

G_END_DECLS
