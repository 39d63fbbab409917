/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-catalogue.h"
#include "tg-chance.h"
#include "tg-code-history.h"
#include "tg-code-source.h"
#include "tg-draft-host.h"
#include "tg-enterprise-table.h"
#include "tg-filing-table.h"
#include "tg-store.h"
#include "tg-saver.h"
#include "tg-sync-engine.h"
#include "tg-workspace.h"

G_BEGIN_DECLS

/* The inside of a workspace, shared by the files named tg-workspace-*.c and by nobody else. */

typedef struct _TgDataKey TgDataKey;
typedef struct _TgSecretBox TgSecretBox;
typedef struct _TgSigningKey TgSigningKey;

#define TG_N_COUNTED_FAMILIES (TG_N_FILED_FAMILIES + 1)   /* the last one: all */

struct _TgWorkspace
{
  GObject        parent_instance;

  char          *folder;
  char          *environment;
  char          *title;
  char          *enterprise;       /* id; "" for all */
  TgClock       *clock;
  TgChance      *chance;
  TgDataKey     *key;              /* under which the store is sealed */
  TgCatalogue   *catalogue;
  TgCodeSource  *codes;
  TgCodeHistory *code_history;     /* nullable: nobody has looked for a code yet */
  TgStore       *store;
  TgSaver       *saver;
  GHashTable    *drafts;           /* id → TgDraft, not owned */
  GPtrArray     *enterprises;      /* of TgEnterprise, as last read */

  /* What the store last said. */
  guint          counts[TG_N_COUNTED_FAMILIES][TG_N_STATE_GROUPS];
  guint          n_pending;
  gint64         backup_at;
  guint          changes;          /* TgChange: not told yet */
  gboolean       refreshing;
  GError        *fault;            /* nullable: the store could not be read then */

  /* The window. */
  char          *address;       /* (nullable) of the window */
  char          *client_id;     /* (nullable) the account there */
  TgSecretBox   *window_box;       /* the account's secret in the keyring; nullable: it is sealed */
  TgSigningKey  *signing_key;      /* nullable: nothing is signed */
  gboolean       is_by_certificate; /* it logs in with it: the account has no secret */
  TgSyncEngine  *engine;           /* nullable: no window is set */
  TgOnline       online;
  char          *online_text;
  gboolean       keeps_drafts;     /* on the window, too */
  gboolean       is_exchanging;    /* drafts, with the window */
  gint64         exchanged_at;     /* monotonic, µs */
  gboolean       is_started;       /* the engine runs for good */
  gboolean       needs_tables;     /* the window's code tables are to be looked at */
  gboolean       is_fetching_tables;
  gint64         tables_at;        /* monotonic, µs */
  char          *tables_fault;     /* why they were not taken; nullable */
};

/* Fills the workspace from a store that was just opened; in the write job of opening. */
void          tg_workspace_notify_all        (TgWorkspace   *self);
/* Reads counts and states again; tells `changes` when they are there. */
void          tg_workspace_refresh           (TgWorkspace   *self,
                                              guint          changes);
void          tg_workspace_watch_draft       (TgWorkspace   *self,
                                              TgDraft       *draft);
/* Reads anew what stands beside the draft. */
void          tg_workspace_surround_async    (TgWorkspace         *self,
                                              TgDraft             *draft,
                                              GAsyncReadyCallback  callback,
                                              gpointer             user_data);
void          tg_workspace_surround_all      (TgWorkspace         *self);
/* What is open is checked by the rules and code tables that count now. */
void          tg_workspace_check_drafts      (TgWorkspace         *self);
/* Gives the draft the rule sets of the date that governs it, for its next check. Whether they are
 * others than before. */
gboolean      tg_workspace_choose_sets       (TgWorkspace         *self,
                                              TgDraft             *draft);
gboolean      tg_workspace_surround_finish   (TgWorkspace         *self,
                                              GAsyncResult        *result,
                                              GError             **error);
TgDraft      *tg_workspace_find_draft        (TgWorkspace   *self,
                                              const char    *id);   /* (transfer none) (nullable) */
/* form id, alias or "fact:TYPE" */
TgForm       *tg_workspace_find_form         (TgWorkspace   *self,
                                              const char    *name,
                                              GError       **error);
const TgEnterprise *tg_workspace_find_enterprise (TgWorkspace *self,
                                              const char    *id);
const TgEnterprise *tg_workspace_choose_enterprise (TgWorkspace *self,
                                              const TgForm  *form);  /* (nullable) */
/* The window's code tables, if they are to be looked at; it fails with them alone. */
void          tg_workspace_settle_tables_async (TgWorkspace         *self,
                                              GAsyncReadyCallback  callback,
                                              gpointer             user_data);
/* The same while the engine runs for good: when it has come to rest, and not too often. */
void          tg_workspace_follow_tables     (TgWorkspace   *self);
/* The way to a window, with the pinned authority and the person's certificate. */
TgTransport  *tg_workspace_open_transport    (TgWorkspace   *self,
                                              const char    *address,
                                              GError       **error);
/* Receipts that were stored: signals, and what follows from them. */
void          tg_workspace_tell_receipts     (TgWorkspace   *self,
                                              GPtrArray     *receipts);
/* An engine for the address; not started. */
gboolean      tg_workspace_set_window        (TgWorkspace   *self,
                                              const char    *address,
                                              const char    *client_id,
                                              const char    *secret,
                                              GError       **error);

G_END_DECLS
