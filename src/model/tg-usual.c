/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-usual.h"

/* Filled in by who reads the form. */

TgUsual *
tg_usual_new (void)
{
  TgUsual *self = g_new0 (TgUsual, 1);

  self->values = g_ptr_array_new_with_free_func ((GDestroyNotify) tg_usual_value_free);
  return self;
}

void
tg_usual_free (TgUsual *self)
{
  g_ptr_array_unref (self->values);
  g_strfreev (self->same_by);
  g_free (self->table);
  g_free (self);
}

TgUsualValue *
tg_usual_value_new (const char *key)
{
  TgUsualValue *self = g_new0 (TgUsualValue, 1);

  self->key = g_strdup (key);
  return self;
}

void
tg_usual_value_free (TgUsualValue *self)
{
  g_free (self->key);
  g_free (self->of);
  g_free (self->per);
  g_free (self);
}
