// The same pages of an office when the province holds few dossiers and when it holds a year of them: node bench/province.mjs [FEW] [MANY] [ASKED].
// Dossiers are put in by SQL: the same life again and again, over every commune, every procedure and a year of days, one of fifty still being worked on.
// Prints a table in Markdown: median and 99th percentile of the answers, and the bytes of the page.
import { databaseOf, Person, remove, serve } from "../tests/http/client.mjs";
import { filledDemonstration, sql } from "./filled.mjs";

const [few, many, asked] = [process.argv[2] ?? 12_000, process.argv[3] ?? 1_200_000, process.argv[4] ?? 200].map(Number);
const folders = [];
process.on("exit", () => folders.forEach((each) => remove(each)));
const row = (...cells) => console.log(`| ${cells.join(" | ")} |`);
const quantile = (numbers, share) => [...numbers].sort((one, other) => one - other)[Math.min(numbers.length - 1, Math.floor(numbers.length * share))];

// Columns of a table with what a copy has instead of the original's.
function copiedInto(data, table, changed) {
  const onPostgres = databaseOf(data) !== undefined;
  const columns = sql(data, onPostgres ? `SELECT column_name FROM information_schema.columns WHERE table_name = '${table}' ORDER BY ordinal_position;` : `SELECT name FROM pragma_table_info('${table}');`).split("\n");
  return `INSERT INTO ${table} (${columns.join(", ")}) SELECT ${columns.map((each) => changed[each] ?? `t.${each}`).join(", ")}`;
}

function fill(data, wanted, template) {
  const numbers = databaseOf(data) ? `SELECT k FROM generate_series(CAST(1 AS BIGINT), ${wanted}) AS n (k)` : `WITH RECURSIVE n (k) AS (VALUES (1) UNION ALL SELECT k + 1 FROM n WHERE k < ${wanted}) SELECT k FROM n`;
  const day = 86_400_000, year = 365 * day, now = Date.now();
  const open = "k.k % 50 = 0", received = `${now - year} + k.k * ${Math.floor(year / wanted)}`, promised = `${received} + ${5 * day}`;
  sql(data, `BEGIN;
CREATE TABLE bench_k AS ${numbers};
CREATE TABLE bench_unit AS SELECT ROW_NUMBER() OVER (ORDER BY id) - 1 AS n, id FROM unit WHERE level = 'commune' AND valid_to IS NULL;
CREATE TABLE bench_procedure AS SELECT ROW_NUMBER() OVER (ORDER BY id) - 1 AS n, id, domain FROM procedure WHERE newest = 1 AND published = 1 AND level = 'commune';
CREATE UNIQUE INDEX bench_unit_n ON bench_unit (n);
CREATE UNIQUE INDEX bench_procedure_n ON bench_procedure (n);
${copiedInto(data, "dossier", {
    id: "8500000000000000 + k.k", code: "'BENCH-' || k.k", procedure_id: "p.id", domain: "p.domain", intake_unit_id: "u.id", competent_unit_id: "u.id", holder_unit_id: "u.id",
    submitted_at: received, received_at: received, due_at: promised, step_due_at: promised, allowed_amount: "5", register_number: "k.k", cell_key: "(k.k * 7919) % 1048573",
    finished_at: `CASE WHEN ${open} THEN NULL ELSE ${received} + (2 + k.k % 4) * ${day} + k.k % 7 * ${day / 2} END`, closed_at: `CASE WHEN ${open} THEN NULL ELSE ${received} + ${8 * day} END`,
  })} FROM dossier t JOIN bench_k k ON 1 = 1 JOIN bench_unit u ON u.n = k.k % (SELECT COUNT(*) FROM bench_unit) JOIN bench_procedure p ON p.n = (k.k * 31) % (SELECT COUNT(*) FROM bench_procedure) WHERE t.id = ${template};
${copiedInto(data, "dossier_words", { dossier_id: "8500000000000000 + k.k" })} FROM dossier_words t JOIN bench_k k ON 1 = 1 WHERE t.dossier_id = ${template};
${copiedInto(data, "work_case", { id: "8500000000000000 + k.k", code: "'BENCH-' || k.k" })} FROM work_case t JOIN bench_k k ON 1 = 1 WHERE t.id = ${template};
${copiedInto(data, "case_reader", { case_id: "8500000000000000 + k.k", unit_id: "u.id" })} FROM case_reader t JOIN bench_k k ON 1 = 1 JOIN bench_unit u ON u.n = k.k % (SELECT COUNT(*) FROM bench_unit)
 WHERE t.case_id = ${template} AND t.unit_id = (SELECT MIN(unit_id) FROM case_reader WHERE case_id = ${template});
${copiedInto(data, "work_item", { case_id: "8500000000000000 + k.k", reference: "'BENCH-' || k.k", unit_id: "u.id", due_at: promised, step_due_at: promised, nearest_at: promised })}
 FROM work_item t JOIN bench_k k ON ${open} JOIN bench_unit u ON u.n = k.k % (SELECT COUNT(*) FROM bench_unit) WHERE t.case_id = ${template} AND t.slot = 'main';
DROP TABLE bench_k; DROP TABLE bench_unit; DROP TABLE bench_procedure;
COMMIT;`);
  if (databaseOf(data)) sql(data, "VACUUM ANALYZE;");
}

const folded = (data) => sql(data, "SELECT (SELECT COUNT(*) FROM figure_change) + (SELECT COUNT(*) FROM flow_change);") === "0";

async function measured(wanted) {
  const filled = await filledDemonstration(40);
  folders.push(filled.data);
  const template = sql(filled.data, `SELECT id FROM dossier WHERE code = '${filled.dossiers[0].code}';`);
  const began = performance.now();
  fill(filled.data, wanted, template);
  const server = await serve(filled.data, ["--config", filled.config]);
  // The sums take in what was put in: each minute while somebody works, here all of it.
  for (let waits = 0; !folded(filled.data) && waits < 600; ++waits) await new Promise((done) => setTimeout(done, 500));
  const made = (performance.now() - began) / 1000;
  const operator = await new Person(server.url).signIn("quantri");
  const clerk = { cookie: filled.cookies[0] };
  const head = { cookie: (await new Person(server.url).signIn("lanhdao.ubndtinh")).cookie };
  // Whole months one after the other, and days that begin and end in the middle of them.
  const monthOf = (number) => { const first = new Date(Date.UTC(new Date().getUTCFullYear(), new Date().getUTCMonth() - (number % 12), 1)), next = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)); return `tu=${first.toISOString().slice(0, 10)}&den=${next.toISOString().slice(0, 10)}`; };
  const daysOf = (number) => `tu=${new Date(Date.now() - (40 + (number % 300)) * 86_400_000).toISOString().slice(0, 10)}&den=${new Date(Date.now() - (number % 30) * 86_400_000).toISOString().slice(0, 10)}`;
  const pages = {
    "an office's figures": () => ["/can-bo/thong-ke", clerk],
    "the public figures": (number) => [`/cong-khai?lan=${number}`, {}],
    "report of a month, all units": (number) => [`/can-bo/bao-cao?don-vi=ca-duoi&nhom=don-vi&${monthOf(number)}`, head],
    "report of a month, all fields": (number) => [`/can-bo/bao-cao?don-vi=ca-duoi&nhom=linh-vuc&${monthOf(number)}`, head],
    "report of other days, all units": (number) => [`/can-bo/bao-cao?don-vi=ca-duoi&nhom=don-vi&${daysOf(number)}`, head],
    "report of a month, one unit by field": (number) => [`/can-bo/bao-cao?nhom=linh-vuc&${monthOf(number)}`, clerk],
    "report of a month, one unit by procedure": (number) => [`/can-bo/bao-cao?nhom=thu-tuc&${monthOf(number)}`, clerk],
    "report of a month, one unit by step": (number) => [`/can-bo/bao-cao?nhom=buoc&${monthOf(number)}`, clerk],
    "report of a year, one unit by field": () => [`/can-bo/bao-cao?nhom=linh-vuc&tu=1/1/2020&den=31/12/2030`, clerk],
    "received in a month, one unit": (number) => [`/can-bo/bao-cao?ve=nhan&${monthOf(number)}`, clerk],
    inbox: () => ["/can-bo", clerk],
    "register of this month": () => ["/can-bo/so-theo-doi", clerk],
    "find a dossier by name": () => ["/can-bo/tim?q=nguyen", clerk],
    tracking: (number) => [`/tra-cuu?ma=${filled.dossiers[number % 40].code}&so=${filled.dossiers[number % 40].last}`, {}],
    "operator's page": () => ["/can-bo/van-hanh", { cookie: operator.cookie }],
  };
  const results = {};
  for (const [name, page] of Object.entries(pages)) {
    const times = [];
    let bytes = 0;
    for (let number = 0; number < asked; ++number) {
      const [path, headers] = page(number), from = performance.now();
      const answer = await fetch(server.url + path, { headers });
      bytes = (await answer.arrayBuffer()).byteLength;
      times.push(performance.now() - from);
      if (answer.status !== 200) throw new Error(`${path} answers ${answer.status}`);
    }
    results[name] = { median: quantile(times, 0.5), p99: quantile(times, 0.99), bytes };
  }
  await server.stop();
  return { results, made };
}

const one = await measured(few), other = await measured(many);
const count = (number) => number.toLocaleString("en");
const times = ({ median, p99 }) => `${median.toFixed(1)} / ${p99.toFixed(1)} ms`;
console.log(`\n| ${databaseOf(folders[0]) ? "PostgreSQL" : "SQLite"}, dossiers in a year | ${count(few)}: median / 99th | ${count(many)}: median / 99th | ratio of medians | the page then |\n|---|---|---|---|---|`);
for (const name of Object.keys(one.results)) {
  const [before, after] = [one.results[name], other.results[name]];
  row(name, times(before), times(after), (after.median / before.median).toFixed(2), `${(after.bytes / 1000).toFixed(0)} KB`);
}
row("putting them in, until the sums hold them", `${one.made.toFixed(1)} s`, `${other.made.toFixed(1)} s`, "", "");
process.exit(0);
