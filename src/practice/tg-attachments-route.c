/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-request.h"

#include "tg-attachment-shelf.h"

/* `/v1/attachments/{sha256}`: how much has arrived (HEAD), a piece more (PUT), the whole or one
 * range of it (GET). The bytes of a PUT that broke off count: it comes here like any
 * other, but nobody reads the answer. */

#define PATH "/v1/attachments/"

static const char *
get_digest (TgRequest *request)
{
  const char *digest = request->path + strlen (PATH);

  if (!g_str_has_prefix (request->path, PATH) || strlen (digest) != 64 ||
      strspn (digest, "0123456789abcdef") != 64)
    return NULL;
  return digest;
}

static void
set_offset (TgRequest *request,
            gint64     offset)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, offset);

  soup_message_headers_replace (soup_server_message_get_response_headers (request->message),
                                "Upload-Offset", text);
}

/* One range is cut here: libsoup takes one that goes beyond the end for an empty one. Of several,
 * or of none that can be read, the whole is given. */
static gboolean
find_range (TgRequest *request,
            gint64     size,
            gint64    *first,
            gint64    *last)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (request->message);
  const char *range = soup_message_headers_get_one (headers, "Range");
  g_auto (GStrv) ends = NULL;

  if (range == NULL || !g_str_has_prefix (range, "bytes="))
    return FALSE;
  ends = g_strsplit (range + strlen ("bytes="), "-", -1);
  if (g_strv_length (ends) != 2 ||
      !g_ascii_string_to_signed (ends[0], 10, 0, G_MAXINT64, first, NULL))
    return FALSE;
  if (*ends[1] == '\0')
    *last = size - 1;
  else if (!g_ascii_string_to_signed (ends[1], 10, *first, G_MAXINT64, last, NULL))
    return FALSE;
  *last = MIN (*last, size - 1);
  return TRUE;
}

static void
answer_range (TgRequest *request,
              GBytes    *content,
              gint64     first,
              gint64     last)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (request->message);
  gint64 size = (gint64) g_bytes_get_size (content);
  g_autofree char *place = g_strdup_printf ("bytes %" G_GINT64_FORMAT "-%" G_GINT64_FORMAT "/%"
                                            G_GINT64_FORMAT, first, last, size);
  g_autofree char *beyond = g_strdup_printf ("bytes */%" G_GINT64_FORMAT, size);
  g_autoptr (GBytes) part = NULL;

  if (first >= size)
    {
      tg_request_problem (request, 416, "no-such-range", "The attachment is shorter");
      soup_message_headers_replace (headers, "Content-Range", beyond);
      return;
    }
  part = g_bytes_new_from_bytes (content, (gsize) first, (gsize) (last - first + 1));
  tg_request_answer_bytes (request, 206, "application/octet-stream", part);
  soup_message_headers_replace (headers, "Content-Range", place);
}

static gboolean
answer_get (TgRequest                *request,
            const char               *digest,
            const TgAttachmentState  *state,
            GError                  **error)
{
  g_autoptr (GBytes) content = NULL;
  gint64 first, last;

  if (!state->is_whole)
    {
      tg_request_problem (request, 404, "not-found", "The window does not have this attachment");
      set_offset (request, state->arrived);
      return TRUE;
    }
  content = tg_attachment_shelf_load (tg_request_get_book (request), request->account, digest,
                                      error);
  if (content == NULL)
    return FALSE;
  if (!find_range (request, state->bytes, &first, &last))
    tg_request_answer_bytes (request, 200, "application/octet-stream", content);
  else
    answer_range (request, content, first, last);
  soup_message_headers_remove (soup_server_message_get_request_headers (request->message),
                               "Range");
  return TRUE;
}

static gboolean
read_header (TgRequest  *request,
             const char *name,
             gint64      least,
             gint64     *out)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (request->message);
  const char *text = soup_message_headers_get_one (headers, name);
  g_autofree char *detail = NULL;

  if (text != NULL && g_ascii_string_to_signed (text, 10, least, G_MAXINT64 / 2, out, NULL))
    return TRUE;
  detail = g_strdup_printf ("“%s” is missing or no number", name);
  tg_request_problem (request, 400, "invalid", detail);
  return FALSE;
}

/* FALSE: answered. */
static gboolean
check_piece (TgRequest               *request,
             gint64                   size,
             gint64                   whole,
             gint64                   offset,
             const TgAttachmentState *state)
{
  if (size > TG_CHUNK_MAX || whole > TG_ATTACHMENT_MAX)
    tg_request_problem (request, 413, "too-large", "It is larger than the window takes");
  else if (state->bytes != 0 && state->bytes != whole)
    tg_request_problem (request, 400, "invalid", "“Upload-Length” was another before");
  else if (offset != state->arrived)
    {
      tg_request_problem (request, 409, "wrong-offset", "The next byte is another one");
      set_offset (request, state->arrived);
    }
  else if (size == 0 || size > whole - offset)
    tg_request_problem (request, 400, "invalid", "The piece is empty, or longer than the whole");
  else
    return TRUE;
  return FALSE;
}

static gboolean
answer_put (TgRequest          *request,
            const char         *digest,
            TgAttachmentState  *state,
            GError            **error)
{
  g_autoptr (GBytes) piece = tg_request_get_body (request);
  gint64 offset, whole;

  if (!read_header (request, "Upload-Offset", 0, &offset) ||
      !read_header (request, "Upload-Length", 1, &whole))
    return TRUE;
  if (!state->is_whole)
    {
      if (!check_piece (request, (gint64) g_bytes_get_size (piece), whole, offset, state))
        return TRUE;
      state->bytes = whole;
      if (!tg_attachment_shelf_append (tg_request_get_book (request), request->account, digest,
                                       piece, state, error))
        return FALSE;
    }
  if (state->bytes == 0)
    tg_request_problem (request, 422, "digest-mismatch",
                        "The bytes are not those that the address names");
  else
    tg_request_answer (request, state->is_whole ? 201 : 202, NULL, g_strdup (""));
  set_offset (request, state->arrived);
  return TRUE;
}

static void
answer_head (TgRequest               *request,
             const TgAttachmentState *state)
{
  tg_request_answer (request, state->is_whole ? 200 : 404, NULL, g_strdup (""));
  set_offset (request, state->arrived);
}

gboolean
tg_attachments_route_answer (TgRequest  *request,
                             GError    **error)
{
  const char *method = soup_server_message_get_method (request->message);
  const char *digest = get_digest (request);
  TgAttachmentState state;

  if (digest == NULL)
    {
      tg_request_problem (request, 404, "not-found", "That is no SHA-256 in lower case");
      return TRUE;
    }
  if (!tg_attachment_shelf_find (tg_request_get_book (request), request->account, digest, &state,
                                 error))
    return FALSE;
  if (g_str_equal (method, "PUT"))
    return answer_put (request, digest, &state, error);
  if (g_str_equal (method, "GET"))
    return answer_get (request, digest, &state, error);
  answer_head (request, &state);
  return TRUE;
}
