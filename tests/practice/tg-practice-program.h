/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <json-glib/json-glib.h>
#include <libsoup/soup.h>

G_BEGIN_DECLS

/* The program itself, in a process of its own, with one account and a client that waits for each
 * answer. */
typedef struct
{
  char        *database;
  GSubprocess *process;
  SoupSession *session;
  char        *url;
  char        *token;         /* with "Bearer " */
} TgPracticeProgram;

#define TG_PRACTICE_PROGRAM_ENTERPRISE "91410100MA0000015B"

/* In this folder. */
void      tg_practice_program_init    (TgPracticeProgram *self,
                                       const char        *folder);
void      tg_practice_program_clear   (TgPracticeProgram *self);
/* Starts it on its database and logs in. */
void      tg_practice_program_start   (TgPracticeProgram *self);
/* Sends the signal and waits. */
void      tg_practice_program_end     (TgPracticeProgram *self,
                                       int                signal);
/* POST where there is a body; the answer must be 200. (transfer full) */
JsonNode *tg_practice_program_request (TgPracticeProgram *self,
                                       const char        *path,
                                       const char        *header,
                                       const char        *type,
                                       const char        *body);
/* The batch of one filing whose id is made of the number. (transfer full) */
char     *tg_practice_program_batch   (guint              number);

G_END_DECLS
