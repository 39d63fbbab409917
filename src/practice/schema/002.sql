-- SPDX-FileCopyrightText: 2026 The Tongguan developers
-- SPDX-License-Identifier: GPL-3.0-or-later

-- Agencies answer in both languages: the same event's data in English, where they differ.
ALTER TABLE event ADD COLUMN data_en TEXT;

-- By what later documents name a filing: the number that its agency gave, and its own.
ALTER TABLE filing ADD COLUMN number TEXT NOT NULL DEFAULT '';
ALTER TABLE filing ADD COLUMN own_number TEXT NOT NULL DEFAULT '';
CREATE INDEX filing_by_number ON filing (account, form, number) WHERE number <> '';
CREATE INDEX filing_by_own_number ON filing (account, form, own_number) WHERE own_number <> '';
