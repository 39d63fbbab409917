/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-drawing.h"

#include "tg-account-table.h"
#include "tg-derivation.h"
#include "tg-drawn-once.h"
#include "tg-enterprise-table.h"
#include "tg-error.h"
#include "tg-fact-table.h"
#include "tg-filing-table.h"
#include "tg-form-source.h"
#include "tg-form-version.h"
#include "tg-id.h"
#include "tg-link-table.h"
#include "tg-lookup-table.h"
#include "tg-posting-table.h"
#include "tg-refund-pairing.h"
#include "tg-surroundings.h"

/* The sources are gathered in one array, each once; their dates say which version of the form is
 * drawn. A claim for a refund is paired, not copied: its tables are filled from groups of exports
 * and purchases. A form that is the same as a fact takes the whole fact. */

typedef struct
{
  const TgDrawing   *drawing;
  TgForm            *form;        /* in the version that governs */
  TgStoreConnection *conn;
  GArray            *sources;     /* of TgSource; strings and documents are kept below */
  GPtrArray         *documents;
  GPtrArray         *strings;
  TgClock           *clock;
  TgChance          *chance;
} Gathering;

static gboolean
has_source (const Gathering *self,
            const char      *id)
{
  for (guint i = 0; i < self->sources->len; i++)
    if (g_strcmp0 (g_array_index (self->sources, TgSource, i).id, id) == 0)
      return TRUE;
  return FALSE;
}

static void
add_source (Gathering  *self,
            const char *id,
            const char *type,
            TgDocument *document)
{
  TgSource source;

  if (has_source (self, id))
    return;
  source.id = g_strdup (id);
  source.type = g_strdup (type);
  source.document = document;
  g_ptr_array_add (self->strings, (char *) source.id);
  g_ptr_array_add (self->strings, (char *) source.type);
  g_ptr_array_add (self->documents, tg_document_ref (document));
  g_array_append_val (self->sources, source);
}

/* ---- loading ---- */

/* A posting, or an account: then there is nothing yet but whose it is. */
static TgDocument *
make_posting (const TgAccount *account,
              const TgPosting *posting)
{
  TgDocument *document = tg_document_new ();

  tg_document_set (document, "account", account->number, NULL);
  tg_document_set (document, "currency", account->currency, NULL);
  if (posting == NULL)
    return document;
  tg_document_set (document, "counterparty", posting->counterparty, NULL);
  tg_document_set (document, "currency", posting->currency, NULL);
  tg_document_set (document, "amount", posting->amount, NULL);
  tg_document_set (document, "reference", posting->reference, NULL);
  tg_document_set (document, "date", posting->date, NULL);
  return document;
}

static gboolean
add_posting (Gathering   *self,
             const char  *id,
             GError     **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (TgPosting) posting = tg_posting_table_find (self->conn, id, &local);
  g_autoptr (TgAccount) account = NULL;
  g_autoptr (TgDocument) document = NULL;

  if (local == NULL)
    account = tg_account_table_find_id (self->conn, posting != NULL ? posting->account : id,
                                        &local);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (account != NULL)
    {
      document = make_posting (account, posting);
      add_source (self, id, "posting", document);
      return TRUE;
    }
  g_set_error (error, TG_ERROR, TG_ERROR_NOT_FOUND, "There is nothing with the id %s", id);
  return FALSE;
}

static gboolean
add_by_id (Gathering   *self,
           const char  *id,
           GError     **error)
{
  g_autoptr (TgFactRecord) fact = NULL;
  g_autoptr (TgFilingRecord) filing = NULL;

  if (has_source (self, id))
    return TRUE;
  fact = tg_fact_table_load (self->conn, id, NULL);
  if (fact != NULL)
    {
      add_source (self, id, fact->type, fact->document);
      return TRUE;
    }
  filing = tg_filing_table_load (self->conn, id, NULL);
  if (filing == NULL)
    return add_posting (self, id, error);
  add_source (self, id, filing->form, filing->document);
  return TRUE;
}

static gboolean
add_enterprise (Gathering  *self,
                GError    **error)
{
  g_autoptr (TgEnterprise) enterprise = NULL;

  if (self->drawing->enterprise[0] == '\0')
    return TRUE;
  enterprise = tg_enterprise_table_load (self->conn, self->drawing->enterprise, error);
  if (enterprise == NULL)
    return FALSE;
  return enterprise->fact[0] == '\0' || add_by_id (self, enterprise->fact, error);
}

/* The other facts of the same sale: they carry its order number. */
static gboolean
add_sale (Gathering   *self,
          const char  *order_no,
          GError     **error)
{
  g_autoptr (GPtrArray) ids = NULL;

  if (order_no[0] == '\0')
    return TRUE;
  ids = tg_lookup_table_find (self->conn, "order_no", order_no, error);
  for (guint i = 0; ids != NULL && i < ids->len; i++)
    {
      g_autoptr (TgFactRecord) fact = tg_fact_table_load (self->conn, ids->pdata[i], NULL);

      if (fact != NULL &&
          (g_str_equal (fact->type, "payment") || g_str_equal (fact->type, "waybill")))
        add_source (self, fact->id, fact->type, fact->document);
    }
  return ids != NULL;
}

static gboolean
add_goods (Gathering         *self,
           const TgDocument  *document,
           GError           **error)
{
  const char * const *tables = tg_document_get_tables (document);

  for (guint t = 0; tables[t] != NULL; t++)
    for (guint i = 0; i < tg_document_get_n_lines (document, tables[t]); i++)
      {
        const char *item_no = tg_document_get_cell (document, tables[t], i, "item_no");
        g_autoptr (TgFactRecord) goods = NULL;
        g_autoptr (GError) local = NULL;

        if (item_no[0] == '\0')
          continue;
        goods = tg_fact_table_find_number (self->conn, "goods", item_no, &local);
        if (local != NULL)
          {
            g_propagate_error (error, g_steal_pointer (&local));
            return FALSE;
          }
        if (goods != NULL)
          add_source (self, goods->id, goods->type, goods->document);
      }
  return TRUE;
}

static gboolean
gather (Gathering  *self,
        GError    **error)
{
  guint n_asked;

  for (guint i = 0; self->drawing->from != NULL && self->drawing->from[i] != NULL; i++)
    if (!add_by_id (self, self->drawing->from[i], error))
      return FALSE;
  n_asked = self->sources->len;
  for (guint i = 0; i < n_asked; i++)
    {
      TgSource source = g_array_index (self->sources, TgSource, i);

      if (g_str_equal (source.type, "order") &&
          !add_sale (self, tg_document_get (source.document, "order_no"), error))
        return FALSE;
      if (!add_goods (self, source.document, error))
        return FALSE;
    }
  return add_enterprise (self, error);
}

static gboolean
choose_version (Gathering  *self,
                GError    **error)
{
  self->form = tg_form_version_choose (self->drawing->catalogue, self->form,
                                       self->drawing->is_chosen,
                                       (const TgSource *) self->sources->data, self->sources->len,
                                       error);
  return self->form != NULL;
}

/* ---- drawing ---- */

static char *
new_line (gpointer data)
{
  Gathering *self = data;

  return tg_id_new (self->clock, self->chance);
}

/* The source that this form says the same as. (nullable) */
static const TgSource *
find_same (const Gathering *self)
{
  for (guint i = 0; i < self->sources->len; i++)
    {
      const TgSource *source = &g_array_index (self->sources, TgSource, i);

      if (tg_form_source_is_same (self->form,
                                  tg_catalogue_find_fact (self->drawing->catalogue, source->type,
                                                          0)))
        return source;
    }
  return NULL;
}

static gboolean
is_paired (const TgForm *form)
{
  gboolean exports = FALSE, purchases = FALSE;

  for (guint i = 0; i < form->sections->len; i++)
    {
      const TgTable *table = ((TgSection *) form->sections->pdata[i])->table;

      if (table == NULL || table->from == NULL)
        continue;
      exports = exports || g_str_has_prefix (table->from, "declaration.");
      purchases = purchases || g_str_has_prefix (table->from, "purchase-invoice.");
    }
  return exports && purchases;
}

static GArray *
pick (const Gathering *self,
      const char      *type,
      gboolean         is_type)
{
  GArray *picked = g_array_new (FALSE, FALSE, sizeof (TgSource));

  for (guint i = 0; i < self->sources->len; i++)
    {
      TgSource source = g_array_index (self->sources, TgSource, i);

      if (g_str_equal (source.type, type) == is_type)
        g_array_append_val (picked, source);
    }
  return picked;
}

/* Without invoices among what was asked for, all of the enterprise are looked at. */
static gboolean
add_invoices (Gathering  *self,
              GError    **error)
{
  g_autoptr (GArray) given = pick (self, "purchase-invoice", TRUE);
  g_autoptr (GPtrArray) all = NULL;

  if (given->len > 0)
    return TRUE;
  all = tg_fact_table_load_all (self->conn, "purchase-invoice", self->drawing->enterprise, error);
  for (guint i = 0; all != NULL && i < all->len; i++)
    {
      const TgFactRecord *record = all->pdata[i];

      add_source (self, record->id, record->type, record->document);
    }
  return all != NULL;
}

static TgDocument *
draw_paired (Gathering     *self,
             TgDerivation  *derivation,
             GError       **error)
{
  g_autoptr (GArray) declarations = pick (self, "declaration", TRUE);
  g_autoptr (GArray) invoices = NULL;
  g_autoptr (GArray) heads = NULL;
  g_autoptr (TgRefundPairing) pairing = NULL;
  g_autoptr (TgDocument) document = NULL;
  g_autofree char *month = g_strdup_printf ("%.4s%.2s", self->drawing->today,
                                            self->drawing->today + 5);
  TgRefundInput input = { 0 };

  if (declarations->len > 0 && !add_invoices (self, error))
    return NULL;
  invoices = pick (self, "purchase-invoice", TRUE);
  heads = pick (self, self->form->id, FALSE);
  for (guint i = heads->len; i > 0; i--)
    {
      const char *type = g_array_index (heads, TgSource, i - 1).type;

      if (g_str_equal (type, "declaration") || g_str_equal (type, "purchase-invoice"))
        g_array_remove_index (heads, i - 1);
    }
  derivation->sources = (const TgSource *) heads->data;
  derivation->n_sources = heads->len;
  document = tg_derivation_make (derivation, error);
  if (document == NULL)
    return NULL;
  input.declarations = (const TgSource *) declarations->data;
  input.n_declarations = declarations->len;
  input.invoices = (const TgSource *) invoices->data;
  input.n_invoices = invoices->len;
  input.month = month;
  input.batch = "001";
  pairing = tg_refund_pairing_make (&input);
  if (!tg_refund_pairing_apply (pairing, &input, derivation, document, error))
    return NULL;
  return g_steal_pointer (&document);
}

static void
forget_columns (TgDocument       *copy,
                const TgDocument *document,
                const char       *table,
                const TgForm     *form)
{
  const char * const *columns = tg_document_get_columns (document, table);

  for (guint line = 0; line < tg_document_get_n_lines (document, table); line++)
    for (guint i = 0; columns[i] != NULL; i++)
      {
        g_autofree char *path = tg_path_new (table, tg_document_get_line_id (document, table, line),
                                             columns[i]);

        if (tg_form_find_field (form, path) == NULL)
          tg_document_set (copy, path, "", NULL);
      }
}

/* A fact knows more than the form that is the same: what has no place there stays behind. */
static TgDocument *
copy_known (const TgDocument *document,
            const TgForm     *form)
{
  TgDocument *copy = tg_document_copy (document);
  const char * const *keys = tg_document_get_keys (document);
  const char * const *tables = tg_document_get_tables (document);

  for (guint i = 0; keys[i] != NULL; i++)
    if (tg_form_find_field (form, keys[i]) == NULL)
      tg_document_set (copy, keys[i], "", NULL);
  for (guint i = 0; tables[i] != NULL; i++)
    forget_columns (copy, document, tables[i], form);
  return copy;
}

static TgDocument *
draw (Gathering  *self,
      GPtrArray  *links,
      GError    **error)
{
  const TgForm *form = self->form;
  TgDerivation derivation = {
    form, (const TgSource *) self->sources->data, self->sources->len, new_line, self, links,
  };
  const TgSource *same = form->family == TG_FAMILY_FACT ? NULL : find_same (self);

  if (same != NULL)
    {
      g_ptr_array_add (links, tg_derived_link_new (same->id, same->type, "", ""));
      return copy_known (same->document, form);
    }
  if (is_paired (form))
    return draw_paired (self, &derivation, error);
  return tg_derivation_make (&derivation, error);
}

static gboolean
is_linked (GPtrArray  *derived,
           const char *source)
{
  for (guint i = 0; i < derived->len; i++)
    if (g_str_equal (((TgDerivedLink *) derived->pdata[i])->source, source))
      return TRUE;
  return FALSE;
}

static gboolean
settles (const TgForm *form,
         const TgForm *fact)
{
  for (guint i = 0; fact != NULL && form->settles != NULL && i < fact->dues->len; i++)
    if (g_strv_contains ((const char * const *) form->settles,
                         ((TgDue *) fact->dues->pdata[i])->id))
      return TRUE;
  return FALSE;
}

/* A form that no value comes to from what it was asked for is drawn from it all the same, where it
 * is made to be done with what is due by that. */
static void
link_settled (const Gathering *self,
              GPtrArray       *derived)
{
  char **from = self->drawing->from;

  for (guint i = 0; i < self->sources->len; i++)
    {
      const TgSource *source = &g_array_index (self->sources, TgSource, i);

      if (from != NULL && g_strv_contains ((const char * const *) from, source->id) &&
          !is_linked (derived, source->id) &&
          settles (self->form, tg_catalogue_find_fact (self->drawing->catalogue, source->type, 0)))
        g_ptr_array_add (derived, tg_derived_link_new (source->id, source->type, "", ""));
    }
}

static GPtrArray *
to_links (GPtrArray *derived)
{
  GPtrArray *links = g_ptr_array_new_with_free_func ((GDestroyNotify) tg_link_free);

  for (guint i = 0; i < derived->len; i++)
    {
      const TgDerivedLink *link = derived->pdata[i];

      g_ptr_array_add (links, tg_link_new (link->source, link->source_kind, link->source_path, "",
                                           link->target_path));
    }
  return links;
}

static void
gathering_clear (Gathering *self)
{
  g_array_unref (self->sources);
  g_ptr_array_unref (self->documents);
  g_ptr_array_unref (self->strings);
  g_object_unref (self->clock);
  tg_chance_unref (self->chance);
}

/* What was drawn names others, such as the order: a default may read them. */
static gboolean
surround (TgDrawn            *drawn,
          const TgDrawing    *drawing,
          TgStoreConnection  *conn,
          GError            **error)
{
  TgSurrounded about = {
    drawing->catalogue, tg_catalogue_get_rules (drawing->catalogue, drawn->form), drawn->form,
    drawn->document, "", drawing->enterprise, drawing->today,
  };

  drawn->others = tg_surroundings_load (conn, &about, error);
  return drawn->others != NULL;
}

/* ---- whose it is ---- */

static char *
dup_owner (TgStoreConnection *conn,
           const char        *id)
{
  g_autoptr (TgFactRecord) fact = tg_fact_table_load (conn, id, NULL);
  g_autoptr (TgFilingRecord) filing = tg_filing_table_load_record (conn, id, NULL);
  g_autoptr (TgPosting) posting = tg_posting_table_find (conn, id, NULL);
  g_autoptr (TgAccount) account =
    tg_account_table_find_id (conn, posting != NULL ? posting->account : id, NULL);

  return g_strdup (fact != NULL ? fact->enterprise : filing != NULL ? filing->enterprise
                   : account != NULL ? account->enterprise : NULL);
}

static gboolean
is_for (const TgForm       *form,
        const TgEnterprise *enterprise)
{
  return form->subjects == NULL || form->subjects[0] == NULL ||
         g_strv_contains ((const char * const *) form->subjects, enterprise->kind);
}

void
tg_drawing_find_owner (TgDrawing         *self,
                       TgStoreConnection *conn)
{
  g_autofree char *owner = NULL;
  g_autoptr (TgEnterprise) enterprise = NULL;

  if (!self->is_open || self->from == NULL || self->from[0] == NULL)
    return;
  owner = dup_owner (conn, self->from[0]);
  if (owner != NULL && owner[0] != '\0')
    enterprise = tg_enterprise_table_load (conn, owner, NULL);
  if (enterprise == NULL || !is_for (self->form, enterprise))
    return;
  g_free (self->enterprise);
  self->enterprise = g_steal_pointer (&owner);
}

TgDrawn *
tg_drawing_run (const TgDrawing    *self,
                TgStoreConnection  *conn,
                GError            **error)
{
  g_autoptr (GPtrArray) derived =
    g_ptr_array_new_with_free_func ((GDestroyNotify) tg_derived_link_free);
  Gathering gathering = { self, self->form, conn };
  TgDocument *document = NULL;
  TgDrawn *drawn = NULL;

  gathering.sources = g_array_new (FALSE, FALSE, sizeof (TgSource));
  gathering.documents = g_ptr_array_new_with_free_func ((GDestroyNotify) tg_document_unref);
  gathering.strings = g_ptr_array_new_with_free_func (g_free);
  gathering.clock = tg_system_clock_new ();
  gathering.chance = tg_chance_new_system ();
  if (gather (&gathering, error) && choose_version (&gathering, error) &&
      tg_drawn_once_check (conn, self->catalogue, gathering.form,
                           (const TgSource *) gathering.sources->data, gathering.sources->len,
                           error))
    document = draw (&gathering, derived, error);
  if (document != NULL)
    {
      drawn = g_new0 (TgDrawn, 1);
      drawn->form = gathering.form;
      drawn->document = document;
      link_settled (&gathering, derived);
      drawn->links = to_links (derived);
      if (!surround (drawn, self, conn, error))
        g_clear_pointer (&drawn, tg_drawn_free);
    }
  gathering_clear (&gathering);
  return drawn;
}

void
tg_drawing_free (TgDrawing *self)
{
  tg_catalogue_unref (self->catalogue);
  tg_form_unref (self->form);
  g_strfreev (self->from);
  g_free (self->enterprise);
  g_free (self->today);
  g_free (self);
}

void
tg_drawn_free (TgDrawn *self)
{
  tg_document_unref (self->document);
  g_ptr_array_unref (self->links);
  g_clear_pointer (&self->others, g_hash_table_unref);
  g_free (self);
}
