// The open-data portal as its people use it: a reader finds, filters and cites; an officer and a leader publish.
import assert from "node:assert/strict";
import { writeFileSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { barriers, openPage, shoot, signIn, startBrowser, startServer } from "./server.mjs";

let server, browser;
const config = join(tmpdir(), `dongson-browser-${process.pid}.yaml`);
before(async () => {
  writeFileSync(config, "pulls_inside: true\n");
  server = await startServer(["--config", config]);
  browser = await startBrowser();
});
after(async () => {
  await browser?.close();
  await server?.stop();
  rmSync(config, { force: true });
});

const look = async (page, name) => {
  assert.deepEqual(await barriers(page), [], name);
  await shoot(page, `${name}`);
};

test("a reader finds a table, filters it and cites a version, without scripts, on a phone", async () => {
  const { page, errors } = await openPage(browser, { javaScriptEnabled: false, viewport: { width: 360, height: 740 } });
  await page.goto(`${server.url}/du-lieu`);
  await shoot(page, "data-home");
  await page.fill("#q", "xa phuong 2025");
  await page.click("form[role=search] button");
  await shoot(page, "data-search");
  await page.click("a:has-text('Danh sách 166 xã, phường')");
  await shoot(page, "data-dataset");
  await page.click(".ds-results a");
  await shoot(page, "data-table");
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

test("a reader scrolls, charts, maps and asks a table, and embeds what was drawn", async () => {
  const { page, errors } = await openPage(browser);
  await page.goto(`${server.url}/du-lieu/bo/dia-danh-geonames/dia_danh`);
  const total = Number(await page.getAttribute("[data-rows]", "data-total"));
  assert.ok(total > 500);
  await page.waitForSelector("tr[aria-rowindex]");
  assert.ok((await page.locator("tbody tr").count()) < 60, "only the rows in sight are in the page");
  await page.evaluate(() => (document.querySelector("[data-rows]").scrollTop = 1e9));
  await page.waitForSelector(`tr[aria-rowindex="${total + 1}"] td:not(:has-text("…"))`);
  await look(page, "data-scrolled");

  await page.goto(`${server.url}/du-lieu/bo/xa-phuong-2025/xa_phuong_2025`);
  await page.click("text=Vẽ biểu đồ");
  await page.selectOption("[name=ve-nhom]", "ten");
  await page.selectOption("[name=ve-cot]", "dan_so");
  await page.click("main form button");
  await page.waitForFunction(() => document.querySelector(".ds-picture img")?.complete && document.querySelector(".ds-picture img").naturalWidth > 800);
  await page.click("summary:has-text('Số liệu trong hình')");
  assert.match(await page.textContent("details[open] tbody"), /Phường Hạc Thành197\.142/);
  await page.click("summary:has-text('Giữ và nhúng')");
  await look(page, "data-chart");
  const frame = (await page.textContent("details:last-of-type pre")).match(/src="([^"]+)"/)[1];
  const other = await openPage(browser);
  // A page of somebody else's site.
  const elsewhere = createServer((_, answer) => answer.end(`<!doctype html><title>x</title><iframe src="${frame.replace(/^http:\/\/[^/]+/, server.url)}" title="x" width="880" height="620"></iframe>`));
  await new Promise((done) => elsewhere.listen(0, "127.0.0.1", done));
  await other.page.goto(`http://127.0.0.1:${elsewhere.address().port}/`);
  await other.page.frameLocator("iframe").locator("svg title").first().waitFor({ state: "attached" });
  elsewhere.close();

  await page.goto(`${server.url}/du-lieu/bo/xa-phuong-2025/xa_phuong_2025`);
  await page.click("text=Xem bản đồ");
  await page.waitForFunction(() => document.querySelector(".ds-picture img")?.naturalWidth > 800);
  await look(page, "data-map");
  await page.goto(`${server.url}/du-lieu/bo/xa-phuong-2025/xa_phuong_2025`);
  await page.click("text=Hỏi bằng SQL");
  await page.fill("[name=sql]", "SELECT loai, COUNT(*) AS so FROM data GROUP BY loai ORDER BY so");
  await page.click("main form button");
  assert.match(await page.textContent("tbody"), /Phường19.*Xã147/s);
  await look(page, "data-sql");
  await page.fill("[name=sql]", "DROP TABLE data");
  await page.click("main form button");
  await page.waitForSelector(".govuk-error-summary");
  await look(page, "data-sql-refused");
  assert.deepEqual(errors, []);
});

test("a reader's remark is answered by the agency, and shown", async () => {
  const reader = await openPage(browser);
  await reader.page.goto(`${server.url}/du-lieu/bo/pci-2005-2016`);
  await look(reader.page, "data-dataset-whole");
  await reader.page.click("text=Góp ý về bộ dữ liệu này");
  await reader.page.click("main button[type=submit]");
  await reader.page.waitForSelector(".govuk-error-summary");
  await look(reader.page, "data-remark-errors");
  await reader.page.fill("[name=noi_dung]", "Xin bổ sung chỉ số các năm sau 2016.");
  await reader.page.click("main button[type=submit]");
  await reader.page.waitForSelector("text=Đã gửi");
  for (const path of ["/du-lieu/thong-ke", "/du-lieu/chat-luong", "/du-lieu/bo/pci-2005-2016/chat-luong", "/du-lieu/co-quan/so-noi-vu", "/du-lieu/linh-vuc/hanh-chinh", "/du-lieu/chuoi/danh-sach-xa-phuong-cua-tinh", "/du-lieu/giay-phep", "/du-lieu/bo/pci-2005-2016/pci/lap-trinh", "/du-lieu/bo/pci-2005-2016/pci/v/1/cot/nam"]) {
    await reader.page.goto(`${server.url}${path}`);
    await look(reader.page, `data${path.replace(/[^a-z]+/g, "-")}`);
  }
  assert.deepEqual(reader.errors, []);
});

test("an officer publishes a workbook, and gives a program a token", async () => {
  const { page, errors } = await openPage(browser);
  await signIn(page, server.url, "chuyenvien.snv");
  await page.goto(`${server.url}/can-bo/du-lieu`);
  await page.click("main table a >> nth=0");
  const answer = await page.request.get(`${server.url}/du-lieu/bo/so-ban-nganh/so_ban_nganh/v/1/tai/xlsx`);
  await page.fill("[name=ten_bang]", "Từ Excel");
  await page.setInputFiles("[name=tep]", { name: "bang.xlsx", mimeType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", buffer: await answer.body() });
  await page.click("text=Tải lên");
  await page.waitForSelector("text=Cách đọc tệp");
  assert.match(await page.textContent("main"), /XLSX/);
  await look(page, "data-workbook");
  await page.goto(`${server.url}/tai-khoan`);
  await page.fill("[name=ten_ma]", "máy thu thập");
  await page.fill("[name=mat_khau_ma]", "thanh hoa 2026");
  await page.click("text=Tạo mã");
  await page.waitForSelector("#ma-moi");
  await look(page, "account-token");
  assert.deepEqual(errors, []);
});

test("an officer takes a dataset of another portal, and looks at its table before anybody else does", async () => {
  const other = createServer((request, answer) => {
    const at = (path) => `http://127.0.0.1:${other.address().port}${path}`;
    const resource = { id: "1", name: "Trạm y tế", format: "CSV", url: at("/tram.csv") };
    const packages = [
      { name: "tram-y-te", title: "Trạm y tế xã", notes: "Danh sách trạm y tế xã, phường với số giường và số bác sĩ, cập nhật hằng tháng.", license_id: "cc-by-4.0", resources: [resource, { id: "2", name: "Hướng dẫn", format: "PDF", url: at("/huong-dan.pdf") }] },
      { name: "nha-thuoc", title: "Nhà thuốc", notes: "Nhà thuốc đạt chuẩn.", resources: [] },
    ];
    if (request.url.startsWith("/api/3/action/package_search")) answer.end(JSON.stringify({ success: true, result: { count: 2, results: packages } }));
    else if (request.url.startsWith("/api/3/action/resource_show")) answer.end(JSON.stringify({ success: true, result: resource }));
    else if (request.url === "/tram.csv") answer.end("Mã;Trạm;Giường\n01;Hạc Thành;12\n02;Quảng Phú;8\n");
    else answer.writeHead(404).end();
  });
  await new Promise((done) => other.listen(0, "127.0.0.1", done));
  const { page, errors } = await openPage(browser);
  await signIn(page, server.url, "chuyenvien.snv");
  await page.goto(`${server.url}/can-bo/du-lieu`);
  await page.click("text=Lấy từ cổng khác");
  await page.fill("[name=dia_chi]", `http://127.0.0.1:${other.address().port}`);
  await page.click("text=Xem danh mục");
  await page.check("text=Trạm y tế xã");
  await page.selectOption("[name=linh_vuc]", { index: 1 });
  await look(page, "data-elsewhere");
  await page.setViewportSize({ width: 360, height: 740 });
  assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= 360);
  await shoot(page, "data-elsewhere-phone");
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.click("text=Lấy các bộ đã chọn");
  await page.click("text=Trạm y tế xã");
  for (let tries = 0; tries < 100 && !(await page.isVisible("text=Tệp đang chờ")); ++tries) {
    await page.waitForTimeout(100);
    await page.reload();
  }
  await look(page, "data-taken");
  await page.click("main ul a >> nth=0");
  await page.waitForSelector("text=Cách đọc tệp");
  assert.match(await page.textContent("main"), /Hạc Thành/);
  await page.click("text=Trình duyệt");
  await page.waitForSelector("text=Đang chờ lãnh đạo");
  assert.deepEqual(errors, []);
  other.close();
});

test("no page of the portal is wider than a phone, and English ones are English", async () => {
  const { page } = await openPage(browser, { viewport: { width: 360, height: 740 } });
  const paths = ["/du-lieu", "/du-lieu/tim?q=dan+so", "/du-lieu/bo/papi-2011-2016", "/du-lieu/bo/papi-2011-2016/papi", "/du-lieu/bo/khong-co", "/du-lieu/bo/papi-2011-2016/papi/v/1/bieu-do", "/du-lieu/bo/xa-phuong-2025/xa_phuong_2025/v/1/ban-do", "/du-lieu/bo/papi-2011-2016/papi/v/1/sql", "/du-lieu/bo/papi-2011-2016/papi/v/1/cot/tinh", "/du-lieu/bo/papi-2011-2016/papi/lap-trinh", "/du-lieu/bo/papi-2011-2016/chat-luong", "/du-lieu/thong-ke", "/du-lieu/chat-luong", "/du-lieu/gop-y", "/du-lieu/giay-phep"];
  const vietnamese = () => [...document.querySelectorAll("body *")].filter((element) => !element.closest("[lang=vi], [translate=no], pre, script, option, code") && [...element.childNodes].some((node) => node.nodeType === 3 && /[ăâđêôơưàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ]/i.test(node.textContent))).map((element) => element.textContent.trim().slice(0, 80));
  for (const path of paths) {
    await page.goto(`${server.url}/en${path}`);
    assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= 360, path);
    assert.deepEqual(await page.evaluate(vietnamese), [], path);
    assert.deepEqual(await barriers(page), [], path);
  }
  const officer = await openPage(browser, { viewport: { width: 360, height: 740 } });
  await signIn(officer.page, server.url, "chuyenvien.snv");
  for (const path of ["/can-bo/du-lieu", "/can-bo/du-lieu/moi", "/can-bo/du-lieu/cong-khac"]) {
    await officer.page.goto(`${server.url}/en${path}`);
    assert.ok((await officer.page.evaluate(() => document.documentElement.scrollWidth)) <= 360, path);
    assert.deepEqual(await officer.page.evaluate(vietnamese), [], path);
  }
});
