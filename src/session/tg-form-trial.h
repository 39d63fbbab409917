/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Reads a form's or fact's version folder and runs its cases, for who writes forms. Of char *: what
 * failed, a line each. Waits for the disk: for
 * the command line. */
GPtrArray  *tg_form_trial_run  (const char  *folder,
                                guint       *n_cases);
/* All forms and facts in their latest version, of TgFormItem. Waits too. */
GListModel *tg_form_trial_list (GError     **error);

G_END_DECLS
