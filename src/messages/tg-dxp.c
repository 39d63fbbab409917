/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-dxp.h"

#include <string.h>

#include "tg-error.h"
#include "tg-xml-tree.h"

/* TgDxp: names as the rules spell them (CreatTime). */

#define SPACE         "http://www.chinaport.gov.cn/dxp"
#define MAX_RECEIVERS 5

static gboolean
fail (GError     **error,
      const char  *what,
      const char  *name)
{
  g_set_error (error, TG_ERROR, TG_ERROR_INVALID, "DxpMsg/%s: %s", name, what);
  return FALSE;
}

void
tg_dxp_free (TgDxp *self)
{
  if (self == NULL)
    return;
  g_free (self->cop_msg_id);
  g_free (self->sender);
  g_strfreev (self->receivers);
  g_free (self->time);
  g_free (self->type);
  g_clear_pointer (&self->data, g_bytes_unref);
  g_free (self);
}

static gboolean
check_text (const char  *value,
            const char  *name,
            gsize        max,
            GError     **error)
{
  if (value == NULL || *value == '\0')
    return fail (error, "has no value", name);
  if (!g_utf8_validate (value, -1, NULL) || (gsize) g_utf8_strlen (value, -1) > max)
    return fail (error, "is too long", name);
  for (const char *p = value; *p != '\0'; p++)
    if ((guchar) *p < 0x20)
      return fail (error, "has a control character", name);
  return TRUE;
}

static gboolean
check (const TgDxp  *self,
       GError      **error)
{
  guint count = self->receivers != NULL ? g_strv_length (self->receivers) : 0;

  if (!check_text (self->cop_msg_id, "CopMsgId", 255, error) ||
      !check_text (self->sender, "SenderId", 16, error) ||
      !check_text (self->type, "MsgType", 30, error) ||
      !check_text (self->time, "CreatTime", 30, error))
    return FALSE;
  if (count < 1 || count > MAX_RECEIVERS)
    return fail (error, "1 to 5 are needed", "ReceiverIds");
  for (guint i = 0; i < count; i++)
    if (!check_text (self->receivers[i], "ReceiverId", 16, error))
      return FALSE;
  return self->data != NULL || fail (error, "has no value", "Data");
}

static void
append (GString    *text,
        const char *indent,
        const char *name,
        const char *value)
{
  g_autofree char *escaped = g_markup_escape_text (value, -1);

  g_string_append_printf (text, "%s<dxp:%s>%s</dxp:%s>\n", indent, name, escaped, name);
}

GBytes *
tg_dxp_write (const TgDxp  *self,
              GError      **error)
{
  g_autoptr (GString) text = g_string_new ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
  g_autofree char *base64 = NULL;
  g_autofree char *time = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  if (!check (self, error))
    return NULL;
  base64 = g_base64_encode (g_bytes_get_data (self->data, NULL), g_bytes_get_size (self->data));
  time = g_strdelimit (g_strdup (self->time), " ", 'T');
  g_string_append (text, "<dxp:DxpMsg xmlns:dxp=\"" SPACE "\" ver=\"1.0\">\n  <dxp:TransInfo>\n");
  append (text, "    ", "CopMsgId", self->cop_msg_id);
  append (text, "    ", "SenderId", self->sender);
  g_string_append (text, "    <dxp:ReceiverIds>\n");
  for (guint i = 0; self->receivers[i] != NULL; i++)
    append (text, "      ", "ReceiverId", self->receivers[i]);
  g_string_append (text, "    </dxp:ReceiverIds>\n");
  append (text, "    ", "CreatTime", time);
  append (text, "    ", "MsgType", self->type);
  g_string_append (text, "  </dxp:TransInfo>\n");
  append (text, "  ", "Data", base64);
  g_string_append (text, "</dxp:DxpMsg>\n");
  return g_string_free_to_bytes (g_steal_pointer (&text));
}

static char **
read_receivers (const TgXmlTree *info)
{
  g_autoptr (GStrvBuilder) receivers = g_strv_builder_new ();
  const TgXmlTree *node = tg_xml_tree_find (info, "ReceiverIds");

  for (guint i = 0; node != NULL && i < node->children->len && i < MAX_RECEIVERS; i++)
    g_strv_builder_add (receivers, ((const TgXmlTree *) node->children->pdata[i])->text);
  return g_strv_builder_end (receivers);
}

static GBytes *
read_data (const TgXmlTree  *root,
           GError          **error)
{
  const char *text = tg_xml_tree_get_text (root, "Data");
  g_autofree guchar *data = NULL;
  gsize size = 0;

  if (*text == '\0' || text[strspn (text, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
                                    "0123456789+/= \t\r\n")] != '\0')
    {
      fail (error, "is no Base64", "Data");
      return NULL;
    }
  data = g_base64_decode (text, &size);
  return g_bytes_new_take (g_steal_pointer (&data), size);
}

TgDxp *
tg_dxp_read (GBytes  *bytes,
             GError **error)
{
  g_autoptr (TgXmlTree) root = tg_xml_tree_parse (bytes, error);
  g_autoptr (TgDxp) self = g_new0 (TgDxp, 1);
  const TgXmlTree *info;

  if (root == NULL)
    return NULL;
  if (strcmp (root->name, "DxpMsg") != 0 || strcmp (root->space, SPACE) != 0)
    {
      g_set_error (error, TG_ERROR, TG_ERROR_INVALID, "line %u: no DxpMsg but %s", root->line,
                   root->name);
      return NULL;
    }
  info = tg_xml_tree_find (root, "TransInfo");
  self->cop_msg_id = g_strdup (tg_xml_tree_get_text (info, "CopMsgId"));
  self->sender = g_strdup (tg_xml_tree_get_text (info, "SenderId"));
  self->receivers = read_receivers (info);
  self->time = g_strdelimit (g_strdup (tg_xml_tree_get_text (info, "CreatTime")), "T", ' ');
  self->type = g_strdup (tg_xml_tree_get_text (info, "MsgType"));
  self->data = read_data (root, error);
  return self->data != NULL ? g_steal_pointer (&self) : NULL;
}
