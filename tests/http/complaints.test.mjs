// Complaints and feedback by forms: filed about an own dossier, taken on, decided, signed, read; and who never learns of them.
import assert from "node:assert/strict";
import { test } from "node:test";
import { demoServer, Person } from "./client.mjs";

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
  assert.match(await paper.text(), /^%PDF/);
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
