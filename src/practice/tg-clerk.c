/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-clerk.h"

#include "tg-agency.h"
#include "tg-entry-table.h"
#include "tg-error.h"
#include "tg-event-table.h"
#include "tg-related.h"
#include "tg-submission-table.h"
#include "tg-window-acts.h"
#include "tg-wire-codec.h"

/* Takes tasks when they are due, asks the agency concerned and writes down what it plans. A
 * task and all its effects are one transaction, so the window may be killed at any moment.
 * Owned by the server; on its thread. */

#define TASKS_A_TRANSACTION 64
#define LIST "customs.export-list"

struct _TgClerk
{
  TgBook       *book;
  guint         speed;
  gint64        wait;
  TgScenario   *scenario;
  TgJudge      *judge;
  TgCourseBook *courses;
  gboolean      is_forgetful;
};

TgClerk *
tg_clerk_new (TgBook               *book,
              const TgClerkOptions *options)
{
  TgClerk *self = g_new0 (TgClerk, 1);

  self->book = book;
  self->speed = options->speed;
  self->wait = options->wait;
  if (options->scenario != NULL)
    self->scenario = tg_scenario_ref (options->scenario);
  g_set_object (&self->judge, options->judge);
  self->courses = tg_course_book_ref (options->courses);
  self->is_forgetful = options->is_forgetful;
  return self;
}

void
tg_clerk_free (TgClerk *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->scenario, tg_scenario_unref);
  g_clear_object (&self->judge);
  g_clear_pointer (&self->courses, tg_course_book_unref);
  g_free (self);
}

TgBook *
tg_clerk_get_book (TgClerk *self)
{
  return self->book;
}

TgJudge *
tg_clerk_get_judge (TgClerk *self)
{
  return self->judge;
}

gboolean
tg_clerk_is_forgetful (TgClerk *self)
{
  return self->is_forgetful;
}

static gint64
get_due (TgClerk *self,
         gint64   from,
         gint64   delay)
{
  return self->speed == 0 ? from : from + delay / self->speed;
}

/* Only a review looks at the document itself. */
static gboolean
is_review (TgAgencyStage stage)
{
  return stage == TG_AGENCY_REVIEW || stage == TG_AGENCY_OWN_COURSE;
}

/* What a document names and what its form says of that may be the same fault. */
static gboolean
has_fault (GPtrArray  *faults,
           guint       n_named,
           const char *pointer,
           const char *code)
{
  for (guint i = 0; i < n_named; i++)
    {
      const TgAgencyFault *fault = faults->pdata[i];

      if (g_str_equal (fault->pointer, pointer) && g_str_equal (fault->code, code))
        return TRUE;
    }
  return FALSE;
}

/* A finding is a fault where it blocks, and where the form only warns of what this agency knows for
 * certain. */
static GPtrArray *
find_faults (TgClerk         *self,
             const TgFiling  *filing,
             const TgCourse  *course,
             TgRelated       *related,
             const char      *today)
{
  GPtrArray *faults = g_ptr_array_new_with_free_func ((GDestroyNotify) tg_agency_fault_free);
  g_autoptr (GPtrArray) findings = NULL;
  TgJudgedDocument shown = {
    .form = filing->form,
    .form_version = filing->form_version,
    .document = filing->document,
    .others = related->others,
    .today = today,
  };
  guint n_named;

  g_ptr_array_extend_and_steal (faults, g_steal_pointer (&related->faults));
  if (self->judge == NULL)
    return faults;
  n_named = faults->len;
  findings = tg_judge_list_findings (self->judge, &shown);
  for (guint i = 0; i < findings->len; i++)
    {
      const TgFinding *finding = findings->pdata[i];
      const char *code = tg_course_get_code (course, finding->rule);

      if ((finding->level == TG_LEVEL_BLOCKING || tg_course_is_strict (course, finding->rule)) &&
          !has_fault (faults, n_named, finding->pointer, code))
        g_ptr_array_add (faults, tg_agency_fault_new (finding->pointer, code, finding->text,
                                                      FALSE));
    }
  return faults;
}

static gboolean
find_turn (TgClerk             *self,
           const TgFiling      *filing,
           const TgScriptTurn **turn,
           GError             **error)
{
  gint64 attempt;

  if (self->scenario == NULL)
    return TRUE;
  attempt = tg_submission_table_count (self->book, filing->submission, error);
  if (attempt < 0)
    return FALSE;
  *turn = tg_scenario_find_turn (self->scenario, filing->form, (guint) attempt);
  return TRUE;
}

static gboolean
find_world (TgClerk         *self,
            const TgFiling  *filing,
            TgAgencyCase    *visit,
            GError         **error)
{
  g_autoptr (GError) local = NULL;

  visit->has_order = tg_entry_table_has_partner (self->book, filing->account, "303",
                                                 filing->match_key, &local);
  if (local == NULL)
    visit->has_payment = tg_entry_table_has_partner (self->book, filing->account, "403",
                                                     filing->match_key, &local);
  if (local == NULL)
    visit->has_waybill = tg_entry_table_has_partner (self->book, filing->account, "505",
                                                     filing->match_key, &local);
  if (local == NULL)
    visit->is_merged = tg_entry_table_has_list (self->book, filing->account, filing->id, &local);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static gboolean
store_plan (TgClerk             *self,
            const TgFiling      *filing,
            const TgAgencyPlan  *plan,
            gint64               from,
            GError             **error)
{
  for (guint i = 0; i < plan->acts->len; i++)
    {
      const TgAgencyAct *act = plan->acts->pdata[i];

      if (!tg_task_table_insert (self->book, filing->submission, get_due (self, from, act->delay),
                                 act, error))
        return FALSE;
    }
  return TRUE;
}

/* What the agency sees of the filing and around it; `related` stays empty where it looks at
 * nothing else. Who else has spoken of a sale only customs asks, for a list. */
static gboolean
look_around (TgClerk         *self,
             const TgFiling  *filing,
             TgAgencyCase    *visit,
             TgRelated      **related,
             GError         **error)
{
  gboolean is_list = g_str_equal (filing->form, LIST);

  if ((is_list && !find_world (self, filing, visit, error)) ||
      !find_turn (self, filing, &visit->turn, error))
    return FALSE;
  if (!is_review (visit->stage) && !is_list)
    return TRUE;
  *related = tg_related_load (self->book, filing, visit->course, error);
  if (*related == NULL)
    return FALSE;
  visit->has_order |= g_hash_table_contains ((*related)->others, "other.order");
  return TRUE;
}

static gboolean
ask_agency (TgClerk         *self,
            const TgFiling  *filing,
            TgAgencyStage    stage,
            gint64           from,
            GError         **error)
{
  g_autofree char *today = tg_book_dup_today (self->book);
  g_autoptr (TgAgencyPlan) plan = tg_agency_plan_new ();
  g_autoptr (GPtrArray) faults = NULL;
  g_autoptr (TgRelated) related = NULL;
  TgSubmission submission = {
    .id = filing->submission_id,
    .action = filing->action,
    .filing = filing->id,
    .form = filing->form,
    .form_version = filing->form_version,
    .enterprise = filing->enterprise,
    .document = filing->document,
  };
  TgAgencyCase visit = {
    .submission = &submission,
    .course = tg_course_book_find (self->courses, filing->form, filing->form_version),
    .stage = stage,
    .state = filing->state,
    .today = today,
    .serial = filing->seq,
    .chance = tg_book_get_chance (self->book),
  };

  if (!look_around (self, filing, &visit, &related, error))
    return FALSE;
  faults = is_review (stage) ? find_faults (self, filing, visit.course, related, today)
                             : g_ptr_array_new ();
  visit.faults = faults;
  tg_agency_answer (&visit, plan);
  return store_plan (self, filing, plan, from, error);
}

gboolean
tg_clerk_schedule (TgClerk         *self,
                   const TgFiling  *filing,
                   TgAgencyStage    stage,
                   gint64           delay,
                   GError         **error)
{
  g_autoptr (TgAgencyPlan) plan = tg_agency_plan_new ();

  tg_agency_plan_stage (plan, delay, stage);
  return store_plan (self, filing, plan, tg_book_get_time (self->book), error);
}

/* The counter only lays it on the agency's desk. */
gboolean
tg_clerk_begin (TgClerk         *self,
                const TgFiling  *filing,
                GError         **error)
{
  g_autoptr (TgAgencyPlan) plan = tg_agency_plan_new ();

  tg_agency_plan_stage (plan, 0, TG_AGENCY_SUBMITTED);
  return store_plan (self, filing, plan, tg_book_get_time (self->book) + self->wait, error);
}

/* The agency that a form names, else the one whose course it has. */
static const char *
get_agency (TgClerk        *self,
            const TgFiling *filing)
{
  TgForm *form = self->judge != NULL
    ? tg_judge_find_form (self->judge, filing->form, filing->form_version) : NULL;

  if (form != NULL && form->agency != NULL)
    return form->agency;
  return tg_course_book_find (self->courses, filing->form, filing->form_version)->agency;
}

/* The event's data in one language. (transfer full) */
static char *
write_receipt (TgReceiptFields *fields,
               const char      *message,
               GPtrArray       *faults)
{
  g_autoptr (TgReceipt) receipt = NULL;

  fields->message = message;
  fields->faults = faults;
  receipt = tg_receipt_new (fields);
  return tg_wire_write_receipt_data (receipt);
}

static gboolean
store_receipt (TgClerk            *self,
               const TgFiling     *filing,
               const TgAgencyAct  *act,
               GError            **error)
{
  g_autofree char *id = tg_book_new_id (self->book);
  gint64 now = tg_book_get_time (self->book);
  g_autofree char *data = NULL;
  g_autofree char *data_en = NULL;
  g_autoptr (TgEvent) event = NULL;
  TgReceiptFields fields = {
    .id = id,
    .filing = filing->id,
    .submission = filing->submission_id,
    .revision = filing->revision,
    .agency = get_agency (self, filing),
    .status = act->state,
    .status_text = tg_filing_state_to_name (act->state),
    .code = act->code,
    .number = act->number,
    .at = now,
  };

  data = write_receipt (&fields, act->message, act->faults);
  data_en = write_receipt (&fields, act->message_en, act->faults_en);
  event = tg_event_new (TG_EVENT_UNKNOWN, id, "receipt", now, filing->id, data);
  return tg_event_table_insert (self->book, filing->account, event, data_en, error);
}

/* What later documents know the filing by; a declaration's number is not the list's own. */
static gboolean
keep_number (TgClerk            *self,
             const TgFiling     *filing,
             const TgAgencyAct  *act,
             GError            **error)
{
  return *act->number == '\0' || g_str_equal (act->code, "792") ||
         tg_filing_table_set_number (self->book, filing->seq, act->number, error);
}

gboolean
tg_clerk_give_receipt (TgClerk            *self,
                       const TgFiling     *filing,
                       const TgAgencyAct  *act,
                       GError            **error)
{
  if (!store_receipt (self, filing, act, error) || !keep_number (self, filing, act, error))
    return FALSE;
  if (act->keeps_state)
    return TRUE;
  if (!tg_filing_table_set_state (self->book, filing->seq, act->state, error))
    return FALSE;
  return act->state != TG_FILING_ACCEPTED || tg_window_acts_follow (self, filing, act, error);
}

static gboolean
run_stage (TgClerk         *self,
           const TgFiling  *filing,
           const TgTask    *task,
           GError         **error)
{
  switch (task->act->stage)
    {
    case TG_AGENCY_PARTNERS:
      return tg_window_acts_send_partners (self, filing, error);
    case TG_AGENCY_MERGE:
      return tg_window_acts_merge (self, filing, error);
    case TG_AGENCY_MONEY:
      return tg_window_acts_pay (self, filing, error);
    case TG_AGENCY_ACCOUNT:
      return tg_window_acts_open_accounts (self, filing, error);
    case TG_AGENCY_BOOK:
      return tg_window_acts_book (self, filing, error);
    case TG_AGENCY_SUBMITTED:
    case TG_AGENCY_OWN_COURSE:
    case TG_AGENCY_MATCH:
    case TG_AGENCY_REVIEW:
    case TG_AGENCY_DECIDE:
    case TG_AGENCY_CLOSE:
    case TG_AGENCY_CLOSED:
      return ask_agency (self, filing, task->act->stage, task->due, error);
    }
  g_return_val_if_reached (FALSE);
}

/* A task of a submission that a later one replaced finds no filing and is dropped. */
static gboolean
run_task (TgClerk       *self,
          const TgTask  *task,
          GError       **error)
{
  g_autoptr (TgFiling) filing = NULL;

  if (!tg_task_table_delete (self->book, task->seq, error) ||
      !tg_filing_table_find_submission (self->book, task->submission, &filing, error))
    return FALSE;
  if (filing == NULL)
    return TRUE;
  return task->act->is_receipt ? tg_clerk_give_receipt (self, filing, task->act, error)
                               : run_stage (self, filing, task, error);
}

/* `*more` says that the transaction was full, not that the work was over. */
static gboolean
run_tasks (TgClerk   *self,
           gboolean  *more,
           GError   **error)
{
  *more = TRUE;
  for (int i = 0; i < TASKS_A_TRANSACTION && *more; i++)
    {
      g_autoptr (TgTask) task = NULL;

      if (!tg_task_table_find_due (self->book, tg_book_get_time (self->book), &task, error))
        return FALSE;
      *more = task != NULL;
      if (*more && !run_task (self, task, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
tg_clerk_run_some (TgClerk   *self,
                   gboolean  *more,
                   GError   **error)
{
  TgDb *db = tg_book_get_db (self->book);
  gint64 wait = tg_clerk_get_wait (self, error);

  *more = wait == 0;
  if (wait != 0)
    return wait >= -1;
  if (!tg_db_begin (db, error))
    return FALSE;
  if (run_tasks (self, more, error) && tg_db_commit (db, error))
    return TRUE;
  tg_db_rollback (db);
  return FALSE;
}

gboolean
tg_clerk_run_due (TgClerk  *self,
                  GError  **error)
{
  gboolean more = TRUE;

  while (more)
    if (!tg_clerk_run_some (self, &more, error))
      return FALSE;
  return TRUE;
}

/* -2 is an error. */
gint64
tg_clerk_get_wait (TgClerk  *self,
                   GError  **error)
{
  gint64 next = tg_task_table_get_next (self->book, error);

  if (next < 0)
    return -2;
  if (next == G_MAXINT64)
    return -1;
  return MAX (next - tg_book_get_time (self->book), 0);
}
