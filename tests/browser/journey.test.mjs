// One dossier, from a citizen's browser to the signed result, as the people in it would do it.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { barriers, inBrowser, openPage, shoot, signIn } from "./server.mjs";

const here = inBrowser();

// Without scripts the same people walk the same way on a phone; nothing may stick out of its screen.
let plain = false;
const someone = () => openPage(here.browser, plain ? { javaScriptEnabled: false, viewport: { width: 360, height: 740 } } : {});

// WCAG 2.2 AA on the page as it stands, and a picture for the documentation.
async function check(page, name) {
  if (plain) {
    assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= 360, `${name} is wider than the screen`);
    await shoot(page, `plain-${name}`, { fullPage: true });
    return;
  }
  assert.deepEqual(await barriers(page), [], `axe on ${name}`);
  await shoot(page, `${name}`, { fullPage: true });
}

const next = async (page) => {
  await page.click("main form:not([action$='/xoa']) button.govuk-button:not(.govuk-button--secondary)");
  await page.waitForLoadState();
};

// Fills a birth registration, as far as the check page.
async function fillBirth(page, url) {
  await page.goto(`${url}/thu-tuc/1.001193`);
  await page.click("text=Nộp hồ sơ trực tuyến >> nth=0");
  await check(page, "task-list");
  await page.click("text=Nơi nộp hồ sơ");
  await next(page);
  assert.match(await page.textContent(".govuk-error-summary"), /chọn xã, phường/);
  await check(page, "unit-error");
  await page.selectOption("#don_vi", { label: "Phường Hạc Thành" });
  await next(page);
  await page.fill("#_dien_thoai", "0912345678");
  await page.fill("#_dia_chi", "Phố Hàng Đồng, phường Hạc Thành");
  await next(page);
  await page.fill("#tre_ho_ten", "Lê Minh An");
  await page.fill("#tre_ngay_sinh", "1/1/2099");
  await next(page);
  assert.match(await page.textContent(".govuk-error-summary"), /chưa tới/);
  assert.equal(await page.inputValue("#tre_ho_ten"), "Lê Minh An");
  await check(page, "form-errors");
  await page.fill("#tre_ngay_sinh", "1/11/2026");
  await page.check("#tre_gioi_tinh-nam");
  await page.fill("#tre_noi_sinh", "Bệnh viện Phụ sản Thanh Hóa");
  await page.fill("#tre_dan_toc", "Kinh");
  await page.fill("#tre_que_quan", "Thanh Hóa");
  await next(page);
  await page.fill("#me_ho_ten", "Lê Thị Hoa");
  await page.fill("#me_so_dinh_danh", "038190001234");
  await page.check("#co_cha-khong");
  await next(page);
  await page.fill("#so_ban_sao", "2");
  await next(page);
}

async function addPaper(page) {
  const picture = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==", "base64");
  await page.setInputFiles("#tep_0", { name: "../tờ khai.png", mimeType: "image/png", buffer: picture });
  await page.click("main form:has(#tep_0) button");
  await page.waitForSelector("text=tờ khai.png");
  await check(page, "papers");
  await page.click("text=Đã gửi đủ giấy tờ");
}

async function walk() {
  const { url } = here.server;
  const citizen = await someone();
  await citizen.page.goto(url);
  await check(citizen.page, "home");
  await citizen.page.fill("#q", "dang ky khai sinh");
  await citizen.page.click("text=Tìm >> nth=-1");
  await check(citizen.page, "search");
  await citizen.page.goto(`${url}/thu-tuc/1.001193`);
  await check(citizen.page, "procedure");
  await citizen.page.goto(`${url}/dang-nhap`);
  await check(citizen.page, "sign-in");
  await signIn(citizen.page, url, "038190001234");
  await fillBirth(citizen.page, url);
  await addPaper(citizen.page);
  await citizen.page.check("#_nhan-mot-cua");
  await next(citizen.page);
  await check(citizen.page, "check-answers");
  await citizen.page.click("text=Nộp hồ sơ >> nth=-1");
  await citizen.page.waitForSelector(".govuk-panel");
  await check(citizen.page, "confirmation");
  const code = (await citizen.page.textContent(".govuk-panel strong")).trim();
  assert.match(code, /^H56\.\d+-\d{6}-\d{4}$/);

  // The proof is there within seconds, holds offline, and does not when it is touched.
  let proof = null;
  for (let attempt = 0; attempt < 20 && !proof; ++attempt) {
    const answer = await citizen.context.request.get(`${url}/ho-so/${code}/chung-nhan`);
    if (answer.ok()) proof = await answer.text();
    else await new Promise((resolve) => setTimeout(resolve, 200));
  }
  const path = join(here.server.data, "receipt.proof");
  writeFileSync(path, proof);
  const key = (await (await citizen.context.request.get(`${url}/so-cai/khoa`)).text()).trim();
  assert.match(execFileSync(here.server.program, ["verify", path, "--key", key], { encoding: "utf8" }), new RegExp(code));
  writeFileSync(path, proof.replace("index ", "index 1"));
  assert.throws(() => execFileSync(here.server.program, ["verify", path, "--key", key], { stdio: "pipe" }));
  await citizen.page.goto(`${url}/so-cai`);
  if (!plain) {
    await citizen.page.setInputFiles("#tep-chung-nhan", { name: "a.proof", mimeType: "text/plain", buffer: Buffer.from(proof) });
    await citizen.page.waitForFunction(() => document.querySelector("[data-proof-result]").textContent.includes("ĐÚNG. "));
  }
  await check(citizen.page, "ledger");

  const clerk = await someone();
  await signIn(clerk.page, url, "motcua.hacthanh");
  await check(clerk.page, "inbox");
  await clerk.page.goto(`${url}/can-bo/ho-so/${code}`);
  await check(clerk.page, "office-dossier");
  // A colleague with the same page open: one wins, the other is told.
  const colleague = await clerk.context.newPage();
  await colleague.goto(`${url}/can-bo/ho-so/${code}`);
  await clerk.page.click("#viec button:has-text('Tiếp nhận') >> nth=0");
  await clerk.page.waitForSelector("text=Hẹn trả kết quả");
  await colleague.click("#viec button:has-text('Tiếp nhận') >> nth=0");
  await colleague.waitForSelector(".govuk-error-summary");
  assert.match(await colleague.textContent(".govuk-error-summary"), /Người khác vừa xử lý/);
  const receipt = await clerk.context.request.get(`${url}/can-bo/ho-so/${code}/phieu/01`);
  assert.equal(receipt.headers()["content-type"], "application/pdf");
  writeFileSync(join(here.server.data, "01.pdf"), await receipt.body());
  assert.match(execFileSync("pdftotext", ["-layout", join(here.server.data, "01.pdf"), "-"], { encoding: "utf8" }), /GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ/);
  await clerk.page.click("#viec button:has-text('Chuyển xử lý')");
  await clerk.page.waitForSelector(".govuk-tag:has-text('Đang thẩm định')");

  const specialist = await someone();
  await signIn(specialist.page, url, "chuyenvien.hacthanh");
  await specialist.page.goto(`${url}/can-bo/ho-so/${code}`);
  await specialist.page.click("text=Nhận thụ lý");
  await specialist.page.waitForLoadState();
  await specialist.page.click("summary:has-text('Yêu cầu bổ sung')");
  await specialist.page.fill("form[action*='request_supplement'] textarea", "Thiếu giấy chứng sinh bản gốc");
  await specialist.page.click("form[action*='request_supplement'] button");
  await specialist.page.waitForSelector("text=Thời hạn đang tạm dừng");

  await citizen.page.goto(`${url}/ho-so/${code}`);
  await check(citizen.page, "supplement-wanted");
  await citizen.page.fill("#ly_do", "Tôi gửi giấy chứng sinh");
  await citizen.page.click(".ds-actions button");
  await citizen.page.waitForSelector("text=Hẹn trả kết quả");

  await specialist.page.goto(`${url}/can-bo/ho-so/${code}`);
  // What the result would say stands before whoever sends it; without it and without a file nothing is sent.
  assert.ok((await specialist.page.inputValue("form[action*='submit_for_signature'] textarea")).length > 10);
  await specialist.page.fill("form[action*='submit_for_signature'] textarea", "");
  await specialist.page.click("form[action*='submit_for_signature'] button");
  await specialist.page.waitForSelector("text=Hãy ghi nội dung kết quả, hoặc gửi kết quả là tệp PDF.");
  await specialist.page.fill("form[action*='submit_for_signature'] textarea", "Đăng ký khai sinh cho trẻ Lê Minh An.");
  await specialist.page.click("form[action*='submit_for_signature'] button");
  await specialist.page.waitForLoadState();

  const leader = await someone();
  await signIn(leader.page, url, "lanhdao.hacthanh");
  await leader.page.goto(`${url}/can-bo/ho-so/${code}`);
  await leader.page.click("form[action*='/viec/sign'] button");
  await leader.page.waitForSelector("text=Số kết quả");
  await check(leader.page, "signed");
  await leader.page.goto(`${url}/can-bo/thong-ke`);
  await check(leader.page, "figures");
  // A number leads to as many rows.
  const finished = leader.page.locator(".ds-figure a").nth(1);
  const number = Number(await finished.innerText());
  await finished.click();
  await leader.page.waitForSelector("h1:has-text('Sổ theo dõi')");
  assert.equal(await leader.page.locator("tbody tr").count(), number);
  assert.ok(number > 0);
  await check(leader.page, "counted");

  await clerk.page.goto(`${url}/can-bo/ho-so/${code}`);
  await clerk.page.fill("form[action*='return_result'] [name=phi]", "0");
  await clerk.page.fill("form[action*='return_result'] [name=can_cu]", "Miễn lệ phí: đăng ký đúng hạn");
  await clerk.page.click("form[action*='return_result'] button");
  await clerk.page.waitForSelector("text=Hồ sơ đã kết thúc");

  await citizen.page.goto(`${url}/ho-so/${code}`);
  await citizen.page.check("#thuan_tien-2");
  await citizen.page.check("#so_lan-2");
  await citizen.page.check("#thai_do-2");
  await citizen.page.click("text=Gửi đánh giá");
  await citizen.page.waitForLoadState();
  await check(citizen.page, "finished");
  await citizen.page.goto(`${url}/tai-khoan/ai-da-xem`);
  assert.match(await citizen.page.textContent("table"), new RegExp(code));
  const times = await citizen.page.locator(`tr:has-text("${code}") td[data-label="Số lần trong ngày"]`).allTextContents();
  assert.ok(times.some((each) => Number(each) > 1), `looks of a day are one row: ${times}`);
  assert.ok(await citizen.page.evaluate(() => document.querySelector("main table").getBoundingClientRect().right <= innerWidth), "nothing lies beyond the screen");
  await check(citizen.page, "who-saw");
  await citizen.page.goto(`${url}/tra-cuu?ma=${code}&so=1234`);
  await check(citizen.page, "tracking");
  assert.match(await citizen.page.textContent("main"), /Đã trả kết quả/);
  for (const person of [citizen, clerk, specialist, leader]) assert.deepEqual(person.errors, []);
}

test("a dossier goes from the citizen's browser to the signed result", walk);

test("the same without JavaScript, at 360 px", async () => {
  plain = true;
  try {
    await walk();
  } finally {
    plain = false;
  }
});

test("a department is asked for its opinion and answers", async () => {
  const { url } = here.server;
  const clerk = await openPage(here.browser);
  await signIn(clerk.page, url, "motcua.hacthanh");
  await clerk.page.goto(`${url}/can-bo/tai-quay?q=cap+giay+phep+xay+dung`);
  await check(clerk.page, "counter");
  await clerk.page.goto(`${url}/can-bo/tai-quay/1.013225`);
  await check(clerk.page, "counter-form");
  await clerk.page.click("text=Lập hồ sơ");
  assert.match(await clerk.page.textContent(".govuk-error-summary"), /Nhập họ và tên/);
  await clerk.page.fill("#ho_ten", "Trịnh Văn Bình");
  await clerk.page.fill("#so_dinh_danh", "038080123456");
  await clerk.page.fill("#so_dien_thoai", "0987654321");
  await clerk.page.fill("#dia_chi", "Phường Hạc Thành");
  await clerk.page.check("#loai-nha-o");
  for (const [id, value] of [["thua_dat", "12, tờ 5"], ["dia_diem", "Phường Hạc Thành"], ["dien_tich_tang_1", "80"], ["tong_dien_tich", "240"], ["so_tang", "3"], ["chieu_cao", "12"], ["khoi_cong", "1/6/2027"], ["thoi_gian", "8"]]) await clerk.page.fill(`#${id}`, value);
  await clerk.page.click("text=Lập hồ sơ");
  await clerk.page.waitForSelector("h1:has-text('Hồ sơ H56')");
  const code = (await clerk.page.textContent("h1")).replace("Hồ sơ", "").trim();
  await clerk.page.click("#viec button:has-text('Tiếp nhận') >> nth=0");
  await clerk.page.waitForSelector("button:has-text('Chuyển xử lý')");
  await clerk.page.click("#viec button:has-text('Chuyển xử lý')");
  await clerk.page.waitForLoadState();

  const department = await openPage(here.browser);
  await signIn(department.page, url, "chuyenvien2.hacthanh");
  await department.page.goto(`${url}/can-bo/ho-so/${code}`);
  await department.page.click("summary:has-text('Lấy ý kiến')");
  await department.page.getByLabel("Sở Nông nghiệp và Môi trường", { exact: true }).check();
  await department.page.fill("form[action*='ask_opinion'] textarea", "Đất có đúng mục đích ở không?");
  await department.page.click("form[action*='ask_opinion'] button");
  await department.page.waitForSelector("text=Chờ trả lời");
  const asked = await openPage(here.browser);
  await signIn(asked.page, url, "chuyenvien.snnmt");
  await asked.page.waitForSelector(`text=${code}`);
  await asked.page.goto(`${url}/can-bo/ho-so/${code}`);
  await asked.page.fill("form[action*='answer_opinion'] textarea", "Đất ở đô thị, đúng mục đích.");
  await asked.page.click("form[action*='answer_opinion'] button");
  await asked.page.waitForSelector("text=Trả lời: Đất ở đô thị");
  await asked.page.click("summary:has-text('Viết ghi chú nội bộ')");
  await asked.page.fill("#ghi_chu", "Bản đồ số còn thiếu tờ 5, đã báo phòng đo đạc.");
  await asked.page.click("button:has-text('Lưu ghi chú')");
  await asked.page.waitForSelector(".ds-timeline >> text=Bản đồ số còn thiếu");
  await check(asked.page, "opinion");
  // Another department, not asked, sees nothing.
  const other = await openPage(here.browser);
  await signIn(other.page, url, "chuyenvien.syt");
  const answer = await other.page.goto(`${url}/can-bo/ho-so/${code}`);
  assert.equal(answer.status(), 404);
  for (const person of [clerk, department, asked, other]) assert.deepEqual(person.errors, []);
});

test("no page is wider than a 360 px screen", async () => {
  const { url } = here.server;
  const person = await openPage(here.browser, { viewport: { width: 360, height: 740 } });
  await signIn(person.page, url, "038190001234");
  const wide = [];
  const measure = async (page, paths) => {
    for (const path of paths) {
      await page.goto(url + path);
      // The body is always as wide as the screen; what sticks out shows in the scroll width.
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      if (width > 360) wide.push(`${path} is ${width} wide`);
    }
  };
  await measure(person.page, ["/", "/thu-tuc", "/thu-tuc/1.001193", "/tra-cuu", "/cong-khai", "/so-cai", "/tro-giup", "/ho-so", "/tai-khoan"]);
  const officer = await openPage(here.browser, { viewport: { width: 360, height: 740 } });
  await signIn(officer.page, url, "motcua.hacthanh");
  await measure(officer.page, ["/can-bo", "/can-bo/tai-quay", "/can-bo/tim", "/can-bo/so-theo-doi", "/can-bo/thong-ke", "/can-bo/cot", "/can-bo/so-theo-doi?loc=qua-han&tu=2025-01-01"]);
  await officer.context.clearCookies();
  await signIn(officer.page, url, "quantri");
  await measure(officer.page, ["/can-bo/van-hanh"]);
  assert.deepEqual(wide, []);
});

test("English pages hold no Vietnamese but names and law", async () => {
  const { url } = here.server;
  const person = await openPage(here.browser, { locale: "en-GB" });
  const vietnamese = () => [...document.querySelectorAll("body *")].filter((element) => !element.closest("[lang=vi], [translate=no], pre, script, option") && [...element.childNodes].some((node) => node.nodeType === 3 && /[ăâđêôơưàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ]/i.test(node.textContent))).map((element) => element.textContent.trim().slice(0, 80));
  const crawl = async (paths) => {
    for (const path of paths) {
      await person.page.goto(`${url}/en${path}`);
      assert.deepEqual(await person.page.evaluate(vietnamese), [], `Vietnamese on /en${path}`);
    }
  };
  await crawl(["/", "/thu-tuc", "/thu-tuc/1.001193", "/tra-cuu", "/cong-khai", "/so-cai", "/tro-giup", "/tro-giup/tiep-can", "/tro-giup/du-lieu-ca-nhan", "/dang-nhap", "/dang-ky", "/quen-mat-khau"]);
  await signIn(person.page, url, "038190001234");
  await crawl(["/ho-so", "/tai-khoan", "/tai-khoan/ai-da-xem", "/tai-khoan/thong-bao", "/tai-khoan/ma-xac-thuc"]);
  await person.context.clearCookies();
  await signIn(person.page, url, "motcua.hacthanh");
  await crawl(["/can-bo", "/can-bo/cot", "/can-bo/tim", "/can-bo/so-theo-doi", "/can-bo/thong-ke", "/can-bo/tai-quay"]);
  await person.context.clearCookies();
  await signIn(person.page, url, "quantri");
  await crawl(["/can-bo/van-hanh"]);
});
