/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-drawn-once.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "tg-error.h"
#include "tg-fact-table.h"
#include "tg-filing-table.h"
#include "tg-link-table.h"
#include "tg-posting-table.h"

/* A draft stands, a filing that was refused, withdrawn or removed does not; a fact stands as long
 * as it has an amount, for taking that out is how a posting is taken back. */

#define POSTING "posting"

static gboolean
is_once (const TgForm *form,
         const char   *kind)
{
  return form->once != NULL && g_strv_contains ((const char * const *) form->once, kind);
}

/* An account that a form begins with is told as a posting without an amount: it is drawn from as
 * often as one likes. */
static gboolean
is_one_thing (const TgSource *source)
{
  return strcmp (source->type, POSTING) != 0 ||
         *tg_document_get (source->document, "amount") != '\0';
}

static char *
describe (const TgForm *form,
          const char   *number)
{
  return *number != '\0' ? g_strdup_printf ("%s %s", tg_text_get (form->title), number)
                         : g_strdup (tg_text_get (form->title));
}

static char *
describe_fact (TgCatalogue        *catalogue,
               const TgFactRecord *fact,
               const char         *kind)
{
  const TgForm *form = tg_catalogue_find_fact (catalogue, fact->type, fact->version);

  if (form == NULL || !is_once (form, kind) ||
      (form->list_amount != NULL && *tg_document_get (fact->document, form->list_amount) == '\0'))
    return NULL;
  return describe (form, fact->number);
}

/* NULL where it is of no such form, or does not stand. */
static char *
describe_standing (TgStoreConnection *conn,
                   TgCatalogue       *catalogue,
                   const char        *id,
                   const char        *kind)
{
  g_autoptr (TgFilingRecord) filing = tg_filing_table_load_record (conn, id, NULL);
  g_autoptr (TgFactRecord) fact = filing == NULL ? tg_fact_table_load (conn, id, NULL) : NULL;
  const TgForm *form;

  if (fact != NULL)
    return describe_fact (catalogue, fact, kind);
  if (filing == NULL || filing->removed || filing->state == TG_FILING_REFUSED ||
      filing->state == TG_FILING_WITHDRAWN)
    return NULL;
  form = tg_catalogue_find (catalogue, filing->form, filing->version);
  return form != NULL && is_once (form, kind) ? describe (form, filing->number) : NULL;
}

static char *
describe_source (TgCatalogue    *catalogue,
                 const TgSource *source)
{
  const TgForm *form = tg_catalogue_find_fact (catalogue, source->type, 0);

  if (strcmp (source->type, POSTING) == 0)
    return g_strdup (tg_document_get (source->document, "reference"));
  if (form == NULL)
    form = tg_catalogue_find (catalogue, source->type, 0);
  if (form == NULL)
    return g_strdup (source->type);
  return describe (form, form->list_number != NULL
                         ? tg_document_get (source->document, form->list_number) : "");
}

static char *
find_drawn (TgStoreConnection  *conn,
            TgCatalogue        *catalogue,
            const TgSource     *source,
            GError            **error)
{
  g_autoptr (GPtrArray) links = tg_link_table_list_targets (conn, source->id, error);
  char *before = NULL;

  for (guint i = 0; links != NULL && i < links->len && before == NULL; i++)
    before = describe_standing (conn, catalogue, ((TgLink *) links->pdata[i])->target,
                                source->type);
  return before;
}

/* A posting that a filing declared by its reference was drawn from by nobody. */
static char *
find_declaring (TgStoreConnection  *conn,
                TgCatalogue        *catalogue,
                const TgSource     *source,
                GError            **error)
{
  g_autoptr (TgPosting) posting = NULL;

  if (strcmp (source->type, POSTING) != 0)
    return NULL;
  posting = tg_posting_table_find (conn, source->id, error);
  return posting != NULL && *posting->subject != '\0'
         ? describe_standing (conn, catalogue, posting->subject, POSTING) : NULL;
}

static gboolean
check_source (TgStoreConnection  *conn,
              TgCatalogue        *catalogue,
              const TgSource     *source,
              GError            **error)
{
  g_autoptr (GError) local = NULL;
  g_autofree char *before = find_drawn (conn, catalogue, source, &local);
  g_autofree char *what = NULL;

  if (before == NULL && local == NULL)
    before = find_declaring (conn, catalogue, source, &local);
  if (local == NULL && before != NULL)
    {
      what = describe_source (catalogue, source);
      /* Translators: a payment or a posting with its number; a form with its number */
      g_set_error (&local, TG_ERROR, TG_ERROR_REFUSED,
                   _("“%s” counts once, and stands in “%s” already. Open that one, or take it "
                     "back before another is drawn."), what, before);
    }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

gboolean
tg_drawn_once_check (TgStoreConnection  *conn,
                     TgCatalogue        *catalogue,
                     const TgForm       *form,
                     const TgSource     *sources,
                     guint               n_sources,
                     GError            **error)
{
  for (guint i = 0; i < n_sources; i++)
    if (is_once (form, sources[i].type) && is_one_thing (&sources[i]) &&
        !check_source (conn, catalogue, &sources[i], error))
      return FALSE;
  return TRUE;
}
