import { posix } from "node:path";
import { didYouMean } from "../../../suggest";
import type { Problem } from "../../finding";
import type { Block } from "../../model/configuration";
import { valueOf } from "../../model/configuration";
import type { Rule } from "../../rule";
import { analysisOf } from "../../schema/analysis";
import { contextOf } from "../../schema/context";
import { isOpenTofus } from "../../schema/opentofu";
import { givenProblems } from "../../schema/input";
import { type Scope, scopesOf } from "../../schema/scope";

/** What Terraform itself takes in a call. */
const META = new Set(["source", "version", "count", "for_each", "depends_on", "providers"]);

/** A call that doesn't fit the module that it calls. */
export const moduleCall: Rule = {
  id: "module-call",
  title: "Every call of a module gives it the inputs that it has",
  severity: "error",
  needsWhole: "module",
  why: `A module that is called by its path is read in the same run: an input that it doesn't have, one that it needs and
isn't given, one of the wrong type and one that a validation refuses are found before Terraform refuses them; so is a path that
leads to no folder.`,
  source: "https://developer.hashicorp.com/terraform/language/modules/syntax",
  bad: {
    "main.tf": `module "connector" {
  source = "./connector"
  nmae   = "apono"
}
`,
    "connector/main.tf": `variable "name" {
  type = string
}
`,
  },
  good: {
    "main.tf": `module "connector" {
  source = "./connector"
  name   = "apono"
}
`,
    "connector/main.tf": `variable "name" {
  type = string
}
`,
  },
  check: (subject) =>
    scopesOf(subject).flatMap((scope) =>
      [...scope.calls].flatMap(([name, call]) => [
        ...sourceProblems(scope, name, call),
        ...inputProblems(scope, name, call),
      ]),
    ),
};

function sourceProblems(
  { module, folders }: Scope,
  name: string,
  { body, range }: Block,
): Problem[] {
  const source = valueOf(body, "source");
  if (source === undefined)
    return [
      {
        message: `module.${name} has no source.`,
        mend: 'Set source to the module\'s path or address, as in source = "./modules/name".',
        range,
      },
    ];
  if (source.kind !== "literal" || typeof source.value !== "string") {
    // OpenTofu knows variables and locals by then.
    if (isOpenTofus(source.range)) return [];
    return [
      {
        message: `The source of module.${name} is no plain text.`,
        mend: "Write it out: Terraform fetches modules before it knows any value.",
        range: source.range,
      },
    ];
  }
  const address = source.value;
  if (/^\.\.?$/.test(address))
    return [
      {
        message: `module.${name} comes from "${address}", which is no address of a module.`,
        mend: `Write "./${address === "." ? "" : address}", if that folder is meant.`,
        range: source.range,
      },
    ];
  if (!/^\.\.?\//.test(address)) return [];
  const version = body.attributes.get("version");
  const others = folders.map((folder) => pathFrom(module.folder, folder));
  return [
    ...(module.missing.has(address)
      ? [
          {
            message: `module.${name} comes from ${address}, and there is no such folder.`,
            mend: `${didYouMean(address, others)}Correct the path, which counts from ${module.folder === "." ? "the file's folder" : module.folder}, or make the folder.`,
            range: source.range,
          },
        ]
      : []),
    ...(version === undefined
      ? []
      : [
          {
            message: `module.${name} comes from a folder, which has no versions.`,
            mend: "Take version out.",
            range: version.range,
          },
        ]),
  ];
}

/** The path from one folder to another, as a source is written. */
function pathFrom(from: string, to: string): string {
  const path = posix.relative(from, to);
  return path.startsWith("../") ? path : `./${path}`;
}

function inputProblems(scope: Scope, name: string, call: Block): Problem[] {
  const called = scope.called(call);
  if (called === undefined) return [];
  const { body } = call;
  const analysis = analysisOf(scope);
  const context = contextOf(call);
  const given = [...body.attributes.values()].filter((each) => !META.has(each.name));
  return [
    ...[...called.variables.values()]
      .filter((variable) => variable.isRequired && !body.attributes.has(variable.name))
      .map((variable) => ({
        message: `module.${name} needs the input "${variable.name}", which is not given.`,
        mend: "Give it.",
        range: call.range,
      })),
    ...given.flatMap((input): Problem[] => {
      const variable = called.variables.get(input.name);
      if (variable === undefined)
        return [
          {
            message: `The module ${called.module.folder} has no input "${input.name}".`,
            mend: `${didYouMean(input.name, called.variables.keys())}Correct the name, or take it out.`,
            range: input.nameRange,
          },
        ];
      return givenProblems(called, variable, analysis.shapeOf(input.value, context), {
        what: `${input.name} of module.${name}`,
        range: input.value.range,
      });
    }),
    ...body.blocks.map(({ type, range }) => ({
      message: `module.${name} has a block "${type}", and calls of modules have none.`,
      mend: `If ${type} is an input, write ${type} = ….`,
      range,
    })),
  ];
}
