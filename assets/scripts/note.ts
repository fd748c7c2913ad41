// Signed notes, checkpoints and proofs (C2SP signed-note, tlog-checkpoint, tlog-proof): the grammar of src/platform/ledger/note.cpp, in the
// browser. Knows no page and no language: a fault is a word that whoever shows it puts into a sentence.
export type Fault = "key" | "proof" | "note" | "unsigned" | "signature" | "excluded";
export class Untrue extends Error {
  constructor(readonly fault: Fault) {
    super(fault);
  }
}

const utf8 = new TextEncoder();
type Bytes = Uint8Array<ArrayBuffer>;

export function joined(...parts: Uint8Array[]): Bytes {
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

// Standard alphabet, padded, nothing else.
function bytesOf(base64: string, fault: Fault): Bytes {
  if (base64.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(base64)) throw new Untrue(fault);
  const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
  // The bits that no byte holds are nought: one text for one meaning.
  if (btoa(String.fromCharCode(...bytes)) !== base64) throw new Untrue(fault);
  return bytes;
}

function numberOf(text: string, fault: Fault): bigint {
  if (!/^(0|[1-9][0-9]{0,17})$/.test(text)) throw new Untrue(fault);
  return BigInt(text);
}

export const kLogKey = 1;
export const kWitnessKey = 4;

export interface Verifier {
  name: string;
  id: Uint8Array;
  kind: number;
  key: Bytes;
}

// "name+id+key". A name has no plus; the base64 of the key may have several.
export async function parseVerifier(text: string): Promise<Verifier> {
  const first = text.indexOf("+");
  const second = text.indexOf("+", first + 1);
  const name = text.slice(0, first);
  const id = text.slice(first + 1, second);
  if (first < 1 || second < 0 || /\s/.test(name) || !/^[0-9a-f]{8}$/.test(id)) throw new Untrue("key");
  const bytes = bytesOf(text.slice(second + 1), "key");
  if (bytes.length !== 33 || (bytes[0] !== kLogKey && bytes[0] !== kWitnessKey)) throw new Untrue("key");
  const hash = (await sha256(utf8.encode(`${name}\n`), bytes)).slice(0, 4);
  if ([...hash].map((byte) => byte.toString(16).padStart(2, "0")).join("") !== id) throw new Untrue("key");
  return { name, id: hash, kind: bytes[0], key: bytes.slice(1) };
}

async function verifies(key: Bytes, signature: Bytes, text: Bytes): Promise<boolean> {
  const imported = await crypto.subtle.importKey("raw", key, { name: "Ed25519" }, false, ["verify"]);
  return crypto.subtle.verify({ name: "Ed25519" }, imported, signature, text);
}

export interface Note {
  text: string;
  signatures: { name: string; id: Uint8Array; bytes: Bytes }[];
}

export function parseNote(note: string): Note {
  const cut = note.lastIndexOf("\n\n");
  // biome-ignore lint: control characters are what is looked for
  if (cut < 0 || !note.endsWith("\n") || /[\u0000-\u0009\u000b-\u001f]/.test(note)) throw new Untrue("note");
  const signatures = note.slice(cut + 2, -1).split("\n").map((line) => {
    const found = line.match(/^\u2014 ([^ +]+) ([^ ]+)$/);
    const bytes = found ? bytesOf(found[2], "note") : new Uint8Array();
    if (!found || bytes.length < 5) throw new Untrue("note");
    return { name: found[1], id: bytes.slice(0, 4), bytes: bytes.slice(4) };
  });
  return { text: note.slice(0, cut + 1), signatures };
}

const signatureOf = (note: Note, by: Verifier) => note.signatures.find((one) => one.name === by.name && same(one.id, by.id))?.bytes;

// The text of a note that the log signed.
export async function openNote(text: string, by: Verifier): Promise<string> {
  if (by.kind !== kLogKey) throw new Untrue("key");
  const note = parseNote(text);
  const signature = signatureOf(note, by);
  if (!signature) throw new Untrue("unsigned");
  if (signature.length !== 64 || !(await verifies(by.key, signature, utf8.encode(note.text)))) throw new Untrue("signature");
  return note.text;
}

// When a witness saw the checkpoint (C2SP tlog-cosignature), in seconds; nothing when it did not, or the cosignature is false.
export async function cosignedAt(text: string, by: Verifier): Promise<number | undefined> {
  const note = parseNote(text);
  const signature = signatureOf(note, by);
  if (by.kind !== kWitnessKey || !signature || signature.length !== 72) return undefined;
  const seconds = Number(new DataView(signature.buffer).getBigUint64(0));
  return (await verifies(by.key, signature.slice(8), utf8.encode(`cosignature/v1\ntime ${seconds}\n${note.text}`))) ? seconds : undefined;
}

export interface Proof {
  extra: Uint8Array;
  index: bigint;
  path: Bytes[];
  checkpoint: string;
}

export function parseProof(file: string): Proof {
  const cut = file.indexOf("\n\n");
  const lines = file.slice(0, cut).split("\n");
  if (cut < 0 || lines.shift() !== "c2sp.org/tlog-proof@v1") throw new Untrue("proof");
  const extra = lines[0]?.startsWith("extra ") ? bytesOf((lines.shift() ?? "").slice(6), "proof") : new Uint8Array();
  const index = lines.shift();
  if (!index?.startsWith("index ") || lines.length > 63) throw new Untrue("proof");
  const path = lines.map((line) => bytesOf(line, "proof"));
  if (path.some((hash) => hash.length !== 32)) throw new Untrue("proof");
  return { extra, index: numberOf(index.slice(6), "proof"), path, checkpoint: file.slice(cut + 2) };
}

// RFC 9162 §2.1.3.2.
async function rootAbove(leaf: Bytes, index: bigint, size: bigint, path: Bytes[]): Promise<Uint8Array | undefined> {
  if (index >= size) return undefined;
  const one = new Uint8Array([1]);
  let last = size - 1n;
  let hash = leaf;
  for (const sibling of path) {
    if (last === 0n) return undefined;
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
  return last === 0n ? hash : undefined;
}

// What a proof says when it holds: the signature, the path, and that the entry is the salted hash of the content.
export async function checkProof(file: string, verifier: string): Promise<{ content: string; checkpoint: string }> {
  const by = await parseVerifier(verifier.trim());
  const proof = parseProof(file);
  const [origin, size, root, end] = (await openNote(proof.checkpoint, by)).split("\n");
  if (origin !== by.name || end === undefined) throw new Untrue("note");
  const line = proof.extra.indexOf(10);
  if (line < 0) throw new Untrue("proof");
  const salt = bytesOf(new TextDecoder().decode(proof.extra.slice(0, line)), "proof");
  const content = proof.extra.slice(line + 1);
  const leaf = await sha256(new Uint8Array([0]), await sha256(salt, content));
  const found = await rootAbove(leaf, proof.index, numberOf(size, "note"), proof.path);
  if (!found || !same(found, bytesOf(root, "note"))) throw new Untrue("excluded");
  return { content: new TextDecoder().decode(content), checkpoint: proof.checkpoint };
}

// A proof out of a printed code (src/platform/ledger/compact.h), as the file it was. The root is computed: the signature says whether it is the
// signed one.
export async function unpackProof(base64url: string, verifier: string, witnesses: string[]): Promise<string> {
  const by = await parseVerifier(verifier);
  const base64 = base64url.replace(/-/g, "+").replace(/_/g, "/");
  const bytes = bytesOf(base64.padEnd(Math.ceil(base64.length / 4) * 4, "="), "proof");
  let at = 0;
  const take = (count: number) => {
    if (at + count > bytes.length) throw new Untrue("proof");
    return bytes.slice(at, (at += count));
  };
  const varint = () => {
    let value = 0n;
    for (let shift = 0n; shift < 63n; shift += 7n) {
      const [byte] = take(1);
      value |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) return value;
    }
    throw new Untrue("proof");
  };
  if (take(1)[0] !== 1) throw new Untrue("proof");
  const salt = take(16);
  const index = varint();
  const size = varint();
  const path = Array.from({ length: take(1)[0] }, () => take(32));
  const signature = take(64);
  const cosignatures = Array.from({ length: take(1)[0] }, () => ({ id: take(4), bytes: take(72) }));
  const packed = new Blob([take(bytes.length - at)]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  const content = new Uint8Array(await new Response(packed).arrayBuffer().catch(() => Promise.reject(new Untrue("proof"))));
  const base64Of = (part: Uint8Array) => btoa(String.fromCharCode(...part));
  const root = await rootAbove(await sha256(new Uint8Array([0]), await sha256(salt, content)), index, size, path);
  if (!root) throw new Untrue("excluded");
  let note = `${by.name}\n${size}\n${base64Of(root)}\n\n\u2014 ${by.name} ${base64Of(joined(by.id, signature))}\n`;
  for (const text of witnesses) {
    const witness = await parseVerifier(text);
    const found = cosignatures.find(({ id }) => same(id, witness.id));
    if (found) note += `\u2014 ${witness.name} ${base64Of(joined(found.id, found.bytes))}\n`;
  }
  const extra = base64Of(joined(utf8.encode(`${base64Of(salt)}\n`), content));
  return `c2sp.org/tlog-proof@v1\nextra ${extra}\nindex ${index}\n${path.map((hash) => `${base64Of(hash)}\n`).join("")}\n${note}`;
}
