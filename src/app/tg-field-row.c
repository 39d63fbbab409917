/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-field-row.h"

#include <glib/gi18n-lib.h>

#include "tg-boolean-row.h"
#include "tg-code-field-row.h"
#include "tg-date-row.h"
#include "tg-multi-code-row.h"
#include "tg-multiline-row.h"
#include "tg-number-row.h"
#include "tg-text-row.h"

/* The path of a header field is its key. All that stands below the input is worked out anew at
 * each refresh. */
typedef struct
{
  TgWorkspace   *workspace;
  TgDraft       *draft;
  const TgField *field;
  GtkWidget     *input;      /* takes the caret */

  GtkBox        *line;
  AdwClamp      *title;      /* the label and whether it is optional: one width in all rows */
  GtkLabel      *label;
  GtkLabel      *optional;
  AdwBin        *place;
  GtkImage      *tick;
  GtkButton     *reset;
  GtkWidget     *issue_box;
  GtkImage      *issue_icon;
  GtkLabel      *issue;
  GtkLabel      *note;
  GtkLabel      *sent;
} TgFieldRowPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (TgFieldRow, tg_field_row, ADW_TYPE_PREFERENCES_ROW)

/* Beside the input, and above it. */
#define TITLE 190
#define NARROW_TITLE 480

static TgFieldRowPrivate *
get_private (TgFieldRow *self)
{
  return tg_field_row_get_instance_private (self);
}

static gboolean
has_value (TgFieldRow *self)
{
  return tg_draft_get_value (get_private (self)->draft, tg_field_row_get_path (self))[0] != '\0';
}

static const char *
get_issue_icon (TgLevel level)
{
  switch (level)
    {
    case TG_LEVEL_BLOCKING:
      return "dialog-error-symbolic";
    case TG_LEVEL_WARNING:
      return "dialog-warning-symbolic";
    case TG_LEVEL_INFORMATION:
      return "dialog-information-symbolic";
    }
  return "dialog-information-symbolic";
}

static const char *
get_issue_class (TgLevel level)
{
  switch (level)
    {
    case TG_LEVEL_BLOCKING:
      return "error";
    case TG_LEVEL_WARNING:
      return "warning";
    case TG_LEVEL_INFORMATION:
      return "dim-label";
    }
  return "dim-label";
}

static void
show_issue (TgFieldRow *self)
{
  TgFieldRowPrivate *private = get_private (self);
  TgIssue *issue = tg_draft_get_issue (private->draft, tg_field_row_get_path (self));
  const char *classes[] = { "issue", NULL, NULL };

  gtk_widget_set_visible (private->issue_box, issue != NULL);
  gtk_widget_set_visible (GTK_WIDGET (private->tick),
                          issue == NULL && has_value (self) && tg_field_row_can_edit (self));
  if (issue == NULL)
    return;
  classes[1] = get_issue_class (tg_issue_get_level (issue));
  gtk_widget_set_css_classes (private->issue_box, classes);
  gtk_image_set_from_icon_name (private->issue_icon, get_issue_icon (tg_issue_get_level (issue)));
  gtk_label_set_label (private->issue, tg_issue_get_message (issue));
}

/* A refused field: what was sent stands beside the answer that is being given now. */
static void
show_sent (TgFieldRow *self)
{
  TgFieldRowPrivate *private = get_private (self);
  const char *path = tg_field_row_get_path (self);
  TgIssue *issue = tg_draft_get_issue (private->draft, path);
  g_autofree char *sent = NULL;
  g_autofree char *text = NULL;

  if (issue != NULL && tg_issue_is_agency (issue))
    sent = tg_draft_dup_sent_value (private->draft, path);
  gtk_widget_set_visible (GTK_WIDGET (private->sent), sent != NULL);
  if (sent == NULL)
    return;
  if (g_strcmp0 (sent, tg_draft_get_value (private->draft, path)) == 0)
    text = g_strdup_printf (_("You sent: %s"), sent[0] != '\0' ? sent : _("nothing"));
  else
    text = g_strdup_printf (_("You sent: %s. Your new answer stands above."),
                            sent[0] != '\0' ? sent : _("nothing"));
  gtk_label_set_label (private->sent, text);
}

/* A computed field says how; overridden it says what the formula would give. */
static void
show_note (TgFieldRow *self)
{
  TgFieldRowPrivate *private = get_private (self);
  const char *path = tg_field_row_get_path (self);
  gboolean overridden = tg_draft_is_overridden (private->draft, path);
  const char *formula = tg_text_get (private->field->formula);
  g_autofree char *text = NULL;

  if (overridden)
    {
      g_autofree char *automatic = tg_draft_dup_automatic (private->draft, path);

      text = automatic[0] != '\0'
             ? g_strdup_printf (_("Entered by hand. The formula gives %s (%s)"), automatic, formula)
             : g_strdup_printf (_("Entered by hand. The formula gives nothing (%s)"), formula);
    }
  else if (private->field->computed != NULL && formula[0] != '\0')
    text = g_strdup_printf (_("Computed: %s"), formula);
  gtk_widget_set_visible (GTK_WIDGET (private->note), text != NULL);
  gtk_widget_set_visible (GTK_WIDGET (private->reset), overridden && tg_field_row_can_edit (self));
  if (text != NULL)
    gtk_label_set_label (private->note, text);
}

static void
show_need (TgFieldRow *self)
{
  TgFieldRowPrivate *private = get_private (self);
  const char *path = tg_field_row_get_path (self);
  gboolean required = tg_draft_is_required (private->draft, path);

  gtk_widget_set_visible (GTK_WIDGET (private->optional),
                          !required && private->field->computed == NULL &&
                          !private->field->read_only);
  gtk_widget_set_visible (GTK_WIDGET (self), tg_draft_is_visible (private->draft, path));
  if (private->input != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (private->input),
                                    GTK_ACCESSIBLE_PROPERTY_REQUIRED, required, -1);
}

static void
on_reset (TgFieldRow *self)
{
  tg_draft_reset_automatic (get_private (self)->draft, tg_field_row_get_path (self));
}

static gboolean
tg_field_row_focus (GtkWidget        *widget,
                    GtkDirectionType  direction)
{
  TgFieldRowPrivate *private = get_private (TG_FIELD_ROW (widget));

  /* The row itself is nothing to stand on: the caret goes through it. */
  if (gtk_widget_get_focus_child (widget) != NULL || private->line == NULL)
    return GTK_WIDGET_CLASS (tg_field_row_parent_class)->focus (widget, direction);
  return gtk_widget_child_focus (GTK_WIDGET (private->line), direction);
}

static void
tg_field_row_dispose (GObject *object)
{
  TgFieldRowPrivate *private = get_private (TG_FIELD_ROW (object));

  g_clear_object (&private->workspace);
  g_clear_object (&private->draft);
  G_OBJECT_CLASS (tg_field_row_parent_class)->dispose (object);
}

static void
tg_field_row_class_init (TgFieldRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tg_field_row_dispose;
  widget_class->focus = tg_field_row_focus;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/tongguan/Tongguan/tg-field-row.ui");
  gtk_widget_class_bind_template_child_private (widget_class, TgFieldRow, line);
  gtk_widget_class_bind_template_child_private (widget_class, TgFieldRow, title);
  gtk_widget_class_bind_template_child_private (widget_class, TgFieldRow, label);
  gtk_widget_class_bind_template_child_private (widget_class, TgFieldRow, optional);
  gtk_widget_class_bind_template_child_private (widget_class, TgFieldRow, place);
  gtk_widget_class_bind_template_child_private (widget_class, TgFieldRow, tick);
  gtk_widget_class_bind_template_child_private (widget_class, TgFieldRow, reset);
  gtk_widget_class_bind_template_child_private (widget_class, TgFieldRow, issue_box);
  gtk_widget_class_bind_template_child_private (widget_class, TgFieldRow, issue_icon);
  gtk_widget_class_bind_template_child_private (widget_class, TgFieldRow, issue);
  gtk_widget_class_bind_template_child_private (widget_class, TgFieldRow, note);
  gtk_widget_class_bind_template_child_private (widget_class, TgFieldRow, sent);
  gtk_widget_class_bind_template_callback (widget_class, on_reset);
}

static void
tg_field_row_init (TgFieldRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static GType
get_row_type (TgFieldKind kind)
{
  switch (kind)
    {
    case TG_FIELD_TEXT:
    case TG_FIELD_NUMBER:
    case TG_FIELD_MONTH:
    case TG_FIELD_TIME:
    case TG_FIELD_FILE:
      return TG_TYPE_TEXT_ROW;
    case TG_FIELD_MULTILINE:
      return TG_TYPE_MULTILINE_ROW;
    case TG_FIELD_CODE:
      return TG_TYPE_CODE_FIELD_ROW;
    case TG_FIELD_MULTI_CODE:
      return TG_TYPE_MULTI_CODE_ROW;
    case TG_FIELD_DATE:
      return TG_TYPE_DATE_ROW;
    case TG_FIELD_DECIMAL:
    case TG_FIELD_INTEGER:
      return TG_TYPE_NUMBER_ROW;
    case TG_FIELD_BOOLEAN:
      return TG_TYPE_BOOLEAN_ROW;
    }
  return TG_TYPE_TEXT_ROW;
}

GtkWidget *
tg_field_row_new (TgWorkspace   *workspace,
                  TgDraft       *draft,
                  const TgField *field)
{
  TgFieldRow *self = g_object_new (get_row_type (field->kind), "activatable", FALSE,
                                   "focusable", FALSE, NULL);
  TgFieldRowPrivate *private = get_private (self);

  g_set_object (&private->workspace, workspace);
  private->draft = g_object_ref (draft);
  private->field = field;
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), tg_text_get (field->label));
  gtk_label_set_label (private->label, tg_text_get (field->label));
  TG_FIELD_ROW_GET_CLASS (self)->build (self);
  tg_field_row_refresh (self);
  return GTK_WIDGET (self);
}

TgWorkspace *
tg_field_row_get_workspace (TgFieldRow *self)
{
  return get_private (self)->workspace;
}

TgDraft *
tg_field_row_get_draft (TgFieldRow *self)
{
  return get_private (self)->draft;
}

const TgField *
tg_field_row_get_field (TgFieldRow *self)
{
  return get_private (self)->field;
}

const char *
tg_field_row_get_path (TgFieldRow *self)
{
  return get_private (self)->field->key;
}

gboolean
tg_field_row_can_edit (TgFieldRow *self)
{
  TgFieldRowPrivate *private = get_private (self);

  if (private->field->read_only || !tg_draft_can_edit (private->draft))
    return FALSE;
  return private->field->computed == NULL || private->field->override;
}

void
tg_field_row_set_input (TgFieldRow *self,
                        GtkWidget  *box,
                        GtkWidget  *focus)
{
  TgFieldRowPrivate *private = get_private (self);

  private->input = focus;
  adw_bin_set_child (private->place, box);
  gtk_label_set_mnemonic_widget (private->label, focus);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (focus),
                                  GTK_ACCESSIBLE_RELATION_LABELLED_BY, private->label, NULL,
                                  GTK_ACCESSIBLE_RELATION_DESCRIBED_BY, private->issue,
                                  private->note,
                                  NULL, -1);
}

void
tg_field_row_set_text (TgFieldRow *self,
                       const char *text)
{
  tg_draft_set_value (get_private (self)->draft, tg_field_row_get_path (self), text);
}

void
tg_field_row_refresh (TgFieldRow *self)
{
  TG_FIELD_ROW_GET_CLASS (self)->refresh (self);
  show_need (self);
  show_issue (self);
  show_sent (self);
  show_note (self);
}

void
tg_field_row_commit (TgFieldRow *self)
{
  if (TG_FIELD_ROW_GET_CLASS (self)->commit != NULL)
    TG_FIELD_ROW_GET_CLASS (self)->commit (self);
}

gboolean
tg_field_row_is_typing (TgFieldRow *self)
{
  TgFieldRowClass *klass = TG_FIELD_ROW_GET_CLASS (self);

  return klass->is_typing != NULL && klass->is_typing (self);
}

gboolean
tg_field_row_grab_caret (TgFieldRow *self)
{
  return gtk_widget_grab_focus (get_private (self)->input);
}

void
tg_field_row_set_narrow (TgFieldRow *self,
                         gboolean    narrow)
{
  adw_clamp_set_maximum_size (get_private (self)->title, narrow ? NARROW_TITLE : TITLE);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (get_private (self)->line),
                                  narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
}
