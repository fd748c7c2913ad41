// Every page a person can reach, found as a person would: by following links from where they begin, one page of each kind.
import { openPage, signIn } from "./server.mjs";

export const roles = [
  { name: "visitor", words: "khách", starts: ["/", "/thu-tuc", "/thu-tuc/1.001193", "/thu-tuc?q=khai+sinh", "/thu-tuc?q=zzzzz", "/tra-cuu", "/du-lieu", "/so-cai", "/dang-nhap", "/dang-ky", "/quen-mat-khau", "/quen-mat-khau/phieu", "/kich-hoat", "/cong-khai", "/co-quan", "/co-quan?q=đông+thọ", "/co-quan/xa-14797-2025", "/tro-giup", "/tro-giup/du-lieu-ca-nhan", "/khong-co", "/en/", "/en/thu-tuc/1.001193", "/khieu-nai"] },
  { name: "citizen", words: "công dân", login: "038190001234", starts: ["/ho-so", "/tai-khoan", "/tai-khoan/ban-sao", "/tai-khoan/sua-du-lieu", "/thu-tuc/1.001193", "/cung-nop", "/khieu-nai", "/khieu-nai/gui?loai=khieu-nai"] },
  { name: "clerk", words: "một cửa", login: "motcua.hacthanh", starts: ["/can-bo", "/can-bo/tai-quay", "/can-bo/tim?q=Lê", "/can-bo/so-theo-doi", "/can-bo/thu-phi", "/can-bo/thu-phi/thang", "/can-bo/luu-tru", "/can-bo/khieu-nai/nhan"] },
  { name: "specialist", words: "chuyên viên", login: "chuyenvien.hacthanh", starts: ["/can-bo", "/can-bo/du-lieu", "/can-bo/nhiem-vu", "/can-bo/khieu-nai?loc=tat-ca"] },
  { name: "leader", words: "lãnh đạo", login: "lanhdao.hacthanh", starts: ["/can-bo", "/can-bo/sua-du-lieu", "/can-bo/chia-viec", "/can-bo/lam-nhieu", "/can-bo/uy-quyen", "/can-bo/lien-he", "/can-bo/lien-he/xa-14797-2025", "/can-bo/thong-ke", "/can-bo/bao-cao", "/can-bo/bao-cao?ky=quy-nay&nhom=buoc", "/can-bo/bao-cao/ho-so?ky=quy-nay&nhom=linh-vuc&o=tong-nhan", "/can-bo/bo-loc", "/can-bo/nhiem-vu?cua=don-vi-giao&loc=tat-ca", "/can-bo/nhiem-vu/giao", "/can-bo/thu-phi"] },
  { name: "operator", words: "quản trị", login: "quantri", starts: ["/can-bo/van-hanh", "/can-bo/lien-he", "/can-bo/van-hanh/cai-dat", "/can-bo/luu-tru/thoi-han", "/can-bo/quan-tri", "/can-bo/quan-tri/nguoi-moi", "/can-bo/quan-tri/danh-sach", "/can-bo/quan-tri/cho-xac-nhan", "/can-bo/quan-tri/ra-soat", "/can-bo/quan-tri/vai-tro/leader", "/can-bo/quan-tri/dinh-nghia", "/can-bo/quan-tri/dinh-nghia/form/birth", "/can-bo/quan-tri/dinh-nghia/form/birth/sua", "/can-bo/quan-tri/dinh-nghia/form/social_assistance/sua?mo=sections.0.questions.3", "/can-bo/quan-tri/dinh-nghia/form/tao-moi", "/can-bo/quan-tri/dinh-nghia/process/specialist_leader", "/can-bo/quan-tri/dinh-nghia/process/specialist_leader/sua", "/can-bo/quan-tri/dinh-nghia/process/inspection/sua?mo=events.0", "/can-bo/quan-tri/dinh-nghia/calendar/province", "/can-bo/quan-tri/dinh-nghia/calendar/province/sua", "/can-bo/quan-tri/dinh-nghia?loai=procedure&q=khai+sinh", "/can-bo/quan-tri/dinh-nghia/procedure/1.001193", "/can-bo/quan-tri/dinh-nghia/procedure/1.001193/sua", "/can-bo/quan-tri/dinh-nghia/procedure/1.001193/sua?mo=methods.0", "/can-bo/quan-tri/dinh-nghia/procedure/tao-moi", "/can-bo/quan-tri/danh-muc-thu-tuc", "/can-bo/quan-tri/danh-muc-thu-tuc/de-lai", "/can-bo/quan-tri/dinh-nghia/tep"] },
  { name: "analyst", words: "giám sát", login: "truc.soc", starts: ["/can-bo/an-ninh", "/can-bo/an-ninh/vu-viec"] },
  { name: "asked", words: "đơn vị được trung tâm giám sát hỏi", login: "chuyenvien.syt", starts: ["/can-bo"] },
];

// Pages whose addresses differ only in whose or which they are about are of one kind.
export const kindOf = (path) =>
  path
    .replace(/\?.*/, (question) => (/[?&]q=/.test(question) ? "?q" : /[?&]mo=/.test(question) ? "?mo" : ""))
    .replace(/\/[A-Z]+\d*[.\w]*-\d{6}-\d+/g, "/{hồ sơ}")
    .replace(/\/NV-\d{4}-\d+/g, "/{nhiệm vụ}")
    .replace(/\/(KN|PA)-\d{4}-\d+/g, "/{đơn}")
    .replace(/\/\d+\.\d{6}\w*/g, "/{mã}")
    .replace(/\/\d{6,}/g, "/{số}")
    .replace(/^(\/(?:en\/)?(?:du-lieu|thu-tuc\/linh-vuc|co-quan|linh-vuc)\/)[^/]+/, "$1{tên}")
    .replace(/\/[0-9a-f-]{20,}/g, "/{khóa}")
    .replace(/\/\d+(?=\/|$)/g, "/{số}");

// What is no page: files, streams, machine interfaces, and what ends the visit.
const noPage = /^\/(api|assets|so-cai\/(tile|checkpoint|khoa)|dang-xuat)|\.(pdf|csv|xlsx|svg|zip|json|geojson|ttl|rdf|jsonld|xml|db|sqlite|ndjson|atom|txt|png)$|\/(tep|tai|luong|goc)(\/|$|\?)/;

// Calls `look` with each page once it stands, as each role would see it; a page of English is looked at once, not followed.
export async function walkPages(browser, url, look, { viewport, most = 60, only = roles } = {}) {
  for (const role of only) {
    const { page, context, errors } = await openPage(browser, { viewport });
    if (role.login) await signIn(page, url, role.login);
    const waiting = [...role.starts], seen = new Set();
    while (waiting.length > 0 && seen.size < most) {
      const path = waiting.shift(), kind = kindOf(path);
      if (seen.has(kind)) continue;
      seen.add(kind);
      let answer;
      try {
        answer = await page.goto(url + path, { waitUntil: "load" });
      } catch (error) {
        if (/Download is starting|ERR_ABORTED/.test(error.message)) continue; // a file
        throw error;
      }
      if (!/text\/html/.test(answer?.headers()["content-type"] ?? "")) continue;
      await page.evaluate(() => document.fonts.ready);
      await look(page, { role, path, kind, status: answer.status() });
      if (path.startsWith("/en")) continue;
      const links = await page.evaluate(() => [...document.querySelectorAll("a[href]:not([download])")].map((link) => link.getAttribute("href")));
      const mine = role.name === "visitor" ? /^\// : /^\/can-bo/.test(role.starts[0]) ? /^\/(can-bo|tai-khoan)/ : /^\/(ho-so|khieu-nai|nhap|tai-khoan|thu-tuc\/[^/]+\/nop)/;
      for (const link of links) if (link && mine.test(link) && !noPage.test(link.replace(/#.*/, "")) && !link.startsWith("/en") && !seen.has(kindOf(link))) waiting.push(link.replace(/#.*/, ""));
    }
    if (errors.length > 0) throw new Error(`${role.name}: ${errors.join("; ")}`);
    await context.close();
  }
}
