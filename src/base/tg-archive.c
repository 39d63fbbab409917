/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-archive.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "tg-disk.h"
#include "tg-error.h"

/* tar, written and read as far as we need it: headers of 512 bytes, sizes in octal or, beyond
 * 8 GiB, in the binary form that GNU and BSD tar read too. */
struct _TgArchiveWriter
{
  TgDiskFile *file;
  char       *path;
  gint64      time;     /* seconds */
};

#define BLOCK 512
#define CHUNK (256 * 1024)
#define MOST_TEXT (1024 * 1024)
#define MOST_OCTAL ((gint64) 077777777777)

/* As the standard has it. */
typedef struct
{
  char name[100];
  char mode[8];
  char uid[8];
  char gid[8];
  char size[12];
  char mtime[12];
  char sum[8];
  char type;
  char link[100];
  char magic[6];
  char version[2];
  char user[32];
  char group[32];
  char major[8];
  char minor[8];
  char prefix[155];
  char rest[12];
} Header;

G_STATIC_ASSERT (sizeof (Header) == BLOCK);

static void
part_free (gpointer data)
{
  TgArchivePart *part = data;

  g_free (part->name);
  g_free (part);
}

/* "store.db", "attachments/0a1b…": no more is needed, and nothing else is believed. */
static gboolean
is_good_name (const char *name)
{
  gsize length = strlen (name);

  if (length == 0 || length >= sizeof ((Header *) NULL)->name)
    return FALSE;
  for (const char *p = name; *p != '\0'; p++)
    if (!g_ascii_isalnum (*p) && strchr ("._-/", *p) == NULL)
      return FALSE;
  return name[0] != '/' && name[0] != '.' && strstr (name, "/.") == NULL &&
         name[length - 1] != '/';
}

/* ---- writing ---- */

static void
put_octal (char   *field,
           gsize   width,
           gint64  value)
{
  g_snprintf (field, (gulong) width, "%0*" G_GINT64_MODIFIER "o", (int) width - 1, (guint64) value);
}

static void
put_size (char   *field,
          gint64  value)
{
  if (value <= MOST_OCTAL)
    {
      put_octal (field, 12, value);
      return;
    }
  field[0] = (char) 0x80;
  for (int i = 11; i > 0; i--, value >>= 8)
    field[i] = (char) (value & 0xff);
}

/* The sum counts its own field as blanks. */
static guint
sum_up (const Header *header)
{
  const guchar *bytes = (const guchar *) header;
  guint sum = 0;

  for (gsize i = 0; i < BLOCK; i++)
    sum += i >= offsetof (Header, sum) && i < offsetof (Header, type) ? ' ' : bytes[i];
  return sum;
}

static gboolean
begin_part (TgArchiveWriter  *self,
            const char       *name,
            gint64            bytes,
            GError          **error)
{
  Header header = { 0 };

  g_return_val_if_fail (is_good_name (name), FALSE);

  memcpy (header.name, name, strlen (name));
  put_octal (header.mode, sizeof header.mode, 0600);
  put_octal (header.uid, sizeof header.uid, 0);
  put_octal (header.gid, sizeof header.gid, 0);
  put_size (header.size, bytes);
  put_octal (header.mtime, sizeof header.mtime, self->time);
  header.type = '0';
  memcpy (header.magic, "ustar", 6);
  memcpy (header.version, "00", 2);
  put_octal (header.sum, 7, sum_up (&header));
  header.sum[7] = ' ';
  return tg_disk_write (self->file, &header, BLOCK, error);
}

static gboolean
end_part (TgArchiveWriter  *self,
          gint64            bytes,
          GError          **error)
{
  static const char zeros[BLOCK];
  gsize rest = (gsize) (bytes % BLOCK);

  return rest == 0 || tg_disk_write (self->file, zeros, BLOCK - rest, error);
}

TgArchiveWriter *
tg_archive_writer_new (const char  *path,
                       gint64       time,
                       GError     **error)
{
  TgDiskFile *file = tg_disk_create (path, error);
  TgArchiveWriter *self;

  if (file == NULL)
    return NULL;
  self = g_new0 (TgArchiveWriter, 1);
  self->file = file;
  self->path = g_strdup (path);
  self->time = MAX (time / G_USEC_PER_SEC, 0);
  return self;
}

void
tg_archive_writer_free (TgArchiveWriter *self)
{
  g_clear_pointer (&self->file, tg_disk_drop);
  g_free (self->path);
  g_free (self);
}

gboolean
tg_archive_writer_add_text (TgArchiveWriter  *self,
                            const char       *name,
                            const char       *text,
                            GError          **error)
{
  gsize length = strlen (text);

  return begin_part (self, name, (gint64) length, error) &&
         tg_disk_write (self->file, text, length, error) &&
         end_part (self, (gint64) length, error);
}

static gboolean
copy_in (TgArchiveWriter  *self,
         int               fd,
         const char       *path,
         gint64            bytes,
         GError          **error)
{
  g_autofree char *buffer = g_malloc (CHUNK);
  gint64 left = bytes;
  gssize count;

  while ((count = read (fd, buffer, CHUNK)) > 0 && count <= left)
    {
      if (!tg_disk_write (self->file, buffer, (gsize) count, error))
        return FALSE;
      left -= count;
    }
  if (count == 0 && left == 0)
    return TRUE;
  g_set_error (error, TG_ERROR, TG_ERROR_CONFLICT, "%s changed while it was copied", path);
  return FALSE;
}

gboolean
tg_archive_writer_add_file (TgArchiveWriter  *self,
                            const char       *name,
                            const char       *path,
                            gint64            bytes,
                            GError          **error)
{
  int fd = g_open (path, O_RDONLY | O_CLOEXEC, 0);
  gboolean is_done;

  if (fd < 0)
    {
      g_set_error (error, TG_ERROR, TG_ERROR_NOT_FOUND, "Cannot read %s: %s", path,
                   g_strerror (errno));
      return FALSE;
    }
  is_done = begin_part (self, name, bytes, error) && copy_in (self, fd, path, bytes, error) &&
            end_part (self, bytes, error);
  close (fd);
  return is_done;
}

gboolean
tg_archive_writer_finish (TgArchiveWriter  *self,
                          GError          **error)
{
  static const char zeros[2 * BLOCK];

  return tg_disk_write (self->file, zeros, sizeof zeros, error) &&
         tg_disk_close (g_steal_pointer (&self->file), error);
}

/* ---- reading ---- */

static gboolean
fail_corrupt (const char  *path,
              const char  *why,
              GError     **error)
{
  g_set_error (error, TG_ERROR, TG_ERROR_CORRUPT, "%s is no whole backup: %s", path, why);
  return FALSE;
}

static gint64
get_size (const Header *header)
{
  const guchar *field = (const guchar *) header->size;
  gint64 value = 0;

  if (field[0] == 0x80)
    {
      for (guint i = 4; i < sizeof header->size; i++)
        value = (value << 8) | field[i];
      return value;
    }
  for (guint i = 0; i + 1 < sizeof header->size; i++)
    {
      if (field[i] < '0' || field[i] > '7')
        return -1;
      value = value * 8 + (field[i] - '0');
    }
  return value;
}

/* Returns: NULL for a header that we did not write. */
static TgArchivePart *
read_header (const Header *header,
             gint64        offset)
{
  TgArchivePart *part;
  guint64 sum = g_ascii_strtoull (header->sum, NULL, 8);

  if (memcmp (header->magic, "ustar", 6) != 0 || header->type != '0' || sum != sum_up (header) ||
      header->name[sizeof header->name - 1] != '\0' || !is_good_name (header->name) ||
      get_size (header) < 0)
    return NULL;
  part = g_new0 (TgArchivePart, 1);
  part->name = g_strdup (header->name);
  part->bytes = get_size (header);
  part->offset = offset + BLOCK;
  return part;
}

static gboolean
is_zero (const Header *header)
{
  static const Header zero;

  return memcmp (header, &zero, BLOCK) == 0;
}

static GPtrArray *
list_parts (int          fd,
            const char  *path,
            GError     **error)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (part_free);
  gint64 offset = 0;
  Header header;

  while (pread (fd, &header, BLOCK, offset) == BLOCK)
    {
      TgArchivePart *part = is_zero (&header) ? NULL : read_header (&header, offset);

      if (is_zero (&header))
        return g_steal_pointer (&parts);
      if (part == NULL)
        {
          fail_corrupt (path, "a part of it is not readable", error);
          return NULL;
        }
      g_ptr_array_add (parts, part);
      offset = part->offset + (part->bytes + BLOCK - 1) / BLOCK * BLOCK;
    }
  fail_corrupt (path, "it is cut short", error);
  return NULL;
}

static int
open_archive (const char  *path,
              GError     **error)
{
  int fd = g_open (path, O_RDONLY | O_CLOEXEC, 0);

  if (fd < 0)
    g_set_error (error, TG_ERROR, errno == ENOENT ? TG_ERROR_NOT_FOUND : TG_ERROR_FAILED,
                 "Cannot read %s: %s", path, g_strerror (errno));
  return fd;
}

GPtrArray *
tg_archive_list (const char  *path,
                 GError     **error)
{
  int fd = open_archive (path, error);
  GPtrArray *parts;

  if (fd < 0)
    return NULL;
  parts = list_parts (fd, path, error);
  close (fd);
  return parts;
}

TgArchivePart *
tg_archive_find (GPtrArray  *parts,
                 const char *name)
{
  for (guint i = 0; i < parts->len; i++)
    if (strcmp (((TgArchivePart *) parts->pdata[i])->name, name) == 0)
      return parts->pdata[i];
  return NULL;
}

char *
tg_archive_read_text (const char           *path,
                      const TgArchivePart  *part,
                      GError              **error)
{
  g_autofree char *text = NULL;
  gsize size = (gsize) part->bytes;
  int fd;
  gssize count;

  if (part->bytes > MOST_TEXT)
    {
      fail_corrupt (path, "a text in it is too long", error);
      return NULL;
    }
  fd = open_archive (path, error);
  if (fd < 0)
    return NULL;
  text = g_malloc0 (size + 1);
  count = pread (fd, text, size, part->offset);
  close (fd);
  if (count == (gssize) size)
    return g_steal_pointer (&text);
  fail_corrupt (path, "it is cut short", error);
  return NULL;
}

static gboolean
copy_out (int                   fd,
          const TgArchivePart  *part,
          TgDiskFile           *to,
          GChecksum            *sum,
          GError              **error)
{
  g_autofree char *buffer = g_malloc (CHUNK);
  gint64 done = 0;

  while (done < part->bytes)
    {
      gssize count = pread (fd, buffer, (gsize) MIN (CHUNK, part->bytes - done),
                            part->offset + done);

      if (count <= 0)
        return fail_corrupt (part->name, "it is cut short", error);
      if (to != NULL && !tg_disk_write (to, buffer, (gsize) count, error))
        return FALSE;
      g_checksum_update (sum, (const guchar *) buffer, count);
      done += count;
    }
  return TRUE;
}

char *
tg_archive_extract (const char           *path,
                    const TgArchivePart  *part,
                    const char           *to,
                    GError              **error)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autoptr (TgDiskFile) file = NULL;
  int fd = open_archive (path, error);
  gboolean is_done;

  if (fd < 0)
    return NULL;
  file = to != NULL ? tg_disk_create (to, error) : NULL;
  is_done = (to == NULL || file != NULL) && copy_out (fd, part, file, sum, error);
  close (fd);
  if (!is_done || (file != NULL && !tg_disk_close (g_steal_pointer (&file), error)))
    return NULL;
  return g_strdup (g_checksum_get_string (sum));
}
