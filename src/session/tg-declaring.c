/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-declaring.h"

#include "tg-decimal.h"
#include "tg-duties.h"
#include "tg-fact-table.h"
#include "tg-id.h"
#include "tg-saver.h"
#include "tg-workspace-private.h"

/* One job of the writer per receipt: the released list's lines are added up by item, in the
 * declaration that bears the number. A list that the declaration names already changes nothing, so
 * a receipt may come twice. */

#define LIST_FORM   "customs.export-list"
#define ENTRY_CHARS 18

typedef struct
{
  TgCatalogue  *catalogue;
  TgCodeLookup *codes;
  TgClock      *clock;
  TgChance     *chance;       /* of this job alone */
  char         *today;
  char         *filing;
  char         *entry;        /* 18 digits */
  char        **items;        /* of each line, from 1 */
} Declaring;

static void
declaring_free (gpointer data)
{
  Declaring *self = data;

  tg_catalogue_unref (self->catalogue);
  g_object_unref (self->codes);
  g_object_unref (self->clock);
  tg_chance_unref (self->chance);
  g_free (self->today);
  g_free (self->filing);
  g_free (self->entry);
  g_strfreev (self->items);
  g_free (self);
}

/* ---- the document ---- */

static void
add_to_cell (TgDocument *document,
             const char *path,
             const char *more)
{
  TgDecimal sum, number;
  g_autofree char *text = NULL;

  if (!tg_decimal_parse (more, &number, NULL))
    return;
  if (!tg_decimal_parse (tg_document_get (document, path), &sum, NULL))
    sum = TG_DECIMAL_ZERO;
  if (!tg_decimal_add (sum, number, &sum, NULL))
    return;
  text = tg_decimal_to_string (sum);
  tg_document_set (document, path, text, NULL);
}

static void
set_in_line (TgDocument *document,
             const char *line,
             const char *field,
             const char *value)
{
  g_autofree char *path = tg_path_new ("lines", line, field);

  tg_document_set (document, path, value, NULL);
}

static char *
dup_unit_name (const Declaring *self,
               const char      *code)
{
  g_autoptr (TgCodeRow) row = tg_code_lookup_find (self->codes, "units", code, self->today);

  return g_strdup (row != NULL ? tg_code_row_get_column (row, "name_zh") : code);
}

static const char *
get_line_of_item (const Declaring *self,
                  TgDocument      *document,
                  guint            item)
{
  while (tg_document_get_n_lines (document, "lines") < item)
    {
      g_autofree char *line = tg_id_new (self->clock, self->chance);

      if (!tg_document_add_line (document, "lines", line, -1, NULL))
        return NULL;
    }
  return tg_document_get_line_id (document, "lines", item - 1);
}

static void
add_line (const Declaring  *self,
          TgDocument       *document,
          const TgDocument *list,
          guint             position)
{
  guint item = (guint) g_ascii_strtoull (self->items[position], NULL, 10);
  const char *line = item > 0 ? get_line_of_item (self, document, item) : NULL;
  const char *unit = tg_document_get_cell (list, "goods", position, "unit");
  g_autofree char *unit_name = NULL;
  g_autofree char *qty = NULL;
  g_autofree char *fob = NULL;

  if (line == NULL)
    return;
  unit_name = dup_unit_name (self, unit);
  set_in_line (document, line, "item_no",
               tg_document_get_cell (list, "goods", position, "item_no"));
  set_in_line (document, line, "goods_code",
               tg_document_get_cell (list, "goods", position, "g_code"));
  set_in_line (document, line, "goods_name",
               tg_document_get_cell (list, "goods", position, "g_name"));
  set_in_line (document, line, "unit", unit_name[0] != '\0' ? unit_name : unit);
  qty = tg_path_new ("lines", line, "qty");
  add_to_cell (document, qty, tg_document_get_cell (list, "goods", position, "qty"));
  if (!g_str_equal (tg_document_get_cell (list, "goods", position, "currency"), "USD"))
    return;
  fob = tg_path_new ("lines", line, "fob_usd");
  add_to_cell (document, fob, tg_document_get_cell (list, "goods", position, "total_price"));
}

static gboolean
names (const char *joined,
       const char *one)
{
  g_auto (GStrv) parts = g_strsplit (joined, ",", -1);

  return g_strv_contains ((const char * const *) parts, one);
}

static void
add_name (TgDocument *document,
          const char *field,
          const char *name)
{
  const char *before = tg_document_get (document, field);
  g_autofree char *joined = NULL;

  if (name[0] == '\0' || names (before, name))
    return;
  joined = before[0] != '\0' ? g_strjoin (",", before, name, NULL) : g_strdup (name);
  tg_document_set (document, field, joined, NULL);
}

static void
add_list (const Declaring  *self,
          TgDocument       *document,
          const TgDocument *list,
          const TgForm     *fact)
{
  TgRules *rules = tg_catalogue_get_rules (self->catalogue, (TgForm *) fact);
  TgRulesContext context = { self->today, self->codes, NULL };
  guint n_lines = tg_document_get_n_lines (list, "goods");

  tg_document_set (document, "declaration_no", self->entry, NULL);
  tg_document_set (document, "export_date", tg_document_get (list, "ie_date"), NULL);
  tg_document_set (document, "customs_code", tg_document_get (list, "customs_code"), NULL);
  tg_document_set (document, "trade_mode", tg_document_get (list, "trade_mode"), NULL);
  tg_document_set (document, "ebc_code", tg_document_get (list, "ebc_code"), NULL);
  add_name (document, "list_nos", tg_document_get (list, "cop_no"));
  add_name (document, "order_nos", tg_document_get (list, "order_no"));
  for (guint i = 0; i < n_lines && self->items[i] != NULL; i++)
    add_line (self, document, list, i);
  tg_rules_compute (rules, document, &context, NULL);
}

/* ---- the job ---- */

static gboolean
save (const Declaring       *self,
      TgStoreConnection     *conn,
      const TgFilingRecord  *list,
      GError               **error)
{
  TgForm *fact = tg_catalogue_find_fact (self->catalogue, "declaration", 0);
  g_autoptr (GError) local = NULL;
  g_autoptr (TgFactRecord) found = NULL;
  g_autoptr (TgFactRecord) old = NULL;
  g_autoptr (TgDocument) document = NULL;
  g_autoptr (TgSave) fresh = NULL;
  g_autofree char *id = tg_id_new (self->clock, self->chance);
  gint64 revision;

  found = tg_fact_table_find_number (conn, "declaration", self->entry, &local);
  if (local == NULL && found != NULL)
    old = tg_fact_table_load (conn, found->id, &local);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (old != NULL && names (tg_document_get (old->document, "list_nos"),
                            tg_document_get (list->document, "cop_no")))
    return TRUE;
  document = old != NULL ? tg_document_copy (old->document) : tg_document_new ();
  add_list (self, document, list->document, fact);
  fresh = tg_save_new (TRUE, old != NULL ? old->id : id, fact->id, fact->version);
  fresh->enterprise = g_strdup (list->enterprise);
  fresh->base_revision = old != NULL ? old->revision : 0;
  tg_saver_add_changes (fresh, old != NULL ? old->document : NULL, document, id, TG_ORIGIN_EVENT);
  tg_save_set_document (fresh, fact, tg_document_freeze (document));
  fresh->links = g_ptr_array_new_with_free_func ((GDestroyNotify) tg_link_free);
  g_ptr_array_add (fresh->links, tg_link_new (list->id, list->form, "", fresh->subject, ""));
  return tg_duties_save (conn, self->catalogue, fresh, &revision, error);
}

static gpointer
run_declaring (TgStoreConnection  *conn,
               gpointer            data,
               GError            **error)
{
  const Declaring *self = data;
  g_autoptr (TgFilingRecord) list = tg_filing_table_load (conn, self->filing, error);

  if (list != NULL && g_str_equal (list->form, LIST_FORM))
    save (self, conn, list, error);
  return NULL;
}

static gboolean
is_entry (const char *number)
{
  for (guint i = 0; i < ENTRY_CHARS; i++)
    if (!g_ascii_isdigit (number[i]))
      return FALSE;
  return number[ENTRY_CHARS] == '-' && number[ENTRY_CHARS + 1] != '\0';
}

/* What is under way is counted on the workspace; who waits is answered at none. */
typedef struct
{
  guint      n_running;
  GPtrArray *waiting;     /* of GTask */
} Count;

static void
count_free (gpointer data)
{
  g_ptr_array_unref (((Count *) data)->waiting);
  g_free (data);
}

static Count *
get_count (TgWorkspace *workspace)
{
  Count *count = g_object_get_data (G_OBJECT (workspace), "tg-declaring");

  if (count != NULL)
    return count;
  count = g_new0 (Count, 1);
  count->waiting = g_ptr_array_new_with_free_func (g_object_unref);
  g_object_set_data_full (G_OBJECT (workspace), "tg-declaring", count, count_free);
  return count;
}

static void
answer_waiting (Count *count)
{
  g_autoptr (GPtrArray) waiting = NULL;

  if (count->n_running > 0)
    return;
  waiting = g_steal_pointer (&count->waiting);
  count->waiting = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < waiting->len; i++)
    g_task_return_boolean (waiting->pdata[i], TRUE);
}

static void
on_declared (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (TgWorkspace) workspace = user_data;
  g_autoptr (GError) error = NULL;
  Count *count = get_count (workspace);

  tg_store_write_finish (TG_STORE (source), result, &error);
  if (error != NULL)
    g_signal_emit_by_name (workspace, "notice", error->message);
  count->n_running--;
  answer_waiting (count);
}

void
tg_declaring_start (TgWorkspace *workspace,
                    GPtrArray   *receipts)
{
  for (guint i = 0; i < receipts->len; i++)
    {
      TgReceipt *receipt = receipts->pdata[i];
      const char *number = tg_receipt_get_number (receipt);
      TgStoreJob job = { run_declaring, NULL, declaring_free, NULL };
      Declaring *self;

      if (!is_entry (number))
        continue;
      self = g_new0 (Declaring, 1);
      self->catalogue = tg_catalogue_ref (workspace->catalogue);
      self->codes = TG_CODE_LOOKUP (g_object_ref (workspace->codes));
      self->clock = g_object_ref (workspace->clock);
      self->chance = tg_chance_new_system ();
      self->today = tg_clock_dup_today (workspace->clock);
      self->filing = g_strdup (tg_receipt_get_filing (receipt));
      self->entry = g_strndup (number, ENTRY_CHARS);
      self->items = g_strsplit (number + ENTRY_CHARS + 1, ",", -1);
      job.data = self;
      get_count (workspace)->n_running++;
      tg_store_write_async (workspace->store, &job, NULL, on_declared, g_object_ref (workspace));
    }
}

void
tg_declaring_wait (TgWorkspace *workspace,
                   GTask       *task)
{
  Count *count = get_count (workspace);

  g_ptr_array_add (count->waiting, task);
  answer_waiting (count);
}
