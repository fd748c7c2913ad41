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
  for (const width of [1440, 1366]) {
    await page.setViewportSize({ width, height: 900 });
    const widths = await page.locator("[data-list] thead th").evaluateAll((heads) => heads.map((head) => Math.round(head.getBoundingClientRect().width)));
    assert.ok(widths[1] >= 150, `the procedure has room at ${width} px: ${widths}`);
    const cut = await page.locator("[data-list] :is(td.ds-nearest, td:first-child)").evaluateAll((cells) => cells.filter((cell) => cell.scrollWidth > cell.clientWidth).map((cell) => cell.textContent));
    assert.deepEqual(cut, [], "every code and deadline is read whole");
    assert.match(await page.textContent("[data-list] tbody tr:first-child td.ds-nearest"), /\d\d\/\d\d|Hôm nay/);
  }
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

test("the list is walked through by keys", async () => {
  const { page, errors } = await openPage(here.browser, { viewport: { width: 1440, height: 900 } });
  await signIn(page, here.server.url, "motcua.hacthanh");
  await page.goto(`${here.server.url}/can-bo`);
  const code = (row) => page.locator(`[data-list] tbody tr:nth-child(${row}) td:first-child`).textContent();
  const opened = (wanted) => page.waitForFunction((each) => document.querySelector(".ds-pane h1")?.textContent.includes(each), wanted);
  for (const key of ["j", "j", "k", "j", "o"]) await page.keyboard.press(key);
  await opened(await code(2));
  // From the dossier one goes on where one was.
  for (const key of ["j", "Enter"]) await page.keyboard.press(key);
  await opened(await code(3));
  await page.keyboard.press("Escape");
  await page.keyboard.press("/");
  await page.keyboard.type("jk");
  assert.equal(await page.inputValue("#tim"), "jk", "letters are typed where one types");
  await page.click("h1");
  await page.keyboard.press("?");
  assert.match(await page.textContent("dialog"), /\/ – Tìm trong trang này.*j, k – .*o, Enter – Mở.*v – Việc cần làm/s);
  assert.deepEqual(await barriers(page), []);
  assert.deepEqual(errors, []);
});

test("on a phone a deadline says which it is, and a dossier is read before it is acted on", async () => {
  const { page } = await openPage(here.browser, { viewport: { width: 360, height: 740 } });
  await signIn(page, here.server.url, "lanhdao.hacthanh");
  await page.goto(`${here.server.url}/can-bo`);
  const labels = await page.locator("[data-list] tbody tr:first-child td[data-label]").evaluateAll((cells) => cells.map((cell) => getComputedStyle(cell, "::before").content));
  assert.deepEqual(labels.slice(0, 2), ['"Hẹn trả: "', '"Hạn bước này: "']);
  await shoot(page, "inbox-phone");
  await page.goto(here.server.url + (await page.getAttribute("[data-list] tbody a", "href")));
  const top = async (selector) => (await page.locator(selector).boundingBox()).y;
  assert.ok((await top("text=Người nộp khai")) < (await top("#viec")));
  assert.ok((await top(".ds-jump a")) < (await top("text=Người nộp khai")));
  await page.click(".ds-jump a");
  assert.ok((await top("#viec")) < 740);
  await page.setViewportSize({ width: 1366, height: 768 });
  assert.ok(await page.locator(".ds-jump").isHidden());
});

test("the register shows the period one asks for, in the order of the book", async () => {
  const { page } = await openPage(here.browser, { viewport: { width: 1366, height: 768 } });
  await signIn(page, here.server.url, "motcua.hacthanh");
  await page.goto(`${here.server.url}/can-bo/so-theo-doi`);
  await page.fill("#tu", "1/1/2026");
  await page.click("main button:has-text('Xem')");
  await page.waitForLoadState();
  assert.equal(await page.inputValue("#tu"), "01/01/2026");
  const numbers = (await page.locator("td[data-label=STT]").allTextContents()).map(Number);
  assert.ok(numbers.length > 1);
  assert.deepEqual(numbers, numbers.toSorted((one, other) => one - other));
  assert.match(await page.getAttribute("text=In sổ (PDF)", "href"), /tu=2026-01-01/);
  await page.click("text=Tháng trước");
  await page.waitForLoadState();
  assert.match(page.url(), /tu=2025-12-01&den=2025-12-31/);
  assert.deepEqual(await barriers(page), []);
  await page.fill("#den", "31/2/2026");
  await page.click("main button:has-text('Xem')");
  await page.waitForSelector(".govuk-error-summary");
  assert.match(await page.textContent("#den-error, .govuk-form-group--error"), /Nhập ngày có thật/);
  await page.fill("#den", "1/11/2025");
  await page.click("main button:has-text('Xem')");
  assert.match(await page.textContent(".govuk-form-group--error"), /Ngày cuối không được trước ngày đầu/);
  await page.goto(`${here.server.url}/can-bo/so-theo-doi?tu=1/1/1800`);
  assert.equal(await page.inputValue("#tu"), "01/01/1800", "the first day there is");
  await page.click("text=Tháng này");
  await page.waitForLoadState();
  assert.equal(await page.locator(".govuk-error-summary").count(), 0);
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
