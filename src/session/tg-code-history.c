/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-code-history.h"

#include "tg-used-codes.h"

struct _TgCodeHistory
{
  TgStore  *store;
  char     *place;      /* nullable: nothing is remembered */
  char    **codes;
};

typedef struct
{
  char *form;
  char *table;          /* nullable: a header field */
  char *field;
} Question;

static void
question_free (gpointer data)
{
  Question *self = data;

  g_free (self->form);
  g_free (self->table);
  g_free (self->field);
  g_free (self);
}

static const char *
find_table (const TgForm  *form,
            const TgField *field)
{
  for (guint i = 0; i < form->sections->len; i++)
    {
      const TgTable *table = ((TgSection *) form->sections->pdata[i])->table;

      if (table != NULL && g_ptr_array_find (table->fields, field, NULL))
        return table->key;
    }
  return NULL;
}

static char *
dup_place (const TgForm  *form,
           const TgField *field)
{
  const char *table = find_table (form, field);

  return g_strjoin ("\n", form->id, table != NULL ? table : "", field->key, NULL);
}

static void
forget (TgCodeHistory *self)
{
  g_clear_pointer (&self->place, g_free);
  g_clear_pointer (&self->codes, g_strfreev);
}

TgCodeHistory *
tg_code_history_new (TgStore *store)
{
  TgCodeHistory *self = g_new0 (TgCodeHistory, 1);

  self->store = g_object_ref (store);
  g_signal_connect_swapped (store, "changed", G_CALLBACK (forget), self);
  return self;
}

void
tg_code_history_free (TgCodeHistory *self)
{
  g_signal_handlers_disconnect_by_data (self->store, self);
  g_object_unref (self->store);
  forget (self);
  g_free (self);
}

const char * const *
tg_code_history_get (TgCodeHistory *self,
                     const TgForm  *form,
                     const TgField *field)
{
  g_autofree char *place = dup_place (form, field);

  return g_strcmp0 (place, self->place) == 0 ? (const char * const *) self->codes : NULL;
}

static gpointer
run_load (TgStoreConnection  *conn,
          gpointer            data,
          GError            **error)
{
  const Question *question = data;
  g_autoptr (GPtrArray) codes =
    tg_used_codes_load (conn, question->form, question->table, question->field, error);

  if (codes == NULL)
    return NULL;
  g_ptr_array_add (codes, NULL);
  return g_ptr_array_steal (codes, NULL);
}

void
tg_code_history_load_async (TgCodeHistory       *self,
                            const TgForm        *form,
                            const TgField       *field,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  Question *question = g_new0 (Question, 1);
  TgStoreJob job = { run_load, question, question_free, (GDestroyNotify) g_strfreev };

  question->form = g_strdup (form->id);
  question->table = g_strdup (find_table (form, field));
  question->field = g_strdup (field->key);
  tg_store_read_async (self->store, &job, cancellable, callback, user_data);
}

char **
tg_code_history_load_finish (TgStore       *store,
                             GAsyncResult  *result,
                             GError       **error)
{
  return tg_store_read_finish (store, result, error);
}

void
tg_code_history_put (TgCodeHistory  *self,
                     const TgForm   *form,
                     const TgField  *field,
                     char          **codes)
{
  forget (self);
  self->place = dup_place (form, field);
  self->codes = g_strdupv (codes);
}
