/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The engine's way out: requests to the window, and the passing of time. A simulator owns both.
 * Main thread; one request or wait at a time. */
#define TG_TYPE_TRANSPORT (tg_transport_get_type ())
G_DECLARE_INTERFACE (TgTransport, tg_transport, TG, TRANSPORT, GObject)

typedef struct
{
  const char *method;          /* static */
  char       *path;            /* with query, below the window's address */
  char       *authorization;   /* (nullable) value of the header */
  char       *content_type;    /* (nullable) of the body */
  GBytes     *body;            /* (nullable) */
  GHashTable *headers;         /* (nullable) name → value: what the above do not say */
  gsize       max_bytes;       /* of the answer, decompressed */
  guint       seconds;         /* for the whole answer */
  gboolean    is_poll;         /* may be held open by the window */
  gboolean    is_idempotent;   /* may be sent again on a new connection */
} TgRequest;

typedef struct
{
  guint       status;
  GHashTable *headers;         /* lower-case name → value */
  GBytes     *body;
} TgResponse;

struct _TgTransportInterface
{
  GTypeInterface parent_iface;
  void        (*send_async)  (TgTransport          *self,
                              const TgRequest      *request,
                              GCancellable         *cancellable,
                              GAsyncReadyCallback   callback,
                              gpointer              user_data);
  TgResponse *(*send_finish) (TgTransport          *self,
                              GAsyncResult         *result,
                              GError              **error);
  void        (*wait_async)  (TgTransport          *self,
                              gint64                duration,
                              GCancellable         *cancellable,
                              GAsyncReadyCallback   callback,
                              gpointer              user_data);
  gboolean    (*wait_finish) (TgTransport          *self,
                              GAsyncResult         *result,
                              GError              **error);
};

/* A response of any status is no error. Fails with TG_ERROR_OFFLINE, in words for the person, or
 * CANCELLED. */
void        tg_transport_send_async  (TgTransport          *self,
                                      const TgRequest      *request,
                                      GCancellable         *cancellable,
                                      GAsyncReadyCallback   callback,
                                      gpointer              user_data);
TgResponse *tg_transport_send_finish (TgTransport          *self,
                                      GAsyncResult         *result,
                                      GError              **error);
/* `duration` in µs. */
void        tg_transport_wait_async  (TgTransport          *self,
                                      gint64                duration,
                                      GCancellable         *cancellable,
                                      GAsyncReadyCallback   callback,
                                      gpointer              user_data);
gboolean    tg_transport_wait_finish (TgTransport          *self,
                                      GAsyncResult         *result,
                                      GError              **error);

TgRequest  *tg_request_new           (const char           *method,
                                      const char           *path);
TgRequest  *tg_request_copy          (const TgRequest      *self);
void        tg_request_set_header    (TgRequest            *self,
                                      const char           *name,
                                      const char           *value);
const char *tg_request_get_header    (const TgRequest      *self,
                                      const char           *name);   /* (nullable) */
void        tg_request_free          (TgRequest            *self);
TgResponse *tg_response_new          (guint                 status,
                                      GBytes               *body);
void        tg_response_set_header   (TgResponse           *self,
                                      const char           *name,
                                      const char           *value);
const char *tg_response_get_header   (const TgResponse     *self,
                                      const char           *name);   /* (nullable) */
void        tg_response_free         (TgResponse           *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TgRequest, tg_request_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TgResponse, tg_response_free)

G_END_DECLS
