import type { Problem } from "../../finding";
import { type Block, blocksOf, nestedBlocks, valueOf } from "../../model/configuration";
import { type Expression, everyExpression } from "../../model/expression";
import type { Rule } from "../../rule";
import type { Subject } from "../../subject";
import { PLAIN } from "../../schema/context";
import { Inference } from "../../schema/infer";
import { type Scope, type Variable, scopesOf } from "../../schema/scope";
import { misfit } from "../../schema/misfit";
import { readType, typeText } from "../../schema/type";
import { refusalsOf } from "../../schema/validations";
import { loadedIn } from "../../variables/loaded";

/** A variable whose type, default or validation Terraform refuses. */
export const variableDeclaration: Rule = {
  id: "variable-declaration",
  title: "Every variable has a type that exists, and a default of that type",
  severity: "error",
  needsWhole: "file",
  why: `A type is written with \`string\`, \`number\`, \`bool\`, \`any\`, \`list\`, \`set\`, \`map\`, \`object\` and \`tuple\`.
A default is a plain value, without references, that can become one of the type; a validation asks about the variable that
it stands in, and holds for the default. Where no call of the module takes the default, a plan may: there it is a warning.`,
  source: "https://developer.hashicorp.com/terraform/language/values/variables",
  bad: {
    "variables.tf": `variable "instances" {
  type    = nubmer
  default = 1
}

variable "names" {
  type    = list(string)
  default = "apono"
}
`,
  },
  good: {
    "variables.tf": `variable "instances" {
  type    = number
  default = 1
}

variable "names" {
  type    = list(string)
  default = ["apono"]
}
`,
  },
  check: (subject) =>
    scopesOf(subject).flatMap((scope) =>
      blocksOf(scope.module, "variable").flatMap((block) => [
        ...typeProblems(block, scope),
        ...askingProblems(block),
        ...refusedDefault(block, scope, subject),
      ]),
    ),
};

function typeProblems({ labels, body }: Block, scope: Scope): Problem[] {
  const name = labels[0] ?? "";
  const declared = body.attributes.get("type");
  const { type, problem } = readType(declared?.source ?? "any");
  const problems: Problem[] = [];
  if (problem !== undefined)
    problems.push({
      message: `The type of the variable ${name} can't be read: ${problem}.`,
      mend: "Write string, number, bool, any, list(…), set(…), map(…), object({ … }) or tuple([…]).",
      range: declared?.value.range ?? body.range,
    });
  const value = valueOf(body, "default");
  if (value === undefined) return problems;
  if (!isConstant(value)) {
    problems.push({
      message: `The default of the variable ${name} refers to something.`,
      mend: "Write a plain value, or let it be null and choose the value in a local.",
      range: value.range,
    });
    return problems;
  }
  const shape = new Inference(scope).shape(value, PLAIN, []);
  if (shape.kind === "null" && scope.variables.get(name)?.isNullable === false)
    problems.push({
      message: `The variable ${name} may not be null, and that is its default.`,
      mend: "Take nullable = false out, or give it another default, or none.",
      range: value.range,
    });
  const wrong = misfit(shape, type);
  if (wrong !== undefined)
    problems.push({
      message: `The default of the variable ${name} is no ${typeText(type)}: ${wrong.path === "" ? "" : `${wrong.path}: `}${wrong.reason}.`,
      mend: "Give it a default of its type, or correct the type.",
      range: value.range,
    });
  return problems;
}

const isConstant = (value: Expression): boolean =>
  [...everyExpression(value)].every(({ kind }) => kind !== "reference" && kind !== "call");

function askingProblems({ labels, body }: Block): Problem[] {
  const name = labels[0] ?? "";
  return nestedBlocks(body, "validation").flatMap((validation) => {
    const condition = valueOf(validation, "condition");
    if (condition === undefined) return [];
    const asksItself = [...everyExpression(condition)].some(
      (each) => each.kind === "reference" && each.root === "var" && each.steps[0] === name,
    );
    return asksItself
      ? []
      : [
          {
            message: `A validation of the variable ${name} doesn't ask about var.${name}.`,
            mend: `Refer to var.${name}, or ask in a precondition.`,
            range: condition.range,
          },
        ];
  });
}

/**
 * A default that the variable's own validation refuses: an error where a call takes it, else one of a plan that does;
 * none does where a file that Terraform loads by itself gives another value.
 */
function refusedDefault({ labels, body }: Block, scope: Scope, subject: Subject): Problem[] {
  const variable = scope.variables.get(labels[0] ?? "");
  const value = valueOf(body, "default");
  if (variable === undefined || value === undefined || !isConstant(value)) return [];
  const shape = new Inference(scope).shape(value, PLAIN, []);
  if (misfit(shape, variable.type) !== undefined) return [];
  const isTaken = callsOf(scope, subject).some(
    ({ body: call }) => !call.attributes.has(variable.name),
  );
  if (!isTaken && isGiven(variable, scope, subject)) return [];
  return refusalsOf(scope, variable, shape).map(({ reason, ...refusal }) => ({
    ...refusal,
    message: `The default of the variable ${variable.name} can't be taken: ${reason}`,
    range: value.range,
    ...(isTaken ? {} : { severity: "warning" as const }),
  }));
}

/** Whether a value comes from a file, or may come from one that can't be read. */
function isGiven({ name, isNullable }: Variable, { module }: Scope, subject: Subject): boolean {
  const { values, isWhole } = loadedIn(module.folder, subject);
  const given = values.get(name)?.value;
  const isDefault = given?.kind === "literal" && given.value === null && !isNullable;
  return !isWhole || (given !== undefined && !isDefault);
}

const callsOf = (scope: Scope, subject: Subject): Block[] =>
  scopesOf(subject).flatMap((caller) =>
    [...caller.calls.values()].filter((call) => caller.called(call) === scope),
  );
