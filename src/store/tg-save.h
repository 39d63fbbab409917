/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-document.h"
#include "tg-form.h"
#include "tg-journal-table.h"
#include "tg-link-table.h"
#include "tg-lookup-table.h"

G_BEGIN_DECLS

/* One saving of one document: the changes, what it is after them, and what lists and search show
 * of it. Filled in by who makes it; handed to the writer. Strings are owned; NULL is "". */
typedef struct
{
  gboolean    is_fact;
  char       *subject;          /* id of the filing or fact */
  char       *form;             /* form id, or fact type */
  guint       version;
  TgFamily    family;           /* of a filing */
  char       *pack;             /* of a filing that is created: the pack of its form */
  char       *enterprise;       /* id; NULL or "": none */
  gint64      base_revision;    /* that the changes were made on; 0: it is created by this */
  TgDocument *document;         /* after the changes */
  GPtrArray  *entries;          /* of TgJournalEntry, oldest first */
  char       *number;
  char       *summary;
  char       *amount;
  char       *currency;
  char       *date;
  char       *words;            /* for search */
  GPtrArray  *keys;             /* of TgKey */
  GPtrArray  *links;            /* of TgLink to add; NULL: none */
} TgSave;

TgSave   *tg_save_new           (gboolean            is_fact,
                                 const char         *subject,
                                 const char         *form,
                                 guint               version);
void      tg_save_free          (TgSave             *self);
/* Takes over list columns, search words and look-up keys from the document as `form` says.
 * Values of sensitive fields go to the keys only. Sets the document, the family and the version
 * too. Any thread. */
void      tg_save_set_document  (TgSave             *self,
                                 const TgForm       *form,
                                 TgDocument         *document);
/* The kind of key under which the documents of a form are found by the goods that they have in a
 * column of its `usual`. (transfer full) */
char     *tg_save_dup_usual_kind (const TgForm      *form,
                                  const char        *column);
/* Takes the entry. */
void      tg_save_add_entry     (TgSave             *self,
                                 TgJournalEntry     *entry);

/* In one transaction: document, list columns, search, look-up, links, journal, the text being
 * typed at the paths of the entries, rows of the chain board. `revision` is the new one.
 * TG_ERROR_CONFLICT, with nothing changed, if it is no longer at `base_revision`: read again,
 * merge. */
gboolean  tg_save_changes       (TgStoreConnection  *conn,
                                 TgSave             *save,
                                 gint64             *revision,
                                 GError            **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TgSave, tg_save_free)

G_END_DECLS
