// The pages people wait for, over thousands of different questions, codes and officers: node bench/pages.mjs [HOW MANY] [SECONDS EACH].
// On SQLite the peer is nginx, which serves the very bytes of each answer from its file cache; on PostgreSQL (ON_POSTGRES=1) the peer sends
// the very statements over bare libpq. The two take turns; medians. Prints tables in Markdown.
import { execFileSync, spawn } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { databaseOf, remove, serve } from "../tests/http/client.mjs";
import { filledDemonstration, sql } from "./filled.mjs";

const wanted = Number(process.argv[2] ?? 2000), seconds = Number(process.argv[3] ?? 2), rounds = seconds < 1 ? 1 : 5;
const work = mkdtempSync(join(tmpdir(), "dongson-bench-pages-"));
process.on("exit", () => rmSync(work, { recursive: true, force: true }));
const median = (numbers) => [...numbers].sort((one, other) => one - other)[numbers.length >> 1];
const count = (number) => Math.round(number).toLocaleString("en");
const row = (...cells) => console.log(`| ${cells.join(" | ")} |`);

const filled = await filledDemonstration(wanted);
const onPostgres = databaseOf(filled.data) !== undefined;
process.on("exit", () => remove(filled.data));
const began = performance.now();
const server = await serve(filled.data, ["--config", filled.config]);
const ready = performance.now() - began;
// Own pages and those of the program's and its libraries' files; at rest is when the rules are read and the pages looked through.
const memory = () => {
  const status = readFileSync(`/proc/${server.child.pid}/status`, "utf8");
  const [all, own] = ["VmRSS", "RssAnon"].map((name) => Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)[1]) / 1024);
  return `${own.toFixed(0)} MB and ${(all - own).toFixed(0)} MB of mapped files`;
};
await new Promise((done) => setTimeout(done, seconds < 1 ? 500 : 5000));
const atRest = memory();

const pages = [
  { name: "home", asked: [{ path: "/" }], wanted: 0.8 },
  { name: "procedure", asked: [{ path: "/thu-tuc/1.001193" }], wanted: 0.8 },
  { name: "search", asked: filled.questions.map((each) => ({ path: `/thu-tuc?q=${encodeURIComponent(each)}` })), wanted: 0.5 },
  { name: "tracking", asked: filled.dossiers.map(({ code, last }) => ({ path: `/tra-cuu?ma=${code}&so=${last}` })), wanted: 0.7 },
  { name: "inbox", asked: filled.cookies.map((cookie) => ({ path: "/can-bo", cookie })), wanted: 0.5 },
];

function wrk(base, name, asked) {
  const script = join(work, `${name}.lua`), list = `${script}.txt`;
  writeFileSync(list, asked.map(({ path, cookie }) => `${path}\t${cookie ?? ""}\n`).join(""));
  writeFileSync(script, `local requests, number = {}, 0
init = function()
  for line in io.lines("${list}") do
    local path, cookie = line:match("^(.-)\\t(.*)$")
    requests[#requests + 1] = wrk.format("GET", path, cookie ~= "" and { ["Cookie"] = cookie } or nil)
  end
end
request = function() number = number % #requests + 1; return requests[number] end\n`);
  const text = execFileSync("wrk", ["-t1", "-c64", `-d${Math.max(1, Math.round(seconds))}s`, "--latency", "-s", script, base], { encoding: "utf8" });
  if (/Non-2xx/.test(text)) throw new Error(`${name}: answers other than 200\n${text}`);
  return { rate: Number(/Requests\/sec:\s+([\d.]+)/.exec(text)[1]), p99: / 99%\s+(\S+)/.exec(text)[1] };
}

async function startNginx() {
  writeFileSync(join(work, "nginx.conf"), `worker_processes 1; pid ${work}/nginx.pid; error_log /dev/null; daemon off; events { worker_connections 1024; }
http { access_log ${work}/nginx.log combined buffer=64k flush=1s; sendfile on; keepalive_requests 1000000; default_type text/html; open_file_cache max=20000; open_file_cache_valid 600s; server { listen 127.0.0.1:18081; root ${work}/www; } }\n`);
  chmodSync(work, 0o755);
  const child = spawn("/usr/sbin/nginx", ["-c", join(work, "nginx.conf")], { stdio: "ignore" });
  process.on("exit", () => child.kill());
  await new Promise((done) => setTimeout(done, 500));
  return child;
}

async function answerOf({ path, cookie }) {
  const answer = await fetch(server.url + path, { headers: cookie ? { cookie } : {} });
  if (answer.status !== 200) throw new Error(`${path} answers ${answer.status}`);
  return Buffer.from(await answer.arrayBuffer());
}

async function besideNginx({ name, asked, wanted }) {
  mkdirSync(join(work, "www", name), { recursive: true });
  const files = [];
  for (const [number, each] of asked.entries()) {
    writeFileSync(join(work, "www", name, `${number}.html`), await answerOf(each));
    files.push({ path: `/${name}/${number}.html` });
  }
  const ours = [], peers = [];
  for (let round = 0; round < rounds; ++round) {
    peers.push(wrk("http://127.0.0.1:18081", `peer-${name}`, files));
    ours.push(wrk(server.url, name, asked));
  }
  const [our, peer] = [ours, peers].map((each) => median(each.map(({ rate }) => rate)));
  row(`${name}, ${count(asked.length)} different`, (our / peer).toFixed(2), wanted, `${count(our)}/s against ${count(peer)}/s`, ours.at(-1).p99);
}

// What the program asks the database for these pages, as the database logs it: kind, text and parameters, one statement a line.
async function statementsOf(asked) {
  const log = join(process.env.DONGSON_TEST_POSTGRES_FOLDER, "log");
  const reload = (value) => sql(filled.data, `ALTER SYSTEM SET log_statement = '${value}';\nSELECT pg_reload_conf();\n`);
  reload("all");
  await new Promise((done) => setTimeout(done, 500));
  const from = readFileSync(log).length;
  for (const each of asked) await answerOf(each);
  reload("none");
  await new Promise((done) => setTimeout(done, 300));
  const statements = [];
  for (const entry of readFileSync(log).subarray(from).toString().split(/^(?=\d{4}-\d\d-\d\d \d\d:)/m)) {
    const executed = /LOG: {2}execute [^:]+: ([\s\S]*)$/.exec(entry), plain = /LOG: {2}statement: ([\s\S]*)$/.exec(entry), detail = /DETAIL: {2}parameters: ([\s\S]*)$/.exec(entry);
    if (executed) statements.push({ sql: executed[1].trim(), parameters: [] });
    else if (plain) statements.push({ sql: plain[1].trim(), parameters: [] });
    else if (detail && statements.length > 0)
      statements.at(-1).parameters = [...detail[1].matchAll(/\$\d+ = (?:NULL|'((?:[^']|'')*)')/g)].map(([, value]) => value?.replaceAll("''", "'") ?? null);
  }
  return statements.filter((each) => /^(SELECT|WITH|BEGIN|COMMIT)/i.test(each.sql) && !/pg_reload_conf|FROM job\b/.test(each.sql));
}

async function besideLibpq({ name, asked }, wanted) {
  const part = asked.slice(0, Math.min(asked.length, 200));
  const file = join(work, `${name}.json`);
  writeFileSync(file, JSON.stringify({ pages: part.length, statements: await statementsOf(part) }));
  const ours = [], peers = [];
  for (let round = 0; round < rounds; ++round) {
    peers.push(Number(execFileSync("build/release/dongson_bench_statements", [databaseOf(filled.data), file, String(Math.max(1, seconds))], { encoding: "utf8" })));
    ours.push(wrk(server.url, name, asked));
  }
  const our = median(ours.map(({ rate }) => rate)), peer = median(peers);
  row(`${name}, ${count(asked.length)} different`, (our / peer).toFixed(2), wanted, `${count(our)}/s against ${count(peer)}/s`, ours.at(-1).p99);
}

if (onPostgres) {
  console.log("\n| page on PostgreSQL 15, which runs on the same two cores | ratio to its statements over bare libpq | wanted | absolute | p99 |\n|---|---|---|---|---|");
  for (const page of pages.filter(({ name }) => ["tracking", "inbox"].includes(name))) await besideLibpq(page, 0.5);
  // A search asks the database whether the catalogue is another, once a second: there are no statements to stand beside.
  console.log("\n| page on PostgreSQL 15 that asks it nothing | ratio to nginx | wanted | absolute | p99 |\n|---|---|---|---|---|");
  const nginx = await startNginx();
  await besideNginx(pages.find(({ name }) => name === "search"));
  nginx.kill();
} else {
  console.log("\n| page | ratio to nginx | wanted | absolute | p99 |\n|---|---|---|---|---|");
  const nginx = await startNginx();
  for (const page of pages) await besideNginx(page);
  nginx.kill();
  console.log("\n| start, with every role | measured | wanted |\n|---|---|---|");
  row(`ready with the full catalogue and ${count(wanted)} dossiers`, `${ready.toFixed(0)} ms`, "100 ms");
  row("memory five seconds later, at rest", atRest, "80 MB");
  await new Promise((done) => setTimeout(done, seconds < 1 ? 0 : 5000));
  row("memory five seconds after the load above", memory(), "–");
}
await server.stop();
process.exit(0);
