// Builds the front end into assets/dist: one stylesheet, one script, fonts and drawings. Run by make.
import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
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

await build({ entryPoints: ["assets/scripts/dongson.ts"], bundle: true, minify: true, format: "esm", target: "es2020", outfile: `${dist}/dongson.js` });

const web = "node_modules/@fontsource/be-vietnam-pro/files";
for (const weight of [400, 600, 700])
  for (const subset of ["vietnamese", "latin", "latin-ext"]) cpSync(`${web}/be-vietnam-pro-${subset}-${weight}-normal.woff2`, `${dist}/be-vietnam-pro-${subset}-${weight}.woff2`);
const print = "node_modules/@expo-google-fonts/be-vietnam-pro";
for (const [folder, name] of [["400Regular", "400Regular"], ["700Bold", "700Bold"], ["400Regular_Italic", "400Regular_Italic"]])
  cpSync(`${print}/${folder}/BeVietnamPro_${name}.ttf`, `${dist}/BeVietnamPro_${name}.ttf`);
for (const drawing of ["emblem.svg", "emblem-light.svg"]) writeFileSync(`${dist}/${drawing}`, readFileSync(`assets/static/${drawing}`));
