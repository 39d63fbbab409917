# SPDX-FileCopyrightText: 2026 The Tongguan developers
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
#
# Sourced by run, test and bench: names the Debian packages that lack, and installs them.

build_packages="gcc libc6-dev meson ninja-build pkgconf gettext python3 libgtk-4-dev libadwaita-1-dev libsoup-3.0-dev
  libjson-glib-dev libsqlite3-dev libxml2-utils libsecret-1-dev libsodium-dev libgnutls28-dev libxml2-dev
  librsvg2-common adwaita-icon-theme gsettings-desktop-schemas glib-networking fonts-wqy-microhei libglib2.0-bin dbus-daemon locales"
test_packages="libxtst-dev xvfb xauth at-spi2-core desktop-file-utils appstream poppler-utils curl procps softhsm2
  python3-jsonschema python3-yaml"
full_packages="clang clang-tidy libclang-rt-14-dev valgrind cppcheck uncrustify libgtk-4-bin libgtk-4-dev"

# Prints those of its arguments that are not installed.
lacking() {
  local package
  for package in "$@"; do
    [ "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null)" = installed ] || printf '%s ' "$package"
  done
}

# need PACKAGE...: installs what lacks, as root or through sudo; else prints the line and ends with 3.
need() {
  local lack as=
  command -v dpkg-query >/dev/null || return 0      # not Debian: meson will say what it misses
  lack=$(lacking "$@")
  [ -n "$lack" ] || return 0
  echo "These packages are missing: $lack"
  if [ "$(id -u)" -ne 0 ]; then
    if command -v sudo >/dev/null && sudo -n true 2>/dev/null; then as="sudo -n env"
    else
      echo "Install them and start again:  sudo apt-get update && sudo apt-get install --no-install-recommends $lack"
      exit 3
    fi
  fi
  echo "Installing them ..."
  # shellcheck disable=SC2086
  { $as apt-get update -qq -o DPkg::Lock::Timeout=300 &&
      $as ${as:-env} DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
        -o DPkg::Lock::Timeout=300 $lack; } >"${TMPDIR:-/tmp}/tongguan-apt.log" 2>&1 || {
    tail -n 20 "${TMPDIR:-/tmp}/tongguan-apt.log"
    echo "apt-get could not install: $lack"
    exit 3
  }
}

# The Chinese locale: collation and dates; without it the words are Chinese all the same.
need_locale() {
  locale -a 2>/dev/null | grep -qi '^zh_CN\.utf-\?8$' && return 0
  [ "$(id -u)" -eq 0 ] && command -v localedef >/dev/null && localedef -i zh_CN -f UTF-8 zh_CN.UTF-8 >/dev/null 2>&1
  return 0
}

# build FOLDER [meson options]: configures once and builds, quietly unless it fails.
build() {
  local folder=$1
  shift
  mkdir -p "$folder"
  if [ ! -e "$folder/build.ninja" ]; then
    meson setup "$folder" "$@" >"$folder.log" 2>&1 || { tail -n 30 "$folder.log"; return 1; }
  fi
  ninja -C "$folder" >"$folder.log" 2>&1 || { grep -E 'error|warning|FAILED' "$folder.log" | head -n 40; tail -n 5 "$folder.log"; return 1; }
}
