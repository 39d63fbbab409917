/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-sample.h"

#include "tg-account-table.h"
#include "tg-desk.h"
#include "tg-entry-table.h"
#include "tg-error.h"
#include "tg-json.h"
#include "tg-submission-table.h"
#include "tg-wire-codec.h"

/* The sample company as the window knows it. Filing and submission bear the ids that the file gives
 * them, the same as in the client; orders, payments and waybills of its lists count as there. */

typedef struct
{
  TgBook     *book;
  const char *account;
  GHashTable *codes;       /* key of an enterprise in the file → its credit code */
  const char *entry;       /* the declaration that the closed lists were merged into, nullable */
} Loader;

static JsonNode *
read_file (const char  *path,
           GError     **error)
{
  g_autofree char *text = NULL;
  gsize length;
  JsonNode *node;

  if (!g_file_get_contents (path, &text, &length, error))
    return NULL;
  node = tg_json_parse (text, (gssize) length, NULL, error);
  if (node == NULL)
    g_prefix_error (error, "%s: ", path);
  return node;
}

static TgDocument *
read_document (JsonObject  *object,
               GError     **error)
{
  JsonNode *node = json_object_get_member (object, "document");
  g_autofree char *text = NULL;

  if (node == NULL)
    {
      g_set_error_literal (error, TG_ERROR, TG_ERROR_INVALID, "A sample has no document");
      return NULL;
    }
  text = tg_json_to_canonical (node, error);
  return text != NULL ? tg_document_new_from_json (text, -1, error) : NULL;
}

/* The window knows an enterprise by its credit code, the file by the fact's key. */
static gboolean
read_enterprises (Loader      *loader,
                  JsonObject  *root,
                  GError     **error)
{
  JsonArray *array;

  if (!tg_json_need_array (root, "enterprises", &array, error))
    return FALSE;
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonObject *enterprise = tg_json_get_object_at (array, i);
      g_autoptr (TgDocument) document = read_document (enterprise, error);
      const char *key;

      if (document == NULL || !tg_json_need_string (enterprise, "key", &key, error))
        return FALSE;
      g_hash_table_insert (loader->codes, g_strdup (key),
                           g_strdup (tg_document_get (document, "uscc")));
      if (!tg_account_table_add_enterprise (loader->book, loader->account,
                                            tg_document_get (document, "uscc"), error))
        return FALSE;
    }
  return TRUE;
}

/* Those whose documents a list needs before customs looks at it. */
static gboolean
add_partners (Loader          *loader,
              const TgFiling  *filing,
              GError         **error)
{
  static const char * const messages[] = { "303", "403", "505" };

  for (guint i = 0; i < G_N_ELEMENTS (messages); i++)
    {
      if (*filing->match_key != '\0' &&
          !tg_entry_table_put_partner (loader->book, loader->account, messages[i],
                                       filing->match_key, "", error))
        return FALSE;
      if (g_str_equal (filing->form, "customs.order"))
        break;
    }
  return TRUE;
}

/* A list that is closed in the sample stands in the sample's declaration, not in one still to
 * come. */
static gboolean
add_entry (Loader          *loader,
           const TgFiling  *filing,
           GError         **error)
{
  if (loader->entry == NULL || filing->state != TG_FILING_CLOSED)
    return TRUE;
  return tg_entry_table_add_list (loader->book, loader->account, filing->id, loader->entry, "1",
                                  error);
}

static gboolean
store (Loader        *loader,
       TgSubmission  *item,
       TgFiling      *filing,
       GError       **error)
{
  TgResult result = { .id = item->id, .received = TRUE, .revision = 1, .reference = (char *) "" };
  g_autoptr (GBytes) signed_bytes = tg_wire_get_signed_bytes (item, error);
  g_autofree char *digest =
    signed_bytes != NULL ? tg_json_digest (g_bytes_get_data (signed_bytes, NULL)) : NULL;

  if (signed_bytes == NULL)
    return FALSE;
  item->signed_bytes = signed_bytes;
  item->digest = digest;
  return tg_submission_table_insert (loader->book, loader->account, item, &result,
                                     &filing->submission, error) &&
         tg_filing_table_put (loader->book, filing, error) &&
         add_partners (loader, filing, error) &&
         add_entry (loader, filing, error);
}

/* What the agency gave it last: later documents name it by that. */
static const char *
get_number (JsonObject *filing)
{
  JsonArray *receipts = tg_json_get_array (filing, "receipts");

  for (guint i = receipts != NULL ? json_array_get_length (receipts) : 0; i > 0; i--)
    {
      const char *number =
        tg_json_get_string (tg_json_get_object_at (receipts, i - 1), "number", "");

      if (*number != '\0')
        return number;
    }
  return "";
}

/* A draft was never sent, so the window has not heard of it. */
static gboolean
read_filing (Loader      *loader,
             JsonObject  *object,
             GError     **error)
{
  g_autoptr (TgDocument) document = read_document (object, error);
  g_autofree char *match_key = NULL;
  TgFiling filing = { .account = (char *) loader->account, .revision = 1 };
  TgSubmission item = { .action = TG_ACTION_FILE, .form_version = 1, .document = document };
  const char *id, *submission, *form, *enterprise, *state;

  if (document == NULL || !tg_json_need_string (object, "id", &id, error) ||
      !tg_json_need_string (object, "submission", &submission, error) ||
      !tg_json_need_string (object, "form", &form, error) ||
      !tg_json_need_string (object, "enterprise", &enterprise, error) ||
      !tg_json_need_string (object, "state_wanted", &state, error))
    return FALSE;
  if (!tg_filing_state_parse (state, &filing.state) ||
      !g_hash_table_contains (loader->codes, enterprise))
    {
      g_set_error (error, TG_ERROR, TG_ERROR_INVALID, "The sample filing %s is of no known state"
                   " or enterprise", id);
      return FALSE;
    }
  if (filing.state == TG_FILING_DRAFT)
    return TRUE;
  match_key = tg_desk_make_match_key (document);
  item.id = (char *) submission;
  item.filing = filing.id = (char *) id;
  item.form = filing.form = (char *) form;
  item.form_version = filing.form_version = (guint) tg_json_get_int (object, "version", 1);
  item.enterprise = filing.enterprise = g_hash_table_lookup (loader->codes, enterprise);
  filing.document = document;
  filing.match_key = match_key;
  filing.number = (char *) get_number (object);
  return store (loader, &item, &filing, error);
}

/* Two accounts may have loaded the same sample: they share the declaration's number. */
static gboolean
read_entry (Loader      *loader,
            JsonObject  *root,
            GError     **error)
{
  JsonArray *facts = tg_json_get_array (root, "facts");

  for (guint i = 0; facts != NULL && i < json_array_get_length (facts); i++)
    {
      JsonObject *fact = tg_json_get_object_at (facts, i);

      if (!g_str_equal (tg_json_get_string (fact, "type", ""), "declaration"))
        continue;
      loader->entry = tg_json_get_string (fact, "key", NULL);
      return loader->entry == NULL ||
             tg_entry_table_add_entry (loader->book, loader->account, loader->entry, error);
    }
  return TRUE;
}

static gboolean
read_all (Loader      *loader,
          JsonObject  *root,
          GError     **error)
{
  JsonArray *filings;

  if (!read_enterprises (loader, root, error) || !read_entry (loader, root, error) ||
      !tg_json_need_array (root, "filings", &filings, error))
    return FALSE;
  for (guint i = 0; i < json_array_get_length (filings); i++)
    if (!read_filing (loader, tg_json_get_object_at (filings, i), error))
      return FALSE;
  return TRUE;
}

gboolean
tg_sample_load (TgBook      *book,
                const char  *account,
                const char  *path,
                GError     **error)
{
  g_autoptr (GHashTable) codes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GPtrArray) known = tg_filing_table_list (book, account, 0, 1, error);
  Loader loader = { book, account, codes, NULL };
  g_autoptr (JsonNode) root = NULL;
  TgDb *db = tg_book_get_db (book);

  if (known == NULL)
    return FALSE;
  if (known->len > 0)
    return TRUE;
  root = read_file (path, error);
  if (root == NULL || !tg_db_begin (db, error))
    return FALSE;
  if (read_all (&loader, json_node_get_object (root), error) && tg_db_commit (db, error))
    return TRUE;
  tg_db_rollback (db);
  return FALSE;
}
