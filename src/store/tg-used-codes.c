/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-used-codes.h"

#include "tg-store-private.h"

/* Documents are sealed, so what was used is not found by a query: the newest few are opened, and
 * of those only what is small enough to be opened within a key press. */

#define MAX_CODES     12
#define MAX_DOCUMENTS 12
#define MAX_BYTES     65536

static void
add_value (GPtrArray  *codes,
           const char *value)
{
  if (value[0] != '\0' && codes->len < MAX_CODES &&
      !g_ptr_array_find_with_equal_func (codes, value, g_str_equal, NULL))
    g_ptr_array_add (codes, g_strdup (value));
}

static void
add_document (GPtrArray        *codes,
              const TgDocument *document,
              const char       *table,
              const char       *field)
{
  if (table == NULL)
    add_value (codes, tg_document_get (document, field));
  else
    for (guint i = tg_document_get_n_lines (document, table); i > 0; i--)
      add_value (codes, tg_document_get_cell (document, table, i - 1, field));
}

/* Where to look, in which column, what was found. */
typedef struct
{
  const char *form;
  const char *table;      /* nullable */
  const char *field;
  GPtrArray  *codes;
} Search;

static gboolean
search_in (Search             *search,
           TgStoreConnection  *conn,
           const char         *kind,
           TgDbStatement      *st,
           GError            **error)
{
  gboolean has_row = FALSE;

  tg_db_bind_text (st, ":form", search->form);
  tg_db_bind_int (st, ":bytes", MAX_BYTES);
  tg_db_bind_int (st, ":limit", MAX_DOCUMENTS);
  while (search->codes->len < MAX_CODES && tg_db_step (st, &has_row, error))
    {
      g_autofree char *place = NULL;
      g_autoptr (TgDocument) document = NULL;

      if (!has_row)
        return TRUE;
      place = tg_store_place (kind, tg_store_column (st, 0), "document");
      document = tg_store_open_document (conn, st, 1, place, error);
      if (document == NULL)
        return FALSE;
      add_document (search->codes, document, search->table, search->field);
    }
  return search->codes->len >= MAX_CODES;
}

GPtrArray *
tg_used_codes_load (TgStoreConnection  *conn,
                    const char         *form,
                    const char         *table,
                    const char         *field,
                    GError            **error)
{
  g_autoptr (GPtrArray) codes = g_ptr_array_new_with_free_func (g_free);
  Search search = { form, table, field, codes };
  g_autoptr (TgDbStatement) filings = NULL;
  g_autoptr (TgDbStatement) facts = NULL;

  tg_store_connection_assert (conn);

  filings = tg_db_prepare (conn->db,
                           "SELECT id, document FROM filing WHERE form = :form AND removed = 0"
                           " AND length (document) <= :bytes ORDER BY updated DESC, rid DESC"
                           " LIMIT :limit", error);
  if (filings == NULL || !search_in (&search, conn, "filing", filings, error))
    return NULL;
  facts = tg_db_prepare (conn->db,
                         "SELECT id, document FROM fact WHERE type = :form AND removed = 0"
                         " AND length (document) <= :bytes ORDER BY updated DESC, rid DESC"
                         " LIMIT :limit", error);
  if (facts == NULL || !search_in (&search, conn, "fact", facts, error))
    return NULL;
  return g_steal_pointer (&codes);
}
