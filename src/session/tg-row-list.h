/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-store.h"

G_BEGIN_DECLS

/* A list that is a window on the store: the ids of all its rows, and the values of the pages that
 * somebody looks at. A row that is not loaded yet is handed out empty and says `notify::loaded`
 * when its values come. Main thread. Signal: failed (GError) when it could not be read. */
#define TG_TYPE_ROW_LIST (tg_row_list_get_type ())
G_DECLARE_FINAL_TYPE (TgRowList, tg_row_list, TG, ROW_LIST, GObject)

#define TG_ROW_PAGE 64

/* What one kind of row needs. `list` and `load` run on the reader. */
typedef struct
{
  GType       row_type;
  guint       changes;       /* TgStoreChange: what makes the list read again */
  /* Rids in order; with a limit the first of them, at once. (transfer full) of gint64 */
  GArray    *(*list)    (TgStoreConnection *conn, gpointer query, guint limit, GError **error);
  /* What is there of these rids, in their order; freed by the array. */
  GPtrArray *(*load)    (TgStoreConnection *conn, const gint64 *rids, guint n_rids, GError **error);
  gint64     (*get_rid) (gpointer record);   /* (nullable): every rid has its record, in order */
  GObject   *(*new_row) (void);              /* without values */
  void       (*fill)    (GObject *row, gpointer record, gpointer user_data);
} TgRowSource;

/* `query` (transfer full) is what the list asks for; each reading gets a copy of its own.
 * `user_data` is borrowed. */
TgRowList *tg_row_list_new         (TgStore              *store,
                                    const TgRowSource    *source,
                                    gpointer              query,
                                    GBoxedCopyFunc        copy_query,
                                    GDestroyNotify        free_query,
                                    gpointer              user_data);
/* (transfer none); read again after changing it. */
gpointer   tg_row_list_get_query   (TgRowList            *self);
void       tg_row_list_read_again  (TgRowList            *self);
/* Waits until the ids are there, and the values of the first `n_rows`. */
void       tg_row_list_load_async  (TgRowList            *self,
                                    guint                 n_rows,
                                    GCancellable         *cancellable,
                                    GAsyncReadyCallback   callback,
                                    gpointer              user_data);
gboolean   tg_row_list_load_finish (TgRowList            *self,
                                    GAsyncResult         *result,
                                    GError              **error);
/* Whether the whole order was read once, also where it is empty. */
gboolean   tg_row_list_is_filled   (TgRowList            *self);

G_END_DECLS
