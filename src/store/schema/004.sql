-- SPDX-FileCopyrightText: 2026 The Tongguan developers
-- SPDX-License-Identifier: GPL-3.0-or-later

-- Version 4: attachments that attempts name, drafts that are kept on the window too, merges that wait for the
-- person.

-- An attempt waits until the window has all that it names, and they are kept as long as it names them.
CREATE TABLE attempt_attachment (
  attempt TEXT NOT NULL REFERENCES attempt (id),
  sha256  TEXT NOT NULL REFERENCES attachment (sha256),
  PRIMARY KEY (attempt, sha256)
) STRICT, WITHOUT ROWID;
CREATE INDEX attempt_attachment_sha256 ON attempt_attachment (sha256);

-- A draft as the window and this computer last had it in common: the base of its merge.
CREATE TABLE shared_draft (
  filing         TEXT PRIMARY KEY REFERENCES filing (id),
  etag           TEXT NOT NULL,                  -- '': the window has none
  document       BLOB NOT NULL,
  local_revision INTEGER NOT NULL,               -- of our own save that was so; a later one is to be sent
  at             INTEGER NOT NULL
) STRICT;

-- Two changed one document differently, and the person has not said yet what counts.
CREATE TABLE pending_merge (
  filing TEXT PRIMARY KEY REFERENCES filing (id),
  kind   TEXT NOT NULL,                          -- draft, revision
  mark   TEXT NOT NULL,                          -- theirs: the draft's etag, or the window's revision
  base   BLOB NOT NULL,
  theirs BLOB NOT NULL,
  at     INTEGER NOT NULL
) STRICT;
