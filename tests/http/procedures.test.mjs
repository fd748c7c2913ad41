// A province changes a procedure by fields: one administrator writes, another approves; the public page, the search and new dossiers follow without a restart, a dossier keeps what it was opened under.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { demoServer, genericProcedure, Person, pressOn, readyDraft, secondAdministrator, summary, textOf } from "./client.mjs";

const room = "/can-bo/quan-tri/dinh-nghia/procedure";
const waitingRoom = "/can-bo/quan-tri/cho-xac-nhan";
let author, approver, citizen, code, opened, pinned;

const server = demoServer(async () => {
  author = await new Person(server.url).signIn("quantri");
  approver = await secondAdministrator(server);
  citizen = await new Person(server.url).signIn("038190001234");
  code = await genericProcedure(server.url);
  const draft = await readyDraft(citizen, code);
  opened = (await citizen.post(`${draft}/nop`)).headers.get("location").match(/\/ho-so\/([^/]+)/)[1];
  const clerk = await new Person(server.url).signIn("motcua.hacthanh"), path = `/can-bo/ho-so/${opened}`;
  const version = (await clerk.page(path)).match(/name="phien_ban" value="(\d+)"/)[1];
  assert.equal((await clerk.post(`${path}/viec/accept`, { phien_ban: version })).status, 303);
  pinned = await due(opened);
});

const due = async (dossier) => (await citizen.page(`/ho-so/${dossier}`)).match(/Hẹn trả[\s\S]{0,200}?(\d\d\/\d\d\/\d{4})/)[1];
const press = (path, page, viec, typed) => pressOn(author, path, page, viec, typed);
async function approve(edition) {
  assert.equal((await author.post(`${edition}/de-nghi`)).status, 303);
  assert.equal((await author.post(`${edition}/phe-duyet`)).status, 403, "nobody approves their own");
  await approver.page(edition);
  const answer = await approver.post(`${edition}/phe-duyet`);
  assert.equal(answer.status, 303, await answer.text());
}
async function until(check, words) {
  for (let tries = 0; tries < 12; ++tries) {
    if (await check()) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  assert.fail(words);
}
const saved = { ly_do: "Nghị quyết 12/2026/NQ-HĐND" };

test("a procedure is found by code and by words, and its page says what its list does", async () => {
  const found = await author.page(`/can-bo/quan-tri/dinh-nghia?loai=procedure&q=${encodeURIComponent("khai sinh")}`);
  assert.match(found, /href="\/can-bo\/quan-tri\/dinh-nghia\/procedure\/1\.001193"/);
  assert.match(await author.page(`/can-bo/quan-tri/dinh-nghia?loai=procedure&q=${code}`), new RegExp(`procedure/${code}"`));
  const page = await author.page(`${room}/${code}`);
  assert.match(page, /Theo danh mục/);
  assert.match(await author.page(`${room}/${code}/phien-ban/0`), new RegExp(`code: (&quot;)?${code.replace(".", "\\.")}`));
});

test("what is wrong is said at its field, in the reader's language", async () => {
  const page = await author.page(`${room}/${code}/sua?mo=methods.0`);
  const wrong = await press(`${room}/${code}/sua`, page, "kiem-tra", { "methods.0.time": "mười", process: "khong_co", name: "" });
  assert.equal(wrong.status, 422);
  assert.match(summary(wrong.page), /href="#methods\.0\.time"[^>]*>[^<]*Ghi số nguyên từ 0 đến 1\.000/);
  assert.match(summary(wrong.page), /href="#name"[^>]*>[^<]*Ghi tên thủ tục/);
  assert.doesNotMatch(summary(wrong.page), /Dòng \d/, "beside a field nobody counts lines");
  const process = await press(`${room}/${code}/sua`, page, "kiem-tra", { process: "khong_co" });
  assert.match(summary(process.page), /href="#process"[^>]*>[^<]*Không có quy trình “khong_co”/);
  const shut = await press(`${room}/${code}/sua`, await author.page(`${room}/${code}/sua`), "kiem-tra", { online: "whole", noi_dung: textOf(page).replace(/  - channel: online[\s\S]*?(?=\n  - |\n[a-z])/, "").replace(/\nonline: \w+/, "\nonline: partial") });
  assert.equal(shut.status, 422);
});

test("a term, a fee and words are changed by fields; page, search and new dossiers follow at once, an open dossier keeps its term", async () => {
  let page = await author.page(`${room}/${code}/sua?mo=methods.0`);
  const methods = [...textOf(page).matchAll(/  - channel: (\w+)/g)].map(([, channel]) => channel);
  // Every way to apply gets the same term and fee.
  for (let row = 0; row < methods.length; ++row) {
    const answer = await press(`${room}/${code}/sua`, page, row + 1 < methods.length ? `mo:methods.${row + 1}` : "dong", { [`methods.${row}.time`]: "2", [`methods.${row}.unit`]: "working_days", [`methods.${row}.fee`]: "77.000" });
    assert.equal(answer.status, 200, summary(answer.page));
    page = answer.page;
  }
  const text = textOf(page);
  assert.equal([...text.matchAll(/fee: 77000/g)].length, methods.length, text);
  const kept = await press(`${room}/${code}/sua`, page, "luu", { ...saved, words: "xin giấy con trâu\nchứng nhận trâu bò" });
  assert.equal(kept.status, 303, summary(kept.page));
  const shown = await author.page(kept.location);
  assert.match(shown, /[1-9]\d* hồ sơ đang giải quyết giữ thời hạn/);
  assert.match(shown, /Phí của hồ sơ mới, .*→ 77\.000/);
  assert.match(shown, /Cách gọi thường ngày: “–” → “xin giấy con trâu; chứng nhận trâu bò”/);
  await approve(kept.location);
  await until(async () => (await author.page(`/thu-tuc/${code}?${Date.now()}`)).includes("77.000"), "the public page follows");
  await until(async () => (await author.page(`/thu-tuc?q=${encodeURIComponent("xin giay con trau")}`)).includes(`/thu-tuc/${code}"`), "the search follows");
  assert.match(textOf(await author.page(`${room}/${code}/sua`)), /77000/, "the next version begins from what is in force");
  assert.equal(await due(opened), pinned, "an open dossier keeps its term");

  const draft = await readyDraft(citizen, code);
  const next = (await citizen.post(`${draft}/nop`)).headers.get("location").match(/\/ho-so\/([^/]+)/)[1];
  const clerk = await new Person(server.url).signIn("motcua.hacthanh");
  const version = (await clerk.page(`/can-bo/ho-so/${next}`)).match(/name="phien_ban" value="(\d+)"/)[1];
  assert.equal((await clerk.post(`/can-bo/ho-so/${next}/viec/accept`, { phien_ban: version })).status, 303);
  assert.notEqual(await due(next), pinned, "a new one goes by the new term");
});

test("one that is hidden takes no new dossiers, and a draft is kept; withdrawn, what was before holds again", async () => {
  const waiting = await readyDraft(citizen, code);
  const page = await author.page(`${room}/${code}/sua`);
  const kept = await press(`${room}/${code}/sua`, page, "luu", { ...saved, shown: "false" });
  assert.equal(kept.status, 303, summary(kept.page));
  await approve(kept.location);
  assert.equal((await citizen.get(`/thu-tuc/${code}`)).status, 404);
  assert.match(await citizen.page(waiting), /đang tạm dừng nhận trực tuyến/, "its drafts say so at once");
  const refused = await citizen.post(`${waiting}/nop`);
  assert.equal(refused.status, 409);
  assert.match(await refused.text(), /không còn nhận hồ sơ trực tuyến/);
  await approver.page(kept.location);
  assert.equal((await approver.post(`${kept.location}/rut`, { ly_do: "Nghị quyết bị bãi bỏ" })).status, 303);
  assert.equal((await citizen.get(`/thu-tuc/${code}`)).status, 404, "one alone withdraws nothing that holds");
  assert.match(await author.page(kept.location), /đề nghị rút phiên bản này/);
  const again = await approver.post(`${kept.location}/rut`, { ly_do: "Lần nữa" });
  assert.equal(again.status, 409, "it waits already");
  const [, request] = (await author.page(waitingRoom)).match(/cho-xac-nhan\/(\d+)\/dong-y"/);
  assert.equal((await approver.post(`${waitingRoom}/${request}/dong-y`)).status, 403, "not by who asked");
  assert.equal((await author.post(`${waitingRoom}/${request}/dong-y`)).status, 200);
  assert.match(await citizen.page(`/thu-tuc/${code}`), /77\.000/, "the province's version before it");
  assert.equal((await citizen.post(`${waiting}/nop`)).status, 303);
});

test("a province's own procedure is made, offered and found", async () => {
  const blank = await author.page(`${room}/tao-moi`);
  const wrong = await press(`${room}/tao-moi`, blank, "luu", { ...saved, khoa: "sai mã" });
  assert.equal(wrong.status, 422);
  assert.match(summary(wrong.page), /href="#khoa"[^>]*>Mã thủ tục gồm/);
  const kept = await press(`${room}/tao-moi`, blank, "luu", { ...saved, khoa: "2.900001.H56", name: "Hỗ trợ nhà ở cho giáo viên vùng cao", domain: "Giáo dục", department: "so-xay-dung", results: "Quyết định hỗ trợ" });
  assert.equal(kept.status, 303, summary(kept.page));
  await approve(kept.location);
  await until(async () => (await author.page(`/thu-tuc?q=${encodeURIComponent("ho tro nha o cho giao vien vung cao")}`)).includes("/thu-tuc/2.900001.H56"), "found");
  assert.match(await author.page("/thu-tuc/2.900001.H56"), /Quyết định hỗ trợ/);
  assert.equal((await press(`${room}/tao-moi`, blank, "luu", { ...saved, khoa: code })).status, 409, "there is one already");
});

// A list as the national one is, of some procedures that the province has, changed.
const lists = "/can-bo/quan-tri/danh-muc-thu-tuc";
const catalogue = readFileSync("data/procedures/catalogue.jsonl", "utf8").trim().split("\n");
async function upload(rows, fields = {}) {
  await author.page(lists);
  const body = new FormData();
  for (const [name, value] of Object.entries({ _csrf: author.csrf, ...fields })) body.append(name, value);
  body.append("tep", new Blob([rows.join("\n")]), "danh-muc.jsonl");
  return fetch(server.url + lists, { method: "POST", redirect: "manual", body, headers: { cookie: author.cookie, ...author.address } });
}
const codesIn = (page) => [...page.matchAll(/name="ma" type="checkbox" value="([^"]+)"/g)].map(([, each]) => each);

test("a list with wrong rows is refused with each of them; the good ones are compared only if asked", async () => {
  const rows = [catalogue[0], "{", '{"name":"Không mã"}', ...catalogue.slice(1)];
  const refused = await upload(rows);
  assert.equal(refused.status, 422);
  const page = await refused.text();
  assert.match(page, /Dòng 2: không phải là một đối tượng JSON/);
  assert.match(page, /Dòng 3: thủ tục phải có mã và tên/);
  assert.equal((await upload(rows, { "chi-dong-tot": "co" })).status, 303);
  assert.equal((await upload([])).status, 422);
});

test("the same list again has no differences but what the province decided", async () => {
  const made = await upload(catalogue);
  assert.equal(made.status, 303);
  const page = await author.page(made.headers.get("location"));
  assert.match(page, /0 dòng/);
});

test("a newer list: what is taken is proposed and approved by another, what is the province's own is kept, what is left is not asked again", async () => {
  const name = "Tên mới theo danh mục quốc gia";
  const rows = catalogue.map((line) => JSON.parse(line));
  const mine = rows.find((row) => row.code === code);
  const time = mine.detail.methods.map((method) => method.time);
  for (const method of mine.detail.methods) method.time = "30 ngày làm việc";
  mine.name = name;
  const shown = (await (await fetch(`${server.url}/api/v1/procedures?cap=commune&q=khai+sinh`)).json()).items.map((item) => item.code);
  const gone = shown[0], other = shown[1];
  rows.find((row) => row.code === other).name = `${name} khác`;
  const changed = rows.filter((row) => row.code !== gone).map((row) => JSON.stringify(row));
  const made = await upload(changed), list = made.headers.get("location");
  let page = await author.page(`${list}?loai=changed`);
  assert.deepEqual(new Set(codesIn(page)), new Set([code, other]));
  assert.match(page, /Tỉnh đã sửa: giữ/, "the term is the province's own");
  assert.match(page, new RegExp(name));
  page = await author.page(`${list}?loai=abolished`);
  assert.deepEqual(codesIn(page), [gone]);

  const decide = (fields) => author.post(list, { tu_ngay: new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10).split("-").reverse().join("/"), ly_do: "Quyết định công bố 99", ...fields });
  assert.equal((await decide({ viec: "nhan" })).status, 422, "nothing is chosen");
  assert.equal((await decide({ viec: "nhan", ma: code, tu_ngay: "1/1/2020" })).status, 422, "a day that has passed");
  assert.match(await (await decide({ viec: "nhan", ma: code })).text(), /Đã nhận 1 dòng/);
  assert.match(await (await author.post(`${list}?loai=abolished`, { viec: "nhan-het", tu_ngay: "1/1/2100", ly_do: "Bãi bỏ" })).text(), /Đã nhận 1 dòng/);
  assert.equal((await decide({ viec: "de-lai", ma: other, ly_do: "" })).status, 422, "what is left is left for a reason");
  assert.match(await (await decide({ viec: "de-lai", ma: other, ly_do: "Chờ sở có ý kiến" })).text(), /Đã để lại 1 dòng/);
  assert.doesNotMatch(await citizen.page(`/thu-tuc/${code}`), new RegExp(name), "nothing changes before a second person");

  const own = (await author.page(`${list}?quyet-dinh=taken`)).match(/name="da_xem" value="([^"]+)"/)[1];
  assert.match(await (await author.post(`${list}/phe-duyet`, { da_xem: own })).text(), /Người soạn không tự phê duyệt/);
  assert.match(await approver.page(list), /Xem và phê duyệt/);
  const seen = (await approver.page(`${list}?quyet-dinh=taken`)).match(/name="da_xem" value="([^"]+)"/)[1];
  assert.match(await (await approver.post(`${list}/phe-duyet`, { da_xem: "khác" })).text(), /chờ phê duyệt đã khác/, "what was seen is what is approved");
  assert.match(await (await approver.post(`${list}/phe-duyet`, { da_xem: seen })).text(), /Đã phê duyệt 2 thủ tục/);
  await until(async () => (await citizen.page(`/thu-tuc/${code}`)).includes(name), "the new name is shown");
  assert.match(await citizen.page(`/thu-tuc/${code}`), /77\.000/, "the province's own fee is kept");
  assert.doesNotMatch(await citizen.page(`/thu-tuc/${code}`), /30 ngày làm việc<\/td>/);
  assert.equal((await citizen.get(`/thu-tuc/${gone}`)).status, 200, "it ends on its day");
  assert.ok(time.length > 0);

  const again = await upload(changed);
  assert.deepEqual(codesIn(await author.page(again.headers.get("location"))), [], "what was decided is not asked again");

  // What was left says by whom and why, comes back when a list changes it again, and may be opened again.
  const left = "/can-bo/quan-tri/danh-muc-thu-tuc/de-lai";
  page = await approver.page(`${left}?q=${other}`);
  assert.match(page, /Chờ sở có ý kiến/);
  assert.match(page, /Lương Hữu Linh/);
  assert.doesNotMatch(await approver.page(`${left}?q=9.999999`), /Chờ sở có ý kiến/);
  rows.find((row) => row.code === other).name = `${name} khác nữa`;
  const third = await upload(rows.filter((row) => row.code !== gone).map((row) => JSON.stringify(row)));
  assert.deepEqual(codesIn(await author.page(third.headers.get("location"))), [other], "the line was changed again");
  await approver.page(left);
  assert.equal((await approver.post(left, { "danh-sach": list.split("/").at(-1), ma: other })).status, 303);
  assert.deepEqual(codesIn(await approver.page(list)), [other], "it waits again");
  assert.equal((await approver.post(left, { "danh-sach": list.split("/").at(-1), ma: other })).status, 409);
});

test("only who may change definitions compares lists", async () => {
  const clerk = await new Person(server.url).signIn("motcua.hacthanh");
  assert.equal((await clerk.get(lists)).status, 403);
  assert.equal((await clerk.post(lists)).status, 403);
});
