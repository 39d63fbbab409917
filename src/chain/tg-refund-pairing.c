/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-refund-pairing.h"

#include <string.h>

#include "tg-decimal.h"
#include "tg-text.h"

/* Invoices are used first in, first out: by date, number and line. An export is paired whole or not
 * at all; it makes a group of its own, so a group is never larger than it must be. An invoice's
 * line may go to several groups: each part but the last takes its share of the amount, the last
 * what is left, so that the parts always come to the whole. */

/* A line of an invoice with what is left of it. */
typedef struct
{
  const TgSource *invoice;
  char           *line;
  const char     *item_no;
  const char     *goods_code;
  const char     *seller;
  char           *name;        /* folded */
  char           *unit;
  TgDecimal       qty;         /* bought */
  TgDecimal       left;
  TgDecimal       amount;      /* of what is left */
  TgDecimal       tax;
} Stock;

static void
stock_free (Stock *stock)
{
  g_free (stock->line);
  g_free (stock->name);
  g_free (stock->unit);
  g_free (stock);
}

static const char *
get_cell (const TgSource *source,
          const char     *line,
          const char     *field)
{
  g_autofree char *path = g_strjoin ("/", line, field, NULL);

  return tg_document_get (source->document, path);
}

/* Blanks, width and case do not make another name. */
static char *
fold (const char *text)
{
  g_autofree char *narrow = tg_text_fold_number (text);

  return g_utf8_strdown (narrow, -1);
}

static TgDecimal
parse_or_zero (const char *text)
{
  TgDecimal number = TG_DECIMAL_ZERO;

  return tg_decimal_parse (text, &number, NULL) ? number : TG_DECIMAL_ZERO;
}

static gboolean
is_positive (TgDecimal number)
{
  return tg_decimal_compare (number, TG_DECIMAL_ZERO) > 0;
}

static TgDecimal
subtract (TgDecimal a,
          TgDecimal b)
{
  TgDecimal result = a;

  return tg_decimal_subtract (a, b, &result, NULL) ? result : a;
}

/* round2 (whole × part ÷ of): the share of a part. */
static TgDecimal
share (TgDecimal whole,
       TgDecimal part,
       TgDecimal of)
{
  TgDecimal product;
  TgDecimal result = TG_DECIMAL_ZERO;

  if (!tg_decimal_multiply (whole, part, &product, NULL) ||
      !tg_decimal_divide (product, of, 2, &result, NULL))
    return TG_DECIMAL_ZERO;
  return result;
}

/* What earlier claims took of the line is gone, with its share of the money. */
static void
take_used (Stock               *stock,
           const TgRefundInput *input)
{
  g_autofree char *key = NULL;
  const char *used;
  TgDecimal gone;

  if (input->used == NULL)
    return;

  key = g_strjoin ("/", tg_document_get (stock->invoice->document, "invoice_no"),
                   get_cell (stock->invoice, stock->line, "line_no"), NULL);
  used = g_hash_table_lookup (input->used, key);
  if (used == NULL || !tg_decimal_parse (used, &gone, NULL) || !is_positive (stock->qty))
    return;

  stock->amount = subtract (stock->amount, share (stock->amount, gone, stock->qty));
  stock->tax = subtract (stock->tax, share (stock->tax, gone, stock->qty));
  stock->left = subtract (stock->left, gone);
}

static Stock *
stock_new (const TgRefundInput *input,
           const TgSource      *invoice,
           guint                position)
{
  Stock *stock = g_new0 (Stock, 1);

  stock->invoice = invoice;
  stock->line = g_strjoin ("/", "lines",
                           tg_document_get_line_id (invoice->document, "lines", position),
                           NULL);
  stock->item_no = get_cell (invoice, stock->line, "item_no");
  stock->goods_code = get_cell (invoice, stock->line, "goods_code");
  stock->seller = tg_document_get (invoice->document, "seller_tax_id");
  stock->name = fold (get_cell (invoice, stock->line, "goods_name"));
  stock->unit = fold (get_cell (invoice, stock->line, "unit"));
  stock->qty = parse_or_zero (get_cell (invoice, stock->line, "qty"));
  stock->left = stock->qty;
  stock->amount = parse_or_zero (get_cell (invoice, stock->line, "amount"));
  stock->tax = parse_or_zero (get_cell (invoice, stock->line, "tax_amount"));
  take_used (stock, input);
  return stock;
}

static int
compare_stock (gconstpointer a,
               gconstpointer b)
{
  const Stock *x = *(const Stock * const *) a;
  const Stock *y = *(const Stock * const *) b;
  int order;

  order = strcmp (tg_document_get (x->invoice->document, "invoice_date"),
                  tg_document_get (y->invoice->document, "invoice_date"));
  if (order == 0)
    order = strcmp (tg_document_get (x->invoice->document, "invoice_no"),
                    tg_document_get (y->invoice->document, "invoice_no"));
  if (order == 0)
    order = strcmp (get_cell (x->invoice, x->line, "line_no"),
                    get_cell (y->invoice, y->line, "line_no"));
  return order;
}

static GPtrArray *
list_stock (const TgRefundInput *input)
{
  GPtrArray *all = g_ptr_array_new_with_free_func ((GDestroyNotify) stock_free);

  for (guint i = 0; i < input->n_invoices; i++)
    {
      guint n_lines = tg_document_get_n_lines (input->invoices[i].document, "lines");

      for (guint line = 0; line < n_lines; line++)
        g_ptr_array_add (all, stock_new (input, &input->invoices[i], line));
    }

  g_ptr_array_sort (all, compare_stock);
  return all;
}

/* Stock by our own number of the goods and by their code: a claim of thousands of lines is paired
 * without looking at all invoices for each. Lists stay in order. */
static void
index_stock (GHashTable *index,
             const char *kind,
             const char *value,
             Stock      *stock)
{
  g_autofree char *key = g_strconcat (kind, value, NULL);
  GPtrArray *list;

  if (value[0] == '\0')
    return;

  list = g_hash_table_lookup (index, key);
  if (list == NULL)
    {
      list = g_ptr_array_new ();
      g_hash_table_insert (index, g_steal_pointer (&key), list);
    }
  g_ptr_array_add (list, stock);
}

/* One line of a declaration, looking for what it was bought with. */
typedef struct
{
  const TgSource *declaration;
  const char     *line;
  TgDecimal       qty;
  GPtrArray      *fitting;      /* of Stock */
} Export;

/* Own numbers tell goods apart best; where one side has none, the code does. */
static GPtrArray *
find_candidates (GHashTable   *index,
                 const Export *export)
{
  const char *item_no = get_cell (export->declaration, export->line, "item_no");
  const char *code = get_cell (export->declaration, export->line, "goods_code");
  g_autofree char *by_item = g_strconcat ("item:", item_no, NULL);
  g_autofree char *by_code = g_strconcat ("code:", code, NULL);
  GPtrArray *found = g_hash_table_lookup (index, by_item);

  return found != NULL ? found : g_hash_table_lookup (index, by_code);
}

/* The reason why one candidate does not fit; FALSE when it fits. */
static gboolean
is_unfit (const Export     *export,
          const Stock      *stock,
          TgUnpairedReason *reason)
{
  g_autofree char *name = fold (get_cell (export->declaration, export->line, "goods_name"));
  g_autofree char *unit = fold (get_cell (export->declaration, export->line, "unit"));

  if (strcmp (name, stock->name) != 0)
    *reason = TG_UNPAIRED_NAME;
  else if (strcmp (unit, stock->unit) != 0)
    *reason = TG_UNPAIRED_UNIT;
  else if (stock->seller[0] == '\0')
    *reason = TG_UNPAIRED_NO_SELLER;
  else
    return FALSE;

  return TRUE;
}

/* Collects enough stock, in order. FALSE, with the reason, if there is not enough that fits. */
static gboolean
collect_stock (Export           *export,
               GPtrArray        *candidates,
               TgUnpairedReason *reason)
{
  TgDecimal wanted = export->qty;

  *reason = TG_UNPAIRED_NO_INVOICE;
  for (guint i = 0; candidates != NULL && i < candidates->len && is_positive (wanted); i++)
    {
      Stock *stock = g_ptr_array_index (candidates, i);

      if (!is_positive (stock->left))
        {
          if (*reason == TG_UNPAIRED_NO_INVOICE)
            *reason = TG_UNPAIRED_SHORT;
          continue;
        }
      if (is_unfit (export, stock, reason))
        continue;
      *reason = TG_UNPAIRED_SHORT;
      g_ptr_array_add (export->fitting, stock);
      wanted = subtract (wanted, stock->left);
    }

  return !is_positive (wanted);
}

static TgPurchasePart *
take_part (Stock     *stock,
           TgDecimal  wanted)
{
  TgPurchasePart *part = g_new0 (TgPurchasePart, 1);
  gboolean all = tg_decimal_compare (stock->left, wanted) <= 0;
  TgDecimal qty = all ? stock->left : wanted;
  TgDecimal amount = all ? stock->amount : share (stock->amount, qty, stock->left);
  TgDecimal tax = all ? stock->tax : share (stock->tax, qty, stock->left);

  part->invoice = stock->invoice;
  part->line = g_strdup (stock->line);
  part->qty = tg_decimal_to_string (qty);
  part->amount = tg_decimal_to_fixed (amount, 2);
  part->tax = tg_decimal_to_fixed (tax, 2);
  stock->left = subtract (stock->left, qty);
  stock->amount = subtract (stock->amount, amount);
  stock->tax = subtract (stock->tax, tax);
  return part;
}

static void
part_free (TgPurchasePart *part)
{
  g_free (part->line);
  g_free (part->qty);
  g_free (part->amount);
  g_free (part->tax);
  g_free (part);
}

static void
group_free (TgRefundGroup *group)
{
  g_free (group->link_no);
  g_free (group->line);
  g_ptr_array_unref (group->parts);
  g_free (group);
}

static void
unpaired_free (TgUnpaired *unpaired)
{
  g_free (unpaired->line);
  g_free (unpaired);
}

static TgRefundGroup *
make_group (const TgRefundInput *input,
            const Export        *export,
            guint                serial)
{
  TgRefundGroup *group = g_new0 (TgRefundGroup, 1);
  TgDecimal wanted = export->qty;

  group->link_no = g_strdup_printf ("%s%s%08u", input->month, input->batch, serial);
  group->declaration = export->declaration;
  group->line = g_strdup (export->line);
  group->parts = g_ptr_array_new_with_free_func ((GDestroyNotify) part_free);
  for (guint i = 0; i < export->fitting->len; i++)
    {
      Stock *stock = g_ptr_array_index (export->fitting, i);
      TgDecimal before = stock->left;

      g_ptr_array_add (group->parts, take_part (stock, wanted));
      wanted = subtract (wanted, subtract (before, stock->left));
    }

  return group;
}

static void
leave_out (TgRefundPairing  *self,
           const Export     *export,
           TgUnpairedReason  reason)
{
  TgUnpaired *unpaired = g_new0 (TgUnpaired, 1);

  unpaired->declaration = export->declaration;
  unpaired->line = g_strdup (export->line);
  unpaired->reason = reason;
  g_ptr_array_add (self->unpaired, unpaired);
}

static gboolean
is_claimed (const TgRefundInput *input,
            const Export        *export)
{
  return input->claimed != NULL &&
         g_hash_table_contains (input->claimed,
                                get_cell (export->declaration, export->line, "item_ref"));
}

static void
pair_line (TgRefundPairing     *self,
           const TgRefundInput *input,
           GHashTable          *index,
           Export              *export)
{
  TgUnpairedReason reason;

  if (is_claimed (input, export))
    leave_out (self, export, TG_UNPAIRED_CLAIMED);
  else if (!is_positive (export->qty))
    leave_out (self, export, TG_UNPAIRED_QUANTITY);
  else if (!collect_stock (export, find_candidates (index, export), &reason))
    leave_out (self, export, reason);
  else
    g_ptr_array_add (self->groups, make_group (input, export, self->groups->len + 1));
}

static void
pair_declaration (TgRefundPairing     *self,
                  const TgRefundInput *input,
                  GHashTable          *index,
                  const TgSource      *declaration)
{
  guint n_lines = tg_document_get_n_lines (declaration->document, "lines");

  for (guint i = 0; i < n_lines; i++)
    {
      g_autofree char *line =
        g_strjoin ("/", "lines", tg_document_get_line_id (declaration->document, "lines", i), NULL);
      g_autoptr (GPtrArray) fitting = g_ptr_array_new ();
      Export export = { declaration, line, parse_or_zero (get_cell (declaration, line, "qty")),
                        fitting };

      pair_line (self, input, index, &export);
    }
}

TgRefundPairing *
tg_refund_pairing_make (const TgRefundInput *input)
{
  TgRefundPairing *self = g_new0 (TgRefundPairing, 1);
  g_autoptr (GPtrArray) stock = list_stock (input);
  g_autoptr (GHashTable) index =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);

  self->groups = g_ptr_array_new_with_free_func ((GDestroyNotify) group_free);
  self->unpaired = g_ptr_array_new_with_free_func ((GDestroyNotify) unpaired_free);
  for (guint i = 0; i < stock->len; i++)
    {
      Stock *each = g_ptr_array_index (stock, i);

      index_stock (index, "item:", each->item_no, each);
      index_stock (index, "code:", each->goods_code, each);
    }
  for (guint i = 0; i < input->n_declarations; i++)
    pair_declaration (self, input, index, &input->declarations[i]);

  return self;
}

/* A claim's row as it is made: drawn from its source, then what the pairing says. */
static gboolean
set_values (TgDocument         *claim,
            const char         *table,
            const char         *row,
            const char * const *pairs,
            GError            **error)
{
  for (guint i = 0; pairs[i] != NULL; i += 2)
    {
      g_autofree char *path = tg_path_new (table, row, pairs[i]);

      if (!tg_document_set (claim, path, pairs[i + 1], error))
        return FALSE;
    }

  return TRUE;
}

static char *
make_serial (TgDocument *claim,
             const char *table)
{
  return g_strdup_printf ("%08u", tg_document_get_n_lines (claim, table));
}

static gboolean
add_export (const TgRefundGroup  *group,
            const TgRefundInput  *input,
            const TgDerivation   *derivation,
            TgDocument           *claim,
            GError              **error)
{
  const TgTable *table = tg_form_find_table (derivation->form, "exports");
  g_autofree char *row = tg_derivation_add_row (derivation, claim, table, group->declaration,
                                                group->line, error);
  g_autofree char *serial = NULL;

  if (row == NULL)
    return FALSE;

  serial = make_serial (claim, "exports");
  return set_values (claim, "exports", row,
                     (const char *[]) {
    "serial", serial, "claim_month", input->month, "batch", input->batch,
    "link_no", group->link_no, NULL
  }, error);
}

static gboolean
add_purchase (const TgRefundGroup   *group,
              const TgPurchasePart  *part,
              const TgRefundInput   *input,
              const TgDerivation    *derivation,
              TgDocument            *claim,
              GError               **error)
{
  const TgTable *table = tg_form_find_table (derivation->form, "purchases");
  g_autofree char *row = tg_derivation_add_row (derivation, claim, table, part->invoice, part->line,
                                                error);
  g_autofree char *serial = NULL;

  if (row == NULL)
    return FALSE;

  /* The code is the export line's: both forms must agree on it. */
  serial = make_serial (claim, "purchases");
  return set_values (claim, "purchases", row,
                     (const char *[]) {
    "serial", serial, "claim_month", input->month, "batch", input->batch,
    "link_no", group->link_no, "tax_kind", "V",
    "goods_code", get_cell (group->declaration, group->line, "goods_code"),
    "qty", part->qty, "base_amount", part->amount, "invoice_tax", part->tax, NULL
  }, error);
}

gboolean
tg_refund_pairing_apply (const TgRefundPairing  *self,
                         const TgRefundInput    *input,
                         const TgDerivation     *derivation,
                         TgDocument             *claim,
                         GError                **error)
{
  for (guint i = 0; i < self->groups->len; i++)
    {
      const TgRefundGroup *group = g_ptr_array_index (self->groups, i);

      if (!add_export (group, input, derivation, claim, error))
        return FALSE;
      for (guint k = 0; k < group->parts->len; k++)
        if (!add_purchase (group, g_ptr_array_index (group->parts, k), input, derivation, claim,
                           error))
          return FALSE;
    }

  return TRUE;
}

const char *
tg_refund_pairing_reason_to_name (TgUnpairedReason reason)
{
  static const char * const names[] = {
    [TG_UNPAIRED_CLAIMED] = "claimed",
    [TG_UNPAIRED_NO_INVOICE] = "no-invoice",
    [TG_UNPAIRED_NAME] = "name",
    [TG_UNPAIRED_UNIT] = "unit",
    [TG_UNPAIRED_NO_SELLER] = "no-seller",
    [TG_UNPAIRED_SHORT] = "short",
    [TG_UNPAIRED_QUANTITY] = "quantity",
  };

  return names[reason];
}

void
tg_refund_pairing_free (TgRefundPairing *self)
{
  g_clear_pointer (&self->groups, g_ptr_array_unref);
  g_clear_pointer (&self->unpaired, g_ptr_array_unref);
  g_free (self);
}
