/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-rules.h"

G_BEGIN_DECLS

/* All forms, fact types and rule sets of a data directory, read once, with their rules. Packs may
 * be added, nothing changes or goes. Reference-counted, any thread. A form is known by its id and
 * version; a filing keeps those that it was made under. */
typedef struct _TgCatalogue TgCatalogue;

/* NULL `directory`: the one that tg_data_dir_get() names. */
TgCatalogue *tg_catalogue_load         (const char   *directory,
                                        GError      **error);
/* The same and what a pack's folder adds: forms and rules are shared, so what one gave out the
 * other knows too. A version that is there already stays. */
TgCatalogue *tg_catalogue_extend       (TgCatalogue  *of,
                                        const char   *directory,
                                        const char   *pack,     /* its name: "official 3" */
                                        GError      **error);
/* As a pack that was installed just now: whoever has this catalogue has its forms from now on. */
gboolean     tg_catalogue_add          (TgCatalogue  *self,
                                        const char   *directory,
                                        const char   *pack,
                                        GError      **error);
TgCatalogue *tg_catalogue_ref          (TgCatalogue  *self);
void         tg_catalogue_unref        (TgCatalogue  *self);

/* (transfer none) (nullable) each. `id` may also be an alias such as CEB603. */
TgForm      *tg_catalogue_find         (TgCatalogue  *self,
                                        const char   *id,
                                        /* 0: the one in force last */
                                        guint         version);
TgForm      *tg_catalogue_find_on      (TgCatalogue  *self,     /* the version in force on a date */
                                        const char   *id,
                                        const char   *date);
TgForm      *tg_catalogue_find_fact    (TgCatalogue  *self,
                                        const char   *type,
                                        guint         version); /* 0: the latest */
TgForm      *tg_catalogue_find_set     (TgCatalogue  *self,     /* a rule set of data/rules */
                                        const char   *id,
                                        const char   *date);
/* The rule sets in force on a date that concern a kind of document: a form, or a fact type.
 * (transfer container) of TgRules */
GPtrArray   *tg_catalogue_list_sets    (TgCatalogue  *self,
                                        const char   *kind,
                                        const char   *date);
/* The compiled rules of a form that this catalogue gave out. (transfer none) */
TgRules     *tg_catalogue_get_rules    (TgCatalogue  *self,
                                        TgForm       *form);
/* The data directory that a form of this catalogue lies in (nullable), and the pack that it came
 * in, "" with the program. */
const char  *tg_catalogue_get_directory (TgCatalogue  *self,
                                        const TgForm *form);
const char  *tg_catalogue_get_pack     (TgCatalogue  *self,
                                        const TgForm *form);
TgRules     *tg_catalogue_load_one     (const char   *path,
                                        GError      **error);
/* Every version of a form, the oldest period first. (transfer container) of TgForm */
GPtrArray   *tg_catalogue_list_versions (TgCatalogue *self,
                                        const char   *id);
/* The version in force last of each form of a family, or of each fact type, by id. (transfer
 * container) of TgForm */
GPtrArray   *tg_catalogue_list_family  (TgCatalogue  *self,
                                        TgFamily      family,
                                        const char   *date);    /* nullable: regardless */
GPtrArray   *tg_catalogue_list_all     (TgCatalogue  *self);    /* every version of everything */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TgCatalogue, tg_catalogue_unref)

G_END_DECLS
