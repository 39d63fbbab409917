/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-form-version.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "tg-date.h"
#include "tg-error.h"

/* The date of a source is where the field that governs is drawn from: "declaration.export_date" is
 * the field of a source of the type declaration, "declaration.lines.day" a column of its lines. */

/* ---- by name ---- */

static const char *
find_mark (const char *name)
{
  return g_str_has_prefix (name, "fact:") ? NULL : strpbrk (name, ":@");
}

gboolean
tg_form_version_is_chosen (const char *name)
{
  return find_mark (name) != NULL;
}

static TgForm *
find_numbered (TgCatalogue  *catalogue,
               const char   *id,
               const char   *number,
               GError      **error)
{
  guint64 version = 0;
  TgForm *form = g_ascii_string_to_unsigned (number, 10, 1, G_MAXUINT, &version, NULL)
                 ? tg_catalogue_find (catalogue, id, (guint) version) : NULL;

  if (form == NULL)
    g_set_error (error, TG_ERROR, TG_ERROR_NOT_FOUND, _("There is no version %s of “%s”"), number,
                 id);
  return form;
}

static TgForm *
find_dated (TgCatalogue  *catalogue,
            const char   *id,
            const char   *date,
            GError      **error)
{
  TgForm *form = NULL;

  if (!tg_date_is_valid (date))
    g_set_error (error, TG_ERROR, TG_ERROR_INVALID, _("“%s” is no date"), date);
  else if ((form = tg_catalogue_find_on (catalogue, id, date)) == NULL)
    g_set_error (error, TG_ERROR, TG_ERROR_NOT_FOUND, _("“%s” has no version for %s"), id, date);
  return form;
}

TgForm *
tg_form_version_find (TgCatalogue  *catalogue,
                      const char   *name,
                      const char   *today,
                      GError      **error)
{
  const char *mark = find_mark (name);
  g_autofree char *id = mark != NULL ? g_strndup (name, (gsize) (mark - name)) : NULL;
  TgForm *form;

  if (mark == NULL)
    return tg_catalogue_find_on (catalogue, name, today);
  form = mark[0] == ':' ? find_numbered (catalogue, id, mark + 1, error)
                        : find_dated (catalogue, id, mark + 1, error);
  /* What is dated by nothing is made by the rules of the day. */
  if (form == NULL || form->dated_by != NULL || tg_form_is_in_force (form, today))
    return form;
  g_set_error (error, TG_ERROR, TG_ERROR_REFUSED, _("Version %u of “%s” is not in force today"),
               form->version, id);
  return NULL;
}

/* ---- by sources ---- */

typedef struct
{
  TgCatalogue *catalogue;
  TgForm      *form;
  gboolean     is_chosen;
  TgForm      *found;       /* the version called for so far; NULL: none yet */
  char        *number;      /* of the source that called for it */
  char        *date;
} Choice;

static char *
dup_number (TgCatalogue    *catalogue,
            const TgSource *source)
{
  const TgForm *fact = tg_catalogue_find_fact (catalogue, source->type, 0);

  if (fact == NULL)
    fact = tg_catalogue_find (catalogue, source->type, 0);
  if (fact == NULL || fact->list_number == NULL || strchr (fact->list_number, '/') != NULL)
    return g_strdup (source->type);
  return g_strdup (tg_document_get (source->document, fact->list_number));
}

static char *
dup_time (const TgForm *form)
{
  return tg_form_version_dup_time (form->valid_from, form->valid_to);
}

static gboolean
refuse_mixture (const Choice  *self,
                const TgForm  *other,
                const char    *number,
                const char    *date,
                GError       **error)
{
  g_autofree char *time = dup_time (self->found);
  g_autofree char *other_time = dup_time (other);

  g_set_error (error, TG_ERROR, TG_ERROR_REFUSED,
               _("One “%s” cannot be for both: %s of %s falls under version %u (%s), %s of %s"
                 " under version %u (%s). Make one for each."),
               tg_text_get (self->form->title), self->number, self->date, self->found->version,
               time, number, date, other->version, other_time);
  return FALSE;
}

static gboolean
refuse_choice (const Choice  *self,
               const TgForm  *other,
               const char    *number,
               const char    *date,
               GError       **error)
{
  g_autofree char *time = dup_time (other);

  g_set_error (error, TG_ERROR, TG_ERROR_REFUSED,
               _("%s of %s falls under version %u of “%s” (%s), not under version %u"),
               number, date, other->version, tg_text_get (self->form->title), time,
               self->form->version);
  return FALSE;
}

static gboolean
take_date (Choice          *self,
           const TgSource  *source,
           const char      *date,
           GError         **error)
{
  g_autofree char *number = NULL;
  TgForm *form;

  if (!tg_date_is_valid (date))
    return TRUE;
  form = find_dated (self->catalogue, self->form->id, date, error);
  if (form == NULL)
    return FALSE;
  number = dup_number (self->catalogue, source);
  if (self->found != NULL && form != self->found)
    return refuse_mixture (self, form, number, date, error);
  if (self->is_chosen && form != self->form)
    return refuse_choice (self, form, number, date, error);
  if (self->found == NULL)
    {
      self->found = form;
      self->number = g_steal_pointer (&number);
      self->date = g_strdup (date);
    }
  return TRUE;
}

static gboolean
take_source (Choice          *self,
             const TgSource  *source,
             const char      *from,
             GError         **error)
{
  gsize length = strlen (source->type);
  g_auto (GStrv) path = NULL;

  if (strncmp (from, source->type, length) != 0 || from[length] != '.')
    return TRUE;
  path = g_strsplit (from + length + 1, ".", 2);
  if (path[1] == NULL)
    return take_date (self, source, tg_document_get (source->document, path[0]), error);
  for (guint i = 0; i < tg_document_get_n_lines (source->document, path[0]); i++)
    if (!take_date (self, source, tg_document_get_cell (source->document, path[0], i, path[1]),
                    error))
      return FALSE;
  return TRUE;
}

TgForm *
tg_form_version_choose (TgCatalogue     *catalogue,
                        TgForm          *form,
                        gboolean         is_chosen,
                        const TgSource  *sources,
                        guint            n_sources,
                        GError         **error)
{
  const TgField *field = form->dated_by != NULL ? tg_form_find_field (form, form->dated_by) : NULL;
  Choice choice = { catalogue, form, is_chosen, NULL, NULL, NULL };
  gboolean is_clear = TRUE;

  if (field == NULL || field->from == NULL)
    return form;
  for (guint i = 0; i < n_sources && is_clear; i++)
    is_clear = take_source (&choice, &sources[i], field->from, error);
  g_free (choice.number);
  g_free (choice.date);
  if (!is_clear)
    return NULL;
  return choice.found != NULL ? choice.found : form;
}

/* ---- rule sets ---- */

static const char *
find_date_in (const TgDocument *document,
              const char       *table,
              const char       *field)
{
  for (guint i = 0; i < tg_document_get_n_lines (document, table); i++)
    {
      const char *date = tg_document_get_cell (document, table, i, field);

      if (tg_date_is_valid (date))
        return date;
    }
  return NULL;
}

/* The first where rows have several: that they fall apart is said by the form's own check. */
static const char *
find_date (const TgForm     *form,
           const TgDocument *document)
{
  const char *slash = form->dated_by != NULL ? strchr (form->dated_by, '/') : NULL;
  const char *date = NULL;
  g_autofree char *table = NULL;

  if (form->dated_by == NULL)
    return NULL;
  if (slash == NULL)
    date = tg_document_get (document, form->dated_by);
  else
    {
      table = g_strndup (form->dated_by, (gsize) (slash - form->dated_by));
      date = find_date_in (document, table, slash + 1);
    }
  return date != NULL && tg_date_is_valid (date) ? date : NULL;
}

GPtrArray *
tg_form_version_list_sets (TgCatalogue      *catalogue,
                           const TgForm     *form,
                           const TgDocument *document,
                           const char       *today)
{
  const char *date = find_date (form, document);

  return tg_catalogue_list_sets (catalogue, form->id, date != NULL ? date : today);
}

gboolean
tg_form_version_is_dated_by (const TgForm *form,
                             const char   *column)
{
  gsize length = strlen (column);

  return form->dated_by != NULL && strncmp (form->dated_by, column, length) == 0 &&
         (form->dated_by[length] == '\0' || form->dated_by[length] == '/');
}

/* ---- words ---- */

char *
tg_form_version_dup_time (const char *valid_from,
                          const char *valid_to)
{
  if (valid_to[0] == '\0')
    return g_strdup_printf (_("from %s"), valid_from);
  if (valid_from[0] == '\0')
    return g_strdup_printf (_("until %s"), valid_to);
  return g_strdup_printf (_("%s to %s"), valid_from, valid_to);
}
