/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "tg-chance.h"

/* A bad way between a client and a window, both on this computer: request by request it carries on,
 * keeps back, cuts, repeats, swallows or answers by itself, by chance that follows from a seed.
 * It is told line by line, and ends with its input:
 *   storm N   of a thousand requests so many meet a fault; of submissions more
 *   calm      none does
 *   counts    one line about what was done so far
 * A thread for each connection; what they share is behind the mutex. */

#define MAX_HEAD     (64 * 1024)
#define LATE         1800          /* ms: some answers come later than a hasty client waits */
#define JITTER       12            /* ms, of what goes well */
#define MAX_ECHO     2500          /* ms until a request comes again */
#define PROBLEM \
  "{\"type\":\"urn:single-window:problem:%s\",\"title\":\"The proxy says so\",\"status\":%u}"

typedef struct
{
  GMutex    mutex;
  TgChance *chance;
  guint64  *counts;       /* by fault */
  guint64   n_good;
  guint64   n_gone;       /* there was no window, or it ended meanwhile */
  guint     storm;
  char     *epoch;        /* that the window's answers bear */
  guint16   port;         /* the window's */
} Proxy;

/* One connection of the client, and ours to the window for it. */
typedef struct
{
  Proxy *proxy;
  int    client;
  int    window;          /* -1: not connected */
} Line;

/* Carries one request; gives whether the line is good for another. */
typedef gboolean (*Carry) (Line          *line,
                           const GString *request);

static guint
roll (Proxy *proxy,
      guint  limit)
{
  guint result;

  g_mutex_lock (&proxy->mutex);
  result = (guint) tg_chance_below (proxy->chance, MAX (limit, 1));
  g_mutex_unlock (&proxy->mutex);
  return result;
}

static void
pause_up_to (Proxy *proxy,
             guint  milliseconds)
{
  g_usleep ((gulong) roll (proxy, milliseconds) * 1000);
}

/* Sockets */

static int
connect_to (guint16 port)
{
  const struct sockaddr_in address = {
    .sin_family = AF_INET, .sin_port = htons (port), .sin_addr.s_addr = htonl (INADDR_LOOPBACK),
  };
  const int one = 1;
  int fd = socket (AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

  if (connect (fd, (const struct sockaddr *) &address, sizeof address) != 0)
    {
      close (fd);
      return -1;
    }
  setsockopt (fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
  return fd;
}

/* The other end learns of it by a reset, not by an end. */
static void
make_rude (int fd)
{
  const struct linger linger = { .l_onoff = 1, .l_linger = 0 };

  setsockopt (fd, SOL_SOCKET, SO_LINGER, &linger, sizeof linger);
}

static gboolean
send_all (int         fd,
          const char *data,
          gsize       size)
{
  while (size > 0)
    {
      gssize sent = send (fd, data, size, MSG_NOSIGNAL);

      if (sent <= 0)
        return FALSE;
      data += sent;
      size -= (gsize) sent;
    }
  return TRUE;
}

/* Waits until there is something to read from `fd`; FALSE if `other` (-1: nobody) hangs up before:
 * it has nothing to say meanwhile. */
static gboolean
wait_for (int fd,
          int other)
{
  struct pollfd fds[] = { { .fd = fd, .events = POLLIN }, { .fd = other, .events = POLLIN } };

  return poll (fds, G_N_ELEMENTS (fds), -1) > 0 && fds[1].revents == 0;
}

/* Messages: head and body as they came, in one string. */

static gsize
get_head (const GString *message)
{
  const char *end = g_strstr_len (message->str, (gssize) message->len, "\r\n\r\n");

  return end != NULL ? (gsize) (end - message->str) + 4 : 0;
}

/* (transfer full) (nullable) */
static char *
dup_header (const GString *message,
            const char    *name)
{
  g_autofree char *head = g_strndup (message->str, get_head (message));
  g_auto (GStrv) lines = g_strsplit (head, "\r\n", -1);
  gsize length = strlen (name);

  for (guint i = 1; lines[i] != NULL; i++)
    if (g_ascii_strncasecmp (lines[i], name, length) == 0 && lines[i][length] == ':')
      return g_strstrip (g_strdup (lines[i] + length + 1));
  return NULL;
}

static gboolean
is_head_request (const GString *request)
{
  return g_str_has_prefix (request->str, "HEAD ");
}

/* Of the whole message; 0 while its head is not there. */
static gsize
find_length (const GString *message,
             gboolean       has_body)
{
  gsize head = get_head (message);
  g_autofree char *length = head > 0 ? dup_header (message, "Content-Length") : NULL;

  if (head == 0 || length == NULL || !has_body)
    return head;
  return head + (gsize) g_ascii_strtoull (length, NULL, 10);
}

/* NULL if the line breaks before it is whole, or `other` hangs up. */
static GString *
read_message (int      fd,
              int      other,
              gboolean has_body)
{
  g_autoptr (GString) message = g_string_new (NULL);
  char buffer[16 * 1024];
  gsize length = 0;

  while (length == 0 || message->len < length)
    {
      gssize count = wait_for (fd, other) ? recv (fd, buffer, sizeof buffer, 0) : 0;

      if (count <= 0 || (length == 0 && message->len > MAX_HEAD))
        return NULL;
      g_string_append_len (message, buffer, count);
      if (length == 0)
        length = find_length (message, has_body);
    }
  return g_steal_pointer (&message);
}

/* The window */

static void
hang_up_window (Line *line)
{
  if (line->window >= 0)
    close (line->window);
  line->window = -1;
}

static gboolean
tell_window (Line          *line,
             const GString *request,
             gsize          size)
{
  if (line->window < 0)
    line->window = connect_to (line->proxy->port);
  return line->window >= 0 && send_all (line->window, request->str, size);
}

static void
note_epoch (Proxy         *proxy,
            const GString *answer)
{
  char *epoch = dup_header (answer, "Single-Window-Epoch");

  if (epoch == NULL)
    return;
  g_mutex_lock (&proxy->mutex);
  g_free (proxy->epoch);
  proxy->epoch = epoch;
  g_mutex_unlock (&proxy->mutex);
}

/* What a proxy says of a window that is down; or nothing. */
static void
say_gone (Line *line)
{
  static const char answer[] = "HTTP/1.1 502 Bad Gateway\r\nContent-Type: text/html\r\n"
                               "Content-Length: 24\r\nConnection: close\r\n\r\n"
                               "<html>nobody there</html";

  g_mutex_lock (&line->proxy->mutex);
  line->proxy->n_gone++;
  g_mutex_unlock (&line->proxy->mutex);
  if (roll (line->proxy, 2) == 0)
    send_all (line->client, answer, strlen (answer));
}

/* NULL if there is none. */
static GString *
ask_window (Line          *line,
            const GString *request)
{
  GString *answer = NULL;

  if (tell_window (line, request, request->len))
    answer = read_message (line->window, line->client, !is_head_request (request));
  if (answer != NULL)
    note_epoch (line->proxy, answer);
  else
    say_gone (line);
  return answer;
}

static gboolean
give (Line          *line,
      const GString *answer)
{
  return send_all (line->client, answer->str, answer->len);
}

static gboolean
carry_well (Line          *line,
            const GString *request)
{
  g_autoptr (GString) answer = NULL;

  pause_up_to (line->proxy, JITTER);
  answer = ask_window (line, request);
  return answer != NULL && give (line, answer);
}

/* Faults */

static gboolean
carry_late (Line          *line,
            const GString *request)
{
  g_autoptr (GString) answer = NULL;
  guint late = roll (line->proxy, 4) == 0 ? LATE : LATE / 10;

  pause_up_to (line->proxy, late);
  answer = ask_window (line, request);
  pause_up_to (line->proxy, late);
  return answer != NULL && give (line, answer);
}

static gboolean
cut_request (Line          *line,
             const GString *request)
{
  tell_window (line, request, roll (line->proxy, (guint) request->len));
  if (line->window >= 0 && roll (line->proxy, 2) == 0)
    make_rude (line->window);
  hang_up_window (line);
  return FALSE;
}

static gboolean
cut_answer (Line          *line,
            const GString *request)
{
  g_autoptr (GString) answer = ask_window (line, request);

  if (answer != NULL)
    send_all (line->client, answer->str, roll (line->proxy, (guint) answer->len));
  return FALSE;
}

/* At the same time by another connection; either answer may be the one that is given. */
static gboolean
carry_twice (Line          *line,
             const GString *request)
{
  int second = connect_to (line->proxy->port);
  g_autoptr (GString) other = NULL;
  g_autoptr (GString) answer = NULL;

  if (second >= 0)
    send_all (second, request->str, request->len);
  answer = ask_window (line, request);
  if (second >= 0)
    {
      other = read_message (second, line->client, !is_head_request (request));
      close (second);
    }
  if (other != NULL && (answer == NULL || roll (line->proxy, 2) == 0))
    return give (line, other) && answer != NULL;
  return answer != NULL && give (line, answer);
}

typedef struct
{
  Proxy   *proxy;
  GString *request;
  guint    milliseconds;
} Echo;

static gpointer
repeat (gpointer data)
{
  Echo *echo = data;
  g_autoptr (GString) answer = NULL;
  int window;

  g_usleep ((gulong) echo->milliseconds * 1000);
  window = connect_to (echo->proxy->port);
  if (window >= 0 && send_all (window, echo->request->str, echo->request->len))
    answer = read_message (window, -1, !is_head_request (echo->request));
  if (window >= 0)
    close (window);
  g_string_free (echo->request, TRUE);
  g_free (echo);
  return NULL;
}

/* All is well, and long after its answer the request comes once more. */
static gboolean
carry_and_repeat (Line          *line,
                  const GString *request)
{
  Echo *echo = g_new0 (Echo, 1);

  echo->proxy = line->proxy;
  echo->request = g_string_new_len (request->str, (gssize) request->len);
  echo->milliseconds = roll (line->proxy, MAX_ECHO);
  g_thread_unref (g_thread_new ("echo", repeat, echo));
  return carry_well (line, request);
}

static gboolean
swallow_answer (Line          *line,
                const GString *request)
{
  g_autoptr (GString) answer = ask_window (line, request);

  return FALSE;
}

static gboolean
swallow_request (Line          *line,
                 const GString *request)
{
  return FALSE;
}

/* Until the client has had enough of it. */
static gboolean
never_answer (Line          *line,
              const GString *request)
{
  char byte;

  if (roll (line->proxy, 2) == 0)
    tell_window (line, request, request->len);
  recv (line->client, &byte, 1, 0);
  return FALSE;
}

static gboolean
give_text (Line       *line,
           const char *status,
           const char *headers,
           const char *body)
{
  g_autofree char *answer = g_strdup_printf ("HTTP/1.1 %s\r\n%sContent-Length: %zu\r\n\r\n%s",
                                             status, headers, strlen (body), body);

  return send_all (line->client, answer, strlen (answer));
}

/* As the window itself says it, by the contract. */
static gboolean
give_problem (Line       *line,
              guint       code,
              const char *status,
              const char *problem)
{
  static const char * const delays[] = { "", "Retry-After: 0\r\n", "Retry-After: 1\r\n" };
  const char *delay = delays[roll (line->proxy, G_N_ELEMENTS (delays))];
  g_autofree char *body = g_strdup_printf (PROBLEM, problem, code);
  g_autofree char *headers = NULL;

  g_mutex_lock (&line->proxy->mutex);
  headers = g_strdup_printf ("Content-Type: application/problem+json\r\n"
                             "Single-Window-Epoch: %s\r\n%s",
                             line->proxy->epoch != NULL ? line->proxy->epoch : "", delay);
  g_mutex_unlock (&line->proxy->mutex);
  return give_text (line, status, headers, body);
}

static gboolean
say_too_many (Line          *line,
              const GString *request)
{
  return !is_head_request (request) &&
         give_problem (line, 429, "429 Too Many Requests", "rate-limited");
}

static gboolean
say_unavailable (Line          *line,
                 const GString *request)
{
  return !is_head_request (request) &&
         give_problem (line, 503, "503 Service Unavailable", "unavailable");
}

static gboolean
say_unavailable_in_html (Line          *line,
                         const GString *request)
{
  return !is_head_request (request) &&
         give_text (line, "503 Service Unavailable",
                    "Content-Type: text/html\r\nRetry-After: 1\r\n", "<html>Overloaded</html>");
}

static gboolean
say_log_in (Line          *line,
            const GString *request)
{
  return !is_head_request (request) &&
         give_text (line, "200 OK", "Content-Type: text/html; charset=utf-8\r\n",
                    "<html>To use this network, please log in</html>");
}

/* The answer with only the beginning of its body, and a length that says so: no fault but that the
 * JSON ends too early. */
static gboolean
halve_body (Line          *line,
            const GString *request)
{
  g_autoptr (GString) answer = ask_window (line, request);
  g_autoptr (GString) half = g_string_new (NULL);
  g_autofree char *head = NULL;
  g_auto (GStrv) lines = NULL;
  gsize kept;

  if (answer == NULL || answer->len == get_head (answer))
    return FALSE;
  head = g_strndup (answer->str, get_head (answer) - 4);
  lines = g_strsplit (head, "\r\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    if (g_ascii_strncasecmp (lines[i], "Content-Length:", 15) != 0)
      g_string_append_printf (half, "%s\r\n", lines[i]);
  kept = roll (line->proxy, (guint) (answer->len - get_head (answer)));
  g_string_append_printf (half, "Content-Length: %zu\r\n\r\n", kept);
  g_string_append_len (half, answer->str + get_head (answer), (gssize) kept);
  return give (line, half);
}

static const struct
{
  const char *name;
  guint       weight;
  Carry       carry;
} faults[] = {
  { "late", 10, carry_late },
  { "cut-request", 14, cut_request },
  { "cut-answer", 14, cut_answer },
  { "twice", 12, carry_twice },
  { "echo", 10, carry_and_repeat },
  { "lost-answer", 16, swallow_answer },
  { "lost-request", 6, swallow_request },
  { "silence", 3, never_answer },
  { "429", 7, say_too_many },
  { "503", 7, say_unavailable },
  { "503-html", 5, say_unavailable_in_html },
  { "html-200", 7, say_log_in },
  { "half-json", 12, halve_body },
};

static gboolean
carry (Line          *line,
       const GString *request)
{
  Proxy *proxy = line->proxy;
  guint rate = g_str_has_prefix (request->str, "POST /v1/submissions") ? 3 : 2;
  guint sum = 0;
  guint i = 0;
  gint64 chosen;

  for (guint k = 0; k < G_N_ELEMENTS (faults); k++)
    sum += faults[k].weight;
  g_mutex_lock (&proxy->mutex);
  chosen = tg_chance_below (proxy->chance, 2000) < rate * proxy->storm
    ? (gint64) tg_chance_below (proxy->chance, sum) : -1;
  if (chosen < 0)
    proxy->n_good++;
  else
    {
      while (chosen >= faults[i].weight)
        chosen -= faults[i++].weight;
      proxy->counts[i]++;
    }
  g_mutex_unlock (&proxy->mutex);
  return chosen < 0 ? carry_well (line, request) : faults[i].carry (line, request);
}

static gpointer
serve_line (gpointer data)
{
  Line *line = data;
  gboolean goes_on = TRUE;

  while (goes_on)
    {
      g_autoptr (GString) request = read_message (line->client, -1, TRUE);

      goes_on = request != NULL && carry (line, request);
    }
  hang_up_window (line);
  if (roll (line->proxy, 2) == 0)
    make_rude (line->client);
  close (line->client);
  g_free (line);
  return NULL;
}

typedef struct
{
  Proxy *proxy;
  int    listener;
} Door;

static gpointer
open_door (gpointer data)
{
  Door *door = data;
  const int one = 1;

  while (TRUE)
    {
      Line *line = g_new0 (Line, 1);

      line->proxy = door->proxy;
      line->window = -1;
      line->client = accept (door->listener, NULL, NULL);
      if (line->client < 0)
        {
          g_free (line);
          continue;
        }
      setsockopt (line->client, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
      g_thread_unref (g_thread_new ("line", serve_line, line));
    }
  return NULL;
}

/* Any free port; gives the socket and says where it is. */
static int
listen_somewhere (void)
{
  struct sockaddr_in address = { .sin_family = AF_INET,
                                 .sin_addr.s_addr = htonl (INADDR_LOOPBACK) };
  socklen_t size = sizeof address;
  int fd = socket (AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

  if (bind (fd, (const struct sockaddr *) &address, sizeof address) != 0 || listen (fd, 64) != 0 ||
      getsockname (fd, (struct sockaddr *) &address, &size) != 0)
    {
      perror ("tg-fault-proxy");
      exit (EXIT_FAILURE);
    }
  g_print ("listening on http://127.0.0.1:%u\n", ntohs (address.sin_port));
  fflush (stdout);
  return fd;
}

static void
print_counts (Proxy *proxy)
{
  g_autoptr (GString) line = g_string_new ("counts");

  g_mutex_lock (&proxy->mutex);
  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    g_string_append_printf (line, " %s=%" G_GUINT64_FORMAT, faults[i].name, proxy->counts[i]);
  g_string_append_printf (line, " good=%" G_GUINT64_FORMAT " gone=%" G_GUINT64_FORMAT,
                          proxy->n_good, proxy->n_gone);
  g_mutex_unlock (&proxy->mutex);
  g_print ("%s\n", line->str);
  fflush (stdout);
}

static void
obey (Proxy      *proxy,
      const char *line)
{
  guint storm = 0;

  if (g_str_has_prefix (line, "counts"))
    {
      print_counts (proxy);
      return;
    }
  sscanf (line, "storm %u", &storm);
  g_mutex_lock (&proxy->mutex);
  proxy->storm = storm;
  g_mutex_unlock (&proxy->mutex);
}

int
main (int    argc,
      char **argv)
{
  guint64 counts[G_N_ELEMENTS (faults)] = { 0 };
  Proxy proxy = { .counts = counts };
  Door door = { .proxy = &proxy };
  char line[64];

  if (argc != 3)
    {
      g_printerr ("Usage: tg-fault-proxy PORT-OF-THE-WINDOW SEED\n");
      return 2;
    }
  g_mutex_init (&proxy.mutex);
  proxy.port = (guint16) strtoul (argv[1], NULL, 10);
  proxy.chance = tg_chance_new_seeded (g_ascii_strtoull (argv[2], NULL, 10));
  door.listener = listen_somewhere ();
  g_thread_unref (g_thread_new ("door", open_door, &door));
  while (fgets (line, sizeof line, stdin) != NULL)
    obey (&proxy, line);
  /* Its threads end with the process. */
  _exit (EXIT_SUCCESS);
}
