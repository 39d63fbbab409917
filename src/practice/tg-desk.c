/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-desk.h"

#include "tg-account-key.h"
#include "tg-account-table.h"
#include "tg-attachment-shelf.h"
#include "tg-event-table.h"
#include "tg-jws.h"
#include "tg-submission-table.h"
#include "tg-task-table.h"

/* The window's counter. Each item is judged alone and in order, once: the first judgement of
 * an id is stored and given again for ever, but for a missing attachment, which is no
 * judgement. Stateless. */

typedef struct
{
  TgClerk            *clerk;
  TgBook             *book;
  const char         *account;
  const char         *today;
  GPtrArray          *keys;        /* of the account's certificates */
  const char         *enterprise;  /* the last that the account was found to have, nullable */
  const TgSubmission *item;
  TgForm             *form;        /* of the item; nullable: no forms are known */
  TgFiling           *filing;      /* as it was before, nullable */
} Counter;

static TgResult *
refuse (const TgSubmission *item,
        guint               status,
        const char         *code,
        const char         *pointer,
        const char         *detail)
{
  TgResult *result = g_new0 (TgResult, 1);
  TgProblem *problem = g_new0 (TgProblem, 1);

  problem->code = g_strdup (code);
  problem->title = g_strdup (detail);
  problem->detail = g_strdup (detail);
  problem->status = status;
  problem->faults = g_ptr_array_new_with_free_func ((GDestroyNotify) tg_fault_free);
  if (pointer != NULL)
    g_ptr_array_add (problem->faults, tg_fault_new (pointer, code, detail));
  result->id = g_strdup (item->id);
  result->reference = g_strdup ("");
  result->problem = problem;
  return result;
}

static TgResult *
refuse_conflict (const TgSubmission *item,
                 const TgFiling     *filing)
{
  TgResult *result = refuse (item, 409, "revision-conflict", "/base_revision",
                             "The window has another revision of this filing");

  result->problem->current_revision = filing->revision;
  result->problem->current = tg_document_ref (filing->document);
  return result;
}

/* NULL where the item fits what the window has of the filing. */
static TgResult *
judge_filing (const TgSubmission *item,
              const TgFiling     *filing)
{
  if (item->action == TG_ACTION_FILE)
    return filing != NULL ? refuse_conflict (item, filing) : NULL;
  if (filing == NULL)
    return refuse (item, 404, "not-found", "/filing", "The window does not know this filing");
  if (!g_str_equal (filing->form, item->form))
    return refuse (item, 422, "invalid", "/form", "The filing is of another form");
  if (!g_str_equal (filing->enterprise, item->enterprise))
    return refuse (item, 422, "invalid", "/enterprise", "The filing is another enterprise's");
  if (filing->revision != item->base_revision)
    return refuse_conflict (item, filing);
  return NULL;
}

/* An account with a certificate signs; one without has nothing that a signature could be checked
 * by. NULL where it is in order. */
static TgResult *
judge_signature (Counter *counter)
{
  const TgSubmission *item = counter->item;
  g_autofree char *key_id = NULL;
  g_autoptr (GBytes) key = NULL;

  if (counter->keys->len == 0 && item->signature == NULL)
    return NULL;
  if (item->signature == NULL)
    return refuse (item, 422, "signature-required", "/signature",
                   "The account must sign what it files");
  key_id = tg_jws_dup_key_id (item->signature);
  key = tg_account_key_find (counter->keys, key_id);
  if (key == NULL)
    return refuse (item, 422, "signature-invalid", "/signature",
                   "The account has not registered the certificate of the signature");
  if (!tg_jws_verify_detached (item->signature, item->signed_bytes, key, NULL))
    return refuse (item, 422, "signature-invalid", "/signature",
                   "The signature is not that of the certificate over these bytes");
  return NULL;
}

/* NULL where all that it names are there whole; with an error as below. */
static TgResult *
judge_attachments (Counter  *counter,
                   GError  **error)
{
  GPtrArray *named = counter->item->attachments;

  for (guint i = 0; named != NULL && i < named->len; i++)
    {
      const TgAttachmentRef *ref = named->pdata[i];
      g_autofree char *pointer = g_strdup_printf ("/attachments/%u", i);
      TgAttachmentState state;

      if (!tg_attachment_shelf_find (counter->book, counter->account, ref->sha256, &state, error))
        return NULL;
      if (!state.is_whole)
        return refuse (counter->item, 409, "attachment-missing", pointer,
                       "The window does not have this attachment");
      if (state.bytes != ref->bytes)
        return refuse (counter->item, 422, "invalid", pointer, "It has another number of bytes");
    }
  return NULL;
}

/* As below; the items of a batch mostly have one enterprise. */
static TgResult *
judge_enterprise (Counter  *counter,
                  GError  **error)
{
  const char *enterprise = counter->item->enterprise;
  g_autoptr (GError) local = NULL;

  if (g_strcmp0 (counter->enterprise, enterprise) == 0)
    return NULL;
  if (tg_account_table_has_enterprise (counter->book, counter->account, enterprise, &local))
    counter->enterprise = enterprise;
  else if (local == NULL)
    return refuse (counter->item, 404, "not-found", "/enterprise",
                   "The account has no such enterprise");
  else
    g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}

/* As below; and mostly one form. */
static TgResult *
judge_form (Counter *counter)
{
  const TgSubmission *item = counter->item;
  TgJudge *forms = tg_clerk_get_judge (counter->clerk);

  if (forms == NULL || (counter->form != NULL && g_str_equal (counter->form->id, item->form) &&
                        counter->form->version == item->form_version))
    return NULL;
  counter->form = tg_judge_find_form (forms, item->form, item->form_version);
  if (counter->form != NULL)
    return NULL;
  return refuse (item, 422, "invalid", "/form", "The window takes no such form in this version");
}

/* NULL where nothing speaks against the item; with an error where the book could not be read. */
static TgResult *
judge (Counter  *counter,
       GError  **error)
{
  const TgSubmission *item = counter->item;
  TgResult *refused = judge_enterprise (counter, error);

  if (refused == NULL && *error == NULL)
    refused = judge_signature (counter);
  if (refused == NULL && *error == NULL)
    refused = judge_form (counter);
  if (refused == NULL && *error == NULL)
    refused = judge_attachments (counter, error);
  if (refused != NULL || *error != NULL ||
      !tg_filing_table_find (counter->book, counter->account, item->filing, &counter->filing,
                             error))
    return refused;
  return tg_clerk_is_forgetful (counter->clerk) ? NULL : judge_filing (item, counter->filing);
}

static gboolean
tell_changed (Counter         *counter,
              const TgFiling  *filing,
              GError         **error)
{
  g_autofree char *data =
    g_strdup_printf ("{\"action\":\"%s\",\"revision\":%" G_GINT64_FORMAT "}",
                     tg_action_to_name (filing->action), filing->revision);

  return tg_event_table_add (counter->book, counter->account, "filing", filing->id, data, error);
}

/* What its filer calls it, as its form says. (transfer full) */
static char *
make_own_number (Counter *counter)
{
  TgForm *form = counter->form;

  if (form == NULL || form->list_number == NULL || strchr (form->list_number, '/') != NULL)
    return g_strdup ("");
  return g_strdup (tg_document_get (counter->item->document, form->list_number));
}

/* What the agencies had planned for an older submission no longer happens. */
static gboolean
store_filing (Counter   *counter,
              gint64     seq,
              gint64     revision,
              GError   **error)
{
  const TgSubmission *item = counter->item;
  g_autofree char *match_key = tg_desk_make_match_key (item->document);
  g_autofree char *own_number = make_own_number (counter);
  TgFiling filing = {
    .seq = counter->filing != NULL ? counter->filing->seq : 0,
    .account = (char *) counter->account,
    .id = item->filing,
    .form = item->form,
    .form_version = item->form_version,
    .enterprise = item->enterprise,
    .revision = revision,
    .action = item->action,
    .submission = seq,
    .submission_id = item->id,
    .state = counter->filing != NULL ? counter->filing->state : TG_FILING_DRAFT,
    .document = item->document,
    .match_key = match_key,
    .own_number = own_number,
  };

  return (counter->filing == NULL ||
          tg_task_table_cancel (counter->book, counter->account, item->filing, error)) &&
         tg_filing_table_put (counter->book, &filing, error) &&
         tell_changed (counter, &filing, error) &&
         tg_clerk_begin (counter->clerk, &filing, error);
}

static TgResult *
receive (Counter  *counter,
         GError  **error)
{
  g_autoptr (TgResult) result = g_new0 (TgResult, 1);
  const char *today = counter->today;
  gint64 seq;

  result->id = g_strdup (counter->item->id);
  result->received = TRUE;
  result->revision = counter->filing != NULL ? counter->filing->revision + 1 : 1;
  result->reference = g_strdup_printf ("PW%.4s%.2s%.2s-%.8s", today, today + 5, today + 8,
                                       counter->item->id + strlen (counter->item->id) - 8);
  if (!tg_submission_table_insert (counter->book, counter->account, counter->item, result, &seq,
                                   error) ||
      !store_filing (counter, seq, result->revision, error))
    return NULL;
  return g_steal_pointer (&result);
}

static gboolean
store_refusal (Counter         *counter,
               const TgResult  *result,
               GError         **error)
{
  gint64 seq;

  if (g_str_equal (result->problem->code, "attachment-missing"))
    return TRUE;
  return tg_submission_table_insert (counter->book, counter->account, counter->item, result, &seq,
                                     error);
}

static TgProblem *
copy_problem (const TgProblem *problem)
{
  TgProblem *copy = g_new0 (TgProblem, 1);

  copy->code = g_strdup (problem->code);
  copy->title = g_strdup (problem->title);
  copy->detail = g_strdup (problem->detail);
  copy->status = problem->status;
  if (problem->faults != NULL)
    copy->faults = g_ptr_array_ref (problem->faults);
  return copy;
}

static TgResult *
answer_first_time (Counter          *counter,
                   const TgProblem  *problem,
                   GError          **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (TgResult) result = NULL;

  if (problem != NULL)
    {
      result = refuse (counter->item, 422, "invalid", NULL, "");
      tg_problem_free (result->problem);
      result->problem = copy_problem (problem);
    }
  else
    {
      result = judge (counter, &local);
    }
  if (local == NULL && result == NULL)
    return receive (counter, error);
  if (result != NULL && store_refusal (counter, result, &local))
    return g_steal_pointer (&result);
  g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}

static TgResult *
answer (Counter          *counter,
        const TgProblem  *problem,
        GError          **error)
{
  const TgSubmission *item = counter->item;
  g_autoptr (TgResult) known = NULL;
  g_autofree char *digest = NULL;
  TgResult *result;

  if ((tg_clerk_is_forgetful (counter->clerk) &&
       !tg_submission_table_forget (counter->book, counter->account, item->id, error)) ||
      !tg_submission_table_find (counter->book, counter->account, item->id, &known, &digest, error))
    return NULL;
  if (known != NULL && g_str_equal (digest, item->digest))
    {
      known->duplicate = TRUE;
      return g_steal_pointer (&known);
    }
  if (known != NULL)
    return refuse (item, 409, "id-reused", "/id", "This id came before with another content");
  result = answer_first_time (counter, problem, error);
  g_clear_pointer (&counter->filing, tg_filing_free);
  return result;
}

/* By what other documents know this one: its order number and consignor. */
char *
tg_desk_make_match_key (TgDocument *document)
{
  const char *order_no = tg_document_get (document, "order_no");

  if (*order_no == '\0')
    return g_strdup ("");
  return g_strdup_printf ("%s|%s", order_no, tg_document_get (document, "ebc_code"));
}

GPtrArray *
tg_desk_receive (TgClerk     *clerk,
                 const char  *account,
                 GPtrArray   *submissions,
                 GPtrArray   *problems,
                 GError     **error)
{
  TgBook *book = tg_clerk_get_book (clerk);
  g_autoptr (GPtrArray) keys = tg_account_key_list (book, account, error);
  g_autoptr (GPtrArray) results = g_ptr_array_new_with_free_func ((GDestroyNotify) tg_result_free);
  g_autofree char *today = tg_book_dup_today (book);
  Counter counter = {
    .clerk = clerk, .book = book, .account = account, .today = today, .keys = keys,
  };

  if (keys == NULL)
    return NULL;
  for (guint i = 0; i < submissions->len; i++)
    {
      TgResult *result;

      counter.item = submissions->pdata[i];
      result = answer (&counter, problems->pdata[i], error);
      if (result == NULL)
        return NULL;
      g_ptr_array_add (results, result);
    }
  return g_steal_pointer (&results);
}
