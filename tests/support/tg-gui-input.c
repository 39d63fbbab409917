/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-gui-driver.h"

#include <X11/extensions/XTest.h>
#include <X11/keysym.h>
#include <gdk/x11/gdkx.h>

/* Mouse and keyboard for tests, by XTEST over a connection of our own, so that events come in as
 * from another client. Characters without a key (Chinese) get a spare key for the moment. GDK's
 * X11 functions are deprecated in newer GTK, but a test display is X11 all the same. */

G_GNUC_BEGIN_IGNORE_DEPRECATIONS

static Display *connection;

static Display *
get_connection (void)
{
  if (connection == NULL)
    connection = XOpenDisplay (gdk_display_get_name (gdk_display_get_default ()));
  g_assert (connection != NULL);
  return connection;
}

/* The middle of the widget on the screen. */
static void
get_center (GtkWidget *widget,
            int       *x,
            int       *y)
{
  GtkNative *native = gtk_widget_get_native (widget);
  GdkSurface *surface = gtk_native_get_surface (native);
  int scale = gdk_surface_get_scale_factor (surface);
  graphene_rect_t bounds;
  graphene_point_t center;
  Window child;
  double shadow_x, shadow_y;

  g_assert_true (gtk_widget_compute_bounds (widget, GTK_WIDGET (native), &bounds));
  graphene_rect_get_center (&bounds, &center);
  gtk_native_get_surface_transform (native, &shadow_x, &shadow_y);
  XTranslateCoordinates (get_connection (), gdk_x11_surface_get_xid (surface),
                         DefaultRootWindow (get_connection ()), 0, 0, x, y, &child);
  *x += (int) ((shadow_x + center.x) * scale);
  *y += (int) ((shadow_y + center.y) * scale);
}

static void
send_modifiers (GdkModifierType modifiers,
                gboolean        is_down)
{
  static const struct
  {
    GdkModifierType modifier;
    KeySym          key;
  } keys[] = {
    { GDK_CONTROL_MASK, XK_Control_L },
    { GDK_SHIFT_MASK, XK_Shift_L },
    { GDK_ALT_MASK, XK_Alt_L },
  };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      if ((modifiers & keys[i].modifier) != 0)
        XTestFakeKeyEvent (get_connection (), XKeysymToKeycode (get_connection (), keys[i].key),
                           is_down, 0);
    }
}

static void
send_key (KeyCode         code,
          GdkModifierType modifiers)
{
  send_modifiers (modifiers, TRUE);
  XTestFakeKeyEvent (get_connection (), code, True, 0);
  XTestFakeKeyEvent (get_connection (), code, False, 0);
  send_modifiers (modifiers, FALSE);
  XSync (get_connection (), False);
}

static gboolean
is_unused (const KeySym *symbols,
           int           count)
{
  for (int i = 0; i < count; i++)
    {
      if (symbols[i] != NoSymbol)
        return FALSE;
    }
  return TRUE;
}

/* A key that means nothing on this keyboard. */
static KeyCode
find_spare_key (void)
{
  static KeyCode spare;
  int first, last, width;
  KeySym *map;

  if (spare != 0)
    return spare;
  XDisplayKeycodes (get_connection (), &first, &last);
  map = XGetKeyboardMapping (get_connection (), (KeyCode) first, last - first + 1, &width);
  for (int code = last; code >= first && spare == 0; code--)
    {
      if (is_unused (map + (code - first) * width, width))
        spare = (KeyCode) code;
    }
  XFree (map);
  g_assert (spare != 0);
  return spare;
}

static void
type_by_spare_key (KeySym symbol)
{
  KeySym both[2] = { symbol, symbol };
  KeyCode code = find_spare_key ();

  XChangeKeyboardMapping (get_connection (), code, 2, both, 1);
  XSync (get_connection (), False);
  /* GTK has to read the new map before the key comes. */
  tg_gui_wait_ms (30);
  send_key (code, 0);
  tg_gui_wait_ms (30);
}

static void
type_char (gunichar c)
{
  KeySym symbol = gdk_unicode_to_keyval (c);
  KeyCode code = symbol < 0x100 ? XKeysymToKeycode (get_connection (), symbol) : 0;

  if (code != 0 && XKeycodeToKeysym (get_connection (), code, 0) == symbol)
    send_key (code, 0);
  else if (code != 0 && XKeycodeToKeysym (get_connection (), code, 1) == symbol)
    send_key (code, GDK_SHIFT_MASK);
  else
    type_by_spare_key (symbol);
  tg_gui_wait_ms (4);
}

static void
click (GtkWidget *widget,
       int        times)
{
  /* The click may close the window in which the widget is. */
  g_autoptr (GtkWidget) kept = g_object_ref (widget);
  int x, y;

  tg_gui_settle (widget);
  get_center (widget, &x, &y);
  XTestFakeMotionEvent (get_connection (), -1, x, y, 0);
  XSync (get_connection (), False);
  tg_gui_wait_ms (20);
  for (int i = 0; i < times; i++)
    {
      XTestFakeButtonEvent (get_connection (), 1, True, 0);
      XTestFakeButtonEvent (get_connection (), 1, False, 0);
    }
  XSync (get_connection (), False);
  tg_gui_wait_ms (30);
  tg_gui_settle (kept);
}

void
tg_gui_click (GtkWidget *widget)
{
  click (widget, 1);
}

void
tg_gui_double_click (GtkWidget *widget)
{
  click (widget, 2);
}

void
tg_gui_key (GtkWidget  *widget,
            const char *accelerator)
{
  g_autoptr (GtkWidget) kept = g_object_ref (widget);
  GdkModifierType modifiers;
  guint key;

  g_assert_true (gtk_accelerator_parse (accelerator, &key, &modifiers));
  send_key (XKeysymToKeycode (get_connection (), key), modifiers);
  tg_gui_wait_ms (20);
  tg_gui_settle (kept);
}

void
tg_gui_type (GtkWidget  *widget,
             const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    type_char (g_utf8_get_char (p));
  tg_gui_settle (widget);
}

G_GNUC_END_IGNORE_DEPRECATIONS
