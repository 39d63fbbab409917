/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-cli-secret.h"

#include "tg-error.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

/* A copy is as short-lived as it can be: the buffer is wiped when its text has been taken. */

#define MAX_SECRET 4096
#define TERMINAL   "/dev/tty"

static gssize
read_some (int    fd,
           char  *buffer,
           gsize  size)
{
  gssize n;

  do
    n = read (fd, buffer, size);
  while (n < 0 && errno == EINTR);
  return n;
}

/* Up to the end, or to the line's end. */
static char *
read_text (int       fd,
           gboolean  is_line)
{
  char buffer[MAX_SECRET] = "";
  gsize length = 0;
  gssize n = 0;
  char *text;

  while (length < sizeof buffer - 1 &&
         (n = read_some (fd, buffer + length, is_line ? 1 : sizeof buffer - 1 - length)) > 0)
    {
      length += (gsize) n;
      if (is_line && buffer[length - 1] == '\n')
        break;
    }
  buffer[strcspn (buffer, "\r\n")] = '\0';
  text = n >= 0 && length > 0 ? g_strdup (buffer) : NULL;
  explicit_bzero (buffer, sizeof buffer);
  return text;
}

static char *
read_unseen (int fd)
{
  struct termios before, unseen;
  char *text;

  if (tcgetattr (fd, &before) != 0)
    return NULL;
  unseen = before;
  unseen.c_lflag &= ~(tcflag_t) ECHO;
  tcsetattr (fd, TCSAFLUSH, &unseen);
  text = read_text (fd, TRUE);
  tcsetattr (fd, TCSAFLUSH, &before);
  return text;
}

char *
tg_cli_secret_read (int      fd,
                    GError **error)
{
  char *text = read_text (fd, FALSE);

  if (text == NULL)
    g_set_error (error, TG_ERROR, TG_ERROR_INVALID,
                 _("No secret could be read from file descriptor %d"), fd);
  return text;
}

char *
tg_cli_secret_read_line (int      fd,
                         GError **error)
{
  char *text = read_text (fd, TRUE);

  if (text == NULL)
    g_set_error_literal (error, TG_ERROR, TG_ERROR_INVALID,
                         _("There is no line on standard input"));
  return text;
}

char *
tg_cli_secret_ask (const char  *prompt,
                   GError     **error)
{
  int fd = open (TERMINAL, O_RDWR | O_CLOEXEC | O_NOCTTY);
  char *text = NULL;

  if (fd >= 0)
    {
      dprintf (fd, "%s ", prompt);
      text = read_unseen (fd);
      dprintf (fd, "\n");
      close (fd);
    }
  if (text == NULL)
    g_set_error (error, TG_ERROR, TG_ERROR_LOCKED,
                 _("%s There is no terminal to type it at; give it by a file descriptor."), prompt);
  return text;
}

int
tg_cli_secret_find (char       **arguments,
                    const char  *option,
                    int          fallback)
{
  for (guint i = 0; arguments[i] != NULL && arguments[i + 1] != NULL; i++)
    if (g_str_equal (arguments[i], option))
      return (int) g_ascii_strtoll (arguments[i + 1], NULL, 10);
  return fallback;
}

void
tg_cli_secret_wipe (char *secret)
{
  if (secret == NULL)
    return;
  explicit_bzero (secret, strlen (secret));
  g_free (secret);
}
