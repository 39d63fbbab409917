/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-sale-pair.h"

/* A TgLegPair of `chain`, in words. */

struct _TgSalePair
{
  GObject parent_instance;

  TgSalePairFields fields;   /* its strings are owned, never NULL */
};

G_DEFINE_FINAL_TYPE (TgSalePair, tg_sale_pair, G_TYPE_OBJECT)

static void
tg_sale_pair_finalize (GObject *object)
{
  TgSalePair *self = TG_SALE_PAIR (object);

  g_free ((char *) self->fields.rule);
  g_free ((char *) self->fields.label);
  g_free ((char *) self->fields.value);
  g_free ((char *) self->fields.other_title);
  g_free ((char *) self->fields.other_value);
  G_OBJECT_CLASS (tg_sale_pair_parent_class)->finalize (object);
}

static void
tg_sale_pair_class_init (TgSalePairClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tg_sale_pair_finalize;
}

static void
tg_sale_pair_init (TgSalePair *self)
{
}

static const char *
copy (const char *text)
{
  return g_strdup (text != NULL ? text : "");
}

TgSalePair *
tg_sale_pair_new (const TgSalePairFields *fields)
{
  TgSalePair *self = g_object_new (TG_TYPE_SALE_PAIR, NULL);

  self->fields = *fields;
  self->fields.rule = copy (fields->rule);
  self->fields.label = copy (fields->label);
  self->fields.value = copy (fields->value);
  self->fields.other_title = copy (fields->other_title);
  self->fields.other_value = copy (fields->other_value);
  return self;
}

const TgSalePairFields *
tg_sale_pair_get_fields (TgSalePair *self)
{
  g_return_val_if_fail (TG_IS_SALE_PAIR (self), NULL);

  return &self->fields;
}
