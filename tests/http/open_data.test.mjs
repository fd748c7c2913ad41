// The open-data portal from outside: found, read, asked, downloaded, cited.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { demoServer, password } from "./client.mjs";

const server = demoServer();

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
  assert.ok(body.count >= 2);
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

// An officer or a leader of a unit, in a browser's manner: a session, a form's token, forms.
class Officer {
  constructor(login) { this.login = login; }
  async signIn() {
    const answer = await fetch(`${server.url}/dang-nhap`, { method: "POST", redirect: "manual", body: new URLSearchParams({ ten_dang_nhap: this.login, mat_khau: password }) });
    this.cookie = answer.headers.get("set-cookie").split(";")[0];
    return this;
  }
  async get(path) {
    const answer = await fetch(server.url + path, { headers: { cookie: this.cookie } });
    const text = await answer.text();
    this.token = /name="_csrf" value="([^"]+)"/.exec(text)?.[1] ?? this.token;
    return { status: answer.status, text };
  }
  async post(path, fields, file) {
    const body = file ? new FormData() : new URLSearchParams();
    for (const [name, value] of Object.entries({ _csrf: this.token, ...fields })) body.append(name, value);
    if (file) body.append("tep", new Blob([file.bytes]), file.name);
    const answer = await fetch(server.url + path, { method: "POST", redirect: "manual", body, headers: { cookie: this.cookie } });
    return { status: answer.status, location: answer.headers.get("location"), text: await answer.text() };
  }
}
const version = (text) => /name="phien_ban" value="(\d+)"/.exec(text)[1];

test("a messy file is corrected, reviewed and published; a second version shows its difference", async () => {
  const specialist = await new Officer("chuyenvien.snv").signIn();
  const leader = await new Officer("lanhdao.snv").signIn();
  await specialist.get("/can-bo/du-lieu/moi");
  const short = await specialist.post("/can-bo/du-lieu/moi", { ten: "Dân số thử", mo_ta: "ngắn", linh_vuc: "dan-so", giay_phep: "cc-by-4.0", dinh_ky: "monthly" });
  assert.equal(short.status, 422);
  const made = await specialist.post("/can-bo/du-lieu/moi", { ten: "Dân số thử", mo_ta: "Dân số các xã, phường theo báo cáo tháng, dùng để thử việc công bố.", linh_vuc: "dan-so", giay_phep: "cc-by-4.0", dinh_ky: "monthly" });
  assert.equal(made.status, 303);
  const dataset = made.location;
  assert.equal((await get("/du-lieu/bo/dan-so-thu")).status, 404, "a draft is nobody's business");

  // Title lines, semicolons, Vietnamese numbers, a telephone number.
  const rows = ["14797;Hạc Thành;197.142;0912345678", "14758;Hàm Rồng;63.166;0912345679"];
  const messy = (lines) => ({ name: "dan so.csv", bytes: `ỦY BAN NHÂN DÂN;;;\n\nMã xã;Tên xã;Dân số;Điện thoại\n${lines.join("\n")}\n` });
  const upload = (await specialist.post(`${dataset}/tep`, { ten_bang: "Theo xã" }, messy(rows))).location;
  let page = (await specialist.get(upload)).text;
  assert.match(page, /197\.142/);
  assert.match(page, /value="ma_xa"/);
  const refused = await specialist.post(`${upload}/trinh`, {});
  assert.equal(refused.status, 422);
  assert.match(refused.text, /dien_thoai/);
  await specialist.post(upload, { phien_ban: version(page), bang_ma: "utf-8", phan_cach: ";", bo_qua: "1", tieu_de: "1", dong_cuoi: "0", trach_nhiem: "1", ten_0: "ma_xa", kieu_0: "text", khoa_0: "1" });
  assert.equal((await specialist.post(`${upload}/trinh`, {})).status, 303);

  // The leader finds it in the one inbox, sends it back, then publishes.
  assert.match((await leader.get("/can-bo")).text, new RegExp(`href="${upload}"`));
  await leader.get(upload);
  assert.equal((await specialist.post(`${upload}/cong-bo`, {})).status, 403, "nobody publishes what they prepared without being a leader");
  assert.equal((await leader.post(`${upload}/tra-lai`, { ly_do: "" })).status, 422);
  assert.equal((await leader.post(`${upload}/tra-lai`, { ly_do: "Xem lại số liệu" })).status, 303);
  assert.match((await specialist.get(upload)).text, /Xem lại số liệu/);
  await specialist.post(`${upload}/trinh`, {});
  await leader.get(upload);
  assert.equal((await leader.post(`${upload}/cong-bo`, {})).status, 303);
  assert.doesNotMatch((await leader.get("/can-bo")).text, new RegExp(upload));
  const first = await json("/datasets/dan-so-thu/theo-xa/rows");
  assert.deepEqual(first.body.rows[0], { ma_xa: "14797", ten_xa: "Hạc Thành", dan_so: 197142, dien_thoai: "0912345678" });

  // A second version that breaks the schema is refused with row and column; the first stays. A right one shows what changed.
  const publish = async (lines) => {
    const resource = /option value="(\d+)"[^>]*>Theo xã/.exec((await specialist.get(dataset)).text)[1];
    const next = (await specialist.post(`${dataset}/tep`, { bang: resource }, messy(lines))).location;
    page = (await specialist.get(next)).text;
    await specialist.post(next, { phien_ban: version(page), bang_ma: "utf-8", phan_cach: ";", bo_qua: "1", tieu_de: "1", dong_cuoi: "0", trach_nhiem: "1" });
    await specialist.post(`${next}/trinh`, {});
    await leader.get(next);
    return leader.post(`${next}/cong-bo`, {});
  };
  const broken = await publish([rows[0], "14758;Hàm Rồng;rất nhiều;"]);
  assert.equal(broken.status, 409);
  assert.match(broken.text, /2 · dan_so · “rất nhiều”/);
  assert.equal((await json("/datasets/dan-so-thu/theo-xa/rows")).body.version, 1);
  assert.equal((await publish(["14797;Hạc Thành;197.143;0912345678", "14800;Quảng Phú;5.000;"])).status, 303);
  const difference = await (await get("/du-lieu/bo/dan-so-thu/theo-xa/v/2/so-sanh")).text();
  assert.match(difference, /Thêm 1, bớt 1, sửa 1/);
  assert.match(difference, /<del>197142<\/del> <ins>197143<\/ins>/);
  assert.equal((await get("/du-lieu/bo/dan-so-thu/theo-xa/v/1")).status, 200, "what was cited stays");

  // Withdrawn: out of the catalogue, its versions stay.
  await leader.get(dataset);
  assert.equal((await specialist.post(`${dataset}/rut`, { ly_do: "x" })).status, 403);
  assert.equal((await leader.post(`${dataset}/rut`, { ly_do: "Thử xong" })).status, 303);
  assert.equal((await json("/datasets?q=dan+so+thu")).body.datasets.some((found) => found.slug === "dan-so-thu"), false);
  assert.equal((await get("/du-lieu/bo/dan-so-thu/theo-xa/v/2")).status, 200);
});

test("another unit's officer sees nothing of it", async () => {
  const stranger = await new Officer("chuyenvien.sxd").signIn();
  const own = await new Officer("chuyenvien.snv").signIn();
  const dataset = /href="(\/can-bo\/du-lieu\/bo\/\d+)"/.exec((await own.get("/can-bo/du-lieu")).text)[1];
  assert.equal((await stranger.get(dataset)).status, 404);
});

test("what the platform tells of itself is published, and few people are never told", async () => {
  for (const [slug, table, least] of [["don-vi-qua-cac-thoi-ky", "don_vi", 700], ["thu-tuc-dang-cung-cap", "thu_tuc", 1000], ["lich-lam-viec-cua-he-thong", "ngay", 50], ["quy-trinh-giai-quyet", "buoc", 50], ["chat-luong-bo-du-lieu", "chat_luong", 190]]) {
    const { body } = await json(`/datasets/${slug}/${table}/rows?limit=1`);
    assert.ok(body.total >= least, `${slug}: ${body.total}`);
  }
  const months = await json("/datasets/ket-qua-mot-cua-theo-thang/theo_thang/rows");
  if (months.status === 200) for (const row of months.body.rows) for (const name of ["tiep_nhan", "nop_truc_tuyen", "dung_han", "tre_han"]) assert.ok(row[name] === null || row[name] >= 5, JSON.stringify(row));
  const { items } = (await json("/figures")).body;
  for (const item of items) for (const name of ["received", "on_time", "late", "open", "overdue", "online"]) assert.ok(item[name] === null || item[name] >= 5, JSON.stringify(item));
  assert.match(await (await get("/cong-khai")).text(), /dưới 5/);
});

test("what no source states is marked wherever it is told", async () => {
  const { body } = await json("/datasets/thu-tuc-dang-cung-cap/thu_tuc/rows?limit=5000");
  const assigned = body.rows.filter((row) => row.tu_gan === true), stated = body.rows.filter((row) => row.tu_gan === false);
  assert.ok(assigned.length > 0);
  assert.equal(assigned.length + stated.length, body.total);
  assert.ok(body.rows.every((row) => typeof row.ket_noi_tu_gan === "boolean" && (!row.ket_noi_tu_gan || row.ket_noi_quoc_gia)));
  for (const row of [assigned[0], stated[0]].filter(Boolean)) {
    const { body: procedure } = await json(`/procedures/${row.ma_thu_tuc}`);
    assert.equal(procedure.online_assigned, row.tu_gan, row.ma_thu_tuc);
    const { body: list } = await json(`/procedures?q=${row.ma_thu_tuc}`);
    const found = list.items.find((item) => item.code === row.ma_thu_tuc);
    assert.equal(found.online_assigned, row.tu_gan);
    assert.equal(found.national_assigned, procedure.national_assigned);
  }
  const page = await (await get(`/thu-tuc?q=${assigned[0].ma_thu_tuc}`)).text();
  assert.match(page, /<sup[^>]*>\*<\/sup>[\s\S]*\* Nguồn không nêu/);
});

test("a series has a page, and its datasets say that they belong to it", async () => {
  const page = await (await get("/du-lieu/chuoi/danh-sach-xa-phuong-cua-tinh")).text();
  for (const slug of ["xa-phuong-2023", "xa-phuong-2025-03", "xa-phuong-2025"]) assert.match(page, new RegExp(`/du-lieu/bo/${slug}"`));
  assert.match(await (await get("/du-lieu/bo/xa-phuong-2023")).text(), /chuoi\/danh-sach-xa-phuong-cua-tinh/);
  assert.match(page, /chuoi\/danh-sach-xa-phuong-cua-tinh\/moi\.atom/);
  const feed = await (await get("/du-lieu/chuoi/danh-sach-xa-phuong-cua-tinh/moi.atom")).text();
  assert.equal(feed.match(/<entry>/g).length, page.match(/<ul class="ds-results">.*?<\/ul>/s)[0].match(/<li/g).length);
  for (const path of ["chuoi/khong-co", "chuoi/khong-co/moi.atom", "linh-vuc/khong-co/moi.atom"]) assert.equal((await get(`/du-lieu/${path}`)).status, 404, path);
  assert.match(await (await get("/dataset/xa-phuong-2023.ttl")).text(), /dcat:inSeries[^;]*chuoi\/danh-sach-xa-phuong-cua-tinh/);
});
