/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-page.h"

/* The base of all pages. `width` is that of the page's share of the window, set by the window
 * before the page is shown and whenever it changes; 0 until then. */
typedef struct
{
  char     *title;
  int       width;
  gboolean  folded;
} TgPagePrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (TgPage, tg_page, ADW_TYPE_BIN)

#define NARROW 600

enum { PROP_TITLE = 1, PROP_FOLDED, PROP_NARROW, N_PROPS };

static GParamSpec *properties[N_PROPS];

static TgPagePrivate *
get_private (TgPage *self)
{
  return tg_page_get_instance_private (self);
}

static void
tg_page_get_property (GObject    *object,
                      guint       id,
                      GValue     *value,
                      GParamSpec *pspec)
{
  TgPage *self = TG_PAGE (object);

  switch (id)
    {
    case PROP_TITLE:
      g_value_set_string (value, tg_page_get_title (self));
      break;
    case PROP_FOLDED:
      g_value_set_boolean (value, get_private (self)->folded);
      break;
    case PROP_NARROW:
      g_value_set_boolean (value, tg_page_is_narrow (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
tg_page_set_property (GObject      *object,
                      guint         id,
                      const GValue *value,
                      GParamSpec   *pspec)
{
  if (id == PROP_TITLE)
    tg_page_set_title (TG_PAGE (object), g_value_get_string (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
tg_page_finalize (GObject *object)
{
  g_free (get_private (TG_PAGE (object))->title);
  G_OBJECT_CLASS (tg_page_parent_class)->finalize (object);
}

static void
tg_page_class_init (TgPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = tg_page_get_property;
  object_class->set_property = tg_page_set_property;
  object_class->finalize = tg_page_finalize;
  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, "",
                                                G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS |
                                                G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_FOLDED] = g_param_spec_boolean ("folded", NULL, NULL, FALSE,
                                                  G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_NARROW] = g_param_spec_boolean ("narrow", NULL, NULL, FALSE,
                                                  G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
tg_page_init (TgPage *self)
{
}

const char *
tg_page_get_title (TgPage *self)
{
  const char *title = get_private (self)->title;

  return title != NULL ? title : "";
}

void
tg_page_set_title (TgPage     *self,
                   const char *title)
{
  TgPagePrivate *private = get_private (self);

  if (g_strcmp0 (private->title, title) == 0)
    return;
  g_free (private->title);
  private->title = g_strdup (title);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TITLE]);
}

gboolean
tg_page_is_narrow (TgPage *self)
{
  int width = get_private (self)->width;

  return width > 0 && width < NARROW;
}

int
tg_page_get_width (TgPage *self)
{
  return get_private (self)->width;
}

void
tg_page_set_width (TgPage   *self,
                   int       width,
                   gboolean  folded)
{
  TgPagePrivate *private = get_private (self);

  if (private->width == width && private->folded == folded)
    return;
  private->width = width;
  private->folded = folded;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FOLDED]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NARROW]);
  if (TG_PAGE_GET_CLASS (self)->resized != NULL)
    TG_PAGE_GET_CLASS (self)->resized (self, width);
}

void
tg_page_shown (TgPage *self)
{
  if (TG_PAGE_GET_CLASS (self)->shown != NULL)
    TG_PAGE_GET_CLASS (self)->shown (self);
}

void
tg_page_grab_caret (TgPage *self)
{
  TgPageClass *klass = TG_PAGE_GET_CLASS (self);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  /* From where the caret is already, it would go on to the next place. */
  if (root != NULL)
    gtk_root_set_focus (root, NULL);
  if (klass->grab_caret == NULL || !klass->grab_caret (self))
    gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);
}

void
tg_page_toast (TgPage     *self,
               const char *text)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", text);
}

void
tg_page_toast_error (TgPage       *self,
                     const GError *error)
{
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    tg_page_toast (self, error->message);
}
