/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-stream-seal.h"

#include <sodium.h>

#include "tg-error.h"

/* A byte for the version, the stream's header, then chunks of 64 KiB, each with its tag and bound
 * to the place. A chunk that is shorter is the last and says so: a file cut off, put together
 * from two, or continued does not open. */

#define VERSION      1
#define CHUNK        (64 * 1024)
#define EXTRA        crypto_secretstream_xchacha20poly1305_ABYTES
#define HEADER_BYTES crypto_secretstream_xchacha20poly1305_HEADERBYTES
#define TAG_FINAL    crypto_secretstream_xchacha20poly1305_TAG_FINAL

G_STATIC_ASSERT (crypto_secretstream_xchacha20poly1305_KEYBYTES == TG_STREAM_SEAL_KEY_BYTES);

typedef crypto_secretstream_xchacha20poly1305_state Stream;

typedef struct
{
  GInputStream  *input;
  GOutputStream *output;
  const char    *place;
  GCancellable  *cancellable;
  guint8        *plain;
  guint8        *sealed;
} Pipe;

static void
pipe_clear (Pipe *pipe)
{
  sodium_free (pipe->plain);
  g_free (pipe->sealed);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Pipe, pipe_clear)

static gboolean
pipe_init (Pipe *pipe)
{
  pipe->plain = sodium_malloc (CHUNK);
  pipe->sealed = g_malloc (CHUNK + EXTRA);
  return pipe->plain != NULL;
}

static gboolean
fail_corrupt (const Pipe  *pipe,
              GError     **error)
{
  g_set_error (error, TG_ERROR, TG_ERROR_CORRUPT,
               "The sealed file of %s does not open: it was cut off, changed, moved here, or "
               "sealed with another key", pipe->place);
  return FALSE;
}

static gboolean
fail_memory (GError **error)
{
  g_set_error_literal (error, TG_ERROR, TG_ERROR_FAILED, "There is no locked memory for a file");
  return FALSE;
}

static gboolean
write_out (Pipe          *pipe,
           gconstpointer  data,
           gsize          length,
           GError       **error)
{
  return g_output_stream_write_all (pipe->output, data, length, NULL, pipe->cancellable, error);
}

static gboolean
write_head (Pipe          *pipe,
            const guint8  *header,
            GError       **error)
{
  const guint8 version = VERSION;

  return write_out (pipe, &version, 1, error) && write_out (pipe, header, HEADER_BYTES, error);
}

/* The last chunk is the first that is not full. */
static gboolean
close_chunk (Pipe     *pipe,
             Stream   *stream,
             gboolean *is_last,
             GError  **error)
{
  gsize length;

  if (!g_input_stream_read_all (pipe->input, pipe->plain, CHUNK, &length, pipe->cancellable, error))
    return FALSE;
  *is_last = length < CHUNK;
  crypto_secretstream_xchacha20poly1305_push (stream, pipe->sealed, NULL, pipe->plain, length,
                                              (const guint8 *) pipe->place, strlen (pipe->place),
                                              *is_last ? TAG_FINAL : 0);
  return write_out (pipe, pipe->sealed, length + EXTRA, error);
}

static gboolean
open_chunk (Pipe     *pipe,
            Stream   *stream,
            gboolean *is_last,
            GError  **error)
{
  unsigned char tag;
  gsize length;

  if (!g_input_stream_read_all (pipe->input, pipe->sealed, CHUNK + EXTRA, &length,
                                pipe->cancellable, error))
    return FALSE;
  *is_last = length < CHUNK + EXTRA;
  if (length < EXTRA ||
      crypto_secretstream_xchacha20poly1305_pull (stream, pipe->plain, NULL, &tag, pipe->sealed,
                                                  length, (const guint8 *) pipe->place,
                                                  strlen (pipe->place)) != 0 ||
      (tag == TAG_FINAL) != *is_last)
    return fail_corrupt (pipe, error);
  return write_out (pipe, pipe->plain, length - EXTRA, error);
}

static gboolean
read_head (Pipe    *pipe,
           guint8  *header,
           GError **error)
{
  guint8 head[1 + HEADER_BYTES];
  gsize length;

  if (!g_input_stream_read_all (pipe->input, head, sizeof head, &length, pipe->cancellable, error))
    return FALSE;
  if (length < sizeof head)
    return fail_corrupt (pipe, error);
  if (head[0] != VERSION)
    {
      g_set_error (error, TG_ERROR, TG_ERROR_UNSUPPORTED,
                   "The file of %s was sealed by a newer version of the program", pipe->place);
      return FALSE;
    }
  memcpy (header, head + 1, HEADER_BYTES);
  return TRUE;
}

gboolean
tg_stream_seal_close (const guint8   *key,
                      const char     *place,
                      GInputStream   *plain,
                      GOutputStream  *sealed,
                      GCancellable   *cancellable,
                      GError        **error)
{
  g_auto (Pipe) pipe = { plain, sealed, place, cancellable, NULL, NULL };
  guint8 header[HEADER_BYTES];
  gboolean is_last = FALSE;
  Stream stream;

  if (!pipe_init (&pipe))
    return fail_memory (error);
  crypto_secretstream_xchacha20poly1305_init_push (&stream, header, key);
  if (!write_head (&pipe, header, error))
    return FALSE;
  while (!is_last)
    if (!close_chunk (&pipe, &stream, &is_last, error))
      return FALSE;
  return TRUE;
}

gboolean
tg_stream_seal_open (const guint8   *key,
                     const char     *place,
                     GInputStream   *sealed,
                     GOutputStream  *plain,
                     GCancellable   *cancellable,
                     GError        **error)
{
  g_auto (Pipe) pipe = { sealed, plain, place, cancellable, NULL, NULL };
  guint8 header[HEADER_BYTES];
  gboolean is_last = FALSE;
  Stream stream;

  if (!pipe_init (&pipe))
    return fail_memory (error);
  if (!read_head (&pipe, header, error))
    return FALSE;
  if (crypto_secretstream_xchacha20poly1305_init_pull (&stream, header, key) != 0)
    return fail_corrupt (&pipe, error);
  while (!is_last)
    if (!open_chunk (&pipe, &stream, &is_last, error))
      return FALSE;
  return TRUE;
}
