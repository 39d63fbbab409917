/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-page.h"
#include "tg-workspace.h"

G_BEGIN_DECLS

/* The areas of the program in the order of the sidebar. */
typedef struct
{
  const char *name;       /* of `win.show` */
  const char *title;      /* to be translated */
  const char *icon;
  const char *family;     /* of the filings it counts, nullable */
} TgArea;

#define TG_N_AREAS 11

const TgArea *tg_areas_get    (guint        index);
const TgArea *tg_areas_find   (const char  *name);   /* nullable */
/* The page of an area, with its parts passed in. (transfer floating) */
GtkWidget    *tg_areas_create (const TgArea *area,
                               TgWorkspace  *workspace);

G_END_DECLS
