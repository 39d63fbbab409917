/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-workspace-dxp.h"

#include "tg-workspace-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "tg-error.h"
#include "tg-setting-table.h"
#include "tg-text.h"

/* The rules name the form only by example (DXPENT and ten digits) and by its length: 30 at most. So
 * nothing more is asked of it. */

#define MIN_CHARACTERS 6
#define MAX_CHARACTERS 30

typedef struct
{
  char *name;       /* of the setting */
  char *number;     /* nullable: read */
} Asked;

static void
asked_free (gpointer data)
{
  Asked *self = data;

  g_free (self->name);
  g_free (self->number);
  g_free (self);
}

char *
tg_workspace_normalise_dxp (const char  *typed,
                            GError     **error)
{
  g_autofree char *folded = NULL;
  g_autofree char *number = NULL;
  gsize length;

  g_return_val_if_fail (typed != NULL, NULL);

  folded = tg_text_fold_number (typed);
  number = g_ascii_strup (folded, -1);
  length = strlen (number);
  if (length == 0 ||
      (g_str_has_prefix (number, "DXP") && length >= MIN_CHARACTERS && length <= MAX_CHARACTERS &&
       strspn (number, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789") == length))
    return g_steal_pointer (&number);
  g_set_error (error, TG_ERROR, TG_ERROR_INVALID,
               _("“%s” is no number of the data centre: it begins with DXP, then letters and "
                 "digits, 30 at most, such as DXPENT0000012345"), typed);
  return NULL;
}

/* ---- whose ---- */

static const TgEnterprise *
find_by_code (TgWorkspace *self,
              const char  *code)
{
  for (guint i = 0; self->enterprises != NULL && i < self->enterprises->len; i++)
    {
      const TgEnterprise *enterprise = self->enterprises->pdata[i];

      if (g_ascii_strcasecmp (enterprise->code, code) == 0)
        return enterprise;
    }
  return NULL;
}

/* A private seller sends no XML, so sellers do not count. */
static const TgEnterprise *
find_only (TgWorkspace *self)
{
  const TgEnterprise *only = NULL;

  for (guint i = 0; self->enterprises != NULL && i < self->enterprises->len; i++)
    {
      const TgEnterprise *enterprise = self->enterprises->pdata[i];

      if (!g_str_equal (enterprise->kind, "enterprise"))
        continue;
      if (only != NULL)
        return NULL;
      only = enterprise;
    }
  return only;
}

static const TgEnterprise *
find_asked (TgWorkspace  *self,
            const char   *code,
            GError      **error)
{
  const TgEnterprise *enterprise = code != NULL ? find_by_code (self, code)
                                   : tg_workspace_find_enterprise (self, self->enterprise);

  if (enterprise == NULL && code == NULL)
    enterprise = find_only (self);
  if (enterprise != NULL)
    return enterprise;
  if (code != NULL)
    g_set_error (error, TG_ERROR, TG_ERROR_NOT_FOUND,
                 _("No enterprise with the code %s is entered here"), code);
  else if (self->enterprises == NULL || self->enterprises->len == 0)
    g_set_error_literal (error, TG_ERROR, TG_ERROR_NOT_FOUND, _("No enterprise is entered yet"));
  else
    g_set_error_literal (error, TG_ERROR, TG_ERROR_NOT_FOUND,
                         _("There are several enterprises: name one by its code"));
  return NULL;
}

static Asked *
ask (TgWorkspace  *self,
     const char   *code,
     GError      **error)
{
  const TgEnterprise *enterprise = find_asked (self, code, error);
  Asked *asked;

  if (enterprise == NULL)
    return NULL;
  asked = g_new0 (Asked, 1);
  asked->name = g_strconcat ("dxp:", enterprise->code, NULL);
  return asked;
}

/* ---- setting ---- */

static gpointer
run_set (TgStoreConnection  *conn,
         gpointer            data,
         GError            **error)
{
  const Asked *asked = data;

  tg_setting_table_set (conn, asked->name, asked->number, error);
  return NULL;
}

static void
on_set (GObject      *source,
        GAsyncResult *result,
        gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Asked *asked = g_task_get_task_data (task);
  GError *error = NULL;

  tg_store_write_finish (TG_STORE (source), result, &error);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, g_strdup (asked->number), g_free);
}

void
tg_workspace_set_dxp_async (TgWorkspace         *self,
                            const char          *code,
                            const char          *number,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  TgStoreJob job = { run_set, NULL, NULL, NULL };
  GError *error = NULL;
  Asked *asked;

  g_return_if_fail (TG_IS_WORKSPACE (self) && number != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, tg_workspace_set_dxp_async);
  asked = ask (self, code, &error);
  if (asked != NULL)
    {
      g_task_set_task_data (task, asked, asked_free);
      asked->number = tg_workspace_normalise_dxp (number, &error);
    }
  if (asked == NULL || asked->number == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  job.data = asked;
  tg_store_write_async (self->store, &job, cancellable, on_set, g_steal_pointer (&task));
}

char *
tg_workspace_set_dxp_finish (TgWorkspace   *self,
                             GAsyncResult  *result,
                             GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* ---- reading ---- */

static gpointer
run_read (TgStoreConnection  *conn,
          gpointer            data,
          GError            **error)
{
  const Asked *asked = data;

  return tg_setting_table_get (conn, asked->name, error);
}

static void
on_read (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  char *number = tg_store_read_finish (TG_STORE (source), result, &error);

  if (number != NULL)
    g_task_return_pointer (task, number, g_free);
  else
    g_task_return_error (task, error);
}

void
tg_workspace_read_dxp_async (TgWorkspace         *self,
                             const char          *code,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  TgStoreJob job = { run_read, NULL, NULL, g_free };
  GError *error = NULL;
  Asked *asked;

  g_return_if_fail (TG_IS_WORKSPACE (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, tg_workspace_read_dxp_async);
  asked = ask (self, code, &error);
  if (asked == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  g_task_set_task_data (task, asked, asked_free);
  job.data = asked;
  tg_store_read_async (self->store, &job, cancellable, on_read, g_steal_pointer (&task));
}

char *
tg_workspace_read_dxp_finish (TgWorkspace   *self,
                              GAsyncResult  *result,
                              GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
