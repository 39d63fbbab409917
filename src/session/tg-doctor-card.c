/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-doctor-card.h"

#include <glib/gi18n-lib.h>

#include "tg-checkup.h"

/* Every sentence says what is, every remedy what a person can do who has never heard of PKCS#11. */

#define SOON (30 * 24 * 60 * 60 * (gint64) G_USEC_PER_SEC)

static void
add (GPtrArray      *rows,
     const char     *id,
     TgCheckupState  state,
     const char     *text,
     const char     *remedy)
{
  g_ptr_array_add (rows, tg_checkup_new (id, state, text, remedy));
}

static char *
dup_day (gint64 time)
{
  g_autoptr (GDateTime) at = g_date_time_new_from_unix_local (time / G_USEC_PER_SEC);

  return at != NULL ? g_date_time_format (at, "%Y-%m-%d %H:%M") : g_strdup ("");
}

static void
add_certificate (GPtrArray                *rows,
                 const TgCertificateFacts *facts)
{
  g_autofree char *text = NULL;

  if (facts->algorithm == NULL)
    {
      add (rows, "certificate", TG_CHECKUP_BAD,
           _("Its key is of a kind that the single window’s interface has no signature for"),
           _("Ask the issuer for one with an RSA key from 2048 bits or a P-256 key."));
      return;
    }
  text = g_strdup_printf (_("%s, issued by %s, number %s (%s)"), facts->subject, facts->issuer,
                          facts->serial, facts->algorithm);
  add (rows, "certificate", TG_CHECKUP_GOOD, text, NULL);
}

static void
add_chain (GPtrArray                *rows,
           const TgCertificateFacts *facts)
{
  g_autofree char *text = NULL;

  if (facts->is_self_signed)
    add (rows, "chain", TG_CHECKUP_WARNING, _("It was issued by itself"),
         _("Only a practice window that knows it will take it."));
  else if (facts->n_chain == 0)
    add (rows, "chain", TG_CHECKUP_WARNING, _("It came without those of its issuer"),
         _("Mostly the window knows them. If it refuses the signature, add the issuer’s "
           "certificates to the file, behind yours."));
  else if (!facts->is_linked)
    add (rows, "chain", TG_CHECKUP_BAD, _("Those that came with it are not its issuer’s"),
         _("Put your certificate first, then each issuer behind the one that it issued."));
  else
    {
      text = g_strdup_printf (_("Each issued by the next: %u"), facts->n_chain);
      add (rows, "chain", TG_CHECKUP_GOOD, text, NULL);
    }
}

static void
add_expiry (GPtrArray                *rows,
            const TgCertificateFacts *facts,
            gint64                    now)
{
  g_autofree char *begins = dup_day (facts->begins);
  g_autofree char *ends = dup_day (facts->ends);
  g_autofree char *text = g_strdup_printf (_("From %s to %s"), begins, ends);

  if (now < facts->begins)
    add (rows, "expiry", TG_CHECKUP_BAD, text,
         _("It is not valid yet. If that day is past, this computer’s clock is wrong."));
  else if (now > facts->ends)
    add (rows, "expiry", TG_CHECKUP_BAD, text,
         _("It has expired. Ask the issuer for a new one; until then nothing can be signed that a "
           "window takes."));
  else if (facts->ends - now < SOON)
    add (rows, "expiry", TG_CHECKUP_WARNING, text,
         _("It ends within a month. Ask the issuer for its renewal now."));
  else
    add (rows, "expiry", TG_CHECKUP_GOOD, text, NULL);
}

static void
add_pin (GPtrArray     *rows,
         TgCertificate *certificate,
         TgPinState     state)
{
  switch (state)
    {
    case TG_PIN_NONE:
      break;
    case TG_PIN_GOOD:
      add (rows, "pin", TG_CHECKUP_GOOD,
           tg_certificate_is_unlocked (certificate) ? _("It was given and is right")
                                                    : _("It is asked for when something is to be "
                                                        "signed"), NULL);
      break;
    case TG_PIN_LOW:
      add (rows, "pin", TG_CHECKUP_WARNING, _("A wrong one was given of late"),
           _("Be sure before you give it again: after a few wrong ones the token locks itself."));
      break;
    case TG_PIN_FINAL:
      add (rows, "pin", TG_CHECKUP_BAD, _("One try is left"),
           _("It is not tried here any more. Give it in the program of the token’s maker, or ask "
             "the issuer."));
      break;
    case TG_PIN_LOCKED:
      add (rows, "pin", TG_CHECKUP_BAD, _("The token is locked after too many wrong ones"),
           _("The issuer unlocks it, with the PUK or at the counter."));
      break;
    }
}

static void
add_token (GPtrArray     *rows,
           TgCertificate *certificate)
{
  TgPinState state = TG_PIN_NONE;

  if (!tg_certificate_is_on_token (certificate))
    add (rows, "token", TG_CHECKUP_NONE, _("The key is in a file"),
         tg_certificate_is_unlocked (certificate) ? NULL
         : _("A token guards a key better than a file does."));
  else if (tg_certificate_find_pin_state (certificate, &state))
    {
      add (rows, "token", TG_CHECKUP_GOOD, _("The token is there"), NULL);
      add_pin (rows, certificate, state);
    }
  else
    add (rows, "token", TG_CHECKUP_BAD, _("The token is not there"),
         _("Put it in, wait for its lamp, and look again. If it stays away, its driver (a PKCS#11 "
           "module for p11-kit) is not installed."));
}

void
tg_doctor_card_examine (TgSigningKey *key,
                        gint64        now,
                        GPtrArray    *rows)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TgCertificate) certificate = NULL;
  const TgCertificateFacts *facts;

  if (key == NULL)
    {
      add (rows, "certificate", TG_CHECKUP_NONE, _("None is set: nothing is signed"), NULL);
      return;
    }
  certificate = tg_signing_key_load (key, &error);
  if (certificate == NULL)
    {
      add (rows, "certificate", TG_CHECKUP_BAD, error->message,
           _("If it is on a token, put that in; if it is a file, name the file again."));
      return;
    }
  facts = tg_certificate_get_facts (certificate);
  add_certificate (rows, facts);
  add_chain (rows, facts);
  add_expiry (rows, facts, now);
  add_token (rows, certificate);
}
