// Complaints and feedback by forms: filed about an own dossier, taken on, decided, signed, read; and who never learns of them.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { test } from "node:test";
import { demoServer, Person, Program } from "./client.mjs";

const server = demoServer();
const at = async (login) => new Person(server.url).signIn(login);
const today = () => new Date().toLocaleDateString("en-GB", { timeZone: "Asia/Ho_Chi_Minh" });

async function filed(citizen, fields) {
  await citizen.page("/khieu-nai/gui?loai=" + fields.loai);
  const answer = await citizen.post("/khieu-nai/gui", { noi_dung: "Trả kết quả chậm mười hai ngày so với giấy hẹn", yeu_cau: "Trả kết quả", ngay_biet: today(), ...fields });
  assert.equal(answer.status, 303, await answer.text());
  return answer.headers.get("location").match(/(KN|PA)-\d{4}-\d{5}/)[0];
}
const homeOf = async (citizen) => (await citizen.page("/khieu-nai/gui?loai=khieu-nai")).match(/<option value="(\d+)"[^>]*>Ủy ban nhân dân phường Hạc Thành</)[1];

async function act(officer, code, event, fields = {}) {
  const page = await officer.page(`/can-bo/khieu-nai/${code}`);
  return officer.post(`/can-bo/khieu-nai/${code}/viec/${event}`, { phien_ban: page.match(/name="phien_ban" value="(\d+)"/)[1], ...fields });
}

test("a citizen complains about a dossier of theirs and reads the decision", async () => {
  const citizen = await at("038190001234"), head = await at("lanhdao.hacthanh"), doer = await at("chuyenvien.hacthanh"), clerk = await at("motcua.hacthanh");
  const codes = [...new Set((await citizen.page("/ho-so")).match(/H56\.102-\d{6}-\d{4}/g) ?? [])];
  const about = codes.length > 0 ? { ve_viec: "dossier", ho_so: codes[0] } : { ve_viec: "unit", don_vi: await homeOf(citizen) };
  const code = await filed(citizen, { loai: "khieu-nai", ...about });
  assert.match(await citizen.page(`/khieu-nai/don/${code}`), /Đã nhận đơn của bạn/);
  assert.match(await clerk.page("/can-bo"), new RegExp(code), "it stands in the one inbox");
  assert.equal((await act(clerk, code, "accept")).status, 303);
  const early = await act(doer, code, "propose", { ket_luan: "justified", ket_qua: "ngắn" });
  assert.equal(early.status, 422);
  assert.match(await early.text(), /Hãy ghi kết quả xác minh/);
  assert.equal((await act(doer, code, "propose", { ket_luan: "justified", ket_qua: "Việc trả chậm là có thật, trả ngay." })).status, 303);
  assert.equal((await act(head, code, "sign")).status, 303);
  const own = await citizen.page(`/khieu-nai/don/${code}`);
  assert.match(own, /Quyết định số \d+\/QĐ-GQKN/);
  assert.match(own, /Khiếu nại lần hai/);
  assert.doesNotMatch(own, /Có lý do|ghi chú nội bộ/i);
  const paper = await citizen.get(own.match(/href="([^"]*\/tep\/\d+)"/)[1]);
  const words = execFileSync("pdftotext", ["-layout", "-", "-"], { input: Buffer.from(await paper.arrayBuffer()), encoding: "utf8" });
  assert.match(words, /QUYẾT ĐỊNH[\s\S]*Kết luận: Khiếu nại đúng toàn bộ[\s\S]*trong 30 ngày từ khi nhận quyết định/);
  assert.doesNotMatch(words, /[:;.][:;.]/, "no mark stands twice");
  assert.match(await head.page("/can-bo/khieu-nai?loc=tat-ca"), new RegExp(code));
  assert.match(await (await head.get("/can-bo/khieu-nai.csv?loc=tat-ca")).text(), new RegExp(`${code},.*QĐ-GQKN`));
});

test("whom it does not concern, and whoever is named in it, finds nothing", async () => {
  const citizen = await at("038190001234"), stranger = await at("chuyenvien.syt"), doer = await at("chuyenvien.hacthanh"), other = await at("chuyenvien2.hacthanh");
  const name = (await doer.page("/tai-khoan")).match(/<h1[^>]*>([^<]+)<\/h1>/)[1].trim();
  const mine = (await doer.page("/can-bo")).match(/href="[^"]*\/tai-khoan"[^>]*>([^<]+)</)?.[1].trim() ?? name;
  const code = await filed(citizen, { loai: "khieu-nai", ve_viec: "officer", can_bo: mine, don_vi: await homeOf(citizen) });
  for (const officer of [stranger, doer]) {
    for (const path of ["", "/tep/1"]) assert.equal((await officer.get(`/can-bo/khieu-nai/${code}${path}`)).status, 404, path);
    for (const path of ["/viec/accept", "/ghi-chu", "/tin-nhan", "/phan-cong", "/cong-khai"])
      assert.equal((await officer.post(`/can-bo/khieu-nai/${code}${path}`, { phien_ban: "1", ghi_chu: "Không phải tôi", tin_nhan: "Không phải tôi", nguoi: "toi" })).status, 404, path);
  }
  assert.doesNotMatch(await doer.page("/can-bo/khieu-nai?loc=tat-ca"), new RegExp(code));
  assert.equal((await other.get(`/can-bo/khieu-nai/${code}`)).status, 200);
  assert.equal((await new Person(server.url).get(`/khieu-nai/don/${code}`)).status, 303, "a visitor signs in first");
});

test("wrong input loses nothing, a form that is sent twice is one, and feedback is published by a second person", async () => {
  const citizen = await at("038190001234"), doer = await at("chuyenvien.hacthanh"), clerk = await at("motcua.hacthanh"), head = await at("lanhdao.hacthanh");
  const form = await citizen.page("/khieu-nai/gui?loai=phan-anh"), key = form.match(/name="khoa" value="([^"]+)"/)[1];
  const short = await citizen.post("/khieu-nai/gui", { loai: "phan-anh", ve_viec: "unit", noi_dung: "Cổng trụ sở đóng lúc mười sáu giờ" });
  assert.equal(short.status, 422);
  assert.match(await short.text(), /Cổng trụ sở đóng lúc mười sáu giờ/);
  const fields = { loai: "phan-anh", khoa: key, ve_viec: "unit", don_vi: await homeOf(citizen), cong_khai: "1" };
  const code = await filed(citizen, fields);
  assert.equal(await filed(citizen, fields), code);
  assert.equal((await act(clerk, code, "accept")).status, 303);
  assert.equal((await act(doer, code, "answer", { ket_qua: "Từ tuần sau cổng mở đến 17 giờ 30." })).status, 303);
  const publish = async (who, more) => {
    const page = await who.page(`/can-bo/khieu-nai/${code}`);
    return (await who.post(`/can-bo/khieu-nai/${code}/cong-khai`, { phien_ban: page.match(/name="phien_ban" value="(\d+)"/)[1], ...more })).status;
  };
  assert.equal(await publish(doer, { cau_hoi: "Cổng trụ sở mở đến mấy giờ?", cau_tra_loi: "Từ tuần sau mở đến 17 giờ 30." }), 303);
  assert.equal(await publish(doer, { duyet: "1" }), 403);
  const visitor = new Person(server.url);
  assert.doesNotMatch(await visitor.page("/khieu-nai"), /Cổng trụ sở mở đến mấy giờ/);
  assert.equal(await publish(head, { duyet: "1" }), 303);
  assert.match(await visitor.page("/khieu-nai"), /Cổng trụ sở mở đến mấy giờ/);
});

test("programs file, act, answer and read the same, and whoever is named finds nothing there either", async () => {
  const program = (login) => new Program(server).signIn(login);
  const filer = await program("038190001234"), clerk = await program("motcua.hacthanh"), doer = await program("chuyenvien.hacthanh");
  const other = await program("chuyenvien2.hacthanh"), head = await program("lanhdao.hacthanh"), asked = await program("chuyenvien.snnmt");
  const every = (await filer.call("GET", "/units")).body.items;
  const keyOf = (name) => every.find((unit) => unit.name === name).key;
  const complaint = { kind: "settling", about: "unit", unit: keyOf("Ủy ban nhân dân phường Hạc Thành"), said: "Trả kết quả chậm mười hai ngày so với giấy hẹn", wish: "Trả kết quả", known: "2026-01-05" };
  for (const [wrong, field] of [[{ kind: "khiếu nại" }, "kind"], [{ about: "everything" }, "about"], [{ unit: "H99" }, "unit"], [{ said: "ngắn" }, "said"], [{ wish: "" }, "wish"], [{ known: "2026-02-30" }, "known"]]) {
    const refused = await filer.call("POST", "/my/complaints", { ...complaint, ...wrong });
    assert.equal(refused.status, 422, refused.text);
    assert.equal(refused.body.field, field, refused.text);
  }
  const key = { "idempotency-key": "mot-don-khieu-nai-thoi" };
  const filed = await filer.call("POST", "/my/complaints", complaint, key);
  assert.equal(filed.status, 201, filed.text);
  assert.equal((await filer.call("POST", "/my/complaints", complaint, key)).body.code, filed.body.code, "the same key is done once");
  assert.equal((await filer.call("POST", "/my/complaints", { ...complaint, wish: "Bồi thường" }, key)).status, 422);
  const { code } = filed.body;
  const event = async (who, name, body = {}) => {
    const { version } = (await who.call("GET", `/complaints/${code}`)).body;
    return who.call("POST", `/complaints/${code}/events/${name}`, { version, ...body });
  };
  assert.ok((await clerk.call("GET", "/complaints?kind=settling")).body.items.some((row) => row.code === code));
  assert.equal((await clerk.call("GET", "/complaints?from=2026-13-01")).body.field, "from");
  assert.equal((await asked.call("GET", `/complaints/${code}`)).status, 404);
  assert.equal((await event(clerk, "accept")).status, 200);
  assert.equal((await event(doer, "ask_opinion", { units: ["H56.H99"], reason: "Sở nghĩ sao?" })).body.field, "units");
  const department = keyOf((await asked.call("GET", "/session")).body.appointments[0].unit);
  assert.equal((await event(doer, "ask_opinion", { units: [department, keyOf("Sở Tư pháp")], days: 2, reason: "Hồ sơ chậm vì chờ ý kiến của sở?" })).status, 200);
  // Of two that are waited for one is let go, by the interface and on the page alike.
  assert.equal((await event(doer, "drop_opinion", { reason: "Không chờ nữa" })).body.field, "consultation");
  const worker = await at("chuyenvien.hacthanh");
  assert.match(await worker.page(`/can-bo/khieu-nai/${code}`), /<select[^>]*name="y_kien"/);
  assert.equal((await act(worker, code, "drop_opinion", { ly_do: "Không chờ nữa" })).status, 422);
  const { questions } = (await doer.call("GET", `/complaints/${code}`)).body;
  assert.equal((await act(worker, code, "drop_opinion", { ly_do: "Không chờ nữa", y_kien: questions.find((each) => each.unit === "Sở Tư pháp").consultation })).status, 303);
  const question = (await asked.call("GET", `/complaints/${code}`)).body;
  assert.equal(question.whole, false);
  assert.equal(question.said, undefined, "whoever is asked reads the question alone");
  assert.equal(question.questions[0].question, "Hồ sơ chậm vì chờ ý kiến của sở?");
  assert.equal((await event(asked, "answer_opinion", { reason: "Sở trả lời đúng hạn." })).status, 200);
  assert.equal((await event(doer, "propose", { outcome: "all of it", result: "Việc trả chậm là có thật." })).body.field, "outcome");
  assert.equal((await event(doer, "propose", { outcome: "justified", result: "Việc trả chậm là có thật, trả ngay." })).status, 200);
  const before = (await filer.call("GET", `/my/complaints/${code}`)).body;
  assert.equal(before.result + before.outcome, "", "what is only proposed is not told");
  assert.equal((await filer.call("GET", "/my/complaints")).body.items.find((row) => row.code === code).outcome, "");
  assert.equal((await doer.call("POST", `/complaints/${code}/notes`, { text: "Đã gọi điện cho người gửi đơn" })).status, 200);
  assert.equal((await doer.call("POST", `/complaints/${code}/messages`, { text: "x" })).body.field, "text");
  assert.equal((await filer.call("POST", `/my/complaints/${code}/messages`, { text: "Bao giờ có quyết định?" })).status, 200);
  assert.equal((await event(head, "sign")).status, 200);
  const own = (await filer.call("GET", `/my/complaints/${code}`)).body;
  assert.equal(own.outcome, "justified");
  assert.match(own.again_until, /^\d{4}-\d\d-\d\d$/);
  assert.doesNotMatch(JSON.stringify(own), /Đã gọi điện/, "a note is between officers");
  const paper = await fetch(`${server.url}/api/v1/my/complaints/${code}/files/${own.decision_file}`, { headers: { cookie: filer.cookie } });
  assert.match(await paper.text(), /^%PDF/);
  const missing = await filer.call("GET", `/my/complaints/${code}/files/1`);
  assert.equal(missing.status, 404);
  assert.match(missing.type, /problem\+json/);

  const named = (await doer.call("GET", "/session")).body.name;
  const against = await filer.call("POST", "/my/complaints", { ...complaint, about: "officer", named });
  assert.equal(against.status, 201, against.text);
  const hidden = `/complaints/${against.body.code}`;
  for (const [method, path, body] of [["GET", ""], ["POST", "/events/accept", { version: 1 }], ["PUT", "/assignee", { version: 1, assignee: "me" }], ["POST", "/notes", { text: "Không phải tôi" }], ["POST", "/messages", { text: "Không phải tôi" }], ["POST", "/published-answer", { version: 1 }], ["GET", "/files/1"]])
    assert.equal((await doer.call(method, hidden + path, body)).status, 404, method + path);
  assert.ok(!(await doer.call("GET", "/complaints?state=all")).body.items.some((row) => row.code === against.body.code));
  assert.equal((await other.call("GET", hidden)).status, 200);
  const gone = await filer.call("POST", `/my/complaints/${against.body.code}/withdrawal`, { version: against.body.version, reason: "Đã nói chuyện với nhau" });
  assert.equal(gone.body.state, "withdrawn", gone.text);
  assert.ok(Array.isArray((await new Program(server).call("GET", "/public-complaints")).body.figures));
});
