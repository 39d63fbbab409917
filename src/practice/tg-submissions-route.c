/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-request.h"

#include "tg-error.h"
#include "tg-wire-codec.h"

/* `POST /v1/submissions`: a batch in, a result for each item out once it is on the disk. What is
 * wrong with the request as a whole is answered with a status that makes the client halve it. */

static void
count (TgRequest *request,
       GPtrArray *results)
{
  for (guint i = 0; i < results->len; i++)
    {
      const TgResult *result = results->pdata[i];

      if (result->duplicate)
        tg_meter_add (request->meter, TG_METER_DUPLICATE, 1);
      else
        tg_meter_add (request->meter, result->received ? TG_METER_RECEIVED : TG_METER_REFUSED, 1);
    }
}

gboolean
tg_submissions_route_answer (TgRequest  *request,
                             GError    **error)
{
  g_autoptr (GBytes) body = tg_request_get_body (request);
  g_autoptr (GError) local = NULL;
  g_autoptr (GPtrArray) submissions = NULL;
  g_autoptr (GPtrArray) problems = NULL;

  if (!tg_request_is_type (request, "application/json"))
    {
      tg_request_problem (request, 415, "unsupported-media-type", "application/json is needed");
      return TRUE;
    }
  submissions = tg_wire_read_batch (body, &problems, &local);
  if (submissions == NULL)
    {
      tg_request_problem (request, 400, "invalid", local->message);
      return TRUE;
    }
  if (submissions->len > TG_BATCH_MAX)
    {
      tg_request_problem (request, 413, "too-large", "There are too many items in the batch");
      return TRUE;
    }
  tg_intake_add (request->intake, request->message, request->account, submissions, problems);
  return TRUE;
}

void
tg_submissions_route_finish (TgRequest *request,
                             GPtrArray *results)
{
  count (request, results);
  tg_request_answer (request, 200, "application/json",
                     tg_wire_write_results (results,
                                            tg_book_get_epoch (tg_request_get_book (request))));
}
