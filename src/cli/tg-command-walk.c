/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-commands.h"

#include "tg-cli-wait.h"
#include "tg-clock.h"
#include "tg-error.h"
#include "tg-issue.h"
#include "tg-receipt.h"
#include "tg-walk-values.h"

#include <glib/gi18n-lib.h>

/* The whole case against a practice window, by the same verbs as the window's: facts, filings drawn
 * from them, a list that is sent back and mended, the refund, the money. */

#define PATIENCE (60 * G_USEC_PER_SEC)
#define ACCOUNT "sample"

typedef struct
{
  TgCli      *cli;
  char       *today;
  GHashTable *ids;        /* step → id of the fact or filing */
  GHashTable *printed;    /* ids of receipts */
} TgWalk;

static void
say (const char *format,
     ...) G_GNUC_PRINTF (1, 2);

static void
say (const char *format,
     ...)
{
  g_autofree char *line = NULL;
  va_list arguments;

  va_start (arguments, format);
  line = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_print ("%s\n", line);
}

/* Verbs */

static TgDraft *
open_draft (TgWalk      *walk,
            const char  *step,
            GError     **error)
{
  g_auto (TgCliWait) wait = { NULL };

  tg_workspace_open_draft_async (walk->cli->workspace, g_hash_table_lookup (walk->ids, step), NULL,
                                 tg_cli_wait_done, &wait);
  return tg_workspace_open_draft_finish (walk->cli->workspace, tg_cli_wait_result (&wait), error);
}

static gboolean
sync_once (TgWalk  *walk,
           GError **error)
{
  g_auto (TgCliWait) wait = { NULL };

  tg_workspace_sync_async (walk->cli->workspace, NULL, tg_cli_wait_done, &wait);
  return tg_workspace_sync_finish (walk->cli->workspace, tg_cli_wait_result (&wait), error);
}

static gboolean
put_values (TgWalk      *walk,
            TgDraft     *draft,
            const char  *step,
            GError     **error)
{
  g_auto (GStrv) values = tg_walk_values_get (step, walk->today);

  return tg_cli_put_values (draft, values, error) && tg_cli_flush (draft, error);
}

/* `from` names steps, " " between. */
static char **
find_sources (TgWalk     *walk,
              const char *from)
{
  g_auto (GStrv) names = g_strsplit (from, " ", -1);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; names[i] != NULL; i++)
    if (g_hash_table_contains (walk->ids, names[i]))
      g_strv_builder_add (builder, g_hash_table_lookup (walk->ids, names[i]));
  return g_strv_builder_end (builder);
}

static gboolean
make (TgWalk      *walk,
      const char  *step,
      const char  *form,
      const char  *from,
      GError     **error)
{
  g_auto (TgCliWait) wait = { NULL };
  g_auto (GStrv) sources = find_sources (walk, from);
  g_autoptr (TgDraft) draft = NULL;

  tg_workspace_new_draft_async (walk->cli->workspace, form,
                                sources[0] != NULL ? (const char * const *) sources : NULL, NULL,
                                tg_cli_wait_done, &wait);
  draft = tg_workspace_new_draft_finish (walk->cli->workspace, tg_cli_wait_result (&wait), error);
  if (draft == NULL || !put_values (walk, draft, step, error))
    return FALSE;
  g_hash_table_insert (walk->ids, g_strdup (step), g_strdup (tg_draft_get_id (draft)));
  say (_("• %s"), tg_draft_get_title (draft));
  return TRUE;
}

/* What stops a filing from being sent, by field. */
static void
print_issues (TgDraft *draft)
{
  g_autoptr (GListModel) issues = NULL;

  tg_draft_check (draft);
  tg_cli_flush (draft, NULL);
  issues = tg_draft_list_issues (draft);
  for (guint i = 0; i < g_list_model_get_n_items (issues); i++)
    {
      g_autoptr (TgIssue) issue = g_list_model_get_item (issues, i);

      if (tg_issue_get_level (issue) == TG_LEVEL_BLOCKING)
        say ("    %s  %s: %s", tg_issue_get_id (issue), tg_issue_get_path (issue),
             tg_issue_get_message (issue));
    }
}

static gboolean
send (TgWalk      *walk,
      const char  *step,
      GError     **error)
{
  g_auto (TgCliWait) wait = { NULL };
  g_autoptr (TgDraft) draft = open_draft (walk, step, error);

  if (draft == NULL)
    return FALSE;
  tg_draft_queue_async (draft, NULL, tg_cli_wait_done, &wait);
  if (!tg_draft_queue_finish (draft, tg_cli_wait_result (&wait), error))
    {
      print_issues (draft);
      return FALSE;
    }
  say (_("  sent: %s"), tg_draft_get_title (draft));
  return sync_once (walk, error);
}

/* Receipts */

static void
print_faults (TgDraft   *draft,
              TgReceipt *receipt)
{
  GPtrArray *faults = tg_receipt_get_faults (receipt);

  for (guint i = 0; i < faults->len; i++)
    {
      const TgFault *fault = faults->pdata[i];

      say ("        %s  %s  %s", fault->pointer, fault->code, fault->detail);
    }
}

static void
print_receipts (TgWalk  *walk,
                TgDraft *draft)
{
  g_autoptr (GListModel) receipts = tg_draft_list_receipts (draft);

  for (guint i = g_list_model_get_n_items (receipts); i > 0; i--)
    {
      g_autoptr (TgReceipt) receipt = g_list_model_get_item (receipts, i - 1);

      if (!g_hash_table_add (walk->printed, g_strdup (tg_receipt_get_id (receipt))))
        continue;
      say ("    ← %s  %s  %s  %s",
           tg_state_get_label (tg_receipt_get_status (receipt), TG_ATTEMPT_RECEIVED),
           tg_receipt_get_code (receipt), tg_receipt_get_message (receipt),
           tg_receipt_get_number (receipt));
      print_faults (draft, receipt);
    }
}

static gboolean
has_state (TgFilingState        state,
           const TgFilingState *wanted)
{
  for (guint i = 0; i < 3; i++)
    if (wanted[i] == state && state != TG_FILING_DRAFT)
      return TRUE;
  return FALSE;
}

/* Syncs until the filing is in one of the wanted states. */
static gboolean
wait_for (TgWalk              *walk,
          const char          *step,
          const TgFilingState  wanted[3],
          GError             **error)
{
  gint64 end = g_get_monotonic_time () + PATIENCE;
  TgFilingState state = TG_FILING_DRAFT;

  while (g_get_monotonic_time () < end)
    {
      g_autoptr (TgDraft) draft = NULL;

      if (!sync_once (walk, error) || (draft = open_draft (walk, step, error)) == NULL)
        return FALSE;
      print_receipts (walk, draft);
      state = tg_draft_get_filing_state (draft);
      if (has_state (state, wanted))
        return TRUE;
      if (state == TG_FILING_RETURNED || state == TG_FILING_REFUSED)
        break;
      g_usleep (100 * 1000);
    }
  g_set_error (error, TG_ERROR, TG_ERROR_FAILED, _("%s: the walk stands still at “%s”"), step,
               tg_state_get_label (state, TG_ATTEMPT_RECEIVED));
  return FALSE;
}

/* Makes, sends and waits: most steps are no more than that. */
static gboolean
file (TgWalk              *walk,
      const char          *step,
      const char          *form,
      const char          *from,
      const TgFilingState  wanted[3],
      GError             **error)
{
  return make (walk, step, form, from, error) && send (walk, step, error) &&
         wait_for (walk, step, wanted, error);
}

static const TgFilingState good_end[3] = { TG_FILING_ACCEPTED, TG_FILING_CLOSED, TG_FILING_PAID };
static const TgFilingState sent_back[3] = { TG_FILING_RETURNED };
static const TgFilingState closed[3] = { TG_FILING_CLOSED };
static const TgFilingState paid[3] = { TG_FILING_PAID };

/* The steps */

static gboolean
register_company (TgWalk  *walk,
                  GError **error)
{
  say (_("1. The company registers once for all agencies"));
  return make (walk, "enterprise", "fact:enterprise", "", error) &&
         file (walk, "registration", "registration.enterprise", "enterprise", good_end, error);
}

static gboolean
enter_sale (TgWalk  *walk,
            GError **error)
{
  say (_("2. The sale is entered once: goods, order, payment, waybill"));
  return make (walk, "goods", "fact:goods", "", error) &&
         make (walk, "order", "fact:order", "goods", error) &&
         make (walk, "payment", "fact:payment", "order", error) &&
         make (walk, "waybill", "fact:waybill", "order", error);
}

static gboolean
mend_list (TgWalk  *walk,
           GError **error)
{
  g_autoptr (TgDraft) draft = open_draft (walk, "export-list", error);

  say (_("4. The legal unit is mended at the field that customs named, and the list is sent "
         "again"));
  return draft != NULL && put_values (walk, draft, "mended-list", error) &&
         send (walk, "export-list", error) && wait_for (walk, "export-list", closed, error);
}

static gboolean
declare (TgWalk  *walk,
         GError **error)
{
  say (_("3. Order and export list are drawn from it and filed; customs sends the list back"));
  return make (walk, "customs-order", "customs.order", "order", error) &&
         send (walk, "customs-order", error) &&
         file (walk, "export-list", "customs.export-list", "order payment waybill", sent_back,
               error) &&
         mend_list (walk, error);
}

/* The declaration comes from customs as a fact, a moment after the list is closed. */
static gboolean
find_declaration (TgWalk  *walk,
                  GError **error)
{
  gint64 end = g_get_monotonic_time () + PATIENCE;

  while (g_get_monotonic_time () < end)
    {
      g_autoptr (GListModel) facts = NULL;
      g_autoptr (GObject) row = NULL;
      g_autoptr (TgDraft) draft = NULL;
      g_autofree char *id = NULL;

      if (!sync_once (walk, error))
        return FALSE;
      facts = tg_workspace_list_facts (walk->cli->workspace, "declaration", "");
      tg_cli_wait_rows (facts);
      row = g_list_model_get_item (facts, 0);
      if (row == NULL)
        continue;
      g_object_get (row, "id", &id, NULL);
      g_hash_table_insert (walk->ids, g_strdup ("declaration"), g_strdup (id));
      draft = open_draft (walk, "declaration", error);
      if (draft == NULL)
        return FALSE;
      say (_("  the list was merged into declaration %s"),
           tg_draft_get_value (draft, "declaration_no"));
      return TRUE;
    }
  g_set_error_literal (error, TG_ERROR, TG_ERROR_FAILED, _("No declaration number came"));
  return FALSE;
}

static gboolean
claim_refund (TgWalk  *walk,
              GError **error)
{
  say (_("5. The refund is claimed from the declaration and the purchase invoice"));
  return find_declaration (walk, error) &&
         make (walk, "invoice", "fact:purchase-invoice", "", error) &&
         file (walk, "claim", "tax.trader-refund", "declaration invoice", paid, error);
}

static gboolean
record_money (TgWalk  *walk,
              GError **error)
{
  say (_("6. The money from abroad is declared"));
  return file (walk, "receipt", "forex.receipt", "order", good_end, error);
}

static gboolean
open_account (TgWalk  *walk,
              GError **error)
{
  say (_("7. An individual seller applies for a forex settlement account"));
  return make (walk, "seller", "fact:seller", "", error) &&
         file (walk, "account", "forex.personal-account", "seller", good_end, error);
}

static gboolean
connect_window (TgWalk      *walk,
                const char  *url,
                GError     **error)
{
  g_auto (TgCliWait) wait = { NULL };

  tg_workspace_connect_async (walk->cli->workspace, url, ACCOUNT, ACCOUNT, NULL, tg_cli_wait_done,
                              &wait);
  return tg_workspace_connect_finish (walk->cli->workspace, tg_cli_wait_result (&wait), error);
}

int
tg_command_walk_run (TgCli   *cli,
                     GError **error)
{
  g_autoptr (TgClock) clock = tg_system_clock_new ();
  g_autofree char *today = tg_clock_dup_today (clock);
  g_autoptr (GHashTable) ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GHashTable) printed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  TgWalk walk = { cli, today, ids, printed };

  if (!g_str_equal (cli->arguments[0], "--practice"))
    {
      g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_FAILED, _("walk --practice URL"));
      return TG_CLI_USAGE;
    }
  if (!connect_window (&walk, cli->arguments[1], error) || !register_company (&walk, error) ||
      !enter_sale (&walk, error) || !declare (&walk, error) || !claim_refund (&walk, error) ||
      !record_money (&walk, error) || !open_account (&walk, error))
    return TG_CLI_FAILED;
  say (_("Done: from order to refund, every receipt above."));
  return tg_command_match_list (cli);
}
