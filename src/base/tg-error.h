/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* One error domain for the program. A code says what the caller can do about it; faults of
 * SQLite, HTTP, JSON and files are turned into these where they enter. */
#define TG_ERROR (tg_error_quark ())

typedef enum
{
  TG_ERROR_FAILED,          /* nothing better is known */
  TG_ERROR_NOT_FOUND,
  TG_ERROR_EXISTS,
  TG_ERROR_CONFLICT,        /* somebody else changed it: read again, merge */
  TG_ERROR_INVALID,         /* the input is not well-formed; the message names the place */
  TG_ERROR_UNSUPPORTED,     /* well-formed, but of a version or kind that we do not know */
  TG_ERROR_TOO_LARGE,
  TG_ERROR_REFUSED,         /* the other side said no, for good */
  TG_ERROR_AUTH,            /* log in again; a wrong secret, passphrase or PIN */
  TG_ERROR_LOCKED,          /* a passphrase or a PIN is needed: ask the person */
  TG_ERROR_OFFLINE,         /* no window there: try later, nothing is concluded */
  TG_ERROR_BUSY,            /* locked by another process: try later */
  TG_ERROR_NO_SPACE,
  TG_ERROR_CORRUPT,         /* the store is damaged: nothing was changed */
  TG_ERROR_READ_ONLY,
} TgError;

GQuark tg_error_quark (void);

G_END_DECLS
