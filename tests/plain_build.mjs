// How many seconds a plain -O2 build of the tree takes on this machine with all its processors and no cache, by every fifteenth file.
import { spawn } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
import { cpus } from "node:os";

// The released tree is compiled in batches: a file alone is what stands in a batch's place in its command.
const { command, directory, file: batch } = JSON.parse(readFileSync("build/release/compile_commands.json")).find((each) => /dongson_objects\.dir\/batches\//.test(each.command));
const sources = readdirSync("src", { recursive: true }).filter((each) => each.endsWith(".cpp") && !each.endsWith("_test.cpp")).sort();
const sample = sources.filter((_, index) => index % 15 === 7);
const run = (each) => new Promise((resolve, reject) => {
  const alone = command.replace(/^\S*ccache /, "").replace(/ -o \S+/, " -o /dev/null").replaceAll(batch, `${process.cwd()}/src/${each}`);
  spawn("sh", ["-c", alone], { cwd: directory, stdio: "ignore" }).on("close", (code) => (code === 0 ? resolve() : reject(new Error(alone))));
});
const began = Date.now();
const waiting = [...sample];
const worker = async () => {
  for (let each = waiting.shift(); each; each = waiting.shift()) await run(each);
};
await Promise.all(Array.from({ length: cpus().length }, worker));
console.log(Math.round((((Date.now() - began) / 1000) * sources.length) / sample.length));
