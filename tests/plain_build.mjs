// How many seconds a plain -O2 build of the tree takes on this machine with all its processors and no cache, by every fifteenth file.
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { cpus } from "node:os";

const objects = JSON.parse(readFileSync("build/release/compile_commands.json")).filter((each) => /dongson_objects\.dir\/src\//.test(each.output ?? each.command));
const sample = objects.filter((_, index) => index % 15 === 7);
const run = (each) => new Promise((resolve, reject) => {
  const command = each.command.replace(/^\S*ccache /, "").replace(/ -o \S+/, " -o /dev/null");
  spawn("sh", ["-c", command], { cwd: each.directory, stdio: "ignore" }).on("close", (code) => (code === 0 ? resolve() : reject(new Error(command))));
});
const began = Date.now();
const waiting = [...sample];
const worker = async () => {
  for (let each = waiting.shift(); each; each = waiting.shift()) await run(each);
};
await Promise.all(Array.from({ length: cpus().length }, worker));
console.log(Math.round((((Date.now() - began) / 1000) * objects.length) / sample.length));
