-- SPDX-FileCopyrightText: 2026 The Tongguan developers
-- SPDX-License-Identifier: GPL-3.0-or-later

-- Version 1 of a workspace's store. Never edited once released: the next change is 002.sql.
-- `id` is a UUID version 7, `rid` the row in lists. Times are µs since 1970 in UTC, 0 is "not yet"; dates are
-- text YYYY-MM-DD, '' is none. Columns of type BLOB are sealed and bound to "table/row/column". Amounts are the
-- plain decimal that was typed and, to sort and sum by, the same in units of 0.00001.

CREATE TABLE enterprise (
  rid      INTEGER PRIMARY KEY,
  id       TEXT NOT NULL UNIQUE,
  kind     TEXT NOT NULL,                        -- enterprise, seller
  code     TEXT NOT NULL,                        -- what the window knows it by
  name     TEXT NOT NULL,
  fact     TEXT NOT NULL DEFAULT '',             -- the fact with its master data
  standing BLOB,                                 -- what the agencies said of it: grades, classes, numbers
  created  INTEGER NOT NULL,
  updated  INTEGER NOT NULL
) STRICT;
CREATE INDEX enterprise_code ON enterprise (code);

CREATE TABLE fact (
  rid          INTEGER PRIMARY KEY,
  id           TEXT NOT NULL UNIQUE,
  type         TEXT NOT NULL,
  version      INTEGER NOT NULL,
  enterprise   TEXT REFERENCES enterprise (id),
  revision     INTEGER NOT NULL,                 -- of our own saves
  document     BLOB NOT NULL,
  number       TEXT NOT NULL DEFAULT '',
  summary      TEXT NOT NULL DEFAULT '',
  amount       TEXT NOT NULL DEFAULT '',
  amount_units INTEGER NOT NULL DEFAULT 0,
  currency     TEXT NOT NULL DEFAULT '',
  date         TEXT NOT NULL DEFAULT '',
  removed      INTEGER NOT NULL DEFAULT 0,
  created      INTEGER NOT NULL,
  updated      INTEGER NOT NULL
) STRICT;
CREATE INDEX fact_updated ON fact (type, removed, updated, rid);
CREATE INDEX fact_number ON fact (type, removed, number, rid);

CREATE TABLE filing (
  rid             INTEGER PRIMARY KEY,
  id              TEXT NOT NULL UNIQUE,
  form            TEXT NOT NULL,
  version         INTEGER NOT NULL,
  family          TEXT NOT NULL,
  enterprise      TEXT REFERENCES enterprise (id),
  state           TEXT NOT NULL,
  attempt_state   TEXT NOT NULL,
  state_group     TEXT NOT NULL,                 -- draft, under-way, attention, done
  revision        INTEGER NOT NULL,              -- of our own saves
  window_revision INTEGER NOT NULL DEFAULT 0,    -- the window's, 0: it has never received it
  document        BLOB NOT NULL,
  number          TEXT NOT NULL DEFAULT '',
  summary         TEXT NOT NULL DEFAULT '',
  amount          TEXT NOT NULL DEFAULT '',
  amount_units    INTEGER NOT NULL DEFAULT 0,
  currency        TEXT NOT NULL DEFAULT '',
  date            TEXT NOT NULL DEFAULT '',
  due             TEXT NOT NULL DEFAULT '',
  reference       TEXT NOT NULL DEFAULT '',      -- the window's
  official_number TEXT NOT NULL DEFAULT '',      -- the agency's
  agency_code     TEXT NOT NULL DEFAULT '',
  n_blocking      INTEGER NOT NULL DEFAULT -1,   -- -1: never checked
  n_warnings      INTEGER NOT NULL DEFAULT -1,
  checked         INTEGER NOT NULL DEFAULT 0,
  checked_codes   TEXT NOT NULL DEFAULT '',      -- version of the code tables at that check
  filed           TEXT NOT NULL DEFAULT '',      -- day of its first receiving
  removed         INTEGER NOT NULL DEFAULT 0,    -- a draft thrown away; can be brought back
  created         INTEGER NOT NULL,
  updated         INTEGER NOT NULL
) STRICT;
-- One for each order of a list, within a family; lists of all families merge them. The group stands behind, so
-- that a list of one group needs no row to be read.
CREATE INDEX filing_updated ON filing (family, removed, updated, rid, state_group);
CREATE INDEX filing_number ON filing (family, removed, number, rid, state_group);
CREATE INDEX filing_summary ON filing (family, removed, summary, rid, state_group);
CREATE INDEX filing_amount ON filing (family, removed, amount_units, rid, state_group);
CREATE INDEX filing_state ON filing (family, removed, state, rid, state_group);
CREATE INDEX filing_due ON filing (family, removed, due, rid, state_group);
CREATE INDEX filing_group ON filing (removed, state_group, family, updated, rid, enterprise);
CREATE INDEX filing_form ON filing (form, updated, rid);

-- What was drawn from what. A path is '' (the header) or "table/line".
CREATE TABLE link (
  source      TEXT NOT NULL,                     -- id of a fact or a filing
  source_kind TEXT NOT NULL,                     -- fact type or form
  source_path TEXT NOT NULL,
  target      TEXT NOT NULL,                     -- id of the filing, or fact, that was drawn
  target_path TEXT NOT NULL,
  created     INTEGER NOT NULL,
  PRIMARY KEY (target, target_path, source, source_path)
) STRICT, WITHOUT ROWID;
CREATE INDEX link_source ON link (source, target);

-- Exact look-up by a value that is in no plain column: a keyed hash of it.
CREATE TABLE lookup (
  kind    TEXT NOT NULL,                         -- the field
  hash    TEXT NOT NULL,
  subject TEXT NOT NULL,
  PRIMARY KEY (kind, hash, subject)
) STRICT, WITHOUT ROWID;
CREATE INDEX lookup_subject ON lookup (subject, kind, hash);

-- A row of the chain board. Its id is the order's.
CREATE TABLE sale (
  rid          INTEGER PRIMARY KEY,
  id           TEXT NOT NULL UNIQUE REFERENCES fact (id),
  enterprise   TEXT,
  order_no     TEXT NOT NULL,
  goods        TEXT NOT NULL,
  amount       TEXT NOT NULL,
  amount_units INTEGER NOT NULL,
  currency     TEXT NOT NULL,
  date         TEXT NOT NULL,
  cells        TEXT NOT NULL,                    -- JSON: stage, filing, text and due of each step
  attention    INTEGER NOT NULL,                 -- a step needs the person
  finished     INTEGER NOT NULL,
  due          TEXT NOT NULL,                    -- the soonest
  stale        INTEGER NOT NULL DEFAULT 0,       -- to be computed again
  updated      INTEGER NOT NULL
) STRICT;
CREATE INDEX sale_order ON sale (finished, attention, updated, rid);
CREATE INDEX sale_stale ON sale (rid) WHERE stale = 1;

-- Undo, audit, crash recovery, import and merge in one. Only ever added to.
CREATE TABLE journal (
  seq           INTEGER PRIMARY KEY,
  subject       TEXT NOT NULL,
  kind          TEXT NOT NULL,                   -- created, set, line-added, line-removed, line-moved, batch, undo, shared
  path          TEXT NOT NULL,
  old           BLOB,
  new           BLOB,
  origin        TEXT NOT NULL,                   -- person, import, event, derivation
  batch         TEXT NOT NULL,                   -- entries undone together share it; '' alone
  undoes        INTEGER NOT NULL DEFAULT 0,      -- kind undo: the entry that it takes back
  base_revision INTEGER NOT NULL,
  revision      INTEGER NOT NULL,
  at            INTEGER NOT NULL
) STRICT;
CREATE INDEX journal_subject ON journal (subject, seq);
CREATE INDEX journal_batch ON journal (batch, seq) WHERE batch <> '';

-- Text still being typed.
CREATE TABLE editing (
  subject TEXT NOT NULL,
  path    TEXT NOT NULL,
  text    BLOB NOT NULL,
  at      INTEGER NOT NULL,
  PRIMARY KEY (subject, path)
) STRICT;

-- The document last agreed with the window: the base of a three-way merge.
CREATE TABLE agreed (
  filing   TEXT PRIMARY KEY REFERENCES filing (id),
  revision INTEGER NOT NULL,
  document BLOB NOT NULL,
  at       INTEGER NOT NULL
) STRICT;

CREATE TABLE attempt (
  rid            INTEGER PRIMARY KEY,
  id             TEXT NOT NULL UNIQUE,
  filing         TEXT NOT NULL REFERENCES filing (id),
  action         TEXT NOT NULL,
  state          TEXT NOT NULL,
  frozen         BLOB NOT NULL,                  -- what was signed, stored and is sent
  frozen_bytes   INTEGER NOT NULL,
  digest         TEXT NOT NULL,
  document       BLOB NOT NULL,                  -- what it files
  base_revision  INTEGER NOT NULL,
  local_revision INTEGER NOT NULL,               -- of our own save that it froze
  revision       INTEGER NOT NULL DEFAULT 0,
  reference      TEXT NOT NULL DEFAULT '',
  problem_code   TEXT NOT NULL DEFAULT '',
  problem        BLOB,
  tries          INTEGER NOT NULL DEFAULT 0,
  next_try       INTEGER NOT NULL DEFAULT 0,
  listed         TEXT NOT NULL DEFAULT '',       -- epoch in which the window last named it
  again          INTEGER NOT NULL DEFAULT 0,     -- the window lost it: it is to be sent once more
  created        INTEGER NOT NULL,
  sent           INTEGER NOT NULL DEFAULT 0,
  answered       INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE UNIQUE INDEX attempt_open ON attempt (filing) WHERE state IN ('queued', 'sending', 'unknown');
CREATE INDEX attempt_due ON attempt (next_try, rid) WHERE state IN ('queued', 'unknown');
CREATE INDEX attempt_again ON attempt (next_try, rid) WHERE again = 1;
CREATE INDEX attempt_sending ON attempt (rid) WHERE state = 'sending';
CREATE INDEX attempt_filing ON attempt (filing, rid);

-- Only ever added to. A receipt of a filing that we do not know is kept like any other.
CREATE TABLE receipt (
  rid         INTEGER PRIMARY KEY,
  id          TEXT NOT NULL UNIQUE,              -- of the event
  filing      TEXT NOT NULL,
  submission  TEXT NOT NULL,
  revision    INTEGER NOT NULL,
  agency      TEXT NOT NULL,
  status      TEXT NOT NULL,
  code        TEXT NOT NULL,
  data        BLOB NOT NULL,
  moved       INTEGER NOT NULL,                  -- it moved the filing's state
  seen        INTEGER NOT NULL DEFAULT 0,
  at          INTEGER NOT NULL,
  received    INTEGER NOT NULL
) STRICT;
CREATE INDEX receipt_filing ON receipt (filing, rid);
CREATE INDEX receipt_submission ON receipt (submission, rid);
CREATE INDEX receipt_unseen ON receipt (rid) WHERE seen = 0;

-- Where we stand in what the window tells: 'events', and 'filings' while everything is listed again.
CREATE TABLE feed (
  name    TEXT PRIMARY KEY,
  cursor  TEXT NOT NULL,
  resume  TEXT NOT NULL DEFAULT '',              -- a listing's: the position to go on from afterwards
  epoch   TEXT NOT NULL,
  updated INTEGER NOT NULL
) STRICT;

-- Every event that was applied, by its id: it is never applied again.
CREATE TABLE event (
  rid      INTEGER PRIMARY KEY,
  id       TEXT NOT NULL UNIQUE,
  type     TEXT NOT NULL,
  filing   TEXT NOT NULL,
  data     BLOB,                                 -- where no other table keeps it
  at       INTEGER NOT NULL,
  received INTEGER NOT NULL
) STRICT;
CREATE INDEX event_type ON event (type, rid);

CREATE TABLE deadline (
  subject TEXT NOT NULL,
  kind    TEXT NOT NULL,
  date    TEXT NOT NULL,
  text_zh TEXT NOT NULL,
  text_en TEXT NOT NULL,
  done    INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (subject, kind)
) STRICT, WITHOUT ROWID;
CREATE INDEX deadline_date ON deadline (done, date);

-- A forex account. Its id is the keyed hash of its number.
CREATE TABLE account (
  rid        INTEGER PRIMARY KEY,
  id         TEXT NOT NULL UNIQUE,
  enterprise TEXT NOT NULL DEFAULT '',
  filing     TEXT NOT NULL DEFAULT '',           -- that opened it
  number     BLOB NOT NULL,
  currency   TEXT NOT NULL,
  balance    TEXT NOT NULL,
  opened     INTEGER NOT NULL,
  updated    INTEGER NOT NULL
) STRICT;

CREATE TABLE posting (
  rid          INTEGER PRIMARY KEY,
  id           TEXT NOT NULL UNIQUE,             -- of the event
  account      TEXT NOT NULL REFERENCES account (id),
  kind         TEXT NOT NULL,
  currency     TEXT NOT NULL,
  amount       TEXT NOT NULL,
  amount_units INTEGER NOT NULL,
  balance      TEXT NOT NULL,
  details      BLOB NOT NULL,                    -- counterparty and reference
  at           INTEGER NOT NULL,
  received     INTEGER NOT NULL
) STRICT;
CREATE INDEX posting_account ON posting (account, rid);

CREATE TABLE notice (
  rid      INTEGER PRIMARY KEY,
  id       TEXT NOT NULL UNIQUE,
  severity TEXT NOT NULL,
  title    BLOB NOT NULL,
  body     BLOB NOT NULL,
  at       INTEGER NOT NULL,
  expires  INTEGER NOT NULL,
  seen     INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX notice_open ON notice (seen, rid);

CREATE TABLE exercise (
  rid     INTEGER PRIMARY KEY,
  id      TEXT NOT NULL UNIQUE,
  title   TEXT NOT NULL,
  score   TEXT NOT NULL,
  remarks BLOB,
  at      INTEGER NOT NULL
) STRICT;

-- Answers of the window to questions, with their time; shown offline.
CREATE TABLE enquiry (
  kind     TEXT NOT NULL,
  question TEXT NOT NULL,                        -- keyed hash of the parameters
  asked    INTEGER NOT NULL,
  answer   BLOB NOT NULL,
  PRIMARY KEY (kind, question)
) STRICT;

-- The bytes are in files, named by their SHA-256.
CREATE TABLE attachment (
  sha256     TEXT PRIMARY KEY,
  media_type TEXT NOT NULL,
  bytes      INTEGER NOT NULL,
  uploaded   INTEGER NOT NULL DEFAULT 0,
  added      INTEGER NOT NULL
) STRICT;
CREATE TABLE attachment_use (
  subject TEXT NOT NULL,
  sha256  TEXT NOT NULL REFERENCES attachment (sha256),
  name    BLOB NOT NULL,
  PRIMARY KEY (subject, sha256)
) STRICT;
CREATE INDEX attachment_use_sha256 ON attachment_use (sha256);

-- What search finds. rid is twice that of the filing, or twice that of the fact and one. The words are kept
-- outside the index, so that they survive a change of the tokenizer.
CREATE TABLE search_text (
  rid   INTEGER PRIMARY KEY,
  words TEXT NOT NULL
) STRICT;
CREATE VIRTUAL TABLE search USING fts5 (
  words, content='search_text', content_rowid='rid', tokenize='tg_cjk', prefix='1'
);

CREATE TABLE setting (
  name   TEXT PRIMARY KEY,
  value  TEXT NOT NULL DEFAULT '',
  sealed BLOB
) STRICT;

CREATE TABLE backup (
  file  TEXT PRIMARY KEY,
  why   TEXT NOT NULL,                           -- close, migration, request
  bytes INTEGER NOT NULL,
  at    INTEGER NOT NULL
) STRICT;

-- What only one process may do at a time.
CREATE TABLE lease (
  name   TEXT PRIMARY KEY,
  holder TEXT NOT NULL,
  until  INTEGER NOT NULL
) STRICT;
