// The open-data portal as its people use it: a reader finds, filters and cites; an officer and a leader publish.
import assert from "node:assert/strict";
import { writeFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { barriers, openPage, signIn, startBrowser, startServer } from "./server.mjs";

let server, browser;
before(async () => {
  server = await startServer();
  browser = await startBrowser();
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

const look = async (page, name) => {
  assert.deepEqual(await barriers(page), [], name);
  await page.screenshot({ path: `tests/browser/shots/${name}.png` });
};

test("a reader finds a table, filters it and cites a version, without scripts, on a phone", async () => {
  const { page, errors } = await openPage(browser, { javaScriptEnabled: false, viewport: { width: 360, height: 740 } });
  await page.goto(`${server.url}/du-lieu`);
  await page.screenshot({ path: "tests/browser/shots/data-home.png" });
  await page.fill("#q", "xa phuong 2025");
  await page.click("form[role=search] button");
  await page.screenshot({ path: "tests/browser/shots/data-search.png" });
  await page.click("a:has-text('Danh sách 166 xã, phường')");
  await page.screenshot({ path: "tests/browser/shots/data-dataset.png" });
  await page.click(".ds-results a");
  await page.screenshot({ path: "tests/browser/shots/data-table.png" });
  await page.fill("#q", "hac thanh");
  await page.click("text=Lọc >> nth=-1");
  assert.match(await page.textContent("[role=status]"), /Tìm thấy \d dòng/);
  assert.match(await page.textContent("tbody"), /Phường Hạc Thành/);
  await page.click("th a:has-text('Dân số')");
  assert.match(page.url(), /xep=dan_so/);
  await page.click("summary:has-text('Trích dẫn')");
  assert.match(await page.textContent("details[open]"), /v\/1/);
  assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= 360);
  assert.deepEqual(errors, []);
});

test("an officer corrects a messy file, a leader publishes it from the inbox", async () => {
  const file = join(tmpdir(), `messy-${process.pid}.csv`);
  writeFileSync(file, "ỦY BAN NHÂN DÂN TỈNH;;;\n\nMã xã;Tên xã;Dân số;Điện thoại\n14797;Hạc Thành;197.142;0912345678\n14758;Hàm Rồng;63.166;0912345679\n");
  const officer = await openPage(browser, { viewport: { width: 1280, height: 900 } });
  await signIn(officer.page, server.url, "chuyenvien.snv");
  const { page } = officer;
  await page.goto(`${server.url}/can-bo/du-lieu`);
  await look(page, "data-own");
  await page.click("text=Lập bộ dữ liệu mới");
  await page.click("main button[type=submit]");
  await page.waitForSelector(".govuk-error-summary");
  await look(page, "data-describe-errors");
  await page.fill("[name=ten]", "Dân số theo báo cáo tháng");
  await page.fill("[name=mo_ta]", "Dân số các xã, phường theo báo cáo tháng của Sở, dùng để lập kế hoạch.");
  await page.selectOption("[name=linh_vuc]", "dan-so");
  await page.click("main button[type=submit]");
  await page.setInputFiles("[name=tep]", file);
  await page.fill("[name=ten_bang]", "Theo xã");
  await page.click("main button:has-text('Tải lên')");
  await page.waitForURL(/\/tep\/\d+$/);
  const upload = page.url();
  await look(page, "data-upload");
  await page.click("main button:has-text('Trình duyệt')");
  await page.waitForSelector(".govuk-error-summary");
  assert.match(await page.textContent(".govuk-error-summary"), /dien_thoai/);
  await page.check("[name=trach_nhiem]");
  await page.click("main button:has-text('Lưu và xem lại')");
  await page.waitForURL(upload);
  await page.click("main button:has-text('Trình duyệt')");
  await page.waitForSelector("text=Đang chờ lãnh đạo");

  const leader = await openPage(browser, { viewport: { width: 1440, height: 900 } });
  await signIn(leader.page, server.url, "lanhdao.snv");
  await leader.page.goto(`${server.url}/can-bo`);
  await leader.page.click("[data-list] tbody a");
  await leader.page.waitForSelector(".ds-pane h1");
  await look(leader.page, "data-review");
  await leader.page.goto(upload);
  await leader.page.click("main button:has-text('Công bố')");
  await leader.page.waitForURL(/\/bo\/\d+$/);
  await look(leader.page, "data-published");
  const reader = await openPage(browser);
  await reader.page.goto(`${server.url}/du-lieu/bo/dan-so-theo-bao-cao-thang/theo-xa`);
  assert.match(await reader.page.textContent("tbody"), /197142|197\.142/);
  assert.deepEqual([...officer.errors, ...leader.errors, ...reader.errors], []);
  rmSync(file);
});

test("no page of the portal is wider than a phone, and English ones are English", async () => {
  const { page } = await openPage(browser, { viewport: { width: 360, height: 740 } });
  const paths = ["/du-lieu", "/du-lieu/tim?q=dan+so", "/du-lieu/bo/papi-2011-2016", "/du-lieu/bo/papi-2011-2016/papi", "/du-lieu/bo/khong-co"];
  const vietnamese = () => [...document.querySelectorAll("body *")].filter((element) => !element.closest("[lang=vi], [translate=no], pre, script, option, code") && [...element.childNodes].some((node) => node.nodeType === 3 && /[ăâđêôơưàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ]/i.test(node.textContent))).map((element) => element.textContent.trim().slice(0, 80));
  for (const path of paths) {
    await page.goto(`${server.url}/en${path}`);
    assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= 360, path);
    assert.deepEqual(await page.evaluate(vietnamese), [], path);
    assert.deepEqual(await barriers(page), [], path);
  }
  const officer = await openPage(browser, { viewport: { width: 360, height: 740 } });
  await signIn(officer.page, server.url, "chuyenvien.snv");
  for (const path of ["/can-bo/du-lieu", "/can-bo/du-lieu/moi"]) {
    await officer.page.goto(`${server.url}/en${path}`);
    assert.ok((await officer.page.evaluate(() => document.documentElement.scrollWidth)) <= 360, path);
    assert.deepEqual(await officer.page.evaluate(vietnamese), [], path);
  }
});
