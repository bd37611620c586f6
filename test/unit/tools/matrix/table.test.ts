import { readFileSync } from "node:fs";
import { join } from "node:path";
import { NODE_SUITES, SUITES } from "../../../../tools/matrix/suites";
import { headOf, rowOf, withRows } from "../../../../tools/matrix/table";
import { PROJECT } from "../../../kit/project-copy";

const HEAD = ["Engine", "a", "took", "on"];
const SUITE = [{ title: "a", project: "e2e", path: "test/e2e/a/" }] as const;
const outcome = { engine: "opentofu-1.12.6", failures: [], seconds: 130 };

it.each([
  [{ counts: [{ passed: 3, failed: 0 }] }, ["3 passed", "2 min"]],
  [{ counts: [{ passed: 3, failed: 1 }] }, ["3 passed, 1 FAILED", "2 min"]],
  [{ counts: [{ passed: 0, failed: 0 }] }, ["", "2 min"]],
  [{ counts: [], notRun: "it can't be built here" }, ["not run: it can't be built here", ""]],
])("%j is a row", (more, cells) => {
  expect(rowOf({ ...outcome, ...more }, SUITE, "2026-01-31")).toEqual([
    "opentofu-1.12.6",
    ...cells,
    "2026-01-31",
  ]);
  expect(headOf(SUITE)).toEqual(HEAD);
});

const table = (...rows: string[]) => `# Engines

<!-- table: engines -->

<!-- prettier-ignore -->
| Engine | a | took | on |
| --- | --- | --- | --- |
${rows.join("\n")}

<!-- end of table -->

More.
`;

it("puts rows into the document in order, and keeps those of engines that were not run now", () => {
  const before = table(
    "| terraform-1.11.4 | 1 passed | 1 min | 2026-01-01 |",
    "| terraform-1.9.0 | 1 passed | 1 min | 2026-01-01 |",
  );
  const rows = [
    ["terraform-1.11.4", "2 passed", "1 min", "2026-01-31"],
    ["opentofu-1.12.6", "2 passed", "1 min", "2026-01-31"],
  ];
  const after = table(
    "| opentofu-1.12.6 | 2 passed | 1 min | 2026-01-31 |",
    "| terraform-1.9.0 | 1 passed | 1 min | 2026-01-01 |",
    "| terraform-1.11.4 | 2 passed | 1 min | 2026-01-31 |",
  );
  expect(withRows(before, { name: "engines", head: HEAD }, rows)).toBe(after);
  expect(withRows(after, { name: "engines", head: HEAD }, rows)).toBe(after);
});

it("keeps the other rows of a table whose rows have several keys", () => {
  const clis = { name: "clis", head: ["Node", "by", "result"], keys: 2 };
  const empty = "<!-- table: clis -->\n<!-- end of table -->";
  const first = withRows(empty, clis, [
    ["Node 22", "cdktf", "FAILED"],
    ["Node 22", "cdktn", "passed"],
  ]);
  const second = withRows(first, clis, [["Node 22", "cdktf", "passed"]]);
  expect(second.match(/^\| Node 22 .*$/gm)).toEqual([
    "| Node 22 | cdktf | passed |",
    "| Node 22 | cdktn | passed |",
  ]);
});

it("says where a document has no place for it", () => {
  expect(() => withRows("# Engines\n", { name: "engines", head: HEAD }, [])).toThrow(
    "There is no line <!-- table: engines --> in the document.",
  );
});

it("the project's document has a place for both, and their rows have the columns of today", () => {
  const document = readFileSync(join(PROJECT, "docs", "engines.md"), "utf8");
  expect(withRows(document, { name: "engines", head: headOf(SUITES) }, [])).toBe(document);
  const nodes = { name: "nodes", head: headOf(NODE_SUITES, "Node") };
  expect(withRows(document, nodes, [])).toBe(document);
});
