/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-workspace-accounts.h"

#include "tg-account-list.h"
#include "tg-deadline-table.h"
#include "tg-fact-table.h"
#include "tg-posting-list.h"
#include "tg-quota-table.h"
#include "tg-table-list.h"
#include "tg-workspace-private.h"

/* Accounts and postings are windows on the store; persons, enterprises and what is due are few. */

GListModel *
tg_workspace_list_accounts (TgWorkspace *self)
{
  g_return_val_if_fail (TG_IS_WORKSPACE (self), NULL);

  return tg_account_list_new (self->store, TG_CODE_LOOKUP (self->codes), self->enterprise, "");
}

GListModel *
tg_workspace_list_account (TgWorkspace *self,
                           const char  *id)
{
  g_return_val_if_fail (TG_IS_WORKSPACE (self), NULL);

  return tg_account_list_new (self->store, TG_CODE_LOOKUP (self->codes), "", id);
}

/* Lives as long as the list. */
static void
words_free (gpointer data)
{
  TgPostingListWords *words = data;

  tg_catalogue_unref (words->catalogue);
  g_object_unref (words->codes);
  g_free (words);
}

GListModel *
tg_workspace_list_postings (TgWorkspace *self,
                            const char  *account)
{
  TgPostingListWords *words = NULL;
  GListModel *list;

  g_return_val_if_fail (TG_IS_WORKSPACE (self) && account != NULL, NULL);

  words = g_new0 (TgPostingListWords, 1);
  words->catalogue = tg_catalogue_ref (self->catalogue);
  words->codes = TG_CODE_LOOKUP (g_object_ref (self->codes));
  list = tg_posting_list_new (self->store, words, account);
  g_object_set_data_full (G_OBJECT (list), "tg-words", words, words_free);
  return list;
}

/* ---- quotas ---- */

static gboolean
add_quotas (GPtrArray           *quotas,
            TgStoreConnection   *conn,
            const TgEnterprise  *person,
            const char          *year,
            GError             **error)
{
  g_autoptr (GPtrArray) uses = tg_quota_table_list (conn, person->id, year, NULL, error);

  for (guint i = 0; uses != NULL && i < uses->len; i++)
    g_ptr_array_add (quotas, tg_quota_new (uses->pdata[i], person->name));
  return uses != NULL;
}

/* `argument` is the year and the enterprise that is shown. */
static GPtrArray *
read_quotas (TgStoreConnection  *conn,
             const char         *argument,
             GError            **error)
{
  g_autofree char *year = g_strndup (argument, 4);
  const char *shown = argument + 4;
  g_autoptr (GPtrArray) enterprises = tg_enterprise_table_list (conn, error);
  g_autoptr (GPtrArray) quotas = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; enterprises != NULL && i < enterprises->len; i++)
    {
      const TgEnterprise *one = enterprises->pdata[i];

      if (g_str_equal (one->kind, "seller") &&
          (shown[0] == '\0' || g_str_equal (shown, one->id)) &&
          !add_quotas (quotas, conn, one, year, error))
        return NULL;
    }
  return enterprises != NULL ? g_steal_pointer (&quotas) : NULL;
}

GListModel *
tg_workspace_list_quotas (TgWorkspace *self)
{
  g_autofree char *today = NULL;
  g_autofree char *argument = NULL;

  g_return_val_if_fail (TG_IS_WORKSPACE (self), NULL);

  today = tg_clock_dup_today (self->clock);
  argument = g_strdup_printf ("%.4s%s", today, self->enterprise);
  return tg_table_list_new (self->store, TG_TYPE_QUOTA,
                            TG_STORE_CHANGE_ACCOUNTS | TG_STORE_CHANGE_FACTS, read_quotas,
                            argument);
}

/* ---- categories ---- */

static GPtrArray *
read_categories (TgStoreConnection  *conn,
                 const char         *shown,
                 GError            **error)
{
  g_autoptr (GPtrArray) enterprises = tg_enterprise_table_list (conn, error);
  GPtrArray *categories;

  if (enterprises == NULL)
    return NULL;
  categories = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < enterprises->len; i++)
    {
      const TgEnterprise *one = enterprises->pdata[i];
      g_autoptr (TgFactRecord) fact = NULL;
      const char *code;

      if (one->fact[0] == '\0' || (shown[0] != '\0' && !g_str_equal (shown, one->id)))
        continue;
      fact = tg_fact_table_load (conn, one->fact, NULL);
      code = fact != NULL ? tg_document_get (fact->document, "forex_category") : "";
      if (code[0] != '\0')
        g_ptr_array_add (categories, tg_forex_category_new (one->name, code));
    }
  return categories;
}

GListModel *
tg_workspace_list_categories (TgWorkspace *self)
{
  g_return_val_if_fail (TG_IS_WORKSPACE (self), NULL);

  return tg_table_list_new (self->store, TG_TYPE_FOREX_CATEGORY, TG_STORE_CHANGE_FACTS,
                            read_categories, self->enterprise);
}

char **
tg_workspace_dup_effects (TgWorkspace     *self,
                          TgForexCategory *category)
{
  g_return_val_if_fail (TG_IS_WORKSPACE (self), NULL);

  return tg_forex_category_dup_effects (category, TG_CODE_LOOKUP (self->codes));
}

/* ---- what is due ---- */

static GPtrArray *
read_todo (TgStoreConnection  *conn,
           const char         *shown,
           GError            **error)
{
  g_autoptr (GPtrArray) all = tg_deadline_table_list_open (conn, NULL, error);
  GPtrArray *todo;

  if (all == NULL)
    return NULL;
  todo = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < all->len; i++)
    {
      TgDeadline *deadline = all->pdata[i];
      g_autoptr (TgFilingRecord) filing =
        tg_filing_table_load_record (conn, tg_deadline_get_subject (deadline), NULL);

      if (filing != NULL && !filing->removed && g_str_has_prefix (filing->form, "forex.") &&
          (shown[0] == '\0' || g_str_equal (shown, filing->enterprise)))
        g_ptr_array_add (todo, g_object_ref (deadline));
    }
  return todo;
}

GListModel *
tg_workspace_list_forex_todo (TgWorkspace *self)
{
  g_return_val_if_fail (TG_IS_WORKSPACE (self), NULL);

  return tg_table_list_new (self->store, TG_TYPE_DEADLINE, TG_STORE_CHANGE_FILINGS, read_todo,
                            self->enterprise);
}
