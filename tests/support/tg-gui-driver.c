/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-gui-driver.h"

#include <locale.h>

#include "tg-test.h"

/* Finds, reads and photographs widgets of the windows in this process. Mouse and keyboard are in
 * tg-gui-input.c. Main thread only. */

typedef gboolean (*MatchFunc) (GtkWidget  *widget,
                               const char *wanted);

static gboolean
on_log (const char     *domain,
        GLogLevelFlags  level,
        const char     *message,
        gpointer        data)
{
  /* Harmless lines of a bare display. Everything else from warnings up fails the test. */
  static const char * const ignored[] = {
    "Unable to acquire session bus", "Screen coordinates not supported",
    "Failed to measure available space",
  };

  for (guint i = 0; i < G_N_ELEMENTS (ignored); i++)
    {
      if (strstr (message, ignored[i]) != NULL)
        return FALSE;
    }
  return TRUE;
}

static gboolean
set_flag (gpointer flag)
{
  *(gboolean *) flag = TRUE;
  return G_SOURCE_REMOVE;
}

static void
on_after_paint (GdkFrameClock *clock,
                gboolean      *is_painted)
{
  *is_painted = TRUE;
}

/* "_Save" and "保存(_S)" are matched without their mark. */
static char *
without_mnemonic (const char *text)
{
  GString *plain = g_string_new (NULL);

  for (; *text != '\0'; text++)
    {
      if (*text != '_')
        g_string_append_c (plain, *text);
    }
  return g_string_free (plain, FALSE);
}

static char *
dup_property (GtkWidget  *widget,
              const char *name)
{
  GParamSpec *property = g_object_class_find_property (G_OBJECT_GET_CLASS (widget), name);
  g_autofree char *text = NULL;

  if (property == NULL || property->value_type != G_TYPE_STRING)
    return NULL;
  g_object_get (widget, name, &text, NULL);
  return text != NULL && *text != '\0' ? without_mnemonic (text) : NULL;
}

static gboolean
matches_id (GtkWidget  *widget,
            const char *wanted)
{
  return g_strcmp0 (gtk_buildable_get_buildable_id (GTK_BUILDABLE (widget)), wanted) == 0;
}

/* An entry row is found by its title, not by what is typed in it. */
static gboolean
matches_text (GtkWidget  *widget,
              const char *wanted)
{
  g_autofree char *text = GTK_IS_EDITABLE (widget) ? dup_property (widget, "title")
                                                   : tg_gui_dup_text (widget);

  return g_strcmp0 (text, wanted) == 0;
}

static gboolean
matches_type (GtkWidget  *widget,
              const char *wanted)
{
  GType type = g_type_from_name (wanted);

  return type != G_TYPE_INVALID && g_type_is_a (G_OBJECT_TYPE (widget), type);
}

static void
collect (GtkWidget  *widget,
         const char *wanted,
         MatchFunc   matches,
         GPtrArray  *found)
{
  if (!gtk_widget_get_mapped (widget))
    return;
  if (matches (widget, wanted))
    g_ptr_array_add (found, widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    collect (child, wanted, matches, found);
}

/* Those that match one part of a selector at or below `root`. */
static GPtrArray *
find_part (GtkWidget  *root,
           const char *part)
{
  GPtrArray *found = g_ptr_array_new ();

  if (*part == '#')
    collect (root, part + 1, matches_id, found);
  else if (g_str_has_prefix (part, "text="))
    collect (root, part + strlen ("text="), matches_text, found);
  else
    collect (root, part, matches_type, found);
  return found;
}

static GPtrArray *
find_all (gpointer    root,
          const char *selector)
{
  g_auto (GStrv) parts = g_strsplit (selector, " > ", -1);
  GPtrArray *level = g_ptr_array_new ();

  g_ptr_array_add (level, root);
  for (guint i = 0; parts[i] != NULL; i++)
    {
      GPtrArray *next = g_ptr_array_new ();

      for (guint j = 0; j < level->len; j++)
        {
          g_autoptr (GPtrArray) below = find_part (level->pdata[j], parts[i]);

          if (i > 0 && below->len > 0 && below->pdata[0] == level->pdata[j])
            g_ptr_array_remove_index (below, 0);
          g_ptr_array_extend (next, below, NULL, NULL);
        }
      g_ptr_array_unref (level);
      level = next;
    }
  return level;
}

static void
append_tree (GtkWidget *widget,
             int        depth,
             GString   *out)
{
  const char *id = gtk_buildable_get_buildable_id (GTK_BUILDABLE (widget));
  g_autofree char *text = tg_gui_dup_text (widget);

  if (!gtk_widget_get_mapped (widget))
    return;
  g_string_append_printf (out, "%*s%s", depth * 2, "", G_OBJECT_TYPE_NAME (widget));
  if (id != NULL)
    g_string_append_printf (out, " #%s", id);
  if (text != NULL)
    g_string_append_printf (out, " “%s”", text);
  if (!gtk_widget_get_sensitive (widget))
    g_string_append (out, " (insensitive)");
  g_string_append_c (out, '\n');
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    append_tree (child, depth + 1, out);
}

/* Not G_TEST_OPTION_ISOLATE_DIRS: it hides XDG_DATA_DIRS too, and then no GSettings schema is
 * found. */
static void
isolate (void)
{
  static const char * const folders[] = {
    "HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME",
  };
  g_autofree char *folder = tg_test_make_folder ();

  for (guint i = 0; i < G_N_ELEMENTS (folders); i++)
    g_setenv (folders[i], folder, TRUE);
  g_setenv ("GSETTINGS_BACKEND", "memory", FALSE);
  g_setenv ("GSK_RENDERER", "cairo", FALSE);
  g_setenv ("GDK_DEBUG", "gl-disable", FALSE);
  g_setenv ("GTK_USE_PORTAL", "0", FALSE);
  /* "none" has no accessible context, and gtk_test_accessible_* would fail. */
  g_setenv ("GTK_A11Y", "test", FALSE);
}

/* Not gtk_test_init: it forces en_US and aborts where there is no display. */
void
tg_gui_init (int    *argc,
             char ***argv)
{
  setlocale (LC_ALL, "");
  isolate ();
  g_test_init (argc, argv, NULL);
  if (!gtk_init_check ())
    {
      /* A skip would hide it where tests are run by themselves. */
      if (g_getenv ("CI") != NULL)
        {
          g_print ("Bail out! no display: run under tests/tools/with-display.sh\n");
          exit (1);
        }
      g_print ("1..0 # SKIP no display\n");
      exit (0);
    }
  g_test_log_set_fatal_handler (on_log, NULL);
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE,
                "gtk-double-click-time", 50, NULL);
}

void
tg_gui_show (GtkWindow *window)
{
  gtk_window_present (window);
  tg_gui_assert_soon (window, gtk_widget_get_mapped (GTK_WIDGET (window)));
  tg_gui_settle (GTK_WIDGET (window));
}

void
tg_gui_settle (GtkWidget *widget)
{
  GtkNative *native = gtk_widget_get_native (widget);
  gint64 end = g_get_monotonic_time () + G_USEC_PER_SEC;
  gboolean is_painted = FALSE;
  GdkFrameClock *clock;
  gulong handler;

  if (native == NULL || !gtk_widget_get_mapped (GTK_WIDGET (native)))
    {
      tg_gui_wait_ms (10);
      return;
    }
  clock = gdk_surface_get_frame_clock (gtk_native_get_surface (native));
  handler = g_signal_connect (clock, "after-paint", G_CALLBACK (on_after_paint), &is_painted);
  gtk_widget_queue_draw (GTK_WIDGET (native));
  while (!is_painted && g_get_monotonic_time () < end)
    tg_gui_wait_ms (2);
  g_signal_handler_disconnect (clock, handler);
  for (int i = 0; i < 20 && g_main_context_pending (NULL); i++)
    g_main_context_iteration (NULL, FALSE);
}

void
tg_gui_wait_ms (guint milliseconds)
{
  gboolean is_over = FALSE;

  g_timeout_add (milliseconds, set_flag, &is_over);
  while (!is_over)
    g_main_context_iteration (NULL, TRUE);
}

GtkWidget *
tg_gui_find (gpointer    root,
             const char *selector)
{
  g_autoptr (GPtrArray) found = find_all (root, selector);

  return found->len > 0 ? found->pdata[0] : NULL;
}

GtkWidget *
tg_gui_need (gpointer    root,
             const char *selector)
{
  gint64 end = g_get_monotonic_time () + (gint64) TG_GUI_TIMEOUT_MS * 1000;
  GtkWidget *widget = tg_gui_find (root, selector);

  while (widget == NULL && g_get_monotonic_time () < end)
    {
      tg_gui_wait_ms (5);
      widget = tg_gui_find (root, selector);
    }
  if (widget == NULL)
    tg_gui_fail (root, G_LOG_DOMAIN, __FILE__, __LINE__, G_STRFUNC, selector);
  return widget;
}

guint
tg_gui_count (gpointer    root,
              const char *selector)
{
  g_autoptr (GPtrArray) found = find_all (root, selector);

  return found->len;
}

char *
tg_gui_dup_text (GtkWidget *widget)
{
  static const char * const properties[] = { "label", "title", "heading" };

  if (GTK_IS_EDITABLE (widget))
    return g_strdup (gtk_editable_get_text (GTK_EDITABLE (widget)));
  if (GTK_IS_LABEL (widget))
    return g_strdup (gtk_label_get_text (GTK_LABEL (widget)));
  if (GTK_IS_INSCRIPTION (widget))
    return g_strdup (gtk_inscription_get_text (GTK_INSCRIPTION (widget)));
  for (guint i = 0; i < G_N_ELEMENTS (properties); i++)
    {
      char *text = dup_property (widget, properties[i]);

      if (text != NULL)
        return text;
    }
  return g_strdup (gtk_widget_get_tooltip_text (widget));
}

char *
tg_gui_dup_tree (gpointer root)
{
  GString *out = g_string_new (NULL);

  append_tree (root, 0, out);
  return g_string_free (out, FALSE);
}

void
tg_gui_activate (GtkWidget *widget)
{
  g_autoptr (GtkWidget) kept = g_object_ref (widget);
  GtkWidget *parent = gtk_widget_get_parent (widget);

  if (GTK_IS_LIST_BOX_ROW (widget) && GTK_IS_LIST_BOX (parent))
    {
      gtk_list_box_select_row (GTK_LIST_BOX (parent), GTK_LIST_BOX_ROW (widget));
      g_signal_emit_by_name (widget, "activate");
    }
  else if (GTK_IS_BUTTON (widget))
    g_signal_emit_by_name (widget, "clicked");
  else
    gtk_widget_activate (widget);
  tg_gui_settle (kept);
}

void
tg_gui_set_text (GtkWidget  *widget,
                 const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (widget), text);
  tg_gui_settle (widget);
}

/* The widget as GTK draws it; popovers, which are windows of their own, are not in it. */
void
tg_gui_screenshot (GtkWidget  *widget,
                   const char *path)
{
  g_autoptr (GdkPaintable) paintable = NULL;
  g_autoptr (GtkSnapshot) snapshot = NULL;
  g_autoptr (GskRenderNode) node = NULL;
  g_autoptr (GdkTexture) texture = NULL;
  GskRenderer *renderer = gtk_native_get_renderer (gtk_widget_get_native (widget));

  tg_gui_settle (widget);
  paintable = gtk_widget_paintable_new (widget);
  snapshot = gtk_snapshot_new ();
  gdk_paintable_snapshot (paintable, snapshot, gdk_paintable_get_intrinsic_width (paintable),
                          gdk_paintable_get_intrinsic_height (paintable));
  node = gtk_snapshot_to_node (snapshot);
  g_assert_nonnull (node);
  texture = gsk_renderer_render_texture (renderer, node, NULL);
  g_assert_true (gdk_texture_save_to_png (texture, path));
}

void
tg_gui_fail (gpointer    root,
             const char *domain,
             const char *file,
             int         line,
             const char *function,
             const char *condition)
{
  g_autofree char *tree = tg_gui_dup_tree (root);
  g_autofree char *message = g_strdup_printf ("not in time: %s", condition);

  g_test_message ("widgets:\n%s", tree);
  g_assertion_message (domain, file, line, function, message);
  g_abort ();
}
