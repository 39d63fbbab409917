#!/bin/bash
# SPDX-FileCopyrightText: 2026 The Tongguan developers
# SPDX-License-Identifier: GPL-3.0-or-later
#
# The templates against GTK's own schema.
set -u
cd "$(dirname "$(readlink -f "$0")")/.."
schema=/usr/share/gtk-4.0/gtk4builder.rng
[ -e "$schema" ] || { echo "$schema is not there (package libgtk-4-dev)"; exit 1; }
exec xmllint --noout --relaxng "$schema" ui/*.ui
