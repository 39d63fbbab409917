/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-refund-pairing.h"

static TgDocument *
parse (const char *json)
{
  g_autoptr (GError) error = NULL;
  TgDocument *document = tg_document_new_from_json (json, -1, &error);

  g_assert_no_error (error);
  return document;
}

#define LINE(id, item, qty) \
  "{\"_line\":\"" id "\",\"goods_code\":\"9617001100\",\"goods_name\":\"保温杯\"," \
  "\"item_no\":\"" item \
  "\",\"item_ref\":\"" id "\",\"qty\":\"" qty "\",\"unit\":\"个\"}"

#define BOUGHT(id, item, name, unit, qty, amount, tax) \
  "{\"_line\":\"" id "\",\"amount\":\"" amount "\",\"goods_name\":\"" name "\"," \
  "\"item_no\":\"" item \
  "\",\"line_no\":\"1\",\"qty\":\"" qty "\",\"tax_amount\":\"" tax "\",\"unit\":\"" unit "\"}"

#define INVOICE(number, date, seller, lines) \
  "{\"invoice_date\":\"" date "\",\"invoice_no\":\"" number "\",\"seller_tax_id\":\"" seller \
  "\",\"lines\":[" lines "]}"

/* Pairs one declaration with up to two invoices. */
typedef struct
{
  TgSource         declaration;
  TgSource         invoices[2];
  TgRefundInput    input;
  TgRefundPairing *pairing;
} Trial;

static void
trial_run (Trial      *trial,
           const char *lines,
           const char *first,
           const char *second)
{
  g_autofree char *json = g_strdup_printf ("{\"lines\":[%s]}", lines);

  trial->declaration = (TgSource) { "d", "declaration", parse (json) };
  trial->invoices[0] = (TgSource) { "i", "purchase-invoice", parse (first) };
  trial->invoices[1] = (TgSource) { "j", "purchase-invoice",
                                    parse (second != NULL ? second : "{}") };
  trial->input.declarations = &trial->declaration;
  trial->input.n_declarations = 1;
  trial->input.invoices = trial->invoices;
  trial->input.n_invoices = 2;
  trial->input.month = "202603";
  trial->input.batch = "001";
  trial->pairing = tg_refund_pairing_make (&trial->input);
}

static void
trial_clear (Trial *trial)
{
  tg_refund_pairing_free (trial->pairing);
  tg_document_unref ((TgDocument *) trial->declaration.document);
  for (guint i = 0; i < 2; i++)
    tg_document_unref ((TgDocument *) trial->invoices[i].document);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Trial, trial_clear)

static TgPurchasePart *
get_part (Trial *trial,
          guint  group,
          guint  part)
{
  TgRefundGroup *found = g_ptr_array_index (trial->pairing->groups, group);

  g_assert_cmpuint (part, <, found->parts->len);
  return g_ptr_array_index (found->parts, part);
}

static TgUnpairedReason
get_reason (Trial *trial)
{
  g_assert_cmpuint (trial->pairing->groups->len, ==, 0);
  g_assert_cmpuint (trial->pairing->unpaired->len, ==, 1);
  return ((TgUnpaired *) g_ptr_array_index (trial->pairing->unpaired, 0))->reason;
}

/* Worked example 1 of B2.3: 1000 exported, bought as 600 and 400, the older invoice first. */
static void
test_one_to_many (void)
{
  g_auto (Trial) trial = { 0 };

  trial_run (&trial, LINE ("1", "CUP", "1000"),
             INVOICE ("B", "2026-02-02", "S",
                      BOUGHT ("x", "CUP", "保温杯", "个", "400", "28000", "840")),
             INVOICE ("A", "2026-02-01", "S",
                      BOUGHT ("y", "CUP", "保温杯", "个", "600", "42000", "5460")));
  g_assert_cmpuint (trial.pairing->groups->len, ==, 1);
  g_assert_cmpuint (trial.pairing->unpaired->len, ==, 0);
  g_assert_cmpstr (((TgRefundGroup *) g_ptr_array_index (trial.pairing->groups, 0))->link_no, ==,
                   "20260300100000001");
  g_assert_cmpstr (get_part (&trial, 0, 0)->qty, ==, "600");
  g_assert_cmpstr (get_part (&trial, 0, 0)->amount, ==, "42000.00");
  g_assert_cmpstr (get_part (&trial, 0, 1)->qty, ==, "400");
  g_assert_cmpstr (get_part (&trial, 0, 1)->tax, ==, "840.00");
}

/* One invoice of 100.00 for three exports: the last part takes the remainder. */
static void
test_remainder (void)
{
  g_auto (Trial) trial = { 0 };

  trial_run (&trial, LINE ("1", "CUP", "1") "," LINE ("2", "CUP", "1") "," LINE ("3", "CUP", "1"),
             INVOICE ("A", "2026-02-01", "S",
                      BOUGHT ("x", "CUP", "保温杯", "个", "3", "100", "13")),
             NULL);
  g_assert_cmpuint (trial.pairing->groups->len, ==, 3);
  g_assert_cmpstr (get_part (&trial, 0, 0)->amount, ==, "33.33");
  g_assert_cmpstr (get_part (&trial, 1, 0)->amount, ==, "33.34");
  g_assert_cmpstr (get_part (&trial, 2, 0)->amount, ==, "33.33");
  g_assert_cmpstr (get_part (&trial, 2, 0)->tax, ==, "4.33");
}

/* What is short is left out whole; what it did not take serves the next. */
static void
test_short (void)
{
  g_auto (Trial) trial = { 0 };
  TgUnpaired *unpaired;

  trial_run (&trial, LINE ("1", "CUP", "5") "," LINE ("2", "CUP", "3"),
             INVOICE ("A", "2026-02-01", "S",
                      BOUGHT ("x", "CUP", "保温杯", "个", "3", "100", "13")),
             NULL);
  g_assert_cmpuint (trial.pairing->unpaired->len, ==, 1);
  unpaired = g_ptr_array_index (trial.pairing->unpaired, 0);
  g_assert_cmpstr (unpaired->line, ==, "lines/1");
  g_assert_cmpint (unpaired->reason, ==, TG_UNPAIRED_SHORT);
  g_assert_cmpuint (trial.pairing->groups->len, ==, 1);
  g_assert_cmpstr (get_part (&trial, 0, 0)->amount, ==, "100.00");
}

static const struct
{
  const char      *name;
  const char      *invoice;
  TgUnpairedReason reason;
} reasons[] = {
  { "name", INVOICE ("A", "2026-02-01", "S", BOUGHT ("x", "CUP", "杯子", "个", "9", "1", "1")),
    TG_UNPAIRED_NAME },
  { "unit", INVOICE ("A", "2026-02-01", "S", BOUGHT ("x", "CUP", "保温杯", "箱", "9", "1", "1")),
    TG_UNPAIRED_UNIT },
  { "seller", INVOICE ("A", "2026-02-01", "", BOUGHT ("x", "CUP", "保温杯", "个", "9", "1", "1")),
    TG_UNPAIRED_NO_SELLER },
  { "none", INVOICE ("A", "2026-02-01", "S", BOUGHT ("x", "TOY", "保温杯", "个", "9", "1", "1")),
    TG_UNPAIRED_NO_INVOICE },
};

static void
test_reasons (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (reasons); i++)
    {
      g_auto (Trial) trial = { 0 };

      trial_run (&trial, LINE ("1", "CUP", "5"), reasons[i].invoice, NULL);
      g_test_message ("%s", reasons[i].name);
      g_assert_cmpint (get_reason (&trial), ==, reasons[i].reason);
    }
}

/* Blanks and width are no other name. */
static void
test_folded (void)
{
  g_auto (Trial) trial = { 0 };

  trial_run (&trial, LINE ("1", "CUP", "9"),
             INVOICE ("A", "2026-02-01", "S", BOUGHT ("x", "CUP", "保温 杯", "个", "9", "1", "1")),
             NULL);
  g_assert_cmpuint (trial.pairing->groups->len, ==, 1);
}

static void
test_earlier_claims (void)
{
  g_autoptr (GHashTable) claimed = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) used = g_hash_table_new (g_str_hash, g_str_equal);
  g_auto (Trial) trial = { .input = { .claimed = claimed, .used = used } };

  g_hash_table_add (claimed, (gpointer) "1");
  g_hash_table_insert (used, (gpointer) "A/1", (gpointer) "6");
  trial_run (&trial, LINE ("1", "CUP", "2") "," LINE ("2", "CUP", "3"),
             INVOICE ("A", "2026-02-01", "S", BOUGHT ("x", "CUP", "保温杯", "个", "9", "90", "9")),
             NULL);
  g_assert_cmpuint (trial.pairing->groups->len, ==, 1);
  g_assert_cmpstr (get_part (&trial, 0, 0)->amount, ==, "30.00");
  g_assert_cmpint (((TgUnpaired *) g_ptr_array_index (trial.pairing->unpaired, 0))->reason, ==,
                   TG_UNPAIRED_CLAIMED);
}

static void
add_field (GPtrArray  *fields,
           const char *key,
           const char *from)
{
  TgField *field = tg_field_new (key, TG_FIELD_TEXT);

  field->from = g_strdup (from);
  g_ptr_array_add (fields, field);
}

static TgForm *
make_claim_form (void)
{
  TgForm *form = tg_form_new ();
  TgSection *exports = tg_section_new ("exports");
  TgSection *purchases = tg_section_new ("purchases");

  exports->table = tg_table_new ("exports");
  purchases->table = tg_table_new ("purchases");
  add_field (exports->table->fields, "declaration_no", "declaration.lines.item_ref");
  add_field (exports->table->fields, "qty", "declaration.lines.qty");
  add_field (purchases->table->fields, "invoice_no", "purchase-invoice.invoice_no");
  add_field (purchases->table->fields, "qty", "purchase-invoice.lines.qty");
  g_ptr_array_add (form->sections, exports);
  g_ptr_array_add (form->sections, purchases);
  tg_form_index (form);
  return form;
}

static char *
new_line (gpointer data)
{
  guint *count = data;

  return g_strdup_printf ("n%u", ++*count);
}

static void
test_apply (void)
{
  g_auto (Trial) trial = { 0 };
  g_autoptr (TgForm) form = make_claim_form ();
  g_autoptr (TgDocument) claim = tg_document_new ();
  g_autoptr (GError) error = NULL;
  guint lines = 0;
  TgDerivation derivation = { .form = form, .new_line = new_line, .data = &lines };

  trial_run (&trial, LINE ("1", "CUP", "2"),
             INVOICE ("A", "2026-02-01", "S", BOUGHT ("x", "CUP", "保温杯", "个", "9", "90", "9")),
             NULL);
  tg_refund_pairing_apply (trial.pairing, &trial.input, &derivation, claim, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (tg_document_get_n_lines (claim, "exports"), ==, 1);
  g_assert_cmpuint (tg_document_get_n_lines (claim, "purchases"), ==, 1);
  g_assert_cmpstr (tg_document_get_cell (claim, "exports", 0, "declaration_no"), ==, "1");
  g_assert_cmpstr (tg_document_get_cell (claim, "purchases", 0, "invoice_no"), ==, "A");
  g_assert_cmpstr (tg_document_get_cell (claim, "purchases", 0, "qty"), ==, "2");
  g_assert_cmpstr (tg_document_get_cell (claim, "purchases", 0, "base_amount"), ==, "20.00");
  g_assert_cmpstr (tg_document_get_cell (claim, "purchases", 0, "link_no"), ==,
                   tg_document_get_cell (claim, "exports", 0, "link_no"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/chain/refund-pairing/one-to-many", test_one_to_many);
  g_test_add_func ("/chain/refund-pairing/remainder", test_remainder);
  g_test_add_func ("/chain/refund-pairing/short", test_short);
  g_test_add_func ("/chain/refund-pairing/reasons", test_reasons);
  g_test_add_func ("/chain/refund-pairing/folded", test_folded);
  g_test_add_func ("/chain/refund-pairing/earlier-claims", test_earlier_claims);
  g_test_add_func ("/chain/refund-pairing/apply", test_apply);

  return g_test_run ();
}
