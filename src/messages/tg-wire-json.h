/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-json.h"
#include "tg-wire.h"

G_BEGIN_DECLS

/* What the codec's files share; for src/messages only, as it speaks JsonNode. */

#define TG_WIRE_MAX_ITEMS  1000    /* of one page or batch */
#define TG_WIRE_MAX_FAULTS 1000    /* of one problem or receipt */
#define TG_WIRE_MAX_ID     128     /* bytes of an event's id */
#define TG_WIRE_MAX_CURSOR 4096

/* The tree of a body that must be one JSON object. */
JsonNode   *tg_wire_parse            (GBytes       *body,
                                      GError      **error);
/* As tg_wire_parse, for an answer: what is no JSON object with `api` "1" and `epoch` is not the
 * window's. */
JsonNode   *tg_wire_parse_answer     (GBytes       *body,
                                      GError      **error);
/* Canonical text, or the plain one of a tree with fractional numbers. */
char       *tg_wire_node_to_text     (JsonNode     *node);
char       *tg_wire_object_to_text   (JsonObject   *object);
/* The canonical form; a NUL stands behind the bytes. */
GBytes     *tg_wire_object_to_canonical (JsonObject *object,
                                      GError      **error);
/* Sets a member from JSON text that was made here. */
void        tg_wire_set_text         (JsonObject   *object,
                                      const char   *member,
                                      const char   *json);
gboolean    tg_wire_need_bounded     (JsonObject   *object,
                                      const char   *member,
                                      gsize         max,
                                      const char  **out,
                                      GError      **error);
gboolean    tg_wire_need_id          (JsonObject   *object,
                                      const char   *member,
                                      const char  **out,
                                      GError      **error);
gboolean    tg_wire_need_list        (JsonObject   *object,
                                      const char   *member,
                                      JsonArray   **out,
                                      GError      **error);
/* The object at this place of an array, else NULL. */
JsonObject *tg_wire_get_element      (JsonArray    *array,
                                      guint         position);
/* NULL where the member is no document. */
TgDocument *tg_wire_read_document    (JsonObject   *object,
                                      const char   *member,
                                      GError      **error);
/* `errors` of a problem or a receipt: never NULL; what is not so is left out. */
GPtrArray  *tg_wire_read_faults      (JsonObject   *object);
void        tg_wire_set_faults       (JsonObject   *object,
                                      GPtrArray    *faults);

TgProblem  *tg_wire_problem_from     (JsonObject   *object,
                                      GError      **error);
JsonObject *tg_wire_problem_to       (const TgProblem *problem);
TgEvent    *tg_wire_event_from       (JsonObject   *object,
                                      GError      **error);
JsonObject *tg_wire_event_to         (TgEvent      *event);

G_END_DECLS
