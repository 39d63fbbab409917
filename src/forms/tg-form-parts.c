/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-form-parts.h"

#include "tg-error.h"
#include "tg-json.h"
#include "tg-state.h"

/* Strict as the reader is: another type, an empty list, a word that is no relation and no state is
 * an error that names it. Places are prefixed on the way out. */

static gboolean
fail (GError     **error,
      const char  *format,
      ...) G_GNUC_PRINTF (2, 3);

static gboolean
fail (GError     **error,
      const char  *format,
      ...)
{
  g_autofree char *message = NULL;
  va_list arguments;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_set_error_literal (error, TG_ERROR, TG_ERROR_INVALID, message);
  return FALSE;
}

/* A list of at least one text. (nullable) (transfer full) */
static char **
read_texts (JsonNode *node)
{
  g_autoptr (GStrvBuilder) texts = g_strv_builder_new ();
  JsonArray *array = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  guint n = array != NULL ? json_array_get_length (array) : 0;

  for (guint i = 0; i < n; i++)
    {
      JsonNode *element = json_array_get_element (array, i);

      if (!JSON_NODE_HOLDS_VALUE (element) || json_node_get_value_type (element) != G_TYPE_STRING ||
          json_node_get_string (element)[0] == '\0')
        return NULL;
      g_strv_builder_add (texts, json_node_get_string (element));
    }
  return n > 0 ? g_strv_builder_end (texts) : NULL;
}

static gboolean
read_part (TgForm      *form,
           const char  *relation,
           JsonNode    *node,
           GError     **error)
{
  TgPart *part;

  if (!g_regex_match_simple ("^[a-z][a-z_]{0,39}$", relation, G_REGEX_DOLLAR_ENDONLY, 0))
    return fail (error, "“between”: “%s” should be lower case words with underscores", relation);
  part = tg_part_new (relation);
  g_ptr_array_add (form->parts, part);
  part->kinds = read_texts (node);
  return part->kinds != NULL ||
         fail (error, "“between”: “%s” should be a list of forms and facts", relation);
}

gboolean
tg_form_parts_read_between (JsonObject  *object,
                            TgForm      *form,
                            GError     **error)
{
  JsonNode *node = json_object_get_member (object, "between");
  JsonObjectIter iter;
  const char *relation;
  JsonNode *kinds;

  if (node == NULL)
    return TRUE;
  if (!json_object_has_member (object, "rules"))
    return fail (error, "“%s” is for rule sets", "between");
  if (!JSON_NODE_HOLDS_OBJECT (node))
    return fail (error, "“%s” should be an object", "between");
  json_object_iter_init_ordered (&iter, json_node_get_object (node));
  while (json_object_iter_next_ordered (&iter, &relation, &kinds))
    if (!read_part (form, relation, kinds, error))
      return FALSE;
  return TRUE;
}

gboolean
tg_form_parts_read_same_as (JsonObject  *object,
                            char       **same_as,
                            GError     **error)
{
  static const char * const known[] = { "form", "version", NULL };
  JsonNode *node = json_object_get_member (object, "same_as");
  JsonObject *same;
  const char *id;
  gint64 version;

  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return TRUE;
  if (!JSON_NODE_HOLDS_OBJECT (node))
    return fail (error, "“same_as” should be an object");
  same = json_node_get_object (node);
  if (!tg_json_only_members (same, known, error))
    return FALSE;
  id = tg_json_get_string (same, "form", NULL);
  version = tg_json_get_int (same, "version", 0);
  if (id == NULL || version <= 0 || version > G_MAXUINT)
    return fail (error, "“same_as” needs “form” and “version”");
  *same_as = g_strdup_printf ("%s:%u", id, (guint) version);
  return TRUE;
}

/* "released" or "under-review:120" */
static gboolean
is_receipt (const char *given)
{
  const char *colon = strchr (given, ':');
  g_autofree char *name = g_strndup (given, colon != NULL ? (gsize) (colon - given)
                                                          : strlen (given));
  TgFilingState state;

  return tg_filing_state_parse (name, &state) && (colon == NULL || colon[1] != '\0');
}

gboolean
tg_form_parts_read_given (JsonObject  *object,
                          TgField     *field,
                          GError     **error)
{
  JsonNode *node = json_object_get_member (object, "given");

  if (node == NULL)
    return TRUE;
  if (!field->read_only)
    return fail (error, "“%s” is for fields that are read only", "given");
  field->given = read_texts (node);
  if (field->given == NULL)
    return fail (error, "“%s” should be a list of texts", "given");
  for (guint i = 0; field->given[i] != NULL; i++)
    if (!is_receipt (field->given[i]))
      return fail (error, "“given”: “%s” should be a state, or a state, a colon and a code",
                   field->given[i]);
  return TRUE;
}

gboolean
tg_form_parts_read_dating (JsonObject  *object,
                           TgForm      *form,
                           GError     **error)
{
  const char *path = tg_json_get_string (object, "dated_by", NULL);
  const TgField *field = path != NULL ? g_hash_table_lookup (form->by_path, path) : NULL;

  if (!json_object_has_member (object, "dated_by"))
    return TRUE;
  if (field == NULL || field->kind != TG_FIELD_DATE)
    return fail (error, "“dated_by” should name a date, such as “table/field”");
  form->dated_by = g_strdup (path);
  return TRUE;
}

/* ---- usual ---- */

static gboolean
has_column (const TgTable *table,
            const char    *key)
{
  for (guint i = 0; i < table->fields->len; i++)
    if (g_str_equal (((TgField *) table->fields->pdata[i])->key, key))
      return TRUE;
  return FALSE;
}

/* "price", or ["net_weight", "qty"]: the one for each of the other. */
static gboolean
read_value (JsonNode      *node,
            TgUsualValue  *value,
            GError       **error)
{
  g_auto (GStrv) pair = NULL;

  if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
    {
      value->of = json_node_dup_string (node);
      return TRUE;
    }
  pair = read_texts (node);
  if (pair == NULL || g_strv_length (pair) != 2)
    return fail (error, "“usual”: “%s” should be a field or two", value->key);
  value->of = g_strdup (pair[0]);
  value->per = g_strdup (pair[1]);
  return TRUE;
}

static gboolean
check_value (const TgForm        *form,
             const TgTable       *table,
             const TgUsualValue  *value,
             GError             **error)
{
  if (!has_column (table, value->of) && !g_hash_table_contains (form->by_path, value->of))
    return fail (error, "“usual”: there is no field “%s”", value->of);
  if (value->per != NULL && !has_column (table, value->per))
    return fail (error, "“usual”: there is no column “%s”", value->per);
  return TRUE;
}

static gboolean
read_values (JsonObject    *keep,
             const TgForm  *form,
             const TgTable *table,
             TgUsual       *usual,
             GError       **error)
{
  JsonObjectIter iter;
  const char *key;
  JsonNode *node;

  json_object_iter_init_ordered (&iter, keep);
  while (json_object_iter_next_ordered (&iter, &key, &node))
    {
      TgUsualValue *value = tg_usual_value_new (key);

      g_ptr_array_add (usual->values, value);
      if (!read_value (node, value, error) || !check_value (form, table, value, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
tg_form_parts_read_usual (JsonObject  *object,
                          TgForm      *form,
                          GError     **error)
{
  static const char * const known[] = { "table", "same_by", "keep", NULL };
  JsonObject *described = tg_json_get_object (object, "usual");
  JsonObject *keep = described != NULL ? tg_json_get_object (described, "keep") : NULL;
  g_autoptr (TgUsual) usual = tg_usual_new ();
  const TgTable *table;

  if (!json_object_has_member (object, "usual"))
    return TRUE;
  if (described == NULL || keep == NULL || !json_object_has_member (described, "same_by"))
    return fail (error, "“usual” should be {table, same_by, keep}");
  if (!tg_json_only_members (described, known, error))
    return FALSE;
  usual->table = g_strdup (tg_json_get_string (described, "table", ""));
  usual->same_by = read_texts (json_object_get_member (described, "same_by"));
  table = tg_form_find_table (form, usual->table);
  if (table == NULL || usual->same_by == NULL)
    return fail (error, "“usual”: there is no table “%s”, or nothing in “same_by”", usual->table);
  for (guint i = 0; usual->same_by[i] != NULL; i++)
    if (!has_column (table, usual->same_by[i]))
      return fail (error, "“usual”: there is no column “%s”", usual->same_by[i]);
  if (!read_values (keep, form, table, usual, error))
    return FALSE;
  form->usual = g_steal_pointer (&usual);
  return TRUE;
}

/* ---- moves ---- */

static gboolean
read_states (TgMove    *move,
             JsonNode  *node,
             gboolean   is_fact,
             GError   **error)
{
  TgFilingState state;

  if (node == NULL)
    return is_fact || fail (error, "“on” is missing");
  if (is_fact)
    return fail (error, "“on” is for filings");
  move->on = read_texts (node);
  if (move->on == NULL)
    return fail (error, "“on” should be a list of states");
  for (guint i = 0; move->on[i] != NULL; i++)
    if (!tg_filing_state_parse (move->on[i], &state))
      return fail (error, "“on”: “%s” is no state", move->on[i]);
  return TRUE;
}

static gboolean
read_move_part (TgMove      *move,
                const char  *member,
                JsonNode    *node,
                GError     **error)
{
  for (guint i = 0; i < TG_N_MOVE_PARTS; i++)
    {
      if (!g_str_equal (member, tg_move_part_to_name ((TgMovePart) i)))
        continue;
      if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING)
        return fail (error, "“%s” should be an expression", member);
      move->expressions[i] = g_strdup (json_node_get_string (node));
      return TRUE;
    }
  return g_str_equal (member, "id") || g_str_equal (member, "on") ||
         fail (error, "“%s” is not known", member);
}

/* What no movement is without. */
static gboolean
check_move (const TgMove  *move,
            GError       **error)
{
  static const TgMovePart needed[] = {
    TG_MOVE_KIND, TG_MOVE_ACCOUNT, TG_MOVE_CURRENCY, TG_MOVE_AMOUNT, TG_MOVE_DATE,
  };

  for (guint i = 0; i < G_N_ELEMENTS (needed); i++)
    if (move->expressions[needed[i]] == NULL)
      return fail (error, "“%s” is missing", tg_move_part_to_name (needed[i]));
  return TRUE;
}

static gboolean
read_move (TgMove      *move,
           JsonObject  *object,
           gboolean     is_fact,
           GError     **error)
{
  JsonObjectIter iter;
  const char *member;
  JsonNode *node;

  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &member, &node))
    if (!read_move_part (move, member, node, error))
      return FALSE;
  return read_states (move, json_object_get_member (object, "on"), is_fact, error) &&
         check_move (move, error);
}

gboolean
tg_form_parts_read_moves (JsonObject  *object,
                          TgForm      *form,
                          GError     **error)
{
  JsonNode *node = json_object_get_member (object, "moves");
  JsonArray *array;

  if (node == NULL)
    return TRUE;
  if (!JSON_NODE_HOLDS_ARRAY (node))
    return fail (error, "“%s” should be a list", "moves");
  array = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *element = json_array_get_element (array, i);
      JsonObject *one = JSON_NODE_HOLDS_OBJECT (element) ? json_node_get_object (element) : NULL;
      const char *id = one != NULL ? tg_json_get_string (one, "id", NULL) : NULL;

      if (id == NULL || !g_regex_match_simple ("^[a-z][a-z-]{0,39}$", id, G_REGEX_DOLLAR_ENDONLY,
                                               0))
        return fail (error, "“moves” should hold objects with an “id” in lower case");
      g_ptr_array_add (form->moves, tg_move_new (id));
      if (!read_move (form->moves->pdata[i], one, json_object_has_member (object, "fact"), error))
        {
          g_prefix_error (error, "move “%s”: ", id);
          return FALSE;
        }
    }
  return TRUE;
}
