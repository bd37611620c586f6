import { type JestResults, countsOf, hasFailed, isSound } from "../../../../tools/matrix/outcome";
import type { Suite } from "../../../../tools/matrix/suites";

const SUITES: readonly Suite[] = [
  { title: "a", project: "e2e", path: "test/e2e/a/" },
  { title: "b", project: "e2e", path: "test/e2e/b/" },
];

const file = (
  name: string,
  status: "passed" | "failed",
  ...tests: [string, string][]
): JestResults["testResults"][number] => ({
  name: `/project/${name}`,
  status,
  assertionResults: tests.map(([fullName, outcome]) => ({ fullName, status: outcome })),
});

it("counts the tests of each suite, and names what failed; a file that could not run is a failure", () => {
  const results = {
    testResults: [
      file("test/e2e/a/x.test.ts", "passed", ["one", "passed"], ["two", "passed"]),
      file("test/e2e/a/y.test.ts", "failed", ["three", "passed"], ["four", "failed"]),
      file("test/e2e/a/z.test.ts", "failed"),
      file("test/e2e/other/x.test.ts", "passed", ["five", "passed"]),
    ],
  };
  expect(countsOf(results, SUITES, "/project")).toEqual({
    counts: [
      { passed: 3, failed: 2 },
      { passed: 0, failed: 0 },
    ],
    failures: ["test/e2e/a/y.test.ts: four", "test/e2e/a/z.test.ts could not run"],
  });
});

it.each([
  [{ counts: [{ passed: 1, failed: 0 }], failures: [] }, true, false],
  [{ counts: [{ passed: 1, failed: 1 }], failures: ["x"] }, false, true],
  // Nothing ran at all, though it could have: that proves nothing.
  [{ counts: [{ passed: 0, failed: 0 }], failures: [] }, false, true],
  [{ counts: [], failures: [], notRun: "no Go" }, false, false],
])("%j is sound: %s, failed: %s", (outcome, sound, failed) => {
  const whole = { engine: "terraform-1.13.3", seconds: 1, ...outcome };
  expect([isSound(whole), hasFailed(whole)]).toEqual([sound, failed]);
});
