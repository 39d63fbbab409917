/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-gui-driver.h"

#include <cairo-pdf.h>
#include <string.h>

#include "tg-catalogue.h"
#include "tg-code-source.h"
#include "tg-draft-host.h"
#include "tg-form-page.h"
#include "tg-json.h"
#include "tg-test.h"
#include "tg-window.h"

/* Every form once, with a case that is right, in both languages: its page is built and its summary
 * printed without a warning, no label is without its words, and no section that is shown is bare.
 * With TONGGUAN_FORM_LOOKS=FOLDER pictures of page and summary are kept there, to be looked at. */

static TgCatalogue *catalogue;
static TgCodeLookup *codes;

/* The document of a case without issues; NULL where the case has some. */
static TgDocument *
load_right (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  g_autofree char *json = NULL;
  g_autoptr (JsonNode) node = NULL;
  JsonObject *object;
  JsonArray *issues;

  g_assert_true (g_file_get_contents (path, &text, NULL, &error));
  node = tg_json_parse (text, -1, &TG_JSON_LIMITS_DEFAULT, &error);
  g_assert_no_error (error);
  object = json_node_get_object (node);
  issues = tg_json_get_array (object, "issues");
  if (issues != NULL && json_array_get_length (issues) > 0)
    return NULL;
  json = tg_json_to_canonical (json_object_get_member (object, "document"), &error);
  g_assert_no_error (error);
  return tg_document_new_from_json (json, -1, &error);
}

static guint
get_length (TgDocument *document)
{
  g_autofree char *json = tg_document_to_json (document);

  return (guint) strlen (json);
}

/* The fullest of the right cases. */
static TgDocument *
find_right (const TgForm *form)
{
  g_autofree char *version = g_strdup_printf ("%u", form->version);
  g_autofree char *folder = g_build_filename (TG_SOURCE_DATA_DIR, "forms", form->id, version,
                                              "cases", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  TgDocument *fullest = tg_document_new ();
  const char *name;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autoptr (TgDocument) document = load_right (path);

      if (document == NULL || get_length (document) <= get_length (fullest))
        continue;
      tg_document_unref (fullest);
      fullest = g_steal_pointer (&document);
    }
  return fullest;
}

static TgDraft *
new_draft (TgForm *form)
{
  g_autoptr (TgDocument) document = find_right (form);
  g_autoptr (TgClock) clock = tg_system_clock_new ();
  g_autoptr (TgChance) chance = tg_chance_new_seeded (1);
  TgDraft *draft = tg_draft_new ("draft", tg_catalogue_get_rules (catalogue, form), document,
                                 clock, chance, NULL);

  tg_draft_set_codes (draft, codes);
  tg_draft_fill_initial (draft, FALSE);
  return draft;
}

static char *
dup_name (const TgForm *form,
          const char   *language,
          const char   *suffix)
{
  const char *folder = g_getenv ("TONGGUAN_FORM_LOOKS");
  g_autofree char *name = g_strdup_printf ("%s-%u-%s%s", form->id, form->version, language, suffix);

  return folder != NULL ? g_build_filename (folder, name, NULL) : NULL;
}

static void
print (TgDraft      *draft,
       const TgForm *form,
       const char   *language)
{
  g_autofree char *path = dup_name (form, language, ".pdf");
  cairo_surface_t *surface = cairo_pdf_surface_create (path, 595, 842);
  cairo_t *cairo = cairo_create (surface);
  guint n_pages = tg_draft_get_n_pages (draft);

  g_assert_cmpuint (n_pages, >, 0);
  for (guint i = 0; i < n_pages; i++)
    {
      tg_draft_draw_page (draft, i, cairo);
      cairo_show_page (cairo);
    }
  g_assert_cmpint (cairo_status (cairo), ==, CAIRO_STATUS_SUCCESS);
  cairo_destroy (cairo);
  cairo_surface_destroy (surface);
}

/* A label, a heading or a button that stands there has words. */
static void
check_words (GtkWidget *widget)
{
  if (!gtk_widget_get_mapped (widget))
    return;
  if (GTK_IS_LABEL (widget) && gtk_widget_has_css_class (widget, "column-title"))
    g_assert_cmpstr (gtk_label_get_label (GTK_LABEL (widget)), !=, "");
  if (ADW_IS_PREFERENCES_GROUP (widget))
    g_assert_cmpstr (adw_preferences_group_get_title (ADW_PREFERENCES_GROUP (widget)), !=, "");
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    check_words (child);
}

static void
check_sections (TgDraft      *draft,
                const TgForm *form)
{
  for (guint i = 0; i < form->sections->len; i++)
    {
      const TgSection *section = form->sections->pdata[i];
      guint n_shown = 0;

      if (section->table != NULL || !tg_draft_is_visible (draft, section->key))
        continue;
      for (guint f = 0; f < section->fields->len; f++)
        n_shown += tg_draft_is_visible (draft, ((TgField *) section->fields->pdata[f])->key);
      if (n_shown == 0)
        g_error ("%s/%u: section “%s” is shown and has nothing", form->id, form->version,
                 section->key);
    }
}

static void
show (TgForm     *form,
      const char *language)
{
  TgSettings *settings = tg_settings_new ();
  TgWindow *window = tg_window_new (NULL, settings);
  g_autoptr (TgDraft) draft = NULL;
  g_autofree char *picture = dup_name (form, language, ".png");

  tg_language_set (language);
  draft = new_draft (form);
  tg_window_push (window, tg_form_page_new (NULL, draft));
  gtk_window_set_default_size (GTK_WINDOW (window), 1280, picture != NULL ? 1800 : 800);
  /* The second language is another set of words on the same page: it need not be on screen. */
  if (picture != NULL || g_str_equal (language, "zh"))
    {
      tg_gui_show (GTK_WINDOW (window));
      check_words (GTK_WIDGET (window));
    }
  check_sections (draft, form);
  if (picture != NULL)
    {
      tg_gui_wait_ms (200);
      tg_gui_screenshot (GTK_WIDGET (window), picture);
    }
  print (draft, form, language);
  gtk_window_destroy (GTK_WINDOW (window));
  tg_gui_wait_ms (1);
  tg_settings_free (settings);
}

static void
test_form (gconstpointer form)
{
  show ((TgForm *) form, "zh");
  show ((TgForm *) form, "en");
}

static void
add_forms (void)
{
  for (TgFamily family = TG_FAMILY_REGISTRATION; family < TG_FAMILY_FACT; family++)
    {
      g_autoptr (GPtrArray) forms = tg_catalogue_list_family (catalogue, family, NULL);

      for (guint i = 0; i < forms->len; i++)
        {
          TgForm *form = forms->pdata[i];
          g_autofree char *path = g_strdup_printf ("/app/every-form/%s", form->id);

          g_test_add_data_func (path, form, test_form);
        }
    }
}

/* As the application does by itself: pages look as they are shipped. */
static void
load_style (void)
{
  g_autoptr (GtkCssProvider) style = gtk_css_provider_new ();

  if (gdk_display_get_default () == NULL)
    return;
  gtk_css_provider_load_from_resource (style, "/io/github/tongguan/Tongguan/style.css");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (),
                                              GTK_STYLE_PROVIDER (style),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (GError) error = NULL;
  int failed;

  tg_gui_init (&argc, &argv);
  adw_init ();
  load_style ();
  catalogue = tg_catalogue_load (TG_SOURCE_DATA_DIR, &error);
  g_assert_no_error (error);
  codes = TG_CODE_LOOKUP (tg_code_source_open (NULL, &error));
  g_assert_no_error (error);
  add_forms ();
  failed = g_test_run ();
  g_object_unref (codes);
  tg_catalogue_unref (catalogue);
  return failed;
}
