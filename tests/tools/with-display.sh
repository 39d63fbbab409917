#!/bin/bash
# SPDX-FileCopyrightText: 2026 The Tongguan developers
# SPDX-License-Identifier: GPL-3.0-or-later
#
# with-display.sh COMMAND [ARGUMENTS…]
#
# Runs a command on an X display, a D-Bus session and a home folder of its own, and takes them down after it.
# Each call has its own, so several may run at once: meson test --wrapper tests/tools/with-display.sh
#   GUI_SCREEN  size of the screen (1280x900x24)
#   GUI_LANG    language (C.UTF-8; for zh_CN.UTF-8 the translation shows even where the locale is missing)
set -u

folder=$(mktemp -d "${TMPDIR:-/tmp}/tongguan-display-XXXXXX")
server=

clean_up() {
  if [ -n "$server" ]; then
    kill "$server" 2>/dev/null && wait "$server" 2>/dev/null
  fi
  rm -rf "$folder"
}
trap clean_up EXIT

mkdir -m 700 "$folder/run" "$folder/home"
mkdir -p "$folder/home/.config/gtk-4.0"
# No animations to wait for; two clicks in a row are two clicks, not a double one.
cat >"$folder/home/.config/gtk-4.0/settings.ini" <<'END'
[Settings]
gtk-enable-animations=false
gtk-double-click-time=80
END

mkfifo "$folder/number"
Xvfb -displayfd 3 -screen 0 "${GUI_SCREEN:-1280x900x24}" -nolisten tcp -noreset \
  3>"$folder/number" >"$folder/xvfb.log" 2>&1 &
server=$!
if ! read -r -t 20 number <"$folder/number"; then
  echo "with-display: Xvfb did not start" >&2
  cat "$folder/xvfb.log" >&2
  exit 99
fi

language=${GUI_LANG:-C.UTF-8}
if [ "$language" != C.UTF-8 ]; then
  export LANGUAGE=${language%%.*}
  if ! locale -a 2>/dev/null | grep -qiE "^${language%%.*}\.utf-?8$"; then
    language=C.UTF-8
  fi
fi

export DISPLAY=:$number LANG=$language GDK_BACKEND=x11
export GDK_DEBUG=${GDK_DEBUG-gl-disable} GSK_RENDERER=${GSK_RENDERER:-cairo}
export HOME=$folder/home TMPDIR=$folder XDG_RUNTIME_DIR=$folder/run
export GSETTINGS_BACKEND=memory GTK_USE_PORTAL=0
unset LC_ALL WAYLAND_DISPLAY DBUS_SESSION_BUS_ADDRESS AT_SPI_BUS_ADDRESS
unset XDG_CONFIG_HOME XDG_DATA_HOME XDG_CACHE_HOME XDG_STATE_HOME
dbus-run-session -- "$@" 2> >(grep -vE '^dbus-daemon\[|^SpiRegistry daemon' >&2)
