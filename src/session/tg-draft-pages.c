/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-draft-private.h"

#include <glib/gi18n-lib.h>

#include "tg-answer.h"

/* The document on paper: sections as labels and values, line tables with totals, the receipts at
 * the end. What was never sent bears 草稿, what is practised 实训, on every page. The pages are kept
 * until the document changes. */

#define MAX_COLUMNS 8

static void
add_header (TgPageContent   *content,
            TgDraft         *self,
            const TgSection *section)
{
  for (guint i = 0; i < section->fields->len; i++)
    {
      const TgField *field = section->fields->pdata[i];
      g_autofree char *shown = tg_draft_dup_shown (self, field->key);

      if (shown[0] != '\0' && tg_draft_is_visible (self, field->key))
        tg_page_content_add_answer (content, tg_text_get (field->label), shown);
    }
}

static gboolean
is_used (TgDraft       *self,
         const TgTable *table,
         const TgField *field)
{
  for (guint i = 0; i < tg_draft_get_n_lines (self, table->key); i++)
    if (tg_document_get_cell (self->document, table->key, i, field->key)[0] != '\0')
      return TRUE;
  return FALSE;
}

/* The columns that say something. */
static GPtrArray *
pick_columns (TgDraft       *self,
              const TgTable *table)
{
  GPtrArray *picked = g_ptr_array_new ();

  for (guint i = 0; i < table->fields->len; i++)
    {
      const TgField *field = table->fields->pdata[i];

      if (is_used (self, table, field) && tg_draft_is_column_used (self, table->key, field->key))
        g_ptr_array_add (picked, table->fields->pdata[i]);
    }
  return picked;
}

/* As many as a page can hold; the first one, by which a line is known, stands in each part. */
static GPtrArray *
take_part (GPtrArray *columns,
           guint      from)
{
  GPtrArray *part = g_ptr_array_new ();

  if (from > 0)
    g_ptr_array_add (part, columns->pdata[0]);
  for (guint i = from; i < columns->len && part->len < MAX_COLUMNS; i++)
    g_ptr_array_add (part, columns->pdata[i]);
  return part;
}

static gboolean
has_total (const TgTable *table,
           GPtrArray     *columns)
{
  for (guint c = 0; table->totals != NULL && c < columns->len; c++)
    if (g_strv_contains ((const char * const *) table->totals,
                         ((TgField *) columns->pdata[c])->key))
      return TRUE;
  return FALSE;
}

static void
add_totals (TgPageContent *content,
            TgDraft       *self,
            const TgTable *table,
            GPtrArray     *columns)
{
  g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);

  if (!has_total (table, columns))
    return;
  for (guint c = 0; c < columns->len; c++)
    {
      const TgField *field = columns->pdata[c];

      if (g_strv_contains ((const char * const *) table->totals, field->key))
        g_ptr_array_add (cells, tg_draft_dup_total (self, table->key, field->key));
      else
        g_ptr_array_add (cells, g_strdup (c == 0 ? _("Total") : ""));
    }
  g_ptr_array_add (cells, NULL);
  tg_page_content_add_row (content, (const char * const *) cells->pdata, TRUE);
}

static void
add_rows (TgPageContent *content,
          TgDraft       *self,
          const TgTable *table,
          GPtrArray     *columns)
{
  for (guint i = 0; i < tg_draft_get_n_lines (self, table->key); i++)
    {
      g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);

      for (guint c = 0; c < columns->len; c++)
        {
          const TgField *field = columns->pdata[c];
          g_autofree char *path = tg_path_new (table->key,
                                               tg_draft_get_line_id (self, table->key, i),
                                               field->key);

          g_ptr_array_add (cells, tg_draft_dup_shown (self, path));
        }
      g_ptr_array_add (cells, NULL);
      tg_page_content_add_row (content, (const char * const *) cells->pdata, FALSE);
    }
}

static void
add_part (TgPageContent *content,
          TgDraft       *self,
          const TgTable *table,
          GPtrArray     *columns)
{
  const char *headings[MAX_COLUMNS + 1] = { NULL };
  gboolean is_figure[MAX_COLUMNS] = { FALSE };
  guint shares[MAX_COLUMNS] = { 0 };

  for (guint c = 0; c < columns->len; c++)
    {
      const TgField *field = columns->pdata[c];

      headings[c] = tg_text_get (field->label);
      is_figure[c] = tg_field_is_numeric (field);
      shares[c] = is_figure[c] ? 2 : 3;
    }
  tg_page_content_add_table (content, headings, shares, is_figure);
  add_rows (content, self, table, columns);
  add_totals (content, self, table, columns);
}

/* A wide table goes on below itself. */
static void
add_table (TgPageContent *content,
           TgDraft       *self,
           const TgTable *table)
{
  g_autoptr (GPtrArray) columns = pick_columns (self, table);
  guint done = 0;

  while (done < columns->len)
    {
      g_autoptr (GPtrArray) part = take_part (columns, done);

      add_part (content, self, table, part);
      done += part->len - (done > 0 ? 1 : 0);
    }
}

static void
add_receipts (TgPageContent *content,
              TgDraft       *self)
{
  guint n_receipts = g_list_model_get_n_items (G_LIST_MODEL (self->receipts));

  if (n_receipts == 0)
    return;
  tg_page_content_add_heading (content, _("Receipts"));
  for (guint i = 0; i < n_receipts; i++)
    {
      g_autoptr (TgReceipt) receipt = g_list_model_get_item (G_LIST_MODEL (self->receipts), i);
      g_autofree char *at = tg_time_to_rfc3339 (tg_receipt_get_at (receipt));
      g_autofree char *note = g_strdup_printf ("%.16s  %s  %s  %s", at,
                                               tg_receipt_get_code (receipt),
                                               tg_receipt_get_message (receipt),
                                               tg_receipt_get_number (receipt));

      tg_page_content_add_note (content, note);
    }
}

static const char *
get_watermark (TgDraft *self)
{
  if (self->is_practice)
    return _("Practice");
  return !tg_draft_is_fact (self) && self->sent == NULL ? _("Draft") : NULL;
}

TgPageContent *
tg_draft_make_content (TgDraft *self)
{
  g_autofree char *title = NULL;
  g_autofree char *state = NULL;
  g_autofree char *next = NULL;
  g_autofree char *words = NULL;
  TgPageContent *content;

  g_object_get (self, "title", &title, "state-label", &state, "next-step", &next, NULL);
  words = g_strdup_printf ("%s  %s", state, next);
  content = tg_page_content_new (title, tg_form_get_alias (self->form), words, self->id,
                                 get_watermark (self));
  for (guint i = 0; i < self->form->sections->len; i++)
    {
      const TgSection *section = self->form->sections->pdata[i];

      if (!tg_draft_is_visible (self, section->key))
        continue;
      tg_page_content_add_heading (content, tg_text_get (section->title));
      if (section->table != NULL)
        add_table (content, self, section->table);
      else
        add_header (content, self, section);
    }
  add_receipts (content, self);
  return content;
}

static TgPageLayout *
get_pages (TgDraft *self)
{
  if (self->pages == NULL)
    self->pages = tg_page_layout_new (tg_draft_make_content (self), TG_PAGE_WIDTH, TG_PAGE_HEIGHT);
  return self->pages;
}

guint
tg_draft_get_n_pages (TgDraft *self)
{
  g_return_val_if_fail (TG_IS_DRAFT (self), 0);

  return tg_page_layout_get_n_pages (get_pages (self));
}

void
tg_draft_draw_page (TgDraft  *self,
                    guint     page,
                    gpointer  cairo)
{
  g_return_if_fail (TG_IS_DRAFT (self));

  tg_page_layout_draw_page (get_pages (self), cairo, page);
}

void
tg_draft_set_practice (TgDraft  *self,
                       gboolean  is_practice)
{
  g_return_if_fail (TG_IS_DRAFT (self));

  self->is_practice = is_practice;
  g_clear_pointer (&self->pages, tg_page_layout_free);
}
