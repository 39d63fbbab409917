/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-sale-page.h"

#include <glib/gi18n-lib.h>

#include "tg-workspace-match.h"

/* Made anew each time it is shown: a value may have been mended on a page above. */
struct _TgSalePage
{
  TgPage          parent_instance;

  AdwWindowTitle *window_title;
  GtkBox         *groups;
  TgWorkspace    *workspace;
  char           *order_no;
  GCancellable   *cancellable;    /* cancelled in dispose */
};

G_DEFINE_FINAL_TYPE (TgSalePage, tg_sale_page, TG_TYPE_PAGE)

static const struct
{
  const char *icon;
  const char *css;
} looks[] = {
  [TG_VERDICT_AGREES] = { "object-select-symbolic", "verdict-agrees" },
  [TG_VERDICT_DIFFERS] = { "dialog-error-symbolic", "verdict-differs" },
  [TG_VERDICT_LACKS] = { "dialog-warning-symbolic", "verdict-lacks" },
};

static GtkWidget *
make_row (const char *title,
          const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  return row;
}

static void
add_icon (GtkWidget     *row,
          TgSaleVerdict  verdict)
{
  GtkWidget *icon = gtk_image_new_from_icon_name (looks[verdict].icon);

  gtk_widget_add_css_class (icon, looks[verdict].css);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
}

/* ---- pairs ---- */

static const char *
or_empty (const char *value)
{
  return value[0] != '\0' ? value : _("empty");
}

/* What only warns looks like it. */
static TgSaleVerdict
get_look (const TgSalePairFields *pair)
{
  return pair->verdict == TG_VERDICT_DIFFERS && pair->level != TG_LEVEL_BLOCKING
         ? TG_VERDICT_LACKS : pair->verdict;
}

static GtkWidget *
make_pair (const TgSaleLeg        *leg,
           const TgSalePairFields *pair)
{
  g_autofree char *both = NULL;
  GtkWidget *row;
  GtkWidget *word;

  if (pair->verdict == TG_VERDICT_AGREES)
    both = g_strdup_printf (_("%s, as in: %s"), pair->value, pair->other_title);
  else
    both = g_strdup_printf ("%s: %s\n%s: %s", leg->title, or_empty (pair->value),
                            pair->other_title, or_empty (pair->other_value));
  row = make_row (pair->label, both);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  add_icon (row, get_look (pair));
  word = gtk_label_new (tg_sale_verdict_get_label (pair->verdict));
  gtk_widget_add_css_class (word, looks[get_look (pair)].css);
  gtk_widget_add_css_class (word, "caption");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), word);
  return row;
}

/* What agrees is folded away. */
static void
add_pairs (AdwPreferencesGroup *group,
           const TgSaleLeg     *leg,
           GListModel          *pairs)
{
  g_autofree char *title = g_strdup_printf (ngettext ("%u value agrees", "%u values agree",
                                                      leg->n_agree), leg->n_agree);
  GtkWidget *fold = adw_expander_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (fold), title);
  for (guint i = 0; i < g_list_model_get_n_items (pairs); i++)
    {
      g_autoptr (TgSalePair) pair = g_list_model_get_item (pairs, i);
      const TgSalePairFields *fields = tg_sale_pair_get_fields (pair);
      GtkWidget *row = make_pair (leg, fields);

      if (fields->verdict == TG_VERDICT_AGREES)
        adw_expander_row_add_row (ADW_EXPANDER_ROW (fold), row);
      else
        adw_preferences_group_add (group, row);
    }
  if (leg->n_agree > 0)
    adw_preferences_group_add (group, fold);
  else
    g_object_unref (g_object_ref_sink (fold));
}

/* ---- legs ---- */

static GtkWidget *
make_missing (TgSaleMatch     *match,
              const TgSaleLeg *leg)
{
  const char *order = tg_sale_match_get_leg (match, 0)->id;
  g_autofree char *form = strchr (leg->kind, '.') != NULL ? g_strdup (leg->kind)
                          : g_strconcat ("fact:", leg->kind, NULL);
  GtkWidget *row = make_row (_("Not there yet"), _("Customs waits for it before it compares."));
  GtkWidget *button = gtk_button_new_with_mnemonic (_("_Draw It from the Order"));

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "(s^as)", form,
                                    (const char *[]) { order, NULL });
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.make");
  add_icon (row, TG_VERDICT_LACKS);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  return row;
}

static GtkWidget *
make_link (const TgSaleLeg *leg)
{
  GtkWidget *button = gtk_button_new_with_label (leg->number[0] != '\0' ? leg->number : _("Open"));

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "numeric");
  gtk_widget_set_tooltip_text (button, _("Opens this document"));
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", leg->id);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.open");
  return button;
}

static GtkWidget *
make_leg (TgSaleMatch *match,
          guint        i)
{
  const TgSaleLeg *leg = tg_sale_match_get_leg (match, i);
  g_autoptr (GListModel) pairs = tg_sale_match_list_pairs (match, i);
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), leg->title);
  if (leg->id[0] == '\0')
    {
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), make_missing (match, leg));
      return group;
    }
  adw_preferences_group_set_header_suffix (ADW_PREFERENCES_GROUP (group), make_link (leg));
  if (g_list_model_get_n_items (pairs) == 0)
    adw_preferences_group_add (ADW_PREFERENCES_GROUP (group),
                               make_row (_("Nothing to compare it with yet"), ""));
  add_pairs (ADW_PREFERENCES_GROUP (group), leg, pairs);
  return group;
}

/* What the rules say, above all. */
static GtkWidget *
make_issues (GListModel *issues)
{
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _("What customs would find"));
  for (guint i = 0; i < g_list_model_get_n_items (issues); i++)
    {
      g_autoptr (TgIssue) issue = g_list_model_get_item (issues, i);
      gboolean blocks = tg_issue_get_level (issue) == TG_LEVEL_BLOCKING;
      GtkWidget *row = make_row (tg_issue_get_message (issue),
                                 blocks ? _("Blocks the list") : _("Worth a look"));

      adw_preferences_row_set_title_selectable (ADW_PREFERENCES_ROW (row), FALSE);
      adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
      add_icon (row, blocks ? TG_VERDICT_DIFFERS : TG_VERDICT_LACKS);
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
    }
  if (g_list_model_get_n_items (issues) == 0)
    {
      GtkWidget *row = make_row (_("Nothing that speaks against it"),
                                 _("What is there agrees by the rules known to this program."));

      add_icon (row, TG_VERDICT_AGREES);
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
    }
  return group;
}

/* Which documents the sale needs, and why. */
static GtkWidget *
make_routes (GListModel *routes)
{
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _("Needed documents"));
  for (guint i = 0; i < g_list_model_get_n_items (routes); i++)
    {
      g_autoptr (TgIssue) issue = g_list_model_get_item (routes, i);
      GtkWidget *row = make_row (tg_issue_get_message (issue), "");

      adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
    }
  gtk_widget_set_visible (group, g_list_model_get_n_items (routes) > 0);
  return group;
}

static void
show (TgSalePage  *self,
      TgSaleMatch *match)
{
  g_autoptr (GListModel) issues = tg_sale_match_list_issues (match);
  g_autoptr (GListModel) routes = tg_sale_match_list_routes (match);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->groups))) != NULL)
    gtk_box_remove (self->groups, child);
  gtk_box_append (self->groups, make_issues (issues));
  gtk_box_append (self->groups, make_routes (routes));
  for (guint i = 0; i < tg_sale_match_get_n_legs (match); i++)
    gtk_box_append (self->groups, make_leg (match, i));
}

/* ---- the page ---- */

static void
on_matched (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr (TgSalePage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (TgSaleMatch) match = tg_workspace_match_sale_finish (TG_WORKSPACE (source), result,
                                                                  &error);

  if (match == NULL)
    {
      tg_page_toast_error (TG_PAGE (self), error);
      return;
    }
  show (self, match);
  tg_page_grab_caret (TG_PAGE (self));
}

static void
tg_sale_page_shown (TgPage *page)
{
  TgSalePage *self = TG_SALE_PAGE (page);

  tg_workspace_match_sale_async (self->workspace, self->order_no, self->cancellable, on_matched,
                                 g_object_ref (self));
}

/* The first document that one can open. */
static gboolean
tg_sale_page_grab_caret (TgPage *page)
{
  return gtk_widget_child_focus (GTK_WIDGET (TG_SALE_PAGE (page)->groups), GTK_DIR_TAB_FORWARD);
}

static void
tg_sale_page_dispose (GObject *object)
{
  TgSalePage *self = TG_SALE_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->workspace);
  g_clear_pointer (&self->order_no, g_free);
  G_OBJECT_CLASS (tg_sale_page_parent_class)->dispose (object);
}

static void
tg_sale_page_class_init (TgSalePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tg_sale_page_dispose;
  TG_PAGE_CLASS (klass)->shown = tg_sale_page_shown;
  TG_PAGE_CLASS (klass)->grab_caret = tg_sale_page_grab_caret;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/tongguan/Tongguan/tg-sale-page.ui");
  gtk_widget_class_bind_template_child (widget_class, TgSalePage, window_title);
  gtk_widget_class_bind_template_child (widget_class, TgSalePage, groups);
}

static void
tg_sale_page_init (TgSalePage *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
tg_sale_page_new (TgWorkspace *workspace,
                  const char  *order_no)
{
  TgSalePage *self = g_object_new (TG_TYPE_SALE_PAGE, "title", _("Documents of a Sale"), NULL);

  self->workspace = g_object_ref (workspace);
  self->order_no = g_strdup (order_no);
  adw_window_title_set_subtitle (self->window_title, order_no);
  return GTK_WIDGET (self);
}
