/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-inbox.h"

#include "tg-error.h"
#include "tg-inbox-private.h"

/* The inbox: a page of what the window tells, applied with its new cursor in one transaction. An
 * event has its effect once, by its id; what cannot be understood is kept with its data and
 * stops nothing. What each kind of event does is in tg-inbox-receipts.c and tg-inbox-events.c;
 * listing again in tg-inbox-listing.c. Writer. */

TgInboxSummary *
tg_inbox_summary_new (void)
{
  TgInboxSummary *self = g_new0 (TgInboxSummary, 1);

  self->receipts = g_ptr_array_new_with_free_func (g_object_unref);
  self->notices = g_ptr_array_new_with_free_func (g_object_unref);
  self->foreign = g_ptr_array_new_with_free_func (g_free);
  self->code_tables = g_ptr_array_new_with_free_func (g_free);
  return self;
}

void
tg_inbox_summary_free (TgInboxSummary *self)
{
  g_clear_pointer (&self->receipts, g_ptr_array_unref);
  g_clear_pointer (&self->notices, g_ptr_array_unref);
  g_clear_pointer (&self->foreign, g_ptr_array_unref);
  g_clear_pointer (&self->code_tables, g_ptr_array_unref);
  g_free (self);
}

/* A receipt and a notice have tables of their own, a posting too; all else is kept as it came. */
static gboolean
keeps_data (TgEvent *event)
{
  switch (tg_event_get_kind (event))
    {
    case TG_EVENT_RECEIPT:
      return tg_event_get_receipt (event) == NULL;
    case TG_EVENT_FILING:
    case TG_EVENT_NOTICE:
    case TG_EVENT_ENTERPRISE:
    case TG_EVENT_ACCOUNT:
    case TG_EVENT_CODE_TABLE:
    case TG_EVENT_EXERCISE:
    case TG_EVENT_UNKNOWN:
      break;
    }

  return TRUE;
}

static gboolean
apply_by_kind (TgStoreConnection    *conn,
               TgEvent              *event,
               const TgInboxFollow  *follow,
               TgInboxSummary       *summary,
               GError              **error)
{
  switch (tg_event_get_kind (event))
    {
    case TG_EVENT_RECEIPT:
      return tg_inbox_apply_receipt (conn, event, follow, summary, error);
    case TG_EVENT_FILING:
      return tg_inbox_apply_filing (conn, event, summary, error);
    case TG_EVENT_NOTICE:
      return tg_inbox_apply_notice (conn, event, summary, error);
    case TG_EVENT_ENTERPRISE:
      return tg_inbox_apply_enterprise (conn, event, summary, error);
    case TG_EVENT_ACCOUNT:
      return tg_inbox_apply_account (conn, event, error);
    case TG_EVENT_CODE_TABLE:
      return tg_inbox_apply_code_table (event, summary);
    case TG_EVENT_EXERCISE:
    case TG_EVENT_UNKNOWN:
      break;
    }

  return TRUE;
}

gboolean
tg_inbox_apply_event (TgStoreConnection    *conn,
                      TgEvent              *event,
                      const TgInboxFollow  *follow,
                      TgInboxSummary       *summary,
                      GError              **error)
{
  gboolean is_new = FALSE;

  if (!tg_feed_table_add_event (conn, event, keeps_data (event), &is_new, error))
    return FALSE;
  if (!is_new)
    return TRUE;

  summary->n_new++;
  return apply_by_kind (conn, event, follow, summary, error);
}

gboolean
tg_inbox_check_cursor (TgStoreConnection  *conn,
                       const char         *feed,
                       const char         *from,
                       GError            **error)
{
  g_autoptr (TgFeedPosition) position = tg_feed_table_load (conn, feed, error);

  if (position == NULL)
    return FALSE;
  if (g_strcmp0 (position->cursor, from != NULL ? from : "") == 0)
    return TRUE;

  g_set_error (error, TG_ERROR, TG_ERROR_CONFLICT, "The feed “%s” has moved on meanwhile", feed);
  return FALSE;
}

TgInboxSummary *
tg_inbox_apply_page (TgStoreConnection  *conn,
                     const TgInboxPage  *page,
                     GError            **error)
{
  g_autoptr (TgInboxSummary) summary = tg_inbox_summary_new ();
  TgFeedPosition position = { 0 };

  tg_store_connection_assert (conn);

  if (!tg_inbox_check_cursor (conn, TG_FEED_EVENTS, page->from, error))
    return NULL;
  for (guint i = 0; i < page->events->len; i++)
    if (!tg_inbox_apply_event (conn, g_ptr_array_index (page->events, i), page->follow, summary,
                               error))
      return NULL;

  position.cursor = (char *) page->cursor;
  position.epoch = (char *) page->epoch;
  if (!tg_feed_table_put (conn, TG_FEED_EVENTS, &position, error))
    return NULL;

  return g_steal_pointer (&summary);
}
