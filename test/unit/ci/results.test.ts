import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { PROJECT_ROOT } from "../../kit/paths";
import { cleanUp, tempDir } from "../../kit/processes";

afterAll(cleanUp);

type Status = "passed" | "failed";

/** What Jest writes of a run of these files; one without tests could not be run. */
function written(files: Readonly<Record<string, readonly Status[]>>): string {
  const all = Object.values(files).flat();
  const testResults = Object.entries(files).map(([name, statuses]) => ({
    name: join(PROJECT_ROOT, name),
    status: statuses.length === 0 || statuses.includes("failed") ? "failed" : "passed",
    assertionResults: statuses.map((status, index) => ({ status, fullName: `test ${index}` })),
  }));
  const file = join(tempDir(), "results.json");
  const result = {
    success: testResults.every(({ status }) => status === "passed"),
    numPassedTests: all.filter((status) => status === "passed").length,
    numFailedTests: all.filter((status) => status === "failed").length,
    numRuntimeErrorTestSuites: Object.values(files).filter(({ length }) => length === 0).length,
    testResults,
  };
  writeFileSync(file, JSON.stringify(result));
  return file;
}

function results(...args: readonly string[]): { lines: string[]; status: number | null } {
  const script = join(PROJECT_ROOT, ".ci", "results.js");
  const { stdout, status } = spawnSync(process.execPath, [script, ...args], { encoding: "utf8" });
  return { lines: stdout.split("\n").slice(0, -1), status };
}

const GOOD = { "test/unit/a.test.ts": ["passed", "passed"] } as const;
const E2E = "test/e2e/b.test.ts";

it.each([
  [[], GOOD],
  [[E2E], { ...GOOD, [E2E]: ["passed", "failed"] as const }],
  [[E2E], { ...GOOD, [E2E]: [] }],
  [[], { "test/unit/a.test.ts": ["failed"] as const, [E2E]: ["failed"] as const }],
  [[], Object.fromEntries([1, 2, 3, 4].map((n) => [`test/e2e/${n}.test.ts`, ["failed"] as const]))],
])("runs %j again", (again, first) => {
  const { lines } = results("again", written(first));
  expect(lines).toEqual(again.map((name) => join(PROJECT_ROOT, name)));
});

const NONE = "none";
const BROKEN = { ...GOOD, [E2E]: ["passed", "failed"] } as const;

it.each([
  ["2 passed, 0 failed", 0, written(GOOD), NONE, "0"],
  ["2 passed, 1 failed", 1, written(GOOD), NONE, "1"],
  ["0 passed, 1 failed", 1, NONE, NONE, "1"],
  ["3 passed, 1 failed", 1, written(BROKEN), NONE, "1"],
  ["4 passed, 0 failed", 0, written(BROKEN), written({ [E2E]: ["passed", "passed"] }), "1"],
  ["3 passed, 1 failed", 1, written(BROKEN), written({ [E2E]: ["failed", "passed"] }), "1"],
  ["2 passed, 1 failed", 1, written(BROKEN), written({ [E2E]: [] }), "1"],
  ["3 passed, 0 failed", 0, written({ ...GOOD, [E2E]: [] }), written({ [E2E]: ["passed"] }), "1"],
] as const)("closes with %s, exit code %i", (closing, code, first, second, status) => {
  const result = results("sum", first, second, status);
  expect(result.lines.at(-1)).toBe(closing);
  expect(result.status).toBe(code);
});

it("names what passed only alone", () => {
  const { lines } = results("sum", written(BROKEN), written({ [E2E]: ["passed", "passed"] }), "1");
  expect(lines.slice(0, -1)).toEqual([`failed beside others, passed alone: ${E2E}`, "  test 1"]);
});
