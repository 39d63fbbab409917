/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A fault of the way there as TG_ERROR_OFFLINE, in words for the person. `flags` say what is
 * wrong with the window's certificate; `is_late`: a time-out of ours ended it. (transfer full) */
GError *tg_transport_error_new (const GError         *cause,
                                GTlsCertificateFlags  flags,
                                gboolean              is_late);

G_END_DECLS
