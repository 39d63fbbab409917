/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-document.h"
#include "tg-event.h"
#include "tg-state.h"

G_BEGIN_DECLS

/* The API's JSON (contract: docs/PROTOCOL.md, version 1) as values; both sides read and write
 * through this. Members that a reader does not know are ignored; what breaks the contract fails
 * with TG_ERROR_INVALID and names the place. Plain structs with free functions; strings owned. */

typedef struct
{
  char   *name;
  char   *environment;       /* "practice" or "production" */
  char   *epoch;
  char   *history;           /* "", "restored" or "cleared" */
  char   *base;              /* path of version 1, such as "/v1" */
  gint64  time;
  guint   batch;
  gsize   body_bytes;
  guint   wait_seconds;
  gsize   attachment_bytes;
  gsize   chunk_bytes;
  char   *code_keys;            /* certificates of who signs the list of code tables: base64 of
                                 * DER, blanks between; "": none are named */
} TgDiscovery;

typedef struct
{
  char *sha256;
  char *name;
  char *media_type;
  gint64 bytes;
} TgAttachmentRef;

typedef struct
{
  char        *id;
  TgAction     action;
  char        *filing;
  char        *form;
  guint        form_version;
  char        *enterprise;
  TgDocument  *document;
  gint64       base_revision;   /* 0: none */
  GPtrArray   *attachments;     /* of TgAttachmentRef */
  char        *digest;
  char        *signature;       /* nullable */
  GBytes      *signed_bytes;    /* nullable; of one that was read: as it came */
} TgSubmission;

typedef struct
{
  char       *code;             /* of `urn:single-window:problem:CODE` */
  char       *title;
  char       *detail;
  guint       status;
  GPtrArray  *faults;           /* of TgFault; pointers into the item */
  gint64      current_revision; /* of `current`, 0: none */
  TgDocument *current;          /* nullable */
} TgProblem;

typedef struct
{
  char      *id;
  gboolean   received;
  gboolean   duplicate;
  gint64     revision;
  char      *reference;
  TgProblem *problem;           /* nullable: of a refused one */
} TgResult;

typedef struct
{
  GPtrArray *events;            /* of TgEvent */
  char      *cursor;
  gboolean   more;
  char      *epoch;
} TgEventPage;

typedef struct
{
  char       *filing;
  char       *form;
  guint       form_version;
  char       *enterprise;
  gint64      revision;
  char       *status;
  TgDocument *document;         /* nullable: not one that this version can read */
  GPtrArray  *receipts;         /* of TgEvent */
  GPtrArray  *submissions;      /* of TgResult (id, digest in reference) */
} TgListedFiling;

typedef struct
{
  GPtrArray *filings;           /* of TgListedFiling */
  char      *cursor;
  gboolean   more;
  char      *feed;              /* nullable: only on the first page */
} TgFilingPage;

void tg_discovery_free      (TgDiscovery     *self);
void tg_attachment_ref_free (TgAttachmentRef *self);
void tg_submission_free     (TgSubmission    *self);
void tg_problem_free        (TgProblem       *self);
void tg_result_free         (TgResult        *self);
void tg_event_page_free     (TgEventPage     *self);
void tg_listed_filing_free  (TgListedFiling  *self);
void tg_filing_page_free    (TgFilingPage    *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TgDiscovery, tg_discovery_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TgAttachmentRef, tg_attachment_ref_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TgSubmission, tg_submission_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TgProblem, tg_problem_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TgResult, tg_result_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TgEventPage, tg_event_page_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TgListedFiling, tg_listed_filing_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TgFilingPage, tg_filing_page_free)

G_END_DECLS
