// Datasets of another portal: shown, chosen, begun as drafts, and published only when an officer has looked at them. The other
// portal is this program itself, asked as CKAN and as DCAT.
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { makeDemo, Person, remove, serve } from "./client.mjs";

let data, server, officer;
// The program under test calls itself by an address without a port; as the other portal it is known by this one.
const other = createServer(async (request, answer) => {
  try {
    const told = await fetch(`${server.url}${request.url}`);
    answer.writeHead(told.status).end((await told.text()).replaceAll(/http:\/\/localhost:\d+/g, at("")));
  } catch {
    answer.destroy(); // the program ends while it fetches from itself
  }
});
const at = (path) => `http://127.0.0.1:${other.address().port}${path}`;
before(async () => {
  await new Promise((done) => other.listen(0, "127.0.0.1", done));
  data = makeDemo();
  writeFileSync(join(data, "config.yaml"), "pulls_inside: true\n");
  server = await serve(data, ["--config", join(data, "config.yaml")]);
  officer = await new Person(server.url).signIn("chuyenvien.snv");
});
after(async () => {
  // First, so that a fetch under way ends: a program that stops waits for it.
  other.close();
  other.closeAllConnections();
  await server.stop();
  remove(data);
});

const ask = (address, words = "") => `/can-bo/du-lieu/cong-khac?${new URLSearchParams({ dia_chi: address, tim: words })}`;
const offered = (page) => [...page.matchAll(/name="lay" value="([^"]+)"/g)].map((match) => match[1]);
const take = (address, words, chosen, more = {}) => officer.post("/can-bo/du-lieu/cong-khac", { dia_chi: address, tim: words, trang: "1", linh_vuc: "", dinh_ky: "weekly", lay: chosen, ...more });
async function until(what) {
  for (const began = Date.now(); Date.now() - began < 30_000; await sleep(100)) {
    const found = await what();
    if (found) return found;
  }
  assert.fail("it does not come");
}

test("a dataset of a CKAN portal becomes a draft, its table comes, and nothing half described is published", async () => {
  const address = at("/");
  const page = await officer.page(ask(address, "27 huyện"));
  const [chosen] = offered(page).filter((each) => each.endsWith("/dataset/huyen-2023"));
  assert.ok(chosen, page.slice(page.indexOf("<h1"), page.indexOf("<h1") + 2500));
  assert.equal((await take(address, "27 huyện", [])).status, 422);
  assert.equal((await take(address, "27 huyện", ["http://example.org/khac"])).status, 422);
  assert.equal((await take(address, "27 huyện", [chosen], { linh_vuc: "khong-co" })).status, 422);
  assert.equal((await take(address, "27 huyện", [chosen])).status, 303);
  const own = (await officer.page(ask(address, "27 huyện"))).match(/href="(\/can-bo\/du-lieu\/bo\/\d+)">Đã lấy/)[1];
  assert.equal((await take(address, "27 huyện", [chosen])).status, 422, "it is not begun twice");

  const upload = await until(async () => (await officer.page(own)).match(/\/can-bo\/du-lieu\/tep\/\d+/)?.[0]);
  assert.match(await until(async () => (await officer.page(own)).match(/Có tệp đầu tiên/)?.[0]), /đầu tiên/);
  const refused = await officer.post(`${upload}/trinh`);
  assert.equal(refused.status, 409);
  assert.match(await refused.text(), /chưa được mô tả đủ: Chọn lĩnh vực/);

  const form = await officer.page(`${own}/mo-ta`);
  const field = (name) => form.match(new RegExp(`name="${name}"[^>]*value="([^"]*)"`))?.[1] ?? "";
  const described = await officer.post(`${own}/mo-ta`, { ten: field("ten"), mo_ta: "Danh sách huyện của tỉnh năm 2023, lấy từ một cổng khác để thử.", linh_vuc: "hanh-chinh", giay_phep: "cc-by-4.0", dinh_ky: "weekly", phien_ban: field("phien_ban"), nguon: field("nguon") });
  assert.equal(described.status, 303);
  assert.equal((await officer.post(`${upload}/trinh`)).status, 303);
  const leader = await new Person(server.url).signIn("lanhdao.snv");
  await leader.page(upload);
  assert.equal((await leader.post(`${upload}/cong-bo`)).status, 303);
  const slug = (await officer.page(own)).match(/href="\/du-lieu\/bo\/([^"]+)"/)[1];
  const text = async (bo) => {
    const { results } = (await (await fetch(`${server.url}/api/3/action/package_search?fq=name:${bo}`)).json()).result;
    return (await (await fetch(`${server.url}/api/3/action/datastore_search?resource_id=${results[0].resources[0].id}&limit=1000`)).json()).result.total;
  };
  assert.notEqual(slug, "huyen-2023");
  assert.equal(await text(slug), await text("huyen-2023"));
});

test("a dataset of a DCAT catalogue likewise; its licence is told by its address", async () => {
  const address = at("/catalog.ttl");
  const page = await officer.page(ask(address, "ngày nghỉ"));
  const [chosen] = offered(page);
  assert.ok(chosen, page.slice(-600));
  assert.equal((await take(address, "ngày nghỉ", [chosen], { linh_vuc: "hanh-chinh" })).status, 303);
  const own = (await officer.page(ask(address, "ngày nghỉ"))).match(/href="(\/can-bo\/du-lieu\/bo\/\d+)">Đã lấy/)[1];
  await until(async () => (await officer.page(own)).match(/\/can-bo\/du-lieu\/tep\/\d+/)?.[0]);
  assert.match(await officer.page(`${own}/mo-ta`), /<option value="(?!chua-ro)[a-z0-9.-]+" selected>(Creative|Open|Văn)/);
});

test("what is no catalogue and what does not answer is refused in words", async () => {
  for (const [address, words] of [["khong-phai-dia-chi", /bắt đầu bằng http/], [at("/du-lieu"), /404|không trả lời theo CKAN/], ["http://127.0.0.1:1/", /./]]) {
    const answer = await officer.get(ask(address));
    assert.ok(answer.status >= 400 && answer.status < 600);
    assert.match((await answer.text()).match(/govuk-error-summary.*?<\/div>\s*<\/div>/s)[0], words);
  }
});
