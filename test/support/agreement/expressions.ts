import { functionNames, signatureOf } from "../../../cli/validate/schema/signatures";
import { knownValues } from "./known-values";
import { sampled } from "./random";

/** Variables of every type, which Terraform doesn't know while it validates. */
export const VARIABLES: Readonly<Record<string, string>> = {
  any: "any",
  text: "string",
  number: "number",
  flag: "bool",
  list: "list(string)",
  numbers: "list(number)",
  set: "set(string)",
  map: "map(string)",
  object: "object({ a = string, b = number })",
  tuple: "tuple([string, number])",
};

/** Values of every kind, known, in part, or not. */
const VALUES: readonly string[] = [
  ...["null", "7", '"a"', '"7"', "true"],
  ...["[]", '["a"]', "[1]", '[["a"]]', "[null]", "[{ a = 1 }]", "[var.any]"],
  ...["{}", '{ a = "b" }', "{ a = 1 }", "{ a = { b = 1 } }", "{ a = var.any }"],
  ...['tolist(["a"])', 'toset(["a"])', 'tomap({ a = "b" })'],
  ...['sensitive("7")', "sensitive({ a = 1 })", "sensitive(var.list)"],
  ...Object.keys(VARIABLES).map((name) => `var.${name}`),
];

/** Functions that read files, or give something else each time. */
const OTHERS =
  /^(file.*|templatefile|templatestring|abspath|pathexpand|timestamp|plantimestamp|uuid|bcrypt|rsadecrypt|type|range)$/;

/** Calls of every function with as many values as it takes, and one further one where it takes any number. */
function calls(): string[] {
  return functionNames()
    .filter((name) => !OTHERS.test(name))
    .flatMap((name) => {
      const { takes, rest } = signatureOf(name)!;
      const counts = rest === undefined ? [takes.length] : [takes.length, takes.length + 1, 2];
      return [...new Set(counts)]
        .filter((count) => count > 0)
        .flatMap((count) => combinations(count).map((args) => `${name}(${args.join(", ")})`));
    });
}

/** Every combination of one or two values; of more, only the last two change. */
function combinations(count: number): string[][] {
  if (count === 1) return VALUES.map((value) => [value]);
  const before = Array<string>(count - 2).fill('"a"');
  return VALUES.flatMap((a) => VALUES.map((b) => [...before, a, b]));
}

const OPERATORS = ["==", "!=", "&&", "||", "+", "-", "*", "/", "%", "<", ">", "<=", ">="];

/** A call that fails where it is evaluated: it shows which result of a condition is. */
const FAILS = "upper([])";

const conditions = (): string[] =>
  VALUES.flatMap((a) => VALUES.map((b) => `var.flag ? ${a} : ${b}`)).concat(
    VALUES.flatMap((a) => [`${a} ? 1 : 2`, `true ? ${a} : 1`, `false ? ${a} : "x"`]),
  );

const operations = (): string[] =>
  OPERATORS.flatMap((operator) => VALUES.flatMap((a) => VALUES.map((b) => `${a} ${operator} ${b}`)))
    .concat(VALUES.flatMap((a) => [`!${a}`, `-${a}`]))
    .flatMap((each) => [each, `${each} ? 1 : ${FAILS}`, `${each} ? ${FAILS} : 1`]);

const STEPS = [
  ...[".a", ".a.b", "[0]", "[0].a", '["a"]', '["0"]', "[1.5]", "[-1]"],
  ...["[*]", "[*].a", ".*.a", "[var.number]", "[var.text]", "[null]", "[true]", "[[]]"],
];

const reads = (): string[] =>
  VALUES.flatMap((value) =>
    STEPS.map((step) => `${value.startsWith("var.") ? value : `(${value})`}${step}`),
  );

const others = (): string[] =>
  VALUES.flatMap((value) => [
    `[for x in ${value} : x]`,
    `[for x in ${value} : ${FAILS}]`,
    `[for x in ${value} : x if x]`,
    `[for x in ${value} : x if x == null]`,
    `[for x in ${value} : x if null]`,
    `[for k, v in ${value} : k + 1]`,
    `{ for k, v in ${value} : k => v }`,
    `{ for v in ${value} : v => v }`,
    `{ for v in [${value}, ${value}] : v => v }`,
    `{ for v in [${value}, "7", var.any] : v => v }`,
    `{ for v in [${value}, ${value}] : v => v... }`,
    `{ for v in [${value}, ${value}] : "a" => v }`,
    `"\${${value}}x"`,
    `"%{ for x in ${value} }\${x}%{ endfor }"`,
    `"%{ if ${value} }x%{ endif }"`,
    `{ (${value}) = 1 }`,
    `max(${value}...)`,
    `concat(${value}...)`,
    `try(${value}.b, ${value}[0], ${FAILS})`,
    `can(${value}.b) ? 1 : ${FAILS}`,
    `can(${value}[0]) ? ${FAILS} : 1`,
  ]);

/** Conditions that hold or don't by digits for which a number of JavaScript has no room: not answered here. */
export const UNHELD: readonly string[] = [
  ...["9007199254740993 > 9007199254740992", "9007199254740993 == 9007199254740992"],
  ...["1.0000000000000001 > 1", "0.99999999999999999 < 1", "1e400 > 1", "1e-400 > 0"],
  ...['"${9007199254740993}x" == "9007199254740993x"', "floor(0.99999999999999999) == 0"],
  ...['tonumber("1.0000000000000001") == 1', '"1.0000000000000001" > 1'],
  ...["1.5 * 1.1 == 1.65", "sum([1.1, 2.2]) == 3.3", "sum([0.3, 0.4]) == 0.7", "2.2 / 2 == 1.1"],
  ...["5 / 0 > 100", "5 % 0 == 5", "-5 / 0 < 0", "!can(1 / 0 - 1 / 0)"],
  ...['{ 0.0000001 = 1 }["0.0000001"] == 1', '"${0.0000001}x" == "0.0000001x"'],
  ...["0.3 + 0.4 == 0.7", '"${-0}x" == "-0x"', 'jsondecode("9007199254740993") > 9007199254740992'],
];

/** Conditions whose answer hangs on what JavaScript does otherwise: the order of keys, numbers. */
const ANSWERED: readonly string[] = [
  ...['[for k, v in { z = 1, a = 2 } : k][0] == "a"', "[for v in { z = 1, a = 2 } : v][0] == 2"],
  '[for k, v in { "10" = 1, "9" = 2, a = 3, "1" = 4 } : k][1] == "10"',
  '[for k, v in { "\u{1F600}" = 1, "\uFF5E" = 2 } : k][0] == "\uFF5E"',
  '{ for k, v in { z = 1, a = 1 } : v => k... }["1"][0] == "a"',
  '[for k, v in { "9" = [1], "10" = [2] } : [for w in v : w]][0][0] == 2',
  ...["9007199254740991 > 9007199254740990", "1.10 == 1.1", "1e3 == 1000", "0.1 < 0.2"],
  ...['"${1.50}x" == "1.5x"', 'tonumber("1.10") == 1.1', "-7 % 3 == -1", "7 % -3 == 1"],
  'jsondecode("{\\"9007199254740993\\": 1}")["9007199254740993"] == 1',
  ...['{ null = 1 }["null"] == 1', "{ null : 1, true = 2 }.true == 2"],
  '{ größe-2 = 1 }["größe-2"] == 1',
  '!can({ for p in ["a", "a"] : p => true })',
  "!can(0 / 0)",
  ...UNHELD,
];

const answered = (): string[] =>
  ANSWERED.flatMap((each) => [`${each} ? 1 : ${FAILS}`, `${each} ? ${FAILS} : 1`]);

/** Whether Terraform holds two values for equal, by way of functions that ask. */
const equalities = (): string[] =>
  VALUES.flatMap((a) =>
    VALUES.flatMap((b) => [`contains([${a}], ${b})`, `length(distinct([${a}, ${b}])) == 1`]),
  ).flatMap((each) => [`${each} ? 1 : ${FAILS}`, `${each} ? ${FAILS} : 1`]);

/** As many expressions as are wanted, of each kind as many as of any other; and those that are answered, all of them. */
export function sampledExpressions(count: number, random: () => number): string[] {
  const kinds = [
    calls(),
    conditions(),
    operations(),
    reads(),
    others(),
    knownValues(FAILS),
    equalities(),
  ];
  return kinds
    .flatMap((kind) => sampled(kind, Math.ceil(count / kinds.length), random))
    .concat(answered());
}
