/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Certificates with their keys, made when a test wants them. */
typedef struct _TgTestCertificate TgTestCertificate;

typedef struct
{
  const char *name;
  const char *host;        /* nullable: a name or an address that it is good for */
  gboolean    is_rsa;      /* else P-256 */
  gboolean    is_authority;
  gint64      begins;      /* seconds from now */
  gint64      ends;
} TgTestCertificateOptions;

/* Signed by `issuer`, or by itself. */
TgTestCertificate *tg_test_certificate_new        (const TgTestCertificateOptions *options,
                                                   TgTestCertificate              *issuer);
void               tg_test_certificate_free       (TgTestCertificate              *self);
char              *tg_test_certificate_to_pem     (TgTestCertificate              *self);
char              *tg_test_certificate_key_to_pem (TgTestCertificate              *self,
                                                   /* nullable */
                                                   const char                     *passphrase);
/* Puts both on a SoftHSM token as "mine", behind the PIN. */
void               tg_test_certificate_put_on     (TgTestCertificate              *self,
                                                   const char                     *token,
                                                   const char                     *pin);

/* A new SoftHSM token below the folder, for this process only; FALSE where SoftHSM is not
 * installed. Before anything else asks for tokens. */
gboolean           tg_test_token_make             (const char                     *folder,
                                                   const char                     *label,
                                                   const char                     *pin);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TgTestCertificate, tg_test_certificate_free)

G_END_DECLS
