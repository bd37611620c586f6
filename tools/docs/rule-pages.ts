import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { rulePages } from "./rule-page";
import { RULES } from "../../cli/validate/rules";

/** Writes a page for each rule into docs/rules. `--check` writes nothing and fails where one is behind its rule. */
const FOLDER = join(__dirname, "..", "..", "docs", "rules");

function main(check: boolean): void {
  const pages = rulePages(RULES);
  mkdirSync(FOLDER, { recursive: true });
  const gone = readdirSync(FOLDER).filter((name) => name.endsWith(".md") && !pages.has(name));
  const behind = [...pages].filter(([name, text]) => {
    const file = join(FOLDER, name);
    return !existsSync(file) || readFileSync(file, "utf8") !== text;
  });
  if (check) {
    const names = [...gone, ...behind.map(([name]) => name)];
    if (names.length === 0) return;
    console.error(`Pages of rules are out of date: ${names.join(", ")}. Run: npm run docs`);
    process.exitCode = 1;
    return;
  }
  for (const name of gone) rmSync(join(FOLDER, name));
  for (const [name, text] of behind) writeFileSync(join(FOLDER, name), text);
}

main(process.argv.includes("--check"));
