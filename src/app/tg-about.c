/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-about.h"

#include <glib/gi18n-lib.h>

/* Who made this and under which licence. */

void
tg_about_show (GtkWindow *parent)
{
  const char *developers[] = { _("The Tongguan developers"), NULL };

  adw_show_about_window (parent,
                         "application-name", _("Tongguan"),
                         "application-icon", TG_APP_ID,
                         "version", TG_VERSION,
                         "developer-name", _("The Tongguan developers"),
                         "developers", developers,
                         "comments", _("Cross-border filings: fill in offline, check as you type, "
                                       "file with the single window."),
                         "license-type", GTK_LICENSE_GPL_3_0,
                         /* Translators: your name */
                         "translator-credits", _("translator-credits"),
                         NULL);
}
