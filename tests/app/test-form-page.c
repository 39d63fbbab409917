/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-gui-driver.h"

#include "tg-catalogue.h"
#include "tg-draft-host.h"
#include "tg-field-entry.h"
#include "tg-form-page.h"
#include "tg-receipt.h"
#include "tg-test.h"
#include "tg-window.h"

/* A form in a window of its own, worked by the keyboard; the draft is kept in memory. */

typedef struct
{
  TgCatalogue *catalogue;
  TgSettings  *settings;
  TgWindow    *window;
  TgDraft     *draft;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  form)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TgDocument) document = tg_document_new ();
  g_autoptr (TgClock) clock = tg_system_clock_new ();
  g_autoptr (TgChance) chance = tg_chance_new_seeded (1);
  TgForm *definition;

  fixture->catalogue = tg_catalogue_load (TG_SOURCE_DATA_DIR, &error);
  g_assert_no_error (error);
  definition = tg_catalogue_find (fixture->catalogue, form, 1);
  g_assert_nonnull (definition);
  fixture->draft = tg_draft_new ("draft", tg_catalogue_get_rules (fixture->catalogue, definition),
                                 document, clock, chance, NULL);
  fixture->settings = tg_settings_new ();
  fixture->window = tg_window_new (NULL, fixture->settings);
  tg_window_push (fixture->window, tg_form_page_new (NULL, fixture->draft));
  tg_gui_show (GTK_WINDOW (fixture->window));
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  form)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  tg_gui_wait_ms (20);
  tg_settings_free (fixture->settings);
  g_clear_object (&fixture->draft);
  tg_catalogue_unref (fixture->catalogue);
}

/* The path of the field that has the caret. */
static const char *
get_place (Fixture *fixture)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (fixture->window));
  GtkWidget *entry = focus != NULL ? gtk_widget_get_ancestor (focus, TG_TYPE_FIELD_ENTRY) : NULL;

  return entry != NULL ? tg_field_entry_get_path (TG_FIELD_ENTRY (entry)) : "";
}

static void
press (Fixture    *fixture,
       const char *key)
{
  tg_gui_key (GTK_WIDGET (fixture->window), key);
}

static void
type (Fixture    *fixture,
      const char *text)
{
  tg_gui_type (GTK_WIDGET (fixture->window), text);
}

static TgFormPage *
get_page (Fixture *fixture)
{
  return TG_FORM_PAGE (tg_window_get_page (fixture->window));
}

static void
test_return (Fixture       *fixture,
             gconstpointer  form)
{
  g_assert_cmpstr (get_place (fixture), ==, "order_type");
  type (fixture, "E");
  press (fixture, "Return");
  g_assert_cmpstr (tg_draft_get_value (fixture->draft, "order_type"), ==, "E");
  g_assert_cmpstr (get_place (fixture), ==, "order_no");
  type (fixture, "CX2611-01");
  press (fixture, "Return");
  g_assert_cmpstr (tg_draft_get_value (fixture->draft, "order_no"), ==, "CX2611-01");
  press (fixture, "Return");
  /* Over the end of a section into the next one. */
  g_assert_cmpstr (get_place (fixture), ==, "ebp_code");
}

static void
test_undo (Fixture       *fixture,
           gconstpointer  form)
{
  type (fixture, "E");
  press (fixture, "Return");
  type (fixture, "CX");
  press (fixture, "<Control>z");
  /* What is being typed is the field's own: the committed field stands. */
  g_assert_cmpstr (tg_draft_get_value (fixture->draft, "order_type"), ==, "E");
  press (fixture, "Escape");
  press (fixture, "<Control>z");
  g_assert_cmpstr (tg_draft_get_value (fixture->draft, "order_type"), ==, "");
  press (fixture, "<Control><Shift>z");
  g_assert_cmpstr (tg_draft_get_value (fixture->draft, "order_type"), ==, "E");
}

static void
test_check (Fixture       *fixture,
            gconstpointer  form)
{
  g_autoptr (GListModel) issues = tg_draft_list_issues (fixture->draft);
  g_autofree char *first = NULL;

  g_assert_cmpuint (g_list_model_get_n_items (issues), ==, 0);
  press (fixture, "F7");
  tg_gui_assert_soon (fixture->window, g_list_model_get_n_items (issues) > 3);
  first = g_strdup (get_place (fixture));
  press (fixture, "F8");
  g_assert_cmpstr (get_place (fixture), !=, first);
  press (fixture, "<Shift>F8");
  g_assert_cmpstr (get_place (fixture), ==, first);
}

static void
test_side_pane (Fixture       *fixture,
                gconstpointer  form)
{
  g_assert_nonnull (tg_gui_find (fixture->window, "TgProblemPane"));
  press (fixture, "F9");
  tg_gui_assert_soon (fixture->window, tg_gui_find (fixture->window, "TgProblemPane") == NULL);
  press (fixture, "F9");
  g_assert_nonnull (tg_gui_need (fixture->window, "TgProblemPane"));
}

static void
test_lines (Fixture       *fixture,
            gconstpointer  form)
{
  tg_form_page_go_to (get_page (fixture), "goods");
  tg_gui_settle (GTK_WIDGET (fixture->window));
  press (fixture, "Return");
  g_assert_cmpuint (tg_draft_get_n_lines (fixture->draft, "goods"), ==, 1);
  type (fixture, "BAG-01");
  press (fixture, "Return");
  g_assert_true (g_str_has_suffix (get_place (fixture), "/item_name"));
  press (fixture, "<Control>Delete");
  g_assert_cmpuint (tg_draft_get_n_lines (fixture->draft, "goods"), ==, 0);
  tg_draft_undo (fixture->draft);
  g_assert_cmpuint (tg_draft_get_n_lines (fixture->draft, "goods"), ==, 1);
}

/* The first key replaces what stands there, also where the selection was lost meanwhile; after it
 * the text is worked on as it is. */
/* A line that goes leaves the caret in its column, on the line that comes up or on the last one. */
static void
test_remove_line (Fixture       *fixture,
                  gconstpointer  form)
{
  g_autofree char *first = NULL;
  g_autofree char *last = NULL;

  for (guint i = 0; i < 3; i++)
    tg_draft_add_line (fixture->draft, "goods", -1);
  first = tg_path_new ("goods", tg_draft_get_line_id (fixture->draft, "goods", 0), "item_name");
  last = tg_path_new ("goods", tg_draft_get_line_id (fixture->draft, "goods", 2), "item_name");
  tg_gui_settle (GTK_WIDGET (fixture->window));
  g_assert_true (tg_form_page_go_to (get_page (fixture), last));
  press (fixture, "Up");
  press (fixture, "<Control>Delete");
  g_assert_cmpstr (get_place (fixture), ==, last);
  press (fixture, "<Control>Delete");
  g_assert_cmpuint (tg_draft_get_n_lines (fixture->draft, "goods"), ==, 1);
  g_assert_cmpstr (get_place (fixture), ==, first);
}

static void
test_first_key (Fixture       *fixture,
                gconstpointer  form)
{
  GtkWidget *entry;

  press (fixture, "Return");
  type (fixture, "CX1");
  press (fixture, "Return");
  tg_form_page_go_to (get_page (fixture), "order_no");
  tg_gui_settle (GTK_WIDGET (fixture->window));
  entry = gtk_widget_get_ancestor (gtk_root_get_focus (GTK_ROOT (fixture->window)),
                                   TG_TYPE_FIELD_ENTRY);
  gtk_editable_select_region (GTK_EDITABLE (entry), 0, 0);
  type (fixture, "23");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "23");
}

/* Many lines cost the widgets of a dozen, and scrolling gives these other lines. */
static void
test_many_lines (Fixture       *fixture,
                 gconstpointer  form)
{
  g_autoptr (GString) block = g_string_new (NULL);
  guint lines;
  g_autofree char *last = NULL;

  for (guint i = 0; i < 1000; i++)
    g_string_append_printf (block, "GOODS-%u\tname\n", i);
  tg_draft_add_line (fixture->draft, "goods", -1);
  tg_draft_paste_block (fixture->draft, "goods", 0, "item_no", block->str);
  tg_gui_settle (GTK_WIDGET (fixture->window));
  lines = tg_draft_get_n_lines (fixture->draft, "goods");
  g_assert_cmpuint (lines, >, 50);
  g_assert_cmpuint (tg_gui_count (fixture->window, "TgLineTable > TgFieldEntry"), <, 12 * 12 + 1);
  last = tg_path_new ("goods", tg_draft_get_line_id (fixture->draft, "goods", lines - 1),
                      "item_no");
  g_assert_true (tg_form_page_go_to (get_page (fixture), last));
  g_assert_cmpstr (get_place (fixture), ==, last);
}

#define SHADOW 40

/* As a person draws the window's edge: a little at a time. */
static void
shrink (Fixture *fixture,
        int      width)
{
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), width, 700);
  tg_gui_assert_soon (fixture->window,
                      gtk_widget_get_width (GTK_WIDGET (fixture->window)) <= width + SHADOW);
  tg_gui_settle (GTK_WIDGET (fixture->window));
}

/* In a narrow window both sides lie over the fields, and come by their buttons. */
static void
test_narrow (Fixture       *fixture,
             gconstpointer  form)
{
  shrink (fixture, 940);
  shrink (fixture, 800);
  shrink (fixture, 420);
  g_assert_null (tg_gui_find (fixture->window, "TgProblemPane"));
  g_assert_null (tg_gui_find (fixture->window, "TgSectionList"));
  press (fixture, "F9");
  g_assert_nonnull (tg_gui_need (fixture->window, "TgProblemPane"));
}

static void
send_back (TgDraft            *draft,
           const char * const *pointers)
{
  g_autoptr (GPtrArray) faults = g_ptr_array_new_with_free_func ((GDestroyNotify) tg_fault_free);
  g_autoptr (GPtrArray) receipts = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (TgDocument) sent = tg_draft_dup_document (draft);
  TgReceiptFields fields = {
    .id = "e1", .filing = "f", .submission = "s", .revision = 1, .agency = "customs",
    .status = TG_FILING_RETURNED, .status_text = "returned", .code = "100", .message = "退回",
    .number = "", .faults = faults,
  };

  for (guint i = 0; pointers[i] != NULL; i++)
    g_ptr_array_add (faults, tg_fault_new (pointers[i], "-624012",
                                           "与海关已收到的另一份单证的编号重复，请核对后重新申报"));
  g_ptr_array_add (receipts, tg_receipt_new (&fields));
  tg_draft_set_states (draft, TG_FILING_RETURNED, TG_ATTEMPT_RECEIVED);
  tg_draft_set_receipts (draft, receipts, sent);
}

/* On a small screen, too, all of what an agency sent back is read without scrolling in the list. */
static void
test_returned (Fixture       *fixture,
               gconstpointer  form)
{
  static const char * const pointers[] = { "/order_no", "/ebp_code", "/ebc_code", NULL };
  GtkWidget *list;
  GtkAdjustment *adjustment;

  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1024, 600);
  send_back (fixture->draft, pointers);
  tg_gui_settle (GTK_WIDGET (fixture->window));
  g_assert_cmpuint (tg_draft_count_remarks (fixture->draft), ==, 3);
  list = tg_gui_need (fixture->window, "TgProblemPane > #scroller");
  adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (list));
  g_assert_cmpfloat (gtk_adjustment_get_upper (adjustment), >, 100);
  tg_gui_assert_soon (fixture->window, gtk_adjustment_get_upper (adjustment) <=
                      gtk_adjustment_get_page_size (adjustment) + 1);
}

static void
add (const char *name,
     void      (*test)(Fixture       *fixture,
                       gconstpointer  form))
{
  g_autofree char *path = g_strconcat ("/app/form-page/", name, NULL);

  g_test_add (path, Fixture, "customs.order", set_up, test, tear_down);
}

int
main (int    argc,
      char **argv)
{
  tg_gui_init (&argc, &argv);
  adw_init ();
  add ("return", test_return);
  add ("undo", test_undo);
  add ("check", test_check);
  add ("side-pane", test_side_pane);
  add ("lines", test_lines);
  add ("remove-line", test_remove_line);
  add ("first-key", test_first_key);
  add ("many-lines", test_many_lines);
  add ("narrow", test_narrow);
  add ("returned", test_returned);
  return g_test_run ();
}
