-- SPDX-FileCopyrightText: 2026 The Tongguan developers
-- SPDX-License-Identifier: GPL-3.0-or-later

-- Version 2 of a workspace's store.

-- The pack that the filing's form came in when it was made, "official 3"; '' is "with the program".
ALTER TABLE filing ADD COLUMN pack TEXT NOT NULL DEFAULT '';
