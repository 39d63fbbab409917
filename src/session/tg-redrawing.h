/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-catalogue.h"
#include "tg-store-connection.h"

G_BEGIN_DECLS

/* A value of a filing that the fact, from which it was drawn, no longer has. Three values tell who
 * changed it: what was drawn, what the filing says, what the fact says now. */
typedef struct
{
  char     *path;            /* in the filing */
  char     *source;          /* id of the fact */
  char     *source_kind;
  char     *source_number;
  char     *source_path;     /* in the fact */
  char     *filed;
  char     *present;         /* what the fact says now */
  gboolean  is_own;          /* the person has typed over what was drawn */
} TgRedrawn;

/* What drawing `filing` again would change; what only the person changed is not in it. On a
 * connection's thread. Of TgRedrawn. */
GPtrArray *tg_redrawing_list (TgStoreConnection  *conn,
                              TgCatalogue        *catalogue,
                              const char         *filing,
                              GError            **error);
void       tg_redrawn_free   (TgRedrawn          *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TgRedrawn, tg_redrawn_free)

G_END_DECLS
