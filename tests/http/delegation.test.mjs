// A leader goes on leave: a deputy signs for them, everything says so, and it ends the moment it is revoked.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { test } from "node:test";
import { behindProxy, databaseOf, demoServer, genericProcedure, Person, program } from "./client.mjs";

const ward = "Phường Hạc Thành", room = "/can-bo/uy-quyen", secret = "sông Mã chảy về biển";
const basis = "Quyết định số 12/QĐ-UBND ngày 20/11/2026";
let chair, deputy, clerk, specialist, ids;

const server = demoServer(async () => {
  chair = await hired("chu.tich", "Trần Văn Bình", "leader", "Chủ tịch UBND phường");
  deputy = await hired("pho.chutich", "Nguyễn Thị An", "specialist", "Phó Chủ tịch UBND phường");
  clerk = await new Person(server.url).signIn("motcua.hacthanh");
  specialist = await new Person(server.url).signIn("chuyenvien.hacthanh");
  const page = await chair.page(room);
  ids = { post: page.match(/name="chuc_vu"[^]*?<option value="(\d+)"/)[1], deputy: personOn(page, "Nguyễn Thị An"), clerk: personOn(page, "Cán bộ một cửa") };
}, behindProxy);

const personOn = (page, words) => page.match(new RegExp(`<option value="(\\d+)"[^>]*>[^<]*${words}`))[1];

function console_(...words) {
  const database = databaseOf(server.data);
  return execFileSync(program, ["account", ...words, "--data", server.data, ...(database ? ["--database", database] : [])], { encoding: "utf8" });
}

async function hired(login, name, role, position) {
  const said = console_("add", login, "--name", name, "--unit", ward, "--role", role, "--position", position);
  const person = new Person(server.url);
  await person.page("/kich-hoat");
  const answer = await person.post("/kich-hoat", { ten_dang_nhap: login, ma_kich_hoat: said.match(/code (\S+),/)[1], mat_khau: secret });
  assert.equal(answer.status, 303, await answer.text());
  return new Person(server.url).signIn(login, secret);
}

const day = (later) => {
  const [year, month, date] = server.today.split("-").map(Number);
  const then = new Date(Date.UTC(year, month - 1, date + later));
  return `${then.getUTCDate()}/${then.getUTCMonth() + 1}/${then.getUTCFullYear()}`;
};

// The server's clock stands where the demonstration put it: it says itself what today is.
const today = async () => {
  const typed = (await chair.page(room)).match(/name="tu_ngay"[^>]*value="(\d+)\/(\d+)\/(\d+)"/);
  server.today = `${typed[3]}-${typed[2]}-${typed[1]}`;
};

const leave = (more = {}) => ({ cua: "", chuc_vu: ids.post, nguoi: ids.deputy, quyen: "one_stop.decide", hinh_thuc: "kt", can_cu: basis, tu_ngay: day(0), den_ngay: day(10), ...more });
const numberOf = (page) => page.match(/uy-quyen\/(\d+)\/thu-hoi/)[1];

async function api(person, method, path, body) {
  const answer = await fetch(`${server.url}/api/v1${path}`, {
    method,
    headers: { cookie: person.cookie, "x-csrf-token": person.csrf, "content-type": "application/json", ...person.address },
    body: body && JSON.stringify(body),
  });
  return { status: answer.status, body: await answer.json().catch(() => undefined) };
}

// A dossier that waits to be signed.
async function toBeSigned(number) {
  const walkIn = { procedure: await genericProcedure(server.url), number, name: "Lê Văn Hai", phone: "0912345678", address: "Thôn 1", answers: { noi_dung: "Đề nghị", so_ban: "1" } };
  const taken = await api(clerk, "POST", "/dossiers", walkIn);
  assert.equal(taken.status, 201, JSON.stringify(taken.body));
  const { code } = taken.body;
  for (let step = 0; step < 8; ++step) {
    if ((await api(chair, "GET", `/dossiers/${code}`)).body.allowed.some((each) => each.event === "sign")) return code;
    for (const person of [clerk, specialist]) {
      const seen = (await api(person, "GET", `/dossiers/${code}`)).body;
      const event = seen.allowed.map((each) => each.event).find((each) => each !== "withdraw");
      if (!event) continue;
      const given = { version: seen.version, reason: "theo hồ sơ", result: "Đồng ý", fee: "0", fee_basis: "Nghị quyết của Hội đồng nhân dân tỉnh" };
      const acted = await api(person, "POST", `/dossiers/${code}/events/${event}`, given);
      assert.equal(acted.status, 200, `${event}: ${JSON.stringify(acted.body)}`);
      break;
    }
  }
  throw new Error("it never waits to be signed");
}

const allowedTo = async (person, code) => (await api(person, "GET", `/dossiers/${code}`)).body.allowed.map((each) => each.event);

test("a leader gives what is theirs; the deputy signs for them, and page, paper and programs say so", async () => {
  await today();
  const code = await toBeSigned("038199012345");
  assert.ok(!(await allowedTo(deputy, code)).includes("sign"));
  const given = await chair.post(room, leave());
  const page = await given.text();
  assert.equal(given.status, 200, page.match(/govuk-error-summary[^]*?<\/div>/)?.[0]);
  assert.match(page, /Đã ủy quyền/);
  assert.match(page, /Đang hiệu lực/);

  const hers = await deputy.page("/can-bo");
  assert.match(hers, /Đang làm thay .*Trần Văn Bình.* đến/);
  const notices = await api(deputy, "GET", "/my/notices");
  if (notices.status === 200) assert.ok(notices.body.items.some((each) => /thay Trần Văn Bình/.test(each.text ?? JSON.stringify(each))));
  const session = (await api(deputy, "GET", "/session")).body;
  const standing = session.appointments.find((each) => each.in_stead_of);
  assert.deepEqual([standing.in_stead_of.name, standing.in_stead_of.signs, standing.in_stead_of.capabilities, standing.position], ["Trần Văn Bình", "kt", ["one_stop.decide"], "Phó Chủ tịch UBND phường"]);

  const seen = (await api(deputy, "GET", `/dossiers/${code}`)).body;
  const signed = await api(deputy, "POST", `/dossiers/${code}/events/sign`, { version: seen.version, reason: "Đồng ý" });
  assert.equal(signed.status, 200, JSON.stringify(signed.body));
  const dossier = await chair.page(`/can-bo/ho-so/${code}`);
  assert.match(dossier, /Nguyễn Thị An \(thay Trần Văn Bình, KT\. Chủ tịch UBND phường\)/);
  assert.match(dossier, new RegExp(`Theo [^]{0,40}${basis}, từ`));
  const paper = Buffer.from(await (await fetch(`${server.url}/api/v1/dossiers/${code}/forms/kq`, { headers: { cookie: deputy.cookie, ...deputy.address } })).arrayBuffer());
  const words = execFileSync("pdftotext", ["-layout", "-", "-"], { input: paper, encoding: "utf8" });
  assert.match(words, /TM\. ỦY BAN NHÂN DÂN\n[^\n]*  KT\. CHỦ TỊCH\n[^\n]*  PHÓ CHỦ TỊCH\n\s+Nguyễn Thị An\n/);
  assert.match(words.replace(/\s+/g, " "), /Nguyễn Thị An thay Trần Văn Bình, KT\. Chủ tịch UBND phường theo Quyết định số 12/);
});

test("a stream that is open ends when it is revoked, and the next request may nothing", async () => {
  const code = await toBeSigned("038199012346");
  assert.ok((await allowedTo(deputy, code)).includes("sign"));
  const stream = await fetch(`${server.url}/can-bo/song`, { headers: { cookie: deputy.cookie, ...deputy.address } });
  assert.equal(stream.status, 200);
  const reader = stream.body.getReader();
  await reader.read();
  const ended = (async () => {
    while (!(await reader.read()).done);
    return true;
  })();
  const number = numberOf(await chair.page(room));
  assert.equal((await chair.post(`${room}/${number}/thu-hoi`, { cua: "", ly_do: "" })).status, 422);
  assert.match(await (await chair.post(`${room}/${number}/thu-hoi`, { cua: "", ly_do: "Đã về" })).text(), /Đã thu hồi/);
  assert.ok(!(await allowedTo(deputy, code)).includes("sign"));
  assert.doesNotMatch(await deputy.page("/can-bo"), /Đang làm thay/);
  const late = new Promise((resolve) => setTimeout(resolve, 20_000, false));
  assert.ok(await Promise.race([ended, late]), "the stream ends");
  assert.equal((await chair.post(`${room}/${number}/thu-hoi`, { cua: "", ly_do: "Lần nữa" })).status, 409);
});

test("nobody gives more than they hold, on, to themselves or for somebody who is none of theirs", async () => {
  const refused = async (person, more, status, words) => {
    const answer = await person.post(room, leave(more)), text = await answer.text();
    assert.equal(answer.status, status, text.match(/govuk-error-summary[^]*?<\/div>/)?.[0]);
    assert.match(text, words);
  };
  await refused(chair, { quyen: "one_stop.receive" }, 422, /không có quyền/);
  await refused(chair, { quyen: "identity.administrate" }, 422, /không có quyền/);
  await refused(chair, { quyen: "open_data.publish" }, 422, /không ủy được/);
  await refused(chair, { nguoi: "", tai_khoan: "chu.tich" }, 422, /cho chính mình/);
  await refused(chair, { nguoi: "", tai_khoan: "lanhdao.sxd" }, 422, /không giữ chức vụ nào/);
  await refused(chair, { nguoi: "", tai_khoan: "khong.co" }, 422, /Không có cán bộ nào/);
  await refused(chair, { nguoi: ids.clerk }, 422, /cấp phó/);
  await refused(chair, { can_cu: "" }, 422, /Ghi căn cứ/);
  await refused(chair, { den_ngay: day(400) }, 422, /dài nhất một năm/);
  await refused(chair, { tu_ngay: "hôm nay" }, 422, /Viết ngày như/);
  await refused(clerk, {}, 403, /Chỉ ủy quyền của mình/);
  await refused(deputy, {}, 403, /Chỉ ủy quyền của mình/);
  assert.equal((await clerk.get(`${room}?cua=${ids.deputy}`)).status, 404, "whose delegations are none of hers");
  // What is given is not given on.
  assert.equal((await chair.post(room, leave())).status, 200);
  await refused(deputy, { tai_khoan: "", nguoi: ids.clerk, hinh_thuc: "tuq" }, 403, /Chỉ ủy quyền của mình/);
  assert.equal((await chair.post(`${room}/${numberOf(await chair.page(room))}/thu-hoi`, { cua: "", ly_do: "Xong" })).status, 200);
});

test("of several who give at once one does, and who looks at an older page is told", async () => {
  const answers = await Promise.all(Array.from({ length: 4 }, () => chair.post(room, leave())));
  assert.deepEqual(answers.map((answer) => answer.status).sort(), [200, 409, 409, 409]);
  const number = numberOf(await chair.page(room));
  const ends = await Promise.all([chair.post(`${room}/${number}/thu-hoi`, { cua: "", ly_do: "Một" }), deputy.post(`${room}/${number}/thu-hoi`, { cua: "", ly_do: "Hai" })]);
  assert.deepEqual(ends.map((answer) => answer.status).sort(), [200, 409]);
});

test("for who is ill the administrator writes it down, with who did, and it ends with their post", async () => {
  const administrator = await new Person(server.url).signIn("quantri");
  const found = await administrator.page("/can-bo/quan-tri?tim=chu.tich");
  const person = [...found.matchAll(/quan-tri\/nguoi\/(\d+)"[^>]*>([^<]*)</g)].find(([, , login]) => login === "chu.tich")[1];
  const page = await administrator.page(`${room}?cua=${person}`);
  assert.match(page, /Ủy quyền của .*Trần Văn Bình/);
  const given = await administrator.post(room, leave({ cua: person, nguoi: personOn(page, "Nguyễn Thị An") }));
  assert.equal(given.status, 200, await given.text());
  const operatorName = (await api(administrator, "GET", "/session")).body.name;
  const all = (await api(administrator, "GET", "/delegations")).body.items;
  assert.deepEqual([all[0].state, all[0].recorded_by, all[0].from, all[0].to], ["in_force", operatorName, "Trần Văn Bình", "Nguyễn Thị An"]);
  const table = await (await chair.get(`${room}/danh-sach.csv`)).text();
  assert.match(table, /Trần Văn Bình,Chủ tịch UBND phường,Nguyễn Thị An/);
  assert.equal((await api(clerk, "GET", "/delegations")).body.items.length, all.filter((each) => each.unit === all[0].unit).length, "whoever works there sees the unit's");
  const elsewhere = await new Person(server.url).signIn("motcua.hamrong").catch(() => new Person(server.url).signIn("lanhdao.sxd"));
  assert.deepEqual((await api(elsewhere, "GET", "/delegations")).body.items, []);

  const code = await toBeSigned("038199012347");
  assert.ok((await allowedTo(deputy, code)).includes("sign"));
  const yesterday = day(-1).split("/").reverse().map((part) => part.padStart(2, "0")).join("-");
  console_("end", "chu.tich", "--unit", ward, "--role", "leader", "--on", yesterday, "--reason", "Nghỉ hưu");
  assert.ok(!(await allowedTo(deputy, code)).includes("sign"));
  assert.match(console_("delegations", "--unit", ward), /\[lapsed\]  Nguyễn Thị An for Trần Văn Bình/);
  assert.match(console_("delegations", "--csv"), /^id,unit,from,position,to,/);
});
