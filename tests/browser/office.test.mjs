// An officer at a wide screen: the dossier beside its list, the columns one wants.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { test } from "node:test";
import { barriers, inBrowser, openPage, shoot, signIn } from "./server.mjs";

const here = inBrowser();

test("a dossier opens beside the list, is worked on there, and the list follows", async () => {
  const { page, errors } = await openPage(here.browser, { viewport: { width: 1440, height: 900 } });

  await signIn(page, here.server.url, "motcua.hacthanh");
  await page.goto(`${here.server.url}/can-bo?xem=can-tiep-nhan`);
  const before = await page.locator("[data-list] tbody tr").count();
  await page.click("[data-list] tbody tr:first-child a");
  await page.waitForSelector(".ds-pane h1");
  assert.equal(new URL(page.url()).pathname, "/can-bo", "the list stays");
  assert.deepEqual(await barriers(page), []);
  await shoot(page, "beside");
  // A refusal shows in the pane and keeps what was typed.
  await page.click(".ds-pane summary:has-text('Từ chối tiếp nhận')");
  await page.click(".ds-pane form[action*='/refuse'] button");
  await page.waitForSelector(".ds-pane .govuk-error-summary");
  assert.equal(await page.locator("[data-list] tbody tr").count(), before);
  await page.click(".ds-pane form[action*='/accept'] button");
  await page.waitForFunction((rows) => document.querySelectorAll("[data-list] tbody tr").length === rows - 1, before);
  assert.match(await page.textContent(".ds-pane"), /Đã tiếp nhận/);
  await page.keyboard.press("Escape");
  assert.equal(await page.locator(".ds-pane").count(), 0);
  assert.deepEqual(errors, []);
});

test("columns are chosen once and stay", async () => {
  const { page } = await openPage(here.browser, { viewport: { width: 1440, height: 900 } });
  await signIn(page, here.server.url, "motcua.hacthanh");
  await page.goto(`${here.server.url}/can-bo`);
  await page.click("text=Chọn cột");
  await page.waitForLoadState();
  await page.uncheck("#cot-nguoi-nop");
  assert.deepEqual(await barriers(page), []);
  await page.click("text=Dùng các cột này");
  await page.waitForLoadState();
  assert.ok(await page.locator("th:has-text('Người nộp')").isHidden());
  await page.goto(`${here.server.url}/can-bo?xem=cua-don-vi`);
  assert.ok(await page.locator("th:has-text('Người nộp')").isHidden());
  assert.ok(await page.locator("th:has-text('Thủ tục')").isVisible());
});

test("pages print without navigation, with what is folded away", async () => {
  const { page } = await openPage(here.browser);
  const printed = async (path) => {
    await page.goto(here.server.url + path);
    const file = join(here.server.data, "printed.pdf");
    await page.pdf({ path: file, preferCSSPageSize: true });
    return execFileSync("pdftotext", ["-layout", file, "-"], { encoding: "utf8" });
  };
  const procedure = await printed("/thu-tuc/1.001193");
  assert.match(procedure, /Thủ tục đăng ký khai sinh/);
  assert.match(procedure, /Nội dung gốc về thời hạn và phí\s+Trực tuyến/, "folded parts stand open");
  assert.doesNotMatch(procedure, /Tra cứu hồ sơ|Nộp hồ sơ trực tuyến|\(\/thu-tuc/);
  await signIn(page, here.server.url, "motcua.hacthanh");
  await page.goto(`${here.server.url}/can-bo`);
  const dossier = await printed(await page.getAttribute("[data-list] tbody a", "href"));
  assert.match(dossier, /Người nộp khai/);
  assert.doesNotMatch(dossier, /Đăng xuất|Việc làm được bây giờ|Tiếp nhận tại quầy/);
});
