const test = require("node:test");
const assert = require("node:assert");
const { readFileSync } = require("node:fs");
const { call } = require("../out/calls.js");
const manifest = JSON.parse(readFileSync(`${__dirname}/../package.json`, "utf8"));

test("words are quoted where a shell would see more in them", () => {
  assert.equal(call("edition", ["annotate", "/a b/it's.xml"], false), `edition annotate '/a b/it'\\''s.xml'`);
  assert.equal(call("C:\\a b\\edition.exe", ["desk"], true), `& "C:\\a b\\edition.exe" desk`);
  assert.equal(call("edition", ["desk", "$(rm)"], false), `edition desk '$(rm)'`);
});

test("the problem matcher reads what `edition validate --format concise` writes", () => {
  const { regexp } = manifest.contributes.problemMatchers[0].pattern;
  const line = "tei/articles/a.xml:24:9: error[V310] there is no element <persname>";
  const found = new RegExp(regexp).exec(line);
  assert.deepEqual(found.slice(1), ["tei/articles/a.xml", "24", "9", "error", "V310", "there is no element <persname>"]);
});
