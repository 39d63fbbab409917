/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-duties.h"

#include <string.h>

#include "tg-clock.h"
#include "tg-deadline-table.h"
#include "tg-fact-table.h"
#include "tg-filing-table.h"
#include "tg-ledger.h"
#include "tg-link-table.h"
#include "tg-redrawing.h"

/* Dates come from the rules of the form, the table of them is the store's; here is only when they
 * are written and struck out. A filing is marked when at least one value that was drawn from a fact
 * is changed by the save of that fact, so a change of anything else marks nothing. */

#define REDRAW "redraw"

/* ---- dates ---- */

static TgDeadline *
name_deadline (TgDeadline   *deadline,
               const TgSave *save)
{
  TgText *words = tg_deadline_get_words (deadline);
  g_autofree char *chinese = NULL;
  g_autofree char *english = NULL;
  g_autoptr (TgText) named = NULL;

  if (save->number == NULL || save->number[0] == '\0')
    return g_object_ref (deadline);
  chinese = g_strdup_printf ("%s %s", save->number, tg_text_get_in (words, "zh"));
  english = g_strdup_printf ("%s: %s", save->number, tg_text_get_in (words, "en"));
  named = tg_text_new (chinese, english);
  return tg_deadline_new (tg_deadline_get_kind (deadline), tg_deadline_get_date (deadline),
                          tg_deadline_get_subject (deadline), named);
}

static gboolean
has_kind (GPtrArray  *deadlines,
          const char *kind)
{
  for (guint i = 0; i < deadlines->len; i++)
    if (g_str_equal (tg_deadline_get_kind (deadlines->pdata[i]), kind))
      return TRUE;
  return FALSE;
}

/* ---- what is taken over ---- */

/* The first of two of a kind counts. Takes the deadline over under the filing's id. */
static void
take_over (GPtrArray  *dates,
           TgDeadline *deadline,
           const char *subject)
{
  const char *kind = tg_deadline_get_kind (deadline);

  for (guint i = 0; i < dates->len; i++)
    if (g_str_equal (tg_deadline_get_kind (dates->pdata[i]), kind))
      {
        if (strcmp (tg_deadline_get_date (dates->pdata[i]), tg_deadline_get_date (deadline)) <= 0)
          return;
        g_ptr_array_remove_index (dates, i);
        break;
      }
  g_ptr_array_add (dates, tg_deadline_new (kind, tg_deadline_get_date (deadline), subject,
                                           tg_deadline_get_words (deadline)));
}

static gboolean
take_over_from (TgStoreConnection  *conn,
                const TgForm       *form,
                const char         *source,
                const char         *subject,
                GPtrArray          *dates,
                GError            **error)
{
  g_autoptr (GPtrArray) deadlines = tg_deadline_table_list_of (conn, source, error);

  for (guint i = 0; deadlines != NULL && i < deadlines->len; i++)
    if (g_strv_contains ((const char * const *) form->settles,
                         tg_deadline_get_kind (deadlines->pdata[i])))
      take_over (dates, deadlines->pdata[i], subject);
  return deadlines != NULL;
}

/* What a filing is made to be done with, of all that it was drawn from: it stands with the filing
 * from now on, unless that has a date of its own for it. */
static GPtrArray *
list_taken_over (TgStoreConnection  *conn,
                 const TgForm       *form,
                 const TgSave       *save,
                 GError            **error)
{
  g_autoptr (GPtrArray) dates = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) links = NULL;

  if (save->is_fact || form->settles == NULL)
    return g_steal_pointer (&dates);
  links = tg_link_table_list_sources (conn, save->subject, error);
  if (links == NULL)
    return NULL;
  for (guint i = 0; i < links->len; i++)
    if (!take_over_from (conn, form, ((TgLink *) links->pdata[i])->source, save->subject, dates,
                         error))
      return NULL;
  for (guint i = 0; save->links != NULL && i < save->links->len; i++)
    if (!take_over_from (conn, form, ((TgLink *) save->links->pdata[i])->source, save->subject,
                         dates, error))
      return NULL;
  return g_steal_pointer (&dates);
}

/* What the document has no date for any more is due no more. */
static gboolean
remove_dates (TgStoreConnection  *conn,
              TgForm             *form,
              const char         *subject,
              GPtrArray          *dates,
              GError            **error)
{
  for (guint i = 0; form->settles != NULL && form->settles[i] != NULL; i++)
    if (!has_kind (dates, form->settles[i]) &&
        !tg_deadline_table_remove (conn, subject, form->settles[i], error))
      return FALSE;
  for (guint i = 0; i < form->dues->len; i++)
    {
      const TgDue *due = form->dues->pdata[i];

      if (!has_kind (dates, due->id) && !tg_deadline_table_remove (conn, subject, due->id, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
put_dates (TgStoreConnection  *conn,
           TgCatalogue        *catalogue,
           const TgSave       *save,
           GError            **error)
{
  TgForm *form = save->is_fact ? tg_catalogue_find_fact (catalogue, save->form, 0)
                               : tg_catalogue_find (catalogue, save->form, save->version);
  g_autoptr (TgClock) clock = tg_system_clock_new ();
  g_autofree char *today = tg_clock_dup_today (clock);
  TgRulesContext context = { today, tg_store_connection_get_codes (conn), NULL };
  g_autoptr (GPtrArray) dates = NULL;
  g_autoptr (GPtrArray) taken = NULL;

  if (form == NULL || (form->dues->len == 0 && form->settles == NULL))
    return TRUE;
  dates = tg_rules_list_deadlines (tg_catalogue_get_rules (catalogue, form), save->document,
                                   &context, save->subject);
  taken = list_taken_over (conn, form, save, error);
  if (taken == NULL)
    return FALSE;
  for (guint i = 0; i < dates->len; i++)
    {
      g_autoptr (TgDeadline) named = name_deadline (dates->pdata[i], save);

      if (!tg_deadline_table_put (conn, named, error))
        return FALSE;
    }
  for (guint i = 0; i < taken->len; i++)
    if (!has_kind (dates, tg_deadline_get_kind (taken->pdata[i])))
      {
        if (!tg_deadline_table_put (conn, taken->pdata[i], error))
          return FALSE;
        g_ptr_array_add (dates, g_object_ref (taken->pdata[i]));
      }
  return remove_dates (conn, form, save->subject, dates, error);
}

/* ---- what was drawn ---- */

gboolean
tg_duties_set_drawn (TgStoreConnection  *conn,
                     const char         *filing,
                     gboolean            is_drawn,
                     GError            **error)
{
  return tg_deadline_table_set_done (conn, filing, REDRAW, is_drawn, error);
}

/* The fact before and after the save that may touch what was drawn from it. */
typedef struct
{
  TgCatalogue      *catalogue;
  const TgSave     *fact;
  const TgDocument *before;
} Change;

static gboolean
is_touched (const Change *change,
            GPtrArray    *redrawn)
{
  for (guint i = 0; i < redrawn->len; i++)
    {
      const TgRedrawn *value = redrawn->pdata[i];

      if (g_str_equal (value->source, change->fact->subject) &&
          !g_str_equal (tg_document_get (change->before, value->source_path), value->present))
        return TRUE;
    }
  return FALSE;
}

static gboolean
put_mark (TgStoreConnection    *conn,
          const TgFilingRecord *filing,
          const char           *source,
          GError              **error)
{
  g_autoptr (TgClock) clock = tg_system_clock_new ();
  g_autofree char *today = tg_clock_dup_today (clock);
  g_autofree char *chinese = g_strdup_printf ("%s 所依据的 %s 已改动，可重新带出", filing->number,
                                              source);
  g_autofree char *english = g_strdup_printf ("%s was drawn from %s, which has changed: draw it "
                                              "again", filing->number, source);
  g_autoptr (TgText) words = tg_text_new (chinese, english);
  g_autoptr (TgDeadline) deadline = tg_deadline_new (REDRAW, today, filing->id, words);

  return tg_deadline_table_put (conn, deadline, error) &&
         tg_duties_set_drawn (conn, filing->id, FALSE, error);
}

static gboolean
mark (TgStoreConnection  *conn,
      const Change       *change,
      const char         *target,
      GError            **error)
{
  g_autoptr (TgFilingRecord) filing = tg_filing_table_load_record (conn, target, NULL);
  g_autoptr (GPtrArray) redrawn = NULL;

  if (filing == NULL || !tg_state_can_edit (filing->state, filing->attempt_state))
    return TRUE;
  redrawn = tg_redrawing_list (conn, change->catalogue, target, error);
  if (redrawn == NULL)
    return FALSE;
  if (redrawn->len == 0)
    return tg_duties_set_drawn (conn, target, TRUE, error);
  return !is_touched (change, redrawn) || put_mark (conn, filing, change->fact->number, error);
}

static gboolean
mark_all (TgStoreConnection  *conn,
          const Change       *change,
          GError            **error)
{
  g_autoptr (GPtrArray) links = tg_link_table_list_targets (conn, change->fact->subject, error);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; links != NULL && i < links->len; i++)
    {
      const TgLink *link = links->pdata[i];

      if (g_hash_table_add (seen, link->target) && !mark (conn, change, link->target, error))
        return FALSE;
    }
  return links != NULL;
}

/* A redraw, or its undo: the mark stands where something is still to be drawn; what the person has
 * typed over is no such thing. */
static gboolean
follow_redraw (TgStoreConnection  *conn,
               TgCatalogue        *catalogue,
               const TgSave       *save,
               GError            **error)
{
  g_autoptr (GPtrArray) redrawn = NULL;
  gboolean is_redraw = FALSE;
  gboolean is_drawn = TRUE;

  for (guint i = 0; i < save->entries->len && !is_redraw; i++)
    is_redraw = ((TgJournalEntry *) save->entries->pdata[i])->origin == TG_ORIGIN_DERIVATION;
  if (!is_redraw || save->base_revision == 0)
    return TRUE;
  redrawn = tg_redrawing_list (conn, catalogue, save->subject, error);
  if (redrawn == NULL)
    return FALSE;
  for (guint i = 0; i < redrawn->len; i++)
    is_drawn = is_drawn && ((TgRedrawn *) redrawn->pdata[i])->is_own;
  return tg_duties_set_drawn (conn, save->subject, is_drawn, error);
}

/* A filing keeps the pack that it was made under. */
static void
put_pack (TgCatalogue *catalogue,
          TgSave      *save)
{
  const TgForm *form = tg_catalogue_find (catalogue, save->form, save->version);

  if (!save->is_fact && save->base_revision == 0 && form != NULL && save->pack == NULL)
    save->pack = g_strdup (tg_catalogue_get_pack (catalogue, form));
}

/* ---- public ---- */

gboolean
tg_duties_save (TgStoreConnection  *conn,
                TgCatalogue        *catalogue,
                TgSave             *save,
                gint64             *revision,
                GError            **error)
{
  g_autoptr (TgFactRecord) before = NULL;
  Change change = { catalogue, save, NULL };

  if (save->is_fact && save->base_revision > 0)
    before = tg_fact_table_load (conn, save->subject, NULL);
  put_pack (catalogue, save);
  /* The row of the chain board, which the save brings up to date, shows what is due. */
  if (!put_dates (conn, catalogue, save, error) || !tg_save_changes (conn, save, revision, error))
    return FALSE;
  if (!save->is_fact)
    return follow_redraw (conn, catalogue, save, error);
  if (!tg_ledger_follow_save (conn, catalogue, save, error))
    return FALSE;
  if (before == NULL)
    return TRUE;
  change.before = before->document;
  return mark_all (conn, &change, error);
}

static gboolean
strike_out (TgStoreConnection  *conn,
            const char         *deadline,
            const char         *filing,
            GPtrArray          *links,
            GError            **error)
{
  if (!tg_deadline_table_set_done (conn, filing, deadline, TRUE, error))
    return FALSE;
  for (guint i = 0; i < links->len; i++)
    if (!tg_deadline_table_set_done (conn, ((TgLink *) links->pdata[i])->source, deadline, TRUE,
                                     error))
      return FALSE;
  return TRUE;
}

gboolean
tg_duties_set_done (TgStoreConnection  *conn,
                    const char         *filing,
                    const TgForm       *form,
                    GError            **error)
{
  g_autoptr (GPtrArray) links = tg_link_table_list_sources (conn, filing, error);

  if (links == NULL || !tg_duties_set_drawn (conn, filing, TRUE, error))
    return FALSE;
  for (guint i = 0; form->settles != NULL && form->settles[i] != NULL; i++)
    if (!strike_out (conn, form->settles[i], filing, links, error))
      return FALSE;
  return TRUE;
}
