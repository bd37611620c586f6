import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { PROJECT_ROOT } from "../../kit/paths";
import { cleanUp, tempDir } from "../../kit/processes";

afterAll(cleanUp);

/** Writes what Jest says of a run. */
function run(passed: number, failed = 0, notRun = 0): string {
  const file = join(tempDir(), "results.json");
  const result = {
    numPassedTests: passed,
    numFailedTests: failed,
    numRuntimeErrorTestSuites: notRun,
  };
  writeFileSync(file, JSON.stringify(result));
  return file;
}

it.each([
  ["all pass", "2 passed, 0 failed", 0, run(2), "0"],
  ["a test fails", "3 passed, 1 failed", 1, run(3, 1), "1"],
  ["a file cannot be run", "3 passed, 2 failed", 1, run(3, 1, 1), "1"],
  ["the linter fails before Jest starts", "0 passed, 1 failed", 1, "none", "1"],
  ["Jest fails without a failed test", "2 passed, 1 failed", 1, run(2), "1"],
  ["there is no test", "0 passed, 1 failed", 1, run(0), "0"],
])("where %s, closes with %s", (_case, closing, code, file, status) => {
  const script = join(PROJECT_ROOT, ".ci", "results.js");
  const result = spawnSync(process.execPath, [script, file, status], { encoding: "utf8" });
  expect(result.stdout).toBe(`${closing}\n`);
  expect(result.status).toBe(code);
});
