import { asText } from "../../../../../cli/validate/format/text";
import { printable, printableLine } from "../../../../../cli/validate/format/printable";
import { runCli } from "../../../../support/cli";
import { inOwnFolder, write } from "../../../../support/validate-folder";

const at = (file: string) => {
  const start = { line: 1, column: 1 };
  return { file, start, end: start };
};

inOwnFolder();

it("shows names of files on one line, and without what a terminal obeys", async () => {
  write({ "a\u001b[2J\n::error::b.tf": 'locals {\n  a = 1\n  apono_token = "Zx81qQ4m77Lp"\n}\n' });
  const { out } = await runCli(["validate", "."]);
  expect(out).toMatch(
    /^a\ufffd\[2J\ufffd::error::b\.tf\na\ufffd\[2J\ufffd::error::b\.tf:3:17 error /,
  );
});

it("goes on below the first line of a message with more than one, and shows related places", () => {
  const finding = {
    rule: "a-rule",
    severity: "error",
    message: "One\ntwo \u202e.",
    fix: "Three\nfour.",
    range: at("a.tf"),
    related: [{ message: "Five\nsix.", range: at("b\u0007.tf") }],
  } as const;
  expect(
    asText({
      findings: [finding],
      files: ["a.tf"],
      rules: [],
      connectors: [],
      incompleteFiles: [],
      notes: [],
      crashes: [],
      lineOf: () => "x = 1",
      addressAt: () => undefined,
    }),
  ).toBe(`a.tf
a.tf:1:1 error One
  two \ufffd. [a-rule]
  Three
  four.
  b\ufffd.tf:1:1: Five
  six.
  1 | x = 1
    | ^

No connector found.
1 error in 1 of 1 file.`);
});

it.each([
  ["tabs\tand\nlines, é, 日, 😀, \u00a0", "tabs\tand\nlines, é, 日, 😀, \u00a0"],
  ["\u001b[31m \u0007 \r \u007f \u009b", "\ufffd[31m \ufffd \ufffd \ufffd \ufffd"],
  ["\u202eabc\u2066", "\ufffdabc\ufffd"],
  ["\ud83d \ude00 \ufffe \uffff", "\ufffd \ufffd \ufffd \ufffd"],
])("%j is shown as %j", (text, expected) => {
  expect(printable(text)).toBe(expected);
  expect(printableLine(text)).toBe(expected.replace(/[\t\n]/g, "\ufffd"));
});
