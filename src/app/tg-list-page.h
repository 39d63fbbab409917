/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-page.h"
#include "tg-record-view.h"
#include "tg-workspace.h"

G_BEGIN_DECLS

/* A page with one long list: tabs with counts, a search box, rows. A window on the store: the
 * model is made anew for each tab and search, the rows fill themselves. What is listed is a
 * subclass's. */
#define TG_TYPE_LIST_PAGE (tg_list_page_get_type ())
G_DECLARE_DERIVABLE_TYPE (TgListPage, tg_list_page, TG, LIST_PAGE, TgPage)

typedef struct
{
  const char *name;
  const char *title;       /* not translated: N_() */
} TgListTab;

struct _TgListPageClass
{
  TgPageClass parent_class;

  const TgRecordColumn *columns;
  guint                 n_columns;
  const char           *empty_icon;
  const char           *empty_title;         /* N_() */
  const char           *empty_description;   /* N_() */
  guint                 changes;             /* TgChange flags that change the counts */
  gboolean              tabs_are_lists;      /* and not parts of the first one */
  gboolean              is_whole;            /* neither tabs nor search: the list is short */

  /* (transfer full) */
  GListModel *(*list)  (TgListPage *self, const char *tab, const char *words);
  /* -1: not shown */
  int         (*count) (TgListPage *self, const char *tab);
  void        (*open)  (TgListPage *self, GObject *row);
  /* nullable */
  void        (*sort)  (GListModel *model, const char *column, gboolean descending);
};

/* To be called once, by the subclass's `_new`. */
void         tg_list_page_begin         (TgListPage      *self,
                                         TgWorkspace     *workspace,
                                         const TgListTab *tabs,
                                         guint            n_tabs);
/* What the “New” button makes: a target of `win.new`, NULL hides it. */
void         tg_list_page_set_new       (TgListPage      *self,
                                         const char      *target);
const char  *tg_list_page_get_new       (TgListPage      *self);   /* (nullable) */
/* What “Import” brings: a target of `win.import`, NULL hides it. */
void         tg_list_page_set_import    (TgListPage      *self,
                                         const char      *target);
/* In place of “Import”: a button with an action of the page's own. */
void         tg_list_page_set_opening   (TgListPage      *self,
                                         const char      *label,
                                         const char      *tooltip,
                                         const char      *action);
/* Words above the rows that stay until they are closed; NULL takes them away. */
void         tg_list_page_say           (TgListPage      *self,
                                         const char      *words);
/* What stands above the list. Takes the widget. */
void         tg_list_page_set_head      (TgListPage      *self,
                                         GtkWidget       *head);
TgWorkspace *tg_list_page_get_workspace (TgListPage      *self);
const char  *tg_list_page_get_tab       (TgListPage      *self);

G_END_DECLS
