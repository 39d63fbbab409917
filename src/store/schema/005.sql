-- SPDX-FileCopyrightText: 2026 The Tongguan developers
-- SPDX-License-Identifier: GPL-3.0-or-later

-- Version 5: what a seller is known by (enterprise.code) and the numbers that agencies give (filing.official_number)
-- are sealed, and tax numbers stand in no list and no search. SQL has no key: 'unsealed' says what the program still
-- has to do at its next opening (store/tg-store-sealing.c); a new store has nothing to seal.
INSERT INTO setting (name, value) SELECT 'unsealed', 'values'
  WHERE EXISTS (SELECT 1 FROM enterprise) OR EXISTS (SELECT 1 FROM filing) OR EXISTS (SELECT 1 FROM fact);
