/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-validator.h"

#include <string.h>

#include "tg-date.h"

/* Check digits. One function a kind, listed in one table by name. The formulas are those of the
 * standards named at each; the vectors stand in tests/rules/vectors.csv. */

static gboolean
has_form (const char *value,
          const char *form)
{
  /* 'd' a digit, 'A' a letter, 'x' either; anything else stands for itself. */
  for (; *form != '\0'; form++, value++)
    {
      if (*form == 'd' ? !g_ascii_isdigit (*value)
          : *form == 'A' ? !g_ascii_isupper (*value)
          : *form == 'x' ? !(g_ascii_isdigit (*value) || g_ascii_isupper (*value))
          : *form != *value)
        return FALSE;
    }
  return *value == '\0';
}

static gboolean
only_digits (const char *value,
             gsize       shortest,
             gsize       longest)
{
  gsize length = strlen (value);

  return length >= shortest && length <= longest && strspn (value, "0123456789") == length;
}

static int
weigh (const char *value,
       const int  *weights,
       int         n)
{
  int sum = 0;

  for (int i = 0; i < n; i++)
    sum += (value[i] - '0') * weights[i];
  return sum;
}

/* GB 32100-2015 */
static gboolean
check_uscc (const char *value)
{
  static const char alphabet[] = "0123456789ABCDEFGHJKLMNPQRTUWXY";
  static const int weights[] = { 1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28 };
  int sum = 0;

  if (strlen (value) != 18 || strspn (value, alphabet) != 18)
    return FALSE;
  for (int i = 2; i < 8; i++)
    if (!g_ascii_isdigit (value[i]))
      return FALSE;
  for (int i = 0; i < 17; i++)
    sum += (int) (strchr (alphabet, value[i]) - alphabet) * weights[i];
  return value[17] == alphabet[(31 - sum % 31) % 31];
}

/* GB 11714 */
static gboolean
check_orgcode (const char *value)
{
  static const int weights[] = { 3, 7, 9, 10, 5, 8, 4, 2 };
  static const char checks[] = "0X987654321";
  int sum = 0;

  if (!has_form (value, "xxxxxxxxx") || strcmp (value, "000000000") == 0)
    return FALSE;
  for (int i = 0; i < 8; i++)
    sum += (g_ascii_isdigit (value[i]) ? value[i] - '0' : value[i] - 'A' + 10) * weights[i];
  return value[8] == checks[sum % 11];
}

/* GB 11643, ISO 7064 MOD 11-2 */
static gboolean
check_resident_id (const char *value)
{
  static const int weights[] = { 7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2 };
  static const char checks[] = "10X98765432";
  g_autofree char *birth = NULL;

  if (!has_form (value, "dddddddddddddddddx"))
    return FALSE;
  birth = g_strdup_printf ("%.4s-%.2s-%.2s", value + 6, value + 10, value + 12);
  return tg_date_is_valid (birth) && value[17] == checks[weigh (value, weights, 17) % 11];
}

/* ISO 6346: letters skip the multiples of 11; weights are powers of two. */
static gboolean
check_container (const char *value)
{
  static const int letters[] = { 10, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 23, 24,
                                 25, 26, 27, 28, 29, 30, 31, 32, 34, 35, 36, 37, 38 };
  int sum = 0;

  if (!has_form (value, "AAAAddddddd") || strchr ("UJZ", value[3]) == NULL)
    return FALSE;
  for (int i = 0; i < 10; i++)
    sum += (i < 4 ? letters[value[i] - 'A'] : value[i] - '0') << i;
  return value[10] - '0' == sum % 11 % 10;
}

static gboolean
check_luhn (const char *value)
{
  gsize length = strlen (value);
  int sum = 0;

  if (!only_digits (value, 2, 34))
    return FALSE;
  for (gsize i = 0; i < length; i++)
    {
      int digit = value[length - 1 - i] - '0';

      if (i % 2 == 1)
        digit = digit > 4 ? digit * 2 - 9 : digit * 2;
      sum += digit;
    }
  return sum % 10 == 0;
}

/* EAN and UPC: 8, 12, 13 or 14 digits, weights 3 and 1 from the right. */
static gboolean
check_gtin (const char *value)
{
  gsize length = strlen (value);
  int sum = 0;

  if (!only_digits (value, 8, 14) || (length > 8 && length < 12))
    return FALSE;
  for (gsize i = 0; i < length; i++)
    sum += (value[length - 1 - i] - '0') * (i % 2 == 0 ? 1 : 3);
  return sum % 10 == 0;
}

/* UPU S10 */
static gboolean
check_mail_item (const char *value)
{
  static const int weights[] = { 8, 6, 4, 2, 3, 5, 9, 7 };
  int check;

  if (!has_form (value, "AAdddddddddAA"))
    return FALSE;
  check = 11 - weigh (value + 2, weights, 8) % 11;
  return value[10] - '0' == (check == 10 ? 0 : check == 11 ? 5 : check);
}

/* IATA: the serial modulo 7; the hyphen may be left out. */
static gboolean
check_air_waybill (const char *value)
{
  const char *serial;

  if (!has_form (value, "ddd-dddddddd") && !has_form (value, "ddddddddddd"))
    return FALSE;
  serial = value + (value[3] == '-' ? 4 : 3);
  return g_ascii_strtoll (serial, NULL, 10) / 10 % 7 == serial[7] - '0';
}

static gboolean
check_ship (const char *value)
{
  static const int weights[] = { 7, 6, 5, 4, 3, 2 };

  return has_form (value, "ddddddd") && weigh (value, weights, 6) % 10 == value[6] - '0';
}

/* ISO 13616, ISO 7064 MOD 97-10 */
static gboolean
check_iban (const char *value)
{
  gsize length = strlen (value);
  int rest = 0;

  if (length < 5 || length > 34 || !g_ascii_isupper (value[0]) || !g_ascii_isupper (value[1]) ||
      !g_ascii_isdigit (value[2]) || !g_ascii_isdigit (value[3]))
    return FALSE;
  for (gsize i = 0; i < length; i++)
    {
      char c = value[(i + 4) % length];

      if (g_ascii_isdigit (c))
        rest = (rest * 10 + c - '0') % 97;
      else if (g_ascii_isupper (c))
        rest = (rest * 100 + c - 'A' + 10) % 97;
      else
        return FALSE;
    }
  return rest == 1;
}

/* ISO 9362: the form only. */
static gboolean
check_bic (const char *value)
{
  return has_form (value, "AAAAAAxx") || has_form (value, "AAAAAAxxxxx");
}

/* 18 digits: customs office 4, year 4, direction 1, serial 9; the form only. */
static gboolean
check_declaration (const char *value)
{
  return has_form (value, "dddddddddddddddddd") && strchr ("01", value[8]) != NULL &&
         (value[4] == '1' || value[4] == '2');
}

/* Registration with customs: the form only, it has no check digit. */
static gboolean
check_customs_code (const char *value)
{
  return has_form (value, "dddddxxxxx");
}

static const struct
{
  const char *kind;
  gboolean (*check) (const char *value);
} validators[] = {
  { "awb", check_air_waybill },
  { "bic", check_bic },
  { "customs-code", check_customs_code },
  { "declaration-no", check_declaration },
  { "ean13", check_gtin },
  { "gtin", check_gtin },
  { "iban", check_iban },
  { "imo", check_ship },
  { "iso6346", check_container },
  { "luhn", check_luhn },
  { "orgcode", check_orgcode },
  { "resident-id", check_resident_id },
  { "swift", check_bic },
  { "upu-s10", check_mail_item },
  { "uscc", check_uscc },
};

static int
find_validator (const char *kind,
                gsize       length)
{
  for (guint i = 0; i < G_N_ELEMENTS (validators); i++)
    if (strlen (validators[i].kind) == length && strncmp (validators[i].kind, kind, length) == 0)
      return (int) i;
  return -1;
}

/* `kind` may name several with "|" between; all must be known. */
gboolean
tg_validator_exists (const char *kind)
{
  g_return_val_if_fail (kind != NULL, FALSE);

  for (;;)
    {
      gsize length = strcspn (kind, "|");

      if (find_validator (kind, length) < 0)
        return FALSE;
      if (kind[length] == '\0')
        return TRUE;
      kind += length + 1;
    }
}

/* TRUE if any of them holds. */
gboolean
tg_validator_check (const char *kind,
                    const char *value)
{
  g_return_val_if_fail (kind != NULL && value != NULL, FALSE);

  for (;;)
    {
      gsize length = strcspn (kind, "|");
      int found = find_validator (kind, length);

      if (found >= 0 && validators[found].check (value))
        return TRUE;
      if (kind[length] == '\0')
        return FALSE;
      kind += length + 1;
    }
}

const char * const *
tg_validator_list (void)
{
  static const char *names[G_N_ELEMENTS (validators) + 1];
  static gsize once;

  if (g_once_init_enter (&once))
    {
      for (guint i = 0; i < G_N_ELEMENTS (validators); i++)
        names[i] = validators[i].kind;
      g_once_init_leave (&once, 1);
    }
  return names;
}
