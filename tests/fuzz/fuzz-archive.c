/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "tg-archive.h"
#include "tg-backup-file.h"
#include "tg-fuzz.h"
#include "tg-test.h"

/* Any bytes as a backup: refused, or a list of parts that lie within the file and whose names stay
 * within a folder. */

#define BLOCK 512
#define SUM   148       /* where a header has its sum, 8 bytes */

/* Sums and hashes keep chance out, not ill will: whoever makes a file makes them right. */
static void
mend_sums (guint8 *data,
           gsize   size)
{
  for (gsize at = 0; at + BLOCK <= size; at += BLOCK)
    {
      guint sum = 0;
      char text[9];

      if (memcmp (data + at + 257, "ustar", 5) != 0)
        continue;
      for (gsize i = 0; i < BLOCK; i++)
        sum += i >= SUM && i < SUM + 8 ? ' ' : data[at + i];
      g_snprintf (text, sizeof text, "%06o", sum & 0777777);
      memcpy (data + at + SUM, text, 7);
      data[at + SUM + 7] = ' ';
    }
}

static void
mend_seal (guint8     *data,
           const char *path,
           GPtrArray  *parts)
{
  const TgArchivePart *manifest = tg_archive_find (parts, TG_BACKUP_MANIFEST);
  const TgArchivePart *seal = tg_archive_find (parts, TG_BACKUP_SEAL);
  g_autofree char *sum = NULL;

  if (manifest == NULL || seal == NULL || seal->bytes != 64)
    return;
  sum = g_compute_checksum_for_data (G_CHECKSUM_SHA256, data + manifest->offset,
                                     (gsize) manifest->bytes);
  memcpy (data + seal->offset, sum, 64);
}

static void
write_file (const char   *path,
            const guint8 *data,
            gsize         size)
{
  g_assert_true (g_file_set_contents_full (path, (const char *) data, (gssize) size,
                                           G_FILE_SET_CONTENTS_NONE, 0600, NULL));
}

static void
check_part (const char          *path,
            const TgArchivePart *part,
            gsize                size)
{
  g_autofree char *text = tg_archive_read_text (path, part, NULL);
  g_autofree char *sum = tg_archive_extract (path, part, NULL, NULL);

  g_assert_cmpint (part->offset, >=, 0);
  g_assert_cmpint (part->bytes, >=, 0);
  g_assert_cmpint (part->offset + part->bytes, <=, (gint64) size);
  g_assert_false (g_path_is_absolute (part->name));
  g_assert_false (g_str_has_prefix (part->name, "../"));
  g_assert_null (strstr (part->name, "/../"));
  g_assert_nonnull (sum);
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  static char *folder = NULL;
  g_autofree guint8 *bytes = g_memdup2 (data, size);
  g_autofree char *path = NULL;
  g_autoptr (GPtrArray) parts = NULL;
  g_autoptr (TgBackup) backup = NULL;

  if (folder == NULL)
    folder = tg_test_make_folder ();
  path = g_build_filename (folder, "one.tgbackup", NULL);
  mend_sums (bytes, size);
  write_file (path, bytes, size);
  parts = tg_archive_list (path, NULL);
  for (guint i = 0; parts != NULL && i < parts->len; i++)
    check_part (path, parts->pdata[i], size);
  if (parts != NULL)
    {
      mend_seal (bytes, path, parts);
      write_file (path, bytes, size);
      tg_backup_file_verify (path, TRUE, NULL);
      backup = tg_backup_file_read (path, NULL);
    }
  g_unlink (path);
  return 0;
}
