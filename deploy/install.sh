#!/usr/bin/env bash
# Installs what building and testing need and is not there yet: Debian 12's packages, nothing else.
set -euo pipefail
packages=(build-essential cmake ninja-build ccache mold pkg-config git nodejs npm
  libboost1.81-dev libboost-json1.81-dev libsqlite3-dev libpq-dev libyaml-cpp-dev libfmt-dev libsodium-dev libssl-dev
  libbrotli-dev zlib1g-dev libutf8proc-dev libpango1.0-dev libqrencode-dev libfontconfig1-dev libmagic-dev libjemalloc-dev libcurl4-openssl-dev
  libserd-dev libxml2-dev libzip-dev libxlsxwriter-dev libssh-dev libevtx-dev libbfio-dev libnats-dev
  libhyperscan-dev libsimdjson-dev libre2-dev libzstd-dev libxxhash-dev
  libgtest-dev libgmock-dev libbenchmark-dev libgumbo-dev
  openssl bsdutils nmap libevtx-utils nats-server clickhouse-server postgresql-15 pgloader chromium poppler-utils golang-go golang-golang-x-mod-dev
  clang-19 clang-tidy-19 clang-format-19 libclang-rt-19-dev nginx-light haproxy wrk sqlite3 python3 fonts-liberation2 libgdk-pixbuf2.0-bin heif-gdk-pixbuf webp-pixbuf-loader)
missing=()
for package in "${packages[@]}"; do
  case $package in
    nodejs | npm) command -v npm >/dev/null && continue ;;
  esac
  dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
done
[ ${#missing[@]} = 0 ] && exit 0
echo "installing: ${missing[*]}"
sudo=""
[ "$(id -u)" = 0 ] || sudo=sudo
$sudo apt-get update -qq
# Debian starts services it installs; these are only tools here.
[ -e /usr/sbin/policy-rc.d ] || { printf '#!/bin/sh\nexit 101\n' | $sudo tee /usr/sbin/policy-rc.d >/dev/null; $sudo chmod +x /usr/sbin/policy-rc.d; trap '$sudo rm -f /usr/sbin/policy-rc.d' EXIT; }
DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
