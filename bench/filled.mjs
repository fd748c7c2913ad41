// A demonstration with enough in it to be measured: `wanted` dossiers taken at the counter, as many officers, each signed in, and as many
// questions people would type. What the program does itself it is asked over HTTP; officers and sessions are copies of those that are there.
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

function columnsOf(data, table) {
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

// Officers like those of the demonstration, each with a session; their cookies.
async function manyOfficers(data, server, wanted) {
  const logins = ["motcua.hacthanh", "chuyenvien.hacthanh", "lanhdao.hacthanh"];
  const templates = [];
  for (const login of logins) {
    await new Person(server.url).signIn(login);
    const account = sql(data, `SELECT id FROM account WHERE login = '${login}';`);
    templates.push({ account, session: sql(data, `SELECT MAX(id) FROM session WHERE account_id = ${account};`) });
  }
  const cookies = [];
  let text = "BEGIN;\n";
  for (let number = 0; number < wanted; ++number) {
    const { account, session } = templates[number % templates.length], id = first + BigInt(number), token = randomBytes(32).toString("base64url");
    text += copied(data, "account", `id = ${account}`, { id, login: `'bench.${number}'` });
    text += copied(data, "appointment", `account_id = ${account}`, { account_id: id });
    text += copied(data, "session", `id = ${session}`, { id, account_id: id, token_digest: blob(data, createHash("sha256").update(token).digest("hex")) });
    cookies.push(`__Host-phien=${token}`);
  }
  sql(data, `${text}COMMIT;\n`);
  return cookies;
}

const surnames = "Nguyễn Trần Lê Phạm Hoàng Vũ Đặng Bùi Đỗ Hồ".split(" "), given = "An Bình Chi Dung Giang Hà Khánh Lan Minh Nga Phúc Quân Sơn Thảo Uyên Vân".split(" ");
const personNumber = (number) => `0381${(90 + (number % 10)).toString().padStart(2, "0").slice(-2)}${String(number).padStart(6, "0")}`;

async function manyDossiers(server, wanted) {
  const clerk = await new Person(server.url).signIn("motcua.hacthanh");
  const procedure = await genericProcedure(server.url);
  const { csrf } = await (await clerk.get("/api/v1/session")).json();
  const taken = [];
  let next = 0;
  const worker = async () => {
    while (next < wanted) {
      const number = next++;
      const person = { name: `${surnames[number % 10]} Thị ${given[number % 16]}`, number: personNumber(number), phone: "0912345678", address: "Phường Hạc Thành" };
      const answer = await fetch(`${server.url}/api/v1/dossiers`, { method: "POST", headers: { cookie: clerk.cookie, "x-csrf-token": csrf, "content-type": "application/json" },
        body: JSON.stringify({ procedure, ...person, answers: { noi_dung: "Đề nghị giải quyết", so_ban: "1" } }) });
      const told = await answer.json();
      if (answer.status !== 201) throw new Error(`taking dossier ${number} answered ${answer.status}: ${JSON.stringify(told)}`);
      taken.push({ code: told.code, last: person.number.slice(-4) });
    }
  };
  await Promise.all(Array.from({ length: 16 }, worker));
  return taken;
}

// Two or three words of a procedure's name, with and without marks, every fourth with a letter left out as hurried people do.
async function manyQuestions(server, wanted) {
  const names = [];
  for (let page = 0; names.length < 1500 && page < 40; ++page) {
    const { items } = await (await fetch(`${server.url}/api/v1/procedures?limit=100&offset=${page * 100}`)).json();
    if (items.length === 0) break;
    names.push(...items.map((each) => each.name));
  }
  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").replaceAll("đ", "d").replaceAll("Đ", "D");
  const questions = new Set();
  for (let round = 0; questions.size < wanted && round < 60; ++round)
    for (const [number, name] of names.entries()) {
      const words = name.toLowerCase().replaceAll(/[^\p{L}\p{N} ]/gu, " ").split(/\s+/).filter(Boolean);
      const from = (round * 2 + number) % Math.max(1, words.length - 2);
      let text = words.slice(from, from + 2 + (number % 2)).join(" ");
      if (number % 2) text = plain(text);
      if (number % 4 === 3 && text.length > 6) text = text.slice(0, 3) + text.slice(4);
      questions.add(text);
      if (questions.size === wanted) break;
    }
  return [...questions];
}

// { data, config, dossiers: [{ code, last }], cookies, questions }: everything that is asked for later.
export async function filledDemonstration(wanted) {
  const data = makeDemo(), config = join(data, "config.yaml");
  writeFileSync(config, `address_requests_per_minute: 0\naccount_requests_per_minute: 0\naccess_log: ${join(data, "access.log")}\n`);
  const server = await serve(data, ["--config", config]);
  const dossiers = await manyDossiers(server, wanted), questions = await manyQuestions(server, wanted), cookies = await manyOfficers(data, server, wanted);
  await server.stop();
  if (questions.length < wanted) console.error(`only ${questions.length} different questions were found`);
  return { data, config, dossiers, cookies, questions };
}
