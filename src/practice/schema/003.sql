-- SPDX-FileCopyrightText: 2026 The Tongguan developers
-- SPDX-License-Identifier: GPL-3.0-or-later

-- Attachments as they arrive, piece by piece.
CREATE TABLE attachment (
  account  TEXT NOT NULL REFERENCES account (id),
  sha256   TEXT NOT NULL,
  bytes    INTEGER NOT NULL,            -- of the whole, as the first piece said
  arrived  INTEGER NOT NULL,
  is_whole INTEGER NOT NULL DEFAULT 0,  -- all arrived, and the digest is right
  PRIMARY KEY (account, sha256)
) STRICT, WITHOUT ROWID;

CREATE TABLE attachment_piece (
  account TEXT NOT NULL,
  sha256  TEXT NOT NULL,
  start   INTEGER NOT NULL,
  content BLOB NOT NULL,
  PRIMARY KEY (account, sha256, start)
) STRICT;

-- Drafts that an account works on in several places. Each change takes a new `seq`, so a listing by it shows
-- what changed; a deleted one stays as a row without a body.
CREATE TABLE draft (
  seq     INTEGER PRIMARY KEY AUTOINCREMENT,
  account TEXT NOT NULL REFERENCES account (id),
  filing  TEXT NOT NULL,
  etag    TEXT NOT NULL,
  body    TEXT,
  at      INTEGER NOT NULL,
  UNIQUE (account, filing)
) STRICT;
CREATE INDEX draft_by_account ON draft (account, seq);
