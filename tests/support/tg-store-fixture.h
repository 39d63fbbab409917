/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-outbox.h"
#include "tg-save.h"
#include "tg-store.h"
#include "tg-test-clock.h"

G_BEGIN_DECLS

/* A store in an empty folder, with the test clock and sealer, and a small form to fill in:
 * header number, name, order_no, amount, currency, date and the sensitive id_no; table goods
 * with g_name and qty. */
typedef struct
{
  char        *folder;
  TgTestClock *clock;
  TgSealer    *sealer;
  TgStore     *store;
  TgForm      *form;
} TgStoreFixture;

/* `data` may be a folder to use, else one is made; it is removed at the end. */
void        tg_store_fixture_set_up    (TgStoreFixture *self,
                                        gconstpointer   data);
void        tg_store_fixture_tear_down (TgStoreFixture *self,
                                        gconstpointer   data);
TgStore    *tg_store_fixture_open      (TgStoreFixture *self,
                                        GError        **error);
/* Closes and opens again. */
void        tg_store_fixture_reopen    (TgStoreFixture *self);
/* Runs and expects success. */
gpointer    tg_store_fixture_write     (TgStoreFixture *self,
                                        TgStoreFunc     func,
                                        gpointer        data);
gpointer    tg_store_fixture_read      (TgStoreFixture *self,
                                        TgStoreFunc     func,
                                        gpointer        data);
/* A document of the form, frozen. NULL: left empty. */
TgDocument *tg_store_fixture_document  (const char     *number,
                                        const char     *name,
                                        const char     *amount);
/* Saves it as a new filing (or, with a later revision, as a change of name). */
void        tg_store_fixture_save      (TgStoreFixture *self,
                                        const char     *id,
                                        gint64          base_revision,
                                        TgDocument     *document);
/* Saves a new fact of the type "order", "payment", … with the fixture's form. */
void        tg_store_fixture_save_fact (TgStoreFixture *self,
                                        const char     *id,
                                        const char     *type,
                                        TgDocument     *document);
/* Queues the filing as it is stored, as attempt `attempt`. */
void        tg_store_fixture_queue     (TgStoreFixture *self,
                                        const char     *filing,
                                        const char     *attempt,
                                        gint64          base_revision);

G_END_DECLS
