#!/usr/bin/env bash
# What others do with the same lines of sshd and a few rules (20 patterns), in events per CPU second; ours reads the same lines with its
# own parsers and holds them against every shipped rule. Prints the table's rows. bench/soc_peers.sh OUR_EVENTS_PER_SECOND
set -euo pipefail
ours=$1 lines=${LINES_OF_SSHD:-200000}
work=$(mktemp -d); trap 'kill $(jobs -p) 2>/dev/null || true; wait 2>/dev/null; rm -rf "$work"' EXIT
# Beside what is installed, not into it: the two syslog daemons exclude each other.
(cd "$work" && apt-get download sec syslog-ng-core rsyslog liblognorm5 liblognorm-utils libfastjson4 libestr0 libivykis0 libnet1 libdbi1 >/dev/null 2>&1)
for package in "$work"/*.deb; do dpkg -x "$package" "$work/root"; done
export LD_LIBRARY_PATH=$work/root/usr/lib/x86_64-linux-gnu:$work/root/usr/lib/syslog-ng
export SYSLOGNG_PREFIX=$work/root/usr
python3 - "$work" "$lines" <<'P'
import random, sys
work, lines = sys.argv[1], int(sys.argv[2])
random.seed(1)
said = ["Failed password for {user} from {ip} port {port} ssh2", "Failed password for invalid user {user} from {ip} port {port} ssh2",
        "Accepted publickey for {user} from {ip} port {port} ssh2: RSA SHA256:{key}", "Accepted password for {user} from {ip} port {port} ssh2",
        "Invalid user {user} from {ip} port {port}", "Connection closed by {ip} port {port} [preauth]",
        "Disconnected from user {user} {ip} port {port}", "Received disconnect from {ip} port {port}:11: disconnected by user"]
others = ["Bad protocol version identification from {ip} port {port}", "Did not receive identification string from {ip} port {port}",
          "error: maximum authentication attempts exceeded for {user} from {ip} port {port} ssh2", "Connection reset by {ip} port {port}",
          "Connection closed by authenticating user {user} {ip} port {port}", "Disconnecting authenticating user {user} {ip} port {port}",
          "Unable to negotiate with {ip} port {port}", "reverse mapping checking getaddrinfo for {user} [{ip}] failed",
          "Postponed publickey for {user} from {ip} port {port} ssh2", "Server listening on {ip} port {port}",
          "Received signal 15; terminating for {user}", "Timeout, client not responding from user {user} {ip} port {port}"]
with open(work + "/lines.log", "w") as out:
    for i in range(lines):
        text = random.choice(said).format(user=f"user{random.randrange(500)}", ip=".".join(str(random.randrange(256)) for _ in range(4)),
                                          port=random.randrange(65536), key="%032x" % random.getrandbits(128))
        out.write(f"Nov 24 08:{i // 60 % 60:02}:{i % 60:02} sv-{random.randrange(50)} sshd[{random.randrange(60000)}]: {text}\n")
patterns = said + others
import re
def regex(text):
    text = re.escape(text.replace("{user}", "\0").replace("{ip}", "\1").replace("{port}", "\2").replace("{key}", "\3"))
    return text.replace("\0", r"(\S+)").replace("\1", r"(\d+\.\d+\.\d+\.\d+)").replace("\2", r"(\d+)").replace("\3", r"(\S+)").replace("\\\0", r"(\S+)")
with open(work + "/sec.conf", "w") as out:
    for text in patterns:
        out.write(f"type=Single\nptype=RegExp\npattern=sshd\\[\\d+\\]: {regex(text)}\ndesc=x\naction=none\n\n")
def lognorm(text):
    return text.replace("{user}", "%user:word%").replace("{ip}", "%ip:ipv4%").replace("{port}", "%port:number%").replace("{key}", "%key:word%")
with open(work + "/rules.rb", "w") as out:
    out.write("version=2\n")
    for text in patterns:
        out.write("rule=:%date:date-rfc3164% %host:word% sshd[%pid:number%]: " + lognorm(text) + "\n")
with open(work + "/message.rb", "w") as out:
    out.write("version=2\n")
    for text in patterns:
        out.write("rule=: " + lognorm(text) + "\n")
def patterndb(text):
    for name, at in (("user", "@ESTRING:user: @"), ("ip", "@IPv4:ip@"), ("port", "@NUMBER:port@"), ("key", "@ANYSTRING:key@")):
        text = text.replace("{" + name + "}" + (" " if name == "user" else ""), at).replace("{" + name + "}", at)
    return text.replace("&", "&amp;")
with open(work + "/db.xml", "w") as out:
    out.write("<patterndb version='4' pub_date='2026-01-01'><ruleset name='sshd' id='r'><patterns><pattern>sshd</pattern></patterns><rules>")
    for i, text in enumerate(patterns):
        out.write(f"<rule provider='x' id='{i}' class='system'><patterns><pattern>{patterndb(text)}</pattern></patterns></rule>")
    out.write("</rules></ruleset></patterndb>")
P
cpu() { # of a command, in seconds
  local TIMEFORMAT='%U %S'
  { time "$@" >/dev/null 2>&1; } 2>&1 | awk '{print $1 + $2}'
}
row() { awk -v ours="$ours" -v lines="$lines" -v cpu="$2" -v name="$1" 'BEGIN {printf "| %s | %.1f × | %d k/s against %d k/s |\n", name, ours / (lines / cpu), ours / 1000, lines / cpu / 1000}'; }
row "SEC 2.9.1, 20 expressions" "$(cpu perl "$work/root/usr/bin/sec" --conf="$work/sec.conf" --input="$work/lines.log" --fromstart --notail --nointevents)"
row "liblognorm 2.0.6 alone, 20 rules" "$(cpu sh -c "'$work/root/usr/bin/lognormalizer' -r '$work/rules.rb' <'$work/lines.log'")"
row "syslog-ng 3.38 patterndb (pdbtool), 20 patterns" "$(cpu "$work/root/usr/bin/pdbtool" match --pdb "$work/db.xml" --file "$work/lines.log" --template '${.classifier.rule_id}\n')"
cat >"$work/rsyslog.conf" <<C
global(workDirectory="$work")
module(load="imfile") module(load="mmnormalize")
input(type="imfile" file="$work/lines.log" tag="sshd:" freshStartTail="off" ruleset="read")
ruleset(name="read") {
  action(type="mmnormalize" ruleBase="$work/rules.rb" useRawMsg="on")
  action(type="omfile" file="$work/out.log" asyncWriting="off")
}
C
"$work/root/usr/sbin/rsyslogd" -n -f "$work/rsyslog.conf" -i "$work/pid" -M "$work/root/usr/lib/x86_64-linux-gnu/rsyslog" >/dev/null 2>&1 &
daemon=$!
for _ in $(seq 600); do [ "$(cat "$work/out.log" 2>/dev/null | wc -l)" -ge "$lines" ] && break; sleep 0.1; done
spent=$(awk '{print ($14 + $15) / 100}' "/proc/$daemon/stat")
kill "$daemon"
row "rsyslog 8.2302 with mmnormalize, 20 rules, written to a file" "$spent"
