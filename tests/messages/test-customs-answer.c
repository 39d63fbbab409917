/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "tg-catalogue.h"
#include "tg-clock.h"
#include "tg-customs-answer.h"
#include "tg-customs-text.h"
#include "tg-error.h"
#include "tg-test-codes.h"
#include "tg-test.h"

/* What customs answers, as literal messages: whose filing it is, its status, number and faults. */

#define CEB " xmlns='http://www.chinaport.gov.cn/ceb' guid='G' version='1.0'>"

static TgCatalogue *catalogue;
static TgCodeLookup *codes;
static GPtrArray *maps;

static void
set_up (void)
{
  g_autoptr (GPtrArray) forms = NULL;
  g_autoptr (GError) error = NULL;

  catalogue = tg_catalogue_load (NULL, &error);
  g_assert_no_error (error);
  codes = tg_test_codes_new ();
  maps = g_ptr_array_new_with_free_func ((GDestroyNotify) tg_xml_map_unref);
  forms = tg_catalogue_list_all (catalogue);
  for (guint i = 0; i < forms->len; i++)
    {
      TgXmlMap *map = tg_xml_map_load (forms->pdata[i], NULL, NULL);

      if (map != NULL)
        g_ptr_array_add (maps, map);
    }
}

static GPtrArray *
read_text (const char  *text,
           GError     **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  TgXmlContext context = { codes, "2026-03-01", NULL };

  return tg_customs_answer_read (bytes, maps, &context, error);
}

/* `code` in the status element of the usual receipts */
static GPtrArray *
read_receipt (const char *message,
              const char *node,
              const char *code,
              const char *rest)
{
  g_autofree char *text =
    g_strdup_printf ("<%s" CEB "<%s><guid>R1</guid>%s<returnStatus>%s</returnStatus>"
                     "<returnTime>20260301093105250</returnTime></%s></%s>", message, node, rest,
                     code, node, message);
  g_autoptr (GError) error = NULL;
  GPtrArray *answers = read_text (text, &error);

  g_assert_no_error (error);
  return answers;
}

static TgCustomsAnswer *
get_answer (GPtrArray *answers,
            guint      position)
{
  g_assert_cmpuint (answers->len, >, position);
  return answers->pdata[position];
}

/* ---- status ---- */

static void
test_status (void)
{
  static const struct { const char *message; const char *node; const char *code;
                        const char *form; TgFilingState status; } rows[] = {
    { "CEB304Message", "OrderReturn", "120", "customs.order", TG_FILING_ACCEPTED },
    { "CEB304Message", "OrderReturn", "1", "customs.order", TG_FILING_STORED },
    { "CEB404Message", "ReceiptsReturn", "120", "customs.payment", TG_FILING_ACCEPTED },
    { "CEB506Message", "LogisticsReturn", "120", "customs.waybill", TG_FILING_ACCEPTED },
    { "CEB508Message", "ArrivalReturn", "399", "customs.arrival", TG_FILING_ACCEPTED },
    { "CEB510Message", "DepartureReturn", "2", "customs.departure", TG_FILING_RECEIVED },
    { "CEB604Message", "InventoryReturn", "120", "customs.export-list", TG_FILING_UNDER_REVIEW },
    { "CEB604Message", "InventoryReturn", "500", "customs.export-list", TG_FILING_INSPECTION },
    { "CEB604Message", "InventoryReturn", "800", "customs.export-list", TG_FILING_RELEASED },
    { "CEB604Message", "InventoryReturn", "899", "customs.export-list", TG_FILING_CLOSED },
    { "CEB604Message", "InventoryReturn", "-603001", "customs.export-list", TG_FILING_REFUSED },
    { "CEB606Message", "InvtCancelReturn", "399", "customs.withdrawal", TG_FILING_ACCEPTED },
    { "CEB608Message", "WayBillReturn", "100", "customs.master-bill", TG_FILING_RETURNED },
    { "CEB214Message", "RefundReturn", "800", "customs.return", TG_FILING_RELEASED },
    { "CEB216Message", "InvtRefundDetailReturn", "399", "customs.return-tally",
      TG_FILING_ACCEPTED },
    { "CEB702Message", "SummaryReturn", "399", "customs.summary", TG_FILING_ACCEPTED },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GPtrArray) answers = read_receipt (rows[i].message, rows[i].node, rows[i].code,
                                                    "");
      TgCustomsAnswer *answer = get_answer (answers, 0);
      gint64 at;

      g_test_message ("%s %s", rows[i].message, rows[i].code);
      g_assert_cmpstr (answer->form, ==, rows[i].form);
      g_assert_cmpstr (answer->message, ==, rows[i].message);
      g_assert_cmpint (tg_receipt_get_status (answer->receipt), ==, (int) rows[i].status);
      g_assert_cmpstr (tg_receipt_get_status_text (answer->receipt), ==,
                       tg_filing_state_to_name (rows[i].status));
      g_assert_cmpstr (tg_receipt_get_code (answer->receipt), ==, rows[i].code);
      g_assert_cmpstr (tg_receipt_get_id (answer->receipt), ==, "R1");
      g_assert_true (tg_time_from_rfc3339 ("2026-03-01T01:31:05.250Z", &at, NULL));
      g_assert_cmpint (tg_receipt_get_at (answer->receipt), ==, at);
    }
}

static void
test_unknown_status (void)
{
  g_autoptr (GPtrArray) answers = read_receipt ("CEB604Message", "InventoryReturn", "777", "");
  TgReceipt *receipt = get_answer (answers, 0)->receipt;

  g_assert_cmpint (tg_receipt_get_status (receipt), ==, TG_FILING_DRAFT);
  g_assert_cmpstr (tg_receipt_get_status_text (receipt), ==, "777");
}

/* ---- whose ---- */

static void
test_example (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "examples",
                                                 "CEB604Message.xml", NULL);
  g_autofree char *text = tg_test_read_file (path);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) answers = read_text (text, &error);
  g_autoptr (TgDocument) list = tg_document_new ();
  TgCustomsAnswer *answer;

  g_assert_no_error (error);
  g_assert_cmpuint (answers->len, ==, 3);
  answer = get_answer (answers, 1);
  g_assert_cmpstr (tg_receipt_get_number (answer->receipt), ==, "46122026E000000001");
  g_assert_cmpstr (tg_receipt_get_message (answer->receipt), ==, "放行");
  g_assert_cmpstr (tg_document_get (answer->document, "pre_no"), ==, "B20260301000000001");
  g_assert_false (tg_customs_answer_matches (answer, list));
  tg_document_set (list, "cop_no", "EX-L-20260301-0001", NULL);
  g_assert_false (tg_customs_answer_matches (answer, list));
  tg_document_set (list, "agent_code", "91410100MA0000015B", NULL);
  g_assert_true (tg_customs_answer_matches (answer, list));
  tg_document_set (list, "cop_no", "EX-L-20260301-0002", NULL);
  g_assert_false (tg_customs_answer_matches (answer, list));
}

/* A 404 does not say the platform: what it does not say is not asked. Without the number it is
 * nobody's. */
static void
test_part_of_key (void)
{
  g_autoptr (GPtrArray) answers = read_receipt ("CEB404Message", "ReceiptsReturn", "2",
                                                "<ebcCode>E</ebcCode><orderNo>O</orderNo>");
  g_autoptr (GPtrArray) bare = read_receipt ("CEB404Message", "ReceiptsReturn", "2",
                                             "<ebcCode>E</ebcCode>");
  g_autoptr (TgDocument) payment = tg_document_new ();

  tg_document_set (payment, "ebp_code", "P", NULL);
  tg_document_set (payment, "ebc_code", "E", NULL);
  tg_document_set (payment, "order_no", "O", NULL);
  g_assert_true (tg_customs_answer_matches (get_answer (answers, 0), payment));
  g_assert_false (tg_customs_answer_matches (get_answer (bare, 0), payment));
}

/* ---- the words ---- */

static void
test_faults (void)
{
  static const struct { const char *info; const char *pointers; } rows[] = {
    { "净重不得大于毛重", "/net_weight" },
    { "[Code:1301;Desc:系统异常，请稍后重试]", "" },
    { "[Code:11;Desc:第2项商品编码不存在][Code:12;Desc:运抵国（地区）代码错误]",
      "/goods/1/g_code /country" },
    { "gcode格式错误；第3项qty1必须大于0", "/goods /goods/2/qty1" },
    { "商品序号：1，申报计量单位有误", "/goods/0/unit" },
    { "/CEB603Message/Inventory/InventoryList[2]/gcode 长度超过10", "/goods/1/g_code" },
    { "/CEB603Message/Inventory/InventoryHead/netWeight 小数位数过多", "/net_weight" },
    { "", "" },
    { "[Code:", "" },
    { "[Code:1;Desc:毛重", "/gross_weight" },
  };
  TgForm *form = tg_catalogue_find (catalogue, "CEB603", 1);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GPtrArray) faults = tg_customs_text_list_faults (rows[i].info, form);
      g_autoptr (GString) pointers = g_string_new ("");

      for (guint f = 0; f < faults->len; f++)
        g_string_append_printf (pointers, "%s%s", f > 0 ? " " : "",
                                ((TgFault *) faults->pdata[f])->pointer);
      g_test_message ("%s", rows[i].info);
      g_assert_cmpstr (pointers->str, ==, rows[i].pointers);
    }
}

/* Only a refusal has faults, and keeps the authority's code. */
static void
test_refusal (void)
{
  const char *rest = "<returnInfo>[Code:2001;Desc:第1项商品编码不存在]请修改</returnInfo>";
  g_autoptr (GPtrArray) refused = read_receipt ("CEB604Message", "InventoryReturn", "100", rest);
  g_autoptr (GPtrArray) entered = read_receipt ("CEB604Message", "InventoryReturn", "120", rest);
  TgReceipt *receipt = get_answer (refused, 0)->receipt;
  const TgFault *fault;

  g_assert_cmpstr (tg_receipt_get_message (receipt), ==, "第1项商品编码不存在；请修改");
  g_assert_cmpuint (tg_receipt_get_faults (receipt)->len, ==, 1);
  fault = tg_receipt_get_faults (receipt)->pdata[0];
  g_assert_cmpstr (fault->code, ==, "2001");
  g_assert_cmpstr (fault->pointer, ==, "/goods/0/g_code");
  g_assert_cmpuint (tg_receipt_get_faults (get_answer (entered, 0)->receipt)->len, ==, 0);
}

/* ---- what moves other filings ---- */

static void
test_withdrawn (void)
{
  const char *rest = "<copNo>W</copNo><invtNo>46122026E000000001</invtNo>";
  g_autoptr (GPtrArray) lodged = read_receipt ("CEB606Message", "InvtCancelReturn", "2", rest);
  g_autoptr (GPtrArray) done = read_receipt ("CEB606Message", "InvtCancelReturn", "399", rest);
  g_autoptr (TgDocument) list = tg_document_new ();
  TgCustomsAnswer *answer = get_answer (done, 1);

  g_assert_cmpuint (lodged->len, ==, 1);
  g_assert_cmpuint (done->len, ==, 2);
  g_assert_cmpstr (answer->form, ==, "customs.export-list");
  g_assert_cmpint (tg_receipt_get_status (answer->receipt), ==, TG_FILING_WITHDRAWN);
  tg_document_set (list, "invt_no", "46122026E000000001", NULL);
  g_assert_true (tg_customs_answer_matches (answer, list));
}

#define ROW(list, line, item) \
  "<SummaryResultList><invtNo>" list "</invtNo><gseqno>" item "</gseqno><gnum>" line "</gnum>" \
  "</SummaryResultList>"

static GPtrArray *
read_summary (const char *entry)
{
  g_autofree char *text =
    g_strdup_printf ("<CEB792Message" CEB "<SummaryResult><SummaryResultHead><guid>R</guid>"
                     "<sumNo>S</sumNo><opDate>20260315080000000</opDate>%s</SummaryResultHead>"
                     ROW ("L1", "2", "7") ROW ("L1", "1", "3") ROW ("L2", "1", "3")
                     ROW ("L3", "999999999", "3") ROW ("", "1", "1")
                     "</SummaryResult></CEB792Message>", entry);
  g_autoptr (GError) error = NULL;
  GPtrArray *answers = read_text (text, &error);

  g_assert_no_error (error);
  return answers;
}

/* The number is what the client makes a declaration of: see TgDeclaring. */
static void
test_summary (void)
{
  g_autoptr (GPtrArray) early = read_summary ("");
  g_autoptr (GPtrArray) done = read_summary ("<entryId>461220260000000001</entryId>");
  TgCustomsAnswer *answer = get_answer (early, 0);

  g_assert_cmpuint (early->len, ==, 1);
  g_assert_cmpstr (answer->form, ==, "customs.summary");
  g_assert_cmpstr (tg_receipt_get_code (answer->receipt), ==, "792");
  g_assert_cmpint (tg_receipt_get_status (answer->receipt), ==, TG_FILING_ACCEPTED);
  g_assert_cmpuint (done->len, ==, 4);
  g_assert_cmpstr (tg_receipt_get_number (get_answer (done, 0)->receipt), ==,
                   "461220260000000001");
  answer = get_answer (done, 1);
  g_assert_cmpstr (answer->form, ==, "customs.export-list");
  g_assert_cmpstr (tg_document_get (answer->document, "invt_no"), ==, "L1");
  g_assert_cmpstr (tg_receipt_get_number (answer->receipt), ==, "461220260000000001-3,7");
  g_assert_cmpstr (tg_receipt_get_code (answer->receipt), ==, "792");
  g_assert_cmpint (tg_receipt_get_status (answer->receipt), ==, TG_FILING_CLOSED);
  g_assert_cmpstr (tg_receipt_get_number (get_answer (done, 2)->receipt), ==,
                   "461220260000000001-3");
  g_assert_cmpstr (tg_receipt_get_number (get_answer (done, 3)->receipt), ==,
                   "461220260000000001");
}

/* ---- what could not be read ---- */

static void
test_unreadable (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) answers =
    read_text ("<CEB900Message" CEB "<MessageReturn><guid>R</guid><returnStatus>-1</returnStatus>"
               "<returnInfo>格式错误</returnInfo><returnTime>20260301093105</returnTime>"
               "<oriCopMsgId>M1</oriCopMsgId><oriMessageType>CEB603Message</oriMessageType>"
               "<oriBizMessage><![CDATA[<!DOCTYPE a><b>]]></oriBizMessage>"
               "</MessageReturn></CEB900Message>", &error);
  TgCustomsAnswer *answer;

  g_assert_no_error (error);
  answer = get_answer (answers, 0);
  g_assert_cmpstr (answer->form, ==, "");
  g_assert_cmpstr (tg_receipt_get_submission (answer->receipt), ==, "M1");
  g_assert_cmpint (tg_receipt_get_status (answer->receipt), ==, TG_FILING_REFUSED);
  g_assert_cmpstr (tg_receipt_get_message (answer->receipt), ==, "格式错误");
  g_assert_cmpstr (tg_document_get (answer->document, "message_type"), ==, "CEB603Message");
}

/* What customs could not take names the document, as far as it can be read: here an element lacks
 * and another is strange. */
static void
test_unreadable_original (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) answers =
    read_text ("<CEB900Message" CEB "<MessageReturn><guid>R</guid><returnStatus>-1</returnStatus>"
               "<returnInfo>格式错误</returnInfo><returnTime>20260301093105</returnTime>"
               "<oriCopMsgId>M1</oriCopMsgId><oriMessageType>CEB603Message</oriMessageType>"
               "<oriBizMessage><![CDATA[<CEB603Message" CEB "<Inventory><InventoryHead>"
               "<strange/><agentCode>A</agentCode><copNo>C-7</copNo></InventoryHead></Inventory>"
               "</CEB603Message>]]></oriBizMessage></MessageReturn></CEB900Message>", &error);
  TgCustomsAnswer *answer;

  g_assert_no_error (error);
  g_assert_cmpuint (answers->len, ==, 1);
  answer = get_answer (answers, 0);
  g_assert_cmpstr (answer->form, ==, "customs.export-list");
  g_assert_cmpstr (tg_document_get (answer->document, "cop_no"), ==, "C-7");
  g_assert_cmpstr (answer->key[1], ==, "cop_no");
  g_assert_cmpint (tg_receipt_get_status (answer->receipt), ==, TG_FILING_REFUSED);
  g_assert_cmpstr (tg_receipt_get_submission (answer->receipt), ==, "M1");
}

static void
test_exchange (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) answers =
    read_text ("<DxpRep xmlns='http://www.chinaport.gov.cn/dxp'><RecevierId>D</RecevierId>"
               "<Response><ResponseCode>1001</ResponseCode></Response>"
               "<Response><ResponseCode>9</ResponseCode><ResponseInfo>好</ResponseInfo></Response>"
               "<NoticeTime>2026-03-01</NoticeTime>"
               "<OriHead><TransInfo><CopMsgId>M1</CopMsgId></TransInfo></OriHead></DxpRep>",
               &error);
  TgReceipt *receipt;

  g_assert_no_error (error);
  g_assert_cmpuint (answers->len, ==, 2);
  receipt = get_answer (answers, 0)->receipt;
  g_assert_cmpstr (tg_receipt_get_submission (receipt), ==, "M1");
  g_assert_cmpint (tg_receipt_get_status (receipt), ==, TG_FILING_REFUSED);
  g_assert_cmpstr (tg_receipt_get_message (receipt), ==, "数字签名无效");
  g_assert_cmpint (tg_receipt_get_at (receipt), >, 0);
  receipt = get_answer (answers, 1)->receipt;
  g_assert_cmpint (tg_receipt_get_status (receipt), ==, TG_FILING_DRAFT);
  g_assert_cmpstr (tg_receipt_get_status_text (receipt), ==, "9");
}

static void
test_not_an_answer (void)
{
  static const struct { const char *text; TgError code; } rows[] = {
    { "<html/>", TG_ERROR_UNSUPPORTED },
    { "<CEB303Message" CEB "</CEB303Message>", TG_ERROR_UNSUPPORTED },
    { "<CEB304Message xmlns='urn:other'/>", TG_ERROR_INVALID },
    { "<DxpMsg xmlns='http://www.chinaport.gov.cn/dxp'><Data>PGE+</Data></DxpMsg>",
      TG_ERROR_INVALID },
    { "", TG_ERROR_INVALID },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (read_text (rows[i].text, &error));
      g_assert_error (error, TG_ERROR, (int) rows[i].code);
    }
}

/* What lacks is empty, what is strange is passed over. */
static void
test_tolerant (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) answers =
    read_text ("<CEB604Message xmlns='http://www.chinaport.gov.cn/ceb'>text<InventoryReturn>"
               "<returnTime>yesterday</returnTime><new><a/></new><copNo>C</copNo>"
               "</InventoryReturn><InventoryReturn/></CEB604Message>", &error);

  g_assert_no_error (error);
  g_assert_cmpuint (answers->len, ==, 2);
  g_assert_cmpstr (tg_document_get (get_answer (answers, 0)->document, "cop_no"), ==, "C");
  g_assert_cmpint (tg_receipt_get_at (get_answer (answers, 0)->receipt), ==, 0);
  g_assert_cmpstr (tg_receipt_get_code (get_answer (answers, 1)->receipt), ==, "");
}

/* ---- the general declaration ---- */

static void
test_import_answer (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) good =
    read_text ("<DecImportResponse xmlns='urn:any'><ResponseCode>0</ResponseCode>"
               "<ClientSeqNo>C1</ClientSeqNo><SeqNo>I20260000000000001</SeqNo>"
               "</DecImportResponse>", &error);
  g_autoptr (GPtrArray) bad =
    read_text ("<DecImportResponse><ResponseCode>1</ResponseCode><ErrorMessage>毛重为空</ErrorMessage>"
               "<ClientSeqNo>C1</ClientSeqNo></DecImportResponse>", &error);
  TgReceipt *receipt;
  const TgFault *fault;

  g_assert_no_error (error);
  receipt = get_answer (good, 0)->receipt;
  g_assert_cmpint (tg_receipt_get_status (receipt), ==, TG_FILING_STORED);
  g_assert_cmpstr (tg_receipt_get_number (receipt), ==, "I20260000000000001");
  g_assert_cmpstr (get_answer (good, 0)->key[0], ==, "client_seq_no");
  receipt = get_answer (bad, 0)->receipt;
  g_assert_cmpint (tg_receipt_get_status (receipt), ==, TG_FILING_REFUSED);
  g_assert_cmpuint (tg_receipt_get_faults (receipt)->len, ==, 1);
  fault = tg_receipt_get_faults (receipt)->pdata[0];
  g_assert_cmpstr (fault->pointer, ==, "/gross_wet");
}

/* Letters are case-sensitive: `a` is not `A`. */
static void
test_channel (void)
{
  static const struct { const char *channel; TgFilingState status; } rows[] = {
    { "S0", TG_FILING_STORED }, { "7", TG_FILING_RECEIVED }, { "L", TG_FILING_RECEIVED },
    { "a", TG_FILING_ACCEPTED }, { "A", TG_FILING_WITHDRAWN }, { "b", TG_FILING_UNDER_REVIEW },
    { "B", TG_FILING_RELEASED }, { "c", TG_FILING_WITHDRAWN }, { "C", TG_FILING_INSPECTION },
    { "d", TG_FILING_RECEIVED }, { "D", TG_FILING_WITHDRAWN }, { "P", TG_FILING_RELEASED },
    { "R", TG_FILING_CLOSED }, { "Z", TG_FILING_RETURNED }, { "f0", TG_FILING_REFUSED },
    { "F1", TG_FILING_REFUSED }, { "T", TG_FILING_ACCEPTED },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text =
        g_strdup_printf ("<DEC_DATA><DEC_RESULT><SEQ_NO>I1</SEQ_NO><ENTRY_ID>461220260000000001"
                         "</ENTRY_ID><NOTICE_DATE>2026-03-01T09:31:05</NOTICE_DATE>"
                         "<CHANNEL>%s</CHANNEL><NOTE>说明</NOTE></DEC_RESULT>"
                         "<RESULT_INFO>细节</RESULT_INFO></DEC_DATA>", rows[i].channel);
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) answers = read_text (text, &error);
      TgReceipt *receipt;

      g_assert_no_error (error);
      receipt = get_answer (answers, 0)->receipt;
      g_test_message ("%s", rows[i].channel);
      g_assert_cmpint (tg_receipt_get_status (receipt), ==, (int) rows[i].status);
      g_assert_cmpstr (tg_receipt_get_number (receipt), ==, "461220260000000001");
      g_assert_cmpstr (tg_receipt_get_message (receipt), ==, "说明；细节");
      g_assert_cmpint (tg_receipt_get_at (receipt), >, 0);
      g_assert_cmpstr (get_answer (answers, 0)->key[0], ==, "seq_no");
    }
}

int
main (int   argc,
      char *argv[])
{
  int result;

  g_test_init (&argc, &argv, NULL);
  set_up ();
  g_test_add_func ("/messages/customs-answer/status", test_status);
  g_test_add_func ("/messages/customs-answer/unknown-status", test_unknown_status);
  g_test_add_func ("/messages/customs-answer/example", test_example);
  g_test_add_func ("/messages/customs-answer/part-of-key", test_part_of_key);
  g_test_add_func ("/messages/customs-answer/faults", test_faults);
  g_test_add_func ("/messages/customs-answer/refusal", test_refusal);
  g_test_add_func ("/messages/customs-answer/withdrawn", test_withdrawn);
  g_test_add_func ("/messages/customs-answer/summary", test_summary);
  g_test_add_func ("/messages/customs-answer/unreadable", test_unreadable);
  g_test_add_func ("/messages/customs-answer/unreadable-original", test_unreadable_original);
  g_test_add_func ("/messages/customs-answer/exchange", test_exchange);
  g_test_add_func ("/messages/customs-answer/not-an-answer", test_not_an_answer);
  g_test_add_func ("/messages/customs-answer/tolerant", test_tolerant);
  g_test_add_func ("/messages/customs-answer/import-answer", test_import_answer);
  g_test_add_func ("/messages/customs-answer/channel", test_channel);
  result = g_test_run ();
  g_ptr_array_unref (maps);
  g_object_unref (codes);
  tg_catalogue_unref (catalogue);
  return result;
}
