// The cases of src/modules/soc/engine/cases/correlations.case as a suite that any Sigma engine can be held against: for each case its
// rules as a Sigma file, its events as JSON lines, and what is expected. node tests/correlation_suite.mjs FOLDER
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const cases = "src/modules/soc/engine/cases/correlations.case";
const begin = Date.UTC(2026, 0, 5, 1);
const time = (seconds) => new Date(begin + Number(seconds) * 1000).toISOString();

// The rules that correlations name, and the correlations, one document each.
function rulesOf(body) {
  const bases = ["fail", "login", "root"].map((name) => `title: ${name}\nname: ${name}\nlogsource:\n  product: test\ndetection:\n  selection:\n    is: ${name}\n  condition: selection\n`);
  const correlations = body.join("\n").split("\n---\n").map((part) => {
    const name = part.match(/^name: (.*)$/m)?.[1];
    const lines = part.split("\n").filter((line) => !line.startsWith("name: ")).map((line) => `  ${line}\n`);
    return `title: ${name ?? "it"}\n${name ? `name: ${name}\n` : ""}correlation:\n${lines.join("")}`;
  });
  return [...bases, ...correlations].join("---\n");
}

export function readSuite() {
  return readFileSync(cases, "utf8").split(/\n\n+/).map((block) => block.trim().split("\n")).map((lines) => {
    const about = lines.filter((line) => line.startsWith("#")).map((line) => line.slice(1).trim()).join(" ");
    const said = lines.filter((line) => !line.startsWith("#"));
    const split = said.indexOf("----");
    if (split < 0) return null;
    const events = [], expected = { alerts: [], refused: [], ungrouped: 0 };
    let settles = false;
    for (const line of said.slice(split + 1)) {
      const [first, ...rest] = line.split(" ");
      if (first === "->") expected.alerts.push({ time: time(rest[0]), correlation: rest[1], group: rest[2] === "-" ? [] : rest[2].split(","), figure: Number(rest[3]) });
      else if (first === "refused") expected.refused.push(rest.join(" "));
      else if (first === "ungrouped") expected.ungrouped = Number(rest[0]);
      else if (first === "settle" || first === "late") settles = true;
      else events.push({ "@timestamp": time(first), is: rest[0], ...JSON.parse(rest.slice(1).join(" ")) });
    }
    // What comes too late depends on how long an engine waits: no two agree.
    return settles ? null : { about, rules: rulesOf(said.slice(0, split)), events, expected };
  }).filter(Boolean);
}

const readme = `# Cases for Sigma correlations

One folder a case: \`rules.yml\` (Sigma 2.1; rules of logsource \`product: test\` and correlations), \`events.ndjson\` (in the order they
arrive, which is not always the order of their times), \`expected.json\`. The cases are free to use in any way.

- \`alerts\`: the time of the event that made the correlation hold (or the end of the timespan, where it is judged when over), its title,
  the values of group-by as written first, the figure that was compared. Times and figures are part of the case, the order is not.
- Counts and sums with a lower bound, and temporal types, look back over the timespan that ends with each event, whose far end is left
  out; after an alert a group is silent for a timespan. Averages, percentiles and upper bounds are judged once the timespan that a group's
  first event opened is over.
- \`ungrouped\`: events that lack a field of group-by, or the number that is wanted. \`refused\`: why a correlation cannot be used; the words
  are ours, that it is refused is the case.
- The order in which events arrive changes nothing: shuffle \`events.ndjson\` and expect the same.
`;

export function writeSuite(folder) {
  const suite = readSuite();
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "README.md"), readme);
  suite.forEach((each, index) => {
    const at = join(folder, String(index + 1).padStart(3, "0"));
    mkdirSync(at, { recursive: true });
    writeFileSync(join(at, "rules.yml"), (each.about ? `# ${each.about}\n` : "") + each.rules);
    writeFileSync(join(at, "events.ndjson"), each.events.map((event) => JSON.stringify(event) + "\n").join(""));
    writeFileSync(join(at, "expected.json"), JSON.stringify(each.expected, null, 2) + "\n");
  });
  return suite.length;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  if (!process.argv[2]) throw new Error("usage: node tests/correlation_suite.mjs FOLDER");
  console.log(`${writeSuite(process.argv[2])} cases`);
}
