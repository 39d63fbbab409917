/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-commands.h"

#include <string.h>

#include "tg-account-row.h"
#include "tg-cli-wait.h"
#include "tg-error.h"
#include "tg-posting-row.h"
#include "tg-workspace-accounts.h"

#include <glib/gi18n-lib.h>

/* The register of accounts, and one account's postings. An account is named by its id, the
 * beginning of it, or the end of its number. */

static const char *
get_yes (gboolean is_true)
{
  return is_true ? "yes" : "";
}

static void
add_account (TgReport     *report,
             TgAccountRow *row)
{
  const TgAccountRowFields *fields = tg_account_row_get_fields (row);

  tg_report_add_row (report, (const char *[]) {
    tg_stored_row_get_id (TG_STORED_ROW (row)), fields->number, fields->currency, fields->kind,
    fields->bank, fields->balance, get_yes (fields->is_begun), fields->stated, fields->last, NULL
  });
}

static int
list_accounts (TgCli *cli)
{
  const char *keys[] = { "id", "account", "currency", "kind", "bank", "balance", "complete",
                         "stated", "last", NULL };
  const char *titles[] = { "id", _("Account"), _("Currency"), _("Kind"), _("Bank"), _("Balance"),
                           _("From the opening"), _("By the bank"), _("Last posting"), NULL };
  g_autoptr (TgReport) report = tg_report_new (keys, titles);
  g_autoptr (GListModel) accounts = tg_workspace_list_accounts (cli->workspace);

  tg_cli_wait_rows (accounts);
  for (guint i = 0; i < g_list_model_get_n_items (accounts); i++)
    {
      g_autoptr (TgAccountRow) row = g_list_model_get_item (accounts, i);

      add_account (report, row);
    }
  tg_cli_print_report (cli, report);
  return TG_CLI_OK;
}

/* ---- one account ---- */

static gboolean
is_named (TgAccountRow *row,
          const char   *name)
{
  return g_str_has_prefix (tg_stored_row_get_id (TG_STORED_ROW (row)), name) ||
         (strlen (name) >= 4 &&
          g_str_has_suffix (tg_account_row_get_fields (row)->number, name));
}

/* (transfer full) (nullable) */
static char *
find_account (TgCli       *cli,
              const char  *name,
              GError     **error)
{
  g_autoptr (GListModel) accounts = tg_workspace_list_accounts (cli->workspace);
  g_autofree char *found = NULL;
  guint n_found = 0;

  tg_cli_wait_rows (accounts);
  for (guint i = 0; i < g_list_model_get_n_items (accounts); i++)
    {
      g_autoptr (TgAccountRow) row = g_list_model_get_item (accounts, i);

      if (!is_named (row, name))
        continue;
      g_free (found);
      found = g_strdup (tg_stored_row_get_id (TG_STORED_ROW (row)));
      n_found++;
    }
  if (n_found == 1)
    return g_steal_pointer (&found);
  if (n_found == 0)
    g_set_error (error, TG_ERROR, TG_ERROR_NOT_FOUND, _("There is no account %s"), name);
  else
    g_set_error (error, TG_ERROR, TG_ERROR_INVALID, _("%u accounts are called %s: use the id"),
                 n_found, name);
  return NULL;
}

static void
add_posting (TgReport     *report,
             TgPostingRow *row)
{
  const TgPostingRowFields *fields = tg_posting_row_get_fields (row);

  tg_report_add_row (report, (const char *[]) {
    tg_stored_row_get_id (TG_STORED_ROW (row)), fields->date, fields->kind, fields->amount,
    fields->currency, fields->balance, fields->counterparty, fields->reference, fields->source,
    fields->source_title, fields->quota, fields->is_reversed ? _("taken back") : "", NULL
  });
}

static int
show_account (TgCli       *cli,
              const char  *name,
              GError     **error)
{
  const char *keys[] = { "id", "date", "kind", "amount", "currency", "balance", "counterparty",
                         "reference", "source", "document", "quota", "state", NULL };
  const char *titles[] = { "id", _("Day"), _("Kind"), _("Amount"), _("Currency"),
                           _("Balance after it"), _("Other party"), _("Reference"), _("From"),
                           _("Document"), _("Quota"), _("State"), NULL };
  g_autofree char *id = find_account (cli, name, error);
  g_autoptr (TgReport) report = NULL;
  g_autoptr (GListModel) postings = NULL;

  if (id == NULL)
    return TG_CLI_FAILED;
  report = tg_report_new (keys, titles);
  postings = tg_workspace_list_postings (cli->workspace, id);
  tg_cli_wait_rows (postings);
  for (guint i = 0; i < g_list_model_get_n_items (postings); i++)
    {
      g_autoptr (TgPostingRow) row = g_list_model_get_item (postings, i);

      add_posting (report, row);
    }
  tg_cli_print_report (cli, report);
  return TG_CLI_OK;
}

int
tg_command_accounts_run (TgCli   *cli,
                         GError **error)
{
  if (cli->n_arguments == 0)
    return list_accounts (cli);
  if (cli->n_arguments == 2 && g_str_equal (cli->arguments[0], "show"))
    return show_account (cli, cli->arguments[1], error);
  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, "%s",
               _("It is “accounts”, or “accounts show ID”"));
  return TG_CLI_USAGE;
}
