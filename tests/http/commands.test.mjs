// Every command that README and docs print runs as it is printed: blocks marked `sh`, and commands with arguments within a line. They run in a
// folder of their own, the program on the path, a demonstration at localhost:8080. Words in capitals and addresses of examples are the
// reader's to fill in, and stand in `filledIn`; what cannot run here stands in `cannotRun`, with its reason.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { after, before, test } from "node:test";
import { gunzipSync } from "node:zlib";
import { makeDemo, password, Person, program, remove, serve } from "./client.mjs";
import { countsOf, registerToken } from "./sources.mjs";

const cannotRun = {
  "make run     # installs what is missing, builds, loads the catalogue, serves http://localhost:8080, prints the demo accounts\nmake test    # installs what is missing, builds, runs everything":
    "the first never ends, the second is what runs this",
  "dongson serve --config FILE": "never ends; `serve` with `--config` is how many tests start it",
  "dongson witness KEY --name witness.example --data DIR --listen HOST:PORT": "never ends; tests/http/witness.test.mjs starts it",
  "dongson ledger watch https://…/so-cai --key KEY --data DIR": "never ends; tests/http/witness.test.mjs starts it",
  "dongson ledger mend --data DIR": "for a stopped program whose database is older than its ledger; tests/http/restore.test.mjs runs it",
  "dongson ledger mend --here --data DIR": "for a stopped program; tests/http/restore.test.mjs runs it",
  "dongson ledger audit --data DIR": "for a stopped program; tests/http/witness.test.mjs runs it",
  "dongson move --data DIR --to postgres://USER@HOST/DATABASE --switch": "for a stopped program; tests/http/move.test.mjs runs it",
  "dongson move --data DIR --to sqlite --switch": "for a stopped program; tests/http/move.test.mjs runs it",
  "bench/run.sh STEP": "minutes long; `make bench-smoke` runs every step",
  "tests/with_postgres.sh build/debug/dongson_tests --gtest_filter='Deadline*'": "the debug build is not made here; `make unit` runs the same with the sanitized one",
  "apt install ./dongson_*.deb": "changes the machine; tests/package/run.sh does it on one of its own",
  "systemctl stop dongson\nrunuser -u dongson -- dongson setup --data /var/lib/dongson --admin quan.tri --admin-name \"Lê Văn Quản\" --yes\nsystemctl start dongson": "changes the machine; tests/package/run.sh does it on one of its own",
  "journalctl -u dongson -o cat | grep SETUP_WAITS": "needs the service; tests/package/run.sh reads its journal",
  "apt install nginx\nsed 's/dichvucong.vidu.vn/dichvucong.tinh.vn/' /usr/share/doc/dongson/examples/nginx.conf > /etc/nginx/sites-available/dongson\nln -s ../sites-available/dongson /etc/nginx/sites-enabled/dongson\nnginx -t && systemctl reload nginx": "changes the machine; tests/http/proxies.test.mjs runs the example",
  "apt install haproxy\ncp /usr/share/doc/dongson/examples/haproxy.cfg /etc/haproxy/haproxy.cfg\nhaproxy -c -f /etc/haproxy/haproxy.cfg && systemctl reload haproxy": "changes the machine; tests/http/proxies.test.mjs runs the example",
  "install -D -m 0644 /usr/share/doc/dongson/examples/low-ports.conf /etc/systemd/system/dongson.service.d/low-ports.conf\nsystemctl daemon-reload && systemctl restart dongson": "changes the machine; tests/package/run.sh does it on one of its own",
  "systemctl status dongson\njournalctl -u dongson -f": "needs the service; tests/package/run.sh reads its journal",
  "journalctl -u dongson --since today -o cat | grep '\"severity\":\"error\"'": "needs the service; tests/package/run.sh reads its journal",
  "install -d -o dongson -g dongson -m 0700 /var/backups/dongson /etc/dongson/keys\nrunuser -u dongson -- dongson backup --data /var/lib/dongson --to /var/backups/dongson --key /etc/dongson/keys/backup.key --new-key": "changes the machine; tests/package/run.sh does it on one of its own",
  "runuser -u dongson -- dongson backup --data /var/lib/dongson --to /var/backups/dongson --key /etc/dongson/keys/backup.key\napt install ./dongson_*.deb\ncurl -fsS http://127.0.0.1:8080/readyz": "changes the machine; tests/package/run.sh does it on one of its own",
  "apt remove dongson": "changes the machine; tests/package/run.sh does it on one of its own",
  "apt purge dongson": "changes the machine; tests/package/run.sh does it on one of its own",
};

const folder = mkdtempSync(join(tmpdir(), "dongson-commands-"));
const port = 8080;
let data, server, analyst, filledIn;

before(async () => {
  data = makeDemo();
  server = await serve(data, ["--listen", `127.0.0.1:${port}`]);
  analyst = await new Person(server.url).signIn("truc.soc");
  filledIn = [
    [/"PASSWORD"/g, `"${password}"`],
    [/\bTOKEN\b/g, await registerToken(analyst, "docs")],
    [/procedures FILE\b/g, `procedures ${resolve("data/procedures/catalogue.jsonl")}`],
    [/--data DIR FILE\b/g, `--data ${data} indicators.csv`],
    [/\bDIR\b/g, data],
    [/\bDAY\b/g, "2027-01-04"],
    [/https:\/\/…/g, `http://localhost:${port}`],
    [/evtx FILE…/g, "evtx system.evtx"],
    [/scan FILE…/g, "scan events.ndjson"],
    [/10\.38\.0\.0\/16/g, "127.0.0.2"],
    [/ \\\| /g, " | "], // as tables must write it
  ];
  mkdirSync(join(folder, "bin"));
  symlinkSync(program, join(folder, "bin", "dongson"));
  // A journal with a line of sshd in it, where the machine has none.
  writeFileSync(join(folder, "bin", "journalctl"), "#!/bin/sh\necho 'Failed password for root from 10.1.2.3 port 22 ssh2'\n", { mode: 0o755 });
  writeFileSync(join(folder, "events.ndjson"), '{"message": "mot"}\n{"message": "hai"}\nba\n');
  writeFileSync(join(folder, "indicators.csv"), "type,value\nip,203.0.113.7\n");
  writeFileSync(join(folder, "system.evtx"), gunzipSync(readFileSync("tests/data/windows/system.evtx.gz")));
  mkdirSync(join(folder, "my-rules"));
  writeFileSync(join(folder, "my-rules", "one.yml"), "title: Hai\nid: 5d3c1f8e-0c55-4d7a-9f2e-6a1b2c3d4e5f\nstatus: test\nlogsource:\n  product: thu\ndetection:\n  k:\n    message: hai\n  condition: k\nlevel: low\n");
});
after(async () => {
  await server?.stop();
  if (data) remove(data);
  rmSync(folder, { recursive: true, force: true });
});

// Runs in its own order, with a server beside it: tests/http/province.test.mjs.
const inOrder = ["docs/operators/a-new-province.md"];
const documents = ["README.md", ...globSync("docs/**/*.md").filter((each) => !inOrder.includes(each)), ...globSync("src/**/README.md"), ...globSync("data/**/*.md")];
const runnable = /^(dongson|curl|make|nmap|journalctl|psql|sqlite3|openssl|tar|(tests|bench|deploy)\/\S+) .*(--|\s-\w|[<>|]|\b[A-Z]{3,}\b|…)/;

function commandsOf(document) {
  const text = readFileSync(document, "utf8"), found = [];
  for (const [, language, body] of text.matchAll(/^```(\S*)\n([\s\S]*?)^```/gm)) {
    assert.notEqual(language, "", `${document}: a block says what it is: sh, yaml, sql, text …`);
    if (language === "sh") found.push(body.trim());
  }
  for (const [, span] of text.replaceAll(/^```[\s\S]*?^```/gm, "").matchAll(/`([^`\n]+)`/g)) if (runnable.test(span)) found.push(span);
  return found;
}

function run(command) {
  const filled = filledIn.reduce((text, [from, to]) => text.replaceAll(from, to), command);
  try {
    return execFileSync("bash", ["-euo", "pipefail", "-c", filled], { cwd: folder, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"], timeout: 120_000,
      env: { ...process.env, PATH: `${join(folder, "bin")}:${process.env.PATH}` } });
  } catch (error) {
    throw new Error(`${filled}\nended with ${error.status}: ${error.stderr}${error.stdout}`);
  }
}

for (const document of documents)
  for (const command of commandsOf(document))
    test(`${document}: ${command.split("\n")[0]}`, (t) => {
      if (command in cannotRun) return t.diagnostic(`SKIPPED: ${command.split("\n")[0]}: ${cannotRun[command]}`);
      const said = run(command);
      assert.doesNotMatch(said, /"status":\s*[45]\d\d/, `${command} was refused: ${said}`);
    });

test("what cannot run is still printed somewhere", () => {
  const printed = new Set(documents.flatMap(commandsOf));
  for (const command of Object.keys(cannotRun)) assert.ok(printed.has(command), `nobody prints ${command}`);
});

test("what the documented lines send arrives: three lines, each an event, and the log of Windows", async () => {
  const { received, stored, waiting } = await countsOf(analyst, "docs");
  assert.equal(received, stored + waiting);
  assert.ok(received > 3, `${received} events arrived`);
});

test("the table of settings is the one that the program prints", () => {
  const printed = execFileSync(program, ["settings", "--markdown"], { encoding: "utf8" }).trim();
  assert.ok(readFileSync("docs/operators/configuration.md", "utf8").includes(printed), "put what `dongson settings --markdown` prints into docs/operators/configuration.md");
});
