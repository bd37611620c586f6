import { check } from "../../../../../../cli/validate/check";
import { subjectOf } from "../../../../../../cli/validate/read/example";
import {
  expressionType,
  functionCall,
} from "../../../../../../cli/validate/rules/schema/expressions";

/** A call that fails shows which branch is evaluated. */
const FAILS = "upper([])";

/** What is found in an expression: `severity message`. What Terraform says of each is in expression-agreement.test.ts. */
async function found(expression: string): Promise<string[]> {
  const text = `variable "any" {}\nlocals {\n  plan = { z = 1, a = 2 }\n  it = ${expression}\n}\n`;
  return (await check(await subjectOf({ "main.tf": text }), [functionCall, expressionType])).map(
    ({ severity, message }) => `${severity} ${message}`,
  );
}

/** Whether a condition holds, as far as that is known. */
async function holds(condition: string): Promise<boolean | undefined> {
  const ifTrue = await found(`(${condition}) ? 1 : ${FAILS}`);
  const ifFalse = await found(`(${condition}) ? ${FAILS} : 1`);
  if (ifTrue.length + ifFalse.length === 0) return undefined;
  expect([...ifTrue, ...ifFalse]).toEqual([
    "error upper takes a string as its first argument: a list is no string.",
  ]);
  return ifTrue.length === 0;
}

describe("a for goes through a map or an object in the order of its keys", () => {
  it.each([
    "[for name, size in local.plan : size][0] == 2",
    "[for size in local.plan : size][0] == 2",
    '[for k, v in { z = 1, a = 2 } : k][0] == "a"',
    '[for k, v in { "10" = 1, "9" = 2, a = 3, "1" = 4 } : k][1] == "10"',
    '[for k, v in { "b" = 1, "10" = 2 } : k][0] == "10"',
    '[for k, v in { "\u{1F600}" = 1, "\uFF5E" = 2 } : k][0] == "\uFF5E"',
    'join(",", [for k, v in local.plan : k]) == "a,z"',
    '{ for k, v in { z = 1, a = 1 } : v => k... }["1"][0] == "a"',
    "[for k, v in merge({ z = 1 }, { a = 2 }) : v][0] == 2",
    '[for k, v in tomap({ z = 1, a = 2 }) : k][0] == "a"',
    `[for k, v in jsondecode("{\\"z\\": 1, \\"a\\": 2}") : k][0] == "a"`,
    "[for k in [for l, v in { z = [1], a = [2] } : v] : k[0]][0] == 2",
    "[for k, v in { for n in [2, 1] : n => n } : v][0] == 1",
    "values({ z = 1, a = 2 })[0] == 2",
    'keys({ "\u{1F600}" = 1, "\uFF5E" = var.any })[0] == "\uFF5E"',
  ])("%s", async (condition) => {
    expect(await holds(condition)).toBe(true);
  });
});

describe("a bare word is a key, whatever it means elsewhere", () => {
  it.each([
    '{ null = 1 }["null"] == 1',
    "{ null : 1, true = 2 }.true == 2",
    '{ false = 1 }["false"] == 1',
    '{ größe-2 = 1 }["größe-2"] == 1',
    '{ null = 1, null = 2 }["null"] == 2',
  ])("%s", async (condition) => {
    expect(await holds(condition)).toBe(true);
  });
});

describe("a key that a for gives twice", () => {
  it.each([
    ['{ for p in ["a", "a"] : p => true }', '"a"'],
    ["{ for k, v in local.plan : 1 => k }", '"1"'],
    ['{ for p in [1, "1"] : p => true }', '"1"'],
    ['{ for p in ["a", "a", var.any] : p => true }', '"a"'],
    ['{ for p in ["a", "b", "a", "b", "a"] : p => p }', '"a"'],
  ])("is refused: %s", async (expression, key) => {
    expect(await found(expression)).toEqual([
      `error A for expression gives the key ${key} more than once.`,
    ]);
  });

  it.each([
    '{ for p in ["a", "a"] : p => true... }',
    '{ for p in toset(["a", "a"]) : p => true }',
    '{ for i, p in ["a", "a"] : "${p}${i}" => true }',
    '{ for p in ["a", "a"] : p => true if p == "b" }',
    '{ for p in ["a", "a"] : p => true if var.any }',
    "{ for p in [var.any, var.any] : p => true }",
  ])("is given once, or gathered: %s", async (expression) => {
    expect(await found(expression)).toEqual([]);
  });

  it("is what can() asks for", async () => {
    expect(await holds('!can({ for p in ["a", "a"] : p => true })')).toBe(true);
    expect(await holds('can({ for p in ["a", "a"] : p => true... })')).toBe(true);
  });
});

describe("attributes are called as every object of JavaScript has some", () => {
  const read = async (type: string, expression: string) =>
    found(`${expression}\n}\nvariable "it" {\n  type = ${type}`);

  it("and are there", async () => {
    const type = "object({ __proto__ = string, constructor = optional(string) })";
    expect(await read(type, "[var.it.__proto__, var.it.constructor]")).toEqual([]);
    expect(await read(type, "var.it.__proto__.a")).toEqual([
      "error var.it.__proto__ is a string: there is no .a to read of it.",
    ]);
  });

  it("or are not", async () => {
    expect(await read("object({ a = string })", "var.it.constructor")).toEqual([
      'error var.it has no attribute "constructor".',
    ]);
    expect(await read("object({ a = string })", "var.it.__proto__")).toEqual([
      'error var.it has no attribute "__proto__".',
    ]);
  });
});

describe("of numbers of which JavaScript holds another than Terraform", () => {
  it.each([
    "9007199254740993 > 9007199254740992",
    "9007199254740993 == 9007199254740992",
    "9007199254740992 == 9007199254740992.5",
    '"${9007199254740993}x" == "9007199254740993x"',
    "1.0000000000000001 > 1",
    "0.99999999999999999 < 1",
    "1e400 > 1",
    "1e-400 > 0",
    "floor(0.99999999999999999) == 0",
    "[1, 2][1.0000000000000001] == 2",
    '{ 9007199254740993 = 1 }["9007199254740993"] == 1',
    'tonumber("1.0000000000000001") == 1',
    'tonumber("9007199254740993") == 9007199254740993',
    '"1.0000000000000001" > 1',
    'jsondecode("9007199254740993") == 9007199254740993',
    'jsondecode("{\\"a\\": [1.0000000000000001]}").a[0] > 1',
    "1.5 * 1.1 == 1.65",
    "sum([1.1, 2.2]) == 3.3",
    "sum([0.3, 0.4]) == 0.7",
    "0.3 + 0.4 == 0.7",
    "2.2 / 2 == 1.1",
    '"${-0}x" == "-0x"',
    "5 / 0 > 100",
    "5 % 0 == 5",
    "-5 / 0 == 5 / 0",
    "can(1 / 0 - 1 / 0)",
    '{ 0.0000001 = 1 }["0.0000001"] == 1',
    '{ for n in [0.0000001] : n => 1 }["0.0000001"] == 1',
    '"${0.0000001}x" == "0.0000001x"',
  ])("%s is not known", async (condition) => {
    expect(await holds(condition)).toBeUndefined();
  });

  it.each([
    "9007199254740991 == 9007199254740991",
    "9007199254740991 > 9007199254740990",
    "1.10 == 1.1",
    "1e3 == 1000",
    '"${1.50}x" == "1.5x"',
    'tonumber("1.10") == 1.1',
    "0.1 < 0.2",
    'jsondecode("{\\"9007199254740993\\": 1}")["9007199254740993"] == 1',
  ])("%s, which both hold", async (condition) => {
    expect(await holds(condition)).toBe(true);
  });

  it("the type is known all the same", async () => {
    expect(await found("[9007199254740993].a")).toHaveLength(1);
    expect(await found("true && 9007199254740993")).toEqual([
      "error The operator && takes a bool: a number is no bool.",
    ]);
  });
});

it("0 divided by 0 is what can() asks for", async () => {
  expect(await holds("!can(0 / 0)")).toBe(true);
});
