/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-sim-window.h"

#include <stdlib.h>
#include <string.h>

#include "tg-wire-codec.h"

/* What the contract asks of the other side, as small as it can be said. */

#define PAGE  4
#define CHUNK 7

static void
effect_free (TgSimEffect *effect)
{
  g_free (effect->id);
  g_free (effect->filing);
  g_free (effect);
}

static void
receipt_free (TgSimReceipt *receipt)
{
  g_free (receipt->id);
  g_free (receipt->filing);
  g_free (receipt->submission);
  g_free (receipt);
}

static void
upload_free (TgSimUpload *upload)
{
  g_byte_array_unref (upload->arrived);
  g_free (upload);
}

static char *
dup_epoch (TgSimWindow *self)
{
  return g_strdup_printf ("epoch-%u", self->n_epochs);
}

static TgResponse *
respond (TgSimWindow *self,
         guint        status,
         char        *body)
{
  g_autoptr (GBytes) bytes = g_bytes_new_take (body, strlen (body));
  g_autofree char *epoch = dup_epoch (self);
  TgResponse *response = tg_response_new (status, bytes);

  tg_response_set_header (response, "Single-Window-Epoch", epoch);
  return response;
}

static TgResponse *
respond_problem (TgSimWindow *self,
                 guint        status,
                 const char  *code)
{
  TgProblem problem = { .code = (char *) code, .title = (char *) "", .detail = (char *) "",
                        .status = status };

  return respond (self, status, tg_wire_write_problem (&problem));
}

static TgResponse *
answer_discovery (TgSimWindow *self,
                  gboolean     is_known)
{
  g_autofree char *epoch = dup_epoch (self);
  const TgDiscovery discovery = {
    .name = (char *) "sim", .environment = (char *) "practice", .epoch = epoch,
    .history = (char *) (is_known && self->was_restored ? "restored" : ""),
    .base = (char *) "/v1", .batch = 5, .body_bytes = 1 << 20, .wait_seconds = 30,
      .attachment_bytes = 1 << 20, .chunk_bytes = CHUNK,
  };

  return respond (self, 200, tg_wire_write_discovery (&discovery));
}

/* Attachments */

static TgResponse *
respond_offset (TgSimWindow *self,
                guint        status,
                guint        offset)
{
  g_autofree char *text = g_strdup_printf ("%u", offset);
  TgResponse *response = status < 400 ? respond (self, status, g_strdup (""))
                                      : respond_problem (self, status, "wrong-offset");

  tg_response_set_header (response, "Upload-Offset", text);
  return response;
}

static TgSimUpload *
need_upload (TgSimWindow *self,
             const char  *sha256)
{
  TgSimUpload *upload = g_hash_table_lookup (self->files, sha256);

  if (upload != NULL)
    return upload;
  upload = g_new0 (TgSimUpload, 1);
  upload->arrived = g_byte_array_new ();
  g_hash_table_replace (self->files, g_strdup (sha256), upload);
  return upload;
}

static gboolean
check_whole (TgSimWindow *self,
             TgSimUpload *upload,
             const char  *sha256)
{
  g_autofree char *found = g_compute_checksum_for_data (G_CHECKSUM_SHA256, upload->arrived->data,
                                                        upload->arrived->len);

  upload->is_whole = strcmp (found, sha256) == 0;
  upload->n_log = self->log->len;
  return upload->is_whole;
}

static TgResponse *
take_piece (TgSimWindow     *self,
            const TgRequest *request,
            const char      *sha256,
            int              crash_after)
{
  TgSimUpload *upload = need_upload (self, sha256);
  guint offset = (guint) atoi (tg_request_get_header (request, "Upload-Offset"));
  guint whole = (guint) atoi (tg_request_get_header (request, "Upload-Length"));
  gsize size;
  const guint8 *data = g_bytes_get_data (request->body, &size);

  g_assert_cmpuint (size, >, 0);
  g_assert_cmpuint (size, <=, CHUNK);
  if (upload->is_whole)
    return respond_offset (self, 201, whole);
  if (offset != upload->arrived->len)
    return respond_offset (self, 409, upload->arrived->len);
  if (crash_after >= 0)
    size = MIN (size, (gsize) crash_after);
  g_byte_array_append (upload->arrived, data, (guint) size);
  g_assert_cmpuint (upload->arrived->len, <=, whole);
  if (upload->arrived->len == whole)
    g_assert_true (check_whole (self, upload, sha256));
  return crash_after >= 0 ? NULL : respond_offset (self, upload->is_whole ? 201 : 202,
                                                   upload->arrived->len);
}

static TgResponse *
answer_file (TgSimWindow     *self,
             const TgRequest *request,
             int              crash_after)
{
  const char *sha256 = request->path + strlen ("/v1/attachments/");
  const TgSimUpload *upload = g_hash_table_lookup (self->files, sha256);

  if (strcmp (request->method, "PUT") == 0)
    return take_piece (self, request, sha256, crash_after);
  if (upload == NULL || !upload->is_whole)
    return respond_offset (self, 404, upload != NULL ? upload->arrived->len : 0);
  return respond (self, 200, g_strdup (""));
}

static gboolean
has_files (TgSimWindow        *self,
           const TgSubmission *item)
{
  for (guint i = 0; item->attachments != NULL && i < item->attachments->len; i++)
    {
      const TgAttachmentRef *ref = item->attachments->pdata[i];
      const TgSimUpload *upload = g_hash_table_lookup (self->files, ref->sha256);

      if (upload == NULL || !upload->is_whole)
        return FALSE;
    }
  return TRUE;
}

/* Submissions */

static void
add_receipts (TgSimWindow       *self,
              const TgSimEffect *effect)
{
  guint64 count = 1 + tg_chance_below (self->chance, 3);

  for (guint64 i = 0; i < count; i++)
    {
      TgSimReceipt *receipt = g_new0 (TgSimReceipt, 1);

      receipt->id = g_strdup_printf ("event-%u", ++self->n_events);
      receipt->filing = g_strdup (effect->filing);
      receipt->submission = g_strdup (effect->id);
      receipt->revision = effect->revision;
      receipt->n_log = self->log->len;
      g_ptr_array_add (self->due, receipt);
    }
}

static TgSimEffect *
take_effect (TgSimWindow        *self,
             const TgSubmission *item)
{
  gint64 revision = GPOINTER_TO_INT (g_hash_table_lookup (self->filings, item->filing));
  TgSimEffect *effect = g_new0 (TgSimEffect, 1);

  effect->id = g_strdup (item->id);
  effect->filing = g_strdup (item->filing);
  effect->received = item->base_revision == revision &&
                     strcmp (tg_document_get (item->document, "kind"), "refuse") != 0;
  effect->n_effects = 1;
  g_ptr_array_add (self->log, effect);
  g_hash_table_replace (self->known, effect->id, effect);
  if (effect->received)
    {
      effect->revision = revision + 1;
      g_hash_table_replace (self->filings, g_strdup (item->filing),
                            GINT_TO_POINTER ((int) effect->revision));
      add_receipts (self, effect);
    }
  return effect;
}

static TgResult *
refuse (TgResult   *result,
        const char *code)
{
  result->problem = g_new0 (TgProblem, 1);
  result->problem->code = g_strdup (code);
  result->problem->title = g_strdup ("");
  result->problem->detail = g_strdup ("");
  return result;
}

static TgResult *
judge (TgSimWindow        *self,
       const TgSubmission *item)
{
  TgSimEffect *effect = g_hash_table_lookup (self->known, item->id);
  TgResult *result = g_new0 (TgResult, 1);

  result->id = g_strdup (item->id);
  result->duplicate = effect != NULL;
  result->reference = g_strdup ("");
  if (effect == NULL && !has_files (self, item))
    return refuse (result, "attachment-missing");
  if (effect == NULL)
    effect = take_effect (self, item);
  else if (self->is_forgetful)
    {
      effect->n_effects++;
      if (effect->received)
        add_receipts (self, effect);
    }
  result->received = effect->received;
  result->revision = effect->revision;
  return effect->received ? result : refuse (result, "invalid");
}

static TgResponse *
answer_batch (TgSimWindow     *self,
              const TgRequest *request,
              int              crash_after)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) problems = NULL;
  g_autoptr (GPtrArray) items = tg_wire_read_batch (request->body, &problems, &error);
  g_autoptr (GPtrArray) results =
    g_ptr_array_new_with_free_func ((GDestroyNotify) tg_result_free);
  g_autofree char *epoch = dup_epoch (self);

  g_assert_no_error (error);
  for (guint i = 0; i < items->len; i++)
    {
      const TgSubmission *item = items->pdata[i];

      g_assert_null (problems->pdata[i]);
      if (strcmp (tg_document_get (item->document, "kind"), "poison") == 0)
        return respond_problem (self, 422, "invalid");
    }
  for (guint i = 0; i < items->len; i++)
    {
      if (crash_after >= 0 && i == (guint) crash_after)
        return NULL;
      g_ptr_array_add (results, judge (self, items->pdata[i]));
    }
  return crash_after >= 0 ? NULL : respond (self, 200, tg_wire_write_results (results, epoch));
}

/* The feed. Its cursor is "EPOCH:POSITION". */

static TgEvent *
make_event (const TgSimReceipt *receipt)
{
  const TgReceiptFields fields = {
    .id = receipt->id, .filing = receipt->filing, .submission = receipt->submission,
    .revision = receipt->revision, .agency = "customs", .status = TG_FILING_RELEASED,
    .status_text = "released", .code = "800", .message = "", .number = "",
  };
  g_autoptr (TgReceipt) made = tg_receipt_new (&fields);
  g_autofree char *data = tg_wire_write_receipt_data (made);

  return tg_event_new (TG_EVENT_RECEIPT, receipt->id, "receipt", 0, receipt->filing, data);
}

static gboolean
find_position (TgSimWindow *self,
               const char  *path,
               guint       *position)
{
  const char *cursor = strstr (path, "&cursor=");
  g_autofree char *text = NULL;
  g_autofree char *epoch = NULL;
  char *colon;

  *position = 0;
  if (cursor == NULL)
    return TRUE;
  text = g_uri_unescape_string (cursor + strlen ("&cursor="), NULL);
  colon = strchr (text, ':');
  g_assert_nonnull (colon);
  *colon = '\0';
  epoch = dup_epoch (self);
  *position = (guint) atoi (colon + 1);
  return strcmp (text, epoch) == 0;
}

static char *
make_cursor (TgSimWindow *self,
             guint        position)
{
  return g_strdup_printf ("epoch-%u:%u", self->n_epochs, position);
}

/* At least once: now and then a page begins a little before where it was asked to. */
static TgResponse *
answer_events (TgSimWindow *self,
               const char  *path)
{
  g_autoptr (GPtrArray) events = g_ptr_array_new_with_free_func ((GDestroyNotify) tg_event_unref);
  g_autofree char *epoch = dup_epoch (self);
  g_autofree char *cursor = NULL;
  TgEventPage page = { .events = events, .epoch = epoch };
  guint position, first;

  if (!find_position (self, path, &position))
    return respond_problem (self, 410, "cursor-expired");
  g_assert_cmpuint (position, <=, self->feed->len);
  first = position - (guint) tg_chance_below (self->chance, MIN (position, 2) + 1);
  position = MIN (position + PAGE, self->feed->len);
  for (guint i = first; i < position; i++)
    g_ptr_array_add (events, make_event (self->feed->pdata[i]));
  page.cursor = cursor = make_cursor (self, position);
  page.more = position < self->feed->len;
  return respond (self, 200, tg_wire_write_event_page (&page));
}

/* The listing */

static TgListedFiling *
list_filing (TgSimWindow *self,
             const char  *filing)
{
  TgListedFiling *listed = g_new0 (TgListedFiling, 1);

  listed->filing = g_strdup (filing);
  listed->form = g_strdup ("sim");
  listed->form_version = 1;
  listed->enterprise = g_strdup ("E");
  listed->revision = GPOINTER_TO_INT (g_hash_table_lookup (self->filings, filing));
  listed->status = g_strdup ("released");
  listed->document = tg_document_freeze (tg_document_new ());
  listed->receipts = g_ptr_array_new_with_free_func ((GDestroyNotify) tg_event_unref);
  listed->submissions = g_ptr_array_new_with_free_func ((GDestroyNotify) tg_result_free);
  for (guint i = 0; i < self->feed->len; i++)
    if (strcmp (((TgSimReceipt *) self->feed->pdata[i])->filing, filing) == 0)
      g_ptr_array_add (listed->receipts, make_event (self->feed->pdata[i]));
  for (guint i = 0; i < self->log->len; i++)
    {
      const TgSimEffect *effect = self->log->pdata[i];
      TgResult *result;

      if (strcmp (effect->filing, filing) != 0)
        continue;
      result = g_new0 (TgResult, 1);
      result->id = g_strdup (effect->id);
      result->reference = g_strdup ("sha-256=:x:");
      result->received = effect->received;
      result->revision = effect->revision;
      g_ptr_array_add (listed->submissions, result);
    }
  return listed;
}

static TgResponse *
answer_listing (TgSimWindow *self,
                const char  *path)
{
  g_autoptr (GPtrArray) filings =
    g_ptr_array_new_with_free_func ((GDestroyNotify) tg_listed_filing_free);
  g_autoptr (GList) names = g_list_sort (g_hash_table_get_keys (self->filings),
                                         (GCompareFunc) strcmp);
  g_autofree char *epoch = dup_epoch (self);
  g_autofree char *cursor = NULL;
  g_autofree char *feed = NULL;
  TgFilingPage page = { .filings = filings };
  guint position;
  GList *name;

  if (!find_position (self, path, &position))
    return respond_problem (self, 410, "cursor-expired");
  if (position == 0)
    page.feed = feed = make_cursor (self, self->feed->len);
  name = g_list_nth (names, position);
  for (; name != NULL && filings->len < 2; name = name->next)
    g_ptr_array_add (filings, list_filing (self, name->data));
  page.cursor = cursor = make_cursor (self, position + filings->len);
  page.more = name != NULL;
  return respond (self, 200, tg_wire_write_filing_page (&page, epoch));
}

/* Enquiries: "/v1/enquiries/N" is answered with its own path, and every fifth is not known. */

static TgResponse *
answer_enquiry (TgSimWindow *self,
                const char  *path)
{
  if (atoi (path + strlen ("/v1/enquiries/")) % 5 == 0)
    return respond_problem (self, 404, "not-found");
  return respond (self, 200, g_strdup (path));
}

static void
build_maps (TgSimWindow *self)
{
  g_hash_table_remove_all (self->known);
  g_hash_table_remove_all (self->filings);
  for (guint i = 0; i < self->log->len; i++)
    {
      TgSimEffect *effect = self->log->pdata[i];

      g_hash_table_replace (self->known, effect->id, effect);
      if (effect->received)
        g_hash_table_replace (self->filings, g_strdup (effect->filing),
                              GINT_TO_POINTER ((int) effect->revision));
    }
}

static void
cut_receipts (GPtrArray *receipts,
              guint      n_log)
{
  for (guint i = receipts->len; i > 0; i--)
    if (((TgSimReceipt *) receipts->pdata[i - 1])->n_log > n_log)
      g_ptr_array_remove_index (receipts, i - 1);
}

static gboolean
is_later (gpointer sha256,
          gpointer data,
          gpointer n_log)
{
  const TgSimUpload *upload = data;

  return !upload->is_whole || upload->n_log > GPOINTER_TO_UINT (n_log);
}

TgSimWindow *
tg_sim_window_new (TgChance *chance)
{
  TgSimWindow *self = g_new0 (TgSimWindow, 1);

  self->chance = tg_chance_ref (chance);
  self->log = g_ptr_array_new_with_free_func ((GDestroyNotify) effect_free);
  self->known = g_hash_table_new (g_str_hash, g_str_equal);
  self->filings = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->files = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                       (GDestroyNotify) upload_free);
  self->feed = g_ptr_array_new_with_free_func ((GDestroyNotify) receipt_free);
  self->due = g_ptr_array_new_with_free_func ((GDestroyNotify) receipt_free);
  return self;
}

void
tg_sim_window_free (TgSimWindow *self)
{
  tg_chance_unref (self->chance);
  g_hash_table_unref (self->known);
  g_hash_table_unref (self->filings);
  g_hash_table_unref (self->files);
  g_ptr_array_unref (self->feed);
  g_ptr_array_unref (self->due);
  g_ptr_array_unref (self->log);
  g_free (self);
}

TgResponse *
tg_sim_window_answer (TgSimWindow     *self,
                      const TgRequest *request,
                      int              crash_after)
{
  g_autofree char *token = g_strdup_printf ("Bearer token-%u", self->n_tokens);
  gboolean is_known = g_strcmp0 (request->authorization, token) == 0;

  if (strcmp (request->path, "/.well-known/single-window") == 0)
    return answer_discovery (self, is_known);
  if (strcmp (request->path, "/oauth/token") == 0)
    return respond (self, 200, tg_wire_write_token (token + strlen ("Bearer "), 3600));
  if (!is_known)
    return respond_problem (self, 401, "unauthorized");
  if (strcmp (request->path, "/v1/submissions") == 0)
    return answer_batch (self, request, crash_after);
  if (g_str_has_prefix (request->path, "/v1/events"))
    return answer_events (self, request->path);
  if (g_str_has_prefix (request->path, "/v1/attachments/"))
    return answer_file (self, request, crash_after);
  if (g_str_has_prefix (request->path, "/v1/enquiries/"))
    return answer_enquiry (self, request->path);
  g_assert_true (g_str_has_prefix (request->path, "/v1/filings"));
  return answer_listing (self, request->path);
}

void
tg_sim_window_pass_time (TgSimWindow *self,
                         guint        count)
{
  for (guint i = 0; i < count && self->due->len > 0; i++)
    g_ptr_array_add (self->feed, g_ptr_array_steal_index (self->due, 0));
}

void
tg_sim_window_restart (TgSimWindow *self)
{
  self->n_tokens++;
}

void
tg_sim_window_restore (TgSimWindow *self,
                       guint        count)
{
  guint n_log = self->log->len - MIN (count, self->log->len);

  cut_receipts (self->feed, n_log);
  cut_receipts (self->due, n_log);
  g_ptr_array_set_size (self->log, (int) n_log);
  g_hash_table_foreach_remove (self->files, is_later, GUINT_TO_POINTER (n_log));
  build_maps (self);
  self->n_epochs++;
  self->was_restored = TRUE;
}
