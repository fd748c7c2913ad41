// The counter by keyboard alone.
import assert from "node:assert/strict";
import { test } from "node:test";
import { barriers, inBrowser, openPage, shoot, signIn } from "./server.mjs";

const here = inBrowser();

// Types into what has the focus and goes on.
const type = async (page, ...texts) => {
  for (const text of texts) {
    await page.keyboard.type(text);
    await page.keyboard.press("Tab");
  }
};
// Where the answer leads: the dossier, or what is said to be wrong with the form.
async function opened(page, hand) {
  await Promise.all([page.waitForNavigation(), hand()]);
  await page.waitForSelector(".govuk-error-summary, h1:has-text('Hồ sơ H56.')");
  assert.equal(await page.locator(".govuk-error-summary").count() && (await page.textContent(".govuk-error-summary")), 0);
  return new URL(page.url()).pathname.split("/").at(-1);
}
const focused = (page) => page.evaluate(() => document.activeElement?.id || document.activeElement?.name || document.activeElement?.tagName);
const tabTo = async (page, id) => {
  for (let steps = 0; steps < 60 && (await focused(page)) !== id; ++steps) await page.keyboard.press("Tab");
  assert.equal(await focused(page), id, "the keyboard reaches it");
};

test("a walk-in is taken in with the keyboard; who is known is filled in, what is open already is pointed out", async () => {
  const { page, errors } = await openPage(here.browser);
  await signIn(page, here.server.url, "motcua.hacthanh");
  await page.goto(`${here.server.url}/can-bo`);
  await page.keyboard.press("q");
  await page.waitForURL("**/can-bo/tai-quay");
  await page.waitForSelector("text=Hay nhận ở quầy này");
  assert.equal(await focused(page), "q");
  await page.keyboard.type("xac nhan tinh trang hon nhan");
  await page.keyboard.press("Enter");
  await page.waitForURL("**/can-bo/tai-quay?q=*");
  assert.deepEqual(await barriers(page), []);
  await page.keyboard.press("Enter");
  await page.waitForSelector("#so_dinh_danh");
  const form = page.url();
  assert.equal(await focused(page), "so_dinh_danh");
  await page.keyboard.type("038075012345");
  await page.keyboard.press("Tab");
  await page.waitForSelector("text=Đơn vị chưa có hồ sơ nào của số này.");
  await tabTo(page, "ho_ten");
  await type(page, "Trịnh Thị Mùi", "0987654321", "Phố Tân Sơn, Hạc Thành");
  // Whatever the form asks: the first choice of each, something in each field.
  const fillForm = async () => {
    for (const name of new Set(await page.locator("main form[enctype] fieldset:visible input[type=radio]").evaluateAll((all) => all.map((each) => each.name))))
      if (!(await page.locator(`input[name="${name}"]:checked`).count())) {
        await page.locator(`input[name="${name}"]`).first().focus();
        await page.keyboard.press("Space");
      }
    for (const input of await page.locator("main form[enctype] :is(input[type=text], textarea):visible").all()) {
      const name = await input.getAttribute("name");
      if ((await input.inputValue()) || /^(thu_dien_tu|_dia_chi_nhan|chinh_|sao_|chung_thuc_|so_bo)/.test(name)) continue;
      if (/không bắt buộc/.test(await page.textContent(`label[for="${await input.getAttribute("id")}"]`))) continue;
      await input.focus();
      await page.keyboard.type(/ngay/.test(name) ? "1/2/1990" : /dinh_danh/.test(name) ? "038075012345" : /^so_/.test(name) ? "1" : "Hạc Thành");
    }
  };
  await fillForm();
  await page.keyboard.press("Alt+d");
  assert.ok((await page.locator("[data-originals] input[name^=chinh_]").evaluateAll((all) => all.map((each) => each.value))).some((value) => value !== ""));
  assert.deepEqual(await barriers(page), []);
  await shoot(page, "counter-keyboard", { fullPage: true });
  const code = await opened(page, () => page.keyboard.press("Control+Enter"));

  // The same person comes again for the same: everything is there, and so is the first dossier.
  await page.goto(form);
  await page.keyboard.type("038 075 012 345");
  await page.keyboard.press("Tab");
  await page.waitForSelector(`[data-alike-list] a:has-text('${code}')`);
  assert.equal(await page.inputValue("#ho_ten"), "Trịnh Thị Mùi");
  assert.equal(await page.inputValue("#dia_chi"), "Phố Tân Sơn, Hạc Thành");
  await fillForm();
  await page.keyboard.press("Control+Enter");
  await page.waitForSelector(".govuk-error-summary");
  assert.match(await page.textContent(".govuk-error-summary"), /đang có hồ sơ cùng thủ tục chưa kết thúc/);
  await page.check(`#van_lap-co`);
  await page.check("#_nhan-buu-chinh");
  await page.fill("#_dia_chi_nhan", "Số 5, phố Tân Sơn, phường Hạc Thành");
  await opened(page, () => page.click("button:text-is('Lập hồ sơ')"));
  assert.match(await page.textContent("main"), /Qua bưu chính, tận nhà\s+Số 5, phố Tân Sơn/);
  assert.deepEqual(errors, []);
});

test("the same without scripts: one press asks who it is, and what was typed stays", async () => {
  const { page } = await openPage(here.browser, { javaScriptEnabled: false });
  await signIn(page, here.server.url, "motcua.hacthanh");
  await page.goto(`${here.server.url}/can-bo/tai-quay/2.000815`);
  await page.fill("#so_dinh_danh", "038075012345");
  await page.fill("#so_dien_thoai", "0911111111");
  await page.click("button[name=viec]");
  await page.waitForLoadState();
  assert.equal(await page.inputValue("#ho_ten"), "Trịnh Thị Mùi");
  assert.equal(await page.inputValue("#so_dien_thoai"), "0911111111", "what the clerk typed is not overwritten");
  await page.fill("#so_dinh_danh", "038075099999");
  await page.click("button[name=viec]");
  assert.match(await page.textContent(".govuk-error-summary"), /chưa có hồ sơ nào của số này/);
});
