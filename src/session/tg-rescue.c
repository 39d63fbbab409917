/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-rescue.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "tg-key-sealer.h"
#include "tg-pool.h"
#include "tg-restore.h"
#include "tg-salvage.h"
#include "tg-swap.h"
#include "tg-workspace-key.h"

/* A rescue is a restore out of the damaged store itself: made ready beside it, settled, swapped.
 * In the pool. */

typedef struct
{
  char *folder;
  char *passphrase;     /* nullable */
} Damaged;

static void
damaged_free (gpointer data)
{
  Damaged *damaged = data;

  g_free (damaged->folder);
  tg_secret_box_wipe (damaged->passphrase);
  g_free (damaged);
}

static TgSealer *
open_sealer (const Damaged  *damaged,
             GError        **error)
{
  g_autoptr (TgSecretBox) box = tg_workspace_key_find_box (damaged->folder, damaged->passphrase,
                                                           error);
  g_autoptr (TgDataKey) key = box != NULL ? tg_data_key_open (box, FALSE, NULL, error) : NULL;

  return key != NULL ? tg_key_sealer_new (key) : NULL;
}

static TgSalvageReport *
rescue (const Damaged  *damaged,
        GError        **error)
{
  const char *folder = damaged->folder;
  g_autoptr (TgSealer) sealer = NULL;
  g_autoptr (TgClock) clock = tg_system_clock_new ();
  g_autoptr (TgSalvageReport) report = NULL;

  if (!tg_swap_resume (folder, error))
    return NULL;
  sealer = open_sealer (damaged, error);
  report = sealer != NULL ? tg_salvage_run (folder, NULL, error) : NULL;
  if (report == NULL)
    return NULL;
  if (tg_restore_settle (folder, NULL, sealer, clock, error) &&
      tg_swap_commit (folder, TRUE, error))
    return g_steal_pointer (&report);
  tg_swap_give_up (folder);
  return NULL;
}

static gpointer
run_rescue (gpointer   source,
            gpointer   data,
            GError   **error)
{
  TgSalvageReport *report = rescue (data, error);

  return report;
}

void
tg_rescue_async (const char          *folder,
                 const char          *passphrase,
                 GCancellable        *cancellable,
                 GAsyncReadyCallback  callback,
                 gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Damaged *damaged = g_new0 (Damaged, 1);

  damaged->folder = g_canonicalize_filename (folder, NULL);
  damaged->passphrase = g_strdup (passphrase);
  g_task_set_source_tag (task, tg_rescue_async);
  g_task_set_task_data (task, damaged, damaged_free);
  tg_pool_run (task, run_rescue, (GDestroyNotify) tg_salvage_report_free);
}

TgSalvageReport *
tg_rescue_finish (GAsyncResult  *result,
                  GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

gboolean
tg_rescue_needs_passphrase (const char *folder)
{
  return tg_workspace_key_is_locked (folder);
}

/* ---- in words ---- */

typedef struct
{
  const char *table;
  const char *name;     /* N_() */
} Named;

static const Named named[] = {
  { "filing", N_("Filings") },
  { "fact", N_("Facts") },
  { "receipt", N_("Receipts") },
  { "attempt", N_("Submissions") },
  { "journal", N_("Steps of the history") },
  { "setting", N_("Settings") },
};

static char *
describe_table (const TgSalvagedTable *table,
                const char            *name)
{
  guint n_saved = (guint) table->n_saved;
  guint n_lost = (guint) MAX (table->n_lost, 0);

  if (table->n_lost == 0)
    return g_strdup_printf (_("%s: all %u saved"), name, n_saved);
  if (table->n_lost < 0)
    return g_strdup_printf (_("%s: %u saved; how many are lost is not known"), name, n_saved);
  return g_strdup_printf (_("%s: %u saved, %u lost"), name, n_saved, n_lost);
}

char **
tg_rescue_describe (const TgSalvageReport *report)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new ();

  for (guint i = 0; i < G_N_ELEMENTS (named); i++)
    {
      const TgSalvagedTable *table = tg_salvage_report_find (report, named[i].table);

      if (table != NULL)
        g_ptr_array_add (lines, describe_table (table, _(named[i].name)));
    }
  if (report->lost->len > 0)
    {
      g_autofree char **numbers = g_new0 (char *, report->lost->len + 1);
      g_autofree char *all = NULL;

      memcpy (numbers, report->lost->pdata, report->lost->len * sizeof (char *));
      all = g_strjoinv (_(", "), numbers);
      g_ptr_array_add (lines, g_strdup_printf (_("Lost filings: %s"), all));
    }
  g_ptr_array_add (lines, g_strdup (_("The damaged files are kept in a folder of their own.")));
  g_ptr_array_add (lines, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&lines), FALSE);
}
