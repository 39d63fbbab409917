/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-catalogue.h"

G_BEGIN_DECLS

/* Tries a form's own cases (cases/(name).json): for `tongguanctl forms check` and for the tests.
 * Pure but for reading files. Of char *: what failed, a line each; empty when all is well.
 * (transfer full) */

GPtrArray *tg_form_checker_run_folder (const char    *folder,     /* .../<id>/<version> */
                                       TgCodeLookup  *codes,      /* nullable */
                                       guint         *n_cases);   /* nullable */
GPtrArray *tg_form_checker_run_form   (TgRules       *rules,
                                       const char    *folder,
                                       TgCodeLookup  *codes,
                                       guint         *n_cases);

G_END_DECLS
