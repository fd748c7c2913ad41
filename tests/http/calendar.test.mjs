// The working calendar: a notice is pasted in, tried, approved by another; what is open is counted again everywhere, and back when it is withdrawn.
import assert from "node:assert/strict";
import { test } from "node:test";
import { beside, databaseOf, demoServer, genericProcedure, Person, pressOn, readyDraft, remove, secondAdministrator, withdrawn, serve, summary, textOf } from "./client.mjs";

const room = "/can-bo/quan-tri/dinh-nghia/calendar";
let author, approver, citizen, code, edition;

const server = demoServer(async () => {
  author = await new Person(server.url).signIn("quantri");
  approver = await secondAdministrator(server);
  citizen = await new Person(server.url).signIn("038190001234");
  const draft = await readyDraft(citizen, await genericProcedure(server.url));
  code = (await citizen.post(`${draft}/nop`)).headers.get("location").match(/\/ho-so\/([^/]+)/)[1];
  const clerk = await new Person(server.url).signIn("motcua.hacthanh"), path = `/can-bo/ho-so/${code}`;
  const version = (await clerk.page(path)).match(/name="phien_ban" value="(\d+)"/)[1];
  assert.equal((await clerk.post(`${path}/viec/accept`, { phien_ban: version })).status, 303);
});


const press = (page, viec, typed) => pressOn(author, `${room}/province/sua`, page, viec, typed);

const day = (n) => {
  const date = new Date(Date.now() + 7 * 3_600_000 + n * 86_400_000);
  return { iso: date.toISOString().slice(0, 10), spoken: date.toISOString().slice(0, 10).split("-").reverse().join("/") };
};
const due = async () => (await citizen.page(`/ho-so/${code}`)).match(/Hẹn trả[\s\S]{0,200}?(\d\d\/\d\d\/\d{4})/)[1];
const inOrder = (spoken) => spoken.split("/").reverse().join("");
async function until(check, words) {
  for (let tries = 0; tries < 60; ++tries) {
    if (await check()) return;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  assert.fail(words);
}

test("there is one calendar: nobody makes another", async () => {
  assert.match(await author.page("/can-bo/quan-tri/dinh-nghia"), /Lịch làm việc/);
  assert.equal((await author.get(`${room}/tao-moi`)).status, 404);
  assert.equal((await author.post(`${room}/tao-moi`, { khoa: "khac" })).status, 404);
});

test("a notice is pasted as it reads, and what cannot be read is told with its line and stays", async () => {
  let page = await author.page(`${room}/province/sua`);
  const wrong = await press(page, "dan", { dan: "Tết Dương lịch: 01/01/2027\nTết: 31/2/2027", dan_nguon: "Thông báo số 1/TB-BNV" });
  assert.equal(wrong.status, 422);
  assert.match(wrong.page, /Dòng 2: không có ngày 31\/2\/2027/);
  assert.match(wrong.page, /Tết: 31\/2\/2027<\/textarea>/);
  assert.match(wrong.page, /value="Thông báo số 1\/TB-BNV"/);
  // A line is missing: the year has no Tết.
  const short = await press(page, "dan", { dan: "Tết Dương lịch: 01/01/2027\nGiỗ Tổ Hùng Vương: thứ Sáu 16/4/2027\n30/4/2027\t3/5/2027\tlễ\tChiến thắng và Quốc tế Lao động\nQuốc khánh: từ 2/9/2027 đến hết 3/9/2027", dan_nguon: "Thông báo số 1/TB-BNV", dan_nam: "2027" });
  assert.equal(short.status, 422);
  assert.match(summary(short.page), /Năm 2027 chưa có kỳ nghỉ Tết Nguyên Đán/);
  assert.match(summary(short.page), /href="#notices\.0"/);
  const whole = await press(short.page, "dan", { dan: "Tết Nguyên Đán: nghỉ từ thứ Năm ngày 04 tháng 02 năm 2027 đến hết thứ Tư ngày 10 tháng 02 năm 2027", dan_nguon: "Thông báo số 1/TB-BNV" });
  assert.equal(whole.status, 200, summary(whole.page));
  assert.match(textOf(whole.page), /- \{date: 2027-02-04, to: 2027-02-10, kind: holiday, name: "Tết Nguyên Đán", source: "Thông báo số 1\/TB-BNV"\}/);
  assert.match(whole.page, /Năm 2027: \d+ ngày làm việc</);
  assert.match(whole.page, /04\/02–10\/02<\/strong>/);
});

test("a row is changed by its fields and by the YAML, and where both changed somebody chooses", async () => {
  let page = (await press(await author.page(`${room}/province/sua`), "them:days")).page;
  page = (await press(page, "kiem-tra", { "days.0.date": "31/2/2027", "days.0.name": "Nghỉ bão", "days.0.source": "Công điện 12" })).page;
  assert.match(page, /href="#days\.0\.date"/);
  assert.match(page, /value="31\/2\/2027"/);
  const good = await press(page, "kiem-tra", { "days.0.date": "18/11/2026" });
  assert.equal(good.status, 200, summary(good.page));
  assert.match(textOf(good.page), /date: 2026-11-18/);
  const both = await press(good.page, "kiem-tra", { noi_dung: textOf(good.page).replace("Nghỉ bão", "Theo YAML"), "days.0.name": "Theo ô" });
  assert.equal(both.status, 409);
  assert.match(textOf((await press(both.page, "theo-o")).page), /Theo ô/);
  assert.match(textOf((await press(both.page, "theo-yaml")).page), /Theo YAML/);
  assert.doesNotMatch(textOf((await press(good.page, "bo:days.0")).page), /Nghỉ bão/);
});

// Where there can be one: another program on the same database, which was there before and is not started again.
async function anotherNode() {
  if (!databaseOf(server.data)) return { explains: async () => true, stop: async () => {} };
  const folder = beside(server.data), node = await serve(folder, ["--roles", "web"]);
  const person = await new Person(node.url).signIn("038190001234");
  return {
    explains: async (words) => words.test(await person.page(`/ho-so/${code}`)),
    stop: async () => (await node.stop(), remove(folder)),
  };
}

test("a storm is tried, approved by another, and the due date moves; withdrawn, it moves back", { timeout: 120_000 }, async (t) => {
  const node = await anotherNode();
  t.after(() => node.stop());
  const before = await due();
  const page = await author.page(`${room}/province/sua`);
  const saved = await press(page, "luu", { dan: `Nghỉ phòng, chống bão số 12: từ ${day(1).spoken} đến hết ${day(5).spoken}`, dan_nguon: "Công điện 12/CĐ-UBND", ly_do: "Bão số 12" });
  assert.equal(saved.status, 303, summary(saved.page));
  edition = saved.location;
  const shown = await author.page(edition);
  assert.match(shown, /[1-9]\d* hồ sơ hẹn muộn hơn, 0 hồ sơ hẹn sớm hơn/);
  assert.match(shown, /\d\d\/\d\d\/\d{4} → \d\d\/\d\d\/\d{4}/);
  assert.match(await author.page(`${edition}/xem`), /Nghỉ phòng, chống bão số 12/);
  assert.equal((await author.post(`${edition}/de-nghi`)).status, 303);
  assert.equal((await author.post(`${edition}/phe-duyet`)).status, 403, "not by who wrote it");
  assert.equal(await due(), before, "nothing has moved yet");
  await approver.page(edition);
  assert.equal((await approver.post(`${edition}/phe-duyet`)).status, 303);
  // What explains a day, and what is published, follow within a second.
  await until(async () => /bão số 12/.test(await citizen.page(`/ho-so/${code}`)), "the explanation follows");
  await until(() => node.explains(/bão số 12/), "on another node as well");
  await until(async () => (await due()) !== before, "the due date is counted again");
  assert.ok(inOrder(await due()) > inOrder(before), `${await due()} is after ${before}`);
  assert.match(await citizen.page(`/ho-so/${code}`), /Tính lại ngày hẹn trả/);
  assert.match(await citizen.page("/tai-khoan/thong-bao"), /tính lại theo lịch nghỉ hiện hành/);

  await approver.page(edition);
  assert.equal((await withdrawn(approver, author, edition, "Bão không vào")).status, 200);
  await until(async () => (await due()) === before, "and back");
});
