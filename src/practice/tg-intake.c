/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-intake.h"

#include "tg-desk.h"

/* A group is taken as soon as nothing else is ready, so that one who comes alone never waits; under
 * load after a few milliseconds, or when it is large. Each batch has a savepoint: one that fails
 * takes nothing from the others. No transaction is open while the main loop runs. Owned by the
 * server; on its thread. */

#define MAX_MILLISECONDS 5
#define MAX_ITEMS        1000

struct _TgIntake
{
  TgClerk            *clerk;
  TgIntakeAnswerFunc  answer;
  TgIntakeDoneFunc    done;
  gpointer            user_data;
  GPtrArray          *waiting;     /* of Place */
  guint               n_items;
  guint               quiet;       /* sources */
  guint               late;
  guint64             n_groups;
  guint64             n_batches;
};

typedef struct
{
  TgIntakeBatch batch;
  gboolean      is_gone;           /* its sender */
  gulong        finished;
} Place;

static void
place_free (Place *place)
{
  g_clear_signal_handler (&place->finished, place->batch.message);
  g_object_unref (place->batch.message);
  g_free (place->batch.account);
  g_ptr_array_unref (place->batch.submissions);
  g_ptr_array_unref (place->batch.problems);
  g_clear_pointer (&place->batch.results, g_ptr_array_unref);
  g_clear_error (&place->batch.error);
  g_free (place);
}

static void
finished_cb (SoupServerMessage *message,
             Place             *place)
{
  place->is_gone = TRUE;
}

static void
fail (Place        *place,
      const GError *error)
{
  g_clear_pointer (&place->batch.results, g_ptr_array_unref);
  if (place->batch.error == NULL)
    place->batch.error = g_error_copy (error);
}

/* FALSE: the transaction as a whole is lost. */
static gboolean
judge_one (TgIntake  *self,
           Place     *place,
           GError   **error)
{
  TgDb *db = tg_book_get_db (tg_clerk_get_book (self->clerk));
  TgIntakeBatch *batch = &place->batch;

  if (!tg_db_exec (db, "SAVEPOINT batch", error))
    return FALSE;
  batch->results = tg_desk_receive (self->clerk, batch->account, batch->submissions,
                                    batch->problems, &batch->error);
  if (batch->results != NULL)
    return tg_db_exec (db, "RELEASE batch", error);
  /* A full disk ends the whole transaction by itself. */
  if (tg_db_is_in_transaction (db))
    return tg_db_exec (db, "ROLLBACK TO batch; RELEASE batch", error);
  g_propagate_error (error, g_error_copy (batch->error));
  return FALSE;
}

static gboolean
judge_all (TgIntake   *self,
           GPtrArray  *group,
           GError    **error)
{
  TgDb *db = tg_book_get_db (tg_clerk_get_book (self->clerk));

  if (!tg_db_begin (db, error))
    return FALSE;
  for (guint i = 0; i < group->len; i++)
    if (!judge_one (self, group->pdata[i], error))
      {
        tg_db_rollback (db);
        return FALSE;
      }
  return tg_db_commit (db, error);
}

static void
answer_all (TgIntake  *self,
            GPtrArray *group)
{
  for (guint i = 0; i < group->len; i++)
    {
      Place *place = group->pdata[i];

      if (place->is_gone)
        continue;
      self->answer (&place->batch, self->user_data);
      soup_server_message_unpause (place->batch.message);
    }
}

void
tg_intake_flush (TgIntake *self)
{
  g_autoptr (GPtrArray) group = self->waiting;
  g_autoptr (GError) error = NULL;

  g_clear_handle_id (&self->quiet, g_source_remove);
  g_clear_handle_id (&self->late, g_source_remove);
  self->waiting = g_ptr_array_new_with_free_func ((GDestroyNotify) place_free);
  self->n_items = 0;
  if (group->len == 0)
    return;
  self->n_groups++;
  self->n_batches += group->len;
  if (!judge_all (self, group, &error))
    for (guint i = 0; i < group->len; i++)
      fail (group->pdata[i], error);
  answer_all (self, group);
  self->done (self->user_data);
}

static gboolean
quiet_cb (gpointer data)
{
  TgIntake *self = data;

  self->quiet = 0;
  tg_intake_flush (self);
  return G_SOURCE_REMOVE;
}

static gboolean
late_cb (gpointer data)
{
  TgIntake *self = data;

  self->late = 0;
  tg_intake_flush (self);
  return G_SOURCE_REMOVE;
}

TgIntake *
tg_intake_new (TgClerk            *clerk,
               TgIntakeAnswerFunc  answer,
               TgIntakeDoneFunc    done,
               gpointer            user_data)
{
  TgIntake *self = g_new0 (TgIntake, 1);

  self->clerk = clerk;
  self->answer = answer;
  self->done = done;
  self->user_data = user_data;
  self->waiting = g_ptr_array_new_with_free_func ((GDestroyNotify) place_free);
  return self;
}

void
tg_intake_free (TgIntake *self)
{
  if (self == NULL)
    return;
  tg_intake_flush (self);
  g_ptr_array_unref (self->waiting);
  g_free (self);
}

void
tg_intake_add (TgIntake          *self,
               SoupServerMessage *message,
               const char        *account,
               GPtrArray         *submissions,
               GPtrArray         *problems)
{
  Place *place = g_new0 (Place, 1);

  place->batch.message = g_object_ref (message);
  place->batch.account = g_strdup (account);
  place->batch.submissions = g_ptr_array_ref (submissions);
  place->batch.problems = g_ptr_array_ref (problems);
  place->finished = g_signal_connect (message, "finished", G_CALLBACK (finished_cb), place);
  soup_server_message_pause (message);
  g_ptr_array_add (self->waiting, place);
  self->n_items += submissions->len;
  if (self->quiet == 0)
    self->quiet = g_idle_add_full (G_PRIORITY_HIGH_IDLE, quiet_cb, self, NULL);
  if (self->n_items >= MAX_ITEMS)
    g_clear_handle_id (&self->late, g_source_remove);
  if (self->late == 0)
    self->late = g_timeout_add (self->n_items >= MAX_ITEMS ? 0 : MAX_MILLISECONDS, late_cb, self);
}

guint64
tg_intake_get_n_groups (TgIntake *self)
{
  return self->n_groups;
}

guint64
tg_intake_get_n_batches (TgIntake *self)
{
  return self->n_batches;
}
