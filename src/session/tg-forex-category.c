/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-forex-category.h"

#include <glib/gi18n-lib.h>

/* What a category changes stands in the code table forex_category_effect: "A1", "A2" and so on. */

struct _TgForexCategory
{
  GObject  parent_instance;

  char    *enterprise;
  char    *code;
};

G_DEFINE_FINAL_TYPE (TgForexCategory, tg_forex_category, G_TYPE_OBJECT)

static void
tg_forex_category_finalize (GObject *object)
{
  TgForexCategory *self = TG_FOREX_CATEGORY (object);

  g_free (self->enterprise);
  g_free (self->code);
  G_OBJECT_CLASS (tg_forex_category_parent_class)->finalize (object);
}

static void
tg_forex_category_class_init (TgForexCategoryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tg_forex_category_finalize;
}

static void
tg_forex_category_init (TgForexCategory *self)
{
}

TgForexCategory *
tg_forex_category_new (const char *enterprise,
                       const char *code)
{
  TgForexCategory *self = g_object_new (TG_TYPE_FOREX_CATEGORY, NULL);

  self->enterprise = g_strdup (enterprise);
  self->code = g_strdup (code);
  return self;
}

const char *
tg_forex_category_get_enterprise (TgForexCategory *self)
{
  g_return_val_if_fail (TG_IS_FOREX_CATEGORY (self), "");

  return self->enterprise;
}

const char *
tg_forex_category_get_code (TgForexCategory *self)
{
  g_return_val_if_fail (TG_IS_FOREX_CATEGORY (self), "");

  return self->code;
}

static char *
dup_effect (TgCodeRow *row)
{
  if (g_str_equal (tg_code_row_get_column (row, "verified"), "Y"))
    return g_strdup (tg_code_row_get_name (row));
  return g_strdup_printf (_("%s (not confirmed: ask your bank)"), tg_code_row_get_name (row));
}

char **
tg_forex_category_dup_effects (TgForexCategory *self,
                               TgCodeLookup    *codes)
{
  g_autoptr (GStrvBuilder) effects = g_strv_builder_new ();

  g_return_val_if_fail (TG_IS_FOREX_CATEGORY (self), NULL);

  for (guint i = 1; i < 100; i++)
    {
      g_autofree char *code = g_strdup_printf ("%s%u", self->code, i);
      g_autoptr (TgCodeRow) row = tg_code_lookup_find (codes, "forex_category_effect", code, NULL);
      g_autofree char *effect = row != NULL ? dup_effect (row) : NULL;

      if (row == NULL)
        break;
      g_strv_builder_add (effects, effect);
    }
  return g_strv_builder_end (effects);
}
