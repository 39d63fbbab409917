/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-page.h"
#include "tg-workspace.h"

G_BEGIN_DECLS

/* What the doctor found: a row for each thing, what it is and what to do. Main thread. */
#define TG_TYPE_DOCTOR_PAGE (tg_doctor_page_get_type ())
G_DECLARE_FINAL_TYPE (TgDoctorPage, tg_doctor_page, TG, DOCTOR_PAGE, TgPage)

GtkWidget *tg_doctor_page_new (TgWorkspace *workspace);

G_END_DECLS
