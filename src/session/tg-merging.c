/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-merging.h"

#include "tg-agreed-table.h"
#include "tg-duties.h"
#include "tg-enterprise-table.h"
#include "tg-error.h"
#include "tg-filing-table.h"
#include "tg-rules.h"
#include "tg-saver.h"
#include "tg-shared-draft-table.h"

/* Each function is one transaction's work: the document, what is agreed with the window and what
 * waits for the person change together or not at all. */

#define LINE   "/_line"
#define MANUAL "_manual"

/* ---- choosing ---- */

/* A line that one side removed stands in the merged document; "" is the side that removed it. */
static void
choose (TgDocument            *document,
        const TgMergeConflict *conflict,
        gboolean               is_theirs)
{
  const char *value = is_theirs ? conflict->theirs : conflict->mine;
  g_autofree char *table = NULL;
  g_autofree char *line = NULL;
  g_autofree char *field = NULL;

  if (!g_str_has_suffix (conflict->path, LINE))
    tg_document_set (document, conflict->path, value, NULL);
  else if (*value == '\0' && tg_path_split (conflict->path, &table, &line, &field))
    tg_document_remove_line (document, table, line, NULL);
}

TgDocument *
tg_merging_choose (const TgMerge      *merge,
                   const char * const *theirs)
{
  TgDocument *document = tg_document_copy (merge->document);

  for (guint i = 0; i < merge->conflicts->len; i++)
    {
      const TgMergeConflict *conflict = merge->conflicts->pdata[i];

      choose (document, conflict, g_strv_contains (theirs, conflict->path));
    }
  return tg_document_freeze (document);
}

static void
unite_manual (TgDocument            *document,
              const TgMergeConflict *conflict)
{
  g_auto (GStrv) paths = g_strsplit (conflict->theirs, ",", 0);

  for (guint i = 0; paths[i] != NULL; i++)
    if (*paths[i] != '\0')
      tg_rules_set_manual (document, paths[i], TRUE, NULL);
}

static gboolean
is_computed (const TgField    *field,
             const TgDocument *document,
             const char       *path)
{
  return field != NULL && field->computed != NULL && !field->read_only &&
         !tg_rules_is_manual (document, path);
}

gboolean
tg_merging_decide (TgMerge      *merge,
                   const TgForm *form)
{
  gboolean is_open = FALSE;

  for (guint i = 0; i < merge->conflicts->len; i++)
    if (g_str_equal (((TgMergeConflict *) merge->conflicts->pdata[i])->path, MANUAL))
      unite_manual (merge->document, merge->conflicts->pdata[i]);
  for (guint i = merge->conflicts->len; i > 0; i--)
    {
      const TgMergeConflict *conflict = merge->conflicts->pdata[i - 1];
      const TgField *field = tg_form_find_field (form, conflict->path);
      gboolean is_given = field != NULL && field->read_only;

      if (is_given)
        tg_document_set (merge->document, conflict->path, conflict->theirs, NULL);
      else if (is_computed (field, merge->document, conflict->path))
        is_open = TRUE;
      else if (!g_str_equal (conflict->path, MANUAL))
        continue;
      g_ptr_array_remove_index (merge->conflicts, i - 1);
    }
  return is_open;
}

/* ---- theirs ---- */

static gboolean
put_shared (TgStoreConnection  *conn,
            const char         *filing,
            const char         *etag,
            TgDocument         *document,
            gint64              local_revision,
            GError            **error)
{
  g_autoptr (TgSharedDraft) shared = tg_shared_draft_new (filing, etag, document, local_revision);

  return tg_shared_draft_table_put (conn, shared, error);
}

static gboolean
create (TgStoreConnection  *conn,
        TgCatalogue        *catalogue,
        const char         *filing,
        const char         *etag,
        const TgWireDraft  *theirs,
        GError            **error)
{
  const TgForm *form = tg_catalogue_find (catalogue, theirs->form, theirs->form_version);
  g_autoptr (GError) local = NULL;
  g_autoptr (TgEnterprise) enterprise =
    tg_enterprise_table_find_code (conn, theirs->enterprise, &local);
  g_autoptr (TgSave) save = NULL;
  gint64 revision;

  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  /* Of a form that this version does not have: it comes when a newer one is installed. */
  if (form == NULL)
    return TRUE;
  save = tg_save_new (FALSE, filing, form->id, form->version);
  save->enterprise = g_strdup (enterprise != NULL ? enterprise->id : "");
  tg_save_set_document (save, form, theirs->document);
  tg_saver_add_changes (save, NULL, theirs->document, "", TG_ORIGIN_EVENT);
  return tg_duties_save (conn, catalogue, save, &revision, error) &&
         put_shared (conn, filing, etag, theirs->document, revision, error);
}

static gboolean
save_merged (TgStoreConnection     *conn,
             TgCatalogue           *catalogue,
             const TgFilingRecord  *mine,
             TgDocument            *merged,
             gint64                *revision,
             GError               **error)
{
  const TgForm *form = tg_catalogue_find (catalogue, mine->form, mine->version);
  g_autoptr (GPtrArray) edits = tg_edit_list_between (mine->document, merged);
  g_autoptr (TgStep) step = tg_step_new (TG_STEP_EDIT, mine->id, NULL);
  g_autoptr (TgSave) save = NULL;

  *revision = mine->revision;
  if (form == NULL || tg_document_equal (mine->document, merged))
    return TRUE;
  g_ptr_array_extend_and_steal (step->edits, g_steal_pointer (&edits));
  save = tg_save_new (FALSE, mine->id, form->id, form->version);
  save->enterprise = g_strdup (mine->enterprise);
  save->base_revision = mine->revision;
  tg_save_set_document (save, form, merged);
  tg_saver_add_step (save, step, TG_ORIGIN_EVENT);
  return tg_duties_save (conn, catalogue, save, revision, error);
}

static void
decide (TgStoreConnection     *conn,
        TgCatalogue           *catalogue,
        const TgFilingRecord  *mine,
        TgMerge               *merge)
{
  TgForm *form = tg_catalogue_find (catalogue, mine->form, mine->version);
  g_autoptr (TgClock) clock = tg_system_clock_new ();
  g_autofree char *today = tg_clock_dup_today (clock);
  const TgRulesContext context = { today, tg_store_connection_get_codes (conn), NULL };

  if (form != NULL && tg_merging_decide (merge, form))
    tg_rules_compute (tg_catalogue_get_rules (catalogue, form), merge->document, &context, NULL);
}

/* While the person is asked, what the window says next is merged from here too: what was shared
 * with its former history would make an older text of theirs a change. */
static gboolean
share_common (TgStoreConnection    *conn,
              const TgSharedDraft  *shared,
              TgDocument           *common,
              GError              **error)
{
  return shared == NULL ||
         (tg_pending_merge_table_remove (conn, shared->filing, error) &&
          put_shared (conn, shared->filing, shared->etag, common, 0, error));
}

/* Without conflicts it is settled at once; what mine has beyond theirs is sent next. */
static gboolean
merge_draft (TgStoreConnection     *conn,
             TgCatalogue           *catalogue,
             const TgFilingRecord  *mine,
             TgDocument            *base,
             const TgSharedDraft   *theirs,
             GError               **error)
{
  g_autoptr (TgMerge) merge = tg_merge_documents (base, mine->document, theirs->document);
  g_autoptr (TgPendingMerge) pending = NULL;
  gboolean is_theirs;
  gint64 revision;

  decide (conn, catalogue, mine, merge);
  is_theirs = tg_document_equal (merge->document, theirs->document);
  tg_document_freeze (merge->document);
  if (!save_merged (conn, catalogue, mine, merge->document, &revision, error))
    return FALSE;
  if (merge->conflicts->len == 0)
    return put_shared (conn, mine->id, theirs->etag, theirs->document, is_theirs ? revision : 0,
                       error);
  pending = tg_pending_merge_new (mine->id, TG_MERGE_DRAFT, theirs->etag, base, theirs->document);
  return tg_pending_merge_table_put (conn, pending, error);
}

static gboolean
stands_in (const TgEdit     *edit,
           const TgDocument *theirs)
{
  g_auto (GStrv) parts = NULL;

  if (edit->kind == TG_EDIT_SET)
    return g_str_equal (tg_document_get (theirs, edit->path), edit->after);
  parts = g_strsplit (edit->path, "/", 2);
  return (tg_document_find_line (theirs, parts[0], parts[1]) >= 0) ==
         (edit->kind == TG_EDIT_LINE_ADDED);
}

TgDocument *
tg_merging_make_base (const TgDocument *base,
                      const TgDocument *sent,
                      const TgDocument *theirs)
{
  g_autoptr (GPtrArray) edits = tg_edit_list_between (base, sent);
  TgDocument *made = tg_document_copy (base);

  for (guint i = 0; i < edits->len; i++)
    if (stands_in (edits->pdata[i], theirs))
      tg_edit_apply (edits->pdata[i], made, NULL);
  return tg_document_freeze (made);
}

TgDocument *
tg_merging_make_common (const TgDocument *shared,
                        const TgDocument *theirs)
{
  g_autoptr (GPtrArray) edits = tg_edit_list_between (shared, theirs);
  TgDocument *common = tg_document_copy (shared);

  for (guint i = 0; i < edits->len; i++)
    {
      const TgEdit *edit = edits->pdata[i];

      if (edit->kind == TG_EDIT_SET)
        tg_document_set (common, edit->path, "", NULL);
      else if (edit->kind == TG_EDIT_LINE_REMOVED)
        tg_edit_apply (edit, common, NULL);
    }
  return tg_document_freeze (common);
}

/* (transfer full) */
static TgDocument *
find_base (TgStoreConnection    *conn,
           const char           *filing,
           const TgSharedDraft  *shared,
           const TgDocument     *theirs,
           gboolean              is_restored,
           GError              **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (TgDocument) sent = tg_shared_draft_table_find_sent (conn, filing, &local);
  g_autoptr (TgDocument) base = NULL;

  if (shared == NULL)
    base = tg_document_freeze (tg_document_new ());
  else
    base = is_restored ? tg_merging_make_common (shared->document, theirs)
                       : tg_document_ref (shared->document);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  return sent != NULL ? tg_merging_make_base (base, sent, theirs) : g_steal_pointer (&base);
}

gboolean
tg_merging_take_draft (TgStoreConnection   *conn,
                       TgCatalogue         *catalogue,
                       const TgTheirDraft  *theirs,
                       GError             **error)
{
  const char *filing = theirs->filing;
  TgDocument *document = theirs->draft->document;
  g_autoptr (GError) local = NULL;
  g_autoptr (TgFilingRecord) mine = tg_filing_table_load (conn, filing, &local);
  g_autoptr (TgSharedDraft) shared = NULL;
  g_autoptr (TgSharedDraft) came = tg_shared_draft_new (filing, theirs->etag, document, 0);
  g_autoptr (TgDocument) base = NULL;

  if (g_error_matches (local, TG_ERROR, TG_ERROR_NOT_FOUND))
    return create (conn, catalogue, filing, theirs->etag, theirs->draft, error);
  if (local == NULL)
    shared = tg_shared_draft_table_find (conn, filing, &local);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  /* What is filed, or of another form, stays; nothing is lost, as no draft is put over theirs
   * before it is merged. */
  if (mine->window_revision > 0 || !tg_state_can_edit (mine->state, mine->attempt_state) ||
      !g_str_equal (mine->form, theirs->draft->form) ||
      (shared != NULL && g_str_equal (shared->etag, theirs->etag)))
    return TRUE;
  base = find_base (conn, filing, shared, document, theirs->is_restored, error);
  return base != NULL &&
         (!theirs->is_restored || share_common (conn, shared, base, error)) &&
         merge_draft (conn, catalogue, mine, base, came, error);
}

static gboolean
take_absence (TgStoreConnection  *conn,
              const char         *filing,
              gboolean            is_lost,
              GError            **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (TgSharedDraft) shared = tg_shared_draft_table_find (conn, filing, &local);

  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (shared == NULL || *shared->etag == '\0')
    return TRUE;
  return put_shared (conn, filing, "", shared->document, is_lost ? 0 : shared->local_revision,
                     error);
}

gboolean
tg_merging_take_removal (TgStoreConnection  *conn,
                         const char         *filing,
                         GError            **error)
{
  return take_absence (conn, filing, FALSE, error);
}

gboolean
tg_merging_take_losses (TgStoreConnection  *conn,
                        GHashTable         *listed,
                        GError            **error)
{
  g_autoptr (GPtrArray) shared = tg_shared_draft_table_list (conn, error);

  if (shared == NULL)
    return FALSE;
  for (guint i = 0; i < shared->len; i++)
    if (!g_hash_table_contains (listed, shared->pdata[i]) &&
        !take_absence (conn, shared->pdata[i], TRUE, error))
      return FALSE;
  return TRUE;
}

/* ---- what the person said ---- */

static gboolean
settle_revision (TgStoreConnection     *conn,
                 const TgPendingMerge  *pending,
                 GError               **error)
{
  gint64 revision = g_ascii_strtoll (pending->mark, NULL, 10);

  return tg_agreed_table_put (conn, pending->filing, revision, pending->theirs, error) &&
         tg_filing_table_set_window_revision (conn, pending->filing, revision, error);
}

static gboolean
settle_draft (TgStoreConnection     *conn,
              const TgPendingMerge  *pending,
              GError               **error)
{
  g_autoptr (TgFilingRecord) mine = tg_filing_table_load (conn, pending->filing, error);

  if (mine == NULL)
    return FALSE;
  return put_shared (conn, pending->filing, pending->mark, pending->theirs,
                     tg_document_equal (mine->document, pending->theirs) ? mine->revision : 0,
                     error);
}

gboolean
tg_merging_settle (TgStoreConnection  *conn,
                   const char         *filing,
                   GError            **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (TgPendingMerge) pending = tg_pending_merge_table_find (conn, filing, &local);

  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (pending == NULL)
    return TRUE;
  return (pending->kind == TG_MERGE_DRAFT ? settle_draft (conn, pending, error)
                                          : settle_revision (conn, pending, error)) &&
         tg_pending_merge_table_remove (conn, filing, error);
}
