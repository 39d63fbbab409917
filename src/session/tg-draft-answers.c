/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-draft-private.h"

#include <glib/gi18n-lib.h>

#include "tg-answer.h"

/* The document as a page to read: sections in order, labels with values. A table of more lines than
 * anybody reads on a page stands as one answer with its count. */

#define LINES_ON_A_PAGE 100

static void
add_answer (GListStore *answers,
            TgDraft    *self,
            const char *section,
            const char *label,
            const char *path,
            gboolean    hidden)
{
  g_autofree char *value = tg_draft_dup_shown (self, path);
  g_autoptr (TgAnswer) answer = NULL;

  if (value[0] == '\0')
    return;
  answer = tg_answer_new (section, label, value, path, hidden);
  g_list_store_append (answers, answer);
}

static void
add_header (GListStore      *answers,
            TgDraft         *self,
            const TgSection *section)
{
  for (guint i = 0; i < section->fields->len; i++)
    {
      const TgField *field = section->fields->pdata[i];

      if (tg_draft_is_visible (self, field->key))
        add_answer (answers, self, tg_text_get (section->title), tg_text_get (field->label),
                    field->key, FALSE);
    }
}

static void
add_lines (GListStore      *answers,
           TgDraft         *self,
           const TgSection *section)
{
  const TgTable *table = section->table;
  guint n_lines = tg_draft_get_n_lines (self, table->key);

  if (n_lines > LINES_ON_A_PAGE)
    {
      g_autofree char *count = g_strdup_printf (ngettext ("%u line", "%u lines", n_lines), n_lines);
      g_autoptr (TgAnswer) answer = tg_answer_new (tg_text_get (section->title), _("Lines"), count,
                                                   table->key, FALSE);

      g_list_store_append (answers, answer);
      return;
    }
  for (guint i = 0; i < n_lines; i++)
    {
      g_autofree char *title = g_strdup_printf ("%s %u", tg_text_get (section->title), i + 1);

      for (guint f = 0; f < table->fields->len; f++)
        {
          const TgField *field = table->fields->pdata[f];
          g_autofree char *path = tg_path_new (table->key,
                                               tg_draft_get_line_id (self, table->key,
                                                                     i), field->key);

          if (tg_draft_is_visible (self, path))
            add_answer (answers, self, title, tg_text_get (field->label), path, FALSE);
        }
    }
}

GListModel *
tg_draft_list_answers (TgDraft *self)
{
  GListStore *answers;

  g_return_val_if_fail (TG_IS_DRAFT (self), NULL);

  answers = g_list_store_new (TG_TYPE_ANSWER);
  for (guint i = 0; i < self->form->sections->len; i++)
    {
      const TgSection *section = self->form->sections->pdata[i];

      if (!tg_draft_is_visible (self, section->key))
        continue;
      if (section->table != NULL)
        add_lines (answers, self, section);
      else
        add_header (answers, self, section);
    }
  return G_LIST_MODEL (answers);
}

GListModel *
tg_draft_list_hidden (TgDraft *self)
{
  g_autoptr (GPtrArray) paths = NULL;
  TgRulesContext context;
  GListStore *answers;

  g_return_val_if_fail (TG_IS_DRAFT (self), NULL);

  context = tg_draft_get_context (self);
  paths = tg_rules_list_hidden_values (self->rules, self->document, &context);
  answers = g_list_store_new (TG_TYPE_ANSWER);
  for (guint i = 0; i < paths->len; i++)
    {
      const TgField *field = tg_form_find_field (self->form, paths->pdata[i]);
      const TgSection *section = tg_form_find_section (self->form, paths->pdata[i]);

      if (field != NULL && section != NULL)
        add_answer (answers, self, tg_text_get (section->title), tg_text_get (field->label),
                    paths->pdata[i], TRUE);
    }
  return G_LIST_MODEL (answers);
}

char *
tg_draft_dup_place (TgDraft    *self,
                    const char *path)
{
  const TgForm *form = tg_draft_get_form (self);
  const TgField *field = tg_form_find_field (form, path);
  const TgSection *section = tg_form_find_section (form, path);
  g_autofree char *table = NULL;
  g_autofree char *line = NULL;
  const char *label = field != NULL ? tg_text_get (field->label) : "";

  if (section == NULL)
    return g_strdup (_("The whole document"));
  if (!tg_path_split (path, &table, &line, NULL) || table == NULL)
    return g_strdup (label[0] != '\0' ? label : tg_text_get (section->title));
  for (guint i = 0; line != NULL && i < tg_draft_get_n_lines (self, table); i++)
    if (g_strcmp0 (tg_draft_get_line_id (self, table, i), line) == 0)
      return g_strdup_printf (_("%s, line %u: %s"), tg_text_get (section->title), i + 1, label);
  return g_strdup (tg_text_get (section->title));
}

void
tg_draft_set_pack (TgDraft    *self,
                   const char *pack)
{
  g_return_if_fail (TG_IS_DRAFT (self));

  g_free (self->pack);
  self->pack = g_strdup (pack);
}

char *
tg_draft_dup_made_under (TgDraft *self)
{
  g_return_val_if_fail (TG_IS_DRAFT (self), NULL);

  if (self->pack != NULL && self->pack[0] != '\0')
    return g_strdup_printf (_("Version %u, from the pack %s"), self->form->version, self->pack);
  return g_strdup_printf (_("Version %u, which came with the program"), self->form->version);
}
