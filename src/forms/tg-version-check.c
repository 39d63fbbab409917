/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-version-check.h"

#include <string.h>

#include "tg-form-reader.h"

/* The form is checked with nothing but the date: once with a day of its own time, once with the day
 * across the border. What is said at the date only then is what tells the versions apart. */

#define LINE "dated"

static TgDocument *
make_document (const TgForm  *form,
               const char    *day,
               char         **path)
{
  TgDocument *document = tg_document_new ();
  g_auto (GStrv) parts = g_strsplit (form->dated_by, "/", 2);

  if (parts[1] != NULL)
    tg_document_add_line (document, parts[0], LINE, -1, NULL);
  *path = parts[1] != NULL ? tg_path_new (parts[0], LINE, parts[1]) : g_strdup (parts[0]);
  tg_document_set (document, *path, day, NULL);
  return document;
}

/* Ids of the issues at the date. */
static GHashTable *
list_issues (TgRules      *rules,
             TgCodeLookup *codes,
             const char   *day)
{
  g_autofree char *path = NULL;
  g_autoptr (TgDocument) document = make_document (tg_rules_get_form (rules), day, &path);
  TgRulesContext context = { day, codes, NULL };
  g_autoptr (GPtrArray) issues = tg_rules_check (rules, document, &context);
  GHashTable *ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < issues->len; i++)
    if (strcmp (tg_issue_get_path (issues->pdata[i]), path) == 0)
      g_hash_table_add (ids, g_strdup (tg_issue_get_id (issues->pdata[i])));
  return ids;
}

static gboolean
is_told_apart (TgRules      *rules,
               TgCodeLookup *codes,
               const char   *own_day,
               const char   *other_day)
{
  g_autoptr (GHashTable) own = list_issues (rules, codes, own_day);
  g_autoptr (GHashTable) other = list_issues (rules, codes, other_day);
  GHashTableIter iter;
  gpointer id;

  g_hash_table_iter_init (&iter, other);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    if (!g_hash_table_contains (own, id))
      return TRUE;
  return FALSE;
}

static void
check_other (TgRules      *rules,
             const TgForm *other,
             TgCodeLookup *codes,
             GPtrArray    *failures)
{
  const TgForm *form = tg_rules_get_form (rules);
  gboolean is_earlier = strcmp (other->valid_from, form->valid_from) < 0;
  const char *own_day = is_earlier ? form->valid_from : form->valid_to;
  const char *other_day = is_earlier ? other->valid_to : other->valid_from;

  if (g_strcmp0 (form->dated_by, other->dated_by) != 0)
    g_ptr_array_add (failures,
                     g_strdup_printf ("“dated_by” is not that of version %u", other->version));
  else if (form->dated_by != NULL && own_day[0] != '\0' && other_day[0] != '\0' &&
           !is_told_apart (rules, codes, own_day, other_day))
    g_ptr_array_add (failures,
                     g_strdup_printf ("on %s version %u governs, and no check says so at %s",
                                      other_day, other->version, form->dated_by));
}

void
tg_version_check_run (TgRules      *rules,
                      const char   *folder,
                      TgCodeLookup *codes,
                      GPtrArray    *failures)
{
  const TgForm *form = tg_rules_get_form (rules);
  g_autofree char *whole = g_canonicalize_filename (folder, NULL);
  g_autofree char *parent = g_path_get_dirname (whole);
  g_autoptr (GDir) dir = NULL;
  const char *name;

  if (form->family == TG_FAMILY_FACT)
    return;
  dir = g_dir_open (parent, 0, NULL);
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (parent, name, "form.json", NULL);
      g_autoptr (TgForm) other = g_file_test (path, G_FILE_TEST_EXISTS)
                                 ? tg_form_reader_load (path, NULL, NULL) : NULL;

      if (other != NULL && other->version != form->version)
        check_other (rules, other, codes, failures);
    }
}
