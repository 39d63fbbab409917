/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-duties.h"

#include "tg-clock.h"
#include "tg-deadline-table.h"
#include "tg-fact-table.h"
#include "tg-filing-table.h"
#include "tg-link-table.h"
#include "tg-touch.h"

/* Dates come from the rules of the form, the table of them is the store's; here is only when they
 * are written and struck out. A filing is marked when at least one drawn value differs from its fact, so a change
 * of anything else marks nothing. */

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

/* What the document has no date for any more is due no more. */
static gboolean
remove_dates (TgStoreConnection  *conn,
              TgForm             *form,
              const char         *subject,
              GPtrArray          *dates,
              GError            **error)
{
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
  TgRulesContext context = { today, NULL, NULL };
  g_autoptr (GPtrArray) dates = NULL;

  if (form == NULL || form->dues->len == 0)
    return TRUE;
  dates = tg_rules_list_deadlines (tg_catalogue_get_rules (catalogue, form), save->document,
                                   &context, save->subject);
  for (guint i = 0; i < dates->len; i++)
    {
      g_autoptr (TgDeadline) named = name_deadline (dates->pdata[i], save);

      if (!tg_deadline_table_put (conn, named, error))
        return FALSE;
    }
  return remove_dates (conn, form, save->subject, dates, error);
}

/* ---- what was drawn ---- */

static GPtrArray *
pick_links (GPtrArray  *links,
            const char *source)
{
  GPtrArray *picked = g_ptr_array_new_with_free_func ((GDestroyNotify) tg_derived_link_free);

  for (guint i = 0; i < links->len; i++)
    {
      const TgLink *link = links->pdata[i];

      if (g_str_equal (link->source, source))
        g_ptr_array_add (picked,
                         tg_derived_link_new (link->source, link->source_kind, link->source_path,
                                              link->target_path));
    }
  return picked;
}

static void
take_all (GPtrArray *to,
          GPtrArray *from)
{
  while (from->len > 0)
    g_ptr_array_add (to, g_ptr_array_steal_index (from, 0));
}

GPtrArray *
tg_duties_list_touched (TgStoreConnection  *conn,
                        TgCatalogue        *catalogue,
                        const char         *filing,
                        GError            **error)
{
  g_autoptr (TgFilingRecord) record = tg_filing_table_load (conn, filing, error);
  g_autoptr (GPtrArray) links = NULL;
  g_autoptr (GPtrArray) touched = g_ptr_array_new_with_free_func ((GDestroyNotify) tg_touched_free);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  TgForm *form;

  if (record == NULL)
    return NULL;
  links = tg_link_table_list_sources (conn, filing, error);
  if (links == NULL)
    return NULL;
  form = tg_catalogue_find (catalogue, record->form, record->version);
  for (guint i = 0; form != NULL && i < links->len; i++)
    {
      const TgLink *link = links->pdata[i];
      g_autoptr (TgFactRecord) fact = NULL;
      g_autoptr (GPtrArray) own = NULL;
      g_autoptr (GPtrArray) found = NULL;
      TgSource source;

      if (!g_hash_table_add (seen, link->source))
        continue;
      fact = tg_fact_table_load (conn, link->source, NULL);
      if (fact == NULL)
        continue;
      own = pick_links (links, link->source);
      source = (TgSource) { fact->id, fact->type, fact->document };
      found = tg_touch_find (form, record->document, own, &source, NULL);
      take_all (touched, found);
    }
  return g_steal_pointer (&touched);
}

gboolean
tg_duties_set_drawn (TgStoreConnection  *conn,
                     const char         *filing,
                     gboolean            is_drawn,
                     GError            **error)
{
  return tg_deadline_table_set_done (conn, filing, REDRAW, is_drawn, error);
}

static gboolean
mark (TgStoreConnection  *conn,
      TgCatalogue        *catalogue,
      const TgSave       *fact,
      const char         *target,
      GError            **error)
{
  g_autoptr (TgFilingRecord) filing = tg_filing_table_load_record (conn, target, NULL);
  g_autoptr (GPtrArray) touched = NULL;
  g_autoptr (TgClock) clock = tg_system_clock_new ();
  g_autofree char *today = NULL;
  g_autofree char *chinese = NULL;
  g_autofree char *english = NULL;
  g_autoptr (TgText) words = NULL;
  g_autoptr (TgDeadline) deadline = NULL;

  if (filing == NULL || !tg_state_can_edit (filing->state, filing->attempt_state))
    return TRUE;
  touched = tg_duties_list_touched (conn, catalogue, target, error);
  if (touched == NULL)
    return FALSE;
  if (touched->len == 0)
    return tg_duties_set_drawn (conn, target, TRUE, error);
  today = tg_clock_dup_today (clock);
  chinese = g_strdup_printf ("%s 所依据的 %s 已改动，可重新带出", filing->number, fact->number);
  english = g_strdup_printf ("%s was drawn from %s, which has changed: draw it again",
                             filing->number,
                             fact->number);
  words = tg_text_new (chinese, english);
  deadline = tg_deadline_new (REDRAW, today, target, words);
  return tg_deadline_table_put (conn, deadline, error) &&
         tg_duties_set_drawn (conn, target, FALSE, error);
}

static gboolean
mark_all (TgStoreConnection  *conn,
          TgCatalogue        *catalogue,
          const TgSave       *save,
          GError            **error)
{
  g_autoptr (GPtrArray) links = tg_link_table_list_targets (conn, save->subject, error);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; links != NULL && i < links->len; i++)
    {
      const TgLink *link = links->pdata[i];

      if (g_hash_table_add (seen, link->target) &&
          !mark (conn, catalogue, save, link->target, error))
        return FALSE;
    }
  return links != NULL;
}

/* ---- public ---- */

gboolean
tg_duties_save (TgStoreConnection  *conn,
                TgCatalogue        *catalogue,
                TgSave             *save,
                gint64             *revision,
                GError            **error)
{
  /* The row of the chain board, which the save brings up to date, shows what is due. */
  if (!put_dates (conn, catalogue, save, error) || !tg_save_changes (conn, save, revision, error))
    return FALSE;
  return !save->is_fact || save->base_revision == 0 || mark_all (conn, catalogue, save, error);
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
