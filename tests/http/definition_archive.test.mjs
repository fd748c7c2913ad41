// Definitions taken out as one file and brought back: byte for byte, as proposals, by two people.
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { databaseOf, demoServer, Person, program, secondAdministrator, summary } from "./client.mjs";

const room = "/can-bo/quan-tri/dinh-nghia/tep", folder = mkdtempSync(join(tmpdir(), "dongson-archive-"));
after(() => rmSync(folder, { recursive: true, force: true }));
let author, approver;
const server = demoServer(async () => {
  author = await new Person(server.url).signIn("quantri");
  approver = await secondAdministrator(server);
});

const where = () => {
  const database = databaseOf(server.data);
  return ["--data", server.data, ...(database ? ["--database", database] : [])];
};
const run = (...words) => spawnSync(program, [...words, ...where()], { encoding: "utf8" });
const python = (code, ...words) => execFileSync("python3", ["-c", code, ...words], { encoding: "utf8", maxBuffer: 1 << 30 });
// The texts of an archive, by their names.
const unpacked = (path) => JSON.parse(python("import zipfile, sys, json; z = zipfile.ZipFile(sys.argv[1]); print(json.dumps({n: z.read(n).decode() for n in z.namelist()}))", path));
const packed = (texts, path) => {
  writeFileSync(`${path}.json`, JSON.stringify(texts));
  python("import zipfile, sys, json; z = zipfile.ZipFile(sys.argv[2], 'w'); [z.writestr(n, t) for n, t in json.load(open(sys.argv[1])).items()]; z.close()", `${path}.json`, path);
  return path;
};
async function upload(person, path, viec, reason = "") {
  await person.page(room);
  const body = new FormData();
  body.append("_csrf", person.csrf);
  body.append("viec", viec);
  body.append("ly_do", reason);
  body.append("tep", new Blob([readFileSync(path)]), "dinh-nghia.zip");
  const answer = await fetch(server.url + room, { method: "POST", redirect: "manual", body, headers: { cookie: person.cookie } });
  return { status: answer.status, page: await answer.text() };
}

const first = join(folder, "first.zip"), form = "form/birth.yaml", code = "1.000656", procedure = `procedure/${code}.yaml`;

test("everything that holds is taken out, from the page and at the server alike, and is as before when it comes back", async () => {
  const exported = run("export", "definitions", first);
  assert.equal(exported.status, 0, exported.stderr);
  const answer = await author.get(`${room}/tai`);
  assert.equal(answer.headers.get("content-type"), "application/zip");
  assert.ok(Buffer.from(await answer.arrayBuffer()).equals(readFileSync(first)), "the same bytes each time");
  const texts = unpacked(first);
  assert.ok(Object.keys(texts).filter((name) => name.startsWith("procedure/")).length > 5000);
  for (const name of [form, procedure, "process/specialist_leader.yaml", "calendar/province.yaml"]) assert.ok(texts[name], name);
  assert.match(texts["manifest.csv"], /^type,key,version,sha256,valid_from,author,approver\r?\n/);
  const back = run("import", "definitions", first, "--reason", "Thử");
  assert.equal(back.status, 0, back.stderr);
  assert.match(back.stdout, /\d+ as before, 0 otherwise/);
  const some = run("export", "procedures", join(folder, "procedures.zip"));
  assert.equal(some.status, 0, some.stderr);
  assert.ok(Object.keys(unpacked(join(folder, "procedures.zip"))).every((name) => name === "manifest.csv" || name.startsWith("procedure/")));
});

test("what somebody changed outside becomes a proposal, and after the second person's yes it comes out byte for byte", async () => {
  const texts = unpacked(first);
  const changed = { "manifest.csv": texts["manifest.csv"] };
  changed[procedure] = `# Theo nghị quyết\n${texts[procedure].replace(/^name: .*$/m, 'name: "Đăng ký khai tử, làm lại"')}`;
  changed["procedure/2.900009.H56.yaml"] = texts[procedure].replace(code, "2.900009.H56");
  changed[form] = `${texts[form]}# ghi chú của tỉnh\n`;
  changed["form/birth_wrong.yaml"] = "key: birth_wrong\n";
  const path = packed(changed, join(folder, "changed.zip"));

  const seen = await upload(author, path, "xem");
  assert.equal(seen.status, 200);
  assert.match(seen.page, /Chưa ghi gì cả/);
  assert.match(seen.page, /làm lại/, "the difference is shown");
  assert.match(seen.page, /Bỏ qua/);
  assert.equal((await upload(author, path, "de-nghi")).status, 422, "a proposal has a reason");

  const proposed = await upload(author, path, "de-nghi", "Sửa trong git");
  assert.equal(proposed.status, 200, summary(proposed.page));
  const editions = [...proposed.page.matchAll(/href="([^"]+\/phien-ban\/\d+)"/g)].map(([, link]) => link);
  assert.equal(editions.length, 3);
  assert.doesNotMatch(await author.page(`/thu-tuc/${code}`), /làm lại/, "nothing is overwritten");
  assert.match((await upload(author, path, "xem")).page, /đang soạn hay đề nghị/, "nothing is proposed twice");
  for (const edition of editions) {
    assert.equal((await author.post(`${edition}/phe-duyet`)).status, 403);
    await approver.page(edition);
    assert.equal((await approver.post(`${edition}/phe-duyet`)).status, 303);
  }
  const second = join(folder, "second.zip");
  assert.equal(run("export", "definitions", second).status, 0);
  const after = unpacked(second);
  for (const name of [procedure, form, "procedure/2.900009.H56.yaml"]) assert.equal(after[name], changed[name], name);
  assert.match(after["manifest.csv"], new RegExp(`^procedure,${code},1,[0-9a-f]{64},\\d{4}-\\d\\d-\\d\\d,Lương Hữu Linh,Lê Văn Hai`, "m"));
});

test("what changed here since the file was made is not taken for the file's", async () => {
  const texts = unpacked(first);
  texts[procedure] = texts[procedure].replace(/^name: .*$/m, 'name: "Tên khác"');
  const path = packed({ "manifest.csv": texts["manifest.csv"], [procedure]: texts[procedure] }, join(folder, "stale.zip"));
  const told = run("import", "definitions", path, "--reason", "Thử");
  assert.equal(told.status, 1);
  assert.match(told.stdout, /left out: What is in force has changed since the file was made/);
});

test("what is no archive is refused, and only who administrates comes near", async () => {
  writeFileSync(join(folder, "none.zip"), "không phải");
  assert.equal((await upload(author, join(folder, "none.zip"), "xem")).status, 422);
  const clerk = await new Person(server.url).signIn("motcua.hacthanh");
  assert.equal((await clerk.get(`${room}/tai`)).status, 403);
});
