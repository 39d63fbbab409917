-- SPDX-FileCopyrightText: 2026 The Tongguan developers
-- SPDX-License-Identifier: GPL-3.0-or-later

-- Version 6.

-- What was agreed with the window is what an attempt filed: named, not kept once more. '': it is in `document`.
ALTER TABLE agreed ADD COLUMN attempt TEXT NOT NULL DEFAULT '';

-- The same two indexes in words that cost nothing at each change of an attempt. SQLite makes a table of
-- its own for a list of three or more, every time that it asks whether a row belongs in the index.
DROP INDEX attempt_open;
CREATE UNIQUE INDEX attempt_open ON attempt (filing) WHERE state = 'queued' OR state = 'sending' OR state = 'unknown';
DROP INDEX attempt_due;
CREATE INDEX attempt_due ON attempt (next_try, rid) WHERE state = 'queued' OR state = 'unknown';
