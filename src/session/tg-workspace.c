/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-workspace-private.h"

#include <glib/gi18n-lib.h>

#include "tg-backup-table.h"
#include "tg-data-key.h"
#include "tg-error.h"
#include "tg-form-item.h"
#include "tg-form-version.h"
#include "tg-outbox.h"
#include "tg-secret-box.h"
#include "tg-surroundings.h"

/* The object itself: what it holds, what it counts, what it tells. A change of the store is told
 * after the counts were read again, so that whoever hears of it sees the new ones. Opening, lists,
 * drafts, the window and the rest are in the files beside this one. */

enum
{
  PROP_0,
  PROP_TITLE,
  PROP_ENVIRONMENT,
  PROP_IS_PRACTICE,
  PROP_ENTERPRISE,
  PROP_ONLINE_STATE,
  PROP_ONLINE_TEXT,
  PROP_N_PENDING,
  PROP_BACKUP_AT,
  PROP_N_ATTENTION,
  N_PROPS
};

enum { CHANGED, RECEIPT, NOTICE, N_SIGNALS };

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TgWorkspace, tg_workspace, G_TYPE_OBJECT)

/* What one refresh reads. */
typedef struct
{
  guint      counts[TG_N_COUNTED_FAMILIES][TG_N_STATE_GROUPS];
  guint      n_pending;
  gint64     backup_at;
  GPtrArray *enterprises;
} Figures;

static void
figures_free (Figures *self)
{
  g_clear_pointer (&self->enterprises, g_ptr_array_unref);
  g_free (self);
}

static gpointer
run_figures (TgStoreConnection  *conn,
             gpointer            data,
             GError            **error)
{
  const char *enterprise = data;
  Figures *figures = g_new0 (Figures, 1);
  gboolean ok = TRUE;

  for (guint i = 0; ok && i < TG_N_COUNTED_FAMILIES; i++)
    ok = tg_filing_table_count_groups (conn,
                                       i < TG_N_FILED_FAMILIES
                                       ? tg_family_to_name ((TgFamily) i) : "",
                                       enterprise, figures->counts[i], error);
  if (ok && tg_outbox_count_waiting (conn, &figures->n_pending, error) &&
      tg_backup_table_get_last (conn, &figures->backup_at, error))
    figures->enterprises = tg_enterprise_table_list (conn, error);
  if (figures->enterprises != NULL)
    return figures;
  figures_free (figures);
  return NULL;
}

static void
take_figures (TgWorkspace *self,
              Figures     *figures)
{
  memcpy (self->counts, figures->counts, sizeof self->counts);
  self->n_pending = figures->n_pending;
  self->backup_at = figures->backup_at;
  g_clear_pointer (&self->enterprises, g_ptr_array_unref);
  self->enterprises = g_steal_pointer (&figures->enterprises);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_PENDING]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BACKUP_AT]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_ATTENTION]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TITLE]);
}

static void
on_figures (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (TgWorkspace) self = user_data;
  g_autoptr (GError) error = NULL;
  Figures *figures = tg_store_read_finish (TG_STORE (source), result, &error);
  guint changes = self->changes;

  self->refreshing = FALSE;
  self->changes = 0;
  g_clear_error (&self->fault);
  if (figures != NULL)
    take_figures (self, figures);
  else
    self->fault = g_steal_pointer (&error);
  g_clear_pointer (&figures, figures_free);
  g_signal_emit (self, signals[CHANGED], 0, changes);
  if (self->changes != 0)
    tg_workspace_refresh (self, 0);
}

void
tg_workspace_refresh (TgWorkspace *self,
                      guint        changes)
{
  TgStoreJob job = { run_figures, NULL, g_free, (GDestroyNotify) figures_free };

  self->changes |= changes;
  if (self->refreshing || self->store == NULL)
    return;
  self->refreshing = TRUE;
  job.data = g_strdup (self->enterprise);
  tg_store_read_async (self->store, &job, NULL, on_figures, g_object_ref (self));
}

static guint
get_n_attention (TgWorkspace *self)
{
  return self->counts[TG_N_FILED_FAMILIES][TG_GROUP_ATTENTION];
}

static const char *
get_title (TgWorkspace *self)
{
  const TgEnterprise *enterprise = tg_workspace_find_enterprise (self, self->enterprise);

  if (enterprise == NULL && self->enterprises != NULL && self->enterprises->len > 0)
    enterprise = self->enterprises->pdata[0];
  return enterprise != NULL && enterprise->name[0] != '\0' ? enterprise->name : self->title;
}

static void
tg_workspace_get_property (GObject    *object,
                           guint       property,
                           GValue     *value,
                           GParamSpec *pspec)
{
  TgWorkspace *self = TG_WORKSPACE (object);

  switch (property)
    {
    case PROP_TITLE:
      g_value_set_string (value, get_title (self));
      break;
    case PROP_ENVIRONMENT:
      g_value_set_string (value, self->environment);
      break;
    case PROP_IS_PRACTICE:
      g_value_set_boolean (value, tg_workspace_is_practice (self));
      break;
    case PROP_ENTERPRISE:
      g_value_set_string (value, self->enterprise);
      break;
    case PROP_ONLINE_STATE:
      g_value_set_int (value, (int) self->online);
      break;
    case PROP_ONLINE_TEXT:
      g_value_set_string (value, self->online_text);
      break;
    case PROP_N_PENDING:
      g_value_set_uint (value, self->n_pending);
      break;
    case PROP_BACKUP_AT:
      g_value_set_int64 (value, self->backup_at);
      break;
    case PROP_N_ATTENTION:
      g_value_set_uint (value, get_n_attention (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property, pspec);
    }
}

static void
tg_workspace_set_property (GObject      *object,
                           guint         property,
                           const GValue *value,
                           GParamSpec   *pspec)
{
  TgWorkspace *self = TG_WORKSPACE (object);

  switch (property)
    {
    case PROP_ENTERPRISE:
      g_free (self->enterprise);
      self->enterprise = g_value_dup_string (value);
      if (self->enterprise == NULL)
        self->enterprise = g_strdup ("");
      g_object_notify_by_pspec (object, pspec);
      tg_workspace_refresh (self, TG_CHANGE_FILINGS | TG_CHANGE_FACTS | TG_CHANGE_SALES);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property, pspec);
    }
}

static void
tg_workspace_dispose (GObject *object)
{
  TgWorkspace *self = TG_WORKSPACE (object);

  if (self->engine != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->engine, self);
      tg_sync_engine_stop (self->engine);
      g_clear_object (&self->engine);
    }
  if (self->store != NULL)
    g_signal_handlers_disconnect_by_data (self->store, self);
  g_clear_object (&self->saver);
  g_clear_pointer (&self->code_history, tg_code_history_free);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (tg_workspace_parent_class)->dispose (object);
}

static void
tg_workspace_finalize (GObject *object)
{
  TgWorkspace *self = TG_WORKSPACE (object);

  g_clear_pointer (&self->drafts, g_hash_table_unref);
  g_clear_pointer (&self->enterprises, g_ptr_array_unref);
  g_clear_pointer (&self->catalogue, tg_catalogue_unref);
  g_clear_pointer (&self->chance, tg_chance_unref);
  g_clear_object (&self->codes);
  g_clear_object (&self->clock);
  g_free (self->folder);
  g_free (self->environment);
  g_free (self->title);
  g_free (self->enterprise);
  g_clear_error (&self->fault);
  g_free (self->address);
  g_free (self->client_id);
  g_clear_object (&self->signing_key);
  g_clear_pointer (&self->window_box, tg_secret_box_unref);
  g_clear_pointer (&self->key, tg_data_key_unref);
  g_free (self->online_text);
  g_free (self->tables_fault);
  G_OBJECT_CLASS (tg_workspace_parent_class)->finalize (object);
}

static void
install_properties (GObjectClass *object_class)
{
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  properties[PROP_ENVIRONMENT] = g_param_spec_string ("environment", NULL, NULL, NULL, flags);
  properties[PROP_IS_PRACTICE] = g_param_spec_boolean ("is-practice", NULL, NULL, TRUE, flags);
  properties[PROP_ENTERPRISE] = g_param_spec_string ("enterprise", NULL, NULL, "",
                                                     flags | G_PARAM_WRITABLE);
  properties[PROP_ONLINE_STATE] = g_param_spec_int ("online-state", NULL, NULL, 0, G_MAXINT, 0,
                                                    flags);
  properties[PROP_ONLINE_TEXT] = g_param_spec_string ("online-text", NULL, NULL, NULL, flags);
  properties[PROP_N_PENDING] = g_param_spec_uint ("n-pending", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_BACKUP_AT] = g_param_spec_int64 ("backup-at", NULL, NULL, 0, G_MAXINT64, 0,
                                                   flags);
  properties[PROP_N_ATTENTION] = g_param_spec_uint ("n-attention", NULL, NULL, 0, G_MAXUINT, 0,
                                                    flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

gboolean
tg_workspace_is_read_only (TgWorkspace *self)
{
  g_return_val_if_fail (TG_IS_WORKSPACE (self), FALSE);

  return tg_store_is_read_only (self->store);
}

static void
tg_workspace_class_init (TgWorkspaceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = tg_workspace_get_property;
  object_class->set_property = tg_workspace_set_property;
  object_class->dispose = tg_workspace_dispose;
  object_class->finalize = tg_workspace_finalize;
  install_properties (object_class);

  signals[CHANGED] = g_signal_new ("changed", TG_TYPE_WORKSPACE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL,
                                   G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[RECEIPT] = g_signal_new ("receipt", TG_TYPE_WORKSPACE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL,
                                   G_TYPE_NONE, 3, G_TYPE_STRING, G_TYPE_STRING, G_TYPE_STRING);
  signals[NOTICE] = g_signal_new ("notice", TG_TYPE_WORKSPACE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL,
                                  G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
tg_workspace_init (TgWorkspace *self)
{
  self->enterprise = g_strdup ("");
  self->online_text = g_strdup ("");
  self->clock = tg_system_clock_new ();
  self->chance = tg_chance_new_system ();
  self->drafts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

void
tg_workspace_notify_all (TgWorkspace *self)
{
  for (guint i = PROP_0 + 1; i < N_PROPS; i++)
    g_object_notify_by_pspec (G_OBJECT (self), properties[i]);
}

const char *
tg_workspace_get_folder (TgWorkspace *self)
{
  g_return_val_if_fail (TG_IS_WORKSPACE (self), NULL);

  return self->folder;
}

gboolean
tg_workspace_is_practice (TgWorkspace *self)
{
  g_return_val_if_fail (TG_IS_WORKSPACE (self), TRUE);

  return g_strcmp0 (self->environment, "production") != 0;
}

char *
tg_workspace_dup_default_folder (const char *name)
{
  return g_build_filename (g_get_user_data_dir (), "tongguan", name, NULL);
}

/* ---- what the other files ask ---- */

const TgEnterprise *
tg_workspace_find_enterprise (TgWorkspace *self,
                              const char  *id)
{
  for (guint i = 0; self->enterprises != NULL && i < self->enterprises->len; i++)
    {
      const TgEnterprise *enterprise = self->enterprises->pdata[i];

      if (g_strcmp0 (enterprise->id, id) == 0)
        return enterprise;
    }
  return NULL;
}

static gboolean
suits (const TgEnterprise *enterprise,
       const TgForm       *form)
{
  return form->subjects == NULL || form->subjects[0] == NULL ||
         g_strv_contains ((const char * const *) form->subjects, enterprise->kind);
}

/* The one that is shown, if the form is for its kind; else the only one, or the first, for whom it
 * is. */
const TgEnterprise *
tg_workspace_choose_enterprise (TgWorkspace  *self,
                                const TgForm *form)
{
  const TgEnterprise *shown = tg_workspace_find_enterprise (self, self->enterprise);

  if (shown != NULL && suits (shown, form))
    return shown;
  for (guint i = 0; self->enterprises != NULL && i < self->enterprises->len; i++)
    if (suits (self->enterprises->pdata[i], form))
      return self->enterprises->pdata[i];
  return NULL;
}

/* An abolished form is found in a practice workspace only. */
static TgForm *
find_ended (TgWorkspace  *self,
            const char   *name,
            const char   *today,
            GError      **error)
{
  TgForm *form = tg_catalogue_find (self->catalogue, name, 0);

  if (form == NULL || !tg_form_has_ended (form, today))
    g_set_error (error, TG_ERROR, TG_ERROR_NOT_FOUND, "There is no form “%s”", name);
  else if (tg_workspace_is_practice (self))
    return form;
  else
    g_set_error (error, TG_ERROR, TG_ERROR_REFUSED, _("“%s” was filed until %s only: %s"),
                 tg_text_get (form->title), form->valid_to, tg_text_get (form->ended));
  return NULL;
}

TgForm *
tg_workspace_find_form (TgWorkspace  *self,
                        const char   *name,
                        GError      **error)
{
  g_autofree char *today = tg_clock_dup_today (self->clock);
  TgForm *form;

  if (g_str_has_prefix (name, "fact:"))
    form = tg_catalogue_find_fact (self->catalogue, name + strlen ("fact:"), 0);
  else
    form = tg_form_version_find (self->catalogue, name, today, error);
  if (form != NULL || tg_form_version_is_chosen (name))
    return form;
  return find_ended (self, name, today, error);
}

TgDraft *
tg_workspace_find_draft (TgWorkspace *self,
                         const char  *id)
{
  return g_hash_table_lookup (self->drafts, id);
}

static void
on_draft_gone (gpointer  data,
               GObject  *was)
{
  TgWorkspace *self = data;
  GHashTableIter iter;
  gpointer draft;

  g_hash_table_iter_init (&iter, self->drafts);
  while (g_hash_table_iter_next (&iter, NULL, &draft))
    if (draft == (gpointer) was)
      g_hash_table_iter_remove (&iter);
  g_object_unref (self);
}

static void
on_draft_value_changed (TgDraft     *draft,
                        const char  *path,
                        TgWorkspace *self)
{
  if (!tg_surroundings_follow (tg_draft_get_form (draft), path))
    return;
  tg_workspace_choose_sets (self, draft);
  tg_workspace_surround_async (self, draft, NULL, NULL);
}

/* A row that comes or goes may take the date that governs with it. */
static void
on_draft_lines_changed (TgDraft     *draft,
                        const char  *table,
                        guint        position,
                        guint        removed,
                        guint        added,
                        TgWorkspace *self)
{
  if (tg_form_version_is_dated_by (tg_draft_get_form (draft), table) &&
      tg_workspace_choose_sets (self, draft))
    tg_workspace_surround_async (self, draft, NULL, NULL);
}

/* A draft that is open keeps the workspace, so that what it hands over on its last breath is still
 * saved. */
void
tg_workspace_watch_draft (TgWorkspace *self,
                          TgDraft     *draft)
{
  g_hash_table_insert (self->drafts, g_strdup (tg_draft_get_id (draft)), draft);
  g_signal_connect (draft, "value-changed", G_CALLBACK (on_draft_value_changed), self);
  g_signal_connect (draft, "lines-changed", G_CALLBACK (on_draft_lines_changed), self);
  g_object_weak_ref (G_OBJECT (draft), on_draft_gone, g_object_ref (self));
}

guint
tg_workspace_get_count (TgWorkspace *self,
                        const char  *family,
                        const char  *group)
{
  TgFamily known = TG_FAMILY_FACT;
  TgStateGroup state_group = TG_GROUP_ALL;

  g_return_val_if_fail (TG_IS_WORKSPACE (self), 0);

  if (family != NULL && family[0] != '\0' && !tg_family_parse (family, &known))
    return 0;
  if (group != NULL && group[0] != '\0' && !tg_state_group_parse (group, &state_group))
    return 0;
  return self->counts[MIN ((guint) known, TG_N_FILED_FAMILIES)][state_group];
}
