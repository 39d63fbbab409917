/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-fuzz.h"
#include "tg-machine.h"
#include "tg-rules.h"

/* Any text as an expression, for the header and for a row: it is refused with an error or it is
 * evaluated to an end, whatever the document holds. */

static void
add_field (GPtrArray   *fields,
           const char  *key,
           TgFieldKind  kind)
{
  TgField *field = tg_field_new (key, kind);

  field->label = tg_text_new (key, key);
  g_ptr_array_add (fields, field);
}

static TgForm *
make_form (void)
{
  TgForm *form = tg_form_new ();
  TgSection *head = tg_section_new ("head");
  TgSection *lines = tg_section_new ("lines");

  add_field (head->fields, "a", TG_FIELD_TEXT);
  add_field (head->fields, "n", TG_FIELD_DECIMAL);
  add_field (head->fields, "d", TG_FIELD_DATE);
  lines->table = tg_table_new ("rows");
  add_field (lines->table->fields, "k", TG_FIELD_TEXT);
  add_field (lines->table->fields, "q", TG_FIELD_DECIMAL);
  g_ptr_array_add (form->sections, head);
  g_ptr_array_add (form->sections, lines);
  tg_form_index (form);
  return form;
}

static void
try_scope (const char    *text,
           TgForm        *form,
           const TgTable *scope,
           TgDocument    *document)
{
  static const TgRulesContext context = { .today = "2026-11-23" };
  g_autoptr (GHashTable) conditions = g_hash_table_new (NULL, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (TgNode) node = tg_expression_parse (text, form, scope, &error);
  g_autofree char *value = NULL;
  TgMachine machine;

  g_assert ((node == NULL) == (error != NULL));
  if (node == NULL)
    return;
  tg_machine_init (&machine, document, &context, conditions);
  machine.steps = 20000;
  tg_machine_set_row (&machine, scope == NULL ? NULL : scope->key, 1);
  value = tg_value_dup_text (tg_machine_evaluate (&machine, node));
  g_assert (value != NULL);
  tg_machine_clear (&machine);
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  g_autoptr (TgForm) form = make_form ();
  g_autoptr (TgDocument) document = tg_document_new_from_json (
    "{\"a\":\"保温杯\",\"n\":\"12.5\",\"d\":\"2026-01-31\",\"rows\":[{\"_line\":\"x\",\"k\":\"A\","
    "\"q\":\"1\"},"
    "{\"_line\":\"y\",\"k\":\"A\",\"q\":\"bad\"},{\"_line\":\"z\"}]}", -1, NULL);
  g_autofree char *text = g_strndup ((const char *) data, size);

  try_scope (text, form, NULL, document);
  try_scope (text, form, tg_form_find_table (form, "rows"), document);
  return 0;
}
