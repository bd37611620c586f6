import { RE2JS } from "re2js";
import {
  Refused,
  functionNamed,
  jsonText,
  patternProblem,
} from "../../../../cli/validate/functions";
import { UNKNOWN, type Value } from "../../../../cli/validate/value";

const call = (name: string, ...args: readonly Value[]): Value => functionNamed(name)!(...args);

it.each<[name: string, args: readonly Value[], value: Value]>([
  ["regex", ["a+", "xaab"], "aa"],
  ["regex", ["(a)(b)?", "xa"], ["a", null]],
  ["regex", ["(?P<first>\\pL)", "1é"], { first: "é" }],
  ["core::upper", ["a"], "A"],
  ["lookup", [{ a: null }, "a", 1], null],
  ["lookup", [{}, "constructor", 1], 1],
  ["length", ["e\u0301"], 1],
  ["length", [[1, UNKNOWN]], 2],
  ["coalesce", [null, "", "a"], "a"],
  ["coalesce", [null, 1, "a"], UNKNOWN],
  ["compact", [["a", null, ""]], ["a"]],
  ["compact", [[1, "", true]], ["1", "true"]],
  ["tobool", ["1"], true],
  ["tostring", [2.5], "2.5"],
  ["floor", [-2.5], -3],
  ["max", [1, 3, 2], 3],
  ["max", ["1", "3"], 3],
  ["sum", [["1", "2"]], 3],
  ["sum", [[1, "+2", ".5e1"]], 8],
  ["sum", [["2.5"]], 2.5],
  // 1234567890123.40001 to Terraform.
  ["sum", [[1234567890123.4, 0.00001]], UNKNOWN],
  ["anytrue", [[false, "true"]], true],
  ["alltrue", [[true, null]], false],
  ["format", ["%s is %d%%", "a", 7], "a is 7%"],
  ["format", ["%5d", 7], UNKNOWN],
  ["format", ["%d%s", "5.0", true], "5true"],
  ["slice", [[1, 2, 3], 1, "3"], [2, 3]],
  ["slice", [[1, 2], 2, 2], []],
  ["parseint", ["-fF", 16], -255],
  ["parseint", ["aZ", "62"], 681],
  ["parseint", ["-0", 10], 0],
  [
    "zipmap",
    [
      ["a", 1, "a"],
      [1, UNKNOWN, null],
    ],
    UNKNOWN,
  ],
  [
    "zipmap",
    [
      ["a", 1, "a"],
      [1, true, null],
    ],
    { a: null, 1: true },
  ],
  ["element", [["a", "b", "c"], 4], "b"],
  // The last of a list; of a tuple Terraform 1.11 has none.
  ["element", [["a", "b"], -1], UNKNOWN],
  ["split", [",", ""], [""]],
  ["replace", ["a.b", ".", "-"], "a-b"],
  ["replace", ["a.b", "/./", "-"], UNKNOWN],
  ["trimprefix", ["abc", "ab"], "c"],
  ["one", [[]], null],
  // Sign by sign, by what one sign alone becomes.
  ["upper", ["straße ﬁ ŉ ΐ ᾶ ÿ ǆ"], "STRAßE ﬁ ŉ ΐ ᾶ Ÿ Ǆ"],
  ["upper", ["ᾳ"], UNKNOWN], // ᾼ
  ["upper", ["\u{10597}"], UNKNOWN],
  ["upper", ["\u{10597}\u4e00"], UNKNOWN],
  ["upper", ["日本 \u{1f600}"], "日本 \u{1f600}"],
  ["lower", ["ΟΔΟΣ"], "οδοσ"],
  ["lower", ["İI\u212a"], "iik"],
  ["lower", ["Ⱥ"], UNKNOWN],
  ["trimspace", ["\u0085\u3000 a\ufeff \n"], "a\ufeff"],
  ["split", ["", "a😀"], ["a", "😀"]],
  ["split", ["", ""], []],
  ["replace", ["a😀", "", "-"], "-a-😀-"],
  ["replace", ["", "", "-"], "-"],
  ["length", ["a😀é\r\n日本한"], 7],
  ["length", ["🇩🇪👍🏽™\ufe0f"], 3],
  ["length", ["👨‍👩‍👧"], UNKNOWN],
  ["length", ["क्षत्रिय"], UNKNOWN],
  ["length", ["ก็"], UNKNOWN],
  ["keys", [{ "😀": 1, "～": 2, a: 3 }], ["a", "～", "😀"]],
  ["values", [{ "😀": 1, "～": 2, a: 3 }], [3, 2, 1]],
  ["toset", [["😀", "～", "a"]], ["a", "～", "😀"]],
  ["join", ["", ["e", "\u0301"]], "é"],
  ["replace", ["xe", "x", "\u0301"], "\u0301e"],
  ["split", ["-", "e-\u0301"], ["e", "\u0301"]],
  ["jsondecode", ['"e\\u0301"'], "é"],
  ["jsondecode", ['"\\ud83d\\ude00 \\ud83d"'], "😀 \ufffd"],
  ["index", [["a", "b"], "b"], 1],
  ["jsondecode", ['{"a": 1}'], { a: 1 }],
  ["contains", [["a", 1], 1], true],
  ["contains", [["a", null], "b"], false],
  ["contains", [["a", null], null], true],
  ["contains", [[["a"], {}], "a"], false],
  // A list is no tuple, nor a map an object; which of them it is, isn't known of a value.
  ["contains", [[["a", "b"]], ["a", "b"]], UNKNOWN],
  ["contains", [[{ a: 1, b: 2 }], { b: 2, a: 1 }], UNKNOWN],
  ["contains", [[[1, 2]], [1, 3]], false],
  ["contains", [[{ a: "x" }], { a: "y" }], false],
  ["contains", [[[]], {}], false],
  // What has a type may have been turned into it yet.
  ["contains", [["1"], 1], UNKNOWN],
  ["contains", [["1.0"], 1], UNKNOWN],
  ["contains", [["true"], true], UNKNOWN],
  ["contains", [["2", true], 1], false],
  // Two numbers to Terraform.
  ["contains", [[1e21], 1e21 + 1], UNKNOWN],
  ["contains", [[{ "\u0000json": 1 }], "1"], UNKNOWN],
  ["index", [[{ a: 1 }, 2], 2], 1],
  ["index", [[2, { a: 1 }], { a: 1 }], UNKNOWN],
  ["distinct", [["a", "b", "a"]], ["a", "b"]],
  ["distinct", [[1, "1", true]], ["1", "true"]],
  [
    "distinct",
    [
      [
        { a: 1, b: 2 },
        { b: 2, a: 1 },
        { a: 2, b: 2 },
      ],
    ],
    [
      { a: 1, b: 2 },
      { a: 2, b: 2 },
    ],
  ],
  ["distinct", [[[1], ["1"]]], UNKNOWN],
  ["distinct", [[{ a: 1 }, { a: 1, b: null }]], UNKNOWN],
  ["toset", [["b", "a", "b"]], ["a", "b"]],
  ["toset", [[10, 9, 10]], [9, 10]],
  ["toset", [[10, "9", true]], ["10", "9", "true"]],
  ["toset", [["b", UNKNOWN, "a"]], ["b", UNKNOWN, "a"]],
  ["toset", [[{ a: 1 }, { a: 2 }]], UNKNOWN],
  ["toset", [[{ a: 1 }]], [{ a: 1 }]],
  ["tolist", [[1, "a", null]], ["1", "a", null]],
  ["tolist", [null], null],
  ["tomap", [{ a: 1, b: "x" }], { a: "1", b: "x" }],
  [
    "merge",
    [JSON.parse('{"__proto__": 1}') as Value, { a: 2 }],
    JSON.parse('{"__proto__": 1, "a": 2}') as Value,
  ],
])("%s(%j) is %j", (name, args, value) => {
  expect(call(name, ...args)).toEqual(value);
});

it.each<[name: string, args: readonly Value[], reason: string]>([
  ["regex", ["b", "a"], "the pattern matches no part of the text"],
  ["lookup", [{ a: 1 }, "b"], 'there is no "b" in it'],
  ["jsondecode", ["{"], "the text is not JSON"],
  ["coalesce", [null, ""], "nothing in it is set"],
  ["format", ["%s", "a", "b"], "it has place for 1 values, and is given 2"],
  ["format", ["%d", "x"], "%d takes a whole number"],
  ["format", ["%d", ""], "%d takes a whole number"],
  ["format", ["%d", 5.5], "%d takes a whole number"],
  ["format", ["%s%d", "a", true], "%d takes a whole number"],
  ["format", ["%s", ["a"]], "%s takes a text"],
  ["slice", [[1, 2], 0, 3], "3 is beyond its 2 elements"],
  ["slice", [[1, 2], -1, 1], "it can't begin at -1"],
  ["slice", [[1, 2], 2, 1], "it can't begin at 2, behind its end"],
  ["parseint", ["12", 2], '"12" is no whole number of base 2'],
  ["parseint", ["", 10], '"" is no whole number of base 10'],
  ["parseint", ["0x1f", 16], '"0x1f" is no whole number of base 16'],
  ["parseint", ["1", 63], "63 is no base from 2 to 62"],
  ["zipmap", [["a"], [1, 2]], "there are 1 keys for 2 values"],
  ["zipmap", [[null], [1]], "null can't be a key"],
  ["join", [",", ["a", null]], "null can't be part of a text"],
  ["sum", [["a"]], "there are other things than numbers in it"],
  ["sum", [[1, ""]], "there are other things than numbers in it"],
  ["sum", [["1", " 2"]], "there are other things than numbers in it"],
  ["sum", [["0x10"]], "there are other things than numbers in it"],
  ["sum", [[1, null]], "there are other things than numbers in it"],
  ["sum", [[1, true]], "there are other things than numbers in it"],
])("%s(%j) is refused: %s", (name, args, reason) => {
  expect(() => call(name, ...args)).toThrow(new Refused(reason));
});

it.each<[name: string, args: readonly Value[]]>([
  // Longer than a number here is exact.
  ["tostring", [1e21]],
  ["tonumber", ["0.12345678901234567890"]],
  ["max", [1e30, 1]],
  ["regex", ["\\p{LC}", "a"]],
  ["format", ["%d", 1e21]],
  ["format", ["%d", "Inf"]],
  ["parseint", ["fffffffffffffffff", 16]],
  ["regex", ["[^\\P{Garay}]", "a"]],
  ["regex", ["\\p{Alphabetic}", "a"]],
  ["regex", ["\\p{greek}", "α"]],
  ["tonumber", ["1.00000000000000000001"]],
  // Numbers to Terraform, which counts with them: infinity, and 8.
  ["sum", [["Inf"]]],
  ["tonumber", ["1p3"]],
  ["tostring", [1e-7]],
  ["tostring", [-0]], // "-0" to Terraform
  ["jsondecode", ['{"a": [-0]}']],
  ["jsondecode", ["[1e400]"]],
  ["jsondecode", ["[1.00000000000000000001]"]],
  ["ceil", [-0.5]], // 0 to Terraform
])("%s(%j) is neither known nor refused", (name, args) => {
  expect(() => call(name, ...args)).toThrow(RangeError);
});

it.each<[name: string, args: readonly Value[]]>([
  ["tonumber", [""]],
  ["tonumber", [" 1"]],
  ["tonumber", ["0x10"]],
  ["max", ["0b1", 1]],
  ["element", [[1, 2], 1.5]],
  ["slice", [[1, 2], 0.5, 1]],
  ["parseint", [10, 10]],
  ["format", ["%v", [1]]],
  ["toset", [[1, true]]],
])("%s(%j) has no value: another check judges its type", (name, args) => {
  expect(() => call(name, ...args)).toThrow(TypeError);
});

it("a document has its keys in the order of their code points", () => {
  expect(jsonText({ "😀": 1, "～": 2 })).toBe('{"～":2,"😀":1}');
});

it("there is no function but those", () => {
  expect(functionNamed("toString")).toBeUndefined();
  expect(functionNamed("provider::aws::arn_parse")).toBeUndefined();
});

it.each([
  ["^[a-z0-9]([._-]+[a-z]+)*$", undefined],
  ["(?:a|b){1,1000}\\.\\d", undefined],
  ["(?P<name>a)", undefined],
  ["(?i)\\pL\\z", undefined],
  ["^[\\p{L}\\p{Z}\\p{N}_.:/=+@-]{1,128}$", undefined],
  ["\\p{Lx}", "the pattern has invalid character class range: `\\p{Lx}`"],
  // Later versions of Go than Terraform 1.11's may know them.
  ["[\\p{LC}]", undefined],
  ["\\P{^Cn}", undefined],
  ["\\p{Garay}", undefined],
  ["\\p{Letter}", undefined],
  ["\\p{}", "the pattern has invalid character class range: `\\p{}`"],
  ["\\p{Any}\\p{Kawi}\\P{^Greek}\\pN\\p{Old_Italic}", undefined],
  ["\\Q\\p{LC}\\E|\\\\p", undefined],
  ["[]a]", undefined],
  ["(", "the pattern has missing closing ): `(`"],
  ["[^]", "the pattern has missing closing ]: `[^]`"],
  ["(?=a)", "the pattern has invalid or unsupported Perl syntax: `(?=`"],
  ["(a)\\1", "the pattern has invalid escape sequence: `\\1`"],
  ["\\u0041", "the pattern has invalid escape sequence: `\\u`"],
  ["a{1001}", "the pattern has invalid repeat count: `{1001}`"],
])("the pattern %j: %s", (pattern, problem) => {
  expect(patternProblem(pattern)).toBe(problem);
});

it("what is told to be a pattern without its engine is one to it", () => {
  const classes = ["C", "L", "M", "N", "P", "S", "Z"].flatMap((major) => [
    major,
    ..."abcdefghijklmnopqrstuvwxyz".split("").map((minor) => `${major}${minor}`),
  ]);
  for (const each of classes) {
    const pattern = `[\\p{${each}}]`;
    const isPattern = (() => {
      try {
        RE2JS.compile(pattern);
        return true;
      } catch {
        return false;
      }
    })();
    expect([pattern, patternProblem(pattern) === undefined]).toEqual([pattern, isPattern]);
  }
});
