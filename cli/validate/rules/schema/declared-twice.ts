import type { Rule } from "../../rule";
import type { Block, Module } from "../../model/configuration";
import { valueOf } from "../../model/configuration";
import { type Range, placeOf } from "../../model/range";

const NAMED = new Set(["resource", "data", "ephemeral", "variable", "output", "module", "check"]);

/** Two declarations of one name. */
export const declaredTwice: Rule = {
  id: "declared-twice",
  title: "Nothing is declared twice",
  severity: "error",
  needsWhole: "file",
  why: `All files of a folder are one module, in which every resource, variable, local value, output and module call has a
name of its own. Terraform refuses a second one of the same name.`,
  source: "https://developer.hashicorp.com/terraform/language/files",
  bad: {
    "main.tf": `variable "region" {}\n`,
    "variables.tf": `variable "region" {}\n`,
  },
  good: {
    "main.tf": "",
    "variables.tf": `variable "region" {}\n`,
  },
  check: ({ modules }) =>
    modules.flatMap((module) => {
      const seen = new Map<string, Range>();
      return declarations(module).flatMap(({ name, range }) => {
        const first = seen.get(name);
        if (first === undefined) {
          seen.set(name, range);
          return [];
        }
        return [
          {
            message: `${name} is declared twice; first at ${placeOf(first)}.`,
            mend: "Take one away, or give it another name.",
            range,
            related: [{ message: "The first declaration is here.", range: first }],
          },
        ];
      });
    }),
};

function declarations({ blocks }: Module): { name: string; range: Range }[] {
  return blocks.flatMap((block) => {
    if (block.type === "locals")
      return [...block.body.attributes.values()].map(({ name, nameRange }) => ({
        name: `local.${name}`,
        range: nameRange,
      }));
    const name = nameOf(block);
    return name === undefined ? [] : [{ name, range: block.range }];
  });
}

function nameOf({ type, labels, body }: Block): string | undefined {
  if (NAMED.has(type)) return [type, ...labels].join(".");
  if (type !== "provider") return undefined;
  const alias = valueOf(body, "alias");
  return `provider ${labels[0]}${alias?.kind === "literal" ? `.${alias.value}` : ""}`;
}
