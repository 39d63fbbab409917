/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-secret-box.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <libsecret/secret.h>
#include <sodium.h>
#include <sys/stat.h>

#include "tg-error.h"
#include "tg-passphrase.h"

/* One secret text in a file of mode 0600, there as it is or under a passphrase, or in the Secret
 * Service. The kinds differ in three functions only; which one a workspace uses is decided by
 * whoever makes the box. */
struct _TgSecretBox
{
  gatomicrefcount  ref_count;
  char            *path;         /* NULL for the Secret Service */
  char            *passphrase;   /* nullable: the file has the secret as it is */
  char            *workspace;
  char            *kind;
  char            *label;
};

static const SecretSchema schema = {
  .name = "io.github.tongguan.Tongguan",
  .flags = SECRET_SCHEMA_NONE,
  .attributes = {
    { "workspace", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { "kind", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { NULL, SECRET_SCHEMA_ATTRIBUTE_STRING },
  },
};

static gboolean
fail_not_found (GError **error)
{
  g_set_error_literal (error, TG_ERROR, TG_ERROR_NOT_FOUND, _("The secret is not there"));
  return FALSE;
}

static gboolean
fail_file (TgSecretBox  *self,
           const GError *cause,
           GError      **error)
{
  if (g_error_matches (cause, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    return fail_not_found (error);
  g_set_error (error, TG_ERROR,
               g_error_matches (cause, G_FILE_ERROR, G_FILE_ERROR_NOSPC) ? TG_ERROR_NO_SPACE
                                                                         : TG_ERROR_READ_ONLY,
               "The file %s: %s", self->path, cause->message);
  return FALSE;
}

static gboolean
is_absent (const GError *cause)
{
  return g_error_matches (cause, G_DBUS_ERROR, G_DBUS_ERROR_SERVICE_UNKNOWN) ||
         g_error_matches (cause, G_DBUS_ERROR, G_DBUS_ERROR_NAME_HAS_NO_OWNER) ||
         g_error_matches (cause, G_DBUS_ERROR, G_DBUS_ERROR_SPAWN_SERVICE_NOT_FOUND) ||
         cause->domain == G_SPAWN_ERROR || cause->domain == G_IO_ERROR;
}

/* A keyring may be absent, locked or broken, and each asks something else of the person. */
static gboolean
fail_service (const GError  *cause,
              GError       **error)
{
  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_propagate_error (error, g_error_copy (cause));
  else if (g_error_matches (cause, SECRET_ERROR, SECRET_ERROR_IS_LOCKED))
    g_set_error_literal (error, TG_ERROR, TG_ERROR_AUTH, _("The keyring is locked"));
  else if (is_absent (cause))
    g_set_error (error, TG_ERROR, TG_ERROR_UNSUPPORTED,
                 _("This desktop has no keyring (Secret Service): %s"), cause->message);
  else
    g_set_error (error, TG_ERROR, TG_ERROR_FAILED, _("The keyring: %s"), cause->message);
  return FALSE;
}

static char *
load_file (TgSecretBox  *self,
           GError      **error)
{
  g_autoptr (GError) cause = NULL;
  char *secret = NULL;

  if (!g_file_get_contents (self->path, &secret, NULL, &cause))
    {
      fail_file (self, cause, error);
      return NULL;
    }
  if (self->passphrase != NULL)
    {
      g_autofree char *wrapped = g_steal_pointer (&secret);

      secret = tg_passphrase_unwrap (self->passphrase, wrapped, error);
    }
  return secret;
}

static gboolean
save_text (TgSecretBox  *self,
           const char   *text,
           GError      **error)
{
  g_autoptr (GError) cause = NULL;

  /* The new file has its own mode; an old one with another mode is replaced. */
  if (g_file_set_contents_full (self->path, text, -1,
                                G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
                                0600, &cause) &&
      g_chmod (self->path, 0600) == 0)
    return TRUE;
  if (cause == NULL)
    cause = g_error_new_literal (G_FILE_ERROR, g_file_error_from_errno (errno), g_strerror (errno));
  return fail_file (self, cause, error);
}

static gboolean
save_file (TgSecretBox  *self,
           const char   *secret,
           GError      **error)
{
  g_autofree char *wrapped = NULL;

  if (self->passphrase == NULL)
    return save_text (self, secret, error);
  wrapped = tg_passphrase_wrap (self->passphrase, secret, error);
  return wrapped != NULL && save_text (self, wrapped, error);
}

static gboolean
remove_file (TgSecretBox  *self,
             GError      **error)
{
  if (g_unlink (self->path) == 0 || errno == ENOENT)
    return TRUE;
  g_set_error (error, TG_ERROR, TG_ERROR_READ_ONLY, _("Cannot remove %s: %s"), self->path,
               g_strerror (errno));
  return FALSE;
}

TgSecretBox *
tg_secret_box_new_file (const char *path)
{
  TgSecretBox *self;

  g_return_val_if_fail (path != NULL, NULL);

  self = g_new0 (TgSecretBox, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->path = g_strdup (path);
  return self;
}

TgSecretBox *
tg_secret_box_new_passphrase (const char *path,
                              const char *passphrase)
{
  TgSecretBox *self = tg_secret_box_new_file (path);

  g_return_val_if_fail (self != NULL && passphrase != NULL, NULL);

  self->passphrase = g_strdup (passphrase);
  return self;
}

TgSecretBox *
tg_secret_box_new_service (const char *workspace,
                           const char *kind,
                           const char *label)
{
  TgSecretBox *self;

  g_return_val_if_fail (workspace != NULL && kind != NULL && label != NULL, NULL);

  self = g_new0 (TgSecretBox, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->workspace = g_strdup (workspace);
  self->kind = g_strdup (kind);
  self->label = g_strdup (label);
  return self;
}

TgSecretBox *
tg_secret_box_ref (TgSecretBox *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
tg_secret_box_unref (TgSecretBox *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_free (self->path);
  tg_secret_box_wipe (self->passphrase);
  g_free (self->workspace);
  g_free (self->kind);
  g_free (self->label);
  g_free (self);
}

char *
tg_secret_box_load (TgSecretBox   *self,
                    GCancellable  *cancellable,
                    GError       **error)
{
  g_autoptr (GError) cause = NULL;
  char *found;
  char *secret;

  g_return_val_if_fail (self != NULL, NULL);

  if (self->path != NULL)
    return load_file (self, error);
  found = secret_password_lookup_sync (&schema, cancellable, &cause, "workspace", self->workspace,
                                       "kind", self->kind, NULL);
  if (cause != NULL)
    {
      fail_service (cause, error);
      return NULL;
    }
  if (found == NULL)
    {
      fail_not_found (error);
      return NULL;
    }
  secret = g_strdup (found);
  secret_password_free (found);
  return secret;
}

gboolean
tg_secret_box_save (TgSecretBox   *self,
                    const char    *secret,
                    GCancellable  *cancellable,
                    GError       **error)
{
  g_autoptr (GError) cause = NULL;

  g_return_val_if_fail (self != NULL && secret != NULL, FALSE);

  if (self->path != NULL)
    return save_file (self, secret, error);
  if (secret_password_store_sync (&schema, SECRET_COLLECTION_DEFAULT, self->label, secret,
                                  cancellable, &cause, "workspace", self->workspace,
                                  "kind", self->kind, NULL))
    return TRUE;
  return fail_service (cause, error);
}

gboolean
tg_secret_box_remove (TgSecretBox   *self,
                      GCancellable  *cancellable,
                      GError       **error)
{
  g_autoptr (GError) cause = NULL;

  g_return_val_if_fail (self != NULL, FALSE);

  if (self->path != NULL)
    return remove_file (self, error);
  /* FALSE without an error is "there was none". */
  secret_password_clear_sync (&schema, cancellable, &cause, "workspace", self->workspace,
                              "kind", self->kind, NULL);
  return cause == NULL || fail_service (cause, error);
}

void
tg_secret_box_wipe (char *secret)
{
  if (secret == NULL)
    return;
  sodium_memzero (secret, strlen (secret));
  g_free (secret);
}
