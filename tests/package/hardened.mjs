// What the program does in processes of its own, asked of a service in its room: node tests/package/hardened.mjs URL
import assert from "node:assert/strict";
import { genericProcedure, Person, readyDraft } from "../http/client.mjs";
import { until } from "../http/peers.mjs";

const url = process.argv[2];
const { id } = (await (await fetch(`${url}/api/3/action/package_show?id=xa-phuong-2025`)).json()).result.resources[0];
const sql = encodeURIComponent(`SELECT COUNT(*) AS so FROM "${id}"`);
const answer = await (await fetch(`${url}/api/3/action/datastore_search_sql?sql=${sql}`)).json();
assert.ok(answer.success && answer.result.records.length === 1, JSON.stringify(answer));

const citizen = await new Person(url).signIn("038190001234");
const draft = await readyDraft(citizen, await genericProcedure(url));
const png = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==", "base64");
const pdf = Buffer.from("%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>\nendobj\ntrailer\n<</Size 4/Root 1 0 R>>\n%%EOF\n");
for (const [name, bytes] of [["anh.png", png], ["giay.pdf", pdf]]) {
  await citizen.page(`${draft}/giay-to`);
  const form = new FormData();
  form.append("_csrf", citizen.csrf);
  form.append("tep_-1", new Blob([bytes]), name);
  const sent = await fetch(`${url}${draft}/giay-to`, { method: "POST", body: form, redirect: "manual", headers: { cookie: citizen.cookie } });
  assert.equal(sent.status, 303, await sent.text());
}
const drawn = await until(() => citizen.page(`${draft}/giay-to`), (page) => new Set(page.match(/\/nhap\/\d+\/tep\/\d+\/trang-dau/g)).size === 2, 60_000);
for (const path of new Set(drawn.match(/\/nhap\/\d+\/tep\/\d+\/trang-dau/g))) assert.equal((await citizen.get(path)).headers.get("content-type"), "image/png");
console.log("SQL is answered, first pages are drawn");
