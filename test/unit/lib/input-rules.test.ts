import { type Input, checkInputs, rules } from "../../../lib/inputs";

const refusal = (rule: NonNullable<Input["rules"]>[number], value: unknown) =>
  checkInputs({ it: { type: "string", description: "", rules: [rule] } }, { it: value }).map(
    ({ message }) => message,
  );

const CASES: [
  name: string,
  rule: ReturnType<typeof rules.matches>,
  good: unknown[],
  bad: [unknown, string][],
][] = [
  [
    "matches",
    rules.matches("^a+$", "{bad} no"),
    ["a", "aaa"],
    [
      ["b", '"b"'],
      ["", '""'],
      ["a\nb", '"a\\nb"'],
    ],
  ],
  ["lacks", rules.lacks("[\\r\\n]", "{bad} no"), ["", "x"], [["a\n", '"a\\n"']]],
  [
    "lengthBetween",
    rules.lengthBetween(1, 3, "{bad} no"),
    ["a", "abc", "☃😀é"],
    [
      ["", '""'],
      ["abcd", '"abcd"'],
    ],
  ],
  [
    "oneOf",
    rules.oneOf([0, 1, "x"], "{bad} no"),
    [0, 1, "x"],
    [
      [2, "2"],
      ["0", '"0"'],
      [1.5, "1.5"],
    ],
  ],
  [
    "integerFrom",
    rules.integerFrom(0, "{bad} no"),
    [0, 7],
    [
      [-1, "-1"],
      [1.5, "1.5"],
      [Number.NaN, "null"],
    ],
  ],
  [
    "integerBetween",
    rules.integerBetween(1, 3, "{bad} no"),
    [1, 3],
    [
      [0, "0"],
      [4, "4"],
      [1.5, "1.5"],
    ],
  ],
  [
    "countBetween",
    rules.countBetween(1, 2, "{bad} no"),
    [["a"], ["a", "b"]],
    [
      [[], "0"],
      [["a", "b", "c"], "3"],
    ],
  ],
  ["unique", rules.unique("{bad} no"), [[], ["a", "b"]], [[["a", "b", "a", "b", "a"], '"a", "b"']]],
  [
    "everyMatches",
    rules.everyMatches("^a", "{bad} no"),
    [[], ["a1"]],
    [[["a", "b", "$&"], '"b", "$&"']],
  ],
  ["everyOneOf", rules.everyOneOf(["a", "b"], "{bad} no"), [[], ["b"]], [[["c", "a"], '"c"']]],
  ["keysMatch", rules.keysMatch("^a", "{bad} no"), [{}, { a: "" }], [[{ a: "", b: "" }, '"b"']]],
  [
    "keysLack",
    rules.keysLack("^aws:", "{bad} no"),
    [{}, { a: "" }],
    [[{ "aws:x": "" }, '"aws:x"']],
  ],
  [
    "valuesMatch",
    rules.valuesMatch("^\\p{L}*$", "{bad} no"),
    [{}, { a: "é" }],
    [[{ a: "1", b: "" }, '"a"']],
  ],
  ["entriesUpTo", rules.entriesUpTo(1, "{bad} no"), [{}, { a: "" }], [[{ a: "", b: "" }, "2"]]],
];

describe.each(CASES)("rule %s", (_name, rule, good, bad) => {
  it.each(good.map((value) => [value]))("takes %j", (value) => {
    expect(refusal(rule, value)).toEqual([]);
  });

  it.each(bad)("refuses %j and shows %s", (value, shown) => {
    expect(refusal(rule, value)).toEqual([`it: ${shown} no`]);
  });

  it("can be read by Terraform", () => {
    for (const source of [rule.condition("var.it"), rule.offending("var.it")]) {
      expect(source).toContain("var.it");
      expect(source).not.toMatch(/undefined|\[object/);
    }
  });
});

describe("conditions", () => {
  it.each([
    [rules.matches('^"\\d$', ""), 'can(regex("^\\"\\\\d$", var.it))'],
    [rules.lacks("\n", ""), '!can(regex("\\n", var.it))'],
    [rules.lengthBetween(0, 3, ""), "length(var.it) >= 0 && length(var.it) <= 3"],
    [rules.oneOf([0, "a"], ""), 'contains([0, "a"], var.it)'],
    [rules.integerFrom(0, ""), "floor(var.it) == var.it && var.it >= 0"],
    [rules.integerBetween(1, 3, ""), "floor(var.it) == var.it && var.it >= 1 && var.it <= 3"],
    [rules.unique(""), "length(distinct(var.it)) == length(var.it)"],
    [rules.everyOneOf(["a"], ""), 'length([for v in var.it : v if !contains(["a"], v)]) == 0'],
    [rules.entriesUpTo(0, ""), "length(var.it) <= 0"],
  ])("case %#", (rule, condition) => {
    expect(rule.condition("var.it")).toBe(condition);
  });
});
