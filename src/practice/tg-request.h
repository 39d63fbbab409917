/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <libsoup/soup.h>

#include "tg-audience.h"
#include "tg-clerk.h"
#include "tg-gate.h"
#include "tg-intake.h"
#include "tg-meter.h"
#include "tg-poll-lot.h"
#include "tg-secret-guard.h"

G_BEGIN_DECLS

#define TG_BATCH_MAX 500
#define TG_BODY_MAX (8 * 1024 * 1024)
#define TG_WAIT_MAX 55
#define TG_ATTACHMENT_MAX (20 * 1024 * 1024)
#define TG_CHUNK_MAX (1024 * 1024)
#define TG_SMALL_BODY_MAX (16 * 1024)
#define TG_TOKEN_SECONDS 3600

/* One request on its way through a route; all borrowed for the call. */
typedef struct
{
  SoupServerMessage *message;
  const char        *path;
  GHashTable        *query;       /* nullable */
  const char        *account;     /* "" where the route needs no token and none came */
  TgClerk           *clerk;
  TgPollLot         *lot;
  TgIntake          *intake;
  TgMeter           *meter;
  TgGate            *gate;
  TgSecretGuard     *guard;
  TgAudience        *audience;
  gint64             start;       /* of the program, µs since 1970 */
} TgRequest;

/* A route answers or parks the request. An error becomes a 500 or 503 and is reported. */
typedef gboolean (*TgRouteFunc) (TgRequest  *request,
                                 GError    **error);

gboolean tg_discovery_route_answer   (TgRequest  *request,
                                      GError    **error);
gboolean tg_operator_route_health    (TgRequest  *request,
                                      GError    **error);
gboolean tg_operator_route_metrics   (TgRequest  *request,
                                      GError    **error);
gboolean tg_token_route_answer       (TgRequest  *request,
                                      GError    **error);
gboolean tg_submissions_route_answer (TgRequest  *request,
                                      GError    **error);
gboolean tg_enquiries_route_answer   (TgRequest  *request,
                                      GError    **error);
gboolean tg_events_route_answer      (TgRequest  *request,
                                      GError    **error);
gboolean tg_filings_route_answer     (TgRequest  *request,
                                      GError    **error);
gboolean tg_code_tables_route_answer (TgRequest  *request,
                                      GError    **error);
gboolean tg_attachments_route_answer (TgRequest *request,
                                      GError    **error);
gboolean tg_drafts_route_answer      (TgRequest  *request,
                                      GError    **error);
gboolean tg_classroom_route_answer   (TgRequest  *request,
                                      GError    **error);

/* The answers of the contract, with epoch header. `text` is taken where it is not const;
 * `media_type` is NULL where there is no body. */
void     tg_request_answer     (TgRequest   *request,
                                guint        status,
                                const char  *media_type,
                                char        *text);
void     tg_request_answer_bytes (TgRequest *request,
                                guint        status,
                                const char  *media_type,
                                GBytes      *content);
void     tg_request_problem    (TgRequest   *request,
                                guint        status,
                                const char  *code,
                                const char  *detail);
TgBook  *tg_request_get_book   (TgRequest   *request);
/* (transfer full): the body as it came. */
GBytes  *tg_request_get_body   (TgRequest   *request);
/* TRUE if the body claims to be of this media type. */
gboolean tg_request_is_type    (TgRequest   *request,
                                const char  *media_type);
const char *tg_request_get_query (TgRequest *request,
                                const char  *name);        /* (nullable) */
/* FALSE: answered with 400. A missing one is `fallback`; larger than `max` is `max`. */
gboolean tg_request_need_count (TgRequest   *request,
                                const char  *name,
                                guint        fallback,
                                guint        max,
                                guint       *out);
/* TRUE if the client would rather read English (Accept-Language); the window's own is Chinese. */
gboolean tg_request_wants_english (TgRequest *request);
/* Positions in feed and listing: "EPOCH.NUMBER". FALSE: answered with 410. A missing cursor is
 * 0. */
gboolean tg_request_need_cursor (TgRequest  *request,
                                gint64      *out);
char    *tg_request_new_cursor (TgRequest   *request,
                                gint64       position);

/* Answers a batch once it is judged. */
void     tg_submissions_route_finish (TgRequest *request,
                                GPtrArray   *results);
/* Answers with the events after a position; FALSE is an error. `is_empty` (nullable): there
 * were none, and nothing was answered. */
gboolean tg_events_route_page  (TgRequest   *request,
                                gint64       after,
                                guint        limit,
                                gboolean    *is_empty,
                                GError     **error);

G_END_DECLS
