/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "tg-draft.h"

G_BEGIN_DECLS

/* Prints a document by GTK's print dialog, or straight into a PDF when `pdf` names one. */
gboolean tg_print_run (TgDraft     *draft,
                       GtkWindow   *parent,      /* nullable */
                       const char  *pdf,         /* nullable */
                       GError     **error);

G_END_DECLS
