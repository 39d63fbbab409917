/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-catalogue.h"

#include <string.h>

#include "tg-error.h"
#include "tg-form-reader.h"
#include "tg-data-dir.h"

/* TgCatalogue: every version of every form, fact type and rule set, found by looking into the
 * folders of the data directory, read once. A fault in any file fails the whole load, naming it: a
 * program that has lost a rule without a word would let wrong filings pass. Nothing that it gave
 * out ever changes or goes: a pack that is installed while it is in use is added by putting new
 * contents in the old ones' place. Any thread. */

typedef struct
{
  TgForm  *form;
  TgRules *rules;
  char    *directory;  /* the data directory that it was found in */
  char    *pack;       /* "" for what came with the program */
} Entry;

typedef struct _Contents Contents;
struct _Contents
{
  GPtrArray  *forms;      /* of Entry, by id and version */
  GPtrArray  *facts;
  GPtrArray  *sets;
  GHashTable *entries;    /* TgForm → Entry */
  Contents   *older;      /* nullable: what was looked at before is kept */
};

struct _TgCatalogue
{
  gatomicrefcount  refs;
  GMutex           lock;       /* of who adds to it */
  Contents        *contents;   /* atomic; immutable */
};

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  g_clear_pointer (&entry->rules, tg_rules_unref);
  g_clear_pointer (&entry->form, tg_form_unref);
  g_free (entry->directory);
  g_free (entry->pack);
  g_free (entry);
}

/* By id, and then by the time that a version is for: what its number is says nothing of that. */
static int
compare_entries (gconstpointer a,
                 gconstpointer b)
{
  const TgForm *x = (*(Entry * const *) a)->form;
  const TgForm *y = (*(Entry * const *) b)->form;
  int order = strcmp (x->id, y->id);

  if (order == 0)
    order = strcmp (x->valid_from, y->valid_from);
  return order != 0 ? order : (int) x->version - (int) y->version;
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char * const *) a, *(const char * const *) b);
}

/* Sub-folders by name; none where the folder is not there. Of char *. */
static GPtrArray *
list_folders (const char *folder)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (name[0] != '.' && g_file_test (path, G_FILE_TEST_IS_DIR))
        g_ptr_array_add (names, g_steal_pointer (&path));
    }
  g_ptr_array_sort (names, compare_names);
  return names;
}

/* A fact that is the same as a form borrows its sections and checks: both live in one entry's
 * form, which takes them over from a reading of its own. */
static gboolean
take_sections (TgForm      *fact,
               const char  *directory,
               const char  *same_as,
               GError     **error)
{
  g_auto (GStrv) parts = g_strsplit (same_as, ":", 2);
  g_autofree char *path = g_build_filename (directory, "forms", parts[0], parts[1], "form.json",
                                            NULL);
  g_autoptr (TgForm) form = NULL;

  /* A pack's fact may be the same as a form that came with the program. */
  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_free (path);
      path = g_build_filename (tg_data_dir_get (), "forms", parts[0], parts[1], "form.json", NULL);
    }
  form = tg_form_reader_load (path, NULL, error);
  if (form == NULL)
    return FALSE;
  g_ptr_array_unref (fact->sections);
  g_ptr_array_unref (fact->checks);
  fact->sections = g_ptr_array_ref (form->sections);
  fact->checks = g_ptr_array_ref (form->checks);
  if (fact->list_number == NULL)
    fact->list_number = g_strdup (form->list_number);
  if (fact->list_summary == NULL)
    fact->list_summary = g_strdup (form->list_summary);
  if (fact->list_amount == NULL)
    fact->list_amount = g_strdup (form->list_amount);
  if (fact->list_currency == NULL)
    fact->list_currency = g_strdup (form->list_currency);
  if (fact->list_date == NULL)
    fact->list_date = g_strdup (form->list_date);
  tg_form_index (fact);
  return TRUE;
}

/* `directory`/forms/<id>/<version>/form.json → `directory`. (transfer full) */
static char *
find_directory (const char *path)
{
  char *directory = g_strdup (path);

  for (guint i = 0; i < 4; i++)
    {
      char *parent = g_path_get_dirname (directory);

      g_free (directory);
      directory = parent;
    }
  return directory;
}

/* One file with its rules, outside any catalogue: for checking a folder that is being written.
 * (transfer full) */
TgRules *
tg_catalogue_load_one (const char  *path,
                       GError     **error)
{
  g_autofree char *same_as = NULL;
  g_autofree char *directory = NULL;
  g_autoptr (TgForm) form = NULL;
  TgRules *rules;

  g_return_val_if_fail (path != NULL, NULL);

  form = tg_form_reader_load (path, &same_as, error);
  directory = find_directory (path);
  if (form == NULL || (same_as != NULL && !take_sections (form, directory, same_as, error)))
    return NULL;
  rules = tg_rules_compile (form, error);
  if (rules == NULL)
    g_prefix_error (error, "%s: ", path);
  return rules;
}

static void
take_entry (Contents    *self,
            GPtrArray   *entries,
            TgRules     *rules,      /* (transfer full) */
            const char  *directory,
            const char  *pack)
{
  Entry *entry = g_new0 (Entry, 1);

  entry->rules = rules;
  entry->form = tg_form_ref (tg_rules_get_form (rules));
  entry->directory = g_strdup (directory);
  entry->pack = g_strdup (pack);
  g_hash_table_insert (self->entries, entry->form, entry);
  g_ptr_array_add (entries, entry);
}

/* A version never changes once it is released, so the one that is there already is the same. */
static gboolean
has_version (GPtrArray  *entries,
             TgForm     *form)
{
  for (guint i = 0; i < entries->len; i++)
    {
      const TgForm *other = ((Entry *) g_ptr_array_index (entries, i))->form;

      if (other->version == form->version && strcmp (other->id, form->id) == 0)
        return TRUE;
    }
  return FALSE;
}

typedef struct
{
  const char *directory;
  const char *pack;
} Place;

static gboolean
load_one (Contents     *self,
          GPtrArray    *entries,
          const Place  *place,
          const char   *path,
          GError      **error)
{
  g_autoptr (TgRules) rules = tg_catalogue_load_one (path, error);

  if (rules == NULL)
    return FALSE;
  if (place->pack[0] == '\0' || !has_version (entries, tg_rules_get_form (rules)))
    take_entry (self, entries, g_steal_pointer (&rules), place->directory, place->pack);
  return TRUE;
}

/* On any day one version is in force. One without an end is followed by the next. */
static gboolean
check_periods (GPtrArray  *entries,
               GError    **error)
{
  for (guint i = 1; i < entries->len; i++)
    {
      const TgForm *earlier = ((Entry *) g_ptr_array_index (entries, i - 1))->form;
      const TgForm *later = ((Entry *) g_ptr_array_index (entries, i))->form;

      if (strcmp (earlier->id, later->id) == 0 && earlier->valid_to[0] != '\0' &&
          strcmp (earlier->valid_to, later->valid_from) >= 0)
        {
          g_set_error (error, TG_ERROR, TG_ERROR_INVALID,
                       "%s: versions %u and %u are in force at once", later->id, earlier->version,
                       later->version);
          return FALSE;
        }
    }
  return TRUE;
}

static gboolean
load_kind (Contents     *self,
           GPtrArray    *entries,
           const Place  *place,
           const char   *kind,
           const char   *file,
           GError      **error)
{
  g_autofree char *root = g_build_filename (place->directory, kind, NULL);
  g_autoptr (GPtrArray) ids = list_folders (root);

  for (guint i = 0; i < ids->len; i++)
    {
      g_autoptr (GPtrArray) versions = list_folders (g_ptr_array_index (ids, i));

      for (guint v = 0; v < versions->len; v++)
        {
          g_autofree char *path = g_build_filename (g_ptr_array_index (versions, v), file, NULL);

          if (!load_one (self, entries, place, path, error))
            return FALSE;
        }
    }
  g_ptr_array_sort (entries, compare_entries);
  return check_periods (entries, error);
}

static Contents *
contents_new (void)
{
  Contents *self = g_new0 (Contents, 1);

  self->forms = g_ptr_array_new_with_free_func (entry_free);
  self->facts = g_ptr_array_new_with_free_func (entry_free);
  self->sets = g_ptr_array_new_with_free_func (entry_free);
  self->entries = g_hash_table_new (NULL, NULL);
  return self;
}

static void
contents_free (Contents *self)
{
  while (self != NULL)
    {
      Contents *older = self->older;

      g_hash_table_unref (self->entries);
      g_ptr_array_unref (self->sets);
      g_ptr_array_unref (self->facts);
      g_ptr_array_unref (self->forms);
      g_free (self);
      self = older;
    }
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Contents, contents_free)

static TgCatalogue *
catalogue_new (Contents *contents)
{
  TgCatalogue *self = g_new0 (TgCatalogue, 1);

  g_atomic_ref_count_init (&self->refs);
  g_mutex_init (&self->lock);
  self->contents = contents;
  return self;
}

static const Contents *
get_contents (TgCatalogue *self)
{
  return g_atomic_pointer_get (&self->contents);
}

static gboolean
load_place (Contents     *self,
            const Place  *place,
            GError      **error)
{
  return load_kind (self, self->forms, place, "forms", "form.json", error) &&
         load_kind (self, self->facts, place, "facts", "fact.json", error) &&
         load_kind (self, self->sets, place, "rules", "rules.json", error);
}

TgCatalogue *
tg_catalogue_load (const char  *directory,
                   GError     **error)
{
  g_autoptr (Contents) contents = contents_new ();
  Place place = { directory != NULL ? directory : tg_data_dir_get (), "" };

  if (!load_place (contents, &place, error))
    return NULL;
  if (contents->forms->len == 0)
    {
      g_set_error (error, TG_ERROR, TG_ERROR_NOT_FOUND, "there are no forms in %s",
                   place.directory);
      return NULL;
    }
  return catalogue_new (g_steal_pointer (&contents));
}

static void
share (Contents  *self,
       GPtrArray *entries,
       GPtrArray *of)
{
  for (guint i = 0; i < of->len; i++)
    {
      const Entry *entry = g_ptr_array_index (of, i);

      take_entry (self, entries, tg_rules_ref (entry->rules), entry->directory, entry->pack);
    }
}

/* The same and what a pack adds. */
static Contents *
extend (const Contents  *of,
        const Place     *place,
        GError         **error)
{
  g_autoptr (Contents) contents = contents_new ();

  share (contents, contents->forms, of->forms);
  share (contents, contents->facts, of->facts);
  share (contents, contents->sets, of->sets);
  return load_place (contents, place, error) ? g_steal_pointer (&contents) : NULL;
}

TgCatalogue *
tg_catalogue_extend (TgCatalogue  *of,
                     const char   *directory,
                     const char   *pack,
                     GError      **error)
{
  Place place = { directory, pack };
  Contents *contents;

  g_return_val_if_fail (of != NULL && pack[0] != '\0', NULL);

  contents = extend (get_contents (of), &place, error);
  return contents != NULL ? catalogue_new (contents) : NULL;
}

gboolean
tg_catalogue_add (TgCatalogue  *self,
                  const char   *directory,
                  const char   *pack,
                  GError      **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  Place place = { directory, pack };
  Contents *contents;

  g_return_val_if_fail (pack[0] != '\0', FALSE);

  contents = extend (self->contents, &place, error);
  if (contents == NULL)
    return FALSE;
  contents->older = self->contents;
  g_atomic_pointer_set (&self->contents, contents);
  return TRUE;
}

TgCatalogue *
tg_catalogue_ref (TgCatalogue *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
tg_catalogue_unref (TgCatalogue *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  contents_free (self->contents);
  g_mutex_clear (&self->lock);
  g_free (self);
}

static gboolean
is_named (const TgForm *form,
          const char   *id)
{
  return strcmp (form->id, id) == 0 ||
         (form->aliases != NULL && g_strv_contains ((const char * const *) form->aliases, id));
}

/* `version` 0: the one that was in force last; `date` NULL: regardless. */
static TgForm *
find_entry (GPtrArray  *entries,
            const char *id,
            guint       version,
            const char *date)
{
  for (guint i = entries->len; i > 0; i--)
    {
      TgForm *form = ((Entry *) g_ptr_array_index (entries, i - 1))->form;

      if (is_named (form, id) && (version == 0 || form->version == version) &&
          (date == NULL || tg_form_is_in_force (form, date)))
        return form;
    }
  return NULL;
}

TgForm *
tg_catalogue_find (TgCatalogue *self,
                   const char  *id,
                   guint        version)
{
  g_return_val_if_fail (self != NULL && id != NULL, NULL);

  return find_entry (get_contents (self)->forms, id, version, NULL);
}

TgForm *
tg_catalogue_find_on (TgCatalogue *self,
                      const char  *id,
                      const char  *date)
{
  g_return_val_if_fail (self != NULL && id != NULL && date != NULL, NULL);

  return find_entry (get_contents (self)->forms, id, 0, date);
}

TgForm *
tg_catalogue_find_fact (TgCatalogue *self,
                        const char  *type,
                        guint        version)
{
  g_return_val_if_fail (self != NULL && type != NULL, NULL);

  return find_entry (get_contents (self)->facts, type, version, NULL);
}

TgForm *
tg_catalogue_find_set (TgCatalogue *self,
                       const char  *id,
                       const char  *date)
{
  g_return_val_if_fail (self != NULL && id != NULL, NULL);

  return find_entry (get_contents (self)->sets, id, 0, date);
}

GPtrArray *
tg_catalogue_list_sets (TgCatalogue *self,
                        const char  *kind,
                        const char  *date)
{
  GPtrArray *out = g_ptr_array_new ();
  GPtrArray *sets;

  g_return_val_if_fail (self != NULL && kind != NULL && date != NULL, out);

  sets = get_contents (self)->sets;
  for (guint i = 0; i < sets->len; i++)
    {
      const Entry *entry = g_ptr_array_index (sets, i);

      if (tg_form_find_relation (entry->form, kind) != NULL &&
          find_entry (sets, entry->form->id, 0, date) == entry->form)
        g_ptr_array_add (out, entry->rules);
    }
  return out;
}

TgRules *
tg_catalogue_get_rules (TgCatalogue *self,
                        TgForm      *form)
{
  const Entry *entry;

  g_return_val_if_fail (self != NULL && form != NULL, NULL);

  entry = g_hash_table_lookup (get_contents (self)->entries, form);
  return entry != NULL ? entry->rules : NULL;
}

const char *
tg_catalogue_get_directory (TgCatalogue  *self,
                            const TgForm *form)
{
  const Entry *entry = g_hash_table_lookup (get_contents (self)->entries, form);

  return entry != NULL ? entry->directory : NULL;
}

const char *
tg_catalogue_get_pack (TgCatalogue  *self,
                       const TgForm *form)
{
  const Entry *entry = g_hash_table_lookup (get_contents (self)->entries, form);

  return entry != NULL ? entry->pack : "";
}

static void
add_latest (GPtrArray  *entries,
            TgFamily    family,
            const char *date,
            GPtrArray  *out)
{
  for (guint i = 0; i < entries->len; i++)
    {
      TgForm *form = ((Entry *) g_ptr_array_index (entries, i))->form;

      if (form->family == family && find_entry (entries, form->id, 0, date) == form)
        g_ptr_array_add (out, form);
    }
}

GPtrArray *
tg_catalogue_list_family (TgCatalogue *self,
                          TgFamily     family,
                          const char  *date)
{
  GPtrArray *out = g_ptr_array_new ();
  const Contents *contents;

  g_return_val_if_fail (self != NULL, out);

  contents = get_contents (self);
  add_latest (family == TG_FAMILY_FACT ? contents->facts : contents->forms, family, date, out);
  return out;
}

GPtrArray *
tg_catalogue_list_versions (TgCatalogue *self,
                            const char  *id)
{
  GPtrArray *out = g_ptr_array_new ();
  const GPtrArray *entries;

  g_return_val_if_fail (self != NULL && id != NULL, out);

  entries = get_contents (self)->forms;
  for (guint i = 0; i < entries->len; i++)
    {
      TgForm *form = ((Entry *) g_ptr_array_index (entries, i))->form;

      if (strcmp (form->id, id) == 0)
        g_ptr_array_add (out, form);
    }
  return out;
}

static void
add_all (GPtrArray *entries,
         GPtrArray *out)
{
  for (guint i = 0; i < entries->len; i++)
    g_ptr_array_add (out, ((Entry *) g_ptr_array_index (entries, i))->form);
}

GPtrArray *
tg_catalogue_list_all (TgCatalogue *self)
{
  GPtrArray *out = g_ptr_array_new ();

  g_return_val_if_fail (self != NULL, out);

  add_all (get_contents (self)->forms, out);
  add_all (get_contents (self)->facts, out);
  add_all (get_contents (self)->sets, out);
  return out;
}
