/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-sale-match-private.h"

#include <glib/gi18n-lib.h>

/* `chain` compares paths and values; here they get the labels of their forms and the names of
 * their codes. */

struct _TgSaleMatch
{
  GObject     parent_instance;

  char       *order_no;
  TgSaleLeg   legs[TG_N_LEGS];
  GListStore *pairs[TG_N_LEGS];     /* of TgSalePair */
  GListStore *issues;
  GListStore *routes;
};

G_DEFINE_FINAL_TYPE (TgSaleMatch, tg_sale_match, G_TYPE_OBJECT)

/* What making a match needs. */
typedef struct
{
  const TgSaleSource *sources;
  TgCodeLookup       *codes;
  const char         *today;
} Words;

static void
tg_sale_match_finalize (GObject *object)
{
  TgSaleMatch *self = TG_SALE_MATCH (object);

  for (guint i = 0; i < TG_N_LEGS; i++)
    {
      g_free (self->legs[i].kind);
      g_free (self->legs[i].title);
      g_free (self->legs[i].id);
      g_free (self->legs[i].number);
      g_clear_object (&self->pairs[i]);
    }
  g_free (self->order_no);
  g_clear_object (&self->issues);
  g_clear_object (&self->routes);
  G_OBJECT_CLASS (tg_sale_match_parent_class)->finalize (object);
}

static void
tg_sale_match_class_init (TgSaleMatchClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tg_sale_match_finalize;
}

static void
tg_sale_match_init (TgSaleMatch *self)
{
  self->issues = g_list_store_new (TG_TYPE_ISSUE);
  self->routes = g_list_store_new (TG_TYPE_ISSUE);
  for (guint i = 0; i < TG_N_LEGS; i++)
    self->pairs[i] = g_list_store_new (TG_TYPE_SALE_PAIR);
}

/* ---- words ---- */

static char *
dup_label (const TgSaleSource *source,
           const char         *path)
{
  const TgField *field = tg_form_find_field (source->form, path);
  const TgSection *section = tg_form_find_section (source->form, path);
  g_autofree char *table = NULL;
  g_autofree char *line = NULL;
  const char *label = field != NULL ? tg_text_get (field->label) : "";
  int number;

  if (!tg_path_split (path, &table, &line, NULL) || table == NULL)
    return g_strdup (field != NULL ? label : section != NULL ? tg_text_get (section->title) : path);
  number = tg_document_find_line (source->document, table, line);
  return g_strdup_printf (_("%s, line %u: %s"), tg_text_get (section->title), (guint) number + 1,
                          label);
}

static char *
dup_value (const Words *words,
           TgLeg        leg,
           const char  *path,
           const char  *value)
{
  const TgField *field = tg_form_find_field (words->sources[leg].form, path);
  g_autoptr (TgCodeRow) row = NULL;

  if (field != NULL && field->kind == TG_FIELD_CODE && field->list != NULL && value[0] != '\0')
    row = tg_code_lookup_find (words->codes, field->list, value, words->today);
  return row != NULL ? g_strdup_printf ("%s %s", value, tg_code_row_get_name (row))
         : g_strdup (value);
}

/* A sum stands in no field of its own. */
static char *
dup_other_title (const Words     *words,
                 const TgLegPair *pair)
{
  const char *title = tg_text_get (words->sources[pair->other].form->title);

  if (pair->leg == pair->other)
    return g_strdup (_("Sum of its lines"));
  if (g_str_equal (pair->other_path, "goods_value"))
    return g_strdup_printf (_("%s, goods and freight"), title);
  return g_strdup (title);
}

static TgSalePair *
describe (const Words     *words,
          const TgLegPair *pair)
{
  /* A line that is not there is called as the other document calls it. */
  gboolean is_gone = pair->value[0] == '\0' && tg_form_find_field (words->sources[pair->leg].form,
                                                                   pair->path) == NULL;
  g_autofree char *label = is_gone
                           ? dup_label (&words->sources[pair->other], pair->other_path)
                           : dup_label (&words->sources[pair->leg], pair->path);
  g_autofree char *value = dup_value (words, pair->leg, pair->path, pair->value);
  g_autofree char *other_value = dup_value (words, pair->other, pair->other_path,
                                            pair->other_value);
  g_autofree char *other_title = dup_other_title (words, pair);
  TgSalePairFields fields = { pair->rule, label, value, other_title, other_value, pair->verdict,
                              pair->level };

  return tg_sale_pair_new (&fields);
}

static int
compare_verdicts (gconstpointer a,
                  gconstpointer b,
                  gpointer      data)
{
  static const int ranks[] = {
    [TG_VERDICT_DIFFERS] = 0, [TG_VERDICT_LACKS] = 1, [TG_VERDICT_AGREES] = 2,
  };

  return ranks[tg_sale_pair_get_fields ((TgSalePair *) a)->verdict] -
         ranks[tg_sale_pair_get_fields ((TgSalePair *) b)->verdict];
}

static void
count (TgSaleLeg     *leg,
       TgSaleVerdict  verdict)
{
  switch (verdict)
    {
    case TG_VERDICT_AGREES:
      leg->n_agree++;
      break;
    case TG_VERDICT_DIFFERS:
      leg->n_differ++;
      break;
    case TG_VERDICT_LACKS:
      leg->n_lack++;
      break;
    }
}

TgSaleMatch *
tg_sale_match_new (const char         *order_no,
                   const TgSaleSource  sources[TG_N_LEGS],
                   GPtrArray          *issues,
                   GPtrArray          *routes,
                   TgCodeLookup       *codes,
                   const char         *today)
{
  TgSaleMatch *self = g_object_new (TG_TYPE_SALE_MATCH, NULL);
  TgThreeLegs legs = { sources[TG_LEG_ORDER].document, sources[TG_LEG_PAYMENT].document,
                       sources[TG_LEG_WAYBILL].document, sources[TG_LEG_LIST].document };
  g_autoptr (GPtrArray) pairs = tg_three_leg_compare (&legs);
  Words words = { sources, codes, today };

  self->order_no = g_strdup (order_no);
  for (guint i = 0; i < TG_N_LEGS; i++)
    {
      self->legs[i].kind = g_strdup (sources[i].form->id);
      self->legs[i].title = g_strdup (tg_text_get (sources[i].form->title));
      self->legs[i].id = g_strdup (sources[i].id != NULL ? sources[i].id : "");
      self->legs[i].number = g_strdup (sources[i].number != NULL ? sources[i].number : "");
    }
  for (guint i = 0; i < pairs->len; i++)
    {
      const TgLegPair *pair = pairs->pdata[i];
      g_autoptr (TgSalePair) described = describe (&words, pair);

      count (&self->legs[pair->leg], pair->verdict);
      g_list_store_insert_sorted (self->pairs[pair->leg], described, compare_verdicts, NULL);
    }
  g_list_store_splice (self->issues, 0, 0, issues->pdata, issues->len);
  g_list_store_splice (self->routes, 0, 0, routes->pdata, routes->len);
  return self;
}

/* ---- public ---- */

const char *
tg_sale_match_get_order_no (TgSaleMatch *self)
{
  g_return_val_if_fail (TG_IS_SALE_MATCH (self), NULL);

  return self->order_no;
}

guint
tg_sale_match_get_n_legs (TgSaleMatch *self)
{
  return TG_N_LEGS;
}

const TgSaleLeg *
tg_sale_match_get_leg (TgSaleMatch *self,
                       guint        leg)
{
  g_return_val_if_fail (TG_IS_SALE_MATCH (self) && leg < TG_N_LEGS, NULL);

  return &self->legs[leg];
}

GListModel *
tg_sale_match_list_pairs (TgSaleMatch *self,
                          guint        leg)
{
  g_return_val_if_fail (TG_IS_SALE_MATCH (self) && leg < TG_N_LEGS, NULL);

  return G_LIST_MODEL (g_object_ref (self->pairs[leg]));
}

GListModel *
tg_sale_match_list_issues (TgSaleMatch *self)
{
  g_return_val_if_fail (TG_IS_SALE_MATCH (self), NULL);

  return G_LIST_MODEL (g_object_ref (self->issues));
}

GListModel *
tg_sale_match_list_routes (TgSaleMatch *self)
{
  g_return_val_if_fail (TG_IS_SALE_MATCH (self), NULL);

  return G_LIST_MODEL (g_object_ref (self->routes));
}
