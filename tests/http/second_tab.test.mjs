// What was typed in one tab while the dossier changed in another is never lost: it is in the form again, or shown to be copied.
import assert from "node:assert/strict";
import { test } from "node:test";
import { demoServer, genericProcedure, Person, readyDraft } from "./client.mjs";

const server = demoServer();
const versionIn = (page) => page.match(/name="phien_ban" value="(\d+)"/)[1];
const formOf = (page, action) => page.match(new RegExp(`<form[^>]*action="[^"]*/${action}"[\\s\\S]*?</form>`))?.[0] ?? "";
const lost = (page) => page.match(/<div class="ds-actions" id="da-go">[\s\S]*?<\/div><\/dl>|id="da-go">[\s\S]*?<\/dl>/)?.[0] ?? "";

async function submitted() {
  const person = await new Person(server.url).signIn("038190001234");
  const draft = await readyDraft(person, await genericProcedure(server.url));
  const answer = await person.post(`${draft}/nop`);
  return { person, code: answer.headers.get("location").match(/\/ho-so\/([^/]+)/)[1] };
}

test("an officer's words come back with the sentence that the dossier changed", async () => {
  const { code } = await submitted();
  const clerk = await new Person(server.url).signIn("motcua.hacthanh");
  const path = `/can-bo/ho-so/${code}`;
  const before = versionIn(await clerk.page(path));
  await clerk.post(`${path}/viec/accept`, { phien_ban: before });
  const received = versionIn(await clerk.page(path));
  // In the first tab the clerk still refuses to receive it: that form is no more.
  const refused = await clerk.post(`${path}/viec/refuse`, { phien_ban: before, ly_do: "Không thuộc thẩm quyền của phường <b>" });
  assert.equal(refused.status, 409);
  const page = await refused.text();
  assert.match(page, /Người khác vừa xử lý hồ sơ này/);
  assert.match(lost(page), /“Từ chối tiếp nhận”/);
  assert.match(lost(page), /Không thuộc thẩm quyền của phường &lt;b&gt;/);
  // An act that may still be done has its words in its own form, with the version of today.
  const asked = await clerk.post(`${path}/viec/request_supplement`, { phien_ban: before, ly_do: "Giấy chứng sinh mờ", can_chinh_0: "1" });
  assert.equal(asked.status, 409);
  const again = await asked.text();
  assert.match(formOf(again, "viec/request_supplement"), /Giấy chứng sinh mờ/);
  assert.match(formOf(again, "viec/request_supplement"), /<details[^>]*>|name="can_chinh_0"[^>]*value="1"|value="1"[^>]*name="can_chinh_0"/);
  assert.equal(versionIn(formOf(again, "viec/request_supplement")), received);
  assert.equal(lost(again), "");
});

test("what is chosen and written beside the reason is kept as well", async () => {
  const { code } = await submitted();
  const clerk = await new Person(server.url).signIn("motcua.hacthanh");
  const path = `/can-bo/ho-so/${code}`;
  await clerk.post(`${path}/viec/accept`, { phien_ban: versionIn(await clerk.page(path)) });
  const page = await clerk.page(path);
  const specialist = formOf(page, "viec/forward").match(/<option value="(\d+)"/)[1];
  const refused = await clerk.post(`${path}/viec/forward`, { phien_ban: String(Number(versionIn(page)) - 1), nguoi: specialist });
  assert.equal(refused.status, 409);
  assert.match(formOf(await refused.text(), "viec/forward"), new RegExp(`<option value="${specialist}" selected`));
  await clerk.post(`${path}/viec/forward`, { phien_ban: versionIn(await clerk.page(path)) });
  const officer = await new Person(server.url).signIn("chuyenvien.hacthanh");
  const version = versionIn(await officer.page(path));
  await officer.post(`${path}/viec/submit_for_signature`, { phien_ban: version, ket_qua: "Đã xác nhận" });
  const late = await officer.post(`${path}/viec/submit_for_signature`, { phien_ban: version, ket_qua: "Xác nhận như đề nghị, thửa đất số 12" });
  assert.equal(late.status, 409);
  assert.match(lost(await late.text()), /Xác nhận như đề nghị, thửa đất số 12/);
});

test("a citizen's words come back too, each to its own form", async () => {
  const { person, code } = await submitted();
  const before = versionIn(await person.page(`/ho-so/${code}`));
  const clerk = await new Person(server.url).signIn("motcua.hacthanh");
  const path = `/can-bo/ho-so/${code}`;
  await clerk.post(`${path}/viec/ask_completion`, { phien_ban: versionIn(await clerk.page(path)), ly_do: "Số bản ghi nhầm" });
  const withdrawn = await person.post(`/ho-so/${code}/viec/withdraw`, { phien_ban: before, ly_do: "Tôi nộp nhầm nơi" });
  assert.equal(withdrawn.status, 409);
  const page = await withdrawn.text();
  assert.match(formOf(page, "viec/withdraw"), /Tôi nộp nhầm nơi/);
  assert.doesNotMatch(formOf(page, "viec/complete"), /Tôi nộp nhầm nơi/);
  // The one-stop refuses nothing now, but the citizen completes it twice: the second time that form is no more.
  const version = versionIn(await person.page(`/ho-so/${code}`));
  assert.equal((await person.post(`/ho-so/${code}/viec/complete`, { phien_ban: version, ly_do: "Tôi sửa số bản", so_ban: "2", noi_dung: "Đề nghị giải quyết" })).status, 303);
  const second = await person.post(`/ho-so/${code}/viec/complete`, { phien_ban: version, ly_do: "Tôi gửi thêm lời giải trình", so_ban: "3", noi_dung: "Đề nghị giải quyết" });
  assert.equal(second.status, 409);
  const kept = lost(await second.text());
  assert.match(kept, /“Nộp lại”/);
  assert.match(kept, /Tôi gửi thêm lời giải trình/);
  assert.match(kept, /3/);
});

test("a remark with a rating that was given already is not lost", async () => {
  const { person, code } = await submitted();
  await person.post(`/ho-so/${code}/viec/withdraw`, { phien_ban: versionIn(await person.page(`/ho-so/${code}`)), ly_do: "Không cần nữa" });
  assert.equal((await person.post(`/ho-so/${code}/danh-gia`, { gop_y: "Nhanh" })).status, 303);
  const again = await person.post(`/ho-so/${code}/danh-gia`, { gop_y: "Xin thêm ghế ở sảnh chờ" });
  assert.equal(again.status, 409);
  assert.match(lost(await again.text()), /Xin thêm ghế ở sảnh chờ/);
});

// What speaks to the applicant is for the applicant.
test("an officer reads the state in an officer's words", async () => {
  const { person, code } = await submitted();
  const clerk = await new Person(server.url).signIn("motcua.hacthanh");
  const path = `/can-bo/ho-so/${code}`;
  await clerk.post(`${path}/viec/ask_completion`, { phien_ban: versionIn(await clerk.page(path)), ly_do: "Thiếu giấy" });
  const office = await clerk.page(path);
  assert.match(office, /Chờ người nộp hoàn thiện/);
  assert.doesNotMatch(office, /Cần bạn/);
  assert.match(await person.page(`/ho-so/${code}`), /Cần bạn bổ sung trước khi tiếp nhận/);
});

// In the other modules a form that was overtaken keeps what was typed, names what stands now, and can be saved.
const stored = (page) => page.match(/id="vua-ghi">[\s\S]*?<\/dl>/)?.[0] ?? "";

test("a case of the operations centre that another changed can still be saved", async () => {
  const analyst = await new Person(server.url).signIn("truc.soc");
  await analyst.page("/can-bo/an-ninh/vu-viec/moi");
  const at = (await analyst.post("/can-bo/an-ninh/vu-viec/moi", { ten: "Mất máy tính xách tay", loai: "intrusion", muc: "2" })).headers.get("location");
  const version = versionIn(await analyst.page(at));
  const fields = { ten: "Mất máy tính xách tay", loai: "intrusion", muc: "2", trang_thai: "moi", nguyen_nhan: "", pham_vi: "", khac_phuc: "", bai_hoc: "" };
  assert.equal((await analyst.post(at, { ...fields, phien_ban: version, pham_vi: "Một máy của văn phòng" })).status, 303);
  const late = await analyst.post(at, { ...fields, phien_ban: version, nguyen_nhan: "Để quên trên xe" });
  assert.equal(late.status, 409);
  const page = await late.text();
  assert.match(page, /Để quên trên xe/);
  assert.match(stored(page), /Phạm vi[\s\S]*Một máy của văn phòng/);
  assert.equal((await analyst.post(at, { ...fields, phien_ban: versionIn(page), nguyen_nhan: "Để quên trên xe", pham_vi: "Một máy của văn phòng" })).status, 303);
});

test("a dataset's description that another changed can still be saved", async () => {
  const officer = await new Person(server.url).signIn("chuyenvien.sxd");
  await officer.page("/can-bo/du-lieu/moi");
  const fields = { ten: "Công trình thử", mo_ta: "Danh sách công trình của một tuần, ghi ra để thử biểu mẫu này.", linh_vuc: "hanh-chinh", giay_phep: "cc-by-4.0", dinh_ky: "weekly", dia_ban: "tinh-38" };
  const at = (await officer.post("/can-bo/du-lieu/moi", fields)).headers.get("location");
  const version = versionIn(await officer.page(`${at}/mo-ta`));
  assert.equal((await officer.post(`${at}/mo-ta`, { ...fields, phien_ban: version, nguon: "Sở Xây dựng" })).status, 303);
  const late = await officer.post(`${at}/mo-ta`, { ...fields, phien_ban: version, ten: "Công trình thử trong tuần" });
  assert.equal(late.status, 409);
  const page = await late.text();
  assert.match(page, /value="Công trình thử trong tuần"/);
  assert.match(stored(page), /Nguồn[\s\S]*Sở Xây dựng/);
  assert.equal((await officer.post(`${at}/mo-ta`, { ...fields, phien_ban: versionIn(page), ten: "Công trình thử trong tuần" })).status, 303);
});
