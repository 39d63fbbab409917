/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-quota.h"

#include <glib/gi18n-lib.h>

#include "tg-decimal.h"

/* A copy of one sum of the store, with what is left of the limit. */

struct _TgQuota
{
  GObject  parent_instance;

  char    *id;
  char    *person;
  char    *kind;
  char    *year;
  char    *used;
  char    *left;
  char    *exempt;
  char    *rates;
  guint    n_unknown;
};

G_DEFINE_FINAL_TYPE (TgQuota, tg_quota, G_TYPE_OBJECT)

static void
tg_quota_finalize (GObject *object)
{
  TgQuota *self = TG_QUOTA (object);
  char *texts[] = {
    self->id, self->person, self->kind, self->year, self->used, self->left, self->exempt,
    self->rates,
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_free (texts[i]);
  G_OBJECT_CLASS (tg_quota_parent_class)->finalize (object);
}

static void
tg_quota_class_init (TgQuotaClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tg_quota_finalize;
}

static void
tg_quota_init (TgQuota *self)
{
}

char *
tg_quota_dup_left (const TgQuotaUse *use)
{
  TgDecimal limit, used, left;

  if (!tg_decimal_parse (TG_QUOTA_LIMIT, &limit, NULL) ||
      !tg_decimal_parse (use->used, &used, NULL) ||
      !tg_decimal_subtract (limit, used, &left, NULL))
    return g_strdup ("");
  return tg_decimal_to_string (left);
}

TgQuota *
tg_quota_new (const TgQuotaUse *use,
              const char       *person)
{
  TgQuota *self = g_object_new (TG_TYPE_QUOTA, NULL);

  self->id = g_strdup (use->enterprise);
  self->person = g_strdup (person);
  self->kind = g_strdup (use->quota);
  self->year = g_strdup (use->year);
  self->used = g_strdup (use->used);
  self->left = tg_quota_dup_left (use);
  self->exempt = g_strdup (use->exempt);
  self->rates = g_strdup (use->rates);
  self->n_unknown = use->n_unknown;
  return self;
}

const char *
tg_quota_get_id (TgQuota *self)
{
  g_return_val_if_fail (TG_IS_QUOTA (self), "");

  return self->id;
}

const char *
tg_quota_get_person (TgQuota *self)
{
  g_return_val_if_fail (TG_IS_QUOTA (self), "");

  return self->person;
}

const char *
tg_quota_get_kind (TgQuota *self)
{
  g_return_val_if_fail (TG_IS_QUOTA (self), "");

  return self->kind;
}

const char *
tg_quota_get_label (TgQuota *self)
{
  g_return_val_if_fail (TG_IS_QUOTA (self), "");

  return g_str_equal (self->kind, "purchase") ? _("Purchase") : _("Settlement");
}

const char *
tg_quota_get_year (TgQuota *self)
{
  g_return_val_if_fail (TG_IS_QUOTA (self), "");

  return self->year;
}

const char *
tg_quota_get_used (TgQuota *self)
{
  g_return_val_if_fail (TG_IS_QUOTA (self), "");

  return self->used;
}

const char *
tg_quota_get_left (TgQuota *self)
{
  g_return_val_if_fail (TG_IS_QUOTA (self), "");

  return self->left;
}

const char *
tg_quota_get_exempt (TgQuota *self)
{
  g_return_val_if_fail (TG_IS_QUOTA (self), "");

  return self->exempt;
}

guint
tg_quota_get_n_unknown (TgQuota *self)
{
  g_return_val_if_fail (TG_IS_QUOTA (self), 0);

  return self->n_unknown;
}

const char *
tg_quota_get_rates (TgQuota *self)
{
  g_return_val_if_fail (TG_IS_QUOTA (self), "");

  return self->rates;
}

double
tg_quota_get_fraction (TgQuota *self)
{
  g_return_val_if_fail (TG_IS_QUOTA (self), 0);

  return CLAMP (g_ascii_strtod (self->used, NULL) / g_ascii_strtod (TG_QUOTA_LIMIT, NULL), 0, 1);
}
