/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-commands.h"

#include "tg-answer.h"
#include "tg-cli-wait.h"
#include "tg-share.h"
#include "tg-workspace-relations.h"

#include <glib/gi18n-lib.h>

/* Fields in order, then which agency gets them, then the documents that it was drawn from and is
 * used in. */

/* Which agency gets which blocks, under the answers. */
static void
add_shares (TgReport *report,
            TgDraft  *draft)
{
  g_autoptr (GListModel) shares = tg_draft_list_shares (draft);

  for (guint i = 0; i < g_list_model_get_n_items (shares); i++)
    {
      g_autoptr (TgShare) share = g_list_model_get_item (shares, i);
      g_autofree char *path = g_strconcat ("agency/", tg_share_get_agency (share), NULL);
      g_autofree char *summary = g_strdelimit (tg_share_dup_summary (share), "\n", ' ');

      tg_report_add_row (report, (const char *[]) {
      _("Shared"), path, tg_share_get_name (share), summary, NULL
    });
    }
}

static char *
describe (const TgRelationFields *fields)
{
  const char *state = fields->is_fact ? "" : tg_state_get_label (fields->filing_state,
                                                                 fields->attempt_state);
  g_autofree char *words = g_strjoin (" ", fields->number, fields->summary, state, NULL);

  return g_strdup (g_strstrip (words));
}

static gboolean
add_relations (TgCli     *cli,
               TgReport  *report,
               TgDraft   *draft,
               GError   **error)
{
  g_auto (TgCliWait) wait = { NULL };
  g_autoptr (GListModel) relations = NULL;

  tg_workspace_list_relations_async (cli->workspace, tg_draft_get_id (draft), NULL,
                                     tg_cli_wait_done, &wait);
  relations = tg_workspace_list_relations_finish (cli->workspace, tg_cli_wait_result (&wait),
                                                  error);
  for (guint i = 0; relations != NULL && i < g_list_model_get_n_items (relations); i++)
    {
      g_autoptr (TgRelation) relation = g_list_model_get_item (relations, i);
      const TgRelationFields *fields = tg_relation_get_fields (relation);
      g_autofree char *words = describe (fields);
      const char *cells[] = { fields->is_source ? _("Drawn from") : _("Used in"), fields->id,
                              fields->title, words, NULL };

      tg_report_add_row (report, cells);
    }
  return relations != NULL;
}

/* A filing keeps the form, and its pack, that it was made under. */
static void
add_version (TgReport *report,
             TgDraft  *draft)
{
  g_autofree char *words = tg_draft_dup_made_under (draft);

  if (!tg_draft_is_fact (draft))
    tg_report_add_row (report, (const char *[]) {
      _("Form"), "form", tg_text_get (tg_draft_get_form (draft)->title), words, NULL
    });
}

int
tg_command_show_run (TgCli   *cli,
                     GError **error)
{
  const char *keys[] = { "section", "path", "label", "value", NULL };
  const char *titles[] = { _("Section"), _("Path"), _("Field"), _("Value"), NULL };
  g_autoptr (TgReport) report = tg_report_new (keys, titles);
  g_autoptr (TgDraft) draft = tg_cli_open_draft (cli, 0, error);
  g_autoptr (GListModel) answers = NULL;

  if (draft == NULL)
    return TG_CLI_FAILED;
  answers = tg_draft_list_answers (draft);
  for (guint i = 0; i < g_list_model_get_n_items (answers); i++)
    {
      g_autoptr (TgAnswer) answer = g_list_model_get_item (answers, i);

      if (*tg_answer_get_value (answer) != '\0')
        tg_report_add_row (report, (const char *[]) {
        tg_answer_get_section (answer), tg_answer_get_path (answer),
        tg_answer_get_label (answer), tg_answer_get_value (answer), NULL
      });
    }
  add_version (report, draft);
  add_shares (report, draft);
  if (!add_relations (cli, report, draft, error))
    return TG_CLI_FAILED;
  tg_cli_print_report (cli, report);
  return TG_CLI_OK;
}
