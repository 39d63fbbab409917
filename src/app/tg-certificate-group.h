/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "tg-workspace.h"

G_BEGIN_DECLS

/* The person's certificate in the preferences: where it and its key are, and the way to the
 * doctor. */
#define TG_TYPE_CERTIFICATE_GROUP (tg_certificate_group_get_type ())
G_DECLARE_FINAL_TYPE (TgCertificateGroup, tg_certificate_group, TG, CERTIFICATE_GROUP,
                      AdwPreferencesGroup)

void tg_certificate_group_set_workspace (TgCertificateGroup *self,
                                         TgWorkspace        *workspace);

G_END_DECLS
