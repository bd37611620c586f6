import { check } from "../../../../../../cli/validate/check";
import { subjectOf } from "../../../../../../cli/validate/read/example";
import {
  expressionType,
  functionCall,
} from "../../../../../../cli/validate/rules/schema/expressions";

const DECLARED = `variable "any" {}
variable "text" {
  type = string
}
variable "flag" {
  type = bool
}
variable "list" {
  type = list(string)
}
variable "set" {
  type = set(string)
}
variable "map" {
  type = map(string)
}
variable "object" {
  type = object({ a = string, b = number })
}
variable "tuple" {
  type = tuple([string, number])
}
`;

/** What is found in an expression: `severity message`. What Terraform says of each is in expression-agreement.test.ts. */
async function found(expression: string): Promise<string[]> {
  const subject = await subjectOf({ "main.tf": `${DECLARED}locals {\n  it = ${expression}\n}\n` });
  return (await check(subject, [functionCall, expressionType])).map(
    ({ severity, message }) => `${severity} ${message}`,
  );
}

describe("arguments of functions", () => {
  it.each([
    ["length(null)", "error length takes a value as its first argument: null is none."],
    ['join(",", null)', "error join takes a list as its second argument: null is none."],
    [
      "contains(var.any, null)",
      "warning contains takes a value as its second argument: null is none.",
    ],
    ['lookup(["a"], "a")', "error lookup takes a map as its first argument: a list is none."],
    ['lookup({ a = 1 }, "b")', 'error lookup fails: there is no "b" in it.'],
    ["keys(var.list)", "error keys takes a map as its first argument: a list is none."],
    ["merge({}, var.list)", "error merge takes a map as its second argument: a list is none."],
    ["merge(null, var.list)", "warning merge takes a map as its second argument: a list is none."],
    ["concat(var.list, 7)", "warning concat takes a list as its second argument: 7 is none."],
    ["concat([], 7)", "error concat takes a list as its second argument: 7 is none."],
    [
      "flatten(var.map)",
      "warning flatten takes a list or a set as its first argument: a map is none.",
    ],
    [
      'contains("abc", "a")',
      'error contains takes a list or a set as its first argument: "abc" is none.',
    ],
    [
      'regex("(", var.text)',
      "error regex takes a pattern of RE2 as its first argument: the pattern has missing closing ): `(`.",
    ],
    ['regex("b", "a")', "error regex fails: the pattern matches no part of the text."],
    ['tonumber("abc")', 'error tonumber takes a number as its first argument: "abc" is no number.'],
    ["one([1, 2])", "error one fails: there is more than one in it."],
    ["element([], 0)", "error element fails: the list is empty."],
    [
      "coalesce(var.text, [])",
      "error The function coalesce takes values of one type, and is given several.",
    ],
    ["max([]...)", "error max fails: it is given no number."],
    ["max(var.text...)", "error The arguments of a call are spread out of a string."],
    [
      'alltrue(toset(["a"]))',
      'error alltrue takes a list as its first argument: [0]: "a" is no bool.',
    ],
    [
      "anytrue(var.tuple)",
      "error anytrue takes a list as its first argument: [1]: a number is no bool.",
    ],
    [
      "try(length(null), upper([]))",
      "error The function try fails: none of its arguments can be evaluated.",
    ],
  ])("%s", async (expression, message) => {
    expect(await found(expression)).toEqual([message]);
  });

  it.each([
    "merge({}, null)",
    'lookup({ a = 1 }, "b", 2)',
    "concat([var.any]...)",
    'regex("^\\\\pL+$", "é")',
    "try(length(null), 1)",
    'tobool("1")',
    "one([])",
    "toset(null)",
    'join("-", concat(var.list, ["a"]))',
    'format("%s-%d%%", "a", 1)',
  ])("%s is fine", async (expression) => {
    expect(await found(expression)).toEqual([]);
  });
});

describe("values that are known before the plan", () => {
  // A call that fails shows which branch is evaluated.
  const FAILS = "upper([])";

  it.each([
    "1 == 1",
    '1 != "1"',
    "null == null",
    '"" != null',
    "var.text != 7",
    "[] != var.map",
    "1 + 2 * 3 == 7",
    "7 % 3 > 0",
    "!false && true",
    "length([var.any]) == 1",
    'contains(["a"], "a")',
    'can(regex("^a+$", "aa"))',
    "!can(length(null))",
    'lookup({ a = "x" }, "a", var.text) == "x"',
    'keys({ b = 1, a = 2 })[0] == "a"',
    'length(distinct(["a", "a"])) == 1',
    'sum(["1", 2]) == 3',
    'sum(values(tomap({ a = "1" }))) == 1',
    '"e${"\\u0301"}" == "\\u00e9"',
    'keys({ "😀" = 1, "～" = 2 })[0] == "～"',
    'tolist(toset(["😀", "～"]))[0] == "～"',
    'jsonencode({ "😀" = 1, "～" = 2 }) == "{\\"～\\":2,\\"😀\\":1}"',
    "floor(2.5) == 2",
    'alltrue([for x in ["a", "b"] : startswith("abc", x) || x == "b"])',
    "[for x in [{ a = 1 }] : x.a][0] == 1",
    '{ for x in ["a", "b"] : "k" => x... }.k[1] == "b"',
    '"${1}" == 1',
    '(true ? 1 : "a") == "1"',
    "sum([1, 2]) == 3",
    'index(["a", "b"], "b") == 1',
    'path.module == "." && path.root == "."',
    'jsonencode({ b = [1, null], a = "<" }) == "{\\"a\\":\\"\\\\u003c\\",\\"b\\":[1,null]}"',
  ])("%s", async (condition) => {
    expect(await found(`${condition} ? 1 : ${FAILS}`)).toEqual([]);
    expect(await found(`${condition} ? ${FAILS} : 1`)).toHaveLength(1);
  });

  it.each([
    "var.text == null",
    "var.any != 1",
    "var.list == []",
    "var.flag && false",
    "5 - var.any == 5",
    "length(var.list) == 0",
    "0.1 + 0.2 == 0.3",
    "can(var.map.a)",
    'regex("a", var.text) == "a"',
  ])("%s is not known", async (condition) => {
    expect(await found(`${condition} ? 1 : ${FAILS}`)).toEqual([]);
    expect(await found(`${condition} ? ${FAILS} : 1`)).toEqual([]);
  });
});

describe("other expressions", () => {
  it.each([
    [
      "var.flag ? [] : {}",
      "error The two results of a condition differ in type: a list, an object.",
    ],
    ["var.flag ? 1 : true", "error The two results of a condition differ in type: 1, true."],
    [
      "var.flag ? { a = 1, b = [] } : {}",
      "error The two results of a condition differ in type: an object, an object.",
    ],
    ["var.list ? 1 : 2", "warning A condition is true or false: a list is no bool."],
    ['"x${var.list}"', "warning A list can't be part of a text."],
    ['"x${[var.text]}"', "error A list can't be part of a text."],
    ["null.a", 'error this value is null: it has no "a".'],
    ["var.list[null]", "error A key is null."],
    ["var.text[var.text]", "error a string has no keys to read by."],
    [
      "toset([var.text])[0]",
      "error this value is a set: its elements have no order, and none can be read by itself.",
    ],
    ["var.tuple.a", "error var.tuple is a tuple: there is no .a to read of it."],
    ["var.object.c", 'error var.object has no attribute "c".'],
    ['var.object["c"]', 'warning var.object has no attribute "c".'],
    ["{ (null) = 1 }", "error A key of an object is a text: null is none."],
    ["{ for x in [[]] : x => 1 }", "error A key of an object is a text: a list is none."],
    [
      "[for x in [] : x if null]",
      "error The condition of a for expression is true or false: null is neither.",
    ],
    ["0 / 0", "error This divides 0 by 0."],
    ['"0" / 0', "error This divides 0 by 0."],
    ["var.text[*].a", 'error this value is a string: there is no ["a"] to read of it.'],
  ])("%s", async (expression, message) => {
    expect(await found(expression)).toEqual([message]);
  });

  it.each([
    "var.flag ? { a = 1 } : {}",
    "var.flag ? [1] : []",
    "var.flag ? null : []",
    "var.flag ? var.any : 1",
    "null[*].a",
    "{ a = [{ b = 1 }] }.a.*.b[0] + 1",
    '[for k, v in toset(["a"]) : upper(k)]',
    ...["5 / 2", "5 / 0", "-5 / 0", "5 % 0", "0 % 0", '5 / "0"', "var.any / 0", "0 / var.any"],
    // Numbers have other texts than in JavaScript.
    '"x${1e21}" == "x1e+21" ? upper([]) : 1',
    '"x${-0}" == "x0" ? upper([]) : 1',
    '{ (1e21) = 1 }["1000000000000000000000"]',
    // A tuple is no list, an object no map: which one it is, isn't kept.
    'contains([["a"]], tolist(["a"])) ? upper([]) : 1',
    'contains([{ a = "b" }], tomap({ a = "b" })) ? upper([]) : 1',
    "contains([{ a = 1, b = 2 }], { b = 2, a = 1 }) ? 1 : upper([])",
    'can(regex("\\\\p{LC}", "a")) ? upper([]) : 1',
  ])("%s is fine", async (expression) => {
    expect(await found(expression)).toEqual([]);
  });
});

it("path.module is the folder as the root sees it, where that is the same for every root", async () => {
  const other = 'locals {\n  it = path.module == "../other" ? 1 : upper([])\n}\n';
  const root = 'module "other" {\n  source = "../other"\n}\n';
  const all = { "a/main.tf": root, "b/main.tf": root, "other/main.tf": other };
  const wrong = other.replace("../other", "other");
  expect(await check(await subjectOf(all), [functionCall])).toEqual([]);
  expect(
    await check(await subjectOf({ ...all, "other/main.tf": wrong }), [functionCall]),
  ).toHaveLength(1);
  const elsewhere = root.replace("../other", "./other");
  expect(
    await check(await subjectOf({ ...all, "main.tf": elsewhere, "other/main.tf": wrong }), [
      functionCall,
    ]),
  ).toEqual([]);
});
