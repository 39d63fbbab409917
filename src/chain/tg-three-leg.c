/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-three-leg.h"

#include <string.h>

#include "tg-decimal.h"

/* Which field of one document says what which field of another says. Numbers are compared as
 * numbers. What follows from a difference is said by data/rules/three-legs; the level here is that
 * of its rule. */

typedef struct
{
  const char *id;
  TgLeg       a;
  const char *a_field;
  TgLeg       b;
  const char *b_field;
  TgLevel     level;
} Agreement;

static const Agreement agreements[] = {
  { "M1", TG_LEG_ORDER, "order_no", TG_LEG_LIST, "order_no", TG_LEVEL_BLOCKING },
  { "M1", TG_LEG_ORDER, "ebc_code", TG_LEG_LIST, "ebc_code", TG_LEVEL_BLOCKING },
  { "M1", TG_LEG_PAYMENT, "order_no", TG_LEG_LIST, "order_no", TG_LEVEL_BLOCKING },
  { "M1", TG_LEG_PAYMENT, "order_no", TG_LEG_ORDER, "order_no", TG_LEVEL_BLOCKING },
  { "M2", TG_LEG_ORDER, "ebp_code", TG_LEG_LIST, "ebp_code", TG_LEVEL_BLOCKING },
  { "M2", TG_LEG_PAYMENT, "ebp_code", TG_LEG_LIST, "ebp_code", TG_LEVEL_BLOCKING },
  { "M3", TG_LEG_PAYMENT, "ebc_code", TG_LEG_LIST, "ebc_code", TG_LEVEL_BLOCKING },
  { "M3", TG_LEG_WAYBILL, "ebc_code", TG_LEG_LIST, "ebc_code", TG_LEVEL_WARNING },
  { "M4", TG_LEG_WAYBILL, "logistics_code", TG_LEG_LIST, "logistics_code", TG_LEVEL_BLOCKING },
  { "M4", TG_LEG_WAYBILL, "logistics_no", TG_LEG_LIST, "logistics_no", TG_LEVEL_BLOCKING },
  { "M8", TG_LEG_PAYMENT, "currency", TG_LEG_ORDER, "currency", TG_LEVEL_WARNING },
  { "M9", TG_LEG_WAYBILL, "gross_weight", TG_LEG_LIST, "gross_weight", TG_LEVEL_WARNING },
  { "M9", TG_LEG_WAYBILL, "pack_no", TG_LEG_LIST, "pack_no", TG_LEVEL_WARNING },
};

static const char * const line_fields[] = {
  "item_no", "qty", "unit", "currency", "price", "total_price",
};

static const TgDocument *
get_leg (const TgThreeLegs *legs,
         TgLeg              leg)
{
  switch (leg)
    {
    case TG_LEG_ORDER:
      return legs->order;
    case TG_LEG_PAYMENT:
      return legs->payment;
    case TG_LEG_WAYBILL:
      return legs->waybill;
    case TG_LEG_LIST:
      return legs->list;
    }

  return NULL;
}

static gboolean
is_same (const char *a,
         const char *b)
{
  TgDecimal x;
  TgDecimal y;

  if (strcmp (a, b) == 0)
    return TRUE;
  return tg_decimal_parse (a, &x, NULL) && tg_decimal_parse (b, &y, NULL) &&
         tg_decimal_compare (x, y) == 0;
}

static int
find_order_line (const TgDocument *order,
                 const char       *g_num)
{
  guint n_lines = tg_document_get_n_lines (order, "goods");

  for (guint i = 0; i < n_lines; i++)
    if (is_same (tg_document_get_cell (order, "goods", i, "g_num"), g_num))
      return (int) i;

  return -1;
}

static gboolean
add_value (const char *value,
           TgDecimal  *sum)
{
  TgDecimal number;

  return value[0] == '\0' ||
         (tg_decimal_parse (value, &number, NULL) && tg_decimal_add (*sum, number, sum, NULL));
}

void
tg_leg_pair_free (TgLegPair *self)
{
  g_free (self->path);
  g_free (self->value);
  g_free (self->other_path);
  g_free (self->other_value);
  g_free (self);
}

/* Takes the paths. */
static void
add_pair (GPtrArray   *pairs,
          TgLegPair    pair,
          const char  *value,
          const char  *other_value)
{
  if (value[0] == '\0' && other_value[0] == '\0')
    {
      g_free (pair.path);
      g_free (pair.other_path);
      return;
    }
  pair.value = g_strdup (value);
  pair.other_value = g_strdup (other_value);
  if (value[0] == '\0' || other_value[0] == '\0')
    pair.verdict = TG_VERDICT_LACKS;
  else
    pair.verdict = is_same (value, other_value) ? TG_VERDICT_AGREES : TG_VERDICT_DIFFERS;
  g_ptr_array_add (pairs, g_memdup2 (&pair, sizeof pair));
}

static void
pair_heads (const TgThreeLegs *legs,
            const Agreement   *agreement,
            GPtrArray         *pairs)
{
  /* The order is what the others are compared with. */
  gboolean turned = agreement->a == TG_LEG_ORDER;
  TgLegPair pair = { .rule = agreement->id, .level = agreement->level,
                     .leg = turned ? agreement->b : agreement->a,
                     .other = turned ? agreement->a : agreement->b };
  const char *field = turned ? agreement->b_field : agreement->a_field;
  const char *other_field = turned ? agreement->a_field : agreement->b_field;
  const TgDocument *document = get_leg (legs, pair.leg);
  const TgDocument *other = get_leg (legs, pair.other);

  if (document == NULL || other == NULL)
    return;
  pair.path = g_strdup (field);
  pair.other_path = g_strdup (other_field);
  add_pair (pairs, pair, tg_document_get (document, field), tg_document_get (other, other_field));
}

static void
pair_line (const TgThreeLegs *legs,
           guint              line,
           int                order_line,
           GPtrArray         *pairs)
{
  const char *id = tg_document_get_line_id (legs->list, "goods", line);
  const char *order_id = order_line >= 0 ? tg_document_get_line_id (legs->order, "goods",
                                                                    (guint) order_line) : NULL;
  TgLegPair pair = { .rule = "M5", .level = TG_LEVEL_BLOCKING, .leg = TG_LEG_LIST,
                     .other = TG_LEG_ORDER };

  if (order_id == NULL)
    {
      pair.path = tg_path_new ("goods", id, "g_num");
      pair.other_path = g_strdup ("goods");
      add_pair (pairs, pair, tg_document_get_cell (legs->list, "goods", line, "g_num"), "");
      return;
    }
  pair.rule = "M6";
  pair.level = TG_LEVEL_WARNING;
  for (guint i = 0; i < G_N_ELEMENTS (line_fields); i++)
    {
      const char *field = line_fields[i];

      pair.path = tg_path_new ("goods", id, field);
      pair.other_path = tg_path_new ("goods", order_id, field);
      add_pair (pairs, pair, tg_document_get (legs->list, pair.path),
                tg_document_get (legs->order, pair.other_path));
    }
}

static gboolean
has_number (const TgDocument *list,
            const char       *g_num)
{
  for (guint i = 0; i < tg_document_get_n_lines (list, "goods"); i++)
    if (is_same (tg_document_get_cell (list, "goods", i, "g_num"), g_num))
      return TRUE;
  return FALSE;
}

/* Lines by their number; those that only one of the two has, too. */
static void
pair_lines (const TgThreeLegs *legs,
            GPtrArray         *pairs)
{
  for (guint i = 0; i < tg_document_get_n_lines (legs->list, "goods"); i++)
    pair_line (legs, i,
               find_order_line (legs->order,
                                tg_document_get_cell (legs->list, "goods", i, "g_num")), pairs);
  for (guint i = 0; i < tg_document_get_n_lines (legs->order, "goods"); i++)
    {
      const char *g_num = tg_document_get_cell (legs->order, "goods", i, "g_num");
      TgLegPair pair = { .rule = "M5", .level = TG_LEVEL_BLOCKING, .leg = TG_LEG_LIST,
                         .other = TG_LEG_ORDER };

      if (has_number (legs->list, g_num))
        continue;
      pair.path = g_strdup ("goods");
      pair.other_path = tg_path_new ("goods", tg_document_get_line_id (legs->order, "goods", i),
                                     "g_num");
      add_pair (pairs, pair, "", g_num);
    }
}

static gboolean
add_lines (const TgDocument *order,
           TgDecimal        *sum)
{
  for (guint i = 0; i < tg_document_get_n_lines (order, "goods"); i++)
    if (!add_value (tg_document_get_cell (order, "goods", i, "total_price"), sum))
      return FALSE;
  return TRUE;
}

static void
pair_sums (const TgThreeLegs *legs,
           GPtrArray         *pairs)
{
  TgLegPair pair = { .rule = "M7", .level = TG_LEVEL_WARNING, .leg = TG_LEG_ORDER,
                     .other = TG_LEG_ORDER };
  const char *value = tg_document_get (legs->order, "goods_value");
  TgDecimal lines = TG_DECIMAL_ZERO;
  TgDecimal due = TG_DECIMAL_ZERO;
  g_autofree char *sum = add_lines (legs->order, &lines) ? tg_decimal_to_string (lines) : NULL;
  g_autofree char *charge = NULL;

  pair.path = g_strdup ("goods_value");
  pair.other_path = g_strdup ("goods");
  add_pair (pairs, pair, value, sum != NULL ? sum : "");
  if (legs->payment == NULL || !add_value (value, &due) ||
      !add_value (tg_document_get (legs->order, "freight"), &due))
    return;
  charge = value[0] != '\0' ? tg_decimal_to_string (due) : g_strdup ("");
  pair.rule = "M8";
  pair.leg = TG_LEG_PAYMENT;
  pair.path = g_strdup ("charge");
  pair.other_path = g_strdup ("goods_value");
  add_pair (pairs, pair, tg_document_get (legs->payment, "charge"), charge);
}

static int
compare_legs (gconstpointer a,
              gconstpointer b)
{
  const TgLegPair *x = *(TgLegPair * const *) a;
  const TgLegPair *y = *(TgLegPair * const *) b;

  return (int) x->leg - (int) y->leg;
}

GPtrArray *
tg_three_leg_compare (const TgThreeLegs *legs)
{
  GPtrArray *pairs = g_ptr_array_new_with_free_func ((GDestroyNotify) tg_leg_pair_free);

  for (guint i = 0; i < G_N_ELEMENTS (agreements); i++)
    pair_heads (legs, &agreements[i], pairs);
  if (legs->order != NULL && legs->list != NULL)
    pair_lines (legs, pairs);
  if (legs->order != NULL)
    pair_sums (legs, pairs);
  g_ptr_array_sort (pairs, compare_legs);
  return pairs;
}
