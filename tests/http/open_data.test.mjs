// The open-data portal from outside: found, read, asked, downloaded, cited.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { makeDemo, remove, serve } from "./client.mjs";

let data, server;
before(async () => {
  data = makeDemo();
  server = await serve(data);
});
after(async () => {
  await server?.stop();
  remove(data);
});

const get = (path, headers = {}) => fetch(server.url + path, { headers });
const json = async (path) => {
  const answer = await get(`/api/v1${path}`);
  return { status: answer.status, body: await answer.json(), headers: answer.headers };
};
const table = "/datasets/xa-phuong-2025/xa_phuong_2025";

test("a dataset is found with and without accents, and by its facets", async () => {
  for (const words of ["dân số huyện", "DAN SO HUYEN"]) {
    const { body } = await json(`/datasets?q=${encodeURIComponent(words)}`);
    assert.ok(body.datasets.some((dataset) => dataset.slug === "dan-so-huyen-2019"), words);
  }
  const { body } = await json("/datasets?domain=tai-chinh");
  assert.equal(body.count, 2);
  assert.ok(body.datasets.every((dataset) => dataset.domain === "tai-chinh"));
  assert.match(await (await get("/du-lieu/tim?q=papi")).text(), /\/du-lieu\/bo\/papi-2011-2016/);
});

test("rows are filtered, sorted and paged without a gap", async () => {
  const { body, headers } = await json(`${table}/rows?loai=${encodeURIComponent("Phường")}&dan_so.gte=50000&sort=-dan_so&columns=ten,dan_so`);
  assert.equal(headers.get("access-control-allow-origin"), "*");
  assert.deepEqual(body.rows[0], { ten: "Phường Hạc Thành", dan_so: 197142 });
  assert.equal(body.rows.length, body.total);
  for (let row = 1; row < body.rows.length; ++row) assert.ok(body.rows[row - 1].dan_so >= body.rows[row].dan_so);

  const seen = [];
  for (let after = ""; ; ) {
    const page = (await json(`${table}/rows?limit=37&sort=ten${after}`)).body;
    seen.push(...page.rows.map((row) => row.ma_xa));
    if (page.next === null) break;
    after = `&after=${page.next}`;
  }
  assert.equal(seen.length, 166);
  assert.equal(new Set(seen).size, 166);
  assert.equal((await json(`${table}/rows?q=hac+thanh`)).body.total >= 1, true);
});

test("rows are counted and summed as plain arithmetic has it", async () => {
  const rows = (await json(`${table}/rows?limit=1000`)).body.rows;
  const { body } = await json(`${table}/groups?group=loai&measure=count,sum:dan_so,max:dien_tich,distinct:huyen_cu&order=-2`);
  assert.equal(body.groups.length, 2);
  for (const group of body.groups) {
    const own = rows.filter((row) => row.loai === group.loai);
    assert.equal(group.count, own.length);
    assert.equal(group.sum_dan_so, own.reduce((sum, row) => sum + row.dan_so, 0));
    assert.equal(group.max_dien_tich, Math.max(...own.map((row) => row.dien_tich)));
    assert.equal(group.distinct_huyen_cu, new Set(own.map((row) => row.huyen_cu).filter((name) => name !== null)).size);
  }
  assert.ok(body.groups[0].sum_dan_so >= body.groups[1].sum_dan_so);
});

test("a question that makes no sense is answered with what there is", async () => {
  for (const [query, field] of [["khong_co=1", "khong_co"], ["dan_so.tu=1", "dan_so.tu"], ["dan_so.gte=abc", "dan_so"], ["limit=-1", "limit"], ["limit=20000", "limit"], ["sort=la", "sort"]]) {
    const { status, body } = await json(`${table}/rows?${query}`);
    assert.equal(status, 422, query);
    assert.equal(body.field, field, query);
  }
  assert.equal((await json(`${table}/groups?measure=sum:ten`)).status, 422);
  assert.equal((await json("/datasets/khong-co")).status, 404);
  assert.equal((await json("/datasets/xa-phuong-2025/khong-co/rows")).status, 404);
  assert.equal((await get("/du-lieu/bo/xa-phuong-2025/xa_phuong_2025/v/2")).status, 404);
});

test("a version is downloaded in every form, and its original is what was given", async () => {
  const version = "/du-lieu/bo/xa-phuong-2025/xa_phuong_2025/v/1";
  const given = readFileSync("data/open_data/tables/xa_phuong_2025.csv");
  assert.deepEqual(Buffer.from(await (await get(`${version}/tai/goc`)).arrayBuffer()), given);
  const csv = await get(`${version}/tai/csv`);
  assert.match(csv.headers.get("content-type"), /^text\/csv/);
  assert.match(csv.headers.get("content-disposition"), /xa-phuong-2025-xa_phuong_2025-v1\.csv/);
  assert.equal((await csv.text()).split("\r\n").length, 168);
  assert.equal((await (await get(`${version}/tai/json`)).json()).length, 166);
  assert.equal((await (await get(`${version}/tai/ndjson`)).text()).trim().split("\n").map(JSON.parse).length, 166);
  assert.equal(new Uint8Array(await (await get(`${version}/tai/bang-tinh`)).arrayBuffer())[0], 0xef);
  assert.equal((await get(`${version}/tai/exe`)).status, 404);
});

test("a version says how to cite it and carries the hash of its file", async () => {
  const page = await (await get("/du-lieu/bo/xa-phuong-2025/xa_phuong_2025/v/1")).text();
  const { body } = await json("/datasets/xa-phuong-2025");
  assert.match(page, new RegExp(body.tables[0].sha256));
  assert.match(page, /\/du-lieu\/bo\/xa-phuong-2025\/xa_phuong_2025\/v\/1/);
  assert.equal(body.tables[0].rows, 166);
});
