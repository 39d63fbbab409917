/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

/* What a fuzz target defines: libFuzzer calls it with what it makes up, tg-fuzz-replay.c with each
 * file of the corpus. It aborts when something is wrong and returns 0. */
int LLVMFuzzerTestOneInput (const guint8 *data,
                            gsize         size);
/* Before the first; libFuzzer's own name. */
int LLVMFuzzerInitialize (int    *argc,
                          char ***argv);
