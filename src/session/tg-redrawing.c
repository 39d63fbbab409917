/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-redrawing.h"

#include "tg-fact-table.h"
#include "tg-filing-table.h"
#include "tg-journal-table.h"
#include "tg-link-table.h"
#include "tg-touch.h"

/* `chain` says where filing and fact differ, the journal says what had been drawn: the document as
 * it was created, and after that what steps of origin `derivation` set. It is read only where
 * something differs. */

typedef struct
{
  TgStoreConnection *conn;
  const TgForm      *form;
  const TgDocument  *document;
  GPtrArray         *links;
  TgDocument        *drawn;       /* (nullable) as it was drawn; read at the first difference */
  GPtrArray         *found;
} Look;

void
tg_redrawn_free (TgRedrawn *self)
{
  g_free (self->path);
  g_free (self->source);
  g_free (self->source_kind);
  g_free (self->source_number);
  g_free (self->source_path);
  g_free (self->filed);
  g_free (self->present);
  g_free (self);
}

/* ---- what was drawn ---- */

static TgDocument *
read_drawn (TgStoreConnection  *conn,
            const char         *filing,
            GError            **error)
{
  g_autoptr (GPtrArray) entries = tg_journal_table_list_since (conn, filing, 0, error);
  g_autoptr (TgDocument) drawn = NULL;

  if (entries == NULL)
    return NULL;
  for (guint i = 0; i < entries->len; i++)
    {
      const TgJournalEntry *entry = entries->pdata[i];

      if (entry->kind == TG_JOURNAL_CREATED && drawn == NULL)
        {
          drawn = tg_document_new_from_json (entry->new_value, -1, error);
          if (drawn == NULL)
            return NULL;
        }
      /* A line that is not in it was added since: its values have no past. */
      else if (drawn != NULL && entry->kind == TG_JOURNAL_SET &&
               entry->origin == TG_ORIGIN_DERIVATION)
        tg_document_set (drawn, entry->path, entry->new_value, NULL);
    }
  return drawn != NULL ? g_steal_pointer (&drawn) : tg_document_new ();
}

static gboolean
was_there (const TgDocument *drawn,
           const char       *path)
{
  g_autofree char *table = NULL;
  g_autofree char *line = NULL;

  return !tg_path_split (path, &table, &line, NULL) || table == NULL ||
         tg_document_find_line (drawn, table, line) >= 0;
}

/* ---- who changed it ---- */

/* What the form itself filled in, because the fact had nothing, does not go. */
static gboolean
is_default (const Look      *look,
            const TgTouched *touched)
{
  const TgField *field = tg_form_find_field (look->form, touched->path);

  return touched->present[0] == '\0' && field != NULL && field->initial != NULL;
}

static void
add (Look               *look,
     const TgFactRecord *fact,
     const TgTouched    *touched)
{
  const char *drawn = was_there (look->drawn, touched->path)
                      ? tg_document_get (look->drawn, touched->path) : touched->filed;
  TgRedrawn *redrawn;

  if (g_str_equal (drawn, touched->present) || is_default (look, touched))
    return;
  redrawn = g_new0 (TgRedrawn, 1);
  redrawn->path = g_strdup (touched->path);
  redrawn->source = g_strdup (fact->id);
  redrawn->source_kind = g_strdup (fact->type);
  redrawn->source_number = g_strdup (fact->number);
  redrawn->source_path = g_strdup (touched->source_path);
  redrawn->filed = g_strdup (touched->filed);
  redrawn->present = g_strdup (touched->present);
  redrawn->is_own = !g_str_equal (drawn, touched->filed);
  g_ptr_array_add (look->found, redrawn);
}

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

static gboolean
look_at (Look        *look,
         const char  *filing,
         const char  *fact_id,
         GError     **error)
{
  g_autoptr (TgFactRecord) fact = tg_fact_table_load (look->conn, fact_id, NULL);
  g_autoptr (GPtrArray) own = NULL;
  g_autoptr (GPtrArray) touched = NULL;
  TgSource source;

  if (fact == NULL)
    return TRUE;
  own = pick_links (look->links, fact_id);
  source = (TgSource) { fact->id, fact->type, fact->document };
  touched = tg_touch_find (look->form, look->document, own, &source, NULL);
  if (touched->len > 0 && look->drawn == NULL)
    look->drawn = read_drawn (look->conn, filing, error);
  if (touched->len > 0 && look->drawn == NULL)
    return FALSE;
  for (guint i = 0; i < touched->len; i++)
    add (look, fact, touched->pdata[i]);
  return TRUE;
}

GPtrArray *
tg_redrawing_list (TgStoreConnection  *conn,
                   TgCatalogue        *catalogue,
                   const char         *filing,
                   GError            **error)
{
  g_autoptr (TgFilingRecord) record = tg_filing_table_load (conn, filing, error);
  g_autoptr (GPtrArray) links = NULL;
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func ((GDestroyNotify) tg_redrawn_free);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  gboolean done = TRUE;
  Look look;

  links = record != NULL ? tg_link_table_list_sources (conn, filing, error) : NULL;
  if (links == NULL)
    return NULL;
  look = (Look) { conn, tg_catalogue_find (catalogue, record->form, record->version),
                  record->document, links, NULL, found };
  for (guint i = 0; look.form != NULL && done && i < links->len; i++)
    if (g_hash_table_add (seen, ((TgLink *) links->pdata[i])->source))
      done = look_at (&look, filing, ((TgLink *) links->pdata[i])->source, error);
  g_clear_pointer (&look.drawn, tg_document_unref);
  return done ? g_steal_pointer (&found) : NULL;
}
