-- SPDX-FileCopyrightText: 2026 The Tongguan developers
-- SPDX-License-Identifier: GPL-3.0-or-later

-- Version 3: the register of accounts. A balance is `opening` and the sum of what moved, in units of 0.00001, and
-- kept in the transaction that moves it; `balance` of version 1 stays what the bank said last.

ALTER TABLE account ADD COLUMN kind TEXT NOT NULL DEFAULT '';         -- forex_account_kind
ALTER TABLE account ADD COLUMN bank TEXT NOT NULL DEFAULT '';
ALTER TABLE account ADD COLUMN opening INTEGER NOT NULL DEFAULT 0;    -- before the first posting that we know
ALTER TABLE account ADD COLUMN units INTEGER NOT NULL DEFAULT 0;      -- opening and the postings
ALTER TABLE account ADD COLUMN begun INTEGER NOT NULL DEFAULT 0;      -- it is known what was there before
ALTER TABLE account ADD COLUMN stated INTEGER NOT NULL DEFAULT 0;     -- when the bank said `balance`
ALTER TABLE account ADD COLUMN last TEXT NOT NULL DEFAULT '';         -- day of the last posting
CREATE INDEX account_filing ON account (filing) WHERE filing <> '';

ALTER TABLE posting ADD COLUMN subject TEXT NOT NULL DEFAULT '';      -- the filing or fact that it comes from
ALTER TABLE posting ADD COLUMN part TEXT NOT NULL DEFAULT '';         -- which of the movements of the subject
ALTER TABLE posting ADD COLUMN event TEXT NOT NULL DEFAULT '';        -- the window's, '' where the bank did not tell it
ALTER TABLE posting ADD COLUMN ref TEXT NOT NULL DEFAULT '';          -- keyed hash of the reference
ALTER TABLE posting ADD COLUMN date TEXT NOT NULL DEFAULT '';
ALTER TABLE posting ADD COLUMN units INTEGER NOT NULL DEFAULT 0;      -- with its sign; 0 in another currency, or reversed
ALTER TABLE posting ADD COLUMN reversed INTEGER NOT NULL DEFAULT 0;
ALTER TABLE posting ADD COLUMN enterprise TEXT NOT NULL DEFAULT '';   -- whose quota it uses
ALTER TABLE posting ADD COLUMN quota TEXT NOT NULL DEFAULT '';        -- settlement, purchase, '' for none
ALTER TABLE posting ADD COLUMN exempt INTEGER NOT NULL DEFAULT 0;
ALTER TABLE posting ADD COLUMN usd TEXT NOT NULL DEFAULT '';          -- '': not known
ALTER TABLE posting ADD COLUMN usd_units INTEGER NOT NULL DEFAULT 0;
ALTER TABLE posting ADD COLUMN rate TEXT NOT NULL DEFAULT '';         -- where the value in USD comes from
UPDATE posting SET event = id, date = strftime('%Y-%m-%d', at / 1000000 + 28800, 'unixepoch'),
  units = CASE WHEN kind IN ('payment', 'settlement', 'purchase', 'fee', 'transfer-out', 'debit')
          THEN -amount_units ELSE amount_units END;
UPDATE account SET stated = updated, begun = 1, units = CAST(ROUND(CAST(balance AS REAL) * 100000) AS INTEGER),
  last = COALESCE((SELECT MAX(date) FROM posting WHERE posting.account = account.id), '');
UPDATE account SET opening = units
  - COALESCE((SELECT SUM(posting.units) FROM posting WHERE posting.account = account.id), 0);
CREATE UNIQUE INDEX posting_subject ON posting (subject, part) WHERE subject <> '';
CREATE INDEX posting_order ON posting (account, date, rid, units, reversed);
CREATE INDEX posting_ref ON posting (account, ref) WHERE ref <> '';
CREATE INDEX posting_quota ON posting (enterprise, date) WHERE quota <> '';
