// One grammar of notes and proofs: what the browser's code calls true, the program calls true, and the other way round.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { createHash, generateKeyPairSync, randomBytes, sign } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { promisify } from "node:util";
import { build } from "esbuild";
import { program } from "./client.mjs";

const run = promisify(execFile);
const sha256 = (...parts) => createHash("sha256").update(Buffer.concat(parts)).digest();
const name = "example.vn/so-cai";

const bundled = await build({ entryPoints: ["assets/scripts/note.ts"], bundle: true, format: "esm", write: false });
const browser = await import(`data:text/javascript;base64,${Buffer.from(bundled.outputFiles[0].contents).toString("base64")}`);

// A key of its own, and the proof of the second of two entries, signed with it; `spoil` takes the parts and may break one.
function makeProof(spoil = () => {}) {
  const { privateKey, publicKey } = generateKeyPairSync("ed25519");
  const key = Buffer.concat([Buffer.from([1]), publicKey.export({ type: "spki", format: "der" }).subarray(-32)]);
  const id = sha256(Buffer.from(`${name}\n`), key).subarray(0, 4);
  const parts = { content: `ma-ho-so: ${randomBytes(4).toString("hex")}\n`, salt: randomBytes(16), index: "1", size: "2", other: "", key: key.toString("base64"), id: id.toString("hex"), end: "\n" };
  const sibling = sha256(Buffer.from([0]), randomBytes(32));
  const leaf = sha256(Buffer.from([0]), sha256(parts.salt, Buffer.from(parts.content)));
  parts.root = sha256(Buffer.from([1]), sibling, leaf).toString("base64");
  spoil(parts);
  const text = `${name}\n${parts.size}\n${parts.root}\n`;
  parts.signature ??= sign(null, Buffer.from(text), privateKey);
  const extra = Buffer.from(`${parts.salt.toString("base64")}\n${parts.content}`).toString("base64");
  const proof = `c2sp.org/tlog-proof@v1\nextra ${extra}\nindex ${parts.index}\n${sibling.toString("base64")}\n\n${text}\n${parts.other}— ${name} ${Buffer.concat([id, parts.signature]).toString("base64")}${parts.end}`;
  return { proof, verifier: `${name}+${parts.id}+${parts.key}` };
}

const folder = mkdtempSync(join(tmpdir(), "dongson-note-"));
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
let files = 0;
async function judges({ proof, verifier }) {
  const file = join(folder, `${++files}.proof`);
  writeFileSync(file, proof);
  const [inBrowser, inProgram] = await Promise.all([
    browser.checkProof(proof, verifier).then(() => true, () => false),
    run(program, ["verify", file, "--key", verifier]).then(() => true, (error) => (assert.equal(error.code, 1), false)),
  ]);
  return { inBrowser, inProgram };
}

test("a thousand random keys, with and without + in their base64: browser and program call every genuine proof true", async () => {
  const made = Array.from({ length: 1000 }, () => makeProof());
  assert.ok(made.filter(({ verifier }) => verifier.split("+").length > 3).length > 300);
  for (const { proof, verifier } of made) await browser.checkProof(proof, verifier);
  const paths = made.map(({ proof }, index) => {
    writeFileSync(join(folder, `true-${index}`), proof);
    return join(folder, `true-${index}`);
  });
  writeFileSync(join(folder, "keys"), made.map(({ verifier }) => `${verifier}\n`).join(""));
  const { stdout } = await run(program, ["verify", ...paths, "--keys", join(folder, "keys")], { maxBuffer: 1 << 24 });
  assert.equal(stdout.match(/^TRUE: /gm).length, 1000);
});

test("browser and program call the same proofs false", async () => {
  const spoilt = {
    "another content": (parts) => (parts.content += "x"),
    "another place": (parts) => (parts.index = "0"),
    "a place beyond the tree": (parts) => (parts.index = "2"),
    "a number with a nought in front": (parts) => (parts.index = "01"),
    "a negative nought": (parts) => (parts.index = "-0"),
    "another root": (parts) => (parts.root = randomBytes(32).toString("base64")),
    "a signature of nobody": (parts) => (parts.signature = randomBytes(64)),
    "a signature that is too short": (parts) => (parts.signature = randomBytes(63)),
    "a key that its id does not name": (parts) => (parts.id = "00000000"),
    "a key with an id in capitals": (parts) => (parts.id = "ABCDEF12"),
    "a key that is cut": (parts) => (parts.key = parts.key.slice(0, 20)),
    "no end of line after the signature": (parts) => (parts.end = ""),
    "a line between the signatures that is none": (parts) => (parts.other = "hello\n"),
    "a control character": (parts) => (parts.other = "— a\u0007b AAAAAAAA\n"),
  };
  for (const [what, spoil] of Object.entries(spoilt)) assert.deepEqual(await judges(makeProof(spoil)), { inBrowser: false, inProgram: false }, what);
  // A signature of somebody else beside the log's is no fault: witnesses sign so.
  assert.deepEqual(await judges(makeProof((parts) => (parts.other = `— somebody.example ${randomBytes(76).toString("base64")}\n`))), { inBrowser: true, inProgram: true });
});
