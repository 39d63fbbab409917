/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-beside.h"

#include "tg-account-table.h"
#include "tg-enterprise-table.h"
#include "tg-fact-table.h"
#include "tg-quota-table.h"
#include "tg-quota.h"

/* What the register of accounts says beside a document that moves money: the account that it
 * names, and what a person has used of the year's quotas. The document itself is not counted. */

static void
put (TgBeside   *self,
     const char *key,
     TgDocument *document)
{
  g_hash_table_insert (self->others, g_strdup (key),
                       tg_document_freeze (tg_document_ref (document)));
}

static GPtrArray *
list_movements (const TgBeside *self)
{
  TgRulesContext context = { self->about->today, tg_store_connection_get_codes (self->conn),
                             self->others };

  return tg_rules_list_movements (self->about->rules, self->about->document, &context);
}

/* ---- the account ---- */

static gboolean
add_account (TgBeside   *self,
             GPtrArray  *movements,
             GError    **error)
{
  const TgMovement *first = movements->len > 0 ? movements->pdata[0] : NULL;
  g_autoptr (TgAccount) account = NULL;
  g_autoptr (TgDocument) document = NULL;
  g_autoptr (GError) local = NULL;

  if (first == NULL || first->parts[TG_MOVE_ACCOUNT][0] == '\0')
    return TRUE;
  account = tg_account_table_find (self->conn, first->parts[TG_MOVE_ACCOUNT],
                                   first->parts[TG_MOVE_CURRENCY], &local);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (account == NULL)
    return TRUE;
  document = tg_document_new ();
  /* Else it is only what has moved since. */
  if (account->is_begun)
    tg_document_set (document, "balance", account->balance, NULL);
  tg_document_set (document, "currency", account->currency, NULL);
  tg_document_set (document, "kind", account->kind, NULL);
  tg_document_set (document, "bank", account->bank, NULL);
  put (self, "other.account", document);
  return TRUE;
}

/* ---- the quota ---- */

static char *
dup_year (const TgBeside *self,
          GPtrArray      *movements)
{
  for (guint i = 0; i < movements->len; i++)
    {
      const TgMovement *movement = movements->pdata[i];

      if (movement->parts[TG_MOVE_QUOTA][0] != '\0' && movement->parts[TG_MOVE_DATE][0] != '\0')
        return g_strndup (movement->parts[TG_MOVE_DATE], 4);
    }
  return g_strndup (self->about->today, 4);
}

/* "settlement", "settlement_left", "settlement_exempt", "settlement_unknown", the same of
 * "purchase". */
static void
set_use (TgDocument       *document,
         const TgQuotaUse *use)
{
  g_autofree char *left = tg_quota_dup_left (use);
  g_autofree char *unknown = g_strdup_printf ("%u", use->n_unknown);
  const struct { const char *suffix, *value; } values[] = {
    { "", use->used }, { "_left", left }, { "_exempt", use->exempt }, { "_unknown", unknown },
  };

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    {
      g_autofree char *key = g_strconcat (use->quota, values[i].suffix, NULL);

      tg_document_set (document, key, values[i].value, NULL);
    }
  tg_document_set (document, "year", use->year, NULL);
}

static gboolean
is_person (TgBeside *self)
{
  g_autoptr (TgEnterprise) enterprise = NULL;

  if (self->about->enterprise == NULL || self->about->enterprise[0] == '\0')
    return FALSE;
  enterprise = tg_enterprise_table_load (self->conn, self->about->enterprise, NULL);
  return enterprise != NULL && g_str_equal (enterprise->kind, "seller");
}

static gboolean
add_quota (TgBeside   *self,
           GPtrArray  *movements,
           GError    **error)
{
  g_autofree char *year = dup_year (self, movements);
  g_autoptr (TgDocument) document = NULL;
  g_autoptr (GPtrArray) uses = NULL;

  if (!is_person (self))
    return TRUE;
  uses = tg_quota_table_list (self->conn, self->about->enterprise, year, self->about->id, error);
  if (uses == NULL)
    return FALSE;
  document = tg_document_new ();
  for (guint i = 0; i < uses->len; i++)
    set_use (document, uses->pdata[i]);
  put (self, "other.quota", document);
  return TRUE;
}

gboolean
tg_beside_add_money (TgBeside  *self,
                     GError   **error)
{
  gboolean quota = tg_beside_is_read (self, "quota");
  gboolean account = tg_beside_is_read (self, "account");
  g_autoptr (GPtrArray) movements = NULL;

  if (!quota && !account)
    return TRUE;
  movements = list_movements (self);
  return (!account || add_account (self, movements, error)) &&
         (!quota || add_quota (self, movements, error));
}

gboolean
tg_beside_moves (const TgForm *form,
                 const char   *path)
{
  static const TgMovePart parts[] = { TG_MOVE_ACCOUNT, TG_MOVE_CURRENCY, TG_MOVE_DATE };

  for (guint i = 0; i < form->moves->len; i++)
    for (guint part = 0; part < G_N_ELEMENTS (parts); part++)
      if (g_strcmp0 (((TgMove *) form->moves->pdata[i])->expressions[parts[part]], path) == 0)
        return TRUE;
  return FALSE;
}
