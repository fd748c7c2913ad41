// Runs test files of the whole program beside each other: node tests/run.mjs http browser fault. Each is a process with ports, folders and
// databases of its own; the longest begin first. Prints a line a file, and everything a file said that failed.
//   ONLY=text    files whose name has it        AT_ONCE=n    so many beside each other (default: two a processor)
import { spawn } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import { cpus } from "node:os";

const kinds = process.argv.slice(2);
const filesOf = (kind) => readdirSync(`tests/${kind}`).filter((name) => name.endsWith(".test.mjs")).map((name) => `tests/${kind}/${name}`);

// docs/decisions/0015: where PostgreSQL can differ from SQLite is what several write at once, what is asked in SQL and what a restart finds;
// what reads files, draws or parses is the same program with the same bytes.
const sameOnBoth = ["note", "pictures", "metadata", "elsewhere", "soc_clients", "soc_scan", "soc_correlation_suite", "soc_ship", "ckan", "commands", "move"];
const journeysOnPostgres = ["signed result", "walk-in is taken", "opinion", "only a stored draft", "beside", "leader publishes", "takes an alert"];
// Seconds when nothing else runs; only their order matters.
const weights = { "measure": 240, "open_data": 220, "definitions": 115, "fault": 110, "processes": 95, "witness": 80, "journey": 75, "restore": 65, "office": 65, "administration": 60,
  "soc_nodes": 50, "soc": 48, "calendar": 45, "pulls": 45, "tasks": 45, "typed": 45, "counter": 39, "publishing": 32, "metadata": 26, "http": 23, "soc_ship": 20 };

// A journey that got another title, a file that got another name, would be left out and nobody would know.
const known = ["http", "browser", "fault"].flatMap(filesOf).map((file) => file.match(/([^/]+)\.test\.mjs$/)[1]);
for (const name of [...sameOnBoth, ...Object.keys(weights)]) if (!known.includes(name)) throw new Error(`no test file is called ${name}`);
const titlesOf = (file) => [...readFileSync(file, "utf8").matchAll(/^test\("([^"]+)"/gm)].map(([, title]) => title);
const isOnPostgres = (title) => journeysOnPostgres.some((words) => title.includes(words));
const titles = filesOf("browser").flatMap(titlesOf);
for (const words of journeysOnPostgres)
  if (!titles.some((title) => title.includes(words))) throw new Error(`no journey's title has "${words}"`);

const onPostgres = { ON_POSTGRES: "1" };
const withPostgres = process.env.DONGSON_TEST_POSTGRES;
const tasks = [];
for (const kind of kinds)
  for (const file of filesOf(kind)) {
    const name = file.match(/([^/]+)\.test\.mjs$/)[1];
    const add = (also = {}) => tasks.push({ file, weight: weights[name] ?? 10, environment: {}, arguments: [], words: "", ...also });
    if (kind === "http") {
      add();
      if (process.env.ON_BOTH || !sameOnBoth.includes(name)) add({ environment: onPostgres, words: "PostgreSQL" });
    } else if (kind === "browser") {
      add({ environment: { DONGSON_TEST_POSTGRES: "" } });
      if (titlesOf(file).some(isOnPostgres)) add({ arguments: [`--test-name-pattern=${journeysOnPostgres.join("|")}`], words: "PostgreSQL" });
    } else if (name === "fault") {
      add({ own: true }); // it restarts its PostgreSQL
    } else {
      add();
    }
  }
if (tasks.length === 0) throw new Error("which tests? http, browser, fault");
if (!withPostgres) throw new Error("run with tests/with_postgres.sh");
if (kinds.includes("browser")) mkdirSync("tests/browser/shots", { recursive: true });

function run(task) {
  // A test that failed has left what it started; its file ends all the same.
  const command = ["node", "--test", "--test-force-exit", "--test-reporter=tap", ...task.arguments, task.file];
  const began = Date.now();
  return new Promise((resolve) => {
    const child = spawn(task.own ? "tests/with_postgres.sh" : command[0], task.own ? command : command.slice(1), {
      env: { ...process.env, ...task.environment }, stdio: ["ignore", "pipe", "pipe"] });
    let said = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (said += chunk));
    child.on("close", (code) => {
      const seconds = ((Date.now() - began) / 1000).toFixed(1).padStart(6);
      const passed = said.match(/^# pass (\d+)$/m)?.[1] ?? 0;
      console.log(`${code === 0 ? "ok    " : "FAILED"} ${seconds} s  ${task.file} ${task.words}: ${passed} tests`);
      for (const line of said.matchAll(/^(?:# )?(SKIPPED: .*)$/gm)) console.log(`         ${line[1]}`);
      if (code !== 0) console.log(said);
      resolve(code === 0);
    });
  });
}

const waiting = tasks.filter((task) => task.file.includes(process.env.ONLY ?? "")).sort((one, other) => other.weight - one.weight);
if (waiting.length === 0) throw new Error(`no test file's name has ${process.env.ONLY}`);
let failed = 0;
const worker = async () => {
  for (let task = waiting.shift(); task; task = waiting.shift()) if (!(await run(task))) ++failed;
};
const atOnce = Number(process.env.AT_ONCE ?? cpus().length * 2);
await Promise.all(Array.from({ length: atOnce }, worker));
if (failed > 0) {
  console.log(`${failed} files failed`);
  process.exit(1);
}
