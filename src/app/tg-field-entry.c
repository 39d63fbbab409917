/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-field-entry.h"

#include <glib/gi18n-lib.h>

#include "tg-code-popover.h"
#include "tg-date.h"
#include "tg-first-key.h"
#include "tg-workspace-fill.h"

/* `typing` is true from the first change by the person until the commit; only then the text in
 * the entry is worth more than the draft's. `showing` is true while the entry is filled by us. */
struct _TgFieldEntry
{
  GtkEntry        parent_instance;

  TgWorkspace    *workspace;
  TgDraft        *draft;
  const TgField  *field;      /* of the draft's form, which the draft keeps */
  char           *path;
  GtkWidget      *popover;    /* TgCodePopover, made when first needed */
  gboolean        inside;
  gboolean        away;       /* the window lost the keys; the caret is still here */
  gboolean        typing;
  gboolean        showing;
};

G_DEFINE_FINAL_TYPE (TgFieldEntry, tg_field_entry, GTK_TYPE_ENTRY)

enum { DONE, N_SIGNALS };

static guint signals[N_SIGNALS];

/* A list opens by itself after so many characters. */
#define MIN_CODE_WORDS 2

static gboolean
has_codes (TgFieldEntry *self)
{
  return self->workspace != NULL && self->field->list != NULL && self->field->list[0] != '\0' &&
         gtk_editable_get_editable (GTK_EDITABLE (self));
}

static void
show_text (TgFieldEntry *self,
           const char   *text)
{
  if (g_str_equal (gtk_editable_get_text (GTK_EDITABLE (self)), text))
    return;
  self->showing = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self), text);
  gtk_editable_set_position (GTK_EDITABLE (self), self->inside ? -1 : 0);
  self->showing = FALSE;
}

static void
show_value (TgFieldEntry *self)
{
  g_autofree char *shown = NULL;

  if (self->path == NULL)
    {
      show_text (self, "");
      return;
    }
  if (self->inside)
    {
      show_text (self, tg_draft_get_value (self->draft, self->path));
      return;
    }
  shown = tg_draft_dup_shown (self->draft, self->path);
  show_text (self, shown);
}

static void
show_issue (TgFieldEntry *self)
{
  TgIssue *issue = self->path != NULL ? tg_draft_get_issue (self->draft, self->path) : NULL;
  gboolean wrong = issue != NULL && tg_issue_get_level (issue) == TG_LEVEL_BLOCKING;
  gboolean doubtful = issue != NULL && !wrong;

  if (wrong)
    gtk_widget_add_css_class (GTK_WIDGET (self), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "error");
  if (doubtful)
    gtk_widget_add_css_class (GTK_WIDGET (self), "warning");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "warning");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_INVALID,
                               wrong ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
}

static gboolean
can_edit (TgFieldEntry *self)
{
  if (self->path == NULL || self->field->read_only || !tg_draft_can_edit (self->draft))
    return FALSE;
  return self->field->computed == NULL || self->field->override;
}

static void
close_codes (TgFieldEntry *self)
{
  if (self->popover != NULL)
    tg_code_popover_close (TG_CODE_POPOVER (self->popover));
}

static void
on_picked (TgFieldEntry *self,
           const char   *code)
{
  show_text (self, code);
  self->typing = TRUE;
  tg_field_entry_commit (self);
  close_codes (self);
  g_signal_emit (self, signals[DONE], 0);
}

static void
look_up (TgFieldEntry *self,
         const char   *words)
{
  if (self->popover == NULL)
    {
      self->popover = tg_code_popover_new (self->workspace, tg_draft_get_form (self->draft),
                                           self->field);
      gtk_widget_set_parent (self->popover, GTK_WIDGET (self));
      g_signal_connect_swapped (self->popover, "picked", G_CALLBACK (on_picked), self);
    }
  tg_code_popover_look_up (TG_CODE_POPOVER (self->popover), words);
}

static void
on_changed (TgFieldEntry *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self));

  if (self->showing || !self->inside || self->path == NULL)
    return;
  self->typing = TRUE;
  tg_draft_type_value (self->draft, self->path, text);
  if (!has_codes (self))
    return;
  if (g_utf8_strlen (text, -1) >= MIN_CODE_WORDS)
    look_up (self, text);
  else
    close_codes (self);
}

static void
on_activate (TgFieldEntry *self)
{
  tg_field_entry_commit (self);
  g_signal_emit (self, signals[DONE], 0);
}

/* Coming back to the window, all stands as it was left: nothing is selected anew. */
static void
on_enter (TgFieldEntry *self)
{
  gboolean was_away = self->away;

  self->away = FALSE;
  if (was_away && self->inside)
    return;
  self->inside = TRUE;
  show_value (self);
  tg_first_key_renew (GTK_ENTRY (self));
}

static void
leave (TgFieldEntry *self)
{
  gboolean was_typing = self->typing;

  tg_field_entry_commit (self);
  self->inside = FALSE;
  close_codes (self);
  gtk_editable_select_region (GTK_EDITABLE (self), 0, 0);
  if (!was_typing && self->path != NULL && can_edit (self))
    tg_draft_leave (self->draft, self->path);
  show_value (self);
  show_issue (self);
}

/* The caret went elsewhere, or the whole window lost the keys. */
static void
on_leave (TgFieldEntry *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  self->away = GTK_IS_WINDOW (root) && !gtk_window_is_active (GTK_WINDOW (root));
  if (!self->away)
    {
      leave (self);
      return;
    }
  tg_field_entry_commit (self);
  close_codes (self);
}

static void
on_focus_moved (TgFieldEntry *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (!self->away || (focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self))))
    return;
  self->away = FALSE;
  leave (self);
}

/* d D m M y Y step a date that stands there already. */
static gboolean
step_date (TgFieldEntry *self,
           guint         keyval)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self));
  g_autofree char *stepped = NULL;

  if (self->field->kind != TG_FIELD_DATE || !can_edit (self) || !tg_date_is_valid (text))
    return FALSE;
  if (keyval > 127 || strchr ("dDmMyY", (int) keyval) == NULL)
    return FALSE;
  stepped = tg_date_step (text, (char) keyval, 1);
  if (stepped == NULL)
    return TRUE;
  show_text (self, stepped);
  self->typing = TRUE;
  tg_field_entry_commit (self);
  return TRUE;
}

static gboolean
revert (TgFieldEntry *self)
{
  if (!self->typing)
    return FALSE;
  self->typing = FALSE;
  tg_draft_set_value (self->draft, self->path, tg_draft_get_value (self->draft, self->path));
  show_value (self);
  return TRUE;
}

static gboolean
on_list_key (TgFieldEntry *self,
             guint         keyval)
{
  TgCodePopover *list = TG_CODE_POPOVER (self->popover);

  switch (keyval)
    {
    case GDK_KEY_Down:
      return tg_code_popover_move (list, 1);
    case GDK_KEY_Up:
      return tg_code_popover_move (list, -1);
    case GDK_KEY_Page_Down:
      return tg_code_popover_move (list, 8);
    case GDK_KEY_Page_Up:
      return tg_code_popover_move (list, -8);
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
      return tg_code_popover_take (list);
    case GDK_KEY_Escape:
      close_codes (self);
      return TRUE;
    default:
      return FALSE;
    }
}

static gboolean
on_key (TgFieldEntry    *self,
        guint            keyval,
        guint            keycode,
        GdkModifierType  state)
{
  GdkModifierType modifiers = state & gtk_accelerator_get_default_mod_mask ();

  if (keyval == GDK_KEY_F3 || (keyval == GDK_KEY_Down && modifiers == GDK_ALT_MASK))
    return tg_field_entry_open_codes (self);
  if ((modifiers & ~GDK_SHIFT_MASK) != 0)
    return FALSE;
  if (self->popover != NULL && gtk_widget_get_visible (self->popover))
    return on_list_key (self, keyval);
  if (keyval == GDK_KEY_Escape)
    return revert (self);
  return step_date (self, keyval);
}

static void
tg_field_entry_size_allocate (GtkWidget *widget,
                              int        width,
                              int        height,
                              int        baseline)
{
  TgFieldEntry *self = TG_FIELD_ENTRY (widget);

  GTK_WIDGET_CLASS (tg_field_entry_parent_class)->size_allocate (widget, width, height, baseline);
  if (self->popover != NULL)
    gtk_popover_present (GTK_POPOVER (self->popover));
}

static void
tg_field_entry_root (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (tg_field_entry_parent_class)->root (widget);
  g_signal_connect_swapped (gtk_widget_get_root (widget), "notify::focus-widget",
                            G_CALLBACK (on_focus_moved), widget);
}

static void
tg_field_entry_unroot (GtkWidget *widget)
{
  g_signal_handlers_disconnect_by_func (gtk_widget_get_root (widget), on_focus_moved, widget);
  GTK_WIDGET_CLASS (tg_field_entry_parent_class)->unroot (widget);
}

static void
tg_field_entry_dispose (GObject *object)
{
  TgFieldEntry *self = TG_FIELD_ENTRY (object);

  g_clear_pointer (&self->popover, gtk_widget_unparent);
  g_clear_object (&self->workspace);
  g_clear_object (&self->draft);
  g_clear_pointer (&self->path, g_free);
  G_OBJECT_CLASS (tg_field_entry_parent_class)->dispose (object);
}

static void
tg_field_entry_class_init (TgFieldEntryClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = tg_field_entry_dispose;
  GTK_WIDGET_CLASS (klass)->root = tg_field_entry_root;
  GTK_WIDGET_CLASS (klass)->unroot = tg_field_entry_unroot;
  GTK_WIDGET_CLASS (klass)->size_allocate = tg_field_entry_size_allocate;
  signals[DONE] = g_signal_new ("done", TG_TYPE_FIELD_ENTRY, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 0);
}

static void
tg_field_entry_init (TgFieldEntry *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  tg_first_key_attach (GTK_ENTRY (self));
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (focus, "enter", G_CALLBACK (on_enter), self);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (on_leave), self);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (on_key), self);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  g_signal_connect (self, "changed", G_CALLBACK (on_changed), NULL);
  g_signal_connect (self, "activate", G_CALLBACK (on_activate), NULL);
}

GtkWidget *
tg_field_entry_new (TgWorkspace   *workspace,
                    TgDraft       *draft,
                    const TgField *field)
{
  TgFieldEntry *self = g_object_new (TG_TYPE_FIELD_ENTRY, NULL);

  g_set_object (&self->workspace, workspace);
  self->draft = g_object_ref (draft);
  self->field = field;
  if (tg_field_is_numeric (field))
    gtk_editable_set_alignment (GTK_EDITABLE (self), 1);
  if (field->read_only)
    gtk_entry_set_placeholder_text (GTK_ENTRY (self), _("Given by the authority"));
  else if (field->unit != NULL)
    gtk_entry_set_placeholder_text (GTK_ENTRY (self), field->unit);
  gtk_widget_add_css_class (GTK_WIDGET (self), "numeric");
  return GTK_WIDGET (self);
}

const char *
tg_field_entry_get_path (TgFieldEntry *self)
{
  return self->path;
}

void
tg_field_entry_set_path (TgFieldEntry *self,
                         const char   *path)
{
  if (g_strcmp0 (self->path, path) == 0)
    return;
  tg_field_entry_commit (self);
  close_codes (self);
  g_free (self->path);
  self->path = g_strdup (path);
  tg_field_entry_refresh (self);
  if (self->inside)
    tg_first_key_renew (GTK_ENTRY (self));
}

void
tg_field_entry_refresh (TgFieldEntry *self)
{
  gboolean editable = can_edit (self);

  gtk_editable_set_editable (GTK_EDITABLE (self), editable);
  /* A figure that can only be read has no box whose right side it could stand at. */
  if (tg_field_is_numeric (self->field) && !gtk_widget_has_css_class (GTK_WIDGET (self), "cell"))
    gtk_editable_set_alignment (GTK_EDITABLE (self), editable ? 1 : 0);
  if (editable)
    gtk_widget_remove_css_class (GTK_WIDGET (self), "fixed");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self), "fixed");
  if (!self->typing)
    show_value (self);
  show_issue (self);
}

void
tg_field_entry_commit (TgFieldEntry *self)
{
  if (!self->typing || self->path == NULL)
    return;
  self->typing = FALSE;
  tg_draft_set_value (self->draft, self->path, gtk_editable_get_text (GTK_EDITABLE (self)));
  if (self->workspace != NULL)
    tg_workspace_fill_line_async (self->workspace, self->draft, self->path, NULL, NULL);
  show_value (self);
  show_issue (self);
}

gboolean
tg_field_entry_is_typing (TgFieldEntry *self)
{
  return self->typing;
}

gboolean
tg_field_entry_open_codes (TgFieldEntry *self)
{
  if (!has_codes (self))
    return FALSE;
  look_up (self, self->typing ? gtk_editable_get_text (GTK_EDITABLE (self)) : "");
  return TRUE;
}
