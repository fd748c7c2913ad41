// Builds the front end into assets/dist: one stylesheet, one script, fonts and drawings. Run by make.
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { build } from "esbuild";
import * as sass from "sass";

const dist = "assets/dist";
mkdirSync(dist, { recursive: true });

const style = sass.compile("assets/styles/dongson.scss", {
  style: "compressed",
  loadPaths: ["node_modules"],
  quietDeps: true,
  silenceDeprecations: ["import", "global-builtin"],
});
writeFileSync(`${dist}/dongson.css`, style.css);

// The English of every sentence the scripts say, from the one catalogue.
const catalogue = new Map(
  readFileSync("assets/language/en.txt", "utf8")
    .replace(/^#.*\n/gm, "")
    .split("\n\n")
    .map((entry) => entry.trim().split("\n")),
);
const said = readdirSync("assets/scripts").flatMap((name) => [...readFileSync(`assets/scripts/${name}`, "utf8").matchAll(/say\("([^"]*)"\)/g)].map((match) => match[1]));
const missing = said.filter((sentence) => !catalogue.has(sentence));
if (missing.length > 0) throw new Error(`no English in assets/language/en.txt for: ${missing.join(" | ")}`);
const english = Object.fromEntries(said.map((sentence) => [sentence, catalogue.get(sentence)]));

await build({ entryPoints: ["assets/scripts/dongson.ts"], bundle: true, minify: true, format: "esm", target: "es2020", charset: "utf8", define: { ENGLISH: JSON.stringify(english) }, outfile: `${dist}/dongson.js` });

const web = "node_modules/@fontsource/be-vietnam-pro/files";
for (const weight of [400, 600, 700])
  for (const subset of ["vietnamese", "latin", "latin-ext"]) cpSync(`${web}/be-vietnam-pro-${subset}-${weight}-normal.woff2`, `${dist}/be-vietnam-pro-${subset}-${weight}.woff2`);
// Papers are set in a face with the measures of Times New Roman (Decree 30/2020, appendix I): Debian's fonts-liberation2.
const print = "/usr/share/fonts/truetype/liberation2";
for (const style of ["Regular", "Bold", "Italic", "BoldItalic"]) cpSync(`${print}/LiberationSerif-${style}.ttf`, `${dist}/LiberationSerif-${style}.ttf`);
for (const drawing of ["emblem.svg", "emblem-light.svg", "khong-mang.js"]) writeFileSync(`${dist}/${drawing}`, readFileSync(`assets/static/${drawing}`));
