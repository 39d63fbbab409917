/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-draft-private.h"

#include <glib/gi18n-lib.h>

#include "tg-share.h"
#include "tg-sharing.h"

/* Who gets what, turned round: the form lists agencies by block, people ask what an agency is
 * given. Agencies stand in the order in which the form first names them. */

static char *
dup_agency_name (TgDraft    *self,
                 const char *code)
{
  g_autoptr (TgCodeRow) row = NULL;

  if (self->codes != NULL)
    row = tg_code_lookup_find (self->codes, "agency", code, self->today);
  return g_strdup (row != NULL ? tg_code_row_get_name (row) : code);
}

static void
collect_codes (GPtrArray  *codes,
               char      **named)
{
  for (guint i = 0; named != NULL && named[i] != NULL; i++)
    if (!g_ptr_array_find_with_equal_func (codes, named[i], g_str_equal, NULL))
      g_ptr_array_add (codes, named[i]);
}

static gboolean
has_code (char       **named,
          const char  *code)
{
  return named != NULL && g_strv_contains ((const char * const *) named, code);
}

static void
append_title (GString             *text,
              const TgSharedBlock *block)
{
  if (text->len > 0)
    /* Translators: between the items of a list. */
    g_string_append (text, _(", "));
  g_string_append (text, tg_text_get (block->title));
}

static TgShare *
create_share (TgDraft    *self,
              GPtrArray  *blocks,
              const char *code)
{
  g_autofree char *name = dup_agency_name (self, code);
  g_autoptr (GString) must = g_string_new (NULL);
  g_autoptr (GString) may = g_string_new (NULL);
  g_autoptr (GString) changed = g_string_new (NULL);

  for (guint i = 0; i < blocks->len; i++)
    {
      const TgSharedBlock *block = blocks->pdata[i];
      gboolean is_must = has_code (block->agencies, code);

      if (!is_must && !has_code (block->agencies_may, code))
        continue;
      append_title (is_must ? must : may, block);
      if (block->changed)
        append_title (changed, block);
    }
  return tg_share_new (code, name, must->str, may->str, changed->str);
}

GListModel *
tg_draft_list_shares (TgDraft *self)
{
  GListStore *shares = g_list_store_new (TG_TYPE_SHARE);
  g_autoptr (TgDocument) sent = NULL;
  g_autoptr (GPtrArray) blocks = NULL;
  g_autoptr (GPtrArray) codes = g_ptr_array_new ();
  TgRulesContext context;

  g_return_val_if_fail (TG_IS_DRAFT (self), G_LIST_MODEL (shares));

  if (tg_draft_is_fact (self))
    return G_LIST_MODEL (shares);
  context = tg_draft_get_context (self);
  sent = tg_rules_to_sent (self->rules, self->document, &context);
  blocks = tg_sharing_list_blocks (self->form, sent, self->sent);
  for (guint i = 0; i < blocks->len; i++)
    {
      const TgSharedBlock *block = blocks->pdata[i];

      collect_codes (codes, block->agencies);
      collect_codes (codes, block->agencies_may);
    }
  for (guint i = 0; i < codes->len; i++)
    {
      g_autoptr (TgShare) share = create_share (self, blocks, codes->pdata[i]);

      g_list_store_append (shares, share);
    }
  return G_LIST_MODEL (shares);
}
