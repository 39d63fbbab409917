/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <json-glib/json-glib.h>
#include <libsoup/soup.h>

#include "tg-practice-server.h"
#include "tg-test.h"

G_BEGIN_DECLS

/* A practice window in the test's own process, with a clock that stands still, a seeded
 * chance, two accounts and a real HTTP client. The file is kept over
 * tg_practice_fixture_restart. */
typedef struct
{
  char              *folder;
  char              *database;
  TgTestClock       *clock;
  TgScenario        *scenario;    /* nullable: set it, then restart */
  guint              speed;
  guint              seed;
  TgJudge           *judge;       /* nullable: tg_practice_fixture_use_forms */
  const TgRate      *rate;        /* nullable, as the next: set it, then restart */
  const TgGateBounds *bounds;
  TgCodeShelf       *shelf;       /* nullable: tg_practice_fixture_use_codes */
  TgPracticeServer  *server;
  SoupSession       *session;
  char              *token;       /* of "sample" */
  const char        *language;    /* nullable: Accept-Language of the requests */
  guint              n_ids;
} TgPracticeFixture;

#define TG_PRACTICE_ENTERPRISE "91410100MA0000015B"

typedef struct
{
  const char *code;
  const char *valid_from;
  const char *valid_to;
  const char *name_zh;
  const char *name_en;
} TgPracticeCode;

typedef struct
{
  guint     status;
  char     *type;                 /* content type */
  char     *epoch;                /* header, nullable */
  char     *text;
  gsize     size;                 /* of the body; `text` may hold NULs */
  JsonNode *json;                 /* nullable */
  GHashTable *headers;            /* lower-case name → value */
} TgPracticeAnswer;

/* A request in full. */
typedef struct
{
  const char         *method;
  const char         *path;
  const char         *token;      /* nullable */
  GBytes             *body;       /* nullable */
  const char         *type;       /* of the body */
  const char * const *headers;    /* nullable: name, value, …, NULL */
} TgPracticeRequest;

TgPracticeFixture *tg_practice_fixture_new     (guint               speed);
void               tg_practice_fixture_free    (TgPracticeFixture  *self);
/* Ends the server without any farewell to its database, and opens it again. */
void               tg_practice_fixture_restart (TgPracticeFixture  *self);
/* The agencies judge by the program's own forms and code tables from now on. */
void               tg_practice_fixture_use_forms (TgPracticeFixture *self);
/* It has one code table, "units", with these rows; started anew. */
void               tg_practice_fixture_use_codes (TgPracticeFixture    *self,
                                                const char           *version,
                                                const TgPracticeCode *codes,
                                                guint                 n_codes);
/* What the token's route says. */
TgPracticeAnswer  *tg_practice_fixture_try_secret (TgPracticeFixture *self,
                                                const char         *account,
                                                const char         *secret);
char              *tg_practice_fixture_log_in  (TgPracticeFixture  *self,
                                                const char         *account,
                                                const char         *secret);
/* Runs the main context until the answer is there. `body` and `token` are nullable. */
TgPracticeAnswer  *tg_practice_fixture_request (TgPracticeFixture  *self,
                                                const char         *method,
                                                const char         *path,
                                                const char         *token,
                                                const char         *body);
TgPracticeAnswer  *tg_practice_fixture_ask     (TgPracticeFixture       *self,
                                                const TgPracticeRequest *request);
/* (nullable) */
const char        *tg_practice_answer_header   (TgPracticeAnswer   *self,
                                                const char         *name);
void               tg_practice_answer_free     (TgPracticeAnswer   *self);
JsonObject        *tg_practice_answer_get      (TgPracticeAnswer   *self);

/* A new valid id. */
char              *tg_practice_fixture_new_id  (TgPracticeFixture  *self);
/* The frozen bytes of an item; `document` is JSON. base_revision 0: action "file". (transfer
 * full) */
char              *tg_practice_fixture_item    (const char         *id,
                                                const char         *filing,
                                                const char         *form,
                                                gint64              base_revision,
                                                const char         *document);
char              *tg_practice_fixture_withdrawal  (const char         *id,
                                                const char         *filing,
                                                const char         *form,
                                                gint64              base_revision,
                                                const char         *document);
/* Sends one item and gives its result. (transfer full) */
JsonObject        *tg_practice_fixture_send    (TgPracticeFixture  *self,
                                                const char         *item);
/* Moves the clock on, lets the agencies work, and reads the whole feed anew: an array of
 * events. (transfer full) */
JsonArray         *tg_practice_fixture_events  (TgPracticeFixture  *self,
                                                guint               seconds);
/* The codes of a filing's receipts in order: "1 2 120". (transfer full) */
char              *tg_practice_fixture_codes   (JsonArray          *events,
                                                const char         *filing);
/* The last event of a type, of a filing if that is given. (transfer none) (nullable) */
JsonObject        *tg_practice_fixture_find    (JsonArray          *events,
                                                const char         *type,
                                                const char         *filing);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TgPracticeFixture, tg_practice_fixture_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TgPracticeAnswer, tg_practice_answer_free)

G_END_DECLS
