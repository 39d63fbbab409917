/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-soak-filer.h"

#include "tg-attachment-table.h"
#include "tg-attempt-table.h"
#include "tg-chance.h"
#include "tg-error.h"
#include "tg-filing-table.h"
#include "tg-outbox.h"
#include "tg-save.h"
#include "tg-store-private.h"
#include "tg-wire-codec.h"

/* Everything follows from the number, so that a process which was killed between two of them goes
 * on where the store is. Any thread may call; the jobs run on the writer. */

#define FORM          "customs.order"
#define FILING_NUMBER_AT  24    /* in its id */
#define ENTERPRISE    "91410100MA0000015B"
#define MAX_REVISION  9
#define FILE_EVERY    8
#define LARGE_EVERY   96            /* such that it takes two pieces */
#define SAME_EVERY    40            /* one that others go with as well */
#define LARGE_BYTES   (1200 * 1024)
#define SMALL_BYTES   (24 * 1024)
#define DOCUMENT \
  "{\"order_type\":\"E\",\"order_no\":\"EX20261121%06u\",\"ebp_code\":\"无\"," \
  "\"ebp_name\":\"Example Marketplace\",\"ebc_code\":\"91410100MA0000015B\"," \
  "\"ebc_name\":\"河南示例跨境电子商务有限公司\",\"freight\":\"36\",\"currency\":\"USD\"," \
  "\"goods\":[{\"_line\":\"l1\",\"item_no\":\"HNY-500\",\"item_name\":\"天然蜂蜜\"," \
  "\"bar_code\":\"无\",\"unit\":\"142\",\"currency\":\"USD\",\"qty\":\"48\",\"price\":\"9.6\"," \
  "\"g_num\":\"1\",\"total_price\":\"460.8\"}],\"goods_value\":\"460.8\"}"

/* What a job is handed. */
typedef struct
{
  guint       number;
  char       *filing;
  TgDocument *document;
  gboolean    is_queued;      /* by the job */
} Filing;

static Filing *
filing_new (guint    number,
            GError **error)
{
  g_autofree char *json = g_strdup_printf (DOCUMENT, number);
  g_autoptr (TgDocument) document = tg_document_new_from_json (json, -1, error);
  Filing *self;

  if (document == NULL)
    return NULL;
  self = g_new0 (Filing, 1);
  self->number = number;
  self->filing = g_strdup_printf ("01900000-0000-7000-8000-%012u", number);
  self->document = g_steal_pointer (&document);
  return self;
}

static void
filing_free (Filing *self)
{
  g_free (self->filing);
  tg_document_unref (self->document);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Filing, filing_free)

/* Its file */

static GBytes *
make_content (guint number)
{
  g_autoptr (TgChance) chance = tg_chance_new_seeded (number);
  gsize size = number % LARGE_EVERY == 0 ? LARGE_BYTES
                                         : 1 + (gsize) tg_chance_below (chance, SMALL_BYTES);
  guint8 *data = g_malloc (size);

  for (gsize i = 0; i < size; i++)
    data[i] = (guint8) tg_chance_next (chance);
  return g_bytes_new_take (data, size);
}

/* (nullable) */
static TgAttachmentRecord *
add_file (TgStoreConnection  *conn,
          const Filing       *filing,
          GError            **error)
{
  g_autoptr (GBytes) content = NULL;
  g_autoptr (TgAttachmentRecord) record = NULL;

  if (filing->number % FILE_EVERY != 0)
    return NULL;
  content = filing->number % SAME_EVERY == 0 ? g_bytes_new_static ("the same again", 14)
                                             : make_content (filing->number);
  record = tg_attachment_record_new ("invoice.pdf", "application/pdf", content);
  if (!tg_attachment_table_add (conn, filing->filing, record, content, error))
    return NULL;
  return g_steal_pointer (&record);
}

static GPtrArray *
list_refs (const TgAttachmentRecord *record)
{
  GPtrArray *refs = g_ptr_array_new_with_free_func ((GDestroyNotify) tg_attachment_ref_free);
  TgAttachmentRef *ref;

  if (record == NULL)
    return refs;
  ref = g_new0 (TgAttachmentRef, 1);
  ref->sha256 = g_strdup (record->sha256);
  ref->name = g_strdup (record->name);
  ref->media_type = g_strdup (record->media_type);
  ref->bytes = record->bytes;
  g_ptr_array_add (refs, ref);
  return refs;
}

/* Its attempts */

static TgAttempt *
make_attempt (const Filing              *filing,
              guint                      ordinal,
              gint64                     base_revision,
              const TgAttachmentRecord  *record,
              GError                   **error)
{
  g_autofree char *id = g_strdup_printf ("01900000-0000-7000-9%03u-%012u", ordinal,
                                         filing->number);
  g_autoptr (TgAttempt) attempt =
    tg_attempt_new (id, filing->filing, base_revision > 0 ? TG_ACTION_AMEND : TG_ACTION_FILE);
  g_autoptr (GPtrArray) refs = list_refs (record);
  TgSubmission item = {
    .id = attempt->id, .action = attempt->action, .filing = attempt->filing,
    .form = (char *) FORM, .form_version = 1, .enterprise = (char *) ENTERPRISE,
    .document = filing->document, .base_revision = base_revision, .attachments = refs,
  };

  attempt->base_revision = base_revision;
  attempt->frozen = tg_wire_freeze_submission (&item, error);
  g_free (attempt->digest);
  attempt->digest = item.digest;
  return attempt->frozen != NULL ? g_steal_pointer (&attempt) : NULL;
}

static gboolean
save (TgStoreConnection  *conn,
      const Filing       *filing,
      GError            **error)
{
  g_autoptr (TgForm) form = tg_form_new ();
  g_autoptr (TgSave) save = tg_save_new (FALSE, filing->filing, FORM, 1);
  g_autofree char *json = tg_document_to_json (filing->document);

  form->id = g_strdup (FORM);
  form->version = 1;
  form->family = TG_FAMILY_DECLARATION;
  form->list_number = g_strdup ("order_no");
  tg_form_index (form);
  tg_save_set_document (save, form, filing->document);
  tg_save_add_entry (save, tg_journal_entry_new (TG_JOURNAL_CREATED, "", NULL, json));
  return tg_save_changes (conn, save, NULL, error);
}

static gboolean
exists (TgStoreConnection  *conn,
        const Filing       *filing,
        GError            **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (TgFilingRecord) record = tg_filing_table_load (conn, filing->filing, &local);

  if (local != NULL && !g_error_matches (local, TG_ERROR, TG_ERROR_NOT_FOUND))
    g_propagate_error (error, g_steal_pointer (&local));
  return record != NULL;
}

static gpointer
file_job (TgStoreConnection  *conn,
          gpointer            data,
          GError            **error)
{
  Filing *filing = data;
  g_autoptr (TgAttachmentRecord) record = NULL;
  g_autoptr (TgAttempt) attempt = NULL;

  if (exists (conn, filing, error) || *error != NULL || !save (conn, filing, error))
    return NULL;
  record = add_file (conn, filing, error);
  if (*error != NULL)
    return NULL;
  attempt = make_attempt (filing, 0, 0, record, error);
  filing->is_queued =
    attempt != NULL && tg_outbox_queue (conn, attempt, filing->document, 1, error) &&
    (record == NULL || tg_attachment_table_name (conn, attempt->id, record->sha256, error));
  return NULL;
}

/* By an amendment of what the window has, as far as is known. */
static void
file_anew (TgStoreConnection     *conn,
           Filing                *filing,
           const TgFilingRecord  *record,
           GError               **error)
{
  g_autoptr (GPtrArray) earlier = tg_attempt_table_list (conn, filing->filing, error);
  g_autoptr (TgAttempt) attempt = NULL;

  if (earlier == NULL)
    return;
  attempt = make_attempt (filing, earlier->len, record->window_revision, NULL, error);
  filing->is_queued = attempt != NULL &&
                      tg_outbox_queue (conn, attempt, record->document, record->revision, error);
}

static gpointer
amend_job (TgStoreConnection  *conn,
           gpointer            data,
           GError            **error)
{
  Filing *filing = data;
  g_autoptr (TgFilingRecord) record = NULL;

  if (!exists (conn, filing, error))
    return NULL;
  record = tg_filing_table_load (conn, filing->filing, error);
  if (record != NULL && record->attempt_state == TG_ATTEMPT_RECEIVED &&
      record->window_revision < MAX_REVISION)
    file_anew (conn, filing, record, error);
  return NULL;
}

/* As long as what the window lost before it is to be sent first, it waits. */
static gpointer
mend_job (TgStoreConnection  *conn,
          gpointer            data,
          GError            **error)
{
  g_autoptr (GError) local = NULL;
  Filing *filing = data;
  g_autoptr (TgFilingRecord) record = tg_filing_table_load (conn, filing->filing, error);

  if (record == NULL)
    return NULL;
  file_anew (conn, filing, record, &local);
  if (local != NULL && !g_error_matches (local, TG_ERROR, TG_ERROR_EXISTS))
    g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}

static gpointer
find_refused_job (TgStoreConnection  *conn,
                  gpointer            data,
                  GError            **error)
{
  guint *number = data;
  g_autoptr (TgDbStatement) st = NULL;
  gboolean is_there = FALSE;

  st = tg_db_prepare (conn->db, "SELECT id FROM filing WHERE attempt_state = 'refused'"
                      " ORDER BY random () LIMIT 1", error);
  if (st != NULL && tg_db_step (st, &is_there, error) && is_there)
    *number = (guint) g_ascii_strtoull (tg_db_column_text (st, 0) + FILING_NUMBER_AT, NULL, 10);
  return NULL;
}

static gboolean
run (TgStore      *store,
     TgStoreFunc   job,
     guint         number,
     GError      **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (Filing) filing = filing_new (number, error);

  if (filing == NULL)
    return FALSE;
  tg_store_write (store, job, filing, &local);
  if (local == NULL)
    return filing->is_queued;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

gboolean
tg_soak_filer_file (TgStore  *store,
                    guint     number,
                    GError  **error)
{
  return run (store, file_job, number, error);
}

gboolean
tg_soak_filer_amend (TgStore  *store,
                     guint     number,
                     GError  **error)
{
  return run (store, amend_job, number, error);
}

gboolean
tg_soak_filer_mend (TgStore  *store,
                    GError  **error)
{
  g_autoptr (GError) local = NULL;
  guint number = 0;

  tg_store_read (store, find_refused_job, &number, &local);
  if (local == NULL)
    return number > 0 && run (store, mend_job, number, error);
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}
