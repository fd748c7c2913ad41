// The centre for hours: so many events a second over TCP from a quiet source and a loud one, searches and pages meanwhile. Memory must
// stay flat and nothing may be lost. MINUTES=120 RATE=20000 node tests/soak/soc.mjs
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { makeDemo, Person, remove, serve } from "../http/client.mjs";
import { countsOf, register, syslogPorts } from "../http/sources.mjs";

const minutes = Number(process.env.MINUTES ?? 120), rate = Number(process.env.RATE ?? 20_000);
const pause = (ms) => new Promise((done) => setTimeout(done, ms));
const data = makeDemo();
writeFileSync(join(data, "config.yaml"), "soc_tcp: 0\naddress_requests_per_minute: 0\naccount_requests_per_minute: 0\n");
const server = await serve(data, ["--config", join(data, "config.yaml")]);
const port = Number((await syslogPorts(server)).tcp);
const analyst = await new Person(server.url).signIn("truc.soc");
await register(analyst, { ten: "ngâm", nhom: "do", cach_nhan: "address", dau_hieu: "127.0.0.0/8" });
const counts = () => countsOf(analyst, "ngâm");
const memory = () => Math.round(Number(readFileSync(`/proc/${server.child.pid}/status`, "utf8").match(/VmRSS:\s+(\d+)/)[1]) / 1024);
let number = 0;
const line = () => {
  const i = number++;
  return `<38>1 ${new Date().toISOString()} sv-${i % 50} sshd ${i % 60000} - - ${i % 3 ? "Failed password" : "Accepted publickey"} for user${i % 5000} from 10.${i % 7}.${i % 251}.${(i >> 3) % 253} port ${i % 65536} ssh2\n`;
};
const socket = connect(port, "127.0.0.1");
await new Promise((done) => socket.on("connect", done));
const began = Date.now(), samples = [];
let next = began;
console.log("minute  events    MB  waiting");
for (let tick = 0; Date.now() - began < minutes * 60_000; ++tick) {
  // A tenth of a second's worth at a time.
  let part = "";
  for (let i = 0; i < rate / 10; ++i) part += line();
  if (!socket.write(part)) await new Promise((done) => socket.once("drain", done));
  if (tick % 50 === 0) await analyst.get(`/can-bo/an-ninh/su-kien?ky=15m&q=${encodeURIComponent(`user.name:user${tick % 5000}`)}`);
  if (tick % 600 === 0) {
    const now = await counts();
    samples.push(memory());
    console.log(`${String(Math.round((Date.now() - began) / 60_000)).padStart(6)}  ${String(number).padStart(9)}  ${String(samples.at(-1)).padStart(4)}  ${now.waiting}`);
  }
  next += 100;
  if (next > Date.now()) await pause(next - Date.now());
}
socket.end();
let now = await counts();
for (let wait = 0; wait < 600 && now.stored < number; ++wait, now = await counts()) await pause(100);
assert.equal(now.stored, number, "every event that was sent is stored");
const part = Math.max(1, Math.floor(samples.length / 4)), mean = (list) => list.reduce((a, b) => a + b, 0) / list.length;
const early = mean(samples.slice(part, 2 * part)), late = mean(samples.slice(-part));
console.log(`${number} events in ${minutes} minutes, ${Math.round(number / (minutes * 60))} a second; resident ${Math.round(early)} MB in the second quarter, ${Math.round(late)} MB in the last`);
// Correlations gather for as long as their timespans last, up to what they may hold.
if (minutes < 30) console.log("too short to tell whether memory stays flat");
else assert.ok(late < early * 1.1 + 20, "memory stays flat");
await server.stop();
remove(data);
