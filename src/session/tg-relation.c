/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-relation.h"

/* A link of the store, in words. */

struct _TgRelation
{
  GObject parent_instance;

  TgRelationFields fields;   /* its strings are owned, never NULL */
};

G_DEFINE_FINAL_TYPE (TgRelation, tg_relation, G_TYPE_OBJECT)

static void
tg_relation_finalize (GObject *object)
{
  TgRelation *self = TG_RELATION (object);

  g_free ((char *) self->fields.id);
  g_free ((char *) self->fields.kind);
  g_free ((char *) self->fields.title);
  g_free ((char *) self->fields.number);
  g_free ((char *) self->fields.summary);
  G_OBJECT_CLASS (tg_relation_parent_class)->finalize (object);
}

static void
tg_relation_class_init (TgRelationClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tg_relation_finalize;
}

static void
tg_relation_init (TgRelation *self)
{
}

static const char *
copy (const char *text)
{
  return g_strdup (text != NULL ? text : "");
}

TgRelation *
tg_relation_new (const TgRelationFields *fields)
{
  TgRelation *self = g_object_new (TG_TYPE_RELATION, NULL);

  self->fields = *fields;
  self->fields.id = copy (fields->id);
  self->fields.kind = copy (fields->kind);
  self->fields.title = copy (fields->title);
  self->fields.number = copy (fields->number);
  self->fields.summary = copy (fields->summary);
  return self;
}

const TgRelationFields *
tg_relation_get_fields (TgRelation *self)
{
  g_return_val_if_fail (TG_IS_RELATION (self), NULL);

  return &self->fields;
}
