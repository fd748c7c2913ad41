// Files fetched on schedule: taken, held against the table's columns, sent to review; and nothing inside the network is reached.
import assert from "node:assert/strict";
import { rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import ssh2 from "ssh2";
import { makeDemo, Person, remove, serve } from "./client.mjs";

let data, table = "", asked = 0;
const source = createServer((request, answer) => {
  if (request.url === "/moved") answer.writeHead(302, { location: "/list.csv" }).end();
  else if (request.url.startsWith("/api/3/action/package_show")) answer.end(JSON.stringify({ success: true, result: { resources: [{ url: at("/a.pdf"), format: "PDF" }, { url: at("/list.csv"), format: "CSV" }] } }));
  else if (request.url.startsWith("/api/3/action/resource_show")) answer.end(JSON.stringify({ success: true, result: { url: at("/list.csv") } }));
  else if (request.url === "/catalog.ttl") answer.end(`@prefix dcat: <http://www.w3.org/ns/dcat#> . <${at("/d/huyen")}> dcat:distribution [ dcat:downloadURL <${at("/list.csv")}> ] . <${at("/d/xa")}> dcat:distribution [ dcat:downloadURL <${at("/khac.csv")}> ] .`);
  else if (request.url === "/list.csv") answer.end(table, () => ++asked);
  else answer.writeHead(404).end();
});
before(async () => {
  await new Promise((done) => source.listen(0, "127.0.0.1", done));
  data = makeDemo();
});
after(() => {
  source.close();
  remove(data);
});

const at = (path) => `http://127.0.0.1:${source.address().port}${path}`;
async function scheduled(officer, url) {
  const list = await officer.page("/can-bo/du-lieu");
  const own = list.match(/(\/can-bo\/du-lieu\/bo\/\d+)"[^>]*>27 huyện/)[1];
  const page = await officer.page(own);
  const resource = page.match(/name="bang_lay".*?<option value="(\d+)"/s)[1];
  const made = await officer.post(`${own}/lay`, { dia_chi: url, bang_lay: resource, dinh_ky: "daily" });
  return { own, made };
}
async function pullNow(officer, own) {
  const runs = [...(await officer.page(own)).matchAll(/action="([^"]*\/lay\/\d+\/ngay)"/g)].map((match) => match[1]);
  await officer.post(runs.at(-1));
  return officer.page(own);
}

test("an address inside the network is not reached, by itself or by a redirect", async () => {
  const server = await serve(data);
  const officer = await new Person(server.url).signIn("chuyenvien.snv");
  assert.equal((await scheduled(officer, "ftp://example.org/x.csv")).made.status, 422);
  const { own, made } = await scheduled(officer, at("/moved"));
  assert.equal(made.status, 303);
  assert.match(await pullNow(officer, own), /mạng nội bộ/);
  const drop = (await officer.page(own)).match(/action="([^"]*\/lay\/\d+\/bo)"/)[1];
  const stranger = await new Person(server.url).signIn("chuyenvien.sxd");
  await stranger.page("/can-bo");
  assert.notEqual((await stranger.post(drop)).status, 303);
  assert.equal((await officer.post(drop)).status, 303);
  await server.stop();
});

test("a new file goes to review, the same one again does not, another's columns wait for the officer", async () => {
  const config = join(data, "config.yaml");
  writeFileSync(config, "pulls_inside: true\n");
  const server = await serve(data, ["--config", config]);
  const officer = await new Person(server.url).signIn("chuyenvien.snv");
  table = await (await fetch(`${server.url}/du-lieu/bo/huyen-2023/huyen_2023/v/1/tai/csv`)).text();
  table = table.replace("Sầm Sơn", "Sầm Sơn (cũ)");
  const { own } = await scheduled(officer, at("/moved"));
  assert.match(await pullNow(officer, own), /đã trình duyệt/);
  assert.match(await pullNow(officer, own), /Không có gì mới/);
  const leader = await new Person(server.url).signIn("lanhdao.snv");
  const inbox = await leader.page("/can-bo");
  const upload = inbox.match(/\/can-bo\/du-lieu\/tep\/\d+/)[0];
  await leader.page(upload);
  assert.equal((await leader.post(`${upload}/cong-bo`)).status, 303);
  assert.match(await (await fetch(`${server.url}/du-lieu/bo/huyen-2023/huyen_2023`)).text(), /Sầm Sơn \(cũ\)/);
  const [pull] = (await officer.page(own)).match(/\/can-bo[^"]*\/lay\/\d+(?=\/ngay")/);
  await officer.post(`/en${pull}/ngay`);
  assert.match(await officer.page(own), /Không có gì mới/, "what is kept is Vietnamese, whoever asked");
  assert.match(await officer.page(own), /Lần tới từ/);
  await officer.post(`${pull}/bo`);
  assert.match(await officer.page(own), /Thôi lấy tệp từ .*Hẹn lấy tệp từ|Hẹn lấy tệp từ .*Thôi lấy tệp từ/s);
  const missing = await scheduled(officer, at("/khong-co"));
  assert.match(await pullNow(officer, missing.own), /404/);
  await server.stop();
});

// An SFTP server that shows a key of its own, takes one key, and has one folder.
const { Server, utils } = ssh2;
async function sftpServer(hostKey, clientKey, files) {
  const allowed = utils.parseKey(clientKey.public);
  const server = new Server({ hostKeys: [hostKey.private] }, (client) => {
    client.on("error", () => {});
    client.on("authentication", (context) => {
      if (context.method !== "publickey" || !context.key.data.equals(allowed.getPublicSSH())) return context.reject(["publickey"]);
      if (context.signature && allowed.verify(context.blob, context.signature, context.hashAlgo) !== true) return context.reject();
      context.accept();
    });
    client.on("ready", () => client.on("session", (accept) => accept().on("sftp", (begin) => {
      const sftp = begin(), open = new Map();
      let handles = 0;
      const handleOf = (what) => (open.set(++handles, what), Buffer.from([handles]));
      const attributes = (size) => ({ mode: 0o100644, uid: 0, gid: 0, size, atime: 0, mtime: 0 });
      sftp.on("OPENDIR", (id, path) => (path === "/gui/" || path === "/gui" ? sftp.handle(id, handleOf({ left: Object.keys(files) })) : sftp.status(id, 2)));
      sftp.on("READDIR", (id, handle) => {
        const folder = open.get(handle[0]);
        if (files.endless) return sftp.name(id, Array.from({ length: 200 }, (_, n) => ({ filename: `${n}`.padStart(250, "x"), longname: "", attrs: attributes(1) })));
        if (!folder.left.length) return sftp.status(id, 1);
        sftp.name(id, folder.left.map((name) => ({ filename: name, longname: name, attrs: attributes(files[name].length) })));
        folder.left = [];
      });
      sftp.on("OPEN", (id, path) => (files[path.slice(5)] ? sftp.handle(id, handleOf({ bytes: files[path.slice(5)] })) : sftp.status(id, 2)));
      sftp.on("READ", (id, handle, from, length) => {
        if (files.silent) return;
        const bytes = open.get(handle[0]).bytes.subarray(from, from + length);
        bytes.length ? sftp.data(id, bytes) : sftp.status(id, 1);
      });
      sftp.on("CLOSE", (id) => sftp.status(id, 0));
    })));
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  return { port: server.address().port, close: () => server.close() };
}

test("what is due is fetched by itself, once a day", async () => {
  const config = join(data, "config.yaml");
  const settings = (day) => writeFileSync(config, `pulls_inside: true\nclock_from: "${day}"\n`);
  settings("2027-03-01");
  let server = await serve(data, ["--config", config]);
  let officer = await new Person(server.url).signIn("chuyenvien.snv");
  const { own } = await scheduled(officer, at("/list.csv"));
  await server.stop();
  asked = 0;
  settings("2027-03-03");
  server = await serve(data, ["--config", config]);
  officer = await new Person(server.url).signIn("chuyenvien.snv");
  const fetched = async () => /đã trình duyệt|cần xem lại/.test(await officer.page(own));
  for (let tries = 0; tries < 100 && !(await fetched()); ++tries) await sleep(100);
  assert.ok(await fetched());
  await server.stop();
  server = await serve(data, ["--config", config]);
  await sleep(1000);
  assert.equal(asked, 1, "the same day is not begun twice");
  await server.stop();
});

test("an officer is told which tables the platform fills itself", async () => {
  const server = await serve(data);
  const officer = await new Person(server.url).signIn("chuyenvien.snv");
  const list = await officer.page("/can-bo/du-lieu");
  const pageOf = (title) => officer.page(list.match(new RegExp(`(/can-bo/du-lieu/bo/\\d+)"[^>]*>${title}`))[1]);
  assert.match(await pageOf("Đơn vị hành chính và cơ quan"), /do hệ thống tự cập nhật mỗi ngày/);
  assert.doesNotMatch(await pageOf("27 huyện"), /do hệ thống tự cập nhật mỗi ngày/);
  await server.stop();
});

test("another CKAN portal, a DCAT catalogue and an SFTP folder are asked where the file is", async () => {
  const host = utils.generateKeyPairSync("ed25519"), other = utils.generateKeyPairSync("ed25519"), own = utils.generateKeyPairSync("ed25519");
  const files = {};
  const sftp = await sftpServer(host, own, files);
  const key = join(data, "pull-key"), known = join(data, "known-hosts"), config = join(data, "config.yaml");
  const knowing = (shown) => writeFileSync(known, `[127.0.0.1]:${sftp.port} ${shown.public.split(" ").slice(0, 2).join(" ")}\n`);
  writeFileSync(key, own.private, { mode: 0o600 });
  writeFileSync(config, `pulls_inside: true\npull_key: ${key}\npull_known_hosts: ${known}\n`);
  const server = await serve(data, ["--config", config]);
  let officer = await new Person(server.url).signIn("chuyenvien.snv");
  const original = await (await fetch(`${server.url}/du-lieu/bo/huyen-2023/huyen_2023/v/1/tai/csv`)).text();
  let round = 0;
  const outcome = async (url, before = () => {}) => {
    table = original.replace("Sầm Sơn", `Sầm Sơn ${++round}`);
    before();
    const { own: page, made } = await scheduled(officer, url);
    assert.equal(made.status, 303, url);
    const text = await pullNow(officer, page);
    for (const drop of [...text.matchAll(/action="([^"]*\/lay\/\d+\/bo)"/g)]) await officer.post(drop[1]);
    return text;
  };
  for (const path of ["/dataset/huyen", "/dataset/huyen/resource/12", "/catalog.ttl#huyen"]) assert.match(await outcome(at(path)), /đã trình duyệt/, path);
  assert.match(await outcome(at("/catalog.ttl")), /2 bộ dữ liệu/);

  const folder = `sftp://so@127.0.0.1:${sftp.port}/gui/`;
  files["huyen-2026-10.csv"] = Buffer.from("cũ");
  files["doc-truoc.docx"] = Buffer.from("x");
  knowing(other);
  assert.match(await outcome(folder), /danh sách máy chủ được biết/);
  knowing(host);
  assert.match(await outcome(folder, () => (files["huyen-2026-11.csv"] = Buffer.from(table))), /đã trình duyệt/);
  assert.match(await outcome(`${folder}khong-co.csv`), /Không lấy được/);
  writeFileSync(key, other.private, { mode: 0o600 });
  assert.match(await outcome(folder), /không nhận khóa/);
  rmSync(key);
  assert.match(await outcome(folder), /Không đọc được khóa/);
  await server.stop();

  writeFileSync(key, own.private, { mode: 0o600 });
  // The bound that is not meant is far away, on a machine that is slow as well.
  for (const [bounds, behaviour, told] of [["pull_seconds: 2", "silent", /không gửi xong tệp trong 2 giây/], ["pull_seconds: 120\npull_megabytes: 1", "endless", /lớn quá 1 MB/]]) {
    writeFileSync(config, `pulls_inside: true\npull_key: ${key}\npull_known_hosts: ${known}\n${bounds}\n`);
    const strict = await serve(data, ["--config", config]);
    officer = await new Person(strict.url).signIn("chuyenvien.snv");
    files[behaviour] = true;
    assert.match(await outcome(folder), told);
    await strict.stop();
  }
  sftp.close();
});
