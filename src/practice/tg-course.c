/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-course.h"

#include "tg-course-private.h"
#include "tg-data-dir.h"
#include "tg-error.h"

/* The book of courses: which file answers for which form. What one form alone needs lies in that
 * form's folder, what an agency does with many in data/agencies. The reader is
 * tg-course-reader.c. */

struct _TgCourseBook
{
  gatomicrefcount  refs;
  GPtrArray       *shared;    /* of TgCourse */
  GHashTable      *own;       /* "<form>/<version>" → TgCourse */
};

static void
clear_fault (TgCourseFault *fault)
{
  g_free (fault->code);
  g_clear_pointer (&fault->text, tg_text_unref);
}

static void
reference_free (TgCourseReference *self)
{
  g_free (self->at);
  clear_fault (&self->unknown);
  clear_fault (&self->wrong_state);
  clear_fault (&self->merged);
  g_free (self);
}

TgCourse *
tg_course_new (void)
{
  TgCourse *self = g_new0 (TgCourse, 1);
  GDestroyNotify free_answer = (GDestroyNotify) tg_course_answer_free;

  self->rules = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->references = g_ptr_array_new_with_free_func ((GDestroyNotify) reference_free);
  self->change = g_ptr_array_new_with_free_func (free_answer);
  self->withdraw = g_ptr_array_new_with_free_func (free_answer);
  self->entry = g_ptr_array_new_with_free_func (free_answer);
  self->answers = g_ptr_array_new_with_free_func (free_answer);
  self->named = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_answer);
  return self;
}

void
tg_course_free (TgCourse *self)
{
  if (self == NULL)
    return;
  g_free (self->agency);
  g_strfreev (self->forms);
  g_free (self->format);
  g_free (self->business);
  g_strfreev (self->strict);
  g_hash_table_unref (self->rules);
  g_ptr_array_unref (self->references);
  g_ptr_array_unref (self->change);
  g_ptr_array_unref (self->withdraw);
  g_ptr_array_unref (self->entry);
  g_ptr_array_unref (self->answers);
  g_hash_table_unref (self->named);
  g_clear_pointer (&self->returned, tg_course_answer_free);
  g_clear_pointer (&self->refused, tg_course_answer_free);
  g_free (self);
}

void
tg_course_answer_free (TgCourseAnswer *self)
{
  if (self == NULL)
    return;
  g_free (self->until);
  g_free (self->code);
  g_free (self->number);
  g_clear_pointer (&self->text, tg_text_unref);
  g_free (self);
}

/* The ids of the checks that every field has by itself (docs/forms.md). */
static gboolean
is_format_rule (const char *rule)
{
  static const char * const known[] = {
    "required", "length", "number", "integer", "boolean", "code", "date", "month", "pattern",
    "digit", "lines", "unknown", NULL
  };

  return g_strv_contains (known, rule);
}

const char *
tg_course_get_code (const TgCourse *self,
                    const char     *rule)
{
  const char *code = g_hash_table_lookup (self->rules, rule);

  if (code == NULL)
    code = is_format_rule (rule) ? self->format : self->business;
  return code != NULL ? code : rule;
}

gboolean
tg_course_is_strict (const TgCourse *self,
                     const char     *rule)
{
  return self->strict != NULL && g_strv_contains ((const char * const *) self->strict, rule);
}

const TgCourseAnswer *
tg_course_find_named (const TgCourse *self,
                      const char     *name)
{
  return g_hash_table_lookup (self->named, name);
}

/* Loading */

static gboolean
read_file (const char  *path,
           const char  *name,
           GPtrArray   *courses,
           GError     **error)
{
  g_autofree char *text = NULL;
  GError *local = NULL;

  if (!g_file_get_contents (path, &text, NULL, &local))
    {
      g_set_error (error, TG_ERROR, TG_ERROR_NOT_FOUND, "%s", local->message);
      g_error_free (local);
      return FALSE;
    }
  return tg_course_read (text, name, courses, error);
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char * const *) a, *(const char * const *) b);
}

/* Names in a folder, sorted; none where it is not there. */
static GPtrArray *
list_names (const char *folder)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (name[0] != '.')
      g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare_names);
  return names;
}

static gboolean
load_shared (TgCourseBook  *self,
             const char    *directory,
             GError       **error)
{
  g_autofree char *folder = g_build_filename (directory, "agencies", NULL);
  g_autoptr (GPtrArray) names = list_names (folder);

  for (guint i = 0; i < names->len; i++)
    {
      const char *name = names->pdata[i];
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_str_has_suffix (name, ".json") && !read_file (path, name, self->shared, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
load_own_version (TgCourseBook  *self,
                  const char    *forms,
                  const char    *key,
                  GError       **error)
{
  g_autofree char *path = g_build_filename (forms, key, "course.json", NULL);
  g_autofree char *name = g_build_filename (key, "course.json", NULL);
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func ((GDestroyNotify) tg_course_free);

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return TRUE;
  if (!read_file (path, name, found, error))
    return FALSE;
  if (found->len != 1)
    {
      g_set_error (error, TG_ERROR, TG_ERROR_INVALID, "%s: has one course, not %u", name,
                   found->len);
      return FALSE;
    }
  g_hash_table_insert (self->own, g_strdup (key), g_ptr_array_steal_index (found, 0));
  return TRUE;
}

static gboolean
load_own (TgCourseBook  *self,
          const char    *directory,
          GError       **error)
{
  g_autofree char *forms = g_build_filename (directory, "forms", NULL);
  g_autoptr (GPtrArray) ids = list_names (forms);

  for (guint i = 0; i < ids->len; i++)
    {
      g_autofree char *folder = g_build_filename (forms, ids->pdata[i], NULL);
      g_autoptr (GPtrArray) versions = list_names (folder);

      for (guint j = 0; j < versions->len; j++)
        {
          g_autofree char *key = g_build_filename (ids->pdata[i], versions->pdata[j], NULL);

          if (!load_own_version (self, forms, key, error))
            return FALSE;
        }
    }
  return TRUE;
}

/* How well a course fits: 0 not at all, 1 for `*`, more for a longer beginning, most for the id. */
static gsize
get_fit (const TgCourse *course,
         const char     *form)
{
  gsize best = 0;

  for (guint i = 0; course->forms != NULL && course->forms[i] != NULL; i++)
    {
      const char *name = course->forms[i];
      gsize length = strlen (name);
      gsize fit = 0;

      if (g_str_equal (name, form))
        fit = G_MAXSIZE;
      else if (length > 0 && name[length - 1] == '*' && strncmp (name, form, length - 1) == 0)
        fit = length;
      best = MAX (best, fit);
    }
  return best;
}

static const TgCourse *
find_shared (TgCourseBook *self,
             const char   *form)
{
  const TgCourse *found = NULL;
  gsize best = 0;

  for (guint i = 0; i < self->shared->len; i++)
    {
      const TgCourse *course = self->shared->pdata[i];
      gsize fit = get_fit (course, form);

      if (fit > best)
        {
          best = fit;
          found = course;
        }
    }
  return found;
}

TgCourseBook *
tg_course_book_load (const char  *directory,
                     GError     **error)
{
  g_autoptr (TgCourseBook) self = g_new0 (TgCourseBook, 1);

  if (directory == NULL)
    directory = tg_data_dir_get ();
  g_atomic_ref_count_init (&self->refs);
  self->shared = g_ptr_array_new_with_free_func ((GDestroyNotify) tg_course_free);
  self->own = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                     (GDestroyNotify) tg_course_free);
  if (!load_shared (self, directory, error) || !load_own (self, directory, error))
    return NULL;
  if (find_shared (self, "") == NULL)
    {
      g_set_error (error, TG_ERROR, TG_ERROR_NOT_FOUND,
                   "No file in %s/agencies answers the forms that no other does (“*”)", directory);
      return NULL;
    }
  return g_steal_pointer (&self);
}

TgCourseBook *
tg_course_book_ref (TgCourseBook *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
tg_course_book_unref (TgCourseBook *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  g_ptr_array_unref (self->shared);
  g_hash_table_unref (self->own);
  g_free (self);
}

const TgCourse *
tg_course_book_find (TgCourseBook *self,
                     const char   *form,
                     guint         version)
{
  g_autofree char *key = g_strdup_printf ("%s/%u", form, version);
  const TgCourse *own = g_hash_table_lookup (self->own, key);

  return own != NULL ? own : find_shared (self, form);
}
