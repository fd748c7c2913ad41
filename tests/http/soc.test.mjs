// The security operations centre from outside: events brought every way, counted to the last, found, alerted, decided about.
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { createSocket } from "node:dgram";
import { appendFileSync, mkdirSync, readFileSync, readdirSync, renameSync, truncateSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { connect as connectTls } from "node:tls";
import { gunzipSync, gzipSync } from "node:zlib";
import { databaseOf, makeDemo, Person, program, remove, serve } from "./client.mjs";
import * as sources from "./sources.mjs";
import { numbersIn } from "./tables.mjs";

let data, server, analyst;
const ports = {};
const certificate = (name) => {
  const [key, file] = [join(data, `${name}.key`), join(data, `${name}.pem`)];
  execFileSync("openssl", ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2", "-subj", `/CN=${name}`, "-keyout", key, "-out", file], { stdio: "ignore" });
  return { key, file };
};
before(async () => {
  data = makeDemo();
  const own = certificate("soc.example"), client = certificate("may-in-so-1");
  ports.client = client;
  const config = join(data, "config.yaml");
  mkdirSync(join(data, "logs"));
  writeFileSync(config, `soc_folders: [${join(data, "logs")}]\nsoc_udp: 0\nsoc_tcp: 0\nsoc_tls: 0\nsoc_certificate: ${own.file}\nsoc_key: ${own.key}\nsoc_client_authorities: ${client.file}\nsoc_event_kilobytes: 4\naddress_requests_per_minute: 0\naccount_requests_per_minute: 0\n`);
  server = await serve(data, ["--config", config]);
  Object.assign(ports, await sources.syslogPorts(server));
  analyst = await new Person(server.url).signIn("truc.soc");
});
after(async () => {
  await server?.stop();
  remove(data);
});

const database = () => (databaseOf(data) ? ["--database", databaseOf(data)] : []);
const pause = (ms) => new Promise((done) => setTimeout(done, ms));
const until = async (what, holds) => {
  for (let wait = 0; wait < 600; ++wait) {
    const got = await what();
    if (holds(got)) return got;
    await pause(100);
  }
  assert.fail(`did not come about: ${await what()}`);
};
async function register(fields) {
  const answer = await sources.register(analyst, fields);
  return { status: answer.status, page: await answer.text() };
}
const found = async (query) => {
  const lines = (await (await analyst.get(`/can-bo/an-ninh/su-kien/tai?ky=tat-ca&q=${encodeURIComponent(query)}`)).text()).split("\n").filter(Boolean);
  return lines.map((line) => JSON.parse(line));
};
const row = (page, name) => {
  const line = page.split("<tr").find((each) => each.includes(`>${name}<`));
  const numbers = numbersIn(line);
  return { received: numbers[0], stored: numbers[1], waiting: numbers[2], misunderstood: numbers[3], line };
};

test("only analysts see it", async () => {
  const officer = await new Person(server.url).signIn("chuyenvien.sxd");
  for (const path of ["/can-bo/an-ninh", "/can-bo/an-ninh/su-kien", "/can-bo/an-ninh/nguon", "/can-bo/an-ninh/luong"]) assert.equal((await officer.get(path)).status, 403);
  assert.equal((await analyst.get("/can-bo/an-ninh")).status, 200);
});

let token;
test("a source with a token brings lines and _bulk, packed or not; a stranger brings nothing", async () => {
  const made = await register({ ten: "Ứng dụng A", cach_nhan: "token" });
  assert.equal(made.status, 200);
  token = made.page.match(/soc_[\w-]+/)[0];
  const send = (body, headers = {}) => fetch(`${server.url}/api/v1/soc/events`, { method: "POST", body, headers: { authorization: `Bearer ${token}`, "content-type": "application/x-ndjson", ...headers } });
  const lines = `{"@timestamp":"${new Date().toISOString()}","message":"mot hai ba","n":1}\nchi la chu\n\n{"broken":\n`;
  assert.deepEqual(await (await send(lines)).json(), { received: 3, stored: 3, refused: 0 });
  assert.deepEqual(await (await send(gzipSync(lines), { "content-encoding": "gzip" })).json(), { received: 3, stored: 3, refused: 0 });
  assert.equal((await send("x", { "content-encoding": "br" })).status, 422);
  assert.deepEqual(await (await send(`${"x".repeat(5000)}\nngan\n`)).json(), { received: 2, stored: 1, refused: 1 });
  assert.equal((await send("x", { authorization: "Bearer soc_wrong" })).status, 401);

  const bulk = (path, body, authorization) => fetch(`${server.url}${path}`, { method: "POST", body, headers: { authorization, "content-type": "application/json" } });
  const actions = `{"index":{"_index":"logs"}}\n{"message":"bon nam"}\n{"delete":{"_id":"1"}}\n{"create":{}}\n{"message":"${"y".repeat(5000)}"}\n`;
  const answer = await (await bulk("/elastic/_bulk", actions, `Basic ${Buffer.from(`soc:${token}`).toString("base64")}`)).json();
  assert.deepEqual(answer.items.map((item) => Object.values(item)[0].status), [201, 400, 429]);
  assert.equal(answer.errors, true);
  const apiKey = await (await bulk("/logs-2026/_bulk", `{"index":{}}\n{"message":"sau bay"}\n`, `ApiKey ${Buffer.from(`id:${token}`).toString("base64")}`)).json();
  assert.equal(apiKey.errors, false);
  assert.equal((await bulk("/_bulk", actions, "Basic eDp5")).status, 401);

  assert.equal((await found("\"mot hai ba\"")).length, 2);
  assert.equal((await found("\"sau bay\"")).length, 1);
  assert.equal((await found("event.kind:pipeline_error and broken")).length, 2);
  const page = await analyst.page("/can-bo/an-ninh/nguon");
  const count = row(page, "Ứng dụng A");
  assert.deepEqual([count.received, count.stored, count.waiting, count.misunderstood], [11, 9, 0, 5]);
  assert.match(count.line, /sự kiện quá dài: 2/);
  assert.match(page, /Từ nơi chưa đăng ký hôm nay: 2 sự kiện/);
});

test("syslog over UDP, TCP and TLS; who sends is known by address or certificate and never by what it says", async () => {
  assert.equal((await register({ ten: "Máy này", cach_nhan: "address", dau_hieu: "127.0.0.0/8" })).status, 200);
  assert.equal((await register({ ten: "Máy in", cach_nhan: "certificate", dau_hieu: "may-in-so-1" })).status, 200);
  assert.equal((await register({ ten: "Hỏng", cach_nhan: "address", dau_hieu: "10.0.0.300" })).status, 422);
  const now = () => new Date().toISOString();
  const udp = createSocket("udp4");
  for (let i = 0; i < 500; ++i) udp.send(`<38>1 ${now()} cong-dich-vu sshd 1 - - Failed password for udp${i} from 203.0.113.5 port ${i} ssh2`, Number(ports.udp), "127.0.0.1");
  const tcp = connect(Number(ports.tcp), "127.0.0.1");
  const counted = `<38>1 ${now()} x sshd 1 - - Accepted password for root from 203.0.113.5 port 9 ssh2`;
  tcp.end(`<38>Nov 25 08:00:00 x sshd[1]: Failed password for tcp1 from 203.0.113.5 port 1 ssh2\n${counted.length} ${counted}<38>1 ${now()} x app - - - khong co xuong dong`);
  const tls = connectTls({ port: Number(ports.tls), host: "127.0.0.1", rejectUnauthorized: false, key: await (await import("node:fs")).promises.readFile(ports.client.key), cert: await (await import("node:fs")).promises.readFile(ports.client.file) }, () => tls.end(`<38>1 ${now()} gia-mao app - - - qua tls\n`));
  tls.on("error", () => {});
  const stranger = connectTls({ port: Number(ports.tls), host: "127.0.0.1", rejectUnauthorized: false });
  stranger.on("error", () => {});
  await until(() => found("udp499 or tcp1 or \"khong co xuong dong\" or \"qua tls\""), (events) => events.length === 4);
  const sources = Object.fromEntries((await found("\"qua tls\" or udp7 or tcp1")).map((event) => [event.source, (event.bytes.match(/qua tls|udp7|tcp1/) ?? [])[0]]));
  assert.equal(sources["Máy in"], "qua tls");
  await until(async () => row(await analyst.page("/can-bo/an-ninh/nguon"), "Máy này"), (count) => count.received === 503 && count.stored === 503 && count.waiting === 0);
  await until(async () => server.errors(), (errors) => /SOC_TLS_REFUSED/.test(errors));
  udp.close();
});

test("real clients: logger", async () => {
  const logger = spawnSync("logger", ["--server", "127.0.0.1", "--port", String(ports.tcp), "--tcp", "--rfc5424", "--tag", "thu", "tu logger den"]);
  assert.equal(logger.status, 0, String(logger.stderr));
  await until(() => found("\"tu logger den\""), (events) => events.length === 1);
});

test("a guessed password becomes an alert, an alert a case, and the case a report", async () => {
  const alerts = () => analyst.page("/can-bo/an-ninh/canh-bao");
  const page = await until(alerts, (text) => /SSH passwords guessed from one address/.test(text) && /203\.0\.113\.5/.test(text));
  const rows = page.split("<tr").filter((line) => line.includes("203.0.113.5<") && line.includes("SSH passwords guessed"));
  const path = rows[0].match(/\/can-bo\/an-ninh\/canh-bao\/\d+/)[0];
  const alert = await analyst.page(path);
  const version = alert.match(/name="phien_ban" value="(\d+)"/)[1];
  assert.equal((await analyst.post(path, { quyet_dinh: "dong", phien_ban: version, ly_do: "" })).status, 422);
  assert.equal((await analyst.post(path, { quyet_dinh: "nhan", phien_ban: version })).status, 303);
  const other = await new Person(server.url).signIn("truongca.soc");
  await other.page(path);
  assert.equal((await other.post(path, { quyet_dinh: "dong", phien_ban: version, ly_do: "đã chặn" })).status, 409, "decided meanwhile");

  const id = path.split("/").at(-1);
  const opened = await analyst.post("/can-bo/an-ninh/vu-viec/moi", { ten: "Dò mật khẩu từ 203.0.113.5", loai: "intrusion", muc: "3", canh_bao: id });
  assert.equal(opened.status, 303);
  const at = opened.headers.get("location");
  const inbox = await analyst.page("/can-bo");
  assert.match(inbox, /Thông báo ban đầu: Dò mật khẩu/);
  let incident = await analyst.page(at);
  const state = (fields) => analyst.post(at, { phien_ban: incident.match(/name="phien_ban" value="(\d+)"/)[1], ten: "Dò mật khẩu từ 203.0.113.5", loai: "intrusion", muc: "3", trang_thai: "dong", nguyen_nhan: "mật khẩu yếu", pham_vi: "một máy", khac_phuc: "đổi mật khẩu", bai_hoc: "bật khóa", ...fields });
  assert.equal((await state({ nguyen_nhan: "" })).status, 422);
  assert.equal((await state({})).status, 422, "not before the authority was told");
  for (const bao of ["notice", "report"]) assert.equal((await analyst.post(`${at}/them`, { bao, cach_bao: "Gọi điện và gửi văn bản" })).status, 303);
  assert.equal((await analyst.post(`${at}/them`, { bao: "notice", cach_bao: "lần nữa" })).status, 409);
  const events = await found("udp7");
  assert.equal((await analyst.post(`${at}/them`, { su_kien: events[0].event })).status, 303);
  incident = await analyst.page(at);
  assert.match(incident, /SHA-256/);
  assert.equal((await state({})).status, 303);
  assert.doesNotMatch(await analyst.page("/can-bo"), /Thông báo ban đầu: Dò mật khẩu/);
  const report = await (await analyst.get(`${at}/bao-cao/json`)).json();
  assert.equal(report.state, "dong");
  assert.ok(report.clocks.every((clock) => clock.told_at));
  assert.ok(report.timeline.some((entry) => entry.sha256));
  const pdf = Buffer.from(await (await analyst.get(`${at}/bao-cao/pdf`)).arrayBuffer());
  const text = execFileSync("pdftotext", ["-", "-"], { input: pdf, encoding: "utf8" });
  assert.match(text, /BÁO CÁO SỰ CỐ/);
  assert.match(text, /Dò mật khẩu từ 203\.0\.113\.5/);
});

const rule = (id, text) => `title: Thử ${text}\nid: ${id}\nlevel: high\nlogsource: {product: linux, service: sshd}\ndetection:\n  k: ['${text}']\n  condition: k\n`;
test("a rule of one's own is tried over stored events, counts once it is put into use, and is switched off and excepted", async () => {
  await analyst.page("/can-bo/an-ninh/quy-tac/moi");
  assert.equal((await analyst.post("/can-bo/an-ninh/quy-tac/moi", { yaml: "title: x\nlogsource: {product: p}\ndetection: {a: {b|nope: 1}, condition: a}\n", so_ngay: "7" })).status, 422);
  const made = await analyst.post("/can-bo/an-ninh/quy-tac/moi", { yaml: rule("b1b2b3b4-0000-4000-8000-000000000001", "for quythu"), so_ngay: "7" });
  assert.equal(made.status, 303);
  const at = made.headers.get("location");
  assert.match(await analyst.page(at), /Trên \d+ sự kiện đã lưu: 0 lần khớp/);
  const tried = await analyst.post("/can-bo/an-ninh/quy-tac/moi", { yaml: rule("b1b2b3b4-0000-4000-8000-000000000002", "for udp1"), so_ngay: "7" });
  assert.match(await analyst.page(tried.headers.get("location")), /: 111 lần khớp/);
  assert.equal((await analyst.post(at, { viec: "dung" })).status, 303);
  const tcp = connect(Number(ports.tcp), "127.0.0.1");
  const say = (name) => tcp.write(`<38>1 ${new Date().toISOString()} x sshd 1 - - Failed password for ${name} from 203.0.113.77 port 1 ssh2\n`);
  const alerted = () => analyst.page("/can-bo/an-ninh/canh-bao?quy_tac=b1b2b3b4-0000-4000-8000-000000000001&trang_thai=moi");
  say("quythu");
  await until(alerted, (text) => /203\.0\.113\.77/.test(text));
  await analyst.page("/can-bo/an-ninh/ngoai-le");
  assert.equal((await analyst.post("/can-bo/an-ninh/ngoai-le", { quy_tac: "", dieu_kien: "(", ly_do: "hỏng cú pháp", so_ngay: "3" })).status, 422);
  assert.equal((await analyst.post("/can-bo/an-ninh/ngoai-le", { quy_tac: "b1b2b3b4-0000-4000-8000-000000000001", dieu_kien: "source.ip:203.0.113.0/24", ly_do: "máy quét của ta", so_ngay: "3" })).status, 303);
  const before = numbersIn(await alerted())[1];
  say("quythu");
  await until(() => found("quythu"), (events) => events.length === 2);
  await pause(1500);
  assert.equal(numbersIn(await alerted())[1], before);
  tcp.end();
});

const feeds = "/can-bo/an-ninh/chi-dau";
const upload = async (name, file, level = "high") => {
  await analyst.page(feeds);
  const form = new FormData();
  for (const [field, value] of Object.entries({ _csrf: analyst.csrf, ten: name, muc: level })) form.set(field, value);
  form.set("tep", new Blob([file]), "danh-sach");
  return fetch(server.url + feeds, { method: "POST", redirect: "manual", body: form, headers: { cookie: analyst.cookie } });
};
const feed = (name) => async () => (await analyst.page(feeds)).split("<tr").find((line) => line.includes(`>${name}<`)) ?? "";
const indicator = (value) => async () => (await analyst.page("/can-bo/an-ninh/canh-bao?doi_tuong=" + encodeURIComponent(value))).split("<tr").filter((line) => line.includes("soc-feed-") || line.includes("Chỉ dấu của"));

test("a list of indicators is held against what is stored, once, and against what comes", async () => {
  assert.equal((await upload("", "198.51.100.7")).status, 422);
  const useless = await upload("Danh sách CSV", "không có gì\n");
  assert.equal(useless.status, 422);
  assert.match(await useless.text(), /line 1/);
  assert.equal((await upload("Danh sách CSV", gzipSync("# ghi chú\n203.0.113.5,Máy dò mật khẩu\nkhông phải\n"), "critical")).status, 303);
  const looked = await until(feed("Danh sách CSV"), (line) => /lần thấy trong/.test(line));
  assert.match(looked, /line 3/);
  assert.match(looked, /502 lần thấy/);
  const [alert] = await until(indicator("203.0.113.5"), (lines) => lines.length === 1);
  assert.match(alert, /Máy dò mật khẩu/);
  assert.equal(numbersIn(alert)[1], 502);

  const send = (event) => fetch(`${server.url}/api/v1/soc/events`, { method: "POST", body: JSON.stringify({ "@timestamp": new Date().toISOString(), ...event }) + "\n", headers: { authorization: `Bearer ${token}` } });
  const bundle = (...names) => JSON.stringify({ type: "bundle", id: "bundle--1", objects: names.map((name, i) => ({ type: "indicator", id: `indicator--${i}`, pattern: `[domain-name:value = '${name}']`, name: "Máy chủ điều khiển" })) });
  await send({ dns: { question: { name: "later.c2.example" } } });
  assert.equal((await upload("Danh sách STIX", bundle("early.c2.example"))).status, 303);
  await until(feed("Danh sách STIX"), (line) => /0 lần thấy/.test(line));
  await send({ dns: { question: { name: "www.Early.C2.example." } } });
  const [live] = await until(indicator("early.c2.example"), (lines) => lines.length === 1);
  assert.equal(numbersIn(live)[1], 1);

  // A later edition: what it brings is looked for among stored events, what was known is not told again.
  assert.equal((await upload("Danh sách STIX", bundle("early.c2.example", "later.c2.example"))).status, 303);
  await until(feed("Danh sách STIX"), (line) => /[^\d]1 lần thấy/.test(line));
  assert.equal((await indicator("later.c2.example")()).length, 1);
  assert.equal(numbersIn((await indicator("early.c2.example")())[0])[1], 1);

  assert.match(await analyst.page(`${feeds}?tra=${encodeURIComponent("hxxp://x")}`), /Không danh sách nào có/);
  assert.match(await analyst.page(`${feeds}?tra=203.0.113[.]5`), /<code class="ds-log">203\.0\.113\.5<\/code> – <span lang="vi">Danh sách CSV|<code class="ds-log">203\.0\.113\.5<\/code> – Danh sách CSV/);
});

test("a command takes a list over beside the running server, and a list is given up", async () => {
  const file = join(data, "misp.json");
  writeFileSync(file, JSON.stringify({ Event: { info: "Chiến dịch", Attribute: [{ type: "ip-dst", value: "203.0.113.77", to_ids: true }] } }));
  const done = spawnSync(program, ["soc", "indicators", "--data", data, ...database(), "--name", "Danh sách MISP", file], { encoding: "utf8" });
  assert.equal(done.status, 0, done.stdout + done.stderr);
  assert.match(done.stdout, /1 indicators of MISP, 0 left out/);
  const line = await until(feed("Danh sách MISP"), (text) => /[1-9]\d* lần thấy/.test(text));
  assert.equal((await analyst.post(feeds, { bo: line.match(/name="bo" value="(\d+)"/)[1] })).status, 303);
  assert.equal(await feed("Danh sách MISP")(), "");
  assert.match(await analyst.page(`${feeds}?tra=203.0.113.77`), /Không danh sách nào có/);
  const none = spawnSync(program, ["soc", "indicators", "--data", data, "--level", "x", file], { encoding: "utf8" });
  assert.equal(none.status, 2);
});

test("systems have a level, four layers with evidence, and services that are tried", async () => {
  const list = "/can-bo/an-ninh/he-thong";
  const form = await analyst.page(`${list}/moi`);
  const unit = form.match(/<option value="(\d+)"[^>]*>Sở Khoa học/)[1];
  const system = { ten: "Cổng thử", don_vi: unit, muc_dich: "thử", cap_do: "3", quyet_dinh: "", ngay_duyet: "", mang: "10.1.0.0/16" };
  for (const [field, value] of [["ten", " "], ["don_vi", "0"], ["mang", "10.1.0.0/99"], ["ngay_duyet", "mai"], ["quyet_dinh", "1/QĐ"]]) assert.equal((await analyst.post(`${list}/moi`, { ...system, [field]: value })).status, 422, field);
  const made = await analyst.post(`${list}/moi`, system);
  assert.equal(made.status, 303);
  const at = made.headers.get("location");
  assert.match(await analyst.page(list), /Cổng thử[\s\S]*0\/4 lớp/);
  assert.equal((await analyst.post(at, { lop: "1", co: "1", minh_chung: "" })).status, 422);
  assert.equal((await analyst.post(at, { lop: "1", co: "1", minh_chung: "Hợp đồng số 5" })).status, 303);
  assert.match(await analyst.page(at), /Hợp đồng số 5/);
  assert.match((await analyst.page(list)).split("<tr").find((line) => line.includes("Cổng thử")), /1\/4 lớp/);
  let page = await analyst.page(at);
  const version = page.match(/name="phien_ban" value="(\d+)"/)[1];
  assert.equal((await analyst.post(at, { ...system, sua: "1", phien_ban: version, quyet_dinh: "1/QĐ-UBND", ngay_duyet: "29/8/2026" })).status, 303);
  const overtaken = await analyst.post(at, { ...system, sua: "1", phien_ban: version, muc_dich: "thử lần nữa" });
  assert.equal(overtaken.status, 409);
  const kept = await overtaken.text();
  assert.match(kept, /thử lần nữa<\/textarea>/);
  assert.match(kept, /id="vua-ghi"[\s\S]*1\/QĐ-UBND/, "what another wrote is named");
  assert.equal(Number(kept.match(/name="phien_ban" value="(\d+)"/)[1]), Number(version) + 1, "and the form can be saved");
  for (const [loai, dich] of [["http", "ftp://x"], ["tcp", "x"], ["tls", "x:99999"]]) assert.equal((await analyst.post(at, { loai, dich, giay: "60" })).status, 422, dich);
  for (const [loai, dich] of [["http", `${server.url}/`], ["tcp", `127.0.0.1:${ports.tcp}`], ["tls", `127.0.0.1:${ports.tls}`], ["dns", "localhost"], ["tcp", "127.0.0.1:1"]]) assert.equal((await analyst.post(at, { loai, dich, giay: "10" })).status, 303, dich);
  const services = () => analyst.page("/can-bo/an-ninh/tinh-trang");
  const row = (text, target) => text.split("<tr").find((line) => line.includes(`>${target}<`)) ?? "";
  page = await until(services, (text) => /HTTP 200/.test(row(text, `${server.url}/`)) && /Hoạt động/.test(row(text, "localhost")) && /refused/i.test(row(text, "127.0.0.1:1")));
  assert.match(row(page, `127.0.0.1:${ports.tcp}`), /Hoạt động/);
  assert.match(row(page, `127.0.0.1:${ports.tls}`), /another name/);
  page = await analyst.page(at);
  const probe = row(page, "localhost").match(/name="thoi_thu" value="(\d+)"/)[1];
  assert.equal((await analyst.post(at, { thoi_thu: probe })).status, 303);
  assert.equal(row(await services(), "localhost"), "");
});

test("what scanners report is tied to systems, decided, and open again when found again", async () => {
  const at = "/can-bo/an-ninh/lo-hong";
  const send = async (name, file) => {
    await analyst.page(at);
    const form = new FormData();
    form.set("_csrf", analyst.csrf);
    form.set("tep", new Blob([file]), name);
    return fetch(server.url + at, { method: "POST", redirect: "manual", body: form, headers: { cookie: analyst.cookie } });
  };
  const refused = await send("x.txt", "không phải báo cáo");
  assert.equal(refused.status, 422);
  assert.match(await refused.text(), /Không nhận ra báo cáo/);
  const csv = (rows) => "IP,Port,Name,Severity,CVSS,CVE\n" + rows.join("\n") + "\n";
  assert.equal((await send("q.csv", csv(["10.1.2.3,443,Log4Shell <b>x</b>,Critical,10.0,CVE-2021-44228", "10.1.2.3,22,Mật mã yếu,Low,2.1,", "không,1,x,Low,,"]))).status, 303);
  let page = await analyst.page(`${at}?q=log4shell`);
  assert.match(page, /Log4Shell &lt;b&gt;/);
  assert.match(page, /CVE-2021-44228/);
  assert.match(page, /10\.1\.2\.3:443/);
  assert.match(page.split("<tbody")[1], /Cổng thử/, "10.1.0.0/16 is a network of that system");
  assert.match(page, /line 4/);
  assert.doesNotMatch(await analyst.page(`${at}?muc=high&q=10.1.2.3`), /Mật mã yếu/);
  const one = page.match(new RegExp(`href="(${at}/\\d+)"`))[1];
  assert.match(await analyst.page(one), /CVSS 10\.0/);
  assert.equal((await analyst.post(one, { trang_thai: "fixed", ly_do: "" })).status, 422);
  assert.equal((await analyst.post(one, { trang_thai: "accepted", ly_do: "không vá được", den: "" })).status, 422);
  assert.equal((await analyst.post(one, { trang_thai: "fixed", ly_do: "đã nâng cấp", da_xem: "0" })).status, 303);
  assert.equal((await analyst.post(one, { trang_thai: "open", ly_do: "chưa nâng cấp", da_xem: "0" })).status, 409, "somebody else decided meanwhile");
  assert.doesNotMatch(await analyst.page(`${at}?q=log4shell`), /href="[^"]*lo-hong\/\d/);
  // The next night's report comes by a command.
  const file = join(data, "quet.csv");
  await pause(5);
  writeFileSync(file, csv(["10.1.2.3,443,Log4Shell <b>x</b>,Critical,10.0,CVE-2021-44228"]));
  const done = spawnSync(program, ["soc", "vulnerabilities", "--data", data, ...database(), file], { encoding: "utf8" });
  assert.equal(done.status, 0, done.stdout + done.stderr);
  assert.match(done.stdout, /CSV: 1 machines, 1 found, 0 new, 1 open again, 1 not found any more, 0 left out/);
  assert.match(await analyst.page(`${at}?trang_thai=missed`), /Mật mã yếu/);
  assert.match(await analyst.page(`${at}?q=log4shell`), /Log4Shell/);
  assert.equal((await analyst.get(`${at}/1`)).status, 404);
});

test("nmap itself scans this server, and its report is taken over", async (t) => {
  const report = join(data, "nmap.xml");
  const port = new URL(server.url).port;
  const scan = spawnSync("nmap", ["-Pn", "-sT", "-sV", "--version-light", "-p", port, "-oX", report, "127.0.0.1"], { encoding: "utf8", timeout: 120_000 });
  if (scan.error?.code === "ENOENT") return t.skip("nmap is not installed");
  assert.equal(scan.status, 0, scan.stdout + scan.stderr);
  const done = spawnSync(program, ["soc", "vulnerabilities", "--data", data, ...database(), report], { encoding: "utf8" });
  assert.match(done.stdout, /nmap: 1 machines, 1 found, 1 new, 0 open again, 0 not found any more, 0 left out/, done.stderr);
  assert.match(await analyst.page("/can-bo/an-ninh/lo-hong?trang_thai=ports&q=127.0.0.1"), new RegExp(`Cổng mở[\\s\\S]*127\\.0\\.0\\.1:${port}`));
});

test("events are held beyond their time, and what of ATT&CK is covered is shown", async () => {
  const at = "/can-bo/an-ninh/giu-lai";
  await analyst.page(at);
  assert.equal((await analyst.post(at, { tu: "hôm qua", den: "2026-11-25 08:00", ly_do: "công an yêu cầu" })).status, 422);
  assert.equal((await analyst.post(at, { tu: "2026-11-25 08:00", den: "2026-11-24 08:00", ly_do: "công an yêu cầu" })).status, 422);
  assert.equal((await analyst.post(at, { tu: "2026-11-24 08:00", den: "2026-11-25 08:00", vu_viec: "SC-1", ly_do: "công an yêu cầu" })).status, 303);
  const held = (await analyst.page(at)).match(/name="thoi" value="(\d+)"/)[1];
  assert.equal((await analyst.post(at, { thoi: held, ly_do: "" })).status, 422);
  assert.equal((await analyst.post(at, { thoi: held, ly_do: "hết yêu cầu" })).status, 303);
  assert.equal((await analyst.post(at, { thoi: held, ly_do: "hết yêu cầu" })).status, 409);

  const matrix = await until(() => analyst.page("/can-bo/an-ninh/att-ck"), (text) => /T1110/.test(text));
  assert.match(matrix, /Credential access/);
  const cell = matrix.split("Credential access")[1].split("<li>").find((each) => each.includes("<strong>T1110</strong>"));
  assert.match(cell, /[1-9]\d* có nguồn/);
  assert.match(cell, /Máy này/);
  assert.match(cell, /Lần cuối bắt được/);
  assert.match(await analyst.page("/can-bo/an-ninh/quy-tac?q=T1110"), /SSH/);
});

test("a file of this machine is read as it grows, if it may be", async () => {
  const logs = join(data, "logs");
  assert.equal((await register({ ten: "Tệp cấm", cach_nhan: "file", dau_hieu: "/etc/passwd" })).status, 422);
  assert.equal((await register({ ten: "Tệp ứng dụng", cach_nhan: "file", dau_hieu: join(logs, "app.log") })).status, 200);
  writeFileSync(join(logs, "app.log"), "Nov 27 08:00:00 may sshd[1]: Failed password for tutep from 203.0.113.9 port 1 ssh2\n");
  const [event] = await until(() => found("tutep"), (events) => events.length === 1);
  assert.equal(event.source, "Tệp ứng dụng");
  assert.equal((await found("user.name:tutep")).length, 1, "read by the parser of sshd");
  renameSync(join(logs, "app.log"), join(logs, "app.log.1"));
  appendFileSync(join(logs, "app.log.1"), "dong cuoi truoc khi xoay\n");
  writeFileSync(join(logs, "app.log"), "dong dau sau khi xoay\n");
  await until(() => found("xoay"), (events) => events.length === 2);
});

test("a log of Windows is taken over, by a program and by hand, and judged", async () => {
  const evtx = gunzipSync(readFileSync("tests/data/windows/system.evtx.gz"));
  const sent = await fetch(`${server.url}/api/v1/soc/events`, { method: "POST", body: evtx, headers: { authorization: `Bearer ${token}` } });
  assert.deepEqual(await sent.json(), { received: 1601, stored: 1601, refused: 0, damaged: 0 });
  await until(() => analyst.page("/can-bo/an-ninh/canh-bao?quy_tac=42c575ea-e41e-41f1-b248-8093c3e82a28"), (text) => /PsExec Service Installation/.test(text));
  assert.equal((await found("Channel:System and EventID:7045 and ImagePath:*PSEXESVC*")).length, 4);
  const list = await analyst.page("/can-bo/an-ninh/nguon");
  const at = list.match(/href="(\/can-bo\/an-ninh\/nguon\/\d+)"[^>]*>(<span lang="vi">)?Tệp ứng dụng/)[1];
  const bring = async (bytes) => {
    await analyst.page(at);
    const form = new FormData();
    form.set("_csrf", analyst.csrf);
    form.set("tep", new Blob([bytes]), "x");
    return fetch(`${server.url}${at}/tep`, { method: "POST", redirect: "manual", body: form, headers: { cookie: analyst.cookie } });
  };
  const half = await bring(evtx.subarray(0, evtx.length / 2));
  assert.equal(half.status, 200);
  assert.match(await half.text(), /Đã nhập tệp[\s\S]*sự kiện đã lưu trong/);
  assert.match(await (await bring(gzipSync('{"message":"mangtayden"}\nmangtayden lan hai\n'))).text(), /2 sự kiện đã lưu trong 2/);
  assert.equal((await until(() => found("mangtayden"), (events) => events.length === 2))[0].source, "Tệp ứng dụng");
  const broken = await bring(Buffer.concat([evtx.subarray(0, 8), Buffer.alloc(5000, 7)]));
  assert.equal(broken.status, 422);
  assert.match(await broken.text(), /EVTX/);
  assert.equal((await bring("\n\n")).status, 422);
});

test("what a log line contains neither runs nor breaks out of a page", async () => {
  const evil = `"><script>alert(1)</script><img src=x onerror=alert(2)> \u202e {} </pre>`;
  await fetch(`${server.url}/api/v1/soc/events`, { method: "POST", body: JSON.stringify({ message: evil, [evil]: evil }) + "\n", headers: { authorization: `Bearer ${token}` } });
  const [event] = await until(() => found("onerror"), (events) => events.length === 1);
  for (const path of [`/can-bo/an-ninh/su-kien/${event.event}`, "/can-bo/an-ninh/su-kien?ky=tat-ca&q=onerror"]) {
    const page = await analyst.page(path);
    assert.doesNotMatch(page, /<script>alert|<img src=x/);
    assert.match(page, /&lt;script&gt;/);
  }
});

test("a question that cannot be read is said, with its field", async () => {
  const answer = await analyst.get("/can-bo/an-ninh/su-kien?q=" + encodeURIComponent("(a"));
  assert.equal(answer.status, 422);
  assert.match(await answer.text(), /Thiếu dấu “\)”/);
});

test("one shift hands over to the next", async () => {
  await analyst.page("/can-bo/an-ninh/giao-ca");
  assert.equal((await analyst.post("/can-bo/an-ninh/giao-ca", { noi_dung: " " })).status, 422);
  assert.equal((await analyst.post("/can-bo/an-ninh/giao-ca", { noi_dung: "Máy in gửi nhật ký lạ" })).status, 303);
  const lead = await new Person(server.url).signIn("truongca.soc");
  const page = await lead.page("/can-bo/an-ninh/giao-ca");
  const item = page.split("<li>").find((each) => each.includes("Máy in gửi nhật ký lạ"));
  assert.equal((await lead.post("/can-bo/an-ninh/giao-ca", { nhan: item.match(/name="nhan" value="(\d+)"/)[1] })).status, 303);
  assert.match((await lead.page("/can-bo/an-ninh/giao-ca")).split("<li>").find((each) => each.includes("Máy in gửi nhật ký lạ")), /Đã nhận/);
});

test("the rota says who is on duty, and they are called about what cannot wait", async () => {
  const at = "/can-bo/an-ninh/truc";
  const page = await analyst.page(at);
  const me = page.match(/<option value="(\d+)"[^>]*>[^<]*Chuyên viên giám sát/)[1];
  const day = new Intl.DateTimeFormat("en-CA", { timeZone: "Asia/Ho_Chi_Minh" });
  const first = day.format(Date.now() - 86_400_000), last = day.format(Date.now() + 3 * 86_400_000);
  assert.equal((await analyst.post(at, { nguoi: me, ca: "sang", vi_tri: "0", tu: "mai", den: last, cach: "1" })).status, 422);
  assert.equal((await analyst.post(at, { nguoi: me, ca: "trua", vi_tri: "0", tu: first, den: last, cach: "1" })).status, 422);
  for (const ca of ["sang", "chieu", "dem"]) assert.equal((await analyst.post(at, { nguoi: me, ca, vi_tri: "0", tu: first, den: last, cach: "1" })).status, 303, ca);
  assert.match(await analyst.page(at), /Bây giờ/);
  // Alerts of this file that nobody took, from a score of 12 on, are called about within seconds.
  await until(() => analyst.page(at), (text) => /Đã gọi/.test(text));
  assert.match(await analyst.page("/can-bo/an-ninh"), /(Ca sáng|Ca chiều|Ca đêm)/);
});

test("a map shows where sources stand", async () => {
  assert.match(await analyst.page("/can-bo/an-ninh/ban-do"), /nguồn ở \d+ đơn vị/);
  const picture = await analyst.get("/can-bo/an-ninh/ban-do.svg");
  assert.equal(picture.headers.get("content-type"), "image/svg+xml");
  assert.match(await picture.text(), /<svg[\s\S]*Hạc Thành/);
  assert.equal((await fetch(server.url + "/can-bo/an-ninh/ban-do.svg", { redirect: "manual" })).status, 303);
});

test("the state is streamed while it changes", async () => {
  const abort = new AbortController();
  const stream = await fetch(`${server.url}/can-bo/an-ninh/luong`, { headers: { cookie: analyst.cookie }, signal: abort.signal });
  let text = "";
  for await (const chunk of stream.body.pipeThrough(new TextDecoderStream())) {
    text += chunk;
    if (/event: replace\ndata: .*ds-figures.*\n\n/.test(text)) break;
  }
  abort.abort();
  assert.match(text, /event: replace/);
});

test("what is stored is proven, also beside the running server", () => {
  const done = spawnSync(program, ["soc", "verify", "--data", data, ...database()], { encoding: "utf8" });
  assert.equal(done.status, 0, done.stdout + done.stderr);
  assert.match(done.stdout, /TRUE/);
  assert.match(done.stdout, /standard: \d+ events in \d+ blocks/);
  assert.match(done.stdout, /events 1 to \d+: the ledger speaks for them/);
  assert.match(done.stdout, /in no entry of the ledger yet/);
});

// The rows that repeat the ledger are the database's: without them, and without the end of a stream, the entries still tell.
test("an end that was cut off is told though its rows were taken out", async () => {
  const copy = makeDemo();
  try {
    const stream = join(copy, "events", "standard");
    const file = readdirSync(stream).filter((name) => name.endsWith(".events")).sort().at(-1);
    const verify = () => spawnSync(program, ["soc", "verify", "--data", copy, ...(databaseOf(copy) ? ["--database", databaseOf(copy)] : [])], { encoding: "utf8" });
    assert.equal(verify().status, 0, verify().stdout);
    const sql = (text) => (databaseOf(copy) ? execFileSync("psql", [databaseOf(copy), "-qAtc", text]) : execFileSync("python3", ["-c", "import sqlite3,sys; sqlite3.connect(sys.argv[1], isolation_level=None).execute(sys.argv[2])", join(copy, "dongson.db"), text]));
    sql("DELETE FROM soc_anchor");
    const rows = verify();
    assert.equal(rows.status, 1, rows.stdout);
    assert.match(rows.stdout, /soc_anchor: the ledger has an entry of stream standard/);
    truncateSync(join(stream, file), 0);
    const cut = verify();
    assert.equal(cut.status, 1, cut.stdout);
    assert.match(cut.stdout, /blocks that stand in the ledger are not here/);
    sql("DELETE FROM ledger_entry WHERE content LIKE 'soc events %'");
    const silent = verify();
    assert.equal(silent.status, 1, silent.stdout);
    assert.match(silent.stdout, /the row of position \d+ is gone/);
  } finally {
    remove(copy);
  }
});
