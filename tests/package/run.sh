#!/usr/bin/env bash
# The package on a machine of its own: installed, set up, served, upgraded, removed, purged; first in a folder where no systemd runs, then in
# that folder booted, so that the service runs in the room its unit describes. Needs root, the network and build/release/dongson.
#   tests/package/run.sh        KEEP=1 leaves the machine in /var/tmp/dongson-package-test, PACKAGE=file takes one that was made before
set -euo pipefail
cd "$(dirname "$0")/../.."
# Out of the tree, or whatever walks through that would walk through the machine as well.
work=$PWD/build/package-test machine=/var/tmp/dongson-package-test base=$PWD/build/package-test/base.tar
[ "$(id -u)" = 0 ] || { echo "the test of the package boots a machine: run it as root"; exit 1; }
mkdir -p "$work"

say() { printf '%s\n' "$*"; }
fail() { say "FAILED: $*"; exit 1; }
check() { "${@:2}" >"$work/said" 2>&1 || { cat "$work/said"; fail "$1"; }; say "ok      $1"; }
says() { check "$1" "${@:3}"; grep -qE -- "$2" "$work/said" || { cat "$work/said"; fail "$1: nothing of \"$2\""; }; }
missing=()
for package in debootstrap systemd-container lintian man-db curl; do dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package"); done
if [ ${#missing[@]} -gt 0 ]; then
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
fi

# The machine, as Debian's installer would leave it but smaller. Its base is made once a week.
leader="" nspawn=""
halt() {
  [ -n "$nspawn" ] || return 0
  kill "$nspawn" 2>/dev/null || true
  wait "$nspawn" 2>/dev/null || true
  nspawn="" leader=""
}
leave() {
  halt
  for place in proc dev; do ! mountpoint -q "$machine/$place" || umount -l "$machine/$place"; done
  [ "${1:-}" = keep ] || rm -rf --one-file-system "$machine"
}
leave
trap 'leave ${KEEP:+keep}' EXIT
if [ -z "$(find "$base" -mtime -7 2>/dev/null)" ]; then
  mirror=${MIRROR:-http://deb.debian.org/debian}
  # An archive may be away for a moment.
  for try in 1 2 3; do
    debootstrap --variant=minbase --include=systemd,systemd-sysv,dbus,ca-certificates,curl,logrotate bookworm "$machine" "$mirror" >"$work/debootstrap.log" 2>&1 && break
    [ $try -lt 3 ] || fail "debootstrap; see $work/debootstrap.log"
    sleep 5
  done
  printf 'deb %s bookworm main\ndeb %s-security bookworm-security main\n' "$mirror" "$mirror" >"$machine/etc/apt/sources.list"
  chroot "$machine" apt-get update -qq
  tar -C "$machine" -cf "$base.new" . && mv "$base.new" "$base"
else
  mkdir -p "$machine" && tar -C "$machine" -xf "$base"
fi
cp /etc/resolv.conf "$machine/etc/resolv.conf"

first=${PACKAGE:-$(VERSION=0.$(date -u +%Y%m%d.%H%M%S)-1 deploy/package.sh)}
# The next one: another version, with other words in its settings, so that dpkg has to choose between the operator's and ours.
second=$work/second.deb
rm -rf "$work/next"
dpkg-deb -R "$first" "$work/next"
sed -i 's/^Version: .*/&.1/' "$work/next/DEBIAN/control"
echo '# What a newer version says.' >>"$work/next/etc/dongson/dongson.yaml"
dpkg-deb --root-owner-group -Znone -b "$work/next" "$second" >/dev/null
rm -rf "$work/next"
cp "$first" "$machine/root/first.deb"
cp "$second" "$machine/root/second.deb"
say "        $(basename "$first"), $(($(stat -c %s "$first") >> 20)) MB"
check "lintian has nothing to say" lintian --fail-on error,warning "$first"

# Where no systemd runs.
quiet=(env DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8)
mount -t proc proc "$machine/proc"
inside() { "${quiet[@]}" chroot "$machine" "$@"; }
as_dongson() { "${quiet[@]}" chroot "$machine" runuser -u dongson -- "$@"; }
check "apt installs it with what it stands on" inside apt-get install -y -q --no-install-recommends /root/first.deb
says "dongson --help" 'dongson serve --data DIR' inside dongson --help
commands=$(inside dongson --help | grep -oE '^dongson [a-z-]+' | sort -u | cut -d' ' -f2)
described=$(zcat "$machine/usr/share/man/man1/dongson.1.gz" | sed -n 's/^\.SS //p' | sed 's/\\-/-/g' | sort -u)
[ "$commands" = "$described" ] && [ "$(wc -w <<<"$commands")" -gt 10 ] || fail "the manual has: $described; the program: $commands"
says "the manual page is well formed" '^$' sh -c "zcat '$machine/usr/share/man/man1/dongson.1.gz' | LC_ALL=C.UTF-8 man --warnings -E UTF-8 -l -Tutf8 -Z - 2>&1 >/dev/null; echo"
says "its folder is its own" '^dongson dongson 700$' inside stat -c '%U %G %a' /var/lib/dongson
says "its settings are not everybody's" '^root dongson 640$' inside stat -c '%U %G %a' /etc/dongson/dongson.yaml
check "its service is enabled" test -L "$machine/etc/systemd/system/multi-user.target.wants/dongson.service"
says "dongson setup" 'Code, once, until' as_dongson dongson setup --data /var/lib/dongson --admin quan.tri --admin-name "Lê Văn Quản" --yes
says "what is set up is read without naming the settings" 'quan\.tri' as_dongson dongson account list --data /var/lib/dongson
serving() {
  setpriv --reuid=dongson --regid=dongson --init-groups dongson serve --config /etc/dongson/dongson.yaml >/dev/null &
  for _ in $(seq 100); do curl -fsS http://127.0.0.1:8080/readyz && break || sleep 0.1; done
  curl -fsS http://127.0.0.1:8080/ | grep -o 'Dịch vụ công' | head -n 1
  kill $! && wait
}
says "it serves, and /readyz answers" '^ready' unshare --net sh -c 'ip link set lo up && exec "$@"' sh "${quiet[@]}" chroot "$machine" bash -c "$(declare -f serving); serving"
grep -q 'Dịch vụ công' "$work/said" || fail "its first page is not there"

# The machine runs: its systemd, and the service in its room.
umount -l "$machine/proc"
boot() {
  systemd-nspawn --quiet --register=no --keep-unit --private-network --boot --directory="$machine" --console=read-only </dev/null >"$work/console.log" 2>&1 &
  nspawn=$!
  for _ in $(seq 300); do
    leader=$(pgrep -P $nspawn | head -n 1 || true)
    [ -n "$leader" ] && nsenter -t "$leader" -a systemctl is-system-running 2>/dev/null | grep -qE 'running|degraded' && return
    sleep 0.2
  done
  cat "$work/console.log"
  fail "the machine does not boot"
}
on() { nsenter -t "$leader" -a "${quiet[@]}" PATH=/usr/sbin:/usr/bin:/sbin:/bin "$@"; }
answers() { on curl -fsS --retry 40 --retry-delay 1 --retry-all-errors http://127.0.0.1:8080/readyz; }
process() { on systemctl show -p MainPID --value dongson; }
boot
check "systemd finds nothing wrong with the unit" on systemd-analyze verify --man=no dongson.service
[ ! -s "$work/said" ] || { cat "$work/said"; fail "systemd-analyze verify has something to say"; }
says "its exposure is 2.0 at most" 'Overall exposure' on systemd-analyze security --no-pager --offline=yes --threshold=20 /lib/systemd/system/dongson.service
tail -n 1 "$work/said"
says "it was started with the machine, and is ready" '^ready$' answers
says "what was set up before is there" 'quan\.tri' on runuser -u dongson -- dongson account list --data /var/lib/dongson
says "it says so in the journal" 'SERVER_READY' on journalctl -u dongson --no-pager -o cat
says "it may have many descriptors" '^65536$' on systemctl show -p LimitNOFILE --value dongson

before=$(process)
on sh -c "kill -KILL $before"
sleep 4
says "killed, it is there again" '^ready$' answers
[ "$(process)" != "$before" ] || fail "it was not killed"

# The access log, as an operator turns it on.
on sed -i 's|^# access_log:|access_log:|; s|^province:.*|province: "Nghệ An"|' /etc/dongson/dongson.yaml
check "it starts again with other settings" on systemctl restart dongson
answers >/dev/null 2>&1
on curl -fsS -o /dev/null http://127.0.0.1:8080/thu-tuc
sleep 1.5
says "requests stand in the access log" 'GET /thu-tuc' on cat /var/log/dongson/access.log
check "logs are rotated" on logrotate -f /etc/logrotate.d/dongson
sleep 1.5
on curl -fsS -o /dev/null http://127.0.0.1:8080/tra-cuu
sleep 1.5
says "and written anew" 'GET /tra-cuu' on cat /var/log/dongson/access.log
on sh -c 'ls /var/log/dongson/access.log-* && grep -q "GET /thu-tuc" /var/log/dongson/access.log-*' >/dev/null || fail "the rotated log is gone"

before=$(process)
on sh -c 'echo paper >/var/lib/dongson/of-the-operator && chown dongson: /var/lib/dongson/of-the-operator'
check "a newer package is installed" on dpkg --force-confdef --force-confold -i /root/second.deb
says "and serves" '^ready$' answers
[ "$(process)" != "$before" ] || fail "the upgrade did not restart the service"
says "settings are kept" 'Nghệ An' on cat /etc/dongson/dongson.yaml
says "what the newer one would say lies beside them" 'a newer version says' on cat /etc/dongson/dongson.yaml.dpkg-dist
says "settings are still not everybody's" '^root dongson 640$' on stat -c '%U %G %a' /etc/dongson/dongson.yaml
says "data are kept" 'quan\.tri' on runuser -u dongson -- dongson account list --data /var/lib/dongson

# What a stop takes; and one that an operator stopped stays so.
began=$(date +%s%N)
check "it stops" on systemctl stop dongson
took=$((($(date +%s%N) - began) / 1000000))
[ $took -lt 6000 ] || fail "stopping took $took ms"
says "and says so" 'SERVER_STOPPED' on journalctl -u dongson --no-pager -o cat -n 20
check "a stopped one is upgraded" on dpkg --force-confdef --force-confold -i /root/second.deb
[ "$(on systemctl is-active dongson)" = inactive ] || fail "an upgrade started a service that was stopped"

# Settings that are wrong are no reason to begin again and again.
on sh -c 'echo "nonsense: 1" >>/etc/dongson/dongson.yaml; systemctl start dongson || true'
sleep 5
[ "$(on systemctl is-failed dongson)" = failed ] || fail "wrong settings are tried again and again"
says "wrong settings are named in the journal" 'CONFIGURATION_REFUSED' on journalctl -u dongson --no-pager -o cat -n 20
on sed -i '/^nonsense/d' /etc/dongson/dongson.yaml

# Backups, with their key where the manual says.
on sh -c 'for folder in /var/backups/dongson /etc/dongson/keys; do install -d -o dongson -g dongson -m 0700 $folder; done'
says "a backup is made" 'files, .* bytes' on runuser -u dongson -- dongson backup --data /var/lib/dongson --to /var/backups/dongson --key /etc/dongson/keys/backup.key --new-key

# A port below 1024, with the example for it, and TLS there without a proxy.
on install -D -m 0644 /usr/share/doc/dongson/examples/low-ports.conf /etc/systemd/system/dongson.service.d/low-ports.conf
on sh -c 'install -d -g dongson -m 0750 /etc/dongson/tls && cd /etc/dongson/tls && umask 027 &&
  openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=dichvucong.vidu.vn -keyout privkey.pem -out fullchain.pem 2>/dev/null && chgrp dongson *.pem && chmod 0640 *.pem
  cp /etc/dongson/dongson.yaml /root/before.yaml
  sed -i "s/^listen:.*/listen: 0.0.0.0:443/; s/^proxies:.*/proxies: []/" /etc/dongson/dongson.yaml
  printf "certificate: /etc/dongson/tls/fullchain.pem\nkey: /etc/dongson/tls/privkey.pem\n" >>/etc/dongson/dongson.yaml
  systemctl daemon-reload && systemctl reset-failed dongson && systemctl start dongson'
says "it speaks TLS on 443 itself" '^ready' on curl -fsS --cacert /etc/dongson/tls/fullchain.pem --connect-to dichvucong.vidu.vn:443:127.0.0.1:443 --retry 20 --retry-delay 1 --retry-all-errors https://dichvucong.vidu.vn/readyz
on sh -c 'systemctl stop dongson && rm -r /etc/systemd/system/dongson.service.d && systemctl daemon-reload && cat /root/before.yaml >/etc/dongson/dongson.yaml'

# The room is wide enough for the program's children: those that answer SQL and draw first pages.
on sh -c 'mv /var/lib/dongson /var/lib/dongson.kept && install -d -o dongson -g dongson -m 0700 /var/lib/dongson'
check "a demonstration is made" on runuser -u dongson -- dongson demo --data /var/lib/dongson
on sed -i 's/^submission: .*/submission: local/' /etc/dongson/dongson.yaml
on systemctl start dongson
says "it serves the demonstration" '^ready' answers
check "SQL is answered and first pages are drawn inside the room" nsenter -t "$leader" -n node tests/package/hardened.mjs http://127.0.0.1:8080
on systemctl stop dongson
on sh -c 'rm -rf /var/lib/dongson && mv /var/lib/dongson.kept /var/lib/dongson && systemctl start dongson'

check "it is removed" on dpkg --remove dongson
[ "$(on systemctl is-active dongson)" != active ] || fail "a removed service runs"
check "removal keeps the data" on test -s /var/lib/dongson/dongson.db
check "removal keeps the settings" on grep -q 'Nghệ An' /etc/dongson/dongson.yaml
check "it is purged" on dpkg --purge dongson
check "purging keeps the data" on test -s /var/lib/dongson/dongson.db
check "purging keeps what the operator put there" on test -s /var/lib/dongson/of-the-operator
! on test -e /etc/dongson/dongson.yaml || fail "settings survive a purge"
! on getent passwd dongson >/dev/null || fail "the user survives a purge"
says "nobody else owns them" '^root root 700$' on stat -c '%U %G %a' /var/lib/dongson
check "installed once more" on dpkg -i /root/second.deb
says "it serves" '^ready' answers
says "and takes its data up again" 'quan\.tri' on runuser -u dongson -- dongson account list --data /var/lib/dongson
check "purged once more" on dpkg --purge dongson
halt

# Where no systemd runs nothing fails either.
mount -t proc proc "$machine/proc"
check "installed where no systemd runs" inside dpkg -i /root/first.deb
check "upgraded where no systemd runs" inside dpkg -i /root/second.deb
check "removed where no systemd runs" inside dpkg --remove dongson
check "purged where no systemd runs" inside dpkg --purge dongson
check "the data are still there" test -s "$machine/var/lib/dongson/dongson.db"
say "the package stands"
