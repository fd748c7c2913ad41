// A province changes a process: one administrator writes it, another approves it; the next dossier goes by it without a restart, one that runs by
// what it began under, until somebody moves it by name.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { test } from "node:test";
import { databaseOf, decoded, demoServer, genericProcedure, Person, program, readyDraft, secondAdministrator, withdrawn, textOf } from "./client.mjs";

const room = "/can-bo/quan-tri/dinh-nghia/process";
const key = "specialist_leader";
let author, approver, citizen, clerk, procedure, before, edition;

const server = demoServer(async () => {
  author = await new Person(server.url).signIn("quantri");
  approver = await secondAdministrator(server);
  citizen = await new Person(server.url).signIn("038190001234");
  clerk = await new Person(server.url).signIn("motcua.hacthanh");
  procedure = await genericProcedure(server.url);
  before = await submitted();
  await act(before, "accept");
});

async function submitted() {
  const draft = await readyDraft(citizen, procedure);
  return (await citizen.post(`${draft}/nop`)).headers.get("location").match(/\/ho-so\/([^/]+)/)[1];
}
async function act(code, event) {
  const path = `/can-bo/ho-so/${code}`;
  const version = (await clerk.page(path)).match(/name="phien_ban" value="(\d+)"/)[1];
  const done = await clerk.post(`${path}/viec/${event}`, { phien_ban: version });
  assert.equal(done.status, 303, await done.clone().text());
}
const valueOf = (page, name) => decoded(page.match(new RegExp(`name="${name}"[^>]*value="([^"]*)"|value="([^"]*)"[^>]*name="${name}"`)).slice(1).find((each) => each !== undefined));

async function send(person, path, fields) {
  const body = new FormData();
  for (const [name, value] of Object.entries({ _csrf: person.csrf, ...fields })) body.append(name, value);
  return fetch(server.url + path, { method: "POST", redirect: "manual", body, headers: { cookie: person.cookie, ...person.address } });
}
// Everything the page of the next version sends, with another text and a button.
async function edited(change, fields = {}) {
  const page = await author.page(`${room}/${key}/sua`);
  return send(author, `${room}/${key}/sua`, { phien_ban: valueOf(page, "phien_ban"), tu_ngay: valueOf(page, "tu_ngay"), noi_dung: change(textOf(page)), ly_do: "Theo quyết định", ...fields });
}
async function approve(path) {
  await author.page(path);
  assert.equal((await author.post(`${path}/de-nghi`)).status, 303);
  await approver.page(path);
  const done = await approver.post(`${path}/phe-duyet`);
  assert.equal(done.status, 303, await done.clone().text());
  await new Promise((resolve) => setTimeout(resolve, 1500));
}

test("what ships is a whole text, drawn, and says which procedures go through it", async () => {
  const page = await author.page(`${room}/${key}`);
  assert.match(page, /[1-9][\d.]* thủ tục đi qua quy trình này/);
  const picture = page.match(/src="([^"]+hinh\.svg)"/)[1];
  const drawn = await author.get(picture);
  assert.equal(drawn.headers.get("content-type"), "image/svg+xml");
  assert.match(await drawn.text(), /Đang thẩm định/);
  const text = textOf(await author.page(`${room}/${key}/sua`));
  assert.doesNotMatch(text, /^include:/m);
  assert.match(text, /^ {2}- key: accept$/m);
});

test("a wrong process is refused by line and place", async () => {
  const refused = await edited((text) => text.replace("to: examining", "to: nowhere"));
  assert.equal(refused.status, 422);
  const page = await refused.text();
  assert.match(page, /Dòng \d+: việc “[^”]+” đưa tới bước “nowhere”, mà không có bước ấy/);
  assert.match(textOf(page), /to: nowhere/);
  assert.match(page, /href="#events\.\d+"/);
  const unknown = await (await edited((text) => text.replace("effects: [assign]", "effects: [asign]"))).text();
  assert.match(unknown, /không có effect “asign”; có phải là “assign”\?/);
});

test("it is tried on what runs, approved by another, and the next dossier goes by it while the one before keeps its own", async () => {
  const made = await edited((text) => text.replace('vi: "Đang thẩm định"', 'vi: "Đang xem xét kỹ"').replaceAll("received", "taken"));
  assert.equal(made.status, 303, await made.clone().text());
  edition = made.headers.get("location");
  const shown = await author.page(edition);
  assert.match(shown, /[1-9]\d* hồ sơ đang giải quyết theo quy trình này/);
  assert.match(shown, /[1-9]\d* hồ sơ sẽ mắc lại/);
  assert.match(shown, new RegExp(`${before}[\\s\\S]*?Mắc lại[\\s\\S]*?bước “Đã tiếp nhận, chờ chuyển” không còn`));
  assert.match(shown, /Bước “Đang thẩm định”: tên: Đang thẩm định → Đang xem xét kỹ/);
  assert.match(shown, /Bỏ bước “Đã tiếp nhận, chờ chuyển”/);
  assert.match(await author.page(`${edition}/chay-lai?ngay=90`), /\d+ hồ sơ kết thúc trong 90 ngày qua/);
  assert.equal((await author.get(`${edition}/chay-lai?ngay=x`)).status, 422);
  await author.page(edition);
  await author.post(`${edition}/de-nghi`);
  assert.equal((await author.post(`${edition}/phe-duyet`)).status, 403, "who wrote it does not approve it");
  await approver.page(edition);
  assert.equal((await approver.post(`${edition}/phe-duyet`)).status, 303);
  await new Promise((resolve) => setTimeout(resolve, 1500));

  const after = await submitted();
  await act(after, "accept");
  await act(after, "forward");
  assert.match(await clerk.page(`/can-bo/ho-so/${after}`), /Đang xem xét kỹ/);
  await act(before, "forward");
  assert.match(await clerk.page(`/can-bo/ho-so/${before}`), /Đang thẩm định/);
});

test("running dossiers are moved by name, and one that would be stranded is refused by name", async () => {
  const waits = await submitted(), page = await author.page(`${room}/${key}/sua`);
  assert.match(textOf(page), /taken:/);
  const own = await send(author, `${edition}/chuyen`, { ho_so: before, ly_do: "Theo quyết định" });
  assert.equal(own.status, 403);
  const list = await approver.page(`${edition}/chuyen`);
  assert.match(list, new RegExp(`value="${before}"`));
  assert.doesNotMatch(list, new RegExp(`value="${waits}"`), "goes by it already");
  const moved = await approver.post(`${edition}/chuyen`, { ho_so: before, ly_do: "Theo quyết định" });
  assert.equal(moved.status, 303, await moved.clone().text());
  const shown = await clerk.page(`/can-bo/ho-so/${before}`);
  assert.match(shown, /Đang xem xét kỹ/);
  assert.match(shown, /Chuyển sang phiên bản khác của quy trình/);
  assert.match(await citizen.page(`/ho-so/${before}`), /Chuyển sang phiên bản khác của quy trình/);
  const again = await approver.post(`${edition}/chuyen`, { ho_so: before, ly_do: "Theo quyết định" });
  assert.equal(again.status, 409);
  assert.match(await again.text(), new RegExp(`${before}: hồ sơ đã theo phiên bản này`));
});

test("it is undone by withdrawing, and a new process begins as a copy for procedures that it names", async () => {
  await approver.page(edition);
  assert.equal((await withdrawn(approver, author, edition, "Trở lại quy trình cũ")).status, 200);
  await new Promise((resolve) => setTimeout(resolve, 1500));
  const after = await submitted();
  await act(after, "accept");
  await act(after, "forward");
  assert.match(await clerk.page(`/can-bo/ho-so/${after}`), /Đang thẩm định/);
  assert.match(await clerk.page(`/can-bo/ho-so/${before}`), /Đang xem xét kỹ/, "who was moved stays");

  const page = await author.page(`${room}/tao-moi?theo=${key}`);
  const text = textOf(page).replace(/^kind:/m, `procedures: ["${procedure}"]\nkind:`).replace('vi: "Đang thẩm định"', 'vi: "Đang giải quyết riêng"');
  const made = await send(author, `${room}/tao-moi`, { khoa: "rieng", phien_ban: "0", tu_ngay: valueOf(page, "tu_ngay"), noi_dung: text, ly_do: "Theo quyết định" });
  assert.equal(made.status, 303, await made.clone().text());
  await approve(made.headers.get("location"));
  const own = await submitted();
  await act(own, "accept");
  await act(own, "forward");
  assert.match(await clerk.page(`/can-bo/ho-so/${own}`), /Đang giải quyết riêng/);
});

test("the ledger says of every dossier by which edition it went, and holds", async () => {
  await server.stop();
  const database = databaseOf(server.data) ? ["--database", databaseOf(server.data)] : [];
  const audit = spawnSync(program, ["ledger", "audit", "--data", server.data, ...database], { encoding: "utf8" });
  assert.match(audit.stdout, /^TRUE/m, audit.stdout + audit.stderr);
});
