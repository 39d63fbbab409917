/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-form-item.h"

#include <glib/gi18n-lib.h>

#include "tg-form-version.h"

/* A row of the list of what can be filled in. It copies what it shows and keeps no form alive. */

struct _TgFormItem
{
  GObject   parent_instance;

  char     *id;
  TgText   *title;
  TgFamily  family;
  char     *alias;
  guint     version;
  char     *source;      /* nullable */
  gboolean  several;
  gboolean  dated;      /* a date in it says which version governs */
  char     *valid_from;
  char     *valid_to;
  TgText   *ended;      /* nullable */
  gboolean  can_make;
};

G_DEFINE_FINAL_TYPE (TgFormItem, tg_form_item, G_TYPE_OBJECT)

static void
tg_form_item_finalize (GObject *object)
{
  TgFormItem *self = TG_FORM_ITEM (object);

  g_free (self->id);
  g_clear_pointer (&self->title, tg_text_unref);
  g_free (self->alias);
  g_free (self->source);
  g_free (self->valid_from);
  g_free (self->valid_to);
  g_clear_pointer (&self->ended, tg_text_unref);
  G_OBJECT_CLASS (tg_form_item_parent_class)->finalize (object);
}

static void
tg_form_item_class_init (TgFormItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tg_form_item_finalize;
}

static void
tg_form_item_init (TgFormItem *self)
{
}

TgFormItem *
tg_form_item_new (const TgForm *form,
                  gboolean      can_make)
{
  TgFormItem *self;

  g_return_val_if_fail (form != NULL, NULL);

  self = g_object_new (TG_TYPE_FORM_ITEM, NULL);
  self->id = form->family == TG_FAMILY_FACT ? g_strconcat ("fact:", form->id, NULL)
                                            : g_strdup (form->id);
  self->title = tg_text_ref (form->title);
  self->family = form->family;
  self->alias = g_strdup (tg_form_get_alias (form));
  self->version = form->version;
  self->dated = form->dated_by != NULL;
  self->valid_from = g_strdup (form->valid_from);
  self->valid_to = g_strdup (form->valid_to);
  self->ended = form->ended != NULL ? tg_text_ref (form->ended) : NULL;
  self->can_make = can_make;
  return self;
}

TgFormItem *
tg_form_item_new_version (const TgForm *form)
{
  TgFormItem *self;

  g_return_val_if_fail (form != NULL, NULL);

  self = tg_form_item_new (form, TRUE);
  g_free (self->id);
  self->id = g_strdup_printf ("%s:%u", form->id, form->version);
  return self;
}

const char *
tg_form_item_get_id (TgFormItem *self)
{
  g_return_val_if_fail (TG_IS_FORM_ITEM (self), NULL);

  return self->id;
}

const char *
tg_form_item_get_title (TgFormItem *self)
{
  g_return_val_if_fail (TG_IS_FORM_ITEM (self), NULL);

  return tg_text_get (self->title);
}

TgFamily
tg_form_item_get_family (TgFormItem *self)
{
  g_return_val_if_fail (TG_IS_FORM_ITEM (self), TG_FAMILY_FACT);

  return self->family;
}

const char *
tg_form_item_get_alias (TgFormItem *self)
{
  g_return_val_if_fail (TG_IS_FORM_ITEM (self), NULL);

  return self->alias;
}

guint
tg_form_item_get_version (TgFormItem *self)
{
  g_return_val_if_fail (TG_IS_FORM_ITEM (self), 0);

  return self->version;
}

void
tg_form_item_set_source (TgFormItem *self,
                         const char *source,
                         gboolean    several)
{
  g_return_if_fail (TG_IS_FORM_ITEM (self));

  g_free (self->source);
  self->source = g_strdup (source);
  self->several = several;
}

const char *
tg_form_item_get_source (TgFormItem *self)
{
  g_return_val_if_fail (TG_IS_FORM_ITEM (self), NULL);

  return self->source;
}

gboolean
tg_form_item_takes_several (TgFormItem *self)
{
  g_return_val_if_fail (TG_IS_FORM_ITEM (self), FALSE);

  return self->several;
}

char *
tg_form_item_dup_end (TgFormItem *self)
{
  g_return_val_if_fail (TG_IS_FORM_ITEM (self), NULL);

  if (self->ended == NULL)
    return NULL;
  return g_strdup_printf (_("Filed until %s: %s"), self->valid_to, tg_text_get (self->ended));
}

char *
tg_form_item_dup_time (TgFormItem *self)
{
  g_autofree char *time = NULL;

  g_return_val_if_fail (TG_IS_FORM_ITEM (self), NULL);

  if (!self->dated)
    return NULL;
  time = tg_form_version_dup_time (self->valid_from, self->valid_to);
  return g_strdup_printf (_("Version %u, %s"), self->version, time);
}

gboolean
tg_form_item_can_make (TgFormItem *self)
{
  g_return_val_if_fail (TG_IS_FORM_ITEM (self), FALSE);

  return self->can_make;
}
