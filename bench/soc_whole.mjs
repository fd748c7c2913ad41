// The whole centre from outside: syslog over TCP and UDP until it is stored, with every shipped rule. Prints the table's rows. bench/soc_whole.mjs [LINES] [SECONDS OF UDP]
import { execFileSync } from "node:child_process";
import { createSocket } from "node:dgram";
import { writeFileSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { makeDemo, Person, remove, serve } from "../tests/http/client.mjs";
import { pause } from "../tests/http/peers.mjs";
import { countsOf, register, syslogPorts } from "../tests/http/sources.mjs";

const data = makeDemo();
process.on("exit", () => remove(data));
writeFileSync(join(data, "config.yaml"), "soc_udp: 0\nsoc_tcp: 0\nsoc_threads: 2\naddress_requests_per_minute: 0\naccount_requests_per_minute: 0\n");
const server = await serve(data, ["--config", join(data, "config.yaml")]);
const ports = await syslogPorts(server);
const analyst = await new Person(server.url).signIn("truc.soc");
await register(analyst, { ten: "do", nhom: "do", cach_nhan: "address", dau_hieu: "127.0.0.1" });
const count = () => countsOf(analyst, "do");
const cpu = () => {
  const part = execFileSync("cat", [`/proc/${server.child.pid}/stat`], { encoding: "utf8" }).split(") ")[1].split(" ");
  return (Number(part[11]) + Number(part[12])) / 100;
};
const line = (i) => `<38>1 ${new Date(Date.now()).toISOString()} sv-${i % 50} sshd ${i % 60000} - - Failed password for user${i % 500} from 10.${i % 7}.${i % 251}.${(i >> 3) % 253} port ${i % 65536} ssh2`;
await pause(4000); // the rules are read

const lines = Number(process.argv[2] ?? 2_000_000);
const parts = [];
for (let i = 0; i < lines; i += 2000) parts.push(Buffer.from(Array.from({ length: 2000 }, (_, k) => line(i + k) + "\n").join("")));
let [began, spent] = [process.hrtime.bigint(), cpu()];
const tcp = connect(Number(ports.tcp), "127.0.0.1");
for (const part of parts) if (!tcp.write(part)) await new Promise((done) => tcp.once("drain", done));
tcp.end();
let now;
for (now = await count(); now.stored < lines && now.received - now.stored !== 0; now = await count()) await pause(20);
while ((now = await count()).stored < lines) await pause(20);
let seconds = Number(process.hrtime.bigint() - began) / 1e9;
console.log(`| syslog over TCP, one connection, until it is stored and held against every rule | ${Math.round(lines / seconds / 1000)} k/s (${((cpu() - spent) / seconds).toFixed(1)} cores of 2, the sender has the rest) | 150 k/s |`);

const before = await count();
const udp = createSocket({ type: "udp4", sendBufferSize: 4 << 20 });
const rate = Number(process.env.UDP_RATE ?? 50_000), time = Number(process.argv[3] ?? 10);
began = process.hrtime.bigint();
let sent = 0;
while (sent < rate * time) {
  const due = Math.min(rate * time, (Number(process.hrtime.bigint() - began) / 1e9) * rate);
  for (; sent < due; ++sent) udp.send(line(sent), Number(ports.udp), "127.0.0.1");
  await new Promise((done) => setImmediate(done));
}
const took = Number(process.hrtime.bigint() - began) / 1e9;
await pause(3000);
const after = await count();
console.log(`| syslog over UDP at ${Math.round(rate * time / took / 1000)} k/s for ${took.toFixed(0)} s: lost | ${rate * time - (after.stored - before.stored)} of ${rate * time} | 0 at 50 k/s |`);
udp.close();
const memory = execFileSync("sh", ["-c", `grep RssAnon /proc/${server.child.pid}/status`], { encoding: "utf8" }).match(/\d+/)[0];
console.log(`| memory of the whole program after that (files that are mapped aside) | ${Math.round(memory / 1024)} MB | – |`);
await server.stop();
