import { RE2JS } from "re2js";
import { Refused, functionNamed, patternProblem } from "../../../../cli/validate/functions";
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
  ["split", [",", ""], [""]],
  ["replace", ["a.b", ".", "-"], "a-b"],
  ["replace", ["a.b", "/./", "-"], UNKNOWN],
  ["trimprefix", ["abc", "ab"], "c"],
  ["one", [[]], null],
  ["index", [["a", "b"], "b"], 1],
  ["jsondecode", ['{"a": 1}'], { a: 1 }],
])("%s(%j) is %j", (name, args, value) => {
  expect(call(name, ...args)).toEqual(value);
});

it.each<[name: string, args: readonly Value[], reason: string]>([
  ["regex", ["b", "a"], "the pattern matches no part of the text"],
  ["lookup", [{ a: 1 }, "b"], 'there is no "b" in it'],
  ["jsondecode", ["{"], "the text is not JSON"],
  ["coalesce", [null, ""], "nothing in it is set"],
  ["format", ["%s", "a", "b"], "it has place for 1 values, and is given 2"],
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
  ["tonumber", ["1.00000000000000000001"]],
  // Numbers to Terraform, which counts with them: infinity, and 8.
  ["sum", [["Inf"]]],
  ["tonumber", ["1p3"]],
  ["tostring", [1e-7]],
  ["tostring", [-0]], // "-0" to Terraform
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
])("%s(%j) has no value: another check judges its type", (name, args) => {
  expect(() => call(name, ...args)).toThrow(TypeError);
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
