/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Asks for a passphrase or a PIN once. `done` is told what was typed, for the call only, or NULL
 * when the person turned away. Main thread. */
typedef void (*TgSecretFunc) (const char *secret,
                              gpointer    data);

void tg_secret_dialog_ask (GtkWindow    *parent,
                           const char   *heading,
                           const char   *body,
                           TgSecretFunc  done,
                           gpointer      data);
/* For the key that signs. */
void tg_secret_dialog_ask_pin (GtkWidget    *widget,
                               TgSecretFunc  done,
                               gpointer      data);

G_END_DECLS
