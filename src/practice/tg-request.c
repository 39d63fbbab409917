/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-request.h"

#include "tg-wire-codec.h"

/* What the routes share: reading a request strictly, and answering so that every answer bears
 * the epoch and ends the connection (libsoup 3.2 leaks idle ones). */

TgBook *
tg_request_get_book (TgRequest *request)
{
  return tg_clerk_get_book (request->clerk);
}

void
tg_request_answer_bytes (TgRequest  *request,
                         guint       status,
                         const char *media_type,
                         GBytes     *content)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (request->message);
  const char *epoch = tg_book_get_epoch (tg_request_get_book (request));

  soup_message_headers_replace (headers, "Single-Window-Epoch", epoch);
  soup_message_headers_replace (headers, "Connection", "close");
  soup_message_headers_replace (headers, "Cache-Control", "no-store");
  soup_message_headers_replace (headers, "X-Content-Type-Options", "nosniff");
  soup_server_message_set_status (request->message, status, NULL);
  if (g_bytes_get_size (content) > 0)
    soup_message_body_append_bytes (soup_server_message_get_response_body (request->message),
                                    content);
  if (media_type != NULL)
    soup_message_headers_set_content_type (headers, media_type, NULL);
}

void
tg_request_answer (TgRequest  *request,
                   guint       status,
                   const char *media_type,
                   char       *text)
{
  g_autoptr (GBytes) content = g_bytes_new_take (text, strlen (text));

  tg_request_answer_bytes (request, status, media_type, content);
}

void
tg_request_problem (TgRequest  *request,
                    guint       status,
                    const char *code,
                    const char *detail)
{
  TgProblem problem = {
    .code = (char *) code,
    .title = (char *) (status == 428 ? "Precondition Required" : soup_status_get_phrase (status)),
    .detail = (char *) detail,
    .status = status,
  };

  tg_request_answer (request, status, "application/problem+json", tg_wire_write_problem (&problem));
}

GBytes *
tg_request_get_body (TgRequest *request)
{
  SoupMessageBody *body = soup_server_message_get_request_body (request->message);

  return soup_message_body_flatten (body);
}

gboolean
tg_request_is_type (TgRequest  *request,
                    const char *media_type)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (request->message);
  const char *type = soup_message_headers_get_content_type (headers, NULL);

  return type != NULL && g_ascii_strcasecmp (type, media_type) == 0;
}

const char *
tg_request_get_query (TgRequest  *request,
                      const char *name)
{
  return request->query != NULL ? g_hash_table_lookup (request->query, name) : NULL;
}

gboolean
tg_request_need_count (TgRequest  *request,
                       const char *name,
                       guint       fallback,
                       guint       max,
                       guint      *out)
{
  const char *text = tg_request_get_query (request, name);
  g_autofree char *detail = NULL;
  guint64 value = fallback;

  if (text == NULL || g_ascii_string_to_unsigned (text, 10, 0, G_MAXUINT32, &value, NULL))
    {
      *out = (guint) MIN (value, max);
      return TRUE;
    }
  detail = g_strdup_printf ("“%s” is not a number", name);
  tg_request_problem (request, 400, "invalid", detail);
  return FALSE;
}

gboolean
tg_request_wants_english (TgRequest *request)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (request->message);
  const char *wanted = soup_message_headers_get_list (headers, "Accept-Language");
  GSList *languages = wanted != NULL ? soup_header_parse_quality_list (wanted, NULL) : NULL;
  gboolean is_english = FALSE;

  for (GSList *l = languages; l != NULL && !is_english; l = l->next)
    {
      if (g_ascii_strncasecmp (l->data, "zh", 2) == 0)
        break;
      is_english = g_ascii_strncasecmp (l->data, "en", 2) == 0;
    }
  soup_header_free_list (languages);
  return is_english;
}

gboolean
tg_request_need_cursor (TgRequest *request,
                        gint64    *out)
{
  const char *text = tg_request_get_query (request, "cursor");
  g_autofree char *prefix = g_strconcat (tg_book_get_epoch (tg_request_get_book (request)), ".",
                                         NULL);
  gint64 position = 0;

  if (text == NULL || (g_str_has_prefix (text, prefix) &&
                       g_ascii_string_to_signed (text + strlen (prefix), 10, 0, G_MAXINT64,
                                                 &position, NULL)))
    {
      *out = position;
      return TRUE;
    }
  tg_request_problem (request, 410, "cursor-expired", "The window does not know this cursor");
  return FALSE;
}

char *
tg_request_new_cursor (TgRequest *request,
                       gint64     position)
{
  return g_strdup_printf ("%s.%" G_GINT64_FORMAT,
                          tg_book_get_epoch (tg_request_get_book (request)), position);
}
