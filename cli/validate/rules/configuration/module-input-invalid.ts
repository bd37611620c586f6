import type { Input } from "../../../../lib/inputs/declaration";
import { checkInputs } from "../../../../lib/inputs/check";
import { FARGATE_MEMORY } from "../../../../modules/ecs-connector/inputs";
import type { Problem } from "../../finding";
import { valueOf } from "../../model/configuration";
import type { Rule } from "../../rule";
import type { Value } from "../../value";
import { shapeOf } from "./secrets/shapes";
import { type PublishedCall, publishedCallsIn } from "./support/calls";
import { converted, knownInputs } from "./support/input-values";
import { evaluatorOf } from "./support/known";
import { PUBLISHED } from "./support/published";

/** Values that the inputs of our modules don't take. */
export const moduleInputInvalid: Rule = {
  id: "module-input-invalid",
  title: "A connector's module is given values that it takes",
  severity: "error",
  needsWhole: "file",
  why:
    "Every input has rules, and some inputs have to fit each other: Fargate offers certain amounts of memory for each CPU size, " +
    "and a connector has one token. Terraform checks them at plan; here they are checked without credentials, wherever a value " +
    "is written out or is the default of a variable of the root module.",
  bad: {
    "main.tf": `module "apono" {
  source  = "app.terraform.io/acme/apono-ecs-connector/aws"
  version = "~> 1.0"

  aponoTokenSecretArn     = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:apono-Ab12Cd"
  subnetIds               = ["subnet-1"]
  logGroupRetentionInDays = 31
}
`,
  },
  good: {
    "main.tf": `module "apono" {
  source  = "app.terraform.io/acme/apono-ecs-connector/aws"
  version = "~> 1.0"

  aponoTokenSecretArn     = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:apono-Ab12Cd"
  subnetIds               = ["subnet-0123456789abcdef0"]
  logGroupRetentionInDays = 30
}
`,
  },
  check: ({ modules }) =>
    modules.flatMap(publishedCallsIn).flatMap((call) => {
      const known = knownInputs(call);
      return [...valuesOf(call, known), ...together(call, known)];
    }),
};

/** Each value by itself. */
function valuesOf(call: PublishedCall, known: ReadonlyMap<string, Value>): Problem[] {
  const { inputs } = PUBLISHED[call.published];
  return [...known].flatMap(([name, value]) => {
    const input: Input = inputs[name]!;
    const range = valueOf(call.block.body, name)!.range;
    const plain = converted(value, input.type);
    if (plain === undefined)
      return [
        {
          message: `module.${call.name}: ${name} is given ${kindOf(value)}, and takes ${input.type}.`,
          mend: input.type.startsWith("list")
            ? `Write it in brackets: ${name} = [ … ].`
            : `Give ${name} a value of the type ${input.type}.`,
          range,
        },
      ];
    return checkInputs({ [name]: input }, { [name]: plain }).map(({ message }) =>
      holdsCredentials(JSON.stringify(plain))
        ? {
            message: `module.${call.name}: ${name} has credentials in it, and a form that it doesn't take.`,
            mend: `Take the credentials out. ${input.description}`,
            range,
            secret: true,
          }
        : { ...inTwo(`module.${call.name}: ${message}`), range },
    );
  });
}

/** Inputs that have to fit each other. */
function together(call: PublishedCall, known: ReadonlyMap<string, Value>): Problem[] {
  const { inputs } = PUBLISHED[call.published];
  const at = (name: string) => valueOf(call.block.body, name)?.range ?? call.block.range;
  const given = (name: string) => {
    const value = valueOf(call.block.body, name);
    return value !== undefined && evaluatorOf(call.caller).evaluate(value) !== null;
  };
  const problems: Problem[] = [];
  if (call.published === "ecs-connector" && given("aponoToken") && known.has("aponoTokenSecretArn"))
    problems.push({
      message: `module.${call.name}: aponoToken and aponoTokenSecretArn are both given.`,
      mend: "Give one of them: the secret's ARN where a secret holds the token already.",
      range: at("aponoTokenSecretArn"),
    });
  const number = (name: string) => {
    const value = known.get(name) ?? (given(name) ? undefined : inputs[name]?.default);
    return value === undefined ? undefined : Number(value);
  };
  if (call.published === "ecs-connector") {
    const [cpu, memory] = [number("cpu"), number("memory")];
    const offered = cpu === undefined ? undefined : FARGATE_MEMORY[cpu];
    // Of an amount that no size has, the input's own rule says so.
    const isAmount = Object.values(FARGATE_MEMORY).some((sizes) => sizes.includes(memory ?? 0));
    if (memory !== undefined && isAmount && offered !== undefined && !offered.includes(memory))
      problems.push({
        message: `module.${call.name}: Fargate offers no ${memory} MiB of memory with ${cpu} CPU units.`,
        mend: `Choose memory from ${offered.join(", ")}, or another cpu.`,
        range: given("memory") ? at("memory") : at("cpu"),
      });
  }
  if (
    call.published === "eks-connector" &&
    known.get("wait") === false &&
    known.get("atomic") === true
  )
    problems.push({
      message: `module.${call.name}: atomic needs wait, which is false.`,
      mend: "Take wait out, or set atomic to false.",
      range: at("atomic"),
    });
  return problems;
}

/** Whether a value must not be shown: an URL with a password, or what looks like a secret. */
const holdsCredentials = (text: string): boolean =>
  /:\/\/[^/\s"]*@/.test(text) || shapeOf(text) !== undefined;

/** What is wrong, and how to mend it: a rule of an input says both, in sentences of their own. */
function inTwo(message: string): { message: string; mend: string } {
  const end = /\. (?=[A-Z])/.exec(message)?.index;
  return end === undefined
    ? { message, mend: "Give a value that the module takes." }
    : { message: message.slice(0, end + 1), mend: message.slice(end + 2) };
}

const kindOf = (value: Value): string =>
  Array.isArray(value)
    ? "a list"
    : typeof value === "object"
      ? "a map"
      : typeof value === "string"
        ? "a text"
        : `a ${typeof value}`;
