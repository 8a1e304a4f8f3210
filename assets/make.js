// Bundles what bundles.json names, each with the licences of the packages in it beside it, and notes what was made of what.
//
// A bundle is one module, or one script (format iife) for pages that are read from the disk, where no module can be loaded:
// `NAME.js` of the entry `NAME.js` here, and `NAME.licences.txt`. digests.json tells a stale one from a fresh one without
// npm: `python assets/fresh.py`.
import { build } from "esbuild";
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";

process.chdir(dirname(fileURLToPath(import.meta.url)));
const ROOT = "..";
const bundles = JSON.parse(readFileSync("bundles.json", "utf8"));
const digest = (path) => createHash("sha256").update(readFileSync(path)).digest("hex");

/** The folder of the package that a file belongs to: node_modules/NAME or node_modules/@SCOPE/NAME. */
function packageOf(path) {
  return /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0];
}

function licenceOf(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const file = readdirSync(folder).find((one) => /^licen[cs]e/i.test(one));
  if (!file) throw new Error(`${name} comes without its licence`);
  return `${name} ${version} (${license})\n\n${readFileSync(join(folder, file), "utf8").trim()}\n`;
}

const made = {};
for (const { entry, folder, format = "esm" } of bundles) {
  const name = basename(entry, ".js"), out = join(folder, `${name}.js`), licences = join(folder, `${name}.licences.txt`);
  mkdirSync(join(ROOT, folder), { recursive: true });
  const { metafile } = await build({
    entryPoints: [`./${entry}`], absWorkingDir: process.cwd(), outfile: join(ROOT, out), bundle: true, format, target: "es2022", minify: true, charset: "utf8",
    legalComments: "none", metafile: true, loader: { ".png": "dataurl", ".svg": "text", ".css": "text" }, logLevel: "warning",
  });
  const packages = [...new Set(Object.keys(metafile.inputs).map(packageOf).filter(Boolean))].sort();
  writeFileSync(join(ROOT, licences), packages.map(licenceOf).join(`\n${"-".repeat(72)}\n\n`));
  for (const path of [out, licences]) made[path] = digest(join(ROOT, path));
}
const from = ["bundles.json", "make.js", "package-lock.json", "package.json", ...bundles.map((one) => one.entry)].sort();
const noted = { from: Object.fromEntries(from.map((path) => [path, digest(path)])), made };
writeFileSync("digests.json", `${JSON.stringify(noted, null, 2)}\n`);
