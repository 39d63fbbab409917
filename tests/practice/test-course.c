/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-course.h"
#include "tg-data-dir.h"
#include "tg-error.h"
#include "tg-test.h"

/* The files that say how an agency answers: read strictly, found by the form. */

#define TEXT "\"text\": {\"zh\": \"甲\", \"en\": \"A\"}"
#define STORED "{\"status\": \"stored\", \"code\": \"1\", " TEXT "}"
#define COURSE(more) \
  "{\"agency\": \"post\", \"courses\": [{\"forms\": [\"*\"], \"entry\": [" STORED "]," \
  " \"withdraw\": [" STORED "], \"returned\": " STORED more "}]}"

static void
test_strict (void)
{
  static const struct
  {
    const char *text;
    const char *place;      /* in the message; NULL: it is right */
  } files[] = {
    { COURSE (""), NULL },
    { COURSE (", \"review\": 3"), NULL },
    { COURSE (", \"answers\": [{\"after\": 2, \"act\": \"merge\"}]"), NULL },
    { "[]", "bad.json" },
    { "{\"agency\": \"post\"}", "courses" },
    { "{\"agency\": \"post\", \"courses\": [{}]}", "courses/0" },
    { COURSE (", \"reviews\": 3"), "reviews" },
    { COURSE (", \"review\": -1"), "review" },
    { COURSE (", \"answers\": [{\"act\": \"dance\"}]"), "dance" },
    { COURSE (", \"answers\": [{\"status\": \"done\", \"code\": \"1\", " TEXT "}]"), "answers/0" },
    { COURSE (", \"answers\": [{\"status\": \"closed\", \"code\": \"1\", " TEXT
              ", \"number\": \"B{day}\"}]"), "B{day}" },
    { COURSE (", \"answers\": [{\"status\": \"closed\", \"code\": \"1\","
              " \"text\": {\"zh\": \"甲\"}}]"), "en" },
    { COURSE (", \"answers\": [{\"act\": \"review\"}]"), "review" },
    { COURSE (", \"change\": [{\"in\": [\"nowhere\"], \"status\": \"closed\", \"code\": \"1\", "
              TEXT "}]"), "nowhere" },
    { "{\"agency\": \"post\", \"courses\": [{\"entry\": [" STORED "], \"returned\": " STORED "}]}",
      "withdraw" },
    { "{\"agency\": \"post\", \"courses\": [{\"entry\": [" STORED "], \"returned\": " STORED ","
      " \"withdraw\": [{\"in\": [\"stored\"], \"status\": \"withdrawn\", \"code\": \"1\", " TEXT
      "}]}]}", "withdraw" },
    { COURSE (", \"lists\": [{\"at\": \"invt_no\", \"gone\": {}}]"), "lists/0" },
    { COURSE (", \"returned\": 1"), "bad.json" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr (GPtrArray) courses =
        g_ptr_array_new_with_free_func ((GDestroyNotify) tg_course_free);
      g_autoptr (GError) error = NULL;
      gboolean is_right = tg_course_read (files[i].text, "bad.json", courses, &error);

      g_test_message ("%s: %s", files[i].text, error != NULL ? error->message : "right");
      g_assert_true (is_right == (files[i].place == NULL));
      if (!is_right)
        g_assert_nonnull (strstr (error->message, files[i].place));
    }
}

static void
test_found (void)
{
  g_autofree char *folder = tg_test_make_folder ();
  g_autofree char *agencies = g_build_filename (folder, "agencies", NULL);
  g_autofree char *form = g_build_filename (folder, "forms", "post.parcel", "2", NULL);
  g_autofree char *shared = g_build_filename (agencies, "post.json", NULL);
  g_autofree char *own = g_build_filename (form, "course.json", NULL);
  g_autoptr (TgCourseBook) book = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (agencies, 0700), ==, 0);
  g_assert_cmpint (g_mkdir_with_parents (form, 0700), ==, 0);
  book = tg_course_book_load (folder, &error);
  g_assert_null (book);
  g_assert_error (error, TG_ERROR, TG_ERROR_NOT_FOUND);
  g_clear_error (&error);

  tg_test_write_file (shared, COURSE (""));
  tg_test_write_file (own, "{\"agency\": \"carrier\", \"courses\": [{\"entry\": [" STORED "],"
                      " \"withdraw\": [" STORED "], \"returned\": " STORED "}]}");
  book = tg_course_book_load (folder, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (tg_course_book_find (book, "post.parcel", 1)->agency, ==, "post");
  g_assert_cmpstr (tg_course_book_find (book, "post.parcel", 2)->agency, ==, "carrier");
  g_assert_cmpstr (tg_course_book_find (book, "safe.anything", 1)->agency, ==, "post");
  tg_test_remove_folder (folder);
}

/* The program's own files, and numbers as the published structures have them. */
static void
test_own (void)
{
  static const struct
  {
    const char *template;
    const char *number;
  } numbers[] = {
    { "B{date}{serial:9}", "B20261123000000042" },
    { "{office}{year}E{serial:9}", "46122026E000000042" },
    { "{office}{year}{direction}{serial:9}", "461220261000000042" },
    { "410100000101{short_date}{serial:4}", "4101000001012611230042" },
    { "plain", "plain" },
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (TgCourseBook) book = tg_course_book_load (NULL, &error);
  g_autoptr (TgDocument) document =
    tg_document_new_from_json ("{\"customs_code\":\"4612\",\"ie_flag\":\"I\"}", -1, NULL);
  const TgCourse *course;

  g_assert_no_error (error);
  course = tg_course_book_find (book, "customs.waybill", 1);
  g_assert_cmpstr (course->agency, ==, "CUS");
  g_assert_cmpstr (tg_course_get_code (course, "required"), ==, "-502001");
  g_assert_cmpstr (tg_course_get_code (course, "V3"), ==, "-503001");
  g_assert_cmpstr (tg_course_get_code (course, "V13"), ==, "-504015");
  course = tg_course_book_find (book, "tax.trader-refund", 1);
  g_assert_cmpstr (tg_course_get_code (course, "E13"), ==, "E13");
  g_assert_true (tg_course_book_find (book, "forex.new", 1) !=
                 tg_course_book_find (book, "forex.personal-account", 1));
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      g_autofree char *number = tg_course_make_number (numbers[i].template, document, "2026-11-23",
                                                       42);

      g_assert_cmpstr (number, ==, numbers[i].number);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/practice/course/strict", test_strict);
  g_test_add_func ("/practice/course/found", test_found);
  g_test_add_func ("/practice/course/own", test_own);
  return g_test_run ();
}
