/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-cli-open.h"
#include "tg-report.h"
#include "tg-workspace.h"

G_BEGIN_DECLS

/* What a command is run with. `workspace` is open for commands that need one; it is closed after
 * them. */
typedef struct
{
  TgWorkspace *workspace;     /* nullable */
  const TgCliOpening *opening; /* of the workspace */
  gboolean     as_json;
  int          n_arguments;
  char       **arguments;     /* after the command's name, NULL at the end */
} TgCli;

/* Exit codes, documented in docs/tongguanctl.md. */
enum
{
  TG_CLI_OK       = 0,
  TG_CLI_FAILED   = 1,
  TG_CLI_USAGE    = 2,
  TG_CLI_PROBLEMS = 3,        /* a check found something that blocks */
  TG_CLI_OFFLINE  = 4,
};

typedef struct
{
  const char *name;
  const char *arguments;      /* for the help */
  const char *summary;        /* N_() */
  gboolean    needs_workspace;
  int         min_arguments;
  int       (*run) (TgCli *cli, GError **error);
} TgCliCommand;

int         tg_cli_main         (int           argc,
                                 char        **argv);

/* For the commands. */
/* For one that needs none by itself; it is closed after the command. `environment` NULL refuses a
 * missing one. */
gboolean    tg_cli_open_workspace (TgCli      *cli,
                                 const char   *environment,
                                 GError      **error);
/* Prints the table as text, or as JSON where that was asked for. */
void        tg_cli_print_report (TgCli        *cli,
                                 TgReport     *report);
/* Opens the filing or fact of the command's n-th argument. */
TgDraft    *tg_cli_open_draft   (TgCli        *cli,
                                 int           position,
                                 GError      **error);
/* Puts "PATH=VALUE" arguments from `first` on into the draft; lines are made as they are named:
 * "goods/1/qty=3" is the first line. */
gboolean    tg_cli_put_values   (TgDraft      *draft,
                                 char        **values,
                                 GError      **error);
/* The same from the command line: sensitive values are "-" there and come by standard input. */
gboolean    tg_cli_put_arguments (TgDraft     *draft,
                                 char        **values,
                                 GError      **error);
gboolean    tg_cli_flush        (TgDraft      *draft,
                                 GError      **error);

G_END_DECLS
