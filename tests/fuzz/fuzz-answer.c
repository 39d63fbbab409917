/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "tg-backoff.h"
#include "tg-fuzz.h"
#include "tg-sync-answer.h"

/* Any answer to any request: a digit that says which request, the status, header lines, an empty
 * line, the body. Whatever comes, what the engine is told of it stays within what it may be
 * told. */

#define NOW ((gint64) 1790000000 * G_USEC_PER_SEC)

static const char * const ids[] = { "0190a06c-0000-7000-8000-000000000001", NULL };

/* The next line without its end; NULL where there is no more of them. */
static char *
take_line (const char **rest,
           const char  *end)
{
  const char *stop;
  char *line;

  if (*rest == NULL)
    return NULL;
  stop = memchr (*rest, '\n', (gsize) (end - *rest));
  line = g_strndup (*rest, (gsize) ((stop != NULL ? stop : end) - *rest));
  *rest = stop != NULL ? stop + 1 : NULL;
  return line;
}

static void
take_headers (TgResponse  *response,
              const char **rest,
              const char  *end)
{
  char *line;

  while ((line = take_line (rest, end)) != NULL && *line != '\0')
    {
      char *colon = strchr (line, ':');

      if (colon != NULL && g_utf8_validate (line, -1, NULL))
        {
          *colon = '\0';
          tg_response_set_header (response, line, g_strchug (colon + 1));
        }
      g_free (line);
    }
  g_free (line);
}

static TgResponse *
read_response (const char   *text,
               gsize         size,
               TgRequestKind *kind)
{
  const char *end = text + size;
  const char *rest = text;
  g_autofree char *first = take_line (&rest, end);
  gsize number = first[0] != '\0' ? (gsize) (first[0] & 7) : 0;
  TgResponse *response = tg_response_new (0, NULL);

  *kind = (TgRequestKind) (1u << number);
  response->status = 100 + (guint) (first[0] != '\0' ? atoi (first + 1) : 0) % 500;
  take_headers (response, &rest, end);
  response->body = rest != NULL ? g_bytes_new (rest, (gsize) (end - rest)) : g_bytes_new (NULL, 0);
  return response;
}

static void
check_window (const TgSyncAnswer *answer)
{
  TgRequestKind kind = answer->reply.request;

  /* Discovery names it in its body, and only when it succeeds. */
  if (kind != TG_REQUEST_TOKEN && (kind != TG_REQUEST_DISCOVERY || answer->reply.status == 200))
    g_assert_cmpstr (answer->epoch, !=, "");
  if (answer->reply.status != 200)
    return;
  g_assert_true (kind != TG_REQUEST_DISCOVERY || answer->discovery != NULL);
  g_assert_true (kind != TG_REQUEST_TOKEN || answer->token != NULL);
  g_assert_true (kind != TG_REQUEST_EVENTS || answer->page != NULL);
  g_assert_true (kind != TG_REQUEST_LISTING || answer->filings != NULL);
  g_assert_true (kind != TG_REQUEST_BATCH || answer->results->len == G_N_ELEMENTS (ids) - 1);
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  TgRequestKind kind;
  g_autoptr (TgResponse) response = read_response ((const char *) data, size, &kind);
  TgSyncAnswer *answer = tg_sync_answer_new (kind, response, NULL, ids, NOW);

  g_assert_true (g_utf8_validate (answer->text, -1, NULL));
  g_assert_cmpint (g_utf8_strlen (answer->text, -1), <=, 500);
  g_assert_cmpint (answer->offset, >=, -1);
  g_assert_cmpint (answer->retry_after, >=, -1);
  g_assert_cmpint (answer->retry_after, <=, TG_BACKOFF_OBEY_LONGEST);
  if (answer->reply.is_window)
    check_window (answer);
  tg_sync_answer_free (answer);
  return 0;
}
