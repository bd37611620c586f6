import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { check } from "../../cli/validate/check";
import { subjectOf } from "../../cli/validate/read/example";
import { expressionType, functionCall } from "../../cli/validate/rules/schema/expressions";
import { cleanUp, tempDir } from "../../sandbox/processes";
import { Terraform } from "../../sandbox/terraform";
import { UNHELD, VARIABLES, sampledExpressions } from "../support/agreement/expressions";
import { randomOf } from "../support/agreement/random";

jest.setTimeout(3_600_000); // as many expressions as anybody asks for
afterAll(cleanUp);

/** How many expressions: 90,000 there are in all. */
const EXPRESSIONS = Number(process.env.APONO_AGREEMENT_EXPRESSIONS ?? 1000);
/** Which of them. */
const SEED = Number(process.env.APONO_AGREEMENT_SEED ?? 1);
/** Local values of one module: of more, Terraform takes longer than in two runs. */
const BATCH = 400;

/** Of these functions no value is computed here, or not everything is looked at: Terraform finds more. */
const MORE =
  /\b(base64(de|en)code|cidr\w+|coalesce(list)?|concat|csvdecode|formatdate|formatlist|index|lookup|matchkeys|merge|one|parseint|set\w+|slice|sort|substr|text(de|en)codebase64|timeadd|timecmp|transpose|urlencode|uuidv5|yamldecode|zipmap)\(/;

/** Nor is it kept whether a list that is known is one or a tuple, a map or an object: two of them may be equal. */
const COLLECTION = String.raw`(?:(?:to\w+|sensitive)\(.*\)|[[{].*[\]}]|var\.(?:list|numbers|set|map|object|tuple))`;
const OF_COLLECTIONS = new RegExp(`^${COLLECTION} [!=]= ${COLLECTION}`);

/** By functions that ask for it, the same. */
const EQUALITY = /^(contains\(\[|length\(distinct\()/;

const isOpen = (expression: string) =>
  [MORE, OF_COLLECTIONS, EQUALITY].some((each) => each.test(expression)) ||
  UNHELD.some((each) => expression.startsWith(each));

const DECLARED = Object.entries(VARIABLES)
  .map(([name, type]) => `variable "${name}" {\n  type = ${type}\n}\n`)
  .join("");

/** The lines of a module of local values, one a line, in which there is an error: Terraform's, and ours. */
async function errorsIn(text: string): Promise<{ theirs: Set<number>; ours: Set<number> }> {
  const folder = tempDir("expressions-");
  writeFileSync(join(folder, "main.tf"), text);
  const terraform = new Terraform(folder);
  const { diagnostics } = await terraform.validate();
  terraform.dispose();
  const found = await check(await subjectOf({ "main.tf": text }), [functionCall, expressionType]);
  return {
    theirs: new Set(
      diagnostics.flatMap(({ severity, range }) =>
        severity === "error" && range !== undefined ? [range.start.line] : [],
      ),
    ),
    ours: new Set(
      found.flatMap(({ severity, range }) => (severity === "error" ? [range.start.line] : [])),
    ),
  };
}

it(`judges ${EXPRESSIONS} expressions as Terraform does, but for what is known`, async () => {
  const expressions = sampledExpressions(EXPRESSIONS, randomOf(SEED));
  const alarms: string[] = [];
  const misses: string[] = [];
  let errors = 0;
  for (let first = 0; first < expressions.length; first += BATCH) {
    const batch = expressions.slice(first, first + BATCH);
    const head = `${DECLARED}locals {\n`;
    const lines = batch.map((each, index) => `  e${index} = ${each}\n`);
    const { theirs, ours } = await errorsIn(`${head}${lines.join("")}}\n`);
    errors += theirs.size;
    batch.forEach((each, index) => {
      const line = head.split("\n").length + index;
      if (ours.has(line) && !theirs.has(line)) alarms.push(each);
      if (theirs.has(line) && !ours.has(line)) misses.push(each);
    });
  }
  console.log(
    `${expressions.length} expressions (seed ${SEED}), ${errors} with an error: ${alarms.length} false alarms, ${misses.length} misses`,
  );
  expect(alarms).toEqual([]);
  expect(misses.filter((each) => !isOpen(each))).toEqual([]);
  // It would find nothing where Terraform came to look at nothing.
  expect(errors).toBeGreaterThan(expressions.length / 4);
});
