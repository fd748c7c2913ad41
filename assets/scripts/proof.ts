// Checks a proof of the public ledger in the browser: nothing is sent anywhere.
import { say } from "./say";

const bytesOf = (base64: string) => Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
const utf8 = new TextEncoder();

function joined(...parts: Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

const sha256 = async (...parts: Uint8Array[]) => new Uint8Array(await crypto.subtle.digest("SHA-256", joined(...parts)));
const same = (a: Uint8Array, b: Uint8Array) => a.length === b.length && a.every((byte, index) => byte === b[index]);

async function check(file: string, verifier: string): Promise<string> {
  const [head, ...rest] = file.split("\n\n");
  const note = rest.join("\n\n");
  const lines = head.split("\n");
  if (lines[0] !== "c2sp.org/tlog-proof@v1") throw new Error(say("Đây không phải tệp chứng nhận của sổ cái."));
  const extra = new TextDecoder().decode(bytesOf(lines[1].slice("extra ".length)));
  let index = BigInt(lines[2].slice("index ".length));
  const path = lines.slice(3).map(bytesOf);

  // The signature over the checkpoint.
  const cut = note.lastIndexOf("\n\n");
  const text = note.slice(0, cut + 1);
  const [name, , key] = verifier.split("+");
  const line = note.slice(cut + 2).split("\n").find((candidate) => candidate.startsWith(`\u2014 ${name} `));
  if (!line) throw new Error(say("Tệp không có chữ ký của cổng này."));
  const signature = bytesOf(line.slice(line.lastIndexOf(" ") + 1)).slice(4);
  const publicKey = await crypto.subtle.importKey("raw", bytesOf(key).slice(1), { name: "Ed25519" }, false, ["verify"]);
  if (!(await crypto.subtle.verify({ name: "Ed25519" }, publicKey, signature, utf8.encode(text)))) throw new Error(say("Chữ ký không đúng: tệp đã bị sửa."));

  // The path from the entry to the signed root (RFC 9162).
  const [, size, root] = text.split("\n");
  const salt = bytesOf(extra.slice(0, extra.indexOf("\n")));
  const content = extra.slice(extra.indexOf("\n") + 1);
  const entry = await sha256(salt, utf8.encode(content));
  let hash = await sha256(new Uint8Array([0]), entry);
  let last = BigInt(size) - 1n;
  if (index > last) throw new Error(say("Nội dung không có trong sổ cái."));
  const one = new Uint8Array([1]);
  for (const sibling of path) {
    if (index % 2n === 1n || index === last) {
      hash = await sha256(one, sibling, hash);
      while (index % 2n === 0n && index !== 0n) {
        index >>= 1n;
        last >>= 1n;
      }
    } else {
      hash = await sha256(one, hash, sibling);
    }
    index >>= 1n;
    last >>= 1n;
  }
  if (last !== 0n || !same(hash, bytesOf(root))) throw new Error(say("Nội dung không có trong sổ cái đã ký: tệp đã bị sửa."));
  return content;
}

export function checkProofInBrowser() {
  const input = document.querySelector<HTMLInputElement>("input[data-proof]");
  const result = document.querySelector<HTMLElement>("[data-proof-result]");
  if (!input || !result) return;
  input.addEventListener("change", async () => {
    const file = input.files?.[0];
    if (!file) return;
    try {
      const content = await check(await file.text(), input.dataset.proof ?? "");
      result.textContent = `${say("ĐÚNG. Sổ cái đã ký chứa đúng nội dung này:")}\n\n${content}`;
    } catch (error) {
      result.textContent = `${say("KHÔNG ĐÚNG.")} ${error instanceof Error ? error.message : ""}`;
    }
  });
}
