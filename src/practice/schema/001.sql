-- SPDX-FileCopyrightText: 2026 The Tongguan developers
-- SPDX-License-Identifier: GPL-3.0-or-later

-- The practice window's book. Times are µs since 1970, UTC. Everything that an account may see bears
-- the account's id: two accounts may use the same identifiers without knowing of each other.

CREATE TABLE setting (
  name  TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE account (
  id   TEXT PRIMARY KEY,
  salt TEXT NOT NULL,
  hash TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE enterprise (
  account TEXT NOT NULL REFERENCES account (id),
  code    TEXT NOT NULL,
  PRIMARY KEY (account, code)
) STRICT, WITHOUT ROWID;

CREATE TABLE token (
  hash    TEXT PRIMARY KEY,
  account TEXT NOT NULL REFERENCES account (id),
  expires INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- The first judgement of every id, for ever.
CREATE TABLE submission (
  seq       INTEGER PRIMARY KEY AUTOINCREMENT,
  account   TEXT NOT NULL REFERENCES account (id),
  id        TEXT NOT NULL,
  filing    TEXT NOT NULL,
  digest    TEXT NOT NULL,
  item      BLOB NOT NULL,              -- what digest and signature are over, as it came
  received  INTEGER NOT NULL,
  revision  INTEGER NOT NULL DEFAULT 0,
  reference TEXT NOT NULL DEFAULT '',
  problem   TEXT,
  at        INTEGER NOT NULL,
  UNIQUE (account, id)
) STRICT;
CREATE INDEX submission_by_filing ON submission (account, filing, seq);

CREATE TABLE filing (
  seq          INTEGER PRIMARY KEY AUTOINCREMENT,
  account      TEXT NOT NULL REFERENCES account (id),
  id           TEXT NOT NULL,
  form         TEXT NOT NULL,
  form_version INTEGER NOT NULL,
  enterprise   TEXT NOT NULL,
  revision     INTEGER NOT NULL,
  action       TEXT NOT NULL,           -- of the last submission
  submission   INTEGER NOT NULL REFERENCES submission (seq),
  status       TEXT NOT NULL,
  document     TEXT NOT NULL,
  match_key    TEXT NOT NULL DEFAULT '',-- what other documents know it by: the order number
  UNIQUE (account, id)
) STRICT;
CREATE INDEX filing_by_match ON filing (account, form, match_key);
CREATE INDEX filing_by_submission ON filing (submission);

CREATE TABLE event (
  seq     INTEGER PRIMARY KEY AUTOINCREMENT,
  account TEXT NOT NULL REFERENCES account (id),
  id      TEXT NOT NULL UNIQUE,
  type    TEXT NOT NULL,
  at      INTEGER NOT NULL,
  filing  TEXT,
  data    TEXT NOT NULL
) STRICT;
CREATE INDEX event_by_account ON event (account, seq);
CREATE INDEX event_by_filing ON event (account, filing, seq) WHERE filing IS NOT NULL;

-- What an agency has still to do; done rows are deleted in the transaction that does them.
CREATE TABLE task (
  seq        INTEGER PRIMARY KEY AUTOINCREMENT,
  due        INTEGER NOT NULL,
  submission INTEGER NOT NULL REFERENCES submission (seq),
  act        TEXT NOT NULL
) STRICT;
CREATE INDEX task_by_due ON task (due, seq);
CREATE INDEX task_by_submission ON task (submission);

-- 403 and 505, which the window sends as the payment firm and as the carrier.
CREATE TABLE partner (
  account   TEXT NOT NULL REFERENCES account (id),
  message   TEXT NOT NULL,
  match_key TEXT NOT NULL,
  number    TEXT NOT NULL,
  at        INTEGER NOT NULL,
  PRIMARY KEY (account, message, match_key)
) STRICT, WITHOUT ROWID;

-- Declarations made of released lists (701, 792).
CREATE TABLE entry (
  number  TEXT PRIMARY KEY,
  account TEXT NOT NULL REFERENCES account (id),
  at      INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE entry_list (
  account TEXT NOT NULL,
  filing  TEXT NOT NULL,
  entry   TEXT NOT NULL REFERENCES entry (number),
  items   TEXT NOT NULL,                -- item of the declaration for each line of the list, "1,2,1"
  PRIMARY KEY (account, filing)
) STRICT, WITHOUT ROWID;

CREATE TABLE bank_account (
  account    TEXT NOT NULL REFERENCES account (id),
  enterprise TEXT NOT NULL,
  currency   TEXT NOT NULL,
  number     TEXT NOT NULL,
  balance    TEXT NOT NULL,
  PRIMARY KEY (account, enterprise, currency)
) STRICT, WITHOUT ROWID;

-- Code tables as they were handed out, so that a later version can be sent as a difference.
CREATE TABLE code_table (
  name    TEXT PRIMARY KEY,
  version TEXT NOT NULL,
  rows    INTEGER NOT NULL,
  bytes   INTEGER NOT NULL,
  sha256  TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE code_row (
  table_name TEXT NOT NULL,
  code       TEXT NOT NULL,
  valid_from TEXT NOT NULL,
  row        TEXT NOT NULL,
  PRIMARY KEY (table_name, code, valid_from)
) STRICT, WITHOUT ROWID;

CREATE TABLE code_change (
  table_name TEXT NOT NULL,
  from_version TEXT NOT NULL,           -- the change leads from this version to the one now in force
  code       TEXT NOT NULL,
  valid_from TEXT NOT NULL,
  PRIMARY KEY (table_name, from_version, code, valid_from)
) STRICT, WITHOUT ROWID;
