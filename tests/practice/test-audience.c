/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-audience.h"
#include "tg-error.h"
#include "tg-test-certificate.h"

#define BEHIND "http://127.0.0.1:8440/oauth/token"

/* Where a client may go, and nothing else; 0: it is taken. */
static const struct
{
  const char *address;
  int         code;
} addresses[] = {
  { "https://class.example", 0 },
  { "https://class.example/", 0 },
  { "https://class.example:8443", 0 },
  { "https://[2001:db8::1]", 0 },
  { "http://127.0.0.1:8080", 0 },
  { "http://localhost", 0 },
  { "http://[::1]:8080", 0 },
  { "http://class.example", TG_ERROR_REFUSED },
  { "http://10.0.0.1", TG_ERROR_REFUSED },
  { "http://localhost.example", TG_ERROR_REFUSED },
  { "ftp://class.example", TG_ERROR_REFUSED },
  { "class.example", TG_ERROR_INVALID },
  { "https://", TG_ERROR_INVALID },
  { "https://class.example/window", TG_ERROR_INVALID },
  { "https://class.example?a", TG_ERROR_INVALID },
  { "https://class.example#a", TG_ERROR_INVALID },
  { "https://me@class.example", TG_ERROR_INVALID },
  { "", TG_ERROR_INVALID },
};

static void
test_addresses (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (addresses); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (TgAudience) audience = tg_audience_new (addresses[i].address, &error);

      g_test_message ("%s", addresses[i].address);
      if (addresses[i].code == 0)
        g_assert_no_error (error);
      else
        g_assert_error (error, TG_ERROR, addresses[i].code);
    }
}

static gboolean
is_meant (TgAudience *audience,
          const char *asked,
          const char *claimed)
{
  g_autoptr (GUri) uri = g_uri_parse (asked, G_URI_FLAGS_NONE, NULL);

  g_test_message ("%s at %s", claimed, asked);
  return tg_audience_is_meant (audience, uri, claimed);
}

/* The one address counts, however it is written, and wherever the request came to. */
static void
test_public (void)
{
  const struct
  {
    const char *claimed;
    gboolean    is_meant;
  } cases[] = {
    { "https://class.example/oauth/token", TRUE },
    { "https://class.example:443/oauth/token", TRUE },
    { "HTTPS://Class.Example/oauth/token", TRUE },
    { BEHIND, FALSE },
    { "http://class.example/oauth/token", FALSE },
    { "https://class.example:8443/oauth/token", FALSE },
    { "https://other.example/oauth/token", FALSE },
    { "https://class.example", FALSE },
    { "https://class.example/", FALSE },
    { "https://class.example/oauth/token?a", FALSE },
    { "https://me@class.example/oauth/token", FALSE },
    { "https:///oauth/token", FALSE },
    { "", FALSE },
  };
  g_autoptr (TgAudience) audience = tg_audience_new ("https://class.example/", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (is_meant (audience, BEHIND, cases[i].claimed), ==, cases[i].is_meant);
}

static void
test_own (void)
{
  g_autoptr (TgAudience) audience = tg_audience_new (NULL, NULL);

  g_assert_true (is_meant (audience, BEHIND, BEHIND));
  g_assert_false (is_meant (audience, BEHIND, "http://127.0.0.1:8441/oauth/token"));
  g_assert_false (is_meant (audience, BEHIND, "https://class.example/oauth/token"));
}

/* Where a request came to is the asker's own word: an assertion that was made for another window
 * must not be let in by a Host that repeats it. */
static void
test_certificate (void)
{
  const TgTestCertificateOptions options = {
    .name = "window", .host = "window.example", .begins = -60, .ends = 600,
  };
  g_autoptr (TgTestCertificate) made = tg_test_certificate_new (&options, NULL);
  g_autofree char *pem = tg_test_certificate_to_pem (made);
  g_autoptr (GTlsCertificate) certificate = g_tls_certificate_new_from_pem (pem, -1, NULL);
  g_autoptr (TgAudience) audience = tg_audience_new (NULL, NULL);
  const char *here = "https://window.example:8440/oauth/token";
  const char *other = "https://other.example:8440/oauth/token";

  tg_audience_set_certificate (audience, certificate);
  g_assert_true (is_meant (audience, here, here));
  g_assert_false (is_meant (audience, here, other));
  g_assert_false (is_meant (audience, other, other));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/practice/audience/addresses", test_addresses);
  g_test_add_func ("/practice/audience/public", test_public);
  g_test_add_func ("/practice/audience/own", test_own);
  g_test_add_func ("/practice/audience/certificate", test_certificate);
  return g_test_run ();
}
