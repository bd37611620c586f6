import { type Diagnostic, withoutFollowUps } from "../../../../../cli/validate/engine/diagnostics";

const at = (filename: string, summary: string): Diagnostic => ({
  severity: "error",
  summary,
  range: { filename, start: { line: 1, column: 1 }, end: { line: 1, column: 2 } },
});

it("reports a binary file once, not each of its bytes", () => {
  const all = [
    at("main.tf", "Argument or block definition required"),
    at("main.tf", "Invalid character encoding"),
    at("main.tf", "Invalid character"),
    at("ok.tf", "Invalid character"),
  ];
  expect(withoutFollowUps(all)).toEqual([all[1], all[3]]);
});
