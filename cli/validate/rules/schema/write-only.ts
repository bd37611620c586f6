import type { Problem } from "../../finding";
import { blocksOf, valueOf } from "../../model/configuration";
import type { Rule } from "../../rule";
import { analysisOf } from "../../schema/analysis";
import { PLAIN, contextOf } from "../../schema/context";
import { expressionsOf } from "../../schema/dynamic";
import { markIn } from "../../schema/ephemeral";
import { type Scope, scopesOf } from "../../schema/scope";
import type { Shape } from "../../schema/shape";
import { inEveryBody } from "../../schema/visit";

const MEND =
  "Give it to a write-only argument (…_wo), a provider or an ephemeral variable, or take a value that isn't ephemeral.";

/** An ephemeral value where it would be kept. */
export const writeOnly: Rule = {
  id: "schema-write-only",
  title: "Ephemeral values go where nothing is kept",
  severity: "error",
  needsWhole: "file",
  why: `An ephemeral value is never in a plan or a state. So it may be given to write-only arguments, providers, other
ephemeral things and local values only; Terraform refuses it anywhere else. Where \`terraform validate\` loses sight of it
behind a value that isn't known yet, the plan finds it: there it is a warning.`,
  source: "https://developer.hashicorp.com/terraform/language/manage-sensitive-data/ephemeral",
  bad: {
    "main.tf": `variable "greeting" {
  type      = string
  ephemeral = true
}

resource "aws_secretsmanager_secret" "settings" {
  name_prefix = var.greeting
}
`,
  },
  good: {
    "main.tf": `variable "greeting" {
  type      = string
  ephemeral = true
}

resource "aws_secretsmanager_secret" "settings" {
  name = "settings"
}

resource "aws_secretsmanager_secret_version" "settings" {
  secret_id                = aws_secretsmanager_secret.settings.id
  secret_string_wo         = var.greeting
  secret_string_wo_version = 1
}
`,
  },
  check: (subject) => [
    ...inEveryBody(subject, ({ analysis, context, typed, placed }): Problem[] => {
      if (typed.kind === "provider" || typed.kind === "ephemeral") return [];
      const kept = placed.attributes
        .filter(({ schema }) => schema.write_only !== true)
        .map(({ attribute, path }) => ({ value: attribute.value, path }));
      const iterated = placed.dynamics
        .flatMap(expressionsOf)
        .map((value) => ({ value, path: "a dynamic block" }));
      return [...kept, ...iterated].flatMap(({ value, path }) =>
        keptProblem(analysis.shapeOf(value, context), {
          message: `${path} of ${placed.address} would keep an ephemeral value.`,
          mend: MEND,
          range: value.range,
        }),
      );
    }),
    ...scopesOf(subject).flatMap((scope) => [
      ...repeated(scope),
      ...outputs(scope),
      ...inputs(scope),
    ]),
  ],
};

/** What is wrong where a value would be kept; a warning where Terraform comes to see it at the plan. */
function keptProblem(shape: Shape, problem: Problem): Problem[] {
  const mark = markIn(shape);
  if (mark === undefined) return [];
  return [mark === "now" ? problem : { ...problem, severity: "warning" }];
}

/** How often something is there is in the state, too. */
const repeated = (scope: Scope): Problem[] =>
  scope.module.blocks.flatMap(({ type, body }) =>
    ["resource", "data", "module"].includes(type)
      ? ["count", "for_each"].flatMap((name) => {
          const value = valueOf(body, name);
          return value === undefined
            ? []
            : keptProblem(analysisOf(scope).shapeOf(value, PLAIN), {
                message: `${name} would keep an ephemeral value.`,
                mend: MEND,
                range: value.range,
              });
        })
      : [],
  );

const outputs = (scope: Scope): Problem[] =>
  blocksOf(scope.module, "output").flatMap(({ labels, body }) => {
    const value = valueOf(body, "value");
    const ephemeral = valueOf(body, "ephemeral");
    const isMarked = ephemeral?.kind === "literal" && String(ephemeral.value) === "true";
    if (value === undefined || isMarked) return [];
    return keptProblem(analysisOf(scope).shapeOf(value, PLAIN), {
      message: `The output ${labels[0]} would keep an ephemeral value.`,
      mend: "Set ephemeral = true on an output of a module; a root module can't give such a value out.",
      range: value.range,
    });
  });

const inputs = (scope: Scope): Problem[] =>
  [...scope.calls].flatMap(([name, call]) => {
    const called = scope.called(call);
    if (called === undefined) return [];
    return [...call.body.attributes.values()]
      .filter((input) => called.variables.get(input.name)?.isEphemeral === false)
      .flatMap((input) =>
        keptProblem(analysisOf(scope).shapeOf(input.value, contextOf(call)), {
          message: `${input.name} of module.${name} is given an ephemeral value, and is no ephemeral variable.`,
          mend: `Set ephemeral = true on the variable ${input.name} of the module, or take another value.`,
          range: input.value.range,
        }),
      );
  });
