// Writes out/licences.txt: the licence of every package that esbuild took into out/extension.js. One without a licence stops the build.
import { readFileSync, readdirSync, writeFileSync } from "node:fs";

const inputs = Object.keys(JSON.parse(readFileSync("out/meta.json", "utf8")).inputs);
const folders = inputs.map((path) => /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0]).filter(Boolean);
const told = [...new Set(folders)].sort().map((folder) => {
  const { name, version } = JSON.parse(readFileSync(`${folder}/package.json`, "utf8"));
  const file = readdirSync(folder).find((each) => /^licen[cs]e/i.test(each));
  if (!file) throw new Error(`${name} comes without its licence`);
  return `${name} ${version}\n\n${readFileSync(`${folder}/${file}`, "utf8").trim()}\n`;
});
writeFileSync("out/licences.txt", told.join(`\n${"-".repeat(72)}\n\n`));
