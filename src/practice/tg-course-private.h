/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-course.h"

G_BEGIN_DECLS

/* Between the book and its reader. */
TgCourse *tg_course_new          (void);
gboolean  tg_course_check_number (const char  *template,
                                  GError     **error);

G_END_DECLS
