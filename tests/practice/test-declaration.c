/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-declaration.h"

/* A list with so many lines; codes count on from `first`. */
static TgDocument *
make_list (guint first,
           guint n_lines)
{
  TgDocument *list = tg_document_new ();

  for (guint i = 0; i < n_lines; i++)
    {
      g_autofree char *id = g_strdup_printf ("l%u", i);
      g_autofree char *path = g_strdup_printf ("goods/%s/g_code", id);
      g_autofree char *code = g_strdup_printf ("%010u", first + i);

      g_assert_true (tg_document_add_line (list, "goods", id, -1, NULL));
      g_assert_true (tg_document_set (list, path, code, NULL));
    }
  return list;
}

static void
assert_merged (GPtrArray  *merged,
               guint       position,
               guint       declaration,
               const char *items)
{
  const TgMergedList *one = merged->pdata[position];

  g_assert_cmpuint (one->declaration, ==, declaration);
  if (items != NULL)
    g_assert_cmpstr (one->items, ==, items);
}

static void
test_merge (void)
{
  g_autoptr (GPtrArray) lists =
    g_ptr_array_new_with_free_func ((GDestroyNotify) tg_document_unref);
  g_autoptr (GPtrArray) merged = NULL;

  g_ptr_array_add (lists, make_list (1, 2));
  g_ptr_array_add (lists, make_list (2, 3));      /* its first line is alike to one before */
  g_ptr_array_add (lists, make_list (100, 46));   /* 4 + 46 is just full */
  g_ptr_array_add (lists, make_list (1, 1));      /* nothing new: still fits */
  g_ptr_array_add (lists, make_list (200, 1));    /* the next declaration */
  g_ptr_array_add (lists, make_list (300, 60));   /* too many for any: alone */
  merged = tg_declaration_merge (lists);
  g_assert_cmpuint (merged->len, ==, 6);
  assert_merged (merged, 0, 0, "1,2");
  assert_merged (merged, 1, 0, "2,3,4");
  assert_merged (merged, 2, 0, NULL);
  assert_merged (merged, 3, 0, "1");
  assert_merged (merged, 4, 1, "1");
  assert_merged (merged, 5, 2, NULL);
}

static void
test_number (void)
{
  g_autofree char *number = tg_declaration_new_number ("4612", "2026-11-23", 17);

  g_assert_cmpstr (number, ==, "461220260000000017");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/practice/declaration/merge", test_merge);
  g_test_add_func ("/practice/declaration/number", test_number);
  return g_test_run ();
}
