// The security operations centre as an analyst uses it: at a desk, by keys, without scripts, on a wall.
import assert from "node:assert/strict";
import { test } from "node:test";
import { barriers, inBrowser, openPage, shoot, signIn } from "./server.mjs";

const here = inBrowser();
const base = "/can-bo/an-ninh";
const look = async (page, name, options = {}) => {
  assert.deepEqual(await barriers(page), [], name);
  await shoot(page, name, options);
};

test("an analyst sees what is open, walks the queue by keys, takes an alert and opens a case", async () => {
  const { page, errors } = await openPage(here.browser);
  await signIn(page, here.server.url, "truc.soc");
  await page.click("nav >> text=An toàn thông tin");
  await page.waitForSelector(".ds-figures");
  await look(page, "soc-console");
  await page.click("nav >> text=Cảnh báo");
  await look(page, "soc-alerts");
  // The third by its keys; on a wide screen it opens beside the list.
  await page.setViewportSize({ width: 1500, height: 900 });
  for (const key of ["j", "j", "j", "k", "o"]) await page.keyboard.press(key);
  await page.waitForSelector(".ds-pane");
  await shoot(page, "soc-beside");
  const whole = await page.locator(".ds-pane__bar a").getAttribute("href");
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.goto(whole);
  await look(page, "soc-alert");
  await page.click("text=Nhận xem xét");
  assert.match(await page.textContent("main"), /Đang xem/);
  await page.click("text=Mở vụ việc từ cảnh báo này");
  await page.click("main button >> text=Mở vụ việc");
  assert.match(await page.textContent(".govuk-error-summary"), /Chọn loại sự cố/);
  await page.check("input[value=intrusion]");
  await page.click("main button >> text=Mở vụ việc");
  await page.waitForURL(/vu-viec\/SC-/);
  await page.click("button:has-text('Đánh dấu xong') >> nth=0");
  await page.fill("#ghi_chu", "Đã cô lập máy khỏi mạng.");
  await page.click("button:has-text('Ghi') >> nth=-1");
  assert.match(await page.textContent(".ds-timeline"), /Đã cô lập máy/);
  await look(page, "soc-case", { fullPage: true });
  await page.goto(`${here.server.url}/can-bo`);
  assert.match(await page.textContent("main"), /SC-\d{4}-0001/);
  assert.deepEqual(errors, []);
});

test("an analyst asks the events, narrows by a value and reads one of them, without scripts", async () => {
  const { page, errors } = await openPage(here.browser, { javaScriptEnabled: false });
  await signIn(page, here.server.url, "truc.soc");
  await page.goto(`${here.server.url}${base}/su-kien`);
  await page.fill("#q", "message:\"Failed password\"");
  await page.fill("#truong", "source.ip");
  await page.click("main button >> text=Tìm");
  assert.match(await page.textContent("main"), /\d\d+ sự kiện/);
  await shoot(page, "soc-search");
  await page.click("td a:has-text('203.0.113.66')");
  assert.match(await page.inputValue("#q"), /source\.ip:"203\.0\.113\.66"/);
  await page.click("td a[href*='/su-kien/standard-'] >> nth=0");
  assert.match(await page.textContent("main"), /SHA-256/);
  assert.match(await page.textContent("main"), /user\.name/);
  await shoot(page, "soc-event", { fullPage: true });
  await page.goto(`${here.server.url}${base}/su-kien?q=${encodeURIComponent("(a")}`);
  assert.match(await page.textContent(".govuk-error-summary"), /Thiếu dấu/);
  assert.deepEqual(errors, []);
});

test("an analyst imports a list of indicators, sees what it found, what of ATT&CK is covered and how a system stands", async () => {
  const { page, errors } = await openPage(here.browser);
  await signIn(page, here.server.url, "truc.soc");
  await page.goto(`${here.server.url}${base}/chi-dau`);
  await page.fill("#ten", "Danh sách trung tâm quốc gia");
  await page.selectOption("#muc", "critical");
  await page.setInputFiles("input[type=file]", { name: "c2.csv", mimeType: "text/csv", buffer: Buffer.from("value,description\n198.51.100.9,Máy chủ điều khiển\nkhông phải\n") });
  await page.click("main form[enctype='multipart/form-data'] button");
  await page.waitForLoadState();
  const row = page.locator("tr", { hasText: "Danh sách trung tâm quốc gia" });
  await row.waitFor({ timeout: 60_000 }); // it is taken in once the rules are read
  for (let wait = 0; wait < 60 && !/lần thấy trong/.test(await row.textContent()); ++wait) {
    await page.waitForTimeout(500);
    await page.reload();
  }
  assert.match(await row.textContent(), /[1-9]\d* lần thấy trong/);
  await look(page, "soc-indicators", { fullPage: true });
  await row.locator("a").click();
  await page.waitForLoadState();
  assert.match(await page.textContent("main"), /198\.51\.100\.9/);
  await page.goto(`${here.server.url}${base}/att-ck`);
  assert.match(await page.textContent("main"), /Credential access/);
  await look(page, "soc-coverage");
  await page.goto(`${here.server.url}${base}/he-thong`);
  await look(page, "soc-systems");
  await page.click("text=Hệ thống thông tin giải quyết thủ tục hành chính");
  await page.waitForLoadState();
  assert.match(await page.textContent("main"), /Lực lượng tại chỗ/);
  await look(page, "soc-system", { fullPage: true });
  await page.click("dd a:has-text('Xem')");
  await page.waitForLoadState();
  await look(page, "soc-weaknesses", { fullPage: true });
  await page.click("text=Insufficient Group Strength");
  await page.waitForLoadState();
  assert.match(await page.textContent("main"), /10\.38\.2\.7:18443[\s\S]*Modulus Length: 1024/);
  await page.click("text=Lưu quyết định");
  await page.waitForLoadState();
  assert.match(await page.textContent(".govuk-error-summary"), /lý do/i);
  await page.check("input[value=fixed]");
  await page.fill("#ly_do", "Đã đổi nhóm Diffie-Hellman 4096 bit");
  await look(page, "soc-weakness", { fullPage: true });
  await page.click("text=Lưu quyết định");
  await page.waitForLoadState();
  assert.match(await page.textContent("main"), /Đã khắc phục[\s\S]*4096 bit/);
  await page.goto(`${here.server.url}${base}/tinh-trang`);
  await look(page, "soc-services");
  await page.goto(`${here.server.url}${base}/ban-do`);
  await page.waitForFunction(() => document.querySelector(".ds-picture img").naturalWidth > 0);
  await look(page, "soc-map", { fullPage: true });
  await page.goto(`${here.server.url}${base}/truc`);
  assert.match(await page.textContent("main"), /Bây giờ/);
  await look(page, "soc-duty", { fullPage: true });
  await page.goto(`${here.server.url}${base}/giu-lai`);
  await look(page, "soc-holds");
  assert.deepEqual(errors, []);
});

test("the other pages stand on a phone, in English too, and the wall is read from afar", async () => {
  const { page, errors } = await openPage(here.browser, { viewport: { width: 360, height: 740 } });
  await signIn(page, here.server.url, "truongca.soc");
  for (const path of ["", "/canh-bao", "/su-kien?q=mimikatz&ky=tat-ca", "/vu-viec", "/vu-viec/moi", "/vu-viec/SC-2026-0001", "/giao-ca", "/truc", "/ban-do", "/nguon", "/nguon/moi", "/quy-tac", "/quy-tac/moi", "/att-ck", "/chi-dau", "/chi-dau?tra=198.51.100.9", "/he-thong", "/he-thong/moi", "/lo-hong?trang_thai=all", "/tinh-trang", "/giu-lai", "/ngoai-le"].map((each) => each.replace("2026", String(new Date().getFullYear())))) {
    const answer = await page.goto(`${here.server.url}/en${base}${path}`);
    assert.equal(answer.status(), 200, path);
    assert.deepEqual(await barriers(page), [], path);
    assert.match(await page.textContent(".ds-tabs"), /Handover/);
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), `${path} is wider than the screen`);
    if (/att-ck|he-thong$|chi-dau$|tinh-trang|giu-lai/.test(path)) await shoot(page, `soc-phone${path.replaceAll("/", "-")}`, { fullPage: true });
  }
  await shoot(page, "soc-phone");
  await page.setViewportSize({ width: 1920, height: 1080 });
  await page.goto(`${here.server.url}${base}/man-hinh`);
  await look(page, "soc-wall");
  // It follows by itself: a refused sign-in is an event of this very program.
  const before = await page.textContent(".ds-console + p");
  await fetch(`${here.server.url}/dang-nhap`, { method: "POST", body: new URLSearchParams({ ten_dang_nhap: "aidaykhongco", mat_khau: "sai bet" }) });
  await page.waitForFunction((old) => document.querySelector(".ds-console + p")?.textContent !== old, before);
  assert.deepEqual(errors, []);
});
