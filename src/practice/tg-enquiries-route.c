/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-request.h"

#include "tg-clock.h"
#include "tg-json.h"

/* `GET /v1/enquiries/{kind}?q=…&from=…&to=…&cursor=…`: answered from the code tables, the account's
 * enterprises and what it filed. Each kind is one query of the book that gives a JSON object a row;
 * `:account`, `:words` (a LIKE pattern), `:from` and `:to` (µs) are bound where it names them. */

#define PATH "/v1/enquiries/"
#define PAGE 50

#define CODES(table, as) \
  "SELECT json_patch (row, json_object ('" as "', code)) FROM code_row" \
  " WHERE table_name = '" table "' AND (code LIKE :words OR row LIKE :words)" \
  " ORDER BY code, valid_from"
#define FILINGS(which) \
  "SELECT json_object ('filing', f.id, 'form', f.form, 'enterprise', f.enterprise," \
  " 'revision', f.revision, 'status', f.status, 'number', f.number, 'own_number', f.own_number," \
  " 'at', strftime ('%Y-%m-%dT%H:%M:%SZ', s.at / 1000000, 'unixepoch'))" \
  " FROM filing f JOIN submission s ON s.seq = f.submission WHERE f.account = :account" which \
  " AND s.at >= :from AND s.at < :to" \
  " AND (f.number LIKE :words OR f.own_number LIKE :words OR f.match_key LIKE :words" \
  " OR json_extract (CAST (s.item AS TEXT), '$.document') LIKE :words) ORDER BY f.seq DESC"

static const struct
{
  const char *kind;
  const char *sql;
} kinds[] = {
  { "enterprise-credit",
    "SELECT json_object ('code', e.code, 'filings', (SELECT count (*) FROM filing f"
    " WHERE f.account = e.account AND f.enterprise = e.code), 'refused', (SELECT count (*)"
    " FROM filing f WHERE f.account = e.account AND f.enterprise = e.code"
    " AND f.status = 'refused')) FROM enterprise e WHERE e.account = :account"
    " AND e.code LIKE :words ORDER BY e.code" },
  { "negative-list", CODES ("license_docs", "document") },
  { "product", CODES ("hs", "hs") },
  { "shipment", FILINGS (" AND f.form LIKE 'customs.%'") },
  { "trade", FILINGS ("") },
  { "exchange-rate", CODES ("currencies_alpha3", "currency") },
  { "statistics",
    "SELECT json_object ('form', form, 'status', status, 'count', count (*)) FROM filing"
    " WHERE account = :account AND form LIKE :words GROUP BY form, status ORDER BY form, status" },
  { "trace",
    "SELECT json_object ('event', id, 'type', type, 'filing', filing, 'data', json (data))"
    " FROM event WHERE account = :account AND at >= :from AND at < :to"
    " AND (filing LIKE :words OR data LIKE :words) ORDER BY seq" },
};

static const char *
find_sql (const char *kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (kinds[i].kind, kind))
      return kinds[i].sql;
  return NULL;
}

/* A day, or a moment, as the contract writes it. FALSE: answered with 400. */
static gboolean
need_time (TgRequest  *request,
           const char *name,
           gint64      fallback,
           gint64     *out)
{
  const char *text = tg_request_get_query (request, name);
  g_autofree char *moment = text != NULL && strlen (text) == 10
    ? g_strconcat (text, "T00:00:00.000Z", NULL) : g_strdup (text);
  g_autofree char *detail = NULL;

  *out = fallback;
  if (moment == NULL || tg_time_from_rfc3339 (moment, out, NULL))
    return TRUE;
  detail = g_strdup_printf ("“%s” is no day and no time", name);
  tg_request_problem (request, 400, "invalid", detail);
  return FALSE;
}

/* What was asked for is words, not a pattern. */
static char *
make_pattern (TgRequest *request)
{
  const char *words = tg_request_get_query (request, "q");
  GString *pattern = g_string_new ("%");

  g_string_append (pattern, words != NULL ? words : "");
  g_string_replace (pattern, "_", " ", 0);
  g_string_append_c (pattern, '%');
  return g_string_free (pattern, FALSE);
}

static void
bind (TgDbStatement *st,
      TgRequest     *request,
      const char    *sql,
      gint64         from,
      gint64         to)
{
  g_autofree char *pattern = make_pattern (request);

  tg_db_bind_text (st, ":words", pattern);
  if (strstr (sql, ":account") != NULL)
    tg_db_bind_text (st, ":account", request->account);
  if (strstr (sql, ":from") != NULL)
    {
      tg_db_bind_int (st, ":from", from);
      tg_db_bind_int (st, ":to", to);
    }
}

/* Rows from `after` on, at most a page; `*has_more` says whether one more is there. */
static gboolean
read_rows (TgDbStatement  *st,
           JsonArray      *rows,
           gint64          after,
           gboolean       *has_more,
           GError        **error)
{
  gboolean has_row;

  for (gint64 i = 0; i < after + PAGE + 1; i++)
    {
      JsonNode *node;

      if (!tg_db_step (st, &has_row, error))
        return FALSE;
      *has_more = has_row && i == after + PAGE;
      if (!has_row || *has_more)
        return TRUE;
      node = i >= after ? tg_json_parse (tg_db_column_text (st, 0), -1, NULL, NULL) : NULL;
      if (node != NULL)
        json_array_add_element (rows, node);
    }
  return TRUE;
}

static char *
write_answer (TgRequest  *request,
              const char *kind,
              JsonArray  *rows,
              const char *more)
{
  TgBook *book = tg_request_get_book (request);
  g_autofree char *at = tg_time_to_rfc3339 (tg_book_get_time (book));
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *answer = json_object_new ();

  json_node_take_object (node, answer);
  json_object_set_string_member (answer, "api", "1");
  json_object_set_string_member (answer, "epoch", tg_book_get_epoch (book));
  json_object_set_string_member (answer, "kind", kind);
  json_object_set_string_member (answer, "asked_at", at);
  json_object_set_array_member (answer, "rows", json_array_ref (rows));
  if (more != NULL)
    json_object_set_string_member (answer, "more", more);
  else
    json_object_set_null_member (answer, "more");
  return tg_json_to_canonical (node, NULL);
}

static gboolean
answer_kind (TgRequest   *request,
             const char  *kind,
             const char  *sql,
             GError     **error)
{
  TgDb *db = tg_book_get_db (tg_request_get_book (request));
  g_autoptr (JsonArray) rows = json_array_new ();
  g_autoptr (TgDbStatement) st = NULL;
  g_autofree char *more = NULL;
  gint64 after, from, to;
  gboolean has_more = FALSE;

  if (!tg_request_need_cursor (request, &after) || !need_time (request, "from", 0, &from) ||
      !need_time (request, "to", G_MAXINT64, &to))
    return TRUE;
  st = tg_db_prepare (db, sql, error);
  if (st == NULL)
    return FALSE;
  bind (st, request, sql, from, to);
  if (!read_rows (st, rows, MIN (after, G_MAXINT32), &has_more, error))
    return FALSE;
  if (has_more)
    more = tg_request_new_cursor (request, after + PAGE);
  tg_request_answer (request, 200, "application/json", write_answer (request, kind, rows, more));
  return TRUE;
}

gboolean
tg_enquiries_route_answer (TgRequest  *request,
                           GError    **error)
{
  const char *kind = g_str_has_prefix (request->path, PATH) ? request->path + strlen (PATH) : "";
  const char *sql = find_sql (kind);

  if (sql != NULL)
    return answer_kind (request, kind, sql, error);
  tg_request_problem (request, 404, "not-found", "The window answers no such enquiry");
  return TRUE;
}
