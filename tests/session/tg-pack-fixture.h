/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-pack-trial.h"
#include "tg-workspace-fixture.h"

G_BEGIN_DECLS

/* Packs that a test makes with keys of its own, on a computer of its own. */
typedef struct
{
  TgWorkspaceFixture  base;
  char               *folder;
  char               *keys[3];      /* key files: the key, its successor, somebody else's */
} TgPackFixture;

typedef struct
{
  const char *id;
  guint       version;
  guint       signer;
  const char *successor;
  gboolean    is_small;     /* a code table alone */
  gboolean    is_light;     /* a rule set alone: it takes no time */
} TgPackRecipe;

void         tg_pack_fixture_set_up      (TgPackFixture       *fixture,
                                          gconstpointer        data);
void         tg_pack_fixture_tear_down   (TgPackFixture       *fixture,
                                          gconstpointer        data);
/* g_test_run() with its own data home. */
int          tg_pack_fixture_run         (void);
void         tg_pack_fixture_put_file    (const char          *root,
                                          const char          *path,
                                          const char          *text);
/* `from` must be in the text. */
char        *tg_pack_fixture_replace     (const char          *text,
                                          const char          *from,
                                          const char          *to);
GFile       *tg_pack_fixture_make        (TgPackFixture       *fixture,
                                          const TgPackRecipe  *recipe);
TgPackTrial *tg_pack_fixture_open        (GFile               *file,
                                          GError             **error);
gboolean     tg_pack_fixture_install     (TgPackTrial         *trial,
                                          GError             **error);
void         tg_pack_fixture_take        (TgWorkspace         *workspace);
/* Makes and installs; the reason or error where it is not. */
char        *tg_pack_fixture_try_install (TgPackFixture       *fixture,
                                          const TgPackRecipe  *recipe);
/* An order, by the newest form. */
TgDraft     *tg_pack_fixture_make_draft  (TgPackFixture       *fixture);

G_END_DECLS
