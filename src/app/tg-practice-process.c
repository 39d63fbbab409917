/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-practice-process.h"

#include <glib/gi18n-lib.h>
#include <signal.h>

#include "tg-error.h"

/* The program says in its first line where it listens; the last word of it is the address. It is
 * asked to end when the object goes. */
struct _TgPracticeProcess
{
  GObject            parent_instance;

  GSubprocess       *process;
  GDataInputStream  *output;
};

G_DEFINE_FINAL_TYPE (TgPracticeProcess, tg_practice_process, G_TYPE_OBJECT)

#define PROGRAM "tongguan-practice"

static char *
find_program (void)
{
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *folder = self != NULL ? g_path_get_dirname (self) : NULL;
  g_autofree char *beside = folder != NULL ? g_build_filename (folder, PROGRAM, NULL) : NULL;

  if (beside != NULL && g_file_test (beside, G_FILE_TEST_IS_EXECUTABLE))
    return g_steal_pointer (&beside);
  return g_find_program_in_path (PROGRAM);
}

static void
on_line_read (GObject      *source,
              GAsyncResult *result,
              gpointer      data)
{
  g_autoptr (GTask) task = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *line = g_data_input_stream_read_line_finish (G_DATA_INPUT_STREAM (source),
                                                                result, NULL, &error);
  const char *space = line != NULL ? strrchr (line, ' ') : NULL;

  if (error != NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else if (space == NULL || !g_str_has_prefix (space + 1, "http"))
    g_task_return_new_error (task, TG_ERROR, TG_ERROR_FAILED,
                             _("The practice window did not start"));
  else
    g_task_return_pointer (task, g_strdup (space + 1), g_free);
}

static void
tg_practice_process_dispose (GObject *object)
{
  TgPracticeProcess *self = TG_PRACTICE_PROCESS (object);

  if (self->process != NULL)
    g_subprocess_send_signal (self->process, SIGTERM);
  g_clear_object (&self->process);
  g_clear_object (&self->output);
  G_OBJECT_CLASS (tg_practice_process_parent_class)->dispose (object);
}

static void
tg_practice_process_class_init (TgPracticeProcessClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = tg_practice_process_dispose;
}

static void
tg_practice_process_init (TgPracticeProcess *self)
{
}

TgPracticeProcess *
tg_practice_process_new (void)
{
  return g_object_new (TG_TYPE_PRACTICE_PROCESS, NULL);
}

void
tg_practice_process_start_async (TgPracticeProcess   *self,
                                 const char          *database,
                                 GCancellable        *cancellable,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  g_autoptr (GError) error = NULL;
  g_autofree char *program = find_program ();

  g_task_set_source_tag (task, tg_practice_process_start_async);
  if (program == NULL)
    {
      g_task_return_new_error (task, TG_ERROR, TG_ERROR_NOT_FOUND,
                               _("The practice window is not installed"));
      return;
    }
  self->process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE |
                                    G_SUBPROCESS_FLAGS_STDERR_SILENCE, &error, program,
                                    "--sample", "--db", database, "--port", "0", NULL);
  if (self->process == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  self->output = g_data_input_stream_new (g_subprocess_get_stdout_pipe (self->process));
  g_data_input_stream_read_line_async (self->output, G_PRIORITY_DEFAULT, cancellable, on_line_read,
                                       g_steal_pointer (&task));
}

char *
tg_practice_process_start_finish (TgPracticeProcess  *self,
                                  GAsyncResult       *result,
                                  GError            **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
