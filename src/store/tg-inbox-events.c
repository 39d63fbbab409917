/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-inbox-private.h"

#include "tg-clock.h"
#include "tg-date.h"
#include "tg-enterprise-table.h"
#include "tg-filing-table.h"
#include "tg-json.h"
#include "tg-movement.h"
#include "tg-notice-table.h"
#include "tg-posting-private.h"

/* What the window's other events do. Their data come as canonical JSON that the decoder has
* checked to be an object; a member that is missing or of another type is taken as empty. */

static JsonNode *
parse_data (TgEvent *event)
{
  g_autoptr (JsonNode) node = NULL;

  node = tg_json_parse (tg_event_get_data (event), -1, &TG_JSON_LIMITS_DEFAULT, NULL);
  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return NULL;
  return g_steal_pointer (&node);
}

static gboolean
is_ours (TgStoreConnection  *conn,
         const char         *filing,
         gint64              revision,
         gboolean           *result,
         GError            **error)
{
  g_autoptr (TgDbStatement) st = NULL;

  st = tg_db_prepare (conn->db,
                      "SELECT 1 FROM attempt WHERE filing = :filing AND (revision = :revision"
                      " OR state IN ('sending', 'unknown'))", error);
  if (st == NULL)
    return FALSE;

  tg_db_bind_text (st, ":filing", filing);
  tg_db_bind_int (st, ":revision", revision);
  return tg_store_find (st, result, error);
}

gboolean
tg_inbox_apply_filing (TgStoreConnection  *conn,
                       TgEvent            *event,
                       TgInboxSummary     *summary,
                       GError            **error)
{
  g_autoptr (JsonNode) node = parse_data (event);
  const char *filing = tg_event_get_filing (event);
  gboolean ours = FALSE;

  if (node == NULL || filing == NULL)
    return TRUE;
  if (!is_ours (conn, filing, tg_json_get_int (json_node_get_object (node), "revision", 0), &ours,
                error))
    return FALSE;

  if (!ours)
    g_ptr_array_add (summary->foreign, g_strdup (filing));
  return TRUE;
}

gboolean
tg_inbox_apply_notice (TgStoreConnection  *conn,
                       TgEvent            *event,
                       TgInboxSummary     *summary,
                       GError            **error)
{
  g_autoptr (JsonNode) node = parse_data (event);
  g_autoptr (TgNotice) notice = NULL;
  JsonObject *data;
  gint64 expires = 0;

  if (node == NULL)
    return TRUE;

  data = json_node_get_object (node);
  if (!tg_time_from_rfc3339 (tg_json_get_string (data, "expires", ""), &expires, NULL))
    expires = 0;
  notice = tg_notice_new (tg_event_get_id (event),
                          tg_severity_parse (tg_json_get_string (data, "severity", "")),
                          tg_json_get_string (data, "title", ""),
                          tg_json_get_string (data, "body", ""),
                          tg_event_get_at (event), expires);
  if (!tg_notice_table_add (conn, notice, error))
    return FALSE;

  g_ptr_array_add (summary->notices, g_steal_pointer (&notice));
  return TRUE;
}

/* What an agency says anew goes over what it said before; the rest stays. */
static char *
merge_standing (const char *before,
                JsonObject *news)
{
  g_autoptr (JsonNode) node = NULL;
  GList *members = json_object_get_members (news);

  if (before[0] != '\0')
    node = tg_json_parse (before, -1, &TG_JSON_LIMITS_DEFAULT, NULL);
  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    {
      g_clear_pointer (&node, json_node_unref);
      node = json_node_new (JSON_NODE_OBJECT);
      json_node_take_object (node, json_object_new ());
    }

  for (GList *l = members; l != NULL; l = l->next)
    json_object_set_member (json_node_get_object (node), l->data,
                            json_node_copy (json_object_get_member (news, l->data)));
  g_list_free (members);
  return json_to_string (node, FALSE);
}

/* The one that the event names; where it names none, the only one there is. */
static TgEnterprise *
find_enterprise (TgStoreConnection  *conn,
                 const char         *code,
                 GError            **error)
{
  g_autoptr (GPtrArray) all = NULL;

  if (code[0] != '\0')
    return tg_enterprise_table_find_code (conn, code, error);

  all = tg_enterprise_table_list (conn, error);
  if (all == NULL || all->len != 1)
    return NULL;
  return g_ptr_array_steal_index (all, 0);
}

gboolean
tg_inbox_apply_enterprise (TgStoreConnection  *conn,
                           TgEvent            *event,
                           TgInboxSummary     *summary,
                           GError            **error)
{
  g_autoptr (JsonNode) node = parse_data (event);
  g_autoptr (GError) reason = NULL;
  g_autoptr (TgEnterprise) enterprise = NULL;
  g_autofree char *standing = NULL;
  JsonObject *data;

  if (node == NULL)
    return TRUE;

  data = json_node_get_object (node);
  enterprise = find_enterprise (conn, tg_json_get_string (data, "enterprise", ""), &reason);
  if (reason != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&reason));
      return FALSE;
    }
  if (enterprise == NULL)
    return TRUE;

  summary->has_enterprise = TRUE;
  standing = merge_standing (enterprise->standing, data);
  return tg_enterprise_table_set_standing (conn, enterprise->id, standing, error);
}

/* The enterprise of the filing that the event names, "" if there is none. */
static char *
dup_enterprise_of (TgStoreConnection *conn,
                   const char        *filing)
{
  g_autoptr (TgFilingRecord) record = NULL;

  if (filing == NULL)
    return g_strdup ("");

  record = tg_filing_table_load_record (conn, filing, NULL);
  return g_strdup (record != NULL ? record->enterprise : "");
}

/* China's day. */
static char *
to_day (gint64 at)
{
  return tg_date_from_days ((at / G_USEC_PER_SEC + 8 * 3600) / (24 * 3600));
}

/* A bank that writes a debit as a negative amount says the same. */
static void
set_amount (TgPosting  *posting,
            const char *amount)
{
  gboolean is_negative = amount[0] == '-';

  posting->amount = g_strdup (is_negative ? amount + 1 : amount);
  if (is_negative && tg_movement_kind_sign (posting->kind) >= 0)
    {
      g_free (posting->kind);
      posting->kind = g_strdup ("debit");
    }
}

static TgPosting *
make_posting (TgEvent    *event,
              JsonObject *data)
{
  TgPosting *posting = g_new0 (TgPosting, 1);

  posting->id = g_strdup (tg_event_get_id (event));
  posting->event = g_strdup (tg_event_get_id (event));
  posting->named = g_strdup (tg_event_get_filing (event));
  posting->kind = g_strdup (tg_json_get_string (data, "kind", ""));
  posting->currency = g_strdup (tg_json_get_string (data, "currency", ""));
  posting->counterparty = g_strdup (tg_json_get_string (data, "counterparty", ""));
  posting->reference = g_strdup (tg_json_get_string (data, "reference", ""));
  posting->at = tg_event_get_at (event);
  posting->date = to_day (posting->at);
  set_amount (posting, tg_json_get_string (data, "amount", ""));
  return posting;
}

static TgAccount *
make_account (TgStoreConnection *conn,
              TgEvent           *event,
              JsonObject        *data)
{
  TgAccount *account = g_new0 (TgAccount, 1);

  account->number = g_strdup (tg_json_get_string (data, "account", ""));
  account->currency = g_strdup (tg_json_get_string (data, "currency", ""));
  account->stated = g_strdup (tg_json_get_string (data, "balance", ""));
  account->stated_at = tg_event_get_at (event);
  /* Other events name the filing that was paid. */
  if (g_str_equal (tg_json_get_string (data, "kind", ""), "opened"))
    account->filing = g_strdup (tg_event_get_filing (event));
  account->enterprise = dup_enterprise_of (conn, tg_event_get_filing (event));
  return account;
}

gboolean
tg_inbox_apply_account (TgStoreConnection  *conn,
                        TgEvent            *event,
                        GError            **error)
{
  g_autoptr (JsonNode) node = parse_data (event);
  g_autoptr (TgAccount) account = NULL;
  g_autoptr (TgPosting) posting = NULL;
  g_autofree char *moved = NULL;

  if (node == NULL)
    return TRUE;

  account = make_account (conn, event, json_node_get_object (node));
  if (account->number[0] == '\0')
    return TRUE;
  posting = make_posting (event, json_node_get_object (node));
  moved = g_strdup_printf ("%s%s", tg_movement_kind_sign (posting->kind) < 0 ? "-" : "",
                           posting->amount);
  if (!tg_account_table_put (conn, account, moved, error))
    return FALSE;

  posting->account = g_strdup (account->id);
  /* That it was opened moves nothing. */
  return tg_posting_units (posting->amount) == 0 ||
         tg_posting_table_put (conn, posting, error);
}

gboolean
tg_inbox_apply_code_table (TgEvent        *event,
                           TgInboxSummary *summary)
{
  g_autoptr (JsonNode) node = parse_data (event);
  const char *table;

  if (node == NULL)
    return TRUE;

  table = tg_json_get_string (json_node_get_object (node), "table", "");
  if (table[0] != '\0')
    g_ptr_array_add (summary->code_tables, g_strdup (table));
  return TRUE;
}
