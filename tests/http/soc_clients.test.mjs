// Shippers as administrators run them, unmodified: rsyslog and syslog-ng bring files of lines over what they speak, and every line
// is there once.
import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { connect, createServer } from "node:net";
import { join, resolve } from "node:path";
import { after, before, test } from "node:test";
import { makeDemo, Person, remove, serve } from "./client.mjs";
import { register, registerToken, syslogPorts } from "./sources.mjs";

const folder = resolve("build/syslog-clients"), root = join(folder, "root");
let unpacked = false;
try {
  execFileSync("sh", ["-c", `[ -x '${root}/usr/sbin/syslog-ng' ] || tests/syslog_clients.sh '${folder}'`], { stdio: "pipe", timeout: 150_000 });
} catch (error) {
  unpacked = `rsyslog and syslog-ng cannot be fetched: ${String(error.stderr ?? error).trim().split("\n").at(-1)}`;
}
const env = { ...process.env, LD_LIBRARY_PATH: `${root}/usr/lib/x86_64-linux-gnu:${root}/usr/lib/syslog-ng:${root}/lib/x86_64-linux-gnu` };
const pause = (ms) => new Promise((done) => setTimeout(done, ms));
const children = [];
let data, server, analyst, token;
const ports = {};

before(async () => {
  if (unpacked) return;
  data = makeDemo();
  const key = join(data, "tls.key"), certificate = join(data, "tls.pem");
  execFileSync("openssl", ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2", "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1", "-keyout", key, "-out", certificate], { stdio: "ignore" });
  const config = join(data, "config.yaml");
  writeFileSync(config, `soc_udp: 0\nsoc_tcp: 0\nsoc_tls: 0\nsoc_certificate: ${certificate}\nsoc_key: ${key}\naddress_requests_per_minute: 0\naccount_requests_per_minute: 0\n`);
  server = await serve(data, ["--config", config]);
  Object.assign(ports, await syslogPorts(server), { certificate });
  analyst = await new Person(server.url).signIn("truc.soc");
  await register(analyst, { ten: "Máy này", cach_nhan: "address", dau_hieu: "127.0.0.0/8" });
  token = await registerToken(analyst, "Elasticsearch");
});
after(async () => {
  for (const child of children) child.kill("SIGKILL");
  await server?.stop();
  if (data) remove(data);
});

const found = async (query) => (await (await analyst.get(`/can-bo/an-ninh/su-kien/tai?ky=tat-ca&q=${encodeURIComponent(query)}`)).text()).split("\n").filter(Boolean).map((line) => JSON.parse(line));
// Every line of `word` once, read by the parser of sshd.
async function arrives(word, count, said) {
  let events = [];
  for (let wait = 0; wait < 300 && events.length < count; ++wait) {
    await pause(100);
    events = await found(`*${word}no*`);
  }
  const which = new Set(events.map((event) => event.bytes.match(new RegExp(`${word}no(\\d+)`))?.[1]));
  assert.equal(events.length, count, `${word}: ${said()}`);
  assert.equal(which.size, count, `${word}: each once`);
  assert.ok((await found(`*${word}no* and source.ip:203.0.113.0/24`)).length === count, `${word}: read by the parser`);
}
const lines = (word, count) => Array.from({ length: count }, (_, i) => `<38>Nov 27 08:00:${String(i % 60).padStart(2, "0")} may sshd[${i}]: Failed password for invalid user ${word}no${i} from 203.0.113.${i % 250} port ${i} ssh2\n`).join("");
function run(program, words) {
  const child = spawn(join(root, program), words, { env, stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (said += chunk));
  children.push(child);
  return { child, said: () => said };
}

// Hands lines to a relay of this machine, as its programs would.
async function tell(port, text, said) {
  for (let wait = 0; ; ++wait) {
    const done = await new Promise((resolve) => {
      const socket = connect(port, "127.0.0.1", () => socket.end(text));
      socket.on("close", (failed) => resolve(!failed));
      socket.on("error", () => {});
    });
    if (done) return;
    assert.ok(wait < 100, `the relay does not listen: ${said()}`);
    await pause(100);
  }
}
const freePort = () => new Promise((resolve) => {
  const listening = createServer().listen(0, "127.0.0.1", () => {
    const { port } = listening.address();
    listening.close(() => resolve(port));
  });
});

test("rsyslog: TCP with counted octets and with line ends, TLS, UDP, and omelasticsearch", { skip: unpacked, timeout: 120_000 }, async () => {
  const at = join(data, "rsyslog"), count = 400;
  mkdirSync(at);
  const ways = {
    dem: `type="omfwd" protocol="tcp" target="127.0.0.1" port="${ports.tcp}" TCP_Framing="octet-counted" template="RSYSLOG_SyslogProtocol23Format"`,
    dong: `type="omfwd" protocol="tcp" target="127.0.0.1" port="${ports.tcp}" TCP_Framing="traditional" template="RSYSLOG_TraditionalForwardFormat"`,
    kin: `type="omfwd" protocol="tcp" target="localhost" port="${ports.tls}" StreamDriver="gtls" StreamDriverMode="1" StreamDriverAuthMode="x509/name" StreamDriverPermittedPeers="localhost" template="RSYSLOG_SyslogProtocol23Format"`,
    goi: `type="omfwd" protocol="udp" target="127.0.0.1" port="${ports.udp}" template="RSYSLOG_TraditionalForwardFormat"`,
    khoi: `type="omelasticsearch" server="127.0.0.1" serverport="${new URL(server.url).port}" uid="soc" pwd="${token}" bulkmode="on" template="json" searchIndex="logs" searchType=""`,
  };
  const listens = {};
  for (const way of Object.keys(ways)) listens[way] = await freePort();
  writeFileSync(
    join(at, "conf"),
    `global(workDirectory="${at}" defaultNetstreamDriverCAFile="${ports.certificate}")\nmodule(load="imtcp") module(load="omelasticsearch")\n` +
      `template(name="json" type="list" option.jsonf="on") { property(outname="@timestamp" name="timereported" dateFormat="rfc3339" format="jsonf") property(outname="host.name" name="hostname" format="jsonf") property(outname="process.name" name="programname" format="jsonf") property(outname="message" name="msg" position.from="2" format="jsonf") }\n` +
      Object.entries(ways).map(([way, action]) => `ruleset(name="${way}") { action(${action}) }\ninput(type="imtcp" port="${listens[way]}" address="127.0.0.1" ruleset="${way}")\n`).join(""),
  );
  const rsyslog = run("usr/sbin/rsyslogd", ["-n", "-f", join(at, "conf"), "-i", join(at, "pid"), "-M", `${root}/usr/lib/x86_64-linux-gnu/rsyslog`]);
  for (const way of Object.keys(ways)) await tell(listens[way], lines(`rs${way}`, count), rsyslog.said);
  for (const way of Object.keys(ways)) await arrives(`rs${way}`, count, rsyslog.said);
});

test("syslog-ng: RFC 3164 over TCP and UDP, RFC 5424 over TCP and TLS", { skip: unpacked, timeout: 120_000 }, async () => {
  const at = join(data, "syslog-ng"), count = 400;
  mkdirSync(at);
  const ways = {
    cu: `network("127.0.0.1" port(${ports.tcp}) transport("tcp") persist-name("cu"))`,
    goi: `network("127.0.0.1" port(${ports.udp}) transport("udp") persist-name("goi"))`,
    moi: `syslog("127.0.0.1" port(${ports.tcp}) transport("tcp") persist-name("moi"))`,
    kin: `syslog("localhost" port(${ports.tls}) transport("tls") tls(ca-file("${ports.certificate}") peer-verify(required-trusted)) persist-name("kin"))`,
  };
  const listens = {};
  for (const way of Object.keys(ways)) listens[way] = await freePort();
  writeFileSync(
    join(at, "conf"),
    `@version: 3.38\n@module afsocket\noptions { keep-hostname(yes); flush-lines(100); };\n` +
      Object.entries(ways).map(([way, destination]) => `source s_${way} { network(ip("127.0.0.1") port(${listens[way]}) transport("tcp")); };\ndestination d_${way} { ${destination}; };\nlog { source(s_${way}); destination(d_${way}); };\n`).join(""),
  );
  const ng = run("usr/sbin/syslog-ng", ["-F", "--no-caps", "-f", join(at, "conf"), "-R", join(at, "persist"), "-p", join(at, "pid"), "-c", join(at, "control"), `--module-path=${root}/usr/lib/syslog-ng/3.38`]);
  for (const way of Object.keys(ways)) await tell(listens[way], lines(`ng${way}`, count), ng.said);
  for (const way of Object.keys(ways)) await arrives(`ng${way}`, count, ng.said);
});
