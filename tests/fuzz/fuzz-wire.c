/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-fuzz.h"
#include "tg-wire-codec.h"
#include "tg-wire-draft.h"
#include "tg-wire-enquiry.h"

/* Every reader of the contract's bodies is given the same bytes: none may do worse than refuse
 * them, and what a reader takes, its writer must be able to say again. */

static void
read_page (GBytes *body)
{
  g_autoptr (TgEventPage) page = tg_wire_read_event_page (body, NULL);
  g_autoptr (TgEventPage) again = NULL;
  g_autoptr (GBytes) written = NULL;
  char *text;

  if (page == NULL)
    return;
  text = tg_wire_write_event_page (page);
  written = g_bytes_new_take (text, strlen (text));
  again = tg_wire_read_event_page (written, NULL);
  g_assert_nonnull (again);
  g_assert_cmpuint (again->events->len, ==, page->events->len);
  g_assert_cmpstr (again->cursor, ==, page->cursor);
}

static void
read_problem (GBytes *body)
{
  g_autoptr (TgProblem) problem = tg_wire_read_problem (body, NULL);
  g_autofree char *text = problem != NULL ? tg_wire_write_problem (problem) : NULL;

  if (problem != NULL)
    g_assert_nonnull (text);
}

static void
read_batch (GBytes *body)
{
  g_autoptr (GPtrArray) problems = NULL;
  g_autoptr (GPtrArray) items = tg_wire_read_batch (body, &problems, NULL);

  if (items != NULL)
    g_assert_cmpuint (items->len, ==, problems->len);
}

static void
read_drafts (GBytes *body)
{
  g_autoptr (TgWireDraft) draft = tg_wire_read_draft (body, NULL);
  g_autoptr (TgDraftPage) page = tg_wire_read_draft_page (body, NULL);
  g_autoptr (TgWireDraft) current = NULL;
  g_autoptr (TgWireDraft) again = NULL;
  g_autoptr (GBytes) written = NULL;
  char *text;

  tg_wire_read_draft_problem (body, &current, NULL);
  if (page != NULL)
    g_assert_nonnull (page->cursor);
  if (draft == NULL)
    return;
  text = tg_wire_write_draft (draft, NULL);
  written = g_bytes_new_take (text, strlen (text));
  again = tg_wire_read_draft (written, NULL);
  g_assert_nonnull (again);
  g_assert_true (tg_document_equal (again->document, draft->document));
}

static void
read_enquiry (GBytes *body)
{
  g_autoptr (TgWireEnquiry) enquiry = tg_wire_read_enquiry (body, NULL);

  for (guint i = 0; enquiry != NULL && i < enquiry->rows->len; i++)
    g_assert_cmpuint (g_strv_length (enquiry->rows->pdata[i]), ==, enquiry->columns->len);
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  static const char *const ids[] = { "0190a06c-0000-7000-8000-000000000001", NULL };
  g_autoptr (GBytes) body = g_bytes_new (data, size);
  g_autoptr (TgDiscovery) discovery = tg_wire_read_discovery (body, NULL);
  g_autoptr (GPtrArray) results = tg_wire_read_results (body, ids, NULL);
  g_autoptr (TgFilingPage) filings = tg_wire_read_filing_page (body, NULL);
  gint64 seconds;
  g_autofree char *token = tg_wire_read_token (body, &seconds, NULL);
  g_autofree char *code = tg_wire_read_token_error (body);

  if (results != NULL)
    g_assert_cmpuint (results->len, ==, 1);
  read_page (body);
  read_problem (body);
  read_batch (body);
  read_drafts (body);
  read_enquiry (body);
  return 0;
}
