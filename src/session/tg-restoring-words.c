/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-restoring.h"

#include <glib/gi18n-lib.h>

/* What a restore would do, for a person to read. */

#define NAMED 5

static char *
count_one (TgRestoreSubject subject,
           guint            count)
{
  switch (subject)
    {
    case TG_RESTORE_FILING:
      return g_strdup_printf (ngettext ("%u filing", "%u filings", count), count);
    case TG_RESTORE_FACT:
      return g_strdup_printf (ngettext ("%u fact", "%u facts", count), count);
    case TG_RESTORE_RECEIPT:
      return g_strdup_printf (ngettext ("%u receipt", "%u receipts", count), count);
    }
  g_return_val_if_reached (NULL);
}

/* "2 filings, 1 fact"; NULL if there is none. */
static char *
count_all (const TgRestorePreview *preview,
           TgRestoreEffect         effect)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < TG_N_RESTORE_SUBJECTS; i++)
    {
      guint count = preview->counts[i][effect];
      g_autofree char *words = count_one ((TgRestoreSubject) i, count);

      if (count == 0)
        continue;
      if (text->len > 0)
        g_string_append (text, _(", "));
      g_string_append (text, words);
    }
  return text->len > 0 ? g_string_free (g_steal_pointer (&text), FALSE) : NULL;
}

/* The numbers of some, after a colon; "" if none has one. */
static char *
name_some (const TgRestorePreview *preview,
           TgRestoreEffect         effect)
{
  g_autoptr (GString) text = g_string_new (NULL);
  guint n_named = 0;

  for (guint i = 0; i < preview->changes->len && n_named < NAMED; i++)
    {
      const TgRestoreChange *change = preview->changes->pdata[i];

      if (change->effect != effect || change->subject == TG_RESTORE_RECEIPT ||
          change->number[0] == '\0')
        continue;
      g_string_append (text, n_named++ == 0 ? _(": ") : _(", "));
      g_string_append (text, change->number);
    }
  if (n_named == NAMED)
    g_string_append (text, "…");
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
add_effect (GPtrArray              *lines,
            const TgRestorePreview *preview,
            TgRestoreEffect         effect,
            const char             *heading)
{
  g_autofree char *counts = count_all (preview, effect);
  g_autofree char *names = counts != NULL ? name_some (preview, effect) : NULL;

  if (counts != NULL)
    g_ptr_array_add (lines, g_strconcat (heading, counts, names, NULL));
}

static void
describe_preview (GPtrArray              *lines,
                  const TgRestorePreview *preview)
{
  add_effect (lines, preview, TG_RESTORE_LOST, _("Not in the backup, and gone afterwards: "));
  add_effect (lines, preview, TG_RESTORE_OLDER, _("Changed since, and older afterwards: "));
  add_effect (lines, preview, TG_RESTORE_BACK, _("Missing here, and back afterwards: "));
  if (preview->n_sent > 0)
    g_ptr_array_add (lines, g_strdup_printf (
                       ngettext ("%u of these filings is at the single window: the next sync "
                                 "brings it back as it was sent.",
                                 "%u of these filings are at the single window: the next sync "
                                 "brings them back as they were sent.", preview->n_sent),
                       preview->n_sent));
}

/* Of those that a person can do something about, each with its reason. */
static void
add_refused (GPtrArray *lines,
             GPtrArray *packs)
{
  for (guint i = 0; i < packs->len; i++)
    {
      const TgPackReturn *pack = packs->pdata[i];

      if (pack->kind == TG_PACK_RETURN_REFUSED)
        g_ptr_array_add (lines, g_strdup_printf (_("The pack %s is in the backup, but is not "
                                                   "installed. %s"), pack->name, pack->reason));
    }
}

static void
add_packs (GPtrArray        *lines,
           GPtrArray        *packs,
           TgPackReturnKind  kind,
           const char       *heading)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < packs->len; i++)
    {
      const TgPackReturn *pack = packs->pdata[i];

      if (pack->kind != kind)
        continue;
      if (names->len > 0)
        g_string_append (names, _(", "));
      g_string_append (names, pack->name);
    }
  if (names->len > 0)
    g_ptr_array_add (lines, g_strconcat (heading, names->str, NULL));
}

static void
describe_installed (GPtrArray *lines,
                    GPtrArray *packs)
{
  add_packs (lines, packs, TG_PACK_RETURN_NEW, _("Packs that are installed from the backup: "));
  add_packs (lines, packs, TG_PACK_RETURN_BESIDE,
             _("Older packs that are put beside the newer ones installed here, for filings by "
               "their forms; the newer ones stay in force: "));
}

static void
describe_left (GPtrArray *lines,
               GPtrArray *packs)
{
  add_packs (lines, packs, TG_PACK_RETURN_OLDER,
             _("Packs in the backup that are older than what is installed here, and are not put "
               "over it: "));
  add_refused (lines, packs);
}

char **
tg_restoring_describe (TgRestoring *self)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new ();
  const TgRestorePreview *preview;

  g_return_val_if_fail (TG_IS_RESTORING (self), NULL);

  preview = tg_restoring_get_preview (self);
  if (preview != NULL)
    describe_preview (lines, preview);
  else
    g_ptr_array_add (lines,
                     g_strdup (_("What is here now cannot be read, so that the two cannot be "
                                 "compared. Its files are kept in a folder of their own.")));
  describe_installed (lines, tg_restoring_get_packs (self));
  if (lines->len == 0)
    g_ptr_array_add (lines, g_strdup (_("Nothing changes: the backup is as what is here now.")));
  describe_left (lines, tg_restoring_get_packs (self));
  if (preview != NULL && tg_restoring_replaces (self))
    g_ptr_array_add (lines, g_strdup (_("What is here now is backed up first, so that you can go "
                                        "back to it.")));
  g_ptr_array_add (lines, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&lines), FALSE);
}
