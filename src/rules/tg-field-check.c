/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-rules-private.h"

#include <string.h>

#include "tg-date.h"
#include "tg-pattern.h"
#include "tg-validator.h"

/* The checks that every field has by its definition: length, kind, range, pattern, check digit,
 * code. A value has one issue of these at most, the first. The words stand here in both languages,
 * and not in the catalogues of gettext, since an issue carries both: it outlives a change of
 * language. */

typedef struct
{
  const char *zh;
  const char *en;
} Words;

/* "{label}" is the field's label, "{about}" what the words are about: never a format, since values
 * go in. */
static TgIssue *
complain (const TgField *field,
          const char    *id,
          const char    *path,
          Words          words,
          const char    *about)
{
  g_autoptr (GString) zh = g_string_new (words.zh);
  g_autoptr (GString) en = g_string_new (words.en);
  g_autoptr (TgText) text = NULL;

  g_string_replace (zh, "{label}", tg_text_get_in (field->label, "zh"), 0);
  g_string_replace (en, "{label}", tg_text_get_in (field->label, "en"), 0);
  g_string_replace (zh, "{about}", about, 0);
  g_string_replace (en, "{about}", about, 0);
  text = tg_text_new (zh->str, en->str);
  return tg_issue_new (TG_LEVEL_BLOCKING, id, path, text);
}

static TgIssue *
complain_number (const TgField *field,
                 const char    *id,
                 const char    *path,
                 Words          words,
                 guint          number)
{
  g_autofree char *about = g_strdup_printf ("%u", number);

  return complain (field, id, path, words, about);
}

static TgIssue *
check_length (const TgField *field,
              const char    *path,
              const char    *value)
{
  gsize length = (gsize) g_utf8_strlen (value, -1);
  gsize bytes = 0;
  g_autofree char *converted = NULL;

  if (field->max_length > 0 && length > field->max_length)
    return complain_number (field, "length", path, (Words) {
      "“{label}”最多 {about} 个字符，请缩短", "“{label}” has at most {about} characters: shorten it"
    },
                            field->max_length);
  if (length < field->min_length)
    return complain_number (field, "length", path, (Words) {
      "“{label}”至少 {about} 个字符，请补全", "“{label}” has at least {about} characters: complete it"
    },
                            field->min_length);
  if (field->max_bytes_gb18030 == 0 || length * 4 <= field->max_bytes_gb18030)
    return NULL;
  converted = g_convert (value, -1, "GB18030", "UTF-8", NULL, &bytes, NULL);
  if (converted != NULL && bytes <= field->max_bytes_gb18030)
    return NULL;
  return complain_number (field, "length", path, (Words) {
    "“{label}”最多 {about} 字节（汉字算 2 字节），请缩短",
    "“{label}” has at most {about} bytes (a Chinese character counts as 2): shorten it"
  },
                          field->max_bytes_gb18030);
}

static gboolean
fits (const TgField *field,
      TgDecimal      number)
{
  g_autofree char *text = NULL;
  const char *digits;
  const char *point;
  gsize whole;

  if (field->digits == 0)
    return TRUE;
  text = tg_decimal_to_string (tg_decimal_abs (number));
  digits = g_str_has_prefix (text, "0") ? text + 1 : text;
  point = strchr (digits, '.');
  whole = point == NULL ? strlen (digits) : (gsize) (point - digits);
  return whole <= field->digits - field->decimals &&
         (point == NULL ? 0 : strlen (point + 1)) <= field->decimals;
}

static TgIssue *
check_range (const TgRuleField *rule,
             const char        *path,
             TgDecimal          number)
{
  if (rule->has_minimum && tg_decimal_compare (number, rule->minimum) < 0)
    return complain (rule->field, "number", path, (Words) {
      "“{label}”不能小于 {about}", "“{label}” must be at least {about}"
    }, rule->field->minimum);
  if (rule->has_maximum && tg_decimal_compare (number, rule->maximum) > 0)
    return complain (rule->field, "number", path, (Words) {
      "“{label}”不能大于 {about}", "“{label}” must be at most {about}"
    }, rule->field->maximum);
  return NULL;
}

static TgIssue *
check_number (const TgRuleField *rule,
              const char        *path,
              const char        *value)
{
  const TgField *field = rule->field;
  g_autofree char *about = NULL;
  g_autofree char *canonical = NULL;
  TgDecimal number;

  if (!tg_decimal_parse (value, &number, NULL))
    return complain (field, "number", path, (Words) {
      "“{label}”应填数字，您填了“{about}”", "“{label}” should be a number, not “{about}”"
    }, value);
  canonical = tg_decimal_to_string (number);
  if (field->kind == TG_FIELD_INTEGER && strchr (canonical, '.') != NULL)
    return complain (field, "integer", path, (Words) {
      "“{label}”应填整数，您填了“{about}”", "“{label}” should be a whole number, not “{about}”"
    }, value);
  if (!fits (field, number))
    {
      about = g_strdup_printf ("%u.%u", field->digits - field->decimals, field->decimals);
      return complain (field, "number", path, (Words) {
      "“{label}”位数过多，整数和小数位数最多为 {about}",
      "“{label}” has too many digits; before and after the point at most {about}"
    }, about);
    }
  return check_range (rule, path, number);
}

static gboolean
is_date_time (const char *value)
{
  g_autofree char *date = g_strndup (value, 10);

  return strlen (value) == 19 && tg_date_is_valid (date) && value[10] == ' ' &&
         g_regex_match_simple ("^([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]$", value + 11, 0, 0);
}

static gboolean
is_month (const char *value)
{
  guint64 number;

  return strlen (value) == 6 &&
         g_ascii_string_to_unsigned (value, 10, 190001, 299912, &number, NULL) &&
         number % 100 >= 1 && number % 100 <= 12;
}

static gboolean
has_codes (const TgRuleField *rule,
           TgMachine         *machine,
           const char        *value)
{
  const char *list = rule->field->list;
  g_auto (GStrv) codes = NULL;

  if (list == NULL || !tg_machine_has_codes (machine, list))
    return TRUE;
  if (rule->field->kind == TG_FIELD_CODE)
    return tg_machine_find_code (machine, list, value) != NULL;
  codes = g_strsplit (value, ",", 0);
  for (guint i = 0; codes[i] != NULL; i++)
    if (tg_machine_find_code (machine, list, codes[i]) == NULL)
      return FALSE;
  return TRUE;
}

static TgIssue *
check_kind (const TgRuleField *rule,
            TgMachine         *machine,
            const char        *path,
            const char        *value)
{
  const TgField *field = rule->field;

  switch (field->kind)
    {
    case TG_FIELD_DECIMAL:
    case TG_FIELD_INTEGER:
      return check_number (rule, path, value);
    case TG_FIELD_DATE:
      if (tg_date_is_valid (value))
        return NULL;
      return complain (field, "date", path, (Words) {
      "“{label}”应填日期，如 2026-11-23", "“{label}” should be a date such as 2026-11-23"
    }, value);
    case TG_FIELD_TIME:
      if (is_date_time (value))
        return NULL;
      return complain (field, "date", path, (Words) {
      "“{label}”应填日期和时间，如 2026-11-23 14:30:00",
      "“{label}” should be a date and a time such as 2026-11-23 14:30:00"
    }, value);
    case TG_FIELD_MONTH:
      if (is_month (value))
        return NULL;
      return complain (field, "month", path, (Words) {
      "“{label}”应填年月，如 202611", "“{label}” should be year and month such as 202611"
    }, value);
    case TG_FIELD_BOOLEAN:
      if (strcmp (value, "true") == 0 || strcmp (value, "false") == 0)
        return NULL;
      return complain (field, "boolean", path, (Words) {
      "“{label}”应选是或否", "“{label}” should be yes or no"
    }, value);
    case TG_FIELD_NUMBER:
      if (g_regex_match_simple ("^[0-9A-Za-z-]+$", value, G_REGEX_DOLLAR_ENDONLY, 0))
        return NULL;
      return complain (field, "pattern", path, (Words) {
      "“{label}”只能有数字、字母和连字符", "“{label}” has only digits, letters and hyphens"
    }, value);
    case TG_FIELD_CODE:
    case TG_FIELD_MULTI_CODE:
      if (has_codes (rule, machine, value))
        return NULL;
      return complain (field, "code", path, (Words) {
      "“{label}”的代码“{about}”不在代码表中，请从表中选择",
      "“{label}”: the list has no code “{about}”; choose one from it"
    }, value);
    case TG_FIELD_TEXT:
    case TG_FIELD_MULTILINE:
    case TG_FIELD_FILE:
      return NULL;
    }
  g_return_val_if_reached (NULL);
}

TgIssue *
tg_field_check_value (const TgRuleField *rule,
                      TgMachine         *machine,
                      const char        *path,
                      const char        *value)
{
  const TgField *field = rule->field;
  TgIssue *issue = check_length (field, path, value);

  if (issue == NULL)
    issue = check_kind (rule, machine, path, value);
  if (issue != NULL)
    return issue;
  if (rule->pattern != NULL && !tg_pattern_matches (rule->pattern, value))
    return complain (field, "pattern", path, (Words) {
      "“{label}”的格式不对，请核对“{about}”",
      "“{label}” is not of the right form: look at “{about}” again"
    }, value);
  if (field->check != NULL && !tg_validator_check (field->check, value))
    return complain (field, "digit", path, (Words) {
      "“{label}”的校验位不符，“{about}”可能有一位错了",
      "“{label}”: the check digit does not fit; one character of “{about}” may be wrong"
    }, value);
  return NULL;
}

TgIssue *
tg_field_check_required (const TgRuleField *rule,
                         const char        *path)
{
  return complain (rule->field, "required", path, (Words) { "请填写“{label}”", "Fill in “{label}”" },
                   "");
}

/* NULL if the number of lines is right. The path is the table. */
TgIssue *
tg_field_check_lines (const TgTable *table,
                      const TgText  *title,
                      guint          n)
{
  g_autofree char *zh = NULL;
  g_autofree char *en = NULL;
  g_autoptr (TgText) text = NULL;
  const char *name_zh = tg_text_get_in (title, "zh");
  const char *name_en = tg_text_get_in (title, "en");

  if (n < table->min_lines)
    {
      zh = g_strdup_printf ("“%s”至少要有 %u 行，请添加", name_zh, table->min_lines);
      en = g_strdup_printf ("“%s” needs at least %u lines: add one", name_en, table->min_lines);
    }
  else if (table->max_lines > 0 && n > table->max_lines)
    {
      zh = g_strdup_printf ("“%s”最多 %u 行，现有 %u 行", name_zh, table->max_lines, n);
      en = g_strdup_printf ("“%s” has at most %u lines, there are %u", name_en, table->max_lines,
                            n);
    }
  else
    return NULL;
  text = tg_text_new (zh, en);
  return tg_issue_new (TG_LEVEL_BLOCKING, "lines", table->key, text);
}

TgIssue *
tg_field_check_unknown (const char *path)
{
  g_autofree char *zh = g_strdup_printf ("本表没有栏目“%s”；它会照原样保留", path);
  g_autofree char *en = g_strdup_printf ("This form has no field “%s”; it is kept as it is", path);
  g_autoptr (TgText) text = tg_text_new (zh, en);

  return tg_issue_new (TG_LEVEL_INFORMATION, "unknown", path, text);
}

TgIssue *
tg_field_check_limit (const char *check)
{
  g_autofree char *zh = g_strdup_printf ("单据过大，规则 %s 没有查完", check);
  g_autofree char *en =
    g_strdup_printf ("The document is too large: rule %s was not checked to its end", check);
  g_autoptr (TgText) text = tg_text_new (zh, en);

  return tg_issue_new (TG_LEVEL_WARNING, "limit", "", text);
}
