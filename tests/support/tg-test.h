/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-chance.h"
#include "tg-test-clock.h"

G_BEGIN_DECLS

/* Small helps that any test may use. */

/* A new empty folder, for one test; `tg_test_remove_folder` removes it with all that is in it. */
char     *tg_test_make_folder   (void);
void      tg_test_remove_folder (const char     *folder);
/* With all that is in it. */
void      tg_test_copy_folder   (const char     *from,
                                 const char     *to);
/* The whole file; the test fails if it cannot be read or written. */
char     *tg_test_read_file     (const char     *path);
void      tg_test_write_file    (const char     *path,
                                 const char     *text);
/* Whether its bytes have the text, in capitals or not; a file that is not there has nothing. */
gboolean  tg_test_file_has      (const char     *path,
                                 const char     *text);
/* Chance with the seed of this run (--seed), so that a failure can be repeated. */
TgChance *tg_test_new_chance    (void);
/* How many times slower than plainly built this run may be, by TG_TEST_SLOWNESS (1): sanitizers and
 * valgrind take their time, which a limit must not count. */
guint     tg_test_get_slowness  (void);
/* Runs the main context until `*flag` is set; the test fails after ten seconds (times slowness). */
void      tg_test_wait_for      (const gboolean *flag);
/* A GAsyncReadyCallback that keeps the result in the `GAsyncResult **` given as data. */
void      tg_test_keep_result   (GObject        *source,
                                 GAsyncResult   *result,
                                 gpointer        place);
/* Runs the main context until a result was kept. */
void      tg_test_wait_result   (GAsyncResult  **place);

G_END_DECLS
