// From an empty folder as its new operator meets it, in a browser: set-up, the administrator, an officer hired, appointed and gone.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { emptyDatabase, program } from "../demonstration.mjs";
import { barriers, openPage, shoot, startBrowser } from "./server.mjs";

const data = join(mkdtempSync(join(tmpdir(), "dongson-empty-")), "tinh");
let browser, child, said = "";

async function until(pattern) {
  for (let tenth = 0; tenth < 600; ++tenth) {
    const found = pattern.exec(said);
    if (found) return found;
    await new Promise((done) => setTimeout(done, 100));
  }
  throw new Error(`never said ${pattern}: ${said}`);
}

before(async () => {
  const connection = process.env.DONGSON_TEST_POSTGRES;
  const database = connection ? ["--database", emptyDatabase(connection)] : [];
  child = spawn(program, ["serve", "--data", data, "--listen", "127.0.0.1:0", ...database], { stdio: ["ignore", "pipe", "ignore"] });
  child.stdout.on("data", (chunk) => (said += chunk));
  browser = await startBrowser();
});
after(async () => {
  await browser?.close();
  const ended = new Promise((resolve) => child.on("exit", resolve));
  child.kill("SIGTERM");
  await ended;
  rmSync(join(data, ".."), { recursive: true, force: true });
});

const fill = async (page, fields) => {
  for (const [name, value] of Object.entries(fields)) await page.fill(`[name="${name}"]`, value);
};
const shownCode = (page) => page.locator(".ds-code").textContent();

test("an empty folder becomes a province, and its administrator hires, appoints and lets go", { timeout: 180_000 }, async () => {
  const { page, errors } = await openPage(browser);
  page.setDefaultTimeout(60_000);  // a whole province is loaded, perhaps beside other tests
  const [first] = await until(/http:\/\/localhost:\d+\/cai-dat\?ma=\S+/);
  await page.goto(first);
  assert.deepEqual(await barriers(page), []);
  await fill(page, { "admin-name": "" });
  await page.click("main button[type=submit]");
  assert.match(await page.textContent(".govuk-error-summary"), /Nhập họ và tên người quản trị/);
  assert.equal(await page.isChecked('[name="submission"][value="national"]'), true, "the rule since July 2025");
  await fill(page, { "base-url": "https://dichvucong.vidu.vn", contact: "Tổng đài 1900 0000", "admin-name": "Lê Văn Quản" });
  await shoot(page, "setup");
  await page.click("main button[type=submit]");
  await page.waitForSelector(".ds-code");
  assert.deepEqual(await barriers(page), []);
  const code = await shownCode(page);
  const [, url] = await until(/(http:\/\/localhost:\d+)\n(?!This)/);

  await page.goto(`${url}/kich-hoat?ten=quan.tri`);
  await fill(page, { ma_kich_hoat: code, mat_khau: "núi Nưa mây trắng bay" });
  await shoot(page, "activation");
  assert.deepEqual(await barriers(page), []);
  await page.click("main button[type=submit]");
  await page.waitForURL("**/can-bo");
  await page.click(".ds-side a:has-text('Quản trị')");
  assert.match(await page.textContent("main"), /quan\.tri/);

  await page.click("main a:has-text('Thêm một người')");
  await fill(page, { ten_dang_nhap: "hoa.lethi", ho_ten: "Lê Thị Hoa", don_vi: "Phường Không Có", chuc_vu: "Công chức một cửa" });
  await page.selectOption('[name="vai_tro"]', "clerk");
  await page.click("main button[type=submit]");
  assert.match(await page.textContent(".govuk-error-summary"), /Không có đơn vị “Phường Không Có”/);
  assert.equal(await page.inputValue('[name="ho_ten"]'), "Lê Thị Hoa", "what was typed is still there");
  assert.deepEqual(await barriers(page), []);
  await fill(page, { don_vi: "Phường Hạc Thành" });
  await page.click("main button[type=submit]");
  const hers = await shownCode(page);
  await shoot(page, "person");
  assert.deepEqual(await barriers(page), []);

  const list = join(data, "them.csv");
  writeFileSync(list, "login,name,unit,role,position\nbinh.tranvan,Trần Văn Bình,Phường Hạc Thành,specialist,Công chức hộ tịch\nlan.phamthi,Phạm Thị Lan,Phường Hạc Thành,leader,Phó Chủ tịch UBND phường\nai.do,Ai Đó,Xã Không Có,clerk,\n");
  await page.goto(`${url}/can-bo/quan-tri/danh-sach`);
  await page.setInputFiles('[name="tep"]', list);
  await page.click("main button[type=submit]");
  await page.waitForSelector("h1:has-text('Xem các thay đổi')");
  assert.match(await page.textContent("main"), /không có đơn vị “Xã Không Có”/);
  await shoot(page, "staff-list");
  assert.deepEqual(await barriers(page), []);
  await page.check('[name="bo_loi"]');
  const [download] = await Promise.all([page.waitForEvent("download"), page.click("main button[type=submit]")]);
  assert.equal(download.suggestedFilename(), "ma-kich-hoat.csv");
  await page.goto(`${url}/can-bo/quan-tri?tim=hạc+thành`);
  assert.equal(await page.locator("main tbody tr").count(), 3);
  await shoot(page, "people");
  assert.deepEqual(await barriers(page), []);

  const clerk = await openPage(browser);
  clerk.page.setDefaultTimeout(60_000);
  await clerk.page.goto(`${url}/kich-hoat?ten=hoa.lethi`);
  await fill(clerk.page, { ma_kich_hoat: hers, mat_khau: "sông Chu nước trong xanh" });
  await clerk.page.click("main button[type=submit]");
  await clerk.page.waitForURL("**/can-bo");
  await clerk.page.click(".ds-side a:has-text('Tiếp nhận tại quầy')");
  assert.equal(await clerk.page.locator(".ds-side a:has-text('Quản trị')").count(), 0);

  await page.click("main a:has-text('hoa.lethi')");
  await page.click("summary:has-text('Ngừng dùng tài khoản')");
  const disable = page.locator("form[action$='/ngung']");
  await disable.locator('[name="ly_do"]').fill("Chuyển công tác");
  await disable.locator("button").click();
  await page.waitForSelector("main .govuk-tag:has-text('Ngừng dùng')");
  assert.match(await page.textContent("main"), /Chuyển công tác/);
  assert.deepEqual(await barriers(page), []);
  await clerk.page.goto(`${url}/can-bo`);
  assert.equal(new URL(clerk.page.url()).pathname, "/dang-nhap");
  assert.deepEqual([...errors, ...clerk.errors], []);
});
