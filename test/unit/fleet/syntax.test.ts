import { parseFleet } from "../../../fleet/read";

const TOKEN = "eyJhbGciOiJIUzI1NiJ9.SECRET";

const faults = (text: string) => {
  const reading = parseFleet(text);
  return "faults" in reading
    ? reading.faults.map(({ line, column, message }) => `${line}:${column} ${message}`)
    : [];
};

test.each([
  [`tokens: { a: b{NAME}, canary: ${TOKEN} }`, "1:15 This can't stand here."],
  [`tokens:\n  canary: |${TOKEN}`, "2:12 This can't stand here."],
  [`tokens:\n  canary: ]${TOKEN}`, "2:11 This can't stand here."],
  [`tokens:\n  canary: !x!${TOKEN} x`, "2:11 YAML has no such tag (!…)."],
  [
    `tokens:\n  canary: "\\q${TOKEN}"`,
    "2:12 Text in double quotes has an escape that YAML does not know.",
  ],
  [`tokens:\n  canary: *${TOKEN}`, "2:11 No anchor (&…) of this name stands before."],
  [
    "waves:\n  - [*]",
    '2:6 A text that starts with * is written in quotes, such as "*" or "prod-*".',
  ],
  ["connectors:\n  - name:k8s\n    module: x", "2:5 A name and its colon must stand in one line"],
  ["a: 1\n---\nb: 2", "2:1 The file has several documents (---). Keep one."],
])("%j is told once, and nothing of it is shown", (text, told) => {
  expect(faults(text)).toEqual([expect.stringContaining(told)]);
  expect(faults(text).join()).not.toContain("SECRET");
});

test("aliases that stand for too much are told", () => {
  const tens = (name: string) => `[${Array.from({ length: 10 }, () => `*${name}`).join(", ")}]`;
  const text = `a: &a [x]\nb: &b ${tens("a")}\nc: &c ${tens("b")}\nd: &d ${tens("c")}\ne: ${tens("d")}`;
  expect(faults(text)).toEqual(["1:1 Its aliases stand for too much. Write it out."]);
});
