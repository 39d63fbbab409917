/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-signer.h"

G_BEGIN_DECLS

/* A person's certificate and the private key behind it, in PEM files or on a PKCS#11 token; a
 * TgSigner. The certificate is read at once and needs no PIN; the key is opened by
 * `tg_certificate_unlock`. Functions that take an error wait for files or a token: not on a thread
 * with a window. Any thread, one at a time at the token. */
#define TG_TYPE_CERTIFICATE (tg_certificate_get_type ())
G_DECLARE_FINAL_TYPE (TgCertificate, tg_certificate, TG, CERTIFICATE, GObject)

/* What a token says of its PIN. */
typedef enum
{
  TG_PIN_NONE,              /* there is no token */
  TG_PIN_GOOD,
  TG_PIN_LOW,               /* a wrong one was given of late */
  TG_PIN_FINAL,             /* the next wrong one locks it */
  TG_PIN_LOCKED,
} TgPinState;

typedef struct
{
  char     *subject;
  char     *issuer;
  char     *serial;
  char     *key_id;         /* SHA-256, as signatures name it */
  char     *algorithm;      /* ES256, RS256; nullable: of another kind */
  gint64    begins;         /* µs */
  gint64    ends;
  guint     n_chain;        /* certificates above it that came with it */
  gboolean  is_linked;      /* each was signed by the next */
  gboolean  is_self_signed;
} TgCertificateFacts;

/* `certificate` and `key` are paths or "pkcs11:" addresses (without a PIN); NULL `key`: in the same
 * place. TG_ERROR_NOT_FOUND: no such file, token or object. */
TgCertificate            *tg_certificate_open          (const char     *certificate,
                                                        const char     *key,
                                                        GError        **error);
const TgCertificateFacts *tg_certificate_get_facts     (TgCertificate  *self);
GBytes                   *tg_certificate_get_der       (TgCertificate  *self);
gboolean                  tg_certificate_is_on_token   (TgCertificate  *self);
gboolean                  tg_certificate_is_unlocked   (TgCertificate  *self);
/* FALSE without an error: the token is not there. */
gboolean                  tg_certificate_find_pin_state (TgCertificate *self,
                                                        TgPinState     *state);
/* The PIN that opened the key, for who must give it to the token again. (nullable): it needs none.
 * To be wiped. */
char                     *tg_certificate_dup_pin       (TgCertificate  *self);
/* For TLS: where certificate and key are, without opening the key. */
GTlsCertificate          *tg_certificate_make_tls      (TgCertificate  *self,
                                                        GError        **error);
/* Opens the key with a PIN, or the passphrase of an encrypted file; NULL tries without. The token
 * is given it once and never again by us. TG_ERROR_LOCKED: one is needed; TG_ERROR_AUTH: it is
 * wrong; TG_ERROR_REFUSED: the token is locked, or has one try left, which we do not use up; or the
 * key is not that of the certificate. */
gboolean                  tg_certificate_unlock        (TgCertificate  *self,
                                                        const char     *pin,
                                                        GError        **error);

G_END_DECLS
