/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-figure.h"

#include <X11/Xlib.h>
#include <X11/Xutil.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>

/* From exec to the first painted frame, seen from outside: a pixel in the middle of a new window
 * is no longer the display's black. Needs a display of its own (tests/tools/with-display.sh).
 * bench-start PROGRAM [ARGUMENTS] */

#define N_RUNS  7
#define TIMEOUT (20 * G_USEC_PER_SEC)

typedef struct
{
  Display  *display;
  char    **command;
} TgStart;

static gboolean
is_painted (Display *display)
{
  Window root = DefaultRootWindow (display);
  XImage *image = XGetImage (display, root, 300, 400, 1, 1, AllPlanes, ZPixmap);
  unsigned long pixel = image != NULL ? XGetPixel (image, 0, 0) & 0xffffff : 0;

  if (image != NULL)
    XDestroyImage (image);
  return pixel != 0;
}

static void
start (gpointer user_data)
{
  TgStart *self = user_data;
  gint64 end = g_get_monotonic_time () + TIMEOUT;
  GPid pid = 0;
  g_autoptr (GError) error = NULL;

  if (!g_spawn_async (NULL, self->command, NULL,
                      G_SPAWN_DO_NOT_REAP_CHILD | G_SPAWN_STDERR_TO_DEV_NULL,
                      NULL, NULL, &pid, &error))
    g_error ("%s", error->message);
  while (!is_painted (self->display) && g_get_monotonic_time () < end)
    g_usleep (500);
  g_assert_true (is_painted (self->display));
  kill (pid, SIGTERM);
  waitpid (pid, NULL, 0);
}

/* The window of the run before must be gone. */
static void
wait_for_black (TgStart *self)
{
  while (is_painted (self->display))
    g_usleep (2000);
}

static double
measure (TgStart  *self,
         char    **command)
{
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (double));
  double best = 0;

  self->command = command;
  for (guint i = 0; i <= N_RUNS; i++)
    {
      double time = tg_figure_time (start, self, 1);

      wait_for_black (self);
      if (i > 0)    /* the first one reads the files */
        g_array_append_val (times, time);
    }
  for (guint i = 0; i < times->len; i++)
    best = i == 0 ? g_array_index (times, double, i) : MIN (best, g_array_index (times, double, i));
  return best;
}

int
main (int    argc,
      char **argv)
{
  TgStart self = { 0 };
  g_autofree char *folder = g_path_get_dirname (argv[0]);
  g_autofree char *floor = g_build_filename (folder, "floor-window", NULL);
  char *floor_command[] = { floor, NULL };
  double floor_time = 0;

  if (argc < 2)
    return 2;
  self.display = XOpenDisplay (NULL);
  g_return_val_if_fail (self.display != NULL, 1);
  floor_time = measure (&self, floor_command);
  tg_figure_print ("exec to first frame, best of 7", measure (&self, argv + 1), "empty window",
                   floor_time, 5);
  return tg_figure_n_over () == 0 ? 0 : 1;
}
