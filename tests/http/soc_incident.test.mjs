// The life of an incident to each of its ends, on both databases: its state, what inboxes have of it until when, its timeline, what
// the ledger says of it and what people are told.
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { databaseOf, demoServer, Person, program, unhurried } from "./client.mjs";

const list = "/can-bo/an-ninh/vu-viec";
let first, second;
const server = demoServer(async () => {
  first = await new Person(server.url).signIn("truc.soc");
  second = await new Person(server.url).signIn("truongca.soc");
}, unhurried);

// Rows of a statement, their columns with a bar between.
const sql = (text) =>
  (databaseOf(server.data)
    ? execFileSync("psql", [databaseOf(server.data), "-qAtc", text], { encoding: "utf8" })
    : execFileSync("sqlite3", ["-readonly", join(server.data, "dongson.db"), text], { encoding: "utf8" })).split("\n").filter(Boolean);

const time = /\d{4}-\d\d-\d\dT[\d:.]+Z/g;
const report = async (at) => (await first.get(`${at}/bao-cao/json`)).json();

// How it stands, a line a thing: what somebody on duty would look for.
async function standing(at) {
  const code = at.split("/").at(-1);
  const told = await report(at);
  const hours = (instant) => (Number(instant) - Date.parse(told.detected_at)) / 3_600_000;
  const never = 253402275599000;
  const work = sql(`SELECT w.slot, w.title, w.state_vi, w.due_at, w.step_due_at, w.capability, a.login, w.path FROM work_item w LEFT JOIN account a ON a.id = w.assignee_id WHERE w.reference = '${code}' ORDER BY w.slot`);
  return [
    `${told.state} ${told.grade}`,
    ...told.clocks.map((clock) => `phải báo ${clock.kind} sau ${hours(Date.parse(clock.due))} giờ${clock.told_at ? ", đã báo" : ""}`),
    ...work.map((line) => {
      const [slot, title, state, due, step, capability, login, path] = line.split("|");
      assert.equal(path, at);
      assert.equal(due, step);
      return `việc ${slot}: ${title} | ${state} | ${Number(due) === never ? "không hạn" : `${hours(due)} giờ`} | ${capability} | ${login}`;
    }),
    ...told.timeline.map((entry) => `diễn biến ${entry.kind}: ${entry.text}${entry.event ? ` ${entry.event} ${entry.sha256.length}` : ""}`),
    ...sql(`SELECT content FROM ledger_entry WHERE content LIKE 'soc case ${code} %' ORDER BY id`).map((line) => `sổ cái ${line.replaceAll(time, "…").replaceAll(/[0-9a-f]{64}/g, "<digest>").replace(code, "SC")}`),
    ...sql(`SELECT COUNT(*) FROM notice WHERE reference = '${code}'`).map((count) => `thông báo ${count}`),
  ];
}

async function open(fields) {
  await first.page(`${list}/moi`);
  const opened = await first.post(`${list}/moi`, { ten: "Đoán mật khẩu", loai: "intrusion", ...fields });
  assert.equal(opened.status, 303);
  return opened.headers.get("location");
}
// The form as somebody who reads the page sends it, with what they change.
async function change(at, fields, who = first) {
  const page = await who.page(at);
  const told = await report(at);
  return who.post(at, { phien_ban: page.match(/name="phien_ban" value="(\d+)"/)[1], ten: told.title, loai: told.category, muc: told.grade.slice(1), trang_thai: told.state, nguyen_nhan: told.cause, pham_vi: told.scope, khac_phuc: told.remedy, bai_hoc: told.lessons, ...(told.personal_data ? { du_lieu_ca_nhan: "co" } : {}), ...fields });
}
const add = (at, fields, who = first) => who.post(`${at}/them`, fields);
const known = { nguyen_nhan: "mật khẩu yếu", pham_vi: "một máy", khac_phuc: "đổi mật khẩu", bai_hoc: "bật khóa" };

test("a grave incident is contained, resolved and closed once everything is told and known", async () => {
  const at = await open({ muc: "3" });
  assert.deepEqual(await standing(at), [
    "dang-xu-ly M3",
    "phải báo notice sau 24 giờ",
    "phải báo report sau 72 giờ",
    "việc main: Đoán mật khẩu | Đang xử lý | không hạn | soc.respond | truc.soc",
    "việc notice: Thông báo ban đầu: Đoán mật khẩu | Chưa báo | 24 giờ | soc.respond | truc.soc",
    "việc report: Báo cáo sự cố: Đoán mật khẩu | Chưa báo | 72 giờ | soc.respond | truc.soc",
    "diễn biến Trạng thái: Mở vụ việc: Đoán mật khẩu",
    "sổ cái soc case SC opened …",
    "thông báo 0",
  ]);
  assert.equal((await change(at, { trang_thai: "da-ngan-chan" }, second)).status, 303, "whoever is on duty goes on");
  const [event] = (await (await first.get("/can-bo/an-ninh/su-kien/tai?ky=tat-ca&q=203.0.113.66")).text()).split("\n").filter(Boolean).map((line) => JSON.parse(line));
  assert.equal((await add(at, { su_kien: event.event })).status, 303);
  assert.equal((await add(at, { ghi_chu: "Đã khóa tài khoản." }, second)).status, 303);
  assert.equal((await change(at, { trang_thai: "dong" })).status, 422, "what caused it is not said");
  assert.equal((await change(at, { trang_thai: "dong", ...known })).status, 422, "nobody was told");
  assert.equal((await add(at, { bao: "notice", cach_bao: "" })).status, 422);
  assert.equal((await add(at, { bao: "notice", cach_bao: "gọi điện" })).status, 303);
  assert.equal((await add(at, { bao: "notice", cach_bao: "lần nữa" })).status, 409);
  assert.equal((await change(at, { trang_thai: "da-khac-phuc", ...known })).status, 303);
  assert.equal((await add(at, { bao: "report", cach_bao: "gửi văn bản" })).status, 303);
  const stale = (await first.page(at)).match(/name="phien_ban" value="(\d+)"/)[1];
  assert.equal((await change(at, { trang_thai: "dong" })).status, 303);
  assert.equal((await change(at, { phien_ban: stale, ten: "Đổi sau lưng" })).status, 409);
  const step = Number(event.event.split("-")[1]);
  const proofs = [...(await first.page(at)).matchAll(new RegExp(`${at}/chung-nhan/\\d+`, "g"))].map(([path]) => path);
  assert.equal(proofs.length, 7, "one of each line that the ledger has");
  const file = join(server.data, "evidence.proof");
  // The ledger is sequenced within two seconds: until then the door says to try again (503).
  let proof = await first.get(proofs[2]);
  for (let tries = 0; proof.status === 503 && tries < 50; ++tries) {
    await new Promise((done) => setTimeout(done, 200));
    proof = await first.get(proofs[2]);
  }
  assert.equal(proof.status, 200);
  writeFileSync(file, await proof.text());
  const key = (await (await fetch(`${server.url}/so-cai/khoa`)).text()).trim();
  const told = spawnSync(program, ["verify", file, "--key", key], { encoding: "utf8" });
  assert.equal(told.status, 0, told.stdout + told.stderr);
  assert.deepEqual(await standing(at), [
    "dong M3",
    "phải báo notice sau 24 giờ, đã báo",
    "phải báo report sau 72 giờ, đã báo",
    "diễn biến Trạng thái: Mở vụ việc: Đoán mật khẩu",
    "diễn biến Trạng thái: Đang xử lý → Đã ngăn chặn",
    `diễn biến Chứng cứ: ${(await report(at)).timeline[2].text} standard-${step} 64`,
    "diễn biến Ghi chú: Đã khóa tài khoản.",
    "diễn biến Đã báo: Thông báo ban đầu: gọi điện",
    "diễn biến Mô tả: nguyên nhân, phạm vi, khắc phục, bài học",
    "diễn biến Trạng thái: Đã ngăn chặn → Đã khắc phục",
    "diễn biến Đã báo: Báo cáo sự cố: gửi văn bản",
    "diễn biến Trạng thái: Đã khắc phục → Đã đóng",
    "sổ cái soc case SC opened …",
    "sổ cái soc case SC da-ngan-chan …",
    "sổ cái soc case SC evidence <digest>",
    "sổ cái soc case SC told notice …",
    "sổ cái soc case SC da-khac-phuc …",
    "sổ cái soc case SC told report …",
    "sổ cái soc case SC dong …",
    "thông báo 0",
  ]);
});

test("a slight one is closed at once; closed, it is not changed before it is opened again", async () => {
  const at = await open({ muc: "1" });
  assert.equal((await change(at, { trang_thai: "dong", ...known })).status, 303);
  assert.equal((await change(at, { bai_hoc: "khác" })).status, 409);
  assert.deepEqual(await standing(at), [
    "dong M1",
    "diễn biến Trạng thái: Mở vụ việc: Đoán mật khẩu",
    "diễn biến Mô tả: nguyên nhân, phạm vi, khắc phục, bài học",
    "diễn biến Trạng thái: Đang xử lý → Đã đóng",
    "sổ cái soc case SC opened …",
    "sổ cái soc case SC dong …",
    "thông báo 0",
  ]);
  assert.equal((await change(at, { trang_thai: "dang-xu-ly" })).status, 422, "why?");
  assert.equal((await change(at, { trang_thai: "dang-xu-ly", ly_do: "Còn một máy nữa" })).status, 303);
  assert.equal((await change(at, { muc: "3" })).status, 303, "it was graver");
  assert.deepEqual((await standing(at)).slice(0, 6), [
    "dang-xu-ly M3",
    "phải báo notice sau 24 giờ",
    "phải báo report sau 72 giờ",
    "việc main: Đoán mật khẩu | Đang xử lý | không hạn | soc.respond | truc.soc",
    "việc notice: Thông báo ban đầu: Đoán mật khẩu | Chưa báo | 24 giờ | soc.respond | truc.soc",
    "việc report: Báo cáo sự cố: Đoán mật khẩu | Chưa báo | 72 giờ | soc.respond | truc.soc",
  ]);
  assert.deepEqual((await standing(at)).filter((line) => /M1/.test(line)), ["diễn biến Mô tả: mức M1 – nhẹ → M3 – nghiêm trọng"]);
});

test("personal data is reported within 72 hours, whatever the grade; a grade may fall", async () => {
  const earlier = new Date(Date.now() + 5 * 3_600_000).toISOString().slice(0, 16).replace("T", " "); // two hours ago, as people here write it
  const at = await open({ muc: "1", du_lieu_ca_nhan: "co", phat_hien: earlier });
  assert.deepEqual((await standing(at)).slice(0, 4), [
    "dang-xu-ly M1",
    "phải báo report sau 72 giờ",
    "việc main: Đoán mật khẩu | Đang xử lý | không hạn | soc.respond | truc.soc",
    "việc report: Thông báo lộ dữ liệu cá nhân: Đoán mật khẩu | Chưa báo | 72 giờ | soc.respond | truc.soc",
  ]);
  assert.equal((await change(at, { muc: "4" })).status, 303);
  assert.deepEqual((await standing(at)).slice(1, 3), ["phải báo notice sau 1 giờ", "phải báo report sau 72 giờ"]);
  assert.equal((await change(at, { muc: "2", trang_thai: "da-khac-phuc" })).status, 422, "what the law wants told does not end without a word");
  assert.equal((await change(at, { muc: "2", trang_thai: "da-khac-phuc", vi_sao: "Chỉ một máy" })).status, 303);
  assert.equal((await change(at, { trang_thai: "da-ngan-chan" })).status, 422, "a step back says why");
  assert.equal((await change(at, { trang_thai: "da-ngan-chan", ly_do: "Vá chưa hết" })).status, 303);
  assert.deepEqual((await standing(at)).filter((line) => line.startsWith("sổ cái")), ["sổ cái soc case SC opened …", "sổ cái soc case SC da-khac-phuc …", "sổ cái soc case SC da-ngan-chan …"]);
});

// A form with a file, as a browser sends it.
async function send(who, path, fields, field, name) {
  const body = new FormData();
  for (const [key, value] of Object.entries({ _csrf: who.csrf, ...fields })) body.append(key, value);
  body.append(field, new Blob([`%PDF-1.4\n% ${name}\n1 0 obj\n<<>>\nendobj\n%%EOF\n`]), name);
  return fetch(who.url + path, { method: "POST", redirect: "manual", body, headers: { cookie: who.cookie, ...who.address } });
}

test("steps of the playbook are tasks that wait in the inbox, are done once with what shows it, and end with the incident", async () => {
  const at = await open({ muc: "1" });
  const code = at.split("/").at(-1);
  const waiting = () => sql(`SELECT reference, capability, path FROM work_item WHERE reference LIKE '${code}.%' ORDER BY reference`);
  const steps = (await report(at)).tasks;
  assert.ok(steps.length > 1);
  assert.deepEqual(waiting(), steps.map((step) => `${step.code}|soc.respond|${at}`));
  const [id] = (await first.page(at)).match(/(?<=name="viec" value=")\d+/);
  const long = await add(at, { viec: id, [`ket_qua_${id}`]: "a".repeat(3001) });
  assert.equal(long.status, 422);
  assert.match(await long.text(), new RegExp(`href="#ket_qua_${id}"`), "the summary leads to the field");
  for (let twice = 0; twice < 2; ++twice) assert.equal((await send(second, `${at}/them`, { viec: id, [`ket_qua_${id}`]: "Một tài khoản" }, `tep_${id}`, "tai-khoan.pdf")).status, 303);
  const after = await report(at);
  assert.deepEqual(after.tasks.map((step) => step.state), steps.map((_, place) => (place === 0 ? "done" : "open")));
  assert.deepEqual(after.timeline.filter((line) => line.kind === "Việc").map((line) => line.text), [`${steps[0].text}: Một tài khoản`]);
  const [file] = (await first.page(at)).match(/[^"]+\/tep\/\d+/);
  assert.match(await (await first.get(file)).text(), /tai-khoan/);
  assert.equal((await first.get(`/can-bo/nhiem-vu/${steps[0].code}`)).status, 404, "no page of tasks shows it");
  assert.equal((await change(at, { trang_thai: "dong", ...known })).status, 303);
  assert.deepEqual(waiting(), []);
  assert.equal((await change(at, { trang_thai: "dang-xu-ly", ly_do: "Còn một máy nữa" })).status, 303);
  assert.deepEqual(waiting(), steps.slice(1).map((step) => `${step.code}|soc.respond|${at}`));
});

test("a note takes files, which whoever handles incidents reads", async () => {
  const at = await open({ muc: "1" });
  assert.equal((await send(first, `${at}/them`, { ghi_chu: "Ảnh màn hình" }, "tep", "man-hinh.pdf")).status, 303);
  const [file] = (await second.page(at)).match(/[^"]+\/tep\/\d+/);
  assert.match(await (await second.get(file)).text(), /man-hinh/);
  const outside = await new Person(server.url).signIn("chuyenvien.snnmt");
  assert.notEqual((await outside.get(file)).status, 200);
  const refused = await send(first, `${at}/them`, { ghi_chu: " " }, "tep", "man-hinh.pdf");
  assert.equal(refused.status, 422);
  assert.match(await refused.text(), /Hãy chọn lại tệp/);
});
