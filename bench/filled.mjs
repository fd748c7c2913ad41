// A demonstration with enough in it to be measured: `wanted` dossiers taken at the counters of communes, forty in each, as many
// clerks, each signed in, and as many questions people would type. What the program does itself it is asked over HTTP; officers and sessions are copies of those that are there.
import { execFileSync } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { databaseOf, makeDemo, Person, genericProcedure, serve } from "../tests/http/client.mjs";

const byAddress = { sqlite: (data) => ["sqlite3", ["-batch", "-bail", join(data, "dongson.db")]], postgres: (data) => ["psql", ["-qAt", "-v", "ON_ERROR_STOP=1", databaseOf(data)]] };
const engineOf = (data) => (databaseOf(data) ? "postgres" : "sqlite");
export function sql(data, text) {
  const [program, words] = byAddress[engineOf(data)](data);
  return execFileSync(program, words, { input: text, encoding: "utf8", maxBuffer: 1 << 28 }).trim();
}

const known = new Map();
function columnsOf(data, table) {
  const key = `${data} ${table}`;
  if (!known.has(key)) known.set(key, askColumns(data, table));
  return known.get(key);
}
function askColumns(data, table) {
  const answer = engineOf(data) === "postgres"
    ? sql(data, `SELECT column_name FROM information_schema.columns WHERE table_name = '${table}' ORDER BY ordinal_position;`)
    : sql(data, `SELECT name FROM pragma_table_info('${table}');`);
  return answer.split("\n");
}

// Copies of the rows that `where` names, their columns as they are but for those in `changed`.
function copied(data, table, where, changed) {
  const columns = columnsOf(data, table);
  return `INSERT INTO ${table} (${columns.join(", ")}) SELECT ${columns.map((each) => changed[each] ?? each).join(", ")} FROM ${table} WHERE ${where};\n`;
}

const first = 8_000_000_000_000_000n;
const blob = (data, hex) => (engineOf(data) === "postgres" ? `'\\x${hex}'` : `x'${hex}'`);

// Clerks of `communes` communes like the demonstration's, each with a session; their cookies, one of each commune first.
async function manyClerks(data, server, wanted, communes) {
  const login = "motcua.hacthanh";
  await new Person(server.url).signIn(login);
  const account = sql(data, `SELECT id FROM account WHERE login = '${login}';`), session = sql(data, `SELECT MAX(id) FROM session WHERE account_id = ${account};`);
  const units = sql(data, `SELECT id FROM unit WHERE level = 'commune' AND valid_to IS NULL AND name <> 'Phường Hạc Thành' ORDER BY id LIMIT ${communes};`).split("\n");
  const cookies = [];
  let text = "BEGIN;\n";
  for (let number = 0; number < wanted; ++number) {
    const id = first + BigInt(number), token = randomBytes(32).toString("base64url");
    text += copied(data, "account", `id = ${account}`, { id, login: `'bench.${number}'` });
    text += copied(data, "appointment", `account_id = ${account}`, { id, account_id: id, unit_id: units[number % units.length] });
    text += copied(data, "session", `id = ${session}`, { id, account_id: id, token_digest: blob(data, createHash("sha256").update(token).digest("hex")) });
    cookies.push(`__Host-phien=${token}`);
  }
  sql(data, `${text}COMMIT;\n`);
  return cookies;
}

const surnames = "Nguyễn Trần Lê Phạm Hoàng Vũ Đặng Bùi Đỗ Hồ".split(" "), given = "An Bình Chi Dung Giang Hà Khánh Lan Minh Nga Phúc Quân Sơn Thảo Uyên Vân".split(" ");
const personNumber = (number) => `0381${(90 + (number % 10)).toString().padStart(2, "0").slice(-2)}${String(number).padStart(6, "0")}`;

async function manyDossiers(server, wanted, clerks, communes) {
  const procedure = await genericProcedure(server.url);
  const { csrf } = await (await fetch(`${server.url}/api/v1/session`, { headers: { cookie: clerks[0] } })).json();
  const taken = [];
  let next = 0;
  const worker = async () => {
    while (next < wanted) {
      const number = next++;
      const person = { name: `${surnames[number % 10]} Thị ${given[number % 16]}`, number: personNumber(number), phone: "0912345678", address: "Phường Hạc Thành" };
      const answer = await fetch(`${server.url}/api/v1/dossiers`, { method: "POST", headers: { cookie: clerks[number % communes], "x-csrf-token": csrf, "content-type": "application/json" },
        body: JSON.stringify({ procedure, ...person, answers: { noi_dung: "Đề nghị giải quyết", so_ban: "1" } }) });
      const told = await answer.json();
      if (answer.status !== 201) throw new Error(`taking dossier ${number} answered ${answer.status}: ${JSON.stringify(told)}`);
      taken.push({ code: told.code, last: person.number.slice(-4) });
    }
  };
  await Promise.all(Array.from({ length: 16 }, worker));
  return taken;
}

// Two to five words of a procedure's name from anywhere in it, with and without marks, every fourth with a letter left out as hurried
// people do.
async function manyQuestions(server, wanted) {
  const names = new Set();
  for (let page = 1, pages = 1; page <= pages; ++page) {
    const answer = await (await fetch(`${server.url}/api/v1/procedures?trang=${page}`)).json();
    for (const each of answer.items) names.add(each.name);
    pages = answer.pages;
  }
  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").replaceAll("đ", "d").replaceAll("Đ", "D");
  const questions = new Set();
  for (let round = 0; questions.size < wanted && round < 60; ++round)
    for (const [number, name] of [...names].entries()) {
      const words = name.toLowerCase().replaceAll(/[^\p{L}\p{N} ]/gu, " ").split(/\s+/).filter(Boolean);
      const from = (round + number) % Math.max(1, words.length - 2), kind = (round + number) % 4;
      let text = words.slice(from, from + 2 + ((round + number) % 4)).join(" ");
      if (kind % 2) text = plain(text);
      if (kind === 3 && text.length > 6) text = text.slice(0, 3) + text.slice(4);
      questions.add(text);
      if (questions.size === wanted) break;
    }
  if (questions.size < wanted) throw new Error(`only ${questions.size} different questions were found among ${names.size} names`);
  return [...questions];
}

// { data, config, dossiers: [{ code, last }], cookies, questions }: everything that is asked for later.
export async function filledDemonstration(wanted) {
  const data = makeDemo(), config = join(data, "config.yaml");
  writeFileSync(config, `address_requests_per_minute: 0\naccount_requests_per_minute: 0\naccess_log: ${join(data, "access.log")}\n`);
  const server = await serve(data, ["--config", config]);
  const communes = Math.ceil(wanted / 40), cookies = await manyClerks(data, server, wanted, communes);
  // The database was asked for longer than the server keeps idle connections: that they are closed is noticed now.
  await new Promise((done) => setTimeout(done, 100));
  const dossiers = await manyDossiers(server, wanted, cookies, communes), questions = await manyQuestions(server, wanted);
  await server.stop();
  return { data, config, dossiers, cookies, questions };
}
