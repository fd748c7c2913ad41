// The public log, checked by somebody else's code: Go's sumdb/tlog and note.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { test } from "node:test";
import { genericProcedure, makeDemo, Person, readyDraft, remove, serve, unlimited } from "./client.mjs";

test("inclusion of every entry and consistency with an older checkpoint hold for an independent checker", async () => {
  const folder = mkdtempSync(join(tmpdir(), "dongson-go-"));
  const checker = join(folder, "check");
  const env = { ...process.env, GOPATH: "/usr/share/gocode", GO111MODULE: "off", GOFLAGS: "", GOCACHE: join(tmpdir(), `dongson-go-${process.getuid()}`) };
  execFileSync("go", ["build", "-o", checker, "tests/ledger/check.go"], { env, stdio: "inherit" });
  const data = makeDemo();
  // The checker reads every tile again for every entry: more than anybody may ask for.
  const server = await serve(data, unlimited(data), { quiet: true });
  const before = execFileSync(checker, [server.url], { encoding: "utf8" });
  writeFileSync(join(folder, "old"), before);
  const person = await new Person(server.url).signIn("038190001234");
  const procedure = await genericProcedure(server.url);
  for (let index = 0; index < 3; ++index) await person.post(`${await readyDraft(person, procedure)}/nop`);
  const size = (text) => Number(text.split("\n")[1]);
  let after = before;
  const started = Date.now();
  while (size(after) < size(before) + 3 && Date.now() - started < 10000) after = execFileSync(checker, [server.url, join(folder, "old")], { encoding: "utf8" });
  assert.equal(size(after), size(before) + 3);
  // What lies in the folder for any web server is what the program answers.
  const folderOfFiles = join(data, "ledger", "static");
  const files = readdirSync(folderOfFiles, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => relative(folderOfFiles, join(entry.parentPath ?? entry.path, entry.name)));
  assert.ok(files.includes("checkpoint") && files.some((file) => file.startsWith("tile/entries/")) && files.some((file) => file.startsWith("tile/0/")), files.join(" "));
  for (const file of files) {
    const answer = await fetch(`${server.url}/so-cai/${file}`);
    assert.equal(answer.status, 200, file);
    assert.deepEqual(Buffer.from(await answer.arrayBuffer()), readFileSync(join(folderOfFiles, file)), file);
  }
  await server.stop();
  remove(data);
});
