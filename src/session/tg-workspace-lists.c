/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-workspace-private.h"

#include "tg-deadline-table.h"
#include "tg-fact-list.h"
#include "tg-filing-list.h"
#include "tg-form-item.h"
#include "tg-form-source.h"
#include "tg-month-total.h"
#include "tg-notice-table.h"
#include "tg-receipt-table.h"
#include "tg-row-list.h"
#include "tg-sale-list.h"
#include "tg-table-list.h"

/* The lists. Filings, facts and sales may be a million and are windows on the store; the others are
 * short and read whole. */

#define RECEIPTS_SHOWN 2000
#define MONTHS_SHOWN   12

/* Takes the item. */
static void
append_item (GListStore   *list,
             TgCatalogue  *catalogue,
             const TgForm *form,
             TgFormItem   *item)
{
  gboolean several = FALSE;
  const char *source = tg_form_source_find (catalogue, form, &several);

  tg_form_item_set_source (item, source, several);
  g_list_store_append (list, item);
  g_object_unref (item);
}

/* What is dated by something in it may still be made for the time of another version. */
static void
append_versions (GListStore   *list,
                 TgCatalogue  *catalogue,
                 const TgForm *form)
{
  g_autoptr (GPtrArray) versions = tg_catalogue_list_versions (catalogue, form->id);

  for (guint i = versions->len; i > 0; i--)
    {
      const TgForm *other = versions->pdata[i - 1];

      if (other != form && other->dated_by != NULL)
        append_item (list, catalogue, other, tg_form_item_new_version (other));
    }
}

/* What is in force, then what was abolished: that is shown, and made for practice only. */
static void
append_family (GListStore  *list,
               TgWorkspace *self,
               TgFamily     family,
               const char  *today)
{
  g_autoptr (GPtrArray) forms = tg_catalogue_list_family (self->catalogue, family, today);
  g_autoptr (GPtrArray) latest = tg_catalogue_list_family (self->catalogue, family, NULL);

  for (guint i = 0; i < forms->len; i++)
    {
      append_item (list, self->catalogue, forms->pdata[i],
                   tg_form_item_new (forms->pdata[i], TRUE));
      append_versions (list, self->catalogue, forms->pdata[i]);
    }
  for (guint i = 0; i < latest->len; i++)
    if (tg_form_has_ended (latest->pdata[i], today))
      append_item (list, self->catalogue, latest->pdata[i],
                   tg_form_item_new (latest->pdata[i], tg_workspace_is_practice (self)));
}

GListModel *
tg_workspace_list_forms (TgWorkspace *self)
{
  GListStore *list;
  g_autofree char *today = NULL;

  g_return_val_if_fail (TG_IS_WORKSPACE (self), NULL);

  list = g_list_store_new (TG_TYPE_FORM_ITEM);
  today = tg_clock_dup_today (self->clock);
  for (TgFamily family = TG_FAMILY_REGISTRATION; family <= TG_FAMILY_FACT; family++)
    append_family (list, self, family, today);
  return G_LIST_MODEL (list);
}

static GPtrArray *
read_enterprises (TgStoreConnection  *conn,
                  const char         *argument,
                  GError            **error)
{
  g_autoptr (GPtrArray) enterprises = tg_enterprise_table_list (conn, error);
  GPtrArray *rows;

  if (enterprises == NULL)
    return NULL;
  rows = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < enterprises->len; i++)
    {
      const TgEnterprise *enterprise = enterprises->pdata[i];
      TgFactRowFields fields = {
        .type = enterprise->kind, .enterprise = enterprise->id, .number = enterprise->code,
        .summary = enterprise->name, .title = enterprise->name,
      };
      TgFactRow *row = tg_fact_row_new (enterprise->id);

      tg_fact_row_fill (row, &fields);
      g_ptr_array_add (rows, row);
    }
  return rows;
}

GListModel *
tg_workspace_list_enterprises (TgWorkspace *self)
{
  g_return_val_if_fail (TG_IS_WORKSPACE (self), NULL);

  return tg_table_list_new (self->store, TG_TYPE_FACT_ROW, TG_STORE_CHANGE_FACTS, read_enterprises,
                            NULL);
}

GListModel *
tg_workspace_list_filings (TgWorkspace *self,
                           const char  *family,
                           const char  *group,
                           const char  *search)
{
  TgFilingFilter filter = { family, NULL, NULL, search, TG_GROUP_ALL, 0 };

  g_return_val_if_fail (TG_IS_WORKSPACE (self), NULL);

  filter.enterprise = self->enterprise;
  if (group != NULL && group[0] != '\0')
    tg_state_group_parse (group, &filter.group);
  return tg_filing_list_new (self->store, self->catalogue, &filter);
}

GListModel *
tg_workspace_list_sources (TgWorkspace *self,
                           const char  *source,
                           const char  *search)
{
  TgFilingFilter filter = { NULL, NULL, source, search, TG_GROUP_ALL, 0 };

  g_return_val_if_fail (TG_IS_WORKSPACE (self) && source != NULL, NULL);

  if (tg_catalogue_find_fact (self->catalogue, source, 0) != NULL)
    return tg_workspace_list_facts (self, source, search);
  filter.enterprise = self->enterprise;
  return tg_filing_list_new (self->store, self->catalogue, &filter);
}

GListModel *
tg_workspace_list_facts (TgWorkspace *self,
                         const char  *type,
                         const char  *search)
{
  TgFactFilter filter = { type, NULL, search, 0 };

  g_return_val_if_fail (TG_IS_WORKSPACE (self), NULL);

  filter.enterprise = self->enterprise;
  return tg_fact_list_new (self->store, self->catalogue, &filter);
}

static GPtrArray *
read_receipts (TgStoreConnection  *conn,
               const char         *argument,
               GError            **error)
{
  g_autoptr (GArray) rids = tg_receipt_table_list_ids (conn, RECEIPTS_SHOWN, error);

  if (rids == NULL)
    return NULL;
  return tg_receipt_table_load (conn, (const gint64 *) rids->data, rids->len, error);
}

GListModel *
tg_workspace_list_receipts (TgWorkspace *self)
{
  g_return_val_if_fail (TG_IS_WORKSPACE (self), NULL);

  return tg_table_list_new (self->store, TG_TYPE_RECEIPT, TG_STORE_CHANGE_RECEIPTS, read_receipts,
                            NULL);
}

GListModel *
tg_workspace_list_sales (TgWorkspace *self)
{
  g_return_val_if_fail (TG_IS_WORKSPACE (self), NULL);

  return tg_sale_list_new (self->store, self->enterprise);
}

static GPtrArray *
read_todo (TgStoreConnection  *conn,
           const char         *argument,
           GError            **error)
{
  return tg_deadline_table_list_open (conn, NULL, error);
}

GListModel *
tg_workspace_list_todo (TgWorkspace *self)
{
  g_return_val_if_fail (TG_IS_WORKSPACE (self), NULL);

  return tg_table_list_new (self->store, TG_TYPE_DEADLINE,
                            TG_STORE_CHANGE_FILINGS | TG_STORE_CHANGE_FACTS,
                            read_todo, NULL);
}

static GPtrArray *
read_notices (TgStoreConnection  *conn,
              const char         *argument,
              GError            **error)
{
  return tg_notice_table_list (conn, FALSE, error);
}

GListModel *
tg_workspace_list_notices (TgWorkspace *self)
{
  g_return_val_if_fail (TG_IS_WORKSPACE (self), NULL);

  return tg_table_list_new (self->store, TG_TYPE_NOTICE, TG_STORE_CHANGE_NOTICES, read_notices,
                            NULL);
}

gboolean
tg_workspace_is_list_filled (GListModel *list)
{
  g_return_val_if_fail (G_IS_LIST_MODEL (list), TRUE);

  return TG_IS_ROW_LIST (list) ? tg_row_list_is_filled (TG_ROW_LIST (list))
                               : tg_table_list_is_filled (list);
}
