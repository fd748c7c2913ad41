// Bad days: killed at any moment, a full disk. The oracle is the client's own log of what was acknowledged.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { databaseOf, genericProcedure, makeDemo, Person, program, readyDraft, remove, serve, unlimited } from "../http/client.mjs";
import { onSmallDisk } from "./small_disk.mjs";

const kills = Number(process.env.KILLS ?? 40); // 300 a night
const sqlite = (data, sql) => execFileSync("python3", ["-c", "import sqlite3,sys,json; print(json.dumps(sqlite3.connect(sys.argv[1]).execute(sys.argv[2]).fetchall()))", `${data}/dongson.db`, sql], { encoding: "utf8" });

test(`killed ${kills} times under load, nothing acknowledged is lost and nothing is half done`, async () => {
  const data = makeDemo();
  const acknowledged = new Set();
  let procedure = null;
  let session = null;
  const drafts = [];
  for (let round = 0; round < kills; ++round) {
    const server = await serve(data, unlimited(data), { quiet: true });
    const person = new Person(server.url);
    if (!session) {
      await person.signIn("038190001234");
      session = { cookie: person.cookie, csrf: person.csrf };
      procedure = await genericProcedure(server.url);
    }
    Object.assign(person, session);
    let stopped = false;
    let answers = () => {};
    const answered = new Promise((resolve) => (answers = resolve));
    const submit = async () => {
      while (!stopped) {
        try {
          // Drafts that were ready when the program died are sent again: they count once.
          const draft = drafts.pop() ?? (await readyDraft(person, procedure));
          const mark = drafts.push(draft) && draft;
          const answer = await person.post(`${draft}/nop`);
          answers();
          if (answer.status !== 303) continue;
          const code = answer.headers.get("location").match(/\/ho-so\/([^/]+)/)?.[1];
          if (!code) continue;
          acknowledged.add(code);
          drafts.splice(drafts.indexOf(mark), 1);
        } catch {
          return; // the program is gone
        }
      }
    };
    const clients = [submit(), submit(), submit(), submit()];
    // However slow the machine is, something happens before it is killed, and every moment of it gets its turn.
    await answered;
    await new Promise((resolve) => setTimeout(resolve, (round * 37) % 240));
    stopped = true;
    await server.stop("SIGKILL");
    await Promise.allSettled(clients);
  }
  assert.ok(acknowledged.size >= kills / 2, `only ${acknowledged.size} were acknowledged`);
  const rows = JSON.parse(sqlite(data, "SELECT d.code, (SELECT COUNT(*) FROM case_happening e WHERE e.case_id = d.id), (SELECT COUNT(*) FROM work_item w WHERE w.case_id = d.id), (SELECT COUNT(*) FROM ledger_entry l JOIN case_happening e ON e.ledger_id = l.id WHERE e.case_id = d.id) FROM dossier d JOIN draft f ON f.dossier_code = d.code"));
  const stored = new Map(rows.map(([code, ...counts]) => [code, counts]));
  for (const code of acknowledged) assert.ok(stored.has(code), `${code} was acknowledged and is lost`);
  for (const [code, counts] of stored) assert.deepEqual(counts, [1, 1, 1], `${code} is half done`);
  // Numbers of a day have no gap, and no draft became two dossiers.
  const byDay = new Map();
  for (const [code] of JSON.parse(sqlite(data, "SELECT code FROM dossier"))) {
    const [org, day, number] = code.split("-");
    byDay.set(`${org}-${day}`, [...(byDay.get(`${org}-${day}`) ?? []), Number(number)]);
  }
  for (const [day, numbers] of byDay) assert.deepEqual(numbers.sort((a, b) => a - b), numbers.map((_, index) => index + 1), `gap on ${day}`);
  assert.deepEqual(JSON.parse(sqlite(data, "SELECT dossier_code, COUNT(*) FROM draft WHERE dossier_code IS NOT NULL GROUP BY dossier_code HAVING COUNT(*) > 1")), []);
  assert.equal(JSON.parse(sqlite(data, "PRAGMA integrity_check"))[0][0], "ok");
  remove(data);
});

test("a full disk turns writes into a clear refusal while reads go on", (context) =>
  onSmallDisk(context, 80, async (server, disk) => {
    const person = await new Person(server.url).signIn("038190001234");
    const procedure = await genericProcedure(server.url);
    const draft = await readyDraft(person, procedure);
    disk.fill();
    let refused = null;
    for (let attempt = 0; attempt < 200 && !refused; ++attempt) {
      const answer = await person.post(`/thu-tuc/${procedure}/nop`, { moi: "co" });
      if (answer.status !== 303) refused = [answer.status, await answer.text()];
    }
    assert.ok(refused, "no write was refused");
    assert.equal(refused[0], 503);
    assert.match(refused[1], /hết chỗ lưu/);
    assert.equal((await fetch(`${server.url}/thu-tuc?q=dat`)).status, 200);
    assert.equal((await person.get("/ho-so")).status, 200);
    // The reserve is given up for what is essential: who was not here before comes in, reads, and is told what is wrong.
    const named = async (pattern) => {
      for (let wait = 0; wait < 200; ++wait) {
        const text = await (await fetch(`${server.url}/readyz`)).text();
        if (pattern.test(text)) return text;
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
      throw new Error(`readyz does not say ${pattern}`);
    };
    await named(/^disk: full/m);
    const later = await new Person(server.url).signIn("motcua.hacthanh");
    assert.equal((await later.get("/can-bo")).status, 200);
    // A dossier is read, and the look at it is on record; what is new stays new.
    const opened = (await later.page("/can-bo?xem=tat-ca")).match(/href="(\/can-bo\/ho-so\/[^"/]+)"/)[1];
    assert.equal((await later.get(opened)).status, 200);
    assert.equal((await later.get("/can-bo/tim?q=Hoa")).status, 200);
    assert.equal((await person.get("/tai-khoan/thong-bao")).status, 200);
    assert.equal((await new Person(server.url).post("/dang-nhap", { ten_dang_nhap: "motcua.hacthanh", mat_khau: "không phải mật khẩu này" })).status, 422);
    assert.equal((await person.post(`/thu-tuc/${procedure}/nop`, { moi: "co" })).status, 503);
    disk.free();
    await named(/^ready$/m);
    const submitted = await person.post(`${draft}/nop`);
    assert.equal(submitted.status, 303);
  }));

test("PostgreSQL restarted under load: requests wait or fail clearly, nothing is done twice", async () => {
  const connection = process.env.DONGSON_TEST_POSTGRES;
  assert.ok(connection, "run with tests/with_postgres.sh");
  const folder = process.env.DONGSON_TEST_POSTGRES_FOLDER;
  const data = makeDemo([], connection);
  const url = databaseOf(data);
  const server = await serve(data, unlimited(data), { quiet: true });
  const person = await new Person(server.url).signIn("038190001234");
  const procedure = await genericProcedure(server.url);
  const acknowledged = [];
  let stopped = false;
  const odd = [];
  const client = async () => {
    while (!stopped) {
      try {
        const draft = await readyDraft(person, procedure);
        const answer = await person.post(`${draft}/nop`);
        if (answer.status === 303 && answer.headers.get("location").includes("/da-nop")) acknowledged.push(answer.headers.get("location").split("/")[2]);
        else if (![303, 503].includes(answer.status)) odd.push(answer.status);
      } catch {
        // A page that could not be read in between: the client starts anew.
      }
    }
  };
  const clients = [client(), client(), client()];
  await new Promise((resolve) => setTimeout(resolve, 1200));
  const control = (...words) => execFileSync("runuser", ["-u", "postgres", "--", "/usr/lib/postgresql/15/bin/pg_ctl", "-D", `${folder}/data`, ...words], { stdio: "ignore" });
  control("-m", "fast", "-w", "-o", `-k ${folder} -c listen_addresses='' -c max_connections=200`, "-l", `${folder}/log`, "restart");
  await new Promise((resolve) => setTimeout(resolve, 2500));
  stopped = true;
  await Promise.all(clients);
  assert.deepEqual(odd, []);
  assert.ok(acknowledged.length > 5, `${acknowledged.length} acknowledged`);
  const rows = execFileSync("psql", [url, "-Atc", "SELECT d.code FROM dossier d JOIN draft f ON f.dossier_code = d.code"], { encoding: "utf8" }).trim().split("\n");
  for (const code of acknowledged) assert.ok(rows.includes(code), `${code} is lost`);
  assert.equal(new Set(acknowledged).size, acknowledged.length);
  const twice = execFileSync("psql", [url, "-Atc", "SELECT COUNT(*) FROM (SELECT dossier_code FROM draft WHERE dossier_code IS NOT NULL GROUP BY dossier_code HAVING COUNT(*) > 1) t"], { encoding: "utf8" }).trim();
  assert.equal(twice, "0");
  await server.stop();
  remove(data);
});

test("while PostgreSQL is away or stands still, health and readiness are answered at once and say so", async () => {
  const connection = process.env.DONGSON_TEST_POSTGRES, folder = process.env.DONGSON_TEST_POSTGRES_FOLDER;
  const data = makeDemo([], connection);
  const server = await serve(data, unlimited(data), { quiet: true });
  const control = (...words) => execFileSync("runuser", ["-u", "postgres", "--", "/usr/lib/postgresql/15/bin/pg_ctl", "-D", `${folder}/data`, ...words], { stdio: "ignore" });
  const asked = async (path) => {
    const began = Date.now();
    const answer = await fetch(server.url + path);
    return { status: answer.status, text: await answer.text(), seconds: (Date.now() - began) / 1000 };
  };
  const until = async (status) => {
    let answer;
    for (let wait = 0; wait < 200; ++wait) {
      answer = await asked("/readyz");
      assert.ok(answer.seconds < 2, `readiness took ${answer.seconds} s`);
      if (answer.status === status) return answer.text;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error(`readyz still says ${answer.status} ${answer.text}`);
  };
  await until(200);
  // Its processes and no other's: those of the cluster this test was given.
  const postmaster = readFileSync(`${folder}/data/postmaster.pid`, "utf8").split("\n")[0];
  // It stands still before its children are counted: one that it begins meanwhile would go on answering.
  process.kill(Number(postmaster), "SIGSTOP");
  const children = execFileSync("pgrep", ["-P", postmaster], { encoding: "utf8" }).trim().split("\n");
  const all = (signal) => [postmaster, ...children].forEach((pid) => { try { process.kill(Number(pid), signal); } catch { /* it has ended */ } });
  all("SIGSTOP");
  try {
    assert.match(await until(503), /^database: does not answer$/m);
    const alive = await asked("/healthz");
    assert.equal(alive.status, 200);
    assert.ok(alive.seconds < 2);
    assert.match(alive.text, /^alive\ndatabase/);
  } finally {
    all("SIGCONT");
  }
  await until(200);
  control("-m", "immediate", "-w", "stop");
  assert.match(await until(503), /^database: (away|does not answer)$/m); // it is asked again for ten seconds before it counts as away
  assert.equal((await asked("/healthz")).status, 200);
  control("-w", "-o", `-k ${folder} -c listen_addresses='' -c max_connections=200`, "-l", `${folder}/log`, "start");
  assert.match(await until(200), /^ready$/m);
  await server.stop();
  remove(data);
});
