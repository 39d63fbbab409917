-- SPDX-FileCopyrightText: 2026 The Tongguan developers
-- SPDX-License-Identifier: GPL-3.0-or-later

-- The document of a filing stands once, in the item of its last submission; by that a filing is found too.
-- Rows of these tables are only ever added, or nobody keeps their number: it need not be remembered.

CREATE TABLE new_submission (
  seq       INTEGER PRIMARY KEY,
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
-- The sample's submissions had no item.
INSERT INTO new_submission
  SELECT s.seq, s.account, s.id, s.filing, s.digest,
    CASE WHEN length (s.item) = 0 AND f.document IS NOT NULL
      THEN CAST (json_object ('document', json (f.document)) AS BLOB) ELSE s.item END,
    s.received, s.revision, s.reference, s.problem, s.at
  FROM submission AS s LEFT JOIN filing AS f ON f.submission = s.seq;
DROP TABLE submission;
ALTER TABLE new_submission RENAME TO submission;
CREATE INDEX submission_by_filing ON submission (account, filing, seq);

CREATE TABLE new_filing (
  seq          INTEGER PRIMARY KEY,
  account      TEXT NOT NULL REFERENCES account (id),
  id           TEXT NOT NULL,
  form         TEXT NOT NULL,
  form_version INTEGER NOT NULL,
  enterprise   TEXT NOT NULL,
  revision     INTEGER NOT NULL,
  action       TEXT NOT NULL,           -- of the last submission
  submission   INTEGER NOT NULL REFERENCES submission (seq),
  status       TEXT NOT NULL,
  match_key    TEXT NOT NULL DEFAULT '',-- what other documents know it by: the order number
  number       TEXT NOT NULL DEFAULT '',-- that its agency gave
  own_number   TEXT NOT NULL DEFAULT '',
  UNIQUE (account, id)
) STRICT;
INSERT INTO new_filing
  SELECT seq, account, id, form, form_version, enterprise, revision, action, submission, status,
    match_key, number, own_number FROM filing;
DROP TABLE filing;
ALTER TABLE new_filing RENAME TO filing;
CREATE INDEX filing_by_match ON filing (account, form, match_key);
CREATE INDEX filing_by_number ON filing (account, form, number) WHERE number <> '';
CREATE INDEX filing_by_own_number ON filing (account, form, own_number) WHERE own_number <> '';

CREATE TABLE new_task (
  seq        INTEGER PRIMARY KEY,
  due        INTEGER NOT NULL,
  submission INTEGER NOT NULL REFERENCES submission (seq),
  act        TEXT NOT NULL
) STRICT;
INSERT INTO new_task SELECT seq, due, submission, act FROM task;
DROP TABLE task;
ALTER TABLE new_task RENAME TO task;
CREATE INDEX task_by_due ON task (due, seq);
CREATE INDEX task_by_submission ON task (submission);
