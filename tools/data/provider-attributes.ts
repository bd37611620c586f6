import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { MODULE_NAMES } from "../../modules/module-names";
import { typesOf } from "./used-arguments";
import { compactJson } from "./compact-json";
import { boundType } from "./provider-bindings";

/**
 * Writes down what bindings of another major version than the installed one say of the types that the modules use, so
 * that the tests need no further 400 MB. Run it when a module uses a new type: `npx tsx tools/data/provider-attributes.ts`.
 */
const BINDINGS = [
  { provider: "aws", major: "5", package: "@cdktf/provider-aws@20.1.0" },
  // aws 6.66.0: a year newer than the installed ones, which get no more releases.
  { provider: "aws", major: "6", package: "@cdktn/provider-aws@25.7.0" },
];

const ROOT = join(__dirname, "..", "..");

for (const { provider, major, package: name } of BINDINGS) {
  const folder = mkdtempSync(join(tmpdir(), "bindings-"));
  try {
    execFileSync("npm", ["pack", "--silent", name], { cwd: folder, stdio: "ignore" });
    execFileSync("sh", ["-c", "tar xzf *.tgz"], { cwd: folder });
    const types = [...new Set(MODULE_NAMES.flatMap((module) => typesOf(module, provider)))].sort();
    const bound = types.map((type) => [type, boundType(join(folder, "package"), type)]);
    const file = join(ROOT, "test", "fixtures", "provider-attributes", `${provider}-${major}.json`);
    mkdirSync(dirname(file), { recursive: true });
    const content = { bindings: name, types: Object.fromEntries(bound) as object };
    writeFileSync(file, `${compactJson(content)}\n`);
    console.log(`wrote ${file.slice(ROOT.length + 1)}: ${types.length} types of ${name}`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
