/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

static void
keep (GHashTable *table,
      char       *name)
{
  g_autofree char *owned = name;

  g_hash_table_insert (table, g_strdup (owned), g_steal_pointer (&owned));
}
