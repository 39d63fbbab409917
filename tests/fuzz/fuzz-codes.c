/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-fuzz.h"
#include "tg-json.h"
#include "tg-wire-codes.h"

/* The list of code tables and a table's lines: what is taken is within its bounds, and a row is
 * kept in a form that reads as the same row. */

static void
read_list (GBytes *body)
{
  g_autoptr (TgManifest) manifest = tg_wire_read_manifest (body, NULL);
  g_autoptr (JsonNode) signed_list = NULL;

  if (manifest == NULL)
    return;
  signed_list = tg_json_parse (g_bytes_get_data (manifest->signed_bytes, NULL),
                               (gssize) g_bytes_get_size (manifest->signed_bytes), NULL, NULL);
  g_assert_nonnull (signed_list);
  for (guint i = 0; i < manifest->tables->len; i++)
    {
      const TgCodeMark *mark = manifest->tables->pdata[i];

      g_assert_cmpuint (strlen (mark->sha256), ==, 64);
      g_assert_cmpuint (tg_wire_get_code_bytes (mark), <, 128 * 1024 * 1024);
      g_assert_cmpint (tg_code_delta_compare_versions (mark->version, mark->version), ==, 0);
    }
}

static void
check_change (const TgCodeChange *change)
{
  g_autoptr (JsonNode) row = NULL;
  g_autofree char *again = NULL;

  g_assert_cmpstr (change->code, !=, "");
  g_assert_null (strchr (change->code, '\n'));
  if (change->row == NULL)
    return;
  row = tg_json_parse (change->row, -1, NULL, NULL);
  g_assert_nonnull (row);
  g_assert_false (json_object_has_member (json_node_get_object (row), "op"));
  again = tg_json_to_canonical (row, NULL);
  g_assert_cmpstr (again, ==, change->row);
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  g_autoptr (GBytes) body = g_bytes_new (data, size);
  g_autoptr (TgCodeDelta) delta = tg_wire_read_code_delta (body, NULL);

  read_list (body);
  for (guint i = 0; delta != NULL && i < delta->changes->len; i++)
    check_change (delta->changes->pdata[i]);
  return 0;
}
