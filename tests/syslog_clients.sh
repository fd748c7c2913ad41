#!/usr/bin/env bash
# Unpacks rsyslog and syslog-ng beside what is installed (their packages exclude each other): tests/syslog_clients.sh FOLDER
set -euo pipefail
mkdir -p "$1" && cd "$1"
timeout 120 apt-get download rsyslog rsyslog-elasticsearch rsyslog-gnutls liblognorm5 libfastjson4 libestr0 syslog-ng-core libivykis0 libnet1 libdbi1 libwrap0
for package in *.deb; do dpkg -x "$package" root; done
