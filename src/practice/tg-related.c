/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-related.h"

#include "tg-entry-table.h"
#include "tg-event-table.h"
#include "tg-json.h"

/* Customs has all documents of an account before it: the order and its partners, the list that a
 * later document names, another with the same number. What it hands to the rules bears the names
 * that the client's own check uses. Read anew for each review; nothing is kept. */

#define ORDER "customs.order"
#define PAYMENT "customs.payment"
#define WAYBILL "customs.waybill"
#define LIST "customs.export-list"
#define RETURN "customs.return"
#define TALLY "customs.return-tally"
#define SUMMARY "customs.summary"

#define BIT(state) (1u << (state))
#define GONE (BIT (TG_FILING_RETURNED) | BIT (TG_FILING_REFUSED) | BIT (TG_FILING_WITHDRAWN))
#define CHINA_OFFSET (8 * G_TIME_SPAN_HOUR)

typedef struct
{
  TgBook         *book;
  const TgFiling *filing;
  const TgCourse *course;
  TgRelated      *related;
  GPtrArray      *lists;     /* of TgFiling: those that are named, each once */
} Loader;

void
tg_related_free (TgRelated *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->others);
  g_clear_pointer (&self->faults, g_ptr_array_unref);
  g_free (self);
}

static void
put (Loader     *loader,
     const char *relation,
     TgDocument *document)
{
  g_hash_table_insert (loader->related->others, g_strdup (relation), tg_document_ref (document));
}

/* The first accepted filing of another form with this order number and consignor. */
static gboolean
add_matching (Loader      *loader,
              const char  *relation,
              const char  *form,
              GError     **error)
{
  const TgFiling *filing = loader->filing;
  g_autoptr (GPtrArray) found = NULL;

  if (*filing->match_key == '\0')
    return TRUE;
  found = tg_filing_table_list_matches (loader->book, filing->account, form, filing->match_key,
                                        error);
  for (guint i = 0; found != NULL && i < found->len; i++)
    {
      const TgFiling *other = found->pdata[i];

      if (other->state != TG_FILING_ACCEPTED)
        continue;
      put (loader, relation, other->document);
      break;
    }
  return found != NULL;
}

static gboolean
add_partners (Loader  *loader,
              GError **error)
{
  const char *form = loader->filing->form;

  if (g_str_equal (form, LIST))
    return add_matching (loader, "other.order", ORDER, error) &&
           add_matching (loader, "other.payment", PAYMENT, error) &&
           add_matching (loader, "other.waybill", WAYBILL, error);
  if (g_str_equal (form, PAYMENT) || g_str_equal (form, WAYBILL))
    return add_matching (loader, "other.order", ORDER, error);
  return TRUE;
}

/* A number is used once; what came to nothing leaves it free. */
static gboolean
add_same_number (Loader  *loader,
                 GError **error)
{
  const TgFiling *filing = loader->filing;
  const char *relation = g_str_equal (filing->form, WAYBILL) ? "other.same_waybill"
                                                             : "other.same_number";
  g_autoptr (GPtrArray) found = NULL;

  if (!g_str_has_prefix (filing->form, "customs.") || *filing->own_number == '\0')
    return TRUE;
  found = tg_filing_table_list_own (loader->book, filing->account, filing->form,
                                    filing->own_number, error);
  for (guint i = 0; found != NULL && i < found->len; i++)
    {
      const TgFiling *other = found->pdata[i];

      if (other->seq < filing->seq && (GONE & BIT (other->state)) == 0)
        put (loader, relation, other->document);
    }
  return found != NULL;
}

/* The tally of returned goods follows their application. */
static gboolean
add_return (Loader  *loader,
            GError **error)
{
  TgDocument *tally = loader->filing->document;
  const char *waybill = tg_document_get (tally, "logistics_no");
  g_autoptr (GPtrArray) found = NULL;

  if (!g_str_equal (loader->filing->form, TALLY))
    return TRUE;
  found = tg_filing_table_list_matches (loader->book, loader->filing->account, RETURN, NULL, error);
  for (guint i = 0; found != NULL && i < found->len; i++)
    {
      const TgFiling *other = found->pdata[i];

      if ((GONE & BIT (other->state)) == 0 &&
          g_str_equal (tg_document_get (other->document, "logistics_no"), waybill))
        put (loader, "other.return", other->document);
    }
  return found != NULL;
}

/* Lists that are named */

gboolean
tg_related_find_list (TgBook      *book,
                      const char  *account,
                      const char  *field,
                      const char  *value,
                      TgFiling   **out,
                      GError     **error)
{
  gboolean by_number = g_str_equal (field, "invt_no");
  g_autoptr (GPtrArray) lists = by_number
    ? tg_filing_table_list_numbered (book, account, LIST, value, error)
    : tg_filing_table_list_matches (book, account, LIST, NULL, error);
  int found = -1;

  for (guint i = 0; lists != NULL && i < lists->len; i++)
    {
      const TgFiling *list = lists->pdata[i];
      gboolean stands = (GONE & BIT (list->state)) == 0;

      if ((by_number || g_str_equal (tg_document_get (list->document, field), value)) &&
          (stands || found < 0 || (GONE & BIT (((TgFiling *) lists->pdata[found])->state)) != 0))
        found = (int) i;
    }
  if (found >= 0)
    {
      *out = lists->pdata[found];
      lists->pdata[found] = NULL;
    }
  return lists != NULL;
}

static void
add_fault (Loader              *loader,
           const TgCourseFault *fault,
           const char          *pointer,
           const char          *value)
{
  g_autoptr (GString) zh = NULL;
  g_autoptr (GString) en = NULL;
  g_autoptr (TgText) text = NULL;

  if (fault->text == NULL)
    return;
  zh = g_string_new (tg_text_get_in (fault->text, "zh"));
  en = g_string_new (tg_text_get_in (fault->text, "en"));
  g_string_replace (zh, "{value}", value, 0);
  g_string_replace (en, "{value}", value, 0);
  text = tg_text_new (zh->str, en->str);
  g_ptr_array_add (loader->related->faults,
                   tg_agency_fault_new (pointer, fault->code, text, TRUE));
}

/* Takes the list. */
static gboolean
judge_list (Loader                  *loader,
            const TgCourseReference *reference,
            TgFiling                *list,
            const char              *pointer,
            GError                 **error)
{
  const char *value = tg_document_get (list->document, "cop_no");
  g_autofree char *entry = tg_entry_table_dup_entry (loader->book, list->account, list->id, error);

  g_ptr_array_add (loader->lists, list);
  if (entry == NULL)
    return FALSE;
  if (reference->merged.text != NULL && *entry != '\0')
    add_fault (loader, &reference->merged, pointer, entry);
  else if (reference->states != 0 && (reference->states & BIT (list->state)) == 0)
    add_fault (loader, &reference->wrong_state, pointer, value);
  return TRUE;
}

static gboolean
follow (Loader                  *loader,
        const TgCourseReference *reference,
        const char              *field,
        const char              *pointer,
        const char              *value,
        GError                 **error)
{
  TgFiling *list = NULL;

  if (*value == '\0')
    return TRUE;
  if (!tg_related_find_list (loader->book, loader->filing->account, field, value, &list, error))
    return FALSE;
  if (list != NULL)
    return judge_list (loader, reference, list, pointer, error);
  add_fault (loader, &reference->unknown, pointer, value);
  return TRUE;
}

static gboolean
follow_all (Loader                  *loader,
            const TgCourseReference *reference,
            GError                 **error)
{
  TgDocument *document = loader->filing->document;
  g_auto (GStrv) parts = g_strsplit (reference->at, "/", 2);

  if (parts[1] == NULL)
    {
      g_autofree char *pointer = g_strconcat ("/", parts[0], NULL);

      return follow (loader, reference, parts[0], pointer, tg_document_get (document, parts[0]),
                     error);
    }
  for (guint i = 0; i < tg_document_get_n_lines (document, parts[0]); i++)
    {
      g_autofree char *pointer = g_strdup_printf ("/%s/%u/%s", parts[0], i, parts[1]);

      if (!follow (loader, reference, parts[1], pointer,
                   tg_document_get_cell (document, parts[0], i, parts[1]), error))
        return FALSE;
    }
  return TRUE;
}

/* When customs released a list, in China's time; "" where it has not, NULL is an error. (transfer
 * full) */
static char *
dup_released_at (TgBook          *book,
                 const TgFiling  *list,
                 GError         **error)
{
  g_autoptr (GPtrArray) receipts = tg_event_table_list_receipts (book, list->account, list->id,
                                                                 FALSE, error);

  for (guint i = 0; receipts != NULL && i < receipts->len; i++)
    {
      TgEvent *event = receipts->pdata[i];
      g_autoptr (JsonNode) data = tg_json_parse (tg_event_get_data (event), -1, NULL, NULL);
      g_autoptr (GDateTime) time =
        g_date_time_new_from_unix_utc ((tg_event_get_at (event) + CHINA_OFFSET) / G_USEC_PER_SEC);

      if (data != NULL &&
          g_str_equal (tg_json_get_string (json_node_get_object (data), "code", ""), "800"))
        return g_date_time_format (time, "%Y-%m-%d %H:%M:%S");
    }
  return receipts != NULL ? g_strdup ("") : NULL;
}

/* State, day of release and declaration of a list, as members of `document` under `prefix`. */
static gboolean
describe_filing (Loader          *loader,
                 const TgFiling  *list,
                 TgDocument      *document,
                 const char      *prefix,
                 GError         **error)
{
  g_autofree char *entry = tg_entry_table_dup_entry (loader->book, list->account, list->id, error);
  g_autofree char *released = entry != NULL ? dup_released_at (loader->book, list, error) : NULL;
  g_autofree char *state = g_strconcat (prefix, "state", NULL);
  g_autofree char *released_on = g_strconcat (prefix, "released_on", NULL);
  g_autofree char *summary_no = g_strconcat (prefix, "summary_no", NULL);

  if (released == NULL)
    return FALSE;
  if (*released != '\0')
    released[10] = '\0';
  return tg_document_set (document, state, tg_filing_state_to_name (list->state), error) &&
         tg_document_set (document, released_on, released, error) &&
         tg_document_set (document, summary_no, entry, error);
}

static gboolean
add_one_list (Loader  *loader,
              GError **error)
{
  const TgFiling *list = loader->lists->pdata[0];
  g_autoptr (TgDocument) document = tg_document_copy (list->document);
  g_autoptr (TgDocument) about = tg_document_new ();

  if (!tg_document_set (document, "invt_no", list->number, error) ||
      !describe_filing (loader, list, about, "", error))
    return FALSE;
  put (loader, "other.list", document);
  put (loader, "other.list_filing", about);
  return TRUE;
}

/* One row: the list's header and what is known of its filing. */
static gboolean
add_row (Loader          *loader,
         TgDocument      *gathered,
         const TgFiling  *list,
         const char      *line,
         GError         **error)
{
  const char * const *keys = tg_document_get_keys (list->document);
  g_autofree char *prefix = g_strdup_printf ("lists/%s/", line);
  g_autofree char *number = g_strconcat (prefix, "invt_no", NULL);

  if (!tg_document_add_line (gathered, "lists", line, -1, error))
    return FALSE;
  for (guint i = 0; keys[i] != NULL; i++)
    {
      g_autofree char *path = g_strconcat (prefix, keys[i], NULL);

      if (!tg_document_set (gathered, path, tg_document_get (list->document, keys[i]), error))
        return FALSE;
    }
  return tg_document_set (gathered, number, list->number, error) &&
         describe_filing (loader, list, gathered, prefix, error);
}

static gboolean
add_all_lists (Loader  *loader,
               GError **error)
{
  g_autoptr (TgDocument) gathered = tg_document_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GString) numbers = g_string_new (NULL);
  g_autoptr (GString) waybills = g_string_new (NULL);

  for (guint i = 0; i < loader->lists->len; i++)
    {
      const TgFiling *list = loader->lists->pdata[i];
      g_autofree char *line = g_strdup_printf ("l%u", i + 1);

      if (!g_hash_table_add (seen, list->id))
        continue;
      if (!add_row (loader, gathered, list, line, error))
        return FALSE;
      g_string_append_printf (numbers, i == 0 ? "%s" : ",%s", list->number);
      g_string_append_printf (waybills, i == 0 ? "%s" : ",%s",
                              tg_document_get (list->document, "logistics_no"));
    }
  put (loader, "other.lists", gathered);
  return tg_document_set (gathered, "list_nos", numbers->str, error) &&
         tg_document_set (gathered, "logistics_nos", waybills->str, error);
}

/* With a span of time the rows of a summary application are ignored. */
static gboolean
has_span (const TgFiling *filing)
{
  return g_str_equal (filing->form, SUMMARY) &&
         *tg_document_get (filing->document, "start_time") != '\0';
}

static gboolean
follow_span (Loader  *loader,
             GError **error)
{
  TgDocument *document = loader->filing->document;
  g_autoptr (GPtrArray) lists = tg_related_list_merging (loader->book, loader->filing, error);
  g_autofree char *span = g_strdup_printf ("%s – %s", tg_document_get (document, "start_time"),
                                           tg_document_get (document, "end_time"));

  if (lists != NULL && lists->len == 0 && loader->course->references->len > 0)
    {
      const TgCourseReference *reference = loader->course->references->pdata[0];

      add_fault (loader, &reference->unknown, "/start_time", span);
    }
  return lists != NULL;
}

static gboolean
add_lists (Loader  *loader,
           GError **error)
{
  GPtrArray *references = loader->course->references;
  gboolean is_table = FALSE;

  if (has_span (loader->filing))
    return follow_span (loader, error);
  for (guint i = 0; i < references->len; i++)
    {
      const TgCourseReference *reference = references->pdata[i];

      is_table |= strchr (reference->at, '/') != NULL;
      if (!follow_all (loader, reference, error))
        return FALSE;
    }
  if (loader->lists->len == 0)
    return TRUE;
  return is_table ? add_all_lists (loader, error) : add_one_list (loader, error);
}

TgRelated *
tg_related_load (TgBook          *book,
                 const TgFiling  *filing,
                 const TgCourse  *course,
                 GError         **error)
{
  g_autoptr (TgRelated) self = g_new0 (TgRelated, 1);
  g_autoptr (GPtrArray) lists = g_ptr_array_new_with_free_func ((GDestroyNotify) tg_filing_free);
  Loader loader = { book, filing, course, self, lists };

  self->others = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                        (GDestroyNotify) tg_document_unref);
  self->faults = g_ptr_array_new_with_free_func ((GDestroyNotify) tg_agency_fault_free);
  if (add_partners (&loader, error) && add_same_number (&loader, error) &&
      add_return (&loader, error) && add_lists (&loader, error))
    return g_steal_pointer (&self);
  return NULL;
}

/* Summary */

static gboolean
is_of_summary (const TgFiling *summary,
               const TgFiling *list)
{
  static const char * const same[] = { "customs_code", "ebc_code" };
  const char *mode = tg_document_get (list->document, "trade_mode");

  for (guint i = 0; i < G_N_ELEMENTS (same); i++)
    if (!g_str_equal (tg_document_get (summary->document, same[i]),
                      tg_document_get (list->document, same[i])))
      return FALSE;
  return (list->state == TG_FILING_RELEASED || list->state == TG_FILING_CLOSED) &&
         g_str_equal (tg_document_get (list->document, "statistics_flag"), "B") &&
         !g_str_equal (mode, "9710") && !g_str_equal (mode, "9810");
}

static gboolean
is_named (TgDocument     *summary,
          const TgFiling *list)
{
  for (guint i = 0; i < tg_document_get_n_lines (summary, "lists"); i++)
    if (g_str_equal (tg_document_get_cell (summary, "lists", i, "invt_no"), list->number))
      return *list->number != '\0';
  return FALSE;
}

static gboolean
is_wanted (TgBook          *book,
           const TgFiling  *summary,
           const TgFiling  *list,
           gboolean        *out,
           GError         **error)
{
  g_autofree char *entry = NULL;
  g_autofree char *released = NULL;

  *out = FALSE;
  if (!is_of_summary (summary, list))
    return TRUE;
  entry = tg_entry_table_dup_entry (book, list->account, list->id, error);
  released = entry != NULL ? dup_released_at (book, list, error) : NULL;
  if (released == NULL)
    return FALSE;
  if (*entry == '\0' && has_span (summary))
    *out = strcmp (tg_document_get (summary->document, "start_time"), released) <= 0 &&
           strcmp (released, tg_document_get (summary->document, "end_time")) <= 0;
  else if (*entry == '\0')
    *out = is_named (summary->document, list);
  return TRUE;
}

GPtrArray *
tg_related_list_merging (TgBook          *book,
                         const TgFiling  *summary,
                         GError         **error)
{
  g_autoptr (GPtrArray) all = tg_filing_table_list_matches (book, summary->account, LIST, NULL,
                                                            error);
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func ((GDestroyNotify) tg_filing_free);

  if (all == NULL)
    return NULL;
  for (guint i = 0; i < all->len; i++)
    {
      gboolean wanted;

      if (!is_wanted (book, summary, all->pdata[i], &wanted, error))
        return NULL;
      if (!wanted)
        continue;
      g_ptr_array_add (found, all->pdata[i]);
      all->pdata[i] = NULL;
    }
  return g_steal_pointer (&found);
}
