/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-sale.h"

#include <string.h>
#include <glib/gi18n-lib.h>

/* TgSale: a sale from order to refund, a row of the chain board. Like the other rows it is made
 * with its id alone and filled in later. Owned by the list, main thread. */

struct _TgSale
{
  GObject       parent_instance;
  char *       id;
  gboolean      loaded;
  TgSaleFields fields;     /* its strings are ours */
};

enum { PROP_0, PROP_ID, PROP_LOADED, N_PROPS };

static GParamSpec *props[N_PROPS];

G_DEFINE_TYPE (TgSale, tg_sale, G_TYPE_OBJECT)

static const struct
{
  const char *name;
  const char *label;
} steps[] = {
  [TG_SALE_ORDER] = { "order", N_("Order") },
  [TG_SALE_LIST] = { "list", N_("Export list") },
  [TG_SALE_DECLARATION] = { "declaration", N_("Declaration") },
  [TG_SALE_MONEY] = { "money", N_("Money") },
  [TG_SALE_REFUND] = { "refund", N_("Refund") },
};

static const struct
{
  const char *name;
  const char *label;
} stages[] = {
  [TG_STAGE_MISSING] = { "missing", N_("Not yet") },
  [TG_STAGE_WAITING] = { "waiting", N_("Can be made") },
  [TG_STAGE_UNDER_WAY] = { "under-way", N_("Under way") },
  [TG_STAGE_ATTENTION] = { "attention", N_("Needs you") },
  [TG_STAGE_DONE] = { "done", N_("Done") },
};

static const struct
{
  const char *name;
  const char *label;
} verdicts[] = {
  [TG_VERDICT_AGREES] = { "agrees", N_("Agrees") },
  [TG_VERDICT_DIFFERS] = { "differs", N_("Differs") },
  [TG_VERDICT_LACKS] = { "lacks", N_("Missing") },
};

/* The strings, so that copying and freeing is one loop. */
static const gsize strings[] = {
  G_STRUCT_OFFSET (TgSaleFields, enterprise),
  G_STRUCT_OFFSET (TgSaleFields, order_no),
  G_STRUCT_OFFSET (TgSaleFields, goods),
  G_STRUCT_OFFSET (TgSaleFields, amount),
  G_STRUCT_OFFSET (TgSaleFields, currency),
  G_STRUCT_OFFSET (TgSaleFields, date),
  G_STRUCT_OFFSET (TgSaleFields, cells[TG_SALE_ORDER].filing),
  G_STRUCT_OFFSET (TgSaleFields, cells[TG_SALE_ORDER].text),
  G_STRUCT_OFFSET (TgSaleFields, cells[TG_SALE_ORDER].due),
  G_STRUCT_OFFSET (TgSaleFields, cells[TG_SALE_LIST].filing),
  G_STRUCT_OFFSET (TgSaleFields, cells[TG_SALE_LIST].text),
  G_STRUCT_OFFSET (TgSaleFields, cells[TG_SALE_LIST].due),
  G_STRUCT_OFFSET (TgSaleFields, cells[TG_SALE_DECLARATION].filing),
  G_STRUCT_OFFSET (TgSaleFields, cells[TG_SALE_DECLARATION].text),
  G_STRUCT_OFFSET (TgSaleFields, cells[TG_SALE_DECLARATION].due),
  G_STRUCT_OFFSET (TgSaleFields, cells[TG_SALE_MONEY].filing),
  G_STRUCT_OFFSET (TgSaleFields, cells[TG_SALE_MONEY].text),
  G_STRUCT_OFFSET (TgSaleFields, cells[TG_SALE_MONEY].due),
  G_STRUCT_OFFSET (TgSaleFields, cells[TG_SALE_REFUND].filing),
  G_STRUCT_OFFSET (TgSaleFields, cells[TG_SALE_REFUND].text),
  G_STRUCT_OFFSET (TgSaleFields, cells[TG_SALE_REFUND].due),
};

static void
own_strings (TgSaleFields *fields)
{
  for (guint i = 0; i < G_N_ELEMENTS (strings); i++)
    {
      char **place = G_STRUCT_MEMBER_P (fields, strings[i]);

      *place = g_strdup (*place == NULL ? "" : *place);
    }
}

static void
free_strings (TgSaleFields *fields)
{
  for (guint i = 0; i < G_N_ELEMENTS (strings); i++)
    g_clear_pointer ((char **) G_STRUCT_MEMBER_P (fields, strings[i]), g_free);
}

static void
tg_sale_get_property (GObject    *object,
                      guint       property_id,
                      GValue     *value,
                      GParamSpec *pspec)
{
  TgSale *self = TG_SALE (object);

  switch (property_id)
    {
    case PROP_ID:
      g_value_set_string (value, self->id);
      break;
    case PROP_LOADED:
      g_value_set_boolean (value, self->loaded);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
      break;
    }
}

static void
tg_sale_finalize (GObject *object)
{
  TgSale *self = TG_SALE (object);

  g_free (self->id);
  free_strings (&self->fields);
  G_OBJECT_CLASS (tg_sale_parent_class)->finalize (object);
}

static void
tg_sale_class_init (TgSaleClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = tg_sale_get_property;
  object_class->finalize = tg_sale_finalize;
  props[PROP_ID] = g_param_spec_string ("id", NULL, NULL, NULL,
                                        G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  props[PROP_LOADED] = g_param_spec_boolean ("loaded", NULL, NULL, FALSE,
                                             G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
tg_sale_init (TgSale *self)
{
  own_strings (&self->fields);
}

TgSale *
tg_sale_new (const char *id)
{
  TgSale *self = g_object_new (TG_TYPE_SALE, NULL);

  self->id = g_strdup (id);
  return self;
}

/* A list that knows the place of a row before its id hands it out without one. */
void
tg_sale_set_id (TgSale     *self,
                const char *id)
{
  g_return_if_fail (TG_IS_SALE (self));

  if (g_strcmp0 (self->id, id) == 0)
    return;
  g_free (self->id);
  self->id = g_strdup (id);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_ID]);
}

void
tg_sale_fill (TgSale             *self,
              const TgSaleFields *fields)
{
  TgSaleFields old;

  g_return_if_fail (TG_IS_SALE (self));
  g_return_if_fail (fields != NULL);

  old = self->fields;
  self->fields = *fields;
  own_strings (&self->fields);
  free_strings (&old);
  self->loaded = TRUE;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_LOADED]);
}

gboolean
tg_sale_is_loaded (TgSale *self)
{
  g_return_val_if_fail (TG_IS_SALE (self), FALSE);

  return self->loaded;
}

const char *
tg_sale_get_id (TgSale *self)
{
  g_return_val_if_fail (TG_IS_SALE (self), "");

  return self->id;
}

const char *
tg_sale_get_enterprise (TgSale *self)
{
  g_return_val_if_fail (TG_IS_SALE (self), "");

  return self->fields.enterprise;
}

const char *
tg_sale_get_order_no (TgSale *self)
{
  g_return_val_if_fail (TG_IS_SALE (self), "");

  return self->fields.order_no;
}

const char *
tg_sale_get_goods (TgSale *self)
{
  g_return_val_if_fail (TG_IS_SALE (self), "");

  return self->fields.goods;
}

const char *
tg_sale_get_amount (TgSale *self)
{
  g_return_val_if_fail (TG_IS_SALE (self), "");

  return self->fields.amount;
}

const char *
tg_sale_get_currency (TgSale *self)
{
  g_return_val_if_fail (TG_IS_SALE (self), "");

  return self->fields.currency;
}

const char *
tg_sale_get_date (TgSale *self)
{
  g_return_val_if_fail (TG_IS_SALE (self), "");

  return self->fields.date;
}

const TgSaleCell *
tg_sale_get_cell (TgSale     *self,
                  TgSaleStep  step)
{
  g_return_val_if_fail (TG_IS_SALE (self), NULL);
  g_return_val_if_fail ((guint) step < TG_N_SALE_STEPS, NULL);

  return &self->fields.cells[step];
}

const char *
tg_sale_step_to_name (TgSaleStep step)
{
  g_return_val_if_fail ((guint) step < TG_N_SALE_STEPS, "");

  return steps[step].name;
}

gboolean
tg_sale_step_parse (const char *name,
                    TgSaleStep *out)
{
  g_return_val_if_fail (name != NULL && out != NULL, FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    if (strcmp (steps[i].name, name) == 0)
      {
        *out = (TgSaleStep) i;
        return TRUE;
      }
  return FALSE;
}

const char *
tg_sale_step_get_label (TgSaleStep step)
{
  g_return_val_if_fail ((guint) step < TG_N_SALE_STEPS, "");

  return _(steps[step].label);
}

const char *
tg_sale_stage_to_name (TgSaleStage stage)
{
  g_return_val_if_fail ((guint) stage < G_N_ELEMENTS (stages), "");

  return stages[stage].name;
}

gboolean
tg_sale_stage_parse (const char  *name,
                     TgSaleStage *out)
{
  g_return_val_if_fail (name != NULL && out != NULL, FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (stages); i++)
    if (strcmp (stages[i].name, name) == 0)
      {
        *out = (TgSaleStage) i;
        return TRUE;
      }
  return FALSE;
}

const char *
tg_sale_stage_get_label (TgSaleStage stage)
{
  g_return_val_if_fail ((guint) stage < G_N_ELEMENTS (stages), "");

  return _(stages[stage].label);
}

const char *
tg_sale_verdict_to_name (TgSaleVerdict verdict)
{
  g_return_val_if_fail ((guint) verdict < G_N_ELEMENTS (verdicts), "");

  return verdicts[verdict].name;
}

const char *
tg_sale_verdict_get_label (TgSaleVerdict verdict)
{
  g_return_val_if_fail ((guint) verdict < G_N_ELEMENTS (verdicts), "");

  return _(verdicts[verdict].label);
}
