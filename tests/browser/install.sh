#!/usr/bin/env bash
# Makes sure that the browser tests find a Chromium, a Chinese font and nginx. Says nothing when all are there.
# Installs Debian's packages where it may (root, apt-get present); elsewhere it says what to install.
set -euo pipefail

have_chromium() {
  if [ -n "${ATLAS_CHROMIUM:-}" ]; then
    [ -x "$ATLAS_CHROMIUM" ] && return 0
    echo "ATLAS_CHROMIUM is set to '$ATLAS_CHROMIUM', which is no program." >&2
    exit 1
  fi
  local name
  for name in chromium-headless-shell chromium chromium-browser google-chrome google-chrome-stable; do
    command -v "$name" >/dev/null 2>&1 && return 0
  done
  return 1
}

# fc-list comes with fontconfig, which chromium brings along; systems without it (macOS) ship Chinese fonts.
have_font() {
  if command -v fc-list >/dev/null 2>&1; then
    [ -n "$(fc-list :lang=zh family)" ]
  else
    [ "$(uname -s)" != Linux ]
  fi
}

# Started by the tests themselves, on ports of their own; in /usr/sbin, which may not be on PATH.
have_nginx() {
  [ -x "${ATLAS_NGINX:-}" ] || [ -x /usr/sbin/nginx ] || command -v nginx >/dev/null 2>&1
}

missing=()
have_chromium || missing+=(chromium)
have_font || missing+=(fonts-noto-cjk)
have_nginx || missing+=(nginx-light)
command -v openssl >/dev/null 2>&1 || missing+=(openssl)
may_install() { [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; }
# The same engine without windows takes a third less of the processor. Where there is no such package the tests do without.
shell=()
if may_install && [ -z "${ATLAS_CHROMIUM:-}" ] && ! command -v chromium-headless-shell >/dev/null 2>&1; then
  shell=(chromium-headless-shell)
fi
[ ${#missing[@]} -gt 0 ] || [ ${#shell[@]} -gt 0 ] || exit 0

if may_install; then
  echo "installing for the browser tests: ${missing[*]} ${shell[*]}"
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -qq
  # Debian's nginx would begin to serve port 80 as soon as it is installed; a policy-rc.d that is there already stays.
  policy=/usr/sbin/policy-rc.d
  if [ ! -e "$policy" ]; then
    printf '#!/bin/sh\nexit 101\n' >"$policy" && chmod +x "$policy"
    trap 'rm -f "$policy"' EXIT
  fi
  [ ${#missing[@]} -eq 0 ] || apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
  [ ${#shell[@]} -eq 0 ] || apt-get install -y -qq --no-install-recommends "${shell[@]}" >/dev/null 2>&1 || true
  exit 0
fi

cat >&2 <<EOF
The browser tests need: ${missing[*]}
  Debian, Ubuntu:  sudo apt-get install chromium fonts-noto-cjk nginx-light openssl
  elsewhere:       install Chrome or Chromium, a Chinese font (Noto Sans CJK SC), nginx and openssl
What is not on PATH is named by ATLAS_CHROMIUM=/path/to/chrome and ATLAS_NGINX=/path/to/nginx.
'make check' runs everything that needs no browser.
EOF
exit 1
