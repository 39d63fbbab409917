/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-customs-answer.h"

#include <string.h>

#include "tg-customs-text.h"
#include "tg-dxp.h"
#include "tg-error.h"
#include "tg-xml-reader.h"

/* TgCustomsAnswer: the shape reads, this judges: status by the code table, words into faults, the
 * summary result (792) into an answer for each list that it names. */

#define RESULTS   "results"    /* the rows of a 792 */
#define MAX_ITEMS 100

typedef struct
{
  const TgXmlMap     *map;
  const TgXmlShape   *shape;
  const TgXmlContext *context;
  GPtrArray          *answers;
} Judging;

void
tg_customs_answer_free (TgCustomsAnswer *self)
{
  if (self == NULL)
    return;
  g_free (self->message);
  g_free (self->form);
  g_strfreev (self->key);
  g_clear_pointer (&self->document, tg_document_unref);
  g_clear_object (&self->receipt);
  g_free (self);
}

gboolean
tg_customs_answer_matches (const TgCustomsAnswer *self,
                           const TgDocument      *document)
{
  g_return_val_if_fail (self != NULL && document != NULL, FALSE);

  for (guint i = 0; self->key != NULL && self->key[i] != NULL; i++)
    {
      const char *said = tg_document_get (self->document, self->key[i]);

      if (*said == '\0' ? self->key[i + 1] == NULL
                         : strcmp (said, tg_document_get (document, self->key[i])) != 0)
        return FALSE;
    }
  return self->key != NULL && self->key[0] != NULL;
}

/* ---- status ---- */

static char *
find_status (const TgXmlContext *context,
             const char         *table,
             const char         *message,
             const char         *code)
{
  g_autofree char *name = g_strdup_printf ("%s/%s", message, code);
  g_autoptr (TgCodeRow) row = context->codes != NULL
                              ? tg_code_lookup_find (context->codes, table, name, context->today)
                              : NULL;

  return row != NULL ? g_strdup (tg_code_row_get_column (row, "status")) : NULL;
}

/* The row of this message, of any, of any error; "" where there is none. */
static char *
map_status (const TgXmlContext *context,
            const TgXmlShape   *shape,
            const char         *code)
{
  char *status = NULL;

  if (shape->status_table != NULL)
    status = find_status (context, shape->status_table, shape->status_message, code);
  if (status == NULL && shape->status_table != NULL)
    status = find_status (context, shape->status_table, "*", code);
  if (status == NULL && shape->status_table != NULL && *code == '-')
    status = find_status (context, shape->status_table, "*", "-*");
  return status != NULL ? status : g_strdup ("");
}

/* An answer without a code, such as a 792, is its own. */
static const char *
get_code (const TgXmlShape *shape,
          const TgEnvelope *envelope)
{
  const char *code = tg_envelope_get (envelope, TG_ENVELOPE_RETURN_STATUS);

  return *code == '\0' && shape->report_message != NULL ? shape->report_message : code;
}

/* `form` for the fields that the words name, nullable; `status` of the contract, "" unknown. */
static TgReceipt *
make_receipt (const TgXmlShape *shape,
              const TgEnvelope *envelope,
              const TgForm     *form,
              const char       *status,
              TgReceiptFields  *fields)
{
  const char *code = get_code (shape, envelope);
  const char *info = tg_envelope_get (envelope, TG_ENVELOPE_RETURN_INFO);
  const char *note = tg_envelope_get (envelope, TG_ENVELOPE_RETURN_NOTE);
  g_autofree char *both = g_strconcat (note, *note != '\0' && *info != '\0' ? "；" : "", info, NULL);
  g_autofree char *plain = tg_customs_text_get_plain (both);
  g_autoptr (GPtrArray) faults = NULL;

  fields->id = tg_envelope_get (envelope, TG_ENVELOPE_GUID);
  fields->agency = "CUS";
  tg_filing_state_parse (status, &fields->status);
  fields->status_text = *status != '\0' ? status : code;
  fields->code = code;
  fields->message = plain;
  tg_envelope_parse_time (tg_envelope_get (envelope, TG_ENVELOPE_RETURN_TIME), &fields->at);
  if (form != NULL && (fields->status == TG_FILING_RETURNED || fields->status == TG_FILING_REFUSED))
    faults = tg_customs_text_list_faults (both, form);
  fields->faults = faults;
  return tg_receipt_new (fields);
}

/* ---- the usual answer ---- */

static const char *
get_number (const TgXmlShape *shape,
            const TgDocument *document)
{
  for (guint i = 0; shape->numbers != NULL && shape->numbers[i] != NULL; i++)
    {
      const char *number = tg_document_get (document, shape->numbers[i]);

      if (*number != '\0')
        return number;
    }
  return "";
}

static void
add_answer (const Judging *self,
            const char    *form,
            TgDocument    *document,
            char         **key,
            TgReceipt     *receipt)
{
  TgCustomsAnswer *answer = g_new0 (TgCustomsAnswer, 1);

  answer->message = g_strdup (self->shape->message);
  answer->form = g_strdup (form);
  answer->document = tg_document_ref (document);
  answer->key = g_strdupv (key);
  answer->receipt = receipt;
  g_ptr_array_add (self->answers, answer);
}

static void
judge_item (const Judging   *self,
            const TgXmlItem *item)
{
  TgReceiptFields fields = {
    .filing = "", .submission = "", .number = get_number (self->shape, item->document),
  };
  g_autofree char *status = map_status (self->context, self->shape,
                                        get_code (self->shape, item->envelope));

  add_answer (self, self->map->form->id, item->document,
              self->shape->key != NULL ? self->shape->key : self->map->key,
              make_receipt (self->shape, item->envelope, self->map->form, status, &fields));
}

/* ---- what an answer means for a list that it names: 606 withdrawn, 792 in a declaration ---- */

/* "<declaration>-<item of line 1>,<item of line 2>…", 0 for a line that is not named. */
static char *
join_items (const TgDocument *document,
            const char       *list,
            const char       *entry)
{
  guint64 items[MAX_ITEMS] = { 0 };
  guint64 last = 0;
  GString *text = g_string_new (entry);

  for (guint i = 0; i < tg_document_get_n_lines (document, RESULTS); i++)
    {
      const char *number = tg_document_get_cell (document, RESULTS, i, "gnum");
      guint64 line = g_ascii_strtoull (number, NULL, 10);

      if (strcmp (tg_document_get_cell (document, RESULTS, i, "invt_no"), list) != 0 ||
          line < 1 || line > MAX_ITEMS)
        continue;
      number = tg_document_get_cell (document, RESULTS, i, "gseqno");
      items[line - 1] = g_ascii_strtoull (number, NULL, 10);
      last = MAX (last, line);
    }
  for (guint64 i = 0; i < last; i++)
    g_string_append_printf (text, "%c%" G_GUINT64_FORMAT, i == 0 ? '-' : ',', items[i]);
  return g_string_free (text, FALSE);
}

static void
report_list (const Judging   *self,
             const TgXmlItem *item,
             const char      *list,
             const char      *status)
{
  char *key[] = { (char *) "invt_no", NULL };
  const char *entry = tg_document_get (item->document, "entry_id");
  g_autofree char *number = join_items (item->document, list, entry);
  g_autoptr (TgDocument) document = tg_document_new ();
  TgReceiptFields fields = { .filing = "", .submission = "", .number = number };

  tg_document_set (document, "invt_no", list, NULL);
  add_answer (self, self->shape->report_form, tg_document_freeze (document), key,
              make_receipt (self->shape, item->envelope, NULL, status, &fields));
}

/* Only where the table has this code for this very message; a declaration is told once it has its
 * number. */
static void
report_lists (const Judging   *self,
              const TgXmlItem *item)
{
  const TgDocument *document = item->document;
  guint count = tg_document_get_n_lines (document, RESULTS);
  g_autofree char *status = find_status (self->context, self->shape->status_table,
                                         self->shape->report_message,
                                         get_code (self->shape, item->envelope));
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  if (status == NULL)
    return;
  if (count == 0 && *tg_document_get (document, "invt_no") != '\0')
    report_list (self, item, tg_document_get (document, "invt_no"), status);
  for (guint i = 0; i < count && *tg_document_get (document, "entry_id") != '\0'; i++)
    {
      const char *list = tg_document_get_cell (document, RESULTS, i, "invt_no");

      if (*list != '\0' && g_hash_table_add (seen, (char *) list))
        report_list (self, item, list, status);
    }
}

/* ---- 900: a message that could not be read ---- */

/* What customs could not take stands in the answer, and names the document as far as it can be
 * read: by name, as an answer is. NULL where it cannot. */
static TgXmlMessage *
read_original (const TgXmlTree     *node,
               GPtrArray           *maps,
               const TgXmlContext  *context,
               const TgXmlMap     **map)
{
  const char *text = tg_xml_tree_get_text (node, "oriBizMessage");
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (TgXmlTree) root = tg_xml_tree_parse (bytes, NULL);

  for (guint i = 0; root != NULL && i < maps->len; i++)
    {
      const TgXmlMap *candidate = maps->pdata[i];
      TgXmlShape shape = *candidate->data;

      if (strcmp (shape.message, root->name) != 0)
        continue;
      shape.is_answer = TRUE;
      shape.space = (char *) "";
      *map = candidate;
      return tg_xml_reader_read_tree (&shape, root, context, NULL);
    }
  return NULL;
}

static void
set_unreadable (TgEnvelope      *envelope,
                const TgXmlTree *node)
{
  const char *digits = tg_xml_tree_get_text (node, "returnTime");

  tg_envelope_set (envelope, TG_ENVELOPE_GUID, tg_xml_tree_get_text (node, "guid"));
  tg_envelope_set (envelope, TG_ENVELOPE_RETURN_STATUS,
                   tg_xml_tree_get_text (node, "returnStatus"));
  tg_envelope_set (envelope, TG_ENVELOPE_RETURN_INFO, tg_xml_tree_get_text (node, "returnInfo"));
  if (strlen (digits) >= 14)
    {
      g_autofree char *time = g_strdup_printf ("%.4s-%.2s-%.2s %.2s:%.2s:%.2s", digits, digits + 4,
                                               digits + 6, digits + 8, digits + 10, digits + 12);

      tg_envelope_set (envelope, TG_ENVELOPE_RETURN_TIME, time);
    }
}

static void
judge_unreadable (const TgXmlTree    *root,
                  GPtrArray          *maps,
                  const TgXmlContext *context,
                  GPtrArray          *answers)
{
  const TgXmlShape shape = {
    .message = (char *) "CEB900Message", .status_table = (char *) "ceb_return_status_map",
    .status_message = (char *) "900",
  };
  const Judging self = { NULL, &shape, context, answers };
  const TgXmlTree *node = tg_xml_tree_find (root, "MessageReturn");
  const TgXmlMap *map = NULL;
  g_autoptr (TgXmlMessage) original = read_original (node, maps, context, &map);
  g_autoptr (TgEnvelope) envelope = tg_envelope_new ();
  g_autoptr (TgDocument) document = tg_document_new ();
  g_autofree char *status = map_status (context, &shape,
                                        tg_xml_tree_get_text (node, "returnStatus"));
  TgReceiptFields fields = {
    .filing = "", .submission = tg_xml_tree_get_text (node, "oriCopMsgId"), .number = "",
  };

  set_unreadable (envelope, node);
  for (guint i = 0; original != NULL && i < original->items->len; i++)
    {
      const TgXmlItem *item = original->items->pdata[i];

      add_answer (&self, map->form->id, item->document, map->key,
                  make_receipt (&shape, envelope, map->form, status, &fields));
    }
  if (answers->len > 0)
    return;
  tg_document_set (document, "message_type", tg_xml_tree_get_text (node, "oriMessageType"), NULL);
  add_answer (&self, "", tg_document_freeze (document), NULL,
              make_receipt (&shape, envelope, NULL, status, &fields));
}

/* ---- the exchange's own answer to a DxpMsg ---- */

static const char *
get_own_number (const TgXmlTree *root)
{
  const TgXmlTree *head = tg_xml_tree_find (root, "OriHead");
  const TgXmlTree *info = tg_xml_tree_find (head, "TransInfo");

  return tg_xml_tree_get_text (info != NULL ? info : head, "CopMsgId");
}

/* A code of the table of errors is a refusal; of the others nobody has said what they mean, so
 * they move nothing. */
static void
judge_response (const TgXmlTree    *root,
                const TgXmlTree    *response,
                const TgXmlContext *context,
                GPtrArray          *answers)
{
  const TgXmlShape shape = { .message = (char *) "DxpRep" };
  const Judging self = { NULL, &shape, context, answers };
  const char *code = tg_xml_tree_get_text (response, "ResponseCode");
  const char *info = tg_xml_tree_get_text (response, "ResponseInfo");
  const char *day = tg_xml_tree_get_text (root, "NoticeTime");
  g_autofree char *time = g_strdup_printf ("%s 00:00:00", day);
  g_autoptr (TgEnvelope) envelope = tg_envelope_new ();
  g_autoptr (TgDocument) document = tg_document_freeze (tg_document_new ());
  g_autoptr (TgCodeRow) row = context->codes != NULL
                              ? tg_code_lookup_find (context->codes, "ceb_error_codes", code,
                                                     context->today)
                              : NULL;
  TgReceiptFields fields = {
    .filing = "", .submission = get_own_number (root), .number = "",
  };

  tg_envelope_set (envelope, TG_ENVELOPE_RETURN_STATUS, code);
  tg_envelope_set (envelope, TG_ENVELOPE_RETURN_TIME, time);
  tg_envelope_set (envelope, TG_ENVELOPE_RETURN_INFO,
                   *info == '\0' && row != NULL ? tg_code_row_get_name (row) : info);
  add_answer (&self, "", document, NULL,
              make_receipt (&shape, envelope, NULL,
                            row != NULL ? tg_filing_state_to_name (TG_FILING_REFUSED) : "",
                            &fields));
}

static void
judge_exchange (const TgXmlTree    *root,
                const TgXmlContext *context,
                GPtrArray          *answers)
{
  for (guint i = 0; i < root->children->len; i++)
    {
      const TgXmlTree *child = root->children->pdata[i];

      if (strcmp (child->name, "Response") == 0)
        judge_response (root, child, context, answers);
    }
}

/* ---- the whole ---- */

static const TgXmlShape *
find_shape (GPtrArray       *maps,
            const char      *message,
            const TgXmlMap **map)
{
  for (guint i = 0; i < maps->len; i++)
    {
      const TgXmlShape *shape = tg_xml_map_find_answer (maps->pdata[i], message);

      *map = maps->pdata[i];
      if (shape != NULL)
        return shape;
    }
  return NULL;
}

static gboolean
judge_tree (const TgXmlTree     *root,
            GPtrArray           *maps,
            const TgXmlContext  *context,
            GPtrArray           *answers,
            GError             **error)
{
  const TgXmlMap *map = NULL;
  const TgXmlShape *shape = find_shape (maps, root->name, &map);
  const Judging self = { map, shape, context, answers };
  g_autoptr (TgXmlMessage) message = NULL;

  if (shape == NULL)
    {
      g_set_error (error, TG_ERROR, TG_ERROR_UNSUPPORTED, "line %u: %s is no answer that we know",
                   root->line, root->name);
      return FALSE;
    }
  message = tg_xml_reader_read_tree (shape, root, context, error);
  for (guint i = 0; message != NULL && i < message->items->len; i++)
    {
      judge_item (&self, message->items->pdata[i]);
      if (shape->report_form != NULL && shape->report_message != NULL &&
          shape->status_table != NULL)
        report_lists (&self, message->items->pdata[i]);
    }
  return message != NULL;
}

GPtrArray *
tg_customs_answer_read (GBytes              *bytes,
                        GPtrArray           *maps,
                        const TgXmlContext  *context,
                        GError             **error)
{
  g_autoptr (GPtrArray) answers =
    g_ptr_array_new_with_free_func ((GDestroyNotify) tg_customs_answer_free);
  g_autoptr (TgXmlTree) root = NULL;
  g_autoptr (TgDxp) dxp = NULL;

  g_return_val_if_fail (bytes != NULL && maps != NULL && context != NULL, NULL);

  root = tg_xml_tree_parse (bytes, error);
  if (root != NULL && strcmp (root->name, "DxpMsg") == 0)
    {
      dxp = tg_dxp_read (bytes, error);
      g_clear_pointer (&root, tg_xml_tree_free);
      root = dxp != NULL ? tg_xml_tree_parse (dxp->data, error) : NULL;
    }
  if (root == NULL)
    return NULL;
  if (strcmp (root->name, "CEB900Message") == 0)
    judge_unreadable (root, maps, context, answers);
  else if (strcmp (root->name, "DxpRep") == 0)
    judge_exchange (root, context, answers);
  else if (!judge_tree (root, maps, context, answers, error))
    return NULL;
  return g_steal_pointer (&answers);
}
