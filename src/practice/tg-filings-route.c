/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-request.h"

#include "tg-event-table.h"
#include "tg-submission-table.h"
#include "tg-wire-codec.h"

/* `GET /v1/filings`: everything that the window has of an account, page by page, for a client
 * that lost the thread of the feed. */

#define DEFAULT_FILINGS 50
#define MAX_FILINGS 200
/* A page ends where its documents come to this much, so that it stays far under what a client
 * reads. */
#define MAX_PAGE_BYTES (4 * 1024 * 1024)

static TgListedFiling *
describe (TgRequest       *request,
          const TgFiling  *filing,
          GError         **error)
{
  TgBook *book = tg_request_get_book (request);
  g_autoptr (TgListedFiling) listed = g_new0 (TgListedFiling, 1);
  TgFilingState state = filing->state == TG_FILING_DRAFT ? TG_FILING_RECEIVED : filing->state;

  listed->filing = g_strdup (filing->id);
  listed->form = g_strdup (filing->form);
  listed->form_version = filing->form_version;
  listed->enterprise = g_strdup (filing->enterprise);
  listed->revision = filing->revision;
  listed->status = g_strdup (tg_filing_state_to_name (state));
  listed->document = tg_document_ref (filing->document);
  listed->receipts = tg_event_table_list_receipts (book, filing->account, filing->id,
                                                   tg_request_wants_english (request), error);
  if (listed->receipts == NULL)
    return NULL;
  listed->submissions = tg_submission_table_list (book, filing->account, filing->id, error);
  return listed->submissions != NULL ? g_steal_pointer (&listed) : NULL;
}

static gboolean
fill_page (TgRequest     *request,
           GPtrArray     *filings,
           guint          limit,
           TgFilingPage  *page,
           GError       **error)
{
  gsize bytes = 0;

  for (guint i = 0; i < MIN (filings->len, limit) && bytes < MAX_PAGE_BYTES; i++)
    {
      const TgFiling *filing = filings->pdata[i];
      g_autofree char *document = tg_document_to_json (filing->document);
      TgListedFiling *listed = describe (request, filing, error);

      if (listed == NULL)
        return FALSE;
      g_ptr_array_add (page->filings, listed);
      bytes += strlen (document);
    }
  return TRUE;
}

gboolean
tg_filings_route_answer (TgRequest  *request,
                         GError    **error)
{
  TgBook *book = tg_request_get_book (request);
  g_autoptr (GPtrArray) filings = NULL;
  g_autoptr (TgFilingPage) page = g_new0 (TgFilingPage, 1);
  gint64 head = tg_event_table_get_head (book, request->account, error);
  gint64 after, last;
  guint limit;

  if (head < 0)
    return FALSE;
  if (!tg_request_need_count (request, "limit", DEFAULT_FILINGS, MAX_FILINGS, &limit) ||
      !tg_request_need_cursor (request, &after))
    return TRUE;
  limit = MAX (limit, 1);
  /* One more than asked for says whether there is more. */
  filings = tg_filing_table_list (book, request->account, after, limit + 1, error);
  page->filings = g_ptr_array_new_with_free_func ((GDestroyNotify) tg_listed_filing_free);
  if (filings == NULL || !fill_page (request, filings, limit, page, error))
    return FALSE;
  last = page->filings->len > 0
    ? ((TgFiling *) filings->pdata[page->filings->len - 1])->seq : after;
  page->more = filings->len > page->filings->len;
  page->cursor = tg_request_new_cursor (request, last);
  if (tg_request_get_query (request, "cursor") == NULL)
    page->feed = tg_request_new_cursor (request, head);
  tg_request_answer (request, 200, "application/json",
                     tg_wire_write_filing_page (page, tg_book_get_epoch (book)));
  return TRUE;
}
