/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* The one door through which JSON comes in. Refuses, with line and column, what json-glib would
 * let pass: anything not RFC 8259, nesting over `max_depth`, duplicate members, numbers outside
 * ±2^53, bad UTF-8, `\u0000`, trailing text, more than `max_bytes`. Any thread. */
typedef struct
{
  gsize max_bytes;
  guint max_depth;
} TgJsonLimits;

#define TG_JSON_LIMITS_DEFAULT ((TgJsonLimits) { 16 * 1024 * 1024, 64 })

/* `length` -1: up to the closing NUL. `limits` NULL: the usual ones. (transfer full) */
JsonNode   *tg_json_parse         (const char          *text,
                                   gssize               length,
                                   const TgJsonLimits  *limits,
                                   GError             **error);
/* Within the limits of everyday use; TG_ERROR_INVALID also for what is no object. */
JsonNode   *tg_json_parse_object  (const char          *text,
                                   GError             **error);
/* RFC 8785 canonical form; fractional numbers are refused. */
char       *tg_json_to_canonical  (JsonNode            *node,
                                   GError             **error);
/* The same without some of its members; NULL leaves out none. */
char       *tg_json_object_to_canonical (JsonObject        *object,
                                   const char * const  *except,
                                   GError             **error);
/* Its pieces: a string with quotes and escapes, and the order of members (UTF-16 code units). */
void        tg_json_append_string (GString             *out,
                                   const char          *text);
int         tg_json_compare_names (const char          *a,
                                   const char          *b);
/* `"sha-256=:BASE64:"` (RFC 9530) over `bytes`. */
char       *tg_json_digest        (const char          *canonical);

/* Readers of members: the message of a failure names the member. A NULL `error` with a missing
 * member gives the fallback; so does NULL for the object. */
const char *tg_json_get_string    (JsonObject          *object,
                                   const char          *member,
                                   const char          *fallback);
gint64      tg_json_get_int       (JsonObject          *object,
                                   const char          *member,
                                   gint64               fallback);
gboolean    tg_json_get_boolean   (JsonObject          *object,
                                   const char          *member,
                                   gboolean             fallback);
JsonObject *tg_json_get_object    (JsonObject          *object,
                                   const char          *member);
JsonArray  *tg_json_get_array     (JsonObject          *object,
                                   const char          *member);
/* (nullable): an element that is no object is NULL. */
JsonObject *tg_json_get_object_at (JsonArray           *array,
                                   guint                index);
gboolean    tg_json_need_string   (JsonObject          *object,
                                   const char          *member,
                                   const char         **out,
                                   GError             **error);
gboolean    tg_json_need_int      (JsonObject          *object,
                                   const char          *member,
                                   gint64              *out,
                                   GError             **error);
gboolean    tg_json_need_object   (JsonObject          *object,
                                   const char          *member,
                                   JsonObject         **out,
                                   GError             **error);
gboolean    tg_json_need_array    (JsonObject          *object,
                                   const char          *member,
                                   JsonArray          **out,
                                   GError             **error);
/* For our own files: fails and names the first member that is not in the NULL-terminated list. */
gboolean    tg_json_only_members  (JsonObject          *object,
                                   const char * const  *known,
                                   GError             **error);

G_END_DECLS
