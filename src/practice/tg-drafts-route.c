/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-request.h"

#include "tg-account-table.h"
#include "tg-draft-shelf.h"
#include "tg-id.h"

/* `/v1/drafts` and `/v1/drafts/{filing}`. Who changes one says which one he knows (If-Match), or
 * that he knows of none (If-None-Match: *); if that is not so he gets the window's own with 412. */

#define PATH           "/v1/drafts/"
#define DEFAULT_DRAFTS 100
#define MAX_DRAFTS     1000

static const char *
get_header (TgRequest  *request,
            const char *name)
{
  return soup_message_headers_get_one (soup_server_message_get_request_headers (request->message),
                                       name);
}

static void
set_etag (TgRequest  *request,
          const char *etag)
{
  soup_message_headers_replace (soup_server_message_get_response_headers (request->message),
                                "ETag", etag);
}

/* What the window has. One that was deleted, or never was, has no body. */
static TgWireDraft *
read_shelved (const TgShelvedDraft *draft)
{
  g_autoptr (GBytes) bytes = NULL;

  if (draft == NULL || draft->body == NULL)
    return NULL;
  bytes = g_bytes_new (draft->body, strlen (draft->body));
  return tg_wire_read_draft (bytes, NULL);
}

static gboolean
is_known (TgRequest            *request,
          const TgShelvedDraft *draft)
{
  gboolean is_there = draft != NULL && draft->body != NULL;
  const char *match = get_header (request, "If-Match");

  if (match != NULL)
    return is_there && g_str_equal (match, draft->etag);
  return !is_there && g_strcmp0 (get_header (request, "If-None-Match"), "*") == 0;
}

/* TRUE: go on. */
static gboolean
check_precondition (TgRequest            *request,
                    const TgShelvedDraft *draft)
{
  g_autoptr (TgWireDraft) current = NULL;

  if (get_header (request, "If-Match") == NULL && get_header (request, "If-None-Match") == NULL)
    {
      tg_request_problem (request, 428, "precondition-required",
                          "If-Match or If-None-Match is needed");
      return FALSE;
    }
  if (is_known (request, draft))
    return TRUE;
  current = read_shelved (draft);
  tg_request_answer (request, 412, "application/problem+json",
                     tg_wire_write_draft_problem (current, "Somebody else changed this draft"));
  if (current != NULL)
    set_etag (request, draft->etag);
  return FALSE;
}

/* NULL: answered. */
static TgWireDraft *
read_body (TgRequest  *request,
           GError    **error)
{
  g_autoptr (GBytes) body = tg_request_get_body (request);
  g_autoptr (GError) local = NULL;
  g_autoptr (TgWireDraft) draft = NULL;

  if (!tg_request_is_type (request, "application/json"))
    {
      tg_request_problem (request, 415, "unsupported-media-type", "application/json is needed");
      return NULL;
    }
  draft = tg_wire_read_draft (body, &local);
  if (draft == NULL)
    {
      tg_request_problem (request, 400, "invalid", local->message);
      return NULL;
    }
  if (tg_account_table_has_enterprise (tg_request_get_book (request), request->account,
                                       draft->enterprise, error))
    return g_steal_pointer (&draft);
  if (*error == NULL)
    tg_request_problem (request, 404, "not-found", "The account has no such enterprise");
  return NULL;
}

static gboolean
answer_put (TgRequest             *request,
            const char            *filing,
            const TgShelvedDraft  *known,
            GError               **error)
{
  TgBook *book = tg_request_get_book (request);
  gboolean is_new = known == NULL || known->body == NULL;
  g_autoptr (GError) local = NULL;
  g_autoptr (TgWireDraft) draft = read_body (request, &local);
  g_autofree char *body = NULL;
  g_autofree char *etag = NULL;

  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (draft == NULL || !check_precondition (request, known))
    return TRUE;
  body = tg_wire_write_draft (draft, NULL);
  etag = tg_draft_shelf_put (book, request->account, filing, body, error);
  if (etag == NULL)
    return FALSE;
  tg_request_answer (request, is_new ? 201 : 200, "application/json",
                     tg_wire_write_draft (draft, tg_book_get_epoch (book)));
  set_etag (request, etag);
  return TRUE;
}

static gboolean
answer_delete (TgRequest             *request,
               const char            *filing,
               const TgShelvedDraft  *known,
               GError               **error)
{
  g_autofree char *etag = NULL;

  if (!check_precondition (request, known))
    return TRUE;
  /* Deleting what is not there: If-None-Match holds, but there is nothing to do. */
  if (get_header (request, "If-Match") == NULL)
    {
      tg_request_problem (request, 428, "precondition-required", "If-Match is needed");
      return TRUE;
    }
  etag = tg_draft_shelf_put (tg_request_get_book (request), request->account, filing, NULL, error);
  if (etag == NULL)
    return FALSE;
  tg_request_answer (request, 204, NULL, g_strdup (""));
  return TRUE;
}

static gboolean
answer_get (TgRequest             *request,
            const TgShelvedDraft  *known)
{
  g_autoptr (TgWireDraft) draft = read_shelved (known);

  if (draft == NULL)
    {
      tg_request_problem (request, 404, "not-found", "The window keeps no such draft");
      return TRUE;
    }
  tg_request_answer (request, 200, "application/json",
                     tg_wire_write_draft (draft,
                                          tg_book_get_epoch (tg_request_get_book (request))));
  set_etag (request, known->etag);
  return TRUE;
}

static gboolean
answer_one (TgRequest   *request,
            const char  *filing,
            GError     **error)
{
  const char *method = soup_server_message_get_method (request->message);
  g_autoptr (TgShelvedDraft) known = NULL;

  if (!tg_id_is_valid (filing))
    {
      tg_request_problem (request, 404, "not-found", "That is no filing's identifier");
      return TRUE;
    }
  if (!tg_draft_shelf_find (tg_request_get_book (request), request->account, filing, &known,
                            error))
    return FALSE;
  if (g_str_equal (method, "PUT"))
    return answer_put (request, filing, known, error);
  if (g_str_equal (method, "DELETE"))
    return answer_delete (request, filing, known, error);
  return answer_get (request, known);
}

static TgDraftMark *
make_mark (const TgShelvedDraft *draft)
{
  TgDraftMark *mark = g_new0 (TgDraftMark, 1);

  mark->filing = g_strdup (draft->filing);
  mark->etag = g_strdup (draft->etag);
  mark->at = draft->at;
  mark->is_deleted = draft->body == NULL;
  return mark;
}

static gboolean
answer_list (TgRequest  *request,
             GError    **error)
{
  TgBook *book = tg_request_get_book (request);
  g_autoptr (GPtrArray) drafts = NULL;
  g_autoptr (TgDraftPage) page = g_new0 (TgDraftPage, 1);
  gint64 after;
  guint limit;

  if (!tg_request_need_count (request, "limit", DEFAULT_DRAFTS, MAX_DRAFTS, &limit) ||
      !tg_request_need_cursor (request, &after))
    return TRUE;
  limit = MAX (limit, 1);
  drafts = tg_draft_shelf_list (book, request->account, after, limit + 1, error);
  if (drafts == NULL)
    return FALSE;
  page->drafts = g_ptr_array_new_with_free_func ((GDestroyNotify) tg_draft_mark_free);
  page->more = drafts->len > limit;
  for (guint i = 0; i < MIN (drafts->len, limit); i++)
    {
      g_ptr_array_add (page->drafts, make_mark (drafts->pdata[i]));
      after = ((TgShelvedDraft *) drafts->pdata[i])->seq;
    }
  page->cursor = tg_request_new_cursor (request, after);
  tg_request_answer (request, 200, "application/json",
                     tg_wire_write_draft_page (page, tg_book_get_epoch (book)));
  return TRUE;
}

gboolean
tg_drafts_route_answer (TgRequest  *request,
                        GError    **error)
{
  const char *method = soup_server_message_get_method (request->message);

  if (g_str_has_prefix (request->path, PATH))
    return answer_one (request, request->path + strlen (PATH), error);
  if (!g_str_equal (method, "PUT") && !g_str_equal (method, "DELETE"))
    return answer_list (request, error);
  tg_request_problem (request, 405, "method-not-allowed", "This is not done here");
  return TRUE;
}
