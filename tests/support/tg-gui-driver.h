/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Drives the program's windows from inside the test process. `tg_gui_click`, `tg_gui_key` and
 * `tg_gui_type` send what a person's mouse and keyboard would (XTEST); `tg_gui_activate` and
 * `tg_gui_set_text` go in by GTK's own entry points.  A selector is one of these, or several with
 * " > " between, each somewhere below the one before:    #id          the id in the template
 * TypeName     the type of the widget, or a parent of it   text=Save    its text, title or
 * tooltip, without mnemonic marks  Only what is mapped is found. */

#define TG_GUI_TIMEOUT_MS 5000

/* Instead of g_test_init: a home of its own, no animations, warnings are fatal; without a display
 * the test is skipped, or fails where CI is set. */
void        tg_gui_init           (int         *argc,
                                   char      ***argv);
/* Presents the window and waits for its first frame. */
void        tg_gui_show           (GtkWindow   *window);
/* Waits until one more frame is on the screen and nothing is queued. */
void        tg_gui_settle         (GtkWidget   *widget);
void        tg_gui_wait_ms        (guint        milliseconds);

GtkWidget  *tg_gui_find           (gpointer     root,
                                   const char  *selector);   /* (nullable) */
/* Waits for it; the test fails with a picture of the tree if it does not come. */
GtkWidget  *tg_gui_need           (gpointer     root,
                                   const char  *selector);
guint       tg_gui_count          (gpointer     root,
                                   const char  *selector);
char       *tg_gui_dup_text       (GtkWidget   *widget);
/* What is mapped below `root`, one widget a line. */
char       *tg_gui_dup_tree       (gpointer     root);

void        tg_gui_click          (GtkWidget   *widget);
void        tg_gui_double_click   (GtkWidget   *widget);
/* A key such as "Return", "<Control>Return" or "F7", sent to the window that has the focus. */
void        tg_gui_key            (GtkWidget   *widget,
                                   const char  *accelerator);
/* Types where the focus is, Chinese too. */
void        tg_gui_type           (GtkWidget   *widget,
                                   const char  *text);

void        tg_gui_activate       (GtkWidget   *widget);
void        tg_gui_set_text       (GtkWidget   *widget,
                                   const char  *text);

void        tg_gui_screenshot     (GtkWidget   *widget,
                                   const char  *path);

#define tg_gui_assert_text(root, selector, expected) \
  G_STMT_START \
    { \
      g_autofree char *tg_gui_text = tg_gui_dup_text (tg_gui_need ((root), (selector))); \
      g_assert_cmpstr (tg_gui_text, ==, (expected)); \
    } \
  G_STMT_END

/* Runs the main context until `condition` holds; fails with the tree of `root` if it does not. */
#define tg_gui_assert_soon(root, condition) \
  G_STMT_START \
    { \
      gint64 tg_gui_end = g_get_monotonic_time () + (gint64) TG_GUI_TIMEOUT_MS * 1000; \
      while (!(condition) && g_get_monotonic_time () < tg_gui_end) \
        tg_gui_wait_ms (5); \
      if (!(condition)) \
        tg_gui_fail ((root), G_LOG_DOMAIN, __FILE__, __LINE__, G_STRFUNC, #condition); \
    } \
  G_STMT_END

void        tg_gui_fail           (gpointer     root,
                                   const char  *domain,
                                   const char  *file,
                                   int          line,
                                   const char  *function,
                                   const char  *condition) G_GNUC_NORETURN;

G_END_DECLS
