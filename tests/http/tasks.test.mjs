// Tasks by programs and by forms: given, done, accepted, split, read by those whom they concern.
import assert from "node:assert/strict";
import { test } from "node:test";
import { demoServer, Person, Program } from "./client.mjs";

const server = demoServer();

const home = "xa-14797-2025";
const wanted = { title: "Kiểm tra sổ chứng thực", wanted: "Đối chiếu sổ với hồ sơ giấy", evidence: "Biên bản đối chiếu", unit: home, days: 5 };

async function given(leader, more = {}) {
  const answer = await leader.call("POST", "/tasks", { ...wanted, ...more });
  assert.equal(answer.status, 201, answer.text);
  return answer.body;
}

async function act(who, task, event, body = {}) {
  const { version } = (await who.call("GET", `/tasks/${task.code}`)).body;
  return who.call("POST", `/tasks/${task.code}/events/${event}`, { version, ...body });
}

test("a task is given, taken, shown to be done with a file, accepted and assessed", async () => {
  const leader = await new Program(server).signIn("lanhdao.hacthanh"), doer = await new Program(server).signIn("chuyenvien.hacthanh");
  const task = await given(leader);
  assert.match(task.code, /^NV-\d{4}-\d{5}$/);
  assert.ok((await doer.call("GET", "/inbox")).body.items.some((item) => item.reference === task.code), "it stands in the one inbox");
  const seen = (await doer.call("GET", `/tasks/${task.code}`)).body;
  assert.deepEqual(seen.allowed.map(({ event }) => event).sort(), ["acknowledge", "ask_extension", "return"]);
  assert.equal((await doer.call("PUT", `/tasks/${task.code}/assignee`, { assignee: "me", version: seen.version })).status, 200);
  assert.equal((await act(doer, task, "acknowledge")).body.state, "doing");
  const short = await act(doer, task, "finish", { reason: "Xong" });
  assert.equal(short.status, 422);
  assert.equal(short.body.code, "TASK_EVIDENCE_WANTED");
  assert.equal(short.body.errors?.[0]?.field ?? short.body.field, "files");
  const form = new FormData(), { version } = (await doer.call("GET", `/tasks/${task.code}`)).body;
  form.append("body", JSON.stringify({ version, reason: "Xong" }));
  form.append("tep_0", new Blob(["%PDF-1.4\n1 0 obj\n<<>>\nendobj\n%%EOF\n"]), "bien-ban.pdf");
  assert.equal((await doer.call("POST", `/tasks/${task.code}/events/finish`, form)).body.state, "done");
  const file = (await leader.call("GET", `/tasks/${task.code}`)).body.events.at(-1).files[0];
  assert.equal(file.name, "bien-ban.pdf");
  assert.match((await leader.call("GET", `/tasks/${task.code}/files/${file.id}`)).text, /^%PDF/);
  assert.equal((await act(doer, task, "accept", { reason: "Tốt", mark: "good" })).status, 403);
  assert.equal((await act(leader, task, "accept", { reason: "Đầy đủ", mark: "good" })).body.state, "closed");
  const closed = (await leader.call("GET", `/tasks/${task.code}`)).body;
  assert.equal(closed.mark, "good");
  assert.equal(closed.percent, 100);
  assert.deepEqual(closed.allowed, []);
});

test("who it does not concern finds nothing, and only who may gives", async () => {
  const leader = await new Program(server).signIn("lanhdao.hacthanh"), stranger = await new Program(server).signIn("chuyenvien.syt");
  const task = await given(leader);
  for (const [method, path, body] of [["GET", ""], ["POST", "/events/acknowledge", { version: 1 }], ["POST", "/comments", { text: "Cho hỏi" }], ["PUT", "/assignee", { assignee: "me", version: 1 }], ["GET", "/files/1"]])
    assert.equal((await stranger.call(method, `/tasks/${task.code}${path}`, body)).status, 404, method + path);
  assert.ok(!(await stranger.call("GET", "/tasks?cua=don-vi&loc=tat-ca")).body.items.some(({ code }) => code === task.code));
  assert.equal((await stranger.call("POST", "/tasks", wanted)).status, 403);
  assert.equal((await new Program(server).call("GET", "/tasks")).status, 401);
  const citizen = await new Program(server).signIn("038190001234");
  assert.equal((await citizen.call("GET", `/tasks/${task.code}`)).status, 403);
});

test("wrong input is named by the member that was sent; a key gives one task; an old version gives way", async () => {
  const leader = await new Program(server).signIn("lanhdao.hacthanh");
  const fieldOf = async (more) => {
    const answer = await leader.call("POST", "/tasks", { ...wanted, ...more });
    assert.equal(answer.status, 422, answer.text);
    return answer.body.errors?.[0]?.field ?? answer.body.field;
  };
  assert.equal(await fieldOf({ title: "" }), "title");
  assert.equal(await fieldOf({ unit: "khong-co" }), "unit");
  assert.equal(await fieldOf({ days: 0 }), "days");
  assert.equal(await fieldOf({ until: "2026-02-31" }), "until");
  assert.equal(await fieldOf({ person: "1" }), "person");
  assert.equal(await fieldOf({ part_of: "H56.102-000000-0001" }), "part_of");
  const key = { "idempotency-key": "b2f6c1d0a4e84f0f9a" };
  const first = await leader.call("POST", "/tasks", wanted, key), again = await leader.call("POST", "/tasks", wanted, key);
  assert.equal(first.body.code, again.body.code);
  assert.equal((await leader.call("POST", "/tasks", { ...wanted, title: "Việc khác" }, key)).status, 422);
  const old = await leader.call("POST", `/tasks/${first.body.code}/events/withdraw`, { version: 99, reason: "Không cần nữa" });
  assert.equal(old.status, 409);
  assert.equal(old.body.code, "TASK_CHANGED");
});

test("a task of a dossier stands on its page; parts roll up; more time is asked for and granted", async () => {
  const leader = await new Program(server).signIn("lanhdao.hacthanh"), doer = await new Program(server).signIn("chuyenvien.hacthanh");
  const dossier = (await doer.call("GET", "/inbox")).body.items.find(({ reference }) => reference.startsWith("H56")).reference;
  const task = await given(leader, { part_of: dossier, evidence: "" });
  assert.equal((await doer.call("GET", `/tasks/${task.code}`)).body.part_of, dossier);
  const page = await (await new Person(server.url).signIn("lanhdao.hacthanh")).page(`/can-bo/ho-so/${dossier}`);
  assert.match(page, new RegExp(`/can-bo/nhiem-vu/${task.code}`));
  assert.match(page, new RegExp(`/can-bo/nhiem-vu/giao\\?ve=${dossier}`));
  await act(doer, task, "acknowledge");
  const part = await doer.call("POST", "/tasks", { ...wanted, evidence: "", days: 2, weight: 1, part_of: task.code });
  assert.equal(part.status, 201, part.text);
  assert.equal((await act(doer, task, "finish", { reason: "Xong cả" })).body.code, "TASK_PARTS_OPEN");
  const other = await new Program(server).signIn("chuyenvien2.hacthanh");
  await act(other, part.body, "acknowledge");
  await act(other, part.body, "report", { reason: "Được một nửa", percent: 50 });
  assert.equal((await doer.call("GET", `/tasks/${task.code}`)).body.percent, 50);
  assert.equal((await act(doer, task, "ask_extension", { reason: "Mưa bão", until: "2099-01-02" })).status, 422);
  const due = new Date(task.due_at);
  do due.setUTCDate(due.getUTCDate() + 7);
  while ([0, 6].includes(due.getUTCDay()));
  const asked = await act(doer, task, "ask_extension", { reason: "Mưa bão", until: due.toISOString().slice(0, 10) });
  if (asked.status === 200) {
    assert.equal((await act(leader, task, "grant_extension")).status, 200);
    assert.equal((await leader.call("GET", `/tasks/${task.code}`)).body.due_at.slice(0, 10), due.toISOString().slice(0, 10));
  } else assert.equal(asked.body.code, "TASK_DAY_CLOSED"); // a holiday, the year this runs
});

test("the list is a table for people and for spreadsheets, found by words without accents", async () => {
  const leader = await new Person(server.url).signIn("lanhdao.hacthanh");
  const found = await leader.page("/can-bo/nhiem-vu?cua=don-vi-giao&loc=tat-ca&tim=so+chung+thuc");
  assert.match(found, /Kiểm tra sổ chứng thực/);
  assert.doesNotMatch(found, /Lập danh sách hộ cận nghèo/);
  const csv = await (await leader.get("/can-bo/nhiem-vu.csv?cua=don-vi-giao&loc=tat-ca")).text();
  assert.match(csv, /^\uFEFF?Mã,Nhiệm vụ,/);
  assert.match(csv, /Lập danh sách hộ cận nghèo/, "the demonstration has some");
  assert.match(await leader.page("/can-bo/nhiem-vu?cua=don-vi-giao&loc=tat-ca&tim=zzzz"), /Không có nhiệm vụ nào như vậy/);
});

test("what lies with somebody is handed over with everything else", async () => {
  const leader = await new Program(server).signIn("lanhdao.hacthanh"), doer = await new Program(server).signIn("chuyenvien.hacthanh");
  const me = (await doer.call("GET", "/session")).body;
  const task = await given(leader);
  assert.equal((await doer.call("PUT", `/tasks/${task.code}/assignee`, { assignee: "me", version: task.version })).status, 200);
  const head = await new Person(server.url).signIn("lanhdao.hacthanh");
  const all = await head.page("/can-bo/chia-viec");
  const line = new RegExp(`name="ho_so" value="${task.code} (\\d+)"`).exec(all);
  assert.ok(line, "it stands among what the unit's people have");
  const people = (await leader.call("GET", `/tasks/${task.code}`)).body.colleagues.filter(({ name }) => name !== me.name);
  const told = await head.post("/can-bo/chia-viec", { nguoi: people[0].id, ho_so: `${task.code} ${line[1]}` });
  assert.match(await told.text(), /Đã giao 1 hồ sơ, nhiệm vụ/);
  assert.equal((await leader.call("GET", `/tasks/${task.code}`)).body.assignee, people[0].name);
});
