// Measures the open-data portal over HTTP: bench/portal.mjs [rows] [datasets]. Writes tables in Markdown. nginx serves the very bytes beside it.
import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { makeDemo, Person, remove, serve } from "../tests/http/client.mjs";

const rows = Number(process.argv[2] ?? 1_000_000), many = Number(process.argv[3] ?? 50_000), seconds = rows < 100_000 ? 1 : 3, rounds = rows < 100_000 ? 1 : 3;
const work = mkdtempSync(join(tmpdir(), "dongson-bench-"));
const run = (program, ...given) => execFileSync(program, given, { encoding: "utf8", maxBuffer: 1 << 28 });
const median = (numbers) => numbers.sort((one, other) => one - other)[numbers.length >> 1];
const say = (...cells) => console.log(`| ${cells.join(" | ")} |`);
const count = (number) => Math.round(number).toLocaleString("en");

const data = makeDemo();
const config = join(data, "config.yaml");
writeFileSync(config, "address_requests_per_minute: 0\naccount_requests_per_minute: 0\nupload_megabytes: 2300\naccess_log: " + join(work, "access.log") + "\n");
let server = await serve(data, ["--config", config]);
const memory = (field) => Number(new RegExp(`${field}:\\s+(\\d+)`).exec(readFileSync(`/proc/${server.child.pid}/status`, "utf8"))[1]) / 1024;

function wrk(url, script) {
  const text = run("wrk", "-t1", "-c64", `-d${seconds}s`, "--latency", ...(script ? ["-s", script] : []), url);
  if (/Non-2xx/.test(text)) throw new Error(`${url} answers other than 200`);
  return { rate: Number(/Requests\/sec:\s+([\d.]+)/.exec(text)[1]), p99: / 99%\s+(\S+)/.exec(text)[1] };
}

// Published as an officer publishes: uploaded, sent to review, made public.
const specialist = await new Person(server.url).signIn("chuyenvien.snv"), leader = await new Person(server.url).signIn("lanhdao.snv");
await specialist.page("/can-bo/du-lieu/moi");
const dataset = (await specialist.post("/can-bo/du-lieu/moi", { ten: "Bảng lớn", mo_ta: "Một bảng lớn để đo tốc độ của kho dữ liệu, không có gì thật.", linh_vuc: "dan-so", giay_phep: "cc0-1.0", dinh_ky: "monthly" })).headers.get("location");
function upload(path, table) {
  const begun = Date.now();
  const head = run("curl", "-s", "-o", "/dev/null", "-w", "%{http_code} %{redirect_url}", "-b", specialist.cookie, "-F", `_csrf=${specialist.csrf}`, "-F", `ten_bang=${table}`, "-F", `tep=@${path};type=text/csv`, server.url + dataset + "/tep");
  const [status, location] = head.split(" ");
  if (status !== "303") throw new Error(`the upload answered ${head}`);
  return { seconds: (Date.now() - begun) / 1000, path: new URL(location).pathname };
}
const csv = join(work, "table.csv");
run("python3", "bench/make_table.py", csv, String(rows));
const first = upload(csv, "bang");
const page = await specialist.page(first.path);
await specialist.post(first.path, { phien_ban: /name="phien_ban" value="(\d+)"/.exec(page)[1], bang_ma: "utf-8", phan_cach: ",", bo_qua: "0", tieu_de: "1", dong_cuoi: "0", trach_nhiem: "1", ten_0: "id", kieu_0: "integer", khoa_0: "1" });
await specialist.post(`${first.path}/trinh`);
await leader.page(first.path);
const began = Date.now();
const published = await leader.post(`${first.path}/cong-bo`);
if (published.status !== 303) throw new Error(`publishing answered ${published.status}`);
const publishing = (Date.now() - began) / 1000;
const api = `${server.url}/api/v1/datasets/bang-lon/bang`;

console.log(`\n| the portal over HTTP, ${count(rows)} rows of 10 columns | ratio to nginx | measured | p99 | wanted |\n|---|---|---|---|---|`);
writeFileSync(join(work, "nginx.conf"), `worker_processes 1; pid ${work}/nginx.pid; error_log /dev/null; daemon off; events { worker_connections 1024; }
http { access_log ${work}/nginx.log combined buffer=64k flush=1s; sendfile on; keepalive_requests 1000000; default_type application/json; open_file_cache max=100; server { listen 127.0.0.1:18083; root ${work}; } }\n`);
run("chmod", "-R", "a+rX", work);
const nginx = spawn("/usr/sbin/nginx", ["-c", join(work, "nginx.conf")], { stdio: "ignore" });
await new Promise((done) => setTimeout(done, 500));
async function beside(name, path, wanted) {
  const file = `${name.replaceAll(/\W+/g, "-")}.json`;
  writeFileSync(join(work, file), Buffer.from(await (await fetch(api + path)).arrayBuffer()), { mode: 0o644 });
  const ours = [], peers = [];
  for (let round = 0; round < rounds; ++round) {
    peers.push(wrk(`http://127.0.0.1:18083/${file}`).rate);
    ours.push(wrk(api + path));
  }
  const rate = median(ours.map((each) => each.rate)), peer = median(peers);
  say(name, (rate / peer).toFixed(2), `${count(rate)}/s against ${count(peer)}/s`, ours.at(-1).p99, wanted);
}
await beside("a filtered page of 100 rows as JSON", "/rows?ma_xa=xa-14802&limit=100", "3,000/s");
await beside("a filtered and sorted page", "/rows?ma_xa=xa-14802&nam.gte=2015&sort=-gia&limit=100", "–");
await beside("a row by its key", `/rows?id=${rows >> 1}`, "15,000/s");
await beside("words in any column, with the total", "/rows?q=th%E1%BA%A3o+d%C5%A9ng&limit=100", "–");
nginx.kill();

const timed = async (path) => {
  const start = performance.now();
  const answer = await fetch(path);
  if (!answer.ok) throw new Error(`${path} answers ${answer.status}`);
  let bytes = 0;
  for await (const chunk of answer.body) bytes += chunk.length;
  return { ms: performance.now() - start, bytes };
};
const grouped = `${api}/groups?group=ma_xa&measure=count,sum:so_luong,avg:gia`;
const once = await timed(grouped), again = await timed(grouped);
console.log(`\n| once | measured | wanted |\n|---|---|---|`);
say("group by a column: count, sum, average, first / again", `${once.ms.toFixed(1)} ms / ${again.ms.toFixed(1)} ms`, "300 ms / 50 ms");
const before = memory("VmHWM");
const whole = await timed(`${server.url}/du-lieu/bo/bang-lon/bang/v/1/tai/csv`);
say(`the whole table as CSV, ${(whole.bytes / 1e6).toFixed(0)} MB`, `${(whole.ms / 1000).toFixed(2)} s, ${(memory("VmHWM") - before).toFixed(0)} MB more at most`, "2 s, constant memory");
say(`upload of ${(statSync(csv).size / 1e6).toFixed(0)} MB until its columns are shown`, `${first.seconds.toFixed(1)} s`, "–");
say("publishing it: checked, compared, indexed, entered in the ledger", `${publishing.toFixed(1)} s (${count(rows / publishing)} rows/s)`, "100,000 rows/s");
await server.stop();

if (rows >= 1_000_000) {
  // A fresh process, so that the peak is the upload's own.
  const large = join(work, "large.csv");
  run("sh", "-c", 'for copy in $(seq "$3"); do cat "$1"; done >"$2"', "copies", csv, large, String(Math.ceil(2e9 / statSync(csv).size)));
  server = await serve(data, ["--config", config]);
  for (const person of [specialist, leader]) person.url = server.url;
  const idle = memory("VmHWM"), sent = upload(large, "rat lon");
  say(`memory of an upload of ${(statSync(large).size / 1e9).toFixed(1)} GB (${sent.seconds.toFixed(0)} s)`, `${memory("VmHWM").toFixed(0)} MB at most, ${idle.toFixed(0)} MB before it`, "100 MB");
  await server.stop();
}

// The catalogue as it would be with many datasets: the shipped ones again and again, under names of their own.
run("python3", "-c", `
import sqlite3, sys
db = sqlite3.connect(sys.argv[1])
columns = [row[1] for row in db.execute("PRAGMA table_info(dataset)")]
rows = db.execute("SELECT " + ",".join(columns) + " FROM dataset WHERE state = 2").fetchall()
change = db.execute("SELECT newest FROM catalogue_change").fetchone()[0]
mark = ",".join("?" * len(columns))
for number in range(${many} - len(rows)):
    row = dict(zip(columns, rows[number % len(rows)]))
    row.update(id=10**15 + number, slug=f"{row['slug']}-{number}", title=f"{row['title']} {number}", change=change)
    db.execute(f"INSERT INTO dataset ({','.join(columns)}) VALUES ({mark})", [row[column] for column in columns])
db.commit()`, join(data, "dongson.db"));
server = await serve(data, ["--config", config]);
const script = join(work, "words.lua");
writeFileSync(script, `local words = {"dan+so", "D%C3%A2n+s%E1%BB%91", "thu+tuc+dat+dai", "giao+duc", "huyen", "ngan+sach+2016", "xa+phuong", "dien", "moi+truong+nuoc", "kh%C3%B4ng+c%C3%B3+g%C3%AC"}
local number = 0
request = function() number = number + 1; return wrk.format("GET", "/api/v1/datasets?q=" .. words[number % #words + 1] .. "&offset=" .. (number % 7) * 10) end\n`);
await fetch(`${server.url}/api/v1/datasets?q=x`);
const busy = wrk(server.url, script);
const latencies = [];
for (let number = 0; number < 500; ++number) latencies.push((await timed(`${server.url}/api/v1/datasets?q=${["dan+so", "thu+tuc+dat+dai", "huyen", "giao+duc", "ngan+sach+2016"][number % 5]}&offset=${number % 50}`)).ms);
latencies.sort((one, other) => one - other);
say(`search among ${count(many)} datasets, one reader after another`, `p99 ${latencies[494].toFixed(1)} ms, median ${latencies[250].toFixed(1)} ms`, "p99 10 ms");
say("… 64 readers at once, none waiting between", `${count(busy.rate)}/s, p99 ${busy.p99}`, "–");
say("memory with them", `${memory("VmRSS").toFixed(0)} MB`, "–");
await server.stop();
remove(data);
rmSync(work, { recursive: true, force: true });
process.exit(0);
