// The report of a period and the lists that officers save: what is shown adds up, leads to its rows, and is told to those who may see it.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { demoServer, Person } from "./client.mjs";

const server = demoServer();
const year = "tu=1/1/2020&den=31/12/2030";
const reportOf = async (person, query) => {
  const answer = await person.get(`/api/v1/report?${query}`);
  assert.equal(answer.status, 200, query);
  return answer.json();
};

test("the columns add up, the rows add up to the total, and each number leads to as many rows", async () => {
  const leader = await new Person(server.url).signIn("lanhdao.hacthanh");
  for (const by of ["linh-vuc", "thu-tuc", "nguoi"]) {
    const report = await reportOf(leader, `${year}&nhom=${by}`);
    assert.ok(report.rows.length > 1, by);
    for (const { name, dossiers: d } of [...report.rows, { name: "all", dossiers: report.total }]) {
      assert.equal(d.taken, d.carried_over + d.received_online + d.received_at_counter, name);
      assert.equal(d.taken, d.resolved + d.ended_without_result + d.left_open, name);
      assert.equal(d.left_open, d.left_open_on_time + d.left_open_overdue, name);
    }
    for (const column of Object.keys(report.total)) assert.equal(report.rows.reduce((sum, row) => sum + row.dossiers[column], 0), report.total[column], column);
    const page = await leader.page(`/can-bo/bao-cao?${year}&nhom=${by}`);
    const links = [...page.matchAll(/<a class="(?:govuk-link|ds-late)" href="(\/can-bo\/bao-cao\/ho-so[^"]*)">([\d.]+)<\/a>/g)];
    assert.ok(links.length > 5);
    for (const [, href, number] of links.slice(-12)) {
      const rows = await leader.page(href.replaceAll("&amp;", "&"));
      assert.equal((rows.match(/data-label="Nhận"/g) ?? []).length, Number(number), href);
    }
  }
});

test("what is left at the end of a period is what the next one carries over", async () => {
  const clerk = await new Person(server.url).signIn("motcua.hacthanh");
  let left = 0;
  const today = new Date(Date.now() + 7 * 3_600_000), iso = (days) => new Date(today.getTime() + days * 86_400_000).toISOString().slice(0, 10);
  for (let from = -60; from <= 3; from += 7) {
    const { total } = await reportOf(clerk, `tu=${iso(from)}&den=${iso(from + 6)}`);
    assert.equal(total.carried_over, left, `from ${iso(from)}`);
    left = total.left_open;
  }
  assert.ok(left > 0, "the demonstration has work in hand");
});

test("how long steps took is told in working time, and what stands there now only while the period runs", async () => {
  const clerk = await new Person(server.url).signIn("motcua.hacthanh");
  const { steps } = await reportOf(clerk, `${year}&nhom=buoc`);
  assert.ok(steps.length > 2);
  for (const step of steps) {
    assert.ok(step.here !== null && step.past_due <= step.here, step.name);
    if (step.left > 0) assert.ok(step.median_minutes <= step.longest_minutes, step.name);
    else assert.equal(step.median_minutes, null);
  }
  for (const step of (await reportOf(clerk, "ky=thang-truoc&nhom=buoc")).steps) assert.equal(step.here, null, "nobody measured it");
});

test("an officer is told of their unit, a leader of the province of those below, and people's figures only by the head of their unit", async () => {
  const clerk = await new Person(server.url).signIn("motcua.hacthanh"), head = await new Person(server.url).signIn("lanhdao.ubndtinh"), other = await new Person(server.url).signIn("lanhdao.sxd");
  assert.equal((await clerk.get(`/can-bo/bao-cao?${year}&nhom=nguoi`)).status, 403);
  assert.equal((await clerk.get(`/can-bo/bao-cao?${year}&don-vi=ca-duoi`)).status, 403);
  const below = await reportOf(head, `${year}&don-vi=ca-duoi`), ours = await reportOf(clerk, year);
  const row = below.rows.find((each) => /Hạc Thành/.test(each.name));
  assert.deepEqual(row.dossiers, ours.total, "the sums say of the ward what is counted there");
  assert.deepEqual(await reportOf(head, `${year}&don-vi=${row.key}`).then((report) => report.rows), ours.rows);
  assert.deepEqual((await reportOf(head, `${year}&don-vi=ca-duoi&nhom=linh-vuc`)).rows, ours.rows, "no other unit has any");
  assert.equal((await head.get(`/can-bo/bao-cao?${year}&don-vi=${row.key}&nhom=nguoi`)).status, 403, "who works there is for the head of that unit");
  assert.equal((await head.get(`/can-bo/bao-cao?${year}&don-vi=ca-duoi&nhom=thu-tuc`)).status, 422);
  assert.equal((await head.get(`/can-bo/bao-cao?${year}&don-vi=ca-duoi&ve=nhan`)).status, 422);
  for (const [of, number] of [["", below.total.taken], [row.key, row.dossiers.taken]]) {
    const behind = await head.page(`/can-bo/bao-cao/ho-so?${year}&don-vi=ca-duoi&nhom=don-vi&o=tong-nhan&hang=${of}`);
    assert.equal((behind.match(/data-label="Nhận"/g) ?? []).length, number, of);
  }
  assert.equal((await other.get(`/can-bo/bao-cao?${year}&don-vi=${row.key}`)).status, 403);
  const rows = await head.page(`/can-bo/bao-cao/ho-so?${year}&don-vi=${row.key}&nhom=linh-vuc&o=tong-nhan`);
  assert.match(rows, /chỉ nêu mã/);
  assert.doesNotMatch(rows, /\/can-bo\/ho-so\/H56/, "no dossier of theirs is opened from there");
  assert.doesNotMatch(rows, /Lê Thị Hoa/, "nobody is named");
});

test("wrong days are refused by name", async () => {
  const clerk = await new Person(server.url).signIn("motcua.hacthanh");
  for (const [query, field] of [["tu=31/2/2026&den=1/3/2026", "tu"], ["tu=1/3/2026", "den"], ["tu=2/3/2026&den=1/3/2026", "den"], ["tu=1/1/0001&den=1/3/2026", "tu"], ["tu=1/3/2026&den=31/12/9999", "den"]]) {
    const answer = await clerk.get(`/can-bo/bao-cao?${query}`);
    assert.equal(answer.status, 422, query);
    assert.match(await answer.text(), new RegExp(`href="#${field}"`), query);
  }
});

test("the same is taken away as rows, as a workbook with numbers, and as a paper to sign", async () => {
  const leader = await new Person(server.url).signIn("lanhdao.hacthanh"), { total, rows } = await reportOf(leader, year);
  const csv = new Uint8Array(await (await leader.get(`/can-bo/bao-cao.csv?${year}`)).arrayBuffer()), text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(csv);
  assert.ok(text.startsWith("\ufeff"), "a sheet reads it as UTF-8");
  const lines = text.slice(1).trimEnd().split("\r\n");
  assert.equal(lines.length, rows.length + 2);
  assert.match(lines[0], /^Lĩnh vực,Phải giải quyết: Tổng số,/);
  assert.ok(lines.at(-1).startsWith(`Tổng cộng,${total.taken},`));
  const folder = mkdtempSync(join(tmpdir(), "report-"));
  const take = async (ending) => {
    const answer = await leader.get(`/can-bo/bao-cao${ending}?${year}`);
    assert.equal(answer.status, 200, ending);
    assert.match(answer.headers.get("content-disposition"), /bao-cao-2020-01-01-2030-12-31/);
    writeFileSync(join(folder, `x${ending}`), Buffer.from(await answer.arrayBuffer()));
    return join(folder, `x${ending}`);
  };
  const inside = (path, file) => execFileSync("python3", ["-c", "import sys, zipfile; sys.stdout.write(zipfile.ZipFile(sys.argv[1]).read(sys.argv[2]).decode())", path, file], { encoding: "utf8" });
  const sheet = inside(await take(".xlsx"), "xl/worksheets/sheet1.xml");
  for (const words of [/Phường Hạc Thành|phường Hạc Thành/, /01\/01\/2020/, /lập lúc/, /Tổng cộng/]) assert.match(sheet, words);
  assert.ok(sheet.includes(`<v>${total.taken}</v>`), "numbers are numbers");
  const paper = execFileSync("pdftotext", ["-layout", await take(".pdf"), "-"], { encoding: "utf8" });
  for (const words of [/BÁO CÁO/, /NGƯỜI LẬP BÁO CÁO/, /THỦ TRƯỞNG ĐƠN VỊ/, /Tổng cộng/, /chưa được ký số/]) assert.match(paper, words);
});

const linkTo = (name) => new RegExp(`href="([^"]*)"[^>]*>${name}<`);
test("what was filtered is found again under its name, and shows what is there today", async () => {
  const clerk = await new Person(server.url).signIn("motcua.hacthanh"), colleague = await new Person(server.url).signIn("chuyenvien.hacthanh"), stranger = await new Person(server.url).signIn("motcua.vpubnd");
  await clerk.page("/can-bo/bao-cao?ky=bc-thang&nhom=thu-tuc");
  const saved = await clerk.post("/can-bo/bo-loc", { trang: "bao-cao", ky: "bc-thang", nhom: "thu-tuc", x: "1", ten: "Báo cáo <tháng>", chung: "co" });
  assert.equal(saved.headers.get("location"), "/can-bo/bao-cao?ky=bc-thang&nhom=thu-tuc", "only what the list knows is kept");
  assert.match(await clerk.page("/can-bo/bao-cao"), /Báo cáo &lt;tháng&gt;/);
  assert.doesNotMatch(await clerk.page("/can-bo"), /Báo cáo &lt;tháng&gt;/, "it stands above its own list");
  assert.match(await colleague.page("/can-bo/bao-cao"), /Báo cáo &lt;tháng&gt;/);
  assert.doesNotMatch(await stranger.page("/can-bo/bao-cao"), /Báo cáo &lt;tháng&gt;/);
  assert.equal((await clerk.post("/can-bo/bo-loc", { trang: "tim", q: "Lê & Hoa", ten: "Bà Hoa" })).headers.get("location"), "/can-bo/tim?q=L%C3%AA%20%26%20Hoa");
  assert.match(linkTo("Bà Hoa").exec(await clerk.page("/can-bo/tim"))[1], /q=L%C3%AA%20%26%20Hoa/);
  assert.doesNotMatch(await colleague.page("/can-bo/tim"), /Bà Hoa/, "shared is only what was shared");
});

test("saved filters are renamed, put in order, shared and deleted by their owner alone", async () => {
  const clerk = await new Person(server.url).signIn("motcua.sxd"), other = await new Person(server.url).signIn("chuyenvien.sxd"), leader = await new Person(server.url).signIn("lanhdao.sxd");
  assert.doesNotMatch(await clerk.page("/can-bo"), /Lưu bộ lọc này/, "where nothing is filtered there is nothing to save");
  assert.match(await clerk.page("/can-bo?xem=qua-han"), /Lưu bộ lọc này/);
  for (const name of ["một", "hai", "ba"]) assert.equal((await clerk.post("/can-bo/bo-loc", { trang: "viec", xem: "qua-han", ten: name })).status, 303);
  const order = async () => [...(await clerk.page("/can-bo")).matchAll(/<li><a class="govuk-link" href="\/can-bo\?xem=qua-han">([^<]*)</g)].map(([, name]) => name);
  const idOf = async (name) => new RegExp(`>${name}</a>[^]*?action="/can-bo/bo-loc/(\\d+)"`).exec(await clerk.page("/can-bo/bo-loc"))[1];
  assert.deepEqual(await order(), ["một", "hai", "ba"]);
  const id = await idOf("ba");
  assert.equal((await clerk.post(`/can-bo/bo-loc/${id}`, { viec: "len" })).status, 303);
  assert.deepEqual(await order(), ["một", "ba", "hai"]);
  assert.equal((await clerk.post(`/can-bo/bo-loc/${id}`, { viec: "ten", [`ten_${id}`]: "ba mới" })).status, 303);
  assert.equal((await clerk.post(`/can-bo/bo-loc/${id}`, { viec: "ten", [`ten_${id}`]: " " })).status, 422);
  assert.equal((await clerk.post(`/can-bo/bo-loc/${id}`, { viec: "ten", [`ten_${id}`]: "hai" })).status, 409, "no two of one name");
  assert.deepEqual(await order(), ["một", "ba mới", "hai"]);
  for (const viec of ["xoa", "ten", "len", "chung", "rieng"]) assert.equal((await other.post(`/can-bo/bo-loc/${id}`, { viec })).status, 404, viec);
  assert.equal((await clerk.post(`/can-bo/bo-loc/${id}`, { viec: "chung" })).status, 303);
  assert.match(await other.page("/can-bo"), /ba mới/);
  assert.equal((await other.post(`/can-bo/bo-loc/${id}`, { viec: "rieng" })).status, 404);
  assert.equal((await leader.post(`/can-bo/bo-loc/${id}`, { viec: "rieng" })).status, 303, "who divides the work may take it from the unit");
  assert.doesNotMatch(await other.page("/can-bo"), /ba mới/);
  assert.equal((await clerk.post(`/can-bo/bo-loc/${id}`, { viec: "xoa" })).status, 303);
  assert.deepEqual(await order(), ["một", "hai"]);
  assert.equal((await clerk.post("/can-bo/bo-loc", { trang: "viec", ten: "một" })).status, 409, "a name stands once");
  const long = await clerk.post("/can-bo/bo-loc", { trang: "viec", xem: "qua-han", ten: "x".repeat(61) });
  assert.equal(long.status, 422);
  assert.match(await long.text(), new RegExp(`name="xem" value="qua-han"[^]*value="${"x".repeat(61)}"`), "what was typed stays");
  for (let number = 2; number < 15; ++number) assert.equal((await clerk.post("/can-bo/bo-loc", { trang: "viec", ten: `n${number}` })).status, 303);
  assert.equal((await clerk.post("/can-bo/bo-loc", { trang: "viec", ten: "một nữa" })).status, 409, "there is a limit");
});
