// Files fetched on schedule: taken, held against the table's columns, sent to review; and nothing inside the network is reached.
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { makeDemo, Person, remove, serve } from "./client.mjs";

let data, table = "";
const source = createServer((request, answer) => {
  if (request.url === "/moved") answer.writeHead(302, { location: "/list.csv" }).end();
  else if (request.url === "/list.csv") answer.end(table);
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
  await officer.post((await officer.page(own)).match(/action="([^"]*\/lay\/\d+\/bo)"/)[1]);
  const missing = await scheduled(officer, at("/khong-co"));
  assert.match(await pullNow(officer, missing.own), /404/);
  await server.stop();
});
