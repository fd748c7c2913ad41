// Somebody who writes no YAML changes a form, on an officer's screen and on a phone without scripts.
import assert from "node:assert/strict";
import { test } from "node:test";
import { barriers, inBrowser, openPage, shoot, signIn } from "./server.mjs";

const here = inBrowser();
const room = "/can-bo/quan-tri/dinh-nghia/form";

async function open(options) {
  const opened = await openPage(here.browser, options);
  opened.page.setDefaultTimeout(20_000);
  await signIn(opened.page, here.server.url, "quantri");
  return opened;
}
const row = (page, words) => page.locator(".ds-editor__row", { hasText: words }).first();
const yaml = (page) => page.inputValue("#noi_dung");

for (const { name, options } of [
  { name: "an officer's screen", options: { viewport: { width: 1366, height: 900 } } },
  { name: "a phone without scripts", options: { viewport: { width: 360, height: 800 }, javaScriptEnabled: false } },
])
  test(`a question is added, given options and a condition, moved and taken out: ${name}`, { timeout: 120_000 }, async () => {
    const { page, context, errors } = await open(options);
    const wide = options.viewport.width > 1000;
    await page.goto(`${here.server.url}${room}/construction_permit/sua`);
    const before = await yaml(page);
    await page.click("text=Thêm câu hỏi vào phần 1");
    const fields = page.locator(".ds-editor__fields");
    await fields.locator("[name$='.label.vi']").fill("Nhà có mấy mặt tiền");
    await fields.locator("[name$='.label.en']").fill("How many fronts");
    await fields.locator("[name$='.type']").selectOption("choice");
    await page.click("text=Kiểm tra và xem thử");
    // What is missing is said, and leads to its field.
    assert.match(await page.textContent(".govuk-error-summary"), /câu chọn phải có options/);
    const target = await page.getAttribute(".govuk-error-summary a", "href");
    assert.equal(await page.locator(`[id="${target.slice(1)}"] [name$=".options.0.vi"]`).count(), 1);
    if (wide) assert.deepEqual(await barriers(page), []);
    await fields.locator("[name$='.options.0.vi']").fill("Một mặt");
    await fields.locator("[name$='.options.0.en']").fill("One");
    await fields.locator("[name$='.options.1.vi']").fill("Hai mặt");
    await fields.locator("[name$='.options.1.en']").fill("Two");
    const condition = fields.locator("summary", { hasText: "Chỉ hỏi khi" });
    if (!(await condition.locator("xpath=..").getAttribute("open"))) await condition.click();
    await fields.getByLabel("Nhà ở riêng lẻ").check();
    await page.click("text=Kiểm tra và xem thử");
    assert.equal(await page.locator(".govuk-error-summary").count(), 0, await page.textContent("main"));
    assert.match(await yaml(page), /\{key: nha_co_may_mat_tien, type: choice, when: \{question: loai, is: nha-o\},/);
    assert.equal(await page.locator("[name='xem.nha_co_may_mat_tien']").count(), 2, "as a citizen sees it");
    if (wide) assert.deepEqual(await barriers(page), []);
    await page.evaluate(() => document.querySelector("#dang-sua").scrollIntoView());
    await shoot(page, wide ? "form-editor" : "form-editor-phone", wide ? {} : { fullPage: true });

    await row(page, "Nhà có mấy mặt tiền").locator("button", { hasText: "Lên" }).first().click();
    assert.match(await page.textContent(".ds-editor__told"), /Đã chuyển câu lên trên/);
    await row(page, "Nhà có mấy mặt tiền").locator("button", { hasText: "Bỏ" }).first().click();
    assert.equal(await yaml(page), before, "every other line is as it was");
    await page.click("text=Hoàn tác");
    assert.match(await yaml(page), /nha_co_may_mat_tien/);
    const widths = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
    assert.ok(widths[0] <= widths[1], `the page is ${widths[0]} px wide`);
    assert.deepEqual(errors, []);
    await context.close();
  });

test("the YAML beside the fields changes them, and a line that cannot be read is named", { timeout: 60_000 }, async () => {
  const { page, context, errors } = await open({ viewport: { width: 1366, height: 900 } });
  await page.goto(`${here.server.url}${room}/marriage/sua`);
  const text = await yaml(page);
  await page.fill("#noi_dung", text.replace(/vi: "([^"]+)"/, 'vi: "Tên phần mới"'));
  await page.click("text=Kiểm tra và xem thử");
  assert.match(await page.textContent(".ds-editor"), /Phần 1: Tên phần mới/);
  await page.fill("#noi_dung", text.replace("sections:", "sections: ["));
  await page.click("text=Kiểm tra và xem thử");
  assert.match(await page.textContent(".govuk-error-summary"), /Dòng \d+: cú pháp YAML/);
  assert.match(await yaml(page), /sections: \[/);
  assert.match(await page.textContent("main"), /Các ô hiện lại khi YAML bên cạnh đọc được/);
  assert.deepEqual(await barriers(page), []);
  assert.deepEqual(errors, []);
  await context.close();
});

for (const { name, options } of [
  { name: "an officer's screen", options: { viewport: { width: 1366, height: 900 } } },
  { name: "a phone without scripts", options: { viewport: { width: 360, height: 800 }, javaScriptEnabled: false } },
])
  test(`a notice is pasted in, a line of it corrected, and the year seen: ${name}`, { timeout: 120_000 }, async () => {
    const { page, context, errors } = await open(options);
    const wide = options.viewport.width > 1000;
    await page.goto(`${here.server.url}/can-bo/quan-tri/dinh-nghia/calendar/province`);
    assert.match(await page.textContent("main"), /Năm 2026: \d+ ngày làm việc/);
    if (wide) assert.deepEqual(await barriers(page), []);
    await page.click("text=Soạn phiên bản mới");
    await page.fill("#dan", "Tết Dương lịch: 1/1/2027\nTết Nguyên Đán: từ 4/2/2027 đến hết 10/2/2027\nGiỗ Tổ Hùng Vương: 16/4/2027\nChiến thắng và Quốc tế Lao động: từ 30/4/2027 đến hết 3/5/2027\nQuốc khánh: từ 2/9/2027 đến hết 3/9/2027");
    await page.fill("#dan_nguon", "Thông báo số 1234/TB-BNV");
    await page.fill("#dan_nam", "2027");
    await page.click("text=Đưa vào bảng");
    assert.equal(await page.locator(".govuk-error-summary").count(), 0, await page.textContent("main"));
    assert.match(await page.textContent(".ds-editor__told"), /Đã đưa vào bảng 5 dòng/);
    assert.match(await page.textContent(".ds-editor__preview"), /Năm 2027: \d+ ngày làm việc(?!,)/);
    await row(page, "16/04/2027").locator("button", { hasText: "Sửa" }).click();
    const fields = page.locator(".ds-editor__fields");
    await fields.locator("[name$='.date']").fill("16/4/2072");
    await page.click("text=Kiểm tra và xem thử");
    assert.match(await page.textContent(".govuk-error-summary"), /ngoài lịch/);
    assert.equal(await page.getAttribute(".govuk-error-summary a", "href"), "#days.2.date");
    if (wide) assert.deepEqual(await barriers(page), []);
    await fields.locator("[name$='.date']").fill("16/4/2027");
    await page.click("text=Kiểm tra và xem thử");
    assert.match(await page.locator(".ds-month", { hasText: "Tháng 4" }).first().textContent(), /16\/04 Giỗ Tổ Hùng Vương/);
    if (wide) assert.deepEqual(await barriers(page), []);
    await shoot(page, wide ? "calendar-editor" : "calendar-editor-phone", wide ? {} : { fullPage: true });
    const widths = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
    assert.ok(widths[0] <= widths[1], `the page is ${widths[0]} px wide`);
    assert.deepEqual(errors, []);
    await context.close();
  });
