/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-save.h"

#include "tg-editing-table.h"
#include "tg-error.h"
#include "tg-search-table.h"
#include "tg-store-private.h"

/* Saving: the one way in which a document in the store changes. All of it is one transaction (of
 * the job that calls), and it happens only on the revision that the changes were made on. What a
 * save shows of its document is made in tg-save-columns.c. Writer. */

static const char *
text_of (const char *text)
{
  return text != NULL ? text : "";
}

TgSave *
tg_save_new (gboolean    is_fact,
             const char *subject,
             const char *form,
             guint       version)
{
  TgSave *self = g_new0 (TgSave, 1);

  self->is_fact = is_fact;
  self->subject = g_strdup (subject);
  self->form = g_strdup (form);
  self->version = version;
  self->entries = g_ptr_array_new_with_free_func ((GDestroyNotify) tg_journal_entry_free);
  return self;
}

void
tg_save_free (TgSave *self)
{
  g_free (self->subject);
  g_free (self->form);
  g_free (self->pack);
  g_free (self->enterprise);
  g_clear_pointer (&self->document, tg_document_unref);
  g_clear_pointer (&self->entries, g_ptr_array_unref);
  g_free (self->number);
  g_free (self->summary);
  g_free (self->amount);
  g_free (self->currency);
  g_free (self->date);
  g_free (self->words);
  g_clear_pointer (&self->keys, g_ptr_array_unref);
  g_clear_pointer (&self->links, g_ptr_array_unref);
  g_free (self);
}

void
tg_save_add_entry (TgSave         *self,
                   TgJournalEntry *entry)
{
  g_ptr_array_add (self->entries, entry);
}

static void
bind_columns (TgDbStatement *st,
              const TgSave  *save)
{
  tg_db_bind_text (st, ":number", text_of (save->number));
  tg_db_bind_text (st, ":summary", text_of (save->summary));
  tg_db_bind_text (st, ":amount", text_of (save->amount));
  tg_db_bind_int (st, ":amount_units", tg_store_amount_units (save->amount));
  tg_db_bind_text (st, ":currency", text_of (save->currency));
  tg_db_bind_text (st, ":date", text_of (save->date));
}

static gboolean
bind_and_run (TgStoreConnection  *conn,
              TgDbStatement      *st,
              const TgSave       *save,
              GError            **error)
{
  g_autofree char *place = tg_store_place (save->is_fact ? "fact" : "filing", save->subject,
                                           "document");
  g_autofree char *json = tg_document_to_json (save->document);
  const char *enterprise = text_of (save->enterprise);

  tg_db_bind_text (st, ":id", save->subject);
  tg_db_bind_text (st, ":enterprise", enterprise[0] != '\0' ? enterprise : NULL);
  tg_db_bind_int (st, ":version", save->version);
  tg_db_bind_int (st, ":now", tg_store_connection_get_time (conn));
  bind_columns (st, save);
  return tg_store_bind_sealed (conn, st, ":document", place, json, error) && tg_db_run (st, error);
}

static gboolean
insert_filing (TgStoreConnection  *conn,
               const TgSave       *save,
               GError            **error)
{
  g_autoptr (TgDbStatement) st = NULL;

  st = tg_db_prepare (conn->db,
                      "INSERT INTO filing (id, form, version, family, enterprise, state,"
                      " attempt_state,"
                      " state_group, revision, document, number, summary, amount, amount_units,"
                      " currency,"
                      " date, pack, created, updated) VALUES (:id, :form, :version, :family,"
                      " :enterprise, 'draft',"
                      " 'none', 'draft', 1, :document, :number, :summary, :amount, :amount_units,"
                      " :currency, :date, :pack, :now, :now)", error);
  if (st == NULL)
    return FALSE;

  tg_db_bind_text (st, ":form", save->form);
  tg_db_bind_text (st, ":pack", text_of (save->pack));
  tg_db_bind_text (st, ":family", tg_family_to_name (save->family));
  return bind_and_run (conn, st, save, error);
}

static gboolean
insert_fact (TgStoreConnection  *conn,
             const TgSave       *save,
             GError            **error)
{
  g_autoptr (TgDbStatement) st = NULL;

  st = tg_db_prepare (conn->db,
                      "INSERT INTO fact (id, type, version, enterprise, revision, document,"
                      " number, summary,"
                      " amount, amount_units, currency, date, created, updated) VALUES (:id,"
                      " :form, :version,"
                      " :enterprise, 1, :document, :number, :summary, :amount, :amount_units,"
                      " :currency,"
                      " :date, :now, :now)", error);
  if (st == NULL)
    return FALSE;

  tg_db_bind_text (st, ":form", save->form);
  return bind_and_run (conn, st, save, error);
}

/* What was checked was another document: the counts go. */
#define SET_COLUMNS \
  " SET version = :version, enterprise = :enterprise, revision = revision + 1," \
  " document = :document," \
  " number = :number, summary = :summary, amount = :amount, amount_units = :amount_units," \
  " currency = :currency, date = :date, updated = :now"

static gboolean
update_document (TgStoreConnection  *conn,
                 const TgSave       *save,
                 GError            **error)
{
  g_autoptr (TgDbStatement) st = NULL;

  if (save->is_fact)
    st = tg_db_prepare (conn->db, "UPDATE fact" SET_COLUMNS " WHERE id = :id", error);
  else
    st = tg_db_prepare (conn->db,
                        "UPDATE filing" SET_COLUMNS ", n_blocking = -1, n_warnings = -1,"
                        " checked = 0"
                        " WHERE id = :id", error);
  if (st == NULL)
    return FALSE;

  return bind_and_run (conn, st, save, error);
}

/* Revision and rid of what is stored; 0 in both when there is nothing. */
static gboolean
find_stored (TgStoreConnection  *conn,
             const TgSave       *save,
             gint64             *revision,
             gint64             *rid,
             GError            **error)
{
  g_autoptr (TgDbStatement) st = NULL;
  gboolean found = FALSE;

  st = tg_db_prepare (conn->db,
                      save->is_fact ? "SELECT revision, rid FROM fact WHERE id = :id"
                      : "SELECT revision, rid FROM filing WHERE id = :id", error);
  if (st == NULL)
    return FALSE;

  tg_db_bind_text (st, ":id", save->subject);
  if (!tg_store_find (st, &found, error))
    return FALSE;

  *revision = found ? tg_db_column_int (st, 0) : 0;
  *rid = found ? tg_db_column_int (st, 1) : 0;
  return TRUE;
}

static gboolean
check_revision (const TgSave  *save,
                gint64         stored,
                GError       **error)
{
  if (stored == save->base_revision)
    return TRUE;

  g_set_error (error, TG_ERROR, stored == 0 ? TG_ERROR_NOT_FOUND : TG_ERROR_CONFLICT,
               "Document %s is at revision %" G_GINT64_FORMAT ", the change was made on"
               " %" G_GINT64_FORMAT,
               save->subject, stored, save->base_revision);
  return FALSE;
}

static gboolean
save_document (TgStoreConnection  *conn,
               const TgSave       *save,
               gint64             *rid,
               GError            **error)
{
  if (save->base_revision != 0)
    return update_document (conn, save, error);

  if (!(save->is_fact ? insert_fact (conn, save, error) : insert_filing (conn, save, error)))
    return FALSE;

  *rid = tg_db_get_last_row_id (conn->db);
  return TRUE;
}

static gboolean
save_journal (TgStoreConnection  *conn,
              const TgSave       *save,
              GError            **error)
{
  for (guint i = 0; i < save->entries->len; i++)
    {
      TgJournalEntry *entry = g_ptr_array_index (save->entries, i);

      g_free (entry->subject);
      entry->subject = g_strdup (save->subject);
      entry->base_revision = save->base_revision;
      entry->revision = save->base_revision + 1;
      entry->at = tg_store_connection_get_time (conn);
      if (!tg_journal_table_add (conn, entry, error) ||
          !tg_editing_table_clear (conn, save->subject, entry->path, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
save_links (TgStoreConnection  *conn,
            const TgSave       *save,
            GError            **error)
{
  for (guint i = 0; save->links != NULL && i < save->links->len; i++)
    if (!tg_link_table_add (conn, g_ptr_array_index (save->links, i), error))
      return FALSE;

  return TRUE;
}

gboolean
tg_save_changes (TgStoreConnection  *conn,
                 TgSave             *save,
                 gint64             *revision,
                 GError            **error)
{
  gint64 stored;
  gint64 rid;

  tg_store_connection_assert (conn);
  g_return_val_if_fail (save->document != NULL, FALSE);

  if (!find_stored (conn, save, &stored, &rid, error) || !check_revision (save, stored, error))
    return FALSE;
  if (!save_document (conn, save, &rid, error) ||
      !save_journal (conn, save, error) ||
      !save_links (conn, save, error) ||
      !tg_lookup_table_replace (conn, save->subject, save->keys, error) ||
      !tg_search_table_put (conn, save->is_fact ? TG_SEARCH_FACTS : TG_SEARCH_FILINGS, rid,
                            save->words, error) ||
      !tg_sale_table_update (conn, save->subject, error))
    return FALSE;

  tg_store_connection_changed (conn,
                               save->is_fact ? TG_STORE_CHANGE_FACTS : TG_STORE_CHANGE_FILINGS);
  if (revision != NULL)
    *revision = save->base_revision + 1;
  return TRUE;
}
