// Checks a proof of the public ledger in the browser: nothing is sent anywhere.
import { checkProof, cosignedAt, type Fault, parseVerifier, Untrue, unpackProof } from "./note";
import { say } from "./say";

const sentences: Record<Fault, string> = {
  key: say("Khóa công khai của sổ cái không đọc được."),
  proof: say("Đây không phải tệp chứng nhận của sổ cái."),
  note: say("Mốc đã ký trong tệp không đúng dạng."),
  unsigned: say("Tệp không có chữ ký của cổng này."),
  signature: say("Chữ ký không đúng: tệp đã bị sửa."),
  excluded: say("Nội dung không có trong sổ cái đã ký: tệp đã bị sửa."),
};

// Untrue is only what was proven so: of a browser that cannot check, and of a key of ours that is unreadable, the paper knows nothing.
function notTrue(error: unknown): string {
  if (error instanceof Untrue && error.fault !== "key") return `${say("KHÔNG ĐÚNG.")} ${sentences[error.fault]}`;
  const unable = say("CHƯA KIỂM TRA ĐƯỢC: chưa biết giấy đúng hay sai.");
  if (error instanceof Untrue) return `${unable} ${sentences.key}`;
  if (!isSecureContext) return `${unable} ${say("Trang này mở không qua https nên trình duyệt không cho kiểm tra chữ ký. Hãy mở lại bằng địa chỉ bắt đầu bằng https://.")}`;
  return `${unable} ${say("Trình duyệt này thiếu phần kiểm tra chữ ký. Hãy cập nhật, hoặc mở trang bằng Chrome hay Edge từ bản 137, Firefox từ bản 130, Safari từ bản 17.")}`;
}

const dated = new Intl.DateTimeFormat("vi-VN", {
  day: "2-digit",
  month: "2-digit",
  year: "numeric",
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
  hourCycle: "h23",
  timeZone: "Asia/Ho_Chi_Minh",
});

// What of an entry a reader holds against the paper in their hand, in words and in the time of this country.
const words: Record<string, string> = {
  "ma-ho-so": say("Mã hồ sơ"),
  "so-ket-qua": say("Số kết quả"),
  "nop-luc": say("Nộp lúc"),
  "tiep-nhan": say("Tiếp nhận lúc"),
  "hen-tra": say("Hẹn trả"),
  "co-ket-qua": say("Có kết quả lúc"),
  "ket-thuc": say("Kết thúc lúc"),
  "thoi-diem": say("Việc gần nhất lúc"),
};
function readable(content: string) {
  const lines = content.split("\n").flatMap((line) => {
    const [, key, value] = line.match(/^([a-z-]+): (.+)$/) ?? [];
    if (!words[key] || value === "-") return [];
    const at = /^\d{4}-\d\d-\d\dT/.test(value) ? Date.parse(value) : NaN;
    return [`${words[key]}: ${Number.isNaN(at) ? value : dated.format(at)}`];
  });
  return `${lines.join("\n")}\n\n${say("Nguyên văn đã ký (giờ quốc tế):")}\n${content}`;
}

export function checkProofInBrowser() {
  const input = document.querySelector<HTMLInputElement>("input[data-proof]");
  const result = document.querySelector<HTMLElement>("[data-proof-result]");
  if (!input || !result) return;
  input.addEventListener("change", async () => {
    const file = input.files?.[0];
    if (!file) return;
    try {
      const { content } = await checkProof(await file.text(), input.dataset.proof ?? "");
      result.textContent = `${say("ĐÚNG. Sổ cái đã ký chứa đúng nội dung này:")}\n\n${readable(content)}`;
    } catch (error) {
      result.textContent = notTrue(error);
    }
  });
}

// A printed code brings its proof behind the #: nothing of it is sent, and the page works without a network once it was opened.
export function readPrintedCode() {
  const result = document.querySelector<HTMLElement>("[data-printed]");
  if (!result) return;
  const verifier = result.dataset.printed ?? "";
  const witnesses = (result.dataset.witnesses ?? "").split(" ").filter(Boolean);
  const read = async () => {
    if (location.hash.length < 2) return;
    try {
      const { content, checkpoint } = await checkProof(await unpackProof(location.hash.slice(1), verifier, witnesses), verifier);
      const seen = [];
      for (const text of witnesses) {
        const witness = await parseVerifier(text);
        const at = await cosignedAt(checkpoint, witness);
        if (at !== undefined) seen.push(`${witness.name}: ${dated.format(at * 1000)}`);
      }
      const others = seen.length > 0 ? `${say("Nhân chứng đã thấy, chậm nhất lúc:")}\n${seen.join("\n")}` : say("Không có chữ ký của nhân chứng độc lập: thời điểm chỉ theo lời đơn vị vận hành.");
      result.textContent = `${say("ĐÚNG. Sổ cái đã ký chứa đúng nội dung này:")}\n${say("Hãy so với tờ giấy trên tay: mã hồ sơ, số kết quả, ngày.")}\n\n${others}\n\n${readable(content)}`;
    } catch (error) {
      result.textContent = notTrue(error);
    }
  };
  addEventListener("hashchange", read);
  read();
  keepForLater();
}

// The page and what it needs, in both languages, for when there is no network: a worker answers only for what stands below its own address.
async function keepForLater() {
  if (!("serviceWorker" in navigator) || !("caches" in window)) return;
  const needs = [...document.querySelectorAll<HTMLLinkElement | HTMLScriptElement>("link[rel=stylesheet], script[src]")].map((one) => ("href" in one ? one.href : one.src));
  const cache = await caches.open("so-cai");
  for (const language of ["", "/en"]) {
    await navigator.serviceWorker.register(`${language}/so-cai/khong-mang.js`, { scope: `${language}/so-cai/` });
    await cache.addAll([`${language}/so-cai/kiem-chung`, ...needs]);
  }
  await navigator.serviceWorker.ready;
  document.documentElement.dataset.offline = "ready";
}
