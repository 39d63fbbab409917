/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-wire.h"

/* The values of the API's bodies: how each is given back. Members may be NULL, so that a half-
 * read value can be freed as well. */

void
tg_discovery_free (TgDiscovery *self)
{
  g_free (self->name);
  g_free (self->environment);
  g_free (self->epoch);
  g_free (self->history);
  g_free (self->base);
  g_free (self->code_keys);
  g_free (self);
}

void
tg_attachment_ref_free (TgAttachmentRef *self)
{
  g_free (self->sha256);
  g_free (self->name);
  g_free (self->media_type);
  g_free (self);
}

void
tg_submission_free (TgSubmission *self)
{
  g_free (self->id);
  g_free (self->filing);
  g_free (self->form);
  g_free (self->enterprise);
  g_clear_pointer (&self->document, tg_document_unref);
  g_clear_pointer (&self->attachments, g_ptr_array_unref);
  g_free (self->digest);
  g_free (self->signature);
  g_clear_pointer (&self->signed_bytes, g_bytes_unref);
  g_free (self);
}

void
tg_problem_free (TgProblem *self)
{
  g_free (self->code);
  g_free (self->title);
  g_free (self->detail);
  g_clear_pointer (&self->faults, g_ptr_array_unref);
  g_clear_pointer (&self->current, tg_document_unref);
  g_free (self);
}

void
tg_result_free (TgResult *self)
{
  g_free (self->id);
  g_free (self->reference);
  g_clear_pointer (&self->problem, tg_problem_free);
  g_free (self);
}

void
tg_event_page_free (TgEventPage *self)
{
  g_clear_pointer (&self->events, g_ptr_array_unref);
  g_free (self->cursor);
  g_free (self->epoch);
  g_free (self);
}

void
tg_listed_filing_free (TgListedFiling *self)
{
  g_free (self->filing);
  g_free (self->form);
  g_free (self->enterprise);
  g_free (self->status);
  g_clear_pointer (&self->document, tg_document_unref);
  g_clear_pointer (&self->receipts, g_ptr_array_unref);
  g_clear_pointer (&self->submissions, g_ptr_array_unref);
  g_free (self);
}

void
tg_filing_page_free (TgFilingPage *self)
{
  g_clear_pointer (&self->filings, g_ptr_array_unref);
  g_free (self->cursor);
  g_free (self->feed);
  g_free (self);
}
