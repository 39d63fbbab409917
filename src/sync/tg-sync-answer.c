/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-sync-answer.h"

#include <glib/gi18n-lib.h>

#include "tg-backoff.h"
#include "tg-wire-codec.h"

/* From a response to what can be decided about it. An answer under /v1 without the epoch's
 * header, or with a body that is not as the contract says, is not the window's: `is_window`
 * stays FALSE. */

#define UNDER_V1 (~(guint) (TG_REQUEST_DISCOVERY | TG_REQUEST_TOKEN))
#define MAX_TEXT 500

static void
set_text (TgSyncAnswer *self,
          const char   *text)
{
  g_free (self->text);
  self->text = g_utf8_strlen (text, -1) > MAX_TEXT ? g_utf8_substring (text, 0, MAX_TEXT)
                                                   : g_strdup (text);
}

static gboolean
read_good (TgSyncAnswer        *self,
           const TgResponse    *response,
           const char * const  *ids,
           GError             **error)
{
  gint64 seconds;

  switch (self->reply.request)
    {
    case TG_REQUEST_DISCOVERY:
      self->discovery = tg_wire_read_discovery (response->body, error);
      return self->discovery != NULL;
    case TG_REQUEST_TOKEN:
      self->token = tg_wire_read_token (response->body, &seconds, error);
      return self->token != NULL;
    case TG_REQUEST_BATCH:
      self->results = tg_wire_read_results (response->body, ids, error);
      return self->results != NULL;
    case TG_REQUEST_EVENTS:
      self->page = tg_wire_read_event_page (response->body, error);
      return self->page != NULL;
    case TG_REQUEST_LISTING:
      self->filings = tg_wire_read_filing_page (response->body, error);
      return self->filings != NULL;
    case TG_REQUEST_FILE_STATE:
    case TG_REQUEST_FILE:
    case TG_REQUEST_ERRAND:
      return TRUE;
    }
  g_return_val_if_reached (FALSE);
}

static char *
describe_problem (const TgProblem *problem)
{
  if (*problem->title == '\0')
    return g_strdup (*problem->detail != '\0' ? problem->detail : problem->code);
  if (*problem->detail == '\0')
    return g_strdup (problem->title);
  return g_strdup_printf ("%s: %s", problem->title, problem->detail);
}

/* What is refused is the account or the time, not both: the person does something else then. */
static char *
describe_token_error (guint       status,
                      const char *code)
{
  if (status == 429)
    return g_strdup (_("Too many wrong secrets were given for this account; the single window "
                       "looks at none for a while"));
  if (status >= 500)
    return g_strdup_printf (_("The single window lets nobody in just now (%s)"), code);
  return g_strdup_printf (_("The single window does not accept this account (%s)"), code);
}

static gboolean
read_bad (TgSyncAnswer      *self,
          const TgResponse  *response,
          GError           **error)
{
  g_autofree char *text = NULL;

  if (self->reply.request == TG_REQUEST_TOKEN)
    {
      g_autofree char *code = tg_wire_read_token_error (response->body);

      if (code != NULL)
        {
          text = describe_token_error (response->status, code);
          set_text (self, text);
          return TRUE;
        }
    }
  self->problem = tg_wire_read_problem (response->body, error);
  if (self->problem == NULL)
    return FALSE;
  self->reply.problem = self->problem->code;
  text = describe_problem (self->problem);
  set_text (self, text);
  return TRUE;
}

/* An answer about an attachment says all in its status and `Upload-Offset`; only a problem with a
 * PUT has a body. */
static gboolean
read_file_answer (TgSyncAnswer      *self,
                  const TgResponse  *response,
                  GError           **error)
{
  const char *text = tg_response_get_header (response, "Upload-Offset");
  gboolean needs_offset = response->status == 201 || response->status == 202 ||
                          response->status == 409 ||
                          (response->status == 404 &&
                           self->reply.request == TG_REQUEST_FILE_STATE);

  if (text != NULL)
    g_ascii_string_to_signed (text, 10, 0, G_MAXINT64, &self->offset, NULL);
  if (needs_offset && self->offset < 0)
    {
      set_text (self, _("The answer is not the single window’s"));
      return FALSE;
    }
  if (response->status < 400 || self->reply.request == TG_REQUEST_FILE_STATE)
    return response->status < 300 || response->status >= 400;
  return read_bad (self, response, error);
}

static gboolean
read_body (TgSyncAnswer        *self,
           const TgResponse    *response,
           const char * const  *ids,
           GError             **error)
{
  if ((self->reply.request & (TG_REQUEST_FILE_STATE | TG_REQUEST_FILE)) != 0)
    return read_file_answer (self, response, error);
  if (self->reply.request == TG_REQUEST_ERRAND && response->status < 400)
    return response->status < 300 || response->status == 304;
  if (response->status == 200)
    return read_good (self, response, ids, error);
  if (response->status >= 400)
    return read_bad (self, response, error);
  set_text (self, response->status >= 300 && response->status < 400
            ? _("The answer leads to another address; that is never followed")
            : _("The answer is not the single window’s"));
  return FALSE;
}

static void
read_response (TgSyncAnswer        *self,
               const TgResponse    *response,
               const char * const  *ids,
               gint64               now)
{
  const char *epoch = tg_response_get_header (response, "Single-Window-Epoch");
  g_autoptr (GError) error = NULL;

  self->reply.status = response->status;
  if ((self->reply.request & UNDER_V1) != 0 && (epoch == NULL || *epoch == '\0'))
    {
      set_text (self, _("The answer is not the single window’s: something else stands in between, "
                        "such as the login page of a network"));
      return;
    }
  self->reply.is_window = read_body (self, response, ids, &error);
  if (error != NULL)
    set_text (self, error->message);
  if (!self->reply.is_window)
    return;
  g_free (self->epoch);
  self->epoch = g_strdup (self->discovery != NULL ? self->discovery->epoch
                          : epoch != NULL ? epoch : "");
  self->retry_after = tg_backoff_retry_after (tg_response_get_header (response, "Retry-After"),
                                              tg_response_get_header (response, "Date"), now);
}

TgSyncAnswer *
tg_sync_answer_new (TgRequestKind       request,
                    const TgResponse   *response,
                    const GError       *error,
                    const char * const *ids,
                    gint64              now)
{
  TgSyncAnswer *self = g_new0 (TgSyncAnswer, 1);

  self->reply.request = request;
  self->retry_after = -1;
  self->offset = -1;
  self->text = g_strdup ("");
  self->epoch = g_strdup ("");
  if (response != NULL)
    read_response (self, response, ids, now);
  else
    set_text (self, error->message);
  return self;
}

void
tg_sync_answer_free (TgSyncAnswer *self)
{
  g_free (self->text);
  g_free (self->epoch);
  g_free (self->token);
  g_clear_pointer (&self->problem, tg_problem_free);
  g_clear_pointer (&self->discovery, tg_discovery_free);
  g_clear_pointer (&self->results, g_ptr_array_unref);
  g_clear_pointer (&self->page, tg_event_page_free);
  g_clear_pointer (&self->filings, tg_filing_page_free);
  g_free (self);
}
