/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-walk-values.h"

#include "tg-date.h"

#include <string.h>

/* The story: a company sells 200 vacuum cups. Its goods fact says that the legal unit is pieces;
 * the tariff says kilogrammes, and customs returns the list for it. */

#define FIRM "91410100MA0000015B"
#define FIRM_NAME "河南示例跨境电子商务有限公司"

static const char * const enterprise[] = {
  "exports_goods=true", "customs_forms=true", "customs_record=true", "uscc=" FIRM,
  "name_zh=" FIRM_NAME, "name_en=Henan Example Cross-border E-commerce Co., Ltd.",
  "entity_form=03", "roles=EBC", "reg_addr_zh=河南省郑州市示例路1号",
  "addr_en=No. 1 Example Road, Zhengzhou, Henan, China", "admin_div=410100", "postcode=450000",
  "industry=F5193", "est_date=2016-01-08", "term_from=2016-01-08", "reg_capital=500",
  "reg_capital_ccy=CNY", "scope=货物进出口；互联网销售；日用百货零售。", "legal_name=张示例",
  "legal_id_type=01", "legal_id_no=410101199003070012", "legal_phone=13800000001",
  "contact_name=李示例", "contact_phone=0371-60000001", "contact_email=lianxi@example.com",
  "customs_code=4101960001", "vat_kind=G", "vat_qual_date=2016-03-01", "tax_credit_grade=B",
  "refund_category=2", "forex_category=A", "accounts/1/bank_name=示例银行",
  "accounts/1/account_no=1001234567890123", "accounts/1/ccy=USD", "accounts/1/kind=FX-CUR",
  "staff/1/role=LEGAL", "staff/1/name=张示例", "staff/1/id_type=01",
  "staff/1/id_no=410101199003070012", "staff/1/phone=13800000001", "investors/1/name=张示例",
  "investors/1/country=CHN",
  "investors/1/amount=500", "investors/1/ccy=CNY", NULL
};

static const char * const goods[] = {
  "item_no=CUP-350", "name_zh=保温杯", "name_en=Vacuum cup", "shelf_name=Vacuum cup 350 ml",
  "spec=玻璃内胆|无品牌|350ml", "brand=无品牌", "bar_code=6900000000090", "hs_code=9617001100",
  "origin_country=CHN", "unit=007", "unit1=007", "price=3.2", "currency=USD", "net_weight=0.35",
  "gross_weight=0.42", "quality=合格", "manufactory=福建示例日用品有限公司",
  "supplier_tax_id=91350100M000100Y43", "refund_code=9617001100", "refund_name=保温杯",
  "refund_unit=个", NULL
};

static const char * const order[] = {
  "order_no=XL@month0001", "order_date=@bought", "buyer=J. Example", "country=USA", "ebp_code=无",
  "ebp_name=Example Marketplace", "ebc_code=" FIRM, "ebc_name=" FIRM_NAME, "freight=30",
  "currency=USD", "goods/1/item_no=CUP-350", "goods/1/item_name=保温杯",
  "goods/1/bar_code=6900000000090", "goods/1/unit=007", "goods/1/currency=USD", "goods/1/qty=200",
  "goods/1/price=3.2", NULL
};

static const char * const payment[] = {
  "order_no=XL@month0001", "pay_name=Example Pay", "pay_no=PAY@month0001", "charge=670",
  "currency=USD", "accounting_date=@bought", "accounting_time=09:15:00", "ebp_code=无",
  "ebp_name=Example Marketplace", "ebc_code=" FIRM, "ebc_name=" FIRM_NAME, NULL
};

static const char * const waybill[] = {
  "logistics_no=EB000717595HK", "logistics_code=91440300123456788M",
  "logistics_name=示例国际速递有限公司", "order_no=XL@month0001", "ship_date=@shipped",
  "goods_info=保温杯", "pack_no=4", "gross_weight=84", "net_weight=70", "freight=30",
  "insured_fee=0", "currency=USD", "ebc_code=" FIRM, "ebc_name=" FIRM_NAME,
  "ebc_telephone=0371-60000001", "traf_mode=5", "pod=3154", "wrap_type=2", "bill_no=999-12345675",
  NULL
};

static const char * const export_list[] = {
  "cop_no=CX@month-01", "customs_code=4612", "port_code=4612", "ie_date=@shipped",
  "trade_mode=9610", "statistics_flag=B", "agent_code=" FIRM, "agent_name=" FIRM_NAME,
  "owner_code=" FIRM, "owner_name=" FIRM_NAME, "goods/1/unit1=007",
  "goods/1/qty1=200", NULL
};

static const char * const mended_list[] = {
  "goods/1/unit1=035", "goods/1/qty1=70", "goods/1/unit2=007", "goods/1/qty2=200", NULL
};

static const char * const invoice[] = {
  "voucher_kind=02", "invoice_no=26352000000000000901", "invoice_date=@shipped",
  "seller_tax_id=91350100M000100Y43", "seller_name=福建示例日用品有限公司", "seller_vat_kind=G",
  "seller_grade=A", "lines/1/item_no=CUP-350", "lines/1/goods_code=9617001100",
  "lines/1/goods_name=保温杯", "lines/1/unit=个", "lines/1/qty=200", "lines/1/amount=3000",
  "lines/1/vat_rate=13", NULL
};

static const char * const claim[] = {
  "claim_month=@month", "batch=001", "claim_date=@today", "usd_rate=7.1", "handler=李示例",
  "finance_chief=陈示例", "legal_name=张示例", "statement=true",
  "exports/1/export_invoice=CX@month-01", NULL
};

static const char * const receipt[] = {
  "opp_user=(JW)EXAMPLE PAY", "country=USA", "tc1_amt=670", "method=T", "pay_type=O",
  "tx_code=121990",
  "tx_rem=跨境电商零售出口货款（保温杯）", "is_ref=N", "crt_user=李示例",
  "inp_telc=0371-60000001", "rpt_date=@today", "trade_type=M", "order_nos=XL@month0001", NULL
};

static const char * const seller[] = {
  "person_kind=1", "name=王示例", "id_type=01", "id_no=330782199108160015",
  "id_valid_to=2041-08-16", "uscc=92330782MA2ABC3D8A", "trade_name=义乌市示例手袋商行",
  "addr=浙江省义乌市示例街2号", "phone=13900000001", "email=wang@example.com",
  "goods_line=手袋（42章）", "markets=DEU,USA", "bank_name=示例银行", "bank_branch=义乌示例支行",
  "shops/1/platform=Example Marketplace", "shops/1/shop_name=Yiwu Example Bags",
  "shops/1/shop_id=YWEX007", "shops/1/url=https://shop.example.com/ywex",
  "shops/1/opened_on=2023-03-15", "shops/1/monthly_usd=7200", "consent=true",
  "taxpayer_id=92330782MA2ABC3D8A", NULL
};

static const char * const account[] = {
  "apply_no=ZH@month-001", "person_kind=1", "holder=义乌市示例手袋商行", "id_type=01",
  "id_no=330782199108160015", "uscc=92330782MA2ABC3D8A", "directory=true", "bank=示例银行",
  "branch=义乌示例支行", "ccy=EUR,USD", "purpose=2", "est_year_usd=90000",
  "shops/1/platform=Example Marketplace", "shops/1/shop_name=Yiwu Example Bags",
  "shops/1/shop_id=YWEX007", "shops/1/url=https://shop.example.com/ywex",
  "shops/1/three_months_usd=21600", "id_copy=身份证.pdf", "licence_copy=营业执照.pdf",
  "shop_proof=店铺证明.pdf", "trade_data=交易电子信息.csv", "applicant=王示例",
  "phone=13900000001", "apply_date=@today", "risk_notice=true", NULL
};

static const struct { const char *step; const char * const *values; } steps[] = {
  { "enterprise", enterprise }, { "goods", goods }, { "order", order }, { "payment", payment },
  { "waybill", waybill }, { "export-list", export_list }, { "mended-list", mended_list },
  { "invoice", invoice }, { "claim", claim }, { "receipt", receipt },
  { "seller", seller }, { "account", account },
};

static char *
fill_in (const char *value,
         const char *today)
{
  g_autofree char *last_month = tg_date_add_months (today, -1);
  g_autofree char *shipped = g_strdup_printf ("%.8s15", last_month);
  g_autofree char *bought = g_strdup_printf ("%.8s08", last_month);
  g_autofree char *month = g_strdup_printf ("%.4s%.2s", today, today + 5);
  g_autoptr (GString) text = g_string_new (value);

  g_string_replace (text, "@today", today, 0);
  g_string_replace (text, "@shipped", shipped, 0);
  g_string_replace (text, "@bought", bought, 0);
  g_string_replace (text, "@month", month, 0);
  return g_strdup (text->str);
}

char **
tg_walk_values_get (const char *step,
                    const char *today)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      if (!g_str_equal (steps[i].step, step))
        continue;
      for (guint j = 0; steps[i].values[j] != NULL; j++)
        {
          g_autofree char *value = fill_in (steps[i].values[j], today);

          g_strv_builder_add (builder, value);
        }
    }
  return g_strv_builder_end (builder);
}
