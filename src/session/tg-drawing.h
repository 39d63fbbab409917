/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-catalogue.h"
#include "tg-store-connection.h"

G_BEGIN_DECLS

/* A new document drawn from facts: loads what is asked for and what belongs to it (the enterprise,
 * the payment and waybill of an order, the goods of its lines), then lets `chain` derive. On the
 * reader. */
typedef struct
{
  TgCatalogue  *catalogue;
  TgForm       *form;
  gboolean      is_chosen;     /* this version, whatever the dates of the sources say */
  char        **from;          /* (nullable) ids of facts, filings, postings */
  char         *enterprise;    /* id of whom it is for; "" for none */
  gboolean      is_open;       /* nobody chose it: the sources' goes first */
  char         *today;
} TgDrawing;

typedef struct
{
  TgForm     *form;            /* in the version that governs; the catalogue's */
  TgDocument *document;
  GPtrArray  *links;           /* of TgLink, with an empty target */
  GHashTable *others;          /* what stands beside it, for its defaults */
} TgDrawn;

/* Settles whose it is. Before tg_drawing_run, on the reader. */
void     tg_drawing_find_owner (TgDrawing         *self,
                                TgStoreConnection *conn);
TgDrawn *tg_drawing_run  (const TgDrawing    *self,
                          TgStoreConnection  *conn,
                          GError            **error);
void     tg_drawing_free (TgDrawing          *self);
void     tg_drawn_free   (TgDrawn            *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TgDrawn, tg_drawn_free)

G_END_DECLS
