// Nothing typed is lost: the session ends, the network goes, a file is too large, somebody has to sign in first.
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { inBrowser, openPage, signIn } from "./server.mjs";

const here = inBrowser();
const citizen = "038190001234";

async function openDraft(page) {
  await page.goto(`${here.server.url}/thu-tuc/1.001193`);
  await Promise.all([page.waitForNavigation(), page.click("text=Nộp hồ sơ trực tuyến >> nth=0")]);
  if (new URL(page.url()).pathname.endsWith("/nop")) await Promise.all([page.waitForNavigation(), page.click("text=Soạn hồ sơ mới")]);
  assert.match(page.url(), /\/nhap\/\d+$/);
  return new URL(page.url()).pathname;
}
const says = (page, words) => page.waitForFunction((wanted) => document.querySelector("[data-autosave-status]")?.textContent.includes(wanted), words);

test("only a stored draft says that it is saved", async () => {
  const { page, context, errors } = await openPage(here.browser);
  await signIn(page, here.server.url, citizen);
  const draft = await openDraft(page);
  await page.goto(`${here.server.url}${draft}/nguoi-nop`);
  await page.fill("#_dia_chi", "Phố Hàng Đồng");
  await says(page, "Đã lưu nháp lúc");
  // Without a network it says so, and saves by itself when there is one again.
  await context.setOffline(true);
  await page.fill("#_dia_chi", "Phố Hàng Đồng, phường Hạc Thành");
  await says(page, "Mất mạng, chưa lưu");
  await context.setOffline(false);
  await page.evaluate(() => dispatchEvent(new Event("online")));
  await says(page, "Đã lưu nháp lúc");
  // Without a session it says so; whoever signs in elsewhere finds it saved on coming back.
  await context.clearCookies();
  await page.fill("#_dia_chi", "Số 5, phố Hàng Đồng, phường Hạc Thành");
  await says(page, "Phiên đã hết, chưa lưu");
  assert.equal(await page.inputValue("#_dia_chi"), "Số 5, phố Hàng Đồng, phường Hạc Thành");
  const other = await context.newPage();
  await signIn(other, here.server.url, citizen);
  await page.bringToFront();
  await page.evaluate(() => dispatchEvent(new Event("focus")));
  await says(page, "Đã lưu nháp lúc");
  await other.goto(`${here.server.url}${draft}/nguoi-nop`);
  assert.equal(await other.inputValue("#_dia_chi"), "Số 5, phố Hàng Đồng, phường Hạc Thành", "the server has it");
  assert.deepEqual(errors.filter((error) => !/ERR_INTERNET_DISCONNECTED/.test(error)), []);
});

for (const javaScriptEnabled of [true, false])
  test(`what an officer typed comes back after signing in again, ${javaScriptEnabled ? "with" : "without"} scripts`, async () => {
    const { page, context } = await openPage(here.browser, { javaScriptEnabled, viewport: { width: 900, height: 800 } });
    await signIn(page, here.server.url, "motcua.hacthanh");
    await page.goto(`${here.server.url}/can-bo?xem=can-tiep-nhan`);
    await page.locator("[data-list] tbody a[href*='/can-bo/ho-so/']").nth(javaScriptEnabled ? 0 : 1).click();
    await page.waitForSelector("h1:has-text('Hồ sơ H56.')");
    const dossier = page.url();
    const reason = "Giấy chứng sinh mờ, xin chụp lại cho rõ ràng";
    await page.click("summary:has-text('Trả lại để hoàn thiện')");
    await page.fill("form[action*='/ask_completion'] textarea", reason);
    await context.clearCookies();
    await page.click("form[action*='/ask_completion'] button[type=submit]");
    await page.waitForSelector("text=Điều bạn gõ vẫn còn");
    await page.fill("#ten_dang_nhap", "motcua.hacthanh");
    await page.fill("#mat_khau", "thanh hoa 2026");
    await page.click("main button[type=submit]");
    await page.waitForSelector("text=Gửi lại điều đã gõ");
    assert.ok((await page.textContent("main")).includes(reason));
    await page.click("text=Gửi lại điều đã gõ");
    await page.waitForSelector("h1:has-text('Hồ sơ H56.')");
    assert.equal(page.url(), dossier);
    assert.ok((await page.textContent("main")).includes(reason), "it stands in the timeline");
  });

test("whoever has to sign in first comes back to what they pressed", async () => {
  const { page } = await openPage(here.browser, { javaScriptEnabled: false, viewport: { width: 360, height: 740 } });
  await page.goto(`${here.server.url}/thu-tuc/1.004873`);
  await page.click("text=Nộp hồ sơ trực tuyến >> nth=0");
  await page.fill("#ten_dang_nhap", citizen);
  await page.fill("#mat_khau", "thanh hoa 2026");
  await page.click("main button[type=submit]");
  await page.click("main button:has-text('Bắt đầu')");
  await page.waitForURL("**/nhap/*");
  assert.match(await page.textContent("main"), /tình trạng hôn nhân/);
  // Pressed again another day, it is the same draft that is offered.
  await page.goto(`${here.server.url}/thu-tuc/1.004873`);
  await page.click("text=Nộp hồ sơ trực tuyến >> nth=0");
  await page.click("text=Tiếp tục bản nháp lưu");
  await page.waitForURL("**/nhap/*");
});

test("a file too large is refused where it was chosen, and the way back is shown without scripts", async () => {
  const large = join(here.server.data, "ảnh.jpg");
  writeFileSync(large, Buffer.alloc(26 << 20));
  const { page } = await openPage(here.browser);
  await signIn(page, here.server.url, citizen);
  const draft = await openDraft(page);
  await page.goto(`${here.server.url}${draft}/giay-to`);
  await page.setInputFiles("#tep_0", large);
  await page.click("text=Đã gửi đủ giấy tờ");
  await page.waitForSelector(".ds-too-large");
  assert.equal(new URL(page.url()).pathname, `${draft}/giay-to`, "nothing was sent, and nothing is said to be done");
  const plain = await openPage(here.browser, { javaScriptEnabled: false });
  await signIn(plain.page, here.server.url, citizen);
  await plain.page.goto(`${here.server.url}${draft}/giay-to`);
  await plain.page.setInputFiles("#tep_0", large);
  await plain.page.click("text=Gửi tệp đã chọn");
  await plain.page.waitForLoadState();
  await plain.page.click("text=Quay lại trang vừa gửi");
  await plain.page.waitForURL(`**${draft}/giay-to`);
});

test("a file that was chosen is sent by whichever button is pressed", async () => {
  const { page } = await openPage(here.browser, { javaScriptEnabled: false });
  await signIn(page, here.server.url, citizen);
  const draft = await openDraft(page);
  await page.goto(`${here.server.url}${draft}/giay-to`);
  await page.setInputFiles("#tep_0", { name: "chứng sinh.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF") });
  await page.click("text=Đã gửi đủ giấy tờ");
  await page.waitForLoadState();
  assert.notEqual(new URL(page.url()).pathname, `${draft}/giay-to`);
  await page.goto(`${here.server.url}${draft}/giay-to`);
  await page.waitForSelector("text=chứng sinh.pdf");
  // The button that takes one back is in the same form.
  await page.click("button:has-text('Bỏ tệp chứng sinh.pdf')");
  await page.waitForLoadState();
  assert.equal(await page.locator("text=chứng sinh.pdf").count(), 0);
});
