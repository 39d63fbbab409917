/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-pack-touching.h"

#include <string.h>
#include <glib/gi18n-lib.h>

#include "tg-filing-table.h"
#include "tg-form-version.h"
#include "tg-pack-item.h"
#include "tg-pack-lookup.h"
#include "tg-set-check.h"
#include "tg-surroundings.h"

/* A draft stays on the version that it was made under; so of its form it is said what is new, and
 * codes and rules between documents are tried as they would be with the pack. What was wrong before
 * is not the pack's doing and is not said. */

#define MAX_FIELDS 20     /* told of one form; the rest is counted */

typedef struct
{
  const TgPackTouching *self;
  TgFilingRecord       *filing;
  TgForm               *form;         /* that the draft is of */
  TgRules              *rules;
  TgCodeLookup         *codes;        /* with the pack */
  char                 *date;         /* that decides which codes hold */
  GHashTable           *told;         /* paths */
  GPtrArray            *touched;
} Look;

static char *
dup_place (const Look *look,
           const char *path)
{
  const TgForm *form = look->form;
  const TgField *field = tg_form_find_field (form, path);
  const TgSection *section = tg_form_find_section (form, path);
  const TgDocument *document = look->filing->document;
  const char *label = field != NULL ? tg_text_get (field->label) : "";
  g_autofree char *table = NULL;
  g_autofree char *line = NULL;

  if (section == NULL)
    return g_strdup (_("The whole document"));
  if (!tg_path_split (path, &table, &line, NULL) || table == NULL)
    return g_strdup (label[0] != '\0' ? label : tg_text_get (section->title));
  for (guint i = 0; line != NULL && i < tg_document_get_n_lines (document, table); i++)
    if (g_strcmp0 (tg_document_get_line_id (document, table, i), line) == 0)
      return g_strdup_printf (_("%s, line %u: %s"), tg_text_get (section->title), i + 1, label);
  return g_strjoin (" ", tg_text_get (section->title), label, NULL);
}

static void
tell (Look       *look,
      const char *path,
      const char *place,
      const char *what)
{
  g_autofree char *found = place == NULL ? dup_place (look, path) : NULL;
  TgPackTouchFields fields = {
    look->filing->id, tg_text_get (look->form->title), look->filing->number, path,
    place != NULL ? place : found, what,
  };

  g_hash_table_add (look->told, g_strdup (path));
  g_ptr_array_add (look->touched, tg_pack_touch_new (&fields));
}

/* ---- the form ---- */

static char *
dup_change (const TgField *before,
            const TgField *after)
{
  if (before->kind != after->kind)
    return g_strdup (_("In the new version this takes another kind of value"));
  if (g_strcmp0 (before->required, after->required) != 0)
    return g_strdup (after->required != NULL
                     ? _("In the new version this is required under other conditions")
                     : _("In the new version this is no longer required"));
  if (g_strcmp0 (before->list, after->list) != 0)
    return g_strdup_printf (_("In the new version this takes its codes from another table, “%s”"),
                            after->list != NULL ? after->list : "");
  if (before->max_length != after->max_length)
    return g_strdup_printf (_("In the new version this takes up to %u characters instead of %u"),
                            after->max_length, before->max_length);
  if (before->digits != after->digits || before->decimals != after->decimals ||
      g_strcmp0 (before->minimum, after->minimum) != 0 ||
      g_strcmp0 (before->maximum, after->maximum) != 0 ||
      g_strcmp0 (before->pattern, after->pattern) != 0)
    return g_strdup (_("In the new version this takes other values"));
  if (g_strcmp0 (tg_text_get (before->label), tg_text_get (after->label)) != 0)
    return g_strdup_printf (_("In the new version this is called “%s”"),
                            tg_text_get (after->label));
  return NULL;
}

static char *
dup_path (const TgTable *table,
          const TgField *field)
{
  return table != NULL ? g_strjoin ("/", table->key, field->key, NULL) : g_strdup (field->key);
}

typedef struct
{
  Look         *look;
  const TgForm *from;       /* whose fields are gone over */
  const TgForm *other;
  gboolean      is_newer;   /* `from` is the newer one */
  guint         n_told;
  guint         n_more;
} Comparison;

/* Of a column the first line is where it lies. (transfer full) */
static char *
find_place_path (const Look    *look,
                 const TgTable *table,
                 const TgField *field)
{
  if (table == NULL)
    return g_strdup (field->key);
  if (tg_document_get_n_lines (look->filing->document, table->key) == 0)
    return g_strdup (table->key);
  return tg_path_new (table->key, tg_document_get_line_id (look->filing->document, table->key, 0),
                      field->key);
}

static void
tell_field (Comparison    *compared,
            const TgTable *table,
            const TgField *field,
            const char    *what)
{
  g_autofree char *path = NULL;

  if (compared->n_told >= MAX_FIELDS)
    {
      compared->n_more++;
      return;
    }
  compared->n_told++;
  path = find_place_path (compared->look, table, field);
  if (tg_form_find_field (compared->look->form, path) != NULL ||
      tg_form_find_table (compared->look->form, path) != NULL)
    tell (compared->look, path, NULL, what);
  else
    tell (compared->look, "", tg_text_get (field->label), what);
}

static void
compare_field (Comparison    *compared,
               const TgTable *table,
               const TgField *field)
{
  g_autofree char *path = dup_path (table, field);
  const TgField *other = tg_form_find_field (compared->other, path);
  g_autofree char *change = NULL;

  if (other == NULL)
    {
      tell_field (compared, table, field,
                  !compared->is_newer ? _("The new version has this field no more")
                  : tg_field_is_required_always (field) ? _("A new field, which is required")
                                                        : _("A new field"));
      return;
    }
  change = compared->is_newer ? dup_change (other, field) : NULL;
  if (change != NULL)
    tell_field (compared, table, field, change);
}

static void
compare_fields (Comparison *compared)
{
  for (guint i = 0; i < compared->from->sections->len; i++)
    {
      const TgSection *section = compared->from->sections->pdata[i];
      const TgTable *table = section->table;
      GPtrArray *fields = table != NULL ? table->fields : section->fields;

      for (guint f = 0; f < fields->len; f++)
        compare_field (compared, table, fields->pdata[f]);
    }
}

/* One that is not in force yet is told of too: who installs early hears it once. */
static void
tell_version (Look         *look,
              const TgForm *newest)
{
  const TgPackTouching *self = look->self;
  const char *from = newest->valid_from[0] != '\0' ? newest->valid_from : self->pack->date;
  g_autofree char *what = NULL;

  if (strcmp (from, self->today) > 0)
    what = g_strdup_printf (_("Version %u of this form comes into force on %s; filings made from "
                              "then on follow it, the draft stays on version %u"),
                            newest->version, from, look->form->version);
  else
    what = g_strdup_printf (_("Version %u of this form is in force from %s; the draft stays on "
                              "version %u. To file by the new one, make a new filing from the "
                              "same facts"), newest->version, from, look->form->version);
  tell (look, "", NULL, what);
}

static void
look_at_form (Look *look)
{
  const TgPackTouching *self = look->self;
  TgForm *newest = tg_catalogue_find (self->after, look->form->id, 0);
  TgForm *known = tg_catalogue_find (self->before, look->form->id, 0);
  Comparison forward = { look, newest, look->form, TRUE, 0, 0 };
  Comparison back = { look, look->form, newest, FALSE, 0, 0 };

  if (newest == NULL || newest == known || newest->version <= look->form->version)
    return;
  tell_version (look, newest);
  compare_fields (&forward);
  back.n_told = forward.n_told;
  compare_fields (&back);
  if (forward.n_more + back.n_more > 0)
    {
      g_autofree char *more = g_strdup_printf (ngettext ("%u more field is otherwise",
                                                         "%u more fields are otherwise",
                                                         forward.n_more + back.n_more),
                                               forward.n_more + back.n_more);

      tell (look, "", NULL, more);
    }
}

/* ---- codes ---- */

static void
look_at_code (Look          *look,
              const TgField *field,
              const char    *path,
              const char    *code)
{
  g_autoptr (TgCodeRow) before = tg_code_lookup_find (look->self->codes, field->list, code,
                                                      look->date);
  g_autoptr (TgCodeRow) after = tg_code_lookup_find (look->codes, field->list, code, look->date);
  g_autofree char *old_extra = before != NULL ? tg_code_row_dup_extra (before) : NULL;
  g_autofree char *new_extra = after != NULL ? tg_code_row_dup_extra (after) : NULL;
  g_autofree char *what = NULL;

  if (before == NULL)
    return;
  if (after == NULL)
    what = g_strdup_printf (_("The code %s (%s) holds no longer on %s: choose another"), code,
                            tg_code_row_get_name (before), look->date);
  else if (strcmp (tg_code_row_get_name (before), tg_code_row_get_name (after)) != 0)
    what = g_strdup_printf (_("The code %s (%s) now means “%s”"), code,
                            tg_code_row_get_name (before), tg_code_row_get_name (after));
  else if (g_strcmp0 (old_extra, new_extra) != 0)
    what = g_strdup_printf (_("What is laid down for the code %s (%s) has changed"), code,
                            tg_code_row_get_name (before));
  if (what != NULL)
    tell (look, path, NULL, what);
}

static void
look_at_value (Look          *look,
               const TgField *field,
               const char    *path,
               const char    *value)
{
  g_auto (GStrv) codes = NULL;

  if (value == NULL || value[0] == '\0')
    return;
  codes = g_strsplit (value, field->kind == TG_FIELD_MULTI_CODE ? "," : "\n", -1);
  for (guint i = 0; codes[i] != NULL; i++)
    look_at_code (look, field, path, codes[i]);
}

static void
look_at_column (Look          *look,
                const TgTable *table,
                const TgField *field)
{
  const TgDocument *document = look->filing->document;

  for (guint i = 0; i < tg_document_get_n_lines (document, table->key); i++)
    {
      g_autofree char *path = tg_path_new (table->key,
                                           tg_document_get_line_id (document, table->key, i),
                                           field->key);

      look_at_value (look, field, path, tg_document_get_cell (document, table->key, i, field->key));
    }
}

static void
look_at_codes (Look *look)
{
  for (guint i = 0; i < look->form->sections->len; i++)
    {
      const TgSection *section = look->form->sections->pdata[i];
      GPtrArray *fields = section->table != NULL ? section->table->fields : section->fields;

      for (guint f = 0; f < fields->len; f++)
        {
          const TgField *field = fields->pdata[f];

          if (field->list == NULL || !tg_pack_lookup_has (look->self->pack, field->list))
            continue;
          if (section->table != NULL)
            look_at_column (look, section->table, field);
          else
            look_at_value (look, field, field->key,
                           tg_document_get (look->filing->document, field->key));
        }
    }
}

/* ---- rules ---- */

/* Of TgIssue: what the form's rules and the sets of a catalogue find. */
static GPtrArray *
check (Look               *look,
       TgStoreConnection  *conn,
       TgCatalogue        *catalogue,
       TgCodeLookup       *codes,
       GError            **error)
{
  TgSurrounded about = { catalogue, look->rules, look->form, look->filing->document,
                         look->filing->id, look->filing->enterprise, look->self->today };
  g_autoptr (GHashTable) others = tg_surroundings_load (conn, &about, error);
  g_autoptr (GPtrArray) sets = tg_form_version_list_sets (catalogue, look->form,
                                                          look->filing->document,
                                                          look->self->today);
  TgRulesContext context = { look->self->today, codes, others };
  GPtrArray *found;

  if (others == NULL)
    return NULL;
  found = tg_rules_check (look->rules, look->filing->document, &context);
  tg_set_check_run (sets, look->rules, look->filing->document, &context, found);
  return found;
}

static gboolean
has_issue (GPtrArray *issues,
           TgIssue   *issue)
{
  for (guint i = 0; i < issues->len; i++)
    if (g_str_equal (tg_issue_get_id (issues->pdata[i]), tg_issue_get_id (issue)) &&
        g_str_equal (tg_issue_get_path (issues->pdata[i]), tg_issue_get_path (issue)))
      return TRUE;
  return FALSE;
}

/* A place that was told of before for its code is not told of again. */
static gboolean
look_at_rules (Look               *look,
               TgStoreConnection  *conn,
               GError            **error)
{
  const TgPackTouching *self = look->self;
  g_autoptr (GPtrArray) before = check (look, conn, self->before, self->codes, error);
  g_autoptr (GPtrArray) after = before != NULL
                                ? check (look, conn, self->after, look->codes, error) : NULL;

  for (guint i = 0; after != NULL && i < after->len; i++)
    {
      TgIssue *issue = after->pdata[i];
      const char *path = tg_issue_get_path (issue);

      if (!has_issue (before, issue) &&
          (path[0] == '\0' || !g_hash_table_contains (look->told, path)))
        tell (look, path, NULL, tg_issue_get_message (issue));
    }
  return after != NULL;
}

/* ---- drafts ---- */

static gboolean
add_group (TgStoreConnection  *conn,
           TgStateGroup        group,
           GArray             *rids,
           GError            **error)
{
  TgFilingFilter filter = { .group = group, .limit = TG_PACK_TOUCHING_MAX };
  g_autoptr (GArray) found = tg_filing_table_list_ids (conn, &filter, TG_FILING_SORT_UPDATED, TRUE,
                                                       error);

  if (found != NULL)
    g_array_append_vals (rids, found->data, found->len);
  return found != NULL;
}

GArray *
tg_pack_touching_list_drafts (TgStoreConnection  *conn,
                              GError            **error)
{
  g_autoptr (GArray) rids = g_array_new (FALSE, FALSE, sizeof (gint64));

  if (!add_group (conn, TG_GROUP_DRAFT, rids, error) ||
      !add_group (conn, TG_GROUP_ATTENTION, rids, error))
    return NULL;
  if (rids->len > TG_PACK_TOUCHING_MAX)
    g_array_set_size (rids, TG_PACK_TOUCHING_MAX);
  return g_steal_pointer (&rids);
}

/* Forms alone change nothing in what is found of a draft that stays on its version. */
static gboolean
needs_rules (const TgPack *pack)
{
  for (guint i = 0; i < pack->files->len; i++)
    {
      const char *path = ((TgPackFile *) pack->files->pdata[i])->path;

      if (g_str_has_prefix (path, "codes/") || g_str_has_prefix (path, "rules/"))
        return TRUE;
    }
  return FALSE;
}

static gboolean
look_at_draft (Look               *look,
               TgStoreConnection  *conn,
               GError            **error)
{
  TgRulesContext context = { look->self->today, look->self->codes, NULL };

  look->form = tg_catalogue_find (look->self->before, look->filing->form, look->filing->version);
  if (look->form == NULL)
    return TRUE;
  look->rules = tg_catalogue_get_rules (look->self->before, look->form);
  look->date = tg_rules_get_date (look->rules, look->filing->document, &context);
  look->told = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  look_at_form (look);
  look_at_codes (look);
  return !needs_rules (look->self->pack) || look_at_rules (look, conn, error);
}

static gboolean
run_one (const TgPackTouching  *self,
         TgStoreConnection     *conn,
         const char            *id,
         TgCodeLookup          *codes,
         GPtrArray             *touched,
         GError               **error)
{
  g_autoptr (TgFilingRecord) filing = tg_filing_table_load (conn, id, error);
  Look look = { self, filing, NULL, NULL, codes, NULL, NULL, touched };
  gboolean ok = filing != NULL && look_at_draft (&look, conn, error);

  g_free (look.date);
  g_clear_pointer (&look.told, g_hash_table_unref);
  return ok;
}

gboolean
tg_pack_touching_run (const TgPackTouching  *self,
                      TgStoreConnection     *conn,
                      const gint64          *rids,
                      guint                  n_rids,
                      GPtrArray             *touched,
                      GError               **error)
{
  g_autoptr (GPtrArray) records = tg_filing_table_load_records (conn, rids, n_rids, error);
  g_autoptr (TgPackLookup) own = NULL;
  TgCodeLookup *codes = self->codes;

  if (records == NULL)
    return FALSE;
  if (self->codes_path != NULL)
    {
      own = tg_pack_lookup_open (self->pack, self->codes_path, self->codes, error);
      if (own == NULL)
        return FALSE;
      codes = TG_CODE_LOOKUP (own);
    }
  for (guint i = 0; i < records->len; i++)
    if (!run_one (self, conn, ((TgFilingRecord *) records->pdata[i])->id, codes, touched, error))
      return FALSE;
  return TRUE;
}
