/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "tg-page-layout.h"
#include "tg-test.h"

#include <glib/gstdio.h>
#include <string.h>

static TgPageLayout *
make_layout (guint n_rows)
{
  TgPageContent *content = tg_page_content_new ("出口清单", "CEB603", "草稿 · 请检查并发送", "示例公司", "实训");
  const char *headings[] = { "序号", "品名", "总价", NULL };
  const guint shares[] = { 1, 6, 2 };
  const gboolean figures[] = { FALSE, FALSE, TRUE };

  tg_page_content_add_heading (content, "单据头");
  tg_page_content_add_answer (content, "订单编号", "A-1");
  tg_page_content_add_answer (content, "币制", "USD 美元");
  tg_page_content_add_table (content, headings, shares, figures);
  for (guint i = 0; i < n_rows; i++)
    tg_page_content_add_row (content, (const char *[]) { "1", "保温杯", "1,280.00", NULL }, FALSE);
  tg_page_content_add_row (content, (const char *[]) { "", "合计", "1,280.00", NULL }, TRUE);
  return tg_page_layout_new (content, TG_PAGE_A4_WIDTH, TG_PAGE_A4_HEIGHT);
}

static void
test_pages (void)
{
  g_autoptr (TgPageLayout) one = make_layout (3);
  g_autoptr (TgPageLayout) many = make_layout (1000);

  g_assert_cmpuint (tg_page_layout_get_n_pages (one), ==, 1);
  g_assert_cmpuint (tg_page_layout_get_n_pages (many), >, 10);
  g_assert_cmpuint (tg_page_layout_get_n_pages (many), <, 40);
}

/* Every row is in the text of the file, the head once a page, and the same content gives the
 * same bytes. */
static void
test_pdf (void)
{
  g_autoptr (TgPageLayout) layout = make_layout (200);
  g_autofree char *folder = g_dir_make_tmp ("tg-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "a.pdf", NULL);
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *text = NULL;
  const char *argv[] = { "pdftotext", "-layout", path, "-", NULL };
  g_autoptr (GError) error = NULL;
  gsize length = 0;
  g_auto (GStrv) rows = NULL;
  g_auto (GStrv) heads = NULL;

  g_assert_true (tg_page_layout_write_pdf (layout, path, "2026-11-23T00:00:00Z", &error));
  g_assert_true (g_file_get_contents (path, &first, &length, NULL));
  g_assert_true (tg_page_layout_write_pdf (layout, path, "2026-11-23T00:00:00Z", &error));
  g_assert_true (g_file_get_contents (path, &second, NULL, NULL));
  g_assert_cmpmem (first, length, second, length);
  if (g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &text, NULL, NULL,
                    NULL))
    {
      rows = g_strsplit (text, "保温杯", -1);
      heads = g_strsplit (text, "品名", -1);
      g_assert_cmpuint (g_strv_length (rows), ==, 201);
      g_assert_cmpuint (g_strv_length (heads) - 1, ==, tg_page_layout_get_n_pages (layout));
    }
  g_assert_false (tg_page_layout_write_pdf (layout, "/nowhere/a.pdf", "2026-11-23T00:00:00Z",
                                            &error));
  g_assert_nonnull (error);
  g_remove (path);
  g_rmdir (folder);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/exchange/page-layout/pages", test_pages);
  g_test_add_func ("/exchange/page-layout/pdf", test_pdf);
  return g_test_run ();
}
