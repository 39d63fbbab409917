/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-store-fixture.h"

#include <string.h>

#include "tg-filing-table.h"
#include "tg-test-sealer.h"
#include "tg-test.h"

/* What the tests of the store begin with. */

static void
add_field (GPtrArray  *fields,
           const char *key,
           TgFieldKind kind,
           gboolean    sensitive)
{
  TgField *field = tg_field_new (key, kind);

  field->label = tg_text_new (key, key);
  field->sensitive = sensitive;
  g_ptr_array_add (fields, field);
}

static TgForm *
make_form (void)
{
  TgForm *form = tg_form_new ();
  TgSection *head = tg_section_new ("head");
  TgSection *goods = tg_section_new ("goods");

  form->id = g_strdup ("test.form");
  form->version = 1;
  form->family = TG_FAMILY_DECLARATION;
  form->list_number = g_strdup ("number");
  form->list_summary = g_strdup ("goods/g_name");
  form->list_amount = g_strdup ("amount");
  form->list_currency = g_strdup ("currency");
  form->list_date = g_strdup ("date");

  add_field (head->fields, "number", TG_FIELD_NUMBER, FALSE);
  add_field (head->fields, "order_no", TG_FIELD_TEXT, FALSE);
  add_field (head->fields, "name", TG_FIELD_TEXT, FALSE);
  add_field (head->fields, "amount", TG_FIELD_DECIMAL, FALSE);
  add_field (head->fields, "currency", TG_FIELD_CODE, FALSE);
  add_field (head->fields, "date", TG_FIELD_DATE, FALSE);
  add_field (head->fields, "id_no", TG_FIELD_TEXT, TRUE);
  goods->table = tg_table_new ("goods");
  add_field (goods->table->fields, "g_name", TG_FIELD_TEXT, FALSE);
  add_field (goods->table->fields, "qty", TG_FIELD_DECIMAL, FALSE);
  g_ptr_array_add (form->sections, head);
  g_ptr_array_add (form->sections, goods);
  tg_form_index (form);
  return form;
}

TgStore *
tg_store_fixture_open (TgStoreFixture *self,
                       GError        **error)
{
  TgStoreOptions options = {
    .folder = self->folder,
    .sealer = self->sealer,
    .clock = TG_CLOCK (self->clock),
  };

  return tg_store_open (&options, error);
}

void
tg_store_fixture_set_up (TgStoreFixture *self,
                         gconstpointer   data)
{
  g_autoptr (GError) error = NULL;

  self->folder = data != NULL ? g_strdup (data) : tg_test_make_folder ();
  self->clock = tg_test_clock_new (NULL);
  self->sealer = tg_test_sealer_new ();
  self->form = make_form ();
  self->store = tg_store_fixture_open (self, &error);
  g_assert_no_error (error);
}

void
tg_store_fixture_tear_down (TgStoreFixture *self,
                            gconstpointer   data)
{
  g_clear_object (&self->store);
  g_clear_pointer (&self->form, tg_form_unref);
  g_clear_object (&self->sealer);
  g_clear_object (&self->clock);
  if (self->folder != NULL)
    tg_test_remove_folder (self->folder);
  g_clear_pointer (&self->folder, g_free);
}

void
tg_store_fixture_reopen (TgStoreFixture *self)
{
  g_autoptr (GError) error = NULL;

  g_clear_object (&self->store);
  self->store = tg_store_fixture_open (self, &error);
  g_assert_no_error (error);
}

gpointer
tg_store_fixture_write (TgStoreFixture *self,
                        TgStoreFunc     func,
                        gpointer        data)
{
  g_autoptr (GError) error = NULL;
  gpointer result = tg_store_write (self->store, func, data, &error);

  g_assert_no_error (error);
  return result;
}

gpointer
tg_store_fixture_read (TgStoreFixture *self,
                       TgStoreFunc     func,
                       gpointer        data)
{
  g_autoptr (GError) error = NULL;
  gpointer result = tg_store_read (self->store, func, data, &error);

  g_assert_no_error (error);
  return result;
}

TgDocument *
tg_store_fixture_document (const char *number,
                           const char *name,
                           const char *amount)
{
  TgDocument *document = tg_document_new ();

  tg_document_set (document, "number", number, NULL);
  tg_document_set (document, "name", name, NULL);
  tg_document_set (document, "amount", amount, NULL);
  tg_document_set (document, "currency", "USD", NULL);
  tg_document_freeze (document);
  return document;
}

static gpointer
save_job (TgStoreConnection  *conn,
          gpointer            data,
          GError            **error)
{
  tg_save_changes (conn, data, NULL, error);
  return NULL;
}

static void
save_document (TgStoreFixture *self,
               TgSave         *save,
               TgDocument     *document)
{
  g_autofree char *json = tg_document_to_json (document);

  tg_save_set_document (save, self->form, document);
  if (save->base_revision == 0)
    tg_save_add_entry (save, tg_journal_entry_new (TG_JOURNAL_CREATED, "", NULL, json));
  else
    tg_save_add_entry (save, tg_journal_entry_new (TG_JOURNAL_SET, "name", "",
                                                   tg_document_get (document, "name")));
  tg_store_fixture_write (self, save_job, save);
}

void
tg_store_fixture_save (TgStoreFixture *self,
                       const char     *id,
                       gint64          base_revision,
                       TgDocument     *document)
{
  g_autoptr (TgSave) save = tg_save_new (FALSE, id, self->form->id, 1);

  save->base_revision = base_revision;
  save_document (self, save, document);
}

void
tg_store_fixture_save_fact (TgStoreFixture *self,
                            const char     *id,
                            const char     *type,
                            TgDocument     *document)
{
  g_autoptr (TgSave) save = tg_save_new (TRUE, id, type, 1);

  save_document (self, save, document);
}

static gpointer
queue_job (TgStoreConnection  *conn,
           gpointer            data,
           GError            **error)
{
  TgAttempt *attempt = data;
  g_autoptr (TgFilingRecord) filing = tg_filing_table_load (conn, attempt->filing, error);
  g_autofree char *frozen = NULL;

  if (filing == NULL)
    return NULL;

  frozen = tg_document_to_json (filing->document);
  attempt->frozen = g_bytes_new (frozen, strlen (frozen));
  tg_outbox_queue (conn, attempt, filing->document, filing->revision, error);
  return NULL;
}

void
tg_store_fixture_queue (TgStoreFixture *self,
                        const char     *filing,
                        const char     *attempt,
                        gint64          base_revision)
{
  g_autoptr (TgAttempt) queued =
    tg_attempt_new (attempt, filing, base_revision > 0 ? TG_ACTION_AMEND : TG_ACTION_FILE);

  queued->base_revision = base_revision;
  tg_store_fixture_write (self, queue_job, queued);
}
