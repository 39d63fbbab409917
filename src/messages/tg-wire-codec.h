/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-wire.h"

G_BEGIN_DECLS

/* Writers and readers of the contract's bodies, for both sides. Pure; any thread. Writers give
 * UTF-8 text (transfer full); readers fail with TG_ERROR_INVALID (the place named) or
 * TG_ERROR_OFFLINE where the body is not the window's at all. */

/* Where discovery does not say otherwise. */
#define TG_WIRE_ATTACHMENT_BYTES (20 * 1024 * 1024)
#define TG_WIRE_CHUNK_BYTES      (1024 * 1024)

char         *tg_wire_write_discovery    (const TgDiscovery *discovery);
TgDiscovery  *tg_wire_read_discovery     (GBytes            *body,
                                          GError           **error);

/* The frozen bytes of one item: canonical form with `digest` (and `signature`) inside. Fills
 * `digest`. */
GBytes       *tg_wire_freeze_submission  (TgSubmission      *submission,
                                          GError           **error);
/* What a signature is made over: the canonical form without `digest` and `signature`. */
GBytes       *tg_wire_get_signed_bytes   (TgSubmission      *submission,
                                          GError           **error);
/* Joins frozen items into a request body without parsing them again. */
GBytes       *tg_wire_join_batch         (GPtrArray         *frozen);      /* of GBytes */
/* Of TgSubmission, digests verified; `problems` has NULL or a TgProblem for each. */
GPtrArray    *tg_wire_read_batch         (GBytes            *body,
                                          GPtrArray        **problems,
                                          GError           **error);

char         *tg_wire_write_results      (GPtrArray         *results,      /* of TgResult */
                                          const char        *epoch);
/* It must answer exactly `ids`, in their order. */
GPtrArray    *tg_wire_read_results       (GBytes            *body,
                                          const char * const *ids,
                                          GError           **error);

char         *tg_wire_write_problem      (const TgProblem   *problem);
TgProblem    *tg_wire_read_problem       (GBytes            *body,
                                          GError           **error);

char         *tg_wire_write_event        (TgEvent           *event);
char         *tg_wire_write_receipt_data (TgReceipt         *receipt);     /* an event's `data` */
char         *tg_wire_write_event_page   (const TgEventPage *page);
TgEventPage  *tg_wire_read_event_page    (GBytes            *body,
                                          GError           **error);

char         *tg_wire_write_filing_page  (const TgFilingPage *page,
                                          const char        *epoch);
TgFilingPage *tg_wire_read_filing_page   (GBytes            *body,
                                          GError           **error);

/* The token endpoint, which keeps RFC 6749's own forms. `seconds` it is good for, 0: not said. */
char         *tg_wire_write_token        (const char        *token,
                                          gint64             seconds);
char         *tg_wire_read_token         (GBytes            *body,
                                          gint64            *seconds,
                                          GError           **error);
char         *tg_wire_write_token_error  (const char        *code,
                                          const char        *description);
char         *tg_wire_read_token_error   (GBytes            *body);       /* (nullable) the code */

G_END_DECLS
