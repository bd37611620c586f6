import { didYouMean } from "../../suggest";
import type { Problem } from "../finding";
import type { Expression } from "../model/expression";
import type { SchemaKind } from "./kept-types";
import { isJson } from "./placed";
import type { Scope } from "./scope";

/** What a list of addresses names: `aws_iam_role.connector` in HCL, `"aws_iam_role.connector"` in JSON. */
export interface Address {
  readonly steps: readonly (string | number)[];
  readonly value: Expression;
}

/** The addresses of a list; other values give addresses without steps. */
export const addressesIn = (value: Expression): Address[] =>
  value.kind === "list" ? value.items.flatMap(addressesIn) : [{ steps: stepsOf(value), value }];

function stepsOf(value: Expression): readonly (string | number)[] {
  // A reference in JSON is one in a template, which would have to be evaluated.
  if (value.kind === "reference") return isJson(value.range) ? [] : [value.root, ...value.steps];
  if (value.kind !== "literal" || typeof value.value !== "string") return [];
  return [...value.value.matchAll(/[\w-]+|\["([^"]*)"\]|\[(\d+)\]/g)].map(
    ([word, key, index]) => key ?? (index === undefined ? word : Number(index)),
  );
}

/** One word, or words with dots between: a bare word in HCL, a string in JSON. */
export function wordOf(value: Expression): string | undefined {
  if (value.kind === "literal" && !/^[\w-]+(\.[\w-]+)*$/.test(String(value.value)))
    return undefined;
  const steps = stepsOf(value);
  return steps.length === 0 ? undefined : steps.join(".");
}

/** Whether it is a word of Terraform's: bare in HCL, a string in JSON. */
export const isWord = (value: Expression, word: string): boolean =>
  wordOf(value) === word && isJson(value.range) === (value.kind === "literal");

/** What is wrong with the value of `depends_on` or `replace_triggered_by`, which are read before any value is known. */
export function listProblems(value: Expression, scope: Scope, what: string): Problem[] {
  if (value.kind !== "list")
    return [
      {
        message: `${what} is no list.`,
        mend: "Put what it names in brackets, even where that is one thing alone.",
        range: value.range,
      },
    ];
  const steps = what === TRIGGERS ? triggerOf : stepsOf;
  return value.items.flatMap((item) =>
    addressProblem({ steps: isText(item, what) ? [] : steps(item), value: item }, scope, what),
  );
}

/**
 * What triggers may name the one of several that goes with this: `terraform_data.a[each.key].id`, `[count.index]`.
 * https://developer.hashicorp.com/terraform/language/meta-arguments/lifecycle#replace_triggered_by
 */
function triggerOf(value: Expression): readonly (string | number)[] {
  if (value.kind !== "access") return stepsOf(value);
  const of = triggerOf(value.of);
  const step = value.key === undefined ? undefined : stepOf(value.key);
  return of.length === 0 || step === undefined ? [] : [...of, step];
}

/** A step that is read; where it is another for each round, the first stands for all. */
function stepOf(key: Expression): string | number | undefined {
  if (key.kind === "literal" && ["string", "number"].includes(typeof key.value))
    return key.value as string | number;
  const isOfRound =
    key.kind === "reference" && ["each.key", "count.index"].includes(stepsOf(key).join("."));
  return isOfRound ? 0 : undefined;
}

/** An address in quotes: no mistake in JSON, nor in `depends_on`, where old configurations have it. */
const isText = ({ kind, range }: Expression, what: string): boolean =>
  kind === "literal" && !isJson(range) && what !== "depends_on";

const TRIGGERS = "replace_triggered_by";

/** Whether an address is one of a resource, or of something in it. */
const isResource = ([root]: readonly (string | number)[]): boolean =>
  !["var", "local", "module", "each", "count", "self", "path", "terraform"].includes(String(root));

/** What is wrong with an address: what it names isn't there, or it names a part of it. */
function addressProblem({ steps, value }: Address, scope: Scope, what: string): Problem[] {
  const problem = (message: string, mend: string, severity?: Problem["severity"]): Problem[] => [
    { message, mend, range: value.range, ...(severity === undefined ? {} : { severity }) },
  ];
  const [root, ...rest] = steps;
  if (root === undefined)
    return problem(
      `${what} lists something that is no address.`,
      isJson(value.range)
        ? 'Write the address of a resource or a module by itself, without ${}: "aws_iam_role.connector".'
        : "Write the address of a resource or a module by itself: aws_iam_role.connector.",
    );
  const name = String(rest[0] ?? "");
  const missing = (address: string, names: Iterable<string>) =>
    problem(
      `${what} names ${address}, which is not declared in this module.`,
      `${didYouMean(address, names)}Correct the name, or take it out.`,
      // What triggers a replacement, Terraform looks up at the plan.
      what === TRIGGERS ? "warning" : undefined,
    ).map((each): Problem => ({ ...each, needsWhole: "module" }));
  if (what === TRIGGERS && !isResource(steps))
    return problem(
      `${what} names something that is no resource.`,
      "Name a resource, or one of its attributes; a value can trigger by a terraform_data that holds it.",
    );
  if (root === "var" || root === "local") {
    const names = root === "var" ? scope.variables : scope.locals;
    return names.has(name) ? [] : missing(`${root}.${name}`, names.keys());
  }
  if (root === "module")
    return scope.calls.has(name) ? [] : missing(`module.${name}`, scope.calls.keys());
  const isOther = root === "data" || root === "ephemeral";
  const kind: SchemaKind = isOther ? root : "resource";
  const [type, label, ...after] = isOther || root === "resource" ? rest : steps;
  if (["each", "count", "self", "path", "terraform"].includes(String(root))) return [];
  const address = `${isOther ? `${root}.` : ""}${type}.${label ?? ""}`;
  if (scope.declared(kind, String(type), String(label)) === undefined)
    return missing(address, scope.addresses(kind));
  if (what === "depends_on" && after.some((step) => typeof step === "string"))
    return problem(
      `${what} names a part of ${address}.`,
      `Write ${address}: it is all of it that is waited for.`,
    );
  return [];
}
