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
