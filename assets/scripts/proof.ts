// Checks a proof of the public ledger in the browser: nothing is sent anywhere.
import { checkProof, type Fault, Untrue } from "./note";
import { say } from "./say";

const sentences: Record<Fault, string> = {
  key: say("Khóa công khai của sổ cái không đọc được."),
  proof: say("Đây không phải tệp chứng nhận của sổ cái."),
  note: say("Mốc đã ký trong tệp không đúng dạng."),
  unsigned: say("Tệp không có chữ ký của cổng này."),
  signature: say("Chữ ký không đúng: tệp đã bị sửa."),
  excluded: say("Nội dung không có trong sổ cái đã ký: tệp đã bị sửa."),
};

export function checkProofInBrowser() {
  const input = document.querySelector<HTMLInputElement>("input[data-proof]");
  const result = document.querySelector<HTMLElement>("[data-proof-result]");
  if (!input || !result) return;
  input.addEventListener("change", async () => {
    const file = input.files?.[0];
    if (!file) return;
    try {
      const { content } = await checkProof(await file.text(), input.dataset.proof ?? "");
      result.textContent = `${say("ĐÚNG. Sổ cái đã ký chứa đúng nội dung này:")}\n\n${content}`;
    } catch (error) {
      const why = error instanceof Untrue ? sentences[error.fault] : say("Trình duyệt này không kiểm tra được; hãy dùng dongson verify.");
      result.textContent = `${say("KHÔNG ĐÚNG.")} ${why}`;
    }
  });
}
