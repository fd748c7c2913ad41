// A proven owner who lost the password and never gave an e-mail address.
import assert from "node:assert/strict";
import { test } from "node:test";
import { demoServer, Person } from "./client.mjs";

const server = demoServer();
const who = "038185007766", name = "Bùi Thị Quên", old = "một câu chẳng ai ngờ", fresh = "núi Nưa mây trắng bay";
const json = (person, path, body) =>
  fetch(`${server.url}/api/v1${path}`, { method: "POST", body: JSON.stringify(body), headers: { cookie: person.cookie, "x-csrf-token": person.csrf, "content-type": "application/json" } });

test("a counter's slip sets a new password, once, and opens no account that nobody has seen", async () => {
  const clerk = await new Person(server.url).signIn("motcua.hacthanh");
  const given = async () => (await (await json(clerk, "/proof-slips", { number: who, name, document: "Thẻ căn cước", seen: true })).json()).code;
  const reset = (code, words) => new Person(server.url).post("/quen-mat-khau/phieu", { so_dinh_danh: who, ma_phieu: code, mat_khau: words });
  const person = new Person(server.url);
  assert.equal((await person.post("/dang-ky", { loai: "ca-nhan", ho_ten: name, so_dinh_danh: who, ngay_sinh: "1/2/1985", so_dien_thoai: "0987654321", mat_khau: old })).status, 303);
  await person.page("/tai-khoan");
  const refused = await reset(await given(), fresh);
  assert.equal(refused.status, 422);
  assert.match(await refused.text(), /chưa có tài khoản đã xác minh/);

  assert.equal((await json(person, "/my/proof", { number: who, code: await given() })).status, 200);
  const code = await given();
  assert.equal((await reset(code, "12345678")).status, 422, "a password that is none costs none of the slip's tries");
  assert.equal((await reset(code, fresh)).status, 303);
  assert.equal((await reset(code, "một câu khác chẳng ai ngờ")).status, 422, "a slip works once");
  assert.notEqual((await person.get("/tai-khoan")).status, 200, "sessions from before have ended");
  assert.equal((await new Person(server.url).post("/dang-nhap", { ten_dang_nhap: who, mat_khau: old })).status, 422);
  const again = await new Person(server.url).post("/dang-nhap", { ten_dang_nhap: who, mat_khau: fresh });
  assert.equal(again.status, 303);
});
