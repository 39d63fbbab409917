/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The five things a sale goes through, the columns of the chain board. */
typedef enum
{
  TG_SALE_ORDER,
  TG_SALE_LIST,
  TG_SALE_DECLARATION,
  TG_SALE_MONEY,
  TG_SALE_REFUND,
} TgSaleStep;

#define TG_N_SALE_STEPS 5

/* How far one of them has come. */
typedef enum
{
  TG_STAGE_MISSING,      /* nothing there yet, nobody waits for it */
  TG_STAGE_WAITING,      /* what it is drawn from is there: it can be made */
  TG_STAGE_UNDER_WAY,
  TG_STAGE_ATTENTION,    /* somebody has to mend it, or it is nearly due */
  TG_STAGE_DONE,
} TgSaleStage;

typedef struct
{
  TgSaleStage  stage;
  const char  *filing;   /* id of the filing or fact behind it, nullable */
  const char  *text;     /* short, such as a number or an amount, nullable */
  const char  *due;      /* date, nullable */
} TgSaleCell;

/* What two documents of a sale say of one thing. */
typedef enum
{
  TG_VERDICT_AGREES,
  TG_VERDICT_DIFFERS,
  TG_VERDICT_LACKS,      /* one of them says nothing */
} TgSaleVerdict;

/* What a row of the chain board says; all copied. Amount: plain decimal. */
typedef struct
{
  const char *enterprise;
  const char *order_no;
  const char *goods;
  const char *amount;
  const char *currency;
  const char *date;
  TgSaleCell  cells[TG_N_SALE_STEPS];
} TgSaleFields;

/* A sale from order to refund: a row of the chain board. Main thread once shown; its values may
 * come after its id (`notify::loaded`). */
#define TG_TYPE_SALE (tg_sale_get_type ())
G_DECLARE_FINAL_TYPE (TgSale, tg_sale, TG, SALE, GObject)

TgSale           *tg_sale_new            (const char         *id);
void              tg_sale_set_id         (TgSale             *self,
                                          const char         *id);
void              tg_sale_fill           (TgSale             *self,
                                          const TgSaleFields *fields);
gboolean          tg_sale_is_loaded      (TgSale             *self);
const char       *tg_sale_get_id         (TgSale             *self);
const char       *tg_sale_get_enterprise (TgSale             *self);
const char       *tg_sale_get_order_no   (TgSale             *self);
const char       *tg_sale_get_goods      (TgSale             *self);
const char       *tg_sale_get_amount     (TgSale             *self);
const char       *tg_sale_get_currency   (TgSale             *self);
const char       *tg_sale_get_date       (TgSale             *self);
const TgSaleCell *tg_sale_get_cell       (TgSale             *self,
                                          TgSaleStep          step);

const char       *tg_sale_step_to_name   (TgSaleStep          step);
gboolean          tg_sale_step_parse     (const char         *name,
                                          TgSaleStep         *out);
const char       *tg_sale_step_get_label (TgSaleStep          step);     /* translated */
const char       *tg_sale_stage_to_name  (TgSaleStage         stage);
gboolean          tg_sale_stage_parse    (const char         *name,
                                          TgSaleStage        *out);
const char       *tg_sale_stage_get_label (TgSaleStage        stage);    /* translated */
const char       *tg_sale_verdict_to_name (TgSaleVerdict      verdict);
const char       *tg_sale_verdict_get_label (TgSaleVerdict    verdict);  /* translated */

G_END_DECLS
