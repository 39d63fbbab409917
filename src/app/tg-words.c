/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-words.h"

#include <glib/gi18n-lib.h>

#include "tg-clock.h"
#include "tg-date.h"
#include "tg-decimal.h"

/* Money is shown with two places whatever it was stored with. */
#define MONEY_PLACES 2

static GDateTime *
to_local (gint64 at)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (at / G_USEC_PER_SEC);

  return utc != NULL ? g_date_time_to_local (utc) : NULL;
}

char *
tg_words_dup_time (gint64 at)
{
  g_autoptr (GDateTime) time = at > 0 ? to_local (at) : NULL;
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();

  if (time == NULL)
    return g_strdup ("");
  if (g_date_time_get_year (time) != g_date_time_get_year (now))
    return g_date_time_format (time, "%Y-%m-%d");
  if (g_date_time_get_day_of_year (time) == g_date_time_get_day_of_year (now))
    return g_date_time_format (time, "%H:%M");
  return g_date_time_format (time, "%m-%d %H:%M");
}

char *
tg_words_dup_clock (gint64 at)
{
  g_autoptr (GDateTime) time = at > 0 ? to_local (at) : NULL;

  return time != NULL ? g_date_time_format (time, "%H:%M:%S") : g_strdup ("");
}

char *
tg_words_dup_amount (const char *amount,
                     const char *currency)
{
  TgDecimal number;
  g_autofree char *text = NULL;

  if (amount == NULL || amount[0] == '\0')
    return g_strdup ("");
  if (tg_decimal_parse (amount, &number, NULL))
    text = tg_decimal_to_grouped (number, MONEY_PLACES);
  else
    text = g_strdup (amount);
  if (currency == NULL || currency[0] == '\0')
    return g_steal_pointer (&text);
  return g_strconcat (text, " ", currency, NULL);
}

char *
tg_words_dup_today (void)
{
  g_autoptr (TgClock) clock = tg_system_clock_new ();

  return tg_clock_dup_today (clock);
}

char *
tg_words_dup_days_left (const char *due)
{
  g_autofree char *today = tg_words_dup_today ();
  gint64 due_day;
  gint64 this_day;
  int left;

  if (due == NULL || !tg_date_to_days (due, &due_day) || !tg_date_to_days (today, &this_day))
    return g_strdup ("");
  left = (int) (due_day - this_day);
  if (left == 0)
    return g_strdup (_("today"));
  if (left < 0)
    return g_strdup_printf (ngettext ("%d day late", "%d days late", -left), -left);
  return g_strdup_printf (ngettext ("in %d day", "in %d days", left), left);
}

static const char *
get_pill_class (TgFilingState  filing,
                TgAttemptState attempt)
{
  switch (filing)
    {
    case TG_FILING_RELEASED:
    case TG_FILING_PAID:
    case TG_FILING_CLOSED:
    case TG_FILING_ACCEPTED:
      return "done";
    case TG_FILING_RETURNED:
    case TG_FILING_REFUSED:
      return "attention";
    case TG_FILING_STORED:
    case TG_FILING_RECEIVED:
    case TG_FILING_UNDER_REVIEW:
    case TG_FILING_INSPECTION:
      return "waiting";
    case TG_FILING_WITHDRAWN:
      return "quiet";
    case TG_FILING_DRAFT:
      break;
    }
  if (attempt == TG_ATTEMPT_REFUSED)
    return "attention";
  return attempt == TG_ATTEMPT_NONE || attempt == TG_ATTEMPT_CANCELLED ? "quiet" : "waiting";
}

void
tg_words_style_pill (GtkWidget      *pill,
                     TgFilingState   filing,
                     TgAttemptState  attempt)
{
  const char *classes[] = { "pill-label", get_pill_class (filing, attempt), NULL };

  gtk_widget_set_css_classes (pill, classes);
  gtk_widget_set_halign (pill, GTK_ALIGN_START);
  gtk_widget_set_valign (pill, GTK_ALIGN_CENTER);
}

const char *
tg_words_get_online (TgOnline online)
{
  switch (online)
    {
    case TG_ONLINE_OK:
      return _("Online");
    case TG_ONLINE_WORKING:
      return _("Sending and receiving");
    case TG_ONLINE_STOPPED:
    case TG_ONLINE_NEVER:
    case TG_ONLINE_OFFLINE:
      return _("Offline");
    }
  return _("Offline");
}

const char *
tg_words_or_empty (const char *value)
{
  return value[0] != '\0' ? value : _("empty");
}

GtkWidget *
tg_words_make_label (const char *value,
                     const char *css_class)
{
  GtkWidget *label = gtk_label_new (tg_words_or_empty (value));

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_set_valign (label, GTK_ALIGN_START);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

void
tg_words_attach (GtkWidget  *grid,
                 const char *value,
                 const char *css_class,
                 int         column,
                 int         row,
                 int         width)
{
  gtk_grid_attach (GTK_GRID (grid), tg_words_make_label (value, css_class), column, row, width, 1);
}

char *
tg_words_dup_draft (TgDraft *draft)
{
  const TgForm *form = tg_draft_get_form (draft);
  const char *number = form->list_number != NULL ? tg_draft_get_value (draft, form->list_number)
                       : "";

  return g_strjoin (" ", tg_text_get (form->title), number, NULL);
}
