/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-three-leg.h"

#include <string.h>

#include "tg-decimal.h"

/* Do order, payment, waybill and list agree? What an official text says blocks; what we inferred
 * warns. Empty values are passed over: that they are needed is each form's own check. Numbers are
 * compared as numbers. */

typedef struct
{
  const char *id;
  TgLeg       a;
  const char *a_field;
  TgLeg       b;
  const char *b_field;
  TgLevel     level;
  const char *zh;
  const char *en;
} Agreement;

static const Agreement agreements[] = {
  { "M1", TG_LEG_ORDER, "order_no", TG_LEG_LIST, "order_no", TG_LEVEL_BLOCKING,
    "清单的订单编号与订单不一致", "The list and the order have different order numbers" },
  { "M1", TG_LEG_ORDER, "ebc_code", TG_LEG_LIST, "ebc_code", TG_LEVEL_BLOCKING,
    "清单的电商企业代码与订单不一致", "The list and the order name different enterprises" },
  { "M1", TG_LEG_PAYMENT, "order_no", TG_LEG_LIST, "order_no", TG_LEVEL_BLOCKING,
    "收款单的订单编号与清单不一致", "The payment and the list have different order numbers" },
  { "M1", TG_LEG_PAYMENT, "order_no", TG_LEG_ORDER, "order_no", TG_LEVEL_BLOCKING,
    "收款单的订单编号与订单不一致", "The payment and the order have different order numbers" },
  { "M2", TG_LEG_ORDER, "ebp_code", TG_LEG_LIST, "ebp_code", TG_LEVEL_WARNING,
    "清单的电商平台代码与订单不一致", "The list and the order name different platforms" },
  { "M2", TG_LEG_PAYMENT, "ebp_code", TG_LEG_LIST, "ebp_code", TG_LEVEL_WARNING,
    "收款单的电商平台代码与清单不一致", "The payment and the list name different platforms" },
  { "M3", TG_LEG_PAYMENT, "ebc_code", TG_LEG_LIST, "ebc_code", TG_LEVEL_BLOCKING,
    "收款单的电商企业与清单的收发货人不一致", "The payment is for another enterprise than the list" },
  { "M3", TG_LEG_WAYBILL, "ebc_code", TG_LEG_LIST, "ebc_code", TG_LEVEL_WARNING,
    "运单的电商企业与清单的收发货人不一致", "The waybill is for another enterprise than the list" },
  { "M4", TG_LEG_WAYBILL, "logistics_code", TG_LEG_LIST, "logistics_code", TG_LEVEL_BLOCKING,
    "清单的物流企业代码与运单不一致", "The list and the waybill name different carriers" },
  { "M4", TG_LEG_WAYBILL, "logistics_no", TG_LEG_LIST, "logistics_no", TG_LEVEL_BLOCKING,
    "清单的物流运单编号与运单不一致", "The list and the waybill have different waybill numbers" },
  { "M8", TG_LEG_PAYMENT, "currency", TG_LEG_ORDER, "currency", TG_LEVEL_WARNING,
    "收款币制与订单币制不一致", "Money came in another currency than the order's" },
  { "M9", TG_LEG_WAYBILL, "gross_weight", TG_LEG_LIST, "gross_weight", TG_LEVEL_WARNING,
    "清单毛重与运单不一致", "The list and the waybill have different gross weights" },
  { "M9", TG_LEG_WAYBILL, "pack_no", TG_LEG_LIST, "pack_no", TG_LEVEL_WARNING,
    "清单件数与运单不一致", "The list and the waybill have different numbers of packages" },
};

static const struct
{
  const char *field;
  const char *zh;
  const char *en;
} line_fields[] = {
  { "item_no", "企业商品货号与订单不一致", "The item number is not the order's" },
  { "qty", "数量与订单不一致", "The quantity is not the order's" },
  { "unit", "计量单位与订单不一致", "The unit is not the order's" },
  { "currency", "币制与订单不一致", "The currency is not the order's" },
  { "price", "单价与订单不一致", "The price is not the order's" },
  { "total_price", "总价与订单不一致", "The total is not the order's" },
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

static void
add_issue (GPtrArray  *issues,
           TgLevel     level,
           const char *id,
           const char *path,
           TgText     *text)
{
  g_ptr_array_add (issues, tg_issue_new (level, id, path, text));
}

static void
match_heads (const TgThreeLegs *legs,
             const Agreement   *agreement,
             GPtrArray         *issues)
{
  const TgDocument *a = get_leg (legs, agreement->a);
  const TgDocument *b = get_leg (legs, agreement->b);
  g_autoptr (TgText) text = NULL;
  g_autofree char *zh = NULL;
  g_autofree char *en = NULL;
  const char *x;
  const char *y;

  /* Where the list is there, it is what they are compared with. */
  if (a == NULL || b == NULL ||
      (agreement->b == TG_LEG_ORDER && legs->list != NULL && strcmp (agreement->id, "M1") == 0))
    return;
  x = tg_document_get (a, agreement->a_field);
  y = tg_document_get (b, agreement->b_field);
  if (x[0] == '\0' || y[0] == '\0' || is_same (x, y))
    return;

  zh = g_strdup_printf ("%s：%s，%s", agreement->zh, y, x);
  en = g_strdup_printf ("%s: %s, %s", agreement->en, y, x);
  text = tg_text_new (zh, en);
  add_issue (issues, agreement->level, agreement->id, agreement->b_field, text);
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

static void
match_line (const TgThreeLegs *legs,
            guint              line,
            guint              order_line,
            GPtrArray         *issues)
{
  const char *id = tg_document_get_line_id (legs->list, "goods", line);

  for (guint i = 0; i < G_N_ELEMENTS (line_fields); i++)
    {
      const char *field = line_fields[i].field;
      const char *filed = tg_document_get_cell (legs->list, "goods", line, field);
      const char *ordered = tg_document_get_cell (legs->order, "goods", order_line, field);
      g_autofree char *path = tg_path_new ("goods", id, field);
      g_autoptr (TgText) text = tg_text_new (line_fields[i].zh, line_fields[i].en);

      if (filed[0] != '\0' && ordered[0] != '\0' && !is_same (filed, ordered))
        add_issue (issues, TG_LEVEL_WARNING, "M6", path, text);
    }
}

static void
match_lines (const TgThreeLegs *legs,
             GPtrArray         *issues)
{
  guint n_lines = tg_document_get_n_lines (legs->list, "goods");

  for (guint i = 0; i < n_lines; i++)
    {
      const char *g_num = tg_document_get_cell (legs->list, "goods", i, "g_num");
      int order_line = find_order_line (legs->order, g_num);
      g_autofree char *path =
        tg_path_new ("goods", tg_document_get_line_id (legs->list, "goods", i), "g_num");
      g_autoptr (TgText) text = tg_text_new ("订单中没有该序号的商品",
                                             "The order has no goods of this number");

      if (order_line >= 0)
        match_line (legs, i, (guint) order_line, issues);
      else if (g_num[0] != '\0')
        add_issue (issues, TG_LEVEL_BLOCKING, "M5", path, text);
    }
}

static gboolean
add_value (const char *value,
           TgDecimal  *sum)
{
  TgDecimal number;

  return value[0] == '\0' ||
         (tg_decimal_parse (value, &number, NULL) && tg_decimal_add (*sum, number, sum, NULL));
}

/* M7: what the lines come to is what the order says. */
static void
match_total (const TgDocument *order,
             GPtrArray        *issues)
{
  g_autoptr (TgText) text = tg_text_new ("订单商品总价之和与订单商品金额不一致",
                                         "The lines of the order do not come to its value");
  const char *value = tg_document_get (order, "goods_value");
  guint n_lines = tg_document_get_n_lines (order, "goods");
  TgDecimal sum = TG_DECIMAL_ZERO;
  TgDecimal stated;

  for (guint i = 0; i < n_lines; i++)
    if (!add_value (tg_document_get_cell (order, "goods", i, "total_price"), &sum))
      return;

  if (tg_decimal_parse (value, &stated, NULL) && tg_decimal_compare (sum, stated) != 0)
    add_issue (issues, TG_LEVEL_WARNING, "M7", "goods_value", text);
}

/* M8: what came in is what was to be paid; instalments and fees are why it only warns. */
static void
match_charge (const TgThreeLegs *legs,
              GPtrArray         *issues)
{
  g_autoptr (TgText) text = tg_text_new ("收款金额与订单货款加运杂费不一致",
                                         "The payment is not the order's value and freight");
  TgDecimal due = TG_DECIMAL_ZERO;
  TgDecimal charge;

  if (tg_document_get (legs->order, "goods_value")[0] == '\0' ||
      !add_value (tg_document_get (legs->order, "goods_value"), &due) ||
      !add_value (tg_document_get (legs->order, "freight"), &due) ||
      !tg_decimal_parse (tg_document_get (legs->payment, "charge"), &charge, NULL))
    return;

  if (tg_decimal_compare (due, charge) != 0)
    add_issue (issues, TG_LEVEL_WARNING, "M8", "", text);
}

GPtrArray *
tg_three_leg_match (const TgThreeLegs *legs)
{
  GPtrArray *issues = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < G_N_ELEMENTS (agreements); i++)
    match_heads (legs, &agreements[i], issues);
  if (legs->order != NULL && legs->list != NULL)
    match_lines (legs, issues);
  if (legs->order != NULL)
    match_total (legs->order, issues);
  if (legs->order != NULL && legs->payment != NULL)
    match_charge (legs, issues);

  return issues;
}

/* ---- the whole comparison ---- */

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
      const char *field = line_fields[i].field;

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
