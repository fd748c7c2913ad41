// A dossier's whole life by programs alone: nothing here opens a page.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import { demoServer, genericProcedure, password, Program } from "./client.mjs";

const server = demoServer();

const pdf = "%PDF-1.4\n1 0 obj\n<<>>\nendobj\n%%EOF\n";
const withFile = (object, field = "tep_0") => {
  const form = new FormData();
  form.append("body", JSON.stringify(object));
  form.append(field, new Blob([pdf]), "giay-to.pdf");
  return form;
};
const parts = { phone: "0912345678", address: "Phố Hàng Đồng, Hạc Thành", answers: { noi_dung: "Đề nghị giải quyết", so_ban: "1" }, papers_complete: true, delivery: "counter" };

async function hacThanh() {
  const units = (await (await fetch(`${server.url}/api/v1/units`)).json()).items;
  return units.find((unit) => unit.name.includes("phường Hạc Thành")).key;
}

async function submitted(citizen, procedure) {
  const draft = (await citizen.call("POST", "/my/drafts", { procedure })).body.id;
  const saved = await citizen.call("PUT", `/my/drafts/${draft}`, { ...parts, unit: await hacThanh() });
  assert.deepEqual(saved.body.faults, []);
  return citizen.call("POST", `/my/drafts/${draft}/submission`);
}

test("signing in gives a token; without it nothing is written", async () => {
  const citizen = await new Program(server).signIn("038190001234");
  assert.equal((await citizen.call("GET", "/session")).body.kind, "citizen");
  const wrong = await new Program(server).call("POST", "/session", { login: "038190001234", password: "wrong" });
  assert.equal(wrong.status, 422);
  assert.match(wrong.type, /problem\+json/);
  citizen.csrf = "forged";
  assert.equal((await citizen.call("POST", "/my/drafts", { procedure: "1.001193" })).status, 403);
  const other = await new Program(server).signIn("038190001234");
  assert.equal((await other.call("DELETE", "/session")).status, 200);
  assert.equal((await other.call("GET", "/session")).status, 401);
});

test("a draft says what is unfinished and what is wrong, every fault at once", async () => {
  const citizen = await new Program(server).signIn("038190001234");
  const procedure = "1.001193"; // has components of its own
  const draft = (await citizen.call("POST", "/my/drafts", { procedure })).body.id;
  const early = await citizen.call("POST", `/my/drafts/${draft}/submission`);
  assert.equal(early.status, 422);
  assert.ok(early.body.errors.length >= 4, early.text);
  const saved = await citizen.call("PUT", `/my/drafts/${draft}`, { phone: "12", address: "x", delivery: "pigeon" });
  assert.deepEqual(saved.body.faults.map((fault) => fault.field), ["_dien_thoai", "_dia_chi", "_nhan"]);
  const sent = await citizen.call("POST", `/my/drafts/${draft}/papers`, withFile({}));
  assert.equal(sent.status, 201);
  assert.equal(sent.body.papers[0].component, 0);
  const refused = new FormData();
  refused.append("tep_0", new Blob([""]), "empty.pdf");
  assert.equal((await citizen.call("POST", `/my/drafts/${draft}/papers`, refused)).status, 422);
  assert.equal((await citizen.call("DELETE", `/my/drafts/${draft}/papers/${sent.body.papers[0].id}`)).body.papers.length, 0);
  const stranger = await new Program(server).signIn("2800123452");
  assert.equal((await stranger.call("GET", `/my/drafts/${draft}`)).status, 404);
  assert.equal((await citizen.call("DELETE", `/my/drafts/${draft}`)).status, 200);
  assert.equal((await citizen.call("GET", `/my/drafts/${draft}`)).status, 404);
});

test("from draft to rated result", async () => {
  const citizen = await new Program(server).signIn("038190001234");
  const procedure = await genericProcedure(server.url);
  const answer = await submitted(citizen, procedure);
  assert.equal(answer.status, 201, answer.text);
  const { code } = answer.body;
  const people = { clerk: await new Program(server).signIn("motcua.hacthanh"), specialist: await new Program(server).signIn("chuyenvien.hacthanh"), leader: await new Program(server).signIn("lanhdao.hacthanh") };
  const stale = await people.clerk.call("POST", `/dossiers/${code}/events/accept`, { version: 99 });
  assert.equal(stale.status, 409);
  // Whoever may do the expected next thing does it, as the answer says.
  let finished = false;
  for (let step = 0; step < 12 && !finished; ++step) {
    let done = false;
    for (const person of Object.values(people)) {
      const seen = await person.call("GET", `/dossiers/${code}`);
      // To withdraw is the applicant's: an officer may enter it only with the paper they signed.
      const event = seen.status === 200 && seen.body.allowed.map((each) => each.event).find((each) => each !== "withdraw");
      if (!event) continue;
      const given = { version: seen.body.version, reason: "theo hồ sơ", result: "Đồng ý", fee: "0", fee_basis: "Nghị quyết của Hội đồng nhân dân tỉnh" };
      const acted = await person.call("POST", `/dossiers/${code}/events/${event}`, given);
      assert.equal(acted.status, 200, `${event}: ${acted.text}`);
      done = true;
      break;
    }
    const mine = (await citizen.call("GET", `/my/dossiers/${code}`)).body;
    finished = mine.closed_at !== null;
    assert.ok(done || finished, `nobody may do anything in ${mine.state}`);
  }
  assert.ok(finished);
  assert.equal((await citizen.call("POST", `/my/dossiers/${code}/rating`, { points: { so_lan: 2, chung: 1, invented: 9 }, remark: "Nhanh" })).status, 200);
  assert.equal((await citizen.call("POST", `/my/dossiers/${code}/rating`, { points: {} })).status, 409);
  assert.match((await citizen.call("GET", `/my/dossiers/${code}/forms/01`)).text, /^%PDF/);
  assert.match((await citizen.call("GET", `/my/dossiers/${code}/proof`)).text, /^c2sp.org\/tlog-proof/);
  const views = (await citizen.call("GET", "/my/views")).body.items;
  assert.ok(views.some((view) => view.reference === code && /Xem hồ sơ/.test(view.reason)));
  assert.ok((await citizen.call("GET", "/my/notices")).body.items.some((notice) => notice.reference === code));
});

test("a walk-in is taken in once, however often it is sent", async () => {
  const clerk = await new Program(server).signIn("motcua.hacthanh");
  const procedure = await genericProcedure(server.url);
  const walkIn = { procedure, name: "Nguyễn Văn Quầy", number: "038085001234", address: "Xã Đông Sơn", phone: "0912000111", answers: parts.answers };
  const bad = await clerk.call("POST", "/dossiers", { ...walkIn, number: "1", phone: "x" });
  assert.equal(bad.status, 422);
  assert.deepEqual(bad.body.errors.map((error) => error.field), ["so_dinh_danh", "so_dien_thoai"]);
  const key = { "idempotency-key": "0123456789abcdef0123" };
  const [first, second] = [await clerk.call("POST", "/dossiers", withFile(walkIn), key), await clerk.call("POST", "/dossiers", withFile(walkIn), key)];
  assert.equal(first.status, 201, first.text);
  assert.equal(second.body.code, first.body.code);
  assert.equal((await clerk.call("POST", "/dossiers", walkIn, key)).status, 422, "the same key with another body");
  assert.equal((await clerk.call("GET", `/dossiers/${first.body.code}`)).body.papers.length, 1);
  // A form that is sent many times at once is one dossier too, whoever is served first.
  const atOnce = { ...walkIn, number: "038085001242", delivery: "post", delivery_address: "Thôn 3, xã Đông Sơn, tỉnh Thanh Hóa" };
  const many = await Promise.all(Array.from({ length: 8 }, () => clerk.call("POST", "/dossiers", atOnce, { "idempotency-key": "mot-lan-thoi-0123456789" })));
  assert.deepEqual(many.map((answer) => answer.status), Array(8).fill(201), many.map((answer) => answer.text).join());
  assert.equal(new Set(many.map((answer) => answer.body.code)).size, 1);
  assert.deepEqual((await clerk.call("POST", "/dossiers", { ...atOnce, number: "038085001259", delivery_address: "" })).body.errors.map((error) => error.field), ["_dia_chi_nhan"]);
  const specialist = await new Program(server).signIn("chuyenvien.hacthanh");
  assert.equal((await specialist.call("POST", "/dossiers", walkIn)).status, 403);
  // Regardless of boundary: taken in here, decided by another commune.
  const units = (await (await fetch(`${server.url}/api/v1/units`)).json()).items.filter((unit) => unit.level === "commune");
  const other = units.find((unit) => !unit.name.includes("Hạc Thành"));
  const alike = await clerk.call("POST", "/dossiers", { ...walkIn, competent: other.key });
  assert.equal(alike.status, 409, "the person has such a dossier open: another is meant, or it is not");
  assert.equal(alike.body.errors[0].code, "COUNTER_ALIKE");
  const elsewhere = await clerk.call("POST", "/dossiers", { ...walkIn, competent: other.key, despite_alike: true });
  assert.equal(elsewhere.status, 201, elsewhere.text);
  const { code } = elsewhere.body;
  for (const event of ["accept", "forward"]) assert.equal((await clerk.call("POST", `/dossiers/${code}/events/${event}`, { version: (await clerk.call("GET", `/dossiers/${code}`)).body.version })).status, 200, event);
  assert.equal((await clerk.call("GET", `/dossiers/${code}`)).body.holder, other.name);
  assert.deepEqual((await clerk.call("POST", "/dossiers", { ...walkIn, competent: "nowhere" })).body.errors.map((error) => error.field), ["noi_giai_quyet"]);
});

test("several units are asked at once, officers write to one another, and the applicant reads none of it", async () => {
  const [clerk, specialist, lands, health, citizen] = await Promise.all(["motcua.hacthanh", "chuyenvien.hacthanh", "chuyenvien.snnmt", "chuyenvien.syt", "038190001234"].map((login) => new Program(server).signIn(login)));
  const units = (await (await fetch(`${server.url}/api/v1/units`)).json()).items;
  const key = (name) => units.find((unit) => unit.name === name).key;
  const { code } = (await submitted(citizen, await genericProcedure(server.url))).body;
  const act = async (person, event, given = {}) => person.call("POST", `/dossiers/${code}/events/${event}`, { version: (await clerk.call("GET", `/dossiers/${code}`)).body.version, ...given });
  for (const event of ["accept", "forward"]) assert.equal((await act(clerk, event)).status, 200, event);

  // Passed on by mistake, and taken back before it is opened there.
  const { version } = (await clerk.call("GET", `/dossiers/${code}`)).body;
  assert.equal((await specialist.call("POST", `/dossiers/${code}/take-back`, { version })).status, 403);
  const back = await clerk.call("POST", `/dossiers/${code}/take-back`, { version });
  assert.equal(back.body.state, "received", back.text);
  assert.equal((await act(clerk, "forward")).status, 200);
  assert.equal((await specialist.call("GET", `/dossiers/${code}`)).status, 200);
  const opened = await clerk.call("POST", `/dossiers/${code}/take-back`, { version: (await specialist.call("GET", `/dossiers/${code}`)).body.version });
  assert.equal(opened.status, 409);
  assert.match(opened.body.errors[0].detail ?? opened.body.detail ?? opened.text, /đã mở hồ sơ/);

  assert.equal((await lands.call("GET", `/dossiers/${code}`)).status, 404, "nobody has asked them yet");
  assert.equal((await act(specialist, "ask_opinion", { reason: "Đất ở hay đất vườn?", asked_units: ["nowhere"] })).status, 422);
  const question = { version: (await clerk.call("GET", `/dossiers/${code}`)).body.version, reason: "Đất ở hay đất vườn?", asked_units: [key("Sở Nông nghiệp và Môi trường"), key("Sở Y tế")] };
  const asked = await specialist.call("POST", `/dossiers/${code}/events/ask_opinion`, withFile(question));
  assert.equal(asked.status, 200, asked.text);
  const seen = (await lands.call("GET", `/dossiers/${code}`)).body;
  assert.deepEqual(seen.opinions.map((opinion) => opinion.unit).sort(), ["Sở Nông nghiệp và Môi trường", "Sở Y tế"]);
  const { files } = seen.events.find((event) => event.event === "ask_opinion");
  assert.equal((await lands.call("GET", `/dossiers/${code}/papers/${files[0].id}`)).text, pdf);
  assert.equal((await act(lands, "answer_opinion", { reason: "Đất ở đô thị" })).status, 200);
  assert.equal((await act(lands, "answer_opinion", { reason: "Nói thêm" })).status, 403, "each answers once");
  assert.equal((await act(specialist, "submit_for_signature", { result: "Đồng ý" })).status, 409, "one is still waited for");
  const waiting = (await specialist.call("GET", `/dossiers/${code}`)).body.opinions.find((opinion) => opinion.answered_at === null);
  assert.equal((await act(specialist, "stop_waiting", { reason: "Đã quá hạn", opinion: waiting.id })).status, 200);
  assert.equal((await act(health, "answer_opinion", { reason: "Muộn rồi" })).status, 403);
  assert.equal((await specialist.call("POST", `/dossiers/${code}/notes`, withFile({ text: "Chủ hộ đi vắng, hẹn thứ hai" }))).status, 200);
  assert.equal((await specialist.call("POST", `/dossiers/${code}/notes`, { text: " " })).status, 422);
  assert.equal((await citizen.call("POST", `/dossiers/${code}/notes`, { text: "Tôi ghi" })).status, 403);
  // Another dossier of the same people: each end says so in its own words, and the applicant does not read it.
  const other = (await specialist.call("GET", "/inbox")).body.items.map((item) => item.reference).find((reference) => reference.startsWith("H") && reference !== code);
  assert.equal((await specialist.call("POST", `/dossiers/${code}/links`, { code: other, relation: "loves" })).status, 422);
  assert.equal((await specialist.call("POST", `/dossiers/${code}/links`, { code: "H56.102-250101-0001", relation: "follows" })).status, 422);
  const linked = await specialist.call("POST", `/dossiers/${code}/links`, { code: other.toLowerCase(), relation: "follows", note: "Cùng một nhà" });
  assert.deepEqual(linked.body.links.map((link) => [link.code, link.relation, link.note]), [[other, "Nộp tiếp sau", "Cùng một nhà"]], linked.text);
  const [otherEnd] = (await specialist.call("GET", `/dossiers/${other}`)).body.links;
  assert.deepEqual([otherEnd.code, otherEnd.relation], [code, "Có hồ sơ nộp tiếp"]);
  assert.equal((await citizen.call("DELETE", `/dossiers/${other}/links/${otherEnd.id}`)).status, 403);
  assert.ok((await citizen.call("GET", `/my/dossiers/${code}`)).body.events.every((event) => event.event !== "link"));
  assert.deepEqual((await specialist.call("DELETE", `/dossiers/${other}/links/${otherEnd.id}`)).body.links, []);
  assert.equal((await specialist.call("DELETE", `/dossiers/${code}/links/${otherEnd.id}`)).status, 409);
  assert.equal((await act(specialist, "submit_for_signature", { result: "Đồng ý" })).status, 200);

  const mine = await citizen.call("GET", `/my/dossiers/${code}`);
  assert.doesNotMatch(mine.text, /Chủ hộ|đất vườn|đô thị|Ghi chú/);
  assert.equal((await citizen.call("GET", `/my/dossiers/${code}/papers/${files[0].id}`)).status, 404, "what officers sent one another is not theirs");

  // The result was wrong: whoever signs replaces it, and the applicant reads why.
  const head = await new Program(server).signIn("lanhdao.hacthanh");
  assert.equal((await act(head, "sign")).status, 200);
  const replace = async (person, given) => person.call("POST", `/dossiers/${code}/result`, { version: (await head.call("GET", `/dossiers/${code}`)).body.version, reason: "Ghi nhầm năm sinh", result: "Đồng ý, sinh năm 1983", ...given });
  assert.equal((await replace(specialist)).status, 403);
  const unsaid = await replace(head, { reason: "" });
  assert.deepEqual([unsaid.status, unsaid.body.code], [422, "ONE_STOP_REASON_MISSING"], unsaid.text);
  const replaced = await replace(head);
  assert.equal(replaced.status, 200, replaced.text);
  const told = (await citizen.call("GET", `/my/dossiers/${code}`)).body;
  assert.equal(told.issued.filter((paper) => paper.form === "kq").length, 2);
  assert.match(told.events.find((event) => event.event === "correct_result").reason, /^Ghi nhầm năm sinh\. Kết quả số \d+.* thay kết quả số \d+/);
});

test("papers are issued once and open again as they were", async () => {
  const clerk = await new Program(server).signIn("motcua.hacthanh");
  const citizen = await new Program(server).signIn("038190001234");
  const { code } = (await submitted(citizen, await genericProcedure(server.url))).body;
  const act = async (person, path, event, given) => {
    const { version } = (await person.call("GET", `${path}/${code}`)).body;
    const answer = await person.call("POST", `${path}/${code}/events/${event}`, { version, ...given });
    assert.equal(answer.status, 200, `${event}: ${answer.text}`);
  };
  for (const reason of ["Thiếu tờ khai", "Tờ khai chưa ký"]) {
    await act(clerk, "/dossiers", "ask_completion", { reason });
    await act(citizen, "/my/dossiers", "complete", { reason: "Đã sửa" });
  }
  const slips = (await citizen.call("GET", `/my/dossiers/${code}`)).body.issued;
  assert.deepEqual(slips.map((slip) => slip.form), ["02", "02"]);
  assert.notEqual(slips[0].number, slips[1].number);
  const open = async (slip, reader = citizen, path = "/my/dossiers") => {
    const answer = await fetch(`${server.url}/api/v1${path}/${code}/forms/${slip.id}`, { headers: { cookie: reader.cookie } });
    return { status: answer.status, sha256: createHash("sha256").update(Buffer.from(await answer.arrayBuffer())).digest("hex") };
  };
  for (const slip of slips) {
    assert.deepEqual(await open(slip), { status: 200, sha256: slip.sha256 });
    assert.deepEqual(await open(slip, clerk, "/dossiers"), { status: 200, sha256: slip.sha256 });
  }
  // Another's paper is not found under one's own dossier, nor by a stranger.
  assert.equal((await open({ id: "1" })).status, 404);
  assert.equal((await open(slips[0], await new Program(server).signIn("2800123452"))).status, 404);
  // A draft of the result is the officers' alone.
  assert.equal((await open({ id: "kq" })).status, 404);
  assert.equal((await open({ id: "kq" }, clerk, "/dossiers")).status, 200);
});

test("what officers write to one another reaches no applicant, by no door", async () => {
  const citizen = await new Program(server).signIn("038190001234");
  const people = { clerk: await new Program(server).signIn("motcua.hacthanh"), specialist: await new Program(server).signIn("chuyenvien.hacthanh"), leader: await new Program(server).signIn("lanhdao.hacthanh") };
  const { code } = (await submitted(citizen, await genericProcedure(server.url))).body;
  const words = "Sai căn cứ, làm lại gấp";
  for (const [who, event, given] of [["clerk", "accept", { fee: "20000", fee_basis: "Nghị quyết của Hội đồng nhân dân tỉnh" }], ["clerk", "forward", {}], ["specialist", "submit_for_signature", { result: "Đồng ý" }], ["leader", "send_back", { reason: words }]]) {
    const { version } = (await people[who].call("GET", `/dossiers/${code}`)).body;
    const acted = await people[who].call("POST", `/dossiers/${code}/events/${event}`, { version, ...given });
    assert.equal(acted.status, 200, `${event}: ${acted.text}`);
  }
  const read = async (person, path) => (await fetch(`${server.url}${path}`, { headers: { cookie: person.cookie } })).text();
  const proofOf = async (person, path) => {
    for (;;) {
      const text = await read(person, path);
      if (text.startsWith("c2sp.org/")) return text;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  };
  const entryOf = (proof) => proof.split("\n").map((line) => Buffer.from(line.replace(/^(extra|content) /, ""), "base64").toString("utf8")).join("\n") + proof;
  const mine = await citizen.call("GET", `/my/dossiers/${code}`);
  const sentBack = mine.body.events.find((each) => each.event === "send_back");
  assert.equal(sentBack.reason, "");
  assert.match(sentBack.label, /xem lại/, "in words for an applicant");
  const notices = await citizen.call("GET", "/my/notices");
  for (const text of [mine.text, await read(citizen, `/ho-so/${code}`), notices.text, entryOf(await proofOf(citizen, `/ho-so/${code}/chung-nhan/${sentBack.step}`))]) assert.ok(!text.includes(words));
  assert.ok((await people.specialist.call("GET", `/dossiers/${code}`)).text.includes(words), "who works on it reads it");
  // What is to be paid stands on both pages.
  assert.match(await read(citizen, `/ho-so/${code}`), /Phí, lệ phí: 20\.000 đồng, chưa nộp/);
  assert.match(await (await fetch(`${server.url}/tra-cuu?ma=${code}&so=1234`)).text(), /Phí, lệ phí: 20\.000 đồng, chưa nộp/);
  // An officer's proof and sheet are looks at a person's dossier like any other.
  for (const path of [`chung-nhan/${sentBack.step}`, "kiem-chung"]) await proofOf(people.clerk, `/can-bo/ho-so/${code}/chung-nhan/${sentBack.step}`).then(() => read(people.clerk, `/can-bo/ho-so/${code}/${path}`));
  const views = (await citizen.call("GET", "/my/views")).body.items.filter((view) => view.reference === code).map((view) => view.reason);
  for (const why of ["Tải tệp chứng nhận", "Mở phiếu kiểm chứng"]) assert.ok(views.includes(why), views.join());
});

test("a request for a supplement says until when, to programs too", async () => {
  const citizen = await new Program(server).signIn("038190001234");
  const clerk = await new Program(server).signIn("motcua.hacthanh");
  const { code } = (await submitted(citizen, await genericProcedure(server.url))).body;
  for (const [event, given] of [["accept", { fee: "0", fee_basis: "Nghị quyết của Hội đồng nhân dân tỉnh" }], ["request_supplement", { reason: "Thiếu tờ khai" }]]) {
    const { version } = (await clerk.call("GET", `/dossiers/${code}`)).body;
    const acted = await clerk.call("POST", `/dossiers/${code}/events/${event}`, { version, ...given });
    assert.equal(acted.status, 200, `${event}: ${acted.text}`);
  }
  const asked = (await citizen.call("GET", `/my/dossiers/${code}`)).body;
  assert.match(asked.supply_until, /^\d{4}-\d\d-\d\dT/);
  assert.equal(asked.events.find((each) => each.event === "request_supplement").reason, "Thiếu tờ khai");
});

test("an organisation is told at once that a procedure is for people", async () => {
  const business = await new Program(server).signIn("2800123452");
  const refused = await business.call("POST", "/my/drafts", { procedure: "1.001193" });
  assert.equal(refused.status, 403, refused.text);
  assert.match(refused.text, /ONE_STOP_AUDIENCE/);
  assert.match(refused.text, /dành cho cá nhân/);
});

test("what is not there is a problem in JSON", async () => {
  const citizen = await new Program(server).signIn("038190001234");
  for (const path of ["/nothing", "/my/dossiers/H56.1-1-1", "/my/dossiers/H56.1-1-1/forms/01"]) {
    const answer = await citizen.call("GET", path);
    assert.equal(answer.status, 404, path);
    assert.match(answer.type, /problem\+json/, path);
  }
  assert.equal((await citizen.call("POST", "/my/drafts", [])).status, 422);
});

// The page tells the same numbers as the interface does: a sum of numbers that were each disturbed would be another one.
test("how many and how many on time has one answer on the page and by a program", async () => {
  const figures = (await (await fetch(`${server.url}/api/v1/figures`)).json());
  const page = await (await fetch(`${server.url}/cong-khai`)).text();
  const boxes = [...page.matchAll(/<span class="ds-figure__number">(.*?)<\/span>(?:<\/span>)?([^<]*)<\/div>/gs)].map(([, number]) => number.replace(/<[^>]*>/g, "").trim());
  const words = ["received", "on_time", "late", "open", "overdue", "no_due_date", "stopped", "withdrawn", "refused", "online"];
  assert.deepEqual(Object.keys(figures.whole).sort(), [...words].sort());
  const told = words.map((word) => (figures.whole[word] === null ? "dưới 5" : String(figures.whole[word])));
  assert.deepEqual(boxes.map((text) => text.replace(/\./g, "")), told);
  for (const unit of Object.keys(figures.by_unit)) assert.ok(page.includes(unit), unit);
  // A share is never told without those that are overdue.
  if (figures.whole.overdue > 0) assert.match(page, /hồ sơ đang giải quyết đã quá hạn/);
});

test("every number of one's own unit leads to the dossiers it counts, by field too", async () => {
  const clerk = await new Program(server).signIn("motcua.hacthanh");
  const read = async (path) => (await fetch(`${server.url}${path}`, { headers: { cookie: clerk.cookie } })).text();
  const page = await read("/can-bo/thong-ke");
  const links = [...page.matchAll(/<a href="([^"]*so-theo-doi[^"]*linh-vuc=[^"]*)">([\d.]+)<\/a>/g)].map(([, path, number]) => [path.replaceAll("&amp;", "&"), Number(number.replace(/\./g, ""))]);
  assert.ok(links.length > 5, page);
  for (const [path, number] of links.slice(0, 12)) {
    const rows = await read(path);
    assert.equal([...rows.matchAll(/<tr class="govuk-table__row"><td/g)].length || [...rows.matchAll(/\/can-bo\/ho-so\//g)].length, number, path);
  }
});
